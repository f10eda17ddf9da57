"""A child's own facts, the days of a stay, and of those who hold a child: put right with what hangs on them."""

import datetime as dt

import pytest
from django.urls import reverse

from children.models import Child, Placement
from children.moving_on.actions import move_on
from children.putting_right.actions import as_written
from homes.audit import set_fields
from tests.compliance.judging import evaluate_home
from tests.factories.children import KeyWorkerAssignmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
A_DAY = dt.timedelta(days=1)


def address(kind, record):
    return reverse(f"children:put_right_{kind}", args=[record.public_id])


def body(record, *names, **changes):
    said = {name: getattr(record, name) or "" for name in names}
    return {"because": "typed", "seen": as_written(record), **said, **changes}


def of_child(child, **changes):
    names = ("known_as", "legal_name", "date_of_birth", "pronouns", "picture", "ref")
    return body(child, *names, **changes)


def of_stay(stay, **changes):
    names = ("referred_on", "offered_on", "expected_on", "moved_in_on", "moved_on_on")
    return body(stay, *names, wrong="details", **changes)


def of_held(held, **changes):
    names = ("started_on", "ended_on", "child_told_on", "child_view", "not_asked_because", "handover_on")
    return body(held, *names, wrong="details", **changes)


def test_a_childs_name_birthday_pronouns_and_picture_are_put_right(world, signed_in):
    changes = {
        "known_as": "Kay", "legal_name": "Kaya Moss", "date_of_birth": "2011-02-28", "pronouns": "she",
        "picture": "fox",
    }  # fmt: skip
    client = signed_in(world.jean)

    answer = client.post(address("child", world.kai), of_child(world.kai, **changes))

    world.kai.refresh_from_db()
    assert answer.status_code == 302
    assert {name: str(getattr(world.kai, name)) for name in changes} == changes
    shown = signed_in(world.nell).get(reverse("compliance:child_history", args=[world.kai.public_id])).text
    assert "Put right: Kay was added" in shown
    for words in ("4 May 2012", "28 February 2011", "he/him", "she/her", "Rabbit", "Fox", "Kai", "Kay"):
        assert words.lower() in shown.lower(), words


def test_a_reference_is_one_childs_alone(world, signed_in):
    answer = signed_in(world.jean).post(address("child", world.kai), of_child(world.kai, ref=world.mia.ref))

    assert (answer.status_code, "Another child already has this reference" in answer.text) == (422, True)


def test_the_home_of_the_childs_facts_is_where_the_child_lives(world, signed_in):
    move_on(placement=world.placements["kai"], moved_on_on=world.today, to_home=world.oak, by=world.jean)

    assert signed_in(world.jean).get(address("child", world.kai)).status_code == 403
    assert signed_in(world.ama).get(address("child", world.kai)).status_code == 200


def first_due(world, child):
    return [
        flag.due_on
        for flag in evaluate_home(world.maple.pk, world.today)
        if flag.child_id == child.pk and flag.rule_code == "KS-FIRST"
    ]


def test_a_day_of_moving_in_moves_what_is_due(world, signed_in):
    before = first_due(world, world.kai)
    stay = world.placements["kai"]
    signed_in(world.jean).post(address("stay", stay), of_stay(stay, moved_in_on=world.moved_in + 10 * A_DAY))

    assert first_due(world, world.kai) == [day + 10 * A_DAY for day in before] != []


def test_one_day_of_moving_stands_in_both_stays_and_ends_the_key_workers(world, signed_in):
    stay = world.placements["kai"]
    move_on(placement=stay, moved_on_on=world.today - 3 * A_DAY, to_home=world.oak, by=world.jean)
    right = world.today - 5 * A_DAY
    stay.refresh_from_db()

    signed_in(world.jean).post(address("stay", stay), of_stay(stay, moved_on_on=right))

    stay.refresh_from_db()
    assert stay.moved_on_on == right
    assert Placement.objects.get(child=world.kai, home=world.oak).moved_in_on == right
    assert set(stay.assignments.values_list("ended_on", flat=True)) == {right}


def test_the_next_home_puts_its_first_day_right_and_the_stay_before_ends_then(world, signed_in):
    stay = world.placements["kai"]
    move_on(placement=stay, moved_on_on=world.today - 3 * A_DAY, to_home=world.oak, by=world.jean)
    following = Placement.objects.get(child=world.kai, home=world.oak)

    signed_in(world.ama).post(
        address("stay", following), of_stay(following, moved_in_on=world.today - 1 * A_DAY)
    )

    stay.refresh_from_db()
    assert stay.moved_on_on == world.today - A_DAY


def test_a_child_who_did_not_move_on_lives_here_again_with_the_key_workers(world, signed_in):
    stay = world.placements["kai"]
    move_on(placement=stay, moved_on_on=world.today, by=world.jean)
    stay.refresh_from_db()

    signed_in(world.jean).post(address("stay", stay), of_stay(stay, moved_on_on=""))

    stay.refresh_from_db()
    assert stay.moved_on_on is None
    assert {held.ended_on for held in stay.assignments.all()} == {None}
    assert {held.end_reason for held in stay.assignments.all()} == {""}


def test_days_of_a_stay_have_to_fit(world, signed_in):
    stay = world.placements["kai"]
    move_on(placement=stay, moved_on_on=world.today, to_home=world.oak, by=world.jean)
    stay.refresh_from_db()
    client = signed_in(world.jean)
    for changes, words in (
        ({"moved_on_on": ""}, "lived at another home on some of these days"),
        ({"moved_in_on": ""}, "the day the child is expected"),
        ({"moved_on_on": world.moved_in - A_DAY}, "the same as or after the day of moving in"),
        ({"moved_in_on": world.today + A_DAY}, "must be today or in the past"),
    ):
        answer = client.post(address("stay", stay), of_stay(stay, **changes))
        assert (answer.status_code, words in answer.text) == (422, True), words


def test_moving_on_has_its_own_page(world, signed_in):
    stay = world.placements["kai"]

    answer = signed_in(world.jean).post(address("stay", stay), of_stay(stay, moved_on_on=world.today))

    assert "Record moving on on its own page" in answer.text


def test_days_of_a_key_worker_and_when_the_child_was_told(world, signed_in):
    lead = world.placements["kai"].assignments.get(role="lead")
    right, told = world.moved_in + 4 * A_DAY, world.moved_in + 5 * A_DAY

    signed_in(world.jean).post(
        address("assignment", lead), of_held(lead, started_on=right, child_told_on=told)
    )

    lead.refresh_from_db()
    assert (lead.started_on, lead.child_told_on) == (right, told)


def test_two_leads_still_share_no_day(world, signed_in):
    lead = world.placements["kai"].assignments.get(role="lead")
    over = world.today - 9 * A_DAY
    set_fields(lead, by=world.jean, ended_on=over, end_reason="child_asked")
    second = KeyWorkerAssignmentFactory(placement=lead.placement, worker=world.dee, started_on=over)

    answer = signed_in(world.jean).post(
        address("assignment", second), of_held(second, started_on=world.today - 20 * A_DAY)
    )

    assert (answer.status_code, "does not fit with what else is written" in answer.text) == (422, True)


def test_the_childs_page_leads_there_for_who_may_move_children(world, signed_in):
    pages = {
        name: signed_in(getattr(world, name)).get(world.kai.get_absolute_url()).text
        for name in ("jean", "dee")
    }

    for kind, record in (("child", world.kai), ("stay", world.placements["kai"])):
        assert address(kind, record) in pages["jean"]
        assert address(kind, record) not in pages["dee"]
    assert Child.objects.get(pk=world.kai.pk).put_right_at is None
