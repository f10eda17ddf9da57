"""What the law of Wales asks of the provider: a personal plan, reviewed in time, and a provider assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from children.duties.documents import Step
from children.duties.rule import Rule
from children.duties.words import Words, every, within
from children.models import FileType
from compliance.rules.base import Evaluation
from compliance.rules.care import due_or_over, nothing
from compliance.rules.documents.file import WARN_DAYS, WARN_REVIEW_DAYS
from compliance.rules.documents.law import of_this_placement
from compliance.rules.documents.lines import current
from compliance.rules.plans import new_version
from compliance.rules.rows import CurrentPlacement, Expected
from compliance.rules.scope import Scope
from homes.models import Nation, Severity, Unit
from homes.standards import WALES_ONLY, Default, Editable, Figure, Kind, after, by_number
from homes.words import gettext as _
from homes.words import gettext_lazy

# --- dates, on bare values ----------------------------------------------------------------------


def personal_plan_due_on(
    *, starts_on: dt.date | None, planned: bool, amount: int, unit: str
) -> dt.date | None:
    """Before care starts, so on the first day at latest; the number of days later for a child who came unplanned."""
    if starts_on is None:
        return None
    return starts_on if planned else after(starts_on, amount=amount, unit=unit)


def personal_plan_review_due_on(
    *, dated_on: dt.date, review_due_on: dt.date | None, amount: int, unit: str
) -> dt.date:
    """The interval after its date, or the plan's own review day when that is earlier. Never later."""
    usual = after(dated_on, amount=amount, unit=unit)
    return min(review_due_on, usual) if review_due_on else usual


# --- the rules ----------------------------------------------------------------------------------


def personal_plan(scope: Scope) -> Iterator[Evaluation]:
    """In Wales a personal plan is there before care starts, or within 24 hours for a child who came in a hurry.

    Planned (an offer or a visit before the day of moving in, or a child still expected): due on the first day. Without
    either: the number of calendar days after it. A plan of an earlier placement, or of another home, does not count.
    """
    everybody: list[CurrentPlacement | Expected] = [*scope.placements, *scope.expected]
    for placement in everybody:
        if placement.home.nation != Nation.WALES:
            continue
        starts_on, planned = _starts(scope, placement)
        owed = None if _has_personal_plan(scope, placement) else starts_on
        dated = partial(personal_plan_due_on, starts_on=owed, planned=planned)
        yield scope.says(
            "PERS-PLAN",
            placement,
            by_number(dated),
            kind="expected" if isinstance(placement, Expected) else "lives_here",
            document=FileType.HOME_PLAN,
            step=Step.NEEDED,
            starts_on=starts_on,
        )


def _starts(scope: Scope, placement: CurrentPlacement | Expected) -> tuple[dt.date | None, bool]:
    """The first day, and whether somebody knew of it beforehand. An expected day that went by is none."""
    if isinstance(placement, Expected):
        coming = (
            placement.expected_on if placement.expected_on and placement.expected_on >= scope.as_of else None
        )
        return coming, True
    known = (placement.before.offered_on, placement.before.first_visit_on)
    return placement.moved_in_on, any(day is not None and day < placement.moved_in_on for day in known)


def _has_personal_plan(scope: Scope, placement: CurrentPlacement | Expected) -> bool:
    if isinstance(placement, Expected):
        return placement.home_id in scope.plans_of_expected.get(placement.child_id, ())
    return current(scope, placement, FileType.HOME_PLAN) is not None


def personal_plan_review(scope: Scope) -> Iterator[Evaluation]:
    """In Wales a personal plan is reviewed at least every 3 months.

    Calendar months from the date of its latest version in this placement, clamped to the end of the month, or its own
    review day when that is earlier: a later one does not put the law off. Without a version the plan itself is owed.
    """
    for placement in scope.placements:
        if placement.home.nation != Nation.WALES:
            continue
        version = current(scope, placement, FileType.HOME_PLAN)
        if version is None:
            yield scope.says("PERS-REV", placement, nothing)
            continue
        dated = partial(
            personal_plan_review_due_on, dated_on=version.dated_on, review_due_on=version.review_due_on
        )
        yield scope.says(
            "PERS-REV",
            placement,
            by_number(dated),
            kind="dated",
            document=FileType.HOME_PLAN,
            step=Step.REVIEW,
            last_on=version.dated_on,
        )


def provider_assessment(scope: Scope) -> Iterator[Evaluation]:
    """In Wales the provider assessment is there within 7 days of the start of care.

    Calendar days from the day of moving in. An assessment of an earlier placement, or of another home, does not count.
    """
    for placement in scope.placements:
        if placement.home.nation == Nation.WALES:
            yield of_this_placement(scope, "PROV-ASSESS", placement, FileType.PROVIDER_ASSESS)


# --- in words -----------------------------------------------------------------------------------


def _before_care_starts(figure: Figure) -> str:
    return _("before care starts; %(within)s for a child who comes unplanned") % {"within": within(figure)}


def _personal_plan(words: Words, *, overdue: bool) -> str:
    values = words.plus(day=words.on("starts_on"))
    if words.facts["kind"] == "expected":
        return _("%(child)s is expected on %(day)s and has no personal plan yet. It is due %(due)s.") % values
    if overdue:
        return (
            _("%(child)s has lived here since %(day)s without a personal plan. It was due by %(due_day)s.")
            % values
        )
    return (
        _("%(child)s has lived here since %(day)s and has no personal plan yet. It is due %(due)s.") % values
    )


RULES = (
    Rule(
        code="PERS-PLAN",
        title=gettext_lazy("{Placement plan} before care starts (Wales)"),
        short=gettext_lazy("personal plan"),
        default=Default(
            1,
            Unit.DAYS,
            Severity.CRITICAL,
            gettext_lazy("Regulated Services (Wales) Regs 2017, reg 15"),
            kind=Kind.LAW,
            editable=Editable.STRICTER,
        ),
        standard=_before_care_starts,
        counted_from=gettext_lazy("the first day of care"),
        warn_days=WARN_REVIEW_DAYS,
        evaluate=personal_plan,
        sentence=_personal_plan,
        fix=new_version("home_plan"),
        nations=WALES_ONLY,
    ),
    Rule(
        code="PERS-REV",
        title=gettext_lazy("{Placement plan} reviewed (Wales)"),
        short=gettext_lazy("review of the personal plan"),
        default=Default(
            3,
            Unit.MONTHS,
            Severity.HIGH,
            gettext_lazy("Regulated Services (Wales) Regs 2017, reg 16"),
            kind=Kind.LAW,
            editable=Editable.STRICTER,
            least=1,
        ),
        standard=every,
        counted_from=gettext_lazy(
            "the date of its latest version, or its own review day when that is earlier"
        ),
        warn_days=WARN_REVIEW_DAYS,
        evaluate=personal_plan_review,
        sentence=due_or_over(
            gettext_lazy("%(child)s’s personal plan of %(dated)s is due for review %(due)s."),
            gettext_lazy("%(child)s’s personal plan of %(dated)s was due for review on %(due_day)s."),
            dated="last_on",
        ),
        fix=new_version("home_plan"),
        nations=WALES_ONLY,
    ),
    Rule(
        code="PROV-ASSESS",
        title=gettext_lazy("Provider assessment there (Wales)"),
        short=gettext_lazy("provider assessment"),
        default=Default(
            7,
            Unit.DAYS,
            Severity.HIGH,
            gettext_lazy("Regulated Services (Wales) Regs 2017, reg 18"),
            kind=Kind.LAW,
            editable=Editable.STRICTER,
        ),
        standard=within,
        counted_from=gettext_lazy("the day of {moving in}"),
        warn_days=WARN_DAYS,
        evaluate=provider_assessment,
        sentence=due_or_over(
            gettext_lazy("There is no provider assessment for %(child)s yet. It is due %(due)s."),
            gettext_lazy(
                "%(child)s moved in on %(moved_in)s and there is no provider assessment. It was due by %(due_day)s."
            ),
            moved_in="moved_in_on",
        ),
        fix=new_version("provider_assess"),
        nations=WALES_ONLY,
    ),
)
