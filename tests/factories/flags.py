"""Flags, answers to them and sweeps, for tests in which no engine need run."""

import datetime as dt

from factory import LazyAttribute, SelfAttribute, SubFactory

from children.models import Flag, FlagResponse
from compliance.models import ComplianceRun
from tests.factories.base import DAY, RecordFactory
from tests.factories.children import AboutChildFactory


class FlagFactory(AboutChildFactory):
    class Meta:
        model = Flag

    rule_code = "KS-WEEK"
    subject_key = "x"
    due_on = DAY
    opens_on = SelfAttribute("due_on")
    severity = "high"
    raised_at = dt.datetime.combine(DAY, dt.time(6), tzinfo=dt.UTC)


class FlagResponseFactory(RecordFactory):
    class Meta:
        model = FlagResponse

    flag = SubFactory(FlagFactory)
    home = SelfAttribute("flag.home")
    kind = "seen"
    given_by = SelfAttribute("by")
    given_by_name = SelfAttribute("by.full_name")
    given_at = SelfAttribute("flag.raised_at")


class ComplianceRunFactory(RecordFactory):
    """A sweep of every home, over as soon as it began."""

    class Meta:
        model = ComplianceRun

    finished_at = dt.datetime.combine(DAY, dt.time(6), tzinfo=dt.UTC)
    started_at = SelfAttribute("finished_at")
    as_of = LazyAttribute(lambda run: run.finished_at.date())
