"""Mistakes put right and withdrawn, of a record of every kind: the records are those of the other parts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps

from children.models import FileVersion, Placement
from children.putting_right.lines import LINES
from homes.requests.seen import MODELS
from tests.factories.children import ChildFactory, PlacementFactory
from tests.world.parts.asking import day

if TYPE_CHECKING:
    from tests.everywhere.policy_walk import Instance
    from tests.world.parts import Room
    from tests.world.scenes import World


OBJECTS = ("stay",)
WRITTEN = {"known_as", "legal_name"}


def furnish(room: Room) -> dict:
    """Somebody else's file at homes with one child: a document that is in the wrong one has somewhere to go."""
    if room.name in ("oak", "elm"):
        child = ChildFactory(known_as="Bo", home=room.home, ref=f"{room.name}-2")
        soon = room.today + dt.timedelta(days=9)
        PlacementFactory(child=child, home=room.home, moved_in_on=None, expected_on=soon)
    return {"stay": room.placement.public_id}


def record_of(instance: Instance) -> Any:
    kind, public_id = next(iter(instance.kwargs.items()))
    return apps.get_model(MODELS[kind])._base_manager.filter(public_id=public_id).first()


def seen(instance: Instance) -> str:
    """The version of the record that a page would say was read."""
    record = record_of(instance)
    return str(record.history.latest("history_id").history_id) if record else ""


def right(**values: str) -> Any:
    """A body that puts a record right with these values."""
    words = {"wrong": "details", "because": "typed", "because_words": "A slip"}
    return lambda w, i, p: {
        **words,
        **{k: v() if callable(v) else v for k, v in values.items()},
        "seen": seen(i),
    }


def withdrawn(world: World, instance: Instance, persona: str) -> dict[str, str]:
    return {"because": "other_child", "because_words": "A slip", "seen": seen(instance)}


def days_of_stay(instance: Instance) -> dict[str, str]:
    """A day of moving in that is known stays known, one day later; so does the day of moving on."""
    record = record_of(instance)
    first, last = (record.moved_in_on, record.moved_on_on) if record else (None, None)
    in_on = first + dt.timedelta(days=1) if first and not last else first
    return {"moved_in_on": in_on or "", "moved_on_on": last or ""}


def days_held(instance: Instance) -> dict[str, str]:
    record = record_of(instance)
    return {"started_on": record.started_on, "ended_on": record.ended_on or ""} if record else {}


def another_child(world: World, instance: Instance) -> str:
    """Another child of the home the record belongs to."""
    record = record_of(instance)
    stays = Placement._base_manager.filter(home=getattr(record, "home_id", None), moved_on_on=None)
    has_one = (
        FileVersion._base_manager.filter(item__type=record.item.type)
        if record
        else FileVersion.objects.none()
    )
    others = stays.exclude(child__in=has_one.values("child"))
    return str(others.values_list("child__public_id", flat=True).order_by("pk").first() or "")


BODIES: dict[str, Any] = {
    "children:put_right_child": right(
        known_as="Bobby", legal_name="Robert Alder", date_of_birth="2012-05-06", pronouns="they", picture="owl",
        ref="put-right-1",
    ),
    "children:put_right_stay": lambda w, i, p: {
        **right(referred_on=day(-260), offered_on=day(-250), expected_on=day(-190))(w, i, p), **days_of_stay(i)
    },
    "children:put_right_assignment": lambda w, i, p: {
        **right(child_told_on=day(-1), child_view="Fine", not_asked_because="Asleep", handover_on=day(3))(w, i, p),
        **days_held(i),
    },
    "children:put_right_absence": right(
        kind="holiday", started_on=lambda: day(-3), returned_on=lambda: day(-1), note="By the sea"
    ),
    "children:put_right_contact": right(
        kind="phone", outcome="tried", direction="out", mood="good_news", happened_on=lambda: day(-2),
        happened_at="16:30", content="Rang about Sunday.", planned="yes", supervised="yes", accompanied_by="Jo",
        child_told="That she rang", view_before="Looking forward", view_after="Quiet",
        outside_restriction_reason="She rang by mistake",
    ),
    "children:put_right_edition": right(
        dated_on=lambda: day(-1), authored_by="The nurse", received_on=lambda: day(),
        review_due_on=lambda: day(90), kept_where="Blue folder", note="A new school",
    ),
    "children:refile_document": lambda w, i, p: {**withdrawn(w, i, p), "child": another_child(w, i)},
    **{f"children:withdraw_{kind}": withdrawn for kind, line in LINES.items() if line.withdrawable},
}  # fmt: skip
