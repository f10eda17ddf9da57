"""The form of a note for the next shift."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from children.placements.models import Child
from homes.forms import Choice, Words
from homes.forms.layout import Actions, Question, Shape
from homes.permissions import Access
from homes.words import gettext_lazy as _


class HandoverNoteForm(forms.Form):
    """Something for the next shift, about the home or one child."""

    about = Choice(_("About"), widget=forms.Select)
    text = Words(
        _("What the next shift should know"),
        _("Enter what the next shift should know"),
        hint=_("Say what adults did and what is still to do. It is kept as it is."),
        rows=5,
    )
    helper = Shape(Question("about", optional=False), "text", Actions())

    def __init__(
        self, *args: Any, children: Iterable[Child], access: Access, home_name: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.children = {str(child.public_id): child for child in children}
        named = [(key, access.called(child)) for key, child in self.children.items()]
        self.fields["about"].choices = [("", home_name), *named]
        self.fields["about"].error_messages["invalid_choice"] = _("Choose somebody from the list")

    @property
    def child(self) -> Child | None:
        return self.children.get(self.cleaned_data["about"])
