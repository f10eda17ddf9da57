"""What the facts are made of: one row of a kind of fact, as rules see it on a day."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from children.legal_status.looked_after import LookedAfter
from children.models import Child
from homes.models import Home, User
from homes.staff.standing import Days


class Away(NamedTuple):
    """Time away: from the first day away up to, not including, the day of return. None: still away."""

    started_on: dt.date
    returned_on: dt.date | None
    kind: str = ""


class Adult(NamedTuple):
    """One adult, as a duty names them."""

    pk: int
    public_id: uuid.UUID
    full_name: str

    @property
    def first_name(self) -> str:
        return self.full_name.split(" ")[0]


Worker = Adult | User


class Held(NamedTuple):
    """One adult's assignment of a placement, cover included."""

    worker_id: int
    ended_on: dt.date | None
    started_on: dt.date
    role: str
    child_told_on: dt.date | None
    public_id: uuid.UUID


class Holding(NamedTuple):
    """One adult named for a placement, cover included, with the days as they are planned."""

    worker: Worker
    role: str
    covers_id: int | None
    days: Days


class AwayAdult(NamedTuple):
    """An absence of an adult that was noted by the day and not called off by then."""

    public_id: uuid.UUID
    home_id: int
    user_id: int
    days: Days
    noted_on: dt.date


class Ready(NamedTuple):
    """One dated thing that makes an adult ready: training, supervision."""

    home_id: int
    user_id: int
    kind: str
    what: str
    done_on: dt.date
    valid_until_on: dt.date | None


class Job(NamedTuple):
    """One role of one adult, at a home or at every home of a provider."""

    home_id: int | None
    provider_id: int | None
    ended_on: dt.date | None


class Version(NamedTuple):
    """One dated version of a document."""

    home_id: int
    dated_on: dt.date
    review_due_on: dt.date | None
    given: bool = False  # the child had a copy by the day
    no_copy_reason: str = ""
    explained: bool = False  # and was taken through it by the day


class EarlierPlacement(NamedTuple):
    placement_id: int
    moved_in_on: dt.date
    moved_on_on: dt.date


class Before(NamedTuple):
    """What had come before moving in, by the day: the offer of the place, and the first visit."""

    offered_on: dt.date | None
    first_visit_on: dt.date | None


@dataclass(frozen=True)
class Judged:
    """A placement rules speak about. What every evaluation names it by is worked out once."""

    pk: int
    public_id: str
    child: Child
    home: Home

    @cached_property
    def child_id(self) -> int:
        return self.child.pk

    @cached_property
    def home_id(self) -> int:
        return self.home.pk

    @cached_property
    def subject_key(self) -> str:
        return f"placement:{self.public_id}"


@dataclass(frozen=True)
class CurrentPlacement(Judged):
    """A placement the child lives in on the day. Unlike a placement, it has begun."""

    moved_in_on: dt.date
    before: Before
    in_care: LookedAfter
    responsible_nation: str = ""
    intended_to_last_to_18: bool | None = None

    @property
    def looked_after_since(self) -> dt.date | None:
        """The day duties towards a looked-after child count from; None where none is owed."""
        return self.in_care.since


@dataclass(frozen=True)
class Expected(Judged):
    """A placement that has not begun by the day: the child is expected."""

    before: Before
    expected_on: dt.date | None = None
