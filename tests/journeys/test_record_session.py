"""UX scripts 1 to 3 in Chromium: write it up and sign it, be called away, and be told no twice."""

import os
import re
from pathlib import Path

import pytest
from django_scopes import scopes_disabled

from sessions_app.models import KeyWorkSession
from tests.factories.sessions_app import make_session
from tests.journeys.conftest import DESKTOP, PHONE, sideways

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


def look(page, axe, name: str) -> None:
    """What every page must be: axe clean, one h1, no child in the title, no sideways scroll."""
    shot(page, name)
    assert axe(page) == []
    assert page.locator("h1").count() == 1
    assert "Kai" not in page.title()
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
    assert "Signed. Jean Ward will see it in the morning." in page.locator("main").inner_text()
    assert page.locator("main").locator("textarea, input[type=text]").count() == 0
    (session,) = stored()
    assert (session.status, session.author, session.account) == ("signed", world.sam, NOTE)
    assert tap.count <= MOST_TAPS
    if SHOTS:
        Path(f"{SHOTS}/taps-{name}.txt").write_text(str(tap.count))
