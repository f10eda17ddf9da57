"""Handover: the last 24 hours of one home, and who has read them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from children.models import HandoverNote, HandoverSeen
from homes import dates
from homes.audit import set_fields
from homes.models import AccessEvent
from tests.addresses import page_address
from tests.factories.children import (
    ChildAbsenceFactory,
    ChildFactory,
    KeyWorkerAssignmentFactory,
    PlacementFactory,
)
from tests.factories.file import FileVersionFactory
from tests.factories.plans import SessionPlanFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.team import HandoverNoteFactory
from tests.sessions_app.social_worker.test_pages import call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
DAY = dt.timedelta(days=1)


@pytest.fixture
def at(world):
    def address(name="handover", home=None):
        return page_address(name, args=[(home or world.maple).public_id])

    return address


def signed_now(world, child="kai", **fields):
    return KeyWorkSessionFactory(
        placement=world.placements[child],
        author=world.sam,
        held_on=world.today,
        signed_at=dates.now(),
        **fields,
    )


def test_what_was_written_in_the_last_day_stands_under_each_child(world, signed_in, at):
    signed_now(world, account="We mended the bike together")
    call(world, 0, "phone", "spoke", person_name="Mum")
    ChildAbsenceFactory(child=world.mia, home=world.maple, started_on=world.today, kind="family_stay")
    FileVersionFactory(child=world.mia, home=world.maple, type="RISK", dated_on=world.today)
    SessionPlanFactory(
        placement=world.placements["mia"], worker=world.sam, planned_on=world.today + DAY, place="Cinema"
    )
    HandoverNoteFactory(home=world.maple, text="The boiler is off", by=world.jo)
    HandoverNoteFactory(home=world.maple, text="Kai wants his own alarm", by=world.jo, child=world.kai)

    answer = signed_in(world.jo).get(at())

    page = answer.context["page"]
    assert [shift.child for shift in page.children] == [world.kai, world.mia]
    for words in (
        "We mended the bike together",
        "Phone call, Mum",
        "Away since",
        "Risk assessment and safety plan",
        "Cinema",
        "The boiler is off",
        "Kai wants his own alarm",
    ):
        assert words in answer.text, words
    assert AccessEvent.objects.filter(what="handover", home_id=world.maple.pk).count() == 1


def test_drafts_older_words_and_another_homes_children_are_not_there(world, signed_in, at):
    KeyWorkSessionFactory(
        placement=world.placements["kai"],
        author=world.sam,
        held_on=world.today,
        draft=True,
        account="Unsigned words",
    )
    KeyWorkSessionFactory(
        placement=world.placements["kai"],
        author=world.sam,
        held_on=world.today - 2 * DAY,
        account="Older words",
        signed_at=dates.now() - dt.timedelta(hours=25),
    )
    signed_now(world, "noa", account="Words of Oak")
    HandoverNoteFactory(home=world.oak, text="Note of Oak")

    for person in (world.sam, world.jean):
        page = signed_in(person).get(at()).text
        for words in ("Unsigned words", "Older words", "Words of Oak", "Note of Oak", "Noa"):
            assert words not in page


def test_a_worry_is_told_without_its_words(world, signed_in, at):
    signed_now(world, worry=True, worry_text="The words of the worry")

    page = signed_in(world.jo).get(at()).text

    assert "A worry was recorded; Jean Ward was told." in page
    assert "The words of the worry" not in page


def test_a_note_is_kept_once_with_the_name_of_that_day(world, signed_in, at):
    client = signed_in(world.sam)
    note = {"about": str(world.kai.public_id), "text": "Knock first"}

    for _click in range(2):
        answer = client.post(at("add_handover_note"), note)

    assert answer["Location"] == at()
    kept = HandoverNote.objects.get()
    assert (kept.child, kept.text, kept.written_by_name) == (world.kai, "Knock first", "Sam Okafor")


@pytest.mark.parametrize("child", ["noa", "una"])
def test_a_note_is_about_a_child_of_this_home(world, signed_in, at, child):
    note = {"about": str(getattr(world, child).public_id), "text": "Knock first"}

    answer = signed_in(world.sam).post(at("add_handover_note"), note)

    assert answer.status_code == 422
    assert "Choose somebody from the list" in answer.text
    assert "Knock first" in answer.text
    assert HandoverNote.objects.count() == 0


def test_reading_it_is_noted_once_a_day_each(world, signed_in, at):
    for person in (world.sam, world.sam, world.jo):
        assert signed_in(person).post(at("handover_seen")).status_code == 302

    assert sorted(HandoverSeen.objects.values_list("seen_by_name", flat=True)) == ["Jo Price", "Sam Okafor"]
    page = signed_in(world.sam).get(at()).text
    assert "Jo Price" in page
    assert "I’ve read this" not in page


def test_inspectors_and_the_responsible_individual_read_and_write_nothing(world, signed_in, at):
    HandoverNoteFactory(home=world.maple, text="The boiler is off")
    for person in (world.nell, world.idris):
        client = signed_in(person)
        page = client.get(at())
        assert page.status_code == 200
        assert "I’ve read this" not in page.text
        assert client.get(at("add_handover_note")).status_code == 403
        assert client.post(at("add_handover_note"), {"text": "x"}).status_code == 403
        assert client.post(at("handover_seen")).status_code == 403


def test_another_home_is_not_there(world, signed_in, at):
    tom = signed_in(world.tom)

    assert [tom.get(at(name)).status_code for name in ("handover", "add_handover_note")] == [404, 404]
    assert tom.post(at("handover_seen")).status_code == 404


def test_it_costs_the_same_for_a_full_house(world, signed_in, at):
    client = signed_in(world.sam)
    client.get(at())
    counts = []
    for more in (1, 12):
        for number in range(more):
            child = ChildFactory(known_as=f"Child {more} {number}", home=world.maple)
            placement = PlacementFactory(child=child, home=world.maple, moved_in_on=world.moved_in)
            KeyWorkerAssignmentFactory(placement=placement, worker=world.sam, started_on=world.today)
            KeyWorkSessionFactory(
                placement=placement, author=world.sam, held_on=world.today, signed_at=dates.now(), worry=True
            )
            FileVersionFactory(child=child, home=world.maple, type="RISK", dated_on=world.today)
            ChildAbsenceFactory(child=child, home=world.maple, started_on=world.today)
            SessionPlanFactory(placement=placement, worker=world.sam, planned_on=world.today + DAY)
            HandoverNoteFactory(home=world.maple, text=f"Note {number}", child=child)
            call(world, 0, "phone", "spoke")
        client.get(at())  # whoever comes first sweeps
        with CaptureQueriesContext(connection) as captured:
            client.get(at())
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("left_ago", "shown"), [(0, True), (1, True), (2, False)])
def test_who_has_just_moved_on_is_handed_over_too(world, signed_in, at, left_ago, shown):
    signed_now(world, account="We said goodbye")
    set_fields(world.placements["kai"], by=world.jean, moved_on_on=world.today - left_ago * DAY)

    answer = signed_in(world.jo).get(at())

    assert ("Moved on on" in answer.text, "We said goodbye" in answer.text) == (shown, shown)
