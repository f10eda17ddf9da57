"""The two forms: what is right, and that it should not be here. Each says why, and knows which version it speaks of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.text import Truncator

from children.placements.models import Child, Placement
from children.putting_right.actions import as_written, changed_since
from children.putting_right.lines import Line
from children.putting_right.questions import first_answer, question
from homes.forms import Choice, Dated, Words
from homes.forms.layout import Actions, Div, Fold, Question, Reveal, Shape, Within
from homes.history import value_in_words
from homes.permissions import Access
from homes.words import gettext as _
from homes.words import gettext_lazy

DETAILS, NOT_HAPPENED, OTHER_CHILD, TWICE, OTHER = "details", "not_happened", "other_child", "twice", "other"
CHIPS = 6
FEW, FEW_DAYS = 4, 3  # facts that are all in sight; of many, the days that are
IN_A_LINE, MOST_WRITTEN = 40, 120  # characters of what is written, in a summary and above its answer
HOW_IT_WILL_READ = Within("children/putting_right/_outlook.html")


class Changed(Fold):
    """Questions behind what is written, open once an answer differs from it, or has an error."""

    def values_for(self, form: forms.BaseForm) -> dict[str, Any]:
        names = {found.name for found in self.get_field_names()}
        changed = form.is_bound and (names & {*form.changed_data, *form.errors})
        return {**self.values, "open": bool(changed)}


class OfVersion(Dated):
    """A form about what a record says, that knows which version was before the person's eyes.

    Changed since then, it is shown again with the words of the person, and speaks of what is written now.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, record: Any, **kwargs: Any) -> None:
        self.record = record
        written = as_written(record)
        self.stale = data is not None and data.get("seen") != str(written)
        if self.stale:  # the words stay, and from here on they are about what is written now
            data = data.copy()
            data["seen"] = str(written)
        super().__init__(data, **kwargs)
        self.fields["seen"].initial = written

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.stale:
            self.add_error(None, self.changed_words())
        return data

    def changed_words(self) -> str:
        return changed_since()


class Because(OfVersion):
    """Why, in one of a few words or in one's own."""

    REASONS: tuple[tuple[str, Any], ...] = ()
    because = Choice(gettext_lazy("Why"), gettext_lazy("Select why"))
    because_words = Words(
        gettext_lazy("What was wrong"), needed=gettext_lazy("Needed when it is something else."), rows=2
    )

    def __init__(self, data: Any = None, *, line: Line, **kwargs: Any) -> None:
        self.line = line
        super().__init__(data, **kwargs)
        self.fields["because"].choices = [*self.REASONS, (OTHER, _("Something else"))]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
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
        return [Reveal("because", {OTHER: ["because_words"]}, variant="chips")]


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
        self.written: dict[str, str] = {}
        for name in line.asks:
            self._ask(name)

    def _ask(self, name: str) -> None:
        field = self.line.model._meta.get_field(name)
        asked = question(field, past=name not in self.line.ahead)
        written = self.written[name] = value_in_words(field, self.record)
        asked.help_text = _("Written: %(what)s") % {
            "what": Truncator(written).chars(MOST_WRITTEN) or _("nothing")
        }
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
            Div(*self._facts(), *self.why, HOW_IT_WILL_READ, css_class="kw-outlook--details"),
            Within("children/putting_right/_stays.html"),
            Within("children/putting_right/_buttons.html"),
        )

    def _facts(self) -> list[Any]:
        """A few facts in sight. Of many, the days: the rest behind what is written, what is not behind one more."""
        if len(self.line.asks) <= FEW:
            return [self._drawn(name) for name in self.line.asks]
        days = [name for name in self.line.asks if self.written[name] and self._is_day(name)][:FEW_DAYS]
        others = [name for name in self.line.asks if name not in days]
        shown = [Changed(self._in_a_line(name), self._drawn(name)) for name in others if self.written[name]]
        empty = [self._drawn(name) for name in others if not self.written[name]]
        return [
            *(self._drawn(name) for name in days),
            *shown,
            *([Changed(_("What is not written yet"), *empty)] if empty else []),
        ]

    def _is_day(self, name: str) -> bool:
        return isinstance(self.fields[name], (forms.DateField, forms.TimeField))

    def _in_a_line(self, name: str) -> str:
        return f"{self.fields[name].label}: {Truncator(self.written[name]).chars(IN_A_LINE)}"

    def _drawn(self, name: str) -> Question:
        choices = getattr(self.fields[name], "choices", ())
        chips = isinstance(self.fields[name].widget, forms.RadioSelect) and len(list(choices)) <= CHIPS
        return Question(name, optional=False, **({"variant": "chips"} if chips else {}))


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

    child = Choice(
        gettext_lazy("Whose was it?"),
        hint=gettext_lazy("You can write it for that child next."),
        widget=forms.Select,
    )

    asks_within = True  # inside the answer that it was another child

    def __init__(self, *args: Any, access: Access, why: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].initial = why
        self.stays = _others_here(self.record, access) if self.line.anew else {}
        if self.stays or self.fields["child"].required:
            self._ask_whose(access)
        else:
            del self.fields["child"]

    def _ask_whose(self, access: Access) -> None:
        named = [(key, access.called(stay.child)) for key, stay in self.stays.items()]
        nobody = [] if self.fields["child"].required else [("", _("Nobody here"))]
        self.fields["child"].choices = [*nobody, *named]

    @property
    def whose(self) -> Child | None:
        """The other child it is written for next."""
        said = self.cleaned_data
        stay = self.stays.get(said.get("child", "")) if said["because"] == OTHER_CHILD else None
        return stay.child if stay else None

    @property
    def why(self) -> list[Any]:
        whose = {OTHER_CHILD: ["child"]} if "child" in self.fields and self.asks_within else {}
        return [Reveal("because", {**whose, OTHER: ["because_words"]}, variant="chips")]

    def answers(self) -> dict[str, Any]:
        return {"seen": self.cleaned_data["seen"] or 0, "reason": self.reason}

    @cached_property
    def helper(self) -> Shape:
        return Shape(
            *self.why, HOW_IT_WILL_READ, Within("children/putting_right/_stays.html"), Actions(kind="warning")
        )


def _others_here(record: Any, access: Access) -> dict[str, Placement]:
    """The other children who live at the record's home today or are expected, by name."""
    if getattr(record, "child_id", None) is None:
        return {}
    stays = Placement.objects.visible_to(access).filter(home=record.home_id).living_on(access.today)
    others = stays.exclude(child=record.child_id).select_related("child", "home")
    return {
        str(stay.child.public_id): stay
        for stay in sorted(others, key=lambda one: (one.child.known_as, one.pk))
    }
