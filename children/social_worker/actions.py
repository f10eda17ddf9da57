"""What adults do with news: file what the social worker was sent, note support, hand over, keep a day.

Everything is added. The same thing sent twice (a double click) gives the first one back.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from children.placements.keeping import check_moved_in, refuse_after_moving_on
from children.placements.models import Placement
from children.social_worker.models import SocialWorkerUpdate
from homes.acting import keep, lock, named, same_case
from homes.models import User
from homes.words import gettext as _


def as_letter(parts: dict[str, str]) -> str:
    """The parts of an update as one text, each under its heading, good news first. Empty parts are left out."""
    headings = {
        "good_news": _("Good news"),
        "happened": _("What happened"),
        "worries": _("Worries"),
        "asks": _("What comes next, and what we ask"),
    }
    return "\n\n".join(f"{headings[name]}\n{parts[name]}" for name in headings if parts.get(name))


@transaction.atomic
def file_update(*, placement: Placement, sent_on: dt.date, by: User, **said: Any) -> SocialWorkerUpdate:
    """Keep what the social worker was sent, letter for letter. Raises UnableToKeep before the day of moving in."""
    lock(placement)
    check_moved_in(placement, sent_on)
    refuse_after_moving_on(placement, sent_on)
    sent = {"sent_on": sent_on, "text": as_letter(said), **named("sent_by", by)}
    return keep(SocialWorkerUpdate(**same_case(placement), **sent, **said), by=by)
