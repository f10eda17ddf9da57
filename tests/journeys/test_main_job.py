"""The main job across three people: Sam records, Jean's board shows it, Nell reads its history."""

import datetime as dt
import re

import pytest
from django_scopes import scopes_disabled

from compliance.actions import run_reconcile
from homes import dates
from tests.factories.sessions import KeyWorkSessionFactory
from tests.journeys.conftest import each_profile, follow
from tests.journeys.test_contacts import Stopwatch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOTE = "You fixed the chain on your own and showed a friend how it goes back on."
MOST_TAPS, MOST_SECONDS = 12, 60


def days_ago(number: int) -> dt.date:
    return dates.today() - dt.timedelta(days=number)


@pytest.fixture
def story(world):
    """Kai's session is due today, Mia's is 9 days over."""
    with scopes_disabled():
        KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=days_ago(7))
        KeyWorkSessionFactory(placement=world.placements["mia"], author=world.sam, held_on=days_ago(16))
        run_reconcile(now=dates.now())
    return world


def record_and_sign(watch: Stopwatch, password: str) -> None:
    page = watch.page
    watch.tap(page.get_by_label("While doing something"))
    watch.write(page.get_by_label("What you did and talked about"), NOTE)
    watch.tap(page.get_by_label("Not this time"))
    watch.tap(page.get_by_label("No", exact=True))
    watch.go(page.get_by_role("button", name="Check and sign"))
    watch.tap(page.get_by_label("This is a true record of what happened"))
    watch.write(page.get_by_label("Your password"), password)
    watch.go(page.get_by_role("button", name="Sign record"))
    assert re.search(r"/sessions/[0-9a-f-]{36}/$", page.url)


@each_profile
def test_sam_records_jean_sees_nell_reads(story, open_as, live_server, password, profile):
    sam = open_as(story.sam, profile=profile)
    sam.goto(live_server.url)
    kai = sam.locator("article", has=sam.get_by_role("heading", name="Kai"))
    assert "Session due today" in kai.inner_text()

    watch = Stopwatch(sam)
    watch.go(kai.get_by_role("link", name=re.compile("Record session.*Kai")))  # one click to the form
    assert sam.get_by_role("heading", level=1).inner_text() == "Record a session with Kai"
    record_and_sign(watch, password)
    assert watch.taps <= MOST_TAPS and watch.seconds <= MOST_SECONDS

    sam.goto(live_server.url)
    kai = sam.locator("article", has=sam.get_by_role("heading", name="Kai"))
    assert "Done this week" in kai.inner_text()
    assert kai.locator("svg.strip .k-signed").count() == 2

    jean = open_as(story.jean, profile=profile)
    jean.goto(live_server.url)
    first = jean.get_by_role("heading", level=2).first.inner_text()
    assert "No key-work session recorded with Mia for 16 days." in first
    assert len(first.split()) <= 30
    rows = jean.locator("table.kw-board tbody tr")
    assert [rows.nth(n).locator("th a").inner_text() for n in range(2)] == ["Mia", "Kai"]

    nell = open_as(story.nell, profile=profile)
    nell.goto(live_server.url)
    row = nell.locator("li", has_text="Kai")
    follow(nell, row.get_by_role("link", name=re.compile("Full history")))  # 1
    assert "Session signed" in nell.locator("main").inner_text()
    follow(nell, nell.get_by_role("link", name=re.compile("Open the session")).first)  # 2
    assert NOTE in nell.locator("main").inner_text()
    follow(nell, nell.get_by_role("link", name="Changes"))  # 3
    assert "Session signed" in nell.locator("main").inner_text()
