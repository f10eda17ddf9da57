"""What a chain of versions cannot say of itself: whether the records of today are what their last version says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models

from homes.database.sealing.chain import LEDGER, Problem


def problems() -> Iterator[Problem]:
    for model in apps.get_models():
        if hasattr(model, "history"):
            yield from _unlike_last_version(model)
            yield from _versions_of_nobody(model)


def _unlike_last_version(model: Any) -> Iterator[Problem]:
    """A record somebody changed, or put there, behind the product's back."""
    table, versions = model._meta.db_table, model.history.model._meta.db_table
    key = model._meta.pk.column
    differs = "is distinct from" if connection.vendor == "postgresql" else "is not"
    columns = [field.column for field in model.history.model.tracked_fields if field.column != key]
    unlike = " or ".join(f'live."{column}" {differs} last."{column}"' for column in columns)
    rows = _keys(
        f'select live."{key}", last.history_id is null from {table} live '
        f"left join {versions} last on last.history_id = "
        f'(select max(history_id) from {versions} one where one."{key}" = live."{key}") '
        f"where last.history_id is null or {unlike}"
    )
    for row, alone in rows:
        what = "a record has no history" if alone else "a record is not as its last version says"
        yield Problem(what, None, table, row)
    gone = _keys(
        f'select distinct one."{key}", 0 from {versions} one '
        f'where not exists (select 1 from {table} live where live."{key}" = one."{key}")'
    )
    for row, _zero in gone:
        yield Problem("a record is gone that has a history", None, table, row)


def _versions_of_nobody(model: type[models.Model]) -> Iterator[Problem]:
    """A version that no row of the ledger stands for."""
    versions = model.history.model._meta.db_table  # type: ignore[attr-defined]
    rows = _keys(
        f"select history_id, 0 from {versions} one where not exists (select 1 from {LEDGER} said "
        "where said.model = %s and said.history_id = one.history_id)",
        model._meta.label,
    )
    for row, _zero in rows:
        yield Problem("a version nobody stands behind", None, versions, row)


def _keys(sql: str, *values: Any) -> list[tuple[int, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return cursor.fetchall()
