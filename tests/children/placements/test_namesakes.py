"""Two children called Wren in one home: whatever page of the home names both tells them apart."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from homes.dates import add_days
from tests.everywhere.policy_walk import parameters, routes
from tests.factories.children import ChildFactory, KeyWorkerAssignmentFactory, PlacementFactory
from tests.factories.plans import SessionPlanFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

BORN = {"Hill": dt.date(2012, 5, 4), "Stone": dt.date(2010, 1, 2)}


@pytest.fixture
def wrens(world):
    """With the same of everything: a key worker, a draft, a signed worry and a plan for tomorrow."""
    found = []
    for surname, born in BORN.items():
        wren = ChildFactory(
            home=world.maple,
            known_as="Wren",
            ref=f"w-{surname}",
            legal_name=f"Wren {surname}",
            date_of_birth=born,
        )
        stay = PlacementFactory(home=world.maple, child=wren, moved_in_on=world.moved_in)
        KeyWorkerAssignmentFactory(placement=stay, worker=world.sam, started_on=world.moved_in)
        KeyWorkSessionFactory(placement=stay, author=world.sam, held_on=world.today, draft=True)
        KeyWorkSessionFactory(
            placement=stay, author=world.jo, held_on=world.today, worry=True, worry_text="x"
        )
        SessionPlanFactory(placement=stay, worker=world.sam, planned_on=add_days(world.today, 1))
        found.append(wren)
    return found


def pages_of_the_home(home) -> dict[str, str]:
    """Every address about the home or about nothing in particular."""
    found = {}
    for name, route in routes().items():
        wanted = parameters(route)
        if ":" in name and wanted <= {"home"}:
            found[name] = reverse(name, kwargs={"home": home.public_id} if wanted else {})
    return found


EVERYBODY = {"compliance:children", "compliance:handover"}
NAMED_ON = {  # by hand: the pages of which it is known that they name both, and by whom they are read
    "sam": {*EVERYBODY, "sessions:choose_child", "compliance:today"},
    "jean": {*EVERYBODY, "compliance:board", "compliance:home_history", "compliance:staff"},
    "nell": {"compliance:inspection", "compliance:home_history"},
}


@pytest.mark.parametrize("who", NAMED_ON)
def test_every_page_that_names_both_tells_them_apart(world, wrens, signed_in, who):
    client = signed_in(getattr(world, who))
    named = set()

    for name, address in pages_of_the_home(world.maple).items():
        page = client.get(address)
        if page.status_code != 200 or "Wren" not in words(page):
            continue
        named.add(name)
        links = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', markup(page))
        alone = [text for _href, text in links if re.search(r"Wren(?! \((H|S)\., aged \d+\))", text)]
        assert alone == [], name
        both = (
            "HS" if name != "compliance:flags" else ""
        )  # thirty flags at a time: the other may be further on
        for initial in both:
            assert f"Wren ({initial}., aged " in words(page), name

    assert NAMED_ON[who] <= named


def test_a_name_of_ones_own_needs_nothing_more(world, wrens, signed_in):
    page = words(signed_in(world.sam).get(reverse("compliance:children")))

    assert "Kai (" not in page
    assert "Mia (" not in page


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ({"legal_name": "Robin Hill"}, {"legal_name": "robin Stone"}, {"Robin (H., ", "robin (S., "}),
        ({"legal_name": ""}, {"legal_name": ""}, {"(aged 14, r-1)", "(aged 14, r-2)"}),
        ({"date_of_birth": None}, {"date_of_birth": None}, {"Robin (r-1)", "robin (r-2)"}),
    ],
)
def test_what_tells_two_apart(world, access_of, first, second, said):
    """The initial and the age; where they are the same or not known, the home's own reference."""
    usual = {"home": world.maple, "date_of_birth": dt.date(2012, 5, 4)}
    pair = [
        ChildFactory(**{**usual, "known_as": name, "ref": f"r-{number}", **more})
        for number, (name, more) in enumerate((("Robin", first), ("robin", second)), 1)
    ]
    for child in pair:
        PlacementFactory(home=world.maple, child=child, moved_in_on=world.moved_in)

    called = [access_of(world.sam).called(child) for child in pair]

    assert all(any(words in one for one in called) for words in said), called


def test_one_of_the_same_name_at_another_home_is_no_namesake(world, access_of):
    wren = ChildFactory(home=world.maple, known_as="Wren", ref="w-1")
    other = ChildFactory(home=world.oak, known_as="Wren", ref="w-2")
    PlacementFactory(home=world.maple, child=wren, moved_in_on=world.moved_in)
    PlacementFactory(home=world.oak, child=other, moved_in_on=world.moved_in)

    assert access_of(world.idris).called(wren) == "Wren"
