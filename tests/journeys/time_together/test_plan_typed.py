"""A plan half written: it is there again for who wrote it, and for nobody else, nor for the child with the tablet."""

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled
from playwright.sync_api import expect

from sessions_app.models import SessionPlan
from tests.factories.plans import SessionPlanFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.journeys.conftest import follow, sideways
from tests.journeys.test_childs_turn import hand_over

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "His aunt may be able to visit"


def write_half(page):
    page.get_by_role("textbox", name="Where").fill("Bike track")
    page.get_by_label("Hold back until we are sure").fill(SECRET)
    expect(page.locator("#saved-status")).to_contain_text("Saved at")


def test_a_plan_half_written_is_there_again(open_as, live_server, world, axe):
    url = live_server.url + reverse("sessions:plan_new", args=[world.kai.public_id])
    page = open_as(world.sam)
    page.goto(url)
    write_half(page)
    page.goto(live_server.url)

    other = open_as(world.jo)
    other.goto(url)
    assert SECRET not in other.content() and "is here again" not in other.content()
    page = open_as(world.sam)
    page.goto(url)

    expect(page.get_by_label("Hold back until we are sure")).to_have_value(SECRET)
    expect(page.get_by_role("textbox", name="Where")).to_have_value("Bike track")
    expect(page.get_by_text("is here again")).to_be_visible()
    assert axe(page) == [] and sideways(page) == 0
    page.get_by_role("radio", name="Today").check()
    page.get_by_label("Not asked yet").check()
    page.get_by_label("Not told yet").check()
    expect(page.locator("#saved-status")).to_contain_text("Saved at")
    follow(page, page.get_by_role("button", name="Save plan"))
    with scopes_disabled():
        assert SessionPlan.objects.get().hold_back == SECRET
    page.goto(url)
    expect(page.get_by_role("textbox", name="Where")).to_have_value("")


def test_of_a_plan_that_is_changed_too(open_as, live_server, world):
    with scopes_disabled():
        plan = SessionPlanFactory(placement=world.placements["kai"], worker=world.sam, planned_on=world.today)
    url = live_server.url + reverse("sessions:plan_change", args=[plan.public_id])
    page = open_as(world.sam)
    page.goto(url)
    write_half(page)
    page.goto(live_server.url)
    page.goto(url)

    expect(page.get_by_role("textbox", name="Where")).to_have_value("Bike track")
    page.get_by_label("Not asked yet").check()
    page.get_by_label("Not told yet").check()
    follow(page, page.get_by_role("button", name="Save plan"))
    with scopes_disabled():
        plan.refresh_from_db()
    assert (plan.place, plan.hold_back) == ("Bike track", SECRET)


def test_no_page_of_the_child_gets_a_byte_of_it(open_as, live_server, world):
    with scopes_disabled():
        record = KeyWorkSessionFactory(
            placement=world.placements["kai"], author=world.sam, held_on=world.today, account="You tried."
        )
    url = live_server.url + reverse("sessions:plan_new", args=[world.kai.public_id])
    page = open_as(world.sam)
    page.goto(url)
    write_half(page)
    hand_over(page, live_server, record)

    for address in (page.url, url, f"{url}?fresh", f"{url}?keep", live_server.url):
        page.goto(address)
        expect(page.get_by_role("heading", name="Hi Kai")).to_be_visible()
        received = page.request.get(address).text() + page.content()
        assert SECRET not in received and "Bike track" not in received
