"""Cover, and the sessions planned for the days of it: whoever covers takes both over, or neither."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from children.key_workers.actions import name_cover
from children.models import KeyWorkerAssignment, Placement
from homes.audit import set_fields
from homes.models import User
from homes.words import gettext as _
from sessions_app.models import SessionPlan


@transaction.atomic
def cover_placement(
    *,
    placement: Placement,
    worker: User,
    covers: User,
    first: dt.date,
    last: dt.date,
    by: User,
    today: dt.date,
    **told: Any,
) -> KeyWorkerAssignment:
    """Name cover and hand over what the one away had planned with the child. Raises children's UnableToAssign.

    `told`: when the child was told who covers, and by whom, as `name_cover` takes it.
    """
    cover = name_cover(
        placement=placement, worker=worker, covers=covers, first=first, last=last, by=by, today=today, **told
    )
    plans = SessionPlan.objects.select_for_update(of=("self",)).filter(
        placement=placement,
        worker=covers,
        state=SessionPlan.State.PLANNED,
        planned_on__gte=max(first, today),
        planned_on__lte=last,
    )
    reason = _("%(name)s is away") % {"name": covers.full_name}
    for plan in plans.order_by("planned_on", "pk"):
        plan.reason = reason  # the row says why it moved, and so does its history
        set_fields(
            plan, by=by, reason=reason, worker=worker, child_knows=told.get("child_told_on") is not None
        )
    return cover
