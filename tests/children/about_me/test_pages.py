"""About and goals: the page, its forms, and what is told ahead."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from children.about_me import actions
from children.models import (
    AboutMe,
    Explained,
    Goal,
    GoalStep,
    ImportantDate,
    RemovedItem,
    RemovedItemNote,
    RoomCheck,
)
from children.putting_right.actions import as_written
from homes import dates
from homes.audit import set_fields
from homes.models import AccessEvent, LedgerEntry
from tests.addresses import page_address
from tests.factories.about_me import (
    AboutMeFactory,
    ExplainedFactory,
    GoalFactory,
    GoalStepFactory,
    ImportantDateFactory,
    RemovedItemFactory,
    RemovedItemNoteFactory,
    RoomCheckFactory,
)
from tests.factories.children import ChildFactory, PlacementFactory
from tests.factories.staff import InspectionGrantFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def kai(world):
    return world.placements["kai"]


@pytest.fixture
def days(world):
    return lambda n: world.today + dt.timedelta(days=n)


@pytest.fixture
def inspector(world):
    day = dt.timedelta(days=1)
    InspectionGrantFactory(
        user=world.nell, home=world.maple, starts_at=dates.now() - day, ends_at=dates.now() + day
    )
    return world.nell


def about(child) -> str:
    return reverse("children:about", args=[child.public_id])


def form(name: str, record) -> str:
    return page_address(name, args=[record.public_id])


# --- in the child's own words -----------------------------------------------------------------------


def test_a_new_version_begins_with_the_last_and_overwrites_nothing(world, kai, signed_in, days):
    AboutMeFactory(placement=kai, agreed_on=days(-30), good_at="bikes", please_dont="shout")
    client, address = signed_in(world.sam), form("add_about", world.kai)

    page = client.get(address)
    assert page.context["form"].initial["good_at"] == "bikes"
    answer = client.post(
        address,
        {"good_at": "drums", "please_dont": "shout", "said_how": "drawn", "agreed_on": str(world.today)},
    )

    assert answer["Location"] == about(world.kai)
    assert [one.good_at for one in AboutMe.objects.order_by("pk")] == ["bikes", "drums"]
    shown = client.get(about(world.kai)).text
    assert "About Kai, in his words" in shown
    assert "drums" in shown
    assert "Earlier versions" in shown
    row = LedgerEntry.objects.filter(model="children.AboutMe").latest("pk")
    assert (row.user_name, row.child_id, row.home_id) == ("Sam Okafor", world.kai.pk, world.maple.pk)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"good_at": " "}, "Enter something Kai said, in at least one box"),
        ({"said_how": ""}, "Select how Kai said it"),
        ({"agreed_on": ""}, "Enter the day it was agreed"),
        ({"agreed_on": "2999-01-01"}, "Enter a real date, like 27 3 2026"),
        ({"agreed_on": "2019-01-01"}, "The day it was agreed must be less than 3 months before"),
    ],
)
def test_what_is_missing_is_said_and_every_word_is_kept(world, signed_in, changes, error):
    body = {"good_at": "drums", "said_how": "drawn", "agreed_on": str(world.today), **changes}

    answer = signed_in(world.sam).post(form("add_about", world.kai), body)

    assert answer.status_code == 422
    assert error in answer.text
    assert AboutMe.objects.count() == 0


def test_the_words_open_the_childs_page(world, kai, signed_in, days):
    AboutMeFactory(
        placement=kai,
        agreed_on=days(-11),
        good_at="bikes",
        what_helps="a walk first",
        please_dont="say “contact”",
    )

    text = signed_in(world.sam).get(world.kai.get_absolute_url()).text

    assert text.index("About Kai, in his words") < text.index("What we owe Kai")
    assert "a walk first" in text


# --- dates ------------------------------------------------------------------------------------------


def test_a_hard_day_is_told_ahead_in_tender_words(world, kai, signed_in, days):
    day = days(5)
    client = signed_in(world.dee)
    body = {
        "title": "Nan died",
        "on": day.isoformat(),
        "repeats": "yearly",
        "tone": "tender",
        "ahead_days": "7",
    }
    assert client.post(form("add_date", world.kai), body).status_code == 302

    today = client.get(reverse("compliance:today")).text
    page = client.get(world.kai.get_absolute_url()).text

    assert "A hard day for Kai" in today
    assert "in 5 days" in today
    assert "A hard day. Nan died" in page


@pytest.mark.parametrize(
    ("ahead", "away", "shown"), [(7, 14, True), (7, 15, False), (30, 30, True), (30, 31, False)]
)
def test_two_weeks_ahead_or_as_long_as_asked(world, kai, signed_in, days, ahead, away, shown):
    day = days(away)
    ImportantDateFactory(placement=kai, day=day.day, month=day.month, ahead_days=ahead)

    assert ("A hard day for Kai" in signed_in(world.sam).get(reverse("compliance:today")).text) == shown


def test_a_birthday_is_told_by_itself_and_not_at_another_home(world, signed_in, days):
    set_fields(world.mia, by=world.jean, date_of_birth=days(2).replace(year=2012))

    assert "Mia turns" in signed_in(world.sam).get(reverse("compliance:today")).text
    assert "Mia turns" not in signed_in(world.tom).get(reverse("compliance:today")).text


def test_a_date_taken_off_is_kept_and_not_told(world, kai, signed_in, days):
    date = ImportantDateFactory(placement=kai, day=days(3).day, month=days(3).month)
    client = signed_in(world.sam)

    assert client.post(form("end_date", date), {"why": "Kai asked"}).status_code == 302
    assert client.post(form("end_date", date), {"why": "Again"}).status_code == 422

    date.refresh_from_db()
    assert (date.ended_on, date.ended_why) == (world.today, "Kai asked")
    assert "A hard day" not in client.get(reverse("compliance:today")).text


def test_a_date_that_comes_once_is_still_to_come(world, signed_in, days):
    body = {
        "title": "Trip",
        "on": days(-1).isoformat(),
        "repeats": "once",
        "tone": "celebrate",
        "ahead_days": "7",
    }

    answer = signed_in(world.sam).post(form("add_date", world.kai), body)

    assert answer.status_code == 422
    assert ImportantDate.objects.count() == 0


# --- goals ------------------------------------------------------------------------------------------


def test_small_steps_are_counted_in_words(world, kai, signed_in, days):
    goal = GoalFactory(placement=kai, started_on=days(-30), steps_in_mind=3)
    client = signed_in(world.sam)
    body = {"what": "Made pasta", "noticed_on": str(world.today), "noticed_by": str(world.jo.public_id)}
    for what in ("Made pasta", "Made soup"):
        assert client.post(form("add_step", goal), {**body, "what": what}).status_code == 302

    page, child = client.get(about(world.kai)).text, client.get(world.kai.get_absolute_url()).text

    assert "2 of 3 small steps" in page
    assert "2 of 3 small steps" in child
    assert "noticed by Jo Price" in page
    assert "%" not in page.split("<main")[1].split("</main>")[0]


def test_the_same_step_sent_twice_is_one_step(world, kai, signed_in, days):
    goal = GoalFactory(placement=kai, started_on=days(-30))
    body = {"what": "Made pasta", "noticed_on": str(world.today), "noticed_by": str(world.jo.public_id)}
    client = signed_in(world.sam)

    answers = [client.post(form("add_step", goal), body).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert GoalStep.objects.count() == 1


def test_a_goal_ends_once_with_a_day_and_words(world, kai, signed_in, days):
    goal = GoalFactory(placement=kai, started_on=days(-30))
    client = signed_in(world.sam)
    body = {"outcome": "not_wanted", "ended_on": str(world.today), "words": "I like diving more"}

    assert client.post(form("end_goal", goal), body).status_code == 302
    assert client.post(form("end_goal", goal), body).status_code == 422
    step = {"what": "x", "noticed_on": str(world.today), "noticed_by": str(world.jo.public_id)}
    assert client.post(form("add_step", goal), step).status_code == 422

    goal.refresh_from_db()
    assert (goal.outcome, goal.ended_words, goal.ended_name) == (
        "not_wanted",
        "I like diving more",
        "Sam Okafor",
    )
    assert "I like diving more" in client.get(about(world.kai)).text
    assert GoalStep.objects.count() == 0


def test_a_goal_goes_with_the_child(world, kai, signed_in, days):
    goal = GoalFactory(placement=kai, started_on=days(-30))
    item = RemovedItemFactory(placement=kai, removed_on=days(-10))
    set_fields(kai, by=world.jean, moved_on_on=days(-3))
    PlacementFactory(child=world.kai, home=world.oak, moved_in_on=days(-3))
    client = signed_in(world.tom)
    body = {"what": "Made soup", "noticed_on": str(world.today), "noticed_by": str(world.tom.public_id)}

    assert client.post(form("add_step", goal), body).status_code == 302
    assert GoalStep.objects.get().home == world.oak
    assert client.get(form("note_item", item)).status_code == 403  # of an earlier placement
    late = {"what": "Made soup here", "noticed_by": str(world.sam.public_id)}
    sam = signed_in(world.sam)
    assert sam.post(form("add_step", goal), late | {"noticed_on": str(days(-3))}).status_code == 422
    assert sam.post(form("add_step", goal), late | {"noticed_on": str(days(-4))}).status_code == 302
    assert GoalStep.objects.get(what="Made soup here").home == world.maple


# --- the room and what was taken away ---------------------------------------------------------------


def test_what_is_not_right_needs_words(world, kai, signed_in):
    client, address = signed_in(world.sam), form("add_room_check", world.kai)
    parts = ("with_child", "clothing_ok", "bedding_ok", "personal_ok", "storage_ok")
    body = {"checked_on": str(world.today), **dict.fromkeys(parts, "yes"), "bedding_ok": "no"}

    refused = client.post(address, body)
    kept = client.post(address, {**body, "needed": "A second duvet"})
    other = client.post(address, {**body, "needed": "Something else"})

    assert (refused.status_code, kept.status_code, other.status_code) == (422, 302, 422)
    assert "Enter what is needed" in refused.text
    assert [one.needed for one in RoomCheck.objects.all()] == ["A second duvet"]
    assert "A second duvet" in client.get(about(world.kai)).text


def test_an_item_is_given_back_and_stays_in_the_ledger(world, kai, signed_in, days):
    client = signed_in(world.sam)
    taken = {
        "what": "A lighter", "removed_on": str(world.today), "why": "Unsafe", "told": "not_yet",
        "safe_place": "Office", "removed_by": str(world.jo.public_id),
    }  # fmt: skip
    assert client.post(form("add_item", world.kai), taken).status_code == 302
    item = RemovedItem.objects.get()
    assert (item.noted_name, item.return_on) == ("Jo Price", None)
    note = form("note_item", item)

    assert client.post(note, {"kind": "kept", "happened_on": str(world.today)}).status_code == 422
    longer = {"kind": "kept", "happened_on": str(world.today), "why": "x", "return_on": str(days(3))}
    assert client.post(note, longer).status_code == 302
    back = {"kind": "returned", "happened_on": str(world.today), "why": "He has it"}
    assert [client.post(note, back).status_code for _ in range(2)] == [302, 302]
    assert client.post(note, longer | {"why": "again"}).status_code == 422

    assert [one.kind for one in RemovedItemNote.objects.order_by("pk")] == ["kept", "returned"]
    text = client.get(about(world.kai)).text
    assert "Kai was not told yet." in text
    assert "He has it" in text
    assert note not in text  # nothing is left to note


# --- given and understood ---------------------------------------------------------------------------


@pytest.fixture
def told(world):
    return {
        "kind": "advocate", "given_on": str(world.today), "how": "talked", "understood": "yes",
        "given_by": str(world.jo.public_id), "reply": "OK",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "months"), [("advocate", 12), ("complaints", 12), ("fire", 6), ("guide", None)]
)
def test_some_things_are_explained_again(world, signed_in, told, kind, months):
    signed_in(world.sam).post(form("add_explained", world.kai), {**told, "kind": kind})

    assert Explained.objects.get().refresh_on == (dates.add_months(world.today, months) if months else None)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"reply": ""}, "Enter what Kai said, or tick that Kai did not say anything"),
        ({"kind": ""}, "Select what was explained"),
        ({"how": ""}, "Select how it was explained"),
        ({"given_by": "00000000-0000-0000-0000-000000000000"}, "Select a valid choice"),
        ({"refresh_on": "2020-01-01"}, "The day to explain it again must be within 2 years"),
    ],
)
def test_an_entry_that_does_not_say_enough(world, signed_in, told, changes, error):
    answer = signed_in(world.sam).post(form("add_explained", world.kai), {**told, **changes})

    assert answer.status_code == 422
    assert error in answer.text
    assert Explained.objects.count() == 0


def test_silence_is_an_answer(world, signed_in, told):
    client = signed_in(world.sam)

    client.post(form("add_explained", world.kai), {**told, "reply": "", "did_not_say": "on"})

    assert "Kai did not say anything." in client.get(about(world.kai)).text


def test_a_wrong_entry_is_withdrawn_and_its_words_stay(world, kai, signed_in, days):
    entry = ExplainedFactory(placement=kai, kind="fire", given_on=days(-3), reply="To the tree")
    client = signed_in(world.jean)
    said = {"because": "other", "because_words": "It was Mia", "seen": as_written(entry)}

    assert client.post(form("withdraw_explained", entry), said).status_code == 302

    text = client.get(about(world.kai)).text
    assert "To the tree" in text
    assert "It was Mia" in text


# --- who may ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["add_about", "add_date", "add_goal", "add_room_check", "add_item", "add_explained"]
)
def test_another_homes_child_is_not_found_and_an_inspector_only_reads(world, signed_in, inspector, name):
    assert signed_in(world.tom).get(form(name, world.kai)).status_code == 404
    assert signed_in(inspector).get(form(name, world.kai)).status_code == 403
    assert signed_in(inspector).post(form(name, world.kai), {}).status_code == 403


def test_the_page_is_logged_and_an_inspector_finds_no_way_to_write(world, kai, signed_in, inspector, days):
    goal = GoalFactory(placement=kai, started_on=days(-3))

    page = signed_in(inspector).get(about(world.kai))

    assert goal.words in page.text
    assert "/new/" not in page.text
    assert form("add_step", goal) not in page.text
    assert AccessEvent.objects.filter(what="about", child_id=world.kai.pk, user_id=inspector.pk).count() == 1
    assert signed_in(world.tom).get(about(world.kai)).status_code == 404


def test_a_child_who_moved_on_is_read_only(world, kai, signed_in, days):
    GoalFactory(placement=kai, started_on=days(-30))
    set_fields(kai, by=world.jean, moved_on_on=days(-1))

    page = signed_in(world.jean).get(about(world.kai))

    assert "Learn to cook 3 meals" in page.text
    assert "/new/" not in page.text


def test_an_empty_page_says_the_next_step(world, signed_in):
    text = signed_in(world.sam).get(about(world.kai)).text

    assert "Ask Kai what to put first" in text
    assert "No goal yet" in text
    assert "Look at the room together with Kai" in text


def test_the_page_costs_the_same_however_much_is_on_it(world, kai, signed_in, days):
    client = signed_in(world.sam)

    def cost() -> int:
        client.get(about(world.kai))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(about(world.kai)).status_code == 200
        return len(queries)

    def fill(n: int) -> None:
        AboutMeFactory(placement=kai, agreed_on=days(-n - 1))
        goal = GoalFactory(placement=kai, started_on=days(-n - 1))
        GoalStepFactory(goal=goal, noticed_on=days(-n))
        GoalStepFactory(goal=goal, noticed_on=days(-n), what="x")
        ImportantDateFactory(placement=kai, day=1 + n, month=5)
        RoomCheckFactory(placement=kai, checked_on=days(-n))
        RemovedItemNoteFactory(
            item=RemovedItemFactory(placement=kai, removed_on=days(-n - 1)), happened_on=days(-n)
        )
        ExplainedFactory(placement=kai, kind="fire", given_on=days(-n))

    fill(1)
    few = cost()
    for n in range(2, 20):
        fill(n)

    assert cost() == few
    assert few <= 24


def test_coming_up_costs_the_same_for_many_children(world, signed_in, days):
    client = signed_in(world.sam)

    def cost() -> int:
        client.get(reverse("compliance:today"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("compliance:today"))
        return len(queries)

    few = cost()
    for n in range(8):
        child = ChildFactory(known_as=f"More {n}", home=world.maple, ref=f"n{n}")
        ImportantDateFactory(
            placement=PlacementFactory(child=child, home=world.maple, moved_in_on=days(-50)),
            day=days(4).day,
            month=days(4).month,
        )

    assert cost() == few


def test_the_action_refuses_what_the_form_would(world, kai, days):
    with pytest.raises(actions.UnableToNote):
        actions.take_away(
            placement=kai, what="x", removed_on=world.moved_in - dt.timedelta(days=1), why="x", told="told",
            safe_place="x", removed_by=world.sam, by=world.sam,
        )  # fmt: skip
    goal = GoalFactory(placement=kai, started_on=days(-3))
    with pytest.raises(actions.UnableToNote):
        actions.end_goal(goal=goal, outcome="reached", ended_on=days(-4), words="x", by=world.sam)
    assert Goal.objects.get().ended_on is None


def test_the_history_says_it_in_words(world, kai, signed_in, days):
    client = signed_in(world.jean)
    AboutMeFactory(placement=kai, agreed_on=days(-30), good_at="bikes")
    AboutMeFactory(placement=kai, agreed_on=days(-3), good_at="bikes and drums")
    goal = GoalFactory(placement=kai, started_on=days(-3))
    GoalStepFactory(goal=goal, noticed_on=days(-2))
    RemovedItemNoteFactory(item=RemovedItemFactory(placement=kai, removed_on=days(-2)), happened_on=days(-1))
    ExplainedFactory(placement=kai, kind="guide", given_on=days(-1))
    RoomCheckFactory(placement=kai, checked_on=days(-1))
    ImportantDateFactory(placement=kai, day=1, month=5)

    text = client.get(reverse("compliance:child_history", args=[world.kai.public_id]) + "?type=about").text

    for words in (
        "Kai’s own words: new version", "Kai’s goal", "A small step of Kai’s", "Taken away: A lighter",
        "Given back: A lighter", "Explained to Kai: Children’s Guide", "Kai’s room was checked together",
        "Date added for Kai: Nan died",
    ):  # fmt: skip
        assert words in text
