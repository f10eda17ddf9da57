"""The benchmark measures what it says: pages that answer, and facts by hand that are there."""

import re

import pytest
from django.test import override_settings

from compliance.actions import run_reconcile
from homes.dates import now, today
from tools.bench import by_hand, pages, sweeps, table
from tools.bench.cost import Meter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def visit(world):
    run_reconcile(now=now())
    return pages.visits()[0]


def test_it_goes_to_the_home_nearest_to_three_children(visit, world):
    assert (visit.home, visit.children, visit.manager) == (world.maple, 2, world.jean)


def test_without_a_home_with_children_there_is_nothing_to_measure(db):
    with pytest.raises(pages.NothingToMeasure):
        pages.visits()


@pytest.mark.parametrize("opened", pages.PAGES)
def test_every_statement_by_hand_runs_and_speaks_of_this_home_alone(opened, visit):
    given = by_hand.given(
        home_id=visit.home.pk, child_id=visit.placement.child_id, person_id=visit.manager.pk, today=today()
    )
    elsewhere = by_hand.given(home_id=0, child_id=0, person_id=0, today=today())

    assert by_hand.ask(by_hand.facts_of(opened), given) > by_hand.ask(by_hand.facts_of(opened), elsewhere)


def test_the_twelve_duties_by_hand_speak_of_every_child(visit):
    assert by_hand.ask((by_hand.TWELVE_DUTIES,), {"today": today()}) == 12 * 4


@override_settings(ROOT_URLCONF="tools.bench.urls")
def test_it_prints_a_line_for_each_page_and_leaves_no_room_check_behind(visit, world):
    meter = Meter(runs=1)
    swept = sweeps.measure(visit, meter)
    opened = pages.measure(visit, meter)
    found = {
        "sees_database": False,
        "sweep": {
            **{name: getattr(swept, name) for name in swept.__slots__},
            "per_thousand": swept.per_thousand,
        },
        "pages": [
            {**{name: getattr(line, name) for name in line.__slots__}, "times": line.times} for line in opened
        ],
    }

    said = "\n".join(table.lines(found, found))

    for page in pages.PAGES:
        assert re.search(rf"^{page} +2 +[1-9]", said, re.MULTILINE), said
    assert "sweep of 4 children" in said
    assert not sweeps.RoomCheck.objects.exists()


@override_settings(ROOT_URLCONF="tools.bench.urls")
def test_a_page_that_does_not_answer_is_no_measurement(visit):
    with pytest.raises(AssertionError, match="404"):
        pages._open(visit.signed_in(), "/bench/nowhere/")
