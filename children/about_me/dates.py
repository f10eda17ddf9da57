"""The days that matter to children, told ahead: birthdays by themselves, and what was written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from children.about_me.models import ImportantDate, Tone, next_time
from children.placements.models import Child
from homes.dates import add_days, age_on
from homes.permissions import Access
from homes.words import gettext as _

AHEAD_DAYS = 14


@dataclass(frozen=True)
class DateLine:
    """One day to come, in words that keep the child in mind."""

    child: Child
    day: dt.date
    today: dt.date
    title: str
    tender: bool
    what_helps: str = ""
    ahead_days: int = AHEAD_DAYS
    row: ImportantDate | None = None  # a birthday needs none

    @property
    def words(self) -> str:
        """What the day is: "A hard day. His nan died"."""
        return _("A hard day. %(what)s") % {"what": self.sentence} if self.tender else self.title

    @property
    def sentence(self) -> str:
        """The title with a full stop, however it was typed."""
        return self.title if self.title[-1:] in ".!?" else f"{self.title}."

    @property
    def named(self) -> str:
        """The same on a page about several children."""
        if self.tender:
            return _("A hard day for %(child)s") % {"child": self.child.known_as}
        return _("A day to celebrate with %(child)s") % {"child": self.child.known_as}

    @property
    def days_away(self) -> str:
        days = (self.day - self.today).days
        if days == 0:
            return _("today")
        return _("tomorrow") if days == 1 else _("in %(n)s days") % {"n": days}

    @property
    def is_near(self) -> bool:
        """Two weeks ahead, or as long ahead as the team asked to be told."""
        return self.day <= add_days(self.today, max(AHEAD_DAYS, self.ahead_days))

    @property
    def prepare(self) -> bool:
        """The time the team asked to be told in has begun."""
        return self.day <= add_days(self.today, self.ahead_days)


def birthday_line(child: Child, today: dt.date) -> DateLine | None:
    """The next birthday. Born on 29 February: 1 March in a year without one."""
    born = child.date_of_birth
    day = next_time(born.day, born.month, None, today=today) if born else None
    if born is None or day is None:
        return None
    title = _("%(child)s turns %(age)s") % {"child": child.known_as, "age": age_on(born, day)}
    return DateLine(child=child, day=day, today=today, title=title, tender=False)


def date_lines(child: Child, rows: Iterable[ImportantDate], *, today: dt.date) -> list[DateLine]:
    """Every day to come for one child, the next first: the birthday and the dates on the list."""
    lines = [birthday_line(child, today)]
    for row in rows:
        day = row.next_on(today)
        lines.append(
            DateLine(
                child, day, today, row.title, row.tone == Tone.TENDER, row.what_helps, row.ahead_days, row
            )
            if day
            else None
        )
    return sorted((line for line in lines if line), key=lambda line: (line.day, line.title))


def coming_up(children: Iterable[Child], *, access: Access) -> list[DateLine]:
    """What the team should have in mind for these children, the next first. One query for any number of them."""
    by_id = {child.pk: child for child in children}
    rows: dict[int, list[ImportantDate]] = {pk: [] for pk in by_id}
    listed = ImportantDate.objects.visible_to(access).filter(child__in=by_id, ended_on__isnull=True)
    for row in listed.order_by("pk"):
        rows[row.child_id].append(row)
    lines = [line for pk, child in by_id.items() for line in date_lines(child, rows[pk], today=access.today)]
    near = (line for line in lines if line.is_near)
    return sorted(near, key=lambda line: (line.day, line.child.known_as, line.child.pk))
