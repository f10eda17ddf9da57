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
from homes.models import Readiness, Unit
from homes.permissions import Access, Permission
from homes.standards import CATALOGUE, HEALTH_MONTHS_UNDER_FIVE, RETURN_DAYS, Figure, Kind
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
    """The flag in one or two plain sentences, in the tense of the day. Needs the child loaded, if it has one."""
    overdue = flag.due_on < as_of
    words = _Words(flag, as_of=as_of)
    say = SENTENCES.get(flag.rule_code)
    if say is not None and (flag.child is not None or flag.rule_code in ABOUT_ADULTS):
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


def standard_of(rule_code: str, figure: Figure) -> str:
    """A home's number for a rule in words, with no flag to speak of."""
    facts = {"amount": figure.amount, "unit": figure.unit}
    return standard(facts, within=is_within(rule_code))


def fix_for(flag: Flag, access: Access) -> Fix | None:
    """The one thing that closes the flag. None for somebody who may not do it here."""
    known = FIXES.get(flag.rule_code)
    if known is None or not _may_fix(flag, known, access):
        return None
    args = known.args(flag)
    return Fix(known.label(), known.url_name, (*args, *known.extra)) if args else None


def _may_fix(flag: Flag, known: _KnownFix, access: Access) -> bool:
    """Whoever has the permission; of their own days away also the adult who is away."""
    own = known.own and flag.facts.get("person") == str(access.user.public_id)
    return access.may(Permission.RECORD_SESSIONS if own else known.permission, flag.home_id)


def _child(flag: Flag) -> tuple[Any, ...]:
    return (flag.child.public_id,) if flag.child else ()


def _cover_of(flag: Flag) -> tuple[Any, ...]:
    return (flag.child.public_id, flag.facts["leave"]) if flag.child else ()


def _adult(flag: Flag) -> tuple[Any, ...]:
    return (flag.home.public_id, flag.facts["person"])


def _subject(flag: Flag) -> tuple[Any, ...]:
    """The address is about what the flag is about, not about the child."""
    return (flag.subject_key.partition(":")[2],)


class _KnownFix(NamedTuple):
    label: Callable[[], str]
    url_name: str
    permission: Permission
    extra: tuple[str, ...] = ()
    args: Callable[[Flag], tuple[Any, ...]] = _child
    own: bool = False


_RECORD = _KnownFix(lambda: _("Record session"), "sessions:new", Permission.RECORD_SESSIONS)
_NAME = _KnownFix(
    lambda: _("Name {a key worker}"), "compliance:name_key_worker", Permission.ASSIGN_KEY_WORKERS
)
_READY = _KnownFix(
    lambda: _("Note what was done"), "compliance:add_readiness", Permission.MANAGE_STAFF, args=_adult
)
ABOUT_ADULTS = frozenset({"KW-READY", "KW-SUPV"})
FIXES = {
    "KW-COVER": _KnownFix(
        lambda: _("Name cover"),
        "compliance:cover",
        Permission.ASSIGN_KEY_WORKERS,
        args=_cover_of,
        own=True,
    ),
    "KW-READY": _READY,
    "KW-SUPV": _READY,
    "KS-FIRST": _RECORD,
    "KS-WEEK": _RECORD,
    "KW-ASSIGN": _NAME,
    "KW-GAP": _NAME,
    "KW-TOLD": _KnownFix(
        lambda: _("Note who told the child"),
        "compliance:child_told",
        Permission.ASSIGN_KEY_WORKERS,
        args=_subject,
    ),
    "PP-HOME": _KnownFix(
        lambda: _("Add new version"), "children:add_plan", Permission.RECORD_FILE, ("home_plan",)
    ),
    "HP-STALE": _KnownFix(
        lambda: _("Add new version"), "children:add_plan", Permission.RECORD_FILE, ("health",)
    ),
}


def _is_within(flag: Flag) -> bool:
    return is_within(flag.rule_code)


def is_within(rule_code: str) -> bool:
    """A number counted once from an event, against one that comes round again."""
    return rule_code in {"KS-FIRST", "KW-ASSIGN", "KW-GAP", "KW-COVER", "KW-TOLD"}


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


def _cover(words: _Words, *, overdue: bool) -> str:
    alone_from = words.fact_day("alone_from")
    day_in_words = formats.date_format(
        alone_from, "l j F" if alone_from.year == words.as_of.year else "l j F Y"
    )
    values = words.plus(name=words.facts["name"], day=day_in_words)
    if words.facts["alone_from"] != words.facts["away_from"]:
        return _("Nobody is named to cover %(child)s from %(day)s, while %(name)s is away.") % values
    if alone_from < words.as_of:
        return _("%(name)s has been away since %(day)s and nobody is named to cover %(child)s.") % values
    return _("%(name)s is away from %(day)s and nobody is named to cover %(child)s.") % values


def _training(words: _Words, *, overdue: bool) -> str:
    what = words.facts["what"] or str(Readiness.Kind(words.facts["kind"]).label)
    values = words.plus(name=words.facts["name"], what=what)
    if overdue:
        return _("%(name)s’s training was in date until %(due_day)s: %(what)s.") % values
    return _("%(name)s’s training is in date until %(due_day)s: %(what)s.") % values


def _supervision(words: _Words, *, overdue: bool) -> str:
    values = words.plus(name=words.facts["name"], last=words.on("done_on"), standard=standard(words.facts))
    if not overdue:
        return _("Supervision with %(name)s is due %(due)s. The last one was on %(last)s.") % values
    return (
        _("No supervision noted with %(name)s since %(last)s. The home’s standard is %(standard)s.") % values
    )


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
    "KW-COVER": _cover,
    "KW-READY": _training,
    "KW-SUPV": _supervision,
    "KW-TOLD": _child_not_told,
    "PP-HOME": _plan,
    "HP-STALE": _plan,
}
