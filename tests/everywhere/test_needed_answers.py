"""Questions that some answers make necessary: they are never called optional, and say when they are needed."""

import pytest
from django import forms
from django.forms.boundfield import BoundField

from children.about_me.belongings_forms import ExplainedForm, ItemNoteForm, RoomCheckForm
from children.file.forms import AppliesForm, CopyForm, VersionForm
from children.health_education.forms import RiskReviewForm
from children.people.forms import PersonForm
from children.people.restrictions.forms import ReviewForm
from homes.staff.forms import ReadinessForm
from homes.templatetags.keywork_fields import draw
from homes.words import TERMS, speaking
from sessions_app.first_days.forms import FirstDaysForm


def drawn(form, name):
    with speaking(TERMS):
        return str(draw(BoundField(forms.Form(), form.base_fields[name], name), child_name="Kai"))


@pytest.mark.parametrize(
    ("form", "name", "when"),
    [
        (AppliesForm, "reason", "Needed when it does not apply, or not yet."),
        (VersionForm, "no_copy_reason", "Only where there is a reason: it is not safe to keep"),
        (CopyForm, "no_copy_reason", "Only where there is a reason: it is not safe to keep"),
        (RoomCheckForm, "needed", "Needed when something is not all right."),
        (FirstDaysForm, "planned_on", "Needed when a day is set for it."),
        (FirstDaysForm, "why_not", "Needed when it does not apply."),
        (ItemNoteForm, "why", "Needed when it is kept longer."),
        (ItemNoteForm, "return_on", "Needed when it is kept longer."),
        (ExplainedForm, "reply", "Needed unless Kai did not say anything."),
        (RiskReviewForm, "changes", "Needed when it is not fair any more."),
        (PersonForm, "not_told_note", "Needed when there is something they must not be told."),
        (ReviewForm, "what_changes", "If it is not needed or not fair: what happens next."),
        (ReadinessForm, "what", "Needed for specialist training and a champion role"),
        (ReadinessForm, "with_person", "Needed for supervision and for a mentor."),
    ],
)
def test_what_some_answers_ask_for_is_not_called_optional(form, name, when):
    question = drawn(form, name)

    assert "(optional)" not in question
    assert when in question


def test_what_no_answer_asks_for_is_called_optional():
    assert "(optional)" in drawn(VersionForm, "note")
