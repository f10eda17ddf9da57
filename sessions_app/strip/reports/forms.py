"""The forms of a report: which days and for whom, its words, and finishing it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.functional import cached_property

from children.about_me.forms import OfPlacement
from homes.dates import add_days
from homes.forms import Choice, OneLine, PlainDate, Tick, Words, listed
from homes.forms.layout import Actions, Div, Question, Shape, Within
from homes.sign_in.again import AsksPassword
from homes.templatetags.keywork_ui import with_name
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.signed.forms import PasswordField
from sessions_app.strip.reports.models import KeyWorkReport

LONGEST_DAYS = 366
MOST = 100_000  # of one part: a year of a child who is seen every day


def version_field() -> forms.IntegerField:
    return forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class StartForm(OfPlacement):
    from_on = PlainDate(gettext_lazy("From"), gettext_lazy("Enter the first day"), past=True)
    to_on = PlainDate(gettext_lazy("To"), gettext_lazy("Enter the last day"), past=True)
    whom = Choice(
        gettext_lazy("Whom is it for?"),
        gettext_lazy("Select whom it is for"),
        listed(KeyWorkReport.Whom),
    )
    whom_name = OneLine(gettext_lazy("Their name"), max_length=200)
    helper = Shape(
        Div("from_on", "to_on", css_class="kw-pair"),
        Within("sessions_app/patterns/reports/_days.html"),
        "whom",
        "whom_name",
        Actions(),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("from_on"), data.get("to_on")
        if first and last and first > last:
            self.add_error("to_on", _("The last day must be the same as or after the first day"))
        elif first and last and add_days(first, LONGEST_DAYS) <= last:
            self.add_error("from_on", _("Choose a year at the most: shorter reports are read"))
        return data


def part_labels() -> dict[str, Any]:
    """What each part is called, on the form and in the report."""
    return {
        "went_well": _("What went well"),
        "said": _("In {child's} own words"),
        "small_steps": _("Small steps"),
        "together": _("What we did together"),
        "promises": _("What we promised and agreed"),
        "worries": _("What we worried about, and what was done"),
        "not_met": _("When we did not meet, and what we offered"),
        "reflection": _("What we make of these weeks"),
        "what_next": _("What comes next"),
    }


HINTS = {
    "said": gettext_lazy("Never change a word of these. Take out what is not for whoever reads this."),
    "worries": gettext_lazy("Only what was answered is drafted here."),
    "reflection": gettext_lazy("What was good, what was hard for us, what we have learnt about {child}."),
    "what_next": gettext_lazy("What {child} wants next, and what we will do for it."),
}


class EditForm(forms.Form):
    """Every part of a report, each a box of its own, and the version the page was made of."""

    version = version_field()

    def __init__(self, *args: Any, report: KeyWorkReport, **kwargs: Any) -> None:
        first = {name: getattr(report, name) for name in KeyWorkReport.PARTS}
        super().__init__(*args, initial={**first, "version": report.version}, **kwargs)
        for name, label in part_labels().items():
            rows = min(max(getattr(report, name).count("\n") * 2 + 2, 3), 12)
            self.fields[name] = Words(label, hint=HINTS.get(name, ""), rows=rows, max_length=MOST)

    @cached_property
    def helper(self) -> Shape:
        parts = [Question(name, optional=False) for name in KeyWorkReport.PARTS]
        return Shape(*parts, Actions())

    def show_stored(self, saved: KeyWorkReport) -> None:
        """Sent once more, it is the words of this page that stand."""
        self.data = self.data.copy()
        self.data["version"] = saved.version

    def others_words(self, saved: KeyWorkReport) -> list[tuple[str, str]]:
        """The parts that are stored in other words than those of this page."""
        labels, child = part_labels(), saved.child.known_as
        return [
            (with_name(labels[name], child), getattr(saved, name))
            for name in KeyWorkReport.PARTS
            if _lines(getattr(saved, name)) != _lines(self.cleaned_data.get(name, ""))
        ]


def _lines(text: str) -> list[str]:
    return text.strip().splitlines()


class FinishForm(AsksPassword, forms.Form):
    """To whom it goes, that it was read, and the password again: it is frozen by the person, not by an open tablet."""

    safe = gettext_lazy("Your report is saved as a draft")

    given_to = OneLine(
        gettext_lazy("To whom does it go?"), gettext_lazy("Enter to whom it goes"), max_length=200
    )
    read = Tick(
        gettext_lazy("I have read it with the eyes of whoever gets it"),
        gettext_lazy("Tick to say you have read it"),
    )
    password = PasswordField()
    version = version_field()
    helper = Shape(
        "given_to",
        Within(
            "sessions_app/_sign_card.html",
            "read",
            Within("sessions_app/_signing_as.html"),
            "password",
            title=gettext_lazy("Finish this report"),
            button=gettext_lazy("Finish report"),
            after=gettext_lazy("It is not sent by this: print it, or save it as a PDF, and hand it over."),
        ),
        form_class="rec-next",
        form_show_errors=False,
    )

    def __init__(self, *args: Any, report: KeyWorkReport, **kwargs: Any) -> None:
        first = {"given_to": report.whom_name or report.get_whom_display(), "version": report.version}
        super().__init__(*args, initial=first, **kwargs)


def first_day(last_report_to: dt.date | None, today: dt.date, *, weeks: int = 4) -> dt.date:
    """The day after the last report, so that no day is told twice or not at all; four weeks when there is none."""
    if last_report_to is None or (today - last_report_to).days > LONGEST_DAYS:
        return add_days(today, 1 - 7 * weeks)
    return min(add_days(last_report_to, 1), today)
