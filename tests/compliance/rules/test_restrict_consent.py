"""RESTRICT-CONSENT: the placing authority consents to an emergency measure, or is told of it, by the next day."""

import pytest

from children.duties.saying import fix_for, sentence_for, source_for
from compliance.rules import BY_CODE, Scope
from homes.audit import set_fields, system_user
from homes.models import Severity
from homes.standards import Editable
from tests.compliance.judging import make_case, on
from tests.factories.children import ChildAbsenceFactory, PlacementFactory
from tests.factories.homes import HomeFactory
from tests.factories.people import RestrictionFactory
from tests.factories.staff import StaffRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
CODE = "RESTRICT-CONSENT"


def said(case, day):
    return list(BY_CODE[CODE].evaluate(Scope(as_of=on(day), home_ids=[case.home.pk])))


def due(case, day):
    found = said(case, day)
    return found[0].due_on if found else None


def emergency(case, started="2026-03-10", **fields):
    return RestrictionFactory(
        placement=case.placement,
        kind="internet_phone",
        basis="emergency",
        started_on=on(started),
        review_due_on=on(started),
        **fields,
    )


@pytest.mark.parametrize(
    ("started", "expected"),
    [
        ("2026-03-10", "2026-03-11"),
        ("2026-04-03", "2026-04-04"),  # Good Friday and a Saturday: a day is a day
        ("2026-03-28", "2026-03-29"),  # the clocks go forward
        ("2028-02-28", "2028-02-29"),  # a leap day
        ("2028-02-29", "2028-03-01"),
        ("2026-12-31", "2027-01-01"),
    ],
)
def test_due_the_next_day(started, expected):
    case = make_case("2026-03-02")
    emergency(case, started)

    assert due(case, started) == on(expected)


@pytest.mark.parametrize(
    ("day", "overdue"), [("2026-03-10", False), ("2026-03-11", False), ("2026-03-12", True)]
)
def test_before_on_and_after_the_day(day, overdue):
    case = make_case("2026-03-02")
    emergency(case)

    flag = case.stored(CODE, day)

    assert (flag.due_on < on(day)) == overdue
    assert flag.severity == Severity.HIGH


def test_not_before_it_began_and_met_from_the_day_of_consent_or_notice():
    case = make_case("2026-03-02")
    emergency(case, consent_name="Dana Reed", consent_on=on("2026-03-12"))

    assert said(case, "2026-03-09") == []
    assert due(case, "2026-03-11") == on("2026-03-11")
    assert [(one.due_on, one.applies) for one in said(case, "2026-03-12")] == [(None, True)]


@pytest.mark.parametrize("basis", ["plan", "safeguarding", "police", "authority"])
def test_only_what_the_home_itself_decided_in_an_emergency(basis):
    case = make_case("2026-03-02")
    RestrictionFactory(placement=case.placement, basis=basis, started_on=on("2026-03-10"))

    assert said(case, "2026-03-11") == []


def test_what_ended_a_home_in_wales_and_a_child_who_moved_on():
    case = make_case("2026-03-02")
    emergency(case, ended_on=on("2026-03-20"))
    assert due(case, "2026-03-19") == on("2026-03-11")
    assert said(case, "2026-03-20") == []
    emergency(case, "2026-03-21")
    ChildAbsenceFactory(placement=case.placement, started_on=on("2026-03-21"))  # time away does not move it
    assert due(case, "2026-03-22") == on("2026-03-22")
    set_fields(case.placement, by=system_user(), moved_on_on=on("2026-03-25"))
    assert said(case, "2026-03-25") == []
    case.home = HomeFactory(name="Ty Bach", code="ty-bach", nation="Wales")
    PlacementFactory(child=case.child, home=case.home, moved_in_on=on("2026-03-25"))
    emergency(case, "2026-03-25")
    assert said(case, "2026-03-26") == []


def test_what_it_says_where_it_comes_from_and_where_it_leads(access_of):
    case = make_case("2026-03-02")
    restriction = emergency(case)
    jean = UserFactory(full_name="Jean Ward")
    StaffRoleFactory(user=jean, home=case.home, role="registered_manager")
    flag = case.stored(CODE, "2026-03-12")

    began = "An emergency measure of this home restricts Rae since 10 March: internet and phone."
    assert sentence_for(flag, as_of=on("2026-03-11")) == (
        f"{began} The placing authority’s consent, or that they are told, is due today."
    )
    assert sentence_for(flag, as_of=on("2026-03-12")) == (
        f"{began} The placing authority’s consent, or that they were told, was due by 11 March."
    )
    assert source_for(flag, as_of=on("2026-03-12")) == (
        "Law: Children's Homes (England) Regulations 2015, regulation 22"
    )
    assert fix_for(flag, access_of(jean)) == (
        "Note consent or notice",
        "children:complete_restriction",
        (str(restriction.public_id),),
    )
    assert BY_CODE[CODE].default.editable == Editable.STRICTER
