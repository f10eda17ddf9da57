"""What was signed and is to be read."""

from factory import LazyFunction, SelfAttribute, SubFactory

from sessions_app.models import ApproachReview, ReviewQuestion, SessionReview
from tests.factories.base import DAY, RecordFactory
from tests.factories.children import OfPlacementFactory
from tests.factories.sessions import KeyWorkSessionFactory


class SessionReviewFactory(RecordFactory):
    """Of a session that was signed without the page: its writer was there alone."""

    class Meta:
        model = SessionReview

    by = SelfAttribute("author")
    session = SubFactory(KeyWorkSessionFactory)
    child = SelfAttribute("session.child")
    home = SelfAttribute("session.home")
    placement = SelfAttribute("session.placement")
    author = SelfAttribute("session.author")
    only_adult = SelfAttribute("author")
    signed_on = SelfAttribute("session.held_on")
    since_on = SelfAttribute("signed_on")


class ReviewQuestionFactory(RecordFactory):
    class Meta:
        model = ReviewQuestion

    review = SubFactory(SessionReviewFactory)
    child = SelfAttribute("review.child")
    home = SelfAttribute("review.home")
    text = "Who drove?"
    asked_by = SelfAttribute("by")
    asked_by_name = SelfAttribute("by.full_name")
    asked_on = DAY


class ApproachReviewFactory(OfPlacementFactory):
    class Meta:
        model = ApproachReview

    reviewed_on = DAY
    ways = LazyFunction(lambda: ["other_adult"])
    said = "Dee asks, in writing"
    noted_by = SelfAttribute("by")
    noted_name = SelfAttribute("by.full_name")
