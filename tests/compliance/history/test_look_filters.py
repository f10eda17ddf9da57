"""Which openings of records each filter of "who looked" shows: by hand."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from homes.audit import record_access
from homes.dates import LONDON
from homes.models import AccessEvent
from homes.permissions import access_for
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
What = AccessEvent.What

# days ago, at what o’clock in London, who, what, about whom
LOOKS = {
    "kai by sam": (9, 23, "sam", What.CHILD, "kai"),
    "kai by jo": (8, 0, "jo", What.SESSIONS, "kai"),
    "mia by sam": (8, 23, "sam", What.CHILD, "mia"),
    "refused": (5, 12, "tom", What.REFUSED, "kai"),
    "the board": (5, 13, "jean", What.BOARD, None),
}
OF_THE_HOME = [
    ({}, {*LOOKS}),
    ({"by": "sam"}, {"kai by sam", "mia by sam"}),
    ({"child": "kai"}, {"kai by sam", "kai by jo", "refused"}),
    ({"by": "sam", "child": "kai"}, {"kai by sam"}),
    ({"refused": "on"}, {"refused"}),
    ({"from": 8}, {"kai by jo", "mia by sam", "refused", "the board"}),
    ({"to": 8}, {"kai by sam", "kai by jo", "mia by sam"}),
    ({"from": 8, "to": 8}, {"kai by jo", "mia by sam"}),
    ({"from": 7, "to": 6}, set()),
    ({"refused": "on", "by": "sam"}, set()),
]
OF_KAI = [
    ({}, {"kai by sam", "kai by jo", "refused"}),
    ({"by": "sam"}, {"kai by sam"}),
    ({"refused": "on"}, {"refused"}),
    ({"to": 9}, {"kai by sam"}),
]


@pytest.fixture
def noted(world):
    """The instant of each opening, and its name in LOOKS."""
    made = {}
    for name, (days, hour, who, what, child) in LOOKS.items():
        at = dt.datetime.combine(world.today - dt.timedelta(days=days), dt.time(hour, 30), tzinfo=LONDON)
        with time_machine.travel(at, tick=False):
            access = access_for(getattr(world, who), now=at)
            about = getattr(world, child).pk if child else None
            record_access(access, what, home_id=world.maple.pk, child_id=about)
        made[at] = name
    return made


def asked(world, query):
    """The query with the people, children and days of this world."""
    said = {}
    for name, value in query.items():
        if isinstance(value, int):
            said[name] = (world.today - dt.timedelta(days=value)).isoformat()
        else:
            said[name] = value if value == "on" else str(getattr(world, value).public_id)
    return said


def shown(page, noted):
    return {noted[look.at] for look in page.context["looks"] if look.at in noted}


@pytest.mark.parametrize(("query", "names"), OF_THE_HOME)
def test_what_each_filter_of_a_home_shows(world, signed_in, noted, query, names):
    address = reverse("compliance:home_looked", args=[world.maple.public_id])

    assert shown(signed_in(world.jean).get(address, asked(world, query)), noted) == names


@pytest.mark.parametrize(("query", "names"), OF_KAI)
def test_what_each_filter_of_a_child_shows(world, signed_in, noted, query, names):
    address = reverse("compliance:child_looked", args=[world.kai.public_id])

    assert shown(signed_in(world.jean).get(address, asked(world, query)), noted) == names


@pytest.mark.parametrize(
    "query", [{"child": "noa"}, {"child": "una"}, {"by": "una_worker"}, {"by": "elm_manager"}]
)
def test_nobody_of_another_home_can_be_asked_for(world, signed_in, noted, query):
    address = reverse("compliance:home_looked", args=[world.maple.public_id])
    page = signed_in(world.jean).get(address, asked(world, query))

    assert shown(page, noted) == {*LOOKS}  # it is named as an error, and narrows nothing
    assert page.context["form"].errors
    assert not {"Noa", "Una", "Uri Vale", "Mo Finch"} & set(words(page).replace(",", " ").split())


def test_an_empty_filter_offers_to_clear_it(world, signed_in, noted):
    address = reverse("compliance:home_looked", args=[world.maple.public_id])
    page = signed_in(world.jean).get(address, asked(world, {"refused": "on", "by": "sam"}))

    assert "Clear filters" in words(page)
    assert f'href="{address}">Clear filters' in page.text


def test_the_pages_beside_keep_the_filter(world, signed_in):
    access = access_for(world.sam, now=dt.datetime.now(dt.UTC))
    for _number in range(30):
        record_access(access, What.BOARD, home_id=world.maple.pk)
        record_access(access_for(world.jo, now=access.now), What.BOARD, home_id=world.maple.pk)
    client = signed_in(world.jean)

    first = client.get(
        reverse("compliance:home_looked", args=[world.maple.public_id]), asked(world, {"by": "sam"})
    )
    second = client.get(first.context["older_url"])

    assert [len(page.context["looks"]) for page in (first, second)] == [25, 5]
    assert {look.who for page in (first, second) for look in page.context["looks"]} == {"Sam Okafor"}
