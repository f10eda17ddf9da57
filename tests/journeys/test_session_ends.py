"""The session ends while somebody writes: they are told before, and no word is lost, with script and without."""

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled
from playwright.sync_api import expect

from children.models import ChronologyEntry
from homes.models import BrowserSession
from sessions_app.models import KeyWorkSession

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "He asked whether his aunt may come to the match."


def sign_in(page, person, password) -> None:
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill(password)
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Sign in").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_form_sent_too_late_is_there_again_after_signing_in(
    open_as, live_server, world, password, javascript, settings
):
    settings.ACCOUNT_RATE_LIMITS = False
    page = open_as(world.sam, javascript=javascript)
    page.goto(live_server.url + reverse("children:add_chronology", args=[world.kai.public_id]))
    page.get_by_label("What happened").fill(WORDS)
    BrowserSession.objects.all().delete()

    with page.expect_navigation(wait_until="load"):
        page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_text("What you typed is kept for you")).to_be_visible()
    sign_in(page, world.sam, password)

    expect(page.get_by_label("What happened")).to_have_value(WORDS)
    expect(page.get_by_text("You were signed out before this was sent")).to_be_visible()
    with scopes_disabled():
        assert not ChronologyEntry.objects.exists()


def test_autosave_goes_on_by_itself_after_signing_in_in_another_tab(
    open_as, live_server, world, password, settings
):
    settings.ACCOUNT_RATE_LIMITS = False
    page = open_as(world.sam, expected=("403", "Failed to load resource"))
    page.goto(live_server.url + reverse("sessions:new", args=[world.kai.public_id]))
    page.get_by_label("What you did and talked about").fill("We")
    expect(page.locator("#saved-status")).to_contain_text("Saved at")
    BrowserSession.objects.all().delete()
    page.get_by_label("What you did and talked about").fill(WORDS)
    expect(page.locator("#saved-status")).to_contain_text("you are signed out")

    other = page.context.new_page()
    other.goto(live_server.url + reverse("account_login"))
    sign_in(other, world.sam, password)

    expect(page.locator("#saved-status")).to_contain_text("Saved at", timeout=40_000)
    with scopes_disabled():
        assert KeyWorkSession.objects.get().account == WORDS


def test_the_end_is_announced_and_put_off(open_as, live_server, world, settings):
    settings.SESSION_COOKIE_AGE = 122
    settings.SESSION_KEPT_EVERY_SECONDS = 0
    page = open_as(world.sam)
    page.goto(live_server.url + reverse("homes:help"))
    box = page.locator("#session-ends")

    expect(box).to_be_visible()
    expect(box).to_contain_text("You will be signed out in less than 2 minutes.")
    settings.SESSION_COOKIE_AGE = 1800
    box.get_by_role("button", name="Stay signed in").click()

    expect(box).to_be_hidden()


def test_who_is_signed_out_is_told_and_somebody_else_gets_no_token(open_as, live_server, world):
    page = open_as(world.sam)
    page.goto(live_server.url + reverse("homes:help"))
    BrowserSession.objects.all().delete()
    page.evaluate("keyworkSession.look()")
    expect(page.locator("#session-ends")).to_contain_text("You are signed out")

    answer = page.request.get(live_server.url + reverse("session"), params={"person": world.jo.public_id.hex})

    assert answer.json() == {"left": 0, "can_stay": False, "token": ""}
