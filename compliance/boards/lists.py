"""The lists of the board: of each the first few, and how many more there are behind the way to the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from children.duties.cards import FlagCard

FEW = 3
FEW_WAITING = 1  # below the worries, the worst flag and what is to be read


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list of different things, with the template that draws it."""

    template: str
    one: Any


def few_of(name: str, found: Sequence[Any], few: int = FEW) -> dict[str, Any]:
    """What is shown at once of a list, and what opens below it."""
    return {name: found[:few], f"{name}_count": len(found), f"{name}_rest": found[few:]}


def also_waiting(*, talks: Sequence[Any], drafts: Sequence[Any]) -> dict[str, Any]:
    """Adults who wait for a talk, then drafts nobody but their author can finish."""
    lines = [Line("sessions_app/signed/debrief/_wanted.html", one) for one in talks]
    lines += [Line("compliance/boards/_draft.html", one) for one in drafts]
    return few_of("also_waiting", lines, FEW_WAITING)


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
