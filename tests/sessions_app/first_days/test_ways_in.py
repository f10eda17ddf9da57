"""Where the list is reached from: Today and the child's page while something is owed, the record of these days."""

import datetime as dt

import pytest
from django.urls import reverse

from homes.audit import set_fields
from tests.factories.about_me import ExplainedFactory
from tests.factories.children import ChildFactory, PlacementFactory
from tests.factories.first_days import FirstDaysEntryFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
A_DAY = dt.timedelta(days=1)
HANDS = ("why_here", "home_plan", "essentials", "worries", "house_rules", "agreement")


@pytest.fixture
def stay(world):
    """Leo moved in at Maple three days ago, which has been in Keywork since long before."""
    set_fields(world.maple, by=world.jean, created_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    leo = ChildFactory(known_as="Leo", home=world.maple, pronouns="he")
    return PlacementFactory(child=leo, home=world.maple, moved_in_on=world.today - 3 * A_DAY)


def way(stay):
    return f'href="{reverse("sessions:first_days", args=[stay.child.public_id])}"'


def complete(stay):
    for task in HANDS:
        FirstDaysEntryFactory(placement=stay, task=task)
    ExplainedFactory(placement=stay, kind="fire", given_on=stay.moved_in_on)


@pytest.mark.parametrize("page", ["compliance:today", "compliance:child"])
def test_reached_until_it_is_complete(page, stay, world, signed_in):
    url = reverse(page, args=[stay.child.public_id] if page == "compliance:child" else [])
    client = signed_in(world.dee)  # no key worker of his: anybody on shift

    assert way(stay) in markup(client.get(url))
    complete(stay)
    assert way(stay) not in markup(client.get(url))


def test_always_reached_from_what_the_child_says(stay, world, signed_in):
    complete(stay)

    assert way(stay) in markup(
        signed_in(world.dee).get(reverse("children:about", args=[stay.child.public_id]))
    )


@pytest.mark.parametrize(("days", "led"), [(0, True), (27, True), (28, False)])
def test_the_record_of_the_first_four_weeks_leads_there(days, led, stay, world, signed_in):
    set_fields(stay, by=world.jean, moved_in_on=world.today - days * A_DAY)
    client = signed_in(world.dee)

    form = client.get(reverse("sessions:new", args=[stay.child.public_id]), follow=True)

    assert (way(stay) in markup(form)) == led
