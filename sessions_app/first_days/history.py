"""How entries of the first days read in a history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from homes.history import added_words, opens
from homes.models import Home, LedgerEntry, PracticeChange
from homes.permissions import Access, changes_of
from homes.practice import ADDITIONS, practice_of, shipped_for
from homes.templatetags.keywork_ui import kday, with_name
from homes.words import gettext as _
from sessions_app.first_days.models import FirstDaysEntry, Reached


def entry(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    titles = {
        Reached.DONE: _("First days, done: %(what)s"),
        Reached.STARTED: _("First days, begun: %(what)s"),
        Reached.DAY_SET: _("First days, a day set: %(what)s"),
        Reached.NOT_NEEDED: _("First days, does not apply: %(what)s"),
    }
    text = _("On %(day)s by %(who)s.") % {"day": kday(body.happened_on), "who": body.noted_name}
    if body.planned_on:
        text += " " + _("The day that is set: %(day)s.") % {"day": kday(body.planned_on)}
    said = "\n".join(one for one in (body.how, body.prefers, body.reply, body.note) if one)
    return {
        "title": titles[Reached(body.reached)] % {"what": _what(body)},
        "text": text,
        "changes": (added_words("", said),) if said else (),
        **({"reason": body.why_not} if body.why_not else {}),
        **opens("sessions:first_days", body.child, _("Open the first days")),
    }


def _what(body: Any) -> str:
    """The thing in the words the home had for it, which the page of the history has said (`say_tasks`)."""
    return getattr(body, "task_words", body.task)


def say_tasks(versions: Iterable[Any], access: Access) -> None:
    """Codes of the list as its home said them that day. One query, only if a record is of a home out of reach."""
    spoken = [version for version in versions if isinstance(version, FirstDaysEntry.history.model)]
    changes = {**access.changes, **changes_of({one.home_id for one in spoken} - access.home_ids)}
    for one in spoken:
        own = changes.get(one.home_id, ())
        one.task_words = with_name(
            words_of_task(one.task, one.home, own, one.happened_on), one.child.known_as
        )


def words_of_task(code: str, home: Home, changes: Sequence[PracticeChange], day: dt.date) -> str:
    """A code by the list of its day, else by what the home ever called it, else by what any guidance does."""
    listed = practice_of(home, changes, on=day).text_of("first_days", code)
    if listed != code:
        return listed
    own = {
        row.key: row.value["text"] for row in changes if row.kind == "first_days" and row.value.get("text")
    }
    every = shipped_for(home.profile, home.nation, frozenset(ADDITIONS))
    return own.get(code) or every.text_of("first_days", code)


WORDS = {
    "sessions_app.FirstDaysEntry": entry,
}
