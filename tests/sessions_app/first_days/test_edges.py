"""What an entry of the first days may say, whatever form it came by; and what is long before."""

import datetime as dt

import pytest

from children.moving_on.actions import move_on
from homes.acting import Unable
from homes.audit import set_fields
from sessions_app.first_days.actions import UnableToWrite, days_fit, write_first_days
from sessions_app.first_days.elsewhere import EXPLAINED
from sessions_app.first_days.page import came_before_keywork
from sessions_app.models import FirstDaysEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def write(world):
    def entry(task="why_here", **said):
        said = {"happened_on": world.today, "reached": "done", **said}
        return write_first_days(
            placement=world.placements["kai"], task=task, done_by=world.dee, by=world.sam, **said
        )

    return entry


@pytest.mark.parametrize("task", sorted(EXPLAINED))
def test_what_is_written_with_what_was_explained_is_written_nowhere_else(write, task):
    with pytest.raises(UnableToWrite, match="written down with what was given and explained"):
        write(task)

    assert not FirstDaysEntry.objects.exists()


def test_a_reason_goes_with_what_does_not_apply_and_with_nothing_else(write):
    for said in ({"why_not": "He lived here before"}, {"reached": "not_needed", "why_not": ""}):
        with pytest.raises(UnableToWrite, match="A reason goes with"):
            write(**said)
    assert write(reached="not_needed", why_not="He lived here before").pk


def test_a_day_is_set_from_the_same_day_to_four_weeks_on(world):
    day = world.today
    fits = {ahead: days_fit(day, day + ahead * A_DAY) for ahead in (-1, 0, 28, 29)}

    assert fits == {-1: False, 0: True, 28: True, 29: False}


def test_after_the_child_has_moved_on_nothing_of_that_day_is_written(world, write):
    stay = world.placements["kai"]
    move_on(placement=stay, by=world.jean, moved_on_on=world.today - 3 * A_DAY, to_home=world.oak)
    stay.refresh_from_db()

    with pytest.raises(Unable):
        write(happened_on=world.today - A_DAY)


@pytest.mark.parametrize(("ago", "before"), [(1, True), (0, False), (-1, False)])
def test_who_came_on_the_day_the_home_began_here_has_first_days_here(world, ago, before):
    began = dt.datetime.combine(world.placements["kai"].moved_in_on + ago * A_DAY, dt.time(12), tzinfo=dt.UTC)
    set_fields(world.maple, by=world.jean, created_at=began)
    stay = world.placements["kai"]
    stay.home.refresh_from_db()

    assert came_before_keywork(stay) is before
