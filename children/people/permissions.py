"""What somebody may write about the people around a child."""

from __future__ import annotations

from children.placements.models import Placement
from children.placements.page import can_be_written, lives_here
from homes.permissions import Access, Permission


def permissions(access: Access, placement: Placement | None) -> dict[str, bool]:
    """What this person may write about a child who lives here or is expected; and log, of one who left lately."""
    here = lives_here(placement, access.today)
    home_id = placement.home_id if placement and here else None
    written = placement if can_be_written(placement, access) else None
    return {
        "record": access.may(Permission.RECORD_CONTACTS, home_id),
        "log": access.may(Permission.RECORD_CONTACTS, written.home_id if written else None),
        "restrict": access.may(Permission.RESTRICT, home_id),
        "address": access.may(Permission.SEE_ADDRESSES, placement.home_id if placement else None),
        "lives_here": here,
    }
