"""The lists of the board: of each the first few, and how many more there are behind the way to the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from children.duties.cards import FlagCard

FEW = 3


def few_of(name: str, found: Sequence[Any]) -> dict[str, Any]:
    """What is shown at once of a list, and what opens below it."""
    return {name: found[:FEW], f"{name}_count": len(found), f"{name}_rest": found[FEW:]}


def lists_of(
    cards: Sequence[FlagCard], *, expected: Sequence[FlagCard], living: Collection[int]
) -> dict[str, Any]:
    """The flags of a home as its board lists them: the worst first. `living`: the children who live there."""
    ordered = sorted(cards, key=lambda card: card.order)
    ours = [card for card in ordered if card.ours]
    over = [card for card in ours if card.over]
    due = [card for card in ours if not card.over]
    covers = [card for card in ours if card.flag.rule_code == "KW-COVER"]
    shown = [card for card in due if card not in covers][:FEW]  # cover has a section of its own
    return {
        "worst": over[:FEW],
        "over_count": len(over),
        "due": shown,
        "due_count": len(due),
        "due_more": len(due) - len(shown),
        **few_of("expected", expected),
        **few_of("theirs", [card for card in ordered if not card.ours]),
        **few_of("cover", [card for card in covers if card.flag.child_id in living]),
    }
