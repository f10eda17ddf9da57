"""Paging by key, filters, and what a page costs. Nothing typed into an address breaks a history."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scopes_disabled

from children.putting_right.changes import MOST_PAIRS, compare
from compliance.history import page as history
from homes import dates
from homes.audit import set_fields
from tests.addresses import page_address
from tests.factories.children import (
    ChildAbsenceFactory,
    ChildFactory,
    KeyWorkerAssignmentFactory,
    PlacementFactory,
)
from tests.factories.file import FileVersionFactory
from tests.factories.sessions import AddendumFactory, KeyWorkSessionFactory

pytestmark = pytest.mark.django_db
COUNTED = re.compile(r'count\(.*?\bfrom "?(\w+)', re.IGNORECASE | re.DOTALL)  # of which table


def child_url(world) -> str:
    return reverse("compliance:child_history", args=[world.kai.public_id])


def write_sessions(world, count: int, *, by=None) -> None:
    with scopes_disabled():
        for number in range(count):
            day = world.today - dt.timedelta(days=count - number)
            KeyWorkSessionFactory(placement=world.placements["kai"], author=by or world.sam, held_on=day)


def write_one_of_each(world, count: int) -> None:
    """`count` entries of each common kind about Kai."""
    with scopes_disabled():
        for number in range(count):
            day = world.moved_in + dt.timedelta(days=number)
            session = KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=day)
            AddendumFactory(session=session, author=world.jo)
            FileVersionFactory(
                child=world.kai, home=world.maple, type="HEALTH", dated_on=day, note=f"Version {number}"
            )
            set_fields(world.kai, by=world.jean, ref=f"kai-{number}")


def keys(response) -> list[int]:
    """The moments of the entries of a page: as good as their keys, and visible."""
    return [item.at for item in response.context["items"]]


# --- pages --------------------------------------------------------------------------------------


def test_sixty_entries_are_read_by_key_without_gap_or_repeat(world, signed_in):
    write_sessions(world, 60)
    client = signed_in(world.jean)

    pages, url = [], child_url(world) + "?type=sessions"
    while url:
        response = client.get(url)
        pages.append(keys(response))
        url = response.context["older_url"]

    assert [len(page) for page in pages] == [25, 25, 10]
    seen = [at for page in pages for at in page]
    assert seen == sorted(set(seen), reverse=True)


def test_the_way_back_shows_the_same_pages(world, signed_in):
    write_sessions(world, 60)
    client = signed_in(world.jean)
    first = client.get(child_url(world) + "?type=sessions")
    second = client.get(first.context["older_url"])
    third = client.get(second.context["older_url"])

    back = client.get(third.context["newer_url"])
    top = client.get(back.context["newer_url"])

    assert keys(back) == keys(second)
    assert keys(top) == keys(first)
    assert top.context["newer_url"] == ""
    assert "type=sessions" in back.context["newer_url"]


def test_an_entry_written_while_paging_moves_nothing(world, signed_in):
    write_sessions(world, 30)
    client = signed_in(world.jean)
    first = client.get(child_url(world) + "?type=sessions")
    write_sessions(world, 3)

    second = client.get(first.context["older_url"])

    assert len(keys(second)) == 5
    assert keys(second)[0] < keys(first)[-1]


# --- cost ---------------------------------------------------------------------------------------


def queries_of(client, url: str) -> list[str]:
    """The statements of a page, without the session's own write and the savepoint round it."""
    client.get(url)  # whoever comes first sweeps
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    texts = [query["sql"] for query in captured]
    return [text for text in texts if "SAVEPOINT" not in text and "UPDATE" not in text]


@pytest.mark.parametrize("item_count", (1, 30))
def test_a_page_of_sessions_costs_the_same_for_any_number(world, signed_in, item_count):
    write_sessions(world, item_count)
    client = signed_in(world.jean)

    queries = queries_of(client, child_url(world) + "?type=sessions")

    assert len(queries) == 13
    assert not [text for text in queries if "OFFSET" in text]
    # The header counts the records that wait to be read: an index holds those alone. Nothing else is counted.
    assert [table for text in queries for table in COUNTED.findall(text)] == ["sessions_app_sessionreview"]
    assert sum(text.lower().count("count(") for text in queries) == 1


@pytest.mark.parametrize("item_count", (1, 5))
def test_a_mixed_page_costs_one_query_more_for_each_kind_of_record(world, signed_in, item_count):
    write_one_of_each(world, item_count)
    client = signed_in(world.jean)

    # 10 for the page, 1 for the keys of earlier versions, then sessions, details, versions, documents, the child,
    # the placement, key workers
    assert len(queries_of(client, child_url(world))) == 20


def test_a_deep_page_costs_what_the_first_one_does(world, signed_in):
    write_sessions(world, 80)
    client = signed_in(world.jean)
    first = child_url(world) + "?type=sessions"
    second = client.get(first).context["older_url"]
    third = client.get(second).context["older_url"]

    assert len(queries_of(client, third)) == len(queries_of(client, first))


@pytest.mark.parametrize("item_count", (1, 30))
def test_the_home_history_costs_the_same_for_any_number(world, signed_in, item_count):
    write_sessions(world, item_count)
    url = reverse("compliance:home_history", args=[world.maple.public_id])

    assert len(queries_of(signed_in(world.jean), url + "?type=sessions")) == 11


@pytest.mark.parametrize("item_count", (1, 30))
@pytest.mark.parametrize(("name", "cost"), [("child_looked", 13), ("home_looked", 12)])
def test_who_looked_costs_the_same_for_any_number(world, signed_in, item_count, name, cost):
    client = signed_in(world.jean)
    for _ in range(item_count):
        signed_in(world.sam).get(child_url(world))
    place = world.kai if name == "child_looked" else world.maple

    assert len(queries_of(client, page_address(name, args=[place.public_id]))) == cost


@pytest.mark.parametrize("item_count", (1, 30))
def test_the_inspection_page_costs_the_same_for_any_number_of_children(world, signed_in, item_count):
    with scopes_disabled():
        for number in range(item_count):
            child = ChildFactory(known_as=f"Ola{number}", home=world.maple)
            placement = PlacementFactory(child=child, home=world.maple, moved_in_on=world.moved_in)
            KeyWorkerAssignmentFactory(placement=placement, worker=world.jo, started_on=world.moved_in)
    url = reverse("compliance:inspection", args=[world.maple.public_id])

    assert len(queries_of(signed_in(world.nell), url)) == 12


# --- filters ------------------------------------------------------------------------------------


@pytest.fixture
def entries(world):
    """A session by Sam, one by Jo, an absence by the system: all written today."""
    write_sessions(world, 1)
    write_sessions(world, 1, by=world.jo)
    with scopes_disabled():
        ChildAbsenceFactory(child=world.kai, home=world.maple, started_on=world.today)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("sessions", ["Session signed", "Session signed"]),
        ("away", ["Time away began"]),
        ("plans", []),
        ("placements", ["Kai moved in", "Kai was added"]),
    ],
)
def test_type_narrows(world, signed_in, entries, kind, expected):
    response = signed_in(world.jean).get(child_url(world), {"type": kind})

    assert [item.title for item in response.context["items"]] == expected


def test_by_narrows_to_one_person(world, signed_in, entries):
    response = signed_in(world.jean).get(child_url(world), {"by": str(world.jo.public_id)})

    assert [item.who for item in response.context["items"]] == ["Jo Price"]
    assert [label for _code, label in response.context["form"].fields["by"].choices] == [
        "Anyone",
        "Jo Price",
        "Keywork (automatic)",
        "Sam Okafor",
    ]


def test_days_are_london_days_both_counted(world, signed_in, entries):
    client = signed_in(world.jean)
    day = dates.today()

    today = client.get(child_url(world), {"from": day.isoformat(), "to": day.isoformat(), "type": "away"})
    before = client.get(child_url(world), {"to": dates.add_days(day, -1).isoformat()})
    after = client.get(child_url(world), {"from": dates.add_days(day, 1).isoformat()})

    assert len(today.context["items"]) == 1
    assert (before.context["items"], after.context["items"]) == ([], [])
    assert "Clear filters" in before.text


def test_to_before_from_is_named(world, signed_in):
    response = signed_in(world.jean).get(child_url(world), {"from": "2026-03-02", "to": "2026-03-01"})

    assert "To must be the same as or after From" in response.text


FUZZ = [
    {"before": "abc"},
    {"before": "-1"},
    {"before": "0"},
    {"before": "٣"},
    {"before": "9" * 4000},
    {"before": "999999999999999999999"},
    {"after": "999999999999999999999"},
    {"after": "abc", "before": "1"},
    {"from": "0000-00-00"},
    {"from": "0001-01-01", "to": "9999-12-31"},
    {"from": "99999-01-01"},
    {"to": "\x00"},
    {"by": "999999999999999999999"},
    {"by": "\x00"},
    {"by": "' or 1=1 --"},
    {"type": "everything"},
    {"type": "\x00", "from": "31/02/2026"},
]


@pytest.mark.parametrize("asked", FUZZ, ids=str)
@pytest.mark.parametrize(
    "name", ["child_history", "child_looked", "home_history", "home_looked", "home_seal"]
)
def test_nothing_in_an_address_breaks_a_history(world, signed_in, name, asked):
    write_sessions(world, 1)
    place = world.kai if name.startswith("child") else world.maple

    response = signed_in(world.nell).get(page_address(name, args=[place.public_id]), asked)

    assert response.status_code == 200


# --- the comparison of words ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "old", "new", "removed", "added"),
    [
        ("a b c", "a b c", "a b c", "a b c", 0, 0),
        (
            "We mended it.",
            "We mended it. He laughed.",
            "We mended it.",
            "We mended it. <ins>He laughed.</ins>",
            0,
            2,
        ),
        (
            "a fortnightly call",
            "a weekly call",
            "a <del>fortnightly</del> call",
            "a <ins>weekly</ins> call",
            1,
            1,
        ),
        ("<b>x</b>", "<i>x</i>", "<del>&lt;b&gt;x&lt;/b&gt;</del>", "<ins>&lt;i&gt;x&lt;/i&gt;</ins>", 1, 1),
        ("one\ntwo", "one\n\nthree", "one\n<del>two</del>", "one\n\n<ins>three</ins>", 1, 1),
    ],
)
def test_words_taken_out_and_put_in_are_marked_and_counted(before, after, old, new, removed, added):
    assert compare(before, after) == (old, new, removed, added)


def test_very_long_texts_that_differ_everywhere_are_shown_whole_and_fast():
    many = int(MOST_PAIRS**0.5) + 1
    before = " ".join(f"old{number}" for number in range(many * 20))
    after = " ".join(f"new{number}" for number in range(many * 20))

    old, new, removed, added = compare(before, after)

    assert (old.count("<del>"), new.count("<ins>")) == (1, 1)
    assert (removed, added) == (many * 20, many * 20)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("12", 12), ("", None), (None, None), ("x", None), ("-3", None), ("²", None),
        ("9" * 30, history.LARGEST_KEY),
    ],
)  # fmt: skip
def test_only_a_number_is_a_key(typed, key):
    assert history.key_of(typed) == key
