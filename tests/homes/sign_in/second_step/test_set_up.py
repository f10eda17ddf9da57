"""Setting a second step up, new codes, taking it away, and a manager's reset: with the password, told, at once."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from homes import dates
from homes.models import AccessEvent, BrowserSession, LedgerEntry, SignInUnlock
from homes.sign_in.second_step.actions import codes_left, has_second_step
from homes.sign_in.second_step.codes import STEP_SECONDS, code_of
from tests.factories.staff import PASSWORD
from tests.homes.sign_in.second_step.conftest import SIGN_IN, code, enter, is_in
from tests.reading import words

SET_UP = reverse("account_second_step")
CODES = reverse("account_recovery_codes")
OFF = reverse("account_second_step_off")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped", "clock")]


def shown_secret(page) -> str:
    return re.search(r'class="kw-secret">([A-Z2-7 ]+)<', page.text)[1].replace(" ", "")


def shown_codes(page) -> list[str]:
    return re.findall(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>", page.text)


def now_of(secret) -> str:
    return code_of(secret, int(dates.now().timestamp()) // STEP_SECONDS)


def set_up(browser, password=PASSWORD):
    secret = shown_secret(browser.get(SET_UP))
    return browser.post(SET_UP, {"code": now_of(secret), "password": password})


def test_from_the_drawing_to_the_codes(world, signed_in, django_capture_on_commit_callbacks):
    sam = signed_in(world.sam)

    with django_capture_on_commit_callbacks(execute=True):
        answer = set_up(sam)

    assert answer["Location"] == CODES
    on_paper = shown_codes(sam.get(CODES))
    assert len(set(on_paper)) == 10
    assert shown_codes(sam.get(CODES)) == on_paper  # a page that was lost loses none
    assert sam.post(CODES, {"kept": "1"})["Location"] == reverse("homes:me")
    assert shown_codes(sam.get(CODES)) == []
    assert "You have 10 codes left." in words(sam.get(CODES).text)
    assert AccessEvent.objects.filter(user_id=world.sam.pk, what="step_on").count() == 1
    [told] = mail.outbox
    assert told.to == [world.sam.email]
    assert "12:00pm" in told.body and "If it was not you, tell your manager at once" in told.body


def test_the_code_that_set_it_up_does_not_sign_in(world, signed_in, at_the_code):
    set_up(signed_in(world.sam))

    browser = at_the_code(world.sam)
    enter(browser, code(world.sam))

    assert not is_in(browser)


def test_the_secret_stays_while_the_page_is_opened_again(world, signed_in):
    sam = signed_in(world.sam)

    assert shown_secret(sam.get(SET_UP)) == shown_secret(sam.get(SET_UP))
    assert shown_secret(sam.get(SET_UP)) != shown_secret(signed_in(world.sam).get(SET_UP))


@pytest.mark.parametrize(
    ("typed", "password", "said"),
    [
        ("000000", PASSWORD, "These digits do not fit."),
        ("right", "wrong", "Password does not match. You have 4 tries left. Your second step is as it was."),
        ("", PASSWORD, "Enter the 6 digits the app shows"),
    ],
)
def test_neither_a_wrong_code_nor_a_wrong_password_sets_it_up(world, signed_in, typed, password, said):
    sam = signed_in(world.sam)
    secret = shown_secret(sam.get(SET_UP))

    answer = sam.post(SET_UP, {"code": now_of(secret) if typed == "right" else typed, "password": password})

    assert answer.status_code == 422
    assert said in words(answer.text)
    assert not has_second_step(world.sam)


def test_another_browser_that_never_showed_a_code_is_signed_out(world, signed_in):
    sam, elsewhere, jo = signed_in(world.sam), signed_in(world.sam), signed_in(world.jo)

    set_up(sam)

    assert is_in(sam)
    assert not is_in(elsewhere)
    assert is_in(jo)


def test_another_phone_puts_an_end_to_the_first(world, signed_in, with_step, at_the_code):
    on_paper = with_step(world.sam)
    first = code(world.sam)

    set_up(signed_in(world.sam))

    browser = at_the_code(world.sam)
    for old in (first, on_paper[0]):
        enter(browser, old)
    assert not is_in(browser)


def test_new_codes_put_an_end_to_those_before(world, signed_in, with_step, at_the_code):
    old = with_step(world.sam)
    sam = signed_in(world.sam)

    assert sam.post(CODES, {"password": "wrong"}).status_code == 422
    sam.post(CODES, {"password": PASSWORD})

    new = shown_codes(sam.get(CODES))
    browser = at_the_code(world.sam)
    enter(browser, old[0])
    assert not is_in(browser)
    enter(browser, new[0])
    assert is_in(browser)
    assert codes_left(world.sam) == 9


def test_who_need_not_have_one_takes_it_away_with_the_password(world, signed_in, with_step):
    with_step(world.sam)
    sam = signed_in(world.sam)

    assert sam.post(OFF, {"password": "wrong"}).status_code == 422
    assert has_second_step(world.sam)
    sam.post(OFF, {"password": PASSWORD})

    assert not Authenticator.objects.exists()


def test_who_must_have_one_does_not_take_it_away(world, signed_in, with_step, settings):
    settings.SECOND_FACTOR_FOR = ["registered_manager"]
    with_step(world.jean)

    answer = signed_in(world.jean).post(OFF, {"password": PASSWORD})

    assert answer.status_code == 403
    assert "You can set it up on another phone." in words(answer.text)
    assert has_second_step(world.jean)


def reset_of(world, person):
    return reverse("compliance:reset_second_step", args=[world.maple.public_id, person.public_id])


LOST = {"reason": "He lost his phone", "password": PASSWORD}


def test_a_manager_takes_it_away_for_somebody_who_lost_everything(
    world, signed_in, with_step, at_the_code, django_capture_on_commit_callbacks
):
    with_step(world.sam)
    sam, jean = signed_in(world.sam), signed_in(world.jean)
    browser = at_the_code(world.sam)
    for _try in range(5):
        enter(browser, "000000")
    member = jean.get(reverse("compliance:staff_member", args=[world.maple.public_id, world.sam.public_id]))
    assert reset_of(world, world.sam) in member.text

    with django_capture_on_commit_callbacks(execute=True):
        answer = jean.post(reset_of(world, world.sam), LOST)

    assert answer.status_code == 302
    assert not is_in(sam)
    assert not BrowserSession.objects.filter(user=world.sam).exists()
    sam.post(SIGN_IN, {"login": world.sam.email, "password": PASSWORD})
    assert is_in(sam)
    assert mail.outbox[-1].to == [world.sam.email]
    assert "Your second step was taken away for you." in mail.outbox[-1].body
    kept = SignInUnlock.objects.get()
    assert (kept.user, kept.home, kept.step_taken) == (world.sam, world.maple, True)
    entry = LedgerEntry.objects.get(model="homes.SignInUnlock")
    assert (entry.user_name, entry.reason) == ("Jean Ward", "He lost his phone")
    history = jean.get(reverse("compliance:home_history", args=[world.maple.public_id]))
    assert "Second step taken away for Sam Okafor" in words(history.text)


@pytest.mark.parametrize("missing", ["reason", "password"])
def test_a_reset_says_why_and_asks_for_the_password(world, signed_in, with_step, missing):
    with_step(world.sam)

    answer = signed_in(world.jean).post(reset_of(world, world.sam), {**LOST, missing: ""})

    assert answer.status_code == 422
    assert has_second_step(world.sam)


def test_nobody_resets_their_own(world, signed_in, with_step):
    with_step(world.jean)

    assert signed_in(world.jean).post(reset_of(world, world.jean), LOST).status_code == 403
    assert has_second_step(world.jean)


def test_there_must_be_one_to_reset(world, signed_in):
    answer = signed_in(world.jean).post(reset_of(world, world.sam), LOST)

    assert answer.status_code == 422
    assert "Sam Okafor has no second step." in words(answer.text)
    assert not SignInUnlock.objects.exists()


def test_an_operator_resets_those_no_manager_stands_above(world, with_step, capsys):
    with_step(world.jean)

    call_command("reset_second_step", "--email", world.jean.email.upper())

    assert not has_second_step(world.jean)
    with pytest.raises(CommandError, match="Jean Ward has no second step"):
        call_command("reset_second_step", "--email", world.jean.email)
    with pytest.raises(CommandError, match="There is no account"):
        call_command("reset_second_step", "--email", "nobody@demo.example")
