"""What the demo tells: the situations of the wireframes, signed and historied as if they had happened."""

import datetime as dt
import json
import re

import pytest
from django.utils import formats, translation

from children.models import (
    Child,
    EndReason,
    Flag,
    FlagResponse,
    KeyWorkerAssignment,
    Placement,
    Resolution,
    TeamReflection,
)
from compliance.demo import cast
from compliance.demo.words import DOING
from compliance.rules import BY_CODE, RULES, Scope
from homes import dates, words
from homes.audit import SYSTEM_EMAIL, system_user
from homes.models import AccessEvent, Home, HomeStandard, InspectionGrant, LedgerEntry, User
from homes.permissions import access_for
from homes.practice import practice_of
from homes.templatetags.keywork_ui import with_name
from sessions_app.models import Addendum, AgreedAction, Debrief, KeyWorkSession, Signature
from sessions_app.signed.signing import addendum_hash, content_hash
from sessions_app.strip.patterns.page import patterns_of
from sessions_app.strip.time_with import who_spends_time
from tests.compliance import telling
from tests.compliance.judging import evaluate_home
from tests.conftest import FIRST_RULES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The demo once for all tests of this file, which only read it; taken back at the end."""
    with telling.told(django_db_blocker) as now:
        yield now


@pytest.fixture
def demo(told, db):
    return told


def child(name: str) -> Child:
    return Child.objects.get(known_as=name)


# --- the stories ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "flags"),
    [
        ("Kai", {("KS-WEEK", 0), ("HP-STALE", 10)}),
        ("Mia", set()),
        ("Rae", {("KS-WEEK", 9), ("KW-COVER", 0)}),
        ("Ali", {("PP-HOME", -6)}),
    ],
)
def test_the_children_of_the_wireframes_owe_what_is_drawn(demo, name, flags):
    today = dates.london_day(demo)

    found = evaluate_home(Home.objects.get(name="Maple House").pk, today)

    theirs = [f for f in found if f.child and f.child.known_as == name and f.rule_code in FIRST_RULES]
    assert {(f.rule_code, (today - f.due_on).days) for f in theirs} == flags


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
    assert sessions.get(moment="hard").child == child("Ali")
    draft = sessions.get(status="draft", child=child("Kai"))
    assert draft.author.first_name == "Sam"
    assert "Leo" in draft.account and "contact" in draft.account
    assert sessions.get(status="void").voided_by.full_name == "Huw Morgan"
    late = sessions.exclude(late_reason="").values_list("child__known_as", flat=True)
    assert set(late) == {"Kai", "Isla"}
    worries = {one.child.known_as: one for one in sessions.filter(worry=True)}
    assert set(worries) == {"Ali", "Bryn", "Leo", "Nia", "Robin", "Tam"}
    assert worries["Ali"].worry_told_name == "Jean Ward" and not worries["Ali"].answers.exists()
    assert Debrief.objects.get().user.full_name == "Jo Price" and Debrief.objects.get().waits_for_a_talk
    assert worries["Nia"].nobody_was_reached and not worries["Nia"].answers.exists()
    assert worries["Tam"].answers.get().answered_by_name == "Jean Ward"
    assert Addendum.objects.get().text == "Kai also asked to see his aunt."
    assert who_spends_time(child("Kai"), dates.london_day(demo)).sentence == "Sam 6, Jo 4, Dee 2"


def test_small_steps_show_over_the_weeks_in_all_five_areas(demo):
    sam = access_for(User.objects.get(email="sam.okafor@demo.example"), now=demo)

    page = patterns_of(child("Mia"), sam)

    assert sorted((line.name, line.count) for line in page.areas) == [
        ("Coping with feelings", 2),
        ("Fewer hard moments", 1),
        ("Getting on with the adults", 2),
        ("Joining in with routines and learning", 2),
        ("Saying what Mia needs", 2),
    ]
    assert {line["name"] for one in page.steps for line in one.progress} == {
        with_name(item.text, "Mia")
        for item in sam.practice_of(Home.objects.get(name="Maple House")).progress_areas
    }


def test_what_a_manager_said_they_do_about_a_worry_is_owed(demo):
    answer = KeyWorkSession.objects.get(worry=True, child=child("Bryn")).answers.get()

    owed = AgreedAction.objects.get(after_worry=True)

    assert answer.next_step == owed.what == "Ask the school to ring us the same day when he is hurt"
    assert (owed.person, owed.by_on) == (answer.next_by, answer.next_on)
    assert owed.by_on > dates.london_day(demo)


def test_the_team_talked_about_two_children_and_one_is_nearly_always_with_one_adult(demo):
    today = dates.london_day(demo)

    talks = TeamReflection.objects.order_by("reflected_on").values_list("child__known_as", "home__name")
    mia = who_spends_time(child("Mia"), today)

    assert list(talks) == [("Mia", "Maple House"), ("Rae", "Maple House")]
    assert mia.prompt(child("Mia")).startswith("7 of Mia’s last 8 sessions were with Sam. Who else")
    assert who_spends_time(child("Kai"), today).prompt(child("Kai")) == ""
    for talk in TeamReflection.objects.all():
        assert all(said["question"].endswith("?") and "{" not in said["question"] for said in talk.answers)


def test_purposes_are_those_of_each_home(demo):
    chosen = {
        name: {code for codes in KeyWorkSession.objects.filter(home__name=name).values_list("purposes", flat=True)
               for code in codes}
        for name in ("Oak Lodge", "Ty Bedw")
    }  # fmt: skip

    assert chosen["Oak Lodge"] >= {"voice_and_influence", "dbt_skills"}
    assert "progress_chasing" in chosen["Ty Bedw"]
    for name, codes in chosen.items():
        place = Home.objects.get(name=name)
        assert codes <= {item.code for item in practice_of(place, (), on=dates.london_day(demo)).purposes}


def test_key_workers_change_for_a_reason_and_children_move(demo):
    ended = KeyWorkerAssignment.objects.key_workers().filter(ended_on__isnull=False)

    assert set(ended.order_by().values_list("end_reason", flat=True)) == {
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
    standards = HomeStandard.objects.order_by("home__name", "amount").values_list(
        "home__name", "amount", "set_by__full_name"
    )
    assert list(standards) == [
        ("Maple House", 7, "Jean Ward"),
        ("Oak Lodge", 2, "Ama Boateng"),
        ("Oak Lodge", 5, "Ama Boateng"),
    ]


def test_the_old_home_of_a_child_who_moved_lately_still_writes(demo):
    left = Placement.objects.get(child=child("Isla"), home__name="Maple House")
    here = Placement.objects.get(child=child("Isla"), home__name="Oak Lodge")
    assert left.moved_on_on == here.moved_in_on == dates.london_day(demo) - dt.timedelta(days=6)

    draft = KeyWorkSession.objects.get(status="draft", placement=left)
    late = KeyWorkSession.objects.exclude(late_reason="").get(placement=left)

    assert (draft.author.first_name, late.author.first_name) == ("Dee", "Jo")
    assert draft.held_on < left.moved_on_on
    assert late.held_on < left.moved_on_on < dates.london_day(late.signed_at)


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
    authorities = Placement.objects.values_list("responsible_authority", flat=True)
    assert all("(demo)" in name for name in authorities if name)  # of one child it is not known
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


def test_lou_is_away_in_two_days_and_sams_leave_is_covered(demo):
    today = dates.london_day(demo)
    found = evaluate_home(Home.objects.get(name="Maple House").pk, today)

    assert [flag.child.known_as for flag in found if flag.rule_code == "KW-COVER"] == ["Rae"]
    covers = KeyWorkerAssignment.objects.filter(role="cover", covers__full_name="Sam Okafor")
    assert {(one.child.known_as, one.worker.full_name) for one in covers} == {
        ("Kai", "Jo Price"),
        ("Mia", "Dee Shah"),
    }
    lapsed = {flag.facts["name"] for flag in found if flag.child is None and flag.due_on < today}
    assert lapsed == {"Lou Hart"}


def test_no_rule_says_a_word(demo, monkeypatch):
    """Rules answer with days and facts. Words are for whoever reads a flag, in their home's words, on their day."""

    def refuse(*args, **kwargs):
        raise AssertionError("a rule spoke")

    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        monkeypatch.setattr(translation._trans, name, refuse, raising=False)
    monkeypatch.setattr(words, "say", refuse)
    monkeypatch.setattr(formats, "date_format", refuse)
    with pytest.raises(AssertionError, match="a rule spoke"):
        str(RULES[0].title)

    scope = Scope(as_of=dates.london_day(demo))
    said = {rule.code: list(rule.evaluate(scope)) for rule in RULES}

    assert {code for code, found in said.items() if any(one.due_on for one in found)} == set(BY_CODE)
    facts = [one.facts for found in said.values() for one in found]
    assert json.loads(json.dumps(facts)) == facts
