"""Many passwords at the same moment: no more are looked at than one after the other would be."""

import pytest
from django.test import Client

from homes.models import User
from tests.factories.staff import PASSWORD, UserFactory
from tests.homes.sign_in.test_again import ASKS, done, signed_out

SIGN_IN = "/accounts/login/"
MANY = 24
LOCKED, LOOKED_AT = 429, 200

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("unscoped")]


@pytest.fixture(autouse=True)
def no_other_limit(settings):
    """What caps the work of hashing would refuse some before they are counted."""
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.mark.parametrize(("places", "most"), [(1, 5), (MANY, 10)], ids=["one address", "24 addresses"])
def test_at_sign_in(looked_at, at_once, places, most):
    sam = UserFactory(full_name="Sam Okafor")

    def guess(client, number):
        typed = {"login": sam.email, "password": f"wrong {number}"}
        return client.post(SIGN_IN, typed, REMOTE_ADDR=f"192.0.2.{number % places}").status_code

    answers = at_once([Client() for _each in range(MANY)], guess)

    assert len(set(looked_at)) == most
    assert set(answers) <= {LOOKED_AT, LOCKED}
    assert answers.count(LOCKED) >= MANY - most
    right = {"login": sam.email, "password": PASSWORD}
    assert Client().post(SIGN_IN, right, REMOTE_ADDR="192.0.2.0").status_code == LOCKED
    assert User.objects.get(pk=sam.pk).check_password(PASSWORD)


@pytest.mark.parametrize("where", ASKS)
def test_inside(world, signed_in, asking, looked_at, at_once, where):
    """A session each: no count of a session would see the others. The right one after them is not looked at either."""
    devices, before = [signed_in(world.sam) for _each in range(25)], done(world)
    looked_at.clear()

    answers = at_once(devices[:24], lambda device, number: asking(device, where, f"wrong {number}"))

    assert len(looked_at) == len(set(looked_at)) == 5
    assert sum(map(signed_out, answers)) == 20
    assert signed_out(asking(devices[24], where, PASSWORD))
    assert len(looked_at) == 5
    assert done(world) == before
    again = Client()
    again.post(SIGN_IN, {"login": world.sam.email, "password": PASSWORD})
    assert not signed_out(asking(again, where, PASSWORD))
    assert done(world) != before
