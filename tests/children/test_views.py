"""Forms about a stay in the browser's terms: who may, what is said, and that input is kept."""

import datetime as dt

import pytest
from django.urls import reverse

from children.models import Child, ChildAbsence, FileVersion, KeyWorkerAssignment, Placement
from homes.models import AccessEvent
from tests.factories.children import make_absence
from tests.factories.homes import give_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def form_urls(world) -> dict[str, str]:
    child = [world.kai.public_id]
    assignment = KeyWorkerAssignment.objects.get(child=world.kai, role="lead")
    return {
        "add_child": reverse("children:add_child", args=[world.maple.public_id]),
        "move_on": reverse("children:move_on", args=child),
        "assign_key_worker": reverse("children:assign_key_worker", args=child),
        "end_assignment": reverse("children:end_assignment", args=[assignment.public_id]),
        "add_absence": reverse("children:add_absence", args=child),
        "add_plan": reverse("children:add_plan", args=[world.kai.public_id, "health"]),
    }


@pytest.mark.parametrize(
    ("name", "worker", "manager"),
    [
        ("add_child", 403, 200),
        ("move_on", 403, 200),
        ("assign_key_worker", 403, 200),
        ("end_assignment", 403, 200),
        ("add_absence", 200, 200),
        ("add_plan", 200, 200),
    ],
)
def test_who_may_open_each_form(world, signed_in, name, worker, manager):
    url = form_urls(world)[name]

    assert signed_in(world.sam).get(url).status_code == worker
    assert signed_in(world.jean).get(url).status_code == manager
    assert signed_in(world.tom).get(url).status_code == 404
    assert signed_in(world.nell).get(url).status_code == 403


def test_opening_a_form_is_logged(world, signed_in):
    signed_in(world.sam).get(form_urls(world)["add_plan"])

    event = AccessEvent.objects.get(what="form")
    assert (event.user_name, event.child_id, event.home_id) == ("Sam Okafor", world.kai.pk, world.maple.pk)


def test_an_empty_form_says_what_is_missing_and_writes_nothing(world, signed_in):
    answer = signed_in(world.jean).post(form_urls(world)["end_assignment"], {})

    assert answer.status_code == 422
    assert "Select a reason for changing the key worker" in answer.content.decode()
    assert KeyWorkerAssignment.objects.get(child=world.kai, role="lead").ended_on is None


def test_a_plan_is_added_and_the_input_survives_an_error(world, signed_in):
    url = form_urls(world)["add_plan"]
    client = signed_in(world.sam)
    tomorrow = world.today + dt.timedelta(days=1)

    wrong = client.post(url, {"dated_on": tomorrow.isoformat(), "note": "New nurse"})
    right = client.post(url, {"dated_on": world.today.isoformat(), "note": "New nurse"})

    assert "New nurse" in wrong.content.decode()
    assert "must be today or in the past" in wrong.content.decode()
    assert right.status_code == 302
    assert FileVersion.objects.get(child=world.kai).note == "New nurse"


@pytest.mark.parametrize("day", ["0000-01-01", "9999-12-31", "2026-02-30", "yesterday", "1" * 400, "\x00"])
def test_impossible_dates_are_field_errors(world, signed_in, day):
    answer = signed_in(world.sam).post(form_urls(world)["add_plan"], {"dated_on": day})

    assert answer.status_code == 422
    assert FileVersion.objects.count() == 0


def test_another_homes_worker_cannot_be_named(world, signed_in):
    url = reverse("children:assign_key_worker", args=[world.mia.public_id])
    answer = signed_in(world.jean).post(
        url, {"worker": str(world.tom.public_id), "role": "second", "started_on": world.today.isoformat()}
    )

    assert answer.status_code == 422
    assert KeyWorkerAssignment.objects.filter(worker=world.tom).count() == 0


def test_the_other_homes_of_the_choice_are_the_managers_own(world, signed_in):
    url = form_urls(world)["move_on"]
    answer = signed_in(world.jean).post(
        url,
        {"moved_on_on": world.today.isoformat(), "to_home": str(world.elm.public_id), "reason": "x"},
    )

    assert answer.status_code == 422
    assert Placement.objects.get(child=world.kai).moved_on_on is None


def test_a_child_never_moves_to_another_providers_home(world, signed_in):
    give_role(world.jean, world.elm)  # an adult who also works for the other provider
    fields = {"moved_on_on": world.today.isoformat(), "to_home": str(world.elm.public_id), "reason": "x"}

    answer = signed_in(world.jean).post(form_urls(world)["move_on"], fields)

    assert answer.status_code == 422
    assert Placement.objects.get(child=world.kai).home == world.maple


def test_a_child_is_added_with_the_least_that_is_known(world, signed_in):
    answer = signed_in(world.jean).post(
        form_urls(world)["add_child"],
        {
            "known_as": "Leo",
            "ref": "M-9",
            "pronouns": "he",
            "picture": "fox",
            "moved_in_on": world.today.isoformat(),
        },
    )

    leo = Child.objects.get(ref="M-9")
    assert answer["Location"] == reverse("children:assign_key_worker", args=[leo.public_id])
    assert leo.date_of_birth is None


def test_the_return_is_recorded(world, signed_in):
    away = make_absence(world.kai, world.maple, world.today - dt.timedelta(days=3))
    url = reverse("children:record_return", args=[away.public_id])

    answer = signed_in(world.sam).post(url, {"returned_on": world.today.isoformat()})

    assert answer.status_code == 302
    assert ChildAbsence.objects.get().returned_on == world.today


def test_an_unknown_plan_type_is_not_found(world, signed_in):
    url = reverse("children:add_plan", args=[world.kai.public_id, "secret"])

    assert signed_in(world.sam).get(url).status_code == 404


def test_a_last_day_years_ahead_is_a_slip(world, signed_in):
    fields = {"end_reason": "staff_left", "end_note": "She moves", "ended_on": "2126-03-27"}

    answer = signed_in(world.jean).post(form_urls(world)["end_assignment"], fields)

    assert answer.status_code == 422
    assert "Last day must be within 3 months" in answer.content.decode()
    assert KeyWorkerAssignment.objects.get(child=world.kai, role="lead").ended_on is None


def test_a_first_day_years_ahead_is_a_slip(world, signed_in):
    fields = {"worker": str(world.dee.public_id), "role": "cover", "started_on": "2126-03-27"}

    answer = signed_in(world.jean).post(form_urls(world)["assign_key_worker"], fields)

    assert answer.status_code == 422
    assert "The first day must be within 3 months" in answer.content.decode()


def test_a_review_years_ahead_would_silence_the_flag_and_is_a_slip(world, signed_in):
    fields = {"dated_on": world.today.isoformat(), "review_due_on": "2126-03-27"}

    answer = signed_in(world.jean).post(form_urls(world)["add_plan"], fields)

    assert answer.status_code == 422
    assert "Review due must be within 2 years" in answer.content.decode()
    assert FileVersion.objects.filter(child=world.kai, dated_on=world.today).count() == 0
