"""Every page of the product, for everybody who may open it, at the width of a phone and of a desktop.

Axe finds nothing, one heading of level 1, no name in the title, nothing to scroll sideways, nothing in the console; at
320 px with text twice as big no word breaks and nothing is cut off. The pages are those of tests/policy.csv in the
world of tests/world/, answered in the browser by Django itself: no server, and no row of the world is ever committed.
A page is opened once and looked at in each width.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.staticfiles import finders
from django.http import HttpResponse

from tests.everywhere.policy_walk import policy, routes
from tests.journeys.conftest import AXE_RULES, DESKTOP, PHONE
from tests.journeys.fitting import misfits
from tests.sampled import few
from tests.world.pages import Page, pages_of
from tests.world.scenes import World, standing

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SHARES = 4  # of the pages: both workers look
SITE = "http://localhost"  # a browser trusts it as it does https
READERS = ("manager", "key_worker", "ri", "inspector", "platform_admin", "anonymous")
NO_PAGE = {
    "healthz": "for the container platform",
    "session": "for the script of an open page",
    "readyz": "for the container platform",
    "account_reset_password_from_key": "leads to the form at an address of its own",
    "account_invitation": "without its key there is nothing: tests/journeys/test_invited.py",
    "children:document": "a file",
    "sessions:childs_drawing": "a file",
    "sessions:picture": "a file",
    "sessions:report_pdf": "a file",
    "sessions:new": "leads to the form at an address of its own",
    "sessions:new_moment": "leads to the form at an address of its own",
}
PLAIN_FORM = "children/form.html"
NAMES = ("Kai", "Remi", "Ezra", "Zq-", "P key", "P manager")
LOOK = """async rules => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  const wrong = found.violations.flatMap(one => one.nodes.map(node => one.id + ": " + node.html.slice(0, 160)));
  const headings = document.querySelectorAll("h1").length;
  if (headings !== 1) wrong.push(headings + " headings of level 1");
  const page = document.documentElement, sideways = page.scrollWidth - page.clientWidth;
  if (sideways > 0) wrong.push("scrolls " + sideways + " px sideways");
  return wrong;
}"""
MAIN = re.compile(r"<main.*</main>", re.DOTALL)
STRUCTURE = re.compile(r'<[a-z0-9]+|class="[^"]*"|[a-z-]+(?==")')


@pytest.fixture(scope="module")
def world(browser, django_db_setup, django_db_blocker):
    """After the browser: its event loop is there from the first statement on, so there is one connection."""
    with standing(django_db_blocker) as built:
        yield built


@dataclass
class Eyes:
    """One window of the browser, for one reader after another."""

    page: Any
    world: World
    context: Context = field(default_factory=copy_context)  # where the connection with the world is
    reader: str = ""
    wrong: list[str] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    console: list[str] = field(default_factory=list)
    opened: dict[str, HttpResponse] = field(default_factory=dict)  # read already, about to be looked at

    def answer(self, route: Any) -> None:
        """What the browser asks for, from Django or from the static files."""
        asked = urlsplit(route.request.url)
        if asked.path.startswith("/static/"):
            route.fulfill(path=finders.find(asked.path.removeprefix("/static/")))
            return
        address = asked.path + (asked.query and f"?{asked.query}")
        answer = self.opened.pop(address, None)
        answer = answer or self.context.run(self.world.fresh(self.reader).get, address)
        route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.content)

    def look_at(
        self,
        pages: Iterable[Page],
        sizes: Sequence[dict[str, int]],
        leave: Callable[[Page, HttpResponse], bool] = lambda page, answer: False,
    ) -> None:
        for page in pages:
            answer = self.world.fresh(self.reader).get(page.address)
            if not leave(page, answer) and self.is_new(answer.text, sizes):
                self.opened = {page.address: answer}
                self.wrong += [
                    f"{page.name} {page.about} as {self.reader}: {one}" for one in self.at(page, sizes)
                ]

    def is_new(self, html: str, sizes: Sequence[dict[str, int]]) -> bool:
        """Whether the page, or what stands around it, is made of other elements than any that was looked at."""
        main = MAIN.search(html)
        parts = {
            hash((len(sizes), *STRUCTURE.findall(part)))
            for part in (main[0] if main else html, MAIN.sub("", html))
        }
        new = not parts <= self.seen
        self.seen |= parts
        return new

    def at(self, page: Page, sizes: Sequence[dict[str, int]]) -> Iterator[str]:
        self.console.clear()
        self.page.goto(SITE + page.address)
        self.page.evaluate(AXE_SCRIPT)
        for size in sizes:
            self.page.set_viewport_size(size)
            yield from (f"{size['width']} px: {one}" for one in self.page.evaluate(LOOK, AXE_RULES))
        yield from misfits(self.page)
        if any(name in self.page.title() for name in NAMES):
            yield f"a name in the title: {self.page.title()}"
        yield from self.console


@pytest.fixture(scope="module")
def eyes(world, browser, browser_context_args):
    context = browser.new_context(**browser_context_args, bypass_csp=False)
    page = context.new_page()
    found = Eyes(page, world)
    context.route("**/*", found.answer)
    page.on(
        "console", lambda message: found.console.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: found.console.append(str(error)))
    yield found
    context.close()


def test_every_address_that_shows_a_page_is_visited(world):
    """Of the whole product, but for what shows no page."""
    shown = {page.name for reader in READERS for page in pages_of(world, reader)} - set(NO_PAGE)
    only_pressed = {
        name
        for name in routes()
        if all(
            row[one] not in ("200",)
            for key, row in policy().items()
            if key[:2] == (name, "GET")
            for one in row
        )
    }

    assert shown == set(routes()) - only_pressed - set(NO_PAGE)


def is_one_of_many_forms(page: Page, answer: HttpResponse) -> bool:
    """A form without a template of its own, drawn like all of those: two in three are left for another run."""
    plain = [template.name for template in answer.templates[:1]] == [PLAIN_FORM]
    return plain and few((True, True, False), most=1, of=page.name) == [True]


@pytest.mark.part
@pytest.mark.parametrize("share", range(SHARES))
def test_every_kind_of_page(world, eyes, share):
    """Once each, by the first who may open it, on a phone; of the forms that one template draws, a third."""
    first: dict[str, tuple[str, Page]] = {}
    for reader in READERS:
        for page in pages_of(world, reader):
            first.setdefault(page.name, (reader, page))
    kinds = sorted(set(first) - set(NO_PAGE))[share::SHARES]

    eyes.wrong = []
    for kind in kinds:
        eyes.reader, page = first[kind]
        eyes.look_at([page], [PHONE], leave=is_one_of_many_forms)

    assert "\n".join(eyes.wrong) == ""
    assert len(kinds) > 100 // SHARES


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("reader", READERS)
def test_every_page_of_everybody(world, eyes, reader, share):
    pages = [page for page in pages_of(world, reader) if page.name not in NO_PAGE]

    eyes.reader, eyes.wrong = reader, []
    eyes.look_at(pages[share::SHARES], [PHONE, DESKTOP])

    assert "\n".join(eyes.wrong) == ""
    assert pages and eyes.seen
