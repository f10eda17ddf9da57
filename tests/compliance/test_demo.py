"""The demo is true on any day, fictional, made once, and made nowhere but in an empty demo database."""

import datetime as dt
import io
import re

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.urls import reverse

from children.models import Child, EndReason, KeyWorkerAssignment, Placement
from compliance.demo import cast
from compliance.demo.seed import seed
from compliance.demo.words import DOING
from compliance.engine import evaluate_home
from compliance.models import Flag, FlagResponse, Resolution
from compliance.rules import RULES, Scope
from homes import dates
from homes.audit import SYSTEM_EMAIL, system_user
from homes.models import AccessEvent, Home, HomeStandard, InspectionGrant, LedgerEntry, Record, User
from homes.permissions import access_for
from sessions_app.models import Addendum, KeyWorkSession, Signature
from sessions_app.signing import addendum_hash, content_hash
from sessions_app.strip import State, latest_sessions, strip_sentence, weeks_for, who_spends_time
from tests.factories import homes as h

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

DAYS = (
    dt.datetime(2026, 11, 23, 18, 0, tzinfo=dt.UTC),  # a Monday
    dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC),  # 1:30am, an hour that comes twice that night
    dt.datetime(2027, 3, 28, 1, 30, tzinfo=dt.UTC),  # 2:30am, half an hour after the hour that never was
    dt.datetime(2027, 1, 1, 0, 5, tzinfo=dt.UTC),  # a bank holiday, minutes old
    dt.datetime(2028, 2, 29, 12, 0, tzinfo=dt.UTC),
)


def run() -> str:
    out = io.StringIO()
    call_command("seed_demo", stdout=out)
    return out.getvalue()


def counts() -> dict[str, int]:
    return {
        model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed
    }


@pytest.fixture
def demo(unscoped):
    now = dates.now()
    assert seed(now=now) is True
    return now


def child(name: str) -> Child:
    return Child.objects.get(known_as=name)


def states(as_of: dt.date) -> set[tuple[str, str]]:
    """(rule, state) pairs that the demo shows on a day."""
    found = set()
    for rule in RULES:
        for evaluation in rule.evaluate(Scope(as_of=as_of)):
            if evaluation.due_on is None or rule.opens_on(evaluation.due_on) > as_of:
                if evaluation.applies:
                    found.add((rule.code, "kept"))
            else:
                found.add((rule.code, "overdue" if evaluation.due_on < as_of else "due"))
    return found


# --- made once, and only where it may be ----------------------------------------------------------


def test_the_command_prints_who_to_sign_in_as(settings):
    printed = run()

    assert [one.email for one in cast.PEOPLE if one.email in printed] == [one.email for one in cast.PEOPLE]
    assert printed.count(settings.DEMO_PASSWORD) == 1


def test_a_second_run_writes_nothing():
    first = run()
    before = counts()

    second = run()

    assert counts() == before
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


@pytest.mark.parametrize(
    "theirs",
    [
        lambda: h.make_home("Elm Row", provider=h.make_provider("Elsewhere Care")),
        lambda: h.make_user("Uri Vale"),
    ],
)
def test_it_is_refused_beside_somebody_elses_home_or_person(theirs):
    theirs()
    before = counts()

    with pytest.raises(CommandError, match="already holds homes or people"):
        run()

    assert counts() == before


def test_the_account_of_scheduled_work_does_not_stand_in_the_way():
    system_user()

    assert "The demo is ready" in run()


def test_it_is_all_or_nothing(monkeypatch):
    monkeypatch.setattr("compliance.demo.ty_bedw.compose", lambda *args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        seed(now=dates.now())

    assert Home.objects.count() == 0


def test_two_tellings_of_one_day_are_the_same(demo):
    told = sorted(str(one) for one in KeyWorkSession.objects.values_list("public_id", "account", "signed_at"))

    assert len(told) == len(set(told))
    assert (
        str(child("Kai").public_id) == "1cf0e3d5-0000-0000-0000-000000000000"
        or child("Kai").public_id.version == 5
    )


# --- true on any day ------------------------------------------------------------------------------


@pytest.mark.parametrize("now", DAYS, ids=str)
def test_every_rule_is_shown_kept_due_and_overdue_on_any_day(now):
    seed(now=now)

    wanted = {(rule.code, state) for rule in RULES for state in ("kept", "due", "overdue")}
    assert states(dates.london_day(now)) == wanted
    check_nothing_is_dated_ahead(now)
    check_strips(dates.london_day(now))


def check_nothing_is_dated_ahead(now):
    today = dates.london_day(now)
    instants = list(LedgerEntry.objects.order_by("pk").values_list("at", flat=True))
    assert instants == sorted(instants)  # pages go by key, so keys must go by time
    assert max(instants) <= now
    assert Signature.objects.filter(signed_at__gt=now).count() == 0
    assert KeyWorkSession.objects.filter(held_on__gt=today).count() == 0
    assert Placement.objects.filter(moved_in_on__gt=today).count() == 0
    for model in apps.get_models():
        if issubclass(model, Record):
            assert (
                model._base_manager.exclude(email=SYSTEM_EMAIL).filter(created_at__gt=now).count() == 0
                if (model is User)
                else model._base_manager.filter(created_at__gt=now).count() == 0
            )


def check_strips(today):
    strips = {one.known_as: weeks_for([one.pk], as_of=today)[one.pk] for one in Child.objects.all()}
    assert strip_sentence(strips["Kai"], "Kai").startswith(
        "9 of the last 11 weeks. Kai chose not to once, in "
    )
    assert strip_sentence(strips["Mia"], "Mia") == "Every week."
    assert max(week.count for week in strips["Mia"]) == 2
    assert {State.RING, State.NOTHING} <= {week.state for week in strips["Rae"]}
    assert State.CROSS in {week.state for week in strips["Robin"]}
    assert State.CHAT in {week.state for week in strips["Nia"]}
    assert State.AWAY in {week.state for week in strips["Finn"]}
    latest = latest_sessions([one.pk for one in Child.objects.all()], today)
    days = {one.child.known_as: (today - one.held_on).days for one in latest.values()}
    assert {name: days[name] for name in ("Kai", "Mia", "Rae", "Ali")} == {
        "Kai": 7,
        "Mia": 1,
        "Rae": 16,
        "Ali": 3,
    }


# --- the stories ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "flags"),
    [
        ("Kai", {("KS-WEEK", 0), ("HP-STALE", 10)}),
        ("Mia", set()),
        ("Rae", {("KS-WEEK", 9)}),
        ("Ali", {("PP-HOME", -6)}),
    ],
)
def test_the_children_of_the_wireframes_owe_what_is_drawn(demo, name, flags):
    today = dates.london_day(demo)

    found = evaluate_home(Home.objects.get(name="Maple House").pk, today)

    assert {(f.rule_code, (today - f.due_on).days) for f in found if f.child.known_as == name} == flags


def test_flags_opened_and_closed_on_their_own_days_and_jean_answered_two(demo):
    today = dates.london_day(demo)
    rae = Flag.objects.open().get(rule_code="KS-WEEK", child=child("Rae"))

    assert (today - dates.london_day(rae.raised_at)).days == 11
    assert set(Flag.objects.exclude(resolution="").values_list("resolution", flat=True)) == set(
        Resolution.values
    )
    answered = FlagResponse.objects.values_list("kind", "flag__child__known_as", "given_by_name").order_by(
        "pk"
    )
    assert list(answered) == [("seen", "Rae", "Jean Ward"), ("planned", "Kai", "Jean Ward")]


def test_the_stored_flags_are_what_the_rules_say(demo):
    today = dates.london_day(demo)

    stored = Flag.objects.open().values_list("rule_code", "child_id", "due_on")

    said = {
        (f.rule_code, f.child_id, f.due_on)
        for home in Home.objects.all()
        for f in evaluate_home(home.pk, today)
    }
    assert set(stored) == said


def test_records_of_every_kind_are_there(demo):
    sessions = KeyWorkSession.objects

    assert set(sessions.values_list("outcome", flat=True)) >= {
        "held",
        "part_held",
        "declined",
        "cancelled_by_home",
    }
    draft = sessions.get(status="draft")
    assert (draft.author.first_name, draft.child.known_as) == ("Sam", "Kai")
    assert "Leo" in draft.account and "contact" in draft.account
    assert sessions.get(status="void").voided_by.full_name == "Huw Morgan"
    assert sessions.exclude(late_reason="").get().child == child("Kai")
    assert sessions.get(worry=True).child == child("Ali")
    assert Addendum.objects.get().text == "Kai also asked to see his aunt."
    assert who_spends_time(child("Kai"), dates.london_day(demo)).sentence == "Sam 6, Jo 4, Dee 2"


def test_key_workers_change_for_a_reason_and_children_move(demo):
    ended = KeyWorkerAssignment.objects.filter(ended_on__isnull=False)

    assert set(ended.values_list("end_reason", flat=True)) == {
        EndReason.PLANNED_HANDOVER,
        EndReason.CHILD_ASKED,
        EndReason.CHILD_MOVED_ON,
    }
    homes = (
        Placement.objects.filter(child=child("Nia"))
        .order_by("moved_in_on")
        .values_list("home__name", flat=True)
    )
    assert list(homes) == ["Oak Lodge", "Ty Bedw"]
    assert Placement.objects.get(child=child("Tam")).moved_on_on is not None
    standards = HomeStandard.objects.order_by("home__name").values_list(
        "home__name", "amount", "set_by__full_name"
    )
    assert list(standards) == [("Maple House", 7, "Jean Ward"), ("Oak Lodge", 5, "Ama Boateng")]


def test_signatures_hold_for_the_words_they_signed(demo):
    for signature in Signature.objects.select_related(
        "session__child", "session__author", "addendum__session"
    ):
        thing = signature.session or signature.addendum
        expected = content_hash(thing) if signature.session else addendum_hash(thing)
        assert signature.content_hash == expected
        assert signature.user == thing.author
    assert KeyWorkSession.objects.exclude(status="draft").filter(signature__isnull=True).count() == 0


def test_each_change_is_in_the_name_of_who_made_it(demo):
    system = system_user().pk

    assert LedgerEntry.objects.filter(user_id=system, child_id__isnull=False).count() == 0
    for session in KeyWorkSession.objects.filter(status="signed").select_related("author"):
        rows = LedgerEntry.objects.filter(model="sessions_app.KeyWorkSession", object_id=session.pk)
        assert set(rows.values_list("user_name", flat=True)) == {session.author.full_name}
    named = LedgerEntry.objects.filter(model="children.KeyWorkerAssignment").values_list(
        "user_name", flat=True
    )
    assert set(named) == {"Jean Ward", "Ama Boateng", "Huw Morgan"}


def test_who_looked_is_not_made_up(demo):
    assert AccessEvent.objects.count() == 0


# --- the people -----------------------------------------------------------------------------------


@pytest.mark.parametrize("one", cast.PEOPLE, ids=lambda one: one.key)
def test_everybody_signs_in_with_the_one_password(demo, client, settings, one):
    answer = client.post(reverse("account_login"), {"login": one.email, "password": settings.DEMO_PASSWORD})

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get(email=one.email).pk)


def test_each_reaches_what_the_cast_says(demo):
    reach = {
        one.key: {home.name for home in access_for(User.objects.get(email=one.email), now=demo).homes}
        for one in cast.PEOPLE
    }

    assert reach["sam"] == reach["jean"] == reach["nell"] == {"Maple House"}
    assert reach["idris"] == {"Maple House", "Oak Lodge", "Ty Bedw"}
    assert reach["pat"] == set()
    grant = InspectionGrant.objects.get()
    assert (grant.given_by.full_name, grant.ends_at - grant.starts_at) == ("Jean Ward", dt.timedelta(days=2))


def test_everybody_and_everything_is_plainly_fictional(demo):
    people = User.objects.exclude(email=SYSTEM_EMAIL)

    assert all(person.email.endswith("@demo.example") for person in people)
    assert set(people.values_list("full_name", flat=True)) == {one.name for one in cast.PEOPLE}
    assert all(re.fullmatch(r"01632 960\d{3}", home.phone) for home in Home.objects.all())
    assert all("(demo)" in name for name in Placement.objects.values_list("responsible_authority", flat=True))
    assert set(Child.objects.values_list("legal_name", flat=True)) == {""}


def test_ages_are_those_of_the_cast(demo):
    today = dates.london_day(demo)

    assert {one.known_as: dates.age_on(one.date_of_birth, today) for one in Child.objects.all()} == {
        one.name: one.years for one in cast.CHILDREN
    }


def test_no_record_names_another_child_but_the_one_that_does_so_to_be_noticed(demo):
    names = [one.name for one in cast.CHILDREN]
    for session in KeyWorkSession.objects.exclude(status="draft").select_related("child"):
        words = " ".join([session.account, session.voice_text, session.next_steps, session.worry_text])
        others = [n for n in names if n != session.child.known_as and re.search(rf"\b{n}\b", words)]
        assert others == []


def test_no_two_sessions_of_a_child_have_the_same_words(demo):
    for key in DOING:
        told = list(
            KeyWorkSession.objects.filter(child__ref=key)
            .exclude(status="void")
            .values_list("account", flat=True)
        )
        assert len(told) == len(set(told))
