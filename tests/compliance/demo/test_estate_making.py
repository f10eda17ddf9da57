"""How the made-up estate is made: the same each time, in as many statements, and only where it may."""

import datetime as dt
import json

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from compliance.demo.estate.make import Size, UnableToMake, make
from homes.audit import system_user
from homes.dates import now
from homes.models import Home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped", "own_store")]
HISTORIED = [model for model in apps.get_models() if hasattr(model, "history")]
AT = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)


def test_the_first_home_has_thirty_children_once_there_are_enough():
    size = Size(homes=5, children=40, sessions=0, calls=0, ended=0)

    assert [size.children_of(home) for home in range(5)] == [30, 3, 3, 2, 2]
    assert [Size(3, 7, 0, 0, 0).children_of(home) for home in range(3)] == [3, 2, 2]


def facts():
    """Everything but the name a file has in the store: two files never share one."""
    found = {}
    for model in HISTORIED:
        rows = json.loads(serializers.serialize("json", model._base_manager.order_by("pk")))
        found[model._meta.label] = [{**row["fields"], "key": ""} for row in rows]
    return found


def test_the_same_seed_makes_the_same_facts_and_another_seed_others():
    system_user()
    made = []
    for seed in (7, 7, 8):
        with transaction.atomic():
            make(Size(homes=1, children=1, sessions=2, calls=2, ended=1), seed=seed, now=AT)
            made.append(facts())
            transaction.set_rollback(True)

    assert made[0] == made[1]
    assert made[0] != made[2]


def test_the_number_of_statements_does_not_grow_with_the_rows():
    counts = []
    for calls in (60, 300):  # with the fewest there is a row of every kind
        with CaptureQueriesContext(connection) as captured, transaction.atomic():
            make(Size(homes=1, children=1, sessions=calls, calls=calls, ended=0), seed=7, now=AT)
            transaction.set_rollback(True)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_it_is_not_made_in_production(settings):
    settings.DEMO_MODE = False

    with pytest.raises(CommandError, match="demo mode"):
        call_command("generate_estate", homes=1, children=1)

    assert Home.objects.count() == 0


@pytest.mark.parametrize("size", [Size(2, 1, 0, 0, 0), Size(0, 0, 0, 0, 0), Size(1, 1, -1, 0, 0)])
def test_a_size_that_makes_no_sense_is_refused(size):
    with pytest.raises(UnableToMake):
        make(size, seed=7, now=now())
