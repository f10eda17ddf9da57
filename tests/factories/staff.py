"""Adults: their accounts, roles, time away and what makes them ready for key work."""

import datetime as dt

from factory import LazyAttribute, LazyFunction, Maybe, SelfAttribute, Sequence, SubFactory
from factory.django import Password

from homes.dates import london_day, now
from homes.models import (
    InspectionGrant,
    Invitation,
    Readiness,
    RingNumber,
    SignInUnlock,
    StaffAbsence,
    StaffRole,
    User,
)
from tests.factories.base import DAY, RecordFactory
from tests.factories.homes import LONG_AGO, HomeFactory

PASSWORD = "correct horse battery"


class UserFactory(RecordFactory):
    class Meta:
        model = User

    full_name = "Sam Okafor"
    job_title = "Residential worker"
    email = LazyAttribute(lambda user: user.full_name.lower().replace(" ", ".") + "@demo.example")
    password = Password(PASSWORD)


class StaffRoleFactory(RecordFactory):
    """At a home; with `provider` at all homes of a provider."""

    class Meta:
        model = StaffRole

    user = SubFactory(UserFactory)
    provider = None
    home = Maybe("provider", None, SubFactory(HomeFactory))
    role = "residential_worker"
    started_on = LONG_AGO


class InspectionGrantFactory(RecordFactory):
    class Meta:
        model = InspectionGrant

    user = SubFactory(UserFactory, full_name="Nell Grant", job_title="Inspector")
    home = SubFactory(HomeFactory)
    starts_at = dt.datetime.combine(DAY, dt.time(9), tzinfo=dt.UTC)
    ends_at = LazyAttribute(lambda grant: grant.starts_at + dt.timedelta(days=2))
    given_by = SelfAttribute("by")


class StaffAbsenceFactory(RecordFactory):
    """Away from the first to the last day. Noted on the first day unless said otherwise."""

    class Meta:
        model = StaffAbsence

    user = SubFactory(UserFactory)
    home = SubFactory(HomeFactory)
    kind = "leave"
    started_on = DAY
    noted_on = SelfAttribute("started_on")


class ReadinessFactory(RecordFactory):
    class Meta:
        model = Readiness

    user = SubFactory(UserFactory)
    home = SubFactory(HomeFactory)
    kind = "key_work_training"
    done_on = DAY


class SignInUnlockFactory(RecordFactory):
    class Meta:
        model = SignInUnlock

    user = SubFactory(UserFactory)
    home = SubFactory(HomeFactory)


class InvitationFactory(RecordFactory):
    """A residential worker's, sent now for 72 hours."""

    class Meta:
        model = Invitation

    home = SubFactory(HomeFactory)
    full_name = "Priya Nair"
    email = Sequence(lambda number: f"invited{number}@homes.example")
    role = "residential_worker"
    given_by = SelfAttribute("by")
    sent_at = LazyFunction(now)
    ends_at = LazyAttribute(lambda one: one.sent_at + dt.timedelta(hours=72))
    started_on = LazyAttribute(lambda one: london_day(one.sent_at))


class RingNumberFactory(RecordFactory):
    class Meta:
        model = RingNumber

    user = SubFactory(UserFactory)
    home = SubFactory(HomeFactory)
    phone = "07700 900142"
