"""The form of an answer: what was done and why that was right, and whether the child knows."""

from __future__ import annotations

from typing import Any

from django import forms

from homes.forms import Choice, Dated, OneLine, PersonField, PlainDate, Words
from homes.forms.layout import Actions, Div, Question, Reveal, Shape
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.worries.forms import box
from sessions_app.worries.models import ChildKnows, Done, WorryAnswer

FIELDS = ("done", "account", "child_knows", "child_told_by", "child_why", "next_step", "next_by", "next_on")


class AnswerForm(Dated):
    """`finishing`: the worry is to be answered now. Otherwise whatever is written so far is kept."""

    done = forms.MultipleChoiceField(
        label=gettext_lazy("What was done"),
        choices=Done.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    account = Words(
        gettext_lazy("Say what was done, and why that was right"),
        hint=gettext_lazy("{child} may read this one day. Say what you saw apart from what you think."),
        rows=5,
    )
    child_knows = Choice(
        gettext_lazy("Does {child} know what we did?"),
        choices=[
            (ChildKnows.TOLD, gettext_lazy("Yes, {child} has been told")),
            (ChildKnows.TODAY, gettext_lazy("Somebody will say so today")),
            (ChildKnows.NOT_YET, gettext_lazy("Not yet, because…")),
        ],
    )
    child_told_by = PersonField(gettext_lazy("Who?"), empty_label=gettext_lazy("Choose who"), required=False)
    child_why = Words(gettext_lazy("Why not yet?"), rows=2)
    next_step = OneLine(gettext_lazy("What happens next"), max_length=300)
    next_by = PersonField(gettext_lazy("Who"), empty_label=gettext_lazy("Choose who"), required=False)
    next_on = PlainDate(gettext_lazy("By"), ahead=True)
    helper = Shape(
        Question("done", variant="chips", optional=False),
        Question("account", optional=False),
        Reveal(
            "child_knows",
            {ChildKnows.TODAY: [box("child_told_by")], ChildKnows.NOT_YET: [box("child_why")]},
            optional=False,
        ),
        "next_step",
        Div(box("next_by"), box("next_on"), css_class="rec-next-step"),
        Actions(
            gettext_lazy("Answer the worry"),
            second_text=gettext_lazy("Save and finish later"),
            second_name="finish",
            second_value="later",
        ),
        form_show_errors=False,
    )

    def __init__(self, *args: Any, draft: WorryAnswer | None, finishing: bool = True, **kwargs: Any) -> None:
        self.finishing = finishing
        initial = {name: getattr(draft, name) for name in FIELDS} if draft else {}
        super().__init__(*args, initial=initial, **kwargs)
        for name in ("child_told_by", "next_by"):  # nobody is suggested
            self.fields[name].initial = initial.get(name)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if Done.NOTHING in said.get("done", ()) and len(said["done"]) > 1:
            self.add_error("done", _("Select what was done, or that nothing needed doing"))
        if said.get("child_knows") != ChildKnows.TODAY:
            said["child_told_by"] = None
        if said.get("child_knows") != ChildKnows.NOT_YET:
            said["child_why"] = ""
        if not said.get("next_step"):
            said |= {"next_by": None, "next_on": None}
        if self.finishing:
            self._check_answered(said)
        return said

    def _check_answered(self, said: dict[str, Any]) -> None:
        self._ask("done", said, _("Select what was done, or that nothing needed doing"))
        self._ask("account", said, _("Enter what was done, and why that was right"))
        self._ask("child_knows", said, _("Select whether {child} knows what we did"))
        if said.get("child_knows") == ChildKnows.TODAY:
            self._ask("child_told_by", said, _("Choose who will say so today"))
        if said.get("child_knows") == ChildKnows.NOT_YET:
            self._ask("child_why", said, _("Enter why {child} does not know yet"))
        if said.get("next_step"):
            self._ask("next_by", said, _("Choose who will do it"))
            self._ask("next_on", said, _("Enter the day it is done by"))

    def _ask(self, field: str, said: dict[str, Any], words: str) -> None:
        if not said.get(field) and field not in self.errors:
            self.add_error(field, words)

    def said(self) -> dict[str, Any]:
        """What is kept; a part that was wrong is left as it was."""
        return {name: self.cleaned_data[name] for name in FIELDS if name in self.cleaned_data}
