"""UX script 12 in Chromium: "Which child is waiting longest across our homes?" One good average, one long wait."""

import datetime as dt

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from compliance.actions import run_reconcile
from homes.dates import now
from tests.factories.sessions import KeyWorkSessionFactory
from tests.journeys.conftest import DESKTOP, each_profile, follow, sideways, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = 16  # days Mia has waited; Kai and Noa had a session yesterday


@pytest.fixture
def waiting(world):
    with scopes_disabled():
        for child, days, author in (("kai", 1, world.sam), ("mia", LONG, world.sam), ("noa", 1, world.tom)):
            day = world.today - dt.timedelta(days=days)
            KeyWorkSessionFactory(placement=world.placements[child], author=author, held_on=day)
        run_reconcile(now=now())
    return world


def look(page, axe, profile) -> None:
    assert page.locator("h1").count() == 1
    assert "Mia" not in page.title()
    if profile.javascript:
        assert axe(page) == []
        assert sideways(page) <= 0


@each_profile
def test_which_child_is_waiting_longest(waiting, open_as, live_server, axe, profile):
    page = open_as(waiting.idris, profile=profile)
    page.goto(f"{live_server.url}{reverse('homes:front')}")  # 0 clicks: the first sentences answer
    look(page, axe, profile)
    assert page.get_by_role("heading", level=1).inner_text().startswith("1 child has waited longer")
    assert (
        page.locator(".kw-lead").first.inner_text()
        == f"Longest: Mia at Maple House, {LONG} days since a session."
    )
    rows = page.locator("main tbody tr")
    waits = {row.locator("th").inner_text(): row.locator("td").nth(1).inner_text() for row in rows.all()}
    assert waits == {"Maple House": "1", "Oak Lodge": "0"}
    said = page.locator("main").inner_text()
    assert not [name for name in ("Sam Okafor", "Jo Price", "Tom Reed") if name in said]

    follow(page, page.locator("main").get_by_role("link", name="Maple House"))  # 1
    look(page, axe, profile)
    follow(page, page.locator("main").get_by_role("link", name="Mia").first)  # 2: the child's gap
    look(page, axe, profile)
    said = page.locator("main").inner_text()
    assert (
        f"No key-work session recorded with Mia for {LONG} days." in said or f"{LONG - 7} days over" in said
    )


def test_with_the_keyboard_alone(waiting, open_as, live_server):
    page = open_as(waiting.idris, size=DESKTOP)
    page.goto(f"{live_server.url}{reverse('homes:front')}")
    for name in ("Maple House", "Mia"):
        tab_to(page, page.locator("main").get_by_role("link", name=name).first)
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("Enter")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Mia")
