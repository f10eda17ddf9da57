"""How a home works, as its settings pages show it: guidance, words, standards and lists, with who set what and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from homes.dates.school_terms import LastDays, last_days_of, school_year_of
from homes.history import practice_title
from homes.models import Home, HomeStandard, PracticeChange
from homes.permissions import Access, Permission
from homes.practice import (
    ADDITIONS,
    LISTS,
    NAMED_BY_LAW,
    SHIPPED,
    ChangeRow,
    Line,
    Practice,
    Proposed,
    lines_of,
    practice_of,
)
from homes.settings.own_ways import plain
from homes.standards import CATALOGUE, Duty, Editable, Figure, Kind, figure_for, standards_by_home
from homes.templatetags.keywork_ui import kday
from homes.words import TERMS, Term, gettext_lazy, speaking
from homes.words import gettext as _

LIST_NAMES = {
    "reason": gettext_lazy("Reasons for changing {a key worker}"),
    "purpose": gettext_lazy("Purposes of time together"),
    "format": gettext_lazy("Kinds of time"),
    "first_days": gettext_lazy("The first days"),
    "document": gettext_lazy("Documents in the file"),
    "question": gettext_lazy("Questions for the team"),
    "wording": gettext_lazy("Wording suggestions"),
}

IDEAS = {
    "key_worker": gettext_lazy("The adult who holds a child in mind"),
    "key_child": gettext_lazy("The child an adult holds in mind"),
    "session": gettext_lazy("Time together that counts"),
    "manager": gettext_lazy("Who runs the home"),
    "home_plan": gettext_lazy("The home’s plan for a child"),
    "moving_in": gettext_lazy("Coming to live here"),
    "family_time": gettext_lazy("Time with family"),
    "review": gettext_lazy("The review of a child’s care"),
    "regulator": gettext_lazy("Who inspects the home"),
    "commissioner": gettext_lazy("Who speaks up for children in the nation"),
}

KINDS = {
    Kind.LAW: gettext_lazy("Law"),
    Kind.DUTY: gettext_lazy("Home standard"),
    Kind.GUIDANCE: gettext_lazy("Guidance"),
    Kind.HOME: gettext_lazy("Home standard"),
}

# A few sentences of a day, to hear a word in before it counts. They are about nobody.
EXAMPLE = gettext_lazy(
    "Rae’s {key worker} is Sam Okafor. The next {key-work session} is due by Friday. Ask the {registered manager}."
)


EXAMPLES = {
    "key_worker": gettext_lazy("This home has four {key workers}."),
    "key_child": gettext_lazy("Rae is one of Sam’s {key children}."),
    "session": gettext_lazy("There were two {key-work sessions} last week."),
    "manager": gettext_lazy("Both {registered managers} know."),
    "home_plan": gettext_lazy("Rae’s {placement plan} is due for review today."),
    "moving_in": gettext_lazy("A first session is due 3 days after {moving in}."),
    "family_time": gettext_lazy("{Family time} was on Sunday."),
    "review": gettext_lazy("Rae’s {child in care review} is in two weeks."),
}


@dataclass(frozen=True)
class Word:
    """One idea, in the home's word for it."""

    key: str
    term: Term
    usual: Term
    by_law: bool

    @property
    def label(self) -> str:
        """What the idea is, said without any home's word for it."""
        return str(IDEAS[self.key])

    @property
    def words(self) -> str:
        said = f"{self.term.singular}, {self.term.plural}"
        if str(self.term.singular) == str(self.term.plural):
            said = str(self.term.singular)
        if self.by_law:
            return _("%(words)s (the law’s name)") % {"words": said}
        if self.own:
            return _("%(words)s (the home’s own; the guidance says %(usual)s)") % {
                "words": said,
                "usual": self.usual.singular,
            }
        return said

    @property
    def own(self) -> bool:
        return str(self.term.singular) != str(self.usual.singular)


@dataclass(frozen=True)
class Standard:
    """One rule's number at the home: today's, and those that are still to come."""

    code: str
    figure: Figure
    nation: str
    coming: tuple[HomeStandard, ...]

    @property
    def _duty(self) -> Duty:
        return CATALOGUE[self.code]

    @property
    def title(self) -> str:
        return str(self._duty.title)

    @property
    def counted_from(self) -> str:
        return str(self._duty.counted_from)

    @property
    def words(self) -> str:
        return self._duty.standard(self.figure)

    @property
    def kind(self) -> str:
        return str(KINDS[self._duty.default.kind])

    @property
    def source(self) -> str:
        return self._duty.source(nation=self.nation, own=self.figure.source)

    @property
    def editable(self) -> bool:
        return self._duty.default.editable != Editable.NO

    @property
    def from_then(self) -> list[tuple[dt.date, str, str]]:
        """(day, words, who) of each number that does not count yet."""
        return [
            (
                row.applies_from,
                self._duty.standard(Figure(row.amount, row.unit, self.figure.severity)),
                row.set_by.full_name,
            )
            for row in self.coming
        ]


@dataclass(frozen=True)
class SchoolYear:
    """The last days of the terms of one school year, and whether the home has set them."""

    year: int
    days: LastDays
    own: bool

    @property
    def title(self) -> str:
        return _("School year %(first)s to %(second)s") % {"first": self.year, "second": self.year + 1}

    @property
    def words(self) -> str:
        autumn, spring, summer = (kday(day) for day in self.days)
        said = _("autumn to %(autumn)s, spring to %(spring)s, summer to %(summer)s")
        return said % {"autumn": autumn, "spring": spring, "summer": summer}


@dataclass(frozen=True)
class OwnWays:
    """One home's settings on a day. Reads its changes and its numbers once each."""

    home: Home
    access: Access

    @property
    def may_change(self) -> bool:
        return self.access.may(Permission.CHANGE_SETTINGS, self.home.pk)

    @property
    def may_see_history(self) -> bool:
        return self.access.may(Permission.SEE_HOME_HISTORY, self.home.pk)

    @cached_property
    def changes(self) -> list[PracticeChange]:
        return list(PracticeChange.objects.filter(home=self.home).select_related("set_by").order_by("pk"))

    @cached_property
    def practice(self) -> Practice:
        return practice_of(self.home, self.changes, on=self.access.today)

    @property
    def guidance(self) -> str:
        return str(SHIPPED[self.practice.code].title)

    @property
    def additions(self) -> list[str]:
        return [str(one.title) for one in ADDITIONS.values() if one.code in self.practice.additions]

    def last_change(self, kind: str, key: str = "") -> PracticeChange | None:
        """The change that counts today, of a thing or of a kind."""
        begun = [
            row
            for row in self.changes
            if row.kind == kind and key in ("", row.key) and row.applies_from <= self.access.today
        ]
        return max(begun, key=lambda row: (row.applies_from, row.pk), default=None)

    @property
    def guidance_set(self) -> PracticeChange | None:
        return self.last_change("profile")

    @cached_property
    def words(self) -> list[Word]:
        usual = practice_of(
            self.home, [row for row in self.changes if row.kind != "term"], on=self.access.today
        )
        by_law = NAMED_BY_LAW.get(self.home.nation, frozenset())
        return [Word(key, self.practice.terms[key], usual.terms[key], by_law=key in by_law) for key in TERMS]

    @cached_property
    def _standards(self) -> list[HomeStandard]:
        return list(
            HomeStandard.objects.filter(home=self.home).select_related("set_by").order_by("applies_from")
        )

    @cached_property
    def standards(self) -> list[Standard]:
        grouped = standards_by_home(self._standards)
        today = self.access.today
        return [
            Standard(
                code,
                figure_for(code, home_id=self.home.pk, as_of=today, standards=grouped),
                self.home.nation,
                tuple(row for row in self._standards if row.rule_code == code and row.applies_from > today),
            )
            for code, duty in CATALOGUE.items()
            if self.home.nation in duty.nations
        ]

    def lines(self, kind: str) -> list[Line]:
        return lines_of(self.home, self.changes, kind, on=self.access.today)

    def shown(self, kind: str) -> list[dict[str, object]]:
        """The lines as a page shows them."""
        return [
            {
                "text": plain(line.text),
                "usual": plain(line.usual) if line.usual else "",
                "own": line.text != line.usual,
                "in_use": line.in_use,
                "fixed": line.fixed,
            }
            for line in self.lines(kind)
        ]

    @cached_property
    def school_years(self) -> list[SchoolYear]:
        """This school year and the next."""
        own = self.practice.terms_of_schools
        this = school_year_of(self.access.today, own)
        return [SchoolYear(year, last_days_of(year, own), year in own) for year in (this, this + 1)]

    @cached_property
    def lists(self) -> list[tuple[str, str, list[str]]]:
        """(kind, name, lines in use) of every list."""
        return [
            (kind, str(LIST_NAMES[kind]), [plain(line.text) for line in self.lines(kind) if line.in_use])
            for kind in LISTS
        ]

    @property
    def coming(self) -> list[tuple[PracticeChange, str]]:
        """Changes that do not count yet, the next one first."""
        rows = [row for row in self.changes if row.applies_from > self.access.today]
        return [
            (row, practice_title(row)) for row in sorted(rows, key=lambda row: (row.applies_from, row.pk))
        ]

    def example(self, *proposed: Proposed, on: dt.date, keys: Iterable[str] = EXAMPLES) -> str:
        """How a few sentences would read on a day, with changes nobody has made yet."""
        rows: list[ChangeRow] = [*self.changes, *proposed]
        with speaking(practice_of(self.home, rows, on=on).words):
            return " ".join(
                str(one) for one in (EXAMPLE, *(EXAMPLES[key] for key in keys if key in EXAMPLES))
            )
