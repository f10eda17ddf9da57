"""Health, education, and what keeps a child safe."""

from __future__ import annotations

from collections.abc import Callable

from children.models import CareKind
from compliance.sentences.fixes import KnownFix
from compliance.sentences.words import Words
from homes.models import Nation, Unit
from homes.permissions import Permission
from homes.standards import Figure
from homes.words import gettext as _
from homes.words import ngettext


def _registered(words: Words, *, overdue: bool) -> str:
    gp = words.facts["kind"] == CareKind.GP_REGISTERED
    if not overdue:
        said = (
            _("Registering %(child)s with a GP is due %(due)s.")
            if gp
            else _("Registering %(child)s with a dentist is due %(due)s.")
        )
        return said % words.plus()
    said = (
        _("%(child)s moved in on %(moved_in)s and no GP is noted since. It was due by %(due_day)s.")
        if gp
        else _("%(child)s moved in on %(moved_in)s and no dentist is noted since. It was due by %(due_day)s.")
    )
    return said % words.plus(moved_in=words.on("moved_in_on"))


def _comes_round(
    none_due: Callable[[], str], none_over: Callable[[], str], due: Callable[[], str], over: Callable[[], str]
) -> Callable[..., str]:
    """What comes round again: four sentences, for a first time and a next time, due and over."""

    def say(words: Words, *, overdue: bool) -> str:
        if not words.facts.get("last_on"):
            return (none_over if overdue else none_due)() % words.plus()
        return (over if overdue else due)() % words.plus(last=words.on("last_on"))

    return say


_dental = _comes_round(
    lambda: _("No dental check is noted for %(child)s. One is due %(due)s."),
    lambda: _("No dental check is noted for %(child)s. One was due by %(due_day)s."),
    lambda: _("%(child)s’s next dental check is due %(due)s. The last one was on %(last)s."),
    lambda: _("%(child)s’s dental check was due by %(due_day)s. The last one was on %(last)s."),
)
_sight = _comes_round(
    lambda: _("No sight test is noted for %(child)s. One is due %(due)s."),
    lambda: _("No sight test is noted for %(child)s. One was due by %(due_day)s."),
    lambda: _("%(child)s’s next sight test is due %(due)s. The last one was on %(last)s."),
    lambda: _("%(child)s’s sight test was due by %(due_day)s. The last one was on %(last)s."),
)
_assessed = _comes_round(
    lambda: _("A health assessment for %(child)s is due %(due)s."),
    lambda: _("A health assessment for %(child)s was due by %(due_day)s."),
    lambda: _("%(child)s’s next health assessment is due %(due)s. The last one was on %(last)s."),
    lambda: _("%(child)s’s health assessment was due by %(due_day)s. The last one was on %(last)s."),
)
_pep = _comes_round(
    lambda: _("%(child)s’s personal education plan is due %(due)s."),
    lambda: _("%(child)s’s personal education plan was due by %(due_day)s."),
    lambda: _("%(child)s’s personal education plan is to be looked at %(due)s. The last time was %(last)s."),
    lambda: _("%(child)s’s personal education plan was to be looked at by %(due_day)s, last done %(last)s."),
)
_pathway = _comes_round(
    lambda: _("%(child)s’s pathway plan is due for review %(due)s."),
    lambda: _("%(child)s’s pathway plan was due for review by %(due_day)s."),
    lambda: _("%(child)s’s pathway plan of %(last)s is due for review %(due)s."),
    lambda: _("%(child)s’s pathway plan of %(last)s was due for review by %(due_day)s."),
)


def _since(due: Callable[[], str], over: Callable[[], str], fact: str = "since") -> Callable[..., str]:
    def say(words: Words, *, overdue: bool) -> str:
        return (over if overdue else due)() % words.plus(since=words.on(fact))

    return say


_first_assessment = _since(
    lambda: _("A first health assessment is due %(due)s: %(child)s is looked after since %(since)s."),
    lambda: _(
        "No health assessment is noted for %(child)s, looked after since %(since)s. It was due by %(due_day)s."
    ),
)
_first_pep = _since(
    lambda: _("A first personal education plan is due %(due)s: %(child)s is looked after since %(since)s."),
    lambda: _(
        "No personal education plan is noted for %(child)s, looked after since %(since)s. "
        "It was due by %(due_day)s."
    ),
)
_needs = _since(
    lambda: _(
        "What %(child)s needs for a pathway plan is to be assessed %(due)s. "
        "%(child)s became eligible on %(since)s."
    ),
    lambda: _(
        "There is no pathway plan for %(child)s, eligible since %(since)s. "
        "The assessment was due by %(due_day)s."
    ),
    "eligible_on",
)


def _ehc(words: Words, *, overdue: bool) -> str:
    values = words.plus(last=words.on("last_on"))
    if words.facts.get("nation") == Nation.WALES:
        if not overdue:
            return (
                _("%(child)s’s individual development plan of %(last)s is due for review %(due)s.") % values
            )
        return (
            _("%(child)s’s individual development plan of %(last)s was due for review by %(due_day)s.")
            % values
        )
    if not overdue:
        return (
            _("The annual review of %(child)s’s EHC plan is due %(due)s. The last was on %(last)s.") % values
        )
    return (
        _("The annual review of %(child)s’s EHC plan was due by %(due_day)s. The last was on %(last)s.")
        % values
    )


def _risk(words: Words, *, overdue: bool) -> str:
    if words.facts["kind"] == "after_missing":
        values = words.plus(back=words.on("back_on"))
        if not overdue:
            return (
                _(
                    "%(child)s came back on %(back)s. What keeps %(child)s safe is to be looked at again %(due)s."
                )
                % values
            )
        return (
            _(
                "%(child)s came back on %(back)s. What keeps %(child)s safe was to be looked at again by %(due_day)s."
            )
            % values
        )
    values = words.plus(last=words.on("last_on"))
    if not overdue:
        return (
            _(
                "Still fair, still needed? What keeps %(child)s safe is to be looked at again %(due)s, "
                "last done %(last)s."
            )
            % values
        )
    return (
        _(
            "What keeps %(child)s safe was last looked at on %(last)s. "
            "Whether it is still fair and needed was due by %(due_day)s."
        )
        % values
    )


def _within_working_days(figure: Figure) -> str:
    if figure.unit == Unit.MONTHS:
        return ngettext("within %(n)s month", "within %(n)s months", figure.amount) % {"n": figure.amount}
    words = ngettext("within %(n)s working day", "within %(n)s working days", figure.amount)
    return words % {"n": figure.amount}


def _note(label: Callable[[], str], topic: str) -> KnownFix:
    return KnownFix(label, "compliance:add_care", Permission.RECORD_FILE, (topic,))


_MEETING = _note(lambda: _("Note the meeting"), "school")
_ASSESSMENT = _note(lambda: _("Note the assessment"), "health")
_OPEN = KnownFix(lambda: _("Open health and school"), "compliance:care", Permission.RECORD_FILE)

SENTENCES = {
    "GP-REG": _registered,
    "DENTAL": _dental,
    "OPTIC": _sight,
    "HA-INIT": _first_assessment,
    "HA-REV": _assessed,
    "RISK-REV": _risk,
    "PEP-INIT": _first_pep,
    "PEP-REV": _pep,
    "PEP-W": _first_pep,
    "EHCP": _ehc,
    "PATH-NEEDS": _needs,
    "PATH-PLAN": _pathway,
}
FIXES = {
    "GP-REG": _note(lambda: _("Note the registration"), "health"),
    "DENTAL": _note(lambda: _("Note the check"), "health"),
    "OPTIC": _note(lambda: _("Note the test"), "health"),
    "HA-INIT": _ASSESSMENT,
    "HA-REV": _ASSESSMENT,
    "RISK-REV": _note(lambda: _("Note a review"), "safety"),
    "PEP-INIT": _MEETING,
    "PEP-REV": _MEETING,
    "PEP-W": _MEETING,
    "EHCP": _note(lambda: _("Note the review"), "school"),
    "PATH-NEEDS": _OPEN,
    "PATH-PLAN": _OPEN,
}
WITHIN = frozenset({"GP-REG", "HA-INIT", "PEP-INIT", "PEP-W", "PATH-NEEDS"})
# Numbers that are not calendar days or months, in words.
STANDARDS: dict[str, Callable[[Figure], str]] = {
    "GP-REG": _within_working_days,
    "HA-INIT": _within_working_days,
    "PEP-INIT": _within_working_days,
    "PEP-W": _within_working_days,
    "PEP-REV": lambda _figure: _("once each school term"),
}
