"""No page leads to putting a record right, or to withdrawing it, whoever is then refused.

Every page that each of these may open, in the world whose records their authors wrote just now: so that some may.
"""

import re

import pytest

from tests.reading import text_of
from tests.world.pages import pages_of
from tests.world.scenes import standing

pytestmark = pytest.mark.django_db

AT = {"both_homes": "oak", "other_home_worker": "oak", "other_home_manager": "oak"}
LED = {"key_worker", "deputy", "manager", "other_home_worker", "other_home_manager"}  # authors and managers
READERS = ("worker", "key_worker", "deputy", "manager", "ri", "inspector", *AT)
LINK = re.compile(r'href="(/[^"]*/(?:put-right|withdraw|file-elsewhere)/[^"]*)"')


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as built:
        yield built


def leading_to_it(world, reader: str) -> dict[str, str]:
    """Address of putting something right -> the page that leads there, for everything one person may open."""
    found: dict[str, str] = {}
    for page in pages_of(world, reader, AT.get(reader, "maple")):
        answer = world.fresh(reader).get(page.address)
        for address in LINK.findall(text_of(answer)):
            found.setdefault(address.replace("&amp;", "&"), page.address)
    return found


@pytest.mark.parametrize("reader", READERS)
def test_who_is_led_there_may(world, reader):
    found = leading_to_it(world, reader)

    statuses = {address: world.fresh(reader).get(address).status_code for address in found}
    refused = {address: found[address] for address, status in statuses.items() if status not in (200, 302)}
    assert not refused
    assert bool(found) is (reader in LED)
