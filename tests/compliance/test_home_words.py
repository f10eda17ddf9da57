"""Each home speaks in its own words on every page it can reach: no word of another profile is left anywhere.

The demo's three homes follow the three profiles, one of them in Wales. Pages are found by following links, so a new
page is read the day it is linked. What adults and children wrote is theirs: it is not looked at by words, it simply
does not hold any in the demo.
"""

import html
import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils.html import strip_tags
from django_scopes import scopes_disabled

from compliance.demo import cast
from compliance.demo.seed import seed
from compliance.rules.reading import sentence_for
from homes import dates
from homes.models import Home, User
from homes.permissions import Access
from homes.practice import SHIPPED, practice_of, shipped_for
from homes.words import speaking
from tests.compliance.judging import evaluate_home

# Words of the other profiles, and of the other nation, that no page of a home may show.
FOREIGN = {
    "maple": ("keyworker", "keychild", "practitioner", "home manager", "children’s homes manager",
              "internal placement plan", "personal plan", "care inspectorate", "admission", "looked after review"),
    "oak": ("key worker", "keyworker", "keychild", "key-work", "registered manager", "home manager",
            "personal plan", "care inspectorate", "child in care review", "day of moving in"),
    "ty-bedw": ("key worker", "practitioner", "key child", "key-work", "registered", "placement plan",
                "ofsted", "child in care review", "day of moving in"),
}  # fmt: skip
OWN = {
    "maple": ("key worker", "key-work session", "registered manager"),
    "oak": ("key residential practitioner", "registered children’s homes manager"),
    "ty-bedw": ("keyworker", "home manager", "personal plan"),
}
READERS = {"maple": ("sam", "jean"), "oak": ("tom", "ama"), "ty-bedw": ("cerys", "huw")}
# The name another authority gives its own document.
GIVEN_NAMES = ("placement plan of the authority", "registered with a gp", "registered with a dentist")
CHOOSES_GUIDANCE = "/settings/guidance/"  # names all the guidance documents there are
LINK = re.compile(r'href="(/[^"#]*)')
FEWEST_PAGES = 20


def email(key: str) -> str:
    return next(person.email for person in cast.PEOPLE if person.key == key)


@pytest.fixture
def demo(db):
    with scopes_disabled():
        seed(now=dates.now())


def kind_of(url: str) -> str:
    split = urlsplit(url)
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "*", split.path)
    return f"{path}?{split.query.split('=')[0]}"


def pages_of(client: Client) -> dict[str, str]:
    """Address -> the page as read, up to three of each kind: children differ in what is shown about them."""
    seen: dict[str, str] = {}
    count: dict[str, int] = {}
    waiting = ["/"]
    while waiting:
        url = waiting.pop(0)
        kind = kind_of(url)
        if url in seen or count.get(kind, 0) >= 3 or url.startswith(("/static/", "/accounts/")):
            continue
        count[kind] = count.get(kind, 0) + 1
        answer = client.get(url, follow=True)
        seen[url] = answer.content.decode() if "html" in answer.headers.get("Content-Type", "") else ""
        waiting += [html.unescape(link) for link in LINK.findall(seen[url])]
    return seen


def words_on(page: str) -> str:
    """What a person reads or hears: text, labels and titles, in lower case."""
    spoken = " ".join(re.findall(r'(?:aria-label|title|alt|data-label|placeholder)="([^"]*)"', page))
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.S)
    text = html.unescape(strip_tags(body.replace("<", " <")) + " " + html.unescape(spoken))
    return re.sub(r"\s+([,.])|\s+", lambda space: space[1] or " ", text).lower()


def foreign_words(words: str, home: str, titles: set[str]) -> list[str]:
    """Foreign words, once what has a given name is taken out: somebody of another home with the title of that day."""
    for given in (*GIVEN_NAMES, *titles):
        words = words.replace(given, " ")
    return [word for word in FOREIGN[home] if re.search(rf"(?<![\w-]){re.escape(word)}", words)]


def read_pages(signed_in, home: str) -> tuple[list[str], int, str]:
    """Foreign words and where, how many pages were read, and everything that was said."""
    others = [person for person in cast.PEOPLE if person.home not in ("", home)]
    elsewhere = {f"{person.name}, {person.title}".lower() for person in others}
    wrong, read, heard = [], 0, ""
    for reader in READERS[home]:
        pages = pages_of(signed_in(User.objects.get(email=email(reader))))
        read += len(pages)
        for url, page in pages.items():
            words = words_on(page)
            heard += words
            if CHOOSES_GUIDANCE in url:
                continue
            wrong += [f"{reader} {url}: {word}" for word in foreign_words(words, home, elsewhere)]

    return wrong, read, heard


@pytest.mark.parametrize("home", FOREIGN)
def test_no_page_of_a_home_shows_a_word_of_another_profile(demo, signed_in, home):
    wrong, read, heard = read_pages(signed_in, home)

    assert wrong == []
    assert read > FEWEST_PAGES
    assert [word for word in OWN[home] if word not in heard] == []


def test_the_reading_bites(demo, signed_in, monkeypatch):
    """With every home speaking in the first profile's words, many pages are found wrong."""
    monkeypatch.setattr(
        Access, "practice_of", lambda self, home, on=None: shipped_for("key-worker", "England")
    )

    wrong, _read, _heard = read_pages(signed_in, "oak")

    assert len(wrong) > FEWEST_PAGES


@pytest.mark.parametrize("home", FOREIGN)
def test_refusals_and_errors_speak_in_the_words_of_the_home(demo, signed_in, home):
    worker = signed_in(User.objects.get(email=email(READERS[home][0])))
    place = Home.objects.get(code=home)

    refused = worker.get(f"/homes/{place.public_id}/board/")
    words = words_on(refused.content.decode())

    assert refused.status_code == 403
    assert f"ask the {practice_of(place, (), on=dates.today()).terms['manager'].singular}" in words
    assert foreign_words(words, home, set()) == []


def test_one_flag_in_every_profiles_words(demo):
    with scopes_disabled():
        flag = next(
            f
            for f in evaluate_home(Home.objects.get(code="maple").pk, dates.today())
            if f.rule_code == "KS-WEEK"
        )
    said = {}
    for code in SHIPPED:
        with speaking(shipped_for(code, "England").terms):
            said[code] = sentence_for(flag, as_of=dates.today())

    assert "key-work session" in said["key-worker"]
    assert "key residential practitioner session" in said["key-residential-practitioner"]
    assert "keyworker session" in said["keyworker-england-wales"]


def test_somebody_over_several_homes_reads_each_in_its_own_words(demo, signed_in):
    idris = signed_in(User.objects.get(email=email("idris")))
    said = {}
    for place in Home.objects.filter(code__in=FOREIGN):
        board = words_on(idris.get(f"/homes/{place.public_id}/board/").content.decode())
        said[place.code] = [
            word for word in ("key worker", "practitioner", "keyworker") if f" {word} " in board
        ]

    assert said == {"maple": ["key worker"], "oak": ["practitioner"], "ty-bedw": ["keyworker"]}
