"""Where what was agreed turns: who said it as whom, what became of it on which day, and with whom it is."""

import datetime as dt

import pytest

from homes import dates
from sessions_app.actions import sign_session
from sessions_app.models import AgreedAction
from sessions_app.promises.actions import note_action
from tests.factories.children import KeyWorkerAssignmentFactory
from tests.factories.promises import ActionStepFactory, AgreedActionFactory
from tests.factories.sessions import KeyWorkSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def agreed(world):
    def make(ago=0, **changes):
        session = KeyWorkSessionFactory(
            placement=world.placements["kai"], author=world.sam, held_on=world.today - ago * A_DAY
        )
        return AgreedActionFactory(session=session, **changes)

    return make


@pytest.fixture
def covering(world):
    """Dee covers Kai this week, and holds him no further."""
    return KeyWorkerAssignmentFactory(
        placement=world.placements["kai"], worker=world.dee, role="cover",
        started_on=world.today - A_DAY, ended_on=world.today + 5 * A_DAY,
    )  # fmt: skip


def as_of(day, action):
    return AgreedAction.objects.open_on(day).filter(pk=action.pk).first()


def holder(day, action):
    return AgreedAction.objects.with_holder(day).get(pk=action.pk)


@pytest.mark.parametrize(("who", "as_key_worker"), [("sam", True), ("dee", False)])
def test_whoever_covers_says_it_as_themselves(world, covering, who, as_key_worker):
    person = getattr(world, who)
    said = {
        "what": "Ask about the trip", "whose": "adult", "person": str(person.public_id), "name": person.full_name,
        "by_on": (world.today + A_DAY).isoformat(), "promise": True,
    }  # fmt: skip
    draft = KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, draft=True, agreed=[said]
    )

    sign_session(draft, by=world.sam, now=dates.now())

    assert AgreedAction.objects.get().as_key_worker is as_key_worker


def test_whoever_covers_holds_no_child(world, covering, agreed):
    assert not holder(world.today, agreed(person=world.dee, person_name="Dee Shah")).holds
    assert holder(world.today, agreed()).holds


def test_whoever_oversees_the_homes_works_at_each(world, agreed):
    action = agreed(person=world.idris, person_name="Idris Cole")

    assert holder(world.today, action).works


def test_of_what_is_done_nothing_is_noted_but_that(world, agreed):
    step = note_action(
        agreed(), by=world.sam, today=world.today, kind="done", reason="It was easy", child_knows=True
    )

    assert (step.reason, step.child_knows, step.by_on) == ("", False, None)


def test_moved_to_the_same_day_for_another_reason_is_said_too(world, agreed):
    action, day = agreed(), world.today + 9 * A_DAY
    for reason in ("The school is shut", "The school is shut", "Sam is ill"):
        note_action(action, by=world.sam, today=world.today, kind="moved", reason=reason, by_on=day)

    assert list(action.steps.order_by("pk").values_list("reason", flat=True)) == [
        "The school is shut",
        "Sam is ill",
    ]


def test_it_is_due_by_the_last_day_it_was_moved_to(world, agreed):
    action, first, last = agreed(), world.today + 9 * A_DAY, world.today + 12 * A_DAY
    for day in (first, last):
        note_action(action, by=world.sam, today=world.today, kind="moved", reason="Shut", by_on=day)

    assert as_of(world.today, action).due_on == last


def test_before_the_day_it_was_done_it_was_open(world, agreed):
    action = agreed(ago=5)
    ActionStepFactory(action=action, happened_on=world.today - 2 * A_DAY, by=world.sam)

    assert as_of(world.today - 3 * A_DAY, action) is not None
    assert as_of(world.today - 2 * A_DAY, action) is None
