"""Writing down one of the first days: in any order, by anybody, and where it is written."""

import datetime as dt

import pytest
from django.urls import reverse

from children.models import Explained
from children.moving_on.actions import move_on
from homes.models import Severity, Unit
from sessions_app.models import FirstDaysEntry
from tests.factories.homes import HomeStandardFactory
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
A_DAY = dt.timedelta(days=1)
FOUR_WEEKS = "The day that is set must be within 4 weeks after the day"


def address(name, world, *more):
    return reverse(f"sessions:{name}", args=[world.kai.public_id, *more])


def said(world, **changes):
    return {
        "reached": "done", "how": "on a walk", "reply": "I get it", "happened_on": world.today.isoformat(),
        "done_by": world.dee.public_id, **changes,
    }  # fmt: skip


def test_one_thing_is_kept_under_who_did_it_and_leads_back(world, signed_in):
    answer = signed_in(world.sam).post(address("first_days_task", world, "why_here"), said(world))

    entry = FirstDaysEntry.objects.get()
    assert (entry.task, entry.reached, entry.how, entry.reply) == (
        "why_here",
        "done",
        "on a walk",
        "I get it",
    )
    assert (entry.noted_name, entry.placement) == ("Dee Shah", world.placements["kai"])
    assert entry.history.get().history_user == world.sam
    assert answer.url == f"{address('first_days', world)}?stay={entry.placement.public_id}"


def test_sent_twice_it_is_kept_once(world, signed_in):
    client = signed_in(world.sam)
    for _click in range(2):
        client.post(address("first_days_task", world, "why_here"), said(world))

    assert FirstDaysEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "error"),
    [
        ({"reached": ""}, "reached", "Select how far it has come"),
        ({"reached": "day_set"}, "planned_on", "Enter the day that is set"),
        ({"reached": "day_set", "planned_on": 29}, "planned_on", FOUR_WEEKS),
        ({"reached": "day_set", "planned_on": -1}, "planned_on", FOUR_WEEKS),
        ({"reached": "not_needed"}, "why_not", "Enter why it does not apply"),
        ({"happened_on": 1}, "happened_on", "Day must be today or in the past"),
    ],
)  # fmt: skip
def test_each_error_stands_at_its_field(changes, field, error, world, signed_in):
    days = {
        name: (world.today + value * A_DAY).isoformat()
        for name, value in changes.items()
        if type(value) is int
    }
    answer = signed_in(world.sam).post(
        address("first_days_task", world, "home_plan"), said(world, **{**changes, **days})
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [error]}
    assert not FirstDaysEntry.objects.exists()


def test_a_day_for_the_plan_up_to_four_weeks_ahead(world, signed_in):
    planned_on = world.today + 28 * A_DAY
    signed_in(world.sam).post(
        address("first_days_task", world, "home_plan"),
        said(world, reached="day_set", planned_on=planned_on.isoformat()),
    )

    assert FirstDaysEntry.objects.get().planned_on == planned_on


def test_what_opened_inside_another_answer_is_not_kept(world, signed_in):
    signed_in(world.sam).post(
        address("first_days_task", world, "home_plan"),
        said(world, planned_on="not a day", why_not="No reason"),
    )

    entry = FirstDaysEntry.objects.get()
    assert (entry.reached, entry.planned_on, entry.why_not) == ("done", None, "")


@pytest.mark.parametrize(
    ("home", "worker", "words_of_it"),
    [
        ("maple", "sam", "I can’t always keep things private, but I will keep them safe."),
        ("oak", "tom", "I can’t offer to keep everything to myself, but I will keep it safe."),
    ],
)
def test_sessions_are_agreed_on_in_the_homes_own_words(home, worker, words_of_it, world, signed_in):
    """What each guidance document says of keeping things private, and the home's own number."""
    place, child = getattr(world, home), {"maple": world.kai, "oak": world.noa}[home]
    HomeStandardFactory(
        home=place, rule_code="KS-WEEK", amount=5, unit=Unit.DAYS, severity=Severity.HIGH, set_by=world.jean,
        applies_from=world.moved_in,
    )  # fmt: skip
    url = reverse("sessions:first_days_task", args=[child.public_id, "agreement"])

    shown = words(signed_in(getattr(world, worker)).get(url))

    assert words_of_it in shown
    assert "We have time together every 5 days." in shown
    assert "I write down what we do and say." in shown and "I am on time" in shown
    assert f"What sort of time suits {child.known_as}" in shown


@pytest.mark.parametrize("task", ["guide", "fire", "complaints", "advocate", "dance"])
def test_what_is_written_elsewhere_or_on_no_list_has_no_form_here(task, world, signed_in):
    assert signed_in(world.sam).get(address("first_days_task", world, task)).status_code == 404


def test_what_is_explained_is_noted_on_its_own_form_and_comes_back(world, signed_in):
    client = signed_in(world.sam)
    listed = client.get(address("first_days", world)).context["page"]
    fire = next(task.url for task in listed.to_do if task.item.code == "fire")

    asked = client.get(fire)
    assert asked.context["form"]["kind"].value() == "fire"
    answer = client.post(
        fire,
        {
            "kind": "fire", "given_on": world.today.isoformat(), "how": "pictures", "reply": "Out of the back",
            "understood": "yes", "given_by": world.sam.public_id,
        },
    )  # fmt: skip

    assert answer.url == f"{address('first_days', world)}?stay={world.placements['kai'].public_id}"
    assert Explained.objects.get(kind="fire").reply == "Out of the back"
    assert "fire" in [task.item.code for task in client.get(answer.url).context["page"].elsewhere]


def test_something_does_not_apply_with_a_reason(world, signed_in):
    client = signed_in(world.sam)
    url = address("first_days_not_needed", world)

    offered = dict(client.get(url).context["form"].fields["task"].choices)
    assert "house_rules" in offered and not {"guide", "fire", "complaints", "advocate"} & set(offered)
    client.post(
        url, {"task": "house_rules", "why_not": "No rules yet", "happened_on": world.today.isoformat()}
    )

    entry = FirstDaysEntry.objects.get()
    assert (entry.task, entry.reached, entry.why_not) == ("house_rules", "not_needed", "No rules yet")
    assert "house_rules" not in dict(client.get(url).context["form"].fields["task"].choices)


def test_put_right_it_still_holds_together(world, signed_in):
    client = signed_in(world.sam)
    client.post(address("first_days_task", world, "why_here"), said(world, done_by=world.sam.public_id))
    entry = FirstDaysEntry.objects.get()
    url = reverse("children:put_right_first_days_entry", args=[entry.public_id])
    told = {
        "wrong": "details", "because": "typed", "reached": "day_set", "happened_on": world.today.isoformat(),
        "planned_on": "", "seen": entry.history.latest("history_id").history_id,
    }  # fmt: skip

    refused = client.post(url, told)
    assert refused.status_code == 422
    assert "A day goes with “a day is set for it”" in words(refused)
    planned_on = (world.today + A_DAY).isoformat()
    assert client.post(url, {**told, "planned_on": planned_on}).status_code == 302

    entry.refresh_from_db()
    assert entry.reached == "day_set" and entry.put_right_at is not None


def test_the_history_says_it_in_the_words_of_the_home(world, signed_in):
    signed_in(world.sam).post(address("first_days_task", world, "agreement"), said(world, prefers="Cooking"))

    shown = words(signed_in(world.jean).get(reverse("compliance:child_history", args=[world.kai.public_id])))

    assert "First days, done: How we will run our sessions agreed" in shown
    assert "Cooking" in shown


@pytest.mark.parametrize(("ago", "status", "kept"), [(5, 302, ["Maple House"]), (1, 422, [])])
def test_the_home_a_child_has_left_writes_down_its_own_days(ago, status, kept, world, signed_in):
    move_on(
        placement=world.placements["kai"],
        moved_on_on=world.today - 3 * A_DAY,
        by=world.jean,
        to_home=world.oak,
    )

    day = (world.today - ago * A_DAY).isoformat()
    answer = signed_in(world.sam).post(
        address("first_days_task", world, "why_here"), said(world, happened_on=day)
    )

    assert answer.status_code == status
    assert list(FirstDaysEntry.objects.values_list("home__name", flat=True)) == kept
