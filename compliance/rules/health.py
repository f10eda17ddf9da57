"""Health: registrations, check-ups and health assessments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from children.duties.rule import Rule
from children.duties.words import Words, every, within_working_days
from children.models import CareKind, FileType
from compliance.rules.base import Evaluation
from compliance.rules.care import (
    care_says,
    comes_round,
    counted_since,
    earlier_of,
    is_looked_after,
    note,
    nothing,
    working_days_from,
)
from compliance.rules.facts.care import Done
from compliance.rules.plans import every_six_months_when_small, health_interval_ends_on, placement_began_after
from compliance.rules.scope import Scope
from compliance.rules.sources import CARE_PLANNING_IN_WALES, HOME, KEY_WORK
from homes.models import Severity, Unit
from homes.standards import Default, Editable, Figure, Kind, Owner, after
from homes.words import gettext as _
from homes.words import gettext_lazy

REGISTRATIONS = (CareKind.GP_REGISTERED, CareKind.DENTIST_REGISTERED)


def registered(scope: Scope) -> Iterator[Evaluation]:
    """A child is registered with a GP and with a dentist soon after moving in. Every home.

    5 working days after the day of moving in (Monday to Friday, bank holidays of England and Wales left out), one
    obligation each. A registration counts when it is dated on or after the day the child's previous placement ended: a
    move may change the practice. For a first placement every registration counts. Source: key worker guidance
    (registered with GP, dentist and optician); no number in law. Access to an optician is shown on the page and not
    owed here.
    """
    for placement in scope.placements:
        not_before = placement_began_after(
            scope.earlier_placements.get(placement.child_id, ()),
            placement_id=placement.pk,
            moved_in_on=placement.moved_in_on,
        )
        for kind in REGISTRATIONS:
            done = scope.done.get((placement.child_id, kind))
            kept = done is not None and (not_before is None or done.happened_on >= not_before)
            moved_in_on = placement.moved_in_on
            yield care_says(
                scope,
                "GP-REG",
                placement,
                working_days_from(None if kept else moved_in_on),
                subject=f"{kind}:{placement.public_id}",
                kind=kind,
                moved_in_on=moved_in_on,
            )


def check_up_due_on(*, done: Done | None, moved_in_on: dt.date, amount: int, unit: str) -> dt.date:
    """The professional's own recall date; otherwise the interval after the last check, or after moving in."""
    if done is None:
        return after(moved_in_on, amount=amount, unit=unit)
    return done.next_due_on or after(done.happened_on, amount=amount, unit=unit)


def _check_up(scope: Scope, code: str, kind: CareKind) -> Iterator[Evaluation]:
    for placement in scope.placements:
        done, moved_in_on = scope.done.get((placement.child_id, kind)), placement.moved_in_on

        def due_on(figure: Figure, done: Done | None = done, day: dt.date = moved_in_on) -> dt.date:
            return check_up_due_on(done=done, moved_in_on=day, amount=figure.amount, unit=figure.unit)

        yield care_says(
            scope,
            code,
            placement,
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
    for placement in scope.placements:
        if not is_looked_after(scope, placement):
            yield care_says(scope, "HA-INIT", placement, nothing, applies=False, kind="not_looked_after")
            continue
        known = (placement.child_id, CareKind.HEALTH_ASSESSMENT) in scope.done or bool(
            scope.plans.get((placement.child_id, FileType.HEALTH))
        )
        since = placement.looked_after_since
        yield care_says(
            scope,
            "HA-INIT",
            placement,
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
    for placement in scope.placements:
        if not is_looked_after(scope, placement):
            yield care_says(scope, "HA-REV", placement, nothing, applies=False, kind="not_looked_after")
            continue
        done = scope.done.get((placement.child_id, CareKind.HEALTH_ASSESSMENT))
        if done is None:
            yield care_says(scope, "HA-REV", placement, nothing, kind="none")
            continue
        born_on = placement.child.date_of_birth

        def due_on(figure: Figure, done: Done = done, born_on: dt.date | None = born_on) -> dt.date:
            return health_assessment_due_on(
                done=done, born_on=born_on, amount=figure.amount, unit=figure.unit
            )

        yield care_says(scope, "HA-REV", placement, due_on, kind="dated", last_on=done.happened_on)


# --- in words -----------------------------------------------------------------------------------


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


REGULATION_7 = gettext_lazy("Care Planning, Placement and Case Review Regulations 2010, regulation 7")
ASSESSMENT = note(gettext_lazy("Note the assessment"), "health")
RULES = (
    Rule(
        code="GP-REG",
        title=gettext_lazy("Registered with a GP and a dentist"),
        short=gettext_lazy("registered with a GP"),
        default=Default(5, Unit.DAYS, Severity.HIGH, KEY_WORK),
        standard=within_working_days,
        counted_from=gettext_lazy("the day of {moving in}, in working days"),
        warn_days=5,
        evaluate=registered,
        sentence=_registered,
        fix=note(gettext_lazy("Note the registration"), "health"),
    ),
    Rule(
        code="DENTAL",
        title=gettext_lazy("Dental check"),
        short=gettext_lazy("dentist"),
        default=Default(6, Unit.MONTHS, Severity.MEDIUM, HOME, least=1),
        standard=every,
        counted_from=gettext_lazy(
            "the dentist’s own recall date, otherwise the last check; without one, the day of {moving in}"
        ),
        warn_days=28,
        evaluate=dental_check,
        sentence=comes_round(
            gettext_lazy("No dental check is noted for %(child)s. One is due %(due)s."),
            gettext_lazy("No dental check is noted for %(child)s. One was due by %(due_day)s."),
            gettext_lazy("%(child)s’s next dental check is due %(due)s. The last one was on %(last)s."),
            gettext_lazy("%(child)s’s dental check was due by %(due_day)s. The last one was on %(last)s."),
        ),
        fix=note(gettext_lazy("Note the check"), "health"),
    ),
    Rule(
        code="OPTIC",
        title=gettext_lazy("Sight test"),
        short=gettext_lazy("optician"),
        default=Default(12, Unit.MONTHS, Severity.MEDIUM, HOME, least=1),
        standard=every,
        counted_from=gettext_lazy(
            "the optician’s own recall date, otherwise the last test; without one, the day of {moving in}"
        ),
        warn_days=28,
        evaluate=sight_test,
        sentence=comes_round(
            gettext_lazy("No sight test is noted for %(child)s. One is due %(due)s."),
            gettext_lazy("No sight test is noted for %(child)s. One was due by %(due_day)s."),
            gettext_lazy("%(child)s’s next sight test is due %(due)s. The last one was on %(last)s."),
            gettext_lazy("%(child)s’s sight test was due by %(due_day)s. The last one was on %(last)s."),
        ),
        fix=note(gettext_lazy("Note the test"), "health"),
    ),
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
        sentence=counted_since(
            gettext_lazy(
                "A first health assessment is due %(due)s: %(child)s is looked after since %(since)s."
            ),
            gettext_lazy(
                "No health assessment is noted for %(child)s, looked after since %(since)s. "
                "It was due by %(due_day)s."
            ),
        ),
        fix=ASSESSMENT,
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
        sentence=comes_round(
            gettext_lazy("A health assessment for %(child)s is due %(due)s."),
            gettext_lazy("A health assessment for %(child)s was due by %(due_day)s."),
            gettext_lazy("%(child)s’s next health assessment is due %(due)s. The last one was on %(last)s."),
            gettext_lazy(
                "%(child)s’s health assessment was due by %(due_day)s. The last one was on %(last)s."
            ),
        ),
        fix=ASSESSMENT,
    ),
)
