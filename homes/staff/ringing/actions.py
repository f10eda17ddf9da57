"""Noting the numbers of a home's managers."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from homes.acting import lock
from homes.audit import record_change, set_fields
from homes.models import Home, RingNumber, User


@transaction.atomic
def note_numbers(*, home: Home, phone: str, numbers: Mapping[User, str], by: User) -> None:
    """The home's own number and each person's. What is the same already is not written again."""
    lock(home, no_key=True)
    set_fields(home, by=by, phone=phone)
    noted = {one.user_id: one for one in RingNumber.objects.filter(home=home, user__in=list(numbers))}
    for user, number in numbers.items():
        if user.pk in noted:
            set_fields(noted[user.pk], by=by, phone=number)
        elif number:
            record_change(RingNumber(home=home, user=user, phone=number), by=by)
