"""Where a reading or a question turns: asked again, void meanwhile, read before the answer, and whose part it was."""

import pytest
from django.core.exceptions import PermissionDenied

from homes import dates
from homes.words import TERMS, speaking
from sessions_app.actions import add_details, sign_session, void_session
from sessions_app.models import SessionReview
from sessions_app.review.actions import ask_about, mark_as_reviewed, open_question
from sessions_app.review.permissions import check_can_review, managers_of, reviews_for
from tests.factories.sessions import KeyWorkSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
ASKED = "Did the school say yes?"


@pytest.fixture
def signed(world):
    def make(author=None, **fields):
        session = KeyWorkSessionFactory(
            placement=world.placements["kai"],
            author=author or world.sam,
            held_on=world.today,
            draft=True,
            **fields,
        )
        sign_session(session, by=session.author, now=dates.now())
        return SessionReview.objects.get(session=session)

    return make


def answer(review, text):
    return add_details(review.session, by=review.session.author, now=dates.now(), kind="answer", text=text)


def test_what_was_answered_can_be_asked_again_in_the_same_words(world, signed):
    review = signed()
    for _round in range(2):
        ask_about(review, by=world.jean, now=dates.now(), text=ASKED)
        answer(review, "Not yet.")
        review.refresh_from_db()

    assert review.questions.count() == 2
    assert review.questions.filter(answer__isnull=True).count() == 0


def test_a_void_record_has_no_question_that_waits(world, signed):
    review = signed()
    ask_about(review, by=world.jean, now=dates.now(), text=ASKED)
    assert open_question(review.session).text == ASKED

    void_session(review.session, by=world.jean, now=dates.now(), reason="Twice")

    assert open_question(review.session) is None


def test_an_answer_after_the_reading_leaves_it_read(world, signed):
    review = signed()
    ask_about(review, by=world.jean, now=dates.now(), text=ASKED)
    mark_as_reviewed(review, by=world.jean, now=dates.now())

    answer(review, "They said yes.")

    review.refresh_from_db()
    assert review.state == SessionReview.State.REVIEWED and review.reviewed_by == world.jean


@pytest.mark.parametrize("part", ["author", "begun", "alone"])
def test_who_had_a_part_in_it_may_not_read_it_and_whoever_oversees_does(world, signed, access_of, part):
    there = [{"id": str(world.jean.public_id), "name": "Jean Ward", "title": ""}]
    fields = {
        "author": {"author": world.jean},
        "begun": {"drafted_by": world.jean},
        "alone": {"people_present": there},
    }
    review = signed(**fields[part])
    jean, idris = access_of(world.jean), access_of(world.idris)

    with speaking(TERMS), pytest.raises(PermissionDenied, match="Somebody else reviews it"):
        check_can_review(jean, review)
    with speaking(TERMS):
        check_can_review(idris, review)
    assert list(reviews_for(idris, world.maple, managers_of(world.maple, idris))) == [review]
