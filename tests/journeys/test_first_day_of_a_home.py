"""From an empty installation to the first signed session: one command, then the browser alone."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django_scopes import scopes_disabled

from sessions_app.models import KeyWorkSession
from tests.journeys.conftest import DESKTOP, follow, sideways
from tests.journeys.test_main_job import record_and_sign

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GOOD = "wet stones under a bridge"


def test_the_first_day_of_a_home(browser, live_server, axe):
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
        record_and_sign(jean, GOOD)
    finally:
        context.set_offline(True)
        context.close()

    with scopes_disabled():
        [signed] = KeyWorkSession.objects.all()
        assert signed.author.full_name == "Jean Ward"
    assert (signed.status, signed.account) == ("signed", "You fixed the chain on your own.")
