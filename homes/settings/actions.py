"""Changing how a home works: its standards, words and lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction

from homes.acting import lock
from homes.audit import record_change, set_fields
from homes.models import FROM_THE_START, Home, HomeStandard, PracticeChange, Unit, User
from homes.practice import ADDITIONS, Proposed, practice_of
from homes.settings.own_ways import UnableToChange, refuse_change
from homes.standards import CATALOGUE, Editable
from homes.words import gettext as _


def set_standard(
    *,
    home: Home,
    rule_code: str,
    amount: int,
    by: User,
    unit: str = Unit.DAYS,
    applies_from: dt.date = FROM_THE_START,
    severity: str = "",
    source: str = "",
    reason: str = "",
) -> HomeStandard:
    """The home's own number for a rule from a day on. An earlier number stays in the history."""
    with transaction.atomic():
        standard = HomeStandard.objects.filter(
            home=home, rule_code=rule_code, applies_from=applies_from
        ).first()
        if standard is None:
            standard = HomeStandard(home=home, rule_code=rule_code, applies_from=applies_from)
        values = {"amount": amount, "unit": unit, "severity": severity, "source": source, "set_by": by}
        if standard.pk:
            set_fields(standard, by=by, reason=reason, **values)
        else:
            for field, value in values.items():
                setattr(standard, field, value)
            record_change(standard, by=by, reason=reason)
    return standard


def change_standard(
    *,
    home: Home,
    rule_code: str,
    amount: int,
    applies_from: dt.date,
    reason: str,
    by: User,
    today: dt.date,
) -> HomeStandard | None:
    """Set a home's own number for a rule from today or a later day. None when it is that number already.

    Raises UnableToChange for a number the law gives, or one that is less strict than the law's.
    """
    with transaction.atomic():
        lock(home, no_key=True)
        _refuse_day(applies_from, reason, today)
        duty = CATALOGUE.get(rule_code)
        if duty is None or duty.default.editable == Editable.NO:
            raise UnableToChange(_("The law gives this number. A home cannot change it."))
        rows = HomeStandard.objects.filter(home=home, rule_code=rule_code, applies_from__lte=applies_from)
        own = rows.order_by("-applies_from").first()
        default = duty.default
        now = own or default
        if default.editable == Editable.STRICTER and (now.unit != default.unit or amount > default.amount):
            raise UnableToChange(
                _("The law gives this number: %(number)s at most.") % {"number": default.amount}
            )
        if now.amount == amount:
            return None
        return set_standard(
            home=home,
            rule_code=rule_code,
            amount=amount,
            by=by,
            unit=now.unit,
            applies_from=applies_from,
            severity=own.severity if own else "",
            source=own.source if own else "",
            reason=reason,
        )


def change_practice(
    *,
    home: Home,
    kind: str,
    key: str,
    value: dict[str, Any],
    applies_from: dt.date,
    why: str,
    by: User,
    today: dt.date,
) -> PracticeChange | None:
    """Let a home do, or say, one thing in its own way from today or a later day. Raises UnableToChange.

    None, and nothing written, when that is how it is on that day already: the twin of a double click.
    """
    with transaction.atomic():
        lock(home, no_key=True)
        _refuse_day(applies_from, why, today)
        changes = list(PracticeChange.objects.filter(home=home))
        proposed = Proposed(kind, key, value, applies_from)
        refuse_change(home, changes, proposed)
        if practice_of(home, changes, on=applies_from) == practice_of(
            home, [*changes, proposed], on=applies_from
        ):
            return None
        change = PracticeChange(
            home=home, kind=kind, key=key, value=value, applies_from=applies_from, why=why.strip(), set_by=by
        )
        record_change(change, by=by, reason=change.why)
    return change


def follow_guidance(
    *,
    home: Home,
    profile: str,
    additions: Collection[str],
    applies_from: dt.date,
    why: str,
    by: User,
    today: dt.date,
) -> bool:
    """Let a home follow one guidance document with exactly these ways of working. False when it does already."""
    how = {"home": home, "applies_from": applies_from, "why": why, "by": by, "today": today}
    with transaction.atomic():
        made = [change_practice(kind="profile", key="profile", value={"code": profile}, **how)]
        changes = PracticeChange.objects.filter(home=home)
        has = practice_of(home, changes, on=applies_from).additions
        made += [
            change_practice(kind="addition", key=code, value={"in_use": code in additions}, **how)
            for code in ADDITIONS
            if (code in has) != (code in additions)
        ]
    return any(made)


def _refuse_day(applies_from: dt.date, why: str, today: dt.date) -> None:
    if applies_from < today:
        raise UnableToChange(_("A change counts from today or a later day."))
    if not why.strip():
        raise UnableToChange(_("Enter why"))
