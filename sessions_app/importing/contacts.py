"""contacts.csv: calls, visits and letters, as they were logged."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from children.models import Child, ContactEntry, ContactKind, ContactOutcome, Direction
from homes.words import gettext as _
from sessions_app.importing import residence
from sessions_app.importing.cells import Cells
from sessions_app.importing.plan import Plan

FILE = "contacts.csv"
# A visit home is this product's own kind: the format does not know it.
KINDS = tuple(kind for kind in ContactKind.values if kind != ContactKind.HOME_VISIT)


def plan_contacts(plan: Plan) -> None:
    """The format has no reference for a call: a row that says all the same is the same call, and nothing is written
    over. The same row twice in a file is two calls, a second import of it finds both."""
    told: Counter[tuple] = Counter()
    for cells in plan.rows(FILE):
        outcome = _plan_contact(plan, cells, told)
        if outcome is not None:
            plan.tally("contacts", outcome)


def _plan_contact(plan: Plan, cells: Cells, told: Counter[tuple]) -> str | None:
    child = plan.child(cells)
    day = cells.date("date", needed=True)
    kind = cells.code("kind", KINDS, needed=True)
    direction = cells.code("direction", Direction.values)
    outcome = cells.code("outcome", ContactOutcome.values)
    person = cells.text("person", field=ContactEntry._meta.get_field("person_name"))
    note = cells.text("note")
    if day is not None and day > plan.today:
        cells.error("date", _("The call or visit is in the future. Correct the date."))
    if not cells.ok or child is None or day is None:
        return None
    given = {"direction": direction, "outcome": outcome, "person_name": person, "content": note}
    known = plan.book.contacts[child.public_id]
    stored = [one for one in known if (one.happened_on, one.kind) == (day, kind) and _same(one, given)]
    key = (child.public_id, day, kind, *given.values())
    told[key] += 1
    if len(stored) >= told[key]:
        return plan.put(cells, stored[told[key] - 1])
    return _new(plan, cells, child, day, kind, given)


def _same(entry: ContactEntry, given: dict[str, str]) -> bool:
    """Nothing was taken back or put right here: an entry that says something else is another entry."""
    return all(getattr(entry, name) == value for name, value in given.items())


def _new(
    plan: Plan, cells: Cells, child: Child, day: dt.date, kind: str, given: dict[str, str]
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
