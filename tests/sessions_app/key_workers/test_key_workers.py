"""Naming, changing and ending on their pages, and the handover as one action."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from children.duties.actions import plan_action
from children.key_workers import actions
from children.key_workers.actions import UnableToAssign
from children.models import Flag, FlagResponse, KeyWorkerAssignment
from compliance.actions import run_reconcile
from homes import dates
from homes.audit import set_fields
from homes.models import AccessEvent
from sessions_app.key_workers.actions import Meetings, Told, change_key_worker
from sessions_app.key_workers.suggestions import suggestions_for
from sessions_app.models import KeyWorkSession, SessionPlan
from tests.addresses import page_address
from tests.compliance.judging import evaluate_home
from tests.factories.children import ChildFactory, KeyWorkerAssignmentFactory, PlacementFactory
from tests.factories.homes import PracticeChangeFactory
from tests.factories.plans import SessionPlanFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import ReadinessFactory, StaffAbsenceFactory, StaffRoleFactory, UserFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def day(world, days: int = 0) -> dt.date:
    return world.today + dt.timedelta(days=days)


def lead_of(child) -> KeyWorkerAssignment:
    return KeyWorkerAssignment.objects.get(child=child, role="lead", ended_on=None)


def url(name: str, about) -> str:
    return page_address(name, args=[about.public_id])


def change_form(world, **more) -> dict[str, str]:
    return {
        "end_reason": "child_asked",
        "end_note": "Mia asked for somebody who swims.",
        "decided_by": str(world.jean.public_id),
        "worker": str(world.dee.public_id),
        "started_on": day(world).isoformat(),
        "child_view": "Dee, please",
        "child_told_on": day(world).isoformat(),
        "child_told_by": str(world.sam.public_id),
        **more,
    }


def handed_over(world, held, worker, **more):
    values = {
        "on": world.today,
        "end_reason": "child_asked",
        "end_note": "Asked",
        "decided_by": world.jean,
        "told": Told(child_view="Yes"),
        "meetings": Meetings(),
        "actions_to": {},
        "sessions_to": worker,
        "most_at_once": 2,
        "by": world.jean,
        "now": dates.now(),
        **more,
    }
    return change_key_worker(assignment=held, worker=worker, **values)


# --- who is suggested -------------------------------------------------------------------------------


def test_who_knows_the_child_comes_first_then_who_holds_fewest(world, access_of):
    KeyWorkSessionFactory(
        placement=world.placements["mia"], author=world.dee, held_on=day(world, -3), format="quick_chat"
    )
    KeyWorkSessionFactory(placement=world.placements["mia"], author=world.dee, held_on=day(world, -10))
    KeyWorkSessionFactory(
        placement=world.placements["mia"], author=world.jo, held_on=day(world, -100)
    )  # longer ago than 12 weeks
    KeyWorkSessionFactory(
        placement=world.placements["mia"], author=world.jo, held_on=day(world, -4), declined=True
    )

    found = suggestions_for(world.placements["mia"], access=access_of(world.jean), without=world.sam)

    assert [one.person for one in found] == [world.dee, world.jean, world.jo]
    assert found[0].reason.startswith("knows Mia: 2 sessions · key worker for nobody yet")
    assert "key worker for 1" in found[2].reason


def test_away_for_long_or_leaving_is_shown_and_not_first(world, access_of):
    KeyWorkSessionFactory(placement=world.placements["mia"], author=world.dee, held_on=day(world, -3))
    StaffAbsenceFactory(user=world.dee, home=world.maple, started_on=day(world, -5), kind="long_term")
    ken = UserFactory(full_name="Ken Lane")
    StaffRoleFactory(user=ken, home=world.maple, ended_on=day(world, 20))
    KeyWorkSessionFactory(placement=world.placements["mia"], author=ken, held_on=day(world, -3))

    found = suggestions_for(world.placements["mia"], access=access_of(world.jean))

    assert [one.person.first_name for one in found] == ["Sam", "Jean", "Jo", "Dee", "Ken"]
    assert "away for long since" in found[-2].reason
    assert "leaves on" in found[-1].reason


def test_readiness_as_the_practice_of_the_home_says(world, access_of):
    ReadinessFactory(user=world.dee, home=world.maple, kind="key_work_training", done_on=day(world, -800))
    ReadinessFactory(user=world.dee, home=world.maple, kind="supervision", done_on=day(world, -20))
    ReadinessFactory(
        user=world.jo,
        home=world.maple,
        kind="key_work_training",
        done_on=day(world, -800),
        valid_until_on=day(world, 5),
    )
    ReadinessFactory(
        user=world.jo, home=world.maple, kind="mentor", done_on=day(world, -20)
    )  # not of this guidance

    found = {
        one.person: one for one in suggestions_for(world.placements["mia"], access=access_of(world.jean))
    }

    assert [line.words.split(" on ")[0] for line in found[world.dee].lapsed] == ["training lapsed"]
    assert "supervision in date" in found[world.dee].reason
    assert not found[world.jo].lapsed and "mentor" not in found[world.jo].reason
    assert "no champion role noted" in found[world.jo].reason


@pytest.mark.parametrize("more", [0, 30])
def test_pages_cost_the_same_for_many(world, signed_in, more):
    """Adults with readiness, sessions, earlier assignments: the number of queries stays."""
    for number in range(more + 1):
        adult = UserFactory(full_name=f"Adult {number}")
        StaffRoleFactory(user=adult, home=world.maple)
        ReadinessFactory(
            user=adult, home=world.maple, kind="supervision", done_on=day(world, -3), with_person=world.jean
        )
        KeyWorkSessionFactory(placement=world.placements["mia"], author=adult, held_on=day(world, -3))
        KeyWorkerAssignmentFactory(
            placement=world.placements["mia"],
            worker=adult,
            role="second",
            started_on=day(world, -9 - number),
            ended_on=day(world, -8),
            end_reason="staff_left",
        )
    client = signed_in(world.jean)
    seen = []
    for name, about in (
        ("key_workers", world.mia),
        ("name_key_worker", world.mia),
        ("change_key_worker", lead_of(world.mia)),
    ):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(url(name, about)).status_code == 200
        seen.append(len(asked))

    assert seen == QUERIES


QUERIES = [11, 18, 21]


# --- naming -----------------------------------------------------------------------------------------


def name_form(world, worker, **more) -> dict[str, str]:
    return {
        "worker": str(worker.public_id),
        "role": "second",
        "started_on": day(world).isoformat(),
        "not_asked_because": "Asleep; asking tomorrow",
        **more,
    }


def test_a_second_is_named_with_what_the_child_says(world, signed_in):
    answer = signed_in(world.jean).post(url("name_key_worker", world.mia), name_form(world, world.dee))

    held = KeyWorkerAssignment.objects.get(child=world.mia, worker=world.dee)
    assert answer["Location"] == url("key_workers", world.mia)
    assert (held.role, held.not_asked_because) == ("second", "Asleep; asking tomorrow")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"not_asked_because": ""}, "Enter Mia’s view, or why Mia has not been asked"),
        ({"started_on": "2126-03-27"}, "The first day must be within 3 months"),
        ({"role": "cover"}, "Select a valid choice"),
        ({"role": "lead"}, "Sam Okafor is the lead key worker"),
        ({"child_told_on": "2020-01-01"}, "Select who told Mia"),
        ({"worker": "nobody"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_and_the_input_kept(world, signed_in, fields, words):
    sent = name_form(world, world.dee, readiness_reason="Kept words") | fields
    answer = signed_in(world.jean).post(url("name_key_worker", world.mia), sent)

    text = markup(answer)
    assert answer.status_code == 422
    assert words in text and "Kept words" in text
    assert KeyWorkerAssignment.objects.filter(child=world.mia).count() == 1


def test_another_homes_worker_cannot_be_named(world, signed_in):
    answer = signed_in(world.jean).post(url("name_key_worker", world.mia), name_form(world, world.tom))

    assert answer.status_code == 422
    assert not KeyWorkerAssignment.objects.filter(worker=world.tom).exists()


def test_no_more_at_once_than_the_practice_says(world, signed_in):
    PracticeChangeFactory(home=world.maple, kind="limit", key="most_at_once", value={"number": 1})

    answer = signed_in(world.jean).post(url("name_key_worker", world.mia), name_form(world, world.dee))

    assert answer.status_code == 422
    assert "This home names 1 key worker for a child at once" in markup(answer)


def test_a_recorded_lapse_asks_for_a_reason(world, signed_in):
    ReadinessFactory(user=world.dee, home=world.maple, kind="supervision", done_on=day(world, -100))
    client = signed_in(world.jean)

    wrong = client.post(url("name_key_worker", world.mia), name_form(world, world.dee))
    right = client.post(
        url("name_key_worker", world.mia), name_form(world, world.dee, readiness_reason="Mia asked for Dee")
    )

    assert "Enter why you name Dee Shah all the same: supervision lapsed on" in markup(wrong)
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert KeyWorkerAssignment.objects.get(worker=world.dee).readiness_reason == "Mia asked for Dee"


def test_somebody_is_named_before_moving_in(world, signed_in):
    leo = ChildFactory(known_as="Leo", home=world.maple)
    PlacementFactory(
        child=leo, home=world.maple, moved_in_on=None, expected_on=day(world, 9), offered_on=day(world, -1)
    )

    signed_in(world.jean).post(
        url("name_key_worker", leo), name_form(world, world.dee, role="lead", started_on=day(world, 5))
    )

    assert lead_of(leo).started_on == day(world, 5)
    assert "Dee Shah" in markup(signed_in(world.sam).get(leo.get_absolute_url()))


# --- changing ---------------------------------------------------------------------------------------


def test_a_change_keeps_both_rows_and_the_card_says_all(world, signed_in):
    old = KeyWorkSessionFactory(
        placement=world.placements["mia"], author=world.sam, held_on=day(world, -5), key_worker=world.sam
    )
    held = lead_of(world.mia)

    answer = signed_in(world.jean).post(url("change_key_worker", held), change_form(world))

    page = markup(signed_in(world.nell).get(answer["Location"]))
    held.refresh_from_db()
    new = lead_of(world.mia)
    assert (held.ended_on, held.end_reason, held.end_decided_by) == (world.today, "child_asked", world.jean)
    assert (new.worker, new.started_on, new.child_told_by) == (world.dee, world.today, world.sam)
    for said in (
        "Mia asked, or said it was not working",
        "somebody who swims",
        "Decided by Jean Ward",
        "Dee, please",
    ):
        assert said in page
    assert KeyWorkSession.objects.get(pk=old.pk).key_worker == world.sam
    assert AccessEvent.objects.filter(what="key_workers", user_name="Nell Grant").count() == 1


def test_no_change_without_a_reason(world, signed_in):
    answer = signed_in(world.jean).post(
        url("change_key_worker", lead_of(world.mia)), change_form(world, end_reason="")
    )

    assert answer.status_code == 422
    assert "Select a reason for changing the key worker" in markup(answer)
    assert lead_of(world.mia).worker == world.sam


def test_the_reasons_are_those_of_the_home(world, signed_in):
    held = KeyWorkerAssignmentFactory(
        placement=world.placements["noa"], worker=world.tom, started_on=world.moved_in
    )
    PracticeChangeFactory(home=world.oak, kind="reason", key="long_absence", value={"in_use": False})
    StaffRoleFactory(user=world.jo, home=world.oak)

    page = markup(signed_in(world.ama).get(url("change_key_worker", held)))

    assert 'value="child_asked"' in page and 'value="long_absence"' not in page


def test_a_child_who_was_not_told_interrupts_and_nothing_typed_is_lost(world, signed_in):
    client, held = signed_in(world.jean), lead_of(world.mia)
    form = change_form(world, child_told_on="", child_told_by="", no_goodbye_because="Sam is ill\nat home")

    pause = client.post(url("change_key_worker", held), form)
    text = pause.text
    back = client.post(url("change_key_worker", held), {**form, "back": "yes"})

    assert "Mia has not been told" in text and "Go back and tell Mia first" in text
    assert all(words in text for words in ("somebody who swims", "Sam is ill\nat home", "Dee, please"))
    assert (back.status_code, "Sam is ill" in markup(back)) == (200, True)
    assert lead_of(world.mia).worker == world.sam

    done = client.post(url("change_key_worker", held), {**form, "tell_later": "yes"})

    assert done.status_code == 302
    flags = evaluate_home(world.maple.pk, day(world, 2))
    told = [flag for flag in flags if flag.rule_code == "KW-TOLD"]
    assert [flag.due_on for flag in told] == [day(world, 2)]
    answer = client.post(
        url("child_told", lead_of(world.mia)),
        {"child_told_on": world.today.isoformat(), "child_told_by": str(world.dee.public_id)},
    )
    assert answer.status_code == 302
    assert not [f for f in evaluate_home(world.maple.pk, day(world, 2)) if f.rule_code == "KW-TOLD"]


def test_promises_and_planned_sessions_go_along(world, signed_in):
    run_reconcile(now=dates.now())
    flag = Flag.objects.open().filter(child=world.mia).first()
    plan_action(
        flag=flag,
        by=world.jean,
        now=dates.now(),
        action="Ring the nurse",
        owner=world.sam,
        by_on=day(world, 3),
    )
    promised = FlagResponse.objects.get(flag=flag)
    plan = SessionPlanFactory(placement=world.placements["mia"], worker=world.sam, planned_on=day(world, 4))
    earlier = SessionPlanFactory(
        placement=world.placements["mia"], worker=world.sam, planned_on=day(world, -4)
    )
    held = lead_of(world.mia)
    client = signed_in(world.jean)

    page = markup(client.get(url("change_key_worker", held)))
    client.post(
        url("change_key_worker", held),
        change_form(
            world,
            sessions_to="new",
            goodbye_on=day(world, 1).isoformat(),
            hello_on=day(world, 2).isoformat(),
            **{f"action_{promised.pk}": str(world.jo.public_id)},
        ),
    )

    assert "Who takes over: Ring the nurse" in page
    latest = flag.responses.order_by("pk").last()
    assert (latest.owner, latest.action, latest.by_on) == (world.jo, "Ring the nurse", day(world, 3))
    plan.refresh_from_db()
    earlier.refresh_from_db()
    assert (plan.worker, earlier.worker) == (world.dee, world.sam)
    kinds = SessionPlan.objects.exclude(kind="usual").order_by("planned_on")
    assert list(kinds.values_list("kind", "worker", "planned_on")) == [
        ("goodbye", world.sam.pk, day(world, 1)),
        ("hello", world.dee.pk, day(world, 2)),
    ]


def test_a_goodbye_that_is_not_possible_says_why(world):
    handed_over(world, lead_of(world.mia), world.dee, meetings=Meetings(no_goodbye_because="Sam is ill"))

    plan = SessionPlan.objects.get()
    assert (plan.kind, plan.state, plan.reason) == ("goodbye", "cancelled", "Sam is ill")


def test_the_second_may_become_the_lead(world):
    handed_over(world, lead_of(world.kai), world.jo)

    rows = KeyWorkerAssignment.objects.filter(child=world.kai, worker=world.jo).order_by("pk")
    assert [(row.role, row.ended_on) for row in rows] == [("second", world.today), ("lead", None)]


def test_a_change_planned_ahead_leaves_the_old_one_until_then(world):
    handed_over(world, lead_of(world.mia), world.dee, on=day(world, 10))

    rows = KeyWorkerAssignment.objects.filter(child=world.mia).order_by("pk")
    assert [(row.worker, row.started_on, row.ended_on) for row in rows] == [
        (world.sam, world.moved_in, day(world, 10)),
        (world.dee, day(world, 10), None),
    ]


def test_a_double_click_and_a_second_manager_change_nothing_more(world, signed_in):
    held = lead_of(world.mia)
    twin = KeyWorkerAssignment.objects.get(pk=held.pk)
    client = signed_in(world.jean)
    client.post(url("change_key_worker", held), change_form(world))

    again = client.post(url("change_key_worker", held), change_form(world), follow=True)

    assert "is already down with a last day" in markup(again)
    with pytest.raises(UnableToAssign):  # both read it before either wrote
        handed_over(world, twin, world.jo)
    assert KeyWorkerAssignment.objects.filter(child=world.mia).count() == 2


def test_a_handover_that_fails_changes_nothing(world, monkeypatch):
    plan = SessionPlanFactory(placement=world.placements["mia"], worker=world.sam, planned_on=day(world, 4))

    def refuses(**kwargs):
        raise UnableToAssign("No")

    monkeypatch.setattr(actions, "assign_key_worker", refuses)
    with pytest.raises(UnableToAssign):
        handed_over(world, lead_of(world.mia), world.dee, meetings=Meetings(hello_on=world.today))

    plan.refresh_from_db()
    assert (lead_of(world.mia).worker, plan.worker, SessionPlan.objects.count()) == (world.sam, world.sam, 1)


# --- ending -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"end_reason": ""}, "Select a reason for changing the key worker"),
        ({"end_note": ""}, "Enter what happened"),
        ({"ended_on": "2126-03-27"}, "The day must be within 3 months"),
        ({"ended_on": "2001-03-27"}, "must be the same as or after the first day"),
        ({"decided_by": ""}, "Select who decided"),
    ],
)
def test_ending_asks_why(world, signed_in, fields, words):
    sent = {
        "end_reason": "staff_left",
        "end_note": "She moves",
        "ended_on": world.today.isoformat(),
        "decided_by": str(world.jean.public_id),
    }
    client, held = signed_in(world.jean), lead_of(world.mia)

    wrong = client.post(url("end_key_worker", held), sent | fields)
    right = client.post(url("end_key_worker", held), sent)

    assert wrong.status_code == 422 and words in markup(wrong)
    assert right["Location"] == url("name_key_worker", world.mia)
    held.refresh_from_db()
    assert (held.ended_on, held.end_note) == (world.today, "She moves")


def test_the_flag_of_an_expected_child_is_on_the_board_and_the_flags_page(world, signed_in):
    PracticeChangeFactory(
        home=world.maple, kind="profile", key="profile", value={"code": "keyworker-england-wales"}
    )
    leo = ChildFactory(known_as="Leo", home=world.maple)
    PlacementFactory(
        child=leo, home=world.maple, moved_in_on=None, expected_on=day(world, 9), offered_on=day(world, -1)
    )
    client = signed_in(world.jean)

    for name, query, said in (
        ("board", "", "Leo: A named keyworker 1 day over"),
        ("flags", "?show=mine", "Leo has been offered a place since"),
    ):
        page = client.get(page_address(name, args=[world.maple.public_id]) + query)
        assert said in words(page)
        assert url("name_key_worker", leo) in markup(page)


def test_somebody_who_ends_what_is_over_is_told_so_and_has_looked(world, signed_in):
    held = world.placements["kai"].assignments.get(role="lead")
    set_fields(held, by=world.jean, ended_on=world.today, end_reason="staff_left")

    signed_in(world.jean).get(url("end_key_worker", held))

    looked = AccessEvent._base_manager.get(what="form")
    assert (looked.user_id, looked.child_id, looked.object_id) == (world.jean.pk, world.kai.pk, held.pk)
