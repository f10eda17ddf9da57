"""Education, and the plans of those who are soon grown up: what others owe and we chase."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from children.eligibility import eligible_from
from children.models import CareKind, FileType
from compliance.rules.base import Evaluation, Rule, after, interval_after
from compliance.rules.care import (
    care_says,
    earlier_of,
    is_looked_after,
    nation_of,
    nothing,
    working_days_from,
)
from compliance.rules.facts_care import Done
from compliance.rules.scope import Scope, Stay
from homes.dates import birthday
from homes.models import Nation
from homes.school_terms import next_term, term_of
from homes.standards import SCHOOL_FROM_AGE, Figure
from homes.words import gettext_lazy as _


def last_of(scope: Scope, stay: Stay, document: str, kind: str) -> Done | None:
    """The later of a document's latest version and the latest meeting about it, with the next day it gives."""
    versions = scope.plans.get((stay.child_id, document))
    known = [Done(versions[-1].dated_on, versions[-1].review_due_on)] if versions else []
    meeting = scope.done.get((stay.child_id, kind))
    if meeting is not None:
        known.append(meeting)
    if not known:
        return None
    day = max(one.happened_on for one in known)
    own = [one.next_due_on for one in known if one.happened_on == day and one.next_due_on]
    return Done(day, min(own, default=None))


def _pep(scope: Scope, stay: Stay) -> Done | None:
    return last_of(scope, stay, FileType.PEP, CareKind.PEP_MEETING)


def _no_pep_owed(scope: Scope, stay: Stay) -> str:
    """Why a looked-after child's education plan is not owed, or nothing."""
    if not is_looked_after(scope, stay):
        return "not_looked_after"
    return "not_applying" if (stay.child_id, FileType.PEP) in scope.not_applying else ""


def first_pep_counts_from(*, since: dt.date | None, born_on: dt.date | None) -> dt.date | None:
    """Becoming looked after, or the third birthday when that came later."""
    if since is None or born_on is None:
        return since
    return max(since, birthday(born_on, SCHOOL_FROM_AGE))


def _first_pep(scope: Scope, code: str, nation: Nation) -> Iterator[Evaluation]:
    for stay in scope.stays:
        if nation_of(stay) != nation:
            continue
        why = _no_pep_owed(scope, stay)
        if why:
            yield care_says(scope, code, stay, nothing, applies=False, kind=why)
            continue
        day = first_pep_counts_from(since=stay.looked_after_since, born_on=stay.child.date_of_birth)
        waits = day is None or day > scope.as_of or _pep(scope, stay) is not None
        yield care_says(
            scope,
            code,
            stay,
            working_days_from(None if waits else day),
            kind="first",
            since=stay.looked_after_since,
        )


def first_pep(scope: Scope) -> Iterator[Evaluation]:
    """A looked-after child has a personal education plan within 20 working days. Authorities in England, age 3 to 18.

    Counted from becoming looked after, or from the third birthday when that came later; not from moving in. Owed while
    no version and no meeting about it is known. Source: statutory guidance (in place for the first review); many
    authorities ask for 20 working days. Nothing is owed when the file says that it does not apply, or not yet.
    """
    yield from _first_pep(scope, "PEP-INIT", Nation.ENGLAND)


def first_pep_in_wales(scope: Scope) -> Iterator[Evaluation]:
    """A looked-after child has a personal education plan within 20 school days. Authorities in Wales, age 3 to 18.

    School days are counted as working days: no list of school days is the same for two schools. Counted from becoming
    looked after, or from the third birthday when that came later. Source: Care Planning (Wales) Regulations 2015.
    """
    yield from _first_pep(scope, "PEP-W", Nation.WALES)


def pep_due_on(last: Done) -> dt.date:
    """The last day of the term after the one of the last plan or meeting; an earlier day agreed comes first."""
    return earlier_of(next_term(term_of(last.happened_on)).ends_on, last.next_due_on)


def _fixed(day: dt.date | None) -> Callable[[Figure], dt.date | None]:
    """A day that no number of the home moves."""
    return lambda _figure: day


def pep_each_term(scope: Scope) -> Iterator[Evaluation]:
    """A personal education plan is reviewed once each school term. Authorities in England.

    After a first one, by the last day of the term that follows the term of the last version or meeting (homes.
    school_terms: to 31 December, to Easter Sunday, to 31 August); an earlier day agreed for the next one comes first.
    Never counted in days or months. Source: statutory guidance on the education of looked-after children.
    """
    for stay in scope.stays:
        if nation_of(stay) != Nation.ENGLAND:
            continue
        why = _no_pep_owed(scope, stay)
        if why:
            yield care_says(scope, "PEP-REV", stay, nothing, applies=False, kind=why)
            continue
        last = _pep(scope, stay)
        due = pep_due_on(last) if last else None
        yield care_says(
            scope,
            "PEP-REV",
            stay,
            _fixed(due),
            kind="none" if last is None else "recall" if due == last.next_due_on else "term",
            last_on=last.happened_on if last else None,
        )


def _interval_or_earlier(last: Done | None) -> Callable[[Figure], dt.date | None]:
    def due_on(figure: Figure) -> dt.date | None:
        if last is None:
            return None
        return earlier_of(after(last.happened_on, amount=figure.amount, unit=figure.unit), last.next_due_on)

    return due_on


def ehc_plan(scope: Scope) -> Iterator[Evaluation]:
    """An education, health and care plan is reviewed within 12 months. In Wales the individual development plan.

    Counted from the later of the latest version and the latest annual review, in calendar months, clamped to the end of
    the month; an earlier day agreed comes first. Only children who have one; also after the 18th birthday, and whether
    looked after or not. Source: Children and Families Act 2014, section 44; Wales: the 2018 Act, section 23.
    """
    for stay in scope.stays:
        if (stay.child_id, FileType.EHCP) in scope.not_applying:
            yield care_says(scope, "EHCP", stay, nothing, applies=False, kind="not_applying")
            continue
        last = last_of(scope, stay, FileType.EHCP, CareKind.EHC_REVIEW)
        yield care_says(
            scope,
            "EHCP",
            stay,
            _interval_or_earlier(last),
            kind="dated" if last else "none",
            last_on=last.happened_on if last else None,
        )


def pathway_needs(scope: Scope) -> Iterator[Evaluation]:
    """An eligible child's needs are assessed for a pathway plan. Authorities in England.

    Eligible: 16 or 17, looked after for 13 weeks since the 14th birthday and at 16 or later; which day that is says
    children.eligibility.
    3 calendar months after becoming eligible, which is the 16th birthday for most; clamped to the end of the month.
    Met by any version of the pathway plan. Not owed to a child who is not eligible, in a series of short breaks, or
    where the file says that it does not apply. Source: Care Planning Regulations 2010, regulations 40 to 42.
    """
    for stay in scope.stays:
        if nation_of(stay) != Nation.ENGLAND:
            continue
        eligible = eligible_from(born_on=stay.child.date_of_birth, looked_after_since=stay.looked_after_since)
        if not _pathway_applies(scope, stay) or eligible is None:
            yield care_says(scope, "PATH-NEEDS", stay, nothing, applies=False, kind="not_eligible")
            continue
        waits = eligible > scope.as_of or bool(scope.plans.get((stay.child_id, FileType.PATHWAY)))
        yield care_says(
            scope,
            "PATH-NEEDS",
            stay,
            nothing if waits else interval_after(eligible),
            kind="eligible",
            eligible_on=eligible,
        )


def _pathway_applies(scope: Scope, stay: Stay) -> bool:
    return is_looked_after(scope, stay) and (stay.child_id, FileType.PATHWAY) not in scope.not_applying


def pathway_plan(scope: Scope) -> Iterator[Evaluation]:
    """A pathway plan is reviewed at least every 6 months. Both nations, children who have one and are under 18.

    Counted from the date of the latest version in calendar months, clamped to the end of the month; the plan's own
    review date when that is earlier. Source: Care Planning Regulations 2010, regulation 43; Wales: the 2014 Act.
    """
    for stay in scope.stays:
        if not _pathway_applies(scope, stay):
            yield care_says(scope, "PATH-PLAN", stay, nothing, applies=False, kind="not_applying")
            continue
        versions = scope.plans.get((stay.child_id, FileType.PATHWAY))
        last = Done(versions[-1].dated_on, versions[-1].review_due_on) if versions else None
        yield care_says(
            scope,
            "PATH-PLAN",
            stay,
            _interval_or_earlier(last),
            kind="dated" if last else "none",
            last_on=last.happened_on if last else None,
        )


RULES = (
    Rule(
        code="PEP-INIT",
        title=_("First personal education plan"),
        counted_from=_("the day the child became looked after, in working days"),
        warn_days=28,
        evaluate=first_pep,
    ),
    Rule(
        code="PEP-REV",
        title=_("Personal education plan every term"),
        counted_from=_("the school term of the last plan or meeting"),
        warn_days=28,
        evaluate=pep_each_term,
    ),
    Rule(
        code="PEP-W",
        title=_("First personal education plan, authorities in Wales"),
        counted_from=_("the day the child became looked after, in working days for school days"),
        warn_days=28,
        evaluate=first_pep_in_wales,
    ),
    Rule(
        code="EHCP",
        title=_("Annual review of the education, health and care plan"),
        counted_from=_("the latest version or annual review"),
        warn_days=42,
        evaluate=ehc_plan,
    ),
    Rule(
        code="PATH-NEEDS",
        title=_("Needs assessed for a pathway plan"),
        counted_from=_("the day the child became eligible"),
        warn_days=42,
        evaluate=pathway_needs,
    ),
    Rule(
        code="PATH-PLAN",
        title=_("Pathway plan reviewed"),
        counted_from=_("the latest version of the plan, or its own review date when earlier"),
        warn_days=28,
        evaluate=pathway_plan,
    ),
)
