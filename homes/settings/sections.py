"""The settings in sections: which page a standard, a word or a list stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from homes.models import Home, PracticeChange
from homes.practice import LISTS as KINDS_OF_LIST
from homes.practice import SCHOOL_TERMS
from homes.settings.page import OwnWays, SchoolYear, Standard, Word
from homes.words import gettext_lazy, ngettext

SCHOOL, WORDS, LISTS, ALL = "school", "words", "lists", "all"

# Each section of standards: what it is called, and how the codes of its rules begin. What no line claims is the last's.
STANDARDS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "time-together": (gettext_lazy("Time together"), ("KS-", "FS-")),
    "key-workers": (gettext_lazy("{Key workers}"), ("KW-",)),
    "documents": (
        gettext_lazy("Plans and documents"),
        ("PP-", "HP-", "FILE-", "CARE-", "CONSENT", "PERS-", "PROV-"),
    ),
    "health": (gettext_lazy("Health"), ("GP-", "DENTAL", "OPTIC", "HA-")),
    SCHOOL: (gettext_lazy("School and leaving care"), ("PEP-", "EHCP", "PATH-")),
    "people": (gettext_lazy("People, calls and restrictions"), ("SW-", "RESTRICT-", "CONTACT-")),
    "at-home": (gettext_lazy("At home and being heard"), ()),
}
SECTIONS: dict[str, str | Promise] = {
    **{code: title for code, (title, _codes) in STANDARDS.items()},
    WORDS: gettext_lazy("Words"),
    LISTS: gettext_lazy("Lists"),
}


def section_of(rule_code: str) -> str:
    """The section a standard stands in."""
    named = (code for code, (_title, begins) in STANDARDS.items() if rule_code.startswith(begins) and begins)
    return next(named, [*STANDARDS][-1])


@dataclass(frozen=True)
class Section:
    """One page of the settings; `all` is every section on one page."""

    code: str
    ways: OwnWays

    @property
    def title(self) -> str:
        return str(SECTIONS[self.code])

    @property
    def url(self) -> str:
        return reverse("compliance:settings_section", args=[self.ways.home.public_id, self.code])

    @property
    def standards(self) -> list[Standard]:
        return [one for one in self.ways.standards if self.code in (ALL, section_of(one.code))]

    @property
    def school_years(self) -> list[SchoolYear]:
        return self.ways.school_years if self.code in (ALL, SCHOOL) else []

    @property
    def words(self) -> list[Word]:
        return self.ways.words if self.code in (ALL, WORDS) else []

    @property
    def lists(self) -> list[Any]:
        return self.ways.lists if self.code in (ALL, LISTS) else []

    @property
    def coming(self) -> list[tuple[PracticeChange, str]]:
        """What of it does not count yet. A standard says so itself."""
        kinds = {SCHOOL: (SCHOOL_TERMS,), WORDS: ("term",), LISTS: KINDS_OF_LIST}.get(self.code, ())
        return [(row, said) for row, said in self.ways.coming if self.code == ALL or row.kind in kinds]

    @property
    def holds(self) -> str:
        """ "5 standards, 1 of the home’s own"."""
        said = [
            ngettext("%(n)d standard", "%(n)d standards", len(self.standards)) % {"n": len(self.standards)}
            if self.standards
            else "",
            ngettext("%(n)d word", "%(n)d words", len(self.words)) % {"n": len(self.words)}
            if self.words
            else "",
            ngettext("%(n)d list", "%(n)d lists", len(self.lists)) % {"n": len(self.lists)}
            if self.lists
            else "",
        ]
        own = sum(bool(one.figure.set_by) for one in self.standards) + sum(one.own for one in self.words)
        if own:
            said.append(ngettext("%(n)d of the home’s own", "%(n)d of the home’s own", own) % {"n": own})
        return ", ".join(part for part in said if part)


def sections(ways: OwnWays) -> list[Section]:
    """Every section that holds something at this home."""
    found = [Section(code, ways) for code in SECTIONS]
    return [one for one in found if one.holds]


def address_of(home: Home, section: str) -> str:
    return reverse("compliance:settings_section", args=[home.public_id, section])
