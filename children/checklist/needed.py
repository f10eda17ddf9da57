"""By when a document is needed: the one place that says it, whichever rule asks for the document.

The file's page asks here too, for what no rule asks for yet: everything of a child who is still expected, and documents
such as a risk assessment that was never there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from itertools import takewhile

from children.file.models import Applies, FileType
from children.file.state import Said
from homes.dates import add_working_days
from homes.practice import AppliesTo, Document
from homes.standards import (
    CATALOGUE,
    HEALTH_PLAN_WORKING_DAYS,
    PLAN_WORKING_DAYS,
    Figure,
    Kind,
    Owner,
    by_number,
    interval_after,
)

# Documents with a rule of their own; the others are asked for by the two rules about the whole file.
ASKED_BY: dict[str, str] = {
    FileType.HOME_PLAN: "PP-HOME",
    FileType.HEALTH: "HP-STALE",
    FileType.CARE_PLAN: "CARE-PLAN",
    FileType.PLACEMENT_LA: "PP-LA",
    FileType.PROVIDER_ASSESS: "PROV-ASSESS",
    FileType.CONSENT: "CONSENT",
    FileType.GUIDE: "GUIDE",
}
# Their number is how often a plan is reviewed; the first one is needed in days that no home sets.
FIXED = {"PP-HOME": PLAN_WORKING_DAYS, "HP-STALE": HEALTH_PLAN_WORKING_DAYS}
IN_WORKING_DAYS = frozenset({"CARE-PLAN", "PP-LA", "FILE-ASK"})


def asked_by(document: Document) -> str:
    """The rule whose number counts while the document is not there."""
    general = "FILE-MISSING" if document.owner == Owner.HOME else "FILE-ASK"
    return ASKED_BY.get(document.code, general)


def owner_of(document: Document) -> Owner:
    """Whose it is to see to, as its rule says: the file and the flags name one. Without a rule: who writes it."""
    rule = CATALOGUE.get(ASKED_BY.get(document.code, ""))
    return rule.default.owner if rule else Owner(document.owner)


def needed_by(code: str, day: dt.date | None) -> Callable[[Figure], dt.date | None]:
    """Dates what a rule asks for, counted from a day: that of moving in, or of becoming looked after. No day: never."""
    if day is None:
        return lambda figure: None
    if code in FIXED:
        return lambda figure: add_working_days(day, FIXED[code])
    if code in IN_WORKING_DAYS:
        return by_number(partial(in_working_days, day))
    return interval_after(day)


def belongs_since(document: Document, starts_on: dt.date, said: Sequence[Said]) -> dt.date:
    """The first day; of what many children never have, the day it was said to belong in the file, if that is later."""
    if document.applies_to != AppliesTo.IF_ANY:
        return starts_on
    stands = [one.from_on for one in takewhile(lambda one: one.applies != Applies.NO, reversed(said))]
    return max(starts_on, stands[-1]) if stands else starts_on


def put_off(code: str, due_on: dt.date | None, said: Sequence[Said]) -> dt.date | None:
    """The day a missing document is needed by, moved where it was said to come later. `said`: the last word last.

    Only "not yet" that still stands, and was said by the day itself: a day that has passed is moved by nothing, and a
    day of law never is.
    """
    if due_on is None or CATALOGUE[code].default.kind == Kind.LAW:
        return due_on
    stands = takewhile(lambda one: one.applies == Applies.NOT_YET, reversed(said))
    return max([due_on, *(one.until_on for one in stands if one.until_on and one.from_on <= due_on)])


def in_working_days(day: dt.date, *, amount: int, unit: str = "") -> dt.date:
    """The duty's number counts working days, whatever its unit is called: Monday to Friday, no bank holidays."""
    return add_working_days(day, amount)
