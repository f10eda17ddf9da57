"""What time together was for, in the words the home had for it on the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from homes.models import Home, PracticeChange
from homes.permissions import Access, changes_of
from homes.practice import ADDITIONS, LISTS, SHIPPED, practice_of, shipped_for
from homes.templatetags.keywork_ui import with_name
from sessions_app.models import KeyWorkSession

KIND = next(kind for kind, name in LISTS.items() if name == "purposes")


def purpose_words(session: KeyWorkSession, access: Access, codes: Sequence[str] | None = None) -> list[str]:
    """The purposes of a record, or these codes, as its home said them that day. One query for a home this person has
    no role at; none for no code."""
    codes = session.purposes if codes is None else codes
    if not codes:
        return []
    changes = access.changes if session.home_id in access.home_ids else changes_of([session.home_id])
    return in_words(
        codes,
        home=session.home,
        changes=changes.get(session.home_id, ()),
        day=session.held_on or access.today,
        child_name=session.child.known_as,
    )


def in_words(
    codes: Iterable[str],
    *,
    home: Home,
    changes: Sequence[PracticeChange],
    day: dt.date,
    child_name: str,
) -> list[str]:
    """Codes by the list of the day. One that was not on it (taken off since it was chosen, or put on after the day
    the record is about) keeps the words it had; the bare code is left only for what no list ever held."""
    that_day = {item.code: item.text for item in practice_of(home, changes, on=day).purposes}
    own = {row.key: row.value["text"] for row in changes if row.kind == KIND and row.value.get("text")}
    known: dict[str, Any] = {**_shipped(), **own, **that_day}
    return [with_name(known.get(code, code), child_name) for code in codes]


@cache
def _shipped() -> dict[str, Any]:
    """Every purpose of every profile with every addition. The words are put into a language when they are read."""
    every = frozenset(ADDITIONS)
    return {item.code: item.text for code in SHIPPED for item in shipped_for(code, "", every).purposes}
