"""Everything that happens to a session: drafted, signed, added to, voided. One short transaction each."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, transaction

from children.models import AssignmentRole, Child, KeyWorkerAssignment, Placement
from homes.acting import Unable
from homes.audit import record_change
from homes.dates import london_day
from homes.models import User
from homes.words import gettext as _
from sessions_app.models import Addendum, KeyWorkSession, Outcome, Signature, Status, WorryAnswer
from sessions_app.promises.actions import owe_what_was_agreed
from sessions_app.recording.adults import may_be_adopted
from sessions_app.review.actions import answer_with, no_longer_owed, owe_a_reading
from sessions_app.signed.signing import addendum_hash, content_hash
from sessions_app.worries.models import TOLD

LATE_AFTER_DAYS = 1  # the day after is still fresh; later than that the record says why
# What a person writes in a draft. Nothing else of the row can be set through save_draft.
DRAFT_FIELDS = (
    "plan",
    "held_on",
    "starts",
    "place",
    "outcome",
    "format",
    "moment",
    "people_present",
    "others_present",
    "account",
    "written_to_child",
    "reason",
    "voice",
    "voice_text",
    "purposes",
    "topics",
    "small_steps",
    "progress",
    "seemed_before",
    "seemed_during",
    "seemed_after",
    "next_steps",
    "agreed",
    "worry",
    "worry_text",
    *TOLD,
)


class UnableToSave(Unable):
    """The draft was not saved. The message is fit for the person."""


class VersionConflict(UnableToSave):
    """The draft was changed somewhere else since this person's page was made. `saved` is what is stored."""

    def __init__(self, saved: KeyWorkSession) -> None:
        super().__init__(_("This draft was changed somewhere else."))
        self.saved = saved


class UnableToSign(Unable):
    """The record was not signed. The message is fit for the person."""


def person_there(user: User) -> dict[str, str]:
    """An adult who was there, with the name and title of that day."""
    return {"id": str(user.public_id), "name": user.full_name, "title": user.job_title}


def is_late(held_on: dt.date, *, written_on: dt.date) -> bool:
    """Written more than a day after it happened: the record asks why."""
    return (written_on - held_on).days > LATE_AFTER_DAYS


def lead_on(placement: Placement, day: dt.date) -> KeyWorkerAssignment | None:
    """Who was the lead of a stay on a day. A fact of its own, whoever held or wrote the session.

    The day of a handover is credited to the one who follows.
    """
    return (
        KeyWorkerAssignment.objects.filter(placement=placement, role=AssignmentRole.LEAD)
        .current_on(day)
        .select_related("worker")
        .order_by("-started_on", "-pk")
        .first()
    )


@transaction.atomic
def save_draft(
    *,
    public_id: uuid.UUID,
    child: Child,
    placement: Placement,
    by: User,
    fields: dict[str, Any],
    version: int,
) -> KeyWorkSession:
    """Store what somebody has written so far, under the id their form was given.

    Afterwards the draft holds `fields` and its version is one higher; the same words sent twice change nothing, so a
    double click gives one record. Raises VersionConflict when the stored draft is newer than `version` and differs,
    UnableToSave when it is not this person's draft any more. Validates nothing else: half a thought is a draft.
    """
    unknown = set(fields) - set(DRAFT_FIELDS)
    if unknown:
        raise ValueError(f"not a draft's to set: {sorted(unknown)}")
    saved = locked(public_id)
    if saved is None:
        saved, created = _start_draft(public_id, child, placement, by, fields)
        if created:
            return saved
    if saved.child_id != child.pk or saved.author_id != by.pk:
        raise UnableToSave(_("Only the person who started this draft can change it."))
    return _apply(saved, by=by, fields=fields, version=version)


def waits_for_an_answer(session: KeyWorkSession) -> bool:
    """Whether a signed worry has no answer."""
    return bool(session.worry) and not WorryAnswer.objects.answered().filter(session=session).exists()


def locked(public_id: uuid.UUID) -> KeyWorkSession | None:
    # `of` keeps the lock to the session: its joined rows stay free for others
    rows = KeyWorkSession.objects.select_for_update(of=("self",)).filter(public_id=public_id)
    return rows.select_related("child", "placement", "home", "author", "drafted_by").first()


def _start_draft(
    public_id: uuid.UUID, child: Child, placement: Placement, by: User, fields: dict[str, Any]
) -> tuple[KeyWorkSession, bool]:
    """Write the first version, or find the row that a twin request has just written under the same id."""
    session = KeyWorkSession(
        public_id=public_id, child=child, placement=placement, home=placement.home, author=by, **fields
    )
    session.dated_anew = session.held_on is not None
    try:
        with transaction.atomic():
            record_change(session, by=by)
    except IntegrityError as error:
        twin = locked(public_id)
        if twin is None:  # the id belongs to a record out of this person's reach
            raise UnableToSave(_("We could not save this. Go back and start the record again.")) from error
        return twin, False
    return session, True


def _apply(saved: KeyWorkSession, *, by: User, fields: dict[str, Any], version: int) -> KeyWorkSession:
    changed = {name for name, value in fields.items() if plain(getattr(saved, name)) != plain(value)}
    if not changed:
        return saved
    if not saved.is_draft:
        raise UnableToSave(_("This record is signed. Add more details to it instead."))
    if saved.version != version:
        raise VersionConflict(saved)
    for name in changed:
        setattr(saved, name, fields[name])
    saved.version += 1
    saved.dated_anew = "held_on" in changed
    record_change(saved, by=by, update=True)
    return saved


def plain(value: Any) -> Any:
    """Browsers rewrite line ends when a page comes back; that is not a change of words."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


@transaction.atomic
def sign_session(
    session: KeyWorkSession,
    *,
    by: User,
    now: dt.datetime,
    late_reason: str = "",
    child_part: str = "",
    share_on: dt.date | None = None,
    version: int | None = None,
) -> Signature:
    """Lock the words and put the author's name to them.

    Afterwards the record is signed and waits to be reviewed, knows the key worker of the day, and has one Signature
    with the author's name and title of this moment and a hash of the words. Signing twice gives the first signature
    back. The caller has asked for the password. Raises UnableToSign when something is missing, and VersionConflict when
    `version` is not the one stored: nobody signs words they have not seen.
    """
    saved = locked(session.public_id)
    if saved is None:
        raise UnableToSign(_("There is no such draft."))
    if saved.status == Status.SIGNED and saved.author_id == by.pk:
        return saved.signature
    day = _signable_day(saved, by=by, now=now, late_reason=late_reason)
    if version is not None and saved.version != version:
        raise VersionConflict(saved)
    saved.status, saved.signed_at = Status.SIGNED, now
    saved.late_reason, saved.child_part, saved.share_on = late_reason, child_part, share_on
    lead = lead_on(saved.placement, day)
    saved.key_worker = lead.worker if lead else None
    saved.key_worker_name = lead.name_then if lead else ""
    saved.key_worker_title = lead.worker_title if lead else ""
    saved.version += 1
    record_change(saved, by=by, reason=_("signed"), update=True)
    owe_a_reading(saved, by=by, now=now)
    owe_what_was_agreed(saved, by=by)
    return _signature(by=by, now=now, home=saved.home, content_hash=content_hash(saved), session=saved)


def _signable_day(session: KeyWorkSession, *, by: User, now: dt.datetime, late_reason: str) -> dt.date:
    """The day of a record that may be signed; raises UnableToSign otherwise."""
    if session.author_id != by.pk:
        raise UnableToSign(_("Only the person who wrote a record can sign it."))
    if not session.is_draft:
        raise UnableToSign(_("This record cannot be signed: it is void."))
    if session.held_on is None or not session.outcome:
        raise UnableToSign(_("This draft is not finished. Go back and answer what is missing."))
    if session.held_on > london_day(now):
        raise UnableToSign(_("Date of session must be today or in the past"))
    if session.outcome == Outcome.CANCELLED_BY_HOME and not session.reason.strip():
        raise UnableToSign(_("Enter why it was cancelled"))
    if any(not line["by_on"] for line in session.agreed):
        raise UnableToSign(_("This draft is not finished. Go back and answer what is missing."))
    if is_late(session.held_on, written_on=london_day(now)) and not late_reason.strip():
        raise UnableToSign(_("Enter why this is written late"))
    if session.worry and not (session.somebody_was_told or session.nobody_was_reached):
        raise UnableToSign(_("Say first whom you have told of the worry"))
    return session.held_on


def _signature(*, by: User, now: dt.datetime, **of: Any) -> Signature:
    """Always an insert: a signature is never saved over another."""
    signature = Signature(
        user=by,
        name=by.full_name,
        job_title=by.job_title,
        signed_at=now,
        statement=_("This is a true record of what happened."),
        **of,
    )
    signature.save(force_insert=True)
    return signature


@transaction.atomic
def add_details(
    session: KeyWorkSession,
    *,
    by: User,
    now: dt.datetime,
    kind: str,
    text: str,
    public_id: uuid.UUID | None = None,
) -> Addendum:
    """Put a signed addition under a signed record. The record itself does not change by a letter.

    The same `public_id` twice (a double click) gives the first addition back. Raises UnableToSave when the record is
    not signed, or the id is that of another addition.
    """
    saved = locked(session.public_id)
    if saved is None or saved.status != Status.SIGNED:
        raise UnableToSave(_("Details can be added to a signed record only."))
    public_id = public_id or uuid.uuid4()
    twin = Addendum.objects.filter(public_id=public_id, session=saved, author=by).first()
    if twin is not None:
        return twin
    if Addendum.objects.with_scopes_disabled().filter(public_id=public_id).exists():
        public_id = uuid.uuid4()  # a forged id: that one belongs to another record
    addendum = Addendum(
        public_id=public_id,
        session=saved,
        home=saved.home,
        child=saved.child,
        kind=kind,
        text=text,
        author=by,
    )
    try:
        record_change(addendum, by=by)
    except IntegrityError as error:  # the id belongs to somebody else's addition, or to another record's
        raise UnableToSave(_("We could not save this. Open the record again and add it there.")) from error
    _signature(by=by, now=now, home=saved.home, content_hash=addendum_hash(addendum), addendum=addendum)
    if kind == Addendum.Kind.ANSWER:
        answer_with(addendum, by=by, now=now)
    return addendum


@transaction.atomic
def void_session(session: KeyWorkSession, *, by: User, now: dt.datetime, reason: str) -> None:
    """Take a wrong record out of every list and count. It stays readable, with who, when and why.

    Raises UnableToSave when there is no reason, the record is void already, or it holds a worry nobody has answered:
    a worry is never lost with its record. Deletes nothing.
    """
    saved = locked(session.public_id)
    if saved is None or saved.status == Status.VOID:
        raise UnableToSave(_("This record is already void."))
    if not reason.strip():
        raise UnableToSave(_("Enter why this record is void"))
    if saved.status == Status.SIGNED and waits_for_an_answer(saved):
        raise UnableToSave(_("The worry in this record has no answer yet. Answer it first."))
    saved.status = Status.VOID
    saved.voided_at, saved.voided_by, saved.voided_reason = now, by, reason
    saved.version += 1
    record_change(saved, by=by, reason=reason, update=True)
    no_longer_owed(saved, by=by, reason=reason)


@transaction.atomic
def adopt_draft(session: KeyWorkSession, *, by: User, now: dt.datetime) -> None:
    """A manager takes over the draft of somebody who will not finish it. Who began it is kept.

    Only when the author no longer works at the home, or is away for long. Raises UnableToSave otherwise, and for a
    record that is not a draft. The same click twice changes nothing.
    """
    saved = locked(session.public_id)
    if saved is None or not saved.is_draft:
        raise UnableToSave(_("Only a draft can be taken over."))
    if saved.author_id == by.pk:
        return
    if not may_be_adopted(saved, on=london_day(now)):
        raise UnableToSave(
            _("%(name)s still works here and can finish this draft.") % {"name": saved.author.full_name}
        )
    saved.drafted_by = saved.drafted_by or saved.author
    saved.author = by
    saved.version += 1
    record_change(saved, by=by, reason=_("taken over"), update=True)


def discard_draft(session: KeyWorkSession, *, by: User, now: dt.datetime) -> None:
    """An author gives up a draft. It becomes void, so even this is not a deletion."""
    if session.author_id != by.pk or not session.is_draft:
        raise UnableToSave(_("Only the person who started this draft can change it."))
    void_session(session, by=by, now=now, reason=_("Draft discarded by its author"))
