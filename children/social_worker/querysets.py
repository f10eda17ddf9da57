"""When a social worker heard from us and came, to be annotated on placements."""

from __future__ import annotations

import datetime as dt

from django.db.models import DateField, OuterRef, QuerySet, Subquery

from children.people.contacts.models import ContactEntry, ContactKind, ContactOutcome
from children.social_worker.models import SocialWorkerUpdate


def latest(rows: QuerySet, dated: str) -> Subquery:
    """The newest day of some rows."""
    return Subquery(rows.order_by(f"-{dated}").values(dated)[:1], output_field=DateField())


def heard(as_of: dt.date) -> dict[str, Subquery]:
    """When the social worker last heard from us during a placement: to be annotated on placements."""
    of_placement = {"child": OuterRef("child"), "home": OuterRef("home")}
    sent = SocialWorkerUpdate.objects.filter(
        **of_placement, sent_on__lte=as_of, sent_on__gte=OuterRef("moved_in_on")
    )
    told = ContactEntry.objects.filter(
        **of_placement,
        kind=ContactKind.SW_UPDATE,
        happened_on__lte=as_of,
        happened_on__gte=OuterRef("moved_in_on"),
    ).exclude(outcome=ContactOutcome.TRIED)
    return {"written_on": latest(sent, "sent_on"), "told_on": latest(told, "happened_on")}


def visited(as_of: dt.date) -> Subquery:
    """The social worker's latest visit during a placement. Only a meeting is a visit."""
    came = ContactEntry.objects.filter(
        child=OuterRef("child"),
        home=OuterRef("home"),
        kind=ContactKind.SW_VISIT,
        outcome__in=(ContactOutcome.MET, ""),
        happened_on__lte=as_of,
        happened_on__gte=OuterRef("moved_in_on"),
    )
    return latest(came, "happened_on")
