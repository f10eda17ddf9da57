"""UX script 11 in Chromium: "I'm the inspector. Show me how this plan changed." And the manager who lets them in."""

import datetime as dt
import os
import re
from pathlib import Path

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from homes.audit import set_fields
from homes.models import InspectionGrant
from tests.factories.file import FileVersionFactory
from tests.factories.sessions import AddendumFactory, KeyWorkSessionFactory
from tests.journeys.conftest import DESKTOP, PHONE, each_profile, follow, sideways, tab_to
from tests.reading import words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SCREENSHOTS")
SIZES = pytest.mark.parametrize(("size", "name"), [(PHONE, "phone"), (DESKTOP, "desktop")])


def look(page, axe, name: str) -> None:
    """What every page must be: axe clean, one h1, no child in the title, no sideways scroll."""
    if SHOTS:
        Path(SHOTS).mkdir(exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
    assert axe(page) == []
    assert page.locator("h1").count() == 1
    assert not [child for child in ("Kai", "Mia") if child in page.title()]
    assert sideways(page) <= 0


@pytest.fixture
def story(world):
    """A plan that changed, a session written late, a detail added, a key worker who left, and a child moved on."""
    day = world.today
    with scopes_disabled():
        plan = FileVersionFactory(
            child=world.kai,
            home=world.maple,
            type="HOME_PLAN",
            dated_on=day - dt.timedelta(days=60),
            review_due_on=day + dt.timedelta(days=30),
            note="Video call with Mum fortnightly, on a Saturday, with staff in the room.",
        )
        FileVersionFactory(
            child=world.kai,
            home=world.maple,
            type="HOME_PLAN",
            dated_on=day - dt.timedelta(days=11),
            review_due_on=day + dt.timedelta(days=80),
            note="Video call with Mum weekly, on a Sunday, with staff in the room.",
            child_has_copy=True,
        )
        set_fields(plan, by=world.jean, reason="Found in the office", kept_where="Blue folder, office")
        session = KeyWorkSessionFactory(
            placement=world.placements["kai"], author=world.sam, held_on=day - dt.timedelta(days=7)
        )
        AddendumFactory(session=session, author=world.jo, text="Kai also asked to see his aunt.")
        KeyWorkSessionFactory(
            placement=world.placements["kai"], author=world.jo, held_on=day - dt.timedelta(days=3), declined=True,
            late_reason="Busy night, two staff on",
            signed_at=dt.datetime.combine(day, dt.time(7), tzinfo=dt.UTC),
        )  # fmt: skip
        KeyWorkSessionFactory(
            placement=world.placements["kai"],
            author=world.sam,
            held_on=day,
            draft=True,
            account="Nobody else reads this",
        )
        set_fields(world.placements["mia"], by=world.jean, moved_on_on=day)
    return world


@each_profile
def test_show_me_how_this_plan_changed(story, open_as, live_server, axe, profile):
    axe = axe if profile.javascript else lambda _page: []
    page = open_as(story.nell, profile=profile)
    page.goto(f"{live_server.url}{reverse('homes:front')}")
    page.get_by_role("heading", name="Inspection of Maple House").wait_for()
    look(page, axe, "inspection")
    assert page.locator("main form, main button").count() == 0

    follow(page, page.get_by_role("link", name="Full history of Kai"))  # 1: the full history
    page.get_by_role("heading", name="Kai’s history").wait_for()
    look(page, axe, "history")
    assert page.get_by_role("heading", name="Placement plan: new version").count() == 1  # 0 more: the entry
    assert page.locator("del", has_text="fortnightly,").count() == 1  # and its changes
    assert page.locator("ins", has_text="weekly,").count() == 1
    assert "Nobody else reads this" not in words(page.content())
    assert page.locator("main form[method=post]").count() == 0

    if profile.size is not DESKTOP:
        page.get_by_text("Show only some").click()
    page.get_by_label("Type").select_option("plans")
    follow(page, page.get_by_role("button", name="Show entries"))
    assert page.get_by_role("heading", name="Session signed").count() == 0
    page.get_by_label("From", exact=True).fill("2020-01-02")
    page.get_by_label("To", exact=True).fill("2020-01-02")
    follow(page, page.get_by_role("button", name="Show entries"))
    look(page, axe, "history-empty")
    follow(page, page.get_by_role("link", name="Clear filters"))

    follow(page, page.get_by_role("link", name=re.compile("Open the session.*Detail added")))
    page.get_by_role("heading", level=1).wait_for()
    assert page.locator("main form[method=post]").count() == 0
    page.go_back()

    follow(page, page.get_by_role("link", name="Who looked"))
    look(page, axe, "looked")
    assert page.get_by_text("Nell Grant, inspector").count() >= 2


def test_with_the_keyboard_alone(story, open_as, live_server):
    page = open_as(story.nell, size=DESKTOP)
    page.goto(f"{live_server.url}{reverse('homes:front')}")
    for name in ("Full history of Kai", re.compile("Open the session.*Detail added")):
        tab_to(page, page.locator("main").get_by_role("link", name=name).first)
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("Enter")
    assert "Kai also asked to see his aunt." in words(page.content())


@SIZES
def test_the_home_reads_its_own_history_and_who_looked(story, open_as, live_server, axe, size, name):
    page = open_as(story.jean, size=size)
    home = [story.maple.public_id]
    page.goto(f"{live_server.url}{reverse('compliance:home_history', args=home)}")
    look(page, axe, f"home-history-{name}")
    page.goto(f"{live_server.url}{reverse('compliance:home_looked', args=home)}")
    look(page, axe, f"home-looked-{name}")


@SIZES
def test_a_manager_lets_an_inspector_in_within_two_minutes(world, open_as, live_server, axe, size, name):
    page = open_as(world.jean, size=size, expected=("422",))
    page.goto(f"{live_server.url}{reverse('homes:inspectors', args=[world.maple.public_id])}")
    look(page, axe, f"inspectors-{name}")

    follow(page, page.get_by_role("button", name="Give inspector access"))
    assert page.get_by_role("link", name="Enter the inspector's name").count() == 1
    look(page, axe, f"inspectors-error-{name}")
    page.get_by_label("Inspector's name").fill("Vera Noon")
    page.get_by_label("Inspector's e-mail").fill("vera.noon@inspect.example")
    follow(page, page.get_by_role("button", name="Give inspector access"))
    page.get_by_text("Access was given. It ends by itself.").wait_for()
    look(page, axe, f"inspectors-given-{name}")

    with scopes_disabled():
        given = InspectionGrant.objects.get(user__email="vera.noon@inspect.example")
    assert given.given_by == world.jean
    follow(page, page.get_by_role("button", name=re.compile("Withdraw access.*Vera Noon")))
    page.get_by_text("Vera Noon can no longer read this home.").wait_for()
