"""Updates to the social worker, asking for visits, and support asked for from others."""

import datetime as dt

from factory import LazyAttribute, SelfAttribute, SubFactory

from children.models import SocialWorkerUpdate, SupportNeed, SupportStep
from tests.factories.base import DAY, RecordFactory
from tests.factories.children import AboutChildFactory


class SocialWorkerUpdateFactory(AboutChildFactory):
    """About the week that ends on the day it is sent."""

    class Meta:
        model = SocialWorkerUpdate

    sent_on = DAY
    from_on = LazyAttribute(lambda update: update.sent_on - dt.timedelta(days=6))
    to_on = SelfAttribute("sent_on")
    good_news = "Made pancakes"
    text = "Good news\nMade pancakes"
    how = "email"
    to_name = "Ruth Field"
    sent_by = SelfAttribute("by")
    sent_by_name = SelfAttribute("by.full_name")
    sent_by_title = SelfAttribute("by.job_title")


class SupportNeedFactory(AboutChildFactory):
    class Meta:
        model = SupportNeed

    seen_on = DAY
    what = "Help with sleep"
    written_by = SelfAttribute("by")
    written_by_name = SelfAttribute("by.full_name")
    written_by_title = SelfAttribute("by.job_title")


class SupportStepFactory(RecordFactory):
    class Meta:
        model = SupportStep

    need = SubFactory(SupportNeedFactory)
    child = SelfAttribute("need.child")
    home = SelfAttribute("need.home")
    stage = "asked"
    happened_on = SelfAttribute("need.seen_on")
    written_by = SelfAttribute("by")
    written_by_name = SelfAttribute("by.full_name")
    written_by_title = SelfAttribute("by.job_title")
