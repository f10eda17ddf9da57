"""What bodies are made of: days, and adults of the home the object belongs to."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from homes import dates
from tests.world.cast import MANAGERS

if TYPE_CHECKING:  # the world and its walk are made of these parts
    from tests.everywhere.policy_walk import Instance
    from tests.world.scenes import World


def day(days: int = 0) -> str:
    return (dates.today() + dt.timedelta(days=days)).isoformat()


def someone(world: World, instance: Instance) -> str:
    """An adult of the home the object belongs to, and not the key worker of its child."""
    name = {"maple": "senior", "oak": "both_homes", "elm": "other_provider_manager"}[_home(instance)]
    return str(world.people[name].public_id)


def manager(world: World, instance: Instance) -> str:
    """The manager of the home the object belongs to."""
    return str(world.people[MANAGERS[_home(instance)]].public_id)


def _home(instance: Instance) -> str:
    return instance.seen_from[0][0] if instance.seen_from else "maple"
