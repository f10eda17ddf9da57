"""Which sessions with a child each filter of the list shows: by hand."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

# days ago, author, what happened
SESSIONS = {
    "old": (30, "sam", {}),
    "declined": (20, "jo", {"declined": True}),
    "jo’s": (10, "jo", {}),
    "new": (2, "sam", {}),
}
FILTERED = [
    ({}, ["new", "jo’s", "declined", "old"]),
    ({"by": "jo"}, ["jo’s", "declined"]),
    ({"outcome": "declined"}, ["declined"]),
    ({"outcome": "held"}, ["new", "jo’s", "old"]),
    ({"outcome": "held", "by": "jo"}, ["jo’s"]),
    ({"from": 20}, ["new", "jo’s", "declined"]),
    ({"to": 20}, ["declined", "old"]),
    ({"from": 20, "to": 10}, ["jo’s", "declined"]),
    ({"from": 9, "to": 3}, []),
    ({"outcome": "nonsense"}, ["new", "jo’s", "declined", "old"]),
    (
        {"by": "una_worker"},
        ["new", "jo’s", "declined", "old"],
    ),  # nobody who wrote of Kai: no way to ask for them
]


@pytest.fixture
def written(world):
    made = {}
    for name, (days, who, how) in SESSIONS.items():
        day = world.today - dt.timedelta(days=days)
        session = KeyWorkSessionFactory(
            placement=world.placements["kai"], author=getattr(world, who), held_on=day, **how
        )
        made[session.pk] = name
    return made


def opened(world, signed_in, query):
    days = {
        name: (world.today - dt.timedelta(days=n)).isoformat()
        for name, n in query.items()
        if name in ("from", "to")
    }
    who = {"by": str(getattr(world, query["by"]).public_id)} if "by" in query else {}
    return signed_in(world.sam).get(
        reverse("sessions:for_child", args=[world.kai.public_id]), {**query, **days, **who}
    )


@pytest.mark.parametrize(("query", "names"), FILTERED)
def test_what_each_filter_shows(world, signed_in, written, query, names):
    page = opened(world, signed_in, query)

    assert [written[line["session"].pk] for line in page.context["sessions"]] == names


def test_an_empty_filter_offers_to_clear_it(world, signed_in, written):
    page = opened(world, signed_in, {"from": 9, "to": 3})

    assert "No session like this." in words(page)
    assert f'href="{reverse("sessions:for_child", args=[world.kai.public_id])}">Clear filters' in page.text


def test_the_pages_beside_keep_the_filter(world, signed_in):
    for number in range(30):
        day = world.today - dt.timedelta(days=number)
        for who in (world.sam, world.jo):
            KeyWorkSessionFactory(placement=world.placements["kai"], author=who, held_on=day)

    first = opened(world, signed_in, {"by": "jo"})
    older = signed_in(world.sam).get(
        reverse("sessions:for_child", args=[world.kai.public_id]) + first.context["older"]
    )
    newer = signed_in(world.sam).get(
        reverse("sessions:for_child", args=[world.kai.public_id]) + older.context["newer"]
    )

    assert [len(page.context["sessions"]) for page in (first, older, newer)] == [25, 5, 25]
    assert {line["session"].author for page in (first, older) for line in page.context["sessions"]} == {
        world.jo
    }
