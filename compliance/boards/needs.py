"""What of a home's flags is for one adult today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from children.duties.cards import FlagCard
from children.duties.fixes import of_subject
from compliance.boards.page import ChildRow
from homes.permissions import Access

AGREED = "KS-ACTION"  # said by one adult: theirs alone, whoever else holds the child
OTHERS = ("KS-REVIEW", "KS-SIGN")  # what managers read; and drafts, which stand on the Today of their author


@dataclass(frozen=True)
class Said:
    """Something this adult said they would do, with the one tap that says it is done."""

    card: FlagCard

    @property
    def done_url(self) -> str:
        return reverse("sessions:action_done", args=of_subject(self.card.flag))


def needs_of(near: Sequence[ChildRow], *, without: Sequence[str] = ()) -> list[FlagCard]:
    """What is owed to the children an adult holds or covers, without what others are to do."""
    return [
        card
        for row in near
        for card in row.ours
        if row.session_card is not card and card.flag.rule_code not in (AGREED, *OTHERS, *without)
    ]


def said_by(access: Access, rows: Sequence[ChildRow]) -> list[Said]:
    """What this adult said they would do for any child of the home, or took over, the soonest first."""
    me = str(access.user.public_id)
    cards = [card for row in rows for card in row.ours if card.flag.rule_code == AGREED]
    mine = [card for card in cards if card.flag.facts.get("person") == me]
    return [Said(card) for card in sorted(mine, key=lambda card: card.flag.due_on)]
