"""Which placement a day belongs to. Pure choices over a child's placements, on bare values.

A placement covers moved_in_on up to, not including, moved_on_on: the day of moving on belongs to the next home.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from children.models import Placement
from homes.models import Home

Placements = Iterable[Placement]
AtHome = Callable[[Home], bool]


def covering(placements: Placements, day: dt.date) -> Placement | None:
    """The placement the child lives in on a day."""
    found = [
        placement
        for placement in _lived(placements, day)
        if placement.moved_on_on is None or day < placement.moved_on_on
    ]
    return _latest(found)


def for_session(placements: Placements, day: dt.date, *, at_home: AtHome) -> Placement | None:
    """The placement a session of that day was part of.

    The day of moving on counts for both homes: the author's own decides, otherwise the later.
    """
    found = [
        placement
        for placement in _lived(placements, day)
        if placement.moved_on_on is None or day <= placement.moved_on_on
    ]
    return _latest([placement for placement in found if at_home(placement.home)] or found)


def for_key_worker(placements: Placements, day: dt.date, *, at_home: AtHome) -> Placement | None:
    """The placement a key worker was named for: one at the worker's own home when there is one."""
    everywhere = list(placements)
    at_work = [placement for placement in everywhere if at_home(placement.home)]
    return _named_for(at_work, day) or _named_for(everywhere, day)


def for_document(placements: Placements, day: dt.date) -> Placement | None:
    """The placement a dated document came in: that day's, else the next to begin, else the last."""
    everywhere = list(placements)
    return covering(everywhere, day) or _next(everywhere, day) or max(everywhere, key=begins, default=None)


def begins(placement: Placement) -> dt.date:
    """The first day of a placement, as far as it is known."""
    return placement.moved_in_on or placement.expected_on or dt.date.max


def _named_for(placements: list[Placement], day: dt.date) -> Placement | None:
    """The day's placement; else the next to begin (named before moving in); else the one that ended that very day."""
    ended = [placement for placement in _lived(placements, day) if placement.moved_on_on == day]
    return covering(placements, day) or _next(placements, day) or _latest(ended)


def _next(placements: Placements, day: dt.date) -> Placement | None:
    """The next stay to begin. One still expected is always ahead, even when its day has passed."""
    ahead = [
        placement for placement in placements if placement.moved_in_on is None or placement.moved_in_on > day
    ]
    return min(ahead, key=begins, default=None)


def _lived(placements: Placements, day: dt.date) -> list[Placement]:
    return [
        placement
        for placement in placements
        if placement.moved_in_on is not None and placement.moved_in_on <= day
    ]


def _latest(placements: list[Placement]) -> Placement | None:
    return max(placements, key=begins, default=None)
