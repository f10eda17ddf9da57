"""UX script 7 in Chromium: "Mia has asked for a different key worker." By keyboard, at 320 px, without script."""

import datetime as dt
import os
import re
from pathlib import Path

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from children.models import KeyWorkerAssignment
from sessions_app.models import KeyWorkSession
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import ReadinessFactory
from tests.journeys.conftest import DESKTOP, NARROW, each_profile, follow, sideways
from tests.reading import words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SCREENSHOTS")


def look(page, axe, name: str) -> None:
    """What every page must be: axe clean, one h1, no child in the title, no sideways scroll."""
    if SHOTS:
        Path(SHOTS).mkdir(exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
    assert axe(page) == []
    assert page.locator("h1").count() == 1
    assert "Mia" not in page.title()
    assert sideways(page) <= 0


@pytest.fixture
def story(world):
    """Sam has held Mia for 200 days; Dee knows her well, and has had her training."""
    with scopes_disabled():
        for days in (3, 10, 17, 24):
            KeyWorkSessionFactory(
                placement=world.placements["mia"],
                author=world.dee,
                held_on=world.today - dt.timedelta(days=days),
            )
        KeyWorkSessionFactory(
            placement=world.placements["mia"],
            author=world.sam,
            held_on=world.today - dt.timedelta(days=5),
            key_worker=world.sam,
            key_worker_name="Sam Okafor",
        )
        ReadinessFactory(
            user=world.dee,
            home=world.maple,
            kind="key_work_training",
            done_on=world.today - dt.timedelta(days=90),
        )
    return world


def press(page, locator, key: str = "Enter") -> None:
    """With the keyboard alone: go there, and press."""
    locator.focus()
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press(key)


def choose(page, label: str) -> None:
    box = page.get_by_label(label)
    box.focus()
    page.keyboard.press("Space")
    assert box.is_checked()


@each_profile
def test_mia_has_asked_for_a_different_key_worker(story, open_as, live_server, axe, profile):
    page, javascript = open_as(story.jean, profile=profile, expected=("422",)), profile.javascript
    page.goto(f"{live_server.url}{reverse('compliance:child', args=[story.mia.public_id])}")
    press(page, page.get_by_label("Parts of the record").get_by_role("link", name="Key workers"))
    look(page, axe, "key-workers") if javascript else None
    press(page, page.get_by_role("link", name=re.compile("Change.*Sam Okafor")))
    look(page, axe, "change") if javascript else None

    press(page, page.get_by_role("button", name="Continue"))  # blocked without a reason
    assert page.get_by_role("link", name="Select a reason for changing the key worker").count() == 1
    look(page, axe, "change-error") if javascript else None

    choose(page, "Mia asked, or said it was not working")
    page.get_by_label("What happened").focus()
    page.keyboard.type("Mia would like somebody who swims.")
    choose(page, "Dee Shah, Residential worker")
    assert "knows Mia: 4 sessions" in page.locator("label", has_text="Dee Shah").first.inner_text()
    page.get_by_label("Mia’s view").focus()
    page.keyboard.type("Dee, please")
    press(page, page.get_by_role("button", name="Continue"))

    page.get_by_role("heading", name="Mia has not been told").wait_for()  # the interruption
    look(page, axe, "pause") if javascript else None
    press(page, page.get_by_role("button", name="Go back and tell Mia first"))
    assert page.get_by_label("What happened").input_value() == "Mia would like somebody who swims."
    assert page.get_by_label("Dee Shah, Residential worker").is_checked()
    press(page, page.get_by_role("button", name="Continue"))
    press(page, page.get_by_role("button", name="Continue, and tell Mia by"))

    card = page.locator("li", has_text="Sam Okafor, Key worker, lead").last  # from, to, by, why
    text = card.inner_text()
    for said in ("From", "to", "Decided by Jean Ward", "Mia asked, or said it was not working", "swims"):
        assert said in text
    assert "Dee Shah is Mia’s key worker from today." in words(page.content())
    look(page, axe, "changed") if javascript else None
    with scopes_disabled():
        assert KeyWorkerAssignment.objects.filter(child=story.mia).count() == 2
        old = KeyWorkSession.objects.get(child=story.mia, author=story.sam)
        assert old.key_worker_name == "Sam Okafor"
    page.goto(f"{live_server.url}{old.get_absolute_url()}")
    assert "Sam Okafor" in page.locator("main").inner_text()  # old sessions keep the name


@pytest.mark.parametrize(("size", "name"), [(NARROW, "narrow"), (DESKTOP, "desktop")])
def test_a_child_is_expected_and_somebody_is_named(story, open_as, live_server, axe, size, name):
    page = open_as(story.jean, size=size)
    page.goto(f"{live_server.url}{reverse('compliance:children')}")
    follow(page, page.get_by_role("link", name="A child is expected"))
    look(page, axe, f"expect-{name}")
    page.get_by_label("What the child likes to be called").fill("Noor")
    page.get_by_label("The home's own reference").fill("N-1")
    page.get_by_label("Expected on").fill((story.today + dt.timedelta(days=9)).isoformat())
    follow(page, page.get_by_role("button", name="Add child"))
    page.get_by_role("heading", name="Before moving in").wait_for()
    look(page, axe, f"expected-{name}")
    follow(page, page.get_by_role("link", name="Note a visit"))
    page.get_by_label("Sam Okafor").check()
    look(page, axe, f"visit-{name}")
    follow(page, page.get_by_role("button", name="Note the visit"))
    follow(page, page.locator("#main").get_by_role("link", name="Key workers").last)
    follow(page, page.get_by_role("link", name="Name a key worker"))
    look(page, axe, f"name-{name}")
    page.get_by_label("Sam Okafor").first.check()
    page.get_by_label("Or why Noor has not been asked").fill("Noor meets Sam on the visit")
    follow(page, page.get_by_role("button", name="Name key worker"))
    assert "Sam Okafor" in page.locator("main").inner_text()
