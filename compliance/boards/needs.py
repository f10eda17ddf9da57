"""What of a home's flags is for one adult today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from children.duties.cards import FlagCard
from children.duties.fixes import of_subject
from compliance.boards.lists import Line
from compliance.boards.page import ChildRow
from homes.permissions import Access
from sessions_app.models import KeyWorkSession
from sessions_app.signed.childs_part.owed import ToShare

AGREED = "KS-ACTION"  # said by one adult: theirs alone, whoever else holds the child
MINE, LATE, DUE, READ = range(
    4
)  # a list of one adult: what nobody else can do, what is late, what is due, what is read
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


def in_turn(
    *,
    drafts: Sequence[KeyWorkSession],
    noted: Sequence[KeyWorkSession],
    needs: Sequence[FlagCard],
    said: Sequence[Said],
    shares: Sequence[ToShare],
) -> list[Line]:
    """All of it as lines of one list, in its turn."""
    lines = [
        *((MINE, Line("compliance/boards/today/_own_draft.html", one)) for one in drafts),
        *((MINE if one.asked else READ, Line("sessions_app/review/_noted.html", one)) for one in noted),
        *((_turn(one.card.over), Line("sessions_app/promises/_today.html", one)) for one in said),
        *(
            (_turn(one.is_late), Line("sessions_app/signed/childs_part/_to_share.html", one))
            for one in shares
        ),
        *((_turn(one.over), Line("compliance/flags/_row.html", one)) for one in sorted(needs, key=_order)),
    ]
    return [line for _at, line in sorted(lines, key=lambda line: line[0])]


def _turn(late: bool) -> int:
    return LATE if late else DUE


def _order(card: FlagCard) -> tuple:
    return card.order


def said_by(access: Access, rows: Sequence[ChildRow]) -> list[Said]:
    """What this adult said they would do for any child of the home, or took over, the soonest first."""
    me = str(access.user.public_id)
    cards = [card for row in rows for card in row.ours if card.flag.rule_code == AGREED]
    mine = [card for card in cards if card.flag.facts.get("person") == me]
    return [Said(card) for card in sorted(mine, key=lambda card: card.flag.due_on)]
