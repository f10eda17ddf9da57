"""Each home speaks in its own words on every page it can reach: no word of another profile is left anywhere.

The demo's three homes follow the three profiles, one of them in Wales. Pages are found by following links, so a new
page is read the day it is linked; each form on them is sent empty, and what comes back is read too. What adults and
children wrote is theirs: it is not looked at by words, it simply does not hold any in the demo.
"""

import copy
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.utils.html import strip_tags
from django_scopes import scopes_disabled

from children.duties.saying import sentence_for
from compliance.demo import cast
from homes import dates
from homes.models import Home, User
from homes.permissions import Access
from homes.practice import SHIPPED, practice_of, shipped_for
from homes.words import speaking
from tests.compliance import telling
from tests.compliance.judging import evaluate_home
from tests.reading import markup
from tests.sampled import drawn

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
GIVEN_NAMES = (
    "placement plan of the authority", "registered with a gp", "registered with a dentist",
    "registered with gp, dentist and optician",
)  # fmt: skip
CHOOSES_GUIDANCE = "/settings/guidance/"  # names all the guidance documents there are
LINK = re.compile(r'href="(/[^"#]*)')
FORM = re.compile(r'<form\b[^>]*method="post"[^>]*>', re.IGNORECASE)
ACTION = re.compile(r'action="([^"]*)"')
NOT_SENT = ("/accounts/", "/static/")
FEWEST_PAGES, FEWEST_ANSWERS = 20, 10
# A profile whose words are foreign to the home.
ANOTHER = {
    "maple": "key-residential-practitioner",
    "oak": "key-worker",
    "ty-bedw": "key-residential-practitioner",
}


def email(key: str) -> str:
    return next(person.email for person in cast.PEOPLE if person.key == key)


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker):
    """The demo once for the module: what a test writes is taken back, and so is the demo at the end."""
    with telling.told(django_db_blocker) as now:
        yield now


@pytest.fixture
def demo(seeded, db):
    """The demo, for one test."""


def kind_of(url: str) -> str:
    split = urlsplit(url)
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "*", split.path)
    return f"{path}?{split.query.split('=')[0]}"


@dataclass(frozen=True)
class Heard:
    """What somebody read at one address: a page, or the answer to a form that was sent empty."""

    url: str
    html: str
    answer: bool = False


def read_all(client: Client, most: int) -> Iterator[Heard]:
    """Every page and every answer, up to `most` of a kind: children differ in what is shown about them."""
    seen, count, waiting = set(), {}, ["/"]
    while waiting:
        url = waiting.pop(0)
        kind = kind_of(url)
        if url in seen or count.get(kind, 0) >= most or url.startswith(NOT_SENT):
            continue
        seen.add(url)
        count[kind] = count.get(kind, 0) + 1
        page = as_html(client.get(url, follow=True))
        yield Heard(url, page)
        waiting += [html.unescape(link) for link in LINK.findall(page)]
        for form in FORM.findall(page):
            action = ACTION.search(form)
            target = html.unescape(action[1]) if action and action[1] else url
            kind = f"sent {kind_of(target)}"
            if count.get(kind, 0) < most and not target.startswith(NOT_SENT):
                count[kind] = count.get(kind, 0) + 1
                yield Heard(target, sent_empty(client, target), answer=True)


def sent_empty(client: Client, url: str) -> str:
    """The answer to a form with nothing in it; a button's work is done, read about and taken back.

    The session too: handing the tablet to a child, or signing out, begins another one.
    """
    before = copy.deepcopy(client.cookies)
    with transaction.atomic():
        said = as_html(client.post(url, {}, follow=True))
        transaction.set_rollback(True)
    client.cookies = before
    return said


def as_html(answer) -> str:
    return markup(answer) if "html" in answer.headers.get("Content-Type", "") else ""


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


def reading(signed_in, home: str, most: int) -> Iterator[tuple[Heard, str, list[str]]]:
    """Each page and answer as the readers of a home meet it, its words, and those that are foreign.

    One page of a kind is read by the manager, who reaches most; more of them by both.
    """
    others = [person for person in cast.PEOPLE if person.home not in ("", home)]
    elsewhere = {f"{person.name}, {person.title}".lower() for person in others}
    for reader in READERS[home] if most > 1 else READERS[home][-1:]:
        for heard in read_all(signed_in(User.objects.get(email=email(reader))), most):
            words = words_on(heard.html)
            foreign = [] if CHOOSES_GUIDANCE in heard.url else foreign_words(words, home, elsewhere)
            yield heard, words, foreign


@pytest.mark.parametrize(
    "most", [pytest.param(1, marks=pytest.mark.part), pytest.param(3, marks=pytest.mark.long)]
)
@pytest.mark.parametrize("home", FOREIGN)
def test_nothing_a_home_reads_holds_a_word_of_another_profile(demo, signed_in, home, most):
    wrong, pages, answers, spoken = [], 0, 0, ""
    for heard, words, foreign in reading(signed_in, home, most):
        pages, answers = pages + (not heard.answer), answers + heard.answer
        spoken += words
        wrong += [f"{'sent ' if heard.answer else ''}{heard.url}: {word}" for word in foreign]

    assert wrong == []
    assert pages > FEWEST_PAGES
    assert answers > FEWEST_ANSWERS
    assert [word for word in OWN[home] if word not in spoken] == []


@pytest.mark.parametrize("home", drawn(FOREIGN, one_in=3))
def test_the_reading_bites(demo, signed_in, monkeypatch, home):
    """With the home speaking in another profile's words, many pages and answers are found wrong."""
    monkeypatch.setattr(
        Access, "practice_of", lambda self, at, on=None: shipped_for(ANOTHER[home], "England")
    )

    pages = answers = 0
    for heard, _words, foreign in reading(signed_in, home, 1):
        pages, answers = (
            pages + (bool(foreign) and not heard.answer),
            answers + (bool(foreign) and heard.answer),
        )
        if pages > FEWEST_PAGES and answers > FEWEST_ANSWERS:
            return

    raise AssertionError(f"{home}: only {pages} pages and {answers} answers were found wrong")


@pytest.mark.parametrize("home", FOREIGN)
def test_refusals_and_errors_speak_in_the_words_of_the_home(demo, signed_in, home):
    worker = signed_in(User.objects.get(email=email(READERS[home][0])))
    place = Home.objects.get(code=home)

    refused = worker.get(f"/homes/{place.public_id}/board/")
    words = words_on(markup(refused))

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
        board = words_on(markup(idris.get(f"/homes/{place.public_id}/board/")))
        said[place.code] = [
            word for word in ("key worker", "practitioner", "keyworker") if f" {word} " in board
        ]

    assert said == {"maple": ["key worker"], "oak": ["practitioner"], "ty-bedw": ["keyworker"]}
