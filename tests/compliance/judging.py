"""One child at one home, and what the rules say about them on a day. Children for 1,000-child sweeps."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from children.models import Child, Flag, KeyWorkerAssignment, Placement
from compliance.actions import run_reconcile
from compliance.engine import evaluate
from compliance.rules import BY_CODE, Evaluation, Scope
from homes.audit import record_new, system_user
from homes.models import Home, User
from sessions_app.models import KeyWorkSession
from tests.factories.children import ChildFactory, KeyWorkerAssignmentFactory, PlacementFactory
from tests.factories.file import FileVersionFactory
from tests.factories.homes import HomeFactory
from tests.factories.staff import StaffRoleFactory, UserFactory


def on(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def evaluate_home(home_id: int, as_of: dt.date) -> list[Flag]:
    """What shows at one home on a day, worst first, from the records alone."""
    flags, _failed = evaluate(Scope(as_of, [home_id]))
    return flags


@dataclass
class Case:
    """Rae at Maple House, with Sam who works there."""

    home: Home
    child: Child
    placement: Placement
    sam: User

    def says(self, code: str, day: str) -> Evaluation | None:
        """What a rule says about this placement, whether or not a flag shows yet."""
        scope = Scope(as_of=on(day), home_ids=[self.home.pk])
        key = f"placement:{self.placement.public_id}"
        return next((said for said in BY_CODE[code].evaluate(scope) if said.subject_key == key), None)

    def due(self, code: str, day: str) -> dt.date | None:
        said = self.says(code, day)
        assert said is not None, f"{code} does not judge this stay on {day}"
        return said.due_on

    def stored(self, code: str, day: str) -> Flag:
        """The flag that shows on a day, as the sweep of that day stores it."""
        run_reconcile(now=dt.datetime.combine(on(day), dt.time(12), tzinfo=dt.UTC), home_id=self.home.pk)
        return Flag.objects.open().for_list().get(rule_code=code, child=self.child)

    def flag(self, code: str, day: str) -> Flag | None:
        """The flag that shows on a day, if one does."""
        key = f"placement:{self.placement.public_id}"
        return next(
            (f for f in evaluate_home(self.home.pk, on(day)) if (f.rule_code, f.subject_key) == (code, key)),
            None,
        )


def make_case(moved_in: str, *, held: bool = True, plans: bool = True, **home_fields) -> Case:
    """A child who moved in on a day; with a key worker and plans reviewed far ahead, unless said otherwise."""
    home = HomeFactory(**home_fields)
    sam = UserFactory(full_name="Sam Okafor")
    StaffRoleFactory(user=sam, home=home)
    child = ChildFactory(known_as="Rae", home=home)
    placement = PlacementFactory(child=child, home=home, moved_in_on=on(moved_in))
    if held:
        KeyWorkerAssignmentFactory(placement=placement, worker=sam, started_on=on(moved_in))
    if plans:
        for kind in ("HOME_PLAN", "HEALTH"):
            FileVersionFactory(
                child=child, home=home, type=kind, dated_on=on(moved_in), review_due_on=dt.date(2040, 1, 1)
            )
    return Case(home, child, placement, sam)


def insert(rows: list) -> None:
    """With their histories, and without the news of them."""
    record_new(rows, by=system_user(), tell=False)


def make_many(home: Home, count: int, *, today: dt.date, sessions: int = 1, start: int = 0) -> None:
    """Children with a key worker and sessions, the last one 10 days ago: each owes KS-WEEK and both plans."""
    worker = system_user()
    moved_in = today - dt.timedelta(days=100)
    children = [
        Child(provider=home.provider, ref=f"m{n}", known_as=f"Child {n}") for n in range(start, start + count)
    ]
    insert(children)
    placements = [Placement(child=child, home=home, moved_in_on=moved_in) for child in children]
    insert(placements)
    insert(
        [
            KeyWorkerAssignment(
                child=s.child, placement=s, home=home, worker=worker, role="lead", started_on=moved_in,
                decided_by=worker,
            )
            for s in placements
        ]
    )  # fmt: skip
    insert(
        [
            KeyWorkSession(
                child=s.child, placement=s, home=home, author=worker, status="signed", outcome="held",
                format="activity", held_on=today - dt.timedelta(days=10 + n),
                signed_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
            )
            for s in placements
            for n in range(sessions)
        ]
    )  # fmt: skip
