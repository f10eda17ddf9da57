"""What ships, read back: the three guidance documents side by side, line by line, and the two nations."""

import datetime as dt
from types import SimpleNamespace

import pytest

from children.models import EndReason, FileType
from homes.models import PracticeChange, Readiness
from homes.models.places import PRACTICE_KINDS
from homes.practice import (
    ADDITIONS,
    LISTS,
    NEVER_OFF,
    SHIPPED,
    AppliesTo,
    Appointment,
    Support,
    practice_of,
    shipped_for,
)
from sessions_app.models import Format

P000 = shipped_for("key-residential-practitioner", "England")
P001 = shipped_for("key-worker", "England")
P003 = shipped_for("keyworker-england-wales", "England")
DAY = dt.date(2026, 11, 25)


def codes(items) -> list[str]:
    return [item.code for item in items]


def only(list_name: str) -> dict[str, set[str]]:
    """The codes each profile alone has in a list."""
    lists = {practice.code: set(codes(getattr(practice, list_name))) for practice in (P000, P001, P003)}
    return {
        code: mine - set().union(*(theirs for other, theirs in lists.items() if other != code))
        for code, mine in lists.items()
    }


def test_titles():
    said = [
        (
            str(p.terms["key_worker"].singular),
            str(p.terms["manager"].singular),
            str(p.terms["key_child"].singular),
        )
        for p in (P000, P001, P003)
    ]

    assert said == [
        ("key residential practitioner", "registered children’s homes manager", "key child"),
        ("key worker", "registered manager", "key child"),
        ("keyworker", "home manager", "keychild"),
    ]


def test_change_reasons_are_the_same_but_for_long_absence():
    guidance = ["child_asked", "staff_left", "long_absence", "no_relationship", "not_in_best_interests"]

    assert codes(P000.reasons) == codes(P001.reasons) == [*guidance, "planned_handover"]
    assert codes(P003.reasons) == [code for code in codes(P001.reasons) if code != "long_absence"]
    assert set(codes(P001.reasons)) <= set(EndReason.values)


def test_appointment():
    assert [p.appointment for p in (P000, P001, P003)] == [
        Appointment.BEFORE_VISITS,
        Appointment.BEFORE_VISITS,
        Appointment.BEFORE_OFFER,
    ]


def test_how_many_at_once():
    simple = shipped_for("key-residential-practitioner", "England", frozenset())

    assert (P000.most_at_once, simple.most_at_once) == (None, 1)  # more than one in complex-needs homes
    assert (P001.most_at_once, P003.most_at_once) == (2, 1)


def test_support():
    both = {Support.TRAINING, Support.SUPERVISION}

    assert P000.support == both
    assert P001.support == both | {Support.CHAMPION_ROLE, Support.SPECIALIST_TRAINING}
    assert P003.support == both | {Support.MENTOR}
    assert {support.value for support in Support} == set(Readiness.Kind.values)


def test_documents_only_here():
    titles = {p.code: {d.code: str(d.text) for d in p.documents} for p in (P000, P001, P003)}

    assert titles[P000.code]["SEN_SUPPORT"] == "SEN support plan"
    assert titles[P000.code]["HEALTH"] == "Health needs assessment and individual health care plan"
    assert titles[P001.code]["RISK"] == "Risk assessments and safety plans"
    assert titles[P001.code]["COURT"] == "Court orders and the agreed plan for family time"
    assert titles[P003.code]["ADOPTION"] == "Adoption plan"
    assert titles[P003.code]["PLACEMENT_LA"].startswith("Placement information record")
    assert titles[P003.code]["CHRONOLOGY"] == "Essential information record, now the chronology"
    assert titles[P003.code]["SEN_SUPPORT"] == "Individual education plan"
    assert only("documents") == {P000.code: set(), P001.code: {"COURT"}, P003.code: {"ADOPTION"}}
    assert "safety" not in " ".join([*titles[P000.code].values(), *titles[P003.code].values()]).lower()


def test_a_document_that_many_children_never_have_says_so():
    adoption = next(d for d in P003.documents if d.code == "ADOPTION")

    assert adoption.applies_to is AppliesTo.IF_ANY
    assert {d.code for d in P001.documents if d.applies_to is AppliesTo.ELIGIBLE} == {"PATHWAY"}


def test_session_purposes():
    shared = ["specific_issue", "review_or_court", "future", "past"]

    assert codes(P001.purposes) == shared
    assert codes(P000.purposes) == [*shared, "voice_and_influence", "dbt_skills"]
    assert codes(P003.purposes) == ["progress_chasing", *shared]


def test_first_days_basics():
    basics = {p.code: [item.code for item in p.first_days if item.basic] for p in (P000, P001, P003)}

    assert basics[P000.code] == basics[P003.code] == ["why_here", "home_plan", "guide", "fire", "essentials"]
    assert basics[P001.code] == [*basics[P000.code], "worries"]
    assert "creative" in str(next(item.text for item in P001.first_days if item.code == "worries"))


def test_confidentiality_words():
    assert "can’t offer" in str(P000.confidentiality)
    assert "can’t always" in str(P001.confidentiality)
    assert "can’t offer" in str(P003.confidentiality)


def test_only_here():
    assert only("habits") == {
        P000.code: {"no_promises", "voice_and_influence", "guide_before_visits", "dbt", "transition_lead"},
        P001.code: {"advocacy", "commissioner", "removed_items", "senior_helps", "journey"},
        P003.code: {"debrief_at_once", "safety_doubt", "phone_frequency", "welsh_regulations"},
    }
    assert [("journey" in codes(p.formats)) for p in (P000, P001, P003)] == [False, True, False]
    assert only("first_days")[P000.code] == {"guide_before_visits", "dbt_file"}


def test_the_four_questions_of_the_inspection_lens():
    for practice in (P000, P001, P003):
        assert codes(practice.questions) == ["relates", "whole_team", "dependency", "meaningful"]


def test_reflective_practice_adds_five_areas_and_nothing_else():
    practice = shipped_for("key-worker", "England", frozenset({"reflective-practice"}))

    assert len(practice.progress_areas) == 5
    assert P001.progress_areas == practice.questions == ()


@pytest.mark.parametrize("code", SHIPPED)
def test_wales_has_its_own_law_and_keeps_the_profiles_titles(code):
    england, wales = shipped_for(code, "England"), shipped_for(code, "Wales")
    titles = {d.code: str(d.text) for d in wales.documents}

    assert str(wales.terms["home_plan"].singular) == "personal plan"
    assert str(wales.terms["regulator"].singular) == "Care Inspectorate Wales"
    assert str(wales.terms["commissioner"].singular) == "Children’s Commissioner for Wales"
    assert titles["CARE_PLAN"] == "Care and support plan (Part 6)"
    assert titles["EHCP"] == "Individual development plan"
    assert "PROVIDER_ASSESS" in titles
    assert "PROVIDER_ASSESS" not in codes(england.documents)
    assert wales.terms["key_worker"] == england.terms["key_worker"]
    expected = "manager" if code == "key-worker" else str(england.terms["manager"].singular)
    assert str(wales.terms["manager"].singular) == expected


def test_codes_are_those_of_the_records():
    for code in SHIPPED:
        for nation in ("England", "Wales"):
            practice = shipped_for(code, nation, frozenset(ADDITIONS))
            assert {d.code for d in practice.documents} <= set(FileType.values)
            assert {f.code for f in practice.formats} <= set(Format.values)
            for list_name in LISTS.values():
                found = codes(getattr(practice, list_name))
                assert len(found) == len(set(found)), list_name
    assert set(PRACTICE_KINDS) == set(PracticeChange.Kind.values)
    assert {kind for kind, _code in NEVER_OFF} <= set(LISTS)


# --- a home's own ways, by day ----------------------------------------------------------------------


HOME = SimpleNamespace(profile="key-worker", nation="England")


def change(kind, key, value, *, days=0, pk=1):
    return SimpleNamespace(pk=pk, kind=kind, key=key, value=value, applies_from=DAY + dt.timedelta(days=days))


def test_a_change_counts_from_its_day_and_not_before():
    rows = [change("term", "key_worker", {"singular": "link worker", "plural": "link workers"})]

    assert practice_of(HOME, rows, on=DAY - dt.timedelta(days=1)).terms["key_worker"].singular == "key worker"
    assert practice_of(HOME, rows, on=DAY).terms["key_worker"].singular == "link worker"


def test_the_later_day_counts_and_on_one_day_the_later_row():
    value = {"singular": "{}", "plural": "x"}
    rows = [
        change("term", "key_worker", value | {"singular": "second"}, pk=3),
        change("term", "key_worker", value | {"singular": "first"}, pk=2),
        change("term", "key_worker", value | {"singular": "older"}, days=-5, pk=9),
    ]

    assert practice_of(HOME, rows, on=DAY).terms["key_worker"].singular == "second"


def test_a_word_put_back_is_the_profiles_again():
    rows = [
        change("term", "key_worker", {"singular": "anchor", "plural": "anchors"}, pk=1),
        change("term", "key_worker", {"singular": "", "plural": "", "short": ""}, pk=2),
    ]

    assert practice_of(HOME, rows, on=DAY).terms["key_worker"].singular == "key worker"


def test_a_name_the_law_gives_is_nobodys_to_change():
    rows = [change("term", "home_plan", {"singular": "my plan", "plural": "my plans"})]
    wales = SimpleNamespace(profile="key-worker", nation="Wales")

    assert practice_of(HOME, rows, on=DAY).terms["home_plan"].singular == "my plan"
    assert practice_of(wales, rows, on=DAY).terms["home_plan"].singular == "personal plan"


def test_lists_are_reworded_taken_off_and_added_to():
    rows = [
        change("purpose", "past", {"text": "", "in_use": False}, pk=1),
        change("purpose", "future", {"text": "What comes next", "in_use": True}, pk=2),
        change("purpose", "own_1", {"text": "Cooking together", "in_use": True}, pk=3),
    ]

    found = [(item.code, str(item.text)) for item in practice_of(HOME, rows, on=DAY).purposes]

    assert found == [
        ("specific_issue", "Something specific, or a difficulty"),
        ("review_or_court", "Getting ready for a child in care review or court"),
        ("future", "What comes next"),
        ("own_1", "Cooking together"),
    ]


def test_a_profile_and_an_addition_by_day():
    rows = [
        change("profile", "profile", {"code": "key-residential-practitioner"}, pk=1),
        change("addition", "integrated-treatment", {"in_use": False}, pk=2),
        change("limit", "most_at_once", {"number": 3}, pk=3),
    ]

    before, after = practice_of(HOME, rows, on=DAY - dt.timedelta(days=1)), practice_of(HOME, rows, on=DAY)

    assert (before.code, before.most_at_once) == ("key-worker", 2)
    assert (after.code, after.most_at_once) == ("key-residential-practitioner", 3)
    assert "dbt_skills" not in codes(after.purposes)
    assert "voice_and_influence" in codes(after.purposes)
