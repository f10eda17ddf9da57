"""The team about one child, from the board to a talk written down; and the record form in the home's own lists."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from children.models import TeamReflection
from tests.factories.homes import PracticeChangeFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.team import TeamReflectionFactory
from tests.journeys.conftest import DESKTOP, PHONE, follow, sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SCREENSHOTS")
SIZES = pytest.mark.parametrize(("size", "name"), [(PHONE, "phone"), (DESKTOP, "desktop")])


def look(page, axe, name: str, *, scripts: bool = True) -> None:
    """axe clean, one h1, no child in the title, no sideways scroll. axe itself is a script."""
    if SHOTS:
        Path(SHOTS).mkdir(exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
    assert page.locator("h1").count() == 1
    assert not [child for child in ("Kai", "Mia", "Noa") if child in page.title()]
    if scripts:
        assert axe(page) == []
        assert sideways(page) <= 0


@pytest.fixture
def nearly_always_jo(world):
    with scopes_disabled():
        for days in range(2, 9):
            KeyWorkSessionFactory(
                placement=world.placements["mia"],
                author=world.jo,
                held_on=world.today - dt.timedelta(days=days),
            )
        KeyWorkSessionFactory(
            placement=world.placements["mia"],
            author=world.sam,
            held_on=world.today - dt.timedelta(days=9),
            format="quick_chat",
        )
        TeamReflectionFactory(
            child=world.mia,
            home=world.maple,
            reflected_on=world.today - dt.timedelta(days=90),
            agreed="Ask her in May",
        )
        PracticeChangeFactory(
            home=world.maple, kind="addition", key="reflective-practice", value={"in_use": True}
        )
    return world


@SIZES
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_from_a_thought_on_the_board_to_a_talk_of_the_team(
    nearly_always_jo, open_as, live_server, axe, size, name, javascript
):
    world = nearly_always_jo
    page = open_as(world.jean, size=size, javascript=javascript, expected=("422",))
    page.goto(f"{live_server.url}{reverse('compliance:board', args=[world.maple.public_id])}")
    assert page.get_by_text("7 of Mia’s last 8 sessions were with Jo.").count() == 1
    look(page, axe, f"team-board-{name}", scripts=javascript)

    follow(page, page.get_by_role("link", name="The team about Mia"))
    look(page, axe, f"team-list-{name}", scripts=javascript)
    assert page.get_by_text("Ask her in May").count() == 1
    follow(page, page.get_by_role("link", name="Write down a talk"))
    look(page, axe, f"team-form-{name}", scripts=javascript)

    page.get_by_label("What we will do").fill("Sam bakes with her on Thursdays")
    follow(page, page.get_by_role("button", name="Keep this"))
    assert page.get_by_role("link", name="Answer at least one question").count() == 1
    assert page.get_by_label("What we will do").input_value() == "Sam bakes with her on Thursdays"
    look(page, axe, f"team-form-error-{name}", scripts=javascript)
    page.get_by_label("Is Mia coming to depend on one adult?").fill("On Jo. She waits at the door.")
    page.get_by_role("checkbox", name="Sam Okafor").check()
    follow(page, page.get_by_role("button", name="Keep this"))
    page.get_by_text("What the team said was kept.").wait_for()
    look(page, axe, f"team-kept-{name}", scripts=javascript)

    with scopes_disabled():
        kept = TeamReflection.objects.get(reflected_on=world.today)
    assert [one["name"] for one in kept.took_part] == ["Jean Ward", "Sam Okafor"]
    follow(page, page.get_by_role("link", name="Overview"))
    assert page.url == f"{live_server.url}{world.mia.get_absolute_url()}"
    look(page, axe, f"team-child-{name}", scripts=javascript)


@SIZES
def test_the_record_form_asks_in_the_homes_lists(nearly_always_jo, open_as, live_server, axe, size, name):
    world = nearly_always_jo
    page = open_as(world.sam, size=size)
    page.goto(f"{live_server.url}{reverse('sessions:new', args=[world.mia.public_id])}")
    page.locator("summary", has_text="Small steps and successes").click()
    assert page.get_by_text("Saying what Mia needs").is_visible()
    page.get_by_label("While doing something").check()
    page.get_by_label("Ideas for the future").check()
    page.get_by_label("What you did and talked about").fill("We baked and you read the recipe.")
    page.get_by_label("Not this time").check()
    page.get_by_role("radio", name="No", exact=True).check()
    look(page, axe, f"team-record-{name}")
    follow(page, page.get_by_role("button", name="Check and sign"))

    assert page.get_by_text("Ideas for the future").count() == 1
    look(page, axe, f"team-check-{name}")


@SIZES
def test_help_says_how_the_home_works(world, open_as, live_server, axe, size, name):
    page = open_as(world.nell, size=size)
    page.goto(f"{live_server.url}{reverse('homes:help')}")

    assert page.get_by_role("heading", name="How we work here").count() == 1
    look(page, axe, f"team-help-{name}")
