"""What the law asks of a child's file: the plans of the authority, and in Wales those of the provider; consents.

Rules of a home follow the home's nation; rules of care planning follow the nation of the responsible authority.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from children.file_state import is_looked_after
from children.models import FileType
from compliance.rules.base import Evaluation, Rule, after, by_number, interval_after, say
from compliance.rules.care import nation_of
from compliance.rules.file import MOVED_IN, WARN_DAYS, WARN_REVIEW_DAYS, asked, current, in_working_days
from compliance.rules.scope import Expected, Scope, Stay
from homes.models import Nation
from homes.standards import Figure
from homes.words import gettext_lazy as _

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


# --- what others write --------------------------------------------------------------------------


def _looked_after(scope: Scope, stay: Stay) -> bool:
    return is_looked_after(since=stay.looked_after_since, born_on=stay.child.date_of_birth, on=scope.as_of)


def _of_others(
    scope: Scope,
    code: str,
    stay: Stay,
    document: str,
    dated: Callable[[Figure], dt.date | None],
    *,
    there: bool,
    **facts: Any,
) -> Evaluation:
    """One document an authority writes: not a duty, there, or owed by a day.

    The law that is quoted is that of the authority that answers for the child.
    """
    facts = {"document": document, "nation": nation_of(stay), **facts}
    if not _looked_after(scope, stay) or (stay.child_id, document) in scope.not_applying:
        return say(stay, scope.figure(code, stay), None, applies=False, kind="not_applying", **facts)
    if there:
        return say(stay, scope.figure(code, stay), None, kind="there", **facts)
    figure, due_on = scope.decided(code, stay, dated)
    return say(
        stay,
        figure,
        due_on,
        kind="waiting",
        **facts,
        **asked(scope, stay, [document]),
    )


def authoritys_plan(scope: Scope) -> Iterator[Evaluation]:
    """The authority's placement plan is there within 5 working days of the start of the placement.

    Working days (Monday to Friday, bank holidays of England and Wales left out) from the day of moving in, for a
    looked-after child. A plan made for an earlier stay, or for another home, does not count. Nothing is owed when the
    file says that it does not apply, or not yet.
    """
    for stay in scope.stays:
        yield _of_others(
            scope,
            "PP-LA",
            stay,
            FileType.PLACEMENT_LA,
            by_number(partial(in_working_days, stay.moved_in_on)),
            there=current(scope, stay, FileType.PLACEMENT_LA) is not None,
            moved_in_on=stay.moved_in_on,
        )


def care_plan(scope: Scope) -> Iterator[Evaluation]:
    """A looked-after child has a care plan (in Wales a care and support plan) within 10 working days.

    Working days from the day the child became looked after, which may be long before moving in. Any version counts,
    at whatever home it was written down: the plan travels with the child.
    """
    for stay in scope.stays:
        since = stay.looked_after_since
        yield _of_others(
            scope,
            "CARE-PLAN",
            stay,
            FileType.CARE_PLAN,
            by_number(partial(in_working_days, since)) if since else lambda figure: None,
            there=current(scope, stay, FileType.CARE_PLAN) is not None,
            since_on=since,
        )


# --- what the provider writes -------------------------------------------------------------------


def personal_plan(scope: Scope) -> Iterator[Evaluation]:
    """In Wales a personal plan is there before care starts, or within 24 hours for a child who came in a hurry.

    Planned (an offer or a visit before the day of moving in, or a child still expected): due on the first day. Without
    either: the number of calendar days after it. A plan of an earlier stay, or of another home, does not count.
    """
    everybody: list[Stay | Expected] = [*scope.stays, *scope.expected]
    for stay in everybody:
        if stay.home.nation != Nation.WALES:
            continue
        if (stay.child_id, FileType.HOME_PLAN) in scope.not_applying:
            yield say(stay, scope.figure("PERS-PLAN", stay), None, applies=False, kind="not_applying")
            continue
        starts_on, planned = _starts(scope, stay)
        owed = None if _has_personal_plan(scope, stay) else starts_on
        dated = partial(personal_plan_due_on, starts_on=owed, planned=planned)
        figure, due_on = scope.decided("PERS-PLAN", stay, by_number(dated))
        yield say(
            stay,
            figure,
            due_on,
            kind="expected" if isinstance(stay, Expected) else "lives_here",
            starts_on=starts_on,
        )


def _starts(scope: Scope, stay: Stay | Expected) -> tuple[dt.date | None, bool]:
    """The first day, and whether somebody knew of it beforehand. An expected day that went by is none."""
    if isinstance(stay, Expected):
        coming = stay.expected_on if stay.expected_on and stay.expected_on >= scope.as_of else None
        return coming, True
    known = (stay.before.offered_on, stay.before.first_visit_on)
    return stay.moved_in_on, any(day is not None and day < stay.moved_in_on for day in known)


def _has_personal_plan(scope: Scope, stay: Stay | Expected) -> bool:
    if isinstance(stay, Expected):
        return stay.home_id in scope.plans_of_expected.get(stay.child_id, ())
    return current(scope, stay, FileType.HOME_PLAN) is not None


def personal_plan_review(scope: Scope) -> Iterator[Evaluation]:
    """In Wales a personal plan is reviewed at least every 3 months.

    Calendar months from the date of its latest version in this stay, clamped to the end of the month, or its own
    review day when that is earlier: a later one does not put the law off. Without a version the plan itself is owed.
    """
    for stay in scope.stays:
        if stay.home.nation != Nation.WALES:
            continue
        version = current(scope, stay, FileType.HOME_PLAN)
        if version is None or (stay.child_id, FileType.HOME_PLAN) in scope.not_applying:
            applies = version is None
            yield say(stay, scope.figure("PERS-REV", stay), None, applies=applies, kind="no_plan")
            continue
        dated = partial(
            personal_plan_review_due_on, dated_on=version.dated_on, review_due_on=version.review_due_on
        )
        figure, due_on = scope.decided("PERS-REV", stay, by_number(dated))
        yield say(stay, figure, due_on, kind="dated", last_on=version.dated_on)


def provider_assessment(scope: Scope) -> Iterator[Evaluation]:
    """In Wales the provider assessment is there within 7 days of the start of care.

    Calendar days from the day of moving in. An assessment of an earlier stay, or of another home, does not count.
    """
    for stay in scope.stays:
        if stay.home.nation == Nation.WALES:
            yield _of_this_stay(scope, "PROV-ASSESS", stay, FileType.PROVIDER_ASSESS)


def consents(scope: Scope) -> Iterator[Evaluation]:
    """Consents and what is delegated to the home are on file when the child moves in.

    Calendar days after the day of moving in. Consents given for an earlier stay, or to another home, do not count.
    """
    for stay in scope.stays:
        yield _of_this_stay(scope, "CONSENT", stay, FileType.CONSENT)


def _of_this_stay(scope: Scope, code: str, stay: Stay, document: str) -> Evaluation:
    if (stay.child_id, document) in scope.not_applying:
        return say(stay, scope.figure(code, stay), None, applies=False, kind="not_applying")
    there = current(scope, stay, document) is not None
    figure, due_on = scope.decided(code, stay, interval_after(None if there else stay.moved_in_on))
    return say(
        stay,
        figure,
        due_on,
        kind="there" if there else "waiting",
        document=document,
        moved_in_on=stay.moved_in_on,
        **asked(scope, stay, [document]),
    )


RULES = (
    Rule(
        code="PP-LA",
        title=_("Placement plan of the authority there"),
        counted_from=_("the day of {moving in}, in working days"),
        warn_days=WARN_REVIEW_DAYS,
        evaluate=authoritys_plan,
    ),
    Rule(
        code="CARE-PLAN",
        title=_("Care plan there"),
        counted_from=_("the day the child became looked after, in working days"),
        warn_days=WARN_REVIEW_DAYS,
        evaluate=care_plan,
    ),
    Rule(
        code="PERS-PLAN",
        title=_("{Placement plan} before care starts (Wales)"),
        counted_from=_("the first day of care"),
        warn_days=WARN_REVIEW_DAYS,
        evaluate=personal_plan,
    ),
    Rule(
        code="PERS-REV",
        title=_("{Placement plan} reviewed (Wales)"),
        counted_from=_("the date of its latest version, or its own review day when that is earlier"),
        warn_days=WARN_REVIEW_DAYS,
        evaluate=personal_plan_review,
    ),
    Rule(
        code="PROV-ASSESS",
        title=_("Provider assessment there (Wales)"),
        counted_from=MOVED_IN,
        warn_days=WARN_DAYS,
        evaluate=provider_assessment,
    ),
    Rule(
        code="CONSENT",
        title=_("Consents on file"),
        counted_from=MOVED_IN,
        warn_days=WARN_DAYS,
        evaluate=consents,
    ),
)
