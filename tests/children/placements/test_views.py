"""Forms about a stay in the browser's terms: who may, what is said, and that input is kept."""

import datetime as dt

import pytest
from django.urls import reverse

from children.models import Child, ChildAbsence, FileVersion, Placement, PreAdmissionVisit
from homes.models import AccessEvent
from tests.factories.children import ChildAbsenceFactory
from tests.factories.staff import StaffRoleFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def form_urls(world) -> dict[str, str]:
    child = [world.kai.public_id]
    home = [world.maple.public_id]
    return {
        "add_child": reverse("children:add_child", args=home),
        "expect_child": reverse("children:expect_child", args=home),
        "moves_in": reverse("children:moves_in", args=child),
        "visits_before": reverse("children:visits_before", args=child),
        "move_on": reverse("children:move_on", args=child),
        "add_absence": reverse("children:add_absence", args=child),
        "add_plan": reverse("children:add_plan", args=[world.kai.public_id, "health"]),
    }


@pytest.mark.parametrize(
    ("name", "worker", "manager"),
    [
        ("add_child", 403, 200),
        ("move_on", 403, 200),
        ("expect_child", 403, 200),
        ("moves_in", 403, 200),
        ("visits_before", 403, 200),
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
    answer = signed_in(world.jean).post(form_urls(world)["expect_child"], {})

    assert answer.status_code == 422
    assert "Enter the day the child is expected" in markup(answer)
    assert Child.objects.filter(provider=world.provider).count() == 3


def test_a_plan_is_added_and_the_input_survives_an_error(world, signed_in):
    url = form_urls(world)["add_plan"]
    client = signed_in(world.sam)
    tomorrow = world.today + dt.timedelta(days=1)

    wrong = client.post(url, {"dated_on": tomorrow.isoformat(), "note": "New nurse"})
    right = client.post(url, {"dated_on": world.today.isoformat(), "note": "New nurse"})

    assert "New nurse" in markup(wrong)
    assert "must be today or in the past" in markup(wrong)
    assert right.status_code == 302
    assert FileVersion.objects.get(child=world.kai).note == "New nurse"


@pytest.mark.parametrize("day", ["0000-01-01", "9999-12-31", "2026-02-30", "yesterday", "1" * 400, "\x00"])
def test_impossible_dates_are_field_errors(world, signed_in, day):
    answer = signed_in(world.sam).post(form_urls(world)["add_plan"], {"dated_on": day})

    assert answer.status_code == 422
    assert FileVersion.objects.count() == 0


def test_the_other_homes_of_the_choice_are_the_managers_own(world, signed_in):
    url = form_urls(world)["move_on"]
    answer = signed_in(world.jean).post(
        url,
        {"moved_on_on": world.today.isoformat(), "to_home": str(world.elm.public_id), "reason": "x"},
    )

    assert answer.status_code == 422
    assert Placement.objects.get(child=world.kai).moved_on_on is None


def test_a_child_never_moves_to_another_providers_home(world, signed_in):
    StaffRoleFactory(user=world.jean, home=world.elm)  # an adult who also works for the other provider
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
    assert answer["Location"] == reverse("compliance:name_key_worker", args=[leo.public_id])
    assert leo.date_of_birth is None


IN_CARE = {
    "looked_after_since": "2024-02-29",
    "responsible_authority": "Northshire",
    "responsible_nation": "Wales",
    "intended_to_last_to_18": "no",
}
LEO = {"known_as": "Leo", "ref": "M-9", "pronouns": "he", "picture": "fox"}


@pytest.mark.parametrize(("name", "day"), [("add_child", "moved_in_on"), ("expect_child", "expected_on")])
def test_every_way_of_adding_a_child_asks_in_whose_care(world, signed_in, name, day):
    client = signed_in(world.jean)
    page = markup(client.get(form_urls(world)[name]))
    assert all(f'name="{field}"' in page for field in IN_CARE)
    assert page.count("Not known<") == 2  # the nation, and how long; a day and a name are left empty

    answer = client.post(form_urls(world)[name], {**LEO, **IN_CARE, day: world.today.isoformat()})

    assert answer.status_code == 302
    placement = Placement.objects.get(child__ref="M-9")
    assert placement.looked_after_since == dt.date(2024, 2, 29)
    assert (placement.responsible_authority, placement.responsible_nation) == ("Northshire", "Wales")
    assert placement.intended_to_last_to_18 is False


def test_all_of_it_may_be_not_known_and_is_asked_again(world, signed_in):
    client = signed_in(world.jean)
    unknown = dict.fromkeys(IN_CARE, "")
    client.post(form_urls(world)["add_child"], {**LEO, **unknown, "moved_in_on": world.today.isoformat()})

    placement = Placement.objects.get(child__ref="M-9")
    assert (placement.looked_after_since, placement.intended_to_last_to_18) == (None, None)
    assert (placement.responsible_authority, placement.responsible_nation) == ("", "")
    page = markup(client.get(reverse("children:orders", args=[placement.child.public_id])))
    assert "In whose care is Leo?" in page
    assert "as if Leo were looked after" in page


def test_nobody_is_looked_after_before_they_were_born(world, signed_in):
    answer = signed_in(world.jean).post(
        form_urls(world)["add_child"],
        {**LEO, **IN_CARE, "date_of_birth": "2024-03-01", "moved_in_on": world.today.isoformat()},
    )

    assert answer.status_code == 422
    assert "The day must be the same as or after the date of birth" in markup(answer)
    assert 'value="Northshire"' in markup(answer)


def test_the_return_is_recorded(world, signed_in):
    away = ChildAbsenceFactory(
        child=world.kai, home=world.maple, started_on=world.today - dt.timedelta(days=3)
    )
    url = reverse("children:record_return", args=[away.public_id])

    answer = signed_in(world.sam).post(url, {"returned_on": world.today.isoformat()})

    assert answer.status_code == 302
    assert ChildAbsence.objects.get().returned_on == world.today


def test_an_unknown_plan_type_is_not_found(world, signed_in):
    url = reverse("children:add_plan", args=[world.kai.public_id, "secret"])

    assert signed_in(world.sam).get(url).status_code == 404


def test_a_review_years_ahead_would_silence_the_flag_and_is_a_slip(world, signed_in):
    fields = {"dated_on": world.today.isoformat(), "review_due_on": "2126-03-27"}

    answer = signed_in(world.jean).post(form_urls(world)["add_plan"], fields)

    assert answer.status_code == 422
    assert "Review due must be within 2 years" in markup(answer)
    assert FileVersion.objects.filter(child=world.kai, dated_on=world.today).count() == 0


# --- before moving in -----------------------------------------------------------------------------


def expect_leo(world, client) -> Child:
    day = world.today
    client.post(
        form_urls(world)["expect_child"],
        {
            "known_as": "Leo",
            "ref": "M-9",
            "pronouns": "he",
            "picture": "fox",
            "referred_on": (day - dt.timedelta(days=9)).isoformat(),
            "offered_on": (day - dt.timedelta(days=1)).isoformat(),
            "expected_on": (day + dt.timedelta(days=9)).isoformat(),
        },
    )
    return Child.objects.get(ref="M-9")


def test_a_child_is_expected_visits_and_moves_in(world, signed_in):
    client = signed_in(world.jean)
    leo = expect_leo(world, client)
    yesterday = world.today - dt.timedelta(days=1)
    placement = Placement.objects.get(child=leo)
    assert (placement.moved_in_on, placement.offered_on) == (None, yesterday)

    visits = reverse("children:visits_before", args=[leo.public_id])
    went = {"visited_on": yesterday.isoformat(), "went": [str(world.sam.public_id)], "note": "Liked the dog"}
    client.post(visits, went)
    client.post(visits, {**went, "note": "Liked the dog, asked for Sam"})  # the same day again adds to it
    visit = PreAdmissionVisit.objects.get(placement=placement)
    assert (visit.note, visit.went[0]["name"]) == ("Liked the dog, asked for Sam", "Sam Okafor")

    page = markup(client.get(leo.get_absolute_url()))
    assert "Liked the dog, asked for Sam" in page and "Nobody is named." in page

    moves = reverse("children:moves_in", args=[leo.public_id])
    assert client.post(moves, {"moved_in_on": world.today.isoformat()}).status_code == 302
    again = client.post(moves, {"moved_in_on": world.today.isoformat()})
    placement.refresh_from_db()
    assert placement.moved_in_on == world.today
    assert again.status_code == 422 and "already recorded" in markup(again)


def test_an_expected_child_has_links_from_the_list(world, signed_in):
    client = signed_in(world.jean)
    leo = expect_leo(world, client)

    page = markup(client.get(reverse("compliance:children")))

    for name in ("children:visits_before", "children:moves_in"):
        assert reverse(name, args=[leo.public_id]) in page
    assert reverse("children:expect_child", args=[world.maple.public_id]) in page


def test_an_offer_before_the_referral_is_a_slip(world, signed_in):
    day = world.today
    answer = signed_in(world.jean).post(
        form_urls(world)["expect_child"],
        {
            "known_as": "Leo", "ref": "M-9", "pronouns": "he", "picture": "fox",
            "referred_on": day.isoformat(), "offered_on": (day - dt.timedelta(days=1)).isoformat(),
            "expected_on": (day - dt.timedelta(days=1)).isoformat(),
        },
    )  # fmt: skip

    text = markup(answer)
    assert "must be the same as or after the referral" in text
    assert "Expected on must be today or in the future" in text


def test_a_visit_after_moving_in_is_refused(world, signed_in):
    answer = signed_in(world.jean).post(
        form_urls(world)["visits_before"], {"visited_on": world.today.isoformat()}
    )

    assert answer.status_code == 422
    assert PreAdmissionVisit.objects.count() == 0
