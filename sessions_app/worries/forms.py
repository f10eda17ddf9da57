"""Whom somebody has told of a worry, when and how; or whom they tried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from homes.dates import LONDON
from homes.forms import Choice, Dated, OneLine, PlainDate, TimeOfDay, Words, listed
from homes.forms.layout import Actions, Div, Question, Reveal, Shape, Within
from homes.staff.ringing.people import Lead
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.models import KeyWorkSession
from sessions_app.worries.models import NOT_SAID, HowTold

SOMEONE_ELSE, NOBODY = "other", "nobody"
NOW, EARLIER = "now", "earlier"


def box(name: str) -> Question:
    """Asked for once its answer is picked, so never "(optional)"."""
    return Question(name, size="small", optional=False)


class TellForm(Dated):
    """ "Someone else" is named; "Nobody could be reached" says whom they tried, and asks neither when nor how."""

    who = Choice(gettext_lazy("Who have you told?"), gettext_lazy("Select who you have told"))
    other = OneLine(gettext_lazy("Who is that?"), max_length=150)
    tried = Words(gettext_lazy("Whom did you try, and when?"), rows=2)
    when = Choice(
        gettext_lazy("When?"),
        choices=[(NOW, gettext_lazy("Just now")), (EARLIER, gettext_lazy("Earlier"))],
    )
    told_on = PlainDate(gettext_lazy("Day"), past=True, suggest_today=True)
    told_time = TimeOfDay(gettext_lazy("Time"), invalid=gettext_lazy("Enter a real time, like 9:40pm"))
    how = Choice(gettext_lazy("How?"), choices=listed(HowTold))
    helper = Shape(
        Reveal("who", {SOMEONE_ELSE: [box("other")], NOBODY: [box("tried")]}, optional=False),
        Div(
            Reveal("when", {EARLIER: [box("told_on"), box("told_time")]}, variant="inline", optional=False),
            Question("how", variant="chips", optional=False),
            css_class="rec-when-told",
        ),
        Within("sessions_app/worries/_next.html"),
        Actions(
            gettext_lazy("Save and go on to sign"),
            second_text=gettext_lazy("Save and finish later"),
            second_name="finish",
            second_value="later",
        ),
        form_class="rec-tell",
        form_show_errors=False,
    )

    def __init__(
        self, *args: Any, leads: Sequence[Lead], session: KeyWorkSession, now: dt.datetime, **kwargs: Any
    ) -> None:
        self.now = now
        self.leads = {str(lead.user.public_id): lead for lead in leads}
        super().__init__(*args, initial=_as_stored(session), **kwargs)
        self.fields["who"].choices = [
            *((key, lead.user.full_name) for key, lead in self.leads.items()),
            (SOMEONE_ELSE, _("Someone else")),
            (_("If you tried them all"), [(NOBODY, _("Nobody could be reached"))]),
        ]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        who = answers.get("who")
        if who == NOBODY:
            self._ask("tried", answers, _("Enter whom you tried"))
            return answers
        if who == SOMEONE_ELSE:
            self._ask("other", answers, _("Enter who it was"))
        if who:
            self._ask("when", answers, _("Select when you told them"))
            self._ask("how", answers, _("Select how you told them"))
        if answers.get("when") == EARLIER:
            self._ask("told_on", answers, _("Enter the day you told them"))
            self._ask("told_time", answers, _("Enter the time you told them"))
            day, time = answers.get("told_on"), answers.get("told_time")
            if day and time is not None and _instant(day, time) > self.now:
                self.add_error("told_time", _("The time you told them must be in the past"))
        return answers

    def _ask(self, field: str, answers: dict[str, Any], words: str) -> None:
        if answers.get(field) in (None, "") and field not in self.errors:
            self.add_error(field, words)

    @property
    def says_nothing(self) -> bool:
        """Nobody was picked yet: there is nothing to save."""
        return not self.data.get("who")

    def told(self) -> dict[str, Any]:
        """The answers as the record keeps them."""
        answers = self.cleaned_data
        if answers["who"] == NOBODY:
            return {**NOT_SAID, "worry_tried": answers["tried"]}
        lead = self.leads.get(answers["who"])
        named = (
            {
                "worry_told_to": lead.user,
                "worry_told_name": lead.user.full_name,
                "worry_told_title": lead.user.job_title or lead.role_words,
            }
            if lead
            else {"worry_told_name": answers["other"]}
        )
        at = self.now if answers["when"] == NOW else _instant(answers["told_on"], answers["told_time"])
        return {**NOT_SAID, **named, "worry_told_at": at, "worry_told_how": answers["how"]}


def _instant(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=LONDON)


def _as_stored(session: KeyWorkSession) -> dict[str, Any]:
    """What was said before, to be changed."""
    if session.nobody_was_reached:
        return {"who": NOBODY, "tried": session.worry_tried}
    if not session.somebody_was_told:
        return {}
    at = session.worry_told_at.astimezone(LONDON)
    to = session.worry_told_to
    who = {"who": str(to.public_id)} if to else {"who": SOMEONE_ELSE, "other": session.worry_told_name}
    return {
        **who,
        "when": EARLIER,
        "told_on": at.date(),
        "told_time": at.time(),
        "how": session.worry_told_how,
    }
