"""Moving on says first what is still open, and nothing of it is lost afterwards."""

import pytest
from django.urls import reverse

from homes.dates import add_days
from sessions_app.models import KeyWorkSession, SessionPlan
from tests.factories.about_me import GoalFactory, RemovedItemFactory
from tests.factories.children import ChildAbsenceFactory
from tests.factories.plans import SessionPlanFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.social_worker import SupportNeedFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def kai(world):
    return world.placements["kai"]


@pytest.fixture
def address(world):
    return reverse("children:move_on", args=[world.kai.public_id])


def test_what_is_still_open_is_listed_with_what_becomes_of_it(world, kai, signed_in, address):
    yesterday, tomorrow = add_days(world.today, -1), add_days(world.today, 1)
    draft = KeyWorkSessionFactory(placement=kai, author=world.sam, held_on=yesterday, draft=True)
    SessionPlanFactory(placement=kai, worker=world.jo, planned_on=tomorrow, kind="goodbye")
    GoalFactory(placement=kai, words="Swim a length")
    item = RemovedItemFactory(placement=kai, what="A lighter", removed_on=yesterday)
    ChildAbsenceFactory(placement=kai, started_on=yesterday)
    SupportNeedFactory(placement=kai, what="Help with sleep", seen_on=yesterday)

    page = signed_in(world.jean).get(address)

    said = words(page)
    for line in (
        f"Draft of Sam Okafor, {yesterday.day} {yesterday:%B} Stays with Sam Okafor, under Today, and on the board",
        f"Saying goodbye planned for {tomorrow.day} {tomorrow:%B} with Jo Price Called off if the day of moving on is",
        "Goal: Swim a length Stays open in the file, which goes to the next home of ours and to no other.",
        "not given back: A lighter Give it back before Kai leaves, and note it",
        "On holiday since",
        "Specialist support: Help with sleep Stays open in the file",
        "Sam Okafor, lead",
    ):
        assert line in said, line
    for url in (draft.get_absolute_url(), reverse("children:note_item", args=[item.public_id])):
        assert f'href="{url}"' in markup(page)


def test_nothing_open_is_said_too(world, signed_in):
    page = signed_in(world.elm_manager).get(reverse("children:move_on", args=[world.una.public_id]))

    assert "Nothing else is open" in words(page) or "open flag" in words(page)


@pytest.mark.parametrize(
    ("days", "state"), [(-1, "planned"), (0, "planned"), (1, "cancelled"), (9, "cancelled")]
)
def test_what_was_planned_for_after_that_day_is_called_off(world, kai, signed_in, address, days, state):
    """The day itself stands: it may be the goodbye."""
    plan = SessionPlanFactory(placement=kai, worker=world.sam, planned_on=add_days(world.today, days))

    answer = signed_in(world.jean).post(address, {"moved_on_on": world.today.isoformat(), "reason": "Home"})

    assert answer.status_code == 302
    plan.refresh_from_db()
    assert plan.state == state
    assert ("Kai moved on on" in plan.reason) == (state == "cancelled")


def test_nothing_that_was_listed_is_lost(world, kai, signed_in, address):
    draft = KeyWorkSessionFactory(placement=kai, author=world.sam, held_on=world.today, draft=True)
    SessionPlanFactory(placement=kai, worker=world.sam, planned_on=add_days(world.today, 3))

    signed_in(world.jean).post(address, {"moved_on_on": world.today.isoformat(), "reason": "Home"})

    assert KeyWorkSession.objects.get(pk=draft.pk).status == "draft"
    assert SessionPlan.objects.filter(placement=kai).count() == 1
    today = words(signed_in(world.sam).get(reverse("compliance:today")))
    assert "Finish your draft for Kai" in today
    assert "time together" not in today
