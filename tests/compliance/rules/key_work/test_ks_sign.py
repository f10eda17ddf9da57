"""KS-SIGN: a record is signed by whoever wrote it, the day after at the latest; graver from the third day."""

import uuid

import pytest

from children.duties.saying import sentence_for, severity_on
from homes.audit import case_changed, record_change, system_user
from homes.models import Severity
from sessions_app.actions import discard_draft, save_draft
from tests.compliance.judging import make_case, on
from tests.factories.children import ChildAbsenceFactory
from tests.factories.homes import HomeStandardFactory
from tests.factories.sessions import KeyWorkSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def drafted(case, day):
    return KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on(day), draft=True)


@pytest.mark.parametrize(
    ("held", "day", "due"),
    [
        ("2026-03-10", "2026-03-09", None),  # it has not been yet
        ("2026-03-10", "2026-03-10", "2026-03-11"),
        ("2026-03-10", "2026-03-20", "2026-03-11"),
        ("2028-02-28", "2028-02-28", "2028-02-29"),
        ("2026-12-24", "2026-12-24", "2026-12-25"),  # a bank holiday moves nothing
    ],
)
def test_due_the_day_after_the_session(held, day, due):
    case = make_case("2026-02-01")
    drafted(case, held)

    said = case.due("KS-SIGN", day)

    assert (str(said) if said else None) == due


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        ("2026-03-11", Severity.MEDIUM),
        ("2026-03-12", Severity.MEDIUM),
        ("2026-03-13", Severity.HIGH),  # 72 hours, in days
        ("2026-03-20", Severity.HIGH),
    ],
)
def test_graver_from_the_third_day_after_the_session(day, severity):
    case = make_case("2026-02-01")
    drafted(case, "2026-03-10")

    assert severity_on(case.flag("KS-SIGN", day), on(day)) == severity


def test_over_once_it_is_signed_or_given_up():
    case = make_case("2026-02-01")
    draft = drafted(case, "2026-03-10")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-09"))  # signed
    assert case.due("KS-SIGN", "2026-03-12") == on("2026-03-11")

    discard_draft(draft, by=case.sam, now=draft.created_at)

    assert case.due("KS-SIGN", "2026-03-12") is None


def test_the_oldest_draft_counts_and_time_away_moves_nothing():
    case = make_case("2026-02-01")
    drafted(case, "2026-03-12")
    drafted(case, "2026-03-10")
    ChildAbsenceFactory(child=case.child, home=case.home, started_on=on("2026-03-11"))

    assert case.due("KS-SIGN", "2026-03-13") == on("2026-03-11")


def test_the_homes_own_number_and_no_name_of_the_writer():
    case = make_case("2026-02-01")
    HomeStandardFactory(home=case.home, rule_code="KS-SIGN", amount=2, applies_from=on("2026-01-01"))
    drafted(case, "2026-03-10")

    flag = case.flag("KS-SIGN", "2026-03-14")

    words = "The record of 10 March with Rae is not signed. The home’s standard is within 2 days."
    assert sentence_for(flag, as_of=on("2026-03-14")) == words


def test_a_placement_that_is_over_owes_no_flag():
    case = make_case("2026-02-01")
    drafted(case, "2026-03-10")
    case.placement.moved_on_on = on("2026-03-12")
    record_change(case.placement, by=system_user(), update=True)

    assert case.flag("KS-SIGN", "2026-03-13") is None


def test_a_draft_tells_the_engine_when_its_day_is_said_and_not_at_every_word(world, monkeypatch):
    told = []
    receiver = lambda **news: told.append(news["record"])  # noqa: E731
    case_changed.connect(receiver, weak=False)
    one = {
        "public_id": uuid.uuid4(), "child": world.kai, "placement": world.placements["kai"], "by": world.sam,
    }  # fmt: skip
    save_draft(**one, fields={"account": "We", "held_on": world.today}, version=0)
    save_draft(**one, fields={"account": "We went"}, version=1)
    case_changed.disconnect(receiver)

    assert len(told) == 1
