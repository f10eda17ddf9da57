"""UX scripts 1 to 3 in Chromium: write it up and sign it, be called away, and be told no twice."""

import datetime as dt
import os
import re
from pathlib import Path

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from compliance.actions import run_reconcile
from homes import dates
from homes.audit import set_fields
from sessions_app.models import KeyWorkSession
from tests.factories.sessions import KeyWorkSessionFactory
from tests.journeys.conftest import (
    DESKTOP,
    PHONE,
    PROFILES,
    each_profile_at_length,
    follow,
    profiles_at_length,
    sideways,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SCREENSHOTS")
NOTE = "You fixed the chain on your own and showed Mia how to do it too. I noticed how patient you were."
MOST_TAPS = 16


def shot(page, name: str) -> None:
    if SHOTS:
        Path(SHOTS).mkdir(exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def stored() -> list[KeyWorkSession]:
    with scopes_disabled():
        return list(KeyWorkSession.objects.select_related("author").order_by("pk"))


def look(page, axe, name: str, profile=PROFILES["phone"]) -> None:
    """What every page must be: axe clean, one h1, no child in the title, no sideways scroll."""
    shot(page, name)
    assert page.locator("h1").count() == 1
    assert "Kai" not in page.title()
    if profile.javascript:
        assert axe(page) == []
        assert sideways(page) <= 0


class Taps:
    """Counts every tap, and types without counting keys, as the script does."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def __call__(self, target) -> None:
        self.count += 1
        target.click()

    def write(self, label, words: str) -> None:
        box = self.page.get_by_label(label)
        self(box)
        self.page.keyboard.insert_text(words)


@pytest.mark.parametrize(("size", "name"), [(PHONE, "phone"), (DESKTOP, "desktop")])
def test_write_it_up_and_sign_it(world, open_as, live_server, axe, password, size, name):
    page = open_as(world.sam, size=size)
    page.goto(f"{live_server.url}/record/")
    look(page, axe, f"choose-{name}")
    tap = Taps(page)

    tap(page.get_by_role("link", name="Kai"))
    look(page, axe, f"record-empty-{name}")
    tap(page.get_by_label("While doing something"))
    tap.write("What you did and talked about", NOTE)
    tap(page.get_by_label("In his words"))
    tap(page.locator("#id_quote"))
    page.keyboard.insert_text("I liked it. I did it myself.")
    tap(page.get_by_label("No", exact=True))
    look(page, axe, f"record-filled-{name}")
    tap(page.get_by_role("button", name="Check and sign"))

    page.wait_for_url("**/check/")
    look(page, axe, f"check-{name}")
    tap(page.get_by_label("This is a true record of what happened"))
    tap.write("Your password", password)
    tap(page.get_by_role("button", name="Sign record"))

    page.wait_for_url(re.compile(r"/sessions/[0-9a-f-]{36}/$"))
    look(page, axe, f"signed-{name}")
    assert "Signed. Thank you for the time you gave Kai." in page.locator("main").inner_text()
    assert page.locator("main").locator("textarea, input[type=text]").count() == 0
    (session,) = stored()
    assert (session.status, session.author, session.account) == ("signed", world.sam, NOTE)
    assert tap.count <= MOST_TAPS
    if SHOTS:
        Path(f"{SHOTS}/taps-{name}.txt").write_text(str(tap.count))


def blank_record(page, live_server, world) -> None:
    page.goto(f"{live_server.url}/children/{world.kai.public_id}/sessions/new/?fresh")


@profiles_at_length("phone", but=("no-script",))
def test_words_survive_being_called_away(world, open_as, live_server, axe, profile):
    """Script 2: nothing of Sam's shows to Jo, and Sam finds every word again in one click."""
    page = open_as(world.sam, profile=profile)
    blank_record(page, live_server, world)
    assert stored() == []
    page.get_by_label("What you did and talked about").fill(NOTE)

    page.goto(f"{live_server.url}/record/")  # at once: before the pause after the last key is over
    page.wait_for_timeout(500)

    assert [session.account for session in stored()] == [NOTE]
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    jo = open_as(world.jo, profile=profile)
    blank_record(jo, live_server, world)
    assert "showed Mia" not in jo.content()
    assert "Sam Okafor also has a draft for this day." in jo.locator("main").inner_text()
    look(jo, axe, "clash")
    elsewhere = open_as(world.sam, size=DESKTOP)
    elsewhere.goto(f"{live_server.url}/record/")
    follow(elsewhere, elsewhere.get_by_role("link", name="Kai"))
    assert elsewhere.get_by_label("What you did and talked about").input_value() == NOTE
    look(elsewhere, axe, "draft-again-desktop")


def test_saved_says_when_and_the_version_moves_on(world, open_as, live_server):
    page = open_as(world.sam)
    blank_record(page, live_server, world)
    page.get_by_label("What you did and talked about").press_sequentially("First words.")
    page.locator("#saved-status", has_text=re.compile(r"^\s*Saved at \d+:\d\d[ap]m")).wait_for()
    assert page.locator("input[name=version]").input_value() == "1"

    page.get_by_label("What you did and talked about").press_sequentially(" More.")
    page.locator("input[name=version][value='2']").wait_for(state="attached")
    page.get_by_label("What you did and talked about").press_sequentially(" And sent at once.")
    page.get_by_role("button", name="Save and finish later").click()

    page.wait_for_url(lambda url: "edit" not in url)
    assert [session.account for session in stored()] == ["First words. More. And sent at once."]


def test_no_connection_is_said_and_tried_again(world, open_as, live_server):
    page = open_as(world.sam, expected=["net::ERR", "Failed to load resource"])
    blank_record(page, live_server, world)
    page.context.set_offline(True)
    page.get_by_label("What you did and talked about").fill(NOTE)
    page.get_by_text("Not saved yet. Keep this page open.").wait_for()
    assert stored() == []

    page.context.set_offline(False)
    page.locator("#saved-status", has_text="Saved at").wait_for(timeout=20_000)

    assert [session.account for session in stored()] == [NOTE]


def test_signed_out_elsewhere_is_said(world, open_as, live_server):
    page = open_as(world.sam, expected=["Failed to load resource"])
    blank_record(page, live_server, world)
    page.context.clear_cookies()
    page.get_by_label("What you did and talked about").fill(NOTE)

    page.get_by_text("Not saved: you are signed out.").wait_for()
    assert page.get_by_label("What you did and talked about").input_value() == NOTE


def test_two_tabs_show_both_versions(world, open_as, live_server, axe):
    first = open_as(world.sam, expected=["409"])
    blank_record(first, live_server, world)
    first.get_by_label("What you did and talked about").fill("From the office.")
    first.locator("#saved-status", has_text="Saved at").wait_for()
    second = first.context.new_page()
    second.goto(first.url)
    second.get_by_label("What you did and talked about").fill("From the tablet.")
    second.locator("#saved-status", has_text="Saved at").wait_for()

    first.get_by_label("What you did and talked about").fill("From the office, again.")
    first.get_by_role("heading", name="This draft was changed somewhere else").wait_for()
    look(first, axe, "conflict-autosave-phone")
    first.get_by_role("button", name="Save and finish later").click()
    first.get_by_role("heading", name="choose what to keep").wait_for()
    look(first, axe, "conflict-phone")
    first.get_by_role("button", name="Keep my version").click()

    first.wait_for_url(lambda url: "edit" not in url)
    assert [session.account for session in stored()] == ["From the office, again."]


@each_profile_at_length
def test_kai_chose_not_to_again(world, open_as, live_server, axe, password, today, profile):
    """Script 3: no topics, no blame, a prompt to talk with the manager, and the days since stay as they were."""
    with scopes_disabled():
        earlier = world.placements["kai"]
        five_days = today - dt.timedelta(days=5)
        KeyWorkSessionFactory(placement=earlier, author=world.sam, held_on=five_days)
        for days, offered in ((2, "I offered a walk."), (1, "I offered to bake.")):
            KeyWorkSessionFactory(
                placement=earlier, author=world.jo, held_on=today - dt.timedelta(days=days), declined=True,
                account=offered,
            )  # fmt: skip
        run_reconcile(now=dates.now())
    page = open_as(world.sam, profile=profile)
    blank_record(page, live_server, world)
    assert not page.get_by_text("tries in a row").first.is_visible()
    page.get_by_label("Kai chose not to").click()
    page.get_by_text("3 tries in a row. Talk with Jean Ward").first.wait_for()

    assert not page.get_by_text("Topics", exact=False).first.is_visible()
    assert not page.get_by_label("It was cut short").is_visible()
    page.get_by_label("What you offered, how they seemed, what next").fill(
        "I offered chess. He looked tired."
    )
    page.get_by_label("Not this time").click()
    page.get_by_label("No", exact=True).click()
    look(page, axe, "declined-phone", profile)
    follow(page, page.get_by_role("button", name="Check and sign"))
    assert "3 tries in a row. Talk with Jean Ward" in page.locator("main").inner_text()
    look(page, axe, "declined-check-phone", profile)
    page.get_by_label("This is a true record of what happened").click()
    page.get_by_label("Your password").fill(password)
    page.get_by_role("button", name="Sign record").click()

    page.get_by_text("3 tries in a row. Talk with Jean Ward").wait_for()
    look(page, axe, "declined-signed-phone", profile)
    assert "refused" not in page.locator("main").inner_text()
    page.goto(live_server.url)
    kai = page.locator("article", has=page.get_by_role("heading", name="Kai"))
    assert "Done this week" not in kai.inner_text()
    assert kai.locator("svg.strip .k-ring").count() >= 1
    jean = open_as(world.jean, size=DESKTOP)
    jean.goto(live_server.url)
    row = jean.locator("table.kw-board tbody tr", has_text="Kai")
    assert row.locator("svg.daysbar .k-value").text_content() == "5"
    jean.goto(f"{live_server.url}{reverse('compliance:flags', args=[world.maple.public_id])}")
    flags = " ".join(jean.locator("main").text_content().split())
    assert "Kai chose not to meet 3 times since" in flags, flags


def test_what_is_missing_takes_the_focus(world, open_as, live_server, axe):
    page = open_as(world.sam, expected=["422"])
    blank_record(page, live_server, world)
    page.get_by_role("button", name="Check and sign").click()

    page.get_by_role("heading", name="There is a problem").wait_for()
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    look(page, axe, "record-errors-phone")
    page.get_by_role("link", name="Select how it went").click()
    assert page.evaluate("document.activeElement.name") == "went"


def test_a_worry_says_tell_someone_now(world, open_as, live_server, axe):
    page = open_as(world.sam)
    blank_record(page, live_server, world)
    page.get_by_label("Yes", exact=True).click()

    assert "Tell someone now." in page.locator("main").inner_text()
    look(page, axe, "worry-phone")
    page.get_by_label("What the worry is").fill("A mark on his arm")
    page.get_by_label("While doing something").click()
    page.get_by_label("What you did and talked about").fill(NOTE)
    page.get_by_label("Not this time").click()
    page.get_by_role("button", name="Check and sign").click()

    page.get_by_role("heading", name="Tell someone now").wait_for()
    page.get_by_role("link", name="01632 960001").wait_for()
    page.get_by_label("Jean Ward", exact=True).click()
    page.get_by_label("Just now").click()
    page.get_by_label("On the phone").click()
    look(page, axe, "tell-someone-phone")
    page.get_by_role("button", name="Save and go on to sign").click()
    page.get_by_role("heading", name="Check and sign").wait_for()


@pytest.mark.parametrize("size", [PHONE, {"width": 320, "height": 640}], ids=["phone", "narrow"])
def test_without_javascript(world, open_as, live_server, password, size):
    page = open_as(world.sam, size=size, javascript=False)
    page.goto(f"{live_server.url}/record/")
    page.get_by_role("link", name="Kai").click()
    page.get_by_label("On a journey").check()
    page.get_by_label("What you did and talked about").fill(NOTE)
    page.get_by_label("What I noticed").check()
    page.get_by_label("What you noticed").fill("A smile")
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Check and sign").click()
    page.get_by_role("button", name="Use “a friend”").click()
    page.get_by_label("This is a true record of what happened").check()
    page.get_by_label("Your password").fill(password)
    page.get_by_role("button", name="Sign record").click()
    follow(page, page.get_by_role("link", name="Add more details"))
    page.get_by_label("What you want to add").fill("He slept well.")
    page.get_by_label("Your password").fill(password)
    follow(page, page.get_by_role("button", name="Sign and add"))

    assert "He slept well." in page.locator("main").inner_text()
    assert [(s.status, s.format, "a friend" in s.account) for s in stored()] == [("signed", "journey", True)]


@pytest.mark.parametrize(("size", "name"), [(PHONE, "phone"), (DESKTOP, "desktop")])
def test_the_other_pages_are_clean(world, open_as, live_server, axe, today, size, name):
    with scopes_disabled():
        words = {"voice": "words", "voice_text": "I liked it.", "small_steps": "Asked for help."}
        signed = [
            KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=today, **words)
            for _number in range(27)
        ]
        KeyWorkSessionFactory(placement=world.placements["kai"], author=world.jean, held_on=today, draft=True)
    page = open_as(world.jean, size=size)
    one = f"{live_server.url}/sessions/{signed[0].public_id}/"
    for path, what in ((one, "detail"), (f"{one}add/", "add"), (f"{one}void/", "void")):
        page.goto(path)
        look(page, axe, f"{what}-{name}")
    page.goto(f"{live_server.url}/children/{world.kai.public_id}/sessions/")
    look(page, axe, f"list-{name}")


def test_night_and_large_text(world, open_as, live_server, axe):
    with scopes_disabled():
        set_fields(world.sam, by=world.sam, theme="night")
    page = open_as(world.sam, size={"width": 320, "height": 640})
    blank_record(page, live_server, world)
    page.get_by_label("While doing something").click()
    look(page, axe, "record-night")
