"""Whether a document belongs in a child's file on a day, and how it stands there. Bare values in, no queries.

The page of the file and the rules about it ask the same function, so they never disagree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeVar

from children.file.eligibility import eligible_from
from children.file.models import Applies, FileType
from children.legal_status.looked_after import LookedAfter, WhyNot
from homes.models import Nation
from homes.practice import AppliesTo

# Made anew for each placement: what was made for another home, or for an earlier stay here, does not count.
OF_A_PLACEMENT = frozenset(
    {FileType.HOME_PLAN, FileType.PLACEMENT_LA, FileType.PROVIDER_ASSESS, FileType.CONSENT}
)
# The plans of which the child keeps a copy of their own.
CHILDS_COPY = (FileType.HOME_PLAN, FileType.PLACEMENT_LA)
# Written all the time: never out of date, and nothing that is missing.
RUNNING = frozenset({FileType.CHRONOLOGY})
# Of these every child has one: nobody can say that it does not apply.
OF_EVERY_CHILD = frozenset(
    {
        FileType.HOME_PLAN,
        FileType.HEALTH,
        FileType.RISK,
        FileType.CHRONOLOGY,
        FileType.GUIDE,
        FileType.CONSENT,
    }
)
NOT_YET_DAYS = 28  # the furthest day ahead that "not yet" may name


class State(StrEnum):
    IN_DATE = "in_date"
    DUE = "due"  # not in the file yet, and not owed before a day still to come
    MISSING = "missing"
    REVIEW_DUE = "review_due"  # there, and out of review
    NOT_YET = "not_yet"
    DOES_NOT_APPLY = "does_not_apply"


class Why(StrEnum):
    """Why a document does not belong in the file, or not yet."""

    NONE = ""
    SAID = "said"  # somebody said so: the file has the reason
    NOT_LOOKED_AFTER = "not_looked_after"
    SHORT_BREAKS = "short_breaks"
    GROWN_UP = "grown_up"
    NOT_ELIGIBLE = "not_eligible"
    NOT_ELIGIBLE_YET = "not_eligible_yet"
    NONE_ADDED = "none_added"  # many children never have one


# Up to date, or nothing to do. What is due, missing or out of review needs somebody.
OWED = frozenset({State.DUE, State.MISSING, State.REVIEW_DUE})
APPLYING = OWED | {State.IN_DATE}


class Situation(NamedTuple):
    """What is known about the child on the day."""

    born_on: dt.date | None
    in_care: LookedAfter


class Kept(NamedTuple):
    """What the file holds of one document on the day."""

    said: str | None = None  # Applies, when somebody has said so: the last word by the day
    dated_on: dt.date | None = None  # of the current version
    review_due_on: dt.date | None = None  # its own day, or by the standard that counts
    needed_by: dt.date | None = None  # without a version
    running: bool = False


class Judged(NamedTuple):
    state: State
    on: dt.date | None = None  # the day that state speaks of
    why: Why = Why.NONE

    @property
    def applies(self) -> bool:
        return self.state in APPLYING

    @property
    def owed(self) -> bool:
        return self.state in OWED


class Dated(Protocol):
    @property
    def home_id(self) -> int: ...
    @property
    def dated_on(self) -> dt.date: ...


class Said(Protocol):
    """What somebody said of a document from a day on."""

    @property
    def applies(self) -> str: ...
    @property
    def from_on(self) -> dt.date: ...
    @property
    def until_on(self) -> dt.date | None: ...


V = TypeVar("V", bound=Dated)


def state_on(day: dt.date, *, applies_to: AppliesTo, child: Situation, kept: Kept) -> Judged:
    """How one document of the checklist stands on a day.

    That it does not apply comes first; then the 18th birthday; then a version that is there; then the rule of the
    checklist: for every child, for looked-after children, for eligible children (16 and 13 weeks in care since 14), or
    only if there is one. "Not yet" is no state: it may move the day the document is needed by. Review days are
    inclusive: out of review the day after.
    """
    if kept.said == Applies.NO:
        return Judged(State.DOES_NOT_APPLY, why=Why.SAID)
    if _grown_up(applies_to, child):
        return Judged(State.DOES_NOT_APPLY, why=Why.GROWN_UP)
    if kept.said != Applies.YES and kept.dated_on is None:
        absent = _absent(day, applies_to, child)
        will_come = applies_to == AppliesTo.IF_ANY and kept.said == Applies.NOT_YET
        if absent is not None and not will_come:
            return absent
    if kept.dated_on is not None:
        return in_the_file(day, review_due_on=kept.review_due_on)
    return Judged(State.IN_DATE) if kept.running else not_in_the_file(day, needed_by=kept.needed_by)


def must_exist(type: str, nation: str) -> bool:
    """Whether every child of a home in this nation has one: it can never be said not to apply."""
    return type in OF_EVERY_CHILD or (type == FileType.PROVIDER_ASSESS and nation == Nation.WALES)


def last_word(type: str, nation: str, said: Sequence[Said]) -> str | None:
    """What counts of what was said of a document. `said`: the last word last."""
    if not said or (said[-1].applies == Applies.NO and must_exist(type, nation)):
        return None
    return said[-1].applies


def not_in_the_file(day: dt.date, *, needed_by: dt.date | None) -> Judged:
    coming = needed_by is not None and needed_by >= day
    return Judged(State.DUE if coming else State.MISSING, needed_by)


def in_the_file(day: dt.date, *, review_due_on: dt.date | None) -> Judged:
    over = review_due_on is not None and review_due_on < day
    return Judged(State.REVIEW_DUE if over else State.IN_DATE, review_due_on)


def _grown_up(applies_to: AppliesTo, child: Situation) -> bool:
    """What is owed to a child in care ends with the 18th birthday, whatever the file holds of it."""
    of_care = applies_to in (AppliesTo.LOOKED_AFTER, AppliesTo.ELIGIBLE)
    return of_care and child.in_care.why == WhyNot.GROWN_UP


def _absent(day: dt.date, applies_to: AppliesTo, child: Situation) -> Judged | None:
    """Why a document that is not there is not asked for; None when it is."""
    if applies_to == AppliesTo.IF_ANY:
        return Judged(State.DOES_NOT_APPLY, why=Why.NONE_ADDED)
    if applies_to == AppliesTo.ALL:
        return None
    if not child.in_care.is_owed:
        short_breaks = child.in_care.why == WhyNot.SHORT_BREAKS
        return Judged(State.DOES_NOT_APPLY, why=Why.SHORT_BREAKS if short_breaks else Why.NOT_LOOKED_AFTER)
    if applies_to == AppliesTo.LOOKED_AFTER:
        return None
    from_on = eligible_from(born_on=child.born_on, looked_after_since=child.in_care.since)
    if from_on is None:
        return Judged(State.DOES_NOT_APPLY, why=Why.NOT_ELIGIBLE)
    return Judged(State.NOT_YET, from_on, Why.NOT_ELIGIBLE_YET) if from_on > day else None


def current_version(
    type: str, versions: Sequence[V], *, home_id: int, not_before: dt.date | None
) -> V | None:
    """The version that counts. `versions` oldest first; `not_before`: the day the child's previous placement ended."""
    for version in reversed(versions):
        made_here = version.home_id == home_id and (not_before is None or version.dated_on >= not_before)
        if type not in OF_A_PLACEMENT or made_here:
            return version
    return None
