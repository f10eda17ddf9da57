"""How a record will read and what changes by it, before anything is saved: true, because it is done and taken back.

The action is run in a savepoint, the homes it touches are swept as after any saving, and what the record says and what
is owed are read before and after. Then all of it is rolled back: no history, no ledger, no news for anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.text import capfirst

from children.duties.cards import FlagCard
from children.duties.models import Flag
from children.duties.reading import duties_at
from children.placements.models import Placement
from children.putting_right.changes import changes_between
from children.putting_right.lines import About, Line
from homes.history import Change
from homes.models import LedgerEntry
from homes.permissions import Access

Owed = dict[tuple[str, str], Flag]
SHOWN_AT_ONCE = 5


@dataclass(frozen=True)
class Duty:
    """One duty that changes, by the sentences of its rule; one of the two is missing where it is new, or gone."""

    before: FlagCard | None
    after: FlagCard | None

    @property
    def moved(self) -> bool:
        return self.before is not None and self.after is not None

    @property
    def order(self) -> tuple:
        return (self.after is None, (self.after or self.before).order)  # type: ignore[union-attr]


@dataclass(frozen=True)
class Outlook:
    """What templates/children/putting_right/_outlook.html shows."""

    parts: tuple[Change, ...]
    duties: list[Duty]
    known: bool  # False where a sweep failed, here or there: then nothing is said of duties

    @property
    def first(self) -> list[Duty]:
        return self.duties[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> list[Duty]:
        return self.duties[SHOWN_AT_ONCE:]


def outlook(
    *, line: Line, record: Any, place: About, access: Access, action: Callable[[Any], None]
) -> Outlook:
    """Raises what `action` raises. It is given the record, read again: the one of the page stays as it is."""
    homes = _homes_of(place, access)
    before, known = _owed(homes, access)
    with transaction.atomic():
        again, written = line.rows.get(pk=record.pk), _last_entry()
        action(again)
        after, still_known = _owed(homes, access)
        parts = (*changes_between(line.model, record, again), *_along(record, written, homes))
        transaction.set_rollback(True)
    return Outlook(parts, _differences(before, after, access), known and still_known)


def _last_entry() -> int:
    return LedgerEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _along(record: Any, written: int, homes: Iterable[int]) -> Iterator[Change]:
    """What else is changed with it, as its history would say it: the next stay, the key workers, time away."""
    entries = LedgerEntry.objects.filter(pk__gt=written, change="~", home_id__in=homes).order_by("pk")
    for entry in entries.exclude(model=record._meta.label, object_id=record.pk):
        model: Any = apps.get_model(entry.model)
        version = model.history.get(pk=entry.history_id)
        for part in changes_between(model, version.prev_record, version):
            yield replace(part, name=f"{capfirst(str(model._meta.verbose_name))}: {part.name}")


def _homes_of(place: About, access: Access) -> list[int]:
    """Where it may change what is owed, as far as this person reads it: here, and where else the child has lived."""
    stays = Placement.objects.with_scopes_disabled().filter(child=place.child_id)
    homes = {place.home_id, *stays.values_list("home_id", flat=True)} if place.child else {place.home_id}
    return sorted(homes & set(access.flag_home_ids))


def _owed(homes: Iterable[int], access: Access) -> tuple[Owed, bool]:
    owed, known = {}, True
    for home_id in homes:
        duties = duties_at(home_id, access)
        known = known and duties.up_to_date and not duties.sweep.rules_failed
        for flag in duties.listed(duties.owed()):
            owed[flag.rule_code, flag.subject_key] = flag
    return owed, known


def _differences(before: Owed, after: Owed, access: Access) -> list[Duty]:
    """New, gone, or due on another day."""
    found = []
    for key in {**before, **after}:
        was, now = before.get(key), after.get(key)
        if was is None or now is None or was.due_on != now.due_on:
            found.append(Duty(was and FlagCard(was, access), now and FlagCard(now, access)))
    return sorted(found, key=lambda duty: duty.order)
