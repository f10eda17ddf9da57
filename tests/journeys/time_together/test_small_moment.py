"""A small moment in three taps and the words, from Today and from the child's page, with script and without."""

import re

import pytest
from django_scopes import scopes_disabled

from sessions_app.models import KeyWorkSession
from tests.journeys.conftest import follow, sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "Kai laid the table without being asked."
TAPS = 3


def stored():
    with scopes_disabled():
        return list(KeyWorkSession.objects.order_by("pk"))


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("start", ["today", "child"])
def test_three_taps_and_the_words(world, open_as, live_server, axe, password, start, javascript):
    page = open_as(world.sam, javascript=javascript)
    page.goto(live_server.url + ("" if start == "today" else world.kai.get_absolute_url()))
    taps = [
        page.locator("main").get_by_role("link", name=re.compile(r"^Small moment\b( ?: ?Kai)?$")).first,
        page.get_by_label("Over food"),
        page.get_by_role("button", name="No worry: save this moment"),
    ]
    follow(page, taps.pop(0))
    assert page.locator("h1").inner_text() == "A small moment with Kai"
    assert "Kai" not in page.title()
    if javascript:
        assert axe(page) == []
    taps.pop(0).click()
    page.get_by_label("What you noticed, or Kai said").fill(WORDS)
    follow(page, taps.pop(0))

    assert page.locator("h1").inner_text() == "Check and sign"
    assert sideways(page) <= 0 if javascript else True
    assert [(one.moment, one.account, one.worry, one.status) for one in stored()] == [
        ("food", WORDS, False, "draft")
    ]
    page.get_by_label("This is a true record of what happened").check()
    page.get_by_label("Your password").fill(password)
    follow(page, page.get_by_role("button", name="Sign record"))
    assert [one.status for one in stored()] == ["signed"]


def test_words_of_a_moment_are_kept_while_they_are_typed(world, open_as, live_server):
    page = open_as(world.sam)
    page.goto(f"{live_server.url}/children/{world.kai.public_id}/moments/new/")
    page.get_by_label("What you noticed, or Kai said").press_sequentially("You laughed")
    page.locator("#saved-status", has_text="Saved at").wait_for()

    page.goto(f"{live_server.url}/children/{world.kai.public_id}/moments/new/")

    assert page.get_by_label("What you noticed, or Kai said").input_value() == "You laughed"
    page.get_by_label("In the car").click()
    page.get_by_role("button", name="Yes: write the worry down now").click()
    page.get_by_text("Tell someone now.").wait_for()
    assert page.get_by_label("What you did and talked about").input_value() == "You laughed"
