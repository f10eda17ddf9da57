"""A manager lets somebody of their home sign in again, in their name; nobody else does, and nobody for themselves."""

import datetime as dt

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from homes.audit import set_fields
from homes.models import LedgerEntry, SignInUnlock
from tests.factories.staff import PASSWORD

SIGN_IN = "/accounts/login/"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def sign_in(person, word="wrong", place="192.0.2.1"):
    return Client().post(SIGN_IN, {"login": person.email, "password": word}, REMOTE_ADDR=place).status_code


def lock_out(person, places=1):
    for number in range(5 * places):
        sign_in(person, place=f"192.0.2.{number % places + 1}")


def unlock(client, world, person, home=None):
    home = home or world.maple
    return client.post(reverse("compliance:unlock_sign_in", args=[home.public_id, person.public_id]))


def page(client, world, person):
    return client.get(reverse("compliance:staff_member", args=[world.maple.public_id, person.public_id])).text


@pytest.mark.parametrize("places", [1, 2], ids=["at one address", "everywhere"])
def test_a_manager_unlocks_and_the_home_knows_it(world, signed_in, places):
    lock_out(world.sam, places)
    assert sign_in(world.sam, PASSWORD) == 429
    jean = signed_in(world.jean)
    assert "Too many tries with a wrong password. It opens by itself at" in page(jean, world, world.sam)

    answer = unlock(jean, world, world.sam)

    assert answer.status_code == 302
    assert sign_in(world.sam, PASSWORD) == 302
    kept = SignInUnlock.objects.get()
    assert (kept.user, kept.home) == (world.sam, world.maple)
    entry = LedgerEntry.objects.get(model="homes.SignInUnlock")
    assert (entry.user_name, entry.home_id) == ("Jean Ward", world.maple.pk)
    history = jean.get(reverse("compliance:home_history", args=[world.maple.public_id])).text
    assert "Sign-in unlocked for Sam Okafor" in history


def test_nothing_locked_is_said_and_not_recorded(world, signed_in):
    jean = signed_in(world.jean)
    sign_in(world.sam)
    assert "Not locked." in page(jean, world, world.sam)
    assert "Unlock now" not in page(jean, world, world.sam)

    answer = unlock(jean, world, world.sam)

    assert "Sam Okafor can sign in: nothing is locked." in jean.get(answer["Location"]).text
    assert not SignInUnlock.objects.exists()


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        ("sam", 403),
        ("dee", 403),
        ("idris", 403),
        ("nell", 403),
        ("ama", 404),
        ("elm_manager", 404),
        ("gone", 404),
    ],
)
def test_nobody_but_a_manager_of_the_home_does(world, signed_in, who, answer):
    lock_out(world.jo)

    assert unlock(signed_in(getattr(world, who)), world, world.jo).status_code == answer
    assert sign_in(world.jo, PASSWORD) == 429


@pytest.mark.parametrize("who", ["tom", "una_worker", "gone", "idris", "nell", "pat"])
def test_a_manager_unlocks_nobody_who_does_not_work_at_the_home(world, signed_in, who):
    person = getattr(world, who)
    lock_out(person)

    assert unlock(signed_in(world.jean), world, person).status_code == 404
    assert sign_in(person, PASSWORD) == 429


def test_a_last_day_that_is_over_ends_it(world, signed_in):
    role = world.jo.roles.get()
    set_fields(role, by=world.jean, ended_on=world.today - dt.timedelta(days=1))
    lock_out(world.jo)
    jean = signed_in(world.jean)

    assert "Unlock now" not in page(jean, world, world.jo)  # four weeks more their page is there
    assert unlock(jean, world, world.jo).status_code == 404


def test_nobody_unlocks_themselves(world, signed_in):
    """Whoever found a manager's tablet would type five more, and five more."""
    jean = signed_in(world.jean)
    lock_out(world.jean)

    assert "Unlock now" not in page(jean, world, world.jean)
    assert unlock(jean, world, world.jean).status_code == 403
    assert sign_in(world.jean, PASSWORD) == 429


def test_a_worker_reads_nothing_of_it_on_their_own_page(world, signed_in):
    sam = signed_in(world.sam)
    lock_out(world.sam)

    assert "Signing in" not in page(sam, world, world.sam)


@pytest.mark.django_db(transaction=True)
def test_two_managers_at_once_leave_one_row(world, signed_in, at_once):
    lock_out(world.sam)

    answers = at_once(
        [signed_in(world.jean), signed_in(world.jean)],
        lambda client, _number: unlock(client, world, world.sam).status_code,
    )

    assert answers == [302, 302]
    with transaction.atomic():
        assert SignInUnlock.objects.count() == 1
