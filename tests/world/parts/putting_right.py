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


def furnish(room: Room) -> dict:
    """Somebody else's file at homes with one child: a document that is in the wrong one has somewhere to go."""
    if room.name in ("oak", "elm"):
        child = ChildFactory(known_as="Bo", home=room.home, ref=f"{room.name}-2")
        soon = room.today + dt.timedelta(days=9)
        PlacementFactory(child=child, home=room.home, moved_in_on=None, expected_on=soon)
    return {}


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
