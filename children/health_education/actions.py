"""What adults write down about a child's health, education, safety and legal status.

Each action is one transaction, locks the stay so that a double click makes one row.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from children.health_education.models import CareEvent, CareKind
from children.placements.keeping import UnableToNote, noted, refuse_after_moving_on
from children.placements.models import Placement
from homes.acting import keep, lock
from homes.models import User
from homes.words import gettext as _

# --- health, education, safety ------------------------------------------------------------------


@transaction.atomic
def note_care(
    *,
    stay: Placement,
    kind: str,
    happened_on: dt.date,
    by: User,
    next_due_on: dt.date | None = None,
    with_whom: str = "",
    place: str = "",
    outcome: str = "",
    childs_view: str = "",
    still_fair: bool | None = None,
    still_needed: bool | None = None,
    changes: str = "",
) -> CareEvent:
    """Write down something done for the child. The same entry sent twice gives the first one back.

    A review of risk says whether it is still fair and still needed. Raises UnableToNote.
    """
    lock(stay)
    refuse_after_moving_on(stay, happened_on)
    reviews = kind == CareKind.RISK_REVIEW
    if reviews and (still_fair is None or still_needed is None):
        raise UnableToNote(_("Say whether it is still fair and still needed."))
    values = {
        **noted(stay, by),
        "kind": CareKind(kind),
        "happened_on": happened_on,
        "next_due_on": next_due_on,
        "with_whom": with_whom,
        "place": place,
        "outcome": outcome,
        "childs_view": childs_view,
        "still_fair": still_fair if reviews else None,
        "still_needed": still_needed if reviews else None,
        "changes": changes if reviews else "",
    }
    return keep(CareEvent(**values), by=by)
