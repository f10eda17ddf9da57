"""One document of a child's checklist, judged on the day; and which of them other rules speak of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from children.file.state import RUNNING, Judged, Kept, Situation, State, current_version, last_word, state_on
from children.models import CareKind, FileType
from compliance.rules.plans import placement_began_after
from compliance.rules.rows import CurrentPlacement, Version
from compliance.rules.scope import Scope
from homes.practice import Document
from homes.standards import Owner

# Documents that other rules own, in every state.
OWNED = frozenset(
    {
        FileType.HOME_PLAN,
        FileType.HEALTH,
        FileType.PEP,
        FileType.PATHWAY,
        FileType.CHRONOLOGY,
        FileType.GUIDE,
    }
)
# Documents that other rules ask for while they are missing; their reviews are still ours to look at here.
OWNED_WHILE_MISSING = frozenset(
    {FileType.CARE_PLAN, FileType.PLACEMENT_LA, FileType.PROVIDER_ASSESS, FileType.CONSENT}
)
# Documents that are asked for here while they are missing; other rules look at their reviews.
REVIEWED_ELSEWHERE = frozenset({FileType.RISK, FileType.EHCP})
# Documents of which a meeting is as good as a paper.
MET_AT: dict[str, CareKind] = {FileType.EHCP: CareKind.EHC_REVIEW}


class Line(NamedTuple):
    """One document of a child's checklist, judged on the day."""

    document: Document
    judged: Judged
    version: Version | None


def _line(
    scope: Scope,
    placement: CurrentPlacement,
    document: Document,
    *,
    child: Situation,
    not_before: dt.date | None,
) -> Line:
    key = (placement.child_id, document.code)
    version = current_version(
        document.code, scope.plans.get(key, ()), home_id=placement.home_id, not_before=not_before
    )
    kept = Kept(
        said=last_word(document.code, placement.home.nation, scope.said_of_documents.get(key, ())),
        dated_on=version.dated_on if version else _met_on(scope, placement, document),
        review_due_on=version.review_due_on if version else None,
        running=document.code in RUNNING,
    )
    judged = state_on(scope.as_of, applies_to=document.applies_to, child=child, kept=kept)
    return Line(document, judged, version)


def _met_on(scope: Scope, placement: CurrentPlacement, document: Document) -> dt.date | None:
    kind = MET_AT.get(document.code)
    met = scope.done.get((placement.child_id, kind)) if kind else None
    return met.happened_on if met else None


def began_after(scope: Scope, placement: CurrentPlacement) -> dt.date | None:
    placements = scope.earlier_placements.get(placement.child_id, ())
    return placement_began_after(placements, placement_id=placement.pk, moved_in_on=placement.moved_in_on)


def current(scope: Scope, placement: CurrentPlacement, type: str) -> Version | None:
    versions = scope.plans.get((placement.child_id, type), ())
    return current_version(
        type, versions, home_id=placement.home_id, not_before=began_after(scope, placement)
    )


def lines_of(scope: Scope, placement: CurrentPlacement, *, ours: bool) -> Iterator[Line]:
    """The documents no other rule owns: the home's own, or those of others."""
    not_before = began_after(scope, placement)
    child = Situation(placement.child.date_of_birth, placement.in_care)
    for document in scope.practice(placement.home).documents:
        if document.code not in OWNED and (document.owner == Owner.HOME) == ours:
            yield _line(scope, placement, document, child=child, not_before=not_before)


def is_missing(line: Line) -> bool:
    return line.judged.state in (State.MISSING, State.DUE) and line.document.code not in OWNED_WHILE_MISSING
