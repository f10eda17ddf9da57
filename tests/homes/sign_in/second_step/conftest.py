import datetime as dt

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from homes import dates
from homes.sign_in.second_step.actions import turn_on
from homes.sign_in.second_step.codes import STEP_SECONDS, code_of, new_secret, unseal
from tests.factories.staff import PASSWORD

NOON = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
SIGN_IN, CODE = "/accounts/login/", "/accounts/code/"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def secret_of(person) -> str:
    return unseal(Authenticator.objects.get(user=person, type="totp").data["secret"])


def code(person, steps=0) -> str:
    """What the person's app shows now, or showed so many half minutes ago."""
    return code_of(secret_of(person), int(dates.now().timestamp()) // STEP_SECONDS + steps)


def wrong_code(person) -> str:
    """Six digits that are none of today's."""
    shown = {code(person, steps) for steps in range(-5, 6)}
    return next(f"{number:06}" for number in range(100) if f"{number:06}" not in shown)


@pytest.fixture
def with_step():
    """with_step(person) -> their recovery codes: their second step is set up, its first code used long ago."""

    def set_up(person) -> list[str]:
        return turn_on(secret=new_secret(), step=0, browser=None, by=person, now=dates.now())

    return set_up


@pytest.fixture
def at_the_code():
    """at_the_code(person) -> a browser that has shown the right password, from an address."""

    def first(person, place="192.0.2.1") -> Client:
        browser = Client(REMOTE_ADDR=place)
        answer = browser.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
        assert answer["Location"] == CODE
        return browser

    return first


def enter(browser, typed):
    return browser.post(CODE, {"code": typed})


def is_in(browser) -> bool:
    return browser.get("/help/").status_code == 200
