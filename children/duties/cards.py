"""A flag as people read it: one sentence, where the rule comes from, who answered, and its one fix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from children.duties.fixes import Fix
from children.duties.models import Flag, FlagResponse, Resolution
from children.duties.saying import (
    brief_of,
    days_over,
    fix_for,
    owner_of,
    sentence_for,
    severity_on,
    source_for,
    title_of,
)
from homes.dates import london_day
from homes.models import Severity
from homes.permissions import Access, Permission
from homes.standards import Owner
from homes.words import Words, speaking

RANK = {Severity.CRITICAL: 0, Severity.HIGH: 1, Severity.MEDIUM: 2, Severity.INFO: 3}


@dataclass(frozen=True)
class FlagCard:
    """What templates/compliance/flags/_row.html and _owed.html need, and the order of badness.

    Words are made when they are read: a board sorts hundreds of flags and shows a few. No query here.
    """

    flag: Flag  # with child, home and responses fetched (`for_list`)
    access: Access

    @cached_property
    def _terms(self) -> Words:
        return self.access.practice_of(self.flag.home).words

    @cached_property
    def sentence(self) -> str:
        with speaking(self._terms):
            return sentence_for(
                self.flag, as_of=self.access.today, child=self.about if self.flag.child else ""
            )

    @cached_property
    def brief(self) -> str:
        """The flag in a few words, for a row that says its day apart."""
        with speaking(self._terms):
            return brief_of(self.flag, as_of=self.access.today)

    @cached_property
    def title(self) -> str:
        """The duty in a few words, for a flag that is done: its sentence would speak of today."""
        with speaking(self._terms):
            return title_of(self.flag.rule_code)

    @cached_property
    def source(self) -> str:
        with speaking(self._terms):
            return source_for(self.flag, as_of=self.access.today)

    @cached_property
    def severity(self) -> Severity:
        return severity_on(self.flag, self.access.today)

    @property
    def days_over(self) -> int:
        return days_over(self.flag, self.access.today)

    @property
    def ours(self) -> bool:
        """What the home owes itself; the rest is chased."""
        return owner_of(self.flag) == Owner.HOME

    @cached_property
    def _fix(self) -> Fix | None:
        with speaking(self._terms):
            return fix_for(self.flag, self.access)

    @property
    def fix_text(self) -> str:
        return self._fix.label if self._fix else ""

    @property
    def fix_url(self) -> str:
        return reverse(self._fix.url_name, args=self._fix.args) if self._fix else ""

    @property
    def seen(self) -> FlagResponse | None:
        return self._answers.get(FlagResponse.Kind.SEEN)

    @property
    def plan(self) -> FlagResponse | None:
        return self._answers.get(FlagResponse.Kind.PLANNED)

    @cached_property
    def _answers(self) -> dict[str, FlagResponse]:
        """The latest of each kind of answer."""
        return {one.kind: one for one in sorted(self.flag.responses.all(), key=lambda one: one.pk)}

    @property
    def about(self) -> str:
        """Whom the flag is about: a child, or else the adult."""
        return self.access.called(self.flag.child) if self.flag.child else self.flag.facts.get("name", "")

    @property
    def about_url(self) -> str:
        if self.flag.child:
            return self.flag.child.get_absolute_url()
        return reverse("compliance:staff_member", args=[self.flag.home.public_id, self.flag.facts["person"]])

    @property
    def over(self) -> bool:
        return self.days_over > 0

    @property
    def state(self) -> str:
        return "over" if self.over else "due"

    @property
    def look(self) -> str:
        """Red only for what we owe: what another owes is chased, however late."""
        return self.state if self.ours else "due"

    @property
    def met_late(self) -> bool:
        closed = self.flag.resolved_at if self.flag.resolution == Resolution.MET else None
        return closed is not None and london_day(closed) > self.flag.due_on

    @property
    def order(self) -> tuple:
        """Over first, the worst of them first; then what is due, the soonest first. Alike ones by name."""
        rank = RANK[self.severity]
        name = self.flag.child.known_as if self.flag.child else self.flag.facts.get("name", "")
        key = (self.flag.rule_code, name, self.flag.subject_key)
        if self.over:
            return (0, rank, -self.days_over, *key)
        return (1, self.flag.due_on.toordinal(), rank, *key)


def flag_cards(flags: Iterable[Flag], *, access: Access) -> list[FlagCard]:
    """Cards worst first."""
    return sorted(cards_as_given(flags, access=access), key=lambda card: card.order)


def cards_as_given(flags: Iterable[Flag], *, access: Access) -> list[FlagCard]:
    """Cards in the order of the flags: those that are done, latest first."""
    return [FlagCard(flag, access) for flag in flags]


def may_respond(access: Access, home_id: int) -> bool:
    return access.may(Permission.RESPOND_TO_FLAGS, home_id)
