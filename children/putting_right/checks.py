"""What a record that is put right must still keep to: each judges the record with its new values, before it is saved.

They raise UnableToPutRight with a sentence the person can act on. What one form asks when a record is first written,
these ask again: a wall that stands there stands here.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from children.file.models import Applies
from children.models import ChildAbsence, ContactEntry, FileVersion
from children.people.contacts.actions import goes_against, live_restrictions, restrictions_about
from children.placements.models import Placement
from homes.acting import Unable
from homes.audit import record_change, set_fields
from homes.models import User
from homes.models.put_right import Standing
from homes.words import gettext as _


class UnableToPutRight(Unable):
    """What was written would not fit, or somebody else has changed it since. The message is fit for the person."""


def nothing(record: Any, today: dt.date) -> None:
    """Its own fields are all there is to it."""


def nothing_more(record: Any, *, by: User, today: dt.date) -> None:
    """Nothing else follows from withdrawing it."""


def in_order(first: dt.date | None, then: dt.date | None, words: str) -> None:
    if first is not None and then is not None and then < first:
        raise UnableToPutRight(words)


def _within_the_stay(record: Any, day: dt.date) -> None:
    """A day at this home: from the first day of moving in that is known."""
    stays = Placement.objects.filter(child=record.child_id, home=record.home_id, moved_in_on__isnull=False)
    first = stays.order_by("moved_in_on").values_list("moved_in_on", flat=True).first()
    if first is not None and day < first:
        raise UnableToPutRight(_("The day must be the same as or after the day of {moving in}."))


def absence(record: ChildAbsence, today: dt.date) -> None:
    start, back = record.started_on, record.returned_on
    _within_the_stay(record, start)
    in_order(start, back, _("The day of return must be the same as or after the first day away."))
    for other in ChildAbsence.objects.filter(child=record.child_id).exclude(pk=record.pk):
        begins_before = other.returned_on is None or start < other.returned_on
        ends_after = back is None or back > other.started_on
        if (begins_before and ends_after) or other.started_on == start:
            raise UnableToPutRight(_("There is already time away on these days."))


def contact(record: ContactEntry, today: dt.date) -> None:
    """A restriction of the new day binds as it would have when this was first written."""
    about = restrictions_about(
        live_restrictions(record.child_id, record.happened_on), record.person, kind=record.kind
    )
    against = goes_against(
        about,
        kind=record.kind,
        outcome=record.outcome,
        planned=record.planned,
        supervised=record.supervised,
        accompanied_by=record.accompanied_by,
    )
    if against is not None and not record.outside_restriction_reason:
        raise UnableToPutRight(_("Say why it went outside the restriction."))
    record.restriction = against or (about[0] if about and record.outside_restriction_reason else None)


def edition(record: FileVersion, today: dt.date) -> None:
    dated = record.dated_on
    in_order(dated, record.received_on, _("Received on must be the same as or after the date on the plan."))
    in_order(dated, record.review_due_on, _("Review due must be the same as or after the date on the plan."))
    in_order(dated, record.explained_on, _("It was explained before that day: look at the date on it again."))
    if record.item.versions.filter(dated_on=dated).exclude(pk=record.pk).exists():
        raise UnableToPutRight(_("There is already a version dated that day."))


def edition_withdrawn(record: FileVersion, *, by: User, today: dt.date) -> None:
    """What the file said of the document before this version came holds again, unless more was said since."""
    item = record.item
    if not item.stands or item.versions.exists() or (item.applies, item.reason) != (Applies.YES, ""):
        return
    if record.said_before == "" and not item.chases.exists():
        set_fields(
            item, by=by, reason=record.withdrawn_reason, standing=Standing.WITHDRAWN, withdrawn_on=today,
            withdrawn_reason=record.withdrawn_reason, withdrawn_by=by,
        )  # fmt: skip
    elif record.said_before in (Applies.NO, Applies.NOT_YET):
        was = item.history.filter(applies=record.said_before).order_by("-history_id").first()
        item.applies, item.reason = record.said_before, was.reason if was else ""
        record_change(item, by=by, reason=record.withdrawn_reason, update=True)
