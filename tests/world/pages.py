"""The pages somebody may open, found in the table of the policy and not by following links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.everywhere.policy_walk import QUERIES, expected, instances, routes
from tests.world.scenes import World


@dataclass(frozen=True)
class Page:
    name: str
    about: str  # "maple draft": the object, as the walk calls it
    address: str


def pages_of(world: World, reader: str, home: str = "maple") -> Iterator[Page]:
    """Every page that answers 200 to the reader: of the home, of its children, those who left and who are expected."""
    for name in sorted(routes()):
        for instance in instances(name, world):
            own = not instance.kwargs or instance.label.split()[0] in (home, "moved", "expected")
            if own and not instance.mismatch and expected(name, "GET", instance, reader) == {"200"}:
                yield Page(name, instance.label, instance.address(name))
                for query in QUERIES.get(name, ()):
                    yield Page(name, f"{instance.label} {query}", instance.address(name) + query)
