"""How changes of key workers read in a history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from children.key_workers.models import AssignmentRole, end_reason_in_words
from homes import history
from homes.history import newly, sentence
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday, possessive
from homes.words import gettext as _


def assignment(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    names = {"who": body.worker_name or body.worker.full_name, "whose": possessive(body.child.known_as)}
    if row.change == "~":
        return _assignment_changed(row, body, previous, names)
    titles = {
        AssignmentRole.LEAD: _("%(who)s became %(whose)s {key worker}"),
        AssignmentRole.SECOND: _("%(who)s became %(whose)s second {key worker}"),
    }
    title = titles.get(body.role, _("%(who)s covers for %(whose)s {key worker}")) % names
    return {"title": title, "text": history.period(body.started_on, body.ended_on)}


def _assignment_changed(
    row: LedgerEntry, body: Any, previous: Any | None, names: dict[str, str]
) -> dict[str, Any]:
    if not newly(previous, body, "ended_on"):
        return {"title": _("{Key worker}: details changed, %(who)s") % names}
    title = (
        _("Cover ended: %(who)s") if body.role == AssignmentRole.COVER else _("{Key worker} ended: %(who)s")
    )
    title %= names
    if body.end_reason:
        why = end_reason_in_words(body.end_reason, known_as=body.child.known_as)
        title = f"{title} ({why})"
    text = _("Last day %(day)s.") % {"day": kday(body.ended_on)}
    return {"title": title, "text": f"{text} {sentence(body.end_note)}".strip(), "changes": ()}


WORDS: dict[str, Callable[[LedgerEntry, Any, Any | None], dict[str, Any]]] = {
    "children.KeyWorkerAssignment": assignment,
}
