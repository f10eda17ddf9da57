"""Forms of the settings. Each asks from which day a change counts, and why."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from homes.dates import add_days
from homes.dates.school_terms import LastDays, TermName
from homes.forms import Choice, Dated, OneLine, PlainDate, Tick, Words
from homes.forms.layout import Actions, Question, Shape, Within
from homes.models import Unit
from homes.practice import ADDITIONS, ARROW, NOTHING_ADDED, SHIPPED, Line, Practice, next_own
from homes.settings.own_ways import LONGEST, UnableToChange, plain, refuse_words
from homes.standards import Figure
from homes.words import Term
from homes.words import gettext_lazy as _

FURTHEST_DAYS = 366  # a change further ahead would be forgotten, and a slip of the year is likelier
MOST = {Unit.DAYS: 366, Unit.MONTHS: 24}
NEW_LINE = "new"
ASKED_LAST = ("applies_from", "why")
SAVE = _("Save")
SEEN_FIRST = (
    Within("homes/settings/_settings_preview.html"),
    Actions(SAVE, second_text=_("Show how it reads"), second_name="preview", second_value="1"),
)


def clean_words(text: str) -> str:
    try:
        refuse_words(text)
    except UnableToChange as error:
        raise forms.ValidationError(str(error)) from None
    return text


class OwnWords(OneLine):
    """A home's own word for something: short, on one line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=LONGEST, **kwargs)

    def clean(self, value: Any) -> str:
        return clean_words(super().clean(value))


class ChangeForm(Dated):
    """The last two questions of every change."""

    applies_from = PlainDate(
        _("Counts from"),
        _("Enter the day it counts from"),
        hint=_("Today or a later day. What was before stays as it was."),
        ahead=True,
        suggest_today=True,
    )
    why = Words(
        _("Why"), _("Enter why"), hint=_("This shows in the home’s history."), rows=2, max_length=1000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["applies_from"].until(add_days(self.today, FURTHEST_DAYS), _("within a year"))

    def previewing(self) -> bool:
        """Whether only how it reads is asked for. The day and the reason may still be empty then."""
        if not self.is_bound or "preview" not in self.data:
            return False
        for name in ("applies_from", "why"):
            self.errors.pop(name, None)
        return not self.errors

    def dated(self) -> dict[str, Any]:
        return {"applies_from": self.cleaned_data["applies_from"], "why": self.cleaned_data["why"]}

    @property
    def preview_day(self) -> dt.date:
        return self.cleaned_data.get("applies_from") or self.today


class ProfileForm(ChangeForm):
    profile = Choice(_("Guidance followed"), _("Select the guidance this home follows"))
    additions = forms.MultipleChoiceField(
        label=_("Ways of working"), widget=forms.CheckboxSelectMultiple, required=False
    )
    helper = Shape("profile", "additions", *ASKED_LAST, *SEEN_FIRST)

    def __init__(self, *args: Any, practice: Practice, **kwargs: Any) -> None:
        kwargs["initial"] = {"profile": practice.code, "additions": sorted(practice.additions)}
        super().__init__(*args, **kwargs)
        self.fields["profile"].choices = [(code, str(one.title)) for code, one in SHIPPED.items()]
        self.fields["additions"].choices = [
            (code, f"{one.title}. {one.description}") for code, one in ADDITIONS.items()
        ]


class WordForm(ChangeForm):
    back = Tick(_("Put back the word of the guidance"))
    singular = OwnWords(_("One of it"))
    plural = OwnWords(_("More than one"))
    short = OwnWords(_("Short form"), hint=_("For narrow columns. Leave empty if it is short already."))
    helper = Shape(
        Question("singular", optional=False),
        Question("plural", optional=False),
        *("short", "back", *ASKED_LAST),
        *SEEN_FIRST,
    )

    def __init__(self, *args: Any, term: Term, usual: Term, **kwargs: Any) -> None:
        words = {name: str(getattr(term, name)) for name in ("singular", "plural", "short")}
        super().__init__(*args, initial=words, **kwargs)
        self.fields["back"].label = _("Put back the word of the guidance: %(word)s") % {
            "word": usual.singular
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("back"):
            if "singular" in data and not data["singular"]:
                self.add_error("singular", _("Enter the word for one"))
            if "plural" in data and not data["plural"]:
                self.add_error("plural", _("Enter the word for more than one"))
        return data

    def value(self) -> dict[str, str]:
        names = ("singular", "plural", "short")
        return {name: "" if self.cleaned_data["back"] else self.cleaned_data[name] for name in names}


class TermsForm(ChangeForm):
    """The last days of the three terms of one school year, as the schools of this home's children say."""

    autumn = PlainDate(_("Autumn term: last day"), _("Enter the last day of the autumn term"))
    spring = PlainDate(_("Spring term: last day"), _("Enter the last day of the spring term"))
    summer = PlainDate(_("Summer term: last day"), _("Enter the last day of the summer term"))
    helper = Shape(*TermName, *ASKED_LAST, Actions(SAVE))

    def __init__(self, *args: Any, days: LastDays, **kwargs: Any) -> None:
        super().__init__(*args, initial=dict(zip(TermName, days, strict=True)), **kwargs)

    def change(self) -> dict[str, Any]:
        return {"value": {name: self.cleaned_data[name].isoformat() for name in TermName}, **self.dated()}


class StandardForm(ChangeForm):
    amount = forms.IntegerField(label=_("Days"))
    helper = Shape(Question("amount", width="4"), *ASKED_LAST, Actions(SAVE))

    def __init__(self, *args: Any, figure: Figure, least: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={"amount": figure.amount}, **kwargs)
        most = MOST[figure.unit]
        words = _("Enter a whole number from %(least)s to %(most)s") % {"least": least, "most": most}
        label = _("Months") if figure.unit == Unit.MONTHS else _("Days")
        self.fields["amount"] = forms.IntegerField(
            label=label,
            min_value=least,
            max_value=most,
            initial=figure.amount,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), words),
        )


class LineForm(ChangeForm):
    words_at = "text"  # the field an error about the words is said at

    line = Choice(_("Which line"), _("Select a line"), widget=forms.Select)
    do = Choice(
        _("What changes"),
        _("Select what changes"),
        [("on", _("It is on the list, with these words")), ("off", _("It is taken off the list"))],
        initial="on",
    )
    text = OwnWords(_("Words"), hint=_("Leave empty for the words of the guidance."))
    helper = Shape("line", "do", "text", *ASKED_LAST, Actions(SAVE))

    def __init__(self, *args: Any, kind: str, lines: list[Line], **kwargs: Any) -> None:
        self.lines = {line.code: line for line in lines}
        self.next_code = next_own(lines)
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose a line"))]
        choices += [
            (
                line.code,
                plain(line.text)
                if line.in_use
                else _("%(line)s (not on the list)") % {"line": plain(line.text)},
            )
            for line in lines
        ]
        if kind not in NOTHING_ADDED:
            choices.append((NEW_LINE, _("A new line of our own")))
        self.fields["line"].choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        line = self.lines.get(data.get("line", ""))
        if data.get("line") == NEW_LINE and data.get("do") == "off":
            self.add_error("do", _("A new line is put on the list first"))
        usual = line.usual if line else ""
        if data.get("line") and data.get("do") == "on" and "text" in data and not (data["text"] or usual):
            self.add_error(self.words_at, _("Enter the words of the line"))
        return data

    def change(self) -> dict[str, Any]:
        """Which line, and what it becomes. A line taken off keeps the words it had."""
        data = self.cleaned_data
        if data["line"] == NEW_LINE:
            return {"key": self.next_code, "value": {"text": data["text"], "in_use": True}}
        line = self.lines[data["line"]]
        kept = line.text if line.text != line.usual else ""
        text = data["text"] if data["do"] == "on" else kept
        return {"key": line.code, "value": {"text": text, "in_use": data["do"] == "on"}}


class WordingForm(LineForm):
    """A line that says two things: what is often written, and what this home would rather write."""

    words_at = "found"

    text = None  # its two halves are asked instead
    found = OwnWords(
        _("What is often written"),
        hint=_("A word or a few. Leave both empty for the words of the guidance."),
    )
    instead = OwnWords(_("What we would rather write"))
    helper = Shape("line", "do", "found", "instead", *ASKED_LAST, Actions(SAVE))

    def clean(self) -> dict[str, Any]:
        halves = {name: self.cleaned_data.get(name, "").strip() for name in ("found", "instead")}
        both = all(halves.values())
        if any(halves.values()) and not both and self.cleaned_data.get("do") == "on":
            missing = next(name for name, words in halves.items() if not words)
            if missing not in self.errors:
                self.add_error(missing, _("Enter both, or leave both empty"))
        self.cleaned_data["text"] = f"{halves['found']} {ARROW} {halves['instead']}" if both else ""
        if any(name in self.errors for name in halves):
            del self.cleaned_data["text"]
        return super().clean()
