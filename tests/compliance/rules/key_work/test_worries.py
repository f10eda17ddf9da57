"""SAFEG-TOLD and WORRY-ANSWER: a manager knows of a worry, and answers it."""

import datetime as dt

import pytest

from children.duties.saying import fix_for, sentence_for, source_for
from children.models import Flag
from compliance.actions import run_reconcile
from compliance.rules import BY_CODE, Scope
from homes.audit import set_fields
from homes.dates import LONDON
from homes.models import Severity
from tests.compliance.judging import make_case, on
from tests.factories.homes import HomeStandardFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import StaffRoleFactory, UserFactory
from tests.factories.worries import WorryAnswerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
TOLD, ANSWERED = "SAFEG-TOLD", "WORRY-ANSWER"


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


def worried(case, signed="2026-03-10 21:40", **facts):
    return KeyWorkSessionFactory(
        placement=case.placement, author=case.sam, held_on=on(signed[:10]), signed_at=at(signed),
        **{"worry": True, "worry_text": "Said", **facts},
    )  # fmt: skip


def told(case, **facts):
    return worried(case, worry_told_to=case.sam, **facts)


def due(case, code, day):
    scope = Scope(as_of=on(day), home_ids=[case.home.pk])
    found = [one.due_on for one in BY_CODE[code].evaluate(scope)]
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ("2026-03-10 21:40", "2026-03-11"),
        ("2026-03-11 02:00", "2026-03-11"),  # the same night
        ("2026-03-11 07:00", "2026-03-12"),
        ("2028-02-28 21:40", "2028-02-29"),
        ("2026-03-28 23:30", "2026-03-29"),  # the clocks go forward
    ],
)
@pytest.mark.parametrize("code", [TOLD, ANSWERED])
def test_owed_by_the_next_morning(code, signed, expected):
    case = make_case("2026-03-02")
    (told if code == ANSWERED else worried)(case, signed=signed)
    other = TOLD if code == ANSWERED else ANSWERED

    assert due(case, code, expected) == on(expected)
    assert due(case, other, expected) is None  # one flag a worry


@pytest.mark.parametrize(
    ("day", "overdue"), [("2026-03-10", False), ("2026-03-11", False), ("2026-03-12", True)]
)
def test_before_on_and_after_the_day(day, overdue):
    case = make_case("2026-03-02")
    told(case)

    flag = case.stored(ANSWERED, day)

    assert (flag.due_on < on(day)) == overdue
    assert flag.severity == Severity.CRITICAL
    words = "Sam Okafor reported a worry about Rae at 9:40pm on 10 March. Nobody has answered."
    assert sentence_for(flag, as_of=on(day)) == words


def test_nobody_reached_is_owed_on_the_day_itself_whatever_the_standard():
    case = make_case("2026-03-02")
    HomeStandardFactory(home=case.home, rule_code=TOLD, amount=5)
    worried(case, nobody_reached=True)

    flag = case.stored(TOLD, "2026-03-10")

    assert (flag.due_on, flag.severity) == (on("2026-03-10"), Severity.CRITICAL)
    assert sentence_for(flag, as_of=on("2026-03-10")) == (
        "Sam Okafor signed a worry about Rae at 9:40pm on 10 March and could reach nobody."
    )


def test_somebody_told_who_is_no_manager_is_not_enough():
    case = make_case("2026-03-02")
    worried(case)

    flag = case.stored(TOLD, "2026-03-10")

    assert sentence_for(flag, as_of=on("2026-03-10")).endswith("No manager was told.")


@pytest.mark.parametrize(("code", "make"), [(TOLD, worried), (ANSWERED, told)])
def test_met_by_the_answer_and_by_no_draft_of_one(code, make):
    case = make_case("2026-03-02")
    session = make(case)
    case.stored(code, "2026-03-10")
    WorryAnswerFactory(session=session, answered_by=UserFactory(full_name="Dot"))
    assert case.stored(code, "2026-03-11").resolved_at is None

    WorryAnswerFactory(
        session=session, answered_by=UserFactory(full_name="Jean"), answered_at=at("2026-03-11 09:00")
    )

    run_reconcile(now=at("2026-03-11 12:00"), home_id=case.home.pk)
    flag = Flag.objects.get(rule_code=code)
    assert flag.resolution == "met"
    assert due(case, code, "2026-03-10") == on("2026-03-11")  # as it was that day


def test_met_however_late_the_home_is_swept_that_week():
    case = make_case("2026-03-02")
    session = told(case)
    case.stored(ANSWERED, "2026-03-10")
    WorryAnswerFactory(
        session=session, answered_by=UserFactory(full_name="Jean"), answered_at=at("2026-03-11 09:00")
    )

    run_reconcile(now=at("2026-03-16 12:00"), home_id=case.home.pk)

    assert Flag.objects.get(rule_code=ANSWERED).resolution == "met"


def test_no_worry_a_draft_and_a_void_record_owe_nothing():
    case = make_case("2026-03-02")
    worried(case, worry=False)
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, nobody_told=True)
    worried(case, status="void", voided_at=at("2026-03-10 22:00"), voided_by=case.sam, voided_reason="Twice")

    assert due(case, TOLD, "2026-03-12") is None and due(case, ANSWERED, "2026-03-12") is None


def test_an_ended_placement_is_judged_no_more():
    case = make_case("2026-03-02")
    told(case)
    set_fields(case.placement, by=case.sam, moved_on_on=on("2026-03-11"))

    assert due(case, ANSWERED, "2026-03-10") == on("2026-03-11")
    assert due(case, ANSWERED, "2026-03-11") is None


def test_the_fix_is_the_managers_and_the_source_is_named(access_of):
    case = make_case("2026-03-02")
    session = worried(case)
    jean = UserFactory(full_name="Jean Ward")
    StaffRoleFactory(user=jean, home=case.home, role="registered_manager")
    flag = case.stored(TOLD, "2026-03-10")

    assert fix_for(flag, access_of(jean))[1:] == ("sessions:answer_worry", (str(session.public_id),))
    assert fix_for(flag, access_of(case.sam)) is None
    assert source_for(flag, as_of=on("2026-03-10")) == "Home standard"
    assert "told to a manager at once" in BY_CODE[TOLD].source(nation="England")
