"""Updates to the social worker, asking for visits, and support asked for from others."""

import datetime as dt

from factory import LazyAttribute, SelfAttribute

from children.models import SocialWorkerUpdate, SupportNeed, SupportStep
from tests.factories.base import DAY, part_of, signed
from tests.factories.children import AboutChildFactory


class SocialWorkerUpdateFactory(signed("sent_by"), AboutChildFactory):
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


class SupportNeedFactory(signed("written_by"), AboutChildFactory):
    class Meta:
        model = SupportNeed

    seen_on = DAY
    what = "Help with sleep"


class SupportStepFactory(signed("written_by"), part_of("need", SupportNeedFactory)):
    class Meta:
        model = SupportStep

    stage = "asked"
    happened_on = SelfAttribute("need.seen_on")
