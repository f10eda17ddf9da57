"""Whose turn it is: what each answer makes of a record, and from which day it waits for whom."""

import datetime as dt

import pytest

from homes import dates
from sessions_app.actions import add_details, sign_session, void_session
from sessions_app.models import SessionReview
from sessions_app.review.actions import UnableToReview, ask_about, keep_for_later, mark_as_reviewed
from sessions_app.review.page import queue_of
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import StaffRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def signed(world):
    """signed(**fields) -> the review of a session of today that Sam signed."""

    def make(**fields):
        session = KeyWorkSessionFactory(
            placement=world.placements["kai"], author=world.sam, held_on=world.today, draft=True, **fields
        )
        sign_session(session, by=world.sam, now=dates.now())
        return SessionReview.objects.get(session=session)

    return make


def present(*people):
    return [{"id": str(one.public_id), "name": one.full_name, "title": ""} for one in people]


def test_with_two_adults_there_neither_was_alone(world, signed):
    assert signed(people_present=present(world.jean)).only_adult == world.jean
    assert signed(people_present=present(world.jean, world.sam)).only_adult is None
    assert signed(people_present=present(world.sam, world.jean)).only_adult is None
    assert signed(people_present=[]).only_adult is None


def test_what_was_read_stays_read_when_it_is_void(world, signed):
    review = signed()
    mark_as_reviewed(review, by=world.jean, now=dates.now(), note="Thank you")
    void_session(review.session, by=world.jean, now=dates.now(), reason="Written twice")

    review.refresh_from_db()
    assert (review.state, review.note) == ("reviewed", "Thank you")


def test_a_question_that_waits_may_be_passed_over_by_reading_it(world, signed):
    review = signed()
    ask_about(review, by=world.jean, now=dates.now(), text="Who drove?")

    with pytest.raises(UnableToReview, match="Jean Ward asked a question about this"):
        ask_about(review, by=world.jean, now=dates.now(), text="And who was there?")
    mark_as_reviewed(review, by=world.jean, now=dates.now())

    assert review.done


def test_it_waits_since_it_was_signed_then_asked_then_answered(world, signed):
    review, now = signed(), dates.now()
    assert review.since_on == world.today
    ask_about(review, by=world.jean, now=now + A_DAY, text="Who drove?")
    assert (review.state, review.since_on) == ("asked", world.today + A_DAY)

    add_details(review.session, by=world.sam, now=now + 3 * A_DAY, kind="answer", text="Jo did.")

    review.refresh_from_db()
    assert (review.state, review.since_on) == ("answered", world.today + 3 * A_DAY)


def test_kept_until_a_day_it_is_back_on_that_day_and_for_others_all_along(world, signed):
    review, deputy = signed(), UserFactory(full_name="Pip Long")
    keep_for_later(review, by=world.jean, now=dates.now(), until=world.today + 2 * A_DAY)

    def mine(person, day):
        return list(SessionReview.objects.for_reader(person, day))

    days = (world.today, world.today + A_DAY, world.today + 2 * A_DAY)
    assert [mine(world.jean, day) for day in days] == [[], [], [review]]
    assert [mine(deputy, day) for day in days] == [[review]] * 3


def test_who_oversees_reads_only_what_no_manager_may(world, signed, signed_in, access_of):
    review = signed()
    assert signed_in(world.idris).get(review.get_absolute_url()).status_code == 403
    assert signed_in(world.jean).get(review.get_absolute_url()).status_code == 200

    alone = signed(people_present=present(world.jean))
    assert signed_in(world.idris).get(alone.get_absolute_url()).status_code == 200
    StaffRoleFactory(user=UserFactory(full_name="Pip Long"), home=world.maple, role="deputy_manager")
    assert signed_in(world.idris).get(alone.get_absolute_url()).status_code == 403
    assert queue_of(world.maple, access_of(world.idris)).left == []
