"""The week of a home: what is planned for whom, with whom, who has no time, who has not been told, who is away."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from homes.audit import set_fields
from sessions_app.models import SessionPlan
from tests.factories.plans import SessionPlanFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import StaffAbsenceFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
A_DAY = dt.timedelta(days=1)
OFF = {"state": "cancelled", "reason": "The car is away"}


@pytest.fixture
def monday(world):
    """The Monday after this week, so that every day of it is still to come."""
    return world.today + (7 - world.today.weekday()) * A_DAY


def week(client, home, monday):
    return client.get(reverse("sessions:week", args=[home.public_id]), {"from": monday.isoformat()})


def plan_of(world, child, day, **said):
    return SessionPlanFactory(
        **{
            "placement": world.placements[child],
            "worker": world.sam,
            "planned_on": day,
            "place": "Bike track",
            **said,
        }
    )


def test_every_plan_of_the_home_and_who_is_on_it(world, signed_in, monday):
    plan_of(world, "kai", monday, starts=dt.time(16), child_knows=True)
    plan_of(world, "mia", monday + 6 * A_DAY, worker=world.dee, place="Baking", child_knows=True)
    plan_of(world, "mia", monday + 7 * A_DAY, place="Next week")
    plan_of(world, "noa", monday, place="Another home")

    page = words(week(signed_in(world.jo), world.maple, monday))

    for said in (
        "2 sessions planned, 0 signed.",
        "Every child has a time this week.",
        "4:00pm Bike track, Sam",
    ):
        assert said in page
    assert "Baking, Dee" in page
    assert "Kai knows" in page
    assert "Next week" not in page
    assert "Another home" not in page


def test_who_has_no_time_and_who_has_not_been_told(world, signed_in, monday):
    plan_of(world, "kai", monday)
    plan_of(world, "mia", monday, child_knows=True, **OFF)

    page = words(week(signed_in(world.jo), world.maple, monday))

    assert "1 session planned" in page
    assert "Without a time this week: Mia." in page
    assert "Not told yet: Kai." in page
    assert "Kai not told yet" in page
    assert "The car is away" in page


def test_what_is_recorded_is_said_once_whether_it_was_planned_or_not(world, signed_in):
    first = world.today - world.today.weekday() * A_DAY
    with time_machine.travel(dt.datetime.combine(first + 2 * A_DAY, dt.time(12)), tick=False):
        done = plan_of(world, "kai", first)
        KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=first, plan=done)
        KeyWorkSessionFactory(placement=world.placements["mia"], author=world.dee, held_on=first + A_DAY)
        gone = plan_of(world, "mia", first + A_DAY, kind=SessionPlan.Kind.HELLO)
        set_fields(gone, by=world.sam, planned_on=first)

        page = words(week(signed_in(world.jo), world.maple, first))

    assert "0 sessions planned, 2 signed. 1 was planned and nothing is recorded." in page
    assert page.count("Signed") == 2
    assert "Nothing recorded" in page


def test_who_of_the_adults_is_away_and_not_why(world, signed_in, monday):
    StaffAbsenceFactory(
        user=world.sam, home=world.maple, kind="sick", started_on=monday + 3 * A_DAY, ended_on=monday + 9 * A_DAY,
        noted_on=world.today,
    )  # fmt: skip

    page = week(signed_in(world.jo), world.maple, monday)

    assert "Sam Okafor is away until" in words(page)
    assert '<td colspan="3"></td><td colspan="4">' in markup(page)
    assert "sick" not in words(page)


def test_one_tap_from_the_week_to_planning_and_to_a_plan(world, signed_in, monday):
    plan = plan_of(world, "kai", monday)
    page = markup(week(signed_in(world.dee), world.maple, monday))

    assert f'href="{reverse("sessions:plan_new", args=[world.mia.public_id])}"' in page
    assert f'href="{plan.get_absolute_url()}"' in page


@pytest.mark.parametrize("asked", ["", "nonsense", "0001-01-01", "9999-12-31", "2026-02-30"])
def test_any_other_day_asked_for_is_this_week(asked, world, signed_in):
    page = signed_in(world.jo).get(reverse("sessions:week", args=[world.maple.public_id]), {"from": asked})

    assert page.status_code == 200
    assert page.context["page"].is_this_week


def test_reached_from_today_and_the_children_and_only_at_ones_own_home(world, signed_in):
    client = signed_in(world.dee)
    way = f'href="{reverse("sessions:week", args=[world.maple.public_id])}"'

    assert way in markup(client.get(reverse("compliance:today")))
    assert way in markup(client.get(reverse("compliance:children")))
    assert client.get(reverse("sessions:week", args=[world.oak.public_id])).status_code == 404


# --- what is owed in it -----------------------------------------------------------------------------


def slots_of(page, child):
    row = next(row for row in page.context["page"].rows if row.child == child)
    return [(day, slot.title, slot.url) for day, slots in row.days for slot in slots]


@pytest.mark.parametrize(
    ("ago", "on", "said", "leads_to"),
    [
        (7, 0, "Due today", "sessions:new"),
        (9, 0, "2 days over", "sessions:new"),
        (8, 0, "1 day over", "sessions:new"),
        (5, 2, "Due", "sessions:plan_new"),
    ],
)
def test_time_that_is_due_stands_on_its_day_and_what_is_late_today(ago, on, said, leads_to, world, signed_in):
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today - ago * A_DAY
    )

    page = week(signed_in(world.jo), world.maple, world.today + on * A_DAY)

    day, address = world.today + on * A_DAY, reverse(leads_to, args=[world.kai.public_id])
    assert (day, said, address) in slots_of(page, world.kai)


def test_nothing_is_due_once_it_is_signed_or_in_another_week(world, signed_in, monday):
    KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)

    this, later = (week(signed_in(world.jo), world.maple, day) for day in (world.today, monday + 28 * A_DAY))

    for page in (this, later):
        assert not [one for one in slots_of(page, world.kai) if "ue" in one[1] or "over" in one[1]]


def test_what_is_planned_for_its_day_is_not_said_to_be_due(world, signed_in):
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today - 7 * A_DAY
    )
    plan_of(world, "kai", world.today)

    page = week(signed_in(world.jo), world.maple, world.today)

    assert "Due today" not in [title for _day, title, _url in slots_of(page, world.kai)]


def test_whom_nobody_covers_is_said_and_leads_whoever_may_to_naming_somebody(world, signed_in, monday):
    leave = StaffAbsenceFactory(
        user=world.sam, home=world.maple, started_on=monday, ended_on=monday + 3 * A_DAY, noted_on=world.today
    )

    for reader, may in ((world.jean, True), (world.sam, True), (world.dee, False)):
        page = week(signed_in(reader), world.maple, monday)
        said = words(page)
        assert "Sam Okafor is away until" in said and "Nobody covers Mia" in said
        assert "Nobody covers Kai" not in said  # Jo is there for Kai
        address = reverse("compliance:cover", args=[world.mia.public_id, leave.public_id])
        assert (address in markup(page)) == may, reader
