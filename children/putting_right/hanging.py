"""What hangs on a stay: it has to be withdrawn first, or it would be about a child who was never here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, Q
from django.urls import reverse
from django.utils.text import capfirst

from children.placements.models import Placement
from homes.models.put_right import Withdrawable
from homes.words import gettext as _


@dataclass(frozen=True)
class Hanging:
    what: str  # "Time away: 2"
    url: str


# What the apps above know of, added when they are loaded.
HOLDERS: list[Callable[[Placement], Iterable[Hanging]]] = []


def nothing_hangs(record: Any) -> list[Hanging]:
    return []


def hanging_on_stay(stay: Placement) -> list[Hanging]:
    """Whatever stands that was written in this stay, one query a kind.

    Where the child has another stay at the same home, only what names this one: the rest may be of that one.
    """
    kin = Placement.objects.with_scopes_disabled().filter(child=stay.child_id, home=stay.home_id)
    alone = not kin.exclude(pk=stay.pk).exists()
    found = [one for hold in HOLDERS for one in hold(stay)]
    url = reverse("compliance:child_history", args=[stay.child.public_id])
    for model in apps.get_models():
        ties = _ties(model, stay, alone=alone)
        count = model.objects.with_scopes_disabled().filter(ties).count() if ties else 0
        if count:
            found.append(hangs(model, count, url))
    return found


def hangs(model: type[Model], count: int, url: str) -> Hanging:
    facts = {"what": capfirst(str(model._meta.verbose_name)), "count": count}
    return Hanging(_("%(what)s: %(count)s") % facts, url)


def _ties(model: type[Model], stay: Placement, *, alone: bool) -> Q | None:
    if not issubclass(model, Withdrawable) or model is Placement or model._meta.proxy:
        return None
    names = {field.name for field in model._meta.concrete_fields}
    if "placement" in names:
        return Q(placement=stay)
    return Q(child=stay.child_id, home=stay.home_id) if alone and {"child", "home"} <= names else None
