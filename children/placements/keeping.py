"""Keeping a record about a child once, and withdrawing it when it was wrong."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from children.placements.models import Placement
from homes.acting import Unable, lock, named, same_case
from homes.audit import set_fields
from homes.models import Record, User
from homes.models.put_right import Standing, Withdrawable
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _


class UnableToNote(Unable):
    """The day does not fit the placement, or what was said does not fit the kind."""


class UnableToWithdraw(Unable):
    """It was withdrawn already, or no reason was given."""


def noted(placement: Placement, by: User) -> dict[str, Any]:
    return {
        **same_case(placement),
        **named("noted_by", by),
    }


def refuse_after_moving_on(placement: Placement, day: dt.date) -> None:
    if placement.moved_on_on is not None and day >= placement.moved_on_on:
        words = _(
            "%(child)s moved on on %(day)s: what came after is for the home where %(child)s lives now to write down."
        )
        facts = {"child": placement.child.known_as, "day": kday(placement.moved_on_on)}
        raise UnableToNote(words % facts)


def earlier_twin(model: type[Record], values: dict[str, Any]) -> Any:
    """The same words about the same day by the same person: a second click. JSON is compared by the caller."""
    return model._base_manager.filter(standing=Standing.STANDS, **values).first()


@transaction.atomic
def withdraw(*, entry: Withdrawable, withdrawn_on: dt.date, reason: str, by: User) -> None:
    """Mark an entry as wrong. It stays to be read and counts for nothing. Raises UnableToWithdraw."""
    lock(entry)
    if not entry.stands:
        raise UnableToWithdraw(_("This was withdrawn already."))
    if not reason:
        raise UnableToWithdraw(_("Say why it is wrong."))
    set_fields(
        entry,
        by=by,
        standing=Standing.WITHDRAWN,
        withdrawn_on=withdrawn_on,
        withdrawn_reason=reason,
        withdrawn_by=by,
    )


class UnableToKeep(Unable):
    """What was to be kept does not fit what is there. The message is fit for the person."""


def check_moved_in(placement: Placement, day: dt.date) -> None:
    if placement.moved_in_on is None or day < placement.moved_in_on:
        raise UnableToKeep(_("The day must be the same as or after the day of {moving in}."))
