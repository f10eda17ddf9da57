"""What somebody sees of their own account: roles, browsers that are signed in, and what happened to it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from homes.dates import london_day
from homes.models import AccessEvent, BrowserSession, SignInUnlock, StaffRole, User
from homes.querysets import access_open, live_on
from homes.sign_in.sessions import DEVICE_KEY, SIGNED_IN_KEY, USED_KEY, held_by
from homes.words import gettext as _

What = AccessEvent.What
OF_THE_ACCOUNT = (
    What.SIGNED_IN,
    What.PASSWORD,
    What.STEP_ON,
    What.STEP_OFF,
    What.CODES,
    What.CODE_USED,
    What.ENDED,
)
HOW_MANY = 20
# The first that is found in what a browser says of itself: each names those before it too.
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"),
            ("SamsungBrowser", "Samsung Internet"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
DEVICES = (("iPad", "iPad"), ("iPhone", "iPhone"), ("Android", "Android"), ("CrOS", "Chromebook"),
           ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that is signed in. `number` names it on a form and opens nothing."""

    number: str
    device: str
    since: dt.datetime
    used_at: dt.datetime  # to the minute: a session in use is written at most that often
    is_this: bool


@dataclass(frozen=True, slots=True)
class Event:
    at: dt.datetime
    words: str


def number_of(key: str) -> str:
    return salted_hmac("keywork.browser", key, algorithm="sha256").hexdigest()[:20]


def in_words(agent: str) -> str:
    """Pure. "Chrome on Android", of what a browser says of itself."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    device = next((name for sign, name in DEVICES if re.search(rf"\b{sign}", agent)), "")
    if browser and device:
        return _("%(browser)s on %(device)s") % {"browser": browser, "device": device}
    return browser or device or _("A browser we do not know")


def browsers_of(person: User, *, this: str | None, now: dt.datetime) -> list[Browser]:
    """This one first, then the one used last. One query."""
    found = []
    for row in BrowserSession.objects.filter(user=person.pk, ends_at__gt=now):
        said = held_by(row)
        since, used = (
            dt.datetime.fromtimestamp(said.get(key, 0), dt.UTC) for key in (SIGNED_IN_KEY, USED_KEY)
        )
        device = in_words(said.get(DEVICE_KEY, ""))
        found.append(Browser(number_of(row.session_key), device, since, used, row.session_key == this))
    return sorted(found, key=lambda one: (one.is_this, one.used_at), reverse=True)


def keys_of(person: User) -> list[str]:
    return list(BrowserSession.objects.filter(user=person.pk).values_list("session_key", flat=True))


def roles_of(person: User, *, now: dt.datetime) -> QuerySet[StaffRole]:
    """Those of today, at every home and provider: who has left reads no name of a home."""
    roles = StaffRole.objects.filter(live_on(london_day(now)), access_open(now), user=person.pk)
    return roles.select_related("home", "provider").order_by("started_on", "pk")


def events_of(person: User) -> list[Event]:
    """What happened to the account, latest first. Two queries."""
    own = AccessEvent.objects.with_scopes_disabled().filter(user_id=person.pk, what__in=OF_THE_ACCOUNT)
    found = [
        Event(one.at, _("You %(what)s") % {"what": one.get_what_display()})
        for one in own.order_by("-pk")[:HOW_MANY]
    ]
    taken = SignInUnlock.objects.with_scopes_disabled().filter(user=person.pk).order_by("-pk")[:HOW_MANY]
    for one in taken:
        words = (
            _("Your second step was taken away for you") if one.step_taken else _("Your sign-in was unlocked")
        )
        found.append(Event(one.created_at, words))
    return sorted(found, key=lambda one: one.at, reverse=True)[:HOW_MANY]
