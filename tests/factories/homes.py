"""Providers, homes, and what a home has set for itself."""

import datetime as dt

from factory import LazyAttribute, SelfAttribute, SubFactory

from homes.models import Home, HomeStandard, PracticeChange, Provider
from tests.factories.base import RecordFactory

LONG_AGO = dt.date(2020, 1, 1)


class ProviderFactory(RecordFactory):
    """One of a name: asked for again, the same one."""

    class Meta:
        model = Provider
        django_get_or_create = ("name",)

    name = "Hearthside Care"


class HomeFactory(RecordFactory):
    class Meta:
        model = Home

    provider = SubFactory(ProviderFactory)
    name = "Maple House"
    code = LazyAttribute(lambda home: home.name.split()[0].lower())
    nation = "England"
    profile = "key-worker"
    capacity = 6


class HomeStandardFactory(RecordFactory):
    class Meta:
        model = HomeStandard

    home = SubFactory(HomeFactory)
    rule_code = "KS-WEEK"
    amount = 7
    set_by = SelfAttribute("by")


class PracticeChangeFactory(RecordFactory):
    class Meta:
        model = PracticeChange

    home = SubFactory(HomeFactory)
    kind = "limit"
    key = "most_at_once"
    value = LazyAttribute(lambda change: {"number": 3})
    applies_from = LONG_AGO
    why = "Agreed"
    set_by = SelfAttribute("by")
