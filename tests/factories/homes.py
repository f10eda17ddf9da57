"""Providers, homes, and what a home has set for itself."""

import datetime as dt
from typing import Any

from factory import LazyAttribute, SelfAttribute, SubFactory

from homes.audit import record_change, system_user
from homes.models import (
    Home,
    HomeStandard,
    InspectionGrant,
    PracticeChange,
    Provider,
    Readiness,
    StaffAbsence,
    StaffRole,
    User,
)
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


PASSWORD = "correct horse battery"


def make_provider(name: str = "Hearthside Care") -> Provider:
    found = Provider.objects.filter(name=name).first()
    if found:
        return found
    provider = Provider(name=name)
    record_change(provider, by=system_user())
    return provider


def make_home(name: str = "Maple House", *, provider: Provider | None = None, **fields: Any) -> Home:
    values = {
        "code": name.split()[0].lower(),
        "nation": "England",
        "profile": "key-worker",
        "capacity": 6,
        **fields,
    }
    home = Home(provider=provider or make_provider(), name=name, **values)
    record_change(home, by=system_user())
    return home


def make_user(name: str, *, title: str = "Residential worker", **fields: Any) -> User:
    email = name.lower().replace(" ", ".") + "@demo.example"
    user = User(email=email, full_name=name, job_title=title, **fields)
    user.set_password(PASSWORD)
    record_change(user, by=system_user())
    return user


def give_role(
    user: User,
    place: Home | Provider,
    role: str = "residential_worker",
    *,
    started_on: dt.date = LONG_AGO,
    ended_on: dt.date | None = None,
) -> StaffRole:
    where = {"home": place} if isinstance(place, Home) else {"provider": place}
    held = StaffRole(user=user, role=role, started_on=started_on, ended_on=ended_on, **where)
    record_change(held, by=system_user())
    return held


def give_inspection(
    user: User, home: Home, *, starts_at: dt.datetime, ends_at: dt.datetime
) -> InspectionGrant:
    grant = InspectionGrant(
        user=user, home=home, starts_at=starts_at, ends_at=ends_at, given_by=system_user()
    )
    record_change(grant, by=system_user())
    return grant


def set_standard(home: Home, rule_code: str, amount: int, **fields: Any) -> HomeStandard:
    standard = HomeStandard(home=home, rule_code=rule_code, amount=amount, set_by=system_user(), **fields)
    record_change(standard, by=system_user())
    return standard


def change_practice(
    home: Home, kind: str, key: str, value: dict[str, Any], *, applies_from: dt.date = LONG_AGO
) -> PracticeChange:
    change = PracticeChange(
        home=home,
        kind=kind,
        key=key,
        value=value,
        applies_from=applies_from,
        why="Agreed",
        set_by=system_user(),
    )
    record_change(change, by=system_user())
    return change


def make_staff_absence(
    user: User,
    home: Home,
    started_on: dt.date,
    ended_on: dt.date | None = None,
    kind: str = "leave",
    **fields: Any,
) -> StaffAbsence:
    """Away from the first to the last day. Noted on the first day unless said otherwise."""
    values = {"noted_on": started_on, **fields}
    absence = StaffAbsence(
        user=user, home=home, kind=kind, started_on=started_on, ended_on=ended_on, **values
    )
    record_change(absence, by=system_user())
    return absence


def make_readiness(user: User, home: Home, kind: str, done_on: dt.date, **fields: Any) -> Readiness:
    ready = Readiness(user=user, home=home, kind=kind, done_on=done_on, **fields)
    record_change(ready, by=system_user())
    return ready
