"""How much waits to be reviewed, as columns of the role that is read with every request: no page asks for it.

Written as SQL: built by the query maker they cost each request of everybody 6 ms of CPU. They say what `for_reader` of
the querysets says, and a test holds them to it.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import DateField, Field, IntegerField
from django.db.models.expressions import RawSQL

from homes.querysets import MANAGING
from sessions_app.review.querysets import OPEN

_OF_MANAGERS = f"""
case when homes_staffrole.role in ({", ".join(["%s"] * len(MANAGING))}) then (
    select {{said}} from sessions_app_sessionreview as waits
    where waits.home_id = homes_staffrole.home_id
      and waits.state in ({", ".join(["%s"] * len(OPEN))})
      and waits.author_id <> homes_staffrole.user_id
      and (waits.begun_by_id is null or waits.begun_by_id <> homes_staffrole.user_id)
      and (waits.only_adult_id is null or waits.only_adult_id <> homes_staffrole.user_id)
      and (waits.kept_by_id is null or waits.kept_by_id <> homes_staffrole.user_id or waits.kept_until_on <= %s)
) end"""  # noqa: S608 - nothing in it was typed by anybody


def to_review(today: dt.date) -> RawSQL:
    return _column("nullif(count(*), 0)", today, IntegerField())


def oldest_to_review(today: dt.date) -> RawSQL:
    """The day the oldest of them was signed."""
    return _column("min(waits.signed_on)", today, DateField())


def _column(said: str, today: dt.date, kind: Field) -> RawSQL:
    return RawSQL(_OF_MANAGERS.format(said=said), (*MANAGING, *OPEN, today.isoformat()), kind)  # noqa: S611
