"""The form of a note for the next shift."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from children.placements.models import Child
from homes.forms import Words
from homes.forms.layout import Actions, Question, Shape
from homes.words import gettext as _
from homes.words import gettext_lazy


class HandoverNoteForm(forms.Form):
    """Something for the next shift, about the home or one child."""

    about = forms.ChoiceField(label=gettext_lazy("About"), required=False)
    text = Words(
        label=gettext_lazy("What the next shift should know"),
        help_text=gettext_lazy("Say what adults did and what is still to do. It is kept as it is."),
        rows=5,
        error_messages={"required": gettext_lazy("Enter what the next shift should know")},
    )
    helper = Shape(Question("about", optional=False), "text", Actions())

    def __init__(self, *args: Any, children: Iterable[Child], home_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.children = {str(child.public_id): child for child in children}
        named = [(key, child.known_as) for key, child in self.children.items()]
        self.fields["about"].choices = [("", home_name), *named]
        self.fields["about"].error_messages["invalid_choice"] = _("Choose somebody from the list")

    @property
    def child(self) -> Child | None:
        return self.children.get(self.cleaned_data["about"])
