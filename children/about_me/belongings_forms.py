"""Forms about the child's room, belongings, and what was given and explained."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from children.about_me.forms import _OfStay, _since
from children.about_me.models import ExplainedHow, ExplainedKind, ItemStep, RemovedItem, Understood
from homes.dates import add_days
from homes.forms import PersonField, PlainDate, Words
from homes.words import gettext as _
from homes.words import gettext_lazy

FURTHEST_RETURN_DAYS = 28  # what is kept longer is decided anew

FURTHEST_AGAIN_DAYS = 731


class YesNo(forms.TypedChoiceField):
    """Yes or no, side by side."""

    variant = "inline"

    def __init__(self, label: Any, missing: Any) -> None:
        super().__init__(
            label=label,
            choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
            widget=forms.RadioSelect,
            coerce=lambda value: value == "yes",
            empty_value=None,
            error_messages={"required": missing},
        )


class RoomCheckForm(_OfStay):
    TODAY = ("checked_on",)
    checked_on = PlainDate(
        label=gettext_lazy("Day"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    with_child = YesNo(
        gettext_lazy("Together with {child}"), gettext_lazy("Select whether {child} was there")
    )
    clothing_ok = YesNo(
        gettext_lazy("Enough clothes that fit"), gettext_lazy("Select whether there are enough clothes")
    )
    bedding_ok = YesNo(
        gettext_lazy("Bedding and towels are good"), gettext_lazy("Select whether bedding is good")
    )
    personal_ok = YesNo(
        gettext_lazy("It looks like {child}’s own room"),
        gettext_lazy("Select whether it looks like {child}’s own room"),
    )
    storage_ok = YesNo(
        gettext_lazy("There is a safe place for belongings"),
        gettext_lazy("Select whether there is a safe place for belongings"),
    )
    needed = Words(label=gettext_lazy("What is needed"), required=False, rows=2)
    childs_words = Words(label=gettext_lazy("What {child} said about the room"), required=False, rows=2)

    def clean_checked_on(self) -> dt.date:
        return _since(self, "checked_on", self.stay.moved_in_on or self.today, _("the day of {moving in}"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        parts = ("clothing_ok", "bedding_ok", "personal_ok", "storage_ok")
        if any(data.get(name) is False for name in parts) and not data.get("needed"):
            self.add_error("needed", _("Enter what is needed"))
        return data


class TakenForm(_OfStay):
    TODAY = ("removed_on",)
    what = forms.CharField(
        label=gettext_lazy("What was taken away"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter what was taken away")},
    )
    removed_on = PlainDate(
        label=gettext_lazy("Day"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    removed_time = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Enter a time, like 18:30")},
    )
    why = Words(label=gettext_lazy("Why"), error_messages={"required": gettext_lazy("Enter why")})
    told = forms.ChoiceField(
        label=gettext_lazy("What {child} knows"),
        choices=[
            ("agreed", gettext_lazy("It was agreed with {child}")),
            ("told", gettext_lazy("{child} was told why")),
            ("not_yet", gettext_lazy("{child} was not told yet")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what {child} knows")},
    )
    safe_place = forms.CharField(
        label=gettext_lazy("Where it is kept safe"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter where it is kept safe")},
    )
    return_on = PlainDate(
        label=gettext_lazy("To be given back on"),
        help_text=gettext_lazy("Leave empty and the home’s standard counts, usually the next day."),
        required=False,
    )
    removed_by = PersonField(
        label=gettext_lazy("Taken away by"),
        error_messages={"required": gettext_lazy("Select who took it away")},
    )

    def clean_removed_on(self) -> dt.date:
        return _since(self, "removed_on", self.stay.moved_in_on or self.today, _("the day of {moving in}"))

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


class ItemNoteForm(_OfStay):
    TODAY = ("happened_on",)
    kind = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=ItemStep,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what happened")},
    )
    happened_on = PlainDate(
        label=gettext_lazy("Day"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    why = Words(label=gettext_lazy("How it went, or why it is kept longer"), required=False, rows=2)
    return_on = PlainDate(label=gettext_lazy("Kept longer: to be given back on"), required=False)

    def __init__(self, *args: Any, item: RemovedItem, **kwargs: Any) -> None:
        self.item = item
        super().__init__(*args, **kwargs)

    def clean_happened_on(self) -> dt.date:
        return _since(self, "happened_on", self.item.removed_on, _("the day it was taken away"))

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


class ExplainedForm(_OfStay):
    TODAY = ("given_on",)
    kind = forms.ChoiceField(
        label=gettext_lazy("What was explained"),
        choices=ExplainedKind,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what was explained")},
    )
    given_on = PlainDate(
        label=gettext_lazy("Day"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    how = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=ExplainedHow,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select how it was explained")},
    )
    with_copy = forms.BooleanField(label=gettext_lazy("{child} has a copy to keep"), required=False)
    reply = Words(label=gettext_lazy("What {child} said"), required=False, rows=2)
    did_not_say = forms.BooleanField(label=gettext_lazy("{child} did not say anything"), required=False)
    understood = forms.ChoiceField(
        label=gettext_lazy("Did {child} understand"),
        choices=Understood,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select whether {child} understood")},
    )
    refresh_on = PlainDate(
        label=gettext_lazy("Explain again by"),
        help_text=gettext_lazy(
            "Left empty: complaints and an advocate after 12 months, fire after 6 months, the others not."
        ),
        required=False,
    )
    given_by = PersonField(
        label=gettext_lazy("Explained by"),
        error_messages={"required": gettext_lazy("Select who explained it")},
    )

    def clean_given_on(self) -> dt.date:
        return self.past("given_on")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        silent = data.pop("did_not_say", False)
        if not data.get("reply") and not silent and "reply" not in self.errors:
            self.add_error("reply", _("Enter what {child} said, or tick that {child} did not say anything"))
        given, again = data.get("given_on"), data.get("refresh_on")
        if data.get("understood") == Understood.NOT_YET and not again and "refresh_on" not in self.errors:
            self.add_error("refresh_on", _("Enter the day to try again"))
        if given and again and not given < again <= add_days(given, FURTHEST_AGAIN_DAYS):
            self.add_error(
                "refresh_on", _("The day to explain it again must be within 2 years after the day")
            )
        return data


class WithdrawForm(_OfStay):
    why = Words(
        label=gettext_lazy("Why the entry is wrong"),
        error_messages={"required": gettext_lazy("Enter why the entry is wrong")},
    )
