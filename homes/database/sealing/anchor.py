"""The end of the chain, said outside the database: a file its owner cannot write to, and a daily mail.

What was cut off behind the last anchor, or put back from an old copy, shows against it; what was written since, until
the next one, does not.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.mail import send_mail
from django.db.models import QuerySet

from homes.database.sealing import chain
from homes.database.sealing.chain import Key, Problem
from homes.dates import london_day
from homes.models import Seal, StaffRole
from homes.querysets import OVERSEEING, access_open, live_on
from homes.words import gettext as _

SAID = ("link", "mac", "at")


def line_of(*, key: Key, now: dt.datetime) -> str | None:
    """The end of the chain in one line of JSON, signed. None before the first link."""
    last = Seal.objects.order_by("-number").first()
    if last is None:
        return None
    said = {"link": last.number, "mac": last.mac, "at": chain.instant(now)}
    signature = _signer(key).sign(_words(said)).hex()
    return json.dumps({**said, "key": key.name, "signature": signature})


def write(path: str, *, key: Key, now: dt.datetime) -> None:
    """Append the end of the chain to a file. Raises OSError."""
    line = line_of(key=key, now=now)
    if line is None:
        return
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
        file.flush()
        os.fsync(file.fileno())


def problems(
    lines: Iterable[str], *, links: Mapping[int, str], keys: Mapping[str, Key], rows: int
) -> Iterator[Problem]:
    """`links`: the code of each link that stands. `rows`: how many they seal, so that a lost end has its place."""
    for number, text in enumerate(filter(str.strip, lines), start=1):
        try:
            said = json.loads(text)
            _signer(keys[said["key"]]).public_key().verify(bytes.fromhex(said["signature"]), _words(said))
        except (ValueError, KeyError, TypeError, InvalidSignature):
            yield Problem(f"anchor {number} was not written by Keywork")
            continue
        if links.get(said["link"]) != said["mac"]:
            yield Problem(f"link {said['link']} is not the one that stood on {said['at']}", rows + 1)


def tell_overseers(*, now: dt.datetime) -> int:
    """Mail the end of the chain to every responsible individual. Number of mails; one that fails is tried tomorrow."""
    last = Seal.objects.order_by("-number").first()
    if last is None:
        return 0
    live = QuerySet(StaffRole).filter(
        live_on(london_day(now)), access_open(now), role=OVERSEEING, user__is_active=True
    )
    people = {role.user_id: role.user for role in live.select_related("user").order_by("user", "pk")}
    for person in people.values():
        send_mail(
            _("The seal of your records, link %(number)s") % {"number": last.number},
            "\n\n".join(
                [
                    _("The records of Keywork are sealed up to link %(number)s. Its code is:")
                    % {"number": last.number},
                    chain.grouped(last.mac),
                    _(
                        "Keep this mail. If records are ever changed behind everybody’s back, this code no longer fits."
                    ),
                ]
            ),
            None,
            [person.email],
            fail_silently=True,
        )
    return len(people)


def _signer(key: Key) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hmac.digest(key.secret, b"anchor", hashlib.sha256))


def _words(said: Mapping[str, object]) -> bytes:
    return json.dumps({name: said[name] for name in SAID}).encode()
