"""What every action shares: a record is written once, and a row is held as it is now."""

import datetime as dt

import pytest
from django.db import transaction

from homes.acting import keep, lock, named
from homes.audit import set_fields
from homes.models import Readiness
from tests.factories.homes import HomeFactory
from tests.factories.staff import StaffRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
DAY = dt.date(2026, 3, 10)


@pytest.fixture
def sam():
    person = UserFactory(full_name="Sam Reed")
    StaffRoleFactory(user=person, home=HomeFactory())
    return person


def supervision(sam, **other):
    said = {"kind": "supervision", "what": "", "done_on": DAY, "valid_until_on": None, **other}
    return Readiness(user=sam, home=sam.roles.get().home, **said)


def test_the_same_record_is_written_once(sam):
    first = keep(supervision(sam), by=sam)

    assert keep(supervision(sam), by=sam) == first
    assert Readiness.history.count() == 1


@pytest.mark.parametrize("other", [{"done_on": DAY + dt.timedelta(days=1)}, {"what": "a talk"}])
def test_a_record_that_says_something_else_is_another_one(sam, other):
    keep(supervision(sam), by=sam)
    keep(supervision(sam, **other), by=sam)

    assert Readiness.objects.count() == 2


def test_a_row_is_read_again_when_it_is_held(sam):
    stale = Readiness.objects.get(pk=keep(supervision(sam), by=sam).pk)
    set_fields(Readiness.objects.get(pk=stale.pk), by=sam, what="a talk")
    with transaction.atomic():
        lock(stale)

    assert stale.what == "a talk"


def test_who_stands_behind_a_record_is_kept_with_name_and_title(sam):
    assert named("sent_by", sam) == {
        "sent_by": sam,
        "sent_by_name": "Sam Reed",
        "sent_by_title": "Residential worker",
    }
    assert set(named("authorised_by", sam, "authorised")) == {
        "authorised_by",
        "authorised_name",
        "authorised_title",
    }
