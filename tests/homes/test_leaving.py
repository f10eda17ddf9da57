"""The last day at a home, the instant access ends, who may not go yet, and a role that was ended by mistake."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection
from django_scopes import scopes_disabled

from homes.audit import set_fields
from homes.models import StaffRole
from homes.permissions import access_for
from homes.staff.leaving import UnableToLeave, held_from, record_leaving, reopen_role
from homes.staff.standing import Days, manager_of, standings
from tests.factories.homes import HomeFactory
from tests.factories.staff import StaffRoleFactory, UserFactory

NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
DAY, SECOND = NOON.date(), dt.timedelta(seconds=1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def day(number: int) -> dt.date:
    return DAY + dt.timedelta(days=number)


@pytest.fixture
def maple():
    return HomeFactory(name="Maple House")


def works_at(home, name="Sam Okafor", role="residential_worker", **fields):
    person = UserFactory(full_name=name)
    StaffRoleFactory(user=person, home=home, role=role, **fields)
    return person


def leaves(home, person, *, last_day=DAY, by=None, **said):
    return record_leaving(home=home, person=person, last_day=last_day, by=by or person, now=NOON, **said)


def reaches(person, at=NOON) -> bool:
    return bool(access_for(person, now=at).homes)


def test_a_last_day_ends_every_role_here_and_never_rewrites_the_past(maple):
    sam = works_at(maple)
    StaffRoleFactory(user=sam, home=maple, role="senior", started_on=day(-90), ended_on=day(-30))
    leaves(maple, sam, last_day=day(20))

    assert sorted(StaffRole.objects.values_list("ended_on", flat=True)) == [day(-30), day(20)]
    assert standings(maple, [sam], on=DAY)[sam.pk].state == "leaving"
    assert reaches(sam)


def test_access_ends_at_noon_and_the_last_day_still_counts_as_worked(maple):
    sam, jean = works_at(maple), works_at(maple, "Jean Hall", "registered_manager")
    leaves(maple, sam, by=jean, access_ends_now=True, reason="Dismissed.")

    role = sam.roles.get()
    assert (role.ended_on, role.access_ended_at) == (DAY, NOON)
    assert [reaches(sam, NOON - SECOND), reaches(sam), reaches(sam, NOON + SECOND)] == [True, False, False]
    assert standings(maple, [sam], on=DAY)[sam.pk].works_here
    last = role.history.latest()
    assert (last.history_user, last.history_change_reason) == (jean, "Dismissed.")


def test_access_may_end_before_a_last_day_that_is_to_come_and_is_not_given_back(maple):
    sam = works_at(maple)
    leaves(maple, sam, last_day=day(30), access_ends_now=True)
    assert not reaches(sam)
    leaves(maple, sam, last_day=day(10))

    role = sam.roles.get()
    assert (role.ended_on, role.access_ended_at) == (day(10), NOON)
    assert not reaches(sam)


def test_the_leaver_of_friday_is_noted_on_monday(maple):
    sam = works_at(maple)
    leaves(maple, sam, last_day=day(-3))

    assert (sam.roles.get().ended_on, sam.roles.get().access_ended_at) == (day(-3), NOON)
    assert standings(maple, [sam], on=DAY)[sam.pk].state == "left"
    with pytest.raises(UnableToLeave, match="no role at this home to end"):
        leaves(maple, sam, last_day=day(-4))


def test_nobody_leaves_before_the_first_day(maple):
    sam = works_at(maple, started_on=day(-2))
    with pytest.raises(UnableToLeave, match="same as or after the first day"):
        leaves(maple, sam, last_day=day(-3))


def test_access_that_ended_needs_a_last_day(maple):
    with pytest.raises(IntegrityError):
        set_fields(works_at(maple).roles.get(), by=UserFactory(full_name="Jean"), access_ended_at=NOON)


def test_the_manager_who_will_read_is_one_who_still_can(maple):
    sam, jean = works_at(maple), works_at(maple, "Jean Hall", "registered_manager")
    assert manager_of(maple, access_for(sam, now=NOON)) == jean
    set_fields(jean.roles.get(), by=sam, ended_on=DAY, access_ended_at=NOON)
    assert manager_of(maple, access_for(sam, now=NOON)) is None


# --- the last manager ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "goes_on"),
    [
        ([], False),
        ([Days(day(0), None)], True),
        ([Days(day(1), None)], False),
        ([Days(day(-9), day(5))], False),
        ([Days(day(-9), day(5)), Days(day(6), None)], True),
        ([Days(day(-9), day(5)), Days(day(7), None)], False),
        ([Days(day(-9), day(5)), Days(day(-9), day(-1)), Days(day(3), None)], True),
    ],
)
def test_somebody_holds_from_a_day_on(held, goes_on):
    assert held_from(DAY, held) is goes_on
    assert held_from(DAY, reversed(held)) is goes_on


def test_the_only_manager_does_not_go_without_another_one(maple):
    jean = works_at(maple, "Jean Hall", "registered_manager")
    works_at(maple)
    with pytest.raises(
        UnableToLeave, match="Nobody else manages Maple House for good from Wednesday 11 March"
    ):
        leaves(maple, jean)
    with pytest.raises(UnableToLeave, match="from Tuesday 10 March"):
        leaves(maple, jean, last_day=day(9), access_ends_now=True)
    assert jean.roles.get().ended_on is None

    works_at(maple, "Ada Next", "deputy_manager", started_on=day(10))
    leaves(maple, jean, last_day=day(9))
    assert jean.roles.get().ended_on == day(9)


@pytest.mark.parametrize(
    "other",
    [
        {"ended_on": day(30)},
        {"ended_on": day(30), "access_ended_at": NOON},
        {"started_on": day(2)},
        {"role": "senior"},
        {"role": "responsible_individual"},
    ],
)
def test_somebody_who_goes_too_or_comes_later_or_manages_nothing_is_no_other_manager(maple, other):
    jean = works_at(maple, "Jean Hall", "registered_manager")
    works_at(maple, "Ada Next", **{"role": "registered_manager", **other})
    with pytest.raises(UnableToLeave, match="Nobody else manages"):
        leaves(maple, jean)


def test_a_manager_elsewhere_or_whose_account_is_closed_is_no_other_manager(maple):
    jean = works_at(maple, "Jean Hall", "registered_manager")
    works_at(HomeFactory(name="Oak House", provider=maple.provider), "Ole Away", "registered_manager")
    ada = works_at(maple, "Ada Next", "registered_manager")
    set_fields(ada, by=jean, is_active=False)
    with pytest.raises(UnableToLeave, match="Nobody else manages"):
        leaves(maple, jean)


def test_a_manager_of_every_home_of_the_provider_is_another_manager(maple):
    jean = works_at(maple, "Jean Hall", "registered_manager")
    everywhere = UserFactory(full_name="Ada Wide")
    StaffRoleFactory(user=everywhere, provider=maple.provider, role="registered_manager")
    leaves(maple, jean)

    assert jean.roles.get().ended_on == DAY


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_end_each_other_at_once_leave_one():
    with scopes_disabled():
        maple = HomeFactory(name="Maple House")
        jean, ada = (works_at(maple, name, "registered_manager") for name in ("Jean Hall", "Ada Next"))
        barrier, outcomes = threading.Barrier(2), []

        def end(person, by):
            with scopes_disabled():
                barrier.wait()
                try:
                    home = type(maple).objects.get(pk=maple.pk)
                    leaves(home, person, by=by, access_ends_now=True)
                    outcomes.append("ended")
                except UnableToLeave:
                    outcomes.append("refused")
                connection.close()

        threads = [threading.Thread(target=end, args=pair) for pair in ((jean, ada), (ada, jean))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert sorted(outcomes) == ["ended", "refused"]
        assert StaffRole.objects.filter(home=maple, ended_on=None).count() == 1


# --- a role ended by mistake --------------------------------------------------------------------


def test_a_role_is_reopened_and_its_history_shows_both(maple):
    sam, jean = works_at(maple), works_at(maple, "Jean Hall", "registered_manager")
    leaves(maple, sam, by=jean, access_ends_now=True, reason="Dismissed.")
    reopen_role(role=sam.roles.get(), by=jean, reason="The wrong Sam.", now=NOON)

    role = sam.roles.get()
    assert (role.ended_on, role.access_ended_at) == (None, None)
    assert reaches(sam)
    reasons = role.history.order_by("pk").values_list("history_change_reason", flat=True)
    assert list(reasons) == [None, "Dismissed.", "The wrong Sam."]
    with pytest.raises(UnableToLeave, match="open already"):
        reopen_role(role=role, by=jean, reason="Twice.", now=NOON)


def test_two_roles_held_side_by_side_are_both_reopened(maple):
    sam = works_at(maple)
    StaffRoleFactory(user=sam, home=maple, role="senior", started_on=day(-5))
    leaves(maple, sam)
    for role in sam.roles.order_by("-started_on"):
        reopen_role(role=role, by=sam, reason="By mistake.", now=NOON)

    assert sam.roles.filter(ended_on=None).count() == 2


@pytest.mark.parametrize(
    "later",
    [{"role": "senior", "started_on": day(0)}, {"role": "senior", "started_on": day(4), "ended_on": day(9)}],
)
def test_a_role_that_a_later_one_follows_stays_ended(maple, later):
    sam = works_at(maple, ended_on=DAY)
    role = sam.roles.get()
    StaffRoleFactory(user=sam, home=maple, **later)
    StaffRoleFactory(user=sam, home=HomeFactory(name="Oak House", provider=maple.provider))
    with pytest.raises(UnableToLeave, match="later role here"):
        reopen_role(role=role, by=sam, reason="By mistake.", now=NOON)


def test_the_same_role_is_not_open_twice(maple):
    sam = works_at(maple, started_on=day(-50), ended_on=DAY)
    role = sam.roles.get()
    StaffRoleFactory(user=sam, home=maple, started_on=day(-60))
    with pytest.raises(UnableToLeave, match="later role here"):
        reopen_role(role=role, by=sam, reason="By mistake.", now=NOON)
