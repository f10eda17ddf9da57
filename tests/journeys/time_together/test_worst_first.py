"""UX script 5 in Chromium: "Good morning. What is worst?" The worry stands first, in few words, with its fix."""

import datetime as dt
import re

import pytest
from django_scopes import scopes_disabled

from compliance.actions import run_reconcile
from homes import dates
from tests.factories.sessions import KeyWorkSessionFactory
from tests.journeys.conftest import each_profile_at_length, follow, sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_WORDS, HIGHEST_PX = 30, 400


@pytest.fixture
def morning(world):
    """Two children are late, and Sam wrote last night that something worried him about Kai."""
    with scopes_disabled():
        for name, days in (("kai", 1), ("mia", 16)):
            KeyWorkSessionFactory(
                placement=world.placements[name], author=world.sam,
                held_on=dates.today() - dt.timedelta(days=days),
                **({"worry": True, "worry_text": "A bruise on his arm"} if name == "kai" else {}),
            )  # fmt: skip
        run_reconcile(now=dates.now())
    return world


@each_profile_at_length
def test_the_manager_sees_what_is_worst_and_its_fix(morning, open_as, axe, live_server, profile):
    page = open_as(morning.jean, profile=profile)
    page.goto(live_server.url)
    assert page.get_by_role("heading", level=1).inner_text() == "Maple House today"

    first = page.locator("main section").first.locator("p").first
    words = first.inner_text()
    assert words.startswith("Sam Okafor’s worry about Kai,")
    assert len(words.split()) <= MOST_WORDS
    if profile.text == "100%":
        assert first.bounding_box()["y"] <= HIGHEST_PX
    assert "Kai" not in page.title()
    if profile.javascript:
        assert sideways(page) == 0
        assert axe(page) == []

    follow(page, page.get_by_role("link", name=re.compile("Answer the worry.*Kai")))
    assert page.get_by_role("heading", level=1).inner_text() == "Sam’s worry about Kai"
    page.go_back()
    assert page.locator("main section").first.locator("p").first.inner_text() == words
