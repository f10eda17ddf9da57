"""What is owed in the week of a home: time with a child, and a child nobody is named for. Read, never judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from children.duties.reading import duties_at
from children.models import Child, Flag
from homes.models import Home
from homes.permissions import Access, Permission
from homes.words import gettext as _
from homes.words import ngettext

TIME_TOGETHER = ("KS-FIRST", "KS-WEEK")
COVER = "KW-COVER"


@dataclass(frozen=True)
class Uncovered:
    """A child nobody covers while an adult is away; with the way to name somebody, for whoever may."""

    child: Child
    url: str


@dataclass(frozen=True)
class Owed:
    """Of one home, as this person may read it."""

    access: Access
    flags: list[Flag] = field(default_factory=list)

    def due(self, child: Child) -> tuple[dt.date, dt.date] | None:
        """By which day time with a child is due, and on which day of a week that stands: what is late stands today."""
        days = [one.due_on for one in self._of(TIME_TOGETHER) if one.child_id == child.pk]
        return (min(days), max(min(days), self.access.today)) if days else None

    def uncovered(self, leave: str) -> list[Uncovered]:
        """Whom nobody covers during one absence."""
        return [
            Uncovered(one.child, self._cover_url(one))
            for one in self._of((COVER,))
            if one.facts["leave"] == leave and one.child
        ]

    def _of(self, codes: Iterable[str]) -> list[Flag]:
        return [one for one in self.flags if one.rule_code in codes]

    def _cover_url(self, flag: Flag) -> str:
        own = flag.facts["person"] == str(self.access.user.public_id)
        if not own and not self.access.may(Permission.ASSIGN_KEY_WORKERS, flag.home_id):
            return ""
        return reverse("compliance:cover", args=[flag.child.public_id, flag.facts["leave"]])


def owed_at(home: Home, access: Access) -> Owed:
    """Two queries, while the home is as its last sweep found it."""
    duties = duties_at(home.pk, access)
    return Owed(access, duties.listed(duties.owed().filter(rule_code__in=(*TIME_TOGETHER, COVER))))


def due_words(due_on: dt.date, today: dt.date) -> str:
    over = (today - due_on).days
    if over > 0:
        return ngettext("%(n)s day over", "%(n)s days over", over) % {"n": over}
    return _("Due") if over < 0 else _("Due today")
