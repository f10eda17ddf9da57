"""The list of flags stays light however much is owed: the worst first, and the rest a step away."""

import uuid

import pytest
from django.urls import reverse

from compliance.flags.views import SHOWN
from tests.factories.flags import FlagFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def flags_page(world, signed_in):
    client = signed_in(world.jean)
    address = reverse("compliance:flags", args=[world.maple.public_id])
    client.get(address)  # whoever comes first sweeps
    for _number in range(70):
        FlagFactory(
            rule_code="ITEM-RET", subject_key=f"item:{uuid.uuid4()}", home=world.maple, child=world.kai,
            opens_on=world.today, due_on=world.today,
            facts={"amount": 1, "unit": "days", "removed_on": world.today.isoformat(), "what": "Phone"},
        )  # fmt: skip
    return lambda query="": client.get(address + query)


def test_the_worst_come_first_and_every_flag_is_on_some_page(flags_page):
    first = flags_page().context["ours"]
    seen, part = [card.flag.pk for card in first.cards], first
    while part.after:
        part = flags_page(f"?ours={part.after}").context["ours"]
        seen += [card.flag.pk for card in part.cards]

    assert len(first.cards) == SHOWN
    assert len(seen) == len(set(seen)) == first.total > 70


def test_a_page_stays_light(flags_page):
    assert len(flags_page().content) < 150 * 1024


def test_the_next_ones_begin_anew_when_the_one_before_them_has_closed(flags_page):
    assert flags_page("?ours=gone").context["ours"].begins == 0


def test_the_way_on_and_back_is_said(flags_page):
    first = flags_page()
    after = first.context["ours"].after
    assert "Show the next ones" in markup(first)
    assert "Back to the worst" in markup(flags_page(f"?ours={after}"))
