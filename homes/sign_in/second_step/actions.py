"""Setting a second step up, taking it away, and looking at a code. Each in one transaction that holds the account."""

from __future__ import annotations

import datetime as dt
import logging

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.db import transaction
from django.utils.crypto import constant_time_compare

from homes.acting import Unable
from homes.audit import record_change
from homes.models import AccessEvent, Home, SignInUnlock, User
from homes.sign_in.second_step.codes import digest, new_codes, plain, seal, step_of, unseal
from homes.sign_in.sessions import end_sessions
from homes.sign_in.telling import note, tell
from homes.sign_in.tries import forget_tries, of_codes
from homes.words import gettext as _
from homes.words import ngettext

logger = logging.getLogger(__name__)

APP, PAPER = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES


class UnableToChangeStep(Unable):
    """The second step of an account cannot be changed like this. The message is fit to read."""


def has_second_step(person: User) -> bool:
    return Authenticator.objects.filter(user=person.pk, type=APP).exists()


def codes_left(person: User) -> int:
    """How many codes on paper still work."""
    found = Authenticator.objects.filter(user=person.pk, type=PAPER).first()
    return len(found.data["codes"]) if found is not None else 0


def _hold(person: User) -> User:
    return User.objects.select_for_update().get(pk=person.pk)


@transaction.atomic
def turn_on(*, secret: str, step: int, browser: str | None, by: User, now: dt.datetime) -> list[str]:
    """From now on signing in asks for a code of this app, and of none before. Gives new codes for paper, to show once.

    Signed-in browsers that never showed a code are signed out; `browser` is the session that just did.
    """
    person = _hold(by)
    Authenticator.objects.filter(user=person).delete()
    Authenticator.objects.create(user=person, type=APP, data={"secret": seal(secret), "step": step})
    codes = _write_codes(person)
    end_sessions(person, but=browser)
    note(person, AccessEvent.What.STEP_ON)
    tell(person, _("A second step was set up: signing in to Keywork asks for a code of an app."), now=now)
    return codes


@transaction.atomic
def make_codes(*, by: User, now: dt.datetime) -> list[str]:
    """New codes for paper. Those before stop working. Raises UnableToChangeStep where there is no second step."""
    person = _hold(by)
    if not has_second_step(person):
        raise UnableToChangeStep(_("Set up the second step first."))
    codes = _write_codes(person)
    note(person, AccessEvent.What.CODES)
    tell(person, _("New recovery codes were made. Those you had work no more."), now=now)
    return codes


def _write_codes(person: User) -> list[str]:
    codes = new_codes()
    data = {"codes": [digest(code) for code in codes]}
    Authenticator.objects.update_or_create(user=person, type=PAPER, defaults={"data": data})
    return codes


@transaction.atomic
def turn_off(*, by: User, now: dt.datetime) -> None:
    """Signing in asks for the password alone again. Raises UnableToChangeStep when it does already."""
    person = _hold(by)
    if not Authenticator.objects.filter(user=person).delete()[0]:
        raise UnableToChangeStep(_("There is no second step to take away."))
    note(person, AccessEvent.What.STEP_OFF)
    tell(person, _("The second step was taken away: signing in asks for your password alone."), now=now)


@transaction.atomic
def reset(*, home: Home, person: User, by: User, now: dt.datetime, reason: str = "") -> SignInUnlock:
    """Somebody lost phone and codes: every second step goes, and every browser is signed out, at once.

    Raises UnableToChangeStep when there is none.
    """
    held = _hold(person)
    taken_away(held, now=now)
    unlock = SignInUnlock(user=held, home=home, step_taken=True)
    record_change(unlock, by=by, reason=reason)
    return unlock


def taken_away(person: User, *, now: dt.datetime) -> None:
    """What a reset does to the account, whoever asked for it."""
    if not Authenticator.objects.filter(user=person.pk).delete()[0]:
        raise UnableToChangeStep(_("%(name)s has no second step.") % {"name": person.full_name})
    forget_tries(of_codes(person))
    end_sessions(person)
    tell(
        person,
        _("Your second step was taken away for you. Sign in with your password and set up a new one."),
        now=now,
    )


@transaction.atomic
def use_code(person: User, typed: str, *, now: dt.datetime) -> Authenticator | None:
    """What a code belongs to, which works no more after it; None for a wrong one. The caller has counted the try."""
    rows = Authenticator.objects.select_for_update().filter(user=person.pk, type__in=(APP, PAPER))
    for row in rows.order_by("-type"):
        if _spend(row, typed, now=now):
            row.save(update_fields=["data"])
            if row.type == PAPER:
                _tell_of_code(person, len(row.data["codes"]), now=now)
            return row
    return None


def _spend(row: Authenticator, typed: str, *, now: dt.datetime) -> bool:
    if row.type == APP:
        secret = _secret(row)
        step = step_of(typed, secret, after=row.data["step"], now=now) if secret else None
        row.data["step"] = step or row.data["step"]
        return step is not None
    used = [kept for kept in row.data["codes"] if plain(typed) and constant_time_compare(kept, digest(typed))]
    row.data["codes"] = [kept for kept in row.data["codes"] if kept not in used]
    return bool(used)


def _secret(row: Authenticator) -> str:
    """Empty, which fits no code, where SECRET_KEY was changed since: docs/operations.md, The second step."""
    try:
        return unseal(row.data["secret"])
    except InvalidToken:
        logger.error("The second step of an account cannot be read: was SECRET_KEY changed?")
        return ""


def _tell_of_code(person: User, left: int, *, now: dt.datetime) -> None:
    note(person, AccessEvent.What.CODE_USED)
    words = ngettext(
        "A recovery code was used to sign in. %(n)d is left.",
        "A recovery code was used to sign in. %(n)d are left.",
        left,
    )
    tell(person, words % {"n": left}, now=now)
