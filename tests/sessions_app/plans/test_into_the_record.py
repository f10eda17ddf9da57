"""From a plan to its record: nothing is typed twice, the record remembers its plan, and Today leads there."""

import datetime as dt

import pytest
from django.urls import reverse

from homes.audit import set_fields
from sessions_app.models import KeyWorkSession
from tests.factories.plans import SessionPlanFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def plan(world):
    return SessionPlanFactory(
        placement=world.placements["kai"], worker=world.jo, planned_on=world.today, starts=dt.time(16),
        place="Bike track", format="activity", purposes=["past"], wants="The school trip",
        hold_back="His aunt may visit", safety_doubt="The road", safety_plan="We walk",
    )  # fmt: skip


def begin(client, plan):
    """The record form, as the plan's own link leads there."""
    page = client.get(reverse("sessions:plan", args=[plan.public_id]))
    way = page.context["page"].record_url
    assert f'href="{way.replace("&", "&amp;")}"' in markup(page)
    return client.get(way, follow=True)


def test_the_record_begins_with_what_was_planned(plan, world, signed_in):
    form = begin(signed_in(world.sam), plan).context["form"]

    asked = {name: form[name].value() for name in ("when", "starts", "place", "went", "purposes", "people")}
    assert asked == {
        "when": "today",
        "starts": dt.time(16),
        "place": "Bike track",
        "went": "activity",
        "purposes": ["past"],
        "people": [str(world.sam.public_id), str(world.jo.public_id)],
    }


def test_the_form_says_what_was_planned_and_nothing_that_is_held_back(plan, world, signed_in):
    page = words(begin(signed_in(world.sam), plan))

    assert "From your plan:" in page
    assert "4:00pm, Bike track. Kai wants to talk about: The school trip" in page
    for held in ("aunt", "The road", "We walk"):
        assert held not in page


@pytest.mark.parametrize(("ago", "when", "other"), [(0, "today", 0), (1, "yesterday", 0), (4, "other", 4)])
def test_a_plan_of_an_earlier_day_is_recorded_for_that_day(ago, when, other, plan, world, signed_in):
    set_fields(plan, by=world.jo, planned_on=world.today - ago * A_DAY)

    form = begin(signed_in(world.sam), plan).context["form"]
    assert form["when"].value() == when
    assert form["other_day"].value() == ((world.today - other * A_DAY).isoformat() if other else "")


def test_a_record_remembers_its_plan_and_the_plan_its_record(plan, world, desk, signed_in):
    draft = desk.draft(plan=str(plan.public_id), starts="16:10", place="The canal")
    assert (draft.plan, draft.starts, draft.place) == (plan, dt.time(16, 10), "The canal")

    desk.sign(draft)

    page = signed_in(world.jo).get(reverse("sessions:plan", args=[plan.public_id]))
    assert "Recorded" in words(page)
    assert f'href="{draft.get_absolute_url()}"' in markup(page)
    record = signed_in(world.jo).get(draft.get_absolute_url())
    assert f'href="{plan.get_absolute_url()}"' in markup(record)
    assert "The canal" in words(record)
    assert "aunt" not in words(record)


def test_saving_again_keeps_the_plan(plan, world, desk):
    draft = desk.draft(plan=str(plan.public_id))

    desk.write(draft.public_id, finish="later", version="1", account="More words", plan=None)

    draft.refresh_from_db()
    assert (draft.plan, draft.account) == (plan, "More words")


@pytest.mark.parametrize("forged", ["nonsense", "00000000-0000-0000-0000-000000000000", "of noa"])
def test_a_plan_that_is_not_the_childs_counts_as_none(forged, plan, world, desk):
    if forged == "of noa":
        other = SessionPlanFactory(placement=world.placements["noa"], worker=world.jo, planned_on=world.today)
        forged = str(other.public_id)

    assert desk.draft(plan=forged).plan is None
    way = reverse("sessions:new", args=[world.kai.public_id])
    assert desk.client.get(f"{way}?plan={forged}", follow=True).status_code == 200


def test_the_plans_own_link_carries_on_with_its_draft(plan, world, desk):
    draft = desk.draft(plan=str(plan.public_id), when="yesterday")

    page = begin(desk.client, plan)

    assert page.redirect_chain[-1][0] == reverse("sessions:edit", args=[world.kai.public_id, draft.public_id])
    assert KeyWorkSession.objects.count() == 1


def test_recording_begins_with_what_one_has_planned_for_today(plan, world, signed_in):
    way = reverse("sessions:new", args=[world.kai.public_id])

    assert "From your plan" in words(signed_in(world.jo).get(way, follow=True))
    assert "From your plan" not in words(signed_in(world.sam).get(way, follow=True))  # it is Jo's
    KeyWorkSessionFactory(placement=plan.placement, author=world.sam, held_on=world.today, plan=plan)
    assert "From your plan" not in words(signed_in(world.jo).get(way, follow=True))


def test_a_plan_that_was_called_off_is_not_carried_in(plan, world, signed_in):
    plan.reason = "The car is away"
    set_fields(plan, by=world.jo, state="cancelled")
    way = reverse("sessions:new", args=[world.kai.public_id])

    assert "From your plan" not in words(signed_in(world.jo).get(f"{way}?plan={plan.public_id}", follow=True))


def test_today_leads_to_the_record_in_one_tap(plan, world, signed_in):
    for adult in (world.jo, world.dee):  # whoever is on it, and everybody else on shift
        page = signed_in(adult).get(reverse("compliance:today"))
        (line,) = page.context["plans"].today
        assert f'href="{line.record_url.replace("&", "&amp;")}"' in markup(page)
        assert "4:00pm: Kai, Bike track Jo Price" in words(page)
        assert "aunt" not in words(page)


def test_today_says_what_went_by_without_a_record(plan, world, signed_in):
    set_fields(plan, by=world.jo, planned_on=world.today - A_DAY)

    assert "Planned, nothing recorded" in words(signed_in(world.jo).get(reverse("compliance:today")))
    assert "Planned, nothing recorded" not in words(signed_in(world.dee).get(reverse("compliance:today")))
    KeyWorkSessionFactory(placement=plan.placement, author=world.sam, held_on=plan.planned_on)
    assert "Planned, nothing recorded" not in words(signed_in(world.jo).get(reverse("compliance:today")))


def test_what_is_recorded_or_called_off_is_not_planned_today(plan, world, signed_in):
    SessionPlanFactory(
        placement=world.placements["mia"],
        worker=world.jo,
        planned_on=world.today,
        state="cancelled",
        reason="Ill",
    )
    KeyWorkSessionFactory(placement=plan.placement, author=world.jo, held_on=world.today, plan=plan)

    assert signed_in(world.jo).get(reverse("compliance:today")).context["plans"].today == []


def test_time_and_place_are_signed_with_the_record(plan, world, desk):
    draft = desk.draft(starts="16:10", place="The canal")
    checked = words(desk.client.get(reverse("sessions:check", args=[draft.public_id])))
    assert "4:10pm" in checked
    assert "The canal" in checked

    desk.sign(draft)
    draft.refresh_from_db()
    assert draft.status == "signed"


def test_a_time_that_is_none_is_said_at_its_field(world, desk):
    answer = desk.write(starts="25:99")

    assert answer.status_code == 422
    assert "Enter the time, like 16:30" in words(answer)
