"""Under a thumb: what stands on a child's card of Today is 44 pixels high and 8 from its neighbour."""

import datetime as dt

import pytest
from django_scopes import scopes_disabled

from compliance.actions import run_reconcile
from homes import dates
from tests.factories.sessions import KeyWorkSessionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LEAST, APART = 44, 8


def apart(one, other) -> float:
    """The gap between two boxes: the larger of the two directions."""
    across = max(other["x"] - one["x"] - one["width"], one["x"] - other["x"] - other["width"])
    down = max(other["y"] - one["y"] - one["height"], one["y"] - other["y"] - other["height"])
    return max(across, down)


def test_a_childs_card_can_be_tapped(open_as, live_server, world):
    with scopes_disabled():
        week_ago = dates.today() - dt.timedelta(days=7)
        KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=week_ago)
        run_reconcile(now=dates.now())
    page = open_as(world.sam)
    page.goto(live_server.url)
    cards = page.locator("article.kw-card, li.kw-row:has(.kw-row__links)")
    assert cards.locator(".kw-button--wide").count() == 1

    for card in cards.all():
        found = card.locator(".kw-ways > a, a.kw-button").all()
        assert len(found) >= 4
        targets = [(one.inner_text(), one.bounding_box()) for one in found]
        for at, (words, box) in enumerate(targets):
            assert box["height"] >= LEAST and box["width"] >= LEAST, words
            for other_words, other in targets[at + 1 :]:
                assert apart(box, other) >= APART, (words, other_words)
