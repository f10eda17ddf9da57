"""Which home writes down which day of a child who has moved, by hand: kind of record x day x who.

Kai lived at Maple House until three days ago and lives at Oak Lodge. Sam works at Maple and Jean is its manager; Tom
works at Oak and Ama is its manager; Idris oversees both, Nell inspects Maple.
"""

import re

import pytest
from django.apps import apps
from django.urls import reverse

from children.models import FileSaid
from children.moving_on.actions import move_on
from homes.dates import add_days
from tests.addresses import page_address
from tests.factories.file import FileSaidFactory
from tests.factories.people import PersonFactory, RestrictionFactory
from tests.factories.staff import StaffRoleFactory
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

LEFT_AGO, IN_THE_STAY, AFTER = 3, 5, 1
KEPT, REFUSED, NOT_ALLOWED, NOT_THERE = 302, 422, 403, 404
DAY, ME = "day", "me"  # stand for the day, and for the adult who writes
YES = dict.fromkeys(("with_child", "clothing_ok", "bedding_ok", "personal_ok", "storage_ok"), "yes")
CALL = {"kind": "phone", "outcome": "spoke", "direction": "in", "content": "Rang", "mood": "neutral"}
TAKEN = {"what": "A cable", "why": "Broken", "told": "agreed", "safe_place": "Office", "removed_by": ME}
TOLD = {"kind": "advocate", "how": "video", "reply": "Good", "understood": "yes", "given_by": ME}
LETTER = {
    "from_on": DAY,
    "to_on": DAY,
    "good_news": "Swam",
    "to_name": "Ruth",
    "how": "email",
    "sent_on": DAY,
}
TALK = {"took_part": ME, "answer_relates": "Bikes", "reflected_on": DAY}
# Kind -> where, the model, what is sent, and whether Oak takes a day before the child came to it: a day of a child's
# life may be long ago, a check of its rooms may not.
KINDS = {
    "call": ("log_with_somebody", (), "ContactEntry", {**CALL, "person_name": "May", "happened_on": DAY}, False),
    "chronology": (
        "add_chronology", (), "ChronologyEntry", {"title": "Swam", "known_from": "Kai", "happened_on": DAY}, True,
    ),
    "update": ("draft_update", (), "SocialWorkerUpdate", LETTER, False),
    "asked for a visit": (
        "chase", ("sw_visit",), "Chase", {"whom": "Ruth", "how": "phone", "asked_on": DAY}, True,
    ),
    "need": ("add_need", (), "SupportNeed", {"what": "Sleep", "why": "Awake", "seen_on": DAY}, True),
    "health": ("add_care", ("health",), "CareEvent", {"kind": "sight_test", "happened_on": DAY}, True),
    "document": ("add_plan", ("risk",), "FileVersion", {"dated_on": DAY}, True),
    "asked for a document": (
        "chase", ("risk",), "Chase", {"whom": "Ruth", "how": "phone", "asked_on": DAY}, True,
    ),
    "room check": ("add_room_check", (), "RoomCheck", {**YES, "checked_on": DAY}, False),
    "taken away": ("add_item", (), "RemovedItem", {**TAKEN, "removed_on": DAY}, False),
    "explained": ("add_explained", (), "Explained", {**TOLD, "given_on": DAY}, True),
    "talk of the team": ("add_reflection", (), "TeamReflection", TALK, False),
    "time away": (
        "add_absence", (), "ChildAbsence", {"kind": "holiday", "started_on": DAY, "returned_on": DAY}, False,
    ),
}  # fmt: skip
WHO = {  # who -> the answer for a day of Maple's stay, and for a day after it
    "sam": (KEPT, REFUSED),
    "jean": (KEPT, REFUSED),
    "idris": (NOT_ALLOWED, NOT_ALLOWED),
    "nell": (NOT_ALLOWED, NOT_ALLOWED),
    "una_worker": (NOT_THERE, NOT_THERE),
    "gone": (NOT_THERE, NOT_THERE),
}


@pytest.fixture
def moved(world):
    day = add_days(world.today, -LEFT_AGO)
    move_on(placement=world.placements["kai"], moved_on_on=day, by=world.jean, to_home=world.oak)
    return day


@pytest.fixture
def send(world, signed_in):
    """send(kind, who, days ago) -> the answer to that record of that day."""

    def sent(kind, who, ago, query=""):
        name, args, _model, said, _before = KINDS[kind]
        person, day = getattr(world, who), add_days(world.today, -ago).isoformat()
        body = {
            field: {DAY: day, ME: str(person.public_id)}.get(value, value) for field, value in said.items()
        }
        return signed_in(person).post(page_address(name, [world.kai.public_id, *args]) + query, body)

    return sent


def written_at(kind) -> list:
    return list(apps.get_model("children", KINDS[kind][2]).objects.values_list("home__name", flat=True))


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("kind", KINDS)
def test_the_home_the_child_has_left(world, moved, send, kind, who):
    in_the_stay, after = WHO[who]

    assert send(kind, who, AFTER).status_code == after
    assert written_at(kind) == []
    assert send(kind, who, IN_THE_STAY).status_code == in_the_stay
    assert written_at(kind) == (["Maple House"] if in_the_stay == KEPT else [])


@pytest.mark.parametrize("who", ["tom", "ama"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_home_the_child_lives_at(world, moved, send, kind, who):
    before = KEPT if KINDS[kind][4] else REFUSED

    assert send(kind, who, IN_THE_STAY).status_code == before
    assert send(kind, who, AFTER).status_code == KEPT
    assert set(written_at(kind)) == {"Oak Lodge"}


@pytest.mark.parametrize(
    ("kind", "page"), [("call", "contacts"), ("chronology", "chronology"), ("update", "update")]
)
def test_what_was_written_after_the_child_moved_on_says_so(world, moved, send, signed_in, kind, page):
    send(kind, "sam", IN_THE_STAY)
    send(kind, "tom", AFTER)  # at Oak nothing is late
    about = (
        world.kai
        if page != "update"
        else apps.get_model("children", KINDS[kind][2]).objects.get(home=world.maple)
    )

    said = words(signed_in(world.ama).get(page_address(page, [about.public_id]))).lower()

    written = f"written on {world.today.day} {world.today:%B}, after Kai moved on".lower()
    assert said.count(written) == 1


def test_the_childs_page_leads_to_everything_that_can_still_be_written(world, moved, signed_in):
    sam = signed_in(world.sam)

    page = sam.get(world.kai.get_absolute_url())

    assert "What belongs to a day at Maple House can be written down here until" in words(page)
    links = re.findall(r'<li><a href="([^"]+)"', page.content.decode().partition("Write down something")[2])
    assert len(links) >= 11
    for link in links[:11]:
        assert sam.get(link).status_code in (200, 302), link
    assert "Write down something" not in words(signed_in(world.nell).get(world.kai.get_absolute_url()))


@pytest.mark.parametrize("kind", KINDS)
def test_a_day_after_leaving_is_refused_with_the_reason(world, moved, send, kind):
    refused = words(send(kind, "sam", AFTER))

    assert f"before {moved.day} {moved:%B} {moved.year}, when Kai moved on" in refused
    assert "what came after is for the home where Kai lives now to write down" in refused


@pytest.mark.parametrize("kind", KINDS)
def test_after_four_weeks_a_home_writes_no_more(world, send, kind):
    move_on(placement=world.placements["kai"], moved_on_on=add_days(world.today, -28), by=world.jean)

    assert send(kind, "sam", 40).status_code == NOT_THERE
    late = send(kind, "jean", 40)
    assert late.status_code == NOT_ALLOWED
    assert "could be written down until" in words(late)


@pytest.mark.parametrize("kind", KINDS)
def test_a_child_who_came_back_is_written_of_where_the_day_was(world, moved, send, kind):
    """Maple, Oak for two days, Maple again: the first stay is asked for by its id; Oak's is not Sam's to choose."""
    there = world.kai.placements.get(home=world.oak)
    move_on(placement=there, moved_on_on=add_days(world.today, -1), by=world.ama, to_home=world.maple)
    before = KEPT if KINDS[kind][4] else REFUSED

    first = send(kind, "sam", IN_THE_STAY, f"?stay={world.placements['kai'].public_id}")
    of_oak = send(kind, "sam", 2, f"?stay={there.public_id}")

    assert (first.status_code, of_oak.status_code) == (KEPT, before)
    assert set(written_at(kind)) == {"Maple House"}


PRESENT = (  # what is about today is the business of the home where the child lives, and of no other
    ("children:add_person", ()),
    ("children:add_restriction", ()),
    ("children:add_goal", ()),
    ("children:add_date", ()),
    ("children:add_about", ()),
    ("children:add_status", ()),
    ("children:add_order", ()),
    ("children:care_dates", ()),
    ("children:document_applies", ("risk",)),
    ("children:move_on", ()),
    ("compliance:name_key_worker", ()),
)


@pytest.mark.parametrize(("name", "args"), PRESENT)
@pytest.mark.parametrize("who", ["sam", "jean"])
def test_the_home_the_child_has_left_decides_nothing_any_more(world, moved, signed_in, name, args, who):
    address = reverse(name, args=[world.kai.public_id, *args])

    assert signed_in(getattr(world, who)).get(address).status_code == NOT_ALLOWED


def test_the_next_homes_restrictions_stay_its_own(world, moved, send, signed_in):
    """A restriction that Oak wrote, back to a day of Maple's stay, is not read out to Maple."""
    theirs = {"child": world.kai, "home": world.oak}
    secret = PersonFactory(**theirs, name="Zed Zylberstein", role="other")
    RestrictionFactory(**theirs, person=secret, started_on=add_days(world.today, -90), no_contact=True)

    page = signed_in(world.sam).get(reverse("children:log_with_somebody", args=[world.kai.public_id]))
    kept = send("call", "sam", IN_THE_STAY)

    assert "Zylberstein" not in page.content.decode()
    assert kept.status_code == KEPT


def test_a_document_written_late_does_not_say_what_applies_now(world, moved, send):
    FileSaidFactory(
        child=world.kai, home=world.oak, type="RISK", applies="not_yet", from_on=world.today,
        until_on=add_days(world.today, 7), reason="Oak is writing its own",
    )  # fmt: skip

    assert send("document", "sam", IN_THE_STAY).status_code == KEPT

    assert [said.applies for said in FileSaid.objects.all()] == ["not_yet"]


def test_who_works_at_both_homes_chooses_the_stay(world, moved, send, signed_in):
    StaffRoleFactory(user=world.sam, home=world.oak)

    assert send("health", "sam", IN_THE_STAY).status_code == KEPT
    assert (
        send("health", "sam", IN_THE_STAY, f"?stay={world.placements['kai'].public_id}").status_code == KEPT
    )
    assert sorted(written_at("health")) == ["Maple House", "Oak Lodge"]
