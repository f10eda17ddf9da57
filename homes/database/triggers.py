"""What keeps every record, makes the audit append-only, signed words immutable and dated places single.

Triggers, on both databases (postgres.py, sqlite.py); of which tables says kept.py. Installed after every migrate,
because SQLite rebuilds a table on ALTER and drops its triggers silently; `missing()` is asked by /readyz. The only door
is `purge_open()`, for lawful erasure and for the flush of the test suite. On PostgreSQL it opens for the owner of a
table alone; in production Keywork runs as a role that owns nothing (docs/operations.md). On SQLite it is no data of the
file: a connection that is not ours finds no door. Whoever holds a file can still take its triggers away, and is seen.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections, transaction

from homes.database import postgres, sqlite


def install(using: str = "default") -> None:
    """Make each trigger that is missing or is not as it should be. Safe to run any number of times."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with transaction.atomic(using=using), connection.cursor() as cursor:
        _database(connection).install(cursor, existing)


def install_after_migrate(*, sender: AppConfig, using: str = "default", **kwargs: object) -> None:
    """Receiver of post_migrate, which comes once for each app with models: after the last, every table is there."""
    *_, last = (app for app in apps.get_app_configs() if app.models_module is not None)
    if sender is last:
        install(using)


def missing(using: str = "default") -> list[str]:
    """Names of triggers, functions and exclusion constraints that are not there as they should be."""
    connection = connections[using]
    with connection.cursor() as cursor:
        return _database(connection).absent(cursor)


@contextlib.contextmanager
def purge_open(using: str = "default") -> Iterator[None]:
    """Open the door for deletion within one transaction. Never for UPDATE."""
    connection: Any = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("set local kw.purge = 'on'")
            yield
            cursor.execute("set local kw.purge = 'off'")
            return
        connection.kw_purge_open = True
        try:
            yield
        finally:
            connection.kw_purge_open = False


def bring_the_door(*, connection: Any, **kwargs: object) -> None:
    """Receiver of connection_created: what SQLite's triggers ask before a row is deleted."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            "kw_purge_open", 0, lambda: int(getattr(connection, "kw_purge_open", False))
        )


def _database(connection: Any) -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite
