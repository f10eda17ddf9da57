"""Which tables keep what was written for good. Whatever is not named here is kept: nobody has to remember to."""

from __future__ import annotations

from collections.abc import Callable

from django.apps import AppConfig, apps
from django.db import models

Model = type[models.Model]

# Our own tables whose rows may go again, each with why. Of libraries (sessions, axes) nothing is kept here.
MAY_BE_EMPTIED = {
    "homes.BrowserSession": "who is signed in where: signing out and time end it; what was seen is logged",
    "homes.SentForm": "what a form sent, held until it is answered so that nobody's words are lost; then of no use",
    "homes.PasswordTries": "how often a password was tried of late; the right one clears it, and time does",
    "children.HomeSweep": "what has yet to be judged anew; reckoned again from the records when it is gone",
}


def is_ours(app: AppConfig) -> bool:
    return "site-packages" not in app.path


def kept_models() -> list[Model]:
    """Every record, history, ledger and signature: rows of these are never deleted."""
    return _models(lambda model: is_ours(model._meta.app_config) and model._meta.label not in MAY_BE_EMPTIED)


def append_only_models() -> list[Model]:
    """Every history table and every AppendOnly model."""
    return _models(lambda model: getattr(model, "APPEND_ONLY", False) or hasattr(model, "history_user"))


def historied_models() -> list[Model]:
    """Every record: each change of it has a history row and a ledger row, in the same transaction."""
    return _models(lambda model: hasattr(model, "history"))


def signed_models() -> list[Model]:
    """Models with a `status` whose signed rows may change only in their `AFTER_SIGNING` columns."""
    return _models(lambda model: hasattr(model, "AFTER_SIGNING"))


def dated_models() -> list[Model]:
    """Models whose rows may not share a day: `NO_OVERLAP` says which (children.KeyWorkerAssignment)."""
    return _models(lambda model: bool(getattr(model, "NO_OVERLAP", ())))


def short(model: Model) -> str:
    """What the names of its triggers begin with."""
    return f"kw_{model._meta.db_table}"[:58]


def overlap_name(model: Model, rule: dict) -> str:
    return f"{short(model)}_{rule['name']}_o"


def _models(wanted: Callable[[Model], bool]) -> list[Model]:
    return [model for model in apps.get_models(include_auto_created=True) if wanted(model)]
