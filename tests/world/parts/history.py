"""Who looked, and the pages of what was changed."""

from __future__ import annotations

from homes.audit import record_access
from homes.models import AccessEvent
from homes.permissions import access_for
from tests.world.room import Room

LISTS = (
    "compliance:child_history",
    "compliance:home_history",
    "compliance:child_looked",
    "compliance:home_looked",
)
CHILD_TABS = ("sessions", "key_workers", "about", "plans", "care", "around", "news", "placements")
HOME_TABS = ("sessions", "people", "standards", "away")
QUERIES = {
    "compliance:child_history": tuple(f"?type={kind}" for kind in CHILD_TABS),
    "compliance:home_history": tuple(f"?type={kind}" for kind in HOME_TABS),
}


def furnish(room: Room) -> dict:
    """The key worker opened the child's page."""
    access = access_for(room.author, now=room.now)
    record_access(access, AccessEvent.What.CHILD, home_id=room.home.pk, child_id=room.child.pk)
    return {}
