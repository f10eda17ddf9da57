"""A body that each form accepts, for the record it is asked about. Written by hand in the part of its topic.

The policy walk sends them, from those who may and from those who may not; the fuzz tests start from them. An address
with a form and no body here fails the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.world.parts import merged

if TYPE_CHECKING:
    from tests.everywhere.policy_walk import Instance
    from tests.world.scenes import World

Body = dict[str, Any]
BODIES: dict[str, Callable[[World, Instance, str], Body]] = merged("BODIES")


def body_for(name: str, world: World, instance: Instance, persona: str) -> Body:
    """The body of this address; of a page without a form, what a browser would send."""
    body = BODIES[name](world, instance, persona) if name in BODIES else {}
    return {"csrfmiddlewaretoken": "x", **body}
