"""UX script 9, and an ordinary call: what limits somebody is read before any field, and a call takes 20 seconds."""

import datetime as dt
import re

import pytest
from django_scopes import scopes_disabled

from children.models import ContactEntry
from homes.models import AccessEvent
from tests.factories.people import PersonFactory, RestrictionFactory
from tests.journeys.conftest import DESKTOP, each_profile, follow, press_on, sideways, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# What a tap and a word cost at the end of a shift, in seconds: find it, press it; one word typed on a phone.
A_TAP, A_WORD, A_PAGE = 1.2, 0.5, 1.0


@pytest.fixture
def kais(world):
    """Mum, whom Kai calls on Sundays with staff in the room; Dad, no contact; a social worker."""
    with scopes_disabled():
        day = world.moved_in
        mum = PersonFactory(
            child=world.kai, home=world.maple, started_on=day, name="Carrie Moss", called="Mum"
        )
        dad = PersonFactory(
            child=world.kai, home=world.maple, role="father", started_on=day, name="Neil Moss", called="Dad"
        )
        PersonFactory(
            child=world.kai, home=world.maple, role="social_worker", started_on=day, name="Dana Reed"
        )
        court = {
            "by_court": True,
            "by": world.jean,
            "review_due_on": world.today + dt.timedelta(days=60),
        }
        RestrictionFactory(
            child=world.kai, home=world.maple, started_on=day, person=dad, no_contact=True, order_number="NS25C00112",
            reason="The court found that Kai is not safe with his dad.", **court,
        )  # fmt: skip
        RestrictionFactory(
            child=world.kai, home=world.maple, started_on=day, person=mum, supervised=True,
            conditions="Video call on Sundays, staff in the room", **court,
        )  # fmt: skip
    return world


def stored() -> list[ContactEntry]:
    with scopes_disabled():
        return list(ContactEntry.objects.order_by("pk"))


def look(page, axe=None) -> None:
    if axe is not None:
        assert axe(page) == []
    assert page.locator("h1").count() == 1
    assert not {"Kai", "Dad", "Moss"} & set(re.findall(r"\w+", page.title()))
    assert sideways(page) <= 0


@each_profile
def test_kais_dad_has_rung(kais, open_as, live_server, axe, profile):
    check = axe if profile.javascript else None
    page = open_as(kais.jo, profile=profile)
    page.goto(f"{live_server.url}/children/{kais.kai.public_id}/")
    assert "Dad: no contact." in page.locator("main").inner_text()
    follow(page, page.get_by_role("link", name=re.compile("call or visit", re.IGNORECASE)).first)
    look(page, check)
    follow(page, page.get_by_role("link", name="Dad", exact=True))

    look(page, check)
    stopped = page.locator("main").inner_text()
    assert "Dad: no contact" in stopped
    assert "Court order" in stopped
    assert "NS25C00112" in stopped
    assert "Jean Ward" in stopped
    assert "01632 960001" in stopped
    assert page.locator("main form, main input, main textarea, main select").count() == 0
    with scopes_disabled():
        assert AccessEvent.objects.filter(what="stopped", user_name="Jo Price").count() == 1
    assert stored() == []

    follow(page, page.get_by_role("link", name="Log that they tried"))
    look(page, check)
    assert "Dad: no contact." in page.locator(".kw-restriction").inner_text()
    page.get_by_label("What they wanted, and what you said").fill("Asked for Kai. I said ring the manager.")
    follow(page, page.get_by_role("button", name="Log the attempt"))

    assert "It was logged." in page.locator("main").inner_text() + page.locator("body").inner_text()
    entry = stored()[0]
    assert (entry.outcome, entry.direction, entry.kind) == ("tried", "in", "phone")
    assert (entry.person_name, entry.author_name) == ("Dad (Neil Moss)", "Jo Price")
    assert (entry.restriction, entry.outside_restriction_reason) == (None, "")


def test_the_way_back_logs_nothing(kais, open_as, live_server):
    page = open_as(kais.jo)
    page.goto(f"{live_server.url}/children/{kais.kai.public_id}/people/")
    row = page.locator("li", has=page.get_by_role("link", name="Dad", exact=True))
    follow(page, row.get_by_role("link", name=re.compile("Log call or visit")))
    follow(page, page.get_by_role("link", name=re.compile("Back to Kai")))

    assert page.get_by_role("heading", level=1).inner_text() == "Kai’s people"
    assert stored() == []


def test_by_keyboard_alone(kais, open_as, live_server):
    page = open_as(kais.jo, size=DESKTOP)
    page.goto(f"{live_server.url}/children/{kais.kai.public_id}/contacts/new/")
    press_on(page, page.get_by_role("link", name="Dad", exact=True))
    page.wait_for_url("**/people/*/contacts/new/")
    press_on(page, page.get_by_role("link", name="Log that they tried"))
    page.wait_for_url("**/tried/")
    tab_to(page, page.get_by_label("What they wanted, and what you said"))
    page.keyboard.type("Asked for Kai.")
    press_on(page, page.get_by_role("button", name="Log the attempt"))
    page.wait_for_url("**/contacts/")

    assert [one.content for one in stored()] == ["Asked for Kai."]


class Stopwatch:
    """Simulated time: each tap, word and page costs what it costs somebody at the end of a shift."""

    def __init__(self, page):
        self.page, self.seconds, self.taps = page, 0.0, 0

    def tap(self, target) -> None:
        self.seconds, self.taps = self.seconds + A_TAP, self.taps + 1
        target.click()

    def go(self, link) -> None:
        self.seconds, self.taps = self.seconds + A_TAP + A_PAGE, self.taps + 1
        follow(self.page, link)

    def write(self, box, words: str) -> None:
        self.tap(box)
        self.seconds += A_WORD * len(words.split())
        self.page.keyboard.insert_text(words)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_an_ordinary_call_takes_20_seconds(kais, open_as, live_server, javascript):
    page = open_as(kais.jo, javascript=javascript)
    page.goto(f"{live_server.url}/children/{kais.kai.public_id}/")
    watch = Stopwatch(page)

    watch.go(page.get_by_role("link", name=re.compile("call or visit", re.IGNORECASE)).first)
    watch.go(page.get_by_role("link", name="Dana Reed", exact=True))  # two clicks to the form
    watch.write(
        page.get_by_label("What was said or agreed"), "Told Dana about the bike. She comes on Friday at four."
    )
    watch.tap(page.get_by_label("Good news", exact=True))
    watch.go(page.get_by_role("button", name="Save", exact=True))

    assert watch.seconds <= 20
    entry = stored()[0]
    assert (entry.kind, entry.outcome, entry.mood) == ("sw_update", "spoke", "good_news")
    assert entry.happened_on == kais.today


def test_the_bar_stands_above_the_form_and_what_goes_against_it_is_asked(kais, open_as, live_server, axe):
    page = open_as(kais.jo, expected=("422",))
    page.goto(f"{live_server.url}/children/{kais.kai.public_id}/contacts/new/")
    follow(page, page.get_by_role("link", name="Mum", exact=True))
    look(page, axe)
    bar, field = (
        page.locator(".kw-restriction").bounding_box(),
        page.locator("form fieldset").first.bounding_box(),
    )
    assert bar["y"] + bar["height"] <= field["y"]

    page.get_by_label("What was said or agreed").fill("She rang on a Tuesday.")
    follow(page, page.get_by_role("button", name="Save", exact=True))
    assert (
        "Tick that an adult of the home was in the room"
        in page.locator(".kw-summary-errors, main").inner_text()
    )
    look(page, axe)
    page.get_by_label(re.compile("Only if it went outside")).fill("Jo was called away to the door.")
    follow(page, page.get_by_role("button", name="Save", exact=True))

    assert stored()[0].outside_restriction_reason == "Jo was called away to the door."
    jean = open_as(kais.jean, size=DESKTOP)
    jean.goto(f"{live_server.url}/children/{kais.kai.public_id}/people/")
    follow(jean, jean.get_by_role("link", name=re.compile("Read what happened")))
    look(jean, axe)
    follow(jean, jean.get_by_role("button", name="I have read this"))
    assert "Read by Jean Ward" in jean.locator("main").inner_text()
    assert stored()[0].seen_by_manager_name == "Jean Ward"
