"""How much waits to be reviewed, as columns of the role that is read with every request: no page asks for it."""

from __future__ import annotations

import datetime as dt

from django.db.models import Case, Count, Min, OuterRef, QuerySet, Subquery, When
from django.db.models.expressions import Combinable

from homes.querysets import MANAGING
from sessions_app.models import SessionReview


def to_review(today: dt.date) -> Combinable:
    return _of_managers(_of_the_role(today).annotate(said=Count("pk")))


def oldest_to_review(today: dt.date) -> Combinable:
    """The day the oldest of them was signed."""
    return _of_managers(_of_the_role(today).annotate(said=Min("signed_on")))


def _of_the_role(today: dt.date) -> QuerySet:
    waiting = SessionReview.objects.with_scopes_disabled().filter(home=OuterRef("home"))
    return waiting.for_reader(OuterRef("user"), today).order_by().values("home")


def _of_managers(rows: QuerySet) -> Combinable:
    return Case(When(role__in=MANAGING, then=Subquery(rows.values("said")[:1])))
