"""The questions every form is made of. A question is its label and, where an answer is needed, what to do without one:

class EndForm(Dated):
    ended_on = HappenedOn(_("Last day"), _("Enter the last day"))
    end_note = Words(_("Why"), rows=2)                    # no such words: it may be left out

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].since(person.started_on, _("the same as or after the first day"))
"""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django import forms
from django.utils.text import capfirst

from homes.models import User
from homes.querysets import UserQuerySet
from homes.words import gettext_lazy as _
from homes.words import ngettext

NOT_KNOWN = [("", _("Not known"))]  # as an answer: nothing is written
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2200, 1, 1)  # a typed year 0026 is a slip, not a date


class Asked:
    """A label, and the words for no answer; without those, or a default of its own, it may be left out.

    `needed` says for which answers it may not, in place of "(optional)": `clean` of the form asks for it.
    """

    def __init__(
        self, label: Any = "", missing: Any = "", *, hint: Any = "", needed: Any = "", **kwargs: Any
    ) -> None:
        messages = kwargs.setdefault("error_messages", {})
        if missing:
            messages["required"] = missing
        kwargs.setdefault("required", "required" in messages)
        kwargs.setdefault("help_text", needed or hint)
        super().__init__(label=label, **kwargs)
        self.needed = needed


def refuse_too_long(text: str, most: int, what: Any = "") -> None:
    """Says how much too long a text is. The browser is not told the limit: it would cut a paste and say nothing."""
    over = len(text) - most
    if over > 0:
        words = ngettext(
            "%(what)s is %(over)s character too long: use %(most)s or fewer",
            "%(what)s is %(over)s characters too long: use %(most)s or fewer",
            over,
        )
        said = {"what": what or _("What you wrote"), "over": f"{over:,}", "most": f"{most:,}"}
        raise forms.ValidationError(words % said, code="max_length")


def refuse_unstorable(text: str) -> None:
    """A database refuses NUL and half a surrogate pair; say so at the field instead of failing later."""
    try:
        text.encode()
        unstorable = "\x00" in text
    except UnicodeEncodeError:
        unstorable = True
    if unstorable:
        raise forms.ValidationError(
            _("There is a character here that cannot be stored. Delete it and type it again.")
        )


class Typed(Asked):
    """Text that comes back whole when it is too long. `static/words.js` counts it while it is written."""

    def validate(self, text: str) -> None:
        super().validate(text)
        refuse_too_long(text, self.max_length, self.label)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = {**super().widget_attrs(widget), "data-most": self.max_length}
        attrs.pop("maxlength", None)
        return attrs


class OneLine(Typed, forms.CharField):
    """A few words on one line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(*args, **kwargs)


class Words(Typed, forms.CharField):
    """Text somebody writes: several lines, no upper limit a person would meet."""

    def __init__(self, *args: Any, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        kwargs.setdefault("max_length", 20_000)
        super().__init__(*args, **kwargs)


class Email(Typed, forms.EmailField):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        wrong = _("Enter an e-mail address in the correct format, like name@example.org")
        super().__init__(*args, max_length=254, error_messages={"invalid": wrong}, **kwargs)


class Tick(Asked, forms.BooleanField):
    """A box that may be ticked."""


class Choice(Asked, forms.ChoiceField):
    """One of several answers, all of them in sight."""

    def __init__(self, label: Any, missing: Any = "", choices: Any = (), **kwargs: Any) -> None:
        super().__init__(label, missing, choices=choices, **{"widget": forms.RadioSelect, **kwargs})


def listed(kinds: Any) -> list[tuple[str, Any]]:
    """The kinds of a model as answers: each with a capital."""
    return [(code, capfirst(words)) for code, words in kinds.choices]


class YesNo(Asked, forms.TypedChoiceField):
    """Yes or no: true or false, and None where nothing was said. `open`: that it is not known is an answer too."""

    def __init__(
        self, label: Any, missing: Any = "", *, inline: bool = False, open: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(
            label,
            missing,
            choices=[("yes", _("Yes")), ("no", _("No")), *(NOT_KNOWN if open else ())],
            widget=forms.RadioSelect,
            coerce=lambda value: value == "yes",
            empty_value=None,
            **kwargs,
        )
        self.variant = "inline" if inline else "rows"


class TimeOfDay(Asked, forms.TimeField):
    """A time, if it is known."""

    def __init__(self, label: Any, *, invalid: Any) -> None:
        clock = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(label, widget=clock, required=False, error_messages={"invalid": invalid})


class LastDay(NamedTuple):
    """Up to which day a form may speak of, and the words for it: "The day must be" …"""

    day: dt.date
    words: Any


class PlainDate(Asked, forms.DateField):
    """A calendar day in the browser's own control. Typed dates are read too.

    In a `Dated` form: `past` is a day up to today, `ahead` one from today on, and `suggest_today` fills today in.
    `named` is what a refusal calls the day, where that is not its label.
    """

    def __init__(
        self,
        *args: Any,
        named: Any = "",
        past: bool = False,
        ahead: bool = False,
        suggest_today: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"])
        super().__init__(*args, **kwargs)
        self.named = named
        self.past, self.ahead, self.suggest_today = past, ahead, suggest_today
        self.limits: tuple[tuple[dt.date, dt.date, Any], ...] = ()  # from, to, and the words for it

    def as_of(self, today: dt.date) -> None:
        if self.past:
            self.until(today, _("today or in the past"))
        if self.ahead:
            self.since(today, _("today or in the future"))
        if self.suggest_today:
            self.initial = today

    def within(self, last: LastDay) -> None:
        """A day that has been is one up to a last one, which is suggested instead of a later one."""
        if self.past:
            self.until(last.day, last.words)
        if self.suggest_today:
            self.initial = min(self.initial, last.day)

    def since(self, day: dt.date, words: Any) -> None:
        """Refuse an earlier day: it must be `words`."""
        self.limits += ((day, LATEST, words),)

    def until(self, day: dt.date, words: Any) -> None:
        """Refuse a later day: it must be `words`."""
        self.limits += ((EARLIEST, day, words),)

    def clean(self, value: Any) -> dt.date | None:
        day = super().clean(value)
        if day is None:
            return None
        if not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(_("Enter a real date, like 27 3 2026"))
        for first, last, words in self.limits:
            if not first <= day <= last:
                what = self.named or capfirst(str(self.label))
                raise forms.ValidationError(_("%(what)s must be %(words)s") % {"what": what, "words": words})
        return day


class HappenedOn(PlainDate):
    """The day something was done: not ahead of today, which is suggested."""

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, past=True, suggest_today=True, **how)


class _Adults(Asked):
    """Adults of this home, known outside by their random ids. Which ones, a `Dated` form is told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("to_field_name", "public_id")
        kwargs.setdefault("queryset", User.objects.none())
        super().__init__(*args, **kwargs)

    def label_from_instance(self, person: User) -> str:
        return f"{person.full_name}, {person.job_title}" if person.job_title else person.full_name


class PersonField(_Adults, forms.ModelChoiceField):
    """An adult of this home."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (TypeError, OverflowError):  # a list or a number too large where an id belongs
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
            ) from None


class PeopleField(_Adults, forms.ModelMultipleChoiceField):
    """Adults of this home, any number of them, as boxes to tick."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(*args, **kwargs)


class Dated(forms.Form):
    """A form that knows what day it is, and among which adults a person is chosen; `me` is suggested.

    `last`: of what is over, the last day that can still be written down.
    """

    def __init__(
        self,
        *args: Any,
        today: dt.date,
        last: LastDay | None = None,
        people: UserQuerySet | None = None,
        me: User | None = None,
        **kwargs: Any,
    ) -> None:
        self.today, self.latest = today, min(today, last.day) if last else today
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, PlainDate):
                field.as_of(today)
                if last is not None:
                    field.within(last)
            elif isinstance(field, _Adults) and people is not None:
                field.queryset, field.initial = people, me
