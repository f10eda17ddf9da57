"""A house of six adults and two children, what they do in it, and what a test remembers of it.

Each act goes the way people go: through the page, where the page alone refuses something. It says which rows it must
have written, one for each record it touched, or that it was refused, and then none.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from children.key_workers.actions import UnableToAssign
from children.models import Child, ChildAbsence, Placement
from children.moving_on.actions import move_on
from children.placements.actions import UnableToRecordAbsence, record_absence, record_return
from children.putting_right.actions import as_written
from homes.models import Home, LedgerEntry, User
from sessions_app.actions import person_there, save_draft
from sessions_app.key_workers.actions import Meetings, Told, change_key_worker
from sessions_app.models import Addendum, KeyWorkSession, SessionPlan, SessionReview, Signature
from sessions_app.plans.actions import UnableToPlan, move_plan, plan_session
from sessions_app.signed.signing import content_hash
from tests.compliance.histories.cadence import Away, ChildsWeek, Held
from tests.factories.children import ChildFactory, KeyWorkerAssignmentFactory, PlacementFactory
from tests.factories.homes import HomeFactory
from tests.factories.staff import PASSWORD, StaffRoleFactory, UserFactory

DAY_0 = dt.date(2026, 2, 26)
A_DAY = dt.timedelta(days=1)
PEOPLE = (
    ("Sam", "residential_worker"), ("Jo", "residential_worker"), ("Dee", "residential_worker"),
    ("Bea", "deputy_manager"), ("Jean", "registered_manager"), ("Idris", "responsible_individual"),
)  # fmt: skip
BACKEND = "django.contrib.auth.backends.ModelBackend"
REFUSALS = (UnableToAssign, UnableToPlan, UnableToRecordAbsence)
Rows = Counter[str]


class Refused(Exception):
    """Nothing was to be done, or somebody was told why not."""


def rows(**of: int) -> Rows:
    return Counter({name: number for name, number in of.items() if number})


@dataclass
class House:
    """`signed`: the words of each record as they were signed. The rest is what is known without looking."""

    home: Home
    people: list[User]
    children: list[Child]
    stays: list[Placement]
    weeks: list[ChildsWeek]
    today: dt.date = DAY_0
    signed: dict[int, dict[str, Any]] = field(default_factory=dict)
    added: dict[int, tuple[str, int]] = field(default_factory=dict)
    unanswered: set[int] = field(default_factory=set)
    moved: dict[int, list[tuple[dt.date, dt.date, str]]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    number: int = 0

    @property
    def now(self) -> dt.datetime:
        at = dt.datetime.combine(self.today, dt.time(9), tzinfo=dt.UTC)
        return at + dt.timedelta(minutes=self.number)

    def words(self, what: str) -> str:
        return f"{what} {self.number}"

    def post(self, person: User, name: str, public_id: Any, body: dict[str, Any]) -> int:
        client = Client()
        client.force_login(person, backend=BACKEND)
        answer = client.post(reverse(name, args=[public_id]), body)
        self.told.append(f"{answer.status_code} {answer.get('Location', '')}")
        return answer.status_code

    def lives_here(self, which: int) -> None:
        if self.weeks[which].moved_on is not None:
            raise Refused


def house_of_six() -> House:
    home = HomeFactory(name="Maple House")
    people = [UserFactory(full_name=f"{name} Hill") for name, _role in PEOPLE]
    for person, (_name, role) in zip(people, PEOPLE, strict=True):
        place = {"provider": home.provider} if role == "responsible_individual" else {"home": home}
        StaffRoleFactory(user=person, role=role, started_on=DAY_0 - 99 * A_DAY, **place)
    children = [ChildFactory(known_as=name, home=home) for name in ("Kai", "Mia")]
    stays = [
        PlacementFactory(child=child, home=home, moved_in_on=DAY_0 - back * A_DAY)
        for child, back in zip(children, (0, 5), strict=True)
    ]
    for stay in stays:
        KeyWorkerAssignmentFactory(placement=stay, worker=people[0], started_on=stay.moved_in_on)
    return House(home, people, children, stays, [ChildsWeek(stay.moved_in_on) for stay in stays])


# --- what people do: (house, child, adult, a number) -> the rows it wrote ---------------------------


def plan(house: House, which: int, who: int, n: int) -> Rows:
    house.lives_here(which)
    made = plan_session(
        placement=house.stays[which], by=house.people[who], today=house.today, worker=house.people[n % 3],
        planned_on=house.today + n * A_DAY, place=house.words("The park"),
    )  # fmt: skip
    house.moved[made.pk] = []
    return rows(SessionPlan=1)


def move(house: House, which: int, who: int, n: int) -> Rows:
    one = SessionPlan.objects.filter(placement=house.stays[which], state="planned").order_by("-pk").first()
    if one is None:
        raise Refused
    was, reason = one.planned_on, house.words("The car is away")
    to = max(was, house.today) + (n + 1) * A_DAY
    move_plan(
        one, by=house.people[who], today=house.today, new_on=to, new_at=None, whose="ours", reason=reason
    )
    house.moved[one.pk].append((was, to, reason))
    return rows(SessionPlan=1, PlanStep=1)


def _write(house: House, which: int, who: int, n: int, **said: Any) -> Rows:
    house.lives_here(which)
    author = house.people[min(who, 4)]  # the responsible individual works no shift
    day = max(house.today - (n % 3) * A_DAY, house.stays[which].moved_in_on)
    fields = {
        "held_on": day, "outcome": "held", "format": "activity", "account": house.words("We talked"),
        "voice": "not_this_time", "worry": False, "people_present": [person_there(author)],
    }  # fmt: skip
    made = save_draft(
        public_id=uuid.uuid4(), child=house.children[which], placement=house.stays[which], by=author,
        fields={**fields, **said}, version=0,
    )  # fmt: skip
    house.weeks[which].records[made.pk] = Held(day, made.outcome == "held")
    return rows(KeyWorkSession=1)


def draft(house: House, which: int, who: int, n: int) -> Rows:
    return _write(house, which, who, n)


def decline(house: House, which: int, who: int, n: int) -> Rows:
    return _write(house, which, who, n, outcome="declined", format="")


def worry(house: House, which: int, who: int, n: int) -> Rows:
    told = {"worry_told_name": "The nurse", "worry_told_at": house.now, "worry_told_how": "phone"}
    return _write(house, which, who, n, worry=True, worry_text=house.words("A bruise"), **told)


def _record(house: House, which: int, n: int, **status: Any) -> KeyWorkSession:
    found = list(KeyWorkSession.objects.filter(placement=house.stays[which], **status).order_by("pk"))
    if not found:
        raise Refused
    return found[n % len(found)]


def sign(house: House, which: int, who: int, n: int) -> Rows:
    one = _record(house, which, n, status="draft")
    body = {
        "true_record": "on", "password": PASSWORD, "version": one.version, "child_part": "read",
        "late_reason": "I was ill",
    }  # fmt: skip
    house.post(one.author, "sessions:check", one.public_id, body)
    one.refresh_from_db()
    if one.status != "signed":
        assert house.weeks[which].moved_on is not None, house.told[-1]
        raise Refused
    house.weeks[which].records[one.pk].signed = True
    house.signed[one.pk] = words_of(one)
    if one.worry:
        house.unanswered.add(one.pk)
    return rows(KeyWorkSession=1, SessionReview=1)


def words_of(one: KeyWorkSession) -> dict[str, Any]:
    """Every column that may not change any more, what it comes to, and what was signed."""
    names = [
        column.attname
        for column in one._meta.concrete_fields
        if column.attname not in KeyWorkSession.AFTER_SIGNING
    ]
    signature = Signature.objects.filter(session=one).values().get()
    assert signature["content_hash"] == content_hash(one)
    return {**{name: getattr(one, name) for name in names}, "signature": signature}


def add(house: House, which: int, who: int, n: int) -> Rows:
    one = _record(house, which, n, status="signed")
    key = uuid.uuid4()
    body = {"kind": "detail", "text": house.words("More"), "password": PASSWORD, "public_id": key}
    if house.post(house.people[who], "sessions:add_details", one.public_id, body) != 302:
        raise Refused
    made = Addendum.objects.get(public_id=key)
    house.added[made.pk] = (made.text, one.pk)
    return rows(Addendum=1)


def reply(house: House, which: int, who: int, n: int) -> Rows:
    """Whoever wrote it answers the question about it."""
    reading = SessionReview.objects.filter(placement=house.stays[which], state="asked").order_by("pk").first()
    if reading is None:
        raise Refused
    body = {
        "kind": "answer", "text": house.words("He did"), "password": PASSWORD, "public_id": uuid.uuid4(),
    }  # fmt: skip
    if house.post(reading.author, "sessions:add_details", reading.session.public_id, body) != 302:
        raise Refused
    return rows(Addendum=1, ReviewQuestion=1, SessionReview=1)


def answer(house: House, which: int, who: int, n: int) -> Rows:
    waits = [one for one in sorted(house.unanswered) if KeyWorkSession.objects.get(pk=one).child_id]
    if not waits:
        raise Refused
    one = KeyWorkSession.objects.get(pk=waits[n % len(waits)])
    person = house.people[who]
    body = {"done": ["spoke"], "account": house.words("I looked"), "child_knows": "told"}
    status = house.post(person, "sessions:answer_worry", one.public_id, body)
    if status != 302:
        raise Refused
    assert person.pk != one.author_id, "nobody answers their own worry"
    house.unanswered.remove(one.pk)
    return rows(WorryAnswer=1)


def void(house: House, which: int, who: int, n: int) -> Rows:
    one = _record(house, which, n, status__in=("signed", "draft"))
    reviewed = SessionReview.objects.filter(session=one).exclude(state="reviewed").count()
    house.post(house.people[who], "sessions:void", one.public_id, {"reason": house.words("Twice")})
    one.refresh_from_db()
    if one.status != "void":
        raise Refused
    assert one.pk not in house.unanswered, "a worry nobody answered went with its record"
    house.weeks[which].records[one.pk].void = True
    return rows(KeyWorkSession=1, SessionReview=reviewed)


def _reading(house: House, which: int, who: int, n: int, body: dict[str, Any]) -> SessionReview:
    open_ones = SessionReview.objects.filter(placement=house.stays[which]).exclude(
        state__in=("reviewed", "void")
    )
    found = list(open_ones.order_by("pk"))
    if not found:
        raise Refused
    one, person = found[n % len(found)], house.people[who]
    before = one.state
    house.post(person, "sessions:review", one.public_id, body)
    one.refresh_from_db()
    if one.state == before:
        raise Refused
    assert person.pk != one.author_id, "nobody reviews their own record"
    return one


def review(house: House, which: int, who: int, n: int) -> Rows:
    _reading(house, which, who, n, {"do": "reviewed", "note": house.words("Thank you")})
    return rows(SessionReview=1)


def question(house: House, which: int, who: int, n: int) -> Rows:
    _reading(house, which, who, n, {"do": "ask", "note": house.words("Who drove?")})
    return rows(SessionReview=1, ReviewQuestion=1)


def reassign(house: House, which: int, who: int, n: int) -> Rows:
    stay = house.stays[which]
    held = stay.assignments.filter(role="lead", ended_on__isnull=True).first()
    worker = house.people[n % 3]
    if held is None or held.worker_id == worker.pk or held.started_on >= house.today:
        raise Refused
    change_key_worker(
        assignment=held, worker=worker, on=house.today, end_reason="child_asked", end_note="Asked",
        decided_by=house.people[4], told=Told(child_view="Yes"), meetings=Meetings(), actions_to={},
        sessions_to=None, most_at_once=None, by=house.people[4], now=house.now,
    )  # fmt: skip
    return rows(KeyWorkerAssignment=2)


def leave(house: House, which: int, who: int, n: int) -> Rows:
    """The second child moves on, late in the history and once."""
    stay = house.stays[which]
    if which == 0 or n < 8 or house.weeks[which].moved_on is not None:
        raise Refused
    opened = stay.assignments.filter(ended_on__isnull=True).count()
    away = ChildAbsence.objects.filter(child=stay.child_id, returned_on__isnull=True)
    gone = list(away)
    later = SessionPlan.objects.filter(placement=stay, state="planned", planned_on__gte=house.today)
    plans = later.count()
    move_on(placement=stay, moved_on_on=house.today, by=house.people[4])
    house.weeks[which].moved_on = house.today
    for one in gone:
        house.weeks[which].aways[one.pk].back = house.today
    stay.refresh_from_db()
    return rows(
        Placement=1, KeyWorkerAssignment=opened, ChildAbsence=len(gone), SessionPlan=plans, PlanStep=plans
    )


def away(house: House, which: int, who: int, n: int) -> Rows:
    house.lives_here(which)
    first = house.today - (n % 2) * A_DAY
    if first < house.stays[which].moved_in_on:
        raise Refused
    one = record_absence(placement=house.stays[which], kind="missing", started_on=first, by=house.people[who])
    house.weeks[which].aways[one.pk] = Away(first)
    return rows(ChildAbsence=1)


def come_back(house: House, which: int, who: int, n: int) -> Rows:
    for one in ChildAbsence.objects.filter(child=house.children[which], returned_on__isnull=True):
        record_return(absence=one, returned_on=house.today, by=house.people[who])
        house.weeks[which].aways[one.pk].back = house.today
        return rows(ChildAbsence=1)
    raise Refused


def _absence(house: House, which: int, n: int) -> ChildAbsence:
    found = list(ChildAbsence.objects.filter(child=house.children[which]).order_by("pk"))
    if not found:
        raise Refused
    return found[n % len(found)]


def put_right(house: House, which: int, who: int, n: int) -> Rows:
    """The first day away was another one."""
    one = _absence(house, which, n)
    first = one.started_on - (1 + n % 2) * A_DAY
    body = {
        "because": "typed", "wrong": "details", "kind": one.kind, "started_on": first.isoformat(),
        "returned_on": one.returned_on.isoformat() if one.returned_on else "", "note": house.words("Seen"),
        "seen": as_written(one),
    }  # fmt: skip
    before = as_written(one)
    house.post(house.people[who], "children:put_right_absence", one.public_id, body)
    if as_written(one) == before:
        raise Refused
    house.weeks[which].aways[one.pk].first = first
    return rows(ChildAbsence=1)


def withdraw(house: House, which: int, who: int, n: int) -> Rows:
    """It did not happen."""
    one = _absence(house, which, n)
    body = {"because": "not_happened", "seen": as_written(one)}
    house.post(house.people[who], "children:withdraw_absence", one.public_id, body)
    if ChildAbsence.objects.filter(pk=one.pk).exists():
        raise Refused
    house.weeks[which].aways[one.pk].withdrawn = True
    return rows(ChildAbsence=1)


ACTS = {
    act.__name__: act
    for act in (
        plan, move, draft, decline, worry, sign, add, reply, answer, void, review, question, reassign, leave, away,
        come_back, put_right, withdraw,
    )
}  # fmt: skip
OFTEN = ("sign", "sign", "sign", "draft", "draft", "answer", "review", "review", "worry", "reply")


def do(house: House, word: str, which: int, who: int, n: int) -> tuple[Rows, Rows, list[Any]]:
    """The rows an act was to write, those it wrote, and the history rows of it."""
    last = LedgerEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    try:
        with transaction.atomic():
            expected = ACTS[word](house, which, who, n)
    except (Refused, *REFUSALS):
        expected = rows()
    written = list(LedgerEntry.objects.filter(pk__gt=last))
    return expected, Counter(row.model.split(".")[1] for row in written), written


def at(now: dt.datetime) -> Any:
    return time_machine.travel(now, tick=False)
