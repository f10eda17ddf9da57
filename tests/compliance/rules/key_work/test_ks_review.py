"""KS-REVIEW: a signed record is read by a manager within 7 days; one with a worry on the same day."""

import datetime as dt

import pytest

from children.duties.saying import sentence_for
from sessions_app.actions import add_details, sign_session, void_session
from sessions_app.models import SessionReview
from sessions_app.review.actions import ask_about, mark_as_reviewed
from tests.compliance.judging import make_case, on
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import StaffRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def at(day):
    return dt.datetime.combine(on(day), dt.time(12), tzinfo=dt.UTC)


@pytest.fixture
def case():
    made = make_case("2026-02-01")
    made.jean = UserFactory(full_name="Jean Ward")
    StaffRoleFactory(user=made.jean, home=made.home, role="registered_manager")
    return made


def signed(case, day, **fields):
    session = KeyWorkSessionFactory(
        placement=case.placement, author=case.sam, held_on=on(day), draft=True, **fields
    )
    sign_session(session, by=case.sam, now=at(day))
    return SessionReview.objects.get(session=session)


@pytest.mark.parametrize(
    ("signed_on", "worry", "day", "due"),
    [
        ("2026-03-10", False, "2026-03-09", None),
        ("2026-03-10", False, "2026-03-10", "2026-03-17"),
        ("2026-03-10", False, "2026-03-30", "2026-03-17"),
        ("2028-02-22", False, "2028-02-22", "2028-02-29"),
        ("2026-03-10", True, "2026-03-10", "2026-03-10"),
        ("2026-03-10", True, "2026-03-12", "2026-03-10"),
    ],
)
def test_due_a_week_after_signing_and_a_worry_the_same_day(case, signed_on, worry, day, due):
    signed(case, signed_on, worry=worry)

    said = case.due("KS-REVIEW", day)

    assert (str(said) if said else None) == due


def test_it_shows_two_days_before_and_is_over_once_read(case):
    review = signed(case, "2026-03-10")
    assert case.flag("KS-REVIEW", "2026-03-14") is None
    assert case.flag("KS-REVIEW", "2026-03-15") is not None

    mark_as_reviewed(review, by=case.jean, now=at("2026-03-16"))

    assert case.due("KS-REVIEW", "2026-03-15") == on("2026-03-17")  # that day it was still to be read
    assert case.due("KS-REVIEW", "2026-03-16") is None


def test_a_question_puts_it_off_and_is_not_forgotten(case):
    review = signed(case, "2026-03-10")
    ask_about(review, by=case.jean, now=at("2026-03-12"), text="Who drove?")

    assert case.due("KS-REVIEW", "2026-03-12") == on("2026-03-19")
    words = "Sam Okafor was asked about a record with Rae on 12 March and has not answered yet."
    assert sentence_for(case.flag("KS-REVIEW", "2026-03-20"), as_of=on("2026-03-20")) == words
    add_details(review.session, by=case.sam, now=at("2026-03-14"), kind="answer", text="Jo did.")
    assert case.due("KS-REVIEW", "2026-03-14") == on("2026-03-21")


def test_what_is_due_first_counts_and_void_records_do_not(case):
    first = signed(case, "2026-03-08")
    signed(case, "2026-03-10")
    assert case.due("KS-REVIEW", "2026-03-12") == on("2026-03-15")

    void_session(first.session, by=case.jean, now=at("2026-03-12"), reason="Written about somebody else")

    assert case.due("KS-REVIEW", "2026-03-12") == on("2026-03-17")
    signed(case, "2026-03-12", worry=True, worry_text="A bruise")
    assert case.due("KS-REVIEW", "2026-03-12") == on("2026-03-12")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-03-12", "Sam Okafor signed a worry about Rae on 12 March. A manager is to read it today."),
        (
            "2026-03-13",
            "Sam Okafor signed a worry about Rae on 12 March, and no manager has marked it as read.",
        ),
    ],
)
def test_a_worry_in_words(case, day, words):
    signed(case, "2026-03-12", worry=True, worry_text="A bruise")

    assert sentence_for(case.flag("KS-REVIEW", day), as_of=on(day)) == words


def test_in_words(case):
    signed(case, "2026-03-10")
    signed(case, "2026-03-11")

    words = (
        "2 signed records with Rae are to be reviewed, the first since 10 March. "
        "The home’s standard is within 7 days."
    )
    assert sentence_for(case.flag("KS-REVIEW", "2026-03-20"), as_of=on("2026-03-20")) == words
