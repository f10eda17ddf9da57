"""The record form. Names the child in every question and every error."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import capfirst

from children.models import Child, Placement, Pronouns
from homes.dates import add_days
from homes.forms import TimeOfDay
from homes.forms.layout import Shape
from homes.models import User
from homes.permissions import Access
from homes.templatetags.keywork_ui import kdate, possessive, with_name
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.actions import person_there
from sessions_app.models import Format, KeyWorkSession, Moment, Outcome, SessionPlan, Voice
from sessions_app.plans.in_record import PlanCarried, answers_from, plans_of
from sessions_app.promises.lines import NAME, add_lines, ask_for_days, how_many, read_lines
from sessions_app.recording.adults import merged
from sessions_app.recording.another import the_same_of
from sessions_app.recording.answers import (
    FIRST_TOPICS,
    MORE_TOPICS,
    answers_of,
    did_not_happen,
    outcome_and_format,
)
from sessions_app.recording.fields import WordsField, choice, ticks
from sessions_app.recording.layout import SOMEONE_ELSE, record_layout
from sessions_app.recording.progress import SEEMED, STEP, add_steps, areas_of, read_steps
from sessions_app.recording.purposes import purpose_words
from sessions_app.recording.tries import talk_words, tries_in_a_row
from sessions_app.worries.models import NOT_SAID

DAYS = [
    ("today", gettext_lazy("Today")),
    ("yesterday", gettext_lazy("Yesterday")),
    ("other", gettext_lazy("Another day")),
]
TEXTS = (
    "place", "others_present", "reason", "account", "quote", "noticed", "small_steps", "next_steps", "worry_text",
)  # fmt: skip
SAYS_SOMETHING = ("went", "moment", "voice", "purposes", "topics", "more_topics", "worry", *TEXTS)
DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y"]
THEIR = {
    Pronouns.HE: gettext_lazy("his"),
    Pronouns.SHE: gettext_lazy("her"),
    Pronouns.THEY: gettext_lazy("their"),
}


class RecordForm(forms.Form):
    """One page from a quick chat to a full session. Require little, invite much.

    `finishing` says that the person wants to sign: four answers are then needed. Otherwise whatever can be stored is
    enough. No field is `required` for the browser: a half-written record must always be savable.
    """

    address = "sessions:edit"

    when = choice(gettext_lazy("When"), DAYS)
    other_day = forms.DateField(
        label=gettext_lazy("Date"),
        required=False,
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("Enter the date of the session, like 12 August 2025")},
    )
    starts = TimeOfDay(gettext_lazy("Time"), invalid=gettext_lazy("Enter the time, like 16:30"))
    place = WordsField(label=gettext_lazy("Where"), most=200, one_line=True)
    people = ticks("", [])
    others_present = WordsField(label=gettext_lazy("Who else?"), most=200, one_line=True)
    went = choice(gettext_lazy("How it went"), [])
    reason = WordsField(label=gettext_lazy("Why did we cancel?"), most=300, one_line=True)
    cut_short = forms.BooleanField(label=gettext_lazy("It was cut short"), required=False)
    account = WordsField(label=gettext_lazy("What you did and talked about"), rows=6)
    written_to_child = forms.BooleanField(required=False)
    moment = forms.ChoiceField(required=False, choices=[("", ""), *Moment.choices], widget=forms.HiddenInput)
    voice = choice("", [])
    quote = WordsField(rows=2)
    noticed = WordsField(label=gettext_lazy("What you noticed"), rows=2)
    purposes = ticks(gettext_lazy("What it was for"), [])
    topics = ticks(gettext_lazy("Topics"), [(t.value, t.label) for t in FIRST_TOPICS])
    more_topics = ticks(gettext_lazy("More topics"), [(t.value, t.label) for t in MORE_TOPICS])
    small_steps = WordsField(label=gettext_lazy("Small steps and successes"), rows=3)
    next_steps = WordsField(label=gettext_lazy("Anything else we agreed, without a day"), rows=3)
    worry = choice("", [("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))])
    worry_text = WordsField(label=gettext_lazy("What the worry is"), rows=3)
    plan = PlanCarried()
    version = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=2**31 - 1,
        widget=forms.HiddenInput(attrs={"autocomplete": "off"}),
    )
    asked_on = forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], widget=forms.HiddenInput(attrs={"autocomplete": "off"})
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        child: Child,
        placement: Placement,
        access: Access,
        colleagues: list[User],
        manager: User | None,
        session: KeyWorkSession | None = None,
        plan: SessionPlan | None = None,
        like: KeyWorkSession | None = None,
        finishing: bool = True,
    ) -> None:
        self.child, self.placement, self.access, self.manager = child, placement, access, manager
        self.session, self.like, self.finishing = session, like, finishing
        self.carried = session.plan if session and session.plan_id else plan
        self.practice = access.practice_of(placement.home)
        self.there = {there["id"]: there for there in self._can_have_been_there(colleagues)}
        self.lines = how_many(data, self.session.agreed if self.session else [])
        super().__init__(data, initial=self._initial(), auto_id="id_%s")
        self.fields["plan"].queryset = plans_of(placement)
        add_lines(self, self.lines, self._people_choices())
        self.areas = areas_of(self, self.practice.progress_areas)
        add_steps(self, self.areas)
        self._name_the_child()

    # --- what the page shows ---

    @cached_property
    def helper(self) -> Shape:
        return record_layout(self)

    def _can_have_been_there(self, colleagues: list[User]) -> list[dict[str, str]]:
        """Me, those who work here today, and those already named in the draft under the name they had then."""
        named = [there for there in (self.session.people_present if self.session else ()) if there.get("id")]
        people = [person_there(self.access.user), *map(person_there, colleagues)]
        return merged(people, named)

    def _initial(self) -> dict[str, Any]:
        fresh = {
            **self._when_fresh(),
            "people": [str(self.access.user.public_id)],
            "version": 0,
            "asked_on": self.access.today.isoformat(),
            **(self._carried(self.carried) if self.carried else {}),
            **(the_same_of(self.like, self) if self.like else {}),
        }
        asked = answers_of(self.session, today=self.access.today) if self.session else fresh
        me = str(self.access.user.public_id)
        return {**{f"agreed_{n}_whose": me for n in range(self.lines)}, **asked}

    def _carried(self, plan: SessionPlan) -> dict[str, Any]:
        """What a plan has said already."""
        me = self.access.user.public_id
        return answers_from(plan, today=self.access.today, me=me, there=self.there)

    def _when_fresh(self) -> dict[str, Any]:
        """Today; of a stay that is over, its last day."""
        today, last = self.access.today, self.placement.last_day(self.access.today)
        near = {today: "today", add_days(today, -1): "yesterday"}
        return {"when": near[last]} if last in near else {"when": "other", "other_day": last.isoformat()}

    def _name_the_child(self) -> None:
        name, its = self.child.known_as, possessive(self.child.known_as)
        their = str(THEIR[Pronouns(self.child.pronouns)])
        said = _("In %(their)s words") % {"their": their}
        self.fields["when"].help_text = kdate(self.access.today)
        self.fields["other_day"].widget.attrs |= {
            "max": min(self.placement.moved_on_on or self.access.today, self.access.today).isoformat(),
            "min": self.placement.moved_in_on.isoformat(),
        }
        self.fields["people"].label = _("Who was there with %(child)s") % {"child": name}
        self.fields["people"].choices = [*self._people_choices(), (SOMEONE_ELSE, _("Someone else"))]
        self.fields["went"].choices = [
            *self._kinds_of_time(),
            (_("It did not happen"), did_not_happen(name)),
        ]
        self.fields["purposes"].choices = self._purposes()
        self.fields["account"].label = format_html(
            '<span class="rec-when-held">{}</span><span class="rec-when-tried">{}</span>',
            self.fields["account"].label,
            _("What you offered, how they seemed, what next"),
        )
        self.fields["account"].help_text = _(
            "%(child)s may read this one day. Start with what went well."
        ) % {"child": name}
        self.fields["written_to_child"].label = _("Write it to %(child)s, as a letter") % {"child": name}
        self.fields["voice"].label = _("%(child)s voice") % {"child": its}
        self.fields["voice"].help_text = _("%(Their)s words, a drawing, a shrug: all count.") % {
            "Their": their.capitalize()
        }
        self.fields["voice"].choices = [
            (Voice.WORDS, said),
            (Voice.NOTICED, _("What I noticed")),
            (Voice.NOT_THIS_TIME, _("Not this time")),
        ]
        self.fields["quote"].label = _("What %(child)s said") % {"child": name}
        self.fields["worry"].label = _("Any worry about %(child)s safety or wellbeing?") % {"child": its}

    def _kinds_of_time(self) -> list[tuple[str, str]]:
        """Those of the home; a draft begun with another kind, as the home had it then, keeps it."""
        kinds = {item.code: str(item.text) for item in self.practice.formats if item.code in Format.values}
        held = self.session.format if self.session else ""
        if held and held not in kinds:
            kinds[held] = str(capfirst(Format(held).label))
        return list(kinds.items())

    def _purposes(self) -> list[tuple[str, str]]:
        """Those of the home, and those of the draft in the words of its own day."""
        name, session = self.child.known_as, self.session
        offered = {item.code: with_name(item.text, name) for item in self.practice.purposes}
        if session is not None:
            then = zip(session.purposes, purpose_words(session, self.access), strict=True)
            offered = {**offered, **{code: words for code, words in then if code not in offered}}
        return list(offered.items())

    @cached_property
    def talk(self) -> str:
        """What to say beside "chose not to", if this is not the first in a row."""
        day = self.session.held_on if self.session else None
        before = tries_in_a_row(self.access, self.child, until=day or self.access.today)
        return talk_words(before + 1, self.child, self.manager)

    def _people_choices(self) -> list[tuple[str, str]]:
        me = str(self.access.user.public_id)
        return [
            (key, _("Me, %(name)s") % {"name": there["name"]} if key == me else there["name"])
            for key, there in self.there.items()
        ]

    # --- what is asked before signing ---

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        for hidden in (
            "version",
            "asked_on",
            "moment",
        ):  # nobody can put these right: a forged one counts as none
            if self.fields[hidden].widget.is_hidden:
                self.errors.pop(hidden, None)
        if answers.get("others_present") and SOMEONE_ELSE not in answers.get("people", ()):
            answers["others_present"] = ""
        self._check_day(answers)
        if self.finishing:
            self._check_answers(answers)
        return answers

    def _check_day(self, answers: dict[str, Any]) -> None:
        day, at = self.held_on(answers), "other_day" if answers.get("when") == "other" else "when"
        if day is None:
            if self.finishing and not {"when", "other_day"} & set(self.errors):
                self.add_error(at, _("Enter the date of the session"))
            return
        moved_in = self.placement.moved_in_on
        if day > self.access.today:
            self.add_error(at, _("Date of session must be today or in the past"))
        elif day < moved_in:
            words = _("Date of session must be the same as or after %(day)s, when %(child)s moved in")
            self.add_error(at, words % {"day": _with_year(moved_in), "child": self.child.known_as})
        elif self.placement.moved_on_on is not None and day > self.placement.moved_on_on:
            words = _(
                "%(child)s moved on on %(day)s. A later day is for the home where %(child)s lived then to write down"
            )
            moved_on = _with_year(self.placement.moved_on_on)
            self.add_error(at, words % {"day": moved_on, "child": self.child.known_as})

    def held_on(self, answers: Mapping[str, Any]) -> dt.date | None:
        """The day meant. "Today" is the day the page was made: a page left open past midnight means that day."""
        if answers.get("when") == "other":
            return answers.get("other_day")
        today, asked_on = self.access.today, answers.get("asked_on")
        if asked_on in (add_days(today, -1), today):
            today = asked_on
        return {"today": today, "yesterday": add_days(today, -1)}.get(answers.get("when", ""))

    def _check_answers(self, answers: dict[str, Any]) -> None:
        name, its = {"child": self.child.known_as}, {"child": possessive(self.child.known_as)}
        went = answers.get("went", "")
        if went in Format.values and not answers.get("people"):
            self._ask("people", _("Select who was there"))
        if not went:
            self._ask("went", _("Select how it went"))
        if went == Outcome.CANCELLED_BY_HOME:
            self._ask_words("reason", answers, _("Enter why it was cancelled"))
        elif went in (Outcome.DECLINED, Outcome.ATTEMPTED):
            words = _("Enter what you offered, how %(child)s seemed and what next") % name
            self._ask_words("account", answers, words)
        else:
            self._ask_words("account", answers, _("Enter what you did or talked about"))
        self._check_voice(answers, its)
        if not answers.get("worry"):
            words = _("Select whether you have any worry about %(child)s safety or wellbeing")
            self._ask("worry", words % its)
        elif answers["worry"] == "yes":
            self._ask_words("worry_text", answers, _("Enter what the worry is"))
        ask_for_days(self, answers, self.lines, self.held_on(answers))

    def _check_voice(self, answers: dict[str, Any], its: dict[str, str]) -> None:
        voice = answers.get("voice")
        small = answers.get("moment") and answers.get("went") == Format.QUICK_CHAT
        if small or answers.get("went") == Outcome.CANCELLED_BY_HOME:
            return
        if voice == Voice.WORDS:
            self._ask_words("quote", answers, _("Enter what %(child)s said") % {"child": self.child.known_as})
        elif voice == Voice.NOTICED:
            self._ask_words("noticed", answers, _("Enter what you noticed"))
        elif not voice and answers.get("went") != Outcome.ATTEMPTED:
            self._ask("voice", _("Select how you heard %(child)s voice, or ‘Not this time’") % its)

    def _ask_words(self, field: str, answers: dict[str, Any], words: str) -> None:
        if not str(answers.get(field) or "").strip():
            self._ask(field, words)

    def _ask(self, field: str, words: str) -> None:
        """An answer that is wrong already says so; do not also call it missing."""
        if field not in self.errors:
            self.add_error(field, words)

    # --- what is stored ---

    def draft_fields(self) -> dict[str, Any]:
        """The answers as a draft stores them; those with an error are left out, so what is stored stays as it was."""
        answers = self.cleaned_data
        went, voice = answers.get("went", ""), answers.get("voice", "")
        happened, cancelled = went in Format.values, went == Outcome.CANCELLED_BY_HOME
        fields = {
            "plan": self.session.plan if self.session and self.session.plan_id else answers.get("plan"),
            "held_on": self.held_on(answers),
            "starts": answers.get("starts"),
            "place": answers.get("place", ""),
            "moment": answers.get("moment", "") if went == Format.QUICK_CHAT else "",
            "people_present": [self.there[key] for key in answers.get("people", ()) if key in self.there],
            "purposes": [] if went and not happened else list(answers.get("purposes", ())),
            "topics": []
            if went and not happened
            else [*answers.get("topics", ()), *answers.get("more_topics", ())],
            "voice": "" if cancelled else voice,
            "voice_text": "" if cancelled else answers.get({"words": "quote"}.get(voice, voice), ""),
            "reason": answers.get("reason", "") if cancelled else "",
            "worry": {"yes": True, "no": False}.get(answers.get("worry", "")),
            **outcome_and_format(went, cut_short=answers.get("cut_short", False)),
        }
        for name in ("others_present", "account", "written_to_child", "small_steps", "next_steps"):
            fields[name] = answers.get(name, "")
        fields |= read_steps(answers, self.areas)
        names = {key: there["name"] for key, there in self.there.items()}
        fields["agreed"] = read_lines(answers, self.lines, names)
        worried = fields["worry"] is True
        fields["worry_text"] = answers.get("worry_text", "") if worried else ""
        if not worried:
            fields |= NOT_SAID
        return {name: value for name, value in fields.items() if not self._wrong(name)}

    def _wrong(self, name: str) -> bool:
        asked = {
            "held_on": ("when", "other_day"),
            "people_present": ("people",),
            "outcome": ("went",),
            "format": ("went",),
            "voice_text": ("voice", "quote", "noticed"),
            "topics": ("topics", "more_topics"),
            "agreed": [field for field in self.fields if field.startswith("agreed_")],
            "progress": [field for field in self.fields if field.startswith(STEP)],
        }.get(name, (name,))
        return any(field in self.errors and field not in self.cleaned_data for field in asked)

    def says_something(self) -> bool:
        """Whether a draft is worth starting: a date and "me" are there before anybody has typed."""
        answers = self.cleaned_data
        return any(answers.get(name) for name in (*SAYS_SOMETHING, *self._lines_of_words()))

    def _lines_of_words(self) -> list[str]:
        """The lines whose number is not always the same."""
        return [name for name in self.fields if name.startswith((STEP, SEEMED)) or NAME.match(name)]

    def text_error(self) -> str:
        """The first thing wrong with words, for the line that says whether they are saved."""
        asked = (*TEXTS, *self._lines_of_words())
        return next((str(self.errors[name][0]) for name in asked if name in self.errors), "")

    @property
    def based_on(self) -> int:
        """The version this page was made from. Nonsense counts as none, so it can only ever conflict."""
        return self.cleaned_data.get("version") or 0


def _with_year(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"
