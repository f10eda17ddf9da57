"""What adults do with news: file what the social worker was sent, ask for a visit, note support, hand over, keep a day.

Everything is added. The same thing sent twice (a double click) gives the first one back.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from children.models.chronology import ChronologyEntry, ChronologyVoid
from children.models.news import (
    HandoverNote,
    HandoverSeen,
    SocialWorkerUpdate,
    SupportNeed,
    SupportStage,
    SupportStep,
    SwVisitChase,
)
from children.placements.models import Child, Placement
from homes.acting import Unable, keep, lock, named, same_case
from homes.audit import record_change
from homes.models import Home, User
from homes.words import gettext as _

SAME_NOTE = dt.timedelta(minutes=10)  # the same words again within this are a second click


class UnableToKeep(Unable):
    """What was to be kept does not fit what is there. The message is fit for the person."""


def _has_moved_in(stay: Placement, day: dt.date) -> None:
    if stay.moved_in_on is None or day < stay.moved_in_on:
        raise UnableToKeep(_("The day must be the same as or after the day of {moving in}."))


# --- the social worker ---------------------------------------------------------------------------


def as_letter(parts: dict[str, str]) -> str:
    """The parts of an update as one text, each under its heading, good news first. Empty parts are left out."""
    headings = {
        "good_news": _("Good news"),
        "happened": _("What happened"),
        "worries": _("Worries"),
        "asks": _("What comes next, and what we ask"),
    }
    return "\n\n".join(f"{headings[name]}\n{parts[name]}" for name in headings if parts.get(name))


@transaction.atomic
def file_update(
    *,
    stay: Placement,
    from_on: dt.date,
    to_on: dt.date,
    good_news: str,
    sent_on: dt.date,
    how: str,
    to_name: str,
    by: User,
    happened: str = "",
    worries: str = "",
    asks: str = "",
) -> SocialWorkerUpdate:
    """Keep what the social worker was sent, letter for letter. Raises UnableToKeep before the day of moving in."""
    lock(stay)
    _has_moved_in(stay, sent_on)
    parts = {"good_news": good_news, "happened": happened, "worries": worries, "asks": asks}
    update = SocialWorkerUpdate(
        **same_case(stay),
        from_on=from_on,
        to_on=to_on,
        **parts,
        text=as_letter(parts),
        sent_on=sent_on,
        how=how,
        to_name=to_name,
        **named("sent_by", by),
    )
    return keep(update, by=by)


@transaction.atomic
def ask_for_visit(
    *, stay: Placement, asked_on: dt.date, how: str, by: User, asked_whom: str = "", answer: str = ""
) -> SwVisitChase:
    """We asked when the social worker will come. Raises UnableToKeep before the day of moving in."""
    lock(stay)
    _has_moved_in(stay, asked_on)
    chase = SwVisitChase(
        **same_case(stay),
        placement=stay,
        asked_on=asked_on,
        how=how,
        asked_whom=asked_whom,
        answer=answer,
        **named("asked_by", by),
    )
    return keep(chase, by=by)


# --- specialist support --------------------------------------------------------------------------


@transaction.atomic
def add_need(
    *, stay: Placement, seen_on: dt.date, what: str, by: User, why: str = "", child_view: str = ""
) -> SupportNeed:
    """Somebody saw that a child needs a specialist."""
    lock(stay)
    need = SupportNeed(
        **same_case(stay),
        seen_on=seen_on,
        what=what,
        why=why,
        child_view=child_view,
        **named("written_by", by),
    )
    return keep(need, by=by)


@transaction.atomic
def add_step(
    *,
    need: SupportNeed,
    stay: Placement,
    stage: str,
    happened_on: dt.date,
    by: User,
    whom: str = "",
    note: str = "",
    working: str = "",
    child_view: str = "",
) -> SupportStep:
    """The next step. Raises UnableToKeep before the need was seen, and after it had ended by that day."""
    lock(stay)
    if happened_on < need.seen_on:
        raise UnableToKeep(_("The day must be the same as or after the day the need was seen."))
    step = SupportStep(
        need=need,
        child_id=need.child_id,
        home_id=stay.home_id,
        stage=stage,
        happened_on=happened_on,
        whom=whom,
        note=note,
        working=working,
        child_view=child_view,
        **named("written_by", by),
    )
    ended = need.steps.filter(stage=SupportStage.ENDED).exclude(
        stage=stage, happened_on=happened_on, written_by=by
    )
    if ended.exists():
        raise UnableToKeep(_("This support has ended. Write down a new need."))
    return keep(step, by=by)


# --- handover ------------------------------------------------------------------------------------


@transaction.atomic
def add_handover_note(
    *, home: Home, text: str, by: User, now: dt.datetime, child: Child | None = None
) -> HandoverNote:
    """Something the next shift should know. The same words again within minutes are a second click."""
    lock(home, no_key=True)
    note = HandoverNote(home=home, child=child, text=text, **named("written_by", by))
    said = HandoverNote.objects.filter(
        home=home, child=child, text=text, written_by=by, created_at__gt=now - SAME_NOTE
    )
    twin = said.order_by("pk").first()
    if twin is not None:
        return twin
    record_change(note, by=by)
    return note


@transaction.atomic
def read_handover(*, home: Home, day: dt.date, by: User, now: dt.datetime) -> HandoverSeen:
    """Somebody has read the handover of a day. Once a day each."""
    lock(home, no_key=True)
    seen = HandoverSeen.objects.filter(home=home, handover_on=day, seen_by=by).first()
    if seen is None:
        seen = HandoverSeen(home=home, handover_on=day, seen_by=by, seen_by_name=by.full_name, seen_at=now)
        seen.save(force_insert=True)
    return seen


# --- the chronology ------------------------------------------------------------------------------


@transaction.atomic
def add_chronology_entry(
    *, stay: Placement, happened_on: dt.date, title: str, known_from: str, by: User, what: str = ""
) -> ChronologyEntry:
    """A day of a child's life, by hand. It may lie long before the child moved in."""
    lock(stay)
    entry = ChronologyEntry(
        **same_case(stay),
        happened_on=happened_on,
        title=title,
        what=what,
        known_from=known_from,
        **named("written_by", by),
    )
    return keep(entry, by=by)


@transaction.atomic
def void_chronology_entry(*, entry: ChronologyEntry, reason: str, on: dt.date, by: User) -> ChronologyVoid:
    """An entry does not stand any more. It is kept. Raises UnableToKeep when it was voided before."""
    lock(entry)
    if ChronologyVoid.objects.filter(entry=entry).exists():
        raise UnableToKeep(_("This entry is voided already."))
    void = ChronologyVoid(
        entry=entry,
        **same_case(entry),
        voided_on=on,
        reason=reason,
        voided_by=by,
        voided_by_name=by.full_name,
    )
    record_change(void, by=by)
    return void
