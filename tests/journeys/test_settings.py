"""A manager gives the home a word and a number of its own, on a phone and at a desk, with and without scripts."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from tests.journeys.conftest import DESKTOP, PHONE, follow, sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SCREENSHOTS")


@pytest.mark.parametrize(
    ("size", "javascript", "name"),
    [
        (PHONE, True, "phone"),
        (DESKTOP, True, "desktop"),
        (PHONE, False, "phone-plain"),
        (DESKTOP, False, "desktop-plain"),
    ],
)
def test_a_home_gets_its_own_word_and_number(world, open_as, live_server, axe, size, javascript, name):
    page = open_as(world.jean, size=size, javascript=javascript, expected=("422",))
    looks = []

    def look(what: str) -> None:
        looks.append(what)
        if SHOTS:
            Path(SHOTS).mkdir(exist_ok=True)
            page.screenshot(path=f"{SHOTS}/settings-{what}-{name}.png", full_page=True)
        if javascript:
            assert axe(page) == []
            assert sideways(page) <= 0
        assert page.locator("h1").count() == 1

    page.goto(f"{live_server.url}{reverse('compliance:board', args=[world.maple.public_id])}")
    follow(page, page.locator("main").get_by_role("link", name="Settings"))
    look("overview")

    follow(page, page.get_by_role("link", name="Words"))
    follow(page, page.get_by_role("link", name="Change The adult who holds a child in mind"))
    page.get_by_label("One of it").fill("buddy")
    page.get_by_label("More than one").fill("buddies")
    follow(page, page.get_by_role("button", name="Show how it reads"))
    assert page.get_by_text("Rae’s buddy is Sam Okafor.").count() == 1
    assert page.get_by_label("More than one").input_value() == "buddies"
    look("word-preview")
    follow(page, page.get_by_role("button", name="Save"))
    assert page.get_by_role("heading", name="There is a problem").count() == 1
    look("word-error")
    page.get_by_label("Why").fill("The children chose it")
    follow(page, page.get_by_role("button", name="Save"))
    assert page.get_by_text("Changed. It counts from the day you chose.").count() == 1

    follow(page, page.get_by_role("link", name="Settings").last)
    follow(page, page.get_by_role("link", name="Time together"))
    look("section")
    follow(page, page.get_by_role("link", name="Change Key-work session in every interval"))
    look("standard")
    page.get_by_label("Days").fill("5")
    page.get_by_label("Why").fill("The children asked")
    follow(page, page.get_by_role("button", name="Save"))
    assert page.get_by_text("every 5 days, set by Jean Ward, from").count() == 1

    follow(page, page.get_by_role("link", name="Settings").last)
    follow(page, page.get_by_role("link", name="Buddies"))
    assert page.get_by_role("link", name="Change Buddy named before moving in").count() == 1
    follow(page, page.get_by_role("link", name="Settings").last)
    follow(page, page.get_by_role("link", name="Lists"))
    follow(page, page.get_by_role("link", name="Change Purposes of time together"))
    look("list")
    page.get_by_label("Which line").select_option("new")
    page.get_by_role("textbox", name="Words").fill("Cooking together")
    page.get_by_label("Why").fill("Every Friday")
    follow(page, page.get_by_role("button", name="Save"))
    assert page.get_by_text("Cooking together").count() == 1

    follow(page, page.get_by_role("link", name="Settings").last)
    follow(page, page.get_by_role("link", name="Change Guidance followed"))
    page.get_by_label("Keyworker (England and Wales)").check()
    follow(page, page.get_by_role("button", name="Show how it reads"))
    assert page.get_by_text("Rae’s buddy is Sam Okafor.").count() == 1  # the home's own word stays
    look("guidance")
    follow(page, page.get_by_role("link", name="Back without saving"))
    assert looks == ["overview", "word-preview", "word-error", "section", "standard", "list", "guidance"]
