"""What the sentences of the rules are made of: a standard in words, and the words of one flag on one day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from children.duties.models import Flag
from homes.models import Severity, Unit
from homes.practice import shipped_for
from homes.standards import Figure
from homes.words import dated, ngettext, words_of_today
from homes.words import gettext as _


def day(value: dt.date, *, as_of: dt.date) -> str:
    """ "2 August", with the year when it is not the year we are in."""
    return dated(value, "j F" if value.year == as_of.year else "j F Y")


# --- standards in words -------------------------------------------------------------------------


def within(figure: Figure) -> str:
    """Counted once from an event: "within 3 days", "within 1 month", "the same day"."""
    if figure.amount == 0:
        return _("the same day")
    if figure.unit == Unit.MONTHS:
        words = ngettext("within %(n)s month", "within %(n)s months", figure.amount)
    else:
        words = ngettext("within %(n)s day", "within %(n)s days", figure.amount)
    return words % {"n": figure.amount}


def within_working_days(figure: Figure) -> str:
    """The same, where days are Monday to Friday without bank holidays."""
    if figure.amount == 0 or figure.unit == Unit.MONTHS:
        return within(figure)
    words = ngettext("within %(n)s working day", "within %(n)s working days", figure.amount)
    return words % {"n": figure.amount}


def every(figure: Figure) -> str:
    """What comes round again: "every 7 days", "every month"."""
    amount = max(figure.amount, 1)  # each time is at the earliest a day after the last
    if figure.unit == Unit.MONTHS:
        words = ngettext("every month", "every %(n)s months", amount)
    else:
        words = ngettext("every day", "every %(n)s days", amount)
    return words % {"n": amount}


# --- one flag -----------------------------------------------------------------------------------


class Words:
    """The words of one flag on one day: names, numbers and dates, ready for a sentence."""

    def __init__(self, flag: Flag, *, as_of: dt.date, child: str = "") -> None:
        self.flag, self.facts, self.as_of, self.due_on = flag, flag.facts, as_of, flag.due_on
        self.child = child or (flag.child.known_as if flag.child else "")

    @property
    def figure(self) -> Figure:
        """The number that counted."""
        return Figure(self.facts["amount"], Unit(self.facts["unit"]), Severity(self.flag.severity))

    def fact_day(self, name: str) -> dt.date:
        return dt.date.fromisoformat(self.facts[name])

    def on(self, name: str) -> str:
        return day(self.fact_day(name), as_of=self.as_of)

    def days_since(self, name: str) -> int:
        return (self.as_of - self.fact_day(name)).days

    def document(self, code: str) -> str:
        """What the home calls a document; as its guidance calls it where no home is spoken of."""
        spoken = words_of_today().get(code)
        if spoken is None:
            home = self.flag.home
            return shipped_for(home.profile, home.nation).text_of("documents", code)
        return str(spoken.singular)

    @property
    def on_due(self) -> str:
        return day(self.due_on, as_of=self.as_of)

    @property
    def by_due(self) -> str:
        return _("today") if self.due_on == self.as_of else _("by %(day)s") % {"day": self.on_due}

    def plus(self, **more: Any) -> dict[str, Any]:
        return {"child": self.child, "due": self.by_due, "due_day": self.on_due, **more}
