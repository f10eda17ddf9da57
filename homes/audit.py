"""Writing with a name to it.

Every change of a record goes through `record_change`, which carries the person and the reason to simple-history;
the ledger receiver then writes the spine row in the same transaction and refuses a change nobody stands behind.
What is written is told at once (`case_changed`), so that what is owed is judged anew: no action can forget to.
Every opening of a child's record goes through `record_access`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db import models, transaction
from django.dispatch import Signal
from django.http import HttpRequest
from simple_history.signals import post_create_historical_record

from homes.database.sealing.stored import name_to
from homes.dates import now
from homes.models import AccessEvent, LedgerEntry, Record, User
from homes.permissions import Access

SYSTEM_EMAIL = "keywork@system.invalid"


class NobodyNamed(Exception):
    """A record was about to change with no person behind it."""


def record_change(record: Record, *, by: User, reason: str = "", update: bool = False) -> None:
    """Save a record with its history and ledger rows, all or nothing, in the name of `by`.

    `update=True` forces an UPDATE: a row that has vanished raises instead of being written anew.
    """
    record._history_user = by
    record._change_reason = reason or None
    try:
        with transaction.atomic():
            record.save(force_update=update)
    finally:
        del record._history_user
        del record._change_reason


def set_fields(record: Record, *, by: User, reason: str = "", **fields: Any) -> bool:
    """Change the fields that differ and save once. False, and no history row, when nothing differs."""
    changed = False
    for name, value in fields.items():
        if getattr(record, name) != value:
            setattr(record, name, value)
            changed = True
    if changed:
        record_change(record, by=by, reason=reason, update=True)
    return changed


def record_new(records: Sequence[Record], *, by: User, reason: str = "", tell: bool = True) -> None:
    """Insert many new records of one model with their history and ledger rows, all or nothing, in the name of `by`.

    For imports: a handful of statements instead of three for every record. What is written is what `record_change`
    would write; rows that exist already are refused by the database. `tell=False`: the caller writes many such batches
    in one transaction and tells the news of them all itself.
    """
    if not records:
        return
    model: Any = type(records[0])
    at = now()
    with transaction.atomic():
        model._base_manager.bulk_create(records, batch_size=500)
        versions = model.history.bulk_history_create(
            records, batch_size=500, default_user=by, default_change_reason=reason or None, default_date=at
        )
        LedgerEntry._base_manager.bulk_create(
            [ledger_entry(record, version) for record, version in zip(records, versions, strict=True)],
            batch_size=500,
        )
        if tell:
            _tell_once(records)


def _tell_once(records: Sequence[Record]) -> None:
    """The news of many records: once a home, and once a child where a record names no home."""
    places = {}
    for record in records:
        home_id, child_id = record.ledger_place()
        places[home_id, child_id if home_id is None else None] = record
    for (home_id, child_id), record in places.items():
        case_changed.send(sender=type(record), record=record, home_id=home_id, child_id=child_id)


def system_user() -> User:
    """The account that scheduled sweeps, imports and the demo act as. Nobody can sign in with it."""
    user = system_account()
    if user._state.adding:
        with transaction.atomic():
            user.save()  # the first account of all: it stands behind itself (`person_behind`)
    return user


def system_account() -> User:
    """The system's account as stored, or as it would be: for whoever only looks at what would be written."""
    user = User.objects.filter(email=SYSTEM_EMAIL).first()
    if user is None:
        user = User(email=SYSTEM_EMAIL, full_name="Keywork (automatic)", is_active=False)
        user.set_unusable_password()
    return user


def write_ledger(sender: type[models.Model], instance: Any, history_instance: Any, **kwargs: Any) -> None:
    """One spine row per history row, and the news of it. Receiver of simple-history's post_create_historical_record."""
    entry = ledger_entry(instance, history_instance)
    entry.save(force_insert=True)
    if instance.is_fact:
        case_changed.send(
            sender=type(instance), record=instance, home_id=entry.home_id, child_id=entry.child_id
        )


def ledger_entry(instance: Any, history_instance: Any) -> LedgerEntry:
    """The spine row of a history row, not yet saved. Raises NobodyNamed when no person stands behind it."""
    person = history_instance.history_user
    if person is None:
        raise NobodyNamed(f"{instance._meta.label} was saved without a person: use homes.audit.record_change")
    home_id, child_id = instance.ledger_place()
    entry = LedgerEntry(
        at=history_instance.history_date,
        home_id=home_id,
        child_id=child_id,
        model=instance._meta.label,
        object_id=instance.pk,
        history_id=history_instance.pk,
        change=history_instance.history_type,
        user_id=person.pk,
        user_name=person.full_name,
        reason=history_instance.history_change_reason or "",
        private_to_id=getattr(instance, "private_to_id", None),
    )
    return name_to(entry)


def record_access(
    access: Access,
    what: AccessEvent.What,
    about: Any = None,
    *,
    home_id: int | None = None,
    child_id: int | None = None,
    object_id: int | None = None,
) -> None:
    """Write who looked: one row per opening, with the person's name and role of that moment.

    `about`: a record of a child that was opened; `home_id` beside it, where it is read at another home than its own.
    """
    if about is not None:
        home_id, child_id, object_id = home_id or about.home_id, about.child_id, about.pk
    access.noted.append(what)
    AccessEvent(
        user_id=access.user.pk,
        user_name=access.user.full_name,
        role=", ".join(sorted(access.roles.get(home_id, ()))) if home_id else "",
        home_id=home_id,
        child_id=child_id,
        what=what,
        object_id=object_id,
    ).save(force_insert=True)


def log_sign_in(sender: object, request: HttpRequest, user: User, **kwargs: Any) -> None:
    AccessEvent(user_id=user.pk, user_name=user.full_name, what=AccessEvent.What.SIGNED_IN).save(
        force_insert=True
    )


def connect() -> None:
    post_create_historical_record.connect(write_ledger, dispatch_uid="homes.audit.write_ledger")
    user_logged_in.connect(log_sign_in, dispatch_uid="homes.audit.log_sign_in")
    user_logged_in.disconnect(dispatch_uid="update_last_login")


# kwargs: record (any one written), home_id and child_id (where it belongs: `ledger_place`; None for neither).
case_changed = Signal()
