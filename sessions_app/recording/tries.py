"""Tries in a row without time together: a reason to talk about what would help, never a mark against anybody."""

from __future__ import annotations

import datetime as dt
from itertools import takewhile

from children.models import Child
from homes.models import User
from homes.permissions import Access
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession, Outcome

TRIED = (Outcome.DECLINED, Outcome.ATTEMPTED)
ENOUGH_TO_TALK = 2  # the second in a row
DEEPEST = 10


def tries_in_a_row(access: Access, child: Child, *, until: dt.date) -> int:
    """How many of the latest signed records up to a day say that it did not happen. One query."""
    return len(_latest_tries(access, child, until=until))


def tries_with(access: Access, session: KeyWorkSession) -> int:
    """Which one in a row a signed try is. None once there was time together since: then there is nothing to talk about.
    One query."""
    row = _latest_tries(access, session.child, until=access.today)
    return len(row) - row.index(session.pk) if session.pk in row else 0


def _latest_tries(access: Access, child: Child, *, until: dt.date) -> list[int]:
    signed = KeyWorkSession.objects.visible_to(access).signed().filter(child=child, held_on__lte=until)
    latest = signed.newest_first().values_list("pk", "outcome")[:DEEPEST]
    return [pk for pk, _outcome in takewhile(lambda one: one[1] in TRIED, latest)]


def talk_words(row: int, child: Child, manager: User | None) -> str:
    if row < ENOUGH_TO_TALK:
        return ""
    facts = {"n": row, "child": child.known_as, "manager": manager or _("your manager")}
    return (
        _("%(n)d tries in a row. Talk with %(manager)s about what would help %(child)s feel comfortable.")
        % facts
    )
