"""Sessions, each known by whose it is, and ended by the clock: idle too long, or open too long however busy.

They are rows (`SESSION_ENGINE`): one that is taken away, or whose time is over, opens nothing on the next request.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from homes.dates import now
from homes.models import BrowserSession, User

SIGNED_IN_KEY, USED_KEY = "signed_in_at", "used_at"  # in seconds
DEVICE_KEY = "device"  # what the browser says of itself
LONGEST_DEVICE = 300  # characters


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> type[BrowserSession]:
        return BrowserSession

    def _get_session_from_db(self) -> BrowserSession | None:
        found = BrowserSession.objects.filter(session_key=self.session_key, ends_at__gt=now()).first()
        if found is None:
            self._session_key = None  # a key somebody made up, or knew before, is never taken over
        return found

    def create_model_instance(self, data: dict[str, Any]) -> BrowserSession:
        return BrowserSession(
            session_key=self._get_or_create_session_key(),
            session_data=self.encode(data),
            user_id=int(data[SESSION_KEY]) if SESSION_KEY in data else None,
            ends_at=self.get_expiry_date(),
        )

    @classmethod
    def clear_expired(cls) -> None:
        BrowserSession.objects.filter(ends_at__lte=now()).delete()

    def get_expiry_date(self, **kwargs: Any) -> dt.datetime:
        """What the row ends at: Django reads no row after it. Nothing moves the end of the whole time."""
        idle, whole = super().get_expiry_date(**kwargs), whole_until(self)
        return idle if whole is None else min(idle, whole)


def held_by(row: BrowserSession) -> dict[str, Any]:
    """What a session holds; empty when it was not written by us."""
    return SessionStore().decode(row.session_data)


def whole_until(session: SessionBase | Mapping[str, Any]) -> dt.datetime | None:
    """When a session ends however busy it is; None before anybody signed in."""
    began = session.get(SIGNED_IN_KEY)
    if began is None:
        return None
    return dt.datetime.fromtimestamp(began + settings.SESSION_LASTS_AT_MOST, dt.UTC)


def seconds_left(session: SessionBase, *, at: dt.datetime) -> tuple[int, bool]:
    """Until the end of a signed-in session if nothing is asked of it, and whether staying would put that off."""
    idle = session.get(USED_KEY, 0) + settings.SESSION_COOKIE_AGE
    whole = session.get(SIGNED_IN_KEY, 0) + settings.SESSION_LASTS_AT_MOST
    return max(min(idle, whole) - int(at.timestamp()), 0), idle < whole


def begin(sender: object, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Somebody signed in: from now on their time runs. What ended of anybody is thrown away with it."""
    at = now()
    request.session[SIGNED_IN_KEY] = request.session[USED_KEY] = int(at.timestamp())
    request.session[DEVICE_KEY] = request.META.get("HTTP_USER_AGENT", "")[:LONGEST_DEVICE]
    SessionStore.clear_expired()


def end_sessions(person: User, *, but: str | None = None, only: list[str] | None = None) -> int:
    """Sign somebody out of every browser, on their next request. How many ended.

    `but`: the key of the one that stays. `only`: the keys of those that are meant.
    """
    rows = BrowserSession.objects.filter(user=person.pk).exclude(pk=but or "")
    return (rows if only is None else rows.filter(pk__in=only)).delete()[0]


def connect() -> None:
    user_logged_in.connect(begin, dispatch_uid="homes.sign_in.sessions.begin")
