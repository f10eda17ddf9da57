"""Writing down what was done in a child's first days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from children.placements.keeping import refuse_after_moving_on
from children.placements.models import Placement
from children.putting_right.checks import UnableToPutRight
from homes.acting import Unable, keep, lock, named, same_case
from homes.dates import add_days
from homes.models import User
from homes.words import gettext as _
from sessions_app.first_days.elsewhere import EXPLAINED
from sessions_app.first_days.models import FirstDaysEntry, Reached

FURTHEST_PLANNED_DAYS = 28  # a day further off is no plan: it is decided anew


class UnableToWrite(Unable):
    """It is written down elsewhere, or its parts do not fit. The message is fit for the person."""


@transaction.atomic
def write_first_days(
    *, placement: Placement, task: str, happened_on: dt.date, done_by: User, by: User, **said: Any
) -> FirstDaysEntry:
    """One thing, on one day: done, begun, a day set for it, or why it does not apply."""
    lock(placement)
    refuse_after_moving_on(placement, happened_on)
    if task in EXPLAINED:
        raise UnableToWrite(_("This is written down with what was given and explained."))
    entry = FirstDaysEntry(
        **same_case(placement),
        **named("noted_by", done_by, "noted"),
        placement=placement,
        task=task,
        happened_on=happened_on,
        **said,
    )
    wrong = does_not_fit(entry)
    if wrong:
        raise UnableToWrite(wrong)
    return keep(entry, by=by)


def does_not_fit(entry: FirstDaysEntry) -> str:
    """What joins the parts of an entry: why they do not go together, or nothing."""
    if (entry.reached == Reached.DAY_SET) != (entry.planned_on is not None):
        return _("A day goes with “a day is set for it”, and with nothing else")
    if entry.planned_on and not days_fit(entry.happened_on, entry.planned_on):
        return _("The day that is set must be within 4 weeks after the day")
    if (entry.reached == Reached.NOT_NEEDED) != bool(entry.why_not):
        return _("A reason goes with “it does not apply”, and with nothing else")
    return ""


def days_fit(happened_on: dt.date, planned_on: dt.date) -> bool:
    return happened_on <= planned_on <= add_days(happened_on, FURTHEST_PLANNED_DAYS)


def check_righted(entry: FirstDaysEntry, today: dt.date) -> None:
    """Put right, an entry still has to hold together."""
    wrong = does_not_fit(entry)
    if wrong:
        raise UnableToPutRight(f"{wrong}.")
