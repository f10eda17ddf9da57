"""Planning time with a child: what is asked, what is kept, what only staff see, and what became of it."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from children.putting_right.actions import as_written
from homes.audit import set_fields
from sessions_app.models import PlanStep, SessionPlan
from sessions_app.plans.actions import UnableToPlan, change_plan
from tests.factories.children import ChildFactory, PlacementFactory
from tests.factories.plans import SessionPlanFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
A_DAY = dt.timedelta(days=1)


def new_url(child):
    return reverse("sessions:plan_new", args=[child.public_id])


def answers(world, **changes):
    said = {
        "day": (world.today + A_DAY).isoformat(),
        "starts": "16:00",
        "place": "Bike track",
        "worker": str(world.sam.public_id),
        "format": "activity",
        "wants": "The school trip. Who pays?",
        "purposes": ["review"],
        "hold_back": "His aunt may be able to visit",
        "kit": "Helmets",
        "petty_cash": "£8",
        "talked_with": str(world.jean.public_id),
        "safety_doubt": "The road by the track",
        "safety_plan": "We cross at the lights",
        "told": "yes",
        "childs_reply": "OK",
    }
    return {name: value for name, value in {**said, **changes}.items() if value is not None}


def plan_of(world, **said):
    return SessionPlanFactory(
        **{
            "placement": world.placements["kai"],
            "worker": world.sam,
            "planned_on": world.today + A_DAY,
            **said,
        }
    )


def page_of(client, plan):
    return client.get(reverse("sessions:plan", args=[plan.public_id]))


def purposes_offered(page):
    return [
        line.split('"')[0] for line in markup(page).split('name="purposes" autocomplete="off" value="')[1:]
    ]


def test_any_adult_plans_for_any_child_with_any_adult(world, signed_in):
    client = signed_in(world.dee)  # no key worker of his
    offered = purposes_offered(client.get(new_url(world.kai)))

    answer = client.post(new_url(world.kai), answers(world, purposes=offered[:1]))

    plan = SessionPlan.objects.get()
    assert answer["Location"] == reverse("sessions:plan", args=[plan.public_id])
    assert (plan.child, plan.worker, plan.planned_by) == (world.kai, world.sam, world.dee)
    assert (plan.planned_on, plan.starts, plan.place) == (world.today + A_DAY, dt.time(16), "Bike track")
    assert (plan.format, plan.wants, plan.purposes) == ("activity", "The school trip. Who pays?", offered[:1])
    assert (plan.kit, plan.petty_cash, plan.talked_name) == ("Helmets", Decimal("8"), "Jean Ward")
    assert (plan.hold_back, plan.child_knows, plan.childs_reply) == (
        "His aunt may be able to visit",
        True,
        "OK",
    )


def test_the_page_of_a_plan_says_all_of_it_to_staff(world, signed_in):
    client = signed_in(world.sam)
    client.post(new_url(world.kai), answers(world, purposes=None))

    page = words(page_of(client, SessionPlan.objects.get()))

    for said in (
        "4:00pm",
        "Bike track",
        "Do something",
        "Who pays?",
        "Helmets",
        "£8",
        "Jean Ward",
        "Kai knows",
    ):
        assert said in page
    for said in ("Only staff see this", "His aunt may", "The road by the track", "We cross at the lights"):
        assert said in page


def test_the_purposes_are_those_of_the_record(world, signed_in):
    client = signed_in(world.sam)
    record = client.get(reverse("sessions:new", args=[world.kai.public_id]), follow=True)

    offered = purposes_offered(client.get(new_url(world.kai)))
    assert offered and offered == purposes_offered(record)


@pytest.mark.parametrize(
    ("changes", "words_said"),
    [
        ({"day": None}, "Select the day"),
        ({"day": "other", "other_day": ""}, "Enter the day"),
        ({"day": "other", "other_day": "2020-01-01"}, "The day must be today or in the future"),
        ({"day": "other", "other_day": "2199-01-01"}, "The day must be within 3 months"),
        ({"starts": "half past"}, "Enter the time, like 16:30"),
        ({"wants": ""}, "Enter what Kai wants to talk about, or tick that Kai has not been asked"),
        ({"safety_plan": ""}, "Enter what makes it safe, or plan something else"),
        ({"safety_doubt": ""}, "Enter what the doubt is"),
        ({"petty_cash": "-1"}, "Enter an amount in pounds, like 8 or 8.50"),
        ({"petty_cash": "lots"}, "Enter an amount in pounds, like 8 or 8.50"),
        ({"petty_cash": "0.999"}, "no more than 2 figures for the pence"),
        ({"told": None}, "Select whether Kai knows"),
        ({"worker": None}, "Select who it is with"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(changes, words_said, world, signed_in):
    answer = signed_in(world.sam).post(new_url(world.kai), answers(world, purposes=None, **changes))

    assert answer.status_code == 422
    assert words_said in words(answer)
    assert "His aunt may be able to visit" in words(answer)
    assert not SessionPlan.objects.exists()


def test_nothing_is_an_answer_and_so_is_not_asked_yet(world, signed_in):
    client = signed_in(world.sam)

    client.post(new_url(world.kai), answers(world, purposes=None, wants="", not_asked="on", told="not_yet"))

    plan = SessionPlan.objects.get()
    assert (plan.wants, plan.child_knows, plan.childs_reply) == ("", False, "")
    assert "Not asked yet" in words(page_of(client, plan))
    assert "Kai not told yet" in words(page_of(client, plan))


def test_talked_through_with_a_manager_or_a_senior_only(world, signed_in):
    wrong = answers(world, purposes=None, talked_with=str(world.dee.public_id))

    assert signed_in(world.sam).post(new_url(world.kai), wrong).status_code == 422
    assert not SessionPlan.objects.exists()


def test_a_child_who_is_expected_is_planned_for_from_the_day_of_coming(world, signed_in):
    eli = ChildFactory(known_as="Eli", home=world.maple)
    comes = world.today + 5 * A_DAY
    PlacementFactory(child=eli, home=world.maple, moved_in_on=None, expected_on=comes)
    client = signed_in(world.dee)

    early = client.post(new_url(eli), answers(world, purposes=None, day="other", other_day=str(world.today)))
    assert "the same as or after the day of moving in" in words(early)
    client.post(new_url(eli), answers(world, purposes=None, day=comes.isoformat()))
    assert SessionPlan.objects.get().planned_on == comes


def test_a_plan_is_changed_without_its_day(world, signed_in):
    plan = plan_of(world, hold_back="Wait", starts=dt.time(16))
    client = signed_in(world.jo)
    url = reverse("sessions:plan_change", args=[plan.public_id])
    assert 'name="day"' not in markup(client.get(url))

    said = answers(world, purposes=None, place="The canal", worker=str(world.jo.public_id))
    client.post(url, {**said, "seen": as_written(plan)})

    plan.refresh_from_db()
    assert (plan.place, plan.worker, plan.planned_on) == ("The canal", world.jo, world.today + A_DAY)
    assert plan.starts == dt.time(16)


def test_who_sends_a_plan_that_was_changed_meanwhile_keeps_their_words_and_sees_what_is_written(
    world, signed_in
):
    plan = plan_of(world)
    url = reverse("sessions:plan_change", args=[plan.public_id])
    opened = {**answers(world, purposes=None), "seen": as_written(plan)}
    signed_in(world.jo).post(url, {**opened, "kit": "<b>Two</b> helmets", "worker": str(world.jo.public_id)})

    late = signed_in(world.sam).post(url, {**opened, "kit": "The ball", "wants": "His brother"})

    assert late.status_code == 422
    assert "Somebody has changed this since you opened it." in words(late)
    assert "Written: &lt;b&gt;Two&lt;/b&gt; helmets" in late.text
    assert "Written: Jo Price" in words(late)
    assert 'value="The ball"' in late.text and "His brother" in late.text
    plan.refresh_from_db()
    assert (plan.kit, plan.worker) == ("<b>Two</b> helmets", world.jo)
    fresh = re.search(r'name="seen" value="(\d+)"', late.text)[1]
    signed_in(world.sam).post(url, {**opened, "kit": "The ball", "seen": fresh})
    plan.refresh_from_db()
    assert plan.kit == "The ball"
    assert plan.history.count() == 3


def test_between_looking_and_writing_the_action_asks_once_more(world):
    plan = plan_of(world)
    seen = as_written(plan)
    said = {"by": world.jo, "seen": seen, "worker": world.sam}
    change_plan(plan, **said, kit="Helmets")

    with pytest.raises(UnableToPlan, match="Somebody has changed this"):
        change_plan(plan, **said, kit="The ball")
    change_plan(plan, **said, kit="Helmets")  # the same click twice

    plan.refresh_from_db()
    assert (plan.kit, plan.history.count()) == ("Helmets", 2)


def test_a_plan_that_is_moved_says_when_it_was_to_be_and_why(world, signed_in):
    plan = plan_of(world, starts=dt.time(16), child_knows=True)
    client = signed_in(world.jo)
    url = reverse("sessions:plan_move", args=[plan.public_id])
    later = world.today + 3 * A_DAY

    without = client.post(url, {"new_on": str(later), "whose": "ours", "reason": ""})
    assert "Enter why" in words(without)
    assert not PlanStep.objects.exists()

    client.post(url, {"new_on": str(later), "new_at": "10:00", "whose": "ours", "reason": "The car is away"})

    plan.refresh_from_db()
    step = PlanStep.objects.get()
    assert (plan.planned_on, plan.starts, plan.child_knows) == (later, dt.time(10), False)
    assert (step.was_on, step.was_at, step.whose) == (world.today + A_DAY, dt.time(16), "ours")
    page = words(page_of(client, plan))
    assert "We moved it from" in page
    assert "Kai had not been told." in page
    assert "The car is away" in page


def test_a_plan_is_called_off_with_the_reason_and_stays_in_the_list(world, signed_in):
    plan = plan_of(world)
    client = signed_in(world.sam)
    url = reverse("sessions:plan_call_off", args=[plan.public_id])

    client.post(url, {"whose": "child", "reason": "I have football"})

    plan.refresh_from_db()
    assert (plan.state, plan.reason) == ("cancelled", "I have football")
    shown = words(client.get(reverse("sessions:plans", args=[world.kai.public_id])))
    assert "Called off" in shown
    assert "I have football" in shown
    assert "Kai did not want" in words(page_of(client, plan))
    assert SessionPlan.objects.count() == 1


def test_what_is_called_off_or_recorded_is_not_changed_any_more(world, signed_in):
    client = signed_in(world.sam)
    off = plan_of(world, state="cancelled", reason="The car is away")
    done = plan_of(world, planned_on=world.today)
    KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today, plan=done)

    for plan, said in ((off, "called off"), (done, "recorded")):
        url = reverse("sessions:plan_change", args=[plan.public_id])
        for seen in (as_written(plan), 0):  # opened since, or before
            assert said in words(client.post(url, {**answers(world, purposes=None), "seen": seen}))
        assert 'href="' + url not in markup(page_of(client, plan))


@pytest.mark.parametrize(
    ("days", "state"), [(-1, "Planned, nothing recorded"), (0, "Planned"), (1, "Planned")]
)
def test_a_day_that_passed_without_a_record_is_said(days, state, world, signed_in):
    plan = plan_of(world, planned_on=world.today + days * A_DAY)
    client = signed_in(world.sam)

    page = words(page_of(client, plan))
    listed = words(client.get(reverse("sessions:plans", args=[world.kai.public_id])))
    assert state in page
    assert ("nothing recorded" in page) == ("nothing recorded" in listed) == (days < 0)


def test_a_record_of_that_day_counts_and_a_draft_does_not(world, signed_in):
    plan = plan_of(world, planned_on=world.today - A_DAY)
    client = signed_in(world.sam)
    session = KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.jo, held_on=plan.planned_on, draft=True, plan=plan
    )
    assert "Planned, nothing recorded" in words(page_of(client, plan))

    KeyWorkSessionFactory(placement=world.placements["kai"], author=world.jo, held_on=plan.planned_on)

    assert "nothing recorded" not in words(page_of(client, plan))
    assert session.is_draft


def test_a_plan_of_another_home_is_not_there(world, signed_in):
    plan = plan_of(world, placement=world.placements["noa"], worker=world.sam)

    for name in ("plan", "plan_change", "plan_move", "plan_call_off"):
        url = reverse(f"sessions:{name}", args=[plan.public_id])
        assert signed_in(world.sam).get(url).status_code == 404
    assert signed_in(world.sam).get(new_url(world.noa)).status_code == 404


def test_nothing_is_planned_for_a_day_after_moving_on(world, signed_in):
    stay = world.placements["kai"]
    set_fields(stay, by=world.jean, moved_on_on=world.today + 2 * A_DAY)

    said = signed_in(world.sam).post(
        new_url(world.kai), answers(world, purposes=None, day=(world.today + 3 * A_DAY).isoformat())
    )

    assert said.status_code == 422
    assert not SessionPlan.objects.exists()


def test_the_childs_page_and_its_sessions_lead_to_planning(world, signed_in):
    client = signed_in(world.dee)
    way = f'href="{new_url(world.kai)}"'

    assert way in markup(client.get(reverse("compliance:child", args=[world.kai.public_id])))
    assert way in markup(client.get(reverse("sessions:plans", args=[world.kai.public_id])))
    assert way in markup(client.get(reverse("compliance:today")))
