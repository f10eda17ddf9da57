"""A flag as people read it: one sentence, where the rule comes from, who answered, and its one fix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from children.models import Flag, Resolution
from compliance.engine import severity_on
from compliance.models import FlagResponse
from compliance.rules.reading import fix_for, sentence_for, source_for, title_of
from homes.dates import london_day
from homes.models import Severity
from homes.permissions import Access, Permission
from homes.standards import CATALOGUE, Owner
from homes.words import speaking

RANK = {Severity.CRITICAL: 0, Severity.HIGH: 1, Severity.MEDIUM: 2, Severity.INFO: 3}


@dataclass(frozen=True)
class FlagCard:
    """What templates/components/flag_card.html and flag_row.html need, and the order of badness."""

    flag: Flag
    sentence: str
    title: str  # the duty in a few words, for a flag that is done: its sentence would speak of today
    source: str
    severity: Severity
    days_over: int
    ours: bool
    fix_text: str = ""
    fix_url: str = ""
    seen: FlagResponse | None = None
    plan: FlagResponse | None = None

    @property
    def about(self) -> str:
        """Whom the flag is about: a child, or else the adult."""
        return self.flag.child.known_as if self.flag.child else self.flag.facts.get("name", "")

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
    def met_late(self) -> bool:
        closed = self.flag.resolved_at if self.flag.resolution == Resolution.MET else None
        return closed is not None and london_day(closed) > self.flag.due_on

    @property
    def order(self) -> tuple:
        """Over first, the worst of them first; then what is due, the soonest first."""
        rank, key = RANK[self.severity], (self.flag.rule_code, self.flag.subject_key)
        if self.over:
            return (0, rank, -self.days_over, *key)
        return (1, self.flag.due_on.toordinal(), rank, *key)


def flag_cards(flags: Iterable[Flag], *, access: Access) -> list[FlagCard]:
    """Cards worst first. Flags come with child, home and responses fetched (`for_list`): no query here."""
    return sorted(cards_as_given(flags, access=access), key=lambda card: card.order)


def cards_as_given(flags: Iterable[Flag], *, access: Access) -> list[FlagCard]:
    """Cards in the order of the flags: those that are done, latest first."""
    return [_card(flag, access) for flag in flags]


def _card(flag: Flag, access: Access) -> FlagCard:
    with speaking(access.practice_of(flag.home).words):
        return _card_in_words(flag, access)


def _card_in_words(flag: Flag, access: Access) -> FlagCard:
    today = access.today
    fix = fix_for(flag, access)
    return FlagCard(
        flag=flag,
        sentence=sentence_for(flag, as_of=today),
        title=title_of(flag.rule_code),
        source=source_for(flag, as_of=today),
        severity=severity_on(flag, today),
        days_over=max(0, (today - flag.due_on).days),
        ours=CATALOGUE[flag.rule_code].owner == Owner.HOME,
        fix_text=fix[0] if fix else "",
        fix_url=reverse(fix[1], args=fix[2]) if fix else "",
        **_answers(flag),
    )


def _answers(flag: Flag) -> dict[str, FlagResponse | None]:
    """The latest of each kind of answer."""
    answers = sorted(flag.responses.all(), key=lambda response: response.pk)
    latest = {response.kind: response for response in answers}
    return {"seen": latest.get(FlagResponse.Kind.SEEN), "plan": latest.get(FlagResponse.Kind.PLANNED)}


def may_respond(access: Access, home_id: int) -> bool:
    return access.may(Permission.RESPOND_TO_FLAGS, home_id)
