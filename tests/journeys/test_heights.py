"""How long a page is on a phone 360 wide: a home of 30 children, with a record of every kind about each."""

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django_scopes import scopes_disabled

from children.models import Child
from compliance.actions import run_reconcile
from homes.audit import set_fields, system_user
from homes.dates import now
from tests.journeys.conftest import PHONE
from tests.world.many import more_children
from tests.world.scenes import standing

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
# The board has every list there is here, each with more than it shows, and the worries above them all.
LONGEST = {"compliance:flags": 3000, "compliance:board": 3300, "compliance:settings": 2500}
NAMES = (
    "Kai", "Rae", "Alexander", "Mia", "Leo", "Charlotte", "Ali", "Noa", "Finn", "Wren", "Robin", "Ash", "Bryn", "Nia",
    "Tegan", "Eli", "Una", "Zoe", "Max", "Ivy", "Sam", "Josephine", "Amir", "Lila", "Owen", "Ruby", "Theo", "Maya",
    "Dylan", "Esme", "Hugo", "Freya", "Idris", "Bea",
)  # fmt: skip
HEIGHT = "document.documentElement.scrollHeight"


@pytest.fixture(scope="module")
def world(browser, django_db_setup, django_db_blocker):
    """After the browser: its event loop is there from the first statement on, so there is one connection."""
    with standing(django_db_blocker) as built:
        with scopes_disabled():
            more_children(built, 29)
            for number, child in enumerate(Child.objects.filter(placements__home=built.homes["maple"])):
                set_fields(child, by=system_user(), known_as=NAMES[number % len(NAMES)])
            set_fields(built.homes["maple"], by=system_user(), name="Maple House")
            run_reconcile(now=now())
        yield built


@pytest.fixture
def height(world, browser):
    """height(page of the home) -> pixels, with everything folded as it is opened."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    client = world.fresh("manager")

    def measure(address):
        answer = client.get(address)
        page.route("**/static/**", lambda route: route.fulfill(path=finders.find(static(route.request.url))))
        page.route(
            "http://localhost/page",
            lambda route: route.fulfill(headers=dict(answer.headers), body=answer.content),
        )
        page.goto("http://localhost/page")
        return page.evaluate(HEIGHT)

    yield measure
    context.close()


def static(address):
    return address.partition("/static/")[2]


@pytest.mark.parametrize("page", LONGEST)
def test_a_phone_scrolls_no_further(world, height, page):
    assert height(reverse(page, args=[world.homes["maple"].public_id])) <= LONGEST[page]
