"""The homes and children of the world, and a record of every kind about each of them.

Three homes with the same furniture (Maple and Oak of one provider, Elm of another), a child who has moved from Maple
to Oak, and one who is expected at Maple. Every record carries a canary: a word with the list of those who may read it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace

import time_machine
from django.conf import settings
from django.db import transaction
from django.http import SimpleCookie
from django.test import Client, override_settings
from django_scopes import scopes_disabled

from children.models import EndReason
from compliance.actions import run_reconcile
from homes import dates
from homes.audit import set_fields, system_user
from homes.models import Home, User
from homes.sign_in.tries import MOST_FROM_ONE_PLACE, count_try
from tests.factories.children import (
    ChildFactory,
    KeyWorkerAssignmentFactory,
    PlacementFactory,
    PreAdmissionVisitFactory,
)
from tests.factories.homes import HomeFactory, ProviderFactory
from tests.factories.staff import InspectionGrantFactory, StaffRoleFactory, UserFactory
from tests.kept import Kept
from tests.world.cast import AUTHORS, HOMES, LEFT_AGO, MANAGERS, PERSONAS, ROLE_CODES, those
from tests.world.content import content, count, record_tables
from tests.world.parts import Room, flags, furnish, in_turn, sessions

BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass
class Scene:
    """The records of one home, or of the child who moved, under the names of the URL parameters."""

    ids: dict[str, uuid.UUID | str] = field(default_factory=dict)
    sessions: dict[str, uuid.UUID] = field(default_factory=dict)
    extra: SimpleNamespace = field(default_factory=SimpleNamespace)


@dataclass
class World:
    people: dict[str, User]
    homes: dict[str, Home]
    scenes: dict[str, Scene]
    canaries: dict[str, frozenset[str]]
    clients: dict[str, Client] = field(default_factory=dict)
    cookies: dict[str, SimpleCookie] = field(default_factory=dict)

    @cached_property
    def content(self) -> dict[str, str]:
        """What is stored, before anybody writes. Whoever walks the world takes back what was written."""
        return content()

    @cached_property
    def counts(self) -> dict[str, int]:
        return {table: count(table) for table in record_tables()}

    def open_sessions(self) -> None:
        """One session each, opened once and used for the whole walk."""
        for name, person in self.people.items():
            client = Client()
            if name != "anonymous":
                client.force_login(person, backend=BACKEND)
            self.cookies[name] = SimpleCookie(client.cookies.output(header="", sep=";"))
        set_fields(self.people["deactivated"], by=system_user(), is_active=False)
        for (
            home
        ) in HOMES:  # after signing in, which opens an account: each home has somebody who is locked out
            for _try in range(MOST_FROM_ONE_PLACE):
                count_try(self.scenes[home].extra.author.email, "192.0.2.1", now=dates.now())

    def fresh(self, persona: str) -> Client:
        """The person's client as it was after signing in: no message and no page of an earlier request."""
        client = self.clients[persona]
        name = settings.SESSION_COOKIE_NAME
        kept = self.cookies[persona].get(name)
        client.cookies.clear()
        if kept is not None:
            client.cookies[name] = kept.value
        return client


class Builder:
    """Makes the world once. Runs with scopes disabled."""

    def __init__(self) -> None:
        self.now = dates.now()
        self.today = dates.today()
        self.moved_in = self.today - dt.timedelta(days=200)
        self.canaries: dict[str, frozenset[str]] = {}

    def canary(self, label: str, readers: frozenset[str]) -> str:
        word = f"Zq-{label}-qz"  # no token, id or password is ever written like this
        self.canaries[word] = readers
        return word

    def build(self) -> World:
        homes = self._homes()
        people = self._people(homes)
        scenes = {
            name: self._scene(name, homes[name], people[AUTHORS[name]], people[MANAGERS[name]])
            for name in HOMES
        }
        scenes["moved"] = self._moved(homes, people)
        scenes["expected"] = self._expected(homes["maple"])
        run_reconcile(now=self.now)
        for name in HOMES:
            self._flags(name, scenes[name])
        self._flag_of_moved(scenes)
        missing = {name: uuid.uuid4() for name in ("home", "child", *in_turn("OBJECTS"))}
        scenes["missing"] = Scene(ids=missing, sessions={"draft": uuid.uuid4()})
        return World(people=people, homes=homes, scenes=scenes, canaries=self.canaries)

    def _homes(self) -> dict[str, Home]:
        ours, theirs = ProviderFactory(name="Hearthside Care"), ProviderFactory(name="Elsewhere Care")
        reads_of_the_move = those("maple") | those("oak")
        made = {}
        for name, provider, readers in (
            ("maple", ours, reads_of_the_move),
            ("oak", ours, reads_of_the_move),
            ("elm", theirs, those("elm")),
        ):
            made[name] = HomeFactory(
                name=f"{name.title()} {self.canary(name + 'name', readers)}",
                provider=provider,
                code=name,
                phone=f"{self.canary(name + 'phone', those(name))} 020 7946 0001",
            )
        return made

    def _people(self, homes: dict[str, Home]) -> dict[str, User]:
        people = {name: UserFactory(full_name=f"P {name.replace('_', ' ')}") for name in PERSONAS}
        day = dt.timedelta(days=1)
        for name, at in PERSONAS.items():
            for home, standing in at.items():
                if standing in ROLE_CODES:
                    StaffRoleFactory(user=people[name], home=homes[home], role=ROLE_CODES[standing])
                elif standing == "inspector":
                    self._inspects(people[name], homes[home], -day, day)
        StaffRoleFactory(user=people["ri"], provider=homes["maple"].provider, role="responsible_individual")
        StaffRoleFactory(
            user=people["other_provider_ri"], provider=homes["elm"].provider, role="responsible_individual"
        )
        managing, second = {"home": homes["maple"], "role": "registered_manager"}, dt.timedelta(seconds=1)
        StaffRoleFactory(user=people["deactivated"], **managing)
        StaffRoleFactory(user=people["ex_staff"], ended_on=self.today - day, **managing)
        StaffRoleFactory(
            user=people["dismissed"], ended_on=self.today, access_ended_at=self.now - second, **managing
        )
        StaffRoleFactory(user=people["future_staff"], started_on=self.today + day, **managing)
        self._inspects(people["inspector_expired"], homes["maple"], -day, -second)
        self._inspects(people["inspector_early"], homes["maple"], second, day)
        withdrawn = self._inspects(people["inspector_withdrawn"], homes["maple"], -day, day)
        set_fields(withdrawn, by=system_user(), withdrawn_at=self.now)
        set_fields(people["platform_admin"], by=system_user(), is_platform_admin=True)
        return people

    def _inspects(self, person: User, home: Home, starts: dt.timedelta, ends: dt.timedelta):
        return InspectionGrantFactory(
            user=person, home=home, starts_at=self.now + starts, ends_at=self.now + ends
        )

    def _scene(self, name: str, home: Home, author: User, manager: User) -> Scene:
        """One home with a child who has something of everything."""
        everybody = those(name)
        child = ChildFactory(
            known_as=f"Kai {self.canary(name + 'child', everybody)}",
            home=home,
            ref=f"{name}-1",
            legal_name=f"L {self.canary(name + 'legal', everybody)}",
        )
        placement = PlacementFactory(child=child, home=home, moved_in_on=self.moved_in)
        held = KeyWorkerAssignmentFactory(
            placement=placement,
            worker=author,
            started_on=self.moved_in,
            child_view=self.canary(name + "childview", everybody),
        )
        room = Room(
            name,
            child,
            placement,
            home,
            author,
            manager,
            self.now,
            self.canary,
            lambda *who: those(name, *who),
        )
        ids = {"home": home.public_id, "child": child.public_id, "assignment": held.public_id}
        scene = Scene(ids=ids, sessions=sessions.of_every_state(room))
        scene.extra.child, scene.extra.placement, scene.extra.author = child, placement, author
        scene.ids |= furnish(room)
        return scene

    def _moved(self, homes: dict[str, Home], people: dict[str, User]) -> Scene:
        """A child who lived at Maple and lives at Oak: Oak has the whole file, Maple its own period."""
        author, day = people["key_worker"], dt.timedelta(days=1)
        period = those("maple")  # for four weeks everybody, to finish what they were writing
        lives = those("oak")
        whole = those("oak") - those("oak", "inspector")
        child = ChildFactory(
            known_as=f"Remi {self.canary('movedchild', period | lives)}", home=homes["maple"], ref="maple-9"
        )
        placement = PlacementFactory(child=child, home=homes["maple"], moved_in_on=self.moved_in)
        held = KeyWorkerAssignmentFactory(placement=placement, worker=author, started_on=self.moved_in)
        set_fields(
            held,
            by=system_user(),
            ended_on=self.today - LEFT_AGO * day,
            end_reason=EndReason.CHILD_MOVED_ON,
            end_note=self.canary("movedendnote", period | whole),
        )

        def readers(*standings: str) -> frozenset[str]:
            return (those("maple", *standings) & period) | (those("oak", *standings) & whole)

        room = Room(
            "moved",
            child,
            placement,
            homes["maple"],
            author,
            people["manager"],
            self.now - (LEFT_AGO + 1) * day,
            self.canary,
            readers,
        )
        before = sessions.signed_by(room, placement, author, days_ago=15)
        ids = {"child": child.public_id, "assignment": held.public_id, **furnish(room)}
        set_fields(placement, by=system_user(), moved_on_on=self.today - LEFT_AGO * day)
        there = PlacementFactory(child=child, home=homes["oak"], moved_in_on=self.today - LEFT_AGO * day)
        KeyWorkerAssignmentFactory(placement=there, worker=people["other_home_worker"])
        at_oak = Room(
            "afterwards",
            child,
            there,
            homes["oak"],
            people["other_home_worker"],
            people["other_home_manager"],
            self.now,
            self.canary,
            lambda *who: lives,
        )
        after = sessions.signed_by(at_oak, there, at_oak.author, days_ago=1)
        scene = Scene(ids=ids, sessions={"before": before.public_id, "after": after.public_id})
        scene.extra.child, scene.extra.placement, scene.extra.author = child, placement, author
        return scene

    def _expected(self, home: Home) -> Scene:
        child = ChildFactory(
            known_as=f"Ezra {self.canary('expectedchild', those('maple'))}", home=home, ref="maple-10"
        )
        placement = PlacementFactory(
            child=child, home=home, moved_in_on=None, expected_on=self.today + dt.timedelta(days=5)
        )
        note = self.canary("visitbefore", those("maple"))
        PreAdmissionVisitFactory(placement=placement, visited_on=self.today - dt.timedelta(days=2), note=note)
        scene = Scene(ids={"child": child.public_id})
        scene.extra.child, scene.extra.placement = child, placement
        return scene

    def _flags(self, name: str, scene: Scene) -> None:
        action = self.canary(name + "plan", those(name))
        scene.extra.flag = flags.promise(scene.extra.child, scene.extra.author, action, self.now)
        scene.ids["flag"] = scene.extra.flag.public_id

    def _flag_of_moved(self, scenes: dict[str, Scene]) -> None:
        """The same flag as Kai's, about the child who moved: it closed on the day of the move."""
        moved = scenes["moved"]
        moved.extra.flag = flags.closed_by_the_move(scenes["maple"].extra.flag, moved.extra.child, self.now)
        moved.ids["flag"] = moved.extra.flag.public_id


def _build() -> World:
    system_user()
    world = Builder().build()
    world.open_sessions()
    run_reconcile(now=dates.now())  # so no page finds its home behind and sweeps it
    return world


built_once = Kept(_build)


def build_world() -> World:
    """Everything, with everybody signed in. Call with scopes disabled."""
    world = built_once()
    world.clients = {name: Client(raise_request_exception=False) for name in world.people}
    for name in world.people:
        world.fresh(name)
    assert world.content and world.counts  # noted now, before anybody writes
    return world


@contextlib.contextmanager
def standing(blocker) -> Iterator[World]:
    """The world for a whole module of tests that take back what they write, at noon, with the clock standing."""
    logging.disable(logging.CRITICAL)
    calm = override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        DEMO_MODE=False,
        ACCOUNT_RATE_LIMITS=False,
    )
    noon = dt.datetime.combine(dates.today(), dt.time(12), tzinfo=dates.LONDON)
    with blocker.unblock(), calm, time_machine.travel(noon, tick=False), transaction.atomic():
        with scopes_disabled():
            built = build_world()
        yield built
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
