"""The password asked for again, inside: one count for a person, whichever page asks and whichever device is used."""

import pytest
from django import forms
from django.conf import settings
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.module_loading import import_string

from homes.models import PasswordTries
from sessions_app.models import Addendum, Signature
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import PASSWORD

SIGN_IN, NEW = "/accounts/login/", "wet stones under a bridge"
ASKS = ("signing", "adding", "changing")
OF_SECOND_STEP = ("setting up", "making codes", "taking it away", "resetting")
# Taking back changes no record, whatever the password; the others do, as their own tests show.
EVERY = (*ASKS, "taking back", "inviting", "giving a role", "finishing", *OF_SECOND_STEP)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def signed_out(answer) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith(f"{SIGN_IN}?next=/")


def done(world) -> tuple[int, int, bool]:
    world.sam.refresh_from_db()
    return Signature.objects.count(), Addendum.objects.count(), world.sam.check_password(PASSWORD)


@pytest.mark.parametrize("where", ASKS)
def test_a_right_password_is_taken(world, signed_in, asking, where):
    before = done(world)

    assert not signed_out(asking(signed_in(world.sam), where, PASSWORD))
    assert done(world) != before


@pytest.mark.parametrize("where", EVERY)
def test_a_wrong_password_says_how_many_are_left_and_the_fifth_signs_out(world, signed_in, asking, where):
    sam, before = signed_in(world.sam), done(world)

    answers = [asking(sam, where, "wrong") for _try in range(5)]

    assert "Password does not match. You have 4 tries left." in answers[0].text
    assert "You have 1 try left." in answers[3].text
    assert signed_out(answers[4])
    said = [str(one) for one in get_messages(answers[4].wsgi_request)]
    assert said[0].startswith("Password did not match 5 times, so you are signed out. ")
    assert asking(sam, where, PASSWORD)["Location"].startswith(SIGN_IN)  # no session any more
    assert done(world) == before


def test_every_page_that_asks_shares_one_count(world, signed_in, asking):
    devices = [signed_in(world.sam) for _each in range(5)]
    places = ("signing", "adding", "changing", "signing", "adding")

    answers = [asking(device, where, "wrong") for device, where in zip(devices, places, strict=True)]

    assert [signed_out(answer) for answer in answers] == [False] * 4 + [True]


def test_a_right_password_forgets_the_wrong_ones(world, signed_in, asking):
    sam = signed_in(world.sam)
    for where in ("signing", "adding", "changing", "adding"):
        asking(sam, where, "wrong")
    asking(sam, "adding", PASSWORD)

    assert "You have 4 tries left." in asking(sam, "changing", "wrong").text


def test_what_is_missing_elsewhere_costs_no_try(world, signed_in, asking):
    address = reverse(
        "sessions:check",
        args=[
            KeyWorkSessionFactory(
                placement=world.placements["kai"], author=world.sam, held_on=world.today, draft=True
            ).public_id
        ],
    )

    signed_in(world.sam).post(address, {"true_record": "", "password": "wrong", "version": 0})

    assert not PasswordTries.objects.exists()


def test_strangers_at_the_sign_in_page_keep_nobody_from_signing(world, signed_in, asking):
    sam = signed_in(world.sam)
    for place in range(10):
        Client().post(SIGN_IN, {"login": world.sam.email, "password": "x"}, REMOTE_ADDR=f"192.0.2.{place}")

    assert not signed_out(asking(sam, "signing", PASSWORD))
    assert Signature.objects.count() == 1


def test_every_form_that_asks_for_the_password_is_known():
    """A new one belongs in EVERY above."""
    for form in settings.ACCOUNT_FORMS.values():  # loaded by whoever signs in first
        import_string(form)

    def below(kind):
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    asking = {
        one.__name__
        for one in below(forms.BaseForm)
        if one.__module__.split(".")[0] in {"homes", "children", "sessions_app", "compliance", "keywork"}
        for field in getattr(one, "base_fields", {}).values()
        if field.widget.attrs.get("autocomplete") == "current-password"
    }
    assert asking == {
        "SignInForm", "SignForm", "AddDetailsForm", "ChangePasswordForm", "TakeBackForm", "InviteForm",
        "ChangeRoleForm", "FinishForm", "TurnOnForm", "PasswordForm", "ResetForm",
    }  # fmt: skip
