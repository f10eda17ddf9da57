"""Plans on the first page of the day: what is planned today, what went by without a record, what is coming up."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from homes.dates import add_days
from homes.models import Home
from homes.permissions import Access
from sessions_app.models import SessionPlan
from sessions_app.plans.page import PlanLine, lines_of

COMING_SHOWN = 10
LOOKING_BACK_DAYS = 14  # longer ago it stands in the child's list of plans, and in the week


@dataclass
class PlansOfToday:
    today: list[PlanLine]  # of the whole home, one's own first
    passed: list[PlanLine]  # one's own, with nothing recorded
    coming: list[SessionPlan]  # one's own


def plans_of_today(home: Home, access: Access) -> PlansOfToday:
    """One query."""
    me, today = access.user.pk, access.today
    mine = Q(worker=me, planned_on__gte=add_days(today, -LOOKING_BACK_DAYS))
    plans = SessionPlan.objects.visible_to(access).planned().filter(mine | Q(home=home, planned_on=today))
    lines = [line for line in lines_of(plans.with_record().for_list().in_order(), access) if line.is_open]
    of_today = [line for line in lines if line.plan.planned_on == today]
    return PlansOfToday(
        today=sorted(of_today, key=lambda line: line.plan.worker_id != me),
        passed=[line for line in lines if line.is_over],
        coming=[line.plan for line in lines if line.plan.planned_on > today][:COMING_SHOWN],
    )
