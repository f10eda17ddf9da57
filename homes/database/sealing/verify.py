"""Reads everything back: the chain, its anchors, the records against their versions, and what other apps check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings

from homes.database.sealing import anchor, records, stored
from homes.database.sealing.chain import Problem, Report
from homes.database.sealing.check import Check
from homes.database.sealing.seal import seal_pending
from homes.models import Seal, SealCheck

# What else was sealed and lies elsewhere: files, signatures. Each app adds its own when it starts.
ALSO: list[Callable[[], Iterable[Problem]]] = []


def verify(*, anchors: str = "") -> Report:
    """`anchors`: the file of the ends that were said outside. Raises OSError where it cannot be read."""
    report = Check(stored.Stored(), stored.keys()).run()
    if anchors:
        links = dict(Seal.objects.values_list("number", "mac").iterator())
        lines = Path(anchors).read_text(encoding="utf-8").splitlines()
        report.problems += anchor.problems(lines, links=links, keys=stored.keys(), rows=report.rows)
    report.problems += records.problems()
    for check in ALSO:
        report.problems += check()
    return report


def verify_newest(rows: int) -> tuple[Report, dt.datetime | None]:
    """The newest links, of so many rows at most or the last one: quick enough to wait for. And when they begin."""
    before, begins, left = None, None, rows
    for link in Seal.objects.order_by("-number").defer("marks", "ids").iterator(chunk_size=100):
        if begins is not None and link.rows > left:
            before = link
            break
        left, begins = left - link.rows, link.at
    started = Report(links=before.number, head=before.mac) if before else Report()
    check = Check(stored.Stored(after=before), stored.keys(), started, whole=False)
    check.follows(before.key if before else "")
    return check.run(), begins


def keep_check(*, now: dt.datetime) -> SealCheck:
    """Seal what waits, read everything back and keep what came of it."""
    seal_pending(now=now)
    anchors = settings.LEDGER_ANCHORS
    report = verify(anchors=anchors if anchors and Path(anchors).exists() else "")
    first = report.first
    kept = SealCheck(
        at=now, links=report.links, rows=report.rows, head=report.head, problems=report.places,
        first=first.what[:200] if first else "",
    )  # fmt: skip
    kept.save(force_insert=True)
    return kept
