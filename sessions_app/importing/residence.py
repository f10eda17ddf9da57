"""Which stay a day belongs to. Pure choices over a child's stays, on bare values.

A stay covers moved_in_on up to, not including, moved_on_on: the day of moving on belongs to the next home.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from children.models import Placement
from homes.models import Home

Stays = Iterable[Placement]
AtHome = Callable[[Home], bool]


def covering(stays: Stays, day: dt.date) -> Placement | None:
    """The stay the child lives in on a day."""
    found = [stay for stay in _lived(stays, day) if stay.moved_on_on is None or day < stay.moved_on_on]
    return _latest(found)


def for_session(stays: Stays, day: dt.date, *, at_home: AtHome) -> Placement | None:
    """The stay a session of that day was part of.

    The day of moving on counts for both homes: the author's own decides, otherwise the later.
    """
    found = [stay for stay in _lived(stays, day) if stay.moved_on_on is None or day <= stay.moved_on_on]
    return _latest([stay for stay in found if at_home(stay.home)] or found)


def for_key_worker(stays: Stays, day: dt.date, *, at_home: AtHome) -> Placement | None:
    """The stay a key worker was named for: one at the worker's own home when there is one."""
    everywhere = list(stays)
    at_work = [stay for stay in everywhere if at_home(stay.home)]
    return _named_for(at_work, day) or _named_for(everywhere, day)


def for_document(stays: Stays, day: dt.date) -> Placement | None:
    """The stay a dated document came in: that day's, else the next to begin, else the last."""
    everywhere = list(stays)
    return covering(everywhere, day) or _next(everywhere, day) or max(everywhere, key=begins, default=None)


def begins(stay: Placement) -> dt.date:
    """The first day of a stay, as far as it is known."""
    return stay.moved_in_on or stay.expected_on or dt.date.max


def _named_for(stays: list[Placement], day: dt.date) -> Placement | None:
    """The day's stay; else the next to begin (named before moving in); else the one that ended that very day."""
    ended = [stay for stay in _lived(stays, day) if stay.moved_on_on == day]
    return covering(stays, day) or _next(stays, day) or _latest(ended)


def _next(stays: Stays, day: dt.date) -> Placement | None:
    """The next stay to begin. One still expected is always ahead, even when its day has passed."""
    ahead = [stay for stay in stays if stay.moved_in_on is None or stay.moved_in_on > day]
    return min(ahead, key=begins, default=None)


def _lived(stays: Stays, day: dt.date) -> list[Placement]:
    return [stay for stay in stays if stay.moved_in_on is not None and stay.moved_in_on <= day]


def _latest(stays: list[Placement]) -> Placement | None:
    return max(stays, key=begins, default=None)
