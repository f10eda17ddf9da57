"""standards.csv: the numbers a home sets itself."""

from __future__ import annotations

import re

from homes.models import HomeStandard, Unit
from homes.models.places import FROM_THE_START
from homes.standards import CATALOGUE, Default, Editable
from homes.words import gettext as _
from sessions_app.importing.cells import Cells
from sessions_app.importing.plan import Plan

FILE = "standards.csv"
AMOUNT = re.compile(r"(\d{1,4})(m?)", re.ASCII)
MOST = 800  # the constraint of the table


def plan_standards(plan: Plan) -> None:
    for cells in plan.rows(FILE):
        _plan_standard(plan, cells)


def _plan_standard(plan: Plan, cells: Cells) -> None:
    home = plan.home(cells)
    code = cells.code("rule_code", CATALOGUE, needed=True)
    applies_from = cells.date("from") or FROM_THE_START
    amount = _amount(cells, code, CATALOGUE[code].default) if code else None
    if home is None or amount is None or not cells.ok:
        return
    if not plan.once(cells, "rule_code", home.public_id, code, applies_from):
        return
    known = plan.book.standards[home.public_id]
    stored = [row for row in known if (row.rule_code, row.applies_from) == (code, applies_from)]
    standard = stored[0] if stored else HomeStandard(home=home, rule_code=code, applies_from=applies_from)
    fields = {"amount": amount, "unit": CATALOGUE[code].default.unit}
    if standard._state.adding or any(getattr(standard, name) != value for name, value in fields.items()):
        fields["set_by"] = plan.by
    plan.tally("standards", plan.put(cells, standard, **fields))


def _amount(cells: Cells, code: str, default: Default) -> int | None:
    """The number of the row in the unit its rule counts in, within what the law leaves to the home."""
    value = cells.text("days", needed=True)
    match = AMOUNT.fullmatch(value.lower())
    if not value:
        return None
    if not match or not default.least <= int(match[1]) <= MOST:
        message = _("Write a whole number of days from %(least)d to %(most)d, or months as 3m.")
        cells.error("days", message % {"least": default.least, "most": MOST})
        return None
    _check_unit(cells, code, default, months=bool(match[2]), number=match[1])
    amount = int(match[1])
    if default.editable is Editable.NO:
        cells.error("rule_code", _("The law sets this number and a home cannot. Take the row out."))
    elif default.editable is Editable.STRICTER and amount > default.amount:
        message = _("A home may only be stricter than the law: write %(amount)d%(unit)s or less.")
        unit = "m" if default.unit == Unit.MONTHS else ""
        cells.error("days", message % {"amount": default.amount, "unit": unit})
    return amount if cells.ok else None


def _check_unit(cells: Cells, code: str, default: Default, *, months: bool, number: str) -> None:
    if default.unit == Unit.MONTHS and not months:
        message = _("%(code)s counts months: write %(number)sm.")
        cells.error("days", message % {"code": code, "number": default.amount})
    if default.unit == Unit.DAYS and months:
        message = _("%(code)s counts days: write a number without m, such as %(number)s.")
        cells.error("days", message % {"code": code, "number": default.amount})
