"""What a sweep costs: the same number of queries for one child and for a thousand, however many rules there are."""

import datetime as dt
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compliance.actions import run_reconcile
from tests.compliance.judging import evaluate_home, make_many, on
from tests.factories.homes import HomeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def noon(day: str) -> dt.datetime:
    return dt.datetime.combine(on(day), dt.time(12), tzinfo=dt.UTC)


def queries(call) -> int:
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


def test_the_number_of_queries_does_not_depend_on_the_number_of_children():
    today = on("2026-03-20")
    home = HomeFactory()
    seen = []
    for more in (1, 9, 21):  # 1, 10 and 31 children
        make_many(home, more, today=today, start=100 * len(seen))
        run_reconcile(now=noon("2026-03-20"))
        seen.append(
            (
                queries(lambda: run_reconcile(now=noon("2026-03-20"))),
                queries(lambda: run_reconcile(now=noon("2026-03-20"), home_id=home.pk)),
                queries(lambda: evaluate_home(home.pk, today)),
            )
        )
    assert len(set(seen)) == 1, seen
    assert seen[0] == (35, 35, 30)


def test_a_thousand_children_cost_the_same_number_of_queries_as_ten():
    today = on("2026-03-20")
    home = HomeFactory()
    make_many(home, 10, today=today)
    run_reconcile(now=noon("2026-03-20"))
    few = queries(lambda: run_reconcile(now=noon("2026-03-20")))
    make_many(home, 990, today=today, start=10, sessions=5)
    raised = run_reconcile(now=noon("2026-03-20"))
    started = time.perf_counter()

    many = queries(lambda: run_reconcile(now=noon("2026-03-20")))

    assert raised.raised >= 990 * 3
    assert many == few
    assert time.perf_counter() - started < 10  # about half a second; a query per child would take minutes
