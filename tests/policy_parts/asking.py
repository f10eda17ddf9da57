"""What bodies are made of: days, and adults of the home the object belongs to."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from homes import dates

if TYPE_CHECKING:
    from tests.policy_walk import Instance
    from tests.policy_world import World


def day(days: int = 0) -> str:
    return (dates.today() + dt.timedelta(days=days)).isoformat()


def someone(world: World, instance: Instance) -> str:
    """An adult of the home the object belongs to."""
    home = instance.seen_from[0][0] if instance.seen_from else "maple"
    name = {"maple": "senior", "oak": "other_home_worker", "elm": "other_provider_worker"}[home]
    return str(world.people[name].public_id)


def manager(world: World, instance: Instance) -> str:
    """The manager of the home the object belongs to."""
    home = instance.seen_from[0][0] if instance.seen_from else "maple"
    name = {"maple": "manager", "oak": "other_home_manager", "elm": "other_provider_manager"}[home]
    return str(world.people[name].public_id)
