"""What a flag says: one sentence, where the rule comes from, and the one thing that puts it right.

About what we owe the child, never about the child. No colour words, no percentages, no pronouns to get wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils import formats

from children.models import FileType
from compliance.engine import severity_on
from compliance.models import Flag
from compliance.rules import BY_CODE
from homes.models import Unit
from homes.permissions import Access, Permission
from homes.standards import CATALOGUE, HEALTH_MONTHS_UNDER_FIVE, RETURN_DAYS, Kind
from homes.words import gettext as _
from homes.words import ngettext

__all__ = ["Fix", "fix_for", "sentence_for", "severity_on", "source_for", "title_of"]


class Fix(NamedTuple):
    """The one fix of a flag, for `{% url %}`."""

    label: str
    url_name: str
    args: tuple[Any, ...]


def day(value: dt.date, *, as_of: dt.date) -> str:
    """ "2 August", with the year when it is not the year we are in."""
    return formats.date_format(value, "j F" if value.year == as_of.year else "j F Y")


def sentence_for(flag: Flag, *, as_of: dt.date) -> str:
    """The flag in one or two plain sentences, in the tense of the day. Needs the child loaded."""
    overdue = flag.due_on < as_of
    words = _Words(flag, as_of=as_of)
    say = SENTENCES.get(flag.rule_code)
    if say is not None and flag.child is not None:
        return say(words, overdue=overdue)
    if overdue:  # a rule that was retired since
        return _("This was due on %(due)s.") % {"due": words.on_due}
    return _("This is due %(due)s.") % {"due": words.by_due}


def title_of(rule_code: str) -> str:
    """The duty in a few words, for lists that no longer speak of a day. The code itself for a retired rule."""
    rule = BY_CODE.get(rule_code)
    return str(rule.title) if rule else rule_code


def source_for(flag: Flag, *, as_of: dt.date) -> str:
    """Where the rule comes from, and who set the home's own number: shown with every flag."""
    facts = flag.facts
    if facts.get("kind") == "review":
        return _("The plan’s own review date")
    if facts.get("kind") == "under_five":
        return _("Home standard: every %(n)s months before the fifth birthday") % {
            "n": HEALTH_MONTHS_UNDER_FIVE
        }
    default = CATALOGUE.get(flag.rule_code)
    if default is not None and default.kind == Kind.LAW:
        return _("Law: %(source)s") % {"source": flag.source}
    if default is not None and default.kind == Kind.GUIDANCE:
        return _("Guidance: %(source)s") % {"source": flag.source}
    if not facts.get("set_by") or facts.get("kind") == "missing":
        return _("Home standard")
    line = _("Home standard: %(standard)s, set by %(name)s") % {
        "standard": standard(facts, within=_is_within(flag)),
        "name": facts["set_by"],
    }
    if facts.get("applies_from"):
        from_day = dt.date.fromisoformat(facts["applies_from"])
        line = _("%(line)s, %(day)s") % {"line": line, "day": day(from_day, as_of=as_of)}
    return line


def standard(facts: dict[str, Any], *, within: bool = False) -> str:
    """The home's number in words: "every 7 days", "within 3 days", "every 3 months"."""
    amount, months = facts["amount"], facts["unit"] == Unit.MONTHS
    if within and amount == 0:
        return _("the same day")
    if within and months:
        words = ngettext("within %(n)s month", "within %(n)s months", amount)
    elif within:
        words = ngettext("within %(n)s day", "within %(n)s days", amount)
    elif months:
        words = ngettext("every month", "every %(n)s months", amount)
    else:
        words = ngettext("every day", "every %(n)s days", amount)
    return words % {"n": amount}


def fix_for(flag: Flag, access: Access) -> Fix | None:
    """The one thing that closes the flag. None for somebody who may not do it here."""
    known = FIXES.get(flag.rule_code)
    if known is None or flag.child is None or not access.may(known.permission, flag.home_id):
        return None
    subject = flag.subject_key.partition(":")[2] if known.of_subject else flag.child.public_id
    return Fix(known.label(), known.url_name, (subject, *known.extra))


class _KnownFix(NamedTuple):
    label: Callable[[], str]
    url_name: str
    permission: Permission
    extra: tuple[str, ...] = ()
    of_subject: bool = False  # the address is about what the flag is about, not about the child


_RECORD = _KnownFix(lambda: _("Record session"), "sessions:new", Permission.RECORD_SESSIONS)
_NAME = _KnownFix(
    lambda: _("Name {a key worker}"), "compliance:name_key_worker", Permission.ASSIGN_KEY_WORKERS
)
FIXES = {
    "KS-FIRST": _RECORD,
    "KS-WEEK": _RECORD,
    "KW-ASSIGN": _NAME,
    "KW-GAP": _NAME,
    "KW-TOLD": _KnownFix(
        lambda: _("Note who told the child"),
        "compliance:child_told",
        Permission.ASSIGN_KEY_WORKERS,
        of_subject=True,
    ),
    "PP-HOME": _KnownFix(
        lambda: _("Add new version"), "children:add_plan", Permission.RECORD_FILE, ("home_plan",)
    ),
    "HP-STALE": _KnownFix(
        lambda: _("Add new version"), "children:add_plan", Permission.RECORD_FILE, ("health",)
    ),
}


def _is_within(flag: Flag) -> bool:
    """A number counted once from an event, against one that comes round again."""
    return flag.rule_code in {"KS-FIRST", "KW-ASSIGN", "KW-GAP", "KW-TOLD"}


class _Words:
    """The words of one flag on one day: names, numbers and dates, ready for a sentence."""

    def __init__(self, flag: Flag, *, as_of: dt.date) -> None:
        self.facts, self.as_of, self.due_on = flag.facts, as_of, flag.due_on
        self.child = flag.child.known_as if flag.child else ""

    def fact_day(self, name: str) -> dt.date:
        return dt.date.fromisoformat(self.facts[name])

    def on(self, name: str) -> str:
        return day(self.fact_day(name), as_of=self.as_of)

    def days_since(self, name: str) -> int:
        return (self.as_of - self.fact_day(name)).days

    @property
    def on_due(self) -> str:
        return day(self.due_on, as_of=self.as_of)

    @property
    def by_due(self) -> str:
        return _("today") if self.due_on == self.as_of else _("by %(day)s") % {"day": self.on_due}

    def plus(self, **more: Any) -> dict[str, Any]:
        return {"child": self.child, "due": self.by_due, "due_day": self.on_due, **more}


def _first_session(words: _Words, *, overdue: bool) -> str:
    days = words.days_since("moved_in_on")
    values = words.plus(n=days, standard=standard(words.facts, within=True))
    if days == 0:
        return _("%(child)s moved in today. A first session is due %(due)s.") % values
    if not overdue:
        return (
            ngettext(
                "%(child)s moved in %(n)s day ago. A first session is due %(due)s.",
                "%(child)s moved in %(n)s days ago. A first session is due %(due)s.",
                days,
            )
            % values
        )
    return (
        ngettext(
            "%(child)s moved in %(n)s day ago and has no first session recorded. "
            "The home’s standard is %(standard)s.",
            "%(child)s moved in %(n)s days ago and has no first session recorded. "
            "The home’s standard is %(standard)s.",
            days,
        )
        % values
    )


def _weekly_session(words: _Words, *, overdue: bool) -> str:
    if words.facts["kind"] == "return":
        return _after_return(words, overdue=overdue)
    days = words.days_since("last_on")
    values = words.plus(n=days, standard=standard(words.facts), last=words.on("last_on"))
    if not overdue:
        return _("%(child)s’s next {key-work session} is due %(due)s. The last one was on %(last)s.") % values
    return (
        ngettext(
            "No {key-work session} recorded with %(child)s for %(n)s day. The home’s standard is %(standard)s.",
            "No {key-work session} recorded with %(child)s for %(n)s days. The home’s standard is %(standard)s.",
            days,
        )
        % values
    )


def _after_return(words: _Words, *, overdue: bool) -> str:
    within = standard({"amount": RETURN_DAYS, "unit": Unit.DAYS}, within=True)
    values = words.plus(back=words.on("returned_on"), standard=within)
    if not overdue:
        return _("%(child)s came back on %(back)s. {A key-work session} is due %(due)s.") % values
    return (
        _(
            "%(child)s came back on %(back)s and no {key-work session} is recorded since. "
            "The home’s standard is %(standard)s."
        )
        % values
    )


def _no_key_worker_yet(words: _Words, *, overdue: bool) -> str:
    if words.facts["moved_in_on"] is None:
        return _nobody_before_moving_in(words)
    values = words.plus(moved_in=words.on("moved_in_on"))
    if words.days_since("moved_in_on") == 0:
        return _("Nobody has been named as %(child)s’s {key worker}. %(child)s moved in today.") % values
    if not overdue:
        return _("Nobody has been named as %(child)s’s {key worker}. {A key worker} is due %(due)s.") % values
    return _("Nobody has been named as %(child)s’s {key worker} since {moving in} on %(moved_in)s.") % values


def _nobody_before_moving_in(words: _Words) -> str:
    values = words.plus(day=words.on("wanted_on"))
    if words.facts["kind"] == "offer":
        return (
            _(
                "%(child)s has been offered a place since %(day)s and nobody is named as %(child)s’s {key worker}."
            )
            % values
        )
    return _("%(child)s first visited on %(day)s and nobody is named as %(child)s’s {key worker}.") % values


def _child_not_told(words: _Words, *, overdue: bool) -> str:
    values = words.plus(day=words.on("from_on"))
    if words.facts["kind"] == "cover":
        said = _("Somebody covers for %(child)s’s {key worker} since %(day)s.")
    else:
        said = _("%(child)s has had a new {key worker} since %(day)s.")
    if overdue:
        asked = _("That %(child)s was told is not noted. It was due by %(due_day)s.")
    else:
        asked = _("Telling %(child)s is due %(due)s.")
    return f"{said} {asked}" % values


def _key_worker_gap(words: _Words, *, overdue: bool) -> str:
    values = words.plus(last=words.on("last_on"))
    if words.days_since("last_on") == 0:
        return _("Today is the last day of %(child)s’s {key worker} and nobody is named to follow.") % values
    if not overdue:
        return _("%(child)s has had no {key worker} since %(last)s. A new one is due %(due)s.") % values
    return _("%(child)s has had no {key worker} since %(last)s.") % values


def _plan(words: _Words, *, overdue: bool) -> str:
    kind = words.facts["kind"]
    values = words.plus(plan=_plan_name(words.facts["document"]))
    if kind == "missing":
        return _missing_plan(values, words, overdue=overdue)
    if not overdue:
        return _("%(child)s’s %(plan)s is due for review %(due)s.") % values
    if kind == "review":
        return _("%(child)s’s %(plan)s was due for review on %(due_day)s.") % values
    values["dated"] = words.on("last_on")
    return _("%(child)s’s %(plan)s of %(dated)s was due for review on %(due_day)s.") % values


def _missing_plan(values: dict[str, Any], words: _Words, *, overdue: bool) -> str:
    if not overdue:
        return _("There is no %(plan)s for %(child)s yet. It is due %(due)s.") % values
    values["moved_in"] = words.on("moved_in_on")
    return (
        _("%(child)s moved in on %(moved_in)s and there is no %(plan)s. It was due by %(due_day)s.") % values
    )


def _plan_name(document: str) -> str:
    return {FileType.HOME_PLAN: _("{placement plan}"), FileType.HEALTH: _("health plan")}[FileType(document)]


SENTENCES: dict[str, Callable[..., str]] = {
    "KS-FIRST": _first_session,
    "KS-WEEK": _weekly_session,
    "KW-ASSIGN": _no_key_worker_yet,
    "KW-GAP": _key_worker_gap,
    "KW-TOLD": _child_not_told,
    "PP-HOME": _plan,
    "HP-STALE": _plan,
}
