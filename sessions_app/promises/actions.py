"""What becomes of what was agreed: owed once the record is signed, then done, dropped with a reason, or moved."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from children.models import AssignmentRole, KeyWorkerAssignment
from homes.acting import Unable, lock, named, same_case
from homes.audit import record_change
from homes.models import User
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession
from sessions_app.promises.models import ActionStep, AgreedAction, Whose

Kind = ActionStep.Kind


class UnableToNoteAction(Unable):
    """Nothing was noted about the action. The message is fit for the person."""


def owe_what_was_agreed(session: KeyWorkSession, *, by: User) -> list[AgreedAction]:
    """Each line of a signed record becomes something owed, in its own words. Within the transaction of signing."""
    lines: list[dict[str, Any]] = session.agreed
    if not lines or session.held_on is None:
        return []
    keys = {line["person"] for line in lines if line.get("person")}
    people = {str(one.public_id): one for one in User.objects.filter(public_id__in=keys)}
    holding = set(
        KeyWorkerAssignment.objects.filter(placement=session.placement)
        .exclude(role=AssignmentRole.COVER)
        .current_on(session.held_on)
        .values_list("worker_id", flat=True)
    )
    owed = [_owed(session, line, people, holding) for line in lines]
    for action in owed:
        record_change(action, by=by)
    return owed


def _owed(
    session: KeyWorkSession, line: dict[str, Any], people: dict[str, User], holding: set[int]
) -> AgreedAction:
    person = people.get(line.get("person", ""))
    whose = line["whose"] if person is None and line["whose"] != Whose.ADULT else Whose.ADULT
    if whose == Whose.ADULT and person is None:
        person = session.author  # an account that is gone: whoever wrote it said it
    return AgreedAction(
        **same_case(session),
        session=session,
        placement=session.placement,
        what=line["what"],
        whose=whose,
        person=person,
        person_name=person.full_name if person else "",
        as_key_worker=person is not None and person.pk in holding,
        agreed_on=session.held_on,
        by_on=dt.date.fromisoformat(line["by_on"]),
        promise=bool(line["promise"]),
    )


def owe_after_worry(
    session: KeyWorkSession, *, by: User, what: str, person: User, today: dt.date, by_on: dt.date
) -> AgreedAction:
    """What a manager said somebody will do about the worry of a record. Within the transaction of answering it."""
    action = AgreedAction(
        **same_case(session),
        session=session,
        placement=session.placement,
        what=what,
        whose=Whose.ADULT,
        person=person,
        person_name=person.full_name,
        agreed_on=today,
        by_on=by_on,
        after_worry=True,
    )
    record_change(action, by=by)
    return action


@transaction.atomic
def note_action(
    action: AgreedAction,
    *,
    by: User,
    today: dt.date,
    kind: str,
    reason: str = "",
    by_on: dt.date | None = None,
    child_knows: bool = False,
) -> ActionStep:
    """Note what became of it. The words said stay as they were.

    Done twice (a double click) is done once. Raises UnableToNoteAction for one that is over, without a reason where
    one is needed, and for a new day that is not ahead.
    """
    latest = _locked(action).order_by("-pk").first()
    if latest is not None and latest.kind != Kind.MOVED:
        if latest.kind == kind:
            return latest
        said = _("%(who)s noted this on %(day)s: %(what)s.")
        facts = {
            "who": latest.noted_name, "day": kday(latest.happened_on), "what": latest.get_kind_display(),
        }  # fmt: skip
        raise UnableToNoteAction(said % facts)
    if action.session.status != "signed":
        raise UnableToNoteAction(_("The record this was agreed in is void. Nothing is owed from it."))
    if kind != Kind.DONE and not reason.strip():
        raise UnableToNoteAction(_("Enter why"))
    if kind == Kind.MOVED and (by_on is None or by_on < today):
        raise UnableToNoteAction(_("Enter a new day, today or ahead"))
    if kind == Kind.MOVED and latest is not None and (latest.by_on, latest.reason) == (by_on, reason):
        return latest
    step = ActionStep(
        **same_case(action),
        action=action,
        kind=kind,
        happened_on=today,
        by_on=by_on if kind == Kind.MOVED else None,
        reason=reason if kind != Kind.DONE else "",
        child_knows=child_knows and kind != Kind.DONE,
        **named("noted_by", by, "noted"),
    )
    try:
        with transaction.atomic():
            record_change(step, by=by)
    except IntegrityError as error:
        raise UnableToNoteAction(_("Somebody else noted what became of this just now.")) from error
    return step


def _locked(action: AgreedAction) -> Any:
    """What was noted so far, with the action held: both of two clicks wait here."""
    lock(action)
    return ActionStep.objects.filter(action=action)
