"""Whose care a child is in, and whose law counts for it: what the rules of health, school and safety share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.text import get_text_list

from children.duties.documents import Step
from children.duties.fixes import KnownFix
from children.duties.saying import FIND_OUT
from children.duties.words import Words, day
from children.legal_status.looked_after import InCare
from compliance.rules.base import Evaluation, say
from compliance.rules.facts.care import Done
from compliance.rules.rows import CurrentPlacement
from compliance.rules.scope import Scope
from homes.dates import add_working_days
from homes.models import Unit
from homes.permissions import Permission
from homes.standards import FIND_OUT_WORKING_DAYS, Figure, after
from homes.words import gettext as _
from homes.words import gettext_lazy


def nation_of(placement: CurrentPlacement) -> str:
    """Whose care-planning rules count: those of the responsible authority's nation, else of the home's."""
    return placement.responsible_nation or placement.home.nation


def working_days_after(day: dt.date, figure: Figure) -> dt.date:
    """A home's number of days, as working days; a number of months as it is."""
    if figure.unit == Unit.MONTHS:
        return after(day, amount=figure.amount, unit=figure.unit)
    return add_working_days(day, figure.amount)


def working_days_from(day: dt.date | None) -> Callable[[Figure], dt.date | None]:
    """Dates a duty by each of a home's numbers, in working days after `day`. No day: nothing is owed."""
    return lambda figure: None if day is None else working_days_after(day, figure)


def find_out_by(moved_in_on: dt.date) -> dt.date:
    """By when to find out what was done before the child came, where nothing of it is noted."""
    return add_working_days(moved_in_on, FIND_OUT_WORKING_DAYS)


def or_find_out_by(
    usual: Callable[[Figure], dt.date | None], *, moved_in_on: dt.date
) -> Callable[[Figure], dt.date | None]:
    """Dates what nothing is noted of. A day that was past when the child moved in is nothing we can be late for."""

    def due_on(figure: Figure) -> dt.date | None:
        day = usual(figure)
        return find_out_by(moved_in_on) if day is not None and day < moved_in_on else day

    return due_on


def earlier_of(day: dt.date, own: dt.date | None) -> dt.date:
    """The professional's own next day, when it comes before the latest day allowed."""
    return day if own is None else min(day, own)


def interval_or_earlier(last: Done | None) -> Callable[[Figure], dt.date | None]:
    """Dates what comes round: the interval after the last time, or the earlier day that was agreed then."""

    def due_on(figure: Figure) -> dt.date | None:
        if last is None:
            return None
        return earlier_of(after(last.happened_on, amount=figure.amount, unit=figure.unit), last.next_due_on)

    return due_on


def care_says(
    scope: Scope,
    code: str,
    placement: CurrentPlacement,
    due_on: Callable[[Figure], dt.date | None],
    **facts: str | dt.date | None,
) -> Evaluation:
    """An evaluation dated by the home's number, with the nation whose rules count."""
    return scope.says(code, placement, due_on, nation=nation_of(placement), **facts)


def never_noted(
    scope: Scope,
    code: str,
    placement: CurrentPlacement,
    usual: Callable[[Figure], dt.date | None],
    *,
    kind: str,
    **facts: Any,
) -> Evaluation:
    """The same for what nothing is noted of: by its usual day, or to be found out."""
    moved_in_on = placement.moved_in_on
    figure, due = scope.decided(code, placement, or_find_out_by(usual, moved_in_on=moved_in_on))
    day = usual(figure)
    if day is not None and day < moved_in_on:
        kind = FIND_OUT
    return say(placement, figure, due, kind=kind, nation=nation_of(placement), **facts)


def asked_since(
    scope: Scope, placement: CurrentPlacement, document: str, day: dt.date | None
) -> dict[str, Any]:
    """The last two days we asked for a document, or for its review, since the last time it was done."""
    days = [one for one in scope.chased.get((placement.child_id, document), ()) if day is None or one >= day]
    return {"asked": " ".join(one.isoformat() for one in days[-2:])}


def again_after(
    scope: Scope,
    code: str,
    placement: CurrentPlacement,
    last: Done | None,
    due_on: Callable[[Figure], dt.date | None],
    document: str,
    kind: str = "dated",
) -> Evaluation:
    """The review of a document others owe, counted from the last time; nothing where there was none."""
    if last is None:
        return scope.says(code, placement, nothing)
    asked = asked_since(scope, placement, document, last.happened_on)
    facts: dict[str, Any] = {
        "kind": kind,
        "document": document,
        "step": Step.REVIEW,
        "last_on": last.happened_on,
    }
    return care_says(scope, code, placement, due_on, **facts, **asked)


def nothing(figure: Figure) -> None:
    return None


# --- in words -----------------------------------------------------------------------------------


def due_or_over(due: Promise, over: Promise, **days: str) -> Callable[..., str]:
    """Two sentences, due and over. `days`: what they call a day, and the fact it is."""

    def say(words: Words, *, overdue: bool) -> str:
        named = {name: words.on(fact) for name, fact in days.items()}
        return str(over if overdue else due) % words.plus(**named)

    return say


def comes_round(none_due: Promise, none_over: Promise, due: Promise, over: Promise) -> Callable[..., str]:
    """What comes round again: four sentences, for a first time and a next time, due and over."""
    first, again = due_or_over(none_due, none_over), due_or_over(due, over, last="last_on")

    def say(words: Words, *, overdue: bool) -> str:
        return (again if words.facts.get("last_on") else first)(words, overdue=overdue)

    return say


def counted_since(
    due: Promise, over: Promise, fact: str = "since", *, not_known: tuple[Promise, Promise] | None = None
) -> Callable[..., str]:
    """What is counted once from a day: two sentences, due and over. `not_known`: the same, saying less of that day."""

    def say(words: Words, *, overdue: bool) -> str:
        assumed = words.facts.get("in_care") == InCare.NOT_KNOWN
        pair = not_known if assumed and not_known else (due, over)
        said = str(pair[overdue])
        if assumed:
            said = f"{said} {_('In whose care %(child)s is, is not known: this counts from {moving in}.')}"
        return said % words.plus(since=words.on(fact))

    return say


def or_find_out(what: Promise, otherwise: Callable[..., str]) -> Callable[..., str]:
    """What is said of it usually; of what nothing is noted, that it is to be found out. `what` names the child."""

    def say(words: Words, *, overdue: bool) -> str:
        if words.facts.get("kind") != FIND_OUT:
            return otherwise(words, overdue=overdue)
        said = (
            _("Of %(what)s nothing is noted yet: find out. It was due by %(due_day)s.")
            if overdue
            else _("Of %(what)s nothing is noted yet: find out %(due)s.")
        )
        return said % words.plus(what=str(what) % words.plus())

    return say


def with_asked(otherwise: Callable[..., str]) -> Callable[..., str]:
    """What another owes, with the days we asked for it, if we did."""

    def say(words: Words, *, overdue: bool) -> str:
        said = otherwise(words, overdue=overdue)
        days = [
            day(dt.date.fromisoformat(one), as_of=words.as_of) for one in words.facts.get("asked", "").split()
        ]
        if not days:
            return said
        return f"{said} {_('We asked on %(days)s.') % {'days': get_text_list(days, _('and'))}}"

    return say


def note(label: Promise, topic: str) -> KnownFix:
    """Something is written down on the child's page of that topic."""
    return KnownFix(label, "children:add_care", Permission.RECORD_FILE, extra=(topic,))


# Health and school: where it is noted that something was done, and that we asked others for it.
HEALTH_AND_SCHOOL = KnownFix(
    gettext_lazy("Note it, or that we asked"), "children:care", Permission.RECORD_FILE
)
