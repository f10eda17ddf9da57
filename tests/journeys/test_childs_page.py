"""A child's page on a phone, however much is written of the child: 2,200 px at most, what limits them in sight."""

import datetime as dt

import pytest

from homes.dates import today
from tests.factories.about_me import AboutMeFactory, GoalFactory, ImportantDateFactory
from tests.factories.people import PersonFactory, RestrictionFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.journeys.conftest import PHONE, sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MANY = 30
LONGEST = 2200
IN_SIGHT = 740
LIVE_ENDS = "document.querySelector('.kw-restriction--live').getBoundingClientRect().bottom"
TABS = """Array.from(document.querySelectorAll('.kw-tabs'), row => {
  const lines = new Set(Array.from(row.querySelectorAll('a'), link => link.getBoundingClientRect().top));
  return lines.size;
})"""
PAGES = ("", "sessions/", "about/", "file/", "care/", "people/", "contacts/", "key-workers/", "history/")


@pytest.fixture
def full(world, unscoped):
    kai, home = world.kai, world.maple
    AboutMeFactory(
        child=kai,
        home=home,
        good_at="bikes " * 20,
        what_helps="a walk first " * 10,
        please_dont="say contact",
    )
    for number in range(MANY):
        person = PersonFactory(child=kai, home=home, name=f"Relative {number}", role="wider_family")
        RestrictionFactory(
            child=kai, home=home, person=person, by_court=True, no_contact=number < 2,
            conditions="" if number < 2 else "Video call on Sundays, staff in the room",
        )  # fmt: skip
        GoalFactory(child=kai, home=home, words=f"Learn to cook {number} meals for everybody at home")
        ImportantDateFactory(child=kai, home=home, title=f"A day {number}")
        KeyWorkSessionFactory(
            placement=world.placements["kai"], author=world.sam, held_on=today() - dt.timedelta(days=number),
            account="We walked along the canal for a long time. " * 5,
        )  # fmt: skip
    return world


def test_the_page_is_short_and_says_what_limits_the_child(full, open_as, live_server):
    page = open_as(full.sam, size=PHONE)
    page.goto(f"{live_server.url}/children/{full.kai.public_id}/")

    assert page.evaluate("document.documentElement.scrollHeight") <= LONGEST
    assert sideways(page) <= 0

    for part in PAGES:
        page.goto(f"{live_server.url}/children/{full.kai.public_id}/{part}")
        assert page.evaluate(LIVE_ENDS) <= IN_SIGHT, part
        assert "no contact" in page.locator(".kw-restriction--live").inner_text(), part
        assert set(page.evaluate(TABS)) == {1}, part
