"""Signing in and out, the password, colours, and which home is looked at."""

from __future__ import annotations

import re

from allauth.mfa.models import Authenticator
from django.urls import reverse

from homes import dates
from homes.models import SentForm
from homes.sign_in.second_step.codes import STEP_SECONDS, code_of
from tests.factories.staff import PASSWORD
from tests.world.room import Room

CHANGES_NOTHING = {
    ("homes:switch", "*"): "kept in the session, which is no record",
    ("homes:end_browsers", "*"): "sessions end, which are no records",
}
NEVER_ANSWERED = {"homes:switch", "homes:colours", "homes:end_browsers"}


def furnish(room: Room) -> dict:
    """A form somebody sent, which was done; and the second step of whoever writes there."""
    for kind, data in {"totp": {"secret": "", "step": 0}, "recovery_codes": {"codes": []}}.items():
        Authenticator.objects.update_or_create(user=room.author, type=kind, defaults={"data": data})
    SentForm.objects.get_or_create(
        user=room.author, key=f"{room.name:-<32}", page="/", path="/", words=b"", digest="-" * 64, answer="/",
        sent_at=room.now,
    )  # fmt: skip
    return {}


def _digits(world, persona: str) -> str:
    """What the app of somebody shows who is at the page that sets a second step up."""
    page = world.fresh(persona).get(reverse("account_second_step")).text
    secret = re.search(r'class="kw-secret">([A-Z2-7 ]+)<', page)
    step = int(dates.now().timestamp()) // STEP_SECONDS
    return code_of(secret[1].replace(" ", ""), step) if secret else "123456"


BODIES = {
    "account_login": lambda w, i, p: {"login": "nobody@demo.example", "password": "wrong password"},
    "account_signup": lambda w, i, p: {"email": "new@demo.example", "password1": PASSWORD},
    "account_logout": lambda w, i, p: {},
    "account_change_password": lambda w, i, p: {
        "oldpassword": PASSWORD,
        "password1": "wet stones under a bridge",
        "password2": "wet stones under a bridge",
    },
    "account_reset_password": lambda w, i, p: {"email": "nobody@demo.example"},
    "account_reset_password_from_key": lambda w, i, p: {
        "password1": "wet stones under a bridge",
        "password2": "wet stones under a bridge",
    },
    "account_second_step": lambda w, i, p: {"code": _digits(w, p), "password": PASSWORD},
    "account_recovery_codes": lambda w, i, p: {"password": PASSWORD},
    "account_second_step_off": lambda w, i, p: {"password": PASSWORD},
    "homes:end_browsers": lambda w, i, p: {},
    "homes:colours": lambda w, i, p: {"theme": "night"},
    "homes:switch": lambda w, i, p: {"home": str(w.homes["maple"].public_id)},
}
