"""The demo, told once in a worker, for tests that read it and take back what they write."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.test import override_settings
from django_scopes import scopes_disabled

from compliance.demo.seed import seed
from homes import dates
from tests.kept import Kept


def _tell() -> dt.datetime:
    now = dates.now()
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        seed(now=now)  # hashed alike, whoever asks first: a test, or the fixture of a module
    return now


told_once = Kept(_tell)


@contextlib.contextmanager
def told(blocker) -> Iterator[dt.datetime]:
    """For a whole module of tests. Answers when it was told."""
    with blocker.unblock(), transaction.atomic():
        with scopes_disabled():
            now = told_once()
        yield now
        transaction.set_rollback(True)
