"""A manager takes over the draft of somebody who has left or is away for long; who began it is kept."""

import datetime as dt

import pytest
from django.urls import reverse

from homes import dates
from homes.audit import set_fields
from homes.models import StaffRole
from sessions_app.actions import UnableToSave, adopt_draft, sign_session
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import StaffAbsenceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def draft(world):
    return KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.dee, held_on=world.today, draft=True
    )


def leaves(world, person):
    role = StaffRole.objects.get(user=person, home=world.maple)
    set_fields(role, by=world.jean, ended_on=world.today - dt.timedelta(days=1))


def adopt(world, draft):
    adopt_draft(draft, by=world.jean, now=dates.now())
    draft.refresh_from_db()


def test_not_from_somebody_who_works_here_or_is_on_leave(world, draft):
    with pytest.raises(UnableToSave, match="Dee Shah still works here"):
        adopt(world, draft)
    StaffAbsenceFactory(user=world.dee, home=world.maple, started_on=world.today, ended_on=world.today)
    with pytest.raises(UnableToSave, match="still works here"):
        adopt(world, draft)


@pytest.mark.parametrize("why", ["left", "away for long"])
def test_from_somebody_who_has_left_or_is_away_for_long(world, draft, why):
    if why == "left":
        leaves(world, world.dee)
    else:
        StaffAbsenceFactory(
            user=world.dee, home=world.maple, started_on=world.today, ended_on=None, kind="long_term"
        )
    adopt(world, draft)
    adopt(world, draft)  # the second click

    assert (draft.author, draft.drafted_by, draft.version) == (world.jean, world.dee, 2)
    assert draft.history.latest().history_user == world.jean
    signature = sign_session(draft, by=world.jean, now=dates.now())
    assert signature.name == "Jean Ward"


def test_a_signed_record_stays_its_authors(world):
    signed = KeyWorkSessionFactory(placement=world.placements["kai"], author=world.dee, held_on=world.today)
    leaves(world, world.dee)
    with pytest.raises(UnableToSave, match="Only a draft"):
        adopt(world, signed)


def test_the_page_offers_it_then_says_who_began_and_so_does_the_history(world, signed_in, draft):
    page, url = draft.get_absolute_url(), reverse("sessions:adopt", args=[draft.public_id])
    jean = signed_in(world.jean)
    assert "Take over this draft" not in jean.get(page).text
    leaves(world, world.dee)
    assert "Take over this draft" in jean.get(page).text

    assert jean.get(url).status_code == 405
    assert jean.post(url, follow=True).status_code == 200
    assert "Begun by Dee Shah." in jean.get(page).text
    assert "Begun by Dee Shah." in jean.get(reverse("sessions:check", args=[draft.public_id])).text
    history = jean.get(reverse("compliance:child_history", args=[world.kai.public_id])).text
    assert "Draft taken over. Begun by Dee Shah" in history
    draft.refresh_from_db()
    sign_session(draft, by=world.jean, now=dates.now())
    assert "Begun by Dee Shah." in signed_in(world.sam).get(page).text


def test_only_managers_of_the_home(world, signed_in, draft):
    leaves(world, world.dee)
    url = reverse("sessions:adopt", args=[draft.public_id])

    assert signed_in(world.sam).post(url).status_code == 404  # a draft of somebody else
    assert signed_in(world.ama).post(url).status_code == 404
    assert signed_in(world.idris).post(url).status_code == 404
