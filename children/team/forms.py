"""The form of a talk of the team."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from children.placements.forms import since_moving_in
from children.placements.models import Placement
from homes.forms import Dated, HappenedOn, PeopleField, Words
from homes.models import User
from homes.practice import Item
from homes.templatetags.keywork_ui import with_name
from homes.words import gettext_lazy as _


class AtTheTable(PeopleField):
    """Who took part, by name alone."""

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


class ReflectionForm(Dated):
    """A talk of the team about one child: the home's questions, each with room for an answer, none of them required."""

    reflected_on = HappenedOn(
        _("Day of the talk"), _("Enter the day of the talk"), named=_("The day of the talk")
    )
    took_part = AtTheTable(_("Who took part"), _("Select who took part"))
    agreed = Words(_("What we will do"), hint=_("Who, what and by when."))

    def __init__(
        self, *args: Any, placement: Placement, questions: Sequence[Item], me: User, **kwargs: Any
    ) -> None:
        self.questions = {item.code: with_name(item.text, placement.child.known_as) for item in questions}
        super().__init__(*args, initial={"took_part": [str(me.public_id)]}, **kwargs)
        if placement.moved_in_on is not None and placement.moved_in_on <= self.today:
            since_moving_in(self.fields["reflected_on"], placement)
        for code, question in self.questions.items():
            self.fields[f"answer_{code}"] = Words(question)
        self.order_fields(["reflected_on", "took_part", *(f"answer_{code}" for code in self.questions)])

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
