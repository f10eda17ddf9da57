"""Time together, and who holds the child."""

from __future__ import annotations

from compliance.sentences.fixes import KnownFix, of_subject
from compliance.sentences.words import Words, standard
from homes.models import Unit
from homes.permissions import Permission
from homes.standards import RETURN_DAYS
from homes.words import gettext as _
from homes.words import ngettext


def _first_session(words: Words, *, overdue: bool) -> str:
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


def _weekly_session(words: Words, *, overdue: bool) -> str:
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


def _after_return(words: Words, *, overdue: bool) -> str:
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


def _no_key_worker_yet(words: Words, *, overdue: bool) -> str:
    if words.facts["moved_in_on"] is None:
        return _nobody_before_moving_in(words)
    values = words.plus(moved_in=words.on("moved_in_on"))
    if words.days_since("moved_in_on") == 0:
        return _("Nobody has been named as %(child)s’s {key worker}. %(child)s moved in today.") % values
    if not overdue:
        return _("Nobody has been named as %(child)s’s {key worker}. {A key worker} is due %(due)s.") % values
    return _("Nobody has been named as %(child)s’s {key worker} since {moving in} on %(moved_in)s.") % values


def _nobody_before_moving_in(words: Words) -> str:
    values = words.plus(day=words.on("wanted_on"))
    if words.facts["kind"] == "offer":
        return (
            _(
                "%(child)s has been offered a place since %(day)s and nobody is named as %(child)s’s {key worker}."
            )
            % values
        )
    return _("%(child)s first visited on %(day)s and nobody is named as %(child)s’s {key worker}.") % values


def _child_not_told(words: Words, *, overdue: bool) -> str:
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


def _key_worker_gap(words: Words, *, overdue: bool) -> str:
    values = words.plus(last=words.on("last_on"))
    if words.days_since("last_on") == 0:
        return _("Today is the last day of %(child)s’s {key worker} and nobody is named to follow.") % values
    if not overdue:
        return _("%(child)s has had no {key worker} since %(last)s. A new one is due %(due)s.") % values
    return _("%(child)s has had no {key worker} since %(last)s.") % values


_RECORD = KnownFix(lambda: _("Record session"), "sessions:new", Permission.RECORD_SESSIONS)
_NAME = KnownFix(
    lambda: _("Name {a key worker}"), "compliance:name_key_worker", Permission.ASSIGN_KEY_WORKERS
)
SENTENCES = {
    "KS-FIRST": _first_session,
    "KS-WEEK": _weekly_session,
    "KW-ASSIGN": _no_key_worker_yet,
    "KW-GAP": _key_worker_gap,
    "KW-TOLD": _child_not_told,
}
FIXES = {
    "KS-FIRST": _RECORD,
    "KS-WEEK": _RECORD,
    "KW-ASSIGN": _NAME,
    "KW-GAP": _NAME,
    "KW-TOLD": KnownFix(
        lambda: _("Note who told the child"),
        "compliance:child_told",
        Permission.ASSIGN_KEY_WORKERS,
        args=of_subject,
    ),
}
WITHIN = frozenset({"KS-FIRST", "KW-ASSIGN", "KW-GAP", "KW-TOLD"})
