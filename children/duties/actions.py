"""Answering a flag: seen, or a planned action. Nobody closes a flag by hand: only facts do."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from children.duties.models import Flag, FlagResponse
from homes.acting import Unable
from homes.models import User
from homes.words import gettext as _


class UnableToRespond(Unable):
    """The flag has closed meanwhile."""


def see_flag(*, flag: Flag, by: User, now: dt.datetime) -> FlagResponse | None:
    """Somebody has seen it. A second click by the same person writes nothing and returns None."""
    with transaction.atomic():
        _check_open(flag)
        if flag.responses.filter(kind=FlagResponse.Kind.SEEN, given_by=by).exists():
            return None
        return _respond(flag, FlagResponse.Kind.SEEN, by=by, now=now)


def plan_action(
    *, flag: Flag, by: User, now: dt.datetime, action: str, owner: User, by_on: dt.date
) -> FlagResponse:
    """Who will do what by when. The flag stays open until the work itself is recorded.

    The same plan sent twice by the same person (a double click) gives the first one back.
    """
    with transaction.atomic():
        _check_open(flag)
        last = flag.responses.filter(kind=FlagResponse.Kind.PLANNED).order_by("-pk").first()
        sent = (by.pk, owner.pk, action, by_on)
        if last and (last.given_by_id, last.owner_id, last.action, last.by_on) == sent:
            return last
        return _respond(
            flag, FlagResponse.Kind.PLANNED, by=by, now=now, action=action, owner=owner, by_on=by_on
        )


def _check_open(flag: Flag) -> None:
    """Hold the flag to the end of the transaction, so that a double click is one answer."""
    held = Flag.objects.select_for_update(of=("self",)).filter(pk=flag.pk, resolved_at__isnull=True)
    if held.first() is None:
        raise UnableToRespond(_("This flag has closed by itself: the work has been recorded."))


def _respond(flag: Flag, kind: str, *, by: User, now: dt.datetime, **fields: object) -> FlagResponse:
    response = FlagResponse(
        flag=flag,
        home_id=flag.home_id,
        kind=kind,
        given_by=by,
        given_by_name=by.full_name,
        given_at=now,
        **fields,
    )
    response.save(force_insert=True)
    return response
