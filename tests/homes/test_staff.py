"""How an adult stands at a home on a day, and what is noted about them."""

import datetime as dt

import pytest

from homes.models import StaffAbsence
from homes.staff.actions import (
    UnableToNote,
    call_off_leave,
    change_leave_end,
    note_readiness,
    record_leave,
)
from homes.staff.standing import Days, standing, standings
from tests.factories.homes import HomeFactory
from tests.factories.staff import StaffAbsenceFactory, StaffRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
DAY = dt.date(2026, 3, 10)


def day(number: int) -> dt.date:
    return DAY + dt.timedelta(days=number)


@pytest.mark.parametrize(
    ("employed", "absences", "state"),
    [
        ([Days(day(-9), None)], [], "active"),
        ([Days(day(-9), day(0))], [], "leaving"),
        ([Days(day(-9), day(-1))], [], "left"),
        ([Days(day(1), None)], [], "not_here"),
        ([Days(day(-9), day(5)), Days(day(-9), None)], [], "active"),
        ([Days(day(-9), None)], [("leave", Days(day(0), day(0)))], "on_leave"),
        ([Days(day(-9), None)], [("leave", Days(day(1), day(2)))], "active"),
        ([Days(day(-9), None)], [("leave", Days(day(-2), day(-1)))], "active"),
        ([Days(day(-9), None)], [("sick", Days(day(-2), None))], "off_sick"),
        (
            [Days(day(-9), None)],
            [("leave", Days(day(-2), day(2))), ("long_term", Days(day(-1), None))],
            "long_absence",
        ),
        ([Days(day(-9), day(5))], [("leave", Days(day(0), day(2)))], "on_leave"),
    ],
)
def test_standing_on_a_day(employed, absences, state):
    assert standing(employed, absences, on=DAY).state == state


def test_an_absence_counts_from_the_day_it_was_noted_and_not_once_called_off():
    home, sam, jo = HomeFactory(), UserFactory(full_name="Sam Okafor"), UserFactory(full_name="Jo Price")
    StaffRoleFactory(user=sam, home=home)
    StaffRoleFactory(user=jo, home=home)
    StaffAbsenceFactory(user=sam, home=home, started_on=day(-5), ended_on=day(5), noted_on=day(-1))
    StaffAbsenceFactory(user=jo, home=home, started_on=day(-5), ended_on=day(5), withdrawn_on=day(-3))

    assert [standings(home, [sam], on=day(n))[sam.pk].state for n in (-2, -1)] == ["active", "on_leave"]
    assert standings(home, [jo], on=day(0))[jo.pk].state == "active"


@pytest.fixture
def sam():
    home = HomeFactory()
    person = UserFactory(full_name="Sam Okafor")
    StaffRoleFactory(user=person, home=home)
    return person


def leave(sam, first, last, **fields):
    home = sam.roles.get().home
    values = {"home": home, "person": sam, "kind": "leave", "by": sam, "today": DAY}
    return record_leave(started_on=first, ended_on=last, **{**values, **fields})


def test_leave_is_noted_today_in_a_name_and_not_twice(sam):
    absence = leave(sam, day(5), day(9))

    assert (absence.noted_on, absence.history.get().history_user) == (DAY, sam)
    with pytest.raises(UnableToNote, match="already noted as away"):
        leave(sam, day(9), day(12))
    with pytest.raises(UnableToNote, match="already noted as away"):
        leave(sam, day(5), day(9))
    leave(sam, day(10), day(12))
    assert StaffAbsence.objects.count() == 2


def test_the_end_of_leave_moves_and_leave_is_called_off_before_it_begins(sam):
    absence = leave(sam, day(5), day(9))
    change_leave_end(absence=absence, ended_on=day(7), by=sam)
    assert absence.ended_on == day(7)
    with pytest.raises(UnableToNote, match="same as or after"):
        change_leave_end(absence=absence, ended_on=day(4), by=sam)
    with pytest.raises(UnableToNote, match="has begun"):
        call_off_leave(absence=absence, by=sam, today=day(6))
    call_off_leave(absence=absence, by=sam, today=day(1))
    assert absence.withdrawn_on == day(1)
    with pytest.raises(UnableToNote, match="called off already"):
        call_off_leave(absence=absence, by=sam, today=day(1))


def test_the_same_readiness_twice_is_one(sam):
    values = {"home": sam.roles.get().home, "person": sam, "kind": "supervision", "done_on": DAY, "by": sam}

    assert note_readiness(**values) == note_readiness(**values)
