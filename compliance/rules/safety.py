"""What keeps a child safe is looked at again in time: still fair, still needed?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from children.duties.documents import Step
from children.duties.rule import Rule
from children.duties.words import Words, every
from children.models import CareKind, FileType
from compliance.rules.base import Evaluation
from compliance.rules.care import care_says, note, nothing
from compliance.rules.facts.care import Done
from compliance.rules.rows import CurrentPlacement
from compliance.rules.scope import Scope
from compliance.rules.sources import KEY_WORK
from homes.dates import add_days
from homes.models import Severity, Unit
from homes.standards import DAYS_AFTER_MISSING, Default, Figure, after
from homes.words import gettext as _
from homes.words import gettext_lazy


def risk_due_on(*, last: Done, back_on: dt.date | None, amount: int, unit: str = Unit.MONTHS) -> dt.date:
    """Its own next day, otherwise the interval; within 2 days of coming back when nothing was looked at since."""
    usual = last.next_due_on or after(last.happened_on, amount=amount, unit=unit)
    if back_on is None or back_on <= last.happened_on:
        return usual
    return min(usual, add_days(back_on, DAYS_AFTER_MISSING))


def risk_reviewed(scope: Scope) -> Iterator[Evaluation]:
    """What keeps a child safe is looked at again: still fair, still needed? Every home, children with a RISK document.

    Counted from the later of the document's latest version and the latest review: its own next day, otherwise one
    calendar month (clamped to the month's end). When the child came back after being missing and nothing was looked at
    since, at the latest 2 calendar days after the day of return. A child with no version owes nothing here:
    FILE-MISSING asks for the document. Source: key worker guidance (regularly reviewed, never punitive).
    """
    for placement in scope.placements:
        last = _last_reviewed(scope, placement)
        if last is None:
            yield care_says(scope, "RISK-REV", placement, nothing, kind="none")
            continue
        back_on = scope.back_from_missing.get(placement.child_id)

        def due_on(figure: Figure, last: Done = last, back_on: dt.date | None = back_on) -> dt.date:
            return risk_due_on(last=last, back_on=back_on, amount=figure.amount, unit=figure.unit)

        said = scope.decided("RISK-REV", placement, due_on)[1]
        missing = back_on is not None and said == add_days(back_on, DAYS_AFTER_MISSING) > last.happened_on
        yield care_says(
            scope,
            "RISK-REV",
            placement,
            due_on,
            kind="after_missing" if missing else "recall" if last.next_due_on else "dated",
            document=FileType.RISK,
            step=Step.REVIEW,
            last_on=last.happened_on,
            back_on=back_on if missing else None,
        )


def _last_reviewed(scope: Scope, placement: CurrentPlacement) -> Done | None:
    versions = scope.plans.get((placement.child_id, FileType.RISK))
    if not versions:
        return None
    version, review = versions[-1], scope.done.get((placement.child_id, CareKind.RISK_REVIEW))
    if review is not None and review.happened_on >= version.dated_on:
        return review
    own = version.review_due_on
    return Done(version.dated_on, own if own is not None and own > version.dated_on else None)


# --- in words -----------------------------------------------------------------------------------


def _reviewed_again(words: Words, *, overdue: bool) -> str:
    if words.facts["kind"] == "after_missing":
        values = words.plus(back=words.on("back_on"))
        said = (
            _(
                "%(child)s came back on %(back)s. What keeps %(child)s safe was to be looked at again by %(due_day)s."
            )
            if overdue
            else _(
                "%(child)s came back on %(back)s. What keeps %(child)s safe is to be looked at again %(due)s."
            )
        )
        return said % values
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
            "the latest version or review; after the child was missing, the day of return"
        ),
        warn_days=7,
        evaluate=risk_reviewed,
        sentence=_reviewed_again,
        fix=note(gettext_lazy("Note a review"), "safety"),
    ),
)
