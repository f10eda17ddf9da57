"""Every page each role can reach, on a phone and a desktop: axe clean, one h1, no name in the title, no overflow.

The pages are found by following links from the front page, so a new page is looked at the day it is linked.
"""

import datetime as dt
from urllib.parse import urlsplit

import pytest
from django_scopes import scopes_disabled

from compliance.actions import run_reconcile
from homes import dates
from tests.factories.children import ChildAbsenceFactory
from tests.factories.file import FileVersionFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.journeys.conftest import DESKTOP, PHONE, sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FEWEST_PAGES = {"sam": 15, "jean": 22, "nell": 8, "idris": 8, "pat": 2}


@pytest.fixture
def lived_in(world):
    """Something of everything: sessions, a draft, a void one, plans, time away, flags."""
    day = dates.today()
    with scopes_disabled():
        for weeks in range(1, 6):
            KeyWorkSessionFactory(
                placement=world.stays["kai"], author=world.sam, held_on=day - dt.timedelta(days=7 * weeks)
            )
        KeyWorkSessionFactory(placement=world.stays["kai"], author=world.sam, held_on=day, draft=True)
        KeyWorkSessionFactory(
            placement=world.stays["mia"], author=world.jo, held_on=day - dt.timedelta(days=20), declined=True
        )
        FileVersionFactory(
            child=world.kai, home=world.maple, type="HEALTH", dated_on=day - dt.timedelta(days=500)
        )
        ChildAbsenceFactory(child=world.mia, home=world.maple, started_on=day - dt.timedelta(days=2))
        run_reconcile(now=dates.now())
    return world


def shape(path: str) -> str:
    """A path with its ids blanked: one page of each kind is enough."""
    parts = ["*" if len(part) == 36 and part.count("-") == 4 else part for part in path.split("/")]
    return "/".join(parts)


def crawl(page, start: str) -> dict[str, str]:
    """Kinds of page -> address, by following links. Ids of children and sessions are visited once a kind."""
    seen: dict[str, str] = {}
    waiting = [start]
    while waiting:
        url = waiting.pop(0)
        split = urlsplit(url)
        kind = shape(split.path) + ("?" + split.query.split("=")[0] if split.query else "")
        if kind in seen or split.netloc != urlsplit(start).netloc or split.path.startswith("/static/"):
            continue
        answer = page.request.get(url)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        assert answer.status == 200, (url, answer.status)
        seen[kind] = url
        page.goto(url)
        waiting += page.eval_on_selector_all("a[href]", "links => links.map(a => a.href.split('#')[0])")
    return seen


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("who", FEWEST_PAGES)
def test_every_page_of_a_role(lived_in, open_as, live_server, axe, who, size):
    page = open_as(getattr(lived_in, who), size=size)

    pages = crawl(page, live_server.url + "/")

    wrong = []
    for kind, url in pages.items():
        page.goto(url)
        wrong += [f"{kind}: {found}" for found in axe(page)]
        if page.locator("h1").count() != 1:
            wrong.append(f"{kind}: {page.locator('h1').count()} headings of level 1")
        if any(name in page.title() for name in ("Kai", "Mia", "Sam", "Jean")):
            wrong.append(f"{kind}: a name in the title")
        if sideways(page) > 0:
            wrong.append(f"{kind}: scrolls {sideways(page)} px sideways")
    assert wrong == []
    assert len(pages) >= FEWEST_PAGES[who], sorted(pages)


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/",
                                  "/accounts/signup/", "/accounts/inactive/", "/nowhere/"])  # fmt: skip
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_page_before_signing_in(db, browser, browser_context_args, live_server, axe, path, size):
    context = browser.new_context(**{**browser_context_args, "viewport": size})
    page = context.new_page()

    page.goto(live_server.url + path)

    assert axe(page) == []
    assert sideways(page) <= 0
    context.close()
