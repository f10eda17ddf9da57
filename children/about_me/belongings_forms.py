"""Forms about the child's room, belongings, and what was given and explained."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from children.about_me.forms import OfPlacement
from children.about_me.models import ExplainedHow, ExplainedKind, ItemStep, RemovedItem, Understood
from homes.dates import add_days
from homes.forms import (
    Choice,
    HappenedOn,
    OneLine,
    PersonField,
    PlainDate,
    Tick,
    TimeOfDay,
    Words,
    YesNo,
    listed,
)
from homes.words import gettext_lazy as _

FURTHEST_RETURN_DAYS = 28  # what is kept longer is decided anew

FURTHEST_AGAIN_DAYS = 731


class RoomCheckForm(OfPlacement):
    checked_on = HappenedOn(_("Day"), _("Enter the day"), named=_("The day"))
    with_child = YesNo(_("Together with {child}"), _("Select whether {child} was there"), inline=True)
    clothing_ok = YesNo(
        _("Enough clothes that fit"), _("Select whether there are enough clothes"), inline=True
    )
    bedding_ok = YesNo(_("Bedding and towels are good"), _("Select whether bedding is good"), inline=True)
    personal_ok = YesNo(
        _("It looks like {child}’s own room"),
        _("Select whether it looks like {child}’s own room"),
        inline=True,
    )
    storage_ok = YesNo(
        _("There is a safe place for belongings"),
        _("Select whether there is a safe place for belongings"),
        inline=True,
    )
    needed = Words(_("What is needed"), needed=_("Needed when something is not all right."), rows=2)
    childs_words = Words(_("What {child} said about the room"), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since("checked_on", self.placement.moved_in_on or self.today, _("the day of {moving in}"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        parts = ("clothing_ok", "bedding_ok", "personal_ok", "storage_ok")
        if any(data.get(name) is False for name in parts) and not data.get("needed"):
            self.add_error("needed", _("Enter what is needed"))
        return data


class TakenForm(OfPlacement):
    what = OneLine(_("What was taken away"), _("Enter what was taken away"))
    removed_on = HappenedOn(_("Day"), _("Enter the day"), named=_("The day"))
    removed_time = TimeOfDay(_("Time"), invalid=_("Enter a time, like 18:30"))
    why = Words(_("Why"), _("Enter why"))
    told = Choice(
        _("What {child} knows"),
        _("Select what {child} knows"),
        [
            ("agreed", _("It was agreed with {child}")),
            ("told", _("{child} was told why")),
            ("not_yet", _("{child} was not told yet")),
        ],
    )
    safe_place = OneLine(_("Where it is kept safe"), _("Enter where it is kept safe"))
    return_on = PlainDate(
        _("To be given back on"),
        hint=_("Leave empty and the home’s standard counts, usually the next day."),
    )
    removed_by = PersonField(_("Taken away by"), _("Select who took it away"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since("removed_on", self.placement.moved_in_on or self.today, _("the day of {moving in}"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        _check_return(self, data.get("removed_on"))
        return data


def _check_return(form: forms.Form, since: dt.date | None) -> None:
    """A planned day lies after the day it is planned on, and is decided anew every four weeks."""
    again = form.cleaned_data.get("return_on")
    if not since or not again:
        return
    if again < since:
        form.add_error("return_on", _("The day to give it back must be the same as or after the other day"))
    elif again > add_days(since, FURTHEST_RETURN_DAYS):
        form.add_error("return_on", _("The day to give it back must be within 4 weeks. Decide again then."))


class ItemNoteForm(OfPlacement):
    kind = Choice(_("What happened"), _("Select what happened"), listed(ItemStep))
    happened_on = HappenedOn(_("Day"), _("Enter the day"), named=_("The day"))
    why = Words(
        _("How it went, or why it is kept longer"), needed=_("Needed when it is kept longer."), rows=2
    )
    return_on = PlainDate(_("Kept longer: to be given back on"), needed=_("Needed when it is kept longer."))

    def __init__(self, *args: Any, item: RemovedItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since("happened_on", item.removed_on, _("the day it was taken away"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == ItemStep.KEPT:
            if not data.get("why"):
                self.add_error("why", _("Enter why it is kept longer"))
            if not data.get("return_on") and "return_on" not in self.errors:
                self.add_error("return_on", _("Enter the new day to give it back"))
            _check_return(self, data.get("happened_on"))
        else:
            data["return_on"] = None
        return data


class ExplainedForm(OfPlacement):
    kind = Choice(_("What was explained"), _("Select what was explained"), listed(ExplainedKind))
    given_on = HappenedOn(_("Day"), _("Enter the day"))
    how = Choice(_("How"), _("Select how it was explained"), listed(ExplainedHow))
    with_copy = Tick(_("{child} has a copy to keep"))
    reply = Words(_("What {child} said"), needed=_("Needed unless {child} did not say anything."), rows=2)
    did_not_say = Tick(_("{child} did not say anything"))
    understood = Choice(
        _("Did {child} understand"), _("Select whether {child} understood"), listed(Understood)
    )
    refresh_on = PlainDate(
        _("Explain again by"),
        hint=_(
            "Left empty: complaints, an advocate and the {Children’s Commissioner} after 12 months, fire after "
            "6 months; understood partly or not yet, the home’s standard counts."
        ),
    )
    given_by = PersonField(_("Explained by"), _("Select who explained it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since_visits("given_on")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        silent = data.pop("did_not_say", False)
        if not data.get("reply") and not silent and "reply" not in self.errors:
            self.add_error("reply", _("Enter what {child} said, or tick that {child} did not say anything"))
        given, again = data.get("given_on"), data.get("refresh_on")
        if given and again and not given < again <= add_days(given, FURTHEST_AGAIN_DAYS):
            self.add_error(
                "refresh_on", _("The day to explain it again must be within 2 years after the day")
            )
        return data
