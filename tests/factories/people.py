"""The people around a child, restrictions, calls and visits."""

import datetime as dt

from factory import LazyAttribute, SelfAttribute, Trait

from children.models import ContactEntry, Person, Restriction, RestrictionReview
from tests.factories.base import DAY, part_of, signed
from tests.factories.children import AboutChildFactory


class PersonFactory(AboutChildFactory):
    class Meta:
        model = Person

    role = "mother"
    name = LazyAttribute(lambda person: f"{person.role.title()} of {person.child.known_as}")
    started_on = DAY


class RestrictionFactory(signed("authorised_by", "authorised"), AboutChildFactory):
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


class RestrictionReviewFactory(signed("reviewed_by", "reviewed"), part_of("restriction", RestrictionFactory)):
    class Meta:
        model = RestrictionReview

    reviewed_on = SelfAttribute("restriction.started_on")
    still_needed = True
    still_fair = True
    next_review_on = LazyAttribute(lambda review: review.reviewed_on + dt.timedelta(days=30))


class ContactEntryFactory(signed("author"), AboutChildFactory):
    class Meta:
        model = ContactEntry

    kind = "phone"
    direction = "in"
    outcome = "spoke"
    content = "Rang"
    happened_on = DAY
