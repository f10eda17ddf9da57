"""Today, what needs one adult: in turn, the first few at once, and none of it left out."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests.factories.promises import AgreedActionFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

DUE = (
    "Promise late", "Share the record of", "Promise one", "Promise two", "Promise three", "Share the record of",
)  # fmt: skip


@pytest.fixture
def dees(world):
    """Two drafts, a promise that is late, three that are due, and two records to share, one of them late."""
    days = {"late": -2, "one": 1, "two": 2, "three": 3}
    kai, ago = world.placements["kai"], world.today - dt.timedelta(days=5)
    signed = KeyWorkSessionFactory(placement=kai, author=world.dee, held_on=ago)
    for what, by in days.items():
        AgreedActionFactory(session=signed, what=f"Promise {what}", by_on=world.today + dt.timedelta(days=by))
    for child, day in (("kai", -1), ("mia", 0)):
        KeyWorkSessionFactory(
            placement=world.placements[child], author=world.jo, held_on=ago, child_part="later",
            share_on=world.today + dt.timedelta(days=day),
        )  # fmt: skip
    for _one in range(2):
        KeyWorkSessionFactory(placement=kai, author=world.dee, held_on=world.today, draft=True)
    return world


def lines(part):
    """The first words of each line of a list."""
    return [words(line) for line in re.findall(r'<li class="kw-row.*?</li>', part, re.DOTALL)]


def test_what_only_i_can_do_then_what_is_late_then_what_is_due(dees, signed_in):
    page = markup(signed_in(dees.dee).get(reverse("compliance:today")))
    needs = page[page.index("Needs you (") : page.index("Your leave")]
    shown, rest = needs.split("<details>")[:2]

    first, more = lines(shown), lines(rest)
    assert "Needs you (8)" in page and "2 more" in rest
    assert ["Finish" in line for line in first] == [True, True, False, False, False, False]
    assert [one in line for one, line in zip(DUE, [*first[2:], *more], strict=True)] == [True] * 6


def test_a_short_list_is_not_folded(world, signed_in):
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.dee, held_on=world.today, draft=True
    )

    page = words(signed_in(world.dee).get(reverse("compliance:today")))

    assert "Finish your draft for Kai" in page
    assert not re.search(r"\b\d+ more\b", page[page.index("Needs you") : page.index("Your leave")])
