"""The people around a child, restrictions, calls and visits."""

import datetime as dt

from factory import LazyAttribute, SelfAttribute, SubFactory, Trait

from children.models import ContactEntry, Person, Restriction, RestrictionReview
from tests.factories.base import DAY, RecordFactory
from tests.factories.children import AboutChildFactory


class PersonFactory(AboutChildFactory):
    class Meta:
        model = Person

    role = "mother"
    name = LazyAttribute(lambda person: f"{person.role.title()} of {person.child.known_as}")
    started_on = DAY


class RestrictionFactory(AboutChildFactory):
    """As the plan says; `by_court` as a court ordered."""

    class Meta:
        model = Restriction

    class Params:
        by_court = Trait(
            basis="court_order",
            section="34",
            order_number="LV26C00123",
            ordered_on=SelfAttribute("started_on"),
        )

    kind = "family_time"
    basis = "plan"
    reason = "As agreed"
    started_on = DAY
    authorised_by = SelfAttribute("by")
    authorised_name = SelfAttribute("by.full_name")
    authorised_title = SelfAttribute("by.job_title")


class RestrictionReviewFactory(RecordFactory):
    class Meta:
        model = RestrictionReview

    restriction = SubFactory(RestrictionFactory)
    child = SelfAttribute("restriction.child")
    home = SelfAttribute("restriction.home")
    reviewed_on = SelfAttribute("restriction.started_on")
    reviewed_by = SelfAttribute("by")
    reviewed_name = SelfAttribute("by.full_name")
    reviewed_title = SelfAttribute("by.job_title")
    still_needed = True
    still_fair = True
    next_review_on = LazyAttribute(lambda review: review.reviewed_on + dt.timedelta(days=30))


class ContactEntryFactory(AboutChildFactory):
    class Meta:
        model = ContactEntry

    kind = "phone"
    direction = "in"
    outcome = "spoke"
    content = "Rang"
    happened_on = DAY
    author = SelfAttribute("by")
    author_name = SelfAttribute("author.full_name")
    author_title = SelfAttribute("author.job_title")
