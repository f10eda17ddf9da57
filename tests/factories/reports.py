"""Key-work reports."""

import datetime as dt

from factory import LazyAttribute, SelfAttribute, SubFactory, Trait

from sessions_app.models import KeyWorkReport
from tests.factories.children import AboutChildFactory
from tests.factories.staff import UserFactory


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
