"""What somebody is at a home becomes something else from today on, and both stay to be read."""

import datetime as dt

import pytest
from django.urls import reverse

from homes.models import StaffRole
from tests.factories.staff import PASSWORD, StaffRoleFactory, UserFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

DAY = dt.timedelta(days=1)


@pytest.fixture
def change(world, signed_in):
    """change(by, whom, role): as that manager, from the page of an adult of Maple House."""

    def send(by, whom, role, password=PASSWORD):
        address = reverse("compliance:change_role", args=[world.maple.public_id, whom.public_id])
        return signed_in(by).post(
            address, {"role": role, "reason": "Leads the shift now.", "password": password}
        )

    return send


def held(person) -> list[tuple]:
    rows = StaffRole.objects.filter(user=person).order_by("pk")
    return [(one.role, one.ended_on, one.access_ended_at is not None) for one in rows]


def works(world, name, role, **said):
    person = UserFactory(full_name=name)
    StaffRoleFactory(user=person, home=world.maple, role=role, **said)
    return person


def test_a_worker_becomes_a_senior_from_today(world, change, signed_in):
    sam = signed_in(world.sam)
    assert change(world.jean, world.sam, "senior").status_code == 302

    assert held(world.sam) == [("residential_worker", world.today - DAY, False), ("senior", None, False)]
    new = StaffRole.objects.get(user=world.sam, role="senior")
    assert new.started_on == world.today
    for row in StaffRole.objects.filter(user=world.sam):
        last = row.history.first()
        assert (last.history_user, last.history_change_reason) == (world.jean, "Leads the shift now.")
    assert sam.get(reverse("compliance:child", args=[world.kai.public_id])).status_code == 200


def test_what_is_lost_is_lost_on_the_next_request(world, change, signed_in):
    """A deputy's page is open while the manager makes her a senior."""
    deputy = works(world, "Dep Uty", "deputy_manager")
    page, board = signed_in(deputy), reverse("compliance:board", args=[world.maple.public_id])
    assert page.get(board).status_code == 200

    change(world.jean, deputy, "senior")

    assert page.get(board).status_code == 403


def test_a_role_that_began_today_ends_at_once(world, change):
    new = works(world, "Ann Other", "senior", started_on=world.today)

    change(world.jean, new, "deputy_manager")

    assert held(new) == [("senior", world.today, True), ("deputy_manager", None, False)]


@pytest.mark.parametrize(
    ("by", "of", "to", "status"),
    [
        ("registered_manager", "residential_worker", "registered_manager", 302),
        ("registered_manager", "registered_manager", "senior", 302),
        ("deputy_manager", "senior", "residential_worker", 302),
        ("deputy_manager", "senior", "deputy_manager", 302),
        ("deputy_manager", "senior", "registered_manager", 422),  # more than they hold themselves
        ("deputy_manager", "registered_manager", "senior", 403),
        ("senior", "residential_worker", "senior", 403),
    ],
)
def test_nobody_gives_or_takes_more_than_they_hold(world, change, by, of, to, status):
    giver, person = works(world, "The Giver", by), works(world, "Ann Other", of)

    assert change(giver, person, to).status_code == status
    assert (len(held(person)) == 2) == (status == 302)


def test_nobody_changes_their_own(world, change, signed_in):
    assert change(world.jean, world.jean, "senior").status_code == 403
    own = reverse("compliance:staff_member", args=[world.maple.public_id, world.jean.public_id])
    assert "Change the role" not in words(signed_in(world.jean).get(own))
    sams = reverse("compliance:staff_member", args=[world.maple.public_id, world.sam.public_id])
    assert "Change the role" in words(signed_in(world.jean).get(sams))


def test_the_last_manager_stays_one(world, change):
    """The other one leaves in five days."""
    other = works(world, "Oth Er", "registered_manager", ended_on=world.today + 5 * DAY)

    refused = change(other, world.jean, "senior")

    assert refused.status_code == 422
    assert "Nobody else manages Maple House for good" in markup(refused)
    assert held(world.jean) == [("registered_manager", None, False)]
    assert change(other, world.jean, "deputy_manager").status_code == 302


@pytest.mark.parametrize(
    ("role", "password", "said"),
    [
        ("residential_worker", PASSWORD, "Sam Okafor has this role already."),
        ("senior", "not this one", "You have 4 tries left. Nothing was changed."),
        ("responsible_individual", PASSWORD, "Select a valid choice."),
        ("", PASSWORD, "Select what they do here"),
    ],
)
def test_what_is_refused_is_said_and_changes_nothing(world, change, role, password, said):
    before = held(world.sam)

    answer = change(world.jean, world.sam, role, password)

    assert answer.status_code == 422
    assert said in markup(answer)
    assert held(world.sam) == before
