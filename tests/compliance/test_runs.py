"""A late or partial sweep must never read "all clear"."""

import datetime as dt

import pytest

from compliance.models import ComplianceRun
from compliance.runs import freshness, sweep_age_minutes
from tests.factories.homes import make_home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def make_run(minutes_ago: int, **fields) -> ComplianceRun:
    at = NOW - dt.timedelta(minutes=minutes_ago)
    return ComplianceRun.objects.create(as_of=NOW.date(), started_at=at, finished_at=at, **fields)


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


def test_one_homes_sweep_says_nothing_about_the_estate():
    make_run(5, home=make_home())

    assert freshness(now=NOW).last_complete_at is None
