"""Every action tells whose case has changed, and writes in the name of whoever did it, with their reason.

The actions are found in the code: one without a line here fails, or says in UNTRIED why it has none.
"""

from __future__ import annotations

import ast
import datetime as dt
import importlib
import inspect
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings

from children.about_me import actions as own
from children.chronology import actions as chronology_actions
from children.file import actions as file
from children.health_education import actions as health_education_actions
from children.key_workers import actions as key_workers_actions
from children.legal_status import actions as legal_status_actions
from children.moving_on import actions as moving_on_actions
from children.people import actions as people
from children.people.contacts import actions as contacts
from children.people.restrictions import actions as restrictions
from children.placements import actions as placements_actions
from children.placements import keeping
from children.putting_right import actions as putting_right
from children.putting_right import refiling
from children.putting_right.lines import line_of
from children.social_worker import actions as social_worker_actions
from children.social_worker.support import actions as support_actions
from children.team import actions as team
from homes.audit import case_changed
from homes.dates import add_days
from homes.models import LedgerEntry
from homes.settings import actions as homes
from homes.staff import actions as staff
from homes.staff import changing, leaving
from homes.staff.ringing import actions as ringing
from sessions_app import actions as sessions
from sessions_app.first_days import actions as first_days
from sessions_app.key_workers import actions as handover
from sessions_app.key_workers import standing_in as cover
from sessions_app.plans import actions as plans
from sessions_app.promises import actions as promises
from sessions_app.review import actions as reviewing
from sessions_app.review.approach import look_at_approach
from sessions_app.signed.childs_part import actions as childs_part
from sessions_app.signed.debrief import actions as debrief
from sessions_app.worries import actions as worries
from tests.factories.about_me import GoalFactory, RemovedItemFactory
from tests.factories.care import CareEventFactory, CourtOrderFactory
from tests.factories.children import ChildAbsenceFactory, ChildFactory, PlacementFactory
from tests.factories.childs_part import ChildsPartFactory
from tests.factories.debrief import DebriefFactory
from tests.factories.file import FileItemFactory, FileVersionFactory
from tests.factories.people import ContactEntryFactory, PersonFactory, RestrictionFactory
from tests.factories.plans import SessionPlanFactory
from tests.factories.promises import AgreedActionFactory
from tests.factories.review import SessionReviewFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.social_worker import SupportNeedFactory
from tests.factories.staff import StaffAbsenceFactory, StaffRoleFactory

pytestmark = pytest.mark.usefixtures("unscoped")
APPS = ("children", "compliance", "homes", "sessions_app")
UNTRIED = {
    "owe_a_reading": "a step of signing, which is tried",
    "owe_what_was_agreed": "a step of signing, which is tried",
    "owe_after_worry": "a step of answering a worry, which is tried",
    "no_longer_owed": "a step of making void, which is tried",
    "answer_with": "a step of adding details, which is tried",
    "keep_file": "a step of adding a document and of keeping a drawing, which are tried",
    "add_picture": "a draft is nobody's record yet",
    "take_off_picture": "a draft is nobody's record yet",
    "keep_or_refuse": "writes one record for an action",
    "see_flag": "answers a flag, changes no fact of it",
    "plan_action": "answers a flag, changes no fact of it",
    "start_report": "no rule reads reports",
    "correct_report": "no rule reads reports",
    "save_report": "no rule reads reports",
    "throw_away": "no rule reads reports",
    "finish_report": "no rule reads reports",
    "end_date": "no rule reads dates that matter to a child",
    "end_goal": "no rule reads goals",
    "add_handover_note": "no rule reads the handover",
    "read_handover": "no rule reads the handover",
    "give_inspection_access": "no rule reads who inspects",
    "withdraw_inspection_access": "no rule reads who inspects",
    "homes.add_person": "an account; a role comes after it",
    "set_standard": "the step inside change_standard, and the demo's",
    "homes.invite": "no rule reads who is invited",
    "homes.send_again": "no rule reads who is invited",
    "homes.call_off": "no rule reads who is invited",
    "homes.take_up": "the role is in the name of who invited: tests/homes/test_inviting.py",
    "unlock_sign_in": "no rule reads who can sign in",
    "reset": "no rule reads who can sign in",
    "turn_on": "no rule reads how somebody signs in",
    "turn_off": "no rule reads how somebody signs in",
    "make_codes": "no rule reads how somebody signs in",
    "choose_picture": "no rule reads pictures",
    "nothing_more": "what follows from withdrawing most records",
    "edition_withdrawn": "the step inside withdraw",
    "status_withdrawn": "the step inside withdraw",
    "stay_withdrawn": "the step inside withdraw",
    "nothing_then": "what goes along with most records",
    "status_righted": "the step inside put_right",
    "stay_righted": "the step inside put_right",
    "keep": "what actions write with",
    "record_change": "what every action writes with",
    "set_fields": "what every action writes with",
    "record_new": "what the import writes with, which tells once for each home",
}
NOT_ACTIONS = ("compliance/demo/", "sessions_app/importing/")


@dataclass(frozen=True)
class Line:
    action: Callable
    given: Callable[[Any], dict[str, Any]]  # what the action is given besides by, today, now, stay and home
    tells: tuple[str, ...] = ("maple mia",)  # home and child, in turn
    reason: str = ""  # what the history must say was the reason


def days(world: Any, number: int) -> dt.date:
    return world.today + dt.timedelta(days=number)


def lead_of(placement: Any) -> Any:
    return placement.assignments.get(role="lead")


def expected_child(world: Any) -> Any:
    return PlacementFactory(
        child=ChildFactory(known_as="Eli", home=world.maple),
        home=world.maple,
        moved_in_on=None,
        expected_on=world.today,
    )


def a_plan(world: Any) -> Any:
    stay = world.placements["mia"]
    return SessionPlanFactory(placement=stay, worker=world.sam, planned_on=days(world, 1))


def absence_of_mia(world: Any) -> Any:
    return ChildAbsenceFactory(placement=world.placements["mia"], started_on=world.today)


def mistaken(record: Any) -> dict[str, Any]:
    seen = putting_right.as_written(record)
    return {"line": line_of(record), "record": record, "seen": seen, "reason": "The wrong child"}


NEW_CHILD = {"ref": "eli", "known_as": "Eli", "date_of_birth": None, "pronouns": "he", "picture": "cat"}
THE_HOME = ("maple -",)
THE_CHILD = ("- mia",)  # wherever the child lives
NO_FACT = ()  # a draft is nobody's record yet
A_NEW_CHILD = ("maple new",)

LINES = (
    # moving in and on
    Line(placements_actions.add_child, lambda w: {**NEW_CHILD, "moved_in_on": w.today}, A_NEW_CHILD),
    Line(placements_actions.expect_child, lambda w: {**NEW_CHILD, "expected_on": w.today}, A_NEW_CHILD),
    Line(
        placements_actions.move_in,
        lambda w: {"placement": expected_child(w), "moved_in_on": w.today},
        A_NEW_CHILD,
    ),
    Line(placements_actions.note_visit, lambda w: {"visited_on": days(w, -201), "went": []}),
    Line(
        moving_on_actions.move_on,
        lambda w: {"moved_on_on": w.today, "to_home": w.oak, "reason": "Nearer to school"},
        (
            "maple mia",
            "maple mia",
            "oak mia",
        ),  # the end of her key worker, of the placement, and the next placement
        reason="Nearer to school",
    ),
    Line(placements_actions.record_absence, lambda w: {"kind": "holiday", "started_on": w.today}),
    Line(
        placements_actions.record_return,
        lambda w: {
            "absence": ChildAbsenceFactory(child=w.mia, home=w.maple, started_on=days(w, -2)),
            "returned_on": w.today,
        },
    ),
    # key workers
    Line(
        key_workers_actions.assign_key_worker,
        lambda w: {"worker": w.dee, "role": "second", "started_on": w.today},
    ),
    Line(
        key_workers_actions.name_cover,
        lambda w: {"worker": w.dee, "covers": w.sam, "first": w.today, "last": days(w, 3)},
    ),
    Line(
        cover.cover_placement,
        lambda w: {"worker": w.dee, "covers": w.sam, "first": w.today, "last": days(w, 3)},
    ),
    Line(
        key_workers_actions.end_assignment,
        lambda w: {
            "assignment": lead_of(w.placements["mia"]),
            "ended_on": w.today,
            "end_reason": "staff_left",
            "end_note": "Leaves",
        },
        reason="Leaves",
    ),
    Line(
        key_workers_actions.record_told,
        lambda w: {"assignment": lead_of(w.placements["mia"]), "told_on": w.today, "told_by": w.jean},
    ),
    Line(
        handover.change_key_worker,
        lambda w: {
            "assignment": lead_of(w.placements["mia"]),
            "worker": w.dee,
            "on": w.today,
            "end_reason": "staff_left",
            "end_note": "Leaves",
            "decided_by": w.jean,
            "told": handover.Told(),
            "meetings": handover.Meetings(),
            "actions_to": {},
            "sessions_to": None,
            "most_at_once": None,
        },
        ("maple mia", "maple mia"),  # one ends, one begins
        reason="Leaves",
    ),
    # sessions
    Line(sessions.save_draft, lambda w: {**draft(w), "version": 0}, NO_FACT),
    Line(
        sessions.save_draft,
        lambda w: {
            **draft(w),
            "version": 1,
            "public_id": KeyWorkSessionFactory(
                placement=w.placements["mia"], author=w.jean, held_on=days(w, -1), draft=True
            ).public_id,
        },
        NO_FACT,
    ),
    Line(sessions.sign_session, lambda w: {"session": a_session(w, draft=True)}, reason="signed"),
    Line(sessions.add_details, lambda w: {"session": a_session(w), "kind": "detail", "text": "More"}),
    Line(
        sessions.void_session, lambda w: {"session": a_session(w), "reason": "Another’s"}, reason="Another’s"
    ),
    Line(
        sessions.discard_draft,
        lambda w: {"session": a_session(w, draft=True)},
        reason="Draft discarded by its author",
    ),
    Line(
        sessions.adopt_draft,
        lambda w: {
            "session": KeyWorkSessionFactory(
                placement=w.placements["mia"], author=w.gone, held_on=w.today, draft=True
            )
        },
        NO_FACT,
        reason="taken over",
    ),
    # worries, and how a session was
    Line(
        worries.tell_of_worry,
        lambda w: {"draft": a_session(w, draft=True, worry=True, worry_told_name=""), "worry_tried": "Jo"},
        NO_FACT,
    ),
    Line(worries.save_answer, lambda w: {"session": a_worry(w), "account": "Half"}, NO_FACT),
    Line(
        worries.answer_worry,
        lambda w: {"session": a_worry(w), "done": ["spoke"], "account": "We talked", "child_knows": "told"},
    ),
    Line(
        childs_part.keep_childs_part,
        lambda w: {
            "session": a_session(w),
            "stay": w.placements["mia"],
            "handed_at": dt.datetime.now(dt.UTC),
            "read_hash": "",
            "answer": "read",
        },
    ),
    Line(
        childs_part.withdraw_childs_part,
        lambda w: {"part": ChildsPartFactory(session=a_session(w)), "reason": "Leo had it"},
    ),
    Line(childs_part.note_declined, lambda w: {"session": a_session(w), "stay": w.placements["mia"]}),
    Line(debrief.say_how_it_was, lambda w: {"session": a_session(w), "feeling": "fine"}, THE_HOME),
    Line(
        debrief.note_talk,
        lambda w: {"debrief": DebriefFactory(session=a_worry(w)), "talked_on": w.today},
        THE_HOME,
    ),
    # what is read, and what was agreed
    Line(reviewing.mark_as_reviewed, lambda w: {"review": SessionReviewFactory(session=a_session(w))}),
    Line(
        reviewing.ask_about,
        lambda w: {"review": SessionReviewFactory(session=a_session(w)), "text": "Who drove?"},
    ),
    Line(
        reviewing.keep_for_later,
        lambda w: {"review": SessionReviewFactory(session=a_session(w)), "until": add_days(w.today, 2)},
    ),
    Line(
        look_at_approach,
        lambda w: {
            "placement": w.placements["mia"],
            "reviewed_on": w.today,
            "ways": ["other_adult"],
            "said": "Dee asks",
        },
    ),
    Line(
        promises.note_action,
        lambda w: {"action": AgreedActionFactory(session=a_session(w)), "today": w.today, "kind": "done"},
    ),
    # plans of time together
    Line(
        plans.plan_session,
        lambda w: {
            "placement": w.placements["mia"],
            "worker": w.sam,
            "planned_on": w.today,
            "today": w.today,
            "purposes": ["past"],
            "talked_with": w.jean,
            "hold_back": "Wait for the council",
        },
    ),
    Line(
        plans.change_plan,
        lambda w: {
            "plan": (plan := a_plan(w)),
            "seen": putting_right.as_written(plan),
            "worker": w.sam,
            "purposes": ["past"],
            "place": "The canal",
        },
    ),
    Line(
        plans.move_plan,
        lambda w: {
            "plan": a_plan(w),
            "today": w.today,
            "new_on": add_days(w.today, 2),
            "new_at": None,
            "whose": "ours",
            "reason": "The car is away",
        },
        reason="The car is away",
    ),
    Line(
        plans.call_off_plan,
        lambda w: {"plan": a_plan(w), "today": w.today, "whose": "child", "reason": "Not today"},
        reason="Not today",
    ),
    Line(ringing.note_numbers, lambda w: {"phone": "", "numbers": {w.jean: "07700 900142"}}, THE_HOME),
    # documents
    Line(
        file.add_plan,
        lambda w: {"type": "HEALTH", "dated_on": w.today, "note": "From the nurse"},
        reason="From the nurse",
    ),
    Line(
        file.say_applies,
        lambda w: {"type": "SEN_SUPPORT", "applies": "no", "from_on": w.today, "reason": "Not needed"},
        reason="Not needed",
    ),
    Line(
        file.say_applies,
        lambda w: {
            "type": FileItemFactory(child=w.mia, type="SEN_SUPPORT").type,
            "applies": "not_yet",
            "from_on": w.today,
            "until_on": w.today,
            "reason": "Not needed",
        },
        reason="Not needed",
    ),
    Line(
        file.note_chase,
        lambda w: {"about": "HEALTH", "asked_on": w.today, "whom": "The nurse", "how": "phone"},
    ),
    Line(
        file.note_copy,
        lambda w: {
            "version": FileVersionFactory(child=w.mia, home=w.maple, type="HOME_PLAN", dated_on=w.today),
            "child_has_copy": False,
            "no_copy_reason": "Not yet",
        },
    ),
    # health, education, legal status
    Line(health_education_actions.note_care, lambda w: {"kind": "dental_check", "happened_on": w.today}),
    Line(
        keeping.withdraw,
        lambda w: {
            "entry": CareEventFactory(child=w.mia, home=w.maple, kind="dental_check", happened_on=w.today),
            "withdrawn_on": w.today,
            "reason": "Another’s",
        },
    ),
    # mistakes
    Line(
        putting_right.put_right,
        lambda w: {**mistaken(absence_of_mia(w)), "values": {"note": "At her aunt’s"}},
        reason="The wrong child",
    ),
    Line(putting_right.withdraw, lambda w: mistaken(absence_of_mia(w)), reason=""),
    Line(
        refiling.refile,
        lambda w: {
            **mistaken(FileVersionFactory(child=w.mia, home=w.maple, type="RISK", dated_on=w.today)),
            "stay": w.placements["kai"],
        },
        ("maple mia", "maple kai"),
    ),
    Line(
        legal_status_actions.add_status, lambda w: {"code": "C2", "started_on": w.today, "nation": "England"}
    ),
    Line(legal_status_actions.add_order, lambda w: {"kind": "care", "made_on": w.today}),
    Line(
        legal_status_actions.end_order,
        lambda w: {
            "order": CourtOrderFactory(child=w.mia, home=w.maple, kind="care", made_on=days(w, -9)),
            "ended_on": w.today,
            "end_reason": "Discharged",
        },
    ),
    Line(
        legal_status_actions.set_care_dates,
        lambda w: {
            "looked_after_since": w.today,
            "responsible_authority": "Leeds",
            "responsible_nation": "England",
            "intended_to_last_to_18": None,
            "reason": "Told by the council",
        },
        reason="Told by the council",
    ),
    # about me, dates, goals, room, belongings, rights
    Line(own.say_about_me, lambda w: {"said_how": "spoken", "agreed_on": w.today, "good_at": "Bikes"}),
    Line(own.add_date, lambda w: {"title": "Nan", "on": w.today, "every_year": True, "tone": "tender"}),
    Line(own.start_goal, lambda w: {"words": "Cook", "started_on": w.today}),
    Line(
        own.add_step,
        lambda w: {
            "goal": GoalFactory(placement=w.placements["mia"], started_on=days(w, -9)),
            "what": "Pasta",
            "noticed_on": w.today,
            "noticed_by": w.sam,
        },
    ),
    Line(
        own.check_room,
        lambda w: {
            "checked_on": w.today,
            "with_child": True,
            "clothing_ok": True,
            "bedding_ok": True,
            "personal_ok": True,
            "storage_ok": True,
        },
    ),
    Line(
        own.take_away,
        lambda w: {
            "what": "Lighter",
            "removed_on": w.today,
            "why": "Unsafe",
            "told": "agreed",
            "safe_place": "Safe",
            "removed_by": w.sam,
        },
    ),
    Line(
        own.note_item,
        lambda w: {
            "item": RemovedItemFactory(placement=w.placements["mia"], removed_on=days(w, -2)),
            "kind": "returned",
            "happened_on": w.today,
        },
    ),
    Line(
        first_days.write_first_days,
        lambda w: {"task": "why_here", "reached": "done", "happened_on": w.today, "done_by": w.dee},
    ),
    Line(
        own.explain,
        lambda w: {
            "kind": "guide",
            "given_on": w.today,
            "how": "talked",
            "with_copy": True,
            "understood": "yes",
            "given_by": w.sam,
        },
    ),
    # people, restrictions, calls
    Line(people.add_person, lambda w: {"role": "mother", "name": "Lena Moss", "started_on": w.today}),
    Line(people.edit_person, lambda w: {"person": mother(w), "phone": "01632 960002"}),
    Line(
        people.end_person,
        lambda w: {"person": mother(w), "ended_on": w.today, "end_note": "Moved away"},
        reason="Moved away",
    ),
    Line(
        people.change_person,
        lambda w: {"person": mother(w), "on": w.today, "name": "Ruth Field", "end_note": "Moved away"},
        ("maple mia", "maple mia"),  # one ends, one begins
        reason="Moved away",
    ),
    Line(
        restrictions.restrict,
        lambda w: {
            "kind": "family_time",
            "basis": "plan",
            "authorised_by": w.jean,
            "started_on": w.today,
            "reason": "Agreed",
        },
    ),
    Line(
        restrictions.review_restriction,
        lambda w: {
            "restriction": a_restriction(w),
            "reviewed_on": w.today,
            "next_review_on": days(w, 28),
            "still_needed": True,
            "still_fair": True,
        },
    ),
    Line(
        restrictions.end_restriction,
        lambda w: {"restriction": a_restriction(w), "ended_on": w.today, "end_note": "All calm"},
        reason="All calm",
    ),
    Line(
        restrictions.complete_restriction,
        lambda w: {"restriction": a_restriction(w), "child_told_on": w.today},
    ),
    Line(
        contacts.log_contact,
        lambda w: {"kind": "phone", "happened_on": w.today, "outcome": "spoke", "direction": "in"},
    ),
    Line(
        contacts.note_seen,
        lambda w: {
            "entry": ContactEntryFactory(
                child=w.mia, home=w.maple, happened_on=w.today, outside_restriction_reason="He rang himself"
            )
        },
    ),
    # news, support, chronology, the team
    Line(
        social_worker_actions.file_update,
        lambda w: {
            "from_on": w.today,
            "to_on": w.today,
            "good_news": "Pancakes",
            "sent_on": w.today,
            "how": "email",
            "to_name": "Ruth Field",
        },
    ),
    Line(support_actions.add_need, lambda w: {"seen_on": w.today, "what": "Sleep"}),
    Line(
        support_actions.add_step,
        lambda w: {
            "need": SupportNeedFactory(placement=w.placements["mia"], seen_on=w.today),
            "stage": "asked",
            "happened_on": w.today,
        },
    ),
    Line(
        chronology_actions.add_chronology_entry,
        lambda w: {"happened_on": w.today, "title": "Won the race", "known_from": "School"},
    ),
    Line(
        team.reflect_as_team,
        lambda w: {"reflected_on": w.today, "took_part": [w.sam], "answers": [{"code": "relates"}]},
    ),
    # the home: its adults, numbers and ways
    Line(staff.record_leave, lambda w: {"person": w.dee, "kind": "leave", "started_on": w.today}, THE_HOME),
    Line(staff.change_leave_end, lambda w: {"absence": leave(w), "ended_on": days(w, 9)}, THE_HOME),
    Line(staff.call_off_leave, lambda w: {"absence": leave(w)}, THE_HOME),
    Line(
        leaving.record_leaving,
        lambda w: {"person": w.dee, "last_day": w.today, "access_ends_now": True, "reason": "Dismissed"},
        THE_HOME,
        reason="Dismissed",
    ),
    Line(
        changing.change_role,
        lambda w: {"person": w.dee, "role": "senior", "reason": "Leads the shift"},
        THE_HOME,
        reason="Leads the shift",
    ),
    Line(
        leaving.reopen_role,
        lambda w: {"role": an_ended_role(w), "reason": "The wrong adult"},
        THE_HOME,
        reason="The wrong adult",
    ),
    Line(
        staff.note_readiness,
        lambda w: {"person": w.dee, "kind": "key_work_training", "done_on": w.today},
        THE_HOME,
    ),
    Line(
        homes.change_standard,
        lambda w: {"rule_code": "KS-WEEK", "amount": 5, "applies_from": w.today, "reason": "Agreed"},
        THE_HOME,
        reason="Agreed",
    ),
    Line(
        homes.change_practice,
        lambda w: {
            "kind": "addition",
            "key": "complex-needs",
            "value": {"in_use": True},
            "applies_from": w.today,
            "why": "Agreed",
        },
        THE_HOME,
        reason="Agreed",
    ),
    Line(
        homes.follow_guidance,
        lambda w: {
            "profile": "key-residential-practitioner",
            "additions": ("complex-needs",),
            "applies_from": w.today,
            "why": "Agreed",
        },
        THE_HOME * 3,  # the guidance, and two of its ways of working taken off
        reason="Agreed",
    ),
)


def draft(world: Any) -> dict[str, Any]:
    return {
        "public_id": uuid.uuid4(),
        "child": world.mia,
        "placement": world.placements["mia"],
        "fields": {"held_on": world.today},
    }


def a_session(world: Any, **traits: bool) -> Any:
    return KeyWorkSessionFactory(
        placement=world.placements["mia"], author=world.jean, held_on=world.today, **traits
    )


def a_worry(world: Any) -> Any:
    return KeyWorkSessionFactory(
        placement=world.placements["mia"], author=world.sam, held_on=world.today, worry=True, worry_text="x"
    )


def mother(world: Any) -> Any:
    return PersonFactory(child=world.mia, home=world.maple, started_on=days(world, -9))


def a_restriction(world: Any) -> Any:
    return RestrictionFactory(child=world.mia, home=world.maple, started_on=days(world, -9))


def an_ended_role(world: Any) -> Any:
    return StaffRoleFactory(user=world.dee, home=world.maple, role="senior", ended_on=days(world, -1))


def leave(world: Any) -> Any:
    return StaffAbsenceFactory(
        user=world.dee, home=world.maple, started_on=days(world, 1), ended_on=days(world, 3)
    )


# --- the lines are complete -------------------------------------------------------------------------


def actions() -> set[Callable]:
    """Every public function that writes in somebody's name."""
    found = set()
    for path in sorted(path for app in APPS for path in (settings.BASE_DIR / app).rglob("*.py")):
        name = str(path.relative_to(settings.BASE_DIR))
        if name.startswith(NOT_ACTIONS) or "def " not in (text := path.read_text()) or "by: User" not in text:
            continue
        module = importlib.import_module(name.removesuffix(".py").replace("/", "."))
        for function in ast.parse(text).body:
            if not isinstance(function, ast.FunctionDef) or function.name.startswith("_"):
                continue
            if "by" in {argument.arg for argument in function.args.kwonlyargs}:
                found.add(getattr(module, function.name))
    return found


def named(action: Callable) -> str:
    return f"{action.__module__.split('.')[0]}.{action.__name__}"


def test_every_action_has_its_lines():
    tried = {inspect.unwrap(line.action) for line in LINES}
    untried = {one for one in actions() if inspect.unwrap(one) not in tried}

    without = {named(one) for one in untried if not {one.__name__, named(one)} & set(UNTRIED)}
    assert without == set()
    assert len(untried) == len(UNTRIED)


# --- each action ------------------------------------------------------------------------------------


@pytest.fixture
def told():
    heard = []

    def hear(sender, home_id, child_id, **kwargs):
        heard.append((home_id, child_id))

    case_changed.connect(hear)
    yield heard
    case_changed.disconnect(hear)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.action.__name__)
def test_an_action_tells_whose_case_changed_and_writes_in_its_name(world, told, line):
    usual = {
        "by": world.jean,
        "today": world.today,
        "now": dt.datetime.now(dt.UTC),
        "placement": world.placements["mia"],
        "home": world.maple,
    }
    wants = inspect.signature(line.action).parameters
    given = {**{name: value for name, value in usual.items() if name in wants}, **line.given(world)}
    told.clear()
    last = LedgerEntry.objects.order_by("pk").values_list("pk", flat=True).last()

    line.action(**given)

    houses = {world.maple.pk: "maple", world.oak.pk: "oak"}
    children = {world.mia.pk: "mia", world.kai.pk: "kai", None: "-"}
    assert {f"{houses.get(home, '-')} {children.get(child, 'new')}" for home, child in told} >= set(
        line.tells
    )
    written = LedgerEntry.objects.filter(pk__gt=last)
    assert {row.user_id for row in written} == {world.jean.pk}
    assert line.reason in {row.reason for row in written}
