"""What is signed is owed a reading by a manager who had no part in it; a question is answered beside the words."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from homes import dates
from sessions_app.actions import add_details, sign_session, void_session
from sessions_app.models import Addendum, KeyWorkSession, SessionReview
from sessions_app.review.actions import (
    UnableToReview,
    ask_about,
    keep_for_later,
    mark_as_reviewed,
)
from sessions_app.review.page import queue_of
from sessions_app.signed.signing import content_hash
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import PASSWORD, StaffRoleFactory, UserFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def signed(world):
    """signed(author, ago, worry=…, …) -> the review of a session signed so many days ago."""

    def make(author=None, ago=0, child="kai", **fields):
        day = world.today - dt.timedelta(days=ago)
        session = KeyWorkSessionFactory(
            placement=world.placements[child], author=author or world.sam, held_on=day, draft=True, **fields
        )
        at = dates.now() - dt.timedelta(days=ago)
        sign_session(session, by=session.author, now=at)
        return SessionReview.objects.get(session=session)

    return make


@pytest.fixture
def deputy(world):
    person = UserFactory(full_name="Pip Long")
    StaffRoleFactory(user=person, home=world.maple, role="deputy_manager")
    return person


def left(world, access_of, person):
    return [one.session_id for one in queue_of(world.maple, access_of(person)).left]


def test_a_signed_record_waits_oldest_first_and_worries_before_all(world, signed, access_of):
    older, newest = signed(ago=3), signed(ago=1)
    worry = signed(ago=0, worry=True, worry_text="A bruise")

    assert left(world, access_of, world.jean) == [worry.session_id, older.session_id, newest.session_id]


def test_nobody_reads_for_the_home_what_they_wrote_began_or_held_alone(world, signed, access_of, deputy):
    own = signed(world.jean)
    begun = signed(world.sam, drafted_by=world.jean)
    alone = signed(
        world.sam, people_present=[{"id": str(world.jean.public_id), "name": "Jean Ward", "title": ""}]
    )
    of_others = signed(world.sam)

    assert left(world, access_of, world.jean) == [of_others.session_id]
    assert set(left(world, access_of, deputy)) == {
        own.session_id,
        begun.session_id,
        alone.session_id,
        of_others.session_id,
    }
    assert left(world, access_of, world.idris) == []  # a manager of the home may read each of them


def test_a_home_without_a_deputy_leaves_the_managers_own_to_the_responsible_individual(
    world, signed, access_of, signed_in
):
    own = signed(world.jean)
    signed(world.sam)

    assert left(world, access_of, world.idris) == [own.session_id]
    page = markup(signed_in(world.jean).get(reverse("sessions:to_review", args=[world.maple.public_id])))
    assert "1 record you had a part in is for the responsible individual to review." in page
    assert signed_in(world.jean).get(own.get_absolute_url()).status_code == 403
    answer = signed_in(world.idris).post(own.get_absolute_url(), {"do": "reviewed", "note": ""})
    own.refresh_from_db()
    assert (answer.status_code, own.state, own.reviewed_name) == (302, "reviewed", "Idris Cole")


def test_what_is_void_leaves_the_queue(world, signed, access_of):
    review = signed()
    void_session(review.session, by=world.jean, now=dates.now(), reason="Written twice")

    review.refresh_from_db()
    assert (review.state, left(world, access_of, world.jean)) == ("void", [])


def test_a_record_that_was_imported_is_owed_no_reading(world, access_of):
    KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam)  # signed elsewhere, long ago

    assert left(world, access_of, world.jean) == []


def test_reviewing_leads_to_the_next_and_keeps_the_place(world, signed, signed_in):
    first, second, third = signed(ago=3), signed(ago=2), signed(ago=1)
    jean = signed_in(world.jean)

    assert "Review 2 of 3" in markup(jean.get(second.get_absolute_url()))
    answer = jean.post(second.get_absolute_url(), {"do": "reviewed", "note": ""})
    assert answer["Location"] == third.get_absolute_url()
    assert "Review 3 of 3" in markup(jean.get(third.get_absolute_url()))
    answer = jean.post(third.get_absolute_url(), {"do": "reviewed", "note": ""})
    assert answer["Location"] == first.get_absolute_url()  # what was passed over comes last
    answer = jean.post(first.get_absolute_url(), {"do": "reviewed", "note": ""})
    assert answer["Location"] == reverse("sessions:to_review", args=[world.maple.public_id])
    assert "Nothing waits for you to read." in markup(jean.get(answer["Location"]))


def test_a_note_reaches_the_writer_and_nobody_elses_eyes(world, signed, signed_in):
    review = signed()
    words = "The way you waited with him is the work."
    told = signed_in(world.jean).post(
        review.get_absolute_url(), {"do": "reviewed", "note": words}, follow=True
    )

    assert "Reviewed. Sam sees your note under Today." in markup(told)
    today, page = reverse("compliance:today"), review.session.get_absolute_url()
    assert words in markup(signed_in(world.sam).get(today))
    assert words in markup(signed_in(world.sam).get(page))
    assert "Reviewed by Jean Ward on" in markup(signed_in(world.jo).get(page))
    for person in (world.jo, world.nell):
        assert words not in markup(signed_in(person).get(page))
        history = reverse("compliance:child_history", args=[world.kai.public_id])
        assert words not in markup(signed_in(person).get(history))


def test_a_question_reaches_today_is_answered_beside_the_words_and_comes_back(world, signed, signed_in):
    review = signed()
    before = content_hash(KeyWorkSession.objects.get(pk=review.session_id))
    jean, sam = signed_in(world.jean), signed_in(world.sam)
    told = jean.post(review.get_absolute_url(), {"do": "ask", "note": "Who drove?"}, follow=True)

    assert "Sam sees your question under Today. The record comes back to you with the answer." in markup(told)
    today = markup(sam.get(reverse("compliance:today")))
    assert "Jean Ward asks about your record of" in today and "Who drove?" in today
    page = markup(sam.get(review.session.get_absolute_url()))
    assert "Question asked" in page and "Who drove?" in page
    form = reverse("sessions:add_details", args=[review.session.public_id])
    shown = sam.get(form)
    assert "Who drove?" in markup(shown)
    sent = {
        "kind": shown.context["form"]["kind"].value(),
        "text": "Jo did.",
        "password": PASSWORD,
        "public_id": shown.context["form"]["public_id"].value(),
    }
    said = markup(sam.post(form, sent, follow=True))

    assert "The record is read again with your answer." in said and "Question answered" in said
    answer = Addendum.objects.get()
    review.refresh_from_db()
    assert (answer.kind, answer.question.review_id, review.state) == ("answer", review.pk, "answered")
    assert content_hash(KeyWorkSession.objects.get(pk=review.session_id)) == before
    assert before == review.session.signature.content_hash
    assert "asks about your record" not in markup(sam.get(reverse("compliance:today")))
    again = markup(jean.get(review.get_absolute_url()))
    assert "Review 1 of 1" in again and "Jo did." in again


def test_kept_for_one_manager_until_a_day_others_still_see_it(world, signed, access_of, deputy):
    review = signed()
    tomorrow = world.today + dt.timedelta(days=1)
    keep_for_later(review, by=world.jean, now=dates.now(), until=tomorrow)

    assert left(world, access_of, world.jean) == []
    assert left(world, access_of, deputy) == [review.session_id]
    with pytest.raises(UnableToReview, match="Enter a day after today"):
        keep_for_later(review, by=world.jean, now=dates.now(), until=world.today)


def test_two_managers_at_once_the_second_is_told_and_loses_no_word(world, signed, signed_in, deputy):
    review = signed()
    mark_as_reviewed(review, by=world.jean, now=dates.now())

    answer = signed_in(deputy).post(review.get_absolute_url(), {"do": "reviewed", "note": "Well done"})

    page = markup(answer)
    assert answer.status_code == 422
    assert "Jean Ward marked this as reviewed on" in page and "Well done" in page
    review.refresh_from_db()
    assert (review.reviewed_by, review.note) == (world.jean, "")


def test_a_second_click_changes_nothing(world, signed):
    review, other, now = signed(), signed(), dates.now()
    for _click in range(2):
        mark_as_reviewed(review, by=world.jean, now=now)
        ask_about(other, by=world.jean, now=now, text="Who drove?")

    assert review.history.count() == 2  # signed, reviewed
    assert other.questions.count() == 1


def test_an_answer_needs_a_question(world, signed):
    review = signed()

    with pytest.raises(UnableToReview, match="no question"):
        add_details(review.session, by=world.sam, now=dates.now(), kind="answer", text="Jo did.")
    assert Addendum.objects.count() == 0


def test_the_header_and_the_board_count_the_same_records(world, signed, signed_in):
    signed(ago=2)
    signed(ago=1)
    signed(world.jean)  # not hers to read

    page = markup(signed_in(world.jean).get(reverse("compliance:board", args=[world.maple.public_id])))

    assert re.search(r'Review\s*<span class="kw-count">2</span>', page)
    assert "2 signed records wait for you to read." in page and "The oldest 2 days." in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose what to do with this record"),
        ({"do": "ask", "note": " "}, "Enter what you want to ask"),
        ({"do": "keep"}, "Enter the day you want to see it again"),
    ],
)
def test_the_form_says_what_is_missing(world, signed, signed_in, sent, said):
    answer = signed_in(world.jean).post(signed().get_absolute_url(), sent)

    assert answer.status_code == 422
    assert said in markup(answer)
