"""The child's own card of the week: when, where and with whom. It is the child's to keep, on a wall or in a pocket.

It is made of the columns in SHOWN and of nothing else: what is for adults alone is not even read. Nor is what the child
wants to talk about: a card on a wall is read by whoever comes by. No other child stands on it either: a place that
names one is left off, and the page says so to the adult who prints it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from children.models import Child, Placement
from homes.dates import LONDON, add_days
from homes.permissions import Access
from homes.templatetags.keywork_ui import ktime
from homes.words import gettext as _
from sessions_app.models import SessionPlan
from sessions_app.plans.page import ahead

SHOWN = ("planned_on", "starts", "place", "format", "kind", "worker__full_name", "worker__picture")
OF_STAFF = ("child_knows", "public_id")  # read for the adult who prints: on the screen, not on the card
DAYS = 7


@dataclass(frozen=True)
class CardLine:
    day: dt.date
    time: str
    what: str
    who: str  # the first name
    picture: str
    left_off: bool  # the place names another child
    told: bool
    plan_id: Any


@dataclass
class Card:
    child: Child
    monday: dt.date
    lines: list[CardLine]

    @property
    def earlier(self) -> str:
        return add_days(self.monday, -DAYS).isoformat()

    @property
    def later(self) -> str:
        return add_days(self.monday, DAYS).isoformat()

    @property
    def not_told(self) -> list[CardLine]:
        """Known from the card first would be a bad way to hear of it."""
        return [line for line in self.lines if not line.told]

    @property
    def left_off(self) -> list[CardLine]:
        return [line for line in self.lines if line.left_off]


def card_of(placement: Placement, access: Access, *, monday: dt.date) -> Card:
    """Two queries: the plans, and the names of the other children who live there."""
    week = (monday, add_days(monday, DAYS - 1))
    plans = (
        SessionPlan.objects.visible_to(access).planned().filter(placement=placement, planned_on__range=week)
    )
    rows = list(plans.in_order().values(*SHOWN, *OF_STAFF))
    others = Child.objects.living_at(placement.home_id, access.today).exclude(pk=placement.child_id)
    names = set(others.values_list("known_as", flat=True))
    return Card(placement.child, monday, [_line(row, names) for row in rows])


def next_time(child: Child, access: Access) -> CardLine | None:
    """The next time together, of those the child knows of: the paper is no way to hear of it. Two queries at most."""
    later_today = Q(planned_on=access.today, starts__gt=access.now.astimezone(LONDON).time())
    plans = (
        SessionPlan.objects.visible_to(access)
        .planned()
        .filter(Q(planned_on__gt=access.today) | later_today, child=child, child_knows=True)
    )
    row = plans.in_order().values(*SHOWN, *OF_STAFF, "home_id").first()
    if row is None:
        return None
    others = Child.objects.living_at(row["home_id"], access.today).exclude(pk=child.pk)
    return _line(row, set(others.values_list("known_as", flat=True)))


def _line(row: Mapping[str, Any], names: Iterable[str]) -> CardLine:
    left_off = names_one_of(row["place"], names)
    kind = SessionPlan.Kind(row["kind"])
    meeting = {
        SessionPlan.Kind.HELLO: _("Getting to know each other"),
        SessionPlan.Kind.GOODBYE: _("Saying goodbye"),
    }.get(kind, "")
    place = "" if left_off else row["place"]
    return CardLine(
        day=row["planned_on"],
        time=ktime(row["starts"]) if row["starts"] else "",
        what=meeting or place or ahead(row["format"]),
        who=row["worker__full_name"].split(" ")[0],
        picture=row["worker__picture"],
        left_off=left_off,
        told=row["child_knows"],
        plan_id=row["public_id"],
    )


def names_one_of(text: str, names: Iterable[str]) -> bool:
    """Whole words, written as a name: "may" is not May."""
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)
