"""Forms of a call, a visit or an attempt. Few taps and a few words; what may be left out is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.text import capfirst

from children.people.contacts.actions import goes_against, restrictions_about
from children.people.contacts.models import ContactKind, ContactOutcome, Direction, Mood
from children.people.forms import group_of
from children.people.models import Person, PersonRole
from children.people.restrictions.models import Restriction
from children.placements.models import Placement
from homes.dates import add_days
from homes.forms import PlainDate, Words, not_after_today
from homes.forms.layout import Actions, Question, Shape, Within
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from homes.words import gettext_lazy

EARLIEST_DAYS = 366  # for a child who has not moved in yet
EVERY_WAY = (ContactKind.PHONE, ContactKind.VIDEO, ContactKind.LETTER)
WITH_FAMILY = (*EVERY_WAY, ContactKind.FAMILY_TIME, ContactKind.HOME_VISIT)
# How one sees or hears from somebody, the usual way first.
WAYS: dict[str, tuple[ContactKind, ...]] = {
    PersonRole.SOCIAL_WORKER: (ContactKind.SW_UPDATE, ContactKind.SW_VISIT, *EVERY_WAY),
    PersonRole.TEAM_MANAGER: (ContactKind.SW_UPDATE, ContactKind.SW_VISIT, *EVERY_WAY),
    PersonRole.IRO: (ContactKind.IRO, *EVERY_WAY),
    PersonRole.ADVOCATE: (ContactKind.ADVOCATE, *EVERY_WAY),
    PersonRole.INDEPENDENT_VISITOR: (ContactKind.ADVOCATE, *EVERY_WAY),
    PersonRole.GUARDIAN: (ContactKind.COURT, *EVERY_WAY),
    PersonRole.SOLICITOR: (ContactKind.COURT, *EVERY_WAY),
    PersonRole.YOUTH_JUSTICE: (ContactKind.POLICE, ContactKind.COURT, *EVERY_WAY),
}


def ways_with(person: Person | None) -> tuple[ContactKind, ...]:
    """The kinds offered for somebody: with somebody who is not on the page, all of them."""
    if person is None:
        return tuple(ContactKind)
    if person.role in WAYS:
        return WAYS[person.role]
    group = group_of(person.role)
    if group == 0:
        return WITH_FAMILY
    return {2: (ContactKind.HEALTH, *EVERY_WAY), 3: (ContactKind.SCHOOL, *EVERY_WAY)}.get(group, EVERY_WAY)


class WhenForm(forms.Form):
    """The day and, if known, the time something happened."""

    happened_on = PlainDate(
        label=gettext_lazy("Day"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    happened_at = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Enter a time, like 16:30")},
    )

    def __init__(self, *args: Any, stay: Placement, today: dt.date, **kwargs: Any) -> None:
        self.stay, self.today = stay, today
        super().__init__(*args, **kwargs)

    def clean_happened_on(self) -> dt.date:
        day = self.cleaned_data["happened_on"]
        not_after_today(day, self.today, _("Day must be today or in the past"))
        moved_in = self.stay.moved_in_on
        if moved_in is not None and moved_in <= self.today and day < moved_in:
            words = _("Day must be the same as or after %(day)s, the day of {moving in}")
            raise forms.ValidationError(words % {"day": kday(moved_in)})
        if day < add_days(self.today, -EARLIEST_DAYS) and (moved_in is None or moved_in > self.today):
            raise forms.ValidationError(_("Day must be within the last year"))
        return day

    def clean_happened_at(self) -> dt.time | None:
        at = self.cleaned_data["happened_at"]
        return at.replace(tzinfo=None) if at else at


class ContactForm(WhenForm):
    """A call or a visit, with somebody on the page or with somebody else."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select how")},
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what came of it")},
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Who began it"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select who began it")},
    )
    content = Words(
        label=gettext_lazy("What was said or agreed"),
        help_text=gettext_lazy(
            "Good news too. Leave other children’s names out. {child} may read this one day."
        ),
        error_messages={"required": gettext_lazy("Enter what was said or agreed")},
    )
    mood = forms.ChoiceField(label=gettext_lazy("Was it good news or a worry?"), widget=forms.RadioSelect)
    planned = forms.BooleanField(label=gettext_lazy("It was planned"), required=False)
    supervised = forms.BooleanField(
        label=gettext_lazy("An adult of the home was in the room"), required=False
    )
    accompanied_by = forms.CharField(
        label=gettext_lazy("Who of us went along"), max_length=200, required=False
    )
    child_told = Words(label=gettext_lazy("What {child} was told"), required=False, rows=2)
    view_before = Words(label=gettext_lazy("How {child} was before"), required=False, rows=2)
    view_after = Words(label=gettext_lazy("How {child} was after"), required=False, rows=2)
    outside_restriction_reason = Words(
        label=gettext_lazy("Only if it went outside the restriction: why"),
        help_text=gettext_lazy("The manager will read it today."),
        required=False,
        rows=2,
    )

    def __init__(
        self,
        *args: Any,
        person: Person | None,
        live: Iterable[Restriction],
        stay: Placement,
        today: dt.date,
        **kwargs: Any,
    ) -> None:
        self.person, self.live = person, list(live)
        ways = ways_with(person)
        kwargs.setdefault(
            "initial",
            {
                "kind": ways[0] if person else None,
                "outcome": ContactOutcome.SPOKE,
                "direction": Direction.IN,
                "mood": Mood.NEUTRAL,
                "happened_on": today,
            },
        )
        super().__init__(*args, stay=stay, today=today, **kwargs)
        self.fields["kind"].choices = [(way.value, capfirst(str(way.label))) for way in ways]
        for name, choices in (("outcome", ContactOutcome), ("direction", Direction), ("mood", Mood)):
            self.fields[name].choices = [(code, capfirst(words)) for code, words in choices.choices]
        if person is not None and not person.is_family and person.role != PersonRole.OTHER:
            for name in ("planned", "supervised", "accompanied_by"):
                del self.fields[name]
        if not restrictions_about(self.live, person):
            del self.fields["outside_restriction_reason"]
        self.order_fields(
            ["person_name", "kind", "outcome", "direction", "content", "mood", "supervised", "planned"]
        )

    CHIPS = ("kind", "outcome", "direction", "mood")
    LATER = ("happened_on", "happened_at", "child_told", "view_before", "view_after")
    HOW_KEPT_TO = ("planned", "supervised", "accompanied_by")

    @cached_property
    def helper(self) -> Shape:
        """What every entry needs comes first. Where something is restricted, also how the restriction was kept to."""
        restricted = "outside_restriction_reason" in self.fields
        later = self.LATER if restricted else (*self.LATER, *self.HOW_KEPT_TO)
        return Shape(
            *(self._asked(name) for name in self.fields if name not in later),
            Within("children/people/contacts/_more.html", *(name for name in self.fields if name in later)),
            Actions(
                gettext_lazy("Save"),
                second_text=gettext_lazy("Save and log another"),
                second_name="another",
                second_value="yes",
            ),
        )

    def _asked(self, name: str) -> Question | str:
        return Question(name, variant="chips", optional=False) if name in self.CHIPS else name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind, outcome = data.get("kind"), data.get("outcome")
        if kind and outcome and "outside_restriction_reason" in self.fields:
            about = restrictions_about(self.live, self.person, kind=kind)
            how = {name: data.get(name) for name in ("planned", "supervised")}
            along = data.get("accompanied_by") or ""
            against = goes_against(about, kind=kind, outcome=outcome, accompanied_by=along, **how)
            if against is not None and not data.get("outside_restriction_reason"):
                self.add_error("outside_restriction_reason", why_asked(against))
        return data


def why_asked(restriction: Restriction) -> str:
    """What the restriction asked for and was not ticked."""
    if restriction.supervised:
        return _("Tick that an adult of the home was in the room, or enter why not")
    if restriction.accompanied:
        return _("Enter who of us went along, or why nobody did")
    if restriction.planned:
        return _("Tick that it was planned, or enter why it was not")
    return _("Enter why it went outside the restriction")


class SomebodyElseForm(ContactForm):
    """With somebody who is not on the page of people. A name that is, is sent back to the page."""

    person_name = forms.CharField(
        label=gettext_lazy("With whom"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter with whom")},
    )

    def __init__(self, *args: Any, around: Sequence[Person], **kwargs: Any) -> None:
        self.around = around
        super().__init__(*args, person=None, **kwargs)

    def clean_person_name(self) -> str:
        name = self.cleaned_data["person_name"]
        said = " ".join(name.casefold().split())
        for person in self.around:
            if said in (person.name.casefold(), person.called.casefold()):
                words = _("%(name)s is one of {child}’s people. Go back and choose %(name)s there.")
                raise forms.ValidationError(words.replace("%(name)s", person.known_here))
        return name


class AttemptForm(WhenForm):
    """Somebody tried who may not speak with the child."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How they tried"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select how they tried")},
    )
    content = Words(
        label=gettext_lazy("What they wanted, and what you said"),
        error_messages={"required": gettext_lazy("Enter what they wanted, and what you said")},
    )
    got_through = forms.ChoiceField(
        label=gettext_lazy("Did they get through to {child}?"),
        choices=[
            ("no", gettext_lazy("No. Nothing was passed on")),
            ("yes", gettext_lazy("Yes, it happened all the same")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select whether they got through to {child}")},
    )
    outside_restriction_reason = Words(
        label=gettext_lazy("If they got through: how it came about"),
        help_text=gettext_lazy("The manager will read it today."),
        required=False,
        rows=2,
    )
    child_told = Words(label=gettext_lazy("What {child} was told"), required=False, rows=2)

    def __init__(self, *args: Any, stay: Placement, today: dt.date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"kind": ContactKind.PHONE, "happened_on": today, "got_through": "no"})
        super().__init__(*args, stay=stay, today=today, **kwargs)
        self.fields["kind"].choices = [
            (ContactKind.PHONE.value, _("Rang")),
            (ContactKind.VIDEO.value, _("Video call")),
            (ContactKind.LETTER.value, _("Letter, message or present")),
            (ContactKind.FAMILY_TIME.value, _("Came here, or met outside")),
        ]
        self.order_fields(["kind", "content", "got_through", "outside_restriction_reason"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("got_through") == "yes" and not data.get("outside_restriction_reason"):
            self.add_error("outside_restriction_reason", _("Enter how it came about"))
        if data.get("got_through") == "no" and data.get("outside_restriction_reason"):
            self.add_error("got_through", _("Select yes, or leave out how it came about"))
        return data

    def attempt(self) -> dict[str, Any]:
        """What is logged: an attempt that led to nothing is tried, whatever else it was."""
        data = dict(self.cleaned_data)
        met = ContactOutcome.MET if data["kind"] == ContactKind.FAMILY_TIME else ContactOutcome.SPOKE
        data["outcome"] = met if data.pop("got_through") == "yes" else ContactOutcome.TRIED
        return {**data, "direction": Direction.IN}
