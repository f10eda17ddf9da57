"""Health, and what keeps a child safe: registrations, check-ups, health assessments, reviews of risk and safety."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from children.models import NOT_IN_CARE, CareKind, FileType
from compliance.rules.base import Evaluation, Rule, after, say
from compliance.rules.facts_care import Done
from compliance.rules.plans import health_interval_ends_on, stay_began_after
from compliance.rules.scope import Scope, Stay
from homes.dates import add_days, add_working_days, age_on
from homes.models import Unit
from homes.standards import ADULT_AT, DAYS_AFTER_MISSING, Figure
from homes.words import gettext_lazy as _

REGISTRATIONS = (CareKind.GP_REGISTERED, CareKind.DENTIST_REGISTERED)


def nation_of(stay: Stay) -> str:
    """Whose care-planning rules count: those of the responsible authority's nation, else of the home's."""
    return stay.responsible_nation or stay.home.nation


def is_looked_after(scope: Scope, stay: Stay) -> bool:
    """Whether the duties towards looked-after children are owed on the day.

    Not from the 18th birthday on, not to a child whose legal status says so, and not in a series of short breaks.
    Nothing noted about the status: owed, the safe side.
    """
    born_on = stay.child.date_of_birth
    if born_on is not None and age_on(born_on, scope.as_of) >= ADULT_AT:
        return False
    status = scope.statuses.get(stay.child_id)
    return status not in NOT_IN_CARE


def working_days_after(day: dt.date, figure: Figure) -> dt.date:
    """A home's number of days, as working days; a number of months as it is."""
    if figure.unit == Unit.MONTHS:
        return after(day, amount=figure.amount, unit=figure.unit)
    return add_working_days(day, figure.amount)


def working_days_from(day: dt.date | None) -> Callable[[Figure], dt.date | None]:
    """Dates a duty by each of a home's numbers, in working days after `day`. No day: nothing is owed."""
    return lambda figure: None if day is None else working_days_after(day, figure)


def earlier_of(day: dt.date, own: dt.date | None) -> dt.date:
    """The professional's own next day, when it comes before the latest day allowed."""
    return day if own is None else min(day, own)


def care_says(
    scope: Scope,
    code: str,
    stay: Stay,
    due_on: Callable[[Figure], dt.date | None],
    *,
    applies: bool = True,
    subject: str = "",
    **facts: str | dt.date | None,
) -> Evaluation:
    """An evaluation dated by the home's number, with the nation whose rules count."""
    figure, due = scope.decided(code, stay, due_on)
    return say(stay, figure, due, applies=applies, subject=subject, nation=nation_of(stay), **facts)


def nothing(figure: Figure) -> None:
    return None


# --- health -------------------------------------------------------------------------------------


def registered(scope: Scope) -> Iterator[Evaluation]:
    """A child is registered with a GP and with a dentist soon after moving in. Every home.

    5 working days after the day of moving in (Monday to Friday, bank holidays of England and Wales left out), one
    obligation each. A registration counts when it is dated on or after the day the child's previous stay ended: a move
    may change the practice. For a first stay every registration counts. Source: key worker guidance (registered with
    GP, dentist and optician); no number in law. Access to an optician is shown on the page and not owed here.
    """
    for stay in scope.stays:
        not_before = stay_began_after(
            scope.earlier_stays.get(stay.child_id, ()), stay_id=stay.pk, moved_in_on=stay.moved_in_on
        )
        for kind in REGISTRATIONS:
            done = scope.done.get((stay.child_id, kind))
            kept = done is not None and (not_before is None or done.happened_on >= not_before)
            moved_in_on = stay.moved_in_on
            yield care_says(
                scope,
                "GP-REG",
                stay,
                working_days_from(None if kept else moved_in_on),
                subject=f"{kind}:{stay.public_id}",
                kind=kind,
                moved_in_on=moved_in_on,
            )


def check_up_due_on(*, done: Done | None, moved_in_on: dt.date, amount: int, unit: str) -> dt.date:
    """The professional's own recall date; otherwise the interval after the last check, or after moving in."""
    if done is None:
        return after(moved_in_on, amount=amount, unit=unit)
    return done.next_due_on or after(done.happened_on, amount=amount, unit=unit)


def _check_up(scope: Scope, code: str, kind: CareKind) -> Iterator[Evaluation]:
    for stay in scope.stays:
        done, moved_in_on = scope.done.get((stay.child_id, kind)), stay.moved_in_on

        def due_on(figure: Figure, done: Done | None = done, day: dt.date = moved_in_on) -> dt.date:
            return check_up_due_on(done=done, moved_in_on=day, amount=figure.amount, unit=figure.unit)

        yield care_says(
            scope,
            code,
            stay,
            due_on,
            kind="none" if done is None else "recall" if done.next_due_on else "dated",
            last_on=done.happened_on if done else None,
            moved_in_on=moved_in_on,
        )


def dental_check(scope: Scope) -> Iterator[Evaluation]:
    """A child sees a dentist every 6 months. Every home.

    The dentist's own recall date; without one, 6 calendar months after the last check (clamped to the month's end);
    no check known, 6 months after moving in. Checks travel with the child. Source: home standard.
    """
    yield from _check_up(scope, "DENTAL", CareKind.DENTAL_CHECK)


def sight_test(scope: Scope) -> Iterator[Evaluation]:
    """A child has a sight test every 12 months. Every home.

    The optician's own recall date; without one, 12 calendar months after the last test (clamped to the month's end);
    no test known, 12 months after moving in. Tests travel with the child. Source: home standard.
    """
    yield from _check_up(scope, "OPTIC", CareKind.SIGHT_TEST)


def first_health_assessment(scope: Scope) -> Iterator[Evaluation]:
    """A looked-after child has a first health assessment within 20 working days of becoming looked after.

    Counted from becoming looked after and not from moving in: a child may have been in care for years. Owed while no
    health assessment and no health plan of any home is known. Source: Care Planning Regulations 2010, regulation 7
    (Wales: the 2015 regulations), 20 working days by practice. Nothing is owed when the day is not known, nor to a
    child who is not looked after.
    """
    for stay in scope.stays:
        if not is_looked_after(scope, stay):
            yield care_says(scope, "HA-INIT", stay, nothing, applies=False, kind="not_looked_after")
            continue
        known = (stay.child_id, CareKind.HEALTH_ASSESSMENT) in scope.done or bool(
            scope.plans.get((stay.child_id, FileType.HEALTH))
        )
        since = stay.looked_after_since
        yield care_says(
            scope,
            "HA-INIT",
            stay,
            working_days_from(None if known else since),
            kind="first",
            since=since,
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
    comes first; a later one does not put it off. No assessment known: nothing here (HA-INIT and HP-STALE watch).
    Source: Care Planning Regulations 2010, regulation 7 (Wales: the 2015 regulations).
    """
    for stay in scope.stays:
        if not is_looked_after(scope, stay):
            yield care_says(scope, "HA-REV", stay, nothing, applies=False, kind="not_looked_after")
            continue
        done = scope.done.get((stay.child_id, CareKind.HEALTH_ASSESSMENT))
        if done is None:
            yield care_says(scope, "HA-REV", stay, nothing, kind="none")
            continue
        born_on = stay.child.date_of_birth

        def due_on(figure: Figure, done: Done = done, born_on: dt.date | None = born_on) -> dt.date:
            return health_assessment_due_on(
                done=done, born_on=born_on, amount=figure.amount, unit=figure.unit
            )

        yield care_says(scope, "HA-REV", stay, due_on, kind="dated", last_on=done.happened_on)


# --- risk and safety ----------------------------------------------------------------------------


def risk_due_on(*, last: Done, back_on: dt.date | None, amount: int, unit: str = Unit.MONTHS) -> dt.date:
    """Its own next day, otherwise the interval; within 2 days of coming back when nothing was looked at since."""
    usual = last.next_due_on or after(last.happened_on, amount=amount, unit=unit)
    if back_on is None or back_on <= last.happened_on:
        return usual
    return min(usual, add_days(back_on, DAYS_AFTER_MISSING))


def risk_looked_at(scope: Scope) -> Iterator[Evaluation]:
    """What keeps a child safe is looked at again: still fair, still needed? Every home, children with a RISK document.

    Counted from the later of the document's latest version and the latest review: its own next day, otherwise one
    calendar month (clamped to the month's end). When the child came back after being missing and nothing was looked at
    since, at the latest 2 calendar days after the day of return. A child with no version owes nothing here: that the
    document is missing is said elsewhere. Source: key worker guidance (regularly reviewed, never punitive).
    """
    for stay in scope.stays:
        if (stay.child_id, FileType.RISK) in scope.not_applying:
            yield care_says(scope, "RISK-REV", stay, nothing, applies=False, kind="not_applying")
            continue
        last = _last_looked_at(scope, stay)
        if last is None:
            yield care_says(scope, "RISK-REV", stay, nothing, kind="none")
            continue
        back_on = scope.back_from_missing.get(stay.child_id)

        def due_on(figure: Figure, last: Done = last, back_on: dt.date | None = back_on) -> dt.date:
            return risk_due_on(last=last, back_on=back_on, amount=figure.amount, unit=figure.unit)

        said = scope.decided("RISK-REV", stay, due_on)[1]
        missing = back_on is not None and said == add_days(back_on, DAYS_AFTER_MISSING) > last.happened_on
        yield care_says(
            scope,
            "RISK-REV",
            stay,
            due_on,
            kind="after_missing" if missing else "recall" if last.next_due_on else "dated",
            last_on=last.happened_on,
            back_on=back_on if missing else None,
        )


def _last_looked_at(scope: Scope, stay: Stay) -> Done | None:
    versions = scope.plans.get((stay.child_id, FileType.RISK))
    if not versions:
        return None
    version, review = versions[-1], scope.done.get((stay.child_id, CareKind.RISK_REVIEW))
    if review is not None and review.happened_on >= version.dated_on:
        return review
    own = version.review_due_on
    return Done(version.dated_on, own if own is not None and own > version.dated_on else None)


RULES = (
    Rule(
        code="GP-REG",
        title=_("Registered with a GP and a dentist"),
        counted_from=_("the day of {moving in}, in working days"),
        warn_days=5,
        evaluate=registered,
    ),
    Rule(
        code="DENTAL",
        title=_("Dental check"),
        counted_from=_(
            "the dentist’s own recall date, otherwise the last check; without one, the day of {moving in}"
        ),
        warn_days=28,
        evaluate=dental_check,
    ),
    Rule(
        code="OPTIC",
        title=_("Sight test"),
        counted_from=_(
            "the optician’s own recall date, otherwise the last test; without one, the day of {moving in}"
        ),
        warn_days=28,
        evaluate=sight_test,
    ),
    Rule(
        code="HA-INIT",
        title=_("First health assessment"),
        counted_from=_("the day the child became looked after, in working days"),
        warn_days=28,
        evaluate=first_health_assessment,
    ),
    Rule(
        code="HA-REV",
        title=_("Next health assessment"),
        counted_from=_("the last health assessment"),
        warn_days=28,
        evaluate=next_health_assessment,
    ),
    Rule(
        code="RISK-REV",
        title=_("Risk and safety looked at again"),
        counted_from=_("the latest version or review; after the child was missing, the day of return"),
        warn_days=7,
        evaluate=risk_looked_at,
    ),
)
