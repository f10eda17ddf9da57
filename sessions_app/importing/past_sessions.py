"""sessions.csv: key-work sessions of earlier records, signed there or still drafts. Signed words are never changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from children.models import AssignmentRole, Child, Placement
from homes.dates import LONDON, london_day
from homes.models import User
from homes.words import gettext as _
from sessions_app.importing import residence
from sessions_app.importing.cells import Cells
from sessions_app.importing.plan import UNCHANGED, Plan
from sessions_app.models import HAPPENED, Format, KeyWorkSession, Outcome, Signature, Status, Voice
from sessions_app.recording.fields import MOST_CHARACTERS
from sessions_app.signed.signing import content_hash

FILE = "sessions.csv"
STATEMENT = "Signed in the home's earlier records"
NOON = dt.time(12)  # earlier records give a day of signing and no time


@dataclass(frozen=True)
class SessionRow:
    cells: Cells
    child: Child
    ref: str
    held_on: dt.date
    outcome: str
    format: str
    author: User
    present: list[User]
    account: str
    child_voice: str
    signed_on: dt.date | None


def plan_sessions(plan: Plan) -> None:
    signed_since = 0
    for batch in plan.batches(FILE):
        plan.book.open_sessions(batch)
        signed_since += _plan_batch(plan, batch)
    if signed_since:
        message = _(
            "%(file)s: %(rows)d rows have an empty signed_on, but the sessions are signed and stay so"
        )
        plan.notes.append(message % {"file": FILE, "rows": signed_since})


def _plan_batch(plan: Plan, batch: list[Cells]) -> int:
    """How many of the rows are of sessions that were signed since the file was written."""
    signed_since = 0
    for row in filter(None, (_read(plan, cells) for cells in batch)):
        session = plan.book.sessions.get((row.child.provider.public_id, row.ref))
        if session is not None and session.child != row.child:
            message = _("Another child's session has this reference: %(ref)s's. Use a reference once only.")
            row.cells.error("session_ref", message % {"ref": session.child.ref})
        elif session is not None and not session.is_draft:
            signed_since += row.signed_on is None
            _compare_locked(plan, row, session)
        else:
            _plan_session(plan, row, session)
    return signed_since


def _read(plan: Plan, cells: Cells) -> SessionRow | None:
    child = plan.child(cells)
    ref = cells.text("session_ref", field=KeyWorkSession._meta.get_field("session_ref"), needed=True)
    held_on, signed_on = cells.date("date", needed=True), cells.date("signed_on")
    outcome = cells.code("outcome", Outcome.values, needed=True)
    format_ = cells.code("format", Format.values)
    email = cells.email("author_email")
    author = plan.user(cells, "author_email", email)
    present = [plan.user(cells, "present_emails", email) for email in cells.emails("present_emails")]
    account = cells.raw("account")
    cells.limit("account", account, MOST_CHARACTERS)
    _check_days(plan, cells, held_on, signed_on)
    if not cells.ok or child is None or author is None or held_on is None:
        return None
    if not plan.once(cells, "session_ref", child.provider.public_id, ref):
        return None
    return SessionRow(
        cells, child, ref, held_on, outcome, format_, author, [user for user in present if user],
        account if account.strip() else "", cells.text("child_voice", most=MOST_CHARACTERS), signed_on,
    )  # fmt: skip


def _check_days(plan: Plan, cells: Cells, held_on: dt.date | None, signed_on: dt.date | None) -> None:
    if held_on and held_on > plan.today:
        cells.error("date", _("The session is in the future. Correct the date."))
    if signed_on and signed_on > plan.today:
        cells.error("signed_on", _("The day of signing is in the future. Correct it."))
    elif signed_on and held_on and signed_on < held_on:
        cells.error("signed_on", _("It was signed before it took place. Correct one of the two days."))


def _plan_session(plan: Plan, row: SessionRow, session: KeyWorkSession | None) -> None:
    placement = _placement(plan, row)
    if placement is None:
        return
    if session is None:
        session = KeyWorkSession(child=row.child, session_ref=row.ref)
        plan.book.sessions[row.child.provider.public_id, row.ref] = session
    fields = _fields(plan, row, session, placement)
    if not session._state.adding and any(getattr(session, name) != value for name, value in fields.items()):
        fields["version"] = session.version + 1  # a form still open on the draft must notice
    plan.tally("sessions", plan.put(row.cells, session, **fields))
    if row.signed_on:
        plan.signatures.append(_signature(plan, row, session))


def _placement(plan: Plan, row: SessionRow) -> Placement | None:
    placement = residence.for_session(
        plan.book.placements[row.child.public_id],
        row.held_on,
        at_home=lambda home: plan.book.works_at(row.author, home),
    )
    if placement is None and not plan.in_doubt("child", row.child.ref, file="children.csv"):
        message = _("%(name)s did not live at any home on %(day)s. Correct the date, or children.csv.")
        row.cells.error("date", message % {"name": row.child.known_as, "day": row.held_on})
    return placement


def _fields(plan: Plan, row: SessionRow, session: KeyWorkSession, placement: Placement) -> dict[str, Any]:
    """What the row says of a new session or a draft. An empty cell leaves what is there."""
    fields: dict[str, Any] = {
        "placement": placement,
        "home": placement.home,
        "author": row.author,
        "held_on": row.held_on,
        "outcome": row.outcome,
        "people_present": _present(plan, row, session),
        **_key_worker(plan, row, session, placement),
    }
    given = {"format": row.format, "account": row.account}
    fields |= {name: value for name, value in given.items() if value}
    if row.child_voice:
        fields |= {"voice": Voice.WORDS, "voice_text": row.child_voice}
    elif row.signed_on and not session.voice:
        fields["voice"] = Voice.NOT_THIS_TIME
    if row.signed_on:
        fields |= {"status": Status.SIGNED, "signed_at": _signed_at(plan, row.signed_on)}
    return fields


def _signed_at(plan: Plan, signed_on: dt.date) -> dt.datetime:
    """Noon of the day of signing, in London; of today, not later than now."""
    return min(dt.datetime.combine(signed_on, NOON, tzinfo=LONDON), plan.now)


def _present(plan: Plan, row: SessionRow, session: KeyWorkSession) -> list[dict[str, str]]:
    """Who was there, under the names and titles of that day. Stored snapshots stay while the people are the same."""
    people = row.present
    if not people and not session.people_present and row.outcome in HAPPENED:
        people = [row.author]
    if not people or [str(person.public_id) for person in people] == _ids(session):
        return session.people_present
    return [
        {
            "id": str(person.public_id),
            "name": person.full_name,
            "title": plan.title_on(person, row.held_on),
        }
        for person in people
    ]


def _ids(session: KeyWorkSession) -> list[str]:
    return [str(person.get("id", "")) for person in session.people_present]


def _key_worker(plan: Plan, row: SessionRow, session: KeyWorkSession, placement: Placement) -> dict[str, Any]:
    """The lead of that day. The name stays as first written while the person is the same."""
    leads = [
        one
        for one in plan.book.assignments[row.child.public_id]
        if one.placement == placement
        and one.role == AssignmentRole.LEAD
        and one.started_on <= row.held_on
        and (one.ended_on is None or row.held_on <= one.ended_on)
    ]
    lead = max(leads, key=lambda one: one.started_on, default=None)
    if lead is None or session.key_worker == lead.worker:
        return {}
    return {
        "key_worker": lead.worker,
        "key_worker_name": lead.worker_name or lead.worker.full_name,
        "key_worker_title": lead.worker_title,
    }


def _signature(plan: Plan, row: SessionRow, session: KeyWorkSession) -> Signature:
    return Signature(
        session=session,
        home=session.home,
        user=row.author,
        name=row.author.full_name,
        job_title=plan.title_on(row.author, row.signed_on or row.held_on),
        signed_at=session.signed_at,
        statement=STATEMENT,
        content_hash=content_hash(session),
        method=Signature.Method.IMPORTED,
    )


def _compare_locked(plan: Plan, row: SessionRow, session: KeyWorkSession) -> None:
    """A signed or voided session may be in the file again, word for word. Anything else is refused."""
    for column, stored, given in _pairs(row, session):
        if given and stored != given:
            if session.status == Status.VOID:
                message = _("This session was voided and cannot be changed by an import. Take the row out.")
            else:
                message = _(
                    "This session is signed and cannot be changed by an import; add details in the browser."
                )
            row.cells.error(column, message)
    plan.tally("sessions", UNCHANGED)


def _pairs(row: SessionRow, session: KeyWorkSession) -> list[tuple[str, object, object]]:
    """Column, what is stored and what the file says. People are compared as people: titles change, snapshots do not."""
    return [
        ("date", session.held_on, row.held_on),
        ("outcome", session.outcome, row.outcome),
        ("format", session.format, row.format),
        ("author_email", session.author, row.author),
        ("present_emails", _ids(session), [str(person.public_id) for person in row.present]),
        ("account", session.account, row.account),
        ("child_voice", session.voice_text, row.child_voice),
        ("signed_on", session.signed_at and london_day(session.signed_at), row.signed_on),
    ]
