"""What the account Keywork runs as may do to each table, on PostgreSQL: nothing that would need a table's owner.

Triggers refuse what is said here too. A right that is not there needs no trigger, and cannot be switched off.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.core.cache import caches
from django.db import connection

from homes.database.kept import MAY_BE_EMPTIED, Model, append_only_models, is_ours

READ, ADD, CHANGE, ALL = (
    "select",
    "select, insert",
    "select, insert, update",
    "select, insert, update, delete",
)
# Written when Keywork is installed, by whoever migrates.
OF_MIGRATING = {"auth.Permission", "auth.Group", "auth.Group_permissions", "contenttypes.ContentType"}
# What the sweep takes back before it was ever raised. A trigger keeps the rest.
TAKEN_BACK = {"children.Flag"}


def rights() -> dict[str, str]:
    """Of each table, what the product needs."""
    append_only = set(append_only_models())
    found = {
        model._meta.db_table: _of(model, append_only=model in append_only)
        for model in apps.get_models(include_auto_created=True)
    }
    return {**found, caches["default"]._table: ALL, "django_migrations": READ}


def _of(model: Model, *, append_only: bool) -> str:
    label = model._meta.label
    if label in OF_MIGRATING:
        return READ
    if not is_ours(model._meta.app_config) or label in MAY_BE_EMPTIED or label in TAKEN_BACK:
        return ALL
    return ADD if append_only else CHANGE


def statements(*, app: str, backup: str = "") -> Iterator[str]:
    """Grants for the account that web, worker and beat use, and for the one that backs up. Safe to run again."""
    for name in filter(None, (app, backup)):
        yield f"grant usage on schema public to {_quoted(name)}"
    for table, what in sorted(rights().items()):
        yield f"revoke all on {_quoted(table)} from public, {_quoted(app)}"
        yield f"grant {what} on {_quoted(table)} to {_quoted(app)}"
        if backup:
            yield f"grant select on {_quoted(table)} to {_quoted(backup)}"


def _quoted(name: str) -> str:
    """No name of a table or an account of ours has a quotation mark; one that has is refused."""
    if '"' in name:
        raise ValueError(name)
    return connection.ops.quote_name(name)
