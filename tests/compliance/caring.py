"""Rae in somebody's care: for the date tables of health, education and safety."""

from __future__ import annotations

import datetime as dt
from typing import Any

from children.models import CareEvent, Flag
from compliance.rules import BY_CODE, Evaluation, Scope
from homes.audit import record_change
from homes.models import User
from tests.compliance.judging import Case, evaluate_home, on
from tests.factories.care import CareEventFactory
from tests.factories.children import ChildFactory, PlacementFactory
from tests.factories.file import FileSaidFactory
from tests.factories.homes import HomeFactory
from tests.factories.staff import StaffRoleFactory, UserFactory


def cared(
    moved_in: str = "2026-03-02",
    *,
    since: str | None = "2026-03-02",
    born: str | None = "2012-05-04",
    authority: str = "",
    home: str = "England",
    code: str = "maple",
) -> Case:
    """A looked-after child; `authority` is the nation of the responsible authority. A second one: another `code`."""
    place = HomeFactory(code=code, nation=home)
    sam = User.objects.filter(full_name="Sam Okafor").first() or UserFactory(full_name="Sam Okafor")
    StaffRoleFactory(user=sam, home=place)
    child = ChildFactory(known_as="Rae", home=place, ref=code, date_of_birth=on(born) if born else None)
    placement = PlacementFactory(
        child=child,
        home=place,
        moved_in_on=on(moved_in),
        looked_after_since=on(since) if since else None,
        responsible_nation=authority,
    )
    return Case(place, child, placement, sam)


def happened(case: Case, kind: str, day: str, again: str | None = None, **more: Any) -> CareEvent:
    """A visit, an assessment or a meeting; `again`: the day they gave for the next one."""
    again_on = on(again) if again else None
    return CareEventFactory(
        placement=case.placement, kind=kind, happened_on=on(day), next_due_on=again_on, **more
    )


def all_said(case: Case, code: str, day: str) -> list[Evaluation]:
    return list(BY_CODE[code].evaluate(Scope(as_of=on(day), home_ids=[case.home.pk])))


def due(case: Case, code: str, day: str) -> dt.date | None:
    return case.due(code, day)


def open_flag(case: Case, code: str, day: str, *, kind: str = "") -> Flag | None:
    return next(
        (
            flag
            for flag in evaluate_home(case.home.pk, on(day))
            if flag.rule_code == code and (not kind or flag.facts.get("kind") == kind)
        ),
        None,
    )


def shows(case: Case, code: str, day: str) -> str:
    """ "", "due" or "overdue": what shows on a day."""
    flag = open_flag(case, code, day)
    return "" if flag is None else "overdue" if flag.due_on < on(day) else "due"


def not_applying(case: Case, document: str) -> None:
    FileSaidFactory(placement=case.placement, type=document)


def falls_away(case: Case, code: str, day: str) -> bool:
    """Whether the rule says that the duty itself is not owed."""
    said = case.says(code, day)
    return said is not None and said.due_on is None and not said.applies


def ends(case: Case, day: str) -> None:
    case.placement.moved_on_on = on(day)
    record_change(case.placement, by=case.sam, update=True)
