"""The sweep of all homes with nothing changed, one home's sweep after a save, and one save as a person sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.test import Client, TestCase
from django.urls import reverse

from children.models import Placement, RoomCheck
from compliance.actions import run_reconcile
from homes.dates import now, today
from tools.bench import by_hand
from tools.bench.cost import Meter
from tools.bench.pages import Visit


@dataclass(frozen=True, slots=True)
class Swept:
    children: int
    ended: int
    statements: int
    seconds: float
    by_hand_seconds: float
    home_ms: float
    home_statements: int
    save_ms: float
    save_queries: int

    @property
    def per_thousand(self) -> float:
        return self.seconds * 1000 / self.children


def measure(visit: Visit, meter: Meter) -> Swept:
    """`visit`: the home where something is saved."""
    run_reconcile(now=now())  # whatever was owed since the last sweep is written now, and not measured
    estate = meter.of(lambda: run_reconcile(now=now()))
    hand = meter.of(lambda: by_hand.ask((by_hand.TWELVE_DUTIES, by_hand.STORED_DUTIES), {"today": today()}))
    client = visit.signed_in()
    with _taken_back():
        _save_room_check(client, visit)
        home = meter.of(_again(lambda: run_reconcile(now=now(), home_id=visit.home.pk)))
    save = meter.of(_again(lambda: _save_room_check(client, visit, sweep=True)))
    placements = Placement.objects.current_on(today()).count()
    return Swept(
        children=placements,
        ended=Placement.objects.ended_by(today()).count(),
        statements=estate.queries,
        seconds=estate.ms / 1000,
        by_hand_seconds=hand.ms / 1000,
        home_ms=home.ms,
        home_statements=home.queries,
        save_ms=save.ms,
        save_queries=save.queries,
    )


def _save_room_check(client: Client, visit: Visit, *, sweep: bool = False) -> None:
    """A room check, through the page. `sweep`: with what follows the commit."""
    url = reverse("children:add_room_check", args=[visit.placement.child.public_id])
    taken = set(RoomCheck.objects.filter(placement=visit.placement).values_list("checked_on", flat=True))
    day = next(day for ago in range(100) if (day := today() - dt.timedelta(days=ago)) not in taken)
    yes = dict.fromkeys(("with_child", "clothing_ok", "bedding_ok", "personal_ok", "storage_ok"), "yes")
    with TestCase.captureOnCommitCallbacks(execute=sweep):
        answer = client.post(url, {"checked_on": day.isoformat(), **yes})
    if answer.status_code != 302:
        raise AssertionError(f"{url} answered {answer.status_code}")


def _again(call: Callable[[], Any]) -> Callable[[], None]:
    """The same call, taken back, so that the next run finds what this one found."""

    def run() -> None:
        with _taken_back():
            call()

    return run


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
