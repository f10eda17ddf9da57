"""The read object of the page Orders and status: two clocks, the legal status over time, and the orders."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from children.legal_status.looked_after import InCare, LookedAfter, looked_after_in
from children.legal_status.models import CourtOrder, LegalStatus
from children.placements.models import Child, Placement
from children.placements.page import lives_here, placement_to_show, tenure
from children.placements.permissions import can_move, can_record_plan
from homes.dates import add_days
from homes.permissions import Access
from homes.querysets import page_by_day
from homes.standards import SHOWN_BEFORE_ORDER_ENDS_DAYS

A_PAGE = 20


@dataclass(frozen=True)
class OrderCard:
    order: CourtOrder
    ends_soon: bool
    ran_out: bool  # its own last day is over and nobody noted that it ended

    @property
    def is_over(self) -> bool:
        return self.order.ended_on is not None or not self.order.stands


@dataclass(frozen=True)
class OrdersPage:
    home_id: int | None
    placement: Placement | None
    lives_here: bool
    may_add: bool
    may_set_dates: bool
    in_care_for: str
    here_for: str
    in_care: LookedAfter | None
    status: LegalStatus | None
    statuses: list[LegalStatus]
    older_statuses: str
    orders: list[OrderCard]
    older_orders: str
    is_first: bool

    @property
    def is_asked(self) -> bool:
        """Nobody has said yet in whose care the child is."""
        return self.in_care is not None and self.in_care.answer == InCare.NOT_KNOWN

    @property
    def warnings(self) -> list[OrderCard]:
        return [card for card in self.orders if card.ends_soon or card.ran_out]


def orders_page(child: Child, *, access: Access, before: str = "") -> OrdersPage:
    """A fixed number of queries: the latest 20 of each list, and older ones by key."""
    placement = placement_to_show(child, access)
    here, today = lives_here(placement, access.today), access.today
    home_id = placement.home_id if placement else None
    statuses = LegalStatus.objects.visible_to(access).filter(child=child)
    orders = CourtOrder.objects.visible_to(access).filter(child=child)
    shown_statuses, older_statuses, first = _page(statuses, "started_on", before, "statuses")
    shown_orders, older_orders, first_too = _page(orders, "made_on", before, "orders")
    status = statuses.of_day(today).first()
    code, since = (status.code, status.started_on) if status else (None, None)
    return OrdersPage(
        home_id=home_id,
        placement=placement,
        lives_here=here,
        may_add=here and can_record_plan(access, placement),
        may_set_dates=here and can_move(access, placement),
        in_care_for=clock(placement.looked_after_since if placement else None, today),
        here_for=clock(placement.moved_in_on if placement and here else None, today),
        in_care=looked_after_in(placement, today, status=code, status_since=since) if here else None,
        status=status,
        statuses=shown_statuses,
        older_statuses=older_statuses,
        orders=[order_card(order, today=today) for order in shown_orders],
        older_orders=older_orders,
        is_first=first and first_too,
    )


def clock(since: dt.date | None, today: dt.date) -> str:
    """ "3 years and 2 months"; nothing for a day that is not known or has not come."""
    return tenure(since, today) if since is not None and since <= today else ""


def order_card(order: CourtOrder, *, today: dt.date) -> OrderCard:
    stands = order.stands and order.ended_on is None and order.expires_on is not None
    return OrderCard(
        order,
        ends_soon=stands and today <= order.expires_on <= add_days(today, SHOWN_BEFORE_ORDER_ENDS_DAYS),
        ran_out=stands and order.expires_on < today,
    )


def _page(rows: QuerySet, day: str, before: str, anchor: str) -> tuple[list, str, bool]:
    """The latest 20, or the 20 before a row of this list."""
    page = page_by_day(rows.select_related("home", "withdrawn_by"), day, before=before, size=A_PAGE)
    return page.rows, f"{page.older}#{anchor}" if page.older else "", page.is_first
