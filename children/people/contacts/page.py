"""The read object of a child's calls and visits: page by page, by kind and by person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.text import capfirst

from children.people.contacts.models import ContactEntry, ContactKind
from children.people.models import Person
from children.people.permissions import permissions
from children.placements.models import Child
from children.placements.page import placement_to_show, written_after
from homes.dates import add_days, london_day
from homes.forms.layout import Filter
from homes.permissions import Access
from homes.querysets import page_by_day
from homes.words import gettext as _
from homes.words import gettext_lazy

A_PAGE = 20
LATE_AFTER_DAYS = 1


class ContactFilter(forms.Form):
    """A plain GET form. What it cannot read is left out."""

    helper = Filter(gettext_lazy("Show entries"), form_class="kw-card kw-filter kw-no-print")

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.public_id): one for one in people}
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"),
            required=False,
            choices=[
                ("", _("All kinds")),
                *((code, capfirst(words)) for code, words in ContactKind.choices),
            ],
        )
        self.fields["person"] = forms.ChoiceField(
            label=_("With"),
            required=False,
            choices=[("", _("Anyone")), *((key, one.known_here) for key, one in self.people.items())],
        )

    def narrow(self, entries):
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("kind"):
            entries = entries.filter(kind=asked["kind"])
        if asked.get("person"):
            entries = entries.filter(person=self.people[asked["person"]])
        return entries

    @property
    def asked(self) -> dict[str, str]:
        return {key: value for key, value in self.cleaned_data.items() if value}


@dataclass(frozen=True)
class Line:
    """One entry of the log."""

    entry: ContactEntry

    @property
    def title(self) -> str:
        words = str(capfirst(self.entry.get_kind_display()))
        if self.entry.person_name:
            words = _("%(what)s: %(who)s") % {"what": words, "who": self.entry.person_name}
        return words

    @property
    def after(self) -> str:
        """Of `with_left_on`."""
        entry, written = self.entry, london_day(self.entry.created_at)
        return written_after(entry.child, entry.left_on, day=entry.happened_on, written_on=written)

    @property
    def is_late(self) -> bool:
        """Written down later than the next day."""
        written = london_day(self.entry.created_at)
        return written > add_days(self.entry.happened_on, LATE_AFTER_DAYS)


@dataclass
class ContactsPage:
    home_id: int | None
    form: ContactFilter
    lines: list[Line]
    is_first: bool
    older: str
    newest: str
    may: dict[str, bool]


def contacts_page(child: Child, asked: Any, *, access: Access) -> ContactsPage:
    placement = placement_to_show(child, access)
    said = ContactEntry.objects.visible_to(access).filter(child=child)
    people = Person.objects.visible_to(access).filter(child=child).order_by("role", "started_on", "pk")
    form = ContactFilter(asked, people=list(people[:200]))
    rows = form.narrow(said).with_left_on("happened_on").select_related("home", "child")
    page = page_by_day(rows, "happened_on", before=asked.get("before", ""), size=A_PAGE, among=said)
    return ContactsPage(
        home_id=placement.home_id if placement else None,
        form=form,
        lines=[Line(entry) for entry in page.rows],
        is_first=page.is_first,
        older=f"?{urlencode({**form.asked, 'before': page.last})}" if page.last else "",
        newest=f"?{urlencode(form.asked)}",
        may=permissions(access, placement),
    )
