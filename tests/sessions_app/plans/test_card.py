"""The child's card of the week: when, where and with whom; nothing for adults alone, and no other child."""

import datetime as dt

import pytest
from django.urls import reverse

from sessions_app.models import SessionPlan
from sessions_app.plans.card import OF_STAFF, SHOWN, names_one_of
from tests.factories.plans import SessionPlanFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
A_DAY = dt.timedelta(days=1)


def plan_of(world, **said):
    return SessionPlanFactory(
        **{
            "placement": world.placements["kai"], "worker": world.sam, "planned_on": world.today,
            "starts": dt.time(16), "place": "Bike track", "child_knows": True, **said,
        }
    )  # fmt: skip


def card(client, child, day=None):
    asked = {"from": day.isoformat()} if day else {}
    return client.get(reverse("sessions:plan_card", args=[child.public_id]), asked)


def test_the_card_says_when_where_and_with_whom(world, signed_in):
    plan_of(world)
    plan_of(world, planned_on=world.today + 7 * A_DAY, place="Next week")
    plan_of(world, state="cancelled", reason="The car is away", place="Called off")
    plan_of(world, placement=world.placements["mia"], place="Of Mia")

    page = words(card(signed_in(world.dee), world.kai))

    assert "4:00pm Bike track with Sam" in page
    for other in ("Next week", "Called off", "Of Mia"):
        assert other not in page
    assert "Next week" in words(card(signed_in(world.dee), world.kai, world.today + 7 * A_DAY))


def test_nothing_for_adults_alone_is_on_it_or_even_read(world, signed_in):
    held = {
        "hold_back": "heldback", "safety_doubt": "doubtful", "safety_plan": "safely", "kit": "helmets",
        "wants": "askedfor", "childs_reply": "replied", "petty_cash": 8, "talked_with": world.jean,
        "talked_name": world.jean.full_name, "reason": "moved once",
    }  # fmt: skip
    plan_of(world, **held)

    page = markup(card(signed_in(world.sam), world.kai))

    for said in (
        "heldback",
        "doubtful",
        "safely",
        "helmets",
        "askedfor",
        "replied",
        "Jean",
        "moved once",
        "£",
    ):
        assert said not in page
    assert not {*SHOWN, *OF_STAFF} & {*SessionPlan.STAFF_ONLY, *held}


@pytest.mark.parametrize(
    ("place", "shown"),
    [("Swimming with Mia", False), ("The miam cafe", True), ("MIA street", True), ("Mia’s room", False)],
)
def test_a_place_that_names_another_child_is_left_off_and_the_adult_is_told(place, shown, world, signed_in):
    plan = plan_of(world, place=place)

    page = card(signed_in(world.sam), world.kai)

    assert (place in words(page)) == shown
    assert ("names another child" in words(page)) != shown
    way = f'href="{reverse("sessions:plan_change", args=[plan.public_id])}"'
    assert (way in markup(page)) != shown


def test_who_prints_it_hears_that_the_child_has_not_been_told(world, signed_in):
    plan_of(world, child_knows=False)

    page = markup(card(signed_in(world.sam), world.kai))

    assert "Kai has not been told of all of this" in page
    before = page[: page.index("Kai has not been told")]
    assert before.rindex('<div class="kw-no-print">') > before.rindex("</nav>")


def test_an_empty_week_invites(world, signed_in):
    assert "Say when you would like time, and with whom." in words(card(signed_in(world.sam), world.kai))


def test_the_card_is_led_to_and_is_only_of_ones_own_home(world, signed_in):
    client = signed_in(world.sam)
    way = reverse("sessions:plan_card", args=[world.kai.public_id])

    assert f'href="{way}"' in markup(client.get(reverse("sessions:plans", args=[world.kai.public_id])))
    assert f'href="{way}?from=' in markup(client.get(reverse("sessions:week", args=[world.maple.public_id])))
    assert card(client, world.noa).status_code == 404


@pytest.mark.parametrize(
    ("text", "named"),
    [("with Mia", True), ("Mia", True), ("in May", False), ("at Miami", False), ("mia", False), ("", False)],
)
def test_a_name_is_a_whole_word_written_as_a_name(text, named):
    assert names_one_of(text, ["Mia", "April"]) == named
