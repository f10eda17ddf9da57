"""UX script 4 in Chromium: Leo came three days ago. Three of his first days in any order, left and taken up again."""

import datetime as dt

import pytest
from django_scopes import scopes_disabled

from homes.audit import set_fields
from sessions_app.models import FirstDaysEntry
from tests.factories.children import ChildFactory, KeyWorkerAssignmentFactory, PlacementFactory
from tests.journeys.conftest import DESKTOP, follow, profiles_at_length, sideways
from tests.reading import words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
A_DAY = dt.timedelta(days=1)


def leo_moved_in(world):
    """Three days ago, at a home that has been in Keywork for a year; Dee holds him."""
    with scopes_disabled():
        set_fields(world.maple, by=world.jean, created_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        leo = ChildFactory(known_as="Leo", home=world.maple, pronouns="he", picture="fox")
        stay = PlacementFactory(child=leo, home=world.maple, moved_in_on=world.today - 3 * A_DAY)
        KeyWorkerAssignmentFactory(placement=stay, worker=world.dee, started_on=stay.moved_in_on)
    return leo


def look(page, axe) -> None:
    """What every page must be: axe clean, one h1, no child in the title, no sideways scroll."""
    assert axe(page) == []
    assert page.locator("h1").count() == 1
    assert "Leo" not in page.title()
    assert sideways(page) <= 0


def done(page) -> str:
    return words(page.locator("main p.kw-lead").first.inner_html())[:12]


@profiles_at_length("phone", "no-script", "desktop")
def test_three_of_the_first_days_in_any_order(world, open_as, live_server, axe, profile):
    leo_moved_in(world)
    javascript = profile.javascript
    page = open_as(world.dee, profile=profile)
    page.goto(live_server.url)
    follow(page, page.get_by_role("link", name="First days").first)
    if javascript:
        look(page, axe)
    assert done(page) == "0 of 10 done"
    for still_open in ("Complaints procedure explained", "Advocate and Children’s Commissioner"):
        assert page.locator("section[aria-labelledby=to-do]").get_by_text(still_open).count() == 1

    # the last on the list first
    follow(page, page.get_by_role("link", name="House rules"))
    if javascript:
        look(page, axe)
    page.get_by_label("Done", exact=True).check()
    page.get_by_label("How it was done").fill("over breakfast")
    page.get_by_label("What Leo said").fill("Can I have my own lamp on?")
    follow(page, page.get_by_role("button", name="Keep it"))
    assert done(page) == "1 of 10 done"

    # one that is written down with what was explained: its form opens, and leads back
    follow(page, page.get_by_role("link", name="Fire precautions"))
    assert page.get_by_label("What to do in a fire").is_checked()
    page.get_by_label("With pictures").check()
    page.get_by_label("Leo did not say anything").check()
    page.get_by_label("Yes", exact=True).check()
    follow(page, page.get_by_role("button", name="Note what was explained"))
    assert done(page) == "2 of 10 done"
    assert page.locator("section[aria-labelledby=elsewhere]").get_by_text("Fire precautions").count() == 1

    # away, and taken up again by what comes next
    page.goto(live_server.url)
    follow(page, page.get_by_role("link", name="First days").first)
    follow(page, page.locator("section").get_by_role("link", name="Leo knows why"))
    page.get_by_label("Done", exact=True).check()
    follow(page, page.get_by_role("button", name="Keep it"))
    assert done(page) == "3 of 10 done"

    # a day stands in for the plan
    follow(page, page.get_by_role("link", name="Open the next one"))
    page.get_by_label("A day is set for it").check()
    page.get_by_label("The day that is set").fill((world.today + 5 * A_DAY).isoformat())
    follow(page, page.get_by_role("button", name="Keep it"))
    assert done(page) == "3 of 10 done"
    assert page.get_by_text("A day is set for it:").count() == 1
    if javascript:
        look(page, axe)
    with scopes_disabled():
        entries = {one.task: one for one in FirstDaysEntry.objects.all()}
        assert {task: one.reached for task, one in entries.items()} == {
            "house_rules": "done", "why_here": "done", "home_plan": "day_set",
        }  # fmt: skip
        assert entries["house_rules"].reply == "Can I have my own lamp on?"


def test_what_prints_has_the_list_and_no_buttons(world, open_as, live_server):
    leo = leo_moved_in(world)
    page = open_as(world.dee, size=DESKTOP)
    page.goto(f"{live_server.url}/children/{leo.public_id}/first-days/")

    page.emulate_media(media="print")

    assert page.get_by_role("heading", name="Still to do").is_visible()
    assert not page.get_by_role("link", name="Open the next one").is_visible()
    assert not page.get_by_role("link", name="Print").is_visible()
