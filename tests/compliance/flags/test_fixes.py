"""Whoever is shown the fix of a flag may follow it: every flag that shows, for everybody who reads it.

Here in the world of the walk, where every rule of every room has records. The demo, where every rule is kept, due and
overdue, asks the same in a module of its own: the two worlds do not stand beside each other.
"""

import pytest
from django.test import Client
from django_scopes import scopes_disabled

from children.duties.cards import flag_cards
from children.models import Flag
from homes import dates
from homes.models import User
from homes.permissions import access_for
from tests.world.cast import PERSONAS
from tests.world.scenes import standing

pytestmark = pytest.mark.django_db

MOST = 3  # of one rule for one person: one answers as the other, unless what it is about differs
BY_THE_WORRY = ("SAFEG-TOLD", "WORRY-ANSWER")  # whose it is depends on who wrote it: each is asked


def fixes_shown_to(person: User) -> list[str]:
    """The addresses of the fixes of what shows today, a few of each rule."""
    access = access_for(person, now=dates.now())
    with scopes_disabled():
        flags = list(Flag.objects.visible_to(access).open_on(access.today).for_list())
    found: dict[str, list[str]] = {}
    for card in flag_cards(flags, access=access):
        if url := card.fix_url:
            found.setdefault(card.flag.rule_code, []).append(url)
    return [url for code, urls in found.items() for url in (urls if code in BY_THE_WORRY else urls[:MOST])]


def refused(client: Client, urls: list[str]) -> dict[str, int]:
    answers = {url: client.get(url, follow=True).status_code for url in urls}
    return {url: status for url, status in answers.items() if status != 200}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as built:
        yield built


@pytest.mark.parametrize("persona", [name for name, at in PERSONAS.items() if at])
def test_in_the_world_every_fix_that_is_shown_opens(world, persona):
    urls = fixes_shown_to(world.people[persona])

    assert not refused(world.fresh(persona), urls)
    assert urls or "inspector" in persona or persona in ("ri", "other_provider_ri")
