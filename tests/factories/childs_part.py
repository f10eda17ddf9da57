"""What a child said of a record, without handing a tablet over."""

import datetime as dt

from factory import SelfAttribute, SubFactory, Trait

from sessions_app.models import ChildsPart, ChildsPartWithdrawn
from tests.factories.base import RecordFactory, part_of, signed
from tests.factories.sessions import KeyWorkSessionFactory


class ChildsPartFactory(part_of("session", KeyWorkSessionFactory), signed("handed_by")):
    """Read at five past eight, on the tablet the author handed over five minutes before."""

    class Meta:
        model = ChildsPart

    class Params:
        declined = Trait(answer="declined", words="", handed_at=None)

    by = SelfAttribute("session.author")
    answer = "read"
    words = "I liked it."
    handed_at = dt.datetime(2025, 1, 6, 20, 0, tzinfo=dt.UTC)
    said_at = dt.datetime(2025, 1, 6, 20, 5, tzinfo=dt.UTC)


class ChildsPartWithdrawnFactory(signed("noted_by", "noted"), RecordFactory):
    class Meta:
        model = ChildsPartWithdrawn

    part = SubFactory(ChildsPartFactory)
    session = SelfAttribute("part.session")
    child = SelfAttribute("part.child")
    home = SelfAttribute("part.home")
    reason = "Leo had the tablet"
