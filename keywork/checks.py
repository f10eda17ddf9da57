"""What `manage.py check --deploy` says out loud: allowed, but an operator should know it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Info, Tags, register
from django.db import connection


@register(deploy=True)
def database_keeps_people_out(**kwargs: Any) -> list[CheckMessage]:
    if connection.vendor == "postgresql":
        return []
    return [
        Info(
            "SQLite can show that the audit was altered, not prevent it: whoever holds the file holds everything.",
            hint="Set DATABASE_URL to a PostgreSQL database.",
            id="keywork.I001",
        )
    ]


@register(Tags.database, deploy=True)
def audit_tables_are_not_ours(**kwargs: Any) -> list[CheckMessage]:
    """The owner of a table can take its triggers away. Asked by `check --deploy --database default`."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_tables where tablename = 'homes_ledgerentry' "
            "and pg_has_role(current_user, tableowner, 'member')"
        )
        (owned,) = cursor.fetchone()
    if not owned:
        return []
    return [
        Info(
            "The database account owns the audit tables, so it could switch their triggers off.",
            hint="Migrate as the owner and run as an account of its own: docs/operations.md, Database accounts.",
            id="keywork.I002",
        )
    ]


@register(deploy=True)
def broker_survives_a_crash(**kwargs: Any) -> list[CheckMessage]:
    if settings.REDIS_URL:
        return []
    return [
        Info(
            "The filesystem broker loses messages when a worker is killed and serves one machine only.",
            hint="Set REDIS_URL to a Redis server with a password.",
            id="keywork.I003",
        )
    ]
