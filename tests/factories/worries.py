"""Answers to worries, as a manager wrote them."""

from factory import LazyFunction, SelfAttribute, SubFactory

from sessions_app.models import WorryAnswer
from tests.factories.base import RecordFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import UserFactory


class WorryAnswerFactory(RecordFactory):
    """Not answered yet: a draft of its writer. `answered_at=` makes it the answer."""

    class Meta:
        model = WorryAnswer

    by = SelfAttribute("answered_by")
    session = SubFactory(KeyWorkSessionFactory, worry=True, worry_text="A bruise")
    child = SelfAttribute("session.child")
    home = SelfAttribute("session.home")
    done = LazyFunction(lambda: ["spoke"])
    account = "I sat with Kai. It is an old mark."
    child_knows = "told"
    answered_by = SubFactory(UserFactory, full_name="Jean Ward")
    answered_by_name = SelfAttribute("answered_by.full_name")
