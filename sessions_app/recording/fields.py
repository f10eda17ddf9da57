"""The fields of a record: words kept exactly as typed, choices and ticks that nothing makes the browser demand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from homes.forms import refuse_too_long, refuse_unstorable
from homes.words import gettext_lazy

MOST_CHARACTERS = 200_000  # a very long day; far above any real record


def readable(posted: QueryDict | None) -> QueryDict | None:
    """What was posted, fit to be shown again: a request in an odd encoding can hold half characters, which no page
    can be written with."""
    if posted is None:
        return None
    answers = posted.copy()
    for name, values in posted.lists():
        answers.setlist(name, [value.encode(errors="replace").decode() for value in values])
    return answers


class WordsField(forms.CharField):
    """Somebody's words, kept exactly as typed: not stripped, and long ones refused out loud, not cut by the browser."""

    def __init__(self, *, most: int = MOST_CHARACTERS, rows: int = 4, one_line: bool = False, **kwargs: Any):
        widget = forms.TextInput() if one_line else forms.Textarea(attrs={"rows": rows})
        self.most = most
        super().__init__(required=False, strip=False, widget=widget, **kwargs)
        self.validators = [refuse_unstorable, self._not_too_long]

    def _not_too_long(self, text: str) -> None:
        refuse_too_long(text, self.most, self.label)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "data-most": self.most}


def choice(label: Any, choices: Any, **kwargs: Any) -> forms.ChoiceField:
    wrong = {"invalid_choice": gettext_lazy("Choose one of the answers on this page")}
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, required=False, error_messages=wrong, **kwargs
    )


def ticks(label: Any, choices: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    wrong = {
        "invalid_choice": gettext_lazy("Choose from the answers on this page"),
        "invalid_list": gettext_lazy("Choose again"),
    }
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=wrong,
        **kwargs,
    )
