"""The people and records the policy walk, the sabotage tests and the fuzz tests share.

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
from types import SimpleNamespace

import time_machine
from django.conf import settings
from django.db import transaction
from django.http import SimpleCookie
from django.test import Client, override_settings
from django_scopes import scopes_disabled

from children.models import Child, EndReason, Flag, Placement
from compliance.actions import run_reconcile
from homes import dates
from homes.audit import set_fields, system_user
from homes.models import Home, User
from sessions_app.actions import add_details, discard_draft, sign_session, void_session
from tests.factories.children import (
    ChildAbsenceFactory,
    ChildFactory,
    KeyWorkerAssignmentFactory,
    PlacementFactory,
)
from tests.factories.file import FileVersionFactory
from tests.factories.flags import FlagFactory, FlagResponseFactory
from tests.factories.homes import HomeFactory, HomeStandardFactory, ProviderFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import (
    InspectionGrantFactory,
    ReadinessFactory,
    StaffAbsenceFactory,
    StaffRoleFactory,
    UserFactory,
)
from tests.factories.team import TeamReflectionFactory
from tests.policy_parts import Room, furnish, in_turn

BACKEND = "django.contrib.auth.backends.ModelBackend"

# What each person is at each home. Somebody with no line for a home is nobody there.
PERSONAS: dict[str, dict[str, str]] = {
    "anonymous": {},
    "deactivated": {},
    "worker": {"maple": "worker"},
    "key_worker": {"maple": "key_worker"},
    "senior": {"maple": "senior"},
    "deputy": {"maple": "deputy"},
    "manager": {"maple": "manager"},
    "ri": {"maple": "ri", "oak": "ri"},
    "inspector": {"maple": "inspector"},
    "inspector_early": {},
    "inspector_expired": {},
    "inspector_withdrawn": {},
    "ex_staff": {},
    "future_staff": {},
    "no_role": {},
    "platform_admin": {},
    "other_home_worker": {"oak": "key_worker"},
    "other_home_manager": {"oak": "manager"},
    "other_home_inspector": {"oak": "inspector"},
    "both_homes": {"maple": "worker", "oak": "worker"},
    "worker_inspecting": {"maple": "inspector", "oak": "worker"},
    "other_provider_worker": {"elm": "key_worker"},
    "other_provider_manager": {"elm": "manager"},
    "other_provider_ri": {"elm": "ri"},
}
SIGNED_OUT = ("anonymous", "deactivated")
ROLE_CODES = {
    "worker": "residential_worker",
    "key_worker": "residential_worker",
    "senior": "senior",
    "deputy": "deputy_manager",
    "manager": "registered_manager",
}
KEEPS_DRAFTS = ("key_worker", "deputy", "manager")
READS_THE_PERIOD = ("deputy", "manager", "ri", "inspector")


def those(home: str, *standings: str) -> frozenset[str]:
    """The personas with one of these standings at a home; with any, when none is named."""
    return frozenset(
        persona for persona, at in PERSONAS.items() if home in at and (not standings or at[home] in standings)
    )


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

    def sign_everybody_in(self) -> None:
        """One session each, opened once and used for the whole walk."""
        for name, person in self.people.items():
            client = Client(raise_request_exception=False)
            if name != "anonymous":
                client.force_login(person, backend=BACKEND)
            self.clients[name] = client
            self.cookies[name] = SimpleCookie(client.cookies.output(header="", sep=";"))
        set_fields(self.people["deactivated"], by=system_user(), is_active=False)

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
            "maple": self._scene("maple", homes["maple"], people["key_worker"], people["manager"]),
            "oak": self._scene(
                "oak", homes["oak"], people["other_home_worker"], people["other_home_manager"]
            ),
            "elm": self._scene(
                "elm", homes["elm"], people["other_provider_worker"], people["other_provider_manager"]
            ),
        }
        scenes["moved"] = self._moved(homes, people)
        scenes["expected"] = self._expected(homes["maple"])
        run_reconcile(now=self.now)
        for name in ("maple", "oak", "elm"):
            self._flags(name, scenes[name], people)
        self._flag_of_moved(scenes, people)
        scenes["missing"] = Scene(
            ids={
                name: uuid.uuid4()
                for name in (
                    "home",
                    "child",
                    "flag",
                    "assignment",
                    "absence",
                    "grant",
                    "person",
                    "leave",
                    *in_turn("OBJECTS"),
                )
            },
            sessions={"draft": uuid.uuid4()},
        )
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
                phone=self.canary(name + "phone", those(name)),
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
        StaffRoleFactory(user=people["deactivated"], home=homes["maple"], role="registered_manager")
        StaffRoleFactory(
            user=people["ex_staff"], home=homes["maple"], role="registered_manager", ended_on=self.today - day
        )
        StaffRoleFactory(
            user=people["future_staff"],
            home=homes["maple"],
            role="registered_manager",
            started_on=self.today + day,
        )
        second = dt.timedelta(seconds=1)
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
        everybody, drafts = those(name), those(name, *KEEPS_DRAFTS)
        child = ChildFactory(
            known_as=f"Kai {self.canary(name + 'child', everybody)}",
            home=home,
            ref=f"{name}-1",
            legal_name=f"L {self.canary(name + 'legal', everybody)}",
        )
        stay = PlacementFactory(child=child, home=home, moved_in_on=self.moved_in)
        held = KeyWorkerAssignmentFactory(
            placement=stay,
            worker=author,
            started_on=self.moved_in,
            child_view=self.canary(name + "childview", everybody),
        )
        away = ChildAbsenceFactory(child=child, home=home, started_on=self.today - dt.timedelta(days=2))
        set_fields(away, by=system_user(), note=self.canary(name + "absence", everybody))
        for type in ("HOME_PLAN", "HEALTH"):
            word = self.canary(f"{name}{type.lower().replace('_', '')}", everybody)
            FileVersionFactory(
                child=child, home=home, type=type, dated_on=self.moved_in, kept_where=word, note=word
            )
        self._reflection(name, child, home, everybody)
        HomeStandardFactory(
            home=home, rule_code="KS-WEEK", amount=7, source=self.canary(name + "standard", everybody)
        )
        sessions = self._sessions(name, stay, author, manager, everybody, drafts)
        inspector = UserFactory(
            full_name=self.canary(name + "grantee", those(name, "deputy", "manager", "ri", "inspector"))
        )
        leave = StaffAbsenceFactory(
            user=author,
            home=home,
            started_on=self.today + dt.timedelta(days=30),
            ended_on=self.today + dt.timedelta(days=34),
            noted_on=self.today,
            note=self.canary(name + "leave", those(name, "key_worker", "deputy", "manager", "ri")),
        )
        ReadinessFactory(
            user=author,
            home=home,
            kind="specialist_training",
            done_on=self.today,
            what=self.canary(name + "training", those(name, "key_worker", "deputy", "manager", "ri")),
        )
        grant = self._inspects(inspector, home, -dt.timedelta(days=1), dt.timedelta(days=1))
        scene = Scene(
            ids={
                "home": home.public_id,
                "child": child.public_id,
                "assignment": held.public_id,
                "absence": away.public_id,
                "grant": grant.public_id,
                "person": author.public_id,
                "leave": leave.public_id,
            },
            sessions=sessions,
        )
        scene.extra.child, scene.extra.stay, scene.extra.author = child, stay, author
        scene.ids |= furnish(
            Room(
                name,
                child,
                stay,
                home,
                author,
                manager,
                self.now,
                self.canary,
                lambda *who: those(name, *who),
            )
        )
        return scene

    def _sessions(
        self,
        name: str,
        stay: Placement,
        author: User,
        manager: User,
        everybody: frozenset[str],
        drafts: frozenset[str],
    ) -> dict[str, uuid.UUID]:
        draft = KeyWorkSessionFactory(
            placement=stay,
            author=author,
            held_on=self.today,
            draft=True,
            account=self.canary(name + "firstdraft", drafts),
            voice="words",
            voice_text=self.canary(name + "draftvoice", drafts),
        )
        why = self.canary(name + "draftreason", drafts)  # even that there is a draft is theirs alone
        set_fields(draft, by=author, reason=why, account=self.canary(name + "draft", drafts))
        discarded = KeyWorkSessionFactory(
            placement=stay,
            author=author,
            held_on=self.today,
            draft=True,
            account=self.canary(name + "discarded", drafts),
        )
        discard_draft(discarded, by=author, now=self.now)
        signed = self._signed(name, stay, author, everybody)
        add_details(
            signed, by=author, now=self.now, kind="detail", text=self.canary(name + "added", everybody)
        )
        void = self._signed(name + "void", stay, author, everybody)
        void_session(void, by=manager, now=self.now, reason=self.canary(name + "voidreason", everybody))
        return {
            "draft": draft.public_id,
            "signed": signed.public_id,
            "void": void.public_id,
            "discarded": discarded.public_id,
        }

    def _reflection(self, label: str, child: Child, home: Home, readers: frozenset[str]) -> None:
        """What the team said, and what it will do."""
        said = {"code": "relates", "question": "Who?", "answer": self.canary(label + "team", readers)}
        agreed = self.canary(label + "teamagreed", readers)
        TeamReflectionFactory(
            child=child,
            home=home,
            reflected_on=self.today - dt.timedelta(days=12),
            answers=[said],
            agreed=agreed,
        )

    def _signed(self, label: str, stay: Placement, author: User, readers: frozenset[str], days_ago: int = 0):
        """Written as a draft first, with the draft's own words, then signed as the product signs."""
        words = {
            name: self.canary(f"{label}{name.replace('_', '')}", readers)
            for name in ("account", "voice_text", "small_steps", "next_steps", "worry_text", "others_present")
        }
        session = KeyWorkSessionFactory(
            placement=stay,
            author=author,
            held_on=self.today - dt.timedelta(days=days_ago),
            draft=True,
            voice="words",
            worry=True,
            **words,
        )
        sign_session(session, by=author, now=self.now, late_reason="late" if days_ago else "")
        session.refresh_from_db()
        return session

    def _moved(self, homes: dict[str, Home], people: dict[str, User]) -> Scene:
        """A child who lived at Maple and lives at Oak: Oak has the whole file, Maple its own period."""
        author, day = people["key_worker"], dt.timedelta(days=1)
        period = those("maple", *READS_THE_PERIOD)
        lives = those("oak")
        whole = those("oak") - those("oak", "inspector")
        child = ChildFactory(
            known_as=f"Remi {self.canary('movedchild', period | lives)}", home=homes["maple"], ref="maple-9"
        )
        stay = PlacementFactory(child=child, home=homes["maple"], moved_in_on=self.moved_in)
        held = KeyWorkerAssignmentFactory(
            placement=stay,
            worker=author,
            started_on=self.moved_in,
        )
        set_fields(
            held,
            by=system_user(),
            ended_on=self.today - 10 * day,
            end_reason=EndReason.CHILD_MOVED_ON,
            end_note=self.canary("movedendnote", period | whole),
        )
        away = ChildAbsenceFactory(
            child=child,
            home=homes["maple"],
            started_on=self.today - 30 * day,
            returned_on=self.today - 28 * day,
        )
        set_fields(away, by=system_user(), note=self.canary("movedabsence", period | whole))
        session = self._signed("moved", stay, author, period | whole, days_ago=15)
        self._reflection("moved", child, homes["maple"], period | whole)

        def readers(*standings: str) -> frozenset[str]:
            return (those("maple", *standings) & period) | (those("oak", *standings) & whole)

        parts = furnish(
            Room(
                "moved",
                child,
                stay,
                homes["maple"],
                author,
                people["manager"],
                self.now,
                self.canary,
                readers,
            )
        )
        set_fields(stay, by=system_user(), moved_on_on=self.today - 10 * day)
        there = PlacementFactory(child=child, home=homes["oak"], moved_in_on=self.today - 10 * day)
        KeyWorkerAssignmentFactory(
            placement=there, worker=people["other_home_worker"], started_on=self.today - 10 * day
        )
        after = self._signed("afterwards", there, people["other_home_worker"], lives, days_ago=1)
        scene = Scene(
            ids={
                "child": child.public_id,
                "assignment": held.public_id,
                "absence": away.public_id,
                **parts,
            },
            sessions={"before": session.public_id, "after": after.public_id},
        )
        scene.extra.child, scene.extra.stay, scene.extra.author = child, stay, author
        return scene

    def _expected(self, home: Home) -> Scene:
        child = ChildFactory(
            known_as=f"Ezra {self.canary('expectedchild', those('maple'))}", home=home, ref="maple-10"
        )
        stay = PlacementFactory(
            child=child, home=home, moved_in_on=None, expected_on=self.today + dt.timedelta(days=5)
        )
        scene = Scene(ids={"child": child.public_id})
        scene.extra.child, scene.extra.stay = child, stay
        return scene

    def _flags(self, name: str, scene: Scene, people: dict[str, User]) -> None:
        flag = Flag.objects.filter(child=scene.extra.child).open().order_by("pk").first()
        scene.ids["flag"] = flag.public_id
        scene.extra.flag = flag
        self._plan(flag, scene.extra.author, self.canary(name + "plan", those(name)))

    def _flag_of_moved(self, scenes: dict[str, Scene], people: dict[str, User]) -> None:
        """The same flag as Kai's, about the child who moved: it closed on the day of the move."""
        like = scenes["maple"].extra.flag
        child = scenes["moved"].extra.child
        flag = FlagFactory(
            rule_code=like.rule_code,
            subject_key=f"{like.subject_key}-moved",
            home=like.home,
            child=child,
            opens_on=like.opens_on,
            due_on=like.due_on,
            severity=like.severity,
            source=like.source,
            facts=like.facts,
            raised_at=self.now - dt.timedelta(days=20),
            resolved_at=self.now - dt.timedelta(days=10),
            resolution="no_longer_applies",
        )
        scenes["moved"].ids["flag"] = flag.public_id
        scenes["moved"].extra.flag = flag

    def _plan(self, flag: Flag, by: User, action: str) -> None:
        FlagResponseFactory(
            flag=flag, by=by, kind="planned", action=action, owner=by, by_on=self.today, given_at=self.now
        )


def build_world() -> World:
    """Everything, with everybody signed in. Call with scopes disabled."""
    system_user()
    world = Builder().build()
    world.sign_everybody_in()
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
