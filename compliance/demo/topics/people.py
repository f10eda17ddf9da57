"""Who is around the demo children, what limits them, and some calls and visits. Nobody here is a real person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from children.models import ContactEntry, Person, Placement, Restriction, RestrictionReview
from compliance.demo.cast import ENGLISH_AUTHORITY, WELSH_AUTHORITY
from compliance.demo.story import Story

SUNDAY = 6
CALLS_TOLD = 8  # Sundays with Mum


def tell(stories: Mapping[str, Story]) -> None:
    kai(stories["maple"])
    for child, worker, school in (
        ("mia", "Dana Reed", "Hollybank Primary"),
        ("rae", "Priya Nair", "Westfield Academy"),
        ("ali", "Dana Reed", "Westfield Academy"),
    ):
        usual(stories["maple"], child, worker=worker, school=school, authority=ENGLISH_AUTHORITY)
    for child, worker, school in (
        ("finn", "Gus Hale", "Riverside College"),
        ("wren", "Lena Voss", "Little Oaks Nursery"),
        ("robin", "Gus Hale", "Lakeside School"),
        ("isla", "Gus Hale", "Lakeside School"),
    ):
        usual(stories["oak"], child, worker=worker, school=school, authority=ENGLISH_AUTHORITY)
    for child, worker, school, authority in (
        ("nia", "Lena Voss", "Ysgol Bryn Glas", ENGLISH_AUTHORITY),
        ("bryn", "Mair Rees", "Ysgol y Dyffryn", WELSH_AUTHORITY),
    ):
        usual(stories["ty-bedw"], child, worker=worker, school=school, authority=authority)
    ali(stories["maple"])
    wren(stories["oak"])
    robin(stories["oak"])
    bryn(stories["ty-bedw"])


# --- the verbs ----------------------------------------------------------------------------------


def placement_of(story: Story, child: str) -> Placement:
    return story.cast.placements[child, story.home.code]


def somebody(
    story: Story, placement: Placement, role: str, name: str, ago: int, *, clock: str = "15:20", **fields: Any
) -> Person:
    person = Person(
        child=placement.child,
        home=placement.home,
        role=role,
        name=name,
        started_on=story.diary.day(ago),
        **fields,
    )
    return story.diary.add(person, by=story.manager, at=story.diary.at(ago, clock))


def restrict(story: Story, placement: Placement, kind: str, ago: int, **fields: Any) -> Restriction:
    """Recorded by the manager `ago` days ago, from that day unless it says otherwise."""
    manager = story.manager
    values = {"started_on": story.diary.day(ago), **fields}
    restriction = Restriction(
        child=placement.child,
        home=placement.home,
        kind=kind,
        authorised_by=manager,
        authorised_name=manager.full_name,
        authorised_title=manager.job_title,
        **values,
    )
    at = story.diary.at(ago, "15:40")
    return story.diary.add(restriction, by=manager, at=at, reason=fields.get("reason", ""))


def review_restriction(
    story: Story, restriction: Restriction, ago: int, *, next_in: int, view: str, changes: str = ""
) -> None:
    review = RestrictionReview(
        restriction=restriction,
        child=restriction.child,
        home=restriction.home,
        reviewed_on=story.diary.day(ago),
        reviewed_by=story.manager,
        reviewed_name=story.manager.full_name,
        reviewed_title=story.manager.job_title,
        still_needed=True,
        still_fair=True,
        child_view=view,
        what_changes=changes,
        next_review_on=story.diary.day(-next_in),
    )
    story.diary.add(review, by=story.manager, at=story.diary.at(ago, "11:10"))


def call(
    story: Story,
    placement: Placement,
    person: Person,
    ago: int,
    *,
    by: str,
    clock: str = "17:20",
    **fields: Any,
) -> ContactEntry:
    who = story.cast.people[by]
    name = f"{person.called} ({person.name})" if person.called else person.name
    entry = ContactEntry(
        child=placement.child,
        home=placement.home,
        person=person,
        person_name=name,
        happened_on=story.diary.day(ago),
        author=who,
        author_name=who.full_name,
        author_title=who.job_title,
        **{"direction": "in", "outcome": "spoke", **fields},
    )
    return story.diary.add(entry, by=who, at=story.diary.at(ago, clock))


def usual(story: Story, child: str, *, worker: str, school: str, authority: str) -> None:
    """A social worker, a school and a GP, from the day of moving in."""
    placement = placement_of(story, child)
    ago = (story.diary.today - placement.moved_in_on).days
    phone = {"phone": "01632 960111", "channel": "phone"}
    somebody(story, placement, "social_worker", worker, ago, organisation=authority, **phone)
    somebody(story, placement, "school", school, ago, phone="01632 960122")
    somebody(
        story, placement, "gp", "Dr Amy Finch", ago, organisation="Mill Lane Surgery", phone="01632 960133"
    )


# --- the stories ----------------------------------------------------------------------------------


def kai(story: Story) -> None:
    """Mum on Sundays with staff in the room; no contact with Dad; one change of social worker."""
    placement = placement_of(story, "kai")
    mum = somebody(
        story, placement, "mother", "Carrie Moss", 162, called="Mum", phone="01632 960140", channel="video",
        address="4 Demo Street, Northshire", must_not_be_told=True,
        not_told_note="Which school Kai goes to: his dad still lives with her brother.",
    )  # fmt: skip
    dad = somebody(
        story, placement, "father", "Neil Moss", 162, called="Dad", must_not_be_told=True,
        not_told_note="Where Kai lives and goes to school.",
    )  # fmt: skip
    somebody(story, placement, "grandparent", "Joan Moss", 162, called="Nan", phone="01632 960141")
    before = somebody(
        story,
        placement,
        "social_worker",
        "Ruth Penn",
        162,
        organisation=ENGLISH_AUTHORITY,
        phone="01632 960111",
    )
    somebody(
        story, placement, "iro", "Colin Frost", 162, organisation=ENGLISH_AUTHORITY, phone="01632 960150"
    )
    somebody(
        story, placement, "advocate", "Bea Lowe", 120, organisation="Speak Up (demo)", phone="01632 960160"
    )
    somebody(story, placement, "school", "Westfield Academy", 161, phone="01632 960122")
    somebody(
        story, placement, "gp", "Dr Amy Finch", 161, organisation="Mill Lane Surgery", phone="01632 960133"
    )
    at = story.diary.at(61, "14:10")
    story.diary.change(
        before, by=story.manager, at=at, ended_on=story.diary.day(61), end_note="Moved to another team"
    )
    somebody(
        story, placement, "social_worker", "Dana Reed", 61, clock="14:11", organisation=ENGLISH_AUTHORITY,
        phone="01632 960112", channel="phone", note="Fridays are her office day.",
    )  # fmt: skip
    ordered = twelfth_of_january(story.diary.day(162))
    dads = restrict(
        story, placement, "family_time", 162, person=dad, basis="court_order", no_contact=True, section="34",
        order_number="NS25C00112 (demo)", ordered_on=ordered, started_on=ordered,
        review_due_on=story.diary.day(120), reason="The court found that Kai is not safe with his dad.",
        child_told_on=story.diary.day(161), child_told_by=story.cast.people["sam"],
        child_view="I do not want to see him now.",
    )  # fmt: skip
    mums = restrict(
        story, placement, "family_time", 60, person=mum, basis="court_order", supervised=True, section="34",
        conditions="Video call on Sundays, staff in the room", order_number="NS26C00730 (demo)",
        ordered_on=story.diary.day(61), order_ends_on=story.diary.day(-240),
        review_due_on=story.diary.day(30), reason="Kai asked for it; the court agreed to try.",
        child_told_on=story.diary.day(60), child_told_by=story.cast.people["sam"],
        child_view="Good. I want to tell her about the bike.",
    )  # fmt: skip
    review_restriction(story, dads, 20, next_in=35, view="I still do not want to see him.")
    review_restriction(story, mums, 31, next_in=25, view="It is fine. Dee can stay.")
    sundays = [ago for ago in range(1, 60) if story.diary.day(ago).weekday() == SUNDAY][:CALLS_TOLD]
    for turn, ago in enumerate(reversed(sundays)):
        call(
            story, placement, mum, ago, by=("dee", "jo")[turn % 2], kind="video", planned=True, supervised=True,
            mood="good_news", happened_at=dt.time(17, 0), clock="17:40",
            content="Dee was in the room. Kai told Mum about the chain." if turn % 2 == 0
            else "Jo was in the room. They laughed about the rabbit.",
            view_after="In a good mood, ate with the others",
        )  # fmt: skip
    call(
        story, placement, dad, 9, by="jo", kind="phone", outcome="tried", happened_at=dt.time(18, 5), clock="18:20",
        content="Rang the home and asked for Kai. Told him to ring his solicitor. Jean was told.",
    )  # fmt: skip


def twelfth_of_january(before: dt.date) -> dt.date:
    day = dt.date(before.year, 1, 12)
    return day if day < before else dt.date(before.year - 1, 1, 12)


def ali(story: Story) -> None:
    """Yesterday evening his phone was taken into the office; his authority has not been told yet."""
    restrict(
        story, placement_of(story, "ali"), "internet_phone", 1, basis="emergency",
        conditions="Phone in the office at night", review_due_on=story.diary.day(-6),
        reason="Somebody he met online asked him to meet.", child_told_on=story.diary.day(1),
        child_told_by=story.cast.people["jo"], child_view="I asked for it. Only for now.",
    )  # fmt: skip


def wren(story: Story) -> None:
    """The gate was locked at once when she ran for the road; her authority agreed the next day."""
    restrict(
        story, placement_of(story, "wren"), "movement", 30, basis="emergency",
        conditions="The garden gate is locked; she goes out with an adult", review_due_on=story.diary.day(-20),
        reason="She ran for the road twice in a morning.", consent_name="Lena Voss",
        consent_on=story.diary.day(29), child_told_on=story.diary.day(30),
        child_told_by=story.cast.people["ama"], child_view="She shows us the gate and says no cars.",
    )  # fmt: skip


def robin(story: Story) -> None:
    """Decided at the home, to be looked at again this week; of the latest her authority has not been told. Her uncle
    came unplanned once, and again today."""
    placement = placement_of(story, "robin")
    uncle = somebody(story, placement, "wider_family", "Theo Lark", 100, called="Uncle Theo")
    restrict(
        story, placement, "internet_phone", 26, basis="plan", conditions="Phone in the office from 10pm",
        review_due_on=story.diary.day(-5), reason="She was awake until 3am and late for school.",
        child_told_on=story.diary.day(26), child_told_by=story.cast.people["tom"],
        child_view="Unfair at weekends.",
    )  # fmt: skip
    visits = restrict(
        story, placement, "visitors", 40, person=uncle, basis="safeguarding", planned=True, supervised=True,
        conditions="Visits only as planned, staff in the room", review_due_on=story.diary.day(-15),
        reason="He came unannounced and shouted.", child_told_on=story.diary.day(40),
        child_told_by=story.cast.people["tom"], child_view="I like it when he comes.",
    )  # fmt: skip
    restrict(
        story, placement, "movement", 3, basis="emergency", conditions="Not out alone after dark",
        review_due_on=story.diary.day(-4), reason="A car waited for her at the corner twice.",
        child_told_on=story.diary.day(3), child_told_by=story.cast.people["tom"], child_view="For this week.",
    )  # fmt: skip
    first = call(
        story, placement, uncle, 20, by="tom", kind="family_time", outcome="met", planned=False, supervised=True,
        content="He came with a birthday present.", restriction=visits,
        outside_restriction_reason="Not planned. It was her birthday; Tom stayed in the room.",
    )  # fmt: skip
    seen = story.diary.at(20, "19:10")
    story.diary.change(
        first, by=story.manager, at=seen, seen_by_manager_at=seen, seen_by_manager=story.manager,
        seen_by_manager_name=story.manager.full_name,
    )  # fmt: skip
    call(
        story, placement, uncle, 0, by="tom", kind="family_time", outcome="met", planned=False, supervised=True,
        content="He stood at the gate after school and they talked for ten minutes.", restriction=visits,
        outside_restriction_reason="Not planned. Tom was there and asked him to ring first.", clock="16:10",
    )  # fmt: skip


def bryn(story: Story) -> None:
    """A restriction nobody has looked at again, and a call nobody has read about."""
    placement = placement_of(story, "bryn")
    friend = somebody(story, placement, "friend", "Macsen Pryce", 90, called="Macs")
    calls = restrict(
        story, placement, "calls_letters", 38, person=friend, basis="authority", supervised=True,
        conditions="Calls with staff in the room", review_due_on=story.diary.day(6),
        reason="Asked for by his social worker after the fire at the bus stop.",
        consent_name="Mair Rees", consent_on=story.diary.day(38),
        child_told_on=story.diary.day(37), child_told_by=story.cast.people["cerys"],
        child_view="Macs did not do it.",
    )  # fmt: skip
    call(
        story, placement, friend, 2, by="cerys", kind="phone", supervised=False, planned=False,
        content="They talked about the match for half an hour.", restriction=calls, mood="good_news",
        outside_restriction_reason="Cerys was called away to the door and came back at the end.",
    )  # fmt: skip
