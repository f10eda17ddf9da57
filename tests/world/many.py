"""More children at a home, each with a copy of every record about its first child, in a few statements a model."""

from __future__ import annotations

import copy
import uuid
from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db import models

from children.models import Child, Flag
from compliance.actions import run_reconcile
from homes import dates
from homes.audit import record_new, system_user
from tests.world.parts import flags
from tests.world.scenes import World

JUDGED = {"children.Flag", "children.FlagResponse"}  # written by the sweep, not copied


def more_children(world: World, count: int, home: str = "maple") -> None:
    """Call with scopes disabled. What is owed is judged afterwards, and promised as it is for the first child."""
    first = world.scenes[home].extra.child
    made: dict[type[models.Model], dict[tuple[int, int], Any]] = defaultdict(dict)
    for model, path in about_a_child():
        rows = list(model._base_manager.filter(**{path: first.pk}).order_by("pk"))
        for number in range(count):
            for row in rows:
                made[model][number, row.pk] = _copied(row, number, made)
        _write(model, list(made[model].values()))
    run_reconcile(now=dates.now())
    for child in Child.objects.filter(placements__home=world.homes[home]).exclude(pk=first.pk):
        if Flag.objects.filter(child=child).open().exists():
            flags.promise(child, world.scenes[home].extra.author, "Meet on Monday", dates.now())


def about_a_child() -> list[tuple[type[models.Model], str]]:
    """Each model about a child, after those it points to, and how its rows find the child."""
    found: dict[type[models.Model], str] = {Child: "pk"}  # the root
    waiting = [model for model in apps.get_models() if _ours(model) and model is not Child]
    while True:
        reached = {model: path for model in waiting if (path := _path(model, found, waiting))}
        if not reached:
            return list(found.items())
        found |= reached
        waiting = [model for model in waiting if model not in reached]


def _ours(model: type[models.Model]) -> bool:
    ours = model._meta.app_label in ("children", "sessions_app", "compliance")
    return ours and not hasattr(model, "history_user") and model._meta.label not in JUDGED


def _path(model: type[models.Model], found: dict, waiting: list) -> str:
    """`child`, or by way of what is known already; empty while something it points to is not."""
    keys = [field for field in model._meta.concrete_fields if field.related_model]
    if any(key.related_model in waiting and key.related_model is not model for key in keys):
        return ""
    ways = [key.name for key in keys if key.related_model is Child]
    ways += [f"{key.name}__{found[key.related_model]}" for key in keys if key.related_model in found]
    return ways[0] if ways else ""


def _copied(row: Any, number: int, made: dict) -> Any:
    new = copy.copy(row)
    new._state = copy.copy(row._state)
    new.pk, new._state.adding = None, True
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.name == "public_id":
            new.public_id = uuid.uuid4()
        elif field.related_model in made and value is not None:
            setattr(new, field.name, made[field.related_model][number, value])
        elif (field.unique and isinstance(field, models.CharField)) or field.name == "ref":
            setattr(new, field.name, f"{value}-{number}")
    return new


def _write(model: type[models.Model], rows: list[Any]) -> None:
    if hasattr(model, "history"):
        record_new(rows, by=system_user())
    elif rows:
        model._base_manager.bulk_create(rows)
