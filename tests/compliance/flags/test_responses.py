"""Answers to a flag: a double click is one answer."""

import pytest

from children.duties.actions import plan_action, see_flag
from children.models import Flag
from compliance.actions import run_reconcile
from homes.dates import add_days, now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def flag(world) -> Flag:
    run_reconcile(now=now())
    return Flag.objects.open().filter(home=world.maple).first()


def plan(flag: Flag, world, **changes):
    fields = {"action": "Ring the school", "owner": world.sam, "by_on": add_days(world.today, 2), **changes}
    return plan_action(flag=flag, by=world.jean, now=now(), **fields)


def test_the_same_plan_twice_is_one_plan(world, flag):
    assert plan(flag, world) == plan(flag, world)

    assert flag.responses.count() == 1


@pytest.mark.parametrize("change", ["action", "owner", "by_on"])
def test_another_plan_is_added_and_a_return_to_the_first_too(world, flag, change):
    other = {"action": "Ring again", "owner": world.jo, "by_on": add_days(world.today, 3)}[change]

    plan(flag, world)
    plan(flag, world, **{change: other})
    plan(flag, world)

    assert flag.responses.count() == 3


def test_seen_twice_is_one_answer(world, flag):
    assert see_flag(flag=flag, by=world.jean, now=now()) is not None
    assert see_flag(flag=flag, by=world.jean, now=now()) is None

    assert flag.responses.count() == 1
