"""From an invitation to the first page of somebody new; and from an empty installation to the first signed session."""

import re
import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django_scopes import scopes_disabled

from homes.sign_in.second_step.codes import STEP_SECONDS, code_of
from sessions_app.models import KeyWorkSession
from tests.journeys.conftest import DESKTOP, PHONE, follow, sideways
from tests.journeys.test_contacts import Stopwatch
from tests.journeys.test_main_job import NOTE, record_and_sign
from tests.reading import words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GOOD = "wet stones under a bridge"


def look(page, axe) -> None:
    if axe is not None:
        assert axe(page) == []
        assert sideways(page) <= 0
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_manager_invites_and_somebody_new_begins(
    world, open_as, browser, live_server, axe, password, settings, javascript
):
    settings.SHOW_PASSWORD_LINKS = True  # to hand the link over as a manager does where no mail arrives
    check = axe if javascript else None
    jean = open_as(world.jean, size=DESKTOP, javascript=javascript, expected=("422",))
    jean.goto(f"{live_server.url}{reverse('compliance:staff', args=[world.maple.public_id])}")
    follow(jean, jean.get_by_role("link", name="Invite somebody"))
    look(jean, check)
    jean.get_by_label("Their full name").fill("Priya Nair")
    jean.get_by_label("Work e-mail").fill("priya.nair@homes.example")
    follow(jean, jean.get_by_role("button", name="Send the invitation"))
    assert jean.get_by_label("Their full name").input_value() == "Priya Nair"
    look(jean, check)
    jean.get_by_role("radio", name="Residential worker").check()
    jean.get_by_label("Your password").fill(password)
    follow(jean, jean.get_by_role("button", name="Send the invitation"))
    look(jean, check)
    link = jean.locator("section", has_text="Invited").locator(".kw-inset a").get_attribute("href")
    assert link.startswith(live_server.url)

    context = browser.new_context(viewport=PHONE, java_script_enabled=javascript)
    try:
        priya = context.new_page()
        priya.goto(link)
        look(priya, check)
        assert "Priya" not in priya.title()
        priya.get_by_label("Choose a password").fill("short")
        priya.get_by_label("The password again").fill("short")
        follow(priya, priya.get_by_role("button", name="Begin"))
        look(priya, check)
        priya.get_by_label("Choose a password").fill(GOOD)
        priya.get_by_label("The password again").fill(GOOD)
        follow(priya, priya.get_by_role("button", name="Begin"))
        look(priya, check)
        assert priya.get_by_role("heading", level=1).inner_text() == "Today"
        assert "You work at Maple House from" in words(priya.content())
        follow(priya, priya.get_by_role("link", name="Priya Nair").locator("visible=true"))
        look(priya, check)
        assert priya.get_by_role("heading", level=1).inner_text() == "Your account"
        priya.goto(link)
        look(priya, check)
        assert "This link does not work any more" in words(priya.content())
    finally:
        context.set_offline(True)
        context.close()


def set_up_a_second_step(page, axe) -> None:
    """As on the first day of whoever manages: the secret typed into an app, and the codes printed."""
    assert page.get_by_role("heading", level=1).inner_text() == "Set up a second step"
    look(page, axe)
    secret = page.locator(".kw-secret").inner_text().replace(" ", "")
    page.get_by_label("The 6 digits the app shows now").fill(
        code_of(secret, int(time.time()) // STEP_SECONDS)
    )
    page.get_by_label("Your password").fill(GOOD)
    follow(page, page.get_by_role("button", name="Turn it on"))
    look(page, axe)
    assert page.locator(".kw-codes li").count() == 10
    follow(page, page.get_by_role("button", name="I have kept them"))


def test_the_first_day_of_a_home(browser, live_server, axe, settings):
    settings.SECOND_FACTOR_FOR = settings.NEED_SECOND_FACTOR
    said = StringIO()
    call_command(
        "start_provider", "--name=Fernway Care", "--home=Birch House", "--manager-email=jean@fernway.example",
        f"--site={live_server.url}", stdout=said,
    )  # fmt: skip
    context = browser.new_context(viewport=DESKTOP, locale="en-GB")
    context.set_default_timeout(8_000)
    try:
        jean = context.new_page()
        jean.goto(re.search(r"^http\S+$", said.getvalue(), re.MULTILINE)[0])
        jean.get_by_label("Your name").fill("Jean Ward")
        jean.get_by_label("Choose a password").fill(GOOD)
        jean.get_by_label("The password again").fill(GOOD)
        follow(jean, jean.get_by_role("button", name="Begin"))
        set_up_a_second_step(jean, axe)
        assert "No child lives here yet." in jean.locator("main").inner_text()
        assert (axe(jean), sideways(jean) <= 0) == ([], True)

        follow(jean, jean.get_by_role("link", name="Add a child").first)
        jean.get_by_label("What the child likes to be called").fill("Robin")
        jean.get_by_label("The home's own reference").fill("B1")
        follow(jean, jean.get_by_role("button", name="Add child"))
        assert "Robin" in jean.locator("main").inner_text()
        follow(jean, jean.get_by_role("link", name="Record", exact=True).first)
        if not jean.get_by_label("While doing something").count():  # of several children one is chosen first
            follow(jean, jean.get_by_role("link", name=re.compile("Robin")).first)
        record_and_sign(Stopwatch(jean), GOOD)
    finally:
        context.set_offline(True)
        context.close()

    with scopes_disabled():
        [signed] = KeyWorkSession.objects.all()
        assert signed.author.full_name == "Jean Ward"
    assert (signed.status, signed.account) == ("signed", NOTE)
