"""What a record that is put right must still keep to: each judges the record with its new values, before it is saved.

They raise UnableToPutRight with a sentence the person can act on. What one form asks when a record is first written,
these ask again: a wall that stands there stands here.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from children.about_me.models import on_day
from children.models import (
    AssignmentRole,
    Child,
    ChildAbsence,
    ContactEntry,
    EndReason,
    FileSaid,
    FileVersion,
    ImportantDate,
    KeyWorkerAssignment,
    LegalStatus,
    Restriction,
)
from children.people.contacts.actions import goes_against, live_restrictions, restrictions_about
from children.placements.models import Placement
from homes.acting import Unable, named
from homes.audit import record_change, set_fields
from homes.models import User
from homes.models.put_right import Standing
from homes.words import gettext as _

A_LEAP_YEAR = 2024  # 29 February is a day of some years


class UnableToPutRight(Unable):
    """What was written would not fit, or somebody else has changed it since. The message is fit for the person."""


def nothing(record: Any, today: dt.date) -> None:
    """Its own fields are all there is to it."""


def nothing_more(record: Any, *, by: User, today: dt.date) -> None:
    """Nothing else follows from withdrawing it."""


def nothing_then(record: Any, *, before: dict[str, Any], by: User, reason: str) -> None:
    """Nothing goes along with it."""


def in_order(first: dt.date | None, then: dt.date | None, words: str) -> None:
    if first is not None and then is not None and then < first:
        raise UnableToPutRight(words)


def _within_the_stay(record: Any, day: dt.date) -> None:
    """A day at this home: from the first day of moving in that is known."""
    stays = Placement.objects.filter(child=record.child_id, home=record.home_id, moved_in_on__isnull=False)
    first = stays.order_by("moved_in_on").values_list("moved_in_on", flat=True).first()
    if first is not None and day < first:
        raise UnableToPutRight(_("The day must be the same as or after the day of {moving in}."))


def child(record: Child, today: dt.date) -> None:
    others = Child.objects.filter(provider=record.provider_id, ref=record.ref).exclude(pk=record.pk)
    if others.exists():
        raise UnableToPutRight(_("Another child already has this reference. Choose a different one."))


def stay(record: Placement, today: dt.date) -> None:
    first, last = record.moved_in_on, record.moved_on_on
    in_order(
        record.referred_on,
        record.offered_on,
        _("Place offered on must be the same as or after the referral."),
    )
    if first is None and record.expected_on is None:
        raise UnableToPutRight(_("Enter the day of {moving in}, or the day the child is expected."))
    if last is not None and Placement.objects.get(pk=record.pk).moved_on_on is None:
        raise UnableToPutRight(_("Record moving on on its own page: that also ends what ends with it."))
    if last is not None and (first is None or last < first):
        raise UnableToPutRight(_("The day of moving on must be the same as or after the day of {moving in}."))
    if first is not None and any(_meets(other, first, last) for other in _other_stays(record)):
        raise UnableToPutRight(_("The child lived at another home on some of these days."))


def _other_stays(record: Placement) -> list[Placement]:
    """The child's other stays, as they will be: a neighbour that shares a day of moving goes along with it."""
    rows = Placement.objects.with_scopes_disabled()
    was = rows.get(pk=record.pk)
    others = list(rows.filter(child=record.child_id, moved_in_on__isnull=False).exclude(pk=record.pk))
    for other in others:
        if was.moved_on_on and other.moved_in_on == was.moved_on_on:
            other.moved_in_on = record.moved_on_on or other.moved_in_on
        if was.moved_in_on and other.moved_on_on == was.moved_in_on:
            other.moved_on_on = record.moved_in_on or other.moved_on_on
    return others


def _meets(other: Placement, first: dt.date, last: dt.date | None) -> bool:
    """Whether two stays share a day. The day of moving on belongs to the next home."""
    start, end = other.moved_in_on, other.moved_on_on
    return ((last is None or start < last) and (end is None or first < end)) or (
        end is not None and end < start
    )


def stay_righted(record: Placement, *, before: dict[str, Any], by: User, reason: str) -> None:
    """One day of moving stands in two stays, and ends who was key worker: they go along with it."""
    was_in, was_on = before["moved_in_on"], before["moved_on_on"]
    others = Placement.objects.with_scopes_disabled().filter(child=record.child_id).exclude(pk=record.pk)
    if was_on and record.moved_on_on and was_on != record.moved_on_on:
        for other in others.filter(moved_in_on=was_on):
            set_fields(other, by=by, reason=reason, moved_in_on=record.moved_on_on)
    if was_in and record.moved_in_on and was_in != record.moved_in_on:
        for other in others.filter(moved_on_on=was_in):
            set_fields(other, by=by, reason=reason, moved_on_on=record.moved_in_on)
            _key_workers_go_along(other, was_in, by=by, reason=reason)
            _time_away_goes_along(other, was_in, by=by, reason=reason)
    if was_on != record.moved_on_on:
        _key_workers_go_along(record, was_on, by=by, reason=reason)
        _time_away_goes_along(record, was_on, by=by, reason=reason)


def _key_workers_go_along(stay: Placement, was: dt.date | None, *, by: User, reason: str) -> None:
    """Who was key worker until the child moved on is so until the right day; if the child did not, still."""
    ended = KeyWorkerAssignment.objects.with_scopes_disabled().filter(
        placement=stay, end_reason=EndReason.CHILD_MOVED_ON, ended_on=was
    )
    for held in ended:
        last = stay.moved_on_on
        held.ended_on = max(last, held.started_on) if last else None
        held.end_reason = EndReason.CHILD_MOVED_ON if last else ""
        held.end_decided_by = held.end_decided_by if last else None
        record_change(held, by=by, reason=reason, update=True)


def _time_away_goes_along(stay: Placement, was: dt.date | None, *, by: User, reason: str) -> None:
    """Time away that moving on ended goes on until the right day; if the child did not move on, until somebody says."""
    ended = ChildAbsence.objects.with_scopes_disabled().filter(
        child=stay.child_id, home=stay.home_id, ended_by_move=True, returned_on__gte=was
    )
    for away in ended if was else ():
        last = stay.moved_on_on
        away.returned_on = max(last, away.started_on) if last else None
        away.ended_by_move = last is not None
        _no_other_time_away(away)
        record_change(away, by=by, reason=reason, update=True)


def stay_withdrawn(record: Placement, *, by: User, today: dt.date) -> None:
    """The stay that ended because this one began goes on until the next one, with what ended with it."""
    if record.moved_in_on is None:
        return
    stays = Placement.objects.with_scopes_disabled().filter(child=record.child_id)
    for earlier in stays.filter(moved_on_on=record.moved_in_on):
        before = {"moved_in_on": earlier.moved_in_on, "moved_on_on": earlier.moved_on_on}
        reason = record.withdrawn_reason
        set_fields(earlier, by=by, reason=reason, moved_on_on=record.moved_on_on)
        stay_righted(earlier, before=before, by=by, reason=reason)


def assignment(record: KeyWorkerAssignment, today: dt.date) -> None:
    """Ending somebody has a page of its own, which asks why."""
    was = KeyWorkerAssignment.objects.get(pk=record.pk)
    cover = record.role == AssignmentRole.COVER
    in_order(
        record.started_on, record.ended_on, _("The last day must be the same as or after the first day.")
    )
    if record.ended_on and was.ended_on is None:
        raise UnableToPutRight(_("End it on the page of {key workers}: that also says why."))
    if record.ended_on is None and cover:
        raise UnableToPutRight(_("Cover has a last day. Enter it."))
    if record.ended_on is None:
        record.end_reason, record.end_note, record.end_decided_by = "", "", None
    if record.child_told_on is None:
        record.child_told_by = None


def absence(record: ChildAbsence, today: dt.date) -> None:
    start, back = record.started_on, record.returned_on
    _within_the_stay(record, start)
    in_order(start, back, _("The day of return must be the same as or after the first day away."))
    _no_other_time_away(record)
    was = ChildAbsence.objects.get(pk=record.pk)
    record.ended_by_move = was.ended_by_move and was.returned_on == back


def _no_other_time_away(record: ChildAbsence) -> None:
    start, back = record.started_on, record.returned_on
    others = ChildAbsence.objects.with_scopes_disabled().filter(child=record.child_id)
    for other in others.exclude(pk=record.pk):
        begins_before = other.returned_on is None or start < other.returned_on
        ends_after = back is None or back > other.started_on
        if (begins_before and ends_after) or other.started_on == start:
            raise UnableToPutRight(_("There is already time away on these days."))


def contact(record: ContactEntry, today: dt.date) -> None:
    """A restriction of the new day binds as it would have when this was first written."""
    stay = Placement.objects.filter(child=record.child_id, home=record.home_id).latest_first().first()
    live = live_restrictions(stay, record.happened_on) if stay else []
    about = restrictions_about(live, record.person, kind=record.kind)
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


def restriction(record: Restriction, today: dt.date) -> None:
    """Ending it stays its own thing; its ground is named as when it was recorded."""
    in_order(record.started_on, record.ended_on, _("It ended before that day. Look at the first day again."))
    if record.no_contact and record.person_id is None:
        raise UnableToPutRight(_("Nothing at all is allowed only with a person who is named."))
    named = record.ordered_on and record.section and record.order_number
    if record.by_court and not named:
        raise UnableToPutRight(_("A court order needs its date, its section and its number."))
    if record.child_told_on is None:
        record.child_told_by = None
    elif record.child_told_by is None:
        raise UnableToPutRight(_("Who told the child is not noted. Note both under “Add what was missing”."))


def important_date(record: ImportantDate, today: dt.date) -> None:
    if on_day(record.year or A_LEAP_YEAR, record.month, record.day) is None:
        raise UnableToPutRight(_("Enter a real day, like 27 3."))


def status(record: LegalStatus, today: dt.date) -> None:
    in_order(record.started_on, record.ended_on, _("It ended before that day. Look at the first day again."))


def status_righted(record: LegalStatus, *, before: dict[str, Any], by: User, reason: str) -> None:
    """The status before it ends on the day it begins."""
    was = before["started_on"]
    if was != record.started_on:
        for earlier in _statuses_that_stand(record).filter(ended_on=was):
            set_fields(earlier, by=by, ended_on=record.started_on)


def status_withdrawn(record: LegalStatus, *, by: User, today: dt.date) -> None:
    """The status that ended because this one began goes on until the next one."""
    for earlier in _statuses_that_stand(record).filter(ended_on=record.started_on):
        earlier.ended_on = record.ended_on
        record_change(earlier, by=by, reason=record.withdrawn_reason, update=True)


def _statuses_that_stand(record: LegalStatus) -> Any:
    rows = LegalStatus.objects.filter(child=record.child_id, standing=Standing.STANDS)
    return rows.exclude(pk=record.pk)


def edition(record: FileVersion, today: dt.date) -> None:
    dated = record.dated_on
    in_order(dated, record.received_on, _("Received on must be the same as or after the date on the plan."))
    in_order(dated, record.review_due_on, _("Review due must be the same as or after the date on the plan."))
    in_order(dated, record.explained_on, _("It was explained before that day: look at the date on it again."))
    if record.item.versions.filter(dated_on=dated).exclude(pk=record.pk).exists():
        raise UnableToPutRight(_("There is already a version dated that day."))


def edition_withdrawn(record: FileVersion, *, by: User, today: dt.date) -> None:
    """What was said of the document before this version came holds again, unless more was said since."""
    *_earlier, before, last = [None, None, *record.item.said.order_by("from_on", "pk")]
    if before is None or last.version_id != record.pk:
        return
    if before.until_on is None or before.until_on >= last.from_on:
        again = FileSaid(
            item=record.item, child=last.child, home=last.home, **named("said_by", by), from_on=last.from_on,
            applies=before.applies, until_on=before.until_on, reason=before.reason,
        )  # fmt: skip
        record_change(again, by=by, reason=record.withdrawn_reason)
