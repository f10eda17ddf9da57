"""Which records can be put right, which withdrawn: kept by hand. A new dated record is red until it is here."""

import pytest
from django.apps import apps
from django.db import models

from children.putting_right.lines import LINES
from homes.models import Record
from homes.models.put_right import CanBePutRight, Withdrawable

BOTH, ONLY_PUT_RIGHT = ("put right", "withdrawn"), ("put right",)
# Each by whoever wrote it for 24 hours, and by a manager of the home it was written at after that.
TABLE = {
    "children.Child": ONLY_PUT_RIGHT,  # a child who was never here: nobody's record is taken away by this
    "children.Placement": BOTH,  # withdrawn only once nothing hangs on it
    "children.KeyWorkerAssignment": BOTH,
    "children.PreAdmissionVisit": BOTH,
    "children.ChildAbsence": BOTH,
    "children.ContactEntry": BOTH,
    "children.FileVersion": BOTH,
    "children.Chase": BOTH,
    "children.Restriction": BOTH,
    "children.RestrictionReview": BOTH,
    "children.AboutMe": BOTH,
    "children.ImportantDate": BOTH,
    "children.Goal": BOTH,
    "children.GoalStep": BOTH,
    "children.RoomCheck": BOTH,
    "children.RemovedItem": BOTH,
    "children.RemovedItemNote": BOTH,
    "children.Explained": BOTH,
    "children.CareEvent": BOTH,
    "children.LegalStatus": BOTH,
    "children.CourtOrder": BOTH,
    "children.SocialWorkerUpdate": BOTH,  # when, how and to whom; the text stays as it was sent
    "children.SupportNeed": BOTH,
    "children.SupportStep": BOTH,
    "children.ChronologyEntry": BOTH,
    "children.HandoverNote": BOTH,
    "children.TeamReflection": BOTH,
    "sessions_app.FirstDaysEntry": BOTH,
    "homes.Readiness": BOTH,
}
OTHERWISE = {
    "children.Person": "edited on their own page, and ended",
    "children.FileItem": "the line of a document: nothing but its kind",
    "children.FileSaid": "whether a document applies, from a day on: said again",
    "children.StoredFile": "the bytes of a version, which is withdrawn",
    "sessions_app.KeyWorkSession": "signed: an addendum, or void",
    "sessions_app.Addendum": "signed: another addendum",
    "sessions_app.WorryAnswer": "answered once: an addendum to its record says more",
    "sessions_app.Debrief": "said once, to managers; a talk about it is noted",
    "sessions_app.ApproachReview": "looked at again",
    "sessions_app.SessionReview": "what becomes of a signed record: read, asked about, kept for later",
    "sessions_app.ReviewQuestion": "asked once, and answered beside the record",
    "sessions_app.AgreedAction": "words of a signed record: never changed",
    "sessions_app.ActionStep": "what became of them: said once, and a later one says otherwise",
    "sessions_app.ChildsPart": "the child's own words: nobody changes them",
    "sessions_app.ChildsPartWithdrawn": "that it was another child's: said once",
    "sessions_app.SessionPlan": "planned again, or called off",
    "sessions_app.KeyWorkReport": "changed while a draft; a finished one is followed by another that names it",
    "sessions_app.PlanStep": "what became of a plan: moved again, or planned anew",
    "homes.User": "an account",
    "homes.Provider": "no dated record",
    "homes.Home": "settings",
    "homes.RingNumber": "settings",
    "homes.StaffRole": "ended and reopened by managers",
    "homes.StaffAbsence": "called off, or ended",
    "homes.InspectionGrant": "withdrawn at once",
    "homes.Invitation": "called off, or sent again",
    "homes.HomeStandard": "a later row counts instead",
    "homes.PracticeChange": "a later row counts instead",
    "homes.SignInUnlock": "an event of signing in",
}


def records():
    return {
        model._meta.label: model
        for model in apps.get_models()
        if issubclass(model, Record) and not hasattr(model, "history_user")
    }


def test_every_record_has_a_line_or_another_way():
    assert set(records()) == {*TABLE, *OTHERWISE}


@pytest.mark.parametrize("label", TABLE)
def test_what_the_table_says_is_what_can_be_done(label):
    line = next(line for line in LINES.values() if line.model._meta.label == label)

    assert (bool(line.asks), line.withdrawable) == (True, "withdrawn" in TABLE[label])


def test_no_line_is_about_another_record():
    assert {line.model._meta.label for line in LINES.values()} == set(TABLE)
    assert {label for label, model in records().items() if issubclass(model, CanBePutRight)} == set(TABLE)


AS_OF_A_DAY = {"children.CareEvent", "children.LegalStatus", "children.CourtOrder", "children.Explained"}
"""Their rules look back on days and ask `stood_on`: what was withdrawn counts until the day it was."""


def test_what_was_withdrawn_is_left_out_by_the_manager_everybody_asks():
    for label, model in records().items():
        if issubclass(model, Withdrawable) and label not in AS_OF_A_DAY:
            default = model._default_manager.with_scopes_disabled().all()
            assert "standing" in str(default.query.where), label
            assert "standing" not in str(model.kept.with_scopes_disabled().all().query.where), label


@pytest.mark.parametrize("kind", LINES)
def test_everything_that_is_dated_can_be_put_right(kind):
    """A day is a fact that is typed wrong most often. Those that are left out belong to another page."""
    line = LINES[kind]
    days = {field.name for field in line.model._meta.concrete_fields if isinstance(field, models.DateField)}
    elsewhere = {
        "withdrawn_on",
        "ended_on",
        "created_at",
        "put_right_at",
        "explained_on",
        "looked_after_since",
    }
    elsewhere |= {"seen_by_manager_at", "child_told_on", "from_on", "to_on"}
    assert days - elsewhere <= set(line.asks)
