"""Providers, their homes, and the adults of each: who manages, who is trained, who was away."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from compliance.demo.estate import words
from compliance.demo.estate.writing import Book, Row
from homes.dates import add_days, add_months
from homes.models import (
    AccessEvent,
    Home,
    HomeStandard,
    InspectionGrant,
    Invitation,
    PracticeChange,
    Provider,
    Readiness,
    RingNumber,
    SignInUnlock,
    StaffAbsence,
    StaffRole,
    User,
)

HOMES_OF_A_PROVIDER = 25
FEWEST_WORKERS = 4
AWAY_NOW = 0.05  # of the adults
NATIONS = ("England", "England", "Wales", "England", "England")
PROFILES = ("key-worker", "key-residential-practitioner", "keyworker-england-wales")
NO_PASSWORD = "!made-up"  # noqa: S105 - nobody can sign in with it


@dataclass
class Place:
    """One home and the adults of it, as the stories of its children need them."""

    number: int
    home: Row
    manager: Row
    inspector: Row
    opened_on: dt.date
    workers: list[Row] = field(default_factory=list)


@dataclass
class Company:
    provider: Row
    overseer: Row
    inspector: Row


class Estate:
    """Opens homes one after another; a provider for every 25 of them."""

    def __init__(self, book: Book, *, now: dt.datetime, opened_on: dt.date, system: User) -> None:
        self.book, self.system, self.opened_on = book, system, opened_on
        self.now = now
        self.founded_at = instant(opened_on, 8, now=now)
        self.tag = book.sheet(Provider).first  # an estate beside another has other names
        self._people = 0
        self._company: Company | None = None

    def company(self, number: int) -> Company:
        if number % HOMES_OF_A_PROVIDER == 0 or self._company is None:
            self._company = self._found(number // HOMES_OF_A_PROVIDER + 1)
        return self._company

    def _found(self, number: int) -> Company:
        at, by = self.founded_at, self.system
        provider = self.book.tell(Provider, at=at, by=by, name=f"Estate Care {self.tag}-{number} (made up)")
        overseer = self.hire("Responsible individual")
        self.book.tell(
            StaffRole, at=at, by=by, user=overseer, provider=provider,
            role="responsible_individual", started_on=self.opened_on,
        )  # fmt: skip
        return Company(provider, overseer, self.hire("Inspector"))

    def hire(self, title: str) -> Row:
        self._people += 1
        number = self._people
        first = words.ADULTS[number % len(words.ADULTS)]
        return self.book.tell(
            User,
            at=self.founded_at,
            by=self.system,
            email=f"{first.lower()}.{self.tag}-{number}@estate.example",
            full_name=f"{first} {words.surname(number // len(words.ADULTS))}",
            job_title=title,
            password=NO_PASSWORD,
        )

    def open_home(self, number: int, *, children: int, rng: random.Random) -> Place:
        company, at, by = self.company(number), self.founded_at, self.system
        home = self.book.tell(
            Home,
            at=at,
            by=by,
            provider=company.provider,
            code=f"made-up-{number + 1:04}",
            name=f"Made-up House {number + 1:04}",
            nation=NATIONS[number % len(NATIONS)],
            profile=PROFILES[number % len(PROFILES)],
            capacity=max(children, 4),
            phone=f"01632 960{number % 1000:03}",  # reserved for drama
            regulator_ref="made up",
        )
        manager = self.hire("Registered manager")
        place = Place(number, home, manager, company.inspector, self.opened_on)
        self._role(place, manager, "registered_manager")
        self._role(place, self.hire("Deputy manager"), "deputy_manager")
        for index in range(max(FEWEST_WORKERS, children)):
            worker = self.hire("Key worker")
            self._role(place, worker, "senior" if index == 0 else "residential_worker")
            place.workers.append(worker)
            self._prepare(place, worker, rng=rng)
        self._ring(place)
        self._own_ways(place)
        self._unlock(place, day=add_days(self.now.date(), -1 - number % 28))
        return place

    def _unlock(self, place: Place, *, day: dt.date) -> None:
        """Somebody came back from leave and had forgotten their password."""
        self.book.tell(
            SignInUnlock, at=instant(day, 8, now=self.now), by=place.manager, user=place.workers[0],
            home=place.home,
        )  # fmt: skip

    def _ring(self, place: Place) -> None:
        """Where the manager is rung at night."""
        self.book.tell(
            RingNumber, at=self.founded_at, by=place.manager, home=place.home, user=place.manager,
            phone=f"07700 900{place.number % 1000:03}",  # reserved for drama
        )  # fmt: skip

    def _role(self, place: Place, user: Row, role: str) -> None:
        self.book.tell(
            StaffRole, at=self.founded_at, by=self.system, user=user, home=place.home, role=role,
            started_on=place.opened_on,
        )  # fmt: skip

    def _prepare(self, place: Place, worker: Row, *, rng: random.Random) -> None:
        """Trained within two years, supervised every six weeks, a week of leave behind them or begun."""
        today = self.now.date()
        trained_on = max(add_days(today, -rng.randrange(10, 640)), place.opened_on)
        done = [("key_work_training", trained_on, add_months(trained_on, 24), None)]
        done += [
            ("supervision", add_days(today, -ago), None, place.manager)
            for ago in range(rng.randrange(3, 46), 200, 40)
        ]
        done.append(("champion_role", trained_on, None, None))
        for kind, day, until, whom in done:
            self.book.tell(
                Readiness, at=instant(day, 11, now=self.now), by=place.manager, user=worker, home=place.home,
                kind=kind, done_on=day, valid_until_on=until, with_person=whom,
                what="Key work with children" if whom is None else "",
            )  # fmt: skip
        first = add_days(today, -2 if rng.random() < AWAY_NOW else -rng.randrange(20, 300))
        self.book.tell(
            StaffAbsence, at=instant(add_days(first, -14), 12, now=self.now), by=place.manager, user=worker,
            home=place.home, kind="leave", started_on=first, ended_on=add_days(first, 6),
            noted_on=add_days(first, -14), note="A week off.",
        )  # fmt: skip

    def _own_ways(self, place: Place) -> None:
        """Some homes have a number or a line of their own, some an inspector, and somebody looks at every board."""
        at, by, home = self.founded_at, place.manager, place.home
        if place.number % 7 == 0:
            self.book.tell(
                HomeStandard, at=at, by=by, home=home, rule_code="ROOM-CHECK", amount=2, unit="months",
                source="This home's own handbook", applies_from=place.opened_on, set_by=place.manager,
            )  # fmt: skip
        if place.number % 9 == 0:
            self.book.tell(
                PracticeChange, at=at, by=by, home=home, kind="purpose", key="own_1", set_by=place.manager,
                value={"text": "Planting something", "in_use": True}, applies_from=place.opened_on,
                why="The garden is where children here talk.",
            )  # fmt: skip
        if place.number % 10 == 0:
            starts = self.now - dt.timedelta(days=90)
            self.book.tell(
                InspectionGrant, at=starts, by=by, user=place.inspector, home=home, starts_at=starts,
                ends_at=starts + dt.timedelta(days=2), given_by=place.manager,
            )  # fmt: skip
            sent = self.now - dt.timedelta(hours=20)
            self.book.tell(
                Invitation, at=sent, by=by, home=home, full_name="Priya Made-up", role="residential_worker",
                email=f"priya.{self.tag}-{place.number}@estate.example", started_on=self.now.date(),
                given_by=place.manager, sent_at=sent, ends_at=sent + dt.timedelta(hours=72),
            )  # fmt: skip
        for ago in range(1, 8):
            self.book.tell(
                AccessEvent, at=self.now - dt.timedelta(days=ago), user_id=place.manager.id,
                user_name=place.manager.full_name, role="registered_manager", home_id=home.id, what="board",
            )  # fmt: skip


def instant(day: dt.date, hour: int, *, now: dt.datetime) -> dt.datetime:
    """An hour of a day in UTC, never later than now."""
    return min(dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC), now)
