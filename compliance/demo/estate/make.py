"""Makes the estate: home by home, one seed each, so that memory holds one home and one batch."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django_scopes import scopes_disabled

from children.models import Flag, FlagResponse
from compliance.actions import run_reconcile
from compliance.demo.estate.placement import moves_in
from compliance.demo.estate.places import Estate, Place
from compliance.demo.estate.topics import about_me, around, care, papers, sessions, social_worker
from compliance.demo.estate.writing import Book, Row
from homes.audit import system_user
from homes.database.sealing.seal import seal_pending
from homes.dates import add_days, london_day
from homes.models import Home, Provider
from homes.words import gettext as _

LARGE = 30  # children of the first home, when there are enough: pages are measured there too
ANSWERED = 0.2  # of the flags


class UnableToMake(Exception):
    """The estate must not be made here. The message says why."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is asked for. `ended`: moved-on children beside those who live there, each with as much history."""

    homes: int
    children: int
    sessions: int
    calls: int
    ended: int
    years: int = 5

    def check(self) -> None:
        if min(self.homes, self.children, self.years) < 1 or min(self.sessions, self.calls, self.ended) < 0:
            raise UnableToMake(_("Ask for at least one home, one child and one year."))
        if self.children < self.homes:
            raise UnableToMake(_("Ask for at least as many children as homes."))

    def children_of(self, home: int) -> int:
        """30 in the first home if every other still has one; the others share the rest evenly."""
        others = self.homes - 1
        first = LARGE if self.children >= LARGE + others else share(self.children, self.homes, 0)
        first = self.children if others == 0 else first
        return first if home == 0 else share(self.children - first, others, home - 1)


def share(total: int, among: int, index: int) -> int:
    """One of `among` nearly equal parts of a whole."""
    return total // among + (index < total % among)


def make(
    size: Size,
    *,
    seed: int,
    now: dt.datetime,
    beside: bool = False,
    say: Callable[[int], None] = lambda homes: None,
) -> None:
    """Write the estate as of `now` and sweep it once. Raises UnableToMake.

    Batches are kept as they are written: ten million rows are no single transaction. An estate that was cut short is
    thrown away with its database.
    """
    _check_may(beside=beside)
    size.check()
    with scopes_disabled():
        book = Book(seed=f"{seed}/{Provider.objects.count()}")  # beside another, every address is another too
        opened_on = add_days(london_day(now), -365 * size.years - 60)
        estate = Estate(book, now=now, opened_on=opened_on, system=system_user())
        managers = {}
        for number in range(size.homes):
            place = _tell_home(estate, number, size=size, rng=random.Random(f"{seed}/{number}"))
            managers[place.home.id] = place.manager
            book.file()
            say(number + 1)
        book.close()
        with connection.cursor() as cursor:
            cursor.execute(
                "analyze"
            )  # the database plans by what it knows of its rows, and learns that only later
        run_reconcile(now=now)
        _answer(managers, seed=seed, now=now)
        seal_pending(now=now)


def _tell_home(estate: Estate, number: int, *, size: Size, rng: random.Random) -> Place:
    """One home with everybody who lives there, or once did."""
    living = size.children_of(number)
    place = estate.open_home(number, children=living, rng=rng)
    social_worker.tell_home(place, book=estate.book, now=estate.now)
    first = sum(size.children_of(before) for before in range(number))
    children = [(first + index, False) for index in range(living)]
    children += [(size.children + index, True) for index in range(number, size.ended, size.homes)]
    for index, (child, ended) in enumerate(children):
        placement = moves_in(
            estate.book, place, number=child, index=index, ended=ended, rng=rng, now=estate.now
        )
        around.tell(placement, calls=share(size.calls, size.children, child % size.children))
        sessions.tell(placement, count=share(size.sessions, size.children, child % size.children))
        for topic in (papers, care, about_me, social_worker):
            topic.tell(placement)
    return place


def _check_may(*, beside: bool) -> None:
    if not settings.DEMO_MODE:
        raise UnableToMake(_("Made-up children have no place among real records: demo mode only."))
    if Home.objects.exists() and not beside:
        raise UnableToMake(
            _("This database already holds homes. With --beside the estate is put next to them.")
        )


def _answer(managers: dict[int, Row], *, seed: int, now: dt.datetime) -> None:
    """Every fifth flag has been seen, or has a plan."""
    book, rng = Book(seed=f"{seed}/answers"), random.Random(f"{seed}/answers")
    flags = Flag.objects.open().filter(home__in=managers).order_by("pk")
    for flag_id, home_id in flags.values_list("pk", "home_id"):
        if rng.random() < ANSWERED:
            manager = managers[home_id]
            plan = {"kind": "planned", "action": "Ring them on Monday", "owner": manager, "by_on": now.date()}
            book.tell(
                FlagResponse, at=now, flag_id=flag_id, home_id=home_id, given_by=manager,
                given_by_name=manager.full_name, given_at=now,
                **(plan if rng.random() < 0.5 else {"kind": "seen"}),
            )  # fmt: skip
    book.file()
    book.close()
