"""The lines of the record form: what was agreed, whose it is, by when, and whether it is a promise."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django import forms

from homes.forms.layout import Fold, Question, Within
from homes.templatetags.keywork_ui import kdate
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.promises.models import Whose
from sessions_app.recording.fields import WordsField

EMPTY, MOST = 3, 30
NAME = re.compile(r"^agreed_(\d{1,2})_what$")
DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y"]
PARTS = ("what", "whose", "by_on", "promise")


def how_many(data: Mapping[str, Any] | None, stored: list[dict[str, Any]]) -> int:
    """Three empty lines after those that are stored; at least as many as the page that was sent had."""
    sent = [int(found[1]) + 1 for name in data or () if (found := NAME.match(name))]
    return min(max([len(stored) + EMPTY, *sent]), MOST)


def add_lines(form: forms.Form, count: int, people: list[tuple[str, str]]) -> None:
    """The fields of every line. `people`: me first, then the others of the home."""
    name = form.child.known_as
    others = [
        (Whose.CHILD.value, name),
        (Whose.SOCIAL_WORKER.value, _("Social worker")),
        (Whose.SCHOOL.value, _("School")),
        (Whose.HEALTH.value, _("Health")),
    ]
    for n in range(count):
        form.fields[f"agreed_{n}_what"] = WordsField(label=gettext_lazy("What"), most=300, one_line=True)
        form.fields[f"agreed_{n}_whose"] = forms.ChoiceField(
            label=_("Who does it"),
            required=False,
            choices=[(_("Adults"), people), (_("Others"), others)],
            error_messages={"invalid_choice": _("Choose one of the answers on this page")},
        )
        form.fields[f"agreed_{n}_by_on"] = forms.DateField(
            label=_("By when"),
            required=False,
            input_formats=DATE_FORMATS,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": _("Enter the day it is to be done by, like 12 August 2025")},
        )
        form.fields[f"agreed_{n}_promise"] = forms.BooleanField(
            label=_("We promised %(child)s") % {"child": name}, required=False
        )


def as_answers(stored: list[dict[str, Any]]) -> dict[str, Any]:
    """Stored lines as answers on the page."""
    answers: dict[str, Any] = {}
    for n, line in enumerate(stored[:MOST]):
        answers[f"agreed_{n}_what"] = line["what"]
        answers[f"agreed_{n}_whose"] = line.get("person") or line["whose"]
        answers[f"agreed_{n}_by_on"] = line["by_on"]
        if line["promise"]:
            answers[f"agreed_{n}_promise"] = "on"
    return answers


def read_lines(answers: Mapping[str, Any], count: int, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The lines as they are stored. `names`: the adults of the page, by id."""
    lines = []
    for n in range(count):
        what = str(answers.get(f"agreed_{n}_what") or "").strip()
        if not what:
            continue
        whose, by_on = answers.get(f"agreed_{n}_whose") or "", answers.get(f"agreed_{n}_by_on")
        adult = whose in names
        lines.append(
            {
                "what": what,
                "whose": Whose.ADULT.value if adult or not whose else whose,
                "person": whose if adult else "",
                "name": names.get(whose, ""),
                "by_on": by_on.isoformat() if by_on else "",
                "promise": bool(answers.get(f"agreed_{n}_promise")),
            }
        )
    return lines


def ask_for_days(form: forms.Form, answers: Mapping[str, Any], count: int, held_on: dt.date | None) -> None:
    """Before signing: each line has a day, not before the session; and a day or a promise has words."""
    for n in range(count):
        what, by_on = str(answers.get(f"agreed_{n}_what") or "").strip(), answers.get(f"agreed_{n}_by_on")
        field = f"agreed_{n}_by_on"
        if f"agreed_{n}_what" in form.errors:
            continue
        if not what and (by_on or answers.get(f"agreed_{n}_promise")):
            form.add_error(f"agreed_{n}_what", _("Enter what was agreed"))
        elif what and by_on is None and field not in form.errors:
            form.add_error(field, _("Enter by when, or write it below without a day"))
        elif what and by_on and held_on and by_on < held_on:
            form.add_error(field, _("By when must be the same as or after the day of the session"))


def line_in_words(line: Mapping[str, Any], child: str) -> str:
    """One line for the page that is checked before signing, and where two versions differ."""
    others = {
        Whose.CHILD: child,
        Whose.SOCIAL_WORKER: _("social worker"),
        Whose.SCHOOL: _("school"),
        Whose.HEALTH: _("health"),
    }
    who = line["name"] or others.get(line["whose"], "")
    day = day_in_words(line["by_on"])
    said = _("%(what)s (%(who)s, by %(day)s)") if day else _("%(what)s (%(who)s)")
    words = said % {"what": line["what"], "who": who, "day": day}
    return _("Promise: %(words)s") % {"words": words} if line["promise"] else words


def day_in_words(by_on: str) -> str:
    return kdate(dt.date.fromisoformat(by_on)) if by_on else ""


class LinesFold(Fold):
    """The lines behind a summary: open once something is written in one of them, or is wrong."""

    def __init__(self, count: int) -> None:
        lines = [
            Within(
                "sessions_app/promises/_line_of_form.html",
                Question(f"agreed_{n}_what", size="small", optional=False),
                Question(f"agreed_{n}_whose", size="small", optional=False),
                Question(f"agreed_{n}_by_on", size="small", optional=False),
                f"agreed_{n}_promise",
                number=n + 1,
            )
            for n in range(count)
        ]
        super().__init__(
            gettext_lazy("What we agreed to do"),
            *lines,
            Within("sessions_app/promises/_another.html"),
            Question("next_steps", size="small"),
        )

    def values_for(self, form: forms.BaseForm) -> dict[str, Any]:
        written = [form[f"agreed_{n}_what"] for n in range(MOST) if f"agreed_{n}_what" in form.fields]
        filled = any(bound.value() for bound in [*written, form["next_steps"]])
        wrong = any(name.startswith("agreed_") or name == "next_steps" for name in form.errors)
        return {**self.values, "open": filled or wrong}
