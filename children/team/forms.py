"""The form of a talk of the team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format

from children.placements.models import Placement
from homes.forms import PlainDate, Words, not_after_today
from homes.models import User
from homes.practice import Item
from homes.querysets import UserQuerySet
from homes.templatetags.keywork_ui import with_name
from homes.words import gettext as _
from homes.words import gettext_lazy


class PeopleField(forms.ModelMultipleChoiceField):
    """Adults of this home, known outside by their random ids."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(queryset=User.objects.none(), to_field_name="public_id", **kwargs)

    def clean(self, value: Any) -> Any:
        """Whatever a forged id is wrong with, what to do is the same."""
        try:
            return super().clean(value)
        except (forms.ValidationError, TypeError, OverflowError) as error:
            if getattr(error, "code", "") == "required":
                raise
            raise forms.ValidationError(_("Choose from the adults on this page")) from None

    def label_from_instance(self, person: User) -> str:
        return person.full_name


class ReflectionForm(forms.Form):
    """A talk of the team about one child: the home's questions, each with room for an answer, none of them required."""

    reflected_on = PlainDate(
        label=gettext_lazy("Day of the talk"),
        error_messages={"required": gettext_lazy("Enter the day of the talk")},
    )
    took_part = PeopleField(
        label=gettext_lazy("Who took part"),
        error_messages={"required": gettext_lazy("Select who took part")},
    )
    agreed = Words(
        label=gettext_lazy("What we will do"),
        required=False,
        help_text=gettext_lazy("Who, what and by when."),
    )

    def __init__(
        self,
        *args: Any,
        stay: Placement,
        questions: Sequence[Item],
        people: UserQuerySet,
        me: User,
        today: dt.date,
        **kwargs: Any,
    ) -> None:
        self.stay, self.today = stay, today
        self.questions = {item.code: with_name(item.text, stay.child.known_as) for item in questions}
        kwargs.setdefault("initial", {"reflected_on": today, "took_part": [str(me.public_id)]})
        super().__init__(*args, **kwargs)
        self.fields["took_part"].queryset = people
        for code, question in self.questions.items():
            self.fields[f"answer_{code}"] = Words(label=question, required=False)
        self.order_fields(["reflected_on", "took_part", *(f"answer_{code}" for code in self.questions)])

    def clean_reflected_on(self) -> dt.date:
        day = self.cleaned_data["reflected_on"]
        not_after_today(day, self.today, _("The day of the talk must be today or in the past"))
        moved_in = self.stay.moved_in_on
        if moved_in is not None and moved_in <= self.today and day < moved_in:
            words = _("The day of the talk must be the same as or after %(day)s, the day of {moving in}")
            raise forms.ValidationError(words % {"day": date_format(moved_in, "j F Y")})
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        asked = [f"answer_{code}" for code in self.questions]
        if not any(data.get(name) for name in asked) and not set(asked) & set(self.errors):
            self.add_error(asked[0] if asked else None, _("Answer at least one question"))
        return data

    def talk(self) -> dict[str, Any]:
        """What is kept: each answer with its question in the words it was asked in."""
        data = self.cleaned_data
        answers = [
            {"code": code, "question": question, "answer": data[f"answer_{code}"]}
            for code, question in self.questions.items()
            if data[f"answer_{code}"]
        ]
        kept = {name: data[name] for name in ("reflected_on", "took_part", "agreed")}
        return {**kept, "answers": answers}
