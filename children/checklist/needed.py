"""By when a document is needed: the one place that says it, whichever rule asks for the document.

The file's page asks here too, for what no rule asks for yet: everything of a child who is still expected, and documents
such as a risk assessment that was never there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from children.file.models import FileType
from homes.dates import add_working_days
from homes.practice import Document
from homes.standards import (
    CATALOGUE,
    HEALTH_PLAN_WORKING_DAYS,
    PLAN_WORKING_DAYS,
    Figure,
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


def in_working_days(day: dt.date, *, amount: int, unit: str = "") -> dt.date:
    """The duty's number counts working days, whatever its unit is called: Monday to Friday, no bank holidays."""
    return add_working_days(day, amount)
