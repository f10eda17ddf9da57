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
from tests.world.room import Room

if TYPE_CHECKING:  # the world and its walk are made of these parts
    from tests.everywhere.policy_walk import Instance
    from tests.world.scenes import World


# Kinds whose records no other part names in an address.
UNNAMED = (
    "stay", "visit", "about_me", "goal_step", "room_check", "item_note", "review", "chase",
    "support_step", "handover_note", "reflection", "readiness",
)  # fmt: skip
OBJECTS = UNNAMED
WRITTEN = {"known_as", "legal_name"}
CHANGES_NOTHING = {("children:withdraw_stay", "*"): "what was written in a stay is withdrawn before it"}
NEVER_ANSWERED = {"children:withdraw_stay"}


def furnish(room: Room) -> dict:
    """Somebody else's file at homes with one child: a document that is in the wrong one has somewhere to go."""
    if room.name in ("oak", "elm"):
        child = ChildFactory(known_as="Bo", home=room.home, ref=f"{room.name}-2")
        soon = room.today + dt.timedelta(days=9)
        PlacementFactory(child=child, home=room.home, moved_in_on=None, expected_on=soon)
    return {kind: found for kind in UNNAMED if (found := _first(kind, room)) is not None}


def _first(kind: str, room: Room) -> Any:
    """The first record of a kind at this home: about the child, where the kind is about one."""
    model = LINES[kind].model
    if kind == "readiness":  # of the home's adults: not of a child who has moved
        about = {"home": room.home if room.name != "moved" else None}
    else:
        about = {"home": room.home, "child": room.child}
    rows = model._base_manager.filter(**about).order_by("pk")
    return rows.values_list("public_id", flat=True).first()


def record_of(instance: Instance) -> Any:
    kind, public_id = next(iter(instance.kwargs.items()))
    return apps.get_model(MODELS[kind])._base_manager.filter(public_id=public_id).first()


def seen(instance: Instance) -> str:
    """The version of the record that a page would say was read."""
    record = record_of(instance)
    return str(record.history.latest("history_id").history_id) if record else ""


def right(*, withdrawable: bool = True, **values: str) -> Any:
    """A body that puts a record right with these values. What can be withdrawn too is asked what is wrong."""
    words = {"because": "typed", "because_words": "A slip", **({"wrong": "details"} if withdrawable else {})}
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
        withdrawable=False,
        known_as="Bobby", legal_name="Robert Alder", date_of_birth="2012-05-06", pronouns="they", picture="owl",
        ref="put-right-1",
    ),
    "children:put_right_stay": lambda w, i, p: {
        **right(
            referred_on=day(-260), offered_on=day(-250), expected_on=day(-190)
        )(w, i, p),
        **days_of_stay(i),
    },
    "children:put_right_assignment": lambda w, i, p: {
        **right(
            child_told_on=day(-1), child_view="Fine", not_asked_because="Asleep",
            handover_on=day(3),
        )(w, i, p),
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
    "children:put_right_restriction": lambda w, i, p: {
        **right(
            basis="court_order", section="34", order_number="LV26C00999", ordered_on=day(-40), order_ends_on=day(300),
            consent_name="Dana Reed", consent_on=day(-30), started_on=day(-29), review_due_on=day(40),
            no_contact="no", supervised="yes", accompanied="no", planned="yes", conditions="Every second Sunday",
            reason="As the court says", child_view="Fair", child_told_on="",
        )(w, i, p),
        "kind": "family_time",
    },
    "children:put_right_review": right(
        reviewed_on=lambda: day(-19), still_needed="yes", still_fair="yes", child_view="Fair", what_changes="Nothing",
        next_review_on=lambda: day(50),
    ),
    "children:put_right_visit": lambda w, i, p: {
        **right(note="Liked the garden")(w, i, p), "visited_on": getattr(record_of(i), "visited_on", "")
    },
    "children:put_right_about_me": right(
        good_at="Football", what_helps="Quiet", please_dont="Shout", interests="Drawing", happy="Pizza", sad="Rain",
        angry="Noise", worries="Tests", said_how="spoken", agreed_on=lambda: day(-18),
    ),
    "children:put_right_date": right(
        title="The day we got Rex", day="3", month="5", year="", tone="celebrate", what_helps="Cake", ahead_days="5"
    ),
    "children:put_right_goal": right(
        words="Cook my own tea", area="skills", started_on=lambda: day(-31), steps_in_mind="4"
    ),
    "children:put_right_goal_step": right(what="Peeled", noticed_on=lambda: day(-9), evidence="Photo"),
    "children:put_right_room_check": right(
        checked_on=lambda: day(-11), with_child="yes", clothing_ok="yes", bedding_ok="yes", personal_ok="no",
        storage_ok="yes", needed="A poster", childs_words="Mine",
    ),
    "children:put_right_item": right(
        what="A lighter", removed_on=lambda: day(-14), removed_time="16:30", why="Smoke", told="told",
        safe_place="Office", return_on=lambda: day(3),
    ),
    "children:put_right_item_note": right(
        kind="kept", happened_on=lambda: day(-13), why="Not safe yet", return_on=lambda: day(5)
    ),
    "children:put_right_explained": right(
        kind="guide", given_on=lambda: day(-14), how="read", with_copy="yes", reply="All right", understood="partly",
        refresh_on=lambda: day(90),
    ),
    "children:put_right_first_days_entry": right(
        reached="started", planned_on="", why_not="", happened_on=lambda: day(-14), how="Walking", prefers="Drawing",
        reply="Fine", note="Once more",
    ),
    "children:put_right_care": right(
        happened_on=lambda: day(-149), next_due_on=lambda: day(30), with_whom="The dentist", place="Town",
        outcome="All well", childs_view="Quick", still_fair="", still_needed="", changes="",
    ),
    "children:put_right_status": right(
        code="V2", nation="England", started_on=lambda: day(-149), note="Agreed at the review"
    ),
    "children:put_right_order": right(
        kind="care", section="31", case_number="ZX2", court="The family court", made_on=lambda: day(-149),
        expires_on=lambda: day(6), directions="Sundays", note="In the folder",
    ),
    "children:put_right_chase": right(
        asked_on=lambda: day(-1), how="letter", whom="The social worker", answer="Next week"
    ),
    "children:put_right_update": lambda w, i, p: {
        **right(how="phone", to_name="Dana Reed")(w, i, p), "sent_on": getattr(record_of(i), "sent_on", "")
    },
    "children:put_right_need": right(
        seen_on=lambda: day(-3), what="Speech therapy", why="Hard to follow", child_view="Maybe"
    ),
    "children:put_right_support_step": right(
        stage="asked", happened_on=lambda: day(-2), whom="The clinic", note="By letter", working="Slowly",
        child_view="Fine",
    ),
    "children:put_right_entry": right(
        happened_on=lambda: day(-1), title="Won the race", what="At school", known_from="The school"
    ),
    "children:put_right_handover_note": right(text="Mum rings at six, not at five."),
    "children:put_right_reflection": right(reflected_on=lambda: day(-1), agreed="Keep Saturdays free"),
    "children:put_right_readiness": right(
        kind="supervision", what="", done_on=lambda: day(-1), valid_until_on=lambda: day(60)
    ),
    "children:refile_document": lambda w, i, p: {**withdrawn(w, i, p), "child": another_child(w, i)},
    **{f"children:withdraw_{kind}": withdrawn for kind, line in LINES.items() if line.withdrawable},
}  # fmt: skip
