"""A body that each form accepts, for the record it is asked about. Written by hand in the part of its topic.

The policy walk sends them, from those who may and from those who may not; the fuzz tests start from them. An address
with a form and no body here fails the tests.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.world.cast import LEFT_AGO, PERSONAS
from tests.world.parts import merged

if TYPE_CHECKING:  # the world and its walk are made of these parts
    from tests.everywhere.policy_walk import Instance
    from tests.world.scenes import World

Body = dict[str, Any]
BODIES: dict[str, Callable[[World, Instance, str], Body]] = merged("BODIES")


def _in_the_stay(said: Any) -> Any:
    """The same day as long before the child left Maple as it was before today: later ones are Oak's to write of."""
    try:
        return (dt.date.fromisoformat(said) - dt.timedelta(days=LEFT_AGO + 1)).isoformat()
    except (TypeError, ValueError):
        return said


def body_for(name: str, world: World, instance: Instance, persona: str) -> Body:
    """The body of this address; of a page without a form, what a browser would send."""
    body = BODIES[name](world, instance, persona) if name in BODIES else {}
    if instance.label.startswith("moved") and "oak" not in PERSONAS[persona]:
        body = {field: _in_the_stay(said) for field, said in body.items()}
    return {"csrfmiddlewaretoken": "x", **body}
