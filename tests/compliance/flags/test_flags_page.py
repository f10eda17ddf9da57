"""The list of flags stays light however much is owed: the worst child first, and the rest a step away."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from compliance.flags.page import SHOWN
from homes import dates
from tests.factories.children import ChildFactory, PlacementFactory
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


def rows(page):
    return [row for group in page.context["list"].groups for row in group.rows]


def test_the_worst_come_first_and_every_flag_is_on_some_page(flags_page):
    page = flags_page("?show=ours")
    first, seen = page.context["list"], [row.flag.pk for row in rows(page)]
    after = first.after
    while after:
        page = flags_page(f"?show=ours&after={after}")
        seen += [row.flag.pk for row in rows(page)]
        after = page.context["list"].after

    assert first.shown == SHOWN == 30
    assert len(seen) == len(set(seen)) == first.total > 70


def test_a_page_stays_light(flags_page):
    assert len(flags_page().content) < 150 * 1024


@pytest.mark.parametrize("after", ["gone", "%00", "x" * 400])
def test_the_next_ones_begin_anew_when_the_one_before_them_has_closed(flags_page, after):
    assert flags_page(f"?show=ours&after={after}").context["list"].begins == 0


def test_the_way_on_and_back_keeps_the_filter(flags_page):
    after = flags_page("?show=ours").context["list"].after

    assert f'<a href="?show=ours&amp;after={after}">Show the next ones</a>' in markup(
        flags_page("?show=ours")
    )
    assert '<a href="?show=ours">Back to the worst</a>' in markup(flags_page(f"?show=ours&after={after}"))


def test_what_was_done_for_a_child_who_left_long_ago_is_for_those_who_still_read_the_stay(world, signed_in):
    left = ChildFactory(known_as="Ola", home=world.maple)
    gone_on = world.today - dt.timedelta(days=29)
    PlacementFactory(child=left, home=world.maple, moved_in_on=world.moved_in, moved_on_on=gone_on)
    FlagFactory(
        rule_code="ITEM-RET", subject_key="item:phone", home=world.maple, child=left,
        opens_on=gone_on, due_on=gone_on, resolved_at=dates.now() - dt.timedelta(days=29), resolution="met",
        facts={"amount": 1, "unit": "days", "removed_on": gone_on.isoformat(), "what": "Phone"},
    )  # fmt: skip
    address = reverse("compliance:flags", args=[world.maple.public_id])

    def named_to(person):
        return "Ola" in markup(signed_in(person).get(address, {"show": "done"}))

    assert named_to(world.jean)
    assert not named_to(world.sam)
