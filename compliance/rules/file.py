"""What belongs in a child's file: ours to write, others' to send, and the child's own copy.

Rules of a home follow the home's nation; rules of care planning follow the nation of the responsible authority. What a
rule of its own owns (the home's plan, health, risk, school, pathway, chronology, the Guide) is left out of the general
ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from children.file_state import (
    CHILDS_COPY,
    RUNNING,
    Judged,
    Kept,
    Situation,
    State,
    current_version,
    is_looked_after,
    state_on,
)
from children.models import FileType
from compliance.rules.base import Evaluation, Rule, after, by_number, interval_after, say
from compliance.rules.plans import stay_began_after
from compliance.rules.scope import Expected, Scope, Stay, Version
from homes.dates import add_working_days
from homes.models import Nation
from homes.practice import Document
from homes.standards import CATALOGUE, Figure, Owner
from homes.words import gettext_lazy as _
from homes.words import speaking

# Documents that other rules own, in every state.
OWNED = frozenset(
    {
        FileType.HOME_PLAN,
        FileType.HEALTH,
        FileType.RISK,
        FileType.PEP,
        FileType.EHCP,
        FileType.PATHWAY,
        FileType.CHRONOLOGY,
        FileType.GUIDE,
    }
)
# Documents that other rules ask for while they are missing; their reviews are still ours to look at here.
OWNED_WHILE_MISSING = frozenset(
    {FileType.CARE_PLAN, FileType.PLACEMENT_LA, FileType.PROVIDER_ASSESS, FileType.CONSENT}
)
WARN_DAYS = 7
WARN_REVIEW_DAYS = 14
WARN_OTHERS_DAYS = 14


# --- dates, on bare values ----------------------------------------------------------------------


def in_working_days(day: dt.date, *, amount: int, unit: str = "") -> dt.date:
    """The duty's number counts working days, whatever its unit is called: Monday to Friday, no bank holidays."""
    return add_working_days(day, amount)


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


# --- one document of one child ------------------------------------------------------------------


class Line(NamedTuple):
    """One document of a child's checklist, judged on the day."""

    document: Document
    judged: Judged
    version: Version | None


def _line(scope: Scope, stay: Stay, document: Document) -> Line:
    key = (stay.child_id, document.code)
    version = _current(scope, stay, document.code)
    kept = Kept(
        said=scope.said_of_documents.get(key),
        dated_on=version.dated_on if version else None,
        review_due_on=version.review_due_on if version else None,
        running=document.code in RUNNING,
    )
    child = Situation(stay.child.date_of_birth, stay.looked_after_since)
    return Line(
        document, state_on(scope.as_of, applies_to=document.applies_to, child=child, kept=kept), version
    )


def _not_before(scope: Scope, stay: Stay) -> dt.date | None:
    stays = scope.earlier_stays.get(stay.child_id, ())
    return stay_began_after(stays, stay_id=stay.pk, moved_in_on=stay.moved_in_on)


def _current(scope: Scope, stay: Stay, type: str) -> Version | None:
    versions = scope.plans.get((stay.child_id, type), ())
    return current_version(type, versions, home_id=stay.home_id, not_before=_not_before(scope, stay))


def _lines(scope: Scope, stay: Stay, *, ours: bool) -> Iterator[Line]:
    """The documents no other rule owns: the home's own, or those of others."""
    with speaking(scope.practice(stay.home).terms):
        for document in scope.practice(stay.home).documents:
            if document.code not in OWNED and (document.owner == Owner.HOME) == ours:
                yield _line(scope, stay, document)


def _missing(line: Line) -> bool:
    return line.judged.state in (State.MISSING, State.DUE) and line.document.code not in OWNED_WHILE_MISSING


def _named(scope: Scope, stay: Stay, lines: list[Line]) -> dict[str, Any]:
    """How many there are and the first two, as the home calls them."""
    with speaking(scope.practice(stay.home).terms):
        names = [str(line.document.text) for line in lines]
    return {"n": str(len(names)), "first": names[0], "second": names[1] if len(names) > 1 else ""}


def _asked(scope: Scope, stay: Stay, codes: list[str]) -> dict[str, Any]:
    """The last two days we asked for one of these."""
    days = sorted({day for code in codes for day in scope.chased.get((stay.child_id, code), ())})
    return {"asked": " ".join(day.isoformat() for day in days[-2:])}


def _in_nation(figure: Figure, code: str, nation: str) -> Figure:
    """A law of care planning is quoted for the authority that answers for the child."""
    return figure if figure.set_by else replace(figure, source=CATALOGUE[code].source_in(nation))


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
    """One document an authority writes: not a duty, there, or owed by a day."""
    nation = stay.responsible_nation or stay.home.nation
    if not _looked_after(scope, stay) or (stay.child_id, document) in scope.not_applying:
        figure = _in_nation(scope.figure(code, stay), code, nation)
        return say(stay, figure, None, applies=False, kind="not_applying", document=document)
    if there:
        figure = _in_nation(scope.figure(code, stay), code, nation)
        return say(stay, figure, None, kind="there", document=document)
    figure, due_on = scope.decided(code, stay, dated)
    return say(
        stay,
        _in_nation(figure, code, nation),
        due_on,
        kind="waiting",
        document=document,
        **facts,
        **_asked(scope, stay, [document]),
    )


# --- the rules ----------------------------------------------------------------------------------


def our_documents(scope: Scope) -> Iterator[Evaluation]:
    """What the home writes itself is in the child's file.

    Calendar days from the day of moving in, due day included, for every document of the home's checklist that is the
    home's own, belongs in this child's file and is not there. One flag for a child, however many are missing. What a
    rule of its own asks for is left out.
    """
    for stay in scope.stays:
        missing = [line for line in _lines(scope, stay, ours=True) if _missing(line)]
        if not missing:
            yield say(stay, scope.figure("FILE-MISSING", stay), None, kind="there")
            continue
        figure, due_on = scope.decided("FILE-MISSING", stay, interval_after(stay.moved_in_on))
        yield say(
            stay,
            figure,
            due_on,
            kind="file",
            moved_in_on=stay.moved_in_on,
            **_named(scope, stay, missing),
        )


def documents_of_others(scope: Scope) -> Iterator[Evaluation]:
    """What others write for the child's file is there and within its own review day.

    Missing: working days from the day of moving in. Out of review: the document's own review day. The earliest of them
    counts; one flag for a child. Theirs to do and ours to chase: the days we asked stand in the flag. What a rule of
    its own asks for is left out.
    """
    for stay in scope.stays:
        lines = list(_lines(scope, stay, ours=False))
        missing = [line for line in lines if _missing(line)]
        reviewed = [
            line
            for line in lines
            if line.judged.applies and line.version is not None and line.version.review_due_on is not None
        ]
        figure, missing_by = scope.decided(
            "FILE-ASK", stay, by_number(partial(in_working_days, stay.moved_in_on))
        )
        days = {line.document.code: _review_day(line) for line in reviewed}
        days.update({line.document.code: missing_by for line in missing})
        known = {code: day for code, day in days.items() if day is not None}
        if not known:
            yield say(stay, figure, None, kind="there")
            continue
        due_on = min(known.values())
        until = max(due_on, scope.as_of)
        due = [line for line in (*missing, *reviewed) if known[line.document.code] <= until]
        yield say(
            stay,
            figure,
            due_on,
            kind="file",
            missing=str(sum(line.version is None for line in due)),
            moved_in_on=stay.moved_in_on,
            **_named(scope, stay, due),
            **_asked(scope, stay, [line.document.code for line in due]),
        )


def _review_day(line: Line) -> dt.date | None:
    return line.version.review_due_on if line.version else None


def our_reviews(scope: Scope) -> Iterator[Evaluation]:
    """A document of the home's own is looked at again by its own review day.

    The day written on the document, due day included; a document without one owes no review here. What a rule of its
    own reviews is left out. One flag for each document.
    """
    for stay in scope.stays:
        figure = scope.figure("FILE-REVIEW", stay)
        for line in _lines(scope, stay, ours=True):
            if line.version is None:
                continue
            due_on = line.version.review_due_on if line.judged.applies else None
            yield say(
                stay,
                figure,
                due_on,
                applies=line.judged.applies,
                subject=f"file:{stay.public_id}:{line.document.code}",
                kind="review",
                document=line.document.code,
                last_on=line.version.dated_on,
                **_named(scope, stay, [line]),
            )


def childs_copy(scope: Scope) -> Iterator[Evaluation]:
    """The child has a copy of the current plan, in a form that suits, or it is written down why not.

    Calendar days from the date of the current version of the home's plan and of the authority's placement plan, due
    day included. A new version starts the days again. One flag for each plan.
    """
    for stay in scope.stays:
        names = {one.code: one for one in scope.practice(stay.home).documents}
        for type in CHILDS_COPY:
            copies = scope.copies.get((stay.child_id, type), ())
            copy = current_version(type, copies, home_id=stay.home_id, not_before=_not_before(scope, stay))
            if copy is None or type not in names or (stay.child_id, type) in scope.not_applying:
                continue
            has = copy.given or bool(copy.reason)
            figure, due_on = scope.decided("FILE-COPY", stay, interval_after(None if has else copy.dated_on))
            with speaking(scope.practice(stay.home).terms):
                name = str(names[type].text)
            yield say(
                stay,
                figure,
                due_on,
                subject=f"copy:{stay.public_id}:{type}",
                kind="copy",
                document=type,
                first=name,
                last_on=copy.dated_on,
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
            there=_current(scope, stay, FileType.PLACEMENT_LA) is not None,
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
            there=_current(scope, stay, FileType.CARE_PLAN) is not None,
            since_on=since,
        )


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
    return _current(scope, stay, FileType.HOME_PLAN) is not None


def personal_plan_review(scope: Scope) -> Iterator[Evaluation]:
    """In Wales a personal plan is reviewed at least every 3 months.

    Calendar months from the date of its latest version in this stay, clamped to the end of the month, or its own
    review day when that is earlier: a later one does not put the law off. Without a version the plan itself is owed.
    """
    for stay in scope.stays:
        if stay.home.nation != Nation.WALES:
            continue
        version = _current(scope, stay, FileType.HOME_PLAN)
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
    there = _current(scope, stay, document) is not None
    figure, due_on = scope.decided(code, stay, interval_after(None if there else stay.moved_in_on))
    return say(
        stay,
        figure,
        due_on,
        kind="there" if there else "waiting",
        document=document,
        moved_in_on=stay.moved_in_on,
        **_asked(scope, stay, [document]),
    )


_MOVED_IN = _("the day of {moving in}")
RULES = (
    Rule(
        code="FILE-MISSING",
        title=_("What we write is in the file"),
        counted_from=_MOVED_IN,
        warn_days=WARN_DAYS,
        evaluate=our_documents,
    ),
    Rule(
        code="FILE-ASK",
        title=_("What others write is in the file"),
        counted_from=_("the day of {moving in}, in working days; for a review, the document’s own day"),
        warn_days=WARN_OTHERS_DAYS,
        evaluate=documents_of_others,
    ),
    Rule(
        code="FILE-REVIEW",
        title=_("Our documents within their review"),
        counted_from=_("the document’s own review day"),
        warn_days=WARN_REVIEW_DAYS,
        evaluate=our_reviews,
    ),
    Rule(
        code="FILE-COPY",
        title=_("Own copy of the plan"),
        counted_from=_("the date of the current version"),
        warn_days=WARN_DAYS,
        evaluate=childs_copy,
    ),
    Rule(
        code="PP-LA",
        title=_("The authority’s placement plan there"),
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
        title=_("Personal plan before care starts (Wales)"),
        counted_from=_("the first day of care"),
        warn_days=WARN_REVIEW_DAYS,
        evaluate=personal_plan,
    ),
    Rule(
        code="PERS-REV",
        title=_("Personal plan reviewed (Wales)"),
        counted_from=_("the date of its latest version, or its own review day when that is earlier"),
        warn_days=WARN_REVIEW_DAYS,
        evaluate=personal_plan_review,
    ),
    Rule(
        code="PROV-ASSESS",
        title=_("Provider assessment there (Wales)"),
        counted_from=_MOVED_IN,
        warn_days=WARN_DAYS,
        evaluate=provider_assessment,
    ),
    Rule(
        code="CONSENT",
        title=_("Consents on file"),
        counted_from=_MOVED_IN,
        warn_days=WARN_DAYS,
        evaluate=consents,
    ),
)
