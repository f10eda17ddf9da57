"""The demo is made once, in an empty demo database only, and is true on whatever day it is made."""

import datetime as dt
import io

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from children.models import Child, HomeSweep, Placement
from compliance.demo import cast
from compliance.demo.seed import seed
from compliance.rules import RULES, Scope
from homes import dates
from homes.audit import SYSTEM_EMAIL, set_fields, system_user
from homes.models import Home, LedgerEntry, Record, User
from sessions_app.models import KeyWorkSession, Signature
from sessions_app.strip.weeks import State, latest_sessions, strip_sentence, weeks_for
from tests.compliance.telling import told_once
from tests.factories.homes import HomeFactory, ProviderFactory
from tests.factories.staff import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

DAYS = (
    dt.datetime(2026, 11, 23, 18, 0, tzinfo=dt.UTC),  # a Monday: no session yet this week
    dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC),  # 1:30am, in the hour that comes twice that night
    dt.datetime(2027, 1, 1, 0, 5, tzinfo=dt.UTC),  # a bank holiday, 5 minutes old
    dt.datetime(2028, 2, 29, 12, 0, tzinfo=dt.UTC),
)


def run() -> str:
    out = io.StringIO()
    call_command("seed_demo", stdout=out)
    return out.getvalue()


def counts() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_a_second_run_prints_the_same_sign_ins_and_writes_nothing(settings):
    first = run()
    before = counts()

    second = run()

    assert counts() == before
    assert [one.email for one in cast.PEOPLE if one.email not in first] == []
    assert first.count(settings.DEMO_PASSWORD) == 1
    assert second.splitlines()[1:] == first.splitlines()[1:]
    assert "Nothing was changed" in second


def test_a_run_on_a_later_day_leaves_what_people_worked_in_and_says_of_when_it_is():
    with time_machine.travel(dt.datetime(2027, 1, 1, 9, tzinfo=dt.UTC), tick=False):
        run()
    before = counts()

    with time_machine.travel(dt.datetime(2027, 1, 9, 9, tzinfo=dt.UTC), tick=False):
        printed = run()

    assert counts() == before
    assert "1 January 2027" in printed


def test_it_is_refused_in_production(settings):
    settings.DEMO_MODE = False

    with pytest.raises(CommandError, match="public password"):
        run()

    assert User.objects.count() == 0


def somebody_elses_home() -> None:
    HomeFactory(name="Elm Row", provider=ProviderFactory(name="Elsewhere Care"))


def somebody_elses_account() -> None:
    UserFactory(full_name="Uri Vale")


@pytest.mark.parametrize("theirs", [somebody_elses_home, somebody_elses_account])
def test_it_is_refused_beside_somebody_elses_records(theirs):
    theirs()
    before = counts()

    with pytest.raises(CommandError, match="already holds homes or people"):
        run()

    assert counts() == before


def test_it_is_all_or_nothing():
    def full_disk(execute, sql, params, many, context):
        if "children_flagresponse" in sql:
            raise DatabaseError("no space left")
        return execute(sql, params, many, context)

    with pytest.raises(DatabaseError), connection.execute_wrapper(full_disk):
        seed(now=dates.now())

    assert Home.objects.count() == 0


def test_a_record_written_after_it_marks_its_home_for_a_sweep():
    told_once()
    maple = Home.objects.get(code="maple")
    before = HomeSweep.objects.get(home=maple)

    set_fields(maple, by=User.objects.get(email="jean.ward@demo.example"), phone="01632 960199")

    assert (before.changes, before.swept_changes) == (0, 0)
    assert HomeSweep.objects.get(home=maple).changes == 1


def test_two_tellings_of_one_day_are_the_same():
    system_user()  # the account of scheduled work may be there before the demo
    first, second = telling(DAYS[0]), telling(DAYS[0])

    assert len(first) > 500
    assert first == second


def telling(now: dt.datetime) -> list[tuple]:
    """What the ledger and the sessions of a demo say; the demo itself is taken back."""
    with transaction.atomic():
        seed(now=now)
        ledger = LedgerEntry.objects.order_by("pk").values_list(
            "at", "model", "user_name", "reason", "change"
        )
        sessions = KeyWorkSession.objects.order_by("pk").values_list("public_id", "account", "signed_at")
        told = [*ledger, *sessions]
        transaction.set_rollback(True)
    return told


def test_everybody_signs_in_with_the_one_password(client, settings):
    told_once()

    for one in cast.PEOPLE:
        answer = client.post(
            reverse("account_login"), {"login": one.email, "password": settings.DEMO_PASSWORD}
        )
        assert answer.status_code == 302
        assert client.session["_auth_user_id"] == str(User.objects.get(email=one.email).pk)
        client.logout()


# --- true on any day ------------------------------------------------------------------------------


@pytest.mark.parametrize("now", DAYS, ids=str)
def test_every_rule_is_shown_kept_due_and_overdue_and_the_strips_are_as_drawn(now):
    seed(now=now)

    today = dates.london_day(now)
    every = {(rule.code, state) for rule in RULES for state in ("kept", "due", "overdue")}
    assert states(today) == every
    check_nothing_is_dated_ahead(now)
    check_strips(today)


def states(as_of: dt.date) -> set[tuple[str, str]]:
    """The (rule, state) pairs the demo shows on a day."""
    found, scope = set(), Scope(as_of=as_of)
    for rule in RULES:
        for evaluation in rule.evaluate(scope):
            if evaluation.due_on is not None and rule.opens_on(evaluation.due_on) <= as_of:
                found.add((rule.code, "overdue" if evaluation.due_on < as_of else "due"))
            elif evaluation.applies:
                found.add((rule.code, "kept"))
    return found


def check_nothing_is_dated_ahead(now: dt.datetime) -> None:
    today = dates.london_day(now)
    system = User.objects.get(email=SYSTEM_EMAIL)  # made by the real clock, whatever day is told
    told = LedgerEntry.objects.exclude(model="homes.User", object_id=system.pk)
    instants = list(told.order_by("pk").values_list("at", flat=True))
    assert instants == sorted(instants)  # history pages go by key, so keys must go by time
    assert max(instants) == now
    assert Signature.objects.filter(signed_at__gt=now).count() == 0
    assert KeyWorkSession.objects.filter(held_on__gt=today).count() == 0
    assert Placement.objects.filter(moved_in_on__gt=today).count() == 0
    for model in (model for model in apps.get_models() if issubclass(model, Record)):
        written = model._base_manager.exclude(public_id=system.public_id)
        assert written.filter(created_at__gt=now).count() == 0


def check_strips(today: dt.date) -> None:
    children = list(Child.objects.all())
    strips = {one.known_as: weeks_for([one.pk], as_of=today)[one.pk] for one in children}
    latest = {
        one.child.known_as: one for one in latest_sessions([one.pk for one in children], today).values()
    }
    days = {name: (today - one.held_on).days for name, one in latest.items()}

    assert strip_sentence(strips["Kai"], "Kai").startswith(
        "9 of the last 11 weeks. Kai chose not to once, in "
    )
    assert strip_sentence(strips["Mia"], "Mia") == "Every week."
    assert max(week.count for week in strips["Mia"]) == 2
    assert {State.RING, State.NOTHING} <= {week.state for week in strips["Rae"]}
    for name, state in (("Robin", State.CROSS), ("Nia", State.CHAT), ("Finn", State.AWAY)):
        assert state in {week.state for week in strips[name]}
    assert [days[name] for name in ("Kai", "Mia", "Rae", "Ali", "Nia")] == [7, 1, 16, 3, 10]
