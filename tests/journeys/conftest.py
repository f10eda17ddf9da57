"""Chromium for the journeys: a phone and a desktop, axe, and a page that fails on any console error."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.factories.staff import PASSWORD

CHROME = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 740}
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Profile:
    """How somebody uses a page: on what, with script, with what size of text, in whose colours."""

    size: dict[str, int]
    javascript: bool = True
    text: str = "100%"
    forced: bool = False  # at night, in the colours of the device

    @property
    def script(self) -> str:
        theme = "night" if self.forced else "light"
        root = "document.documentElement"
        do = f"{root}.style.fontSize = '{self.text}'; {root}.dataset.theme = '{theme}'"
        return f"document.addEventListener('DOMContentLoaded', () => {{ {do} }})"


PROFILES = {
    "phone": Profile(PHONE),
    "no-script": Profile(PHONE, javascript=False),
    "big-text": Profile(NARROW, text="200%"),
    "forced-night": Profile(PHONE, forced=True),
    "desktop": Profile(DESKTOP),
}
each_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)


def profiles_at_length(*usual: str, but: tuple[str, ...] = ()) -> pytest.MarkDecorator:
    """Each profile `but` some; the usual run has time for `usual` alone, the rest is walked with the long ones."""
    asked = [
        pytest.param(one, id=name, marks=() if name in usual else pytest.mark.long)
        for name, one in PROFILES.items()
        if name not in but
    ]
    return pytest.mark.parametrize("profile", asked)


each_profile_at_length = profiles_at_length("phone")


@pytest.fixture(scope="session")
def browser_type_launch_args():
    if not CHROME:
        pytest.fail("no Chromium: set CHROMIUM or install it; these tests must not be skipped quietly")
    return {
        "executable_path": CHROME,
        "args": [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
        ],
    }  # fmt: skip


@pytest.fixture(scope="session")
def base_url():
    """Instead of the plugin's own, which warns on this pytest; pages are opened by their whole address."""
    return ""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture
def open_as(browser, browser_context_args, live_server, client):
    """open_as(user, size=PHONE, javascript=True) -> a page signed in as that person; console errors fail the test.

    With `profile`, one of PROFILES, instead of size and script.
    """
    problems: list[str] = []
    contexts = []

    def open_page(user, *, size=PHONE, javascript=True, expected=(), profile=None):
        profile = profile or Profile(size, javascript)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        cookie = client.cookies["sessionid"]
        context = browser.new_context(
            **{
                **browser_context_args,
                "viewport": profile.size,
                "java_script_enabled": profile.javascript,
                "has_touch": profile.size is PHONE,
                "forced_colors": "active" if profile.forced else None,
                "color_scheme": "dark" if profile.forced else None,
            }
        )
        contexts.append(context)
        context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        if profile.javascript and profile != Profile(profile.size):
            page.add_init_script(profile.script)
        page.set_default_timeout(8_000)

        def heard(message):
            if message.type == "error" and not any(words in message.text for words in expected):
                problems.append(message.text)

        page.on("console", heard)
        page.on("pageerror", lambda error: problems.append(str(error)))
        return page

    yield open_page
    heard_until_here = list(problems)
    for context in contexts:
        quiet(context)
    assert heard_until_here == []


def quiet(context) -> None:
    """Close a window when nothing of it is on its way, and let it send nothing: the tables are about to be emptied."""
    for page in context.pages:
        page.wait_for_load_state("networkidle")
    context.set_offline(True)
    context.close()


@pytest.fixture
def axe():
    """axe(page) -> what it finds wrong, in short."""

    def check(page) -> list[str]:
        page.wait_for_load_state("load")  # a page just come to may have no document element yet
        forced = page.evaluate("matchMedia('(forced-colors: active)').matches")
        # Axe reads the page's own colours, not the device's: those are looked at in test_forced_colours.py.
        how = {"runOnly": AXE_RULES, "rules": {"color-contrast": {"enabled": not forced}}}
        found = Axe().run(page, options=how).response["violations"]
        return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]

    return check


@pytest.fixture
def password():
    return PASSWORD


def follow(page, link) -> None:
    """Click and be on the next page: what is asked next is asked of that page, not of the one being left."""
    with page.expect_navigation(wait_until="load"):
        link.click()


def tab_to(page, target) -> None:
    """With the keyboard alone: on to the next thing until this one has the focus."""
    for _step in range(100):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target}")


def press_on(page, target) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def sideways(page) -> int:
    """How many pixels the page scrolls sideways."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
