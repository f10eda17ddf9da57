"""How was that for you? And: when did you talk?"""

from __future__ import annotations

from homes.forms import Choice, Dated, PlainDate, Words, listed
from homes.forms.layout import Actions, Question, Shape
from homes.words import gettext_lazy as _
from sessions_app.signed.debrief.models import Feeling


class DebriefForm(Dated):
    feeling = Choice(_("How was that for you?"), _("Select how it was"), choices=listed(Feeling))
    note = Words(
        _("Anything you want to say"),
        hint=_("Do not name a child here. You and your managers read this, nobody else."),
    )
    helper = Shape(Question("feeling", optional=False), "note", Actions(_("Save")))


class TalkForm(Dated):
    talked_on = PlainDate(_("Day you talked"), _("Enter the day you talked"), past=True, suggest_today=True)
    helper = Shape("talked_on", Actions(_("Note the talk")))
