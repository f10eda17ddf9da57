"""How often a password may be tried: counted before it is looked at, one try after the other, in the shared database.

Sign-in counts by account, and by account and address; every place inside that asks for the password again counts by
person. Whoever shows that they know the password, or sets a new one, starts anew.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from homes.models import PasswordTries, User

COUNTS_FOR = dt.timedelta(minutes=30)
MOST_FROM_ONE_PLACE = 5  # Cyber Essentials: lock after 10 tries at most
MOST_FROM_ANYWHERE = 10  # more than one place has: strangers elsewhere should not stop somebody at once
INSIDE = "inside"  # the place of somebody who is signed in

Made = list[tuple[float, str]]


class TooManyTries(Exception):
    """This try is not looked at, right or wrong."""


def count_try(account: str, place: str, *, now: dt.datetime) -> int:
    """Count one more try, before the password is looked at; how many are left after it.

    Many at once wait for each other here. Raises TooManyTries when none is left.
    """
    with transaction.atomic():
        held = PasswordTries.objects.select_for_update()
        row, _new = held.get_or_create(account=account, defaults={"last_at": now})
        made = _that_count(row, now)
        if _until(made, place) is not None:
            raise TooManyTries
        row.made, row.last_at = [*made, (now.timestamp(), place)], now
        row.save()
    return MOST_FROM_ONE_PLACE - sum(where == place for _at, where in row.made)


def forget_tries(account: str) -> int:
    """They know the password, or a manager knows them: an account starts anew. 1 if there was something to forget."""
    return PasswordTries.objects.filter(account=account).delete()[0]


def of_codes(person: User) -> str:
    """Codes of the second step are counted apart: a new password by mail gives no new tries at them.

    In capitals, which no e-mail as typed is counted under.
    """
    return f"CODE {person.public_id.hex}"


def forget_all_tries(person: User) -> None:
    """A manager knows them: their password and their codes start anew."""
    for account in (person.email, of_codes(person)):
        forget_tries(account)


def person_locked_until(person: User, *, now: dt.datetime) -> dt.datetime | None:
    """Until when somebody cannot sign in somewhere, for wrong passwords or wrong codes."""
    rows = PasswordTries.objects.filter(account__in=(person.email, of_codes(person)))
    return max(filter(None, (_locked(row, None, now) for row in rows)), default=None)


def forget_old_tries(*, now: dt.datetime) -> None:
    """Those that count for nothing any more, of anybody."""
    PasswordTries.objects.filter(last_at__lte=now - COUNTS_FOR).delete()


def locked_until(account: str, place: str | None = None, *, now: dt.datetime) -> dt.datetime | None:
    """Until when nobody signs in to an account from a place, or from any; None where they may try."""
    row = PasswordTries.objects.filter(account=account).first()
    return _locked(row, place, now) if row is not None else None


def _locked(row: PasswordTries, place: str | None, now: dt.datetime) -> dt.datetime | None:
    made = _that_count(row, now)
    places = {where for _at, where in made} - {INSIDE} if place is None else {place}
    return max((until for where in places if (until := _until(made, where))), default=None)


def _that_count(row: PasswordTries, now: dt.datetime) -> Made:
    since = (now - COUNTS_FOR).timestamp()
    return [(at, place) for at, place in row.made if at > since]


def _until(made: Made, place: str) -> dt.datetime | None:
    """Pure. When the tries made leave room for one more from this place; None when they do now."""
    from_here = [at for at, where in made if where == place]
    limits = [(MOST_FROM_ONE_PLACE, from_here)]
    if place != INSIDE:  # a stranger at the sign-in page must not keep somebody who is inside from signing
        limits.append((MOST_FROM_ANYWHERE, [at for at, _where in made]))
    ends = [tries[-most] for most, tries in limits if len(tries) >= most]
    return dt.datetime.fromtimestamp(max(ends), dt.UTC) + COUNTS_FOR if ends else None
