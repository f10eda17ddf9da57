"""KS-ACTION: what was agreed is done by the day that was said; others' is theirs, and ours to chase."""

import pytest

from children.duties.cards import flag_cards
from children.duties.saying import sentence_for
from compliance.rules import BY_CODE, Scope
from homes.audit import record_change, system_user
from homes.dates import now
from homes.permissions import access_for
from tests.compliance.judging import evaluate_home, make_case, on
from tests.factories.children import KeyWorkerAssignmentFactory, PlacementFactory
from tests.factories.homes import HomeFactory
from tests.factories.promises import ActionStepFactory, AgreedActionFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import StaffRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def agreed(case, by="2026-03-17", *, said="2026-03-10", **fields):
    session = KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on(said))
    return AgreedActionFactory(session=session, by_on=on(by), **fields)


def owed(case, day):
    """What is owed on a day: the action's words, or nothing; and its day."""
    found = BY_CODE["KS-ACTION"].evaluate(Scope(as_of=on(day), home_ids=[case.home.pk]))
    return [(one.facts["name"], str(one.due_on)) for one in found if one.due_on is not None]


def flag(case, day):
    return next((one for one in evaluate_home(case.home.pk, on(day)) if one.rule_code == "KS-ACTION"), None)


@pytest.mark.parametrize(
    ("said", "by", "day", "due"),
    [
        ("2026-03-10", "2026-03-17", "2026-03-09", []),
        ("2026-03-10", "2026-03-17", "2026-03-10", ["2026-03-17"]),
        ("2026-03-10", "2026-03-17", "2026-04-10", ["2026-03-17"]),
        ("2028-02-20", "2028-02-29", "2028-02-20", ["2028-02-29"]),
        ("2026-12-20", "2026-12-25", "2026-12-20", ["2026-12-25"]),
    ],
)
def test_due_on_the_day_that_was_said(said, by, day, due):
    case = make_case("2026-02-01")
    agreed(case, by, said=said)

    assert [one for _name, one in owed(case, day)] == due


def test_it_shows_a_week_before():
    case = make_case("2026-02-01")
    agreed(case, "2026-03-20")

    assert flag(case, "2026-03-12") is None
    assert flag(case, "2026-03-13") is not None


@pytest.mark.parametrize("kind", ["done", "not_needed"])
def test_over_from_the_day_it_is_done_or_not_needed(kind):
    case = make_case("2026-02-01")
    ActionStepFactory(action=agreed(case), kind=kind, reason="It rained", happened_on=on("2026-03-16"))

    assert owed(case, "2026-03-15") == [("Sam Okafor", "2026-03-17")]
    assert owed(case, "2026-03-16") == []


def test_the_last_day_it_was_moved_to_counts():
    case = make_case("2026-02-01")
    action = agreed(case)
    for happened, day in (("2026-03-12", "2026-03-20"), ("2026-03-14", "2026-03-18")):
        ActionStepFactory(
            action=action, kind="moved", reason="It rained", happened_on=on(happened), by_on=on(day)
        )

    assert [owed(case, day)[0][1] for day in ("2026-03-11", "2026-03-13", "2026-03-14")] == [
        "2026-03-17",
        "2026-03-20",
        "2026-03-18",
    ]


def test_what_the_child_said_is_never_owed():
    case = make_case("2026-02-01")
    agreed(case, whose="child")

    assert owed(case, "2026-03-20") == []


@pytest.mark.parametrize(
    ("whose", "ours", "words"),
    [
        (
            "adult",
            True,
            "Agreed with Rae by 17 March: Ask about the school trip. It is not done yet. With Sam Okafor.",
        ),
        (
            "school",
            False,
            "Agreed with Rae by 17 March: Ask about the school trip. It is not done yet. The school’s.",
        ),
        (
            "social_worker",
            False,
            "Agreed with Rae by 17 March: Ask about the school trip. It is not done yet. The social worker’s.",
        ),
    ],
)
def test_ours_is_owed_and_theirs_is_chased(whose, ours, words):
    case = make_case("2026-02-01")
    agreed(case, whose=whose)
    found = flag(case, "2026-03-20")
    card, *_more = flag_cards([found], access=access_for(case.sam, now=now()))

    assert (card.ours, sentence_for(found, as_of=on("2026-03-20"))) == (ours, words)


def test_a_promise_in_words():
    case = make_case("2026-02-01")
    agreed(case, promise=True)

    assert sentence_for(flag(case, "2026-03-16"), as_of=on("2026-03-16")) == (
        "We promised Rae: Ask about the school trip. With Sam Okafor, due by 17 March."
    )


def test_it_goes_with_the_child_to_the_lead_of_the_next_home_and_in_no_words():
    case = make_case("2026-02-01")
    agreed(case, "2026-03-25")
    oak = HomeFactory(provider=case.home.provider, name="Oak Lodge")
    dee = UserFactory(full_name="Dee Shah")
    StaffRoleFactory(user=dee, home=oak)
    case.placement.moved_on_on = on("2026-03-15")
    record_change(case.placement, by=system_user(), update=True)
    there = PlacementFactory(child=case.child, home=oak, moved_in_on=on("2026-03-15"))
    KeyWorkerAssignmentFactory(placement=there, worker=dee, started_on=on("2026-03-15"))

    found = next(one for one in evaluate_home(oak.pk, on("2026-03-20")) if one.rule_code == "KS-ACTION")

    assert sentence_for(found, as_of=on("2026-03-20")) == (
        "Agreed with Rae: something agreed at the home before. With Dee Shah, due by 25 March. "
        "It was said by Sam Okafor."
    )


def test_said_as_key_worker_it_stays_until_somebody_else_is():
    case = make_case("2026-02-01")
    agreed(case, as_key_worker=True)
    assert owed(case, "2026-03-16") == [("Sam Okafor", "2026-03-17")]
    lead = case.placement.assignments.get()
    lead.ended_on = on("2026-03-12")
    record_change(lead, by=system_user(), update=True)
    dee = UserFactory(full_name="Dee Shah")
    StaffRoleFactory(user=dee, home=case.home)
    KeyWorkerAssignmentFactory(placement=case.placement, worker=dee, started_on=on("2026-03-13"))

    assert owed(case, "2026-03-13") == [("Dee Shah", "2026-03-17")]
    assert owed(case, "2026-03-12") == [("Sam Okafor", "2026-03-17")]


def test_whoever_only_covers_holds_it_no_more_and_a_second_adult_is_not_the_lead():
    case = make_case("2026-02-01")
    agreed(case, as_key_worker=True)
    lead = case.placement.assignments.get()
    lead.ended_on = on("2026-03-12")
    record_change(lead, by=system_user(), update=True)
    dee, jo = UserFactory(full_name="Dee Shah"), UserFactory(full_name="Jo Price")
    for person in (dee, jo):
        StaffRoleFactory(user=person, home=case.home)
    held = {"placement": case.placement, "started_on": on("2026-03-13")}
    KeyWorkerAssignmentFactory(worker=dee, **held)
    KeyWorkerAssignmentFactory(
        worker=jo, role="second", placement=case.placement, started_on=on("2026-03-14")
    )
    KeyWorkerAssignmentFactory(worker=case.sam, role="cover", covers=dee, ended_on=on("2026-03-20"), **held)

    assert owed(case, "2026-03-14") == [("Dee Shah", "2026-03-17")]


def test_where_nobody_leads_it_stays_with_whoever_said_it():
    case = make_case("2026-02-01")
    agreed(case, as_key_worker=True)
    lead = case.placement.assignments.get()
    lead.ended_on = on("2026-03-12")
    record_change(lead, by=system_user(), update=True)

    assert owed(case, "2026-03-13") == [("Sam Okafor", "2026-03-17")]
