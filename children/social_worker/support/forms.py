"""Forms about specialist support."""

from __future__ import annotations

from children.social_worker.support.models import SupportStage
from homes.forms import Choice, Dated, HappenedOn, OneLine, Words
from homes.words import gettext_lazy as _


class NeedForm(Dated):
    """Specialist support a child needs."""

    what = OneLine(
        _("What {child} needs"),
        _("Enter what {child} needs"),
        hint=_("For example: help with sleep, counselling, money skills."),
    )
    why = Words(_("What you saw or heard"))
    child_view = Words(_("What {child} says about it"))
    seen_on = HappenedOn(_("Seen on"), _("Enter the day it was seen"))


class StepForm(Dated):
    """One step: asked for, arranged, happening, reviewed, plans amended, ended."""

    stage = Choice(_("What happened"), _("Select what happened"), SupportStage)
    happened_on = HappenedOn(_("Day"), _("Enter the day"), named=_("The day"))
    whom = OneLine(_("With whom"), max_length=150)
    note = Words(_("What was agreed"))
    working = Words(_("How well it is working, in a sentence"), rows=2)
    child_view = Words(_("What {child} says about it"), rows=2)
