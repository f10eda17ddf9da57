"""The stay a page about a child speaks of."""

from __future__ import annotations

import datetime as dt

from children.models import Child, Placement
from homes.permissions import Access


def stay_to_show(child: Child, access: Access) -> Placement | None:
    """The stay of today or the one expected, otherwise the latest this person may see. One or two queries."""
    stays = Placement.objects.visible_to(access).filter(child=child).select_related("child", "home")
    stay = stays.living_on(access.today).first() or stays.latest_first().first()
    access.speak_of(stay.home_id if stay else None)
    return stay


def lives_here(stay: Placement | None, today: dt.date) -> bool:
    """Lives here, or is expected."""
    return stay is not None and (stay.moved_on_on is None or stay.moved_on_on > today)
