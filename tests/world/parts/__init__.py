"""What each topic of the product adds to the world, and to the tables of those who walk it.

A part is a module of this package, named in PARTS. Everything in it is optional:
- OBJECTS           names of URL parameters that are records of the topic, innermost first
- PARAMETERS        values for URL parameters that are no records ({"topic": "health"})
- furnish(room)     makes one record of each kind with canaries; returns {URL parameter: public id}
- BODIES            URL name -> a body the form accepts (see bodies.py)
- QUERIES           URL name -> other queries worth walking
- STARTS_FROM, AS_MANY_AS_GIVEN, NEVER_ANSWERED, LISTS, WRITTEN, NOT_ASKED, AS_CHOSEN   as in test_fuzz
- CHANGES_NOTHING   (URL name, object) -> why a form that holds changes nothing there: it is answered all the same
- UNIONS            answers to somebody with roles at two homes, as in policy_walk
"""

from __future__ import annotations

from types import ModuleType

from homes import dates
from tests.world.parts import (
    about_me,
    accounts,
    care,
    childs_part,
    file,
    first_days,
    flags,
    history,
    key_workers,
    moving,
    people,
    plans,
    promises,
    putting_right,
    reports,
    review,
    sessions,
    settings,
    social_worker,
    staff,
    team,
)
from tests.world.room import Room as Room

PARTS: tuple[ModuleType, ...] = (
    file, care, about_me, people, social_worker, sessions, plans, staff, flags, key_workers, moving, team, settings,
    history, accounts, first_days, putting_right, review, promises, childs_part,
    reports,
)  # fmt: skip


def merged(name: str) -> dict:
    return {key: value for part in PARTS for key, value in getattr(part, name, {}).items()}


def united(name: str) -> set:
    return {one for part in PARTS for one in getattr(part, name, ())}


def in_turn(name: str) -> tuple:
    return tuple(one for part in PARTS for one in getattr(part, name, ()))


def furnish(room: Room) -> dict:
    return {
        key: value for part in PARTS if hasattr(part, "furnish") for key, value in part.furnish(room).items()
    }


def one_of_each(world) -> dict:
    """A record of every topic about Kai of the small world (conftest), for tests that only need them to be there."""
    return furnish(
        Room(
            "kai",
            world.kai,
            world.placements["kai"],
            world.maple,
            world.sam,
            world.jean,
            dates.now(),
            put=lambda label, readers: label,
            readers=lambda *standings: frozenset(),
        )
    )
