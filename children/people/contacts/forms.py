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
from children.people.contacts.stopping import NONE_OF_THEM, full_name, stopped_at, to_ask_about
from children.people.forms import group_of
from children.people.models import Person, PersonRole
from children.people.restrictions.models import Restriction
from children.placements.models import Placement
from homes.dates import add_days
from homes.forms import Choice, Dated, HappenedOn, OneLine, Tick, TimeOfDay, Words, listed
from homes.forms.layout import Actions, Question, Shape, Within
from homes.templatetags.keywork_ui import kday
from homes.words import gettext_lazy as _

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


class WhenForm(Dated):
    """The day and, if known, the time something happened."""

    happened_on = HappenedOn(_("Day"), _("Enter the day"))
    happened_at = TimeOfDay(_("Time"), invalid=_("Enter a time, like 16:30"))

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moved_in, day = placement.moved_in_on, self.fields["happened_on"]
        if moved_in is not None and moved_in <= self.today:
            words = _("the same as or after %(day)s, the day of {moving in}")
            day.since(moved_in, words % {"day": kday(moved_in)})
        else:
            day.since(add_days(self.today, -EARLIEST_DAYS), _("within the last year"))

    def clean_happened_at(self) -> dt.time | None:
        at = self.cleaned_data["happened_at"]
        return at.replace(tzinfo=None) if at else at


class ContactForm(WhenForm):
    """A call or a visit, with somebody on the page or with somebody else."""

    one_of_these = Choice(
        _("Is it one of these people?"),
        _("Select whether it is one of these people"),
        hint=_("A restriction names them. If you are not sure, ask the manager before you pass anything on."),
    )
    kind = Choice(_("How"), _("Select how"))
    outcome = Choice(
        _("What came of it"),
        _("Select what came of it"),
        listed(ContactOutcome),
        initial=ContactOutcome.SPOKE,
    )
    direction = Choice(_("Who began it"), _("Select who began it"), listed(Direction), initial=Direction.IN)
    content = Words(
        _("What was said or agreed"),
        _("Enter what was said or agreed"),
        hint=_("Good news too. Leave other children’s names out. {child} may read this one day."),
    )
    mood = Choice(
        _("Was it good news or a worry?"), choices=listed(Mood), required=True, initial=Mood.NEUTRAL
    )
    planned = Tick(_("It was planned"))
    supervised = Tick(_("An adult of the home was in the room"))
    accompanied_by = OneLine(_("Who of us went along"))
    child_told = Words(_("What {child} was told"), rows=2)
    view_before = Words(_("How {child} was before"), rows=2)
    view_after = Words(_("How {child} was after"), rows=2)
    outside_restriction_reason = Words(
        _("Only if it went outside the restriction: why"),
        hint=_("It is flagged until a manager has read it."),
        rows=2,
    )

    def __init__(
        self,
        *args: Any,
        person: Person | None,
        live: Iterable[Restriction],
        named: Iterable[Restriction],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.live = person, list(live)
        self.asked = to_ask_about(named, person, self.today, *self._day_sent())
        if self.asked:
            people = [(str(one.public_id), _who(one)) for one in self.asked]
            self.fields["one_of_these"].choices = [*people, (NONE_OF_THEM, _("No, none of them"))]
        else:
            del self.fields["one_of_these"]
        ways = ways_with(person)
        self.fields["kind"].choices = [(way.value, capfirst(str(way.label))) for way in ways]
        self.fields["kind"].initial = ways[0] if person else None
        if person is not None and not person.is_family and person.role != PersonRole.OTHER:
            for name in ("planned", "supervised", "accompanied_by"):
                del self.fields[name]
        if not restrictions_about(self.live, person):
            del self.fields["outside_restriction_reason"]
        self.order_fields(
            [
                "person_name",
                "one_of_these",
                "kind",
                "outcome",
                "direction",
                "content",
                "mood",
                "supervised",
                "planned",
            ]
        )

    def _day_sent(self) -> list[dt.date]:
        """The day of what was sent, if it is one: a restriction that ended since counted then."""
        try:
            day = self.fields["happened_on"].to_python(self["happened_on"].data) if self.is_bound else None
        except forms.ValidationError:
            return []
        return [day] if day else []

    @property
    def stopped_at(self) -> Person | None:
        """Whom a restriction names and this is, or may be: whatever else is still missing on the form."""
        if not self.is_bound:
            return None
        answer = self["one_of_these"].data if self.asked else ""
        typed = self["person_name"].data if "person_name" in self.fields else ""
        return stopped_at(self.asked, answer=answer or "", typed=typed or "")

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
                _("Save"),
                second_text=_("Save and log another"),
                second_name="another",
                second_value="yes",
            ),
        )

    def _keep_to_the_stop(self) -> None:
        somebody = self.stopped_at
        if somebody is not None:
            words = _("This may be %(name)s. Go back and choose %(name)s there.")
            where = "person_name" if "person_name" in self.fields else "one_of_these"
            self.add_error(where, words.replace("%(name)s", somebody.known_here))

    def _asked(self, name: str) -> Question | str:
        return Question(name, variant="chips", optional=False) if name in self.CHIPS else name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._keep_to_the_stop()
        kind, outcome = data.get("kind"), data.get("outcome")
        if kind and outcome and "outside_restriction_reason" in self.fields:
            about = restrictions_about(self.live, self.person, kind=kind)
            how = {name: data.get(name) for name in ("planned", "supervised")}
            along = data.get("accompanied_by") or ""
            against = goes_against(about, kind=kind, outcome=outcome, accompanied_by=along, **how)
            if against is not None and not data.get("outside_restriction_reason"):
                self.add_error("outside_restriction_reason", why_asked(against))
        return data


def _who(person: Person) -> str:
    return f"{full_name(person)}, {person.get_role_display()}"


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

    person_name = OneLine(_("With whom"), _("Enter with whom"))

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

    kind = Choice(
        _("How they tried"),
        _("Select how they tried"),
        [
            (ContactKind.PHONE, _("Rang")),
            (ContactKind.VIDEO, _("Video call")),
            (ContactKind.LETTER, _("Letter, message or present")),
            (ContactKind.FAMILY_TIME, _("Came here, or met outside")),
        ],
        initial=ContactKind.PHONE,
    )
    content = Words(_("What they wanted, and what you said"), _("Enter what they wanted, and what you said"))
    got_through = Choice(
        _("Did they get through to {child}?"),
        _("Select whether they got through to {child}"),
        [("no", _("No. Nothing was passed on")), ("yes", _("Yes, it happened all the same"))],
        initial="no",
    )
    outside_restriction_reason = Words(
        _("If they got through: how it came about"),
        hint=_("It is flagged until a manager has read it."),
        rows=2,
    )
    child_told = Words(_("What {child} was told"), rows=2)
    field_order = ("kind", "content", "got_through", "outside_restriction_reason")

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
