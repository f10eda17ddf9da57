"""Whether a child is looked after on a day: the one answer, for every rule and every page. No queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from children.legal_status.models import NOT_IN_CARE, SHORT_BREAKS
from children.placements.models import Placement
from homes.dates import birthday
from homes.standards import ADULT_AT


class InCare(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


class WhyNot(StrEnum):
    """Why nothing is owed that the law asks for looked-after children."""

    NONE = ""
    GROWN_UP = "grown_up"
    SHORT_BREAKS = "short_breaks"
    STATUS = "not_looked_after"  # the legal status says so
    NOT_YET = "not_yet_looked_after"  # the day is later than the one asked about


@dataclass(frozen=True, slots=True)
class LookedAfter:
    answer: InCare
    since: dt.date | None = None  # what is owed counts from here; None where nothing is
    why: WhyNot = WhyNot.NONE

    @property
    def is_owed(self) -> bool:
        """Nothing known is owed as if it were yes: the safe side."""
        return self.answer != InCare.NO


def same_side(code: str, following: str) -> bool:
    """Whether two statuses that follow each other say the same: in care, or not."""
    return (code in NOT_IN_CARE) == (following in NOT_IN_CARE)


def no(why: WhyNot) -> LookedAfter:
    return LookedAfter(InCare.NO, why=why)


def looked_after_on(
    day: dt.date,
    *,
    status: str | None,
    status_since: dt.date | None,
    noted_since: dt.date | None,
    born_on: dt.date | None,
    lives_here_since: dt.date | None,
) -> LookedAfter:
    """Yes where a status or a day says so, no where a status says so or from the 18th birthday on, else not known.

    `status`: the code that counts on the day, and since when the child is in care by it; `noted_since`: the day that
    was noted. Not known counts from the day of moving in.
    """
    if born_on is not None and day >= birthday(born_on, ADULT_AT):
        return no(WhyNot.GROWN_UP)
    if status in NOT_IN_CARE:
        return no(WhyNot.SHORT_BREAKS if status in SHORT_BREAKS else WhyNot.STATUS)
    by_then = noted_since if noted_since is not None and noted_since <= day else None
    if status is not None or by_then is not None:
        return LookedAfter(InCare.YES, by_then or status_since)
    if noted_since is not None:
        return no(WhyNot.NOT_YET)
    return LookedAfter(InCare.NOT_KNOWN, lives_here_since)


def looked_after_in(
    placement: Placement, day: dt.date, *, status: str | None, status_since: dt.date | None
) -> LookedAfter:
    """The same for a child in a placement, or expected there. The placement comes with its child."""
    return looked_after_on(
        day,
        status=status,
        status_since=status_since,
        noted_since=placement.looked_after_since,
        born_on=placement.child.date_of_birth,
        lives_here_since=placement.moved_in_on or placement.expected_on,
    )
