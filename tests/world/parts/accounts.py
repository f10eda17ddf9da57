"""Signing in and out, the password, colours, and which home is looked at."""

from __future__ import annotations

from homes.models import SentForm
from tests.factories.staff import PASSWORD
from tests.world.room import Room

CHANGES_NOTHING = {("homes:switch", "*"): "kept in the session, which is no record"}
NEVER_ANSWERED = {"homes:switch", "homes:colours"}


def furnish(room: Room) -> dict:
    """A form somebody sent, which was done."""
    SentForm.objects.get_or_create(
        user=room.author, key=f"{room.name:-<32}", page="/", path="/", words=b"", digest="-" * 64, answer="/",
        sent_at=room.now,
    )  # fmt: skip
    return {}


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
    "homes:colours": lambda w, i, p: {"theme": "night"},
    "homes:switch": lambda w, i, p: {"home": str(w.homes["maple"].public_id)},
}
