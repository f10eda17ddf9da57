"""Signing in with wrong passwords: who is stopped, for how long, what they read, and what opens the account again."""

import datetime as dt
from itertools import chain

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client

from homes.models import PasswordTries
from tests.factories.staff import PASSWORD, UserFactory

SIGN_IN, RESET = "/accounts/login/", "/accounts/password/reset/"
SAM, NOBODY = "sam.okafor@demo.example", "nobody@demo.example"
NOON = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
LOCKED, LOOKED_AT, IN = 429, 200, 302

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def sam(db, unscoped):
    return UserFactory(full_name="Sam Okafor")


def tries(word="wrong", *, login=SAM, place="192.0.2.1"):
    """The answer to one try at the sign-in page."""
    return Client().post(SIGN_IN, {"login": login, "password": word}, REMOTE_ADDR=place)


def wrong(number, **where):
    return [tries(**where).status_code for _try in range(number)]


def test_the_fifth_wrong_password_from_one_address_locks_the_account_there():
    assert wrong(5) == [LOOKED_AT] * 4 + [LOCKED]

    assert tries(PASSWORD).status_code == LOCKED
    assert tries(PASSWORD, place="192.0.2.2").status_code == IN


def test_sixteen_wrong_passwords_from_four_addresses_lock_it_everywhere():
    """Ten are looked at; a fifth address does not help, with the right one either."""
    answers = [wrong(4, place=f"192.0.2.{place}") for place in range(1, 5)]

    assert [*chain.from_iterable(answers)] == [LOOKED_AT] * 9 + [LOCKED] * 7
    assert tries(PASSWORD, place="192.0.2.5").status_code == LOCKED


def test_one_account_does_not_lock_another_at_the_same_address():
    wrong(5, login=NOBODY)

    assert tries(PASSWORD).status_code == IN


def test_it_opens_by_itself_half_an_hour_after_the_first_of_the_five(clock):
    for minute in range(5):
        clock.move_to(NOON + dt.timedelta(minutes=minute))
        tries()

    clock.move_to(NOON + dt.timedelta(minutes=29, seconds=59))
    assert tries(PASSWORD).status_code == LOCKED
    clock.move_to(NOON + dt.timedelta(minutes=30))
    assert tries(PASSWORD).status_code == IN


def test_trying_while_it_is_locked_does_not_lock_it_for_longer(clock):
    wrong(5)
    clock.move_to(NOON + dt.timedelta(minutes=29))
    wrong(5)

    clock.move_to(NOON + dt.timedelta(minutes=30))
    assert tries(PASSWORD).status_code == IN


def test_a_right_password_starts_anew():
    wrong(4)
    tries(PASSWORD)

    assert wrong(4) == [LOOKED_AT] * 4


@pytest.mark.parametrize(
    "typed", ["SAM.Okafor@demo.example", "  sam.okafor@demo.example ", "Sam.Okafor@DEMO.example"]
)
def test_another_spelling_is_the_same_account(typed):
    wrong(4)

    assert tries(login=typed).status_code == LOCKED


def test_the_page_says_until_when_and_what_to_do(clock):
    clock.move_to(NOON + dt.timedelta(seconds=20))
    wrong(4)
    page = tries()

    assert "You can try again at 12:31pm." in page.text  # a full minute, and not a few seconds early
    assert f'href="{RESET}"' in page.text
    assert "ask a manager of your home" in page.text
    assert page["Retry-After"] == "1800"


def test_the_page_is_the_same_for_an_account_that_does_not_exist():
    wrong(4)
    wrong(4, login=NOBODY)

    there, nowhere = tries(), tries(login=NOBODY)

    assert (there.status_code, there.text) == (nowhere.status_code, nowhere.text)
    assert wrong(10, login=NOBODY, place="192.0.2.9") == wrong(10, place="192.0.2.9")


def test_a_new_password_by_mail_opens_the_account():
    wrong(5)
    Client().post(RESET, {"email": SAM})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    guest = Client()
    form = guest.get(link, follow=True).request["PATH_INFO"]

    guest.post(form, {"password1": "a long walk by the sea", "password2": "a long walk by the sea"})

    assert tries("a long walk by the sea").status_code == IN


def test_an_operator_opens_it_at_the_command_line(capsys):
    wrong(5)

    call_command("axes_reset_username", "Sam.Okafor@demo.example")

    assert tries(PASSWORD).status_code == IN


def test_old_tries_of_anybody_go_when_somebody_signs_in(clock):
    wrong(3, login=NOBODY)
    clock.move_to(NOON + dt.timedelta(minutes=30))

    tries(PASSWORD)

    assert not PasswordTries.objects.exists()


def test_the_other_limits_are_in_the_database_and_say_what_to_do():
    answers = [Client().post(RESET, {"email": NOBODY}) for _try in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [LOCKED]
    assert "<h1>Wait a minute</h1>" in answers[-1].text
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from keywork_cache")
        assert cursor.fetchone()[0] > 0
