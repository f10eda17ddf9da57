"""One initial migration an app, cheap to run: the tables of an app are created in one operation.

Django renders every model anew for each table that is added after another; with a hundred tables of records and their
histories that was a minute of CPU. Nothing is released yet, so the initial migrations are written from the models
(`manage.py write_initial_migrations`) until a first release; from then on ordinary migrations follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel

NEWEST_FIRST = {"ordering": ("-history_date", "-history_id"), "get_latest_by": ("history_date", "history_id")}


def history_fields() -> list[tuple[str, models.Field]]:
    """The last columns of every table that keeps a history: when, why, what was done, and by whom."""
    done = [("+", "Created"), ("~", "Changed"), ("-", "Deleted")]
    person = models.ForeignKey(
        null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
    )
    return [
        ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
        ("history_date", models.DateTimeField(db_index=True)),
        ("history_change_reason", models.TextField(null=True)),
        ("history_type", models.CharField(choices=done, max_length=1)),
        ("history_user", person),
    ]


class CreateModels(Operation):
    """Every table of an app, with its indexes and constraints, at the cost of rendering the models once."""

    serialization_expand_args = ["models"]

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = list(models)

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)  # rendered again, once, when the database is asked
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.models)} tables"
