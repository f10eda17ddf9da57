"""What the rules about signing and reading are judged on: one SELECT a kind, for any number of children."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from django.db.models import Max

from compliance.rules.facts.base import Facts
from homes.dates import add_days
from homes.standards import DECLINED_DAYS
from sessions_app.models import (
    AgreedAction,
    ApproachReview,
    KeyWorkSession,
    Outcome,
    SessionReview,
    Whose,
)
from sessions_app.promises.holder import holder_of


class Unread(NamedTuple):
    """A signed record nobody has read for the home, as it stood on the day."""

    state: str  # "owed", "asked" or "answered"
    since_on: dt.date
    worry: bool
    writer: str


class Agreed(NamedTuple):
    """Something agreed, as it stood on the day."""

    public_id: uuid.UUID
    what: str
    whose: str
    promise: bool
    after_worry: bool
    agreed_on: dt.date
    due_on: dt.date
    home_id: int
    with_key: uuid.UUID | None  # whose it is on the day, of the adults of the home
    with_name: str
    said_by: str  # where it has passed on
    ended: str  # "done" or "not_needed", lately


class TimeTogetherFacts(Facts):
    @cached_property
    def unread(self) -> dict[int, list[Unread]]:
        """Placement -> records signed by the day and not reviewed by then, the oldest first.

        Of an earlier day only that it was still to be read is known, not what had been asked by then.
        """
        rows = SessionReview.objects.filter(placement__in=self._lived_in(), signed_on__lte=self.as_of)
        rows = rows.exclude(state="void").exclude(state="reviewed", since_on__lte=self.as_of)
        found: dict[int, list[Unread]] = defaultdict(list)
        values = ("placement_id", "state", "since_on", "signed_on", "worry", "author__full_name")
        for placement_id, state, since_on, signed_on, worry, writer in rows.order_by(
            "signed_on", "pk"
        ).values_list(*values):
            known = since_on <= self.as_of and state != "reviewed"
            now = (state, since_on) if known else ("owed", signed_on)
            found[placement_id].append(Unread(now[0], now[1], worry, writer))
        return found

    @cached_property
    def unsigned(self) -> dict[int, list[dt.date]]:
        """Placement -> the days of its drafts up to the day, the oldest first. What was signed since is none."""
        rows = KeyWorkSession.objects.drafts().filter(placement__in=self._lived_in(), held_on__lte=self.as_of)
        found: dict[int, list[dt.date]] = defaultdict(list)
        for placement_id, held_on in rows.order_by("held_on", "pk").values_list("placement_id", "held_on"):
            found[placement_id].append(held_on)
        return found

    @cached_property
    def agreed(self) -> dict[int, list[Agreed]]:
        """Child -> what others than the child agreed to do by the day, open or ended lately, the soonest first."""
        rows = AgreedAction.objects.filter(child__in=self._children()).exclude(whose=Whose.CHILD)
        found: dict[int, list[Agreed]] = defaultdict(list)
        for row in (
            rows.judged_on(self.as_of).with_holder(self.as_of).select_related("person").soonest_first()
        ):
            holder = holder_of(row)
            found[row.child_id].append(
                Agreed(
                    row.public_id, row.what, row.whose, row.promise, row.after_worry, row.agreed_on, row.due_on,
                    row.home_id, holder.key, holder.name, row.person_name if holder.passed else "", row.ended or "",
                )
            )  # fmt: skip
        return found

    @cached_property
    def declined(self) -> dict[int, list[dt.date]]:
        """Placement -> the days of the last 12 weeks the child chose not to, the oldest first. One query."""
        rows = KeyWorkSession.objects.signed().filter(
            placement__in=self._lived_in(),
            outcome=Outcome.DECLINED,
            held_on__lte=self.as_of,
            held_on__gt=add_days(self.as_of, -DECLINED_DAYS),
        )
        found: dict[int, list[dt.date]] = defaultdict(list)
        for placement_id, held_on in rows.order_by("held_on", "pk").values_list("placement_id", "held_on"):
            found[placement_id].append(held_on)
        return found

    @cached_property
    def looked_at(self) -> dict[int, dt.date]:
        """Placement -> the day a manager looked last at how time is offered there, by the day. One query."""
        rows = ApproachReview.objects.filter(placement__in=self._lived_in(), reviewed_on__lte=self.as_of)
        last = rows.order_by().values("placement_id").annotate(last_on=Max("reviewed_on"))
        return dict(last.values_list("placement_id", "last_on"))
