"""The form of a small moment: what it was, a few words, and whether there is a worry, which the button says."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.text import capfirst

from homes.forms.layout import Question, Shape, Within
from homes.templatetags.keywork_ui import possessive
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.actions import person_there
from sessions_app.models import Format, KeyWorkSession, Moment, Outcome
from sessions_app.recording.fields import choice
from sessions_app.recording.forms import RecordForm
from sessions_app.worries.models import NOT_SAID

ASKED = ("moment", "account", "worry", "version", "asked_on", "small")


class MomentForm(RecordForm):
    """A quick chat in two answers. What else a record may hold is not asked, so what is stored of it stays.

    It was today and with whoever writes, unless the draft says otherwise already.
    """

    MARK = "small"  # in what is sent: the words of this form, not of the whole record
    address = "sessions:moment"

    moment = choice(gettext_lazy("What it was"), [])
    small = forms.CharField(required=False, initial="1", widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = 0
        for name in set(self.fields) - set(ASKED):
            del self.fields[name]

    @cached_property
    def helper(self) -> Shape:
        return Shape(
            Question("moment", variant="chips", optional=False),
            Question("account", optional=False),
            Within("sessions_app/recording/_moment_end.html"),
            form_tag=False,
            form_show_errors=False,
        )

    def _name_the_child(self) -> None:
        super()._name_the_child()
        name = {"child": self.child.known_as}
        self.fields["moment"].choices = [(one.value, capfirst(str(one.label))) for one in Moment]
        self.fields["account"].label = _("What you noticed, or %(child)s said") % name
        self.fields["account"].help_text = _("%(child)s may read this one day.") % name
        self.fields["account"].widget.attrs["rows"] = 4

    def held_on(self, answers: Any) -> dt.date | None:
        if self.session is not None and self.session.held_on is not None:
            return self.session.held_on
        return super().held_on({**answers, "when": "today"})

    def _check_day(self, answers: dict[str, Any]) -> None:
        """Nobody is asked for the day here: it is the one the page was made on."""

    def _check_answers(self, answers: dict[str, Any]) -> None:
        if not answers.get("moment"):
            self._ask("moment", _("Select what it was"))
        name = {"child": self.child.known_as}
        self._ask_words("account", answers, _("Enter what you noticed or %(child)s said") % name)
        if not answers.get("worry"):
            words = _("Select whether you have any worry about %(child)s safety or wellbeing")
            self._ask("worry", words % {"child": possessive(self.child.known_as)})

    def draft_fields(self) -> dict[str, Any]:
        answers = self.cleaned_data
        worry = {"yes": True, "no": False}.get(answers.get("worry", ""))
        fields: dict[str, Any] = {
            "outcome": Outcome.HELD.value,
            "format": Format.QUICK_CHAT.value,
            "moment": answers.get("moment", ""),
            "account": answers.get("account", ""),
            "worry": worry,
        }
        if self.session is None:
            fields |= {"held_on": self.held_on(answers), "people_present": [person_there(self.access.user)]}
        if worry is False:
            fields |= {"worry_text": "", **NOT_SAID}
        return {name: value for name, value in fields.items() if name not in self.errors}


def is_small(draft: KeyWorkSession) -> bool:
    """Whether the short form can show a draft: anything but a quick chat needs the whole one."""
    return draft.format == Format.QUICK_CHAT and draft.outcome == Outcome.HELD
