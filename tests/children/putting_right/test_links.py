"""No page leads to putting a record right, or to withdrawing it, whoever is then refused.

Every page that each of these may open, in the world whose records their authors wrote just now: so that some may.
`make test` opens what is only read, and some of the pages with a form, others in each run.
"""

import re
from collections.abc import Iterable
from itertools import filterfalse

import pytest

from tests.everywhere.policy_walk import policy
from tests.reading import text_of
from tests.sampled import few
from tests.world.pages import Page, pages_of
from tests.world.scenes import standing

pytestmark = pytest.mark.django_db

AT = {"both_homes": "oak", "other_home_worker": "oak", "other_home_manager": "oak"}
LED = {"key_worker", "deputy", "manager", "other_home_worker", "other_home_manager"}  # authors and managers
READERS = ("worker", "key_worker", "deputy", "manager", "ri", "inspector", *AT)
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
LINK = re.compile(r'href="(/[^"]*/(?:put-right|withdraw|file-elsewhere)/[^"]*)"')


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as built:
        yield built


def is_only_read(page: Page) -> bool:
    """A page that takes no form, as it opens first."""
    rows = [row for (name, method, _about), row in policy().items() if (name, method) == (page.name, "POST")]
    return "?" not in page.about and all(row["manager"] == "405" for row in rows)


def some_of(pages: list[Page], reader: str) -> list[Page]:
    read = list(filter(is_only_read, pages))
    read = read if reader in LED else few(read, most=40, of=reader)  # whom no page leads there
    return [*read, *few(filterfalse(is_only_read, pages), most=10, of=reader)]


def some_of_each_kind(found: Iterable[str], reader: str) -> list[str]:
    """Two addresses of each kind of record, others in each run."""
    kinds: dict[str, list[str]] = {}
    for address in found:
        kinds.setdefault(ID.sub("", address), []).append(address)
    return [one for kind, same in kinds.items() for one in few(same, most=2, of=f"{reader} {kind}")]


def leading_to_it(world, reader: str, pages: list[Page]) -> dict[str, str]:
    """Address of putting something right -> the page that leads there, for everything one person may open."""
    found: dict[str, str] = {}
    for page in pages:
        answer = world.fresh(reader).get(page.address)
        for address in LINK.findall(text_of(answer)):
            found.setdefault(address.replace("&amp;", "&"), page.address)
    return found


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "all_pages",
    [
        pytest.param(False, id="some", marks=pytest.mark.part),
        pytest.param(True, id="all", marks=pytest.mark.long),
    ],
)
def test_who_is_led_there_may(world, reader, all_pages):
    pages = list(pages_of(world, reader, AT.get(reader, "maple")))
    found = leading_to_it(world, reader, pages if all_pages else some_of(pages, reader))
    asked = found if all_pages else some_of_each_kind(found, reader)

    statuses = {address: world.fresh(reader).get(address).status_code for address in asked}
    refused = {address: found[address] for address, status in statuses.items() if status not in (200, 302)}
    assert not refused
    assert bool(found) is (reader in LED)
