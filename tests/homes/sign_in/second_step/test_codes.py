"""A code at sign-in: once, of this half minute or the one beside it, and few tries; the codes on paper once each."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from homes.models import AccessEvent, BrowserSession, PasswordTries
from homes.sign_in.accounts import axes_username
from homes.sign_in.tries import forget_tries, of_codes
from tests.factories.staff import PASSWORD
from tests.homes.sign_in.second_step.conftest import (
    CODE,
    NOON,
    SIGN_IN,
    code,
    enter,
    is_in,
    secret_of,
    wrong_code,
)

LOCKED = 429

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped", "clock")]


def test_a_password_alone_opens_nothing(world, with_step, at_the_code):
    with_step(world.sam)

    browser = at_the_code(world.sam)

    assert not is_in(browser)
    assert browser.get(CODE).status_code == 200
    assert enter(browser, code(world.sam)).status_code == 302
    assert is_in(browser)


def test_without_a_password_there_is_no_page_for_a_code(world, with_step):
    with_step(world.sam)

    assert Client().get(CODE)["Location"] == SIGN_IN
    assert enter(Client(), code(world.sam))["Location"] == SIGN_IN


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_phone_may_be_half_a_minute_wrong(world, with_step, at_the_code, steps, opens):
    with_step(world.sam)
    browser = at_the_code(world.sam)

    enter(browser, code(world.sam, steps))

    assert is_in(browser) is opens


@pytest.mark.parametrize("later", [0, 29, 30, 59], ids="{} s later".format)
def test_a_code_works_once_as_long_as_it_could_fit(world, with_step, at_the_code, clock, later):
    """Of the half minute to come: the app's clock is ahead, and it fits for longest."""
    with_step(world.sam)
    used = code(world.sam, 1)
    enter(at_the_code(world.sam), used)
    clock.move_to(NOON + dt.timedelta(seconds=later))

    again = at_the_code(world.sam)
    enter(again, used)

    assert not is_in(again)


def test_no_code_before_a_used_one_works(world, with_step, at_the_code):
    with_step(world.sam)
    enter(at_the_code(world.sam), code(world.sam, 0))

    again = at_the_code(world.sam)
    enter(again, code(world.sam, -1))

    assert not is_in(again)


def test_spaces_do_not_matter(world, with_step, at_the_code):
    with_step(world.sam)
    browser, shown = at_the_code(world.sam), code(world.sam)

    enter(browser, f" {shown[:3]} {shown[3:]} ")

    assert is_in(browser)


@pytest.mark.parametrize("typed", ["", "      ", "-", "\x00", "١٢٣٤٥٦", "1" * 500])
def test_what_is_no_code_is_said_and_opens_nothing(world, with_step, at_the_code, typed):
    with_step(world.sam)
    browser = at_the_code(world.sam)

    answer = enter(browser, typed)

    assert answer.status_code == 200
    assert "kw-error" in answer.text
    assert not is_in(browser)


def test_the_fifth_wrong_code_sends_back_and_the_right_one_is_not_looked_at(world, with_step, at_the_code):
    with_step(world.sam)
    browser, wrong = at_the_code(world.sam), wrong_code(world.sam)

    answers = [enter(browser, wrong) for _try in range(5)]

    assert [answer.status_code for answer in answers] == [200] * 4 + [LOCKED]
    assert "You have 1 try left" in answers[3].text
    assert "You can try again at 12:30pm" in answers[4].text
    assert enter(browser, code(world.sam))["Location"] == SIGN_IN  # the password is asked for again
    again = at_the_code(world.sam)
    assert enter(again, code(world.sam)).status_code == LOCKED
    assert not is_in(again)


def test_a_hundred_wrong_codes_from_everywhere_are_ten_that_are_looked_at(world, with_step, at_the_code):
    with_step(world.sam)
    wrong = wrong_code(world.sam)

    answers = []
    for place in range(100):
        forget_tries(world.sam.email)  # whoever tries codes knows the password
        answers.append(enter(at_the_code(world.sam, f"192.0.2.{place}"), wrong).status_code)

    assert answers == [200] * 10 + [LOCKED] * 90
    assert len(PasswordTries.objects.get(account=of_codes(world.sam)).made) == 10


def test_a_new_password_by_mail_gives_no_new_tries_at_codes(world, with_step, at_the_code):
    with_step(world.sam)
    browser, wrong = at_the_code(world.sam), wrong_code(world.sam)
    for _try in range(5):
        enter(browser, wrong)
    Client().post("/accounts/password/reset/", {"email": world.sam.email})
    link = next(word for word in mail.outbox[-1].body.split() if "/password/reset/key/" in word)
    guest = Client()
    form = guest.get(link, follow=True).request["PATH_INFO"]
    guest.post(form, {"password1": PASSWORD, "password2": PASSWORD})

    assert enter(at_the_code(world.sam), code(world.sam)).status_code == LOCKED


def test_nothing_typed_at_the_sign_in_page_is_counted_as_a_code(world):
    typed = of_codes(world.sam)

    assert axes_username(None, {"email": typed}) != typed


def test_a_manager_unlocks_codes_as_they_unlock_passwords(world, with_step, at_the_code, signed_in):
    with_step(world.sam)
    browser, wrong = at_the_code(world.sam), wrong_code(world.sam)
    for _try in range(5):
        enter(browser, wrong)
    jean = signed_in(world.jean)

    jean.post(reverse("compliance:unlock_sign_in", args=[world.maple.public_id, world.sam.public_id]))

    again = at_the_code(world.sam)
    enter(again, code(world.sam))
    assert is_in(again)


def test_each_code_on_paper_works_once_and_its_owner_is_told(
    world, with_step, at_the_code, django_capture_on_commit_callbacks
):
    on_paper = with_step(world.sam)
    browser = at_the_code(world.sam)

    with django_capture_on_commit_callbacks(execute=True):
        enter(browser, on_paper[3].upper().replace("-", " "))

    assert is_in(browser)
    assert "A recovery code was used to sign in. 9 are left." in mail.outbox[-1].body
    assert AccessEvent.objects.filter(user_id=world.sam.pk, what="code_used").count() == 1
    again = at_the_code(world.sam)
    enter(again, on_paper[3])
    assert not is_in(again)
    enter(again, on_paper[4])
    assert is_in(again)


def test_neither_secret_nor_codes_can_be_read_in_the_database(world, with_step):
    on_paper = with_step(world.sam)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret_of(world.sam) not in stored
    for one in on_paper:
        assert one not in stored and one.replace("-", "") not in stored


def test_after_a_change_of_the_secret_key_no_code_fits_and_a_reset_helps(
    world, with_step, at_the_code, settings, caplog
):
    with_step(world.sam)
    shown = code(world.sam)
    settings.SECRET_KEY = "another-key-of-the-server"
    browser = at_the_code(world.sam)

    assert "This code does not work." in enter(browser, shown).text
    assert "was SECRET_KEY changed?" in caplog.text


def test_the_key_of_the_session_changes_with_the_password_and_with_the_code(world, with_step, at_the_code):
    with_step(world.sam)
    browser = at_the_code(world.sam)
    before = browser.cookies["sessionid"].value

    enter(browser, code(world.sam))

    assert browser.cookies["sessionid"].value != before
    other = Client()
    other.cookies["sessionid"] = before
    assert not is_in(other)


def test_a_key_that_somebody_made_up_holds_no_half_of_a_sign_in(world, with_step):
    with_step(world.sam)
    made_up, guest = "0123456789abcdefghijklmnopqrstuv", Client()
    guest.cookies["sessionid"] = made_up

    guest.post(SIGN_IN, {"login": world.sam.email, "password": PASSWORD})

    assert guest.get(CODE).status_code == 200
    assert guest.cookies["sessionid"].value != made_up
    assert not BrowserSession.objects.filter(session_key=made_up).exists()
