"""contacts.csv: calls, visits and letters, as they were logged."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Any

from children.models import (
    Child,
    ContactEntry,
    ContactKind,
    ContactOutcome,
    Direction,
    Person,
    Restriction,
)
from homes.words import gettext as _
from sessions_app.importing import residence
from sessions_app.importing.cells import Cells
from sessions_app.importing.plan import Plan

FILE = "contacts.csv"
SHOWN = 20  # rows noted one by one; the rest is counted
LONGEST_NOTE = 20_000  # characters, as the form takes
# A visit home is this product's own kind: the format does not know it.
KINDS = tuple(kind for kind in ContactKind.values if kind != ContactKind.HOME_VISIT)


def plan_contacts(plan: Plan) -> None:
    """The format has no reference for a call: a row that says all the same is the same call, and nothing is written
    over. The same row twice in a file is two calls, a second import of it finds both."""
    outside: list[int] = []
    for batch in plan.batches(FILE):
        plan.book.open_contacts(batch)
        told: Counter[tuple] = Counter()  # of these children: all their rows are in this batch
        for cells in batch:
            outcome = _plan_contact(plan, cells, told, outside)
            if outcome is not None:
                plan.tally("contacts", outcome)
    _note_outside(plan, outside)


def _note_outside(plan: Plan, rows: list[int]) -> None:
    for row in sorted(rows)[:SHOWN]:
        plan.notes.append(
            _("%(file)s row %(row)d: outside a restriction; kept, and flagged") % {"file": FILE, "row": row}
        )
    if len(rows) > SHOWN:
        message = _("%(file)s: %(more)d more rows are outside a restriction; kept, and flagged")
        plan.notes.append(message % {"file": FILE, "more": len(rows) - SHOWN})


def _plan_contact(plan: Plan, cells: Cells, told: Counter[tuple], outside: list[int]) -> str | None:
    child = plan.child(cells)
    day = cells.date("date", needed=True)
    kind = cells.code("kind", KINDS, needed=True)
    direction = cells.code("direction", Direction.values)
    outcome = cells.code("outcome", ContactOutcome.values)
    person = cells.text("person", field=ContactEntry._meta.get_field("person_name"))
    note = cells.text("note", most=LONGEST_NOTE)
    if day is not None and day > plan.today:
        cells.error("date", _("The call or visit is in the future. Correct the date."))
    if not cells.ok or child is None or day is None:
        return None
    given: dict[str, Any] = {
        "direction": direction,
        "outcome": outcome,
        "person_name": person,
        "content": note,
    }
    known = plan.book.contacts[child.public_id]
    stored = [one for one in known if (one.happened_on, one.kind) == (day, kind) and _same(one, given)]
    key = (child.public_id, day, kind, *given.values())
    told[key] += 1
    if len(stored) >= told[key]:
        return plan.put(cells, stored[told[key] - 1])
    against = _bar(plan, child, day, given)
    if against is not None:
        outside.append(cells.row.number)
        given |= {"restriction": against, "outside_restriction_reason": _("Brought in from earlier records")}
    return _new(plan, cells, child, day, kind, given)


def _bar(plan: Plan, child: Child, day: dt.date, given: dict[str, Any]) -> Restriction | None:
    """The restriction of that day that allows nothing with this person. Whether somebody was in the room, which other
    restrictions ask for, the format does not say."""
    if given["outcome"] == ContactOutcome.TRIED:
        return None
    bars = plan.book.restrictions[child.public_id]
    return next(
        (bar for bar in bars if bar.counts_on(day) and _may_be(bar.person, given["person_name"])), None
    )


def _may_be(person: Person | None, written: str) -> bool:
    """A name, or part of one, or what the child calls them."""
    if person is None:
        return False
    said = _words(written)
    return any(
        said and names and (said <= names or names <= said)
        for names in map(_words, (person.name, person.called))
    )


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold())) - {"my", "his", "her", "their"}


def _same(entry: ContactEntry, given: dict[str, str]) -> bool:
    """Nothing was taken back or put right here: an entry that says something else is another entry."""
    return all(getattr(entry, name) == value for name, value in given.items())


def _new(
    plan: Plan, cells: Cells, child: Child, day: dt.date, kind: str, given: dict[str, Any]
) -> str | None:
    placement = residence.for_document(plan.book.placements[child.public_id], day)
    if placement is None:
        if not plan.in_doubt("child", child.ref, file="children.csv"):
            message = _("%(name)s has no placement at any home. Add one to children.csv.")
            cells.error("child_ref", message % {"name": child.known_as})
        return None
    entry = ContactEntry(
        child=child,
        home=placement.home,
        happened_on=day,
        kind=kind,
        author=plan.by,
        author_name=plan.by.full_name,
    )
    plan.book.contacts[child.public_id].append(entry)
    return plan.put(cells, entry, **given)
