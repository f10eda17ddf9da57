"""children.csv: children and their placements, one row a placement."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from children.models import Child, Placement
from homes.models import Home, Nation
from homes.words import gettext as _
from sessions_app.importing.alike import Household, households, notes_of
from sessions_app.importing.cells import Cells
from sessions_app.importing.plan import Plan

FILE = "children.csv"
AGREE = ("known_as", "legal_name", "date_of_birth")  # said on every row of a child, and the same each time


@dataclass
class PlacementRow:
    cells: Cells
    ref: str
    home: Home
    about_child: dict[str, Any]
    moved_in_on: dt.date | None
    expected_on: dt.date | None
    given: dict[str, Any] = field(default_factory=dict)  # the placement's other cells that are filled in


def plan_children(plan: Plan) -> None:
    children: dict[tuple[uuid.UUID, str], list[PlacementRow]] = {}
    for cells in plan.rows(FILE):
        row = _read(plan, cells)
        if row is None:
            plan.doubt("child", cells.said("child_ref"))
        else:
            children.setdefault((row.home.provider.public_id, row.ref), []).append(row)
    homes = {row.home.public_id: row.home for rows in children.values() for row in rows}
    at_home = households(list(homes.values()), plan.today)
    for rows in children.values():
        _plan_child(plan, rows, at_home)
    plan.notes.extend(notes_of(at_home))


def _read(plan: Plan, cells: Cells) -> PlacementRow | None:
    about = Child._meta.get_field
    placement = Placement._meta.get_field
    ref = cells.text("child_ref", field=about("ref"), needed=True)
    about_child = {
        "known_as": cells.text("known_as", field=about("known_as"), needed=True),
        "legal_name": cells.text("legal_name", field=about("legal_name")),
        "date_of_birth": cells.date("date_of_birth", needed=True),
    }
    home = plan.home(cells)
    moved_in_on, expected_on = cells.date("moved_in_on"), cells.date("expected_on")
    given = {
        "moved_on_on": cells.date("moved_on_on"),
        "looked_after_since": cells.date("looked_after_since"),
        "responsible_authority": cells.text(
            "responsible_authority", field=placement("responsible_authority")
        ),
        "responsible_nation": cells.any_case("responsible_nation", Nation.values),
        "intended_to_last_to_18": cells.yes_no("intended_to_last_to_18"),
    }
    if not cells.ok or home is None:
        return None
    given = {name: value for name, value in given.items() if value not in (None, "")}
    row = PlacementRow(cells, ref, home, about_child, moved_in_on, expected_on, given)
    _check_days(plan, row)
    key = (home.public_id, ref, moved_in_on, None if moved_in_on else expected_on)
    return row if cells.ok and plan.once(cells, "child_ref", *key) else None


def _check_days(plan: Plan, row: PlacementRow) -> None:
    cells, born_on = row.cells, row.about_child["date_of_birth"]
    moved_on_on, since = row.given.get("moved_on_on"), row.given.get("looked_after_since")
    if born_on > plan.today:
        cells.error("date_of_birth", _("The date of birth is in the future. Correct it."))
    elif row.moved_in_on and row.moved_in_on < born_on:
        cells.error("moved_in_on", _("The child was not born yet. Correct this or the date of birth."))
    elif since and since < born_on:
        cells.error("looked_after_since", _("The child was not born yet. Correct this or the date of birth."))
    if row.moved_in_on is None and row.expected_on is None:
        message = _("Fill in moved_in_on, or expected_on for a child who has not moved in yet.")
        cells.error("moved_in_on", message)
    if moved_on_on and row.moved_in_on is None:
        cells.error("moved_on_on", _("A child who moved on also moved in: fill in moved_in_on."))
    elif moved_on_on and moved_on_on < row.moved_in_on:
        cells.error("moved_on_on", _("The child moved on before moving in. Correct one of the two days."))


def _plan_child(plan: Plan, rows: list[PlacementRow], at_home: dict[uuid.UUID, Household]) -> None:
    about = _agreed(rows)
    first = rows[0]
    provider = first.home.provider
    stored = [child for child in plan.book.children[first.ref] if child.provider == provider]
    child = stored[0] if stored else Child(provider=provider, ref=first.ref)
    if not stored:
        plan.book.children[first.ref].append(child)
    plan.children.setdefault(first.ref, []).append(child)
    here = next((row.home for row in rows if not row.given.get("moved_on_on")), None)
    household = at_home[(here or first.home).public_id]
    if here is not None:
        household.take_in(first.ref, about["known_as"], about["date_of_birth"])
    picture = {} if stored else {"picture": household.picture()}
    outcome = plan.put(first.cells, child, **about, **picture)
    placed: dict[uuid.UUID, PlacementRow] = {}
    for row in sorted(rows, key=lambda row: _rank(row, plan.book.placements[child.public_id])):
        placement = _placement(plan, child, row, taken=placed)
        placed[placement.public_id] = row
        moved_in = {"moved_in_on": row.moved_in_on} if row.moved_in_on else {}
        expected = {"expected_on": row.expected_on} if row.expected_on else {}
        happened = plan.put(row.cells, placement, **moved_in, **expected, **row.given)
        plan.tally("children", happened, outcome if row is first else happened)
    _check_one_home_at_a_time(plan, child, placed)


def _agreed(rows: list[PlacementRow]) -> dict[str, Any]:
    """What the rows of one child say about the child. They must say the same."""
    agreed: dict[str, Any] = {}
    said_in: dict[str, int] = {}
    for row in rows:
        for name in AGREE:
            value = row.about_child[name]
            if not value:
                continue
            if name in agreed and agreed[name] != value:
                message = _("Row %(row)d of the same child says “%(value)s”. Write the same in both.")
                row.cells.error(name, message % {"row": said_in[name], "value": agreed[name]})
            agreed.setdefault(name, value)
            said_in.setdefault(name, row.cells.row.number)
    return agreed


def _rank(row: PlacementRow, placements: list[Placement]) -> int:
    """Rows that name a stored placement exactly choose first; a move into an expected one takes what they leave."""
    exact = any(
        placement.home == row.home and placement.moved_in_on == row.moved_in_on for placement in placements
    )
    return 0 if row.moved_in_on and exact else 1 if row.moved_in_on is None else 2


def _placement(
    plan: Plan, child: Child, row: PlacementRow, *, taken: dict[uuid.UUID, PlacementRow]
) -> Placement:
    """The stored placement the row is about, or a new one."""
    placements = plan.book.placements[child.public_id]
    here = [
        placement
        for placement in placements
        if placement.home == row.home and placement.public_id not in taken
    ]
    if row.moved_in_on:
        found = [placement for placement in here if placement.moved_in_on == row.moved_in_on]
    else:  # expected in the file, and perhaps moved in since
        found = [
            placement
            for placement in here
            if placement.moved_in_on and placement.expected_on == row.expected_on
        ]
    waiting = [
        placement for placement in here if placement.moved_in_on is None and not placement._state.adding
    ]
    withdrawn = [
        placement
        for placement in plan.book.withdrawn_placements[child.public_id]
        if placement.home == row.home
        and placement.moved_in_on == row.moved_in_on
        and (row.moved_in_on or placement.expected_on == row.expected_on)
    ]
    if found or waiting or withdrawn:
        return (found or waiting or withdrawn)[0]
    placement = Placement(child=child, home=row.home)
    placements.append(placement)
    return placement


def _check_one_home_at_a_time(plan: Plan, child: Child, placed: dict[uuid.UUID, PlacementRow]) -> None:
    lived = [
        placement for placement in plan.book.placements[child.public_id] if placement.moved_in_on is not None
    ]
    before: Placement | None = None
    for placement in sorted(lived, key=lambda placement: (placement.moved_in_on, _last(placement))):
        row = placed.get(placement.public_id) or (before and placed.get(before.public_id))
        if (
            before is not None
            and row
            and placement.moved_in_on < _last(before)
            and placement.moved_in_on < _last(placement)
        ):
            _refuse_overlap(row, placement, before)
        if before is None or _last(placement) >= _last(before):
            before = placement


def _refuse_overlap(row: PlacementRow, placement: Placement, before: Placement) -> None:
    other = before if (row.home, row.moved_in_on) == (placement.home, placement.moved_in_on) else placement
    where = {"day": other.moved_in_on, "home": other.home.code}
    if placement.moved_on_on is None and before.moved_on_on is None:
        message = _(
            "Another placement, from %(day)s at %(home)s, has no day of moving on either. Fill it in."
        )
        row.cells.error("moved_on_on", message % where)
    else:
        message = _(
            "This placement overlaps another, from %(day)s at %(home)s. A child lives at one home at a time."
        )
        row.cells.error("moved_in_on", message % where)


def _last(placement: Placement) -> dt.date:
    return placement.moved_on_on or dt.date.max
