"""Other children named in what adults wrote: found where words leave the record, for anybody who reads them."""

from __future__ import annotations

import datetime as dt
import re

from django.db.models import Q

from children.models import Placement
from homes.dates import add_days
from homes.words import gettext as _

REMEMBERED_DAYS = 366  # a child who moved on within a year is still named in records


def other_children(placement: Placement, day: dt.date, *, but: str) -> re.Pattern[str] | None:
    """Every other child who lives at the home of a placement or did within a year before a day, as names are written.

    `but`: the child's own name, which another may share. One query.
    """
    rows = Placement.objects.filter(home=placement.home_id).exclude(child=placement.child_id)
    rows = rows.filter(Q(moved_on_on__isnull=True) | Q(moved_on_on__gte=add_days(day, -REMEMBERED_DAYS)))
    names = {name for name in rows.values_list("child__known_as", flat=True) if name and name != but}
    if not names:
        return None
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in longest_first)})(?!\w)")


def without_names(text: str, others: re.Pattern[str] | None) -> str:
    """ "A friend" in the place of each name, quotations included: they may be the other child's own words."""
    if others is None:
        return text
    friend = _("a friend")

    def say(found: re.Match[str]) -> str:
        before = text[: found.start()].rstrip(" \t“\"‘'(")
        begins = not before or before[-1] in ".!?…\n"
        return friend[0].upper() + friend[1:] if begins else friend

    return others.sub(say, text)
