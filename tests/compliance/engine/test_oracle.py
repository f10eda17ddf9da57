"""The dating functions against an oracle that walks the calendar day by day, on random histories."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.rules.facts.base import happened
from compliance.rules.key_workers import earlier, held_until
from compliance.rules.rows import Away
from compliance.rules.time_together.sessions import session_due_on

DAY_0 = dt.date(2026, 3, 1)
ONE = dt.timedelta(days=1)


def day(number: int) -> dt.date:
    return DAY_0 + dt.timedelta(days=number)


ranges = st.tuples(st.integers(-10, 40), st.none() | st.integers(0, 25)).map(
    lambda pair: (day(pair[0]), None if pair[1] is None else day(pair[0] + pair[1]))
)


def known_on(as_of: dt.date, pairs: list) -> list[Away]:
    """What Scope hands to the rule: what had begun, with ends that had happened."""
    return [Away(start, happened(end, as_of=as_of)) for start, end in pairs if start <= as_of]


def is_away(on: dt.date, pairs: list) -> bool:
    return any(start <= on and (end is None or on < end) for start, end, *_kind in pairs)


def session_due_by_walking(held: dt.date, interval: int, pairs: list, as_of: dt.date) -> dt.date | None:
    """Ask of each day in turn whether the child was away, as far as anybody knew on `as_of`."""
    known = known_on(as_of, pairs)
    due = held + interval * ONE
    walk = held + ONE
    while is_away(walk, known):
        walk += ONE
        if walk > as_of + 100 * ONE:
            return None  # still away
    came_back = walk  # the first day at home after the session
    if came_back == held + ONE or came_back <= due:
        return due
    return came_back + 3 * ONE


@settings(max_examples=300, deadline=None)
@given(
    held=st.integers(0, 20).map(day),
    interval=st.integers(1, 14),
    pairs=st.lists(ranges, max_size=6),
    later=st.integers(0, 40),
)
def test_the_next_session_is_dated_as_by_walking_the_calendar(held, interval, pairs, later):
    as_of = held + later * ONE

    due, returned = session_due_on(last_on=held, amount=interval, absences=known_on(as_of, pairs))

    assert due == session_due_by_walking(held, interval, pairs, as_of)
    assert returned is None or due == returned + 3 * ONE


assignments = st.lists(
    st.tuples(st.integers(-10, 30), st.none() | st.integers(0, 20), st.none() | st.integers(-10, 40)),
    max_size=5,
)


def held_by_walking(rows: list, moved_in: dt.date, as_of: dt.date) -> tuple[bool, dt.date | None]:
    """(ever held, last day held): an assignment holds the child until its end, or the day its worker left."""
    ends = []
    for start, length, left in rows:
        if day(start) > as_of:
            continue
        stops = [day(start + length)] if length is not None else []
        stops += [day(left)] if left is not None else []
        stops = [stop for stop in stops if stop <= as_of]
        ends.append(min(stops) if stops else None)
    ends = [end for end in ends if end is None or end >= moved_in]
    if not ends:
        return False, None
    return True, None if None in ends else max(ends)


@settings(max_examples=300, deadline=None)
@given(rows=assignments, moved_in=st.integers(0, 10).map(day), later=st.integers(0, 40))
def test_a_gap_is_dated_as_by_looking_at_every_assignment(rows, moved_in, later):
    as_of = moved_in + later * ONE
    known = [
        earlier(
            happened(None if length is None else day(start + length), as_of=as_of),
            happened(None if left is None else day(left), as_of=as_of),
        )
        for start, length, left in rows
        if day(start) <= as_of
    ]

    ever, last = held_until(known, moved_in_on=moved_in)

    assert (ever, last) == held_by_walking(rows, moved_in, as_of)
    assert last is None or moved_in <= last <= as_of
