"""What we agreed to do: lines of a record, owed once it is signed, carried on until they are kept or explained."""

import datetime as dt
import uuid

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from homes import dates
from homes.audit import set_fields
from sessions_app.actions import sign_session, void_session
from sessions_app.models import ActionStep, AgreedAction, KeyWorkSession
from sessions_app.promises.actions import UnableToNoteAction, note_action
from sessions_app.promises.page import open_about
from tests.factories.promises import AgreedActionFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def line(world):
    """line(n, what, **changes) -> the fields of one line as the form posts them."""

    def make(n=0, what="Ask about the trip", **changes):
        said = {"what": what, "whose": str(world.sam.public_id), "by_on": in_days(world, 7), **changes}
        return {f"agreed_{n}_{name}": value for name, value in said.items() if value is not None}

    return make


@pytest.fixture
def agreed(world):
    """agreed(**changes) -> something Sam said to Kai today, in a signed record."""

    def make(child="kai", author=None, **changes):
        session = KeyWorkSessionFactory(
            placement=world.placements[child], author=author or world.sam, held_on=world.today
        )
        return AgreedActionFactory(session=session, **changes)

    return make


def in_days(world, days):
    return (world.today + dt.timedelta(days=days)).isoformat()


def words(world, access_of, person=None):
    return [
        (one.action.what, one.who, one.state) for one in open_about(world.kai, access_of(person or world.sam))
    ]


# --- writing it down ------------------------------------------------------------------------------


def test_lines_are_the_drafts_until_it_is_signed_and_owed_from_then(world, desk, line, access_of):
    draft = desk.draft(**line(promise="on"), **line(1, "Bring the letter", whose="child"))

    assert [one["what"] for one in draft.agreed] == ["Ask about the trip", "Bring the letter"]
    assert AgreedAction.objects.count() == 0
    assert words(world, access_of) == []
    desk.sign(draft)

    first, second = AgreedAction.objects.order_by("pk")
    assert (first.what, first.whose, first.person, first.person_name, first.promise, first.as_key_worker) == (
        "Ask about the trip", "adult", world.sam, "Sam Okafor", True, True,
    )  # fmt: skip
    assert (first.agreed_on, first.by_on) == (world.today, world.today + dt.timedelta(days=7))
    assert (second.whose, second.person, second.promise) == ("child", None, False)


def test_signing_twice_owes_it_once(world, desk, line):
    draft = desk.draft(**line())
    for _click in range(2):
        sign_session(draft, by=world.sam, now=dates.now())

    assert AgreedAction.objects.count() == 1


def test_the_words_said_are_never_changed(agreed):
    action = agreed()
    action.what = "Something else"
    with pytest.raises(DatabaseError), transaction.atomic():
        action._history_user = action.person
        action.save()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"by_on": None}, "Enter by when, or write it below without a day"),
        ({"what": ""}, "Enter what was agreed"),
        ({"by_on": "2001-01-01"}, "By when must be the same as or after the day of the session"),
        ({"by_on": "soon"}, "Enter the day it is to be done by, like 12 August 2025"),
        ({"what": "x" * 301}, "What is 1 character too long: use 300 or fewer"),
    ],
)
def test_before_signing_a_line_has_words_and_a_day(desk, line, changes, said):
    answer = desk.write(**line(**changes))

    assert answer.status_code == 422
    assert said in markup(answer)


def test_an_unfinished_line_is_kept_in_a_draft_and_holds_up_signing(world, desk, line):
    draft = desk.draft(**line(by_on=None))

    assert draft.agreed[0]["by_on"] == ""
    answer = desk.sign(draft)
    assert answer["Location"].endswith("?check")
    assert AgreedAction.objects.count() == 0


def test_three_empty_lines_and_three_more(world, desk, line):
    public_id = uuid.uuid4()
    address = desk.address("edit", public_id)
    assert "Agreed, line 3" in markup(desk.client.get(address))
    assert "Agreed, line 4" not in markup(desk.client.get(address))

    answer = desk.write(public_id, finish="more", **line())

    assert answer["Location"] == address + "#agreed"
    page = markup(desk.client.get(address))
    assert "Agreed, line 4" in page and 'value="Ask about the trip"' in page


def test_what_is_checked_before_signing_says_who_and_by_when(world, desk, line):
    draft = desk.draft(**line(promise="on", by_on=world.today.isoformat()))

    page = markup(desk.client.get(reverse("sessions:check", args=[draft.public_id])))

    assert "Promise: Ask about the trip (Sam Okafor, by" in page


# --- what becomes of it ---------------------------------------------------------------------------


def test_carried_into_the_next_record_and_done_there_in_one_tap(world, desk, agreed, access_of):
    action, public_id = agreed(), uuid.uuid4()
    address = desk.address("edit", public_id)
    assert "Ask about the school trip" in markup(desk.client.get(address))

    answer = desk.write(public_id, done=str(action.public_id), account="You came to find me.")

    assert answer["Location"] == address + "#agreed-before"
    assert ActionStep.objects.get().kind == "done"
    assert KeyWorkSession.objects.get(public_id=public_id).account == "You came to find me."
    assert "Ask about the school trip" not in markup(desk.client.get(address))


def test_a_tap_in_an_untouched_form_starts_no_draft(world, desk, agreed):
    action, public_id = agreed(), uuid.uuid4()

    nothing = {"account": "", "voice": None, "worry": None, "went": None}
    desk.write(public_id, done=str(action.public_id), **nothing)

    assert ActionStep.objects.get().kind == "done"
    assert not KeyWorkSession.objects.filter(public_id=public_id).exists()


def test_today_names_what_i_said_and_takes_it_away_in_one_tap(world, signed_in, agreed):
    agreed(promise=True)
    agreed(author=world.jo, what="Buy a chain")
    sam, today = signed_in(world.sam), reverse("compliance:today")
    page = markup(sam.get(today))
    assert "We promised Kai: Ask about the school trip. With Sam Okafor, due by" in page
    assert "Buy a chain" not in page  # Jo said it
    done = reverse("sessions:action_done", args=[AgreedAction.objects.order_by("pk").first().public_id])
    answer = sam.post(done, {"today": "yes"})

    assert answer["Location"] == today
    page = markup(sam.get(today))
    assert "Kept." in page and "Ask about the school trip" not in page


def test_a_promise_that_is_moved_says_so_to_the_child(world, signed_in, agreed):
    action, sam = agreed(promise=True), signed_in(world.sam)
    moved = {
        "kind": "moved",
        "by_on": in_days(world, 12),
        "why_moved": "The school was shut.",
        "child_knows": "",
    }

    sam.post(action.get_absolute_url(), moved)

    page = markup(sam.get(reverse("sessions:agreed", args=[world.kai.public_id])))
    assert "We said by" in page and "It was moved to" in page
    assert "The school was shut. Kai has not been told yet." in page
    assert AgreedAction.objects.get().by_on == action.by_on  # the day that was said


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Select what became of it"),
        ({"kind": "moved"}, "Enter the new day"),
        ({"kind": "moved", "by_on": "2001-01-01"}, "The new day must be today or in the future"),
        ({"kind": "not_needed"}, "Enter why it is not needed"),
    ],
)
def test_a_day_that_moves_and_what_is_dropped_need_a_reason(signed_in, world, agreed, sent, said):
    answer = signed_in(world.sam).post(agreed().get_absolute_url(), sent)

    assert answer.status_code == 422
    assert said in markup(answer)


def test_what_is_over_is_said_once(world, agreed):
    action = agreed()
    for _click in range(2):
        note_action(action, by=world.sam, today=world.today, kind="done")

    assert ActionStep.objects.count() == 1
    with pytest.raises(UnableToNoteAction, match="Sam Okafor noted this on"):
        note_action(action, by=world.jo, today=world.today, kind="not_needed", reason="Too late")


def test_the_same_move_twice_is_one_and_another_is_another(world, agreed):
    action = agreed()
    moved = {"by": world.sam, "today": world.today, "kind": "moved", "reason": "It rained"}
    for _click in range(2):
        note_action(action, **moved, by_on=world.today)  # today is not too late
    note_action(action, **moved, by_on=world.today + dt.timedelta(days=1))

    assert [one.by_on for one in ActionStep.objects.order_by("pk")] == [
        world.today,
        world.today + dt.timedelta(days=1),
    ]
    for reason, by_on in (("It rained", world.today - dt.timedelta(days=1)), (" ", world.today)):
        with pytest.raises(UnableToNoteAction):
            note_action(action, **{**moved, "reason": reason}, by_on=by_on)


def test_nothing_is_owed_from_a_void_record(world, agreed, access_of):
    action = agreed()
    void_session(action.session, by=world.jean, now=dates.now(), reason="Written twice")

    assert words(world, access_of) == []
    with pytest.raises(UnableToNoteAction, match="void"):
        note_action(AgreedAction.objects.get(), by=world.sam, today=world.today, kind="done")


# --- with whom it is ------------------------------------------------------------------------------


def test_it_passes_to_the_lead_when_whoever_said_it_no_longer_holds_the_child(world, agreed, access_of):
    agreed(author=world.jo, as_key_worker=True)
    assert [who for _what, who, _state in words(world, access_of)] == ["Jo Price"]

    jo = world.placements["kai"].assignments.get(worker=world.jo)
    set_fields(jo, by=world.jean, ended_on=world.today - dt.timedelta(days=1), end_reason="staff_left")

    assert [who for _what, who, _state in words(world, access_of)] == ["Sam Okafor now, said by Jo Price"]


def test_it_passes_to_the_lead_when_whoever_said_it_no_longer_works_here(world, agreed, access_of):
    agreed(author=world.gone)
    agreed(author=world.dee, what="Find a costume")  # works here, holds nobody, and still said it

    assert [who for _what, who, _state in words(world, access_of)] == [
        "Sam Okafor now, said by Gil Past",
        "Dee Shah",
    ]


def test_the_page_of_moving_on_lists_what_is_open(world, signed_in, agreed):
    agreed(promise=True)

    page = markup(signed_in(world.jean).get(reverse("children:move_on", args=[world.kai.public_id])))

    assert "Promise: Ask about the school trip" in page
    assert "Keep it before, or tell Kai." in page


def test_the_manager_sees_what_is_open_at_the_home(world, signed_in, agreed):
    agreed()
    agreed(child="mia", what="Bake the cake")

    page = markup(signed_in(world.jean).get(reverse("sessions:home_agreed", args=[world.maple.public_id])))

    assert "Ask about the school trip" in page and "Bake the cake" in page
