"""What a report is drafted from: signed records of this child and these days, and nothing else. Words by hand."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sessions_app.actions import void_session
from sessions_app.models import KeyWorkReport
from sessions_app.strip.reports.actions import start_report
from tests.factories.debrief import DebriefFactory
from tests.factories.plans import SessionPlanFactory
from tests.factories.promises import ActionStepFactory, AgreedActionFactory
from tests.factories.sessions import AddendumFactory, KeyWorkSessionFactory
from tests.factories.worries import WorryAnswerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
FIRST, LAST = dt.date(2026, 2, 2), dt.date(2026, 3, 1)


@pytest.fixture(autouse=True)
def on_a_thursday():
    with time_machine.travel(dt.datetime(2026, 3, 12, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def record(world):
    def make(day, child="kai", **said):
        about = {"placement": world.placements[child], "author": world.sam, "child_part": "read"}
        return KeyWorkSessionFactory(**{**about, "held_on": day, **said})

    return make


@pytest.fixture
def draft(world, access_of):
    def make(**asked):
        asked = {"from_on": FIRST, "to_on": LAST, "whom": "social_worker", **asked}
        access = access_of(world.sam)
        return start_report(placement=world.placements["kai"], by=world.sam, access=access, **asked)

    return make


def of_february(day):
    return dt.date(2026, 2, day)


def test_each_part_is_drafted_in_the_order_of_days_each_line_with_its_day_and_record(world, record, draft):
    last = record(
        LAST,
        small_steps="Cooked for everybody.",
        voice="words",
        voice_text="Best day ever",
        topics=["school"],
    )
    record(
        FIRST, format="journey", topics=["family", "future"],
        progress=[
            {"area": "routines", "name": "Routines", "line": "Up at eight."},
            {"area": "friends", "name": "Friends", "line": "Asked a friend round."},
        ],
    )  # fmt: skip
    record(of_february(9), format="quick_chat", moment="food", account="He laughed all through tea.")
    record(of_february(10), format="quick_chat", moment="hard", account="He was sad about home.")
    record(
        of_february(16), declined=True, account="A walk, or a game.", progress=[],
        voice="words", voice_text="“Not today”",
    )  # fmt: skip
    record(of_february(17), outcome="cancelled_by_home", format="", reason="The car broke down.", account="")
    record(
        of_february(20), format="formal", small_steps="Slept well.",
        progress=[{"area": "routines", "name": "Routines", "line": "Packed his own bag."}],
    )  # fmt: skip
    trip = AgreedActionFactory(
        session=last, what="Ask about the trip", promise=True, by_on=dt.date(2026, 3, 8)
    )
    ActionStepFactory(action=trip, happened_on=dt.date(2026, 3, 5), by=world.sam)
    AgreedActionFactory(session=last, what="Find a club", by_on=dt.date(2026, 3, 20), whose="school")
    AgreedActionFactory(session=last, what="Paint the room.", promise=True, by_on=dt.date(2026, 3, 10))

    made = draft()

    assert made.went_well == (
        "9 February 2026: He laughed all through tea. [2]\n"
        "20 February 2026: Slept well. [6]\n"
        "1 March 2026: Cooked for everybody. [7]"
    )
    assert made.said == "16 February 2026: “Not today” [4]\n1 March 2026: “Best day ever” [7]"
    assert made.small_steps == (
        "Routines:\n"
        "2 February 2026: Up at eight. [1]\n"
        "20 February 2026: Packed his own bag. [6]\n"
        "Friends:\n"
        "2 February 2026: Asked a friend round. [1]"
    )
    assert made.together == (
        "2 February 2026: On a journey. We talked about: Family and Future. [1]\n"
        "9 February 2026: A small moment: over food. [2]\n"
        "10 February 2026: A small moment: a hard moment. [3]\n"
        "20 February 2026: We sat and talked. [6]\n"
        "1 March 2026: While doing something. We talked about: School. [7]"
    )
    assert made.promises == (
        "1 March 2026: We promised: Ask about the trip (Sam Okafor). Kept on 5 March 2026. [7]\n"
        "1 March 2026: We agreed: Find a club (the school). Still open, due by 20 March 2026. [7]\n"
        "1 March 2026: We promised: Paint the room (Sam Okafor). Still open, it was due by 10 March 2026. [7]"
    )
    assert made.not_met == (
        "16 February 2026: Kai chose not to. What we offered: A walk, or a game. [4]\n"
        "17 February 2026: We cancelled. Why: The car broke down. [5]"
    )
    assert (made.worries, made.reflection, made.what_next, made.left_out) == ("", "", "", 0)
    assert [(one["n"], one["day"]) for one in made.sources] == [
        (1, "2026-02-02"), (2, "2026-02-09"), (3, "2026-02-10"), (4, "2026-02-16"), (5, "2026-02-17"),
        (6, "2026-02-20"), (7, "2026-03-01"),
    ]  # fmt: skip
    assert made.sources[-1] == {
        "n": 7, "record": str(last.public_id), "day": "2026-03-01", "what": "While doing something",
        "by": "Sam Okafor", "notes": [],
    }  # fmt: skip


def test_nothing_else_is_told(world, record, draft):
    words = {"small_steps": "SECRET", "voice": "words", "voice_text": "SECRET", "account": "SECRET"}
    record(FIRST - dt.timedelta(days=1), **words)
    record(LAST + dt.timedelta(days=1), **words)
    record(of_february(10), draft=True, **words)
    gone = record(of_february(11), **words)
    void_session(gone, by=world.jean, now=gone.signed_at, reason="Wrong child")
    record(of_february(12), child="mia", **words)
    held = record(of_february(13), small_steps="He sang.")
    DebriefFactory(session=held, note="SECRET")
    SessionPlanFactory(
        placement=world.placements["kai"], worker=world.sam, planned_on=of_february(13), hold_back="SECRET",
        safety_doubt="SECRET", safety_plan="SECRET",
    )  # fmt: skip
    AddendumFactory(session=held, text="SECRET")

    made = draft()

    assert made.went_well == "13 February 2026: He sang. [1]"
    assert len(made.sources) == 1
    said = [getattr(made, name) for name in KeyWorkReport.PARTS]
    assert not any("SECRET" in str(one) for one in (*said, made.sources, made.for_child))


def test_a_line_that_names_another_child_of_the_home_is_left_out_and_counted(record, draft):
    record(FIRST, small_steps="Shared his bike.\nHelped Mia up.", voice="words", voice_text="Mia was mean")
    held = record(LAST, small_steps="")
    AgreedActionFactory(session=held, what="Talk to Mia too", promise=True)

    made = draft()

    assert made.went_well == "2 February 2026: Shared his bike. [1]"
    assert (made.said, made.promises, made.left_out) == ("", "", 3)
    assert "Mia" not in str(made.for_child)


def test_a_worry_is_told_with_its_answer_and_nothing_else_of_its_record(world, record, draft):
    told = {
        "worry": True,
        "small_steps": "Ate well.",
        "voice": "words",
        "voice_text": "He hit me",
        "topics": ["safe"],
    }
    answered = record(of_february(3), worry_text="A bruise on his arm", **told)
    at = dt.datetime(2026, 2, 4, 9, tzinfo=dt.UTC)
    WorryAnswerFactory(
        session=answered, answered_by=world.jean, account="I sat with Kai. It is old.", answered_at=at
    )
    waiting = record(of_february(5), worry_text="A phone call", **told)
    WorryAnswerFactory(session=waiting, answered_by=world.jean, account="Begun")
    AgreedActionFactory(session=answered, what="Look again", promise=True, by_on=dt.date(2026, 3, 20))

    made = draft()

    assert made.worries == (
        "3 February 2026: We worried about this: A bruise on his arm. "
        "What was done: I sat with Kai. It is old. [1]"
    )
    assert made.together == (
        "3 February 2026: While doing something. [1]\n5 February 2026: While doing something. [2]"
    )
    assert (made.went_well, made.said) == ("", "")
    assert made.promises.startswith("3 February 2026: We promised: Look again (Sam Okafor). Still open")
    assert [one["notes"] for one in made.sources] == [["worry"], ["worry", "unanswered"]]
    assert set(made.for_child) == {"did"}


def test_a_report_for_the_family_begins_without_worries(world, record, draft):
    at = dt.datetime(2026, 2, 4, 9, tzinfo=dt.UTC)
    held = record(of_february(3), worry=True, worry_text="What his dad said", small_steps="Ate well.")
    WorryAnswerFactory(session=held, answered_by=world.jean, answered_at=at)
    AgreedActionFactory(session=held, what="Tell the police", promise=True)

    made = draft(whom="family")

    assert (made.worries, made.promises, made.went_well) == ("", "", "")


def test_what_a_writer_must_know_of_a_record_stands_beside_it(world, record, draft):
    unread = record(FIRST, voice="words", voice_text="I like it here", child_part="later", share_on=LAST)
    AddendumFactory(session=unread, kind="correction", text="It was a Tuesday")
    record(LAST, voice="noticed", voice_text="He smiled", child_part="declined")

    assert [one["notes"] for one in draft().sources] == [["put_right", "unread"], []]


def test_the_childs_version_has_the_childs_own_and_no_worry(record, draft):
    held = record(FIRST, small_steps="Slept well.", voice="words", voice_text="I did it")
    AgreedActionFactory(session=held, what="Ask about the trip", promise=True, by_on=dt.date(2026, 3, 20))
    AgreedActionFactory(session=held, what="Ring the office", by_on=dt.date(2026, 3, 20))

    assert draft().for_child == {
        "did": [{"n": 1, "day": "2026-02-02", "kind": "activity"}],
        "achieved": [{"n": 1, "day": "2026-02-02", "words": "Slept well."}],
        "said": [{"n": 1, "day": "2026-02-02", "words": "“I did it”"}],
        "promised": [
            {"n": 1, "day": "2026-02-02", "words": "Ask about the trip", "state": "open", "on": "2026-03-20"}
        ],
    }


def test_the_same_answers_twice_are_one_draft(draft):
    assert draft() == draft()
    assert draft() != draft(whom="review")


def test_thirty_records_take_the_queries_of_one(world, record, draft):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            draft(whom_name=str(KeyWorkReport.objects.count()))
        return len(seen)

    AgreedActionFactory(session=record(FIRST))
    one = queries()
    for day in range(2, 29):
        AgreedActionFactory(session=record(of_february(day)))

    assert queries() == one


def test_of_a_try_that_tells_of_a_worry_nothing_but_that_it_was_offered(record, draft):
    record(
        FIRST, declined=True, account="He said his dad rang in the night.", topics=["family"],
        worry=True, worry_text="Who gave him the number?", worry_told_name="Jean Ward",
    )  # fmt: skip
    record(of_february(9), declined=True, account="A walk, or a game.")

    told = draft()

    assert "A walk, or a game." in told.not_met
    assert "rang in the night" not in "".join(getattr(told, part) for part in KeyWorkReport.PARTS)
