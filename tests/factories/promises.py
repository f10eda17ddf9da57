"""What was agreed, without going through a record's form, and what became of it."""

import datetime as dt

from factory import LazyAttribute, SelfAttribute, SubFactory

from sessions_app.models import ActionStep, AgreedAction
from tests.factories.base import RecordFactory
from tests.factories.sessions import KeyWorkSessionFactory


class AgreedActionFactory(RecordFactory):
    """Agreed in a signed session by whoever wrote it, for a week later."""

    class Meta:
        model = AgreedAction

    by = SelfAttribute("session.author")
    session = SubFactory(KeyWorkSessionFactory)
    child = SelfAttribute("session.child")
    home = SelfAttribute("session.home")
    placement = SelfAttribute("session.placement")
    what = "Ask about the school trip"
    whose = "adult"
    person = LazyAttribute(lambda action: action.session.author if action.whose == "adult" else None)
    person_name = LazyAttribute(lambda action: action.person.full_name if action.person else "")
    agreed_on = SelfAttribute("session.held_on")
    by_on = LazyAttribute(lambda action: action.agreed_on + dt.timedelta(days=7))


class ActionStepFactory(RecordFactory):
    class Meta:
        model = ActionStep

    action = SubFactory(AgreedActionFactory)
    child = SelfAttribute("action.child")
    home = SelfAttribute("action.home")
    kind = "done"
    happened_on = SelfAttribute("action.by_on")
    noted_by = SelfAttribute("by")
    noted_name = SelfAttribute("by.full_name")
