"""How many queries each page asks, in the world that has a record of every kind.

tests/queries.csv is kept by hand: `python -m tests.queries` prints what it would say now, and a person decides.
"""

from __future__ import annotations

import contextlib
import csv
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # needs Django to be set up, as what is imported below
    from django.http import HttpResponse

    from tests.world.scenes import World

TABLE = Path(__file__).with_name("queries.csv")
READERS = (
    "manager",
    "key_worker",
    "ri",
    "platform_admin",
    "anonymous",
)  # the first of them who may open a page
FOR_MACHINES = {"healthz", "readyz", "session"}


def pinned() -> dict[str, int]:
    with TABLE.open(newline="") as lines:
        return {row["page"]: int(row["queries"]) for row in csv.DictReader(lines)}


def pages(world: World) -> dict[str, tuple[str, str]]:
    """Each page of the product -> its address about Maple's child, and who opens it."""
    from tests.world.pages import pages_of  # needs Django to be set up: main() does

    found: dict[str, tuple[str, str]] = {}
    for reader in READERS:
        for page in pages_of(world, reader):
            if page.name not in FOR_MACHINES:
                found.setdefault(page.name, (page.address, reader))
    return dict(sorted(found.items()))


def count(world: World, address: str, reader: str) -> int:
    """The queries of one page."""
    return counted(world, address, reader)[0]


def counted(world: World, address: str, reader: str) -> tuple[int, HttpResponse]:
    """The queries of one page, and the page. It is opened once before: what is kept in memory is there."""
    from django.db import connection  # this too
    from django.test.utils import CaptureQueriesContext  # this too

    client = world.fresh(reader)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address)
    assert page.status_code == 200, address
    return len(captured), page


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django  # its settings are named first

    # Needs the settings too.
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    django.setup()
    from tests.world.scenes import standing  # needs Django to be set up

    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        with standing(SimpleNamespace(unblock=contextlib.nullcontext)) as world:
            found = {name: count(world, *page) for name, page in pages(world).items()}
    finally:
        teardown_databases(databases, verbosity=0)
    sys.stdout.write("page,queries\n" + "".join(f"{page},{queries}\n" for page, queries in found.items()))


if __name__ == "__main__":
    main()
