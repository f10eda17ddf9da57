"""What is built once is laid into each test as it was built: the same rows, and things that belong to one test."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django_scopes import scopes_disabled

from homes import dates
from homes.audit import set_fields, system_user
from homes.models import Home
from tests.compliance.telling import told_once
from tests.factories.homes import HomeFactory
from tests.kept import Kept
from tests.two_providers import two_providers
from tests.world.content import count, digest, record_tables
from tests.world.scenes import built_once

pytestmark = pytest.mark.django_db


def laid(kept):
    """What somebody gets, and every row there is with it, taken back."""
    with scopes_disabled(), transaction.atomic():
        things = kept()
        rows = {
            table: digest(table) for table in (*record_tables(), "homes_browsersession", "homes_accessevent")
        }
        transaction.set_rollback(True)
    return things, rows


@pytest.mark.parametrize(
    "build", [two_providers.build, built_once.build, told_once.build], ids=["two providers", "world", "demo"]
)
def test_the_rows_are_the_same_again(build):
    kept = Kept(build)

    (_first, as_built), (_again, as_laid) = laid(kept), laid(kept)

    assert as_laid == as_built
    assert len(set(as_built.values())) > 10  # else there was nothing to lay


def test_what_one_test_does_with_it_no_other_test_meets():
    kept = Kept(HomeFactory)
    for _test in range(3):
        with scopes_disabled(), transaction.atomic():
            home = kept()
            assert home.name == Home.objects.get().name == "Maple House"
            set_fields(home, by=system_user(), name="Changed")
            assert HomeFactory(name="Another").pk > home.pk
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    "later", [dt.timedelta(minutes=31), dt.timedelta(days=1), -dt.timedelta(minutes=1)], ids=str
)
def test_with_another_clock_it_is_built_anew(later):
    built = []
    kept = Kept(lambda: built.append(dates.now()))
    noon = dt.datetime.combine(dates.today(), dt.time(12), tzinfo=dates.LONDON)
    for moment in (noon, noon + dt.timedelta(minutes=29), noon + later):
        with time_machine.travel(moment, tick=False):
            kept()

    assert built == [noon, noon + later]


def test_with_rows_there_already_it_is_built_anew():
    kept = Kept(HomeFactory)
    first, _rows = laid(kept)

    with scopes_disabled():
        another = HomeFactory(name="Another")
        home = kept()

    assert {first.public_id, another.public_id, home.public_id} >= set(
        Home.objects.values_list("public_id", flat=True)
    )
    assert home.public_id != first.public_id


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_is_laid_with_what_came_of_its_commits():
    built = []

    def build():
        built.append("built")
        with transaction.atomic():
            transaction.on_commit(lambda: HomeFactory(name="Came of it"))
            return HomeFactory()

    kept = Kept(build)
    for _test in range(3):
        with scopes_disabled():
            assert kept().name == "Maple House"
        assert names_of_homes() == ["Came of it", "Maple House"]
        call_command("flush", interactive=False, verbosity=0)
    assert built == ["built"]

    with scopes_disabled(), transaction.atomic():
        kept()
        assert names_of_homes() == ["Maple House"]  # within a transaction nothing has come of it yet
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_a_flush_empties_every_table_that_holds_rows():
    """The append-only ones too; what a migration fills is filled again."""
    with scopes_disabled():
        two_providers()
    filled = {table for table in record_tables() if count(table)}

    call_command("flush", interactive=False, verbosity=0)

    left = {table for table in record_tables() if count(table)}
    assert left <= {"django_content_type", "auth_permission"}
    assert len(filled - left) > 10  # else there was nothing to empty


def names_of_homes():
    return sorted(Home.objects.values_list("name", flat=True))
