"""The two mixins every stored thing is built from: a record people keep, and a row nobody may touch again."""

import functools
import uuid
from typing import Any

from django.db import models, transaction
from django.db.models import CheckConstraint, F, Q
from django.http import HttpRequest
from django_scopes import ScopedManager
from django_scopes.manager import DisabledQuerySet
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from homes.querysets import AppendOnlyQuerySet, RecordQuerySet
from homes.words import gettext_lazy as _

# Outside a scope django-scopes refuses to read rows but still answers these: yes or no about another provider's
# records is an answer too.
for _name in ("contains", "exclude", "exists", "explain", "in_bulk"):
    setattr(DisabledQuerySet, _name, DisabledQuerySet.error)


class Undeletable(Exception):
    """Somebody tried to delete a record. Records are ended, voided or withdrawn, never deleted."""


class Record(models.Model):
    """Something staff write down: known outside by a random id, historied by its model, never deleted."""

    # Set for the length of one save by homes.audit.record_change; read by simple-history.
    _history_user: models.Model
    _change_reason: str | None

    # Whether what is owed may depend on it: a draft is no fact yet.
    is_fact: bool = True

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("written down at"), auto_now_add=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **how: Any) -> None:
        """With its history, all or nothing, whoever saves it: allauth opens no transaction for a new password."""
        with transaction.atomic(savepoint=False):
            super().save(*args, **how)

    def ledger_place(self) -> tuple[int | None, int | None]:
        """The home and the child it is of: where the ledger keeps it, and whose case it changes."""
        return getattr(self, "home_id", None), getattr(self, "child_id", None)

    def delete(self, *args, **kwargs):
        raise Undeletable(f"{self._meta.label} rows are never deleted")


class AppendOnly(models.Model):
    """A row that is written once. Database triggers (homes.database.triggers) refuse every later change."""

    APPEND_ONLY = True

    class Meta:
        abstract = True

    def delete(self, *args, **kwargs):
        raise Undeletable(f"{self._meta.label} rows are never deleted")


def person_behind(
    instance: models.Model, request: HttpRequest | None, **kwargs: object
) -> models.Model | None:
    """Who makes a change that no action named somebody for: the signed-in person, or the account itself
    (a password reset). None lets the ledger refuse the change."""
    person = getattr(request, "user", None)
    if person is not None and person.is_authenticated:
        return person
    return instance if getattr(instance, "ACTS_FOR_ITSELF", False) else None


class ReadyHistoryManager(HistoryManager):
    """simple-history asks for the manager's class anew at each save and each look: this one is built once."""

    @classmethod
    @functools.cache
    def from_queryset(cls, queryset_class, class_name=None):
        return super().from_queryset(queryset_class, class_name)


def history(*excluded: str, inherit: bool = False) -> HistoricalRecords:
    """The history of a record: one row for every save, with the person (homes.audit) and a 64-bit key.

    `inherit`: of an abstract model, for each that is made of it.
    """
    return HistoricalRecords(
        inherit=inherit,
        history_id_field=models.BigAutoField(),
        excluded_fields=["created_at", *excluded],
        get_user=person_behind,
        history_manager=ReadyHistoryManager,
    )


def records(queryset_class: type[models.QuerySet] = RecordQuerySet, **scopes: str):
    """A manager that raises ScopeError outside a scope and refuses writes that history would not see."""
    return ScopedManager(_manager_class=models.Manager.from_queryset(queryset_class), **scopes)


def appended(queryset_class: type[models.QuerySet] = AppendOnlyQuerySet, **scopes: str):
    """The same for rows that are only ever added."""
    return ScopedManager(_manager_class=models.Manager.from_queryset(queryset_class), **scopes)


def adult(words: Any, *, optional: bool = False, **how: Any) -> models.ForeignKey:
    """An adult named in a record."""
    how = {"null": optional, "blank": optional, "related_name": "+", **how}
    return models.ForeignKey("homes.User", models.PROTECT, verbose_name=words, **how)


def one_of(field: str, kinds: type[models.Choices], name: str, *, empty: bool = False) -> CheckConstraint:
    """Only codes that are known; or none, where that may be left out."""
    known = ["", *kinds.values] if empty else kinds.values
    return CheckConstraint(condition=Q(**{f"{field}__in": known}), name=name)


def not_blank(field: str, name: str) -> CheckConstraint:
    return CheckConstraint(condition=~Q(**{field: ""}), name=name)


def not_before(day: str, first: str, name: str) -> CheckConstraint:
    """A day that may be open does not lie before another day of the row."""
    return CheckConstraint(
        condition=Q(**{f"{day}__isnull": True}) | Q(**{f"{day}__gte": F(first)}), name=name
    )
