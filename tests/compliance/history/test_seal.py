"""The page of the seal: what the night came to, and the newest read back while one waits."""

import datetime as dt

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from homes.database.sealing import seal
from homes.database.sealing.verify import keep_check, verify_newest
from homes.dates import now
from homes.models import LedgerEntry, Seal
from tests.homes.database.sealing.conftest import NOON, behind_its_back, look

pytestmark = pytest.mark.django_db


def page(client, world, **asked):
    return client.get(reverse("compliance:home_seal", args=[world.maple.public_id]), asked)


def words(response):
    return " ".join(response.content.decode().split())


def test_before_the_first_night_it_says_so(world, signed_in):
    said = words(page(signed_in(world.jean), world))

    assert "Not yet. It is done every night." in said
    assert "Nothing is sealed yet." in words(page(signed_in(world.jean), world, now="1"))


def test_it_says_what_the_night_came_to_and_how_far_it_is_sealed(world, signed_in):
    with scopes_disabled():
        kept = keep_check(now=now())

    said = words(page(signed_in(world.nell), world))
    assert "Everything is as it was sealed." in said
    assert kept.head in said.replace(" ", "")
    assert kept.head == Seal.objects.order_by("-number").first().mac


def test_a_night_that_found_something_is_said_first_and_what_to_do(world, signed_in):
    with scopes_disabled():
        seal.seal_pending(now=now())
        with behind_its_back("homes_ledgerentry") as cursor:
            cursor.execute(
                "update homes_ledgerentry set user_name = 'Other' where id = (select min(id) from homes_ledgerentry)"
            )
        keep_check(now=now())

    said = words(page(signed_in(world.jean), world))
    assert "and 1 place is not as it was sealed." in said
    assert "Change nothing. Tell the responsible individual" in said


def test_the_newest_is_read_back_at_once_and_says_from_when(world, signed_in, unscoped):
    seal.seal_pending(now=NOON)
    rows = sum(Seal.objects.values_list("rows", flat=True))

    said = words(page(signed_in(world.nell), world, now="1"))
    assert "Read back just now, from Tuesday 3 November, 12:00pm on:" in said
    assert f"{rows} rows, all as they were sealed." in said

    with behind_its_back("homes_ledgerentry") as cursor:
        cursor.execute(
            "update homes_ledgerentry set user_name = 'Other' where id = (select max(id) from homes_ledgerentry)"
        )
    assert f"1 of {rows} rows are not as they were sealed." in words(
        page(signed_in(world.nell), world, now="1")
    )


def test_only_the_newest_links_are_read(world, unscoped):
    """A link that is not read says nothing: the night reads it."""
    seal.seal_pending(now=NOON)
    last = LedgerEntry.objects.order_by("-pk").first().pk
    for minute in range(3):
        look(world, world.kai)
        seal.seal_pending(now=NOON + dt.timedelta(minutes=minute + 1))
    with behind_its_back("homes_ledgerentry") as cursor:
        cursor.execute("update homes_ledgerentry set user_name = 'Other' where id = %s", [last])

    report, since = verify_newest(2)
    assert (report.rows, report.problems, since) == (2, [], NOON + dt.timedelta(minutes=2))
    report, _since = verify_newest(10_000)
    assert {one.row for one in report.problems} == {last}
