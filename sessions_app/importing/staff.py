"""staff.csv: people, their roles at homes, and inspectors' access."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from homes.audit import SYSTEM_EMAIL
from homes.dates import add_days, midnight
from homes.models import Home, InspectionGrant, Provider, Role, StaffRole, User
from homes.permissions import INSPECTOR
from homes.words import gettext as _
from sessions_app.importing.cells import Cells
from sessions_app.importing.plan import Plan

FILE = "staff.csv"
DAYS_WITHOUT_END = 2  # an inspector's access with no last day: the day it starts and the next


@dataclass(frozen=True)
class StaffRow:
    cells: Cells
    email: str
    full_name: str
    job_title: str
    role: str
    place: Home | Provider
    started_on: dt.date
    ended_on: dt.date | None


def plan_staff(plan: Plan) -> None:
    """People first: the row with the latest `from` gives the job title, wherever it stands in the file."""
    people: dict[str, list[StaffRow]] = {}
    for cells in plan.rows(FILE):
        row = _read(plan, cells)
        if row is None:
            plan.doubt("email", cells.said("email").lower())
        else:
            people.setdefault(row.email, []).append(row)
    for rows in people.values():
        _plan_person(plan, rows)


def _read(plan: Plan, cells: Cells) -> StaffRow | None:
    field = User._meta.get_field
    email = cells.email("email", field=field("email"))
    full_name = cells.text("full_name", field=field("full_name"), needed=True)
    job_title = cells.text("job_title", field=field("job_title"), needed=True)
    role = cells.code("role", [*Role.values, INSPECTOR], needed=True)
    started_on, ended_on = cells.date("from", needed=True), cells.date("to")
    if email == SYSTEM_EMAIL:
        cells.error("email", _("This address is Keywork's own. Use the person's address."))
    if started_on and ended_on and ended_on < started_on:
        cells.error("to", _("The last day is before the first. Correct “from” or “to”."))
    place = _place(plan, cells, role)
    if not cells.ok or place is None or started_on is None:
        return None
    if not plan.once(cells, "email", email, place.public_id, role, started_on):
        return None
    return StaffRow(cells, email, full_name, job_title, role, place, started_on, ended_on)


def _place(plan: Plan, cells: Cells, role: str) -> Home | Provider | None:
    """The home, or for a responsible individual without one the provider: every home of it."""
    if cells.said("home_code"):
        return plan.home(cells)
    if role and role != Role.RESPONSIBLE_INDIVIDUAL:
        cells.error("home_code", _("Name the home. Only a responsible individual has every home at once."))
        return None
    ours = {home.provider.public_id: home.provider for homes in plan.homes.values() for home in homes}
    providers = list((ours or plan.book.providers).values())
    if len(providers) == 1:
        return providers[0]
    cells.ok = False
    if role and not plan.homes_in_doubt():
        cells.error("home_code", _("Which provider is meant is not clear. Name a home, one row for each."))
    return None


def _plan_person(plan: Plan, rows: list[StaffRow]) -> None:
    first = rows[0]
    for row in rows[1:]:
        if row.full_name != first.full_name:
            message = _(
                "Row %(row)d gives this e-mail another name: “%(name)s”. Write the same name in both."
            )
            row.cells.error("full_name", message % {"row": first.cells.row.number, "name": first.full_name})
    user = plan.book.users.get(first.email)
    if user is None:
        user = plan.book.users[first.email] = User(email=first.email)
        user.set_unusable_password()
    latest = max(rows, key=lambda row: row.started_on)
    plan.titles[first.email] = [(row.started_on, row.ended_on or dt.date.max, row.job_title) for row in rows]
    person = plan.put(first.cells, user, full_name=first.full_name, job_title=latest.job_title)
    for row in rows:
        role = _plan_inspection(plan, row, user) if row.role == INSPECTOR else _plan_role(plan, row, user)
        plan.tally("staff", role, person if row is first else role)
    _check_open_roles(plan, rows, user)


def _plan_role(plan: Plan, row: StaffRow, user: User) -> str:
    where = {"home": row.place} if isinstance(row.place, Home) else {"provider": row.place}
    held = plan.book.roles[user.public_id]
    key = (row.place, row.role, row.started_on)
    stored = [one for one in held if (one.home or one.provider, one.role, one.started_on) == key]
    role = stored[0] if stored else StaffRole(user=user, role=row.role, started_on=row.started_on, **where)
    if not stored:
        held.append(role)
    ended = {"ended_on": row.ended_on} if row.ended_on else {}
    return plan.put(row.cells, role, **ended)


def _check_open_roles(plan: Plan, rows: list[StaffRow], user: User) -> None:
    """One open row for each role at each place: otherwise ending one would leave the other open unseen."""
    for row in rows:
        still_open = [
            one
            for one in plan.book.roles[user.public_id]
            if one.ended_on is None and (one.home or one.provider, one.role) == (row.place, row.role)
        ]
        latest = max((one.started_on for one in still_open), default=None)
        if len(still_open) > 1 and row.ended_on is None and row.started_on == latest:
            message = _("This role is open already from %(day)s. Give the earlier row its last day in “to”.")
            row.cells.error("from", message % {"day": min(one.started_on for one in still_open)})


def _plan_inspection(plan: Plan, row: StaffRow, user: User) -> str:
    """Access from midnight of the first day to midnight after the last, in London."""
    starts_at = midnight(row.started_on)
    ended_on = row.ended_on or add_days(row.started_on, DAYS_WITHOUT_END - 1)
    given = plan.book.grants[user.public_id]
    stored = [one for one in given if one.home == row.place and one.starts_at == starts_at]
    ends_at = midnight(add_days(ended_on, 1))
    if stored:
        return plan.put(row.cells, stored[0], **({"ends_at": ends_at} if row.ended_on else {}))
    grant = InspectionGrant(user=user, home=row.place, starts_at=starts_at, ends_at=ends_at, given_by=plan.by)
    given.append(grant)
    if row.ended_on is None:
        message = _("%(file)s row %(row)d: the inspector's access has no last day and ends after %(day)s")
        plan.notes.append(message % {"file": FILE, "row": row.cells.row.number, "day": ended_on})
    return plan.put(row.cells, grant)
