"""The two forms: what is right, and that it should not be here. Each says why, and knows which version it speaks of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property

from children.putting_right.actions import as_written, changed_since
from children.putting_right.lines import Line
from children.putting_right.questions import first_answer, question
from homes.forms import Choice, Dated, Words
from homes.forms.layout import Actions, Question, Reveal, Shape, Within
from homes.history import value_in_words
from homes.words import gettext as _
from homes.words import gettext_lazy

DETAILS, NOT_HAPPENED, OTHER_CHILD, TWICE, OTHER = "details", "not_happened", "other_child", "twice", "other"
CHIPS = 8


class Because(Dated):
    """Why, in one of a few words or in one's own; and the version that was before the person's eyes."""

    REASONS: tuple[tuple[str, Any], ...] = ()
    because = Choice(gettext_lazy("Why"), gettext_lazy("Select why"))
    because_words = Words(
        gettext_lazy("What was wrong"), needed=gettext_lazy("Needed when it is something else."), rows=2
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, line: Line, record: Any, **kwargs: Any) -> None:
        self.line, self.record = line, record
        written = as_written(record)
        self.stale = data is not None and data.get("seen") != str(written)
        if self.stale:  # the words stay, and from here on they are about what is written now
            data = data.copy()
            data["seen"] = str(written)
        super().__init__(data, **kwargs)
        self.fields["because"].choices = [*self.REASONS, (OTHER, _("Something else"))]
        self.fields["seen"].initial = written

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.stale:
            self.add_error(None, changed_since())
        if data.get("because") == OTHER and not data.get("because_words"):
            self.add_error("because_words", _("Enter what was wrong"))
        return data

    @property
    def reason(self) -> str:
        said = self.cleaned_data
        chosen = (
            "" if said["because"] == OTHER else str(dict(self.fields["because"].choices)[said["because"]])
        )
        return ". ".join(words for words in (chosen, said["because_words"]) if words)

    @property
    def why(self) -> list[Any]:
        return [Reveal("because", {OTHER: ["because_words"]})]


class PutRightForm(Because):
    """Every fact of one record, each with what is written above it."""

    REASONS = (
        ("typed", gettext_lazy("It was typed wrong")),
        ("learned", gettext_lazy("We learned more")),
    )
    wrong = Choice(gettext_lazy("What is wrong?"), gettext_lazy("Select what is wrong"))

    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, line=line, **kwargs)
        if line.withdrawable:
            self.fields["wrong"].choices = WRONG
            self.fields["wrong"].initial = DETAILS
        else:
            del self.fields["wrong"]
        for name in line.asks:
            self._ask(name)

    def _ask(self, name: str) -> None:
        field = self.line.model._meta.get_field(name)
        asked = question(field, past=name not in self.line.ahead)
        written = value_in_words(field, self.record)
        asked.help_text = _("Written: %(what)s") % {"what": written or _("nothing")}
        asked.initial = first_answer(field, self.record)
        if asked.__class__.__name__ == "PlainDate":
            asked.as_of(self.today)
        self.fields[name] = asked

    @property
    def withdraws(self) -> str:
        """What was answered, where it means that the record should not be here at all."""
        answer = self.data.get("wrong", "") if self.is_bound and "wrong" in self.fields else ""
        return answer if answer in (NOT_HAPPENED, OTHER_CHILD) else ""

    def answers(self) -> dict[str, Any]:
        said = self.cleaned_data
        values = {name: said[name] for name in self.line.asks}
        return {"values": values, "seen": said["seen"] or 0, "reason": self.reason}

    @cached_property
    def helper(self) -> Shape:
        first = [Question("wrong")] if "wrong" in self.fields else []
        return Shape(
            *first,
            *(self._drawn(name) for name in self.line.asks),
            *self.why,
            Within("children/putting_right/_stays.html"),
            Within("children/putting_right/_buttons.html"),
        )

    def _drawn(self, name: str) -> Question:
        choices = getattr(self.fields[name], "choices", ())
        chips = isinstance(self.fields[name].widget, forms.RadioSelect) and len(list(choices)) <= CHIPS
        return Question(name, variant="chips") if chips else Question(name)


WRONG = [
    (DETAILS, gettext_lazy("A day, a time or a word")),
    (NOT_HAPPENED, gettext_lazy("It did not happen")),
    (OTHER_CHILD, gettext_lazy("It was another child")),
]


class WithdrawForm(Because):
    """That a record should not be here."""

    REASONS = (
        (NOT_HAPPENED, gettext_lazy("It did not happen")),
        (OTHER_CHILD, gettext_lazy("It was another child")),
        (TWICE, gettext_lazy("It is written twice")),
    )

    def __init__(self, *args: Any, why: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].initial = why

    def answers(self) -> dict[str, Any]:
        return {"seen": self.cleaned_data["seen"] or 0, "reason": self.reason}

    @cached_property
    def helper(self) -> Shape:
        return Shape(*self.why, Within("children/putting_right/_stays.html"), Actions(kind="warning"))
