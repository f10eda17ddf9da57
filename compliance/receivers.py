"""Upward news: an action below changed a case, so its home is evaluated again after the commit.

The sweep runs in the worker. The saved record is the truth and the hourly sweep catches up, so nothing that goes wrong
here may break or slow the save: with no broker within reach the one home is swept here and now (about 25 queries), and
the broker is left alone for a while, because every try may cost a connection time-out.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import transaction

from compliance.actions import run_reconcile
from compliance.tasks import reconcile_home
from homes.dates import now
from homes.signals import case_changed

logger = logging.getLogger(__name__)

BROKER_REST_SECONDS = 30


@dataclass(frozen=True)
class SweepHome:
    """The on-commit step for one home. Equal for the same home, so that one transaction enqueues it once."""

    home_id: int
    _broker_rests_until: ClassVar[float] = 0.0

    def __call__(self) -> None:
        if not self._enqueue():
            self._sweep_here()

    def _enqueue(self) -> bool:
        if time.monotonic() < SweepHome._broker_rests_until:
            return False
        try:
            reconcile_home.apply_async((self.home_id,), retry=False)
        except Exception as error:  # kombu, redis, files: whatever the broker is, the save is committed
            SweepHome._broker_rests_until = time.monotonic() + BROKER_REST_SECONDS
            logger.warning("No broker (%s): home %s is swept in process", type(error).__name__, self.home_id)
            return False
        return True

    def _sweep_here(self) -> None:
        try:
            run_reconcile(now=now(), home_id=self.home_id)
        except Exception as error:  # the save is committed and must be answered; the hourly sweep catches up
            logger.error("Sweep of home %s failed with %s", self.home_id, type(error).__name__)


def on_case_changed(sender: object, *, home_id: int, **kwargs: Any) -> None:
    """Enqueue the home's sweep on commit, once per transaction however many actions changed its cases."""
    sweep = SweepHome(home_id)
    waiting = [entry[1] for entry in transaction.get_connection().run_on_commit]
    if sweep not in waiting:
        transaction.on_commit(sweep)


def connect() -> None:
    case_changed.connect(on_case_changed, dispatch_uid="compliance.on_case_changed")
