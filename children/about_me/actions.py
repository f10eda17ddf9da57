"""What adults write down around the child's own words, dates, goals, room, belongings and rights.

Each action holds the placement to the end of its transaction; the same thing sent twice (a double click) is written
once.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db import transaction

from children.about_me.models import (
    AboutMe,
    Explained,
    ExplainedKind,
    Goal,
    GoalStep,
    ImportantDate,
    ItemStep,
    RemovedItem,
    RemovedItemNote,
    RoomCheck,
)
from children.placements.keeping import refuse_after_moving_on
from children.placements.models import Placement
from homes.acting import Unable, keep, lock, named, same_case
from homes.audit import set_fields
from homes.dates import add_months
from homes.models import Record, User
from homes.standards import REFRESH_MONTHS
from homes.words import gettext as _

R = TypeVar("R", bound=Record)


class UnableToNote(Unable):
    """It has ended, is noted already, or does not fit the placement. The message is fit for the person."""


def _keep(
    model: type[R], placement: Placement, /, *, by: User, noted_by: User | None = None, **said: Any
) -> R:
    """Write a row about the placement's child, once. `said`: the fields of the model."""
    noted = named("noted_by", noted_by or by, "noted")
    return keep(model(**same_case(placement), **noted, **said), by=by)


def _check_lives_here(placement: Placement, day: dt.date) -> None:
    if placement.moved_in_on is None or day < placement.moved_in_on:
        raise UnableToNote(_("The day must be the same as or after the day of {moving in}"))
    refuse_after_moving_on(placement, day)


@transaction.atomic
def say_about_me(*, placement: Placement, by: User, **said: Any) -> AboutMe:
    """A new version of how the child describes themselves. Earlier versions stay as they were."""
    lock(placement)
    return _keep(AboutMe, placement, by=by, **said)


@transaction.atomic
def add_date(*, placement: Placement, on: dt.date, every_year: bool, by: User, **said: Any) -> ImportantDate:
    """A day that matters to the child, every year or once."""
    lock(placement)
    year = None if every_year else on.year
    return _keep(
        ImportantDate, placement, by=by, day=on.day, month=on.month, year=year, ended_on=None, **said
    )


@transaction.atomic
def end_date(*, date: ImportantDate, ended_on: dt.date, why: str, by: User) -> None:
    """Take a date off the list. Raises UnableToNote when that is done already."""
    lock(date)
    if date.ended_on is not None:
        raise UnableToNote(_("This date was taken off already."))
    set_fields(date, by=by, reason=why, ended_on=ended_on, ended_why=why)


@transaction.atomic
def start_goal(*, placement: Placement, by: User, **said: Any) -> Goal:
    """What the child wants, in the child's words."""
    lock(placement)
    return _keep(Goal, placement, by=by, **said)


@transaction.atomic
def add_step(
    *, goal: Goal, placement: Placement, noticed_on: dt.date, noticed_by: User, by: User, **said: Any
) -> GoalStep:
    """A small step, noticed where the child lives now. Raises UnableToNote when the goal has ended."""
    lock(goal)
    if goal.ended_on is not None:
        raise UnableToNote(_("This goal has ended. Add a new goal instead."))
    refuse_after_moving_on(placement, noticed_on)
    if noticed_on < goal.started_on:
        raise UnableToNote(_("The day must be the same as or after the day the goal began"))
    return _keep(GoalStep, placement, noted_by=noticed_by, by=by, goal=goal, noticed_on=noticed_on, **said)


@transaction.atomic
def end_goal(*, goal: Goal, outcome: str, ended_on: dt.date, words: str, by: User) -> None:
    """Reached, changed or no longer wanted, with what was said. Raises UnableToNote when it has ended already."""
    lock(goal)
    if goal.ended_on is not None:
        raise UnableToNote(_("This goal has ended already."))
    if ended_on < goal.started_on:
        raise UnableToNote(_("The day must be the same as or after the day the goal began"))
    set_fields(goal, by=by, outcome=outcome, ended_on=ended_on, ended_words=words, ended_name=by.full_name)


@transaction.atomic
def check_room(*, placement: Placement, checked_on: dt.date, by: User, **found: Any) -> RoomCheck:
    """A look at the room, once a day at most. Raises UnableToNote for a second one, or before moving in."""
    lock(placement)
    _check_lives_here(placement, checked_on)
    fields = {"placement": placement, "checked_on": checked_on, **found}
    there = RoomCheck.objects.filter(placement=placement, checked_on=checked_on).first()
    if there is not None and any(getattr(there, name) != value for name, value in fields.items()):
        raise UnableToNote(_("The room was already checked on that day. Choose another day."))
    return there or _keep(RoomCheck, placement, by=by, **fields)


@transaction.atomic
def take_away(
    *, placement: Placement, removed_on: dt.date, removed_by: User, by: User, **said: Any
) -> RemovedItem:
    """Something of the child's was taken away. Without a planned day the home's number counts."""
    lock(placement)
    _check_lives_here(placement, removed_on)
    return _keep(
        RemovedItem, placement, noted_by=removed_by, by=by, placement=placement, removed_on=removed_on, **said
    )


@transaction.atomic
def note_item(
    *,
    item: RemovedItem,
    kind: str,
    happened_on: dt.date,
    by: User,
    why: str = "",
    return_on: dt.date | None = None,
) -> RemovedItemNote:
    """Given back, replaced, or kept longer. Raises UnableToNote when the child has it back already."""
    lock(item)
    refuse_after_moving_on(item.placement, happened_on)
    if happened_on < item.removed_on:
        raise UnableToNote(_("The day must be the same as or after the day it was taken away"))
    fields = {"item": item, "kind": kind, "happened_on": happened_on, "why": why, "return_on": return_on}
    if item.notes.exclude(kind=ItemStep.KEPT).exclude(**fields, noted_by=by).exists():
        raise UnableToNote(_("This was given back or replaced already."))
    return _keep(RemovedItemNote, item.placement, by=by, **fields)


@transaction.atomic
def explain(
    *, placement: Placement, kind: str, given_on: dt.date, given_by: User, by: User, **said: Any
) -> Explained:
    """What the child was given and had explained. Some things are explained again after months, unless a day is set."""
    lock(placement)
    refuse_after_moving_on(placement, given_on)
    months = REFRESH_MONTHS.get(ExplainedKind(kind))
    if months and not said.get("refresh_on"):
        said["refresh_on"] = add_months(given_on, months)
    told = {"placement": placement, "kind": kind, "given_on": given_on, "withdrawn_on": None}
    return _keep(Explained, placement, noted_by=given_by, by=by, **told, **said)
