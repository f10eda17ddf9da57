"""Writing down that specialist support is needed, and each step of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from children.placements.keeping import UnableToKeep, refuse_after_moving_on
from children.placements.models import Placement
from children.social_worker.support.models import SupportNeed, SupportStage, SupportStep
from homes.acting import keep, lock, named, same_case
from homes.models import User
from homes.words import gettext as _


@transaction.atomic
def add_need(*, placement: Placement, seen_on: dt.date, by: User, **said: Any) -> SupportNeed:
    """Somebody saw that a child needs a specialist."""
    lock(placement)
    refuse_after_moving_on(placement, seen_on)
    said["seen_on"] = seen_on
    return keep(SupportNeed(**same_case(placement), **named("written_by", by), **said), by=by)


@transaction.atomic
def add_step(
    *, need: SupportNeed, placement: Placement, stage: str, happened_on: dt.date, by: User, **said: Any
) -> SupportStep:
    """The next step. Raises UnableToKeep before the need was seen, and after it had ended by that day."""
    lock(placement)
    refuse_after_moving_on(placement, happened_on)
    if happened_on < need.seen_on:
        raise UnableToKeep(_("The day must be the same as or after the day the need was seen."))
    when = {"stage": stage, "happened_on": happened_on}
    ended = need.steps.filter(stage=SupportStage.ENDED).exclude(**when, written_by=by)
    if ended.exists():
        raise UnableToKeep(_("This support has ended. Write down a new need."))
    case = {"need": need, "child_id": need.child_id, "home_id": placement.home_id}
    return keep(SupportStep(**case, **when, **named("written_by", by), **said), by=by)
