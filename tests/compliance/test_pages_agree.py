"""No two pages, nor a page and `list_flags`, say different things of one day: thirty days of the demo.

The pages read stored rows; what they must say is judged here from the records alone, for each day anew.
"""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from children.models import Placement
from compliance.rules.safe.worries import WORRY_CODES
from homes import dates
from homes.models import Home, User
from tests.compliance import telling
from tests.compliance.judging import evaluate_home
from tests.sampled import some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
MANAGERS = {"Maple House": "Jean Ward", "Oak Lodge": "Ama Boateng", "Ty Bedw": "Huw Morgan"}
DAYS = range(30)


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The demo, told once; taken back at the end."""
    with telling.told(django_db_blocker) as now:
        yield now


def said(cards) -> set[tuple]:
    return {(card.flag.rule_code, card.flag.subject_key, card.flag.due_on, card.over) for card in cards}


def judged(home: Home, day: dt.date) -> set[tuple]:
    """What `list_flags --as-of` answers."""
    return {(f.rule_code, f.subject_key, f.due_on, f.due_on < day) for f in evaluate_home(home.pk, day)}


def of_child(placement: Placement, found: set[tuple], home: Home, day: dt.date) -> set[tuple]:
    keys = {
        (f.rule_code, f.subject_key) for f in evaluate_home(home.pk, day) if f.child_id == placement.child_id
    }
    return {one for one in found if one[:2] in keys}


def listed(client, home: Home, show: str) -> list:
    """The cards of every page of one filter of the list of flags."""
    address, after, found = reverse("compliance:flags", args=[home.public_id]), "", []
    while True:
        part = client.get(address, {"show": show, "after": after}).context["list"]
        found += [card for group in part.groups for card in group.rows]
        after = part.after
        if not after:
            return found


@pytest.mark.parametrize("days_on", some(DAYS, one_in=10))
def test_a_day_is_told_alike_on_every_page(told, db, signed_in, days_on):
    with time_machine.travel(told + dt.timedelta(days=days_on), tick=False):
        day = dates.today()
        for name, manager in MANAGERS.items():
            home = Home.objects.get(name=name)
            client = signed_in(User.objects.get(full_name=manager))
            owed = judged(home, day)
            assert owed, "a demo in which nothing is owed tells nothing"

            assert said(listed(client, home, "all")) == owed, name
            board = client.get(reverse("compliance:board", args=[home.public_id])).context
            rows = [card for row in board["rows"] for card in row.cards]
            shown = said([*rows, *board["due"], *board["theirs"], *board["cover"], *board["expected"]])
            assert shown <= owed, name
            over = [card for card in listed(client, home, "ours") if card.over]
            worries = [card for card in over if card.flag.rule_code in WORRY_CODES]  # they stand first, apart
            assert board["over_count"] == len(over) - len(worries), name
            assert len(worries) <= len(board["worries"]), name
            for placement in Placement.objects.filter(home=home).current_on(day).select_related("child"):
                page = client.get(placement.child.get_absolute_url()).context["page"]
                assert said(page.row.cards) == of_child(placement, owed, home, day), placement.child.known_as
