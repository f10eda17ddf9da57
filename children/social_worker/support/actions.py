"""Writing down that specialist support is needed, and each step of it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from children.placements.keeping import UnableToKeep
from children.placements.models import Placement
from children.social_worker.support.models import SupportNeed, SupportStage, SupportStep
from homes.acting import keep, lock, named, same_case
from homes.models import User
from homes.words import gettext as _

# --- specialist support --------------------------------------------------------------------------


@transaction.atomic
def add_need(
    *, stay: Placement, seen_on: dt.date, what: str, by: User, why: str = "", child_view: str = ""
) -> SupportNeed:
    """Somebody saw that a child needs a specialist."""
    lock(stay)
    need = SupportNeed(
        **same_case(stay),
        seen_on=seen_on,
        what=what,
        why=why,
        child_view=child_view,
        **named("written_by", by),
    )
    return keep(need, by=by)


@transaction.atomic
def add_step(
    *,
    need: SupportNeed,
    stay: Placement,
    stage: str,
    happened_on: dt.date,
    by: User,
    whom: str = "",
    note: str = "",
    working: str = "",
    child_view: str = "",
) -> SupportStep:
    """The next step. Raises UnableToKeep before the need was seen, and after it had ended by that day."""
    lock(stay)
    if happened_on < need.seen_on:
        raise UnableToKeep(_("The day must be the same as or after the day the need was seen."))
    step = SupportStep(
        need=need,
        child_id=need.child_id,
        home_id=stay.home_id,
        stage=stage,
        happened_on=happened_on,
        whom=whom,
        note=note,
        working=working,
        child_view=child_view,
        **named("written_by", by),
    )
    ended = need.steps.filter(stage=SupportStage.ENDED).exclude(
        stage=stage, happened_on=happened_on, written_by=by
    )
    if ended.exists():
        raise UnableToKeep(_("This support has ended. Write down a new need."))
    return keep(step, by=by)
