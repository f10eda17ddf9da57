"""Twelve weeks at one look: what came up, small steps, kinds of time, and when records were signed."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from homes import dates
from homes.dates import LONDON
from sessions_app.actions import void_session
from sessions_app.strip.patterns.page import patterns_of, signed_when
from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
TODAY = dt.date(2026, 3, 12)  # a Thursday; the twelve weeks begin on Monday 22 December 2025
FIRST_DAY = dt.date(2025, 12, 22)


@pytest.fixture(autouse=True)
def on_a_thursday():
    with time_machine.travel(dt.datetime(2026, 3, 12, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def session(world):
    def make(day, child="kai", **fields):
        return KeyWorkSessionFactory(
            placement=world.placements[child], author=world.sam, held_on=day, **fields
        )

    return make


@pytest.fixture
def of_kai(world, access_of):
    return lambda: patterns_of(world.kai, access_of(world.sam))


def line(patterns, name):
    return next(one for one in patterns.topics if one.name == name)


def test_a_topic_has_the_weeks_it_came_up_in_and_no_other(session, of_kai):
    session(FIRST_DAY, topics=["health"])
    session(dt.date(2025, 12, 21), topics=["family"])  # the day before
    session(dt.date(2026, 3, 9), topics=["school"])
    session(TODAY, topics=["school", "friends"])

    found = of_kai()

    assert line(found, "Health").weeks == (True, *[False] * 11)
    assert line(found, "School").weeks == (*[False] * 11, True)
    assert (line(found, "School").count, line(found, "Family").count) == (1, 0)
    assert line(found, "Health").listed == "22 December"


@pytest.mark.parametrize(
    "last, said",
    [
        (dt.date(2026, 1, 26), "“Health” has not come up for 6 weeks."),
        (dt.date(2026, 2, 9), "“Health” has not come up for 4 weeks."),
        (dt.date(2026, 2, 16), "“School” came up most often."),
    ],
)
def test_what_was_quiet_for_a_month_is_the_finding(session, of_kai, last, said):
    session(last, topics=["health"])
    session(TODAY, topics=["school"])
    session(dt.date(2026, 3, 2), topics=["school"])

    assert of_kai().topics_said == said


def test_a_try_a_draft_and_a_void_record_bring_no_topic(session, of_kai, world):
    session(TODAY, outcome="declined", topics=["health"])
    session(TODAY, draft=True, topics=["health"])
    void_session(session(TODAY, topics=["health"]), by=world.jean, now=dates.now(), reason="Not Kai")

    found = of_kai()

    assert found.topics_said == "No topic was noted in these 12 weeks."
    assert len(found.records) == 1


def test_kinds_of_time_say_where_the_childs_own_words_were_heard(session, of_kai):
    for kind, voice in (
        ("activity", "words"),
        ("activity", "words"),
        ("formal", "noticed"),
        ("formal", "words"),
    ):
        session(TODAY, format=kind, voice=voice)

    found = of_kai()

    assert [(one.name, one.count, one.of_them) for one in found.kinds] == [
        ("We sat and talked", 2, 1),
        ("While doing something", 2, 2),
    ]
    assert found.kinds_said == "Words of Kai stand in 3 of 4 records, most often: while doing something."


@pytest.mark.parametrize(
    "held, signed, when",
    [
        ("2026-03-10", "2026-03-10 21:15", "shift"),
        ("2026-03-10", "2026-03-11 05:59", "shift"),
        ("2026-03-10", "2026-03-11 06:00", "next_day"),
        ("2026-03-10", "2026-03-12 00:00", "three_days"),
        ("2026-03-10", "2026-03-13 23:59", "three_days"),
        ("2026-03-10", "2026-03-14 00:00", "later"),
        ("2026-06-10", "2026-06-11 05:30", "shift"),  # by the clock on the wall, in summer too
    ],
)
def test_how_long_after_it_happened_a_record_was_signed(session, held, signed, when):
    record = session(dt.date.fromisoformat(held))
    record.held_on = dt.date.fromisoformat(held)
    record.signed_at = dt.datetime.fromisoformat(signed).replace(tzinfo=LONDON)

    assert signed_when(record) == when


def test_the_page_shows_steps_first_and_every_plot_as_a_table_too(session, signed_in, world):
    session(TODAY, topics=["school"], small_steps="Asked the teacher for help")

    page = signed_in(world.sam).get(reverse("sessions:patterns", args=[world.kai.public_id]))

    said = words(page.text)
    assert "Small steps of Kai stand in 1 record." in said and "Asked the teacher for help" in said
    assert "School 1 of 12 weeks" in said and "Not once: Health" in said
    assert page.text.count("See as a table") == 2 and page.text.count('role="img"') >= 3


def test_with_nothing_signed_it_says_what_will_show(signed_in, world):
    page = signed_in(world.sam).get(reverse("sessions:patterns", args=[world.kai.public_id]))

    assert "Nothing signed in these 12 weeks" in words(page.text)


# --- small steps by area ----------------------------------------------------------------------------


def step(area, name, text="He asked for help"):
    return {"area": area, "name": name, "line": text}


def test_an_area_has_the_weeks_a_step_was_written_down_in(session, of_kai):
    session(FIRST_DAY, progress=[step("routines", "Joining in")])
    session(dt.date(2025, 12, 21), progress=[step("communication", "Saying what he needs")])  # the day before
    session(dt.date(2026, 3, 9), progress=[step("regulation", "Coping with feelings")])
    session(TODAY, progress=[step("regulation", "Coping with feelings"), step("routines", "Routines")])

    found = of_kai()

    assert [(one.name, one.weeks) for one in found.areas] == [
        ("Routines", (True, *[False] * 10, True)),  # by its latest name
        ("Coping with feelings", (*[False] * 11, True)),
    ]
    assert found.areas[0].listed == "22 December, 9 March"
    assert found.areas_said == "Small steps in the last 4 weeks: Routines and Coping with feelings."


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2026, 2, 16), "Small steps in the last 4 weeks: Routines."),
        (dt.date(2026, 2, 15), "Earlier in these 12 weeks: Routines."),
    ],
)
def test_what_was_seen_lately_and_what_earlier(session, of_kai, day, said):
    session(day, progress=[step("routines", "Routines")])

    assert of_kai().areas_said == said


def test_the_page_shows_areas_as_weeks_and_as_a_table_and_never_a_score(session, world, signed_in):
    session(TODAY, progress=[step("routines", "Routines", "Laid the table")])

    page = words(signed_in(world.sam).get(reverse("sessions:patterns", args=[world.kai.public_id])))

    assert "Small steps of Kai stand in 1 record." in page and "Routines: Laid the table" in page
    assert "Small steps in the last 4 weeks: Routines." in page
    assert "1 of 12 weeks" in page and "Area Weeks Weeks from Routines 1 9 March" in page
    assert "%" not in page[page.index("Small steps in the last") : page.index("No topic was noted")]


def test_without_a_step_no_area_is_drawn(session, world, signed_in):
    session(TODAY)

    page = words(signed_in(world.sam).get(reverse("sessions:patterns", args=[world.kai.public_id])))

    assert "Small steps in the last" not in page and "Earlier in these 12 weeks" not in page
