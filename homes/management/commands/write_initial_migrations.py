"""Write each app's one initial migration from its models. Only while nothing is released."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import migrations
from django.db.migrations.operations.models import CreateModel
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter

from homes.database.migrating import CreateModels

APPS = ("homes", "children", "sessions_app", "compliance")

# What every table of a history ends with, told once: homes.database.migrating.
_HISTORY_FIELDS = (
    re.compile(r"(?P<indent> +)\('history_id'.*\n(?: +\('history_.*\n){4}"),
    "*homes.database.migrating.history_fields()",
)
_HISTORY_OPTIONS = (
    re.compile(r"(?P<indent> +)'ordering': \('-history_date', .*\n +'get_latest_by': .*\n"),
    "**homes.database.migrating.NEWEST_FIRST",
)


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options: object) -> None:
        state = ProjectState.from_apps(apps)
        for label in APPS:
            models = [
                _create(state.models[label, model._meta.model_name])
                for model in apps.get_app_config(label).get_models(include_auto_created=False)
            ]
            path = Path(apps.get_app_config(label).path) / "migrations" / "0001_initial.py"
            path.write_text(_text(label, models))
            self.stdout.write(f"{path.parent.parent.name}: {len(models)} tables")


def _create(model: ModelState) -> CreateModel:
    return CreateModel(
        name=model.name,
        fields=list(model.fields.items()),
        options={name: value for name, value in model.options.items() if value != []},
        bases=model.bases,
        managers=model.managers,
    )


def _dependencies(label: str, models: list[CreateModel]) -> list[tuple[str, str]]:
    named = {
        to.split(".")[0]
        for model in models
        for _name, field in model.fields
        if isinstance(to := getattr(field.remote_field, "model", None), str) and "." in to
    }
    return sorted((app, "0001_initial") for app in named & set(APPS) - {label})


def _text(label: str, models: list[CreateModel]) -> str:
    migration = type("Migration", (migrations.Migration,), {})("0001_initial", label)
    migration.initial = True
    migration.dependencies = _dependencies(label, models)
    migration.operations = [CreateModels(models)]
    text = MigrationWriter(migration, include_header=False).as_string()
    for repeated, once in (_HISTORY_FIELDS, _HISTORY_OPTIONS):
        text = repeated.sub(rf"\g<indent>{once},\n", text)
    return f'"""Written from the models by `manage.py write_initial_migrations`."""\n\n{text}'
