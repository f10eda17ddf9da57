"""The small forms after the record form: signing it, adding to it, making it void."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from children.models import Child
from homes.forms import PlainDate, listed
from homes.forms.layout import Actions, Question, Reveal, Shape, Within
from homes.sign_in.again import AsksPassword, PasswordField
from homes.templatetags.keywork_ui import kday, possessive
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.actions import is_late
from sessions_app.models import Addendum, ChildPart, KeyWorkSession, ReviewQuestion
from sessions_app.recording.fields import WordsField, choice


class SignForm(AsksPassword, forms.Form):
    """The statement, and the password again: a signature is made by the person, not by an open tablet."""

    safe = gettext_lazy("Your record is saved as a draft")

    child_part = choice("", [])
    share_on = PlainDate(gettext_lazy("Which day?"), ahead=True, required=False)
    late_reason = WordsField(label=gettext_lazy("Why is it written late?"), most=300, one_line=True)
    true_record = forms.BooleanField(
        label=gettext_lazy("This is a true record of what happened"),
        error_messages={"required": gettext_lazy("Tick to say this is a true record of what happened")},
    )
    password = PasswordField()
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, session: KeyWorkSession, today: dt.date, told: str = "", **kwargs: Any
    ) -> None:
        """`told`: the child's part, where the child has done it already. Then it is not for the adult to say."""
        super().__init__(*args, initial={"version": session.version}, **kwargs)
        self.told = told
        self.late = session.held_on is not None and is_late(session.held_on, written_on=today)
        self.fields["child_part"].label = _("%(child)s part") % {"child": possessive(session.child.known_as)}
        self.fields["child_part"].help_text = _(
            "What %(child)s says later can be added under the signed record."
        ) % {"child": session.child.known_as}
        on_a_day = (ChildPart.LATER.value, _("I will share it on a day"))
        self.fields["child_part"].choices = [*listed(ChildPart)[:-1], on_a_day]
        self.fields["share_on"].as_of(today)
        if self.told:
            del self.fields["child_part"], self.fields["share_on"]
        if self.late:
            words = _("It happened on %(day)s. One line is enough.")
            self.fields["late_reason"].help_text = words % {"day": kday(session.held_on)}
        else:
            del self.fields["late_reason"]

    @cached_property
    def helper(self) -> Shape:
        late = [Question("late_reason", optional=False)] if self.late else []
        day = Question("share_on", size="small", optional=False)
        part = [] if self.told else [Reveal("child_part", {ChildPart.LATER: [day]}, optional=False)]
        return Shape(
            *part,
            Within("sessions_app/signed/childs_part/_hand_over.html"),
            Within(
                "sessions_app/_sign_card.html",
                *late,
                "true_record",
                Within("sessions_app/_signing_as.html"),
                "password",
                title=gettext_lazy("Sign this record"),
                button=gettext_lazy("Sign record"),
                after=gettext_lazy("After signing you can add to it, but not change it."),
            ),
            form_class="rec-next",
            form_show_errors=False,
        )

    def clean(self) -> dict[str, Any]:
        """Asked before the password, which is looked at once all else is right."""
        said = self.cleaned_data
        if said.get("child_part") != ChildPart.LATER:
            said["share_on"] = None
            self.errors.pop("share_on", None)
        elif not said.get("share_on") and "share_on" not in self.errors:
            self.add_error("share_on", _("Enter the day you share it"))
        return super().clean()

    @property
    def childs_part(self) -> str:
        return self.told or self.cleaned_data["child_part"]

    def clean_late_reason(self) -> str:
        reason = self.cleaned_data["late_reason"].strip()
        if not reason:
            raise ValidationError(_("Enter why it is written late"))
        return reason


class AddDetailsForm(AsksPassword, forms.Form):
    """Something to add under a signed record, signed itself."""

    safe = gettext_lazy("Nothing has been added yet")

    kind = choice(gettext_lazy("What is it?"), Addendum.Kind.choices)
    text = WordsField(label=gettext_lazy("What you want to add"), rows=6)
    password = PasswordField()
    public_id = forms.UUIDField(widget=forms.HiddenInput)
    helper = Shape(
        "kind",
        Question("text", optional=False),
        Within(
            "sessions_app/_sign_card.html",
            "password",
            title=gettext_lazy("Sign what you add"),
            button=gettext_lazy("Sign and add"),
        ),
        form_tag=False,
        form_show_errors=False,
    )

    def __init__(
        self, *args: Any, child: Child, question: ReviewQuestion | None = None, **kwargs: Any
    ) -> None:
        self.question = question
        fresh = {
            "kind": Addendum.Kind.ANSWER if question else Addendum.Kind.DETAIL,
            "public_id": uuid.uuid4(),
        }
        super().__init__(*args, initial=fresh, **kwargs)
        answer = _("The answer to %(who)s")
        self.fields["kind"].choices = [
            *([(Addendum.Kind.ANSWER.value, answer % {"who": question.asked_by_name})] if question else ()),
            (Addendum.Kind.DETAIL.value, _("More details")),
            (Addendum.Kind.CORRECTION.value, _("Something to put right")),
            (
                Addendum.Kind.CHILD.value,
                _("%(child)s own words or comment") % {"child": possessive(child.known_as)},
            ),
        ]
        self.fields["kind"].required = True
        self.fields["kind"].error_messages["required"] = _("Select what it is")
        self.fields["text"].help_text = _(
            "The record above stays as it is. This stands under it with your name."
        )

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if not text.strip():
            raise ValidationError(_("Enter what you want to add"))
        return text


class VoidForm(forms.Form):
    reason = WordsField(
        label=gettext_lazy("Why is this record void?"),
        help_text=gettext_lazy("For example: written about the wrong child, or written twice."),
        most=2_000,
        rows=3,
    )
    helper = Shape(
        Question("reason", optional=False),
        Actions(gettext_lazy("Void this record"), kind="warning"),
        form_class="rec-next",
        form_show_errors=False,
    )

    def clean_reason(self) -> str:
        reason = self.cleaned_data["reason"].strip()
        if not reason:
            raise ValidationError(_("Enter why this record is void"))
        return reason
