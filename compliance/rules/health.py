"""Health assessments: the first one, and those that come round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from children.duties.rule import Rise, Rule
from children.duties.words import within_working_days
from children.models import CareKind, FileType
from compliance.rules.base import Evaluation
from compliance.rules.care import (
    HEALTH_AND_SCHOOL,
    asked_since,
    care_says,
    comes_round,
    counted_since,
    earlier_of,
    never_noted,
    or_find_out,
    with_asked,
    working_days_from,
)
from compliance.rules.facts.care import Done
from compliance.rules.plans import every_six_months_when_small, health_interval_ends_on
from compliance.rules.rows import CurrentPlacement
from compliance.rules.scope import Scope
from compliance.rules.sources import CARE_PLANNING_IN_WALES
from homes.dates import add_months
from homes.models import Severity, Unit
from homes.standards import Default, Editable, Figure, Kind, Owner
from homes.words import gettext_lazy


def first_health_assessment(scope: Scope) -> Iterator[Evaluation]:
    """A looked-after child has a first health assessment within 20 working days of becoming looked after.

    Counted from becoming looked after and not from moving in: a child may have been in care for years. Where that day
    was past when the child moved in: 20 working days after moving in, to find out. Owed while no health assessment and
    no health plan of any home is known. Source: Care Planning Regulations 2010, regulation 7
    (Wales: the 2015 regulations), 20 working days by practice. Nothing is owed to a child who is not looked after;
    where that is not known, it counts from the day of moving in.
    """
    for placement in scope.placements:
        if not placement.in_care.is_owed:
            yield scope.asks_nothing("HA-INIT", placement)
            continue
        known = (placement.child_id, CareKind.HEALTH_ASSESSMENT) in scope.done or bool(
            scope.plans.get((placement.child_id, FileType.HEALTH))
        )
        since = placement.looked_after_since
        usual = working_days_from(None if known else since)
        in_care = placement.in_care.answer
        asked = asked_since(scope, placement, FileType.HEALTH, since)
        yield never_noted(
            scope, "HA-INIT", placement, usual, kind="first", in_care=in_care, since=since, **asked
        )


def health_assessment_due_on(
    *, done: Done, born_on: dt.date | None, amount: int, unit: str = Unit.MONTHS
) -> dt.date:
    """6 months before the fifth birthday, else the interval; an earlier day given by the assessor comes first."""
    latest = health_interval_ends_on(dated_on=done.happened_on, born_on=born_on, amount=amount, unit=unit)
    return earlier_of(latest, done.next_due_on)


def next_health_assessment(scope: Scope) -> Iterator[Evaluation]:
    """A looked-after child's health is assessed at least every 6 months before the fifth birthday, then every 12.

    Counted from the last assessment in calendar months, clamped to the end of the month. 6 months when they end before
    the fifth birthday, and when the date of birth is not known; otherwise 12. An earlier day given by the assessor
    comes first; a later one does not put it off. No assessment known: HA-INIT asks; where a health plan has met that
    and an assessment was due before the child moved in, 20 working days after moving in, to find out. High from one
    month over. Source: Care Planning Regulations 2010, regulation 7 (Wales: the 2015 regulations).
    """
    for placement in scope.placements:
        if not placement.in_care.is_owed:
            yield scope.asks_nothing("HA-REV", placement)
            continue
        done = scope.done.get((placement.child_id, CareKind.HEALTH_ASSESSMENT))
        if done is None:
            yield _none_noted(scope, placement)
            continue
        born_on = placement.child.date_of_birth

        def due_on(figure: Figure, done: Done = done, born_on: dt.date | None = born_on) -> dt.date:
            return health_assessment_due_on(
                done=done, born_on=born_on, amount=figure.amount, unit=figure.unit
            )

        asked = asked_since(scope, placement, FileType.HEALTH, done.happened_on)
        yield care_says(scope, "HA-REV", placement, due_on, kind="dated", last_on=done.happened_on, **asked)


def _none_noted(scope: Scope, placement: CurrentPlacement) -> Evaluation:
    """HA-INIT asks for the first; met by a health plan, only what was due before the child came is found out."""
    since = placement.looked_after_since
    planned = bool(scope.plans.get((placement.child_id, FileType.HEALTH)))

    def usual(figure: Figure) -> dt.date | None:
        if since is None or not planned:
            return None
        born_on = placement.child.date_of_birth
        due_on = health_interval_ends_on(
            dated_on=since, born_on=born_on, amount=figure.amount, unit=figure.unit
        )
        return due_on if due_on < placement.moved_in_on else None

    asked = asked_since(scope, placement, FileType.HEALTH, since)
    return never_noted(scope, "HA-REV", placement, usual, kind="none", **asked)


# --- in words -----------------------------------------------------------------------------------

REGULATION_7 = gettext_lazy("Care Planning, Placement and Case Review Regulations 2010, regulation 7")
ASSESSMENTS = gettext_lazy("%(child)s’s health assessments")
RULES = (
    Rule(
        code="HA-INIT",
        title=gettext_lazy("First health assessment"),
        short=gettext_lazy("first health assessment"),
        default=Default(
            20,
            Unit.DAYS,
            Severity.INFO,
            REGULATION_7,
            CARE_PLANNING_IN_WALES,
            owner=Owner.HEALTH,
            kind=Kind.LAW,
            editable=Editable.NO,
        ),
        standard=within_working_days,
        counted_from=gettext_lazy("the day the child became looked after, in working days"),
        warn_days=28,
        evaluate=first_health_assessment,
        sentence=with_asked(
            or_find_out(
                ASSESSMENTS,
                counted_since(
                    gettext_lazy(
                        "A first health assessment is due %(due)s: %(child)s is looked after since %(since)s."
                    ),
                    gettext_lazy(
                        "No health assessment is noted for %(child)s, looked after since %(since)s. "
                        "It was due by %(due_day)s."
                    ),
                    not_known=(
                        gettext_lazy("A first health assessment for %(child)s is due %(due)s."),
                        gettext_lazy(
                            "No health assessment is noted for %(child)s. It was due by %(due_day)s."
                        ),
                    ),
                ),
            )
        ),
        fix=HEALTH_AND_SCHOOL,
    ),
    Rule(
        code="HA-REV",
        title=gettext_lazy("Next health assessment"),
        short=gettext_lazy("health assessment"),
        default=Default(
            12,
            Unit.MONTHS,
            Severity.INFO,
            REGULATION_7,
            CARE_PLANNING_IN_WALES,
            owner=Owner.HEALTH,
            kind=Kind.LAW,
            editable=Editable.STRICTER,
            least=1,
        ),
        standard=every_six_months_when_small,
        counted_from=gettext_lazy("the last health assessment"),
        warn_days=28,
        evaluate=next_health_assessment,
        sentence=with_asked(
            or_find_out(
                ASSESSMENTS,
                comes_round(
                    gettext_lazy("A health assessment for %(child)s is due %(due)s."),
                    gettext_lazy("A health assessment for %(child)s was due by %(due_day)s."),
                    gettext_lazy(
                        "%(child)s’s next health assessment is due %(due)s. The last one was on %(last)s."
                    ),
                    gettext_lazy(
                        "%(child)s’s health assessment was due by %(due_day)s. The last one was on %(last)s."
                    ),
                ),
            )
        ),
        fix=HEALTH_AND_SCHOOL,
        rises=Rise(Severity.HIGH, lambda due_on, _figure: add_months(due_on, 1), "from one month over"),
    ),
)
