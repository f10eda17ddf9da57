"""The forms that are attacked: each on a record of its own, with what there is once it was sent once."""

from __future__ import annotations

import dataclasses
import secrets
import uuid
from collections.abc import Callable
from typing import Any

from django.core import signing
from django.urls import reverse

from children.models import ContactEntry
from children.putting_right.actions import as_written
from homes import dates
from homes.dates import add_days
from homes.models import User
from homes.requests.sent import SALT
from sessions_app.models import (
    ActionStep,
    KeyWorkSession,
    ReviewQuestion,
    SessionPlan,
    SessionReview,
    Signature,
    WorryAnswer,
)
from tests.factories.people import ContactEntryFactory
from tests.factories.plans import SessionPlanFactory
from tests.factories.promises import AgreedActionFactory
from tests.factories.review import SessionReviewFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import PASSWORD

CALL = {
    "kind": "phone", "outcome": "spoke", "direction": "in", "happened_at": "16:30", "mood": "good_news",
    "planned": "yes", "supervised": "yes", "accompanied_by": "Jo", "child_told": "That she rang",
    "view_before": "Looking forward", "view_after": "Quiet", "outside_restriction_reason": "",
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Sent:
    """One form as somebody is about to send it. `made`: rows it makes, each of which there must be one of."""

    by: User
    address: str
    body: dict[str, Any]
    made: Callable[[], list[int]]
    in_the_background: bool = False

    def with_key(self) -> Sent:
        """The key its page gave it: whose it is, a number of its own, and where it stands."""
        if self.in_the_background:
            return self
        key = signing.dumps([self.by.public_id.hex, secrets.token_hex(16), self.address], salt=SALT)
        return dataclasses.replace(self, body={**self.body, "form_key": key})


def _mine() -> str:
    """Words that nobody else typed."""
    return f"We mended bike {secrets.token_hex(8)}."


def _record(world: Any, **changes: Any) -> dict[str, Any]:
    said = {
        "when": "today",
        "people": [str(world.sam.public_id)],
        "went": "activity",
        "account": _mine(),
        "voice": "not_this_time",
        "worry": "no",
        "version": "0",
    }
    return {**said, **changes}


def draft(world: Any, *, address: str = "edit", **changes: Any) -> Sent:
    key = uuid.uuid4()
    return Sent(
        world.sam,
        reverse(f"sessions:{address}", args=[world.kai.public_id, key]),
        _record(world, **changes),
        lambda: [KeyWorkSession.history.filter(public_id=key).count()],
        in_the_background=address == "autosave",
    )


def kept_for_later(world: Any) -> Sent:
    return draft(world, finish="later")


def autosaved(world: Any) -> Sent:
    return draft(world, address="autosave")


def moment(world: Any) -> Sent:
    return draft(world, address="moment", moment="food", small="1", asked_on=world.today.isoformat())


def signed(world: Any) -> Sent:
    one = KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, draft=True
    )
    said = {"child_part": "read", "true_record": "on", "password": PASSWORD, "version": one.version}
    return Sent(
        world.sam,
        reverse("sessions:check", args=[one.public_id]),
        said,
        lambda: [
            Signature.objects.filter(session=one).count(),
            SessionReview.objects.filter(session=one).count(),
            one.history.filter(status="signed").count(),
        ],
    )


def _plan(world: Any, **changes: Any) -> dict[str, Any]:
    said = {"place": "Bike track", "worker": str(world.sam.public_id), "wants": "The trip", "told": "not_yet"}
    return {**said, **changes}


def planned(world: Any) -> Sent:
    kit = _mine()
    day = add_days(world.today, 1).isoformat()
    return Sent(
        world.sam,
        reverse("sessions:plan_new", args=[world.kai.public_id]),
        _plan(world, kit=kit, day=day, starts="16:00"),
        lambda: [SessionPlan.objects.filter(kit=kit).count()],
    )


def contact(world: Any) -> Sent:
    content = _mine()
    return Sent(
        world.sam,
        reverse("children:log_with_somebody", args=[world.kai.public_id]),
        {**CALL, "content": content, "happened_on": world.today.isoformat(), "person_name": "The neighbour"},
        lambda: [ContactEntry.objects.filter(content=content).count()],
    )


def _worry(world: Any) -> KeyWorkSession:
    return KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, worry=True,
        worry_text="A bruise", signed_at=dates.now(),
    )  # fmt: skip


def worry_answered(world: Any) -> Sent:
    worry = _worry(world)
    return Sent(
        world.jean,
        reverse("sessions:answer_worry", args=[worry.public_id]),
        {"done": ["spoke"], "account": _mine(), "child_knows": "told"},
        lambda: [WorryAnswer.history.filter(session=worry).count()],
    )


def _reading(world: Any) -> SessionReview:
    one = KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)
    return SessionReviewFactory(session=one)


def question(world: Any) -> Sent:
    reading = _reading(world)
    return Sent(
        world.jean,
        reverse("sessions:review", args=[reading.public_id]),
        {"do": "ask", "note": _mine()},
        lambda: [
            ReviewQuestion.objects.filter(review=reading).count(),
            reading.history.filter(state="asked").count(),
        ],
    )


def another_day(world: Any) -> Sent:
    one = KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)
    action = AgreedActionFactory(session=one)
    day = add_days(world.today, 9).isoformat()
    return Sent(
        world.sam,
        reverse("sessions:action", args=[action.public_id]),
        {"kind": "moved", "by_on": day, "why_moved": _mine()},
        lambda: [ActionStep.objects.filter(action=action).count()],
    )


KINDS = (
    kept_for_later, autosaved, moment, signed, planned, contact, worry_answered, question, another_day,
)  # fmt: skip


# --- two who change the same ------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Race:
    """Two forms that were opened on the same version, the words of each, and what is stored of them afterwards."""

    forms: tuple[Sent, Sent]
    words: tuple[str, str]
    stored: Callable[[], list[str]]


def _race(address: str, people: tuple[User, User], body: Callable[[str], dict], stored: Any) -> Race:
    words = (_mine(), _mine())
    forms = [Sent(who, address, body(said), list).with_key() for who, said in zip(people, words, strict=True)]
    return Race((forms[0], forms[1]), words, stored)


def two_tabs(world: Any) -> Race:
    """One adult, one draft, two tabs."""
    one = KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, draft=True
    )
    return _race(
        reverse("sessions:edit", args=[world.kai.public_id, one.public_id]),
        (world.sam, world.sam),
        lambda said: _record(world, account=said, version=one.version, finish="later"),
        lambda: [KeyWorkSession.objects.get(pk=one.pk).account],
    )


def two_planning(world: Any) -> Race:
    plan = SessionPlanFactory(
        placement=world.placements["kai"], worker=world.sam, planned_on=add_days(world.today, 1)
    )
    return _race(
        reverse("sessions:plan_change", args=[plan.public_id]),
        (world.jo, world.dee),
        lambda said: _plan(world, kit=said, seen=as_written(plan)),
        lambda: [SessionPlan.objects.get(pk=plan.pk).kit],
    )


def two_putting_right(world: Any) -> Race:
    entry = ContactEntryFactory(placement=world.placements["kai"], by=world.sam, happened_on=world.today)
    said = {**CALL, "because": "typed", "wrong": "details", "happened_on": world.today.isoformat()}
    return _race(
        reverse("children:put_right_contact", args=[entry.public_id]),
        (world.sam, world.jean),
        lambda words: {**said, "content": words, "seen": as_written(entry)},
        lambda: [ContactEntry.objects.get(pk=entry.pk).content],
    )


def two_answering(world: Any) -> Race:
    worry = _worry(world)
    return _race(
        reverse("sessions:answer_worry", args=[worry.public_id]),
        (world.jean, world.second_manager),
        lambda said: {"done": ["spoke"], "account": said, "child_knows": "told"},
        lambda: list(WorryAnswer.objects.answered().filter(session=worry).values_list("account", flat=True)),
    )


def two_reviewing(world: Any) -> Race:
    reading = _reading(world)
    return _race(
        reverse("sessions:review", args=[reading.public_id]),
        (world.jean, world.second_manager),
        lambda said: {"do": "reviewed", "note": said},
        lambda: [SessionReview.objects.get(pk=reading.pk).note],
    )


RACES = (two_tabs, two_planning, two_putting_right, two_answering, two_reviewing)
