"""Children of one home who could be taken for each other: a picture of their own each, and a note of who is alike."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain

from children.models import Placement
from children.placements.querysets import living_there
from homes.models import Home, Picture
from homes.words import gettext as _
from homes.words import ngettext

MOST_NOTES = 20


@dataclass
class Household:
    """Who lives at a home or is expected there: stored, and in the file. By the home's own reference."""

    code: str
    names: dict[str, str] = field(default_factory=dict)
    born: dict[str, dt.date] = field(default_factory=dict)
    pictures: Counter[str] = field(default_factory=Counter)

    def take_in(self, ref: str, known_as: str, born_on: dt.date | None) -> None:
        self.names[ref] = known_as
        if born_on is not None:
            self.born[ref] = born_on

    def picture(self) -> str:
        """The one that fewest of them have, in the order they are drawn."""
        chosen = min(Picture.values, key=lambda one: self.pictures[one])
        self.pictures[chosen] += 1
        return chosen

    def notes(self) -> list[str]:
        same_name = _shared({ref: name.casefold() for ref, name in self.names.items()})
        said = [
            _("%(home)s: %(refs)s have the same name, %(name)s. Pages tell them apart by initial and age.")
            % {"home": self.code, "refs": ", ".join(refs), "name": self.names[refs[0]]}
            for refs in same_name
        ]
        words = _(
            "%(home)s: %(refs)s have the same birthday, %(day)s. Check that they are not one child twice."
        )
        return said + [
            words % {"home": self.code, "refs": ", ".join(refs), "day": self.born[refs[0]]}
            for refs in _shared(self.born)
        ]


def _shared(said: dict[str, object]) -> list[list[str]]:
    alike: dict[object, list[str]] = defaultdict(list)
    for ref, value in said.items():
        alike[value].append(ref)
    return [sorted(refs) for refs in alike.values() if len(refs) > 1]


def households(homes: list[Home], today: dt.date) -> dict[uuid.UUID, Household]:
    """Of these homes, with who is there already. One query."""
    found = {home.public_id: Household(home.code) for home in homes}
    stored = Placement.objects.filter(living_there(today), home__in=[home.pk for home in homes if home.pk])
    who = ("home__public_id", "child__ref", "child__known_as", "child__date_of_birth", "child__picture")
    for home, ref, known_as, born_on, picture in stored.values_list(*who).distinct():
        found[home].take_in(ref, known_as, born_on)
        found[home].pictures[picture] += 1
    return found


def notes_of(found: dict[uuid.UUID, Household]) -> list[str]:
    said = list(chain.from_iterable(one.notes() for one in sorted(found.values(), key=lambda one: one.code)))
    more = len(said) - MOST_NOTES
    if more > 0:
        words = ngettext("%(n)s more like these.", "%(n)s more like these.", more)
        return [*said[:MOST_NOTES], words % {"n": more}]
    return said
