"""What adults said after a session they signed."""

from factory import SelfAttribute, SubFactory

from sessions_app.models import Debrief
from tests.factories.base import RecordFactory
from tests.factories.sessions import KeyWorkSessionFactory


class DebriefFactory(RecordFactory):
    class Meta:
        model = Debrief

    by = SelfAttribute("user")
    session = SubFactory(KeyWorkSessionFactory)
    home = SelfAttribute("session.home")
    user = SelfAttribute("session.author")
    feeling = "talk"
    said_at = SelfAttribute("session.signed_at")
