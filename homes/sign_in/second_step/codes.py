"""The codes of the second step: those an app shows for half a minute (TOTP, RFC 6238), and those kept on paper."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import secrets
from urllib.parse import quote

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from homes.models import User

STEP_SECONDS, STEPS_EITHER_WAY = 30, 1  # a phone's clock may be wrong by one step
HOW_MANY = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read for another
SALT = "keywork.second_step"

new_secret = generate_totp_secret  # 160 bits, in base 32


class SealingAdapter(DefaultMFAAdapter):
    """The secret of an app is stored encrypted: who reads the database alone makes no code."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)


def _cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"{SALT}{settings.SECRET_KEY}".encode()).digest()))


def seal(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    return _cipher().decrypt(sealed.encode()).decode()


def plain(typed: str) -> str:
    """A code however it was written down."""
    return "".join(letter for letter in typed.lower() if letter.isalnum())


def step_of(typed: str, secret: str, *, after: int, now: dt.datetime) -> int | None:
    """The half minute a code is of; None for a wrong one, and for one of a half minute up to `after`: used already."""
    today = int(now.timestamp()) // STEP_SECONDS
    for step in range(max(today - STEPS_EITHER_WAY, after + 1), today + STEPS_EITHER_WAY + 1):
        if constant_time_compare(plain(typed), code_of(secret, step)):
            return step
    return None


def code_of(secret: str, step: int) -> str:
    return format_hotp_value(hotp_value(secret, step))


def new_codes() -> list[str]:
    """Ten codes for paper, each of 49 bits: no list of them is tried through."""
    return [
        "-".join("".join(secrets.choice(LETTERS) for _letter in range(5)) for _half in range(2))
        for _code in range(HOW_MANY)
    ]


def digest(code: str) -> str:
    """What is kept of a code for paper."""
    return salted_hmac(SALT, plain(code), algorithm="sha256").hexdigest()


def address_for_app(person: User, secret: str) -> str:
    """What the app reads from the drawing: whose account, where, and the secret."""
    return f"otpauth://totp/{quote(f'Keywork:{person.email}')}?secret={secret}&issuer=Keywork"


def drawing(address: str) -> tuple[int, str]:
    """The squares of a QR code: how many in a row, with the white border, and the path that draws the dark ones."""
    code = qrcode.QRCode(border=4, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(address)
    rows = code.get_matrix()
    return len(rows), "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )


def in_groups(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
