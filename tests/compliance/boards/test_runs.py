"""A late or partial sweep must never read "all clear"."""

import datetime as dt

import pytest

from children.duties.reading import duties_at
from compliance.boards.freshness import freshness, freshness_of, sweep_age_minutes
from compliance.models import ComplianceRun
from tests.factories.flags import ComplianceRunFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def make_run(minutes_ago: int, **fields) -> ComplianceRun:
    return ComplianceRunFactory(finished_at=NOW - dt.timedelta(minutes=minutes_ago), **fields)


def test_never_swept_is_not_fresh():
    said = freshness(now=NOW)

    assert (said.last_complete_at, said.late, said.trusted) == (None, True, False)
    assert sweep_age_minutes(now=NOW) is None


@pytest.mark.parametrize(("minutes", "late"), [(5, False), (120, False), (121, True)])
def test_a_sweep_is_late_after_twice_its_interval(minutes, late):
    make_run(minutes)

    said = freshness(now=NOW)

    assert (said.late, said.trusted) == (late, not late)
    assert sweep_age_minutes(now=NOW) == minutes


def test_a_partial_sweep_is_said_and_does_not_count_as_complete():
    make_run(90)
    make_run(5, rules_failed=["KS-WEEK"])

    said = freshness(now=NOW)

    assert (said.rules_failed, said.trusted) == (("KS-WEEK",), False)
    assert sweep_age_minutes(now=NOW) == 90


def test_one_homes_page_is_as_fresh_as_its_own_sweep(world, access_of):
    duties = duties_at(world.maple.pk, access_of(world.jean))

    said = freshness_of(duties)

    assert said.last_complete_at == duties.access.now
    assert said.trusted
    assert freshness(now=NOW).last_complete_at is None  # one home says nothing of all of them


def test_a_sweep_that_failed_is_said_on_the_homes_page(world, access_of, monkeypatch):
    def breaks(*args, **kwargs):
        raise ValueError("not today")

    monkeypatch.setattr("compliance.receivers.run_reconcile", breaks)

    said = freshness_of(duties_at(world.maple.pk, access_of(world.jean)))

    assert (said.late, said.trusted) == (True, False)
