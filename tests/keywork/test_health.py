"""/healthz asks nothing of anybody; /readyz turns 503 for each part that is not ready, and says which."""

import datetime as dt

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from homes import dates
from homes.database import triggers
from homes.models import LedgerEntry
from tests.factories.flags import ComplianceRunFactory

NOTHING_LISTENS = "redis://127.0.0.1:1/0"


@pytest.fixture
def swept(db):
    """A complete sweep of every home that ended a minute ago."""
    return sweep_ended(minutes_ago=1)


def sweep_ended(*, minutes_ago, **fields):
    return ComplianceRunFactory(finished_at=dates.now() - dt.timedelta(minutes=minutes_ago), **fields)


def readyz(client):
    response = client.get("/readyz")
    return response.status_code, response.json()["checks"]


def database_is_down(execute, sql, params, many, context):
    raise OperationalError("no route to the database")


def test_healthz_makes_no_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_healthz_is_well_while_the_database_is_down(client, db):
    with connection.execute_wrapper(database_is_down):
        assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_change_nothing(client, db, path):
    assert client.post(path).status_code == 405


def test_readyz_is_ready_after_a_complete_sweep(client, swept):
    status, checks = readyz(client)

    assert status == 200
    assert {name: check["ok"] for name, check in checks.items()} == {
        "database": True,
        "migrations": True,
        "audit_triggers": True,
        "broker": True,
        "sweep": True,
    }


def not_ok(checks):
    return [name for name, check in checks.items() if not check["ok"]]


def test_readyz_without_any_sweep(client, db):
    status, checks = readyz(client)

    assert (status, not_ok(checks)) == (503, ["sweep"])
    assert checks["sweep"]["age_minutes"] is None


@pytest.mark.parametrize(("minutes", "status"), [(119, 200), (120, 200), (122, 503)])
def test_readyz_when_the_last_sweep_is_older_than_twice_its_interval(client, db, minutes, status):
    sweep_ended(minutes_ago=minutes)

    assert readyz(client)[0] == status


def test_readyz_does_not_count_a_partial_sweep(client, db):
    sweep_ended(minutes_ago=1, rules_failed=["weekly_session"])

    status, checks = readyz(client)

    assert (status, not_ok(checks)) == (503, ["sweep"])


def test_readyz_when_the_broker_is_down(client, swept, monkeypatch):
    monkeypatch.setenv("CELERY_BROKER_WRITE_URL", NOTHING_LISTENS)

    status, checks = readyz(client)

    assert (status, not_ok(checks)) == (503, ["broker"])
    assert "127.0.0.1" not in str(checks["broker"])


def test_readyz_when_an_audit_trigger_is_gone(client, swept):
    table = LedgerEntry._meta.db_table
    where = f" on {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"drop trigger kw_{table}_u{where}")

    status, checks = readyz(client)

    assert (status, not_ok(checks)) == (503, ["audit_triggers"])
    assert checks["audit_triggers"]["missing"] == 1


def test_readyz_is_ready_again_once_the_triggers_are_installed(client, swept):
    connection.check_constraints()  # PostgreSQL alters no table whose rows of this transaction wait to be checked
    triggers.install()

    assert readyz(client)[0] == 200


def test_readyz_when_a_migration_waits(client, swept):
    MigrationRecorder(connection).migration_qs.filter(app="compliance").last().delete()

    status, checks = readyz(client)

    assert (status, not_ok(checks)) == (503, ["migrations"])
    assert checks["migrations"]["waiting"] == 1


def test_readyz_when_the_database_is_down_says_so_without_its_address(client, db):
    with connection.execute_wrapper(database_is_down):
        status, checks = readyz(client)

    assert status == 503
    assert checks["database"] == {"ok": False, "detail": "OperationalError"}
