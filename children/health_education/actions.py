"""What adults write down about a child's health, education, safety and legal status.

Each action is one transaction, locks the placement so that a double click makes one row.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from children.health_education.models import CareEvent, CareKind
from children.placements.keeping import UnableToNote, noted, refuse_after_moving_on
from children.placements.models import Placement
from homes.acting import keep, lock
from homes.models import User
from homes.words import gettext as _


@transaction.atomic
def note_care(*, placement: Placement, kind: str, happened_on: dt.date, by: User, **said: Any) -> CareEvent:
    """Write down something done for the child. The same entry sent twice gives the first one back.

    `said`: the other fields. A review of risk says whether it is still fair and still needed. Raises UnableToNote.
    """
    lock(placement)
    refuse_after_moving_on(placement, happened_on)
    if kind != CareKind.RISK_REVIEW:
        said |= {"still_fair": None, "still_needed": None, "changes": ""}
    elif said.get("still_fair") is None or said.get("still_needed") is None:
        raise UnableToNote(_("Say whether it is still fair and still needed."))
    event = CareEvent(**noted(placement, by), kind=CareKind(kind), happened_on=happened_on, **said)
    return keep(event, by=by)
