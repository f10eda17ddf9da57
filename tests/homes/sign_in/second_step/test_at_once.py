"""Many codes at the same moment: no more are looked at than one after the other would be, and one code opens once."""

import pytest
from allauth.mfa.totp.internal.auth import hotp_value

from homes.sign_in.second_step import codes
from homes.sign_in.tries import forget_tries
from tests.homes.sign_in.second_step.conftest import code, enter, is_in, wrong_code

MANY = 24

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("unscoped", "clock")]


@pytest.fixture(autouse=True)
def no_other_limit(settings):
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture
def looked_at(monkeypatch):
    """The half minutes a code was compared with: each of ours that is looked at is compared with three."""
    asked = []

    def counted(secret, step):
        asked.append(step)
        return hotp_value(secret, step)

    monkeypatch.setattr(codes, "hotp_value", counted)
    return asked


def all_at_the_code(person, at_the_code, places):
    browsers = []
    for number in range(MANY):
        browsers.append(at_the_code(person, f"192.0.2.{number % places}"))
        forget_tries(person.email)  # whoever tries codes knows the password
    return browsers


@pytest.mark.parametrize(("places", "most"), [(1, 5), (MANY, 10)], ids=["one address", "24 addresses"])
def test_wrong_ones(world, with_step, at_the_code, at_once, looked_at, places, most):
    with_step(world.sam)
    wrong, browsers = wrong_code(world.sam), all_at_the_code(world.sam, at_the_code, places)
    looked_at.clear()

    at_once(browsers, lambda browser, number: enter(browser, wrong))

    assert len(looked_at) == 3 * most
    assert not any(map(is_in, browsers))


def test_one_right_one_opens_one_browser(world, with_step, at_the_code, at_once):
    with_step(world.sam)
    browsers = all_at_the_code(world.sam, at_the_code, MANY)[:4]
    shown = code(world.sam)

    at_once(browsers, lambda browser, number: enter(browser, shown))

    assert sum(map(is_in, browsers)) == 1
