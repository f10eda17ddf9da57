"""A child of Maple House whose file is complete for everything but what a test is about."""

from __future__ import annotations

from typing import Any

from compliance.rules import BY_CODE, Evaluation, Scope
from homes.audit import record_change, set_fields, system_user
from tests.compliance.judging import Case, make_case, on
from tests.factories.children import PlacementFactory
from tests.factories.file import FileVersionFactory
from tests.factories.homes import HomeFactory


def looked_after(
    moved_in: str,
    *,
    since: str | None = "2020-01-01",
    nation: str = "",
    born: str | None = "2012-05-04",
    nation_of_home: str = "England",
    **home: Any,
) -> Case:
    """A stay with what care planning needs to know. `nation`: of the responsible authority."""
    case = make_case(moved_in, plans=False, nation=nation_of_home, **home)
    set_fields(
        case.placement,
        by=system_user(),
        looked_after_since=on(since) if since else None,
        responsible_nation=nation,
    )
    set_fields(case.child, by=system_user(), date_of_birth=on(born) if born else None)
    return case


def add(case: Case, type: str, dated: str, review: str | None = None, **fields: Any):
    return FileVersionFactory(
        placement=case.placement,
        type=type,
        dated_on=on(dated),
        review_due_on=on(review) if review else None,
        **fields,
    )


def returns(case: Case, left: str, back: str) -> Case:
    """The child moves on, and lives here again later."""
    set_fields(case.placement, by=system_user(), moved_on_on=on(left))
    case.placement = PlacementFactory(
        child=case.child,
        home=case.home,
        moved_in_on=on(back),
        looked_after_since=case.placement.looked_after_since,
    )
    return case


def moves_to(case: Case, day: str, **home: Any) -> Case:
    case.placement.moved_on_on = on(day)
    record_change(case.placement, by=system_user(), update=True)
    case.home = HomeFactory(name="Oak Lodge", provider=case.home.provider, **home)
    case.placement = PlacementFactory(
        child=case.child,
        home=case.home,
        moved_in_on=on(day),
        looked_after_since=case.placement.looked_after_since,
    )
    return case


def everything(case: Case, code: str, day: str) -> list[Evaluation]:
    return list(BY_CODE[code].evaluate(Scope(as_of=on(day), home_ids=[case.home.pk])))


def said_of(case: Case, code: str, day: str, subject: str) -> Evaluation | None:
    key = subject.format(case.placement.public_id)
    return next((one for one in everything(case, code, day) if one.subject_key == key), None)
