"""Tries in a row without time together: a reason to talk about what would help, never a mark against anybody."""

from __future__ import annotations

import datetime as dt

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
    signed = KeyWorkSession.objects.visible_to(access).signed().filter(child=child, held_on__lte=until)
    row = 0
    for outcome in signed.newest_first().values_list("outcome", flat=True)[:DEEPEST]:
        if outcome not in TRIED:
            break
        row += 1
    return row


def talk_words(row: int, child: Child, manager: User | None) -> str:
    if row < ENOUGH_TO_TALK:
        return ""
    facts = {"n": row, "child": child.known_as, "manager": manager or _("your manager")}
    return (
        _("%(n)d tries in a row. Talk with %(manager)s about what would help %(child)s feel comfortable.")
        % facts
    )
