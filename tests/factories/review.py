"""What comes of what was signed: it is read, and told in a report."""

import datetime as dt

from factory import LazyAttribute, LazyFunction, SelfAttribute, SubFactory, Trait

from sessions_app.models import ApproachReview, KeyWorkReport, ReviewQuestion, SessionReview
from tests.factories.base import DAY, RecordFactory
from tests.factories.children import AboutChildFactory, OfPlacementFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import UserFactory


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


class KeyWorkReportFactory(AboutChildFactory):
    """A draft of four weeks for the social worker. A finished one's hash is of nothing: real ones come of finishing."""

    class Meta:
        model = KeyWorkReport

    class Params:
        finished = Trait(
            status="signed",
            finished_at=LazyAttribute(lambda one: dt.datetime.combine(one.to_on, dt.time(20), tzinfo=dt.UTC)),
            finished_by=SelfAttribute("writer"),
            finished_by_name=SelfAttribute("writer.full_name"),
            given_to="Ms Khan",
            content_hash="0" * 64,
        )

    by = SelfAttribute("writer")
    writer = SubFactory(UserFactory)
    from_on = LazyAttribute(lambda one: one.to_on - dt.timedelta(days=27))
    to_on = dt.date(2026, 3, 12)
    whom = "social_worker"
    reflection = "He laughs more."
    what_next = "Swimming."
