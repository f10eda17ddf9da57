"""Who looked, and the pages of what was changed."""

from __future__ import annotations

from homes.audit import record_access
from homes.database.sealing.seal import seal_pending
from homes.models import AccessEvent, SealCheck
from homes.permissions import access_for
from tests.world.room import Room

LISTS = (
    "compliance:child_history",
    "compliance:home_history",
    "compliance:child_looked",
    "compliance:home_looked",
    "compliance:home_seal",
)
CHILD_TABS = ("sessions", "key_workers", "about", "plans", "care", "around", "news", "placements")
HOME_TABS = ("sessions", "people", "standards", "away")
QUERIES = {
    "compliance:child_history": tuple(f"?type={kind}" for kind in CHILD_TABS),
    "compliance:home_history": tuple(f"?type={kind}" for kind in HOME_TABS),
}


def furnish(room: Room) -> dict:
    """The key worker opened the child's page; what was written is sealed, and was read back."""
    access = access_for(room.author, now=room.now)
    record_access(access, AccessEvent.What.CHILD, home_id=room.home.pk, child_id=room.child.pk)
    seal_pending(now=room.now)
    SealCheck(at=room.now, links=1, rows=1, head="0" * 64, problems=0).save(force_insert=True)
    return {}
