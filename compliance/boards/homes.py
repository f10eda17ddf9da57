"""The page of homes: one line a home, each against its own standard. None is ranked, and no child is averaged away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from children.models import Placement
from compliance.boards.page import ChildRow, child_rows
from compliance.rules.safe.worries import WORRY_CODES
from homes.models import Home
from homes.permissions import Access
from homes.standards import standards_of
from sessions_app.models import KeyWorkSession
from sessions_app.worries.standing import Waiting, unanswered, waiting_among


def homes_page(homes: Iterable[Home], *, access: Access) -> dict[str, Any]:
    """What the page of these homes shows. Of a worry it says that there is one, never whose and never what."""
    homes = list(homes)
    standards = standards_of([home.pk for home in homes])
    placements = (
        Placement.objects.visible_to(access)
        .filter(home__in=[home.pk for home in homes])
        .current_on(access.today)
        .select_related("child", "home")
        .order_by("home__name", "child__known_as", "pk")
    )
    rows = child_rows(placements, access=access, standards=standards)
    rows = sorted(rows, key=lambda row: row.order)
    for row in rows:
        row.cards = [card for card in row.cards if card.flag.rule_code not in WORRY_CODES]
    signed = KeyWorkSession.objects.visible_to(access).filter(unanswered(), home__in=homes)
    worries = waiting_among(signed.for_list(), access=access, standards=standards)
    waiting = [row for row in rows if row.days_over]
    return {
        "homes": [_line(home, rows, worries) for home in homes],
        "worries": len(worries),
        "worries_late": sum(one.overdue for one in worries),
        "longest": max(waiting, key=lambda row: row.days_over, default=None),
        "waiting": len(waiting),
        "waiting_homes": len({row.placement.home_id for row in waiting}),
    }


def _line(home: Home, rows: list[ChildRow], worries: list[Waiting]) -> dict[str, Any]:
    here = [row for row in rows if row.placement.home_id == home.pk]
    waiting = [one for one in worries if one.session.home_id == home.pk]
    return {
        "home": home,
        "children": len(here),
        "worst": next(iter(here), None),
        "waiting": sum(bool(row.days_over) for row in here),
        "over": sum(card.over for row in here for card in row.ours),
        "worries": len(waiting),
        "worries_late": sum(one.overdue for one in waiting),
        "worries_mine": sum(one.may_answer for one in waiting),  # no manager there may
        "chased": sum(len(row.theirs) for row in here),
    }
