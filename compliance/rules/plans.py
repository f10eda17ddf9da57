"""Plans that must not go stale: the home's placement plan and the health plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from children.checklist.needed import needed_by
from children.duties.documents import Step
from children.duties.fixes import KnownFix
from children.duties.rule import Rule
from children.duties.words import Words, every
from children.models import CareKind, FileType
from compliance.rules.base import Evaluation, say
from compliance.rules.rows import CurrentPlacement, EarlierPlacement, Version
from compliance.rules.scope import Scope
from homes.dates import add_months, add_working_days, birthday
from homes.models import Nation, Severity, Unit
from homes.permissions import Permission
from homes.standards import (
    ENGLAND_ONLY,
    FIFTH_BIRTHDAY,
    HEALTH_MONTHS_UNDER_FIVE,
    HEALTH_PLAN_WORKING_DAYS,
    PLAN_AFTER_REVIEW_WORKING_DAYS,
    PLAN_WORKING_DAYS,
    Default,
    Figure,
    after,
    by_number,
    own_day_or_standard,
)
from homes.words import gettext as _
from homes.words import gettext_lazy


def plan_due_on(
    *, dated_on: dt.date, review_due_on: dt.date | None, amount: int, unit: str = Unit.MONTHS
) -> dt.date:
    """The plan's own review date, up to twice the home's interval after its date; otherwise the interval."""
    return own_day_or_standard(dated_on, review_due_on, amount=amount, unit=unit)


def plan_after_review_by(dated_on: dt.date, minutes: Iterable[Version]) -> dt.date | None:
    """20 working days after the first review since the plan was dated; None where there was none."""
    since = next((one.dated_on for one in minutes if one.dated_on > dated_on), None)
    return None if since is None else add_working_days(since, PLAN_AFTER_REVIEW_WORKING_DAYS)


def health_plan_due_on(
    *,
    dated_on: dt.date,
    review_due_on: dt.date | None,
    born_on: dt.date | None,
    amount: int,
    unit: str = Unit.MONTHS,
) -> dt.date:
    """6 months, or the home's interval from the fifth birthday on; the plan's own review date when that is earlier.

    Six months apply when they end before the fifth birthday, and when the date of birth is not known: the safe side.
    A home that sets less than 6 months is held to it at every age.
    """
    latest = health_interval_ends_on(dated_on=dated_on, born_on=born_on, amount=amount, unit=unit)
    return min(review_due_on, latest) if review_due_on else latest


def health_interval_ends_on(
    *, dated_on: dt.date, born_on: dt.date | None, amount: int, unit: str = Unit.MONTHS
) -> dt.date:
    """6 months when they end before the fifth birthday or it is not known, otherwise the interval given."""
    usual = after(dated_on, amount=amount, unit=unit)
    early = min(add_months(dated_on, HEALTH_MONTHS_UNDER_FIVE), usual)
    if born_on is None or early < birthday(born_on, FIFTH_BIRTHDAY):
        return early
    return usual


def placement_began_after(
    placements: Iterable[EarlierPlacement], *, placement_id: int, moved_in_on: dt.date
) -> dt.date | None:
    """The day the child's previous placement ended; None for a first one. Plans dated before it belong to that one."""
    ends = [
        min(earlier.moved_on_on, moved_in_on)
        for earlier in placements
        if earlier.placement_id != placement_id and earlier.moved_in_on <= moved_in_on
    ]
    return max(ends, default=None)


def plan_of_this_placement(
    versions: Sequence[Version], *, home_id: int, not_before: dt.date | None
) -> Version | None:
    """The latest version made for this home, and not for an earlier placement. `versions` oldest first."""
    for version in reversed(versions):
        if version.home_id == home_id and (not_before is None or version.dated_on >= not_before):
            return version
    return None


def _missing(scope: Scope, code: str, placement: CurrentPlacement, *, document: str) -> Evaluation:
    figure, due_on = scope.decided(code, placement, needed_by(code, placement.moved_in_on))
    return say(
        placement,
        figure,
        scope.put_off(code, placement.child_id, document, due_on),
        kind="missing",
        document=document,
        step=Step.NEEDED,
        moved_in_on=placement.moved_in_on,
    )


def _dated(
    scope: Scope,
    code: str,
    placement: CurrentPlacement,
    version: Version,
    dated: Callable[[Figure], dt.date | None],
    *,
    document: str,
) -> Evaluation:
    figure, due_on = scope.decided(code, placement, dated)
    usual = after(version.dated_on, amount=figure.amount, unit=figure.unit)
    kind = "dated" if dated(figure) == usual else "under_five"
    if version.review_due_on and dated(figure) == version.review_due_on:
        kind = "review"
    return say(
        placement, figure, due_on, kind=kind, document=document, step=Step.REVIEW, last_on=version.dated_on
    )


def _or_sooner(said: Evaluation, due_on: dt.date | None, **facts: str) -> Evaluation:
    """The same, or sooner: something has happened since the plan was written."""
    if due_on is None or (said.due_on is not None and said.due_on <= due_on):
        return said
    return said._replace(due_on=due_on, facts={**said.facts, **facts})


def placement_plan(scope: Scope) -> Iterator[Evaluation]:
    """A child's placement plan is there within 5 working days and is reviewed in time. Homes in England.

    No version: 5 working days after the day of moving in (Monday to Friday, bank holidays of England and Wales left
    out). Otherwise the plan's own review date, up to twice the home's interval after its date; without one, or beyond
    that, the interval, in calendar months clamped to the end of the month. 20 working days after the minutes of a
    review that are dated later than the plan, when that comes first. A plan of an earlier placement, or of another
    home, does not count. "Not yet" said in time moves the day of the first one.
    """
    earlier_placements, plans = scope.earlier_placements, scope.plans
    for placement in scope.placements:
        if placement.home.nation != Nation.ENGLAND:
            continue
        placements = earlier_placements.get(placement.child_id, ())
        version = plan_of_this_placement(
            plans.get((placement.child_id, FileType.HOME_PLAN), ()),
            home_id=placement.home_id,
            not_before=placement_began_after(
                placements, placement_id=placement.pk, moved_in_on=placement.moved_in_on
            ),
        )
        if version is None:
            yield _missing(scope, "PP-HOME", placement, document=FileType.HOME_PLAN)
            continue
        dated = partial(plan_due_on, dated_on=version.dated_on, review_due_on=version.review_due_on)
        said = _dated(scope, "PP-HOME", placement, version, by_number(dated), document=FileType.HOME_PLAN)
        minutes = plans.get((placement.child_id, FileType.REVIEW_MINUTES), ())
        yield _or_sooner(said, plan_after_review_by(version.dated_on, minutes), kind="after_review")


def health_plan(scope: Scope) -> Iterator[Evaluation]:
    """A child's health plan is there within 20 working days and is never out of review.

    No version at any home (the health plan travels with the child): 20 working days after the day of moving in.
    Otherwise 6 calendar months after its date if they end before the fifth birthday, otherwise the home's interval,
    clamped to the end of the month; the plan's own review date when that is earlier, never when it is later. Date of
    birth not known: 6 months. A health assessment since the plan was written makes it out of date sooner: 20 working
    days after the assessment at the latest. "Not yet" said in time moves the day of the first one.
    """
    plans = scope.plans
    for placement in scope.placements:
        versions = plans.get((placement.child_id, FileType.HEALTH), ())
        if not versions:
            yield _missing(scope, "HP-STALE", placement, document=FileType.HEALTH)
            continue
        version = versions[-1]
        dated = partial(
            health_plan_due_on,
            dated_on=version.dated_on,
            review_due_on=version.review_due_on,
            born_on=placement.child.date_of_birth,
        )
        said = _dated(scope, "HP-STALE", placement, version, by_number(dated), document=FileType.HEALTH)
        yield _after_assessment(scope, placement, version, said)


def due_after_assessment(
    due_on: dt.date | None, *, dated_on: dt.date, assessed_on: dt.date | None
) -> dt.date | None:
    """The day a health plan is due by, or sooner: 20 working days after an assessment since it was written."""
    if assessed_on is None or assessed_on <= dated_on:
        return due_on
    soon = add_working_days(assessed_on, HEALTH_PLAN_WORKING_DAYS)
    return soon if due_on is None else min(due_on, soon)


def _after_assessment(
    scope: Scope, placement: CurrentPlacement, version: Version, said: Evaluation
) -> Evaluation:
    """The same, or sooner: the child's health was assessed since the plan was written."""
    done = scope.done.get((placement.child_id, CareKind.HEALTH_ASSESSMENT))
    assessed_on = done.happened_on if done else None
    due_on = due_after_assessment(None, dated_on=version.dated_on, assessed_on=assessed_on)
    return _or_sooner(said, due_on, kind="assessed", assessed_on=str(assessed_on))


# --- in words -----------------------------------------------------------------------------------


def every_six_months_when_small(figure: Figure) -> str:
    """An interval that is shorter for a small child, unless it is short enough already."""
    if figure.unit == Unit.MONTHS and figure.amount > HEALTH_MONTHS_UNDER_FIVE:
        return _("every %(small)s months before the fifth birthday, then %(every)s") % {
            "small": HEALTH_MONTHS_UNDER_FIVE,
            "every": every(figure),
        }
    return every(figure)


def _there_then(working_days: int, then: Callable[[Figure], str]) -> Callable[[Figure], str]:
    """The first plan, in working days that no home sets, and then its reviews."""

    def standard(figure: Figure) -> str:
        return _("within %(n)s working days, then %(then)s") % {"n": working_days, "then": then(figure)}

    return standard


def _plan(words: Words, *, overdue: bool) -> str:
    kind, said = words.facts["kind"], ""
    values = words.plus(plan=_plan_name(words.facts["document"]))
    if kind == "missing":
        return _missing_plan(values, words, overdue=overdue)
    if kind == "assessed":
        values["assessed"] = words.on("assessed_on")
        said = _("%(child)s’s health was assessed on %(assessed)s and the %(plan)s is older.")
    elif kind == "after_review":
        said = _("%(child)s’s care was reviewed and the %(plan)s is older.")
    if said:
        by = _("A new version was due by %(due_day)s.") if overdue else _("A new version is due %(due)s.")
        return f"{said} {by}" % values
    if not overdue:
        return _("%(child)s’s %(plan)s is due for review %(due)s.") % values
    if kind == "review":
        return _("%(child)s’s %(plan)s was due for review on %(due_day)s.") % values
    values["dated"] = words.on("last_on")
    return _("%(child)s’s %(plan)s of %(dated)s was due for review on %(due_day)s.") % values


def _missing_plan(values: dict[str, Any], words: Words, *, overdue: bool) -> str:
    if not overdue:
        return _("There is no %(plan)s for %(child)s yet. It is due %(due)s.") % values
    values["moved_in"] = words.on("moved_in_on")
    return (
        _("%(child)s moved in on %(moved_in)s and there is no %(plan)s. It was due by %(due_day)s.") % values
    )


def _plan_name(document: str) -> str:
    return {FileType.HOME_PLAN: _("{placement plan}"), FileType.HEALTH: _("health plan")}[FileType(document)]


def new_version(slug: str) -> KnownFix:
    return KnownFix(
        gettext_lazy("Add new version"), "children:add_plan", Permission.RECORD_FILE, extra=(slug,)
    )


RULES = (
    Rule(
        code="PP-HOME",
        title=gettext_lazy("{Placement plan} there and reviewed"),
        short=gettext_lazy("review of the {placement plan}"),
        default=Default(
            3,
            Unit.MONTHS,
            Severity.MEDIUM,
            gettext_lazy("Home standard; regulation 14 (care planning)"),
            least=1,
        ),
        standard=_there_then(PLAN_WORKING_DAYS, every),
        counted_from=gettext_lazy(
            "the plan's own review date (up to twice the interval), otherwise its date, or a review since; "
            "without a plan, the day of {moving in}"
        ),
        warn_days=14,
        evaluate=placement_plan,
        sentence=_plan,
        fix=new_version("home_plan"),
        nations=ENGLAND_ONLY,
    ),
    Rule(
        code="HP-STALE",
        title=gettext_lazy("Health plan there and within review"),
        short=gettext_lazy("health plan"),
        default=Default(
            12,
            Unit.MONTHS,
            Severity.HIGH,
            gettext_lazy("Home standard, from regulation 7 of the Care Planning Regs"),
            least=1,
        ),
        standard=_there_then(HEALTH_PLAN_WORKING_DAYS, every_six_months_when_small),
        counted_from=gettext_lazy(
            "the date of the plan, or its own review date when that is earlier, or an assessment since; "
            "without a plan, the day of {moving in}"
        ),
        warn_days=28,
        evaluate=health_plan,
        sentence=_plan,
        fix=new_version("health"),
    ),
)
