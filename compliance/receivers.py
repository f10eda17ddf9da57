"""Upward news: a record was written below, so the home it belongs to is swept again.

In the transaction of the record its home is marked as changed; after the commit the home is swept here and now, and
the worker is asked to do so too. Whatever goes wrong with either, the record is saved and answered, and whoever opens
the home next finds the mark and sweeps it first.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from kombu.pools import ProducerPool, producers

from children.duties.reading import bring_up_to_date, home_is_behind
from children.models import HomeSweep, Placement
from children.placements.querysets import living_there
from compliance.actions import run_reconcile
from compliance.tasks import reconcile_home
from homes.audit import case_changed
from homes.dates import london_day, now
from homes.models import Record, StaffRole, User

logger = logging.getLogger(__name__)

BROKER_REST_SECONDS = 60
BROKER_ANSWERS_WITHIN = {
    "socket_connect_timeout": 0.2,
    "socket_timeout": 0.1,  # waited for twice where it connects and never answers
}  # seconds, of a save that waits
ON_CASE_CHANGED = "compliance.on_case_changed"


@dataclass(frozen=True)
class SweepTouched:
    """The on-commit step for one home or one child. Equal for the same, so one transaction sweeps each once."""

    home_id: int | None
    child_id: int | None
    _broker_rests_until: ClassVar[float] = 0.0

    @property
    def is_somewhere(self) -> bool:
        return self.home_id is not None or self.child_id is not None

    def __call__(self) -> None:
        at = now()
        for home_id in self._homes(london_day(at)):
            bring_up_to_date(home_id, now=at)
            self._enqueue(home_id)

    def _homes(self, day: dt.date) -> list[int]:
        if self.home_id is not None:
            return [self.home_id]
        placements = _placements_of(self.child_id).filter(living_there(day))
        return sorted(set(placements.values_list("home_id", flat=True)))

    def _enqueue(self, home_id: int) -> None:
        """For what the sweep here could not do. A broker that is down is left alone for a while: each try waits."""
        if time.monotonic() < SweepTouched._broker_rests_until:
            return
        try:
            with _impatient().acquire(block=True) as producer:
                reconcile_home.apply_async((home_id,), retry=False, producer=producer)
        except Exception as error:  # kombu, redis, files: whatever the broker is, the save is committed
            SweepTouched._broker_rests_until = time.monotonic() + BROKER_REST_SECONDS
            logger.warning("No broker (%s): home %s is swept in process alone", type(error).__name__, home_id)


@functools.cache
def _impatient() -> ProducerPool:
    """Connections to the broker for whoever a person waits for. A worker may wait longer for a Redis that is slow."""
    options = dict(settings.CELERY_BROKER_TRANSPORT_OPTIONS)
    if settings.REDIS_URL:
        options |= BROKER_ANSWERS_WITHIN
    return producers[current_app.connection_for_write(transport_options=options)]


def sweep_home(home_id: int, *, now: dt.datetime) -> None:
    """Sweep one home and answer whatever happens: the mark stays, and the next one to open the home tries again."""
    try:
        run_reconcile(now=now, home_id=home_id)
    except Exception as error:
        logger.error("Sweep of home %s failed with %s", home_id, type(error).__name__)


def on_case_changed(
    sender: object, *, record: Record, home_id: int | None, child_id: int | None, **kwargs: Any
) -> None:
    """Mark in this transaction; sweep after it, each home once however many of its records it writes."""
    HomeSweep.objects.filter(_homes_of(record, home_id, child_id)).update(changes=F("changes") + 1)
    touched = SweepTouched(home_id, child_id)
    if touched.is_somewhere and touched not in [
        entry[1] for entry in transaction.get_connection().run_on_commit
    ]:
        transaction.on_commit(touched)


def _homes_of(record: Record, home_id: int | None, child_id: int | None) -> Q:
    """Whose duties may change: the home's, and of a child also where the child lives and has lived."""
    if isinstance(record, StaffRole) and record.provider_id:
        return Q(home__provider=record.provider_id)
    if isinstance(record, User):
        return Q(home__roles__user=record) | Q(home__provider__roles__user=record)
    of_child = Q(home__in=_placements_of(child_id).values("home")) if child_id is not None else Q()
    return Q(home=home_id) | of_child


def _placements_of(child_id: int | None) -> QuerySet[Placement]:
    """At every home: who asks is not a person with a reach."""
    return QuerySet(Placement).filter(child=child_id)


def on_home_behind(sender: object, *, home_id: int, now: dt.datetime, **kwargs: Any) -> None:
    sweep_home(home_id, now=now)


@contextlib.contextmanager
def sweeping_held_back() -> Iterator[None]:
    """For whoever writes a whole estate in one transaction and sweeps it there: the demo."""
    case_changed.disconnect(dispatch_uid=ON_CASE_CHANGED)
    try:
        yield
    finally:
        connect()


def connect() -> None:
    case_changed.connect(on_case_changed, dispatch_uid=ON_CASE_CHANGED)
    home_is_behind.connect(on_home_behind, dispatch_uid="compliance.on_home_behind")
