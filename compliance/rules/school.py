"""Education: personal education plans and their reviews, and the plan of a child with additional needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from children.duties.documents import Step
from children.duties.rule import Rule
from children.duties.words import Words, every, within_working_days
from children.models import CareKind, FileType
from compliance.rules.base import Evaluation
from compliance.rules.care import (
    HEALTH_AND_SCHOOL,
    again_after,
    asked_since,
    comes_round,
    counted_since,
    due_or_over,
    earlier_of,
    interval_or_earlier,
    nation_of,
    never_noted,
    or_find_out,
    with_asked,
    working_days_from,
)
from compliance.rules.facts.care import Done
from compliance.rules.rows import CurrentPlacement
from compliance.rules.scope import Scope
from compliance.rules.sources import CARE_PLANNING_IN_WALES
from homes.dates import birthday
from homes.dates.school_terms import NO_OWN, OwnTerms, next_term, term_of
from homes.models import Nation, Severity, Unit
from homes.standards import ENGLAND_ONLY, SCHOOL_FROM_AGE, WALES_ONLY, Default, Editable, Figure, Kind, Owner
from homes.words import gettext as _
from homes.words import gettext_lazy


def last_of(scope: Scope, placement: CurrentPlacement, document: str, kind: str) -> Done | None:
    """The later of a document's latest version and the latest meeting about it, with the next day it gives."""
    versions = scope.plans.get((placement.child_id, document))
    known = [Done(versions[-1].dated_on, versions[-1].review_due_on)] if versions else []
    meeting = scope.done.get((placement.child_id, kind))
    if meeting is not None:
        known.append(meeting)
    if not known:
        return None
    day = max(one.happened_on for one in known)
    own = [one.next_due_on for one in known if one.happened_on == day and one.next_due_on]
    return Done(day, min(own, default=None))


def _pep(scope: Scope, placement: CurrentPlacement) -> Done | None:
    return last_of(scope, placement, FileType.PEP, CareKind.PEP_MEETING)


def _pep_owed(scope: Scope, placement: CurrentPlacement) -> bool:
    return placement.in_care.is_owed and (placement.child_id, FileType.PEP) not in scope.not_applying


def first_pep_counts_from(*, since: dt.date | None, born_on: dt.date | None) -> dt.date | None:
    """Becoming looked after, or the third birthday when that came later."""
    if since is None or born_on is None:
        return since
    return max(since, birthday(born_on, SCHOOL_FROM_AGE))


def _first_pep_by(
    scope: Scope, code: str, placement: CurrentPlacement, day: dt.date | None, figure: Figure
) -> dt.date | None:
    return scope.put_off(code, placement.child_id, FileType.PEP, working_days_from(day)(figure))


def _first_pep(scope: Scope, code: str, nation: Nation) -> Iterator[Evaluation]:
    for placement in scope.placements:
        if nation_of(placement) != nation:
            continue
        if not _pep_owed(scope, placement):
            yield scope.asks_nothing(code, placement)
            continue
        day = first_pep_counts_from(since=placement.looked_after_since, born_on=placement.child.date_of_birth)
        waits = day is None or day > scope.as_of or _pep(scope, placement) is not None
        yield never_noted(
            scope,
            code,
            placement,
            partial(_first_pep_by, scope, code, placement, None if waits else day),
            kind="first",
            document=FileType.PEP,
            step=Step.NEEDED,
            in_care=placement.in_care.answer,
            since=placement.looked_after_since,
            **asked_since(scope, placement, FileType.PEP, placement.looked_after_since),
        )


def first_pep(scope: Scope) -> Iterator[Evaluation]:
    """A looked-after child has a personal education plan within 20 working days. Authorities in England, age 3 to 18.

    Counted from becoming looked after, or from the third birthday when that came later; not from moving in. Where that
    day was past when the child moved in: 20 working days after moving in, to find out. Owed while no version and no
    meeting about it is known. Source: statutory guidance (in place for the first review); many authorities ask for 20
    working days. Nothing is owed when the file says that it does not apply.
    """
    yield from _first_pep(scope, "PEP-INIT", Nation.ENGLAND)


def first_pep_in_wales(scope: Scope) -> Iterator[Evaluation]:
    """A looked-after child has a personal education plan within 20 school days. Authorities in Wales, age 3 to 18.

    School days are counted as working days: no list of school days is the same for two schools. Counted from becoming
    looked after, or from the third birthday when that came later. Where that day was past when the child moved in: 20
    working days after moving in, to find out. Source: Care Planning (Wales) Regulations 2015.
    """
    yield from _first_pep(scope, "PEP-W", Nation.WALES)


def pep_due_on(last: Done, own: OwnTerms = NO_OWN) -> dt.date:
    """The last day of the term after the one of the last plan or meeting; an earlier day agreed comes first."""
    return earlier_of(next_term(term_of(last.happened_on, own), own).ends_on, last.next_due_on)


def _fixed(day: dt.date | None) -> Callable[[Figure], dt.date | None]:
    """A day that no number of the home moves."""
    return lambda _figure: day


def pep_each_term(scope: Scope) -> Iterator[Evaluation]:
    """A personal education plan is reviewed once each school term. Authorities in England.

    After a first one, by the last day of the term that follows the term of the last version or meeting: autumn ends on
    31 December, spring on Easter Sunday, summer on 21 July, unless the home has set the terms of its schools. One in
    the holidays counts for the term after them. An earlier day agreed for the next one comes first. Never counted in
    days or months. Source: statutory guidance on the education of looked-after children.
    """
    for placement in scope.placements:
        if nation_of(placement) != Nation.ENGLAND:
            continue
        if not _pep_owed(scope, placement):
            yield scope.asks_nothing("PEP-REV", placement)
            continue
        last = _pep(scope, placement)
        due = pep_due_on(last, scope.practice(placement.home).terms_of_schools) if last else None
        kind = "recall" if last and due == last.next_due_on else "term"
        yield again_after(scope, "PEP-REV", placement, last, _fixed(due), FileType.PEP, kind)


def ehc_plan(scope: Scope) -> Iterator[Evaluation]:
    """An education, health and care plan is reviewed within 12 months. In Wales the individual development plan.

    Counted from the later of the latest version and the latest annual review, in calendar months, clamped to the end of
    the month; an earlier day agreed comes first. Only children who have one; also after the 18th birthday, and whether
    looked after or not. FILE-ASK asks for one that is said to apply and is not there. Source: Children and
    Families Act 2014, section 44; Wales: the 2018 Act, section 23.
    """
    for placement in scope.placements:
        if (placement.child_id, FileType.EHCP) in scope.not_applying:
            yield scope.asks_nothing("EHCP", placement)
            continue
        last = last_of(scope, placement, FileType.EHCP, CareKind.EHC_REVIEW)
        yield again_after(scope, "EHCP", placement, last, interval_or_earlier(last), FileType.EHCP)


# --- in words -----------------------------------------------------------------------------------


def _within_school_days(figure: Figure) -> str:
    if figure.unit == Unit.MONTHS or figure.amount == 0:
        return within_working_days(figure)
    return _("within about %(n)s school days, counted as working days") % {"n": figure.amount}


_EHC_REVIEW = due_or_over(
    gettext_lazy("The annual review of %(child)s’s EHC plan is due %(due)s. The last was on %(last)s."),
    gettext_lazy(
        "The annual review of %(child)s’s EHC plan was due by %(due_day)s. The last was on %(last)s."
    ),
    last="last_on",
)
_REVIEW_IN_WALES = due_or_over(
    gettext_lazy("%(child)s’s individual development plan of %(last)s is due for review %(due)s."),
    gettext_lazy("%(child)s’s individual development plan of %(last)s was due for review by %(due_day)s."),
    last="last_on",
)


def _annual_review(words: Words, *, overdue: bool) -> str:
    in_wales = words.facts.get("nation") == Nation.WALES
    return (_REVIEW_IN_WALES if in_wales else _EHC_REVIEW)(words, overdue=overdue)


EDUCATION = gettext_lazy("Statutory guidance on education of looked-after children")
FIRST_PLAN = with_asked(
    or_find_out(
        gettext_lazy("%(child)s’s personal education plan"),
        counted_since(
            gettext_lazy(
                "A first personal education plan is due %(due)s: %(child)s is looked after since %(since)s."
            ),
            gettext_lazy(
                "No personal education plan is noted for %(child)s, looked after since %(since)s. "
                "It was due by %(due_day)s."
            ),
            not_known=(
                gettext_lazy("A first personal education plan for %(child)s is due %(due)s."),
                gettext_lazy("No personal education plan is noted for %(child)s. It was due by %(due_day)s."),
            ),
        ),
    )
)
FIRST_PLAN_IN_WALES = with_asked(
    or_find_out(
        gettext_lazy("%(child)s’s personal education plan"),
        counted_since(
            gettext_lazy(
                "A first personal education plan is due %(due)s, or about then: %(child)s is looked after since "
                "%(since)s, and school days are counted as working days."
            ),
            gettext_lazy(
                "No personal education plan is noted for %(child)s, looked after since %(since)s. "
                "It was due by about %(due_day)s; school days are counted as working days."
            ),
        ),
    )
)
RULES = (
    Rule(
        code="PEP-INIT",
        title=gettext_lazy("First personal education plan"),
        short=gettext_lazy("first personal education plan"),
        default=Default(20, Unit.DAYS, Severity.INFO, EDUCATION, owner=Owner.EDUCATION, kind=Kind.GUIDANCE),
        standard=within_working_days,
        counted_from=gettext_lazy("the day the child became looked after, in working days"),
        warn_days=28,
        evaluate=first_pep,
        sentence=FIRST_PLAN,
        fix=HEALTH_AND_SCHOOL,
        nations=ENGLAND_ONLY,
    ),
    Rule(
        code="PEP-REV",
        title=gettext_lazy("Personal education plan every term"),
        short=gettext_lazy("personal education plan every term"),
        default=Default(
            4,
            Unit.MONTHS,
            Severity.INFO,
            gettext_lazy("Statutory guidance on education of looked-after children: every school term"),
            owner=Owner.EDUCATION,
            kind=Kind.GUIDANCE,
            editable=Editable.NO,
        ),
        standard=lambda figure: _("each school term"),
        counted_from=gettext_lazy("the school term of the last plan or meeting"),
        warn_days=28,
        evaluate=pep_each_term,
        sentence=with_asked(
            comes_round(
                gettext_lazy("%(child)s’s personal education plan is due %(due)s."),
                gettext_lazy("%(child)s’s personal education plan was due by %(due_day)s."),
                gettext_lazy(
                    "%(child)s’s personal education plan is to be looked at %(due)s. The last time was %(last)s."
                ),
                gettext_lazy(
                    "%(child)s’s personal education plan was to be looked at by %(due_day)s, last done %(last)s."
                ),
            )
        ),
        fix=HEALTH_AND_SCHOOL,
        nations=ENGLAND_ONLY,
    ),
    Rule(
        code="PEP-W",
        title=gettext_lazy("First personal education plan, authorities in Wales"),
        short=gettext_lazy("first personal education plan in Wales"),
        default=Default(
            20,
            Unit.DAYS,
            Severity.INFO,
            CARE_PLANNING_IN_WALES,
            owner=Owner.PLACING_AUTHORITY,
            kind=Kind.LAW,
        ),
        standard=_within_school_days,
        counted_from=gettext_lazy("the day the child became looked after, in working days for school days"),
        warn_days=28,
        evaluate=first_pep_in_wales,
        sentence=FIRST_PLAN_IN_WALES,
        fix=HEALTH_AND_SCHOOL,
        nations=WALES_ONLY,
    ),
    Rule(
        code="EHCP",
        title=gettext_lazy("Annual review of the education, health and care plan"),
        short=gettext_lazy("education, health and care plan"),
        default=Default(
            12,
            Unit.MONTHS,
            Severity.INFO,
            gettext_lazy("Children and Families Act 2014, section 44"),
            gettext_lazy("Additional Learning Needs and Education Tribunal (Wales) Act 2018, section 23"),
            owner=Owner.EDUCATION,
            kind=Kind.LAW,
            editable=Editable.NO,
        ),
        standard=every,
        counted_from=gettext_lazy("the latest version or annual review"),
        warn_days=42,
        evaluate=ehc_plan,
        sentence=with_asked(_annual_review),
        fix=HEALTH_AND_SCHOOL,
    ),
)
