"""Whether what was signed is still what the signature stands for."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from homes.database.sealing.chain import Problem
from sessions_app.models import Addendum, KeyWorkSession, Signature
from sessions_app.signed.signing import addendum_hash, content_hash
from sessions_app.strip.reports.actions import content_hash as report_hash
from sessions_app.strip.reports.models import KeyWorkReport

AT_A_TIME = 500
NOT_AS_SIGNED = "what was signed is not what the signature stands for"


def problems() -> Iterator[Problem]:
    """At every home. Of signatures brought in with earlier records too: their hash was taken as they came in."""
    signatures = QuerySet(Signature).order_by("pk")
    for one in (
        signatures.filter(session__isnull=False)
        .select_related(*_related(KeyWorkSession, "session"))
        .iterator(AT_A_TIME)
    ):
        if content_hash(one.session) != one.content_hash:
            yield _problem(one.session)
    added = signatures.filter(addendum__isnull=False).select_related("addendum__session", "addendum__author")
    for one in added.iterator(AT_A_TIME):
        if addendum_hash(one.addendum) != one.content_hash:
            yield _problem(one.addendum)
    for report in QuerySet(KeyWorkReport).exclude(content_hash="").order_by("pk").iterator(AT_A_TIME):
        if report_hash(report) != report.content_hash:
            yield _problem(report)
    unsigned = QuerySet(KeyWorkSession).filter(signed_at__isnull=False, signature__isnull=True)
    for pk in unsigned.values_list("pk", flat=True):
        yield Problem("a signed record has no signature", None, KeyWorkSession._meta.db_table, pk)
    for pk in QuerySet(Addendum).filter(signature__isnull=True).values_list("pk", flat=True):
        yield Problem("a signed record has no signature", None, Addendum._meta.db_table, pk)


def _related(model: type[KeyWorkSession], through: str) -> list[str]:
    """The relations whose public ids are in the hash."""
    return [through, *(f"{through}__{one.name}" for one in model._meta.concrete_fields if one.is_relation)]


def _problem(record: KeyWorkSession | Addendum | KeyWorkReport) -> Problem:
    return Problem(NOT_AS_SIGNED, None, record._meta.db_table, record.pk)
