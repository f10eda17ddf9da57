"""What keeps a child safe is looked at again in time: still fair, still needed?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from children.duties.documents import Step
from children.duties.rule import Rule
from children.duties.words import Words, every, within_working_days
from children.models import FileType
from compliance.rules.base import Evaluation, say
from compliance.rules.care import note, nothing, working_days_after
from compliance.rules.facts.care import Done
from compliance.rules.facts.safety import Cause
from compliance.rules.rows import CurrentPlacement
from compliance.rules.scope import Scope
from compliance.rules.sources import KEY_WORK
from homes.models import Severity, Unit
from homes.standards import Default, Duty, by_number, own_day_or_standard
from homes.words import gettext as _
from homes.words import gettext_lazy


def first_cause_since(last_on: dt.date, causes: Iterable[Cause]) -> Cause | None:
    """The first thing that happened after the day it was last looked at. `causes` oldest first."""
    return next((cause for cause in causes if cause.happened_on > last_on), None)


def risk_reviewed(scope: Scope) -> Iterator[Evaluation]:
    """What keeps a child safe is looked at again: still fair, still needed? Every home, children with a RISK document.

    Counted from the later of the document's latest version and the latest review: its own next day, up to twice the
    home's interval; without one, or beyond that, the interval, in calendar months clamped to the month's end. Sooner
    after what happened since: the child came back after being missing, a restriction began or a review changed it, or a
    session record with a worry was signed. Then 2 working days (the number of RISK-SOON) after the first of them; a
    worry counts from the day it was signed. A child with no version owes nothing here: FILE-MISSING asks for the
    document. Source: key worker guidance (regularly reviewed, never punitive).
    """
    for placement in scope.placements:
        last = scope.risk_looked_at.get(placement.child_id)
        if last is None:
            yield scope.says("RISK-REV", placement, nothing)
            continue
        yield _reviewed_since(scope, placement, last)


def _reviewed_since(scope: Scope, placement: CurrentPlacement, last: Done) -> Evaluation:
    dated = by_number(partial(own_day_or_standard, last.happened_on, last.next_due_on))
    figure, due_on = scope.decided("RISK-REV", placement, dated)
    facts: dict[str, Any] = {"document": FileType.RISK, "step": Step.REVIEW, "last_on": last.happened_on}
    cause = first_cause_since(last.happened_on, scope.risk_causes.get(placement.child_id, ()))
    if cause is not None:
        soon = scope.figure("RISK-SOON", placement)
        soon_on = working_days_after(cause.known_on, soon)
        if due_on is None or soon_on <= due_on:
            facts |= {"kind": "soon", "cause": cause.what, "since_on": cause.known_on}
            return say(placement, replace(soon, severity=figure.severity), soon_on, **facts)
    return say(placement, figure, due_on, kind="recall" if due_on == last.next_due_on else "dated", **facts)


# --- in words -----------------------------------------------------------------------------------


CAUSES = {
    "returned": gettext_lazy("%(child)s came back on %(since)s."),
    "restricted": gettext_lazy("A restriction of %(child)s began or changed on %(since)s."),
    "worry": gettext_lazy("A worry about %(child)s was signed on %(since)s."),
}


def _reviewed_again(words: Words, *, overdue: bool) -> str:
    if words.facts["kind"] == "soon":
        asked = (
            _("What keeps %(child)s safe was to be looked at again by %(due_day)s.")
            if overdue
            else _("What keeps %(child)s safe is to be looked at again %(due)s.")
        )
        return f"{CAUSES[words.facts['cause']]} {asked}" % words.plus(since=words.on("since_on"))
    values = words.plus(last=words.on("last_on"))
    said = (
        _(
            "What keeps %(child)s safe was last looked at on %(last)s. "
            "Whether it is still fair and needed was due by %(due_day)s."
        )
        if overdue
        else _(
            "Still fair, still needed? What keeps %(child)s safe is to be looked at again %(due)s, "
            "last done %(last)s."
        )
    )
    return said % values


RULES = (
    Rule(
        code="RISK-REV",
        title=gettext_lazy("Risk and safety looked at again"),
        short=gettext_lazy("review of risk and safety"),
        default=Default(1, Unit.MONTHS, Severity.HIGH, KEY_WORK, least=1),
        standard=every,
        counted_from=gettext_lazy(
            "the latest version or review, and its own next day (up to twice the interval)"
        ),
        warn_days=7,
        evaluate=risk_reviewed,
        sentence=_reviewed_again,
        fix=note(gettext_lazy("Note a review"), "safety"),
        also=(
            Duty(
                code="RISK-SOON",
                title=gettext_lazy("Risk and safety looked at again after something happened"),
                short=gettext_lazy("review of risk and safety after something happened"),
                default=Default(2, Unit.DAYS, Severity.HIGH, KEY_WORK),
                standard=within_working_days,
                counted_from=gettext_lazy(
                    "the return of a child who was missing, a new or changed restriction, or a worry signed, "
                    "in working days"
                ),
            ),
        ),
    ),
)
