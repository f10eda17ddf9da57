"""Key-work sessions for tests, in any state, without going through the form."""

import datetime as dt
from typing import Any

from children.models import Placement
from homes.audit import record_change
from homes.models import User
from sessions_app.models import KeyWorkSession, SessionPlan


def make_session(
    stay: Placement,
    author: User,
    held_on: dt.date,
    *,
    outcome: str = "held",
    format: str = "activity",
    status: str = "signed",
    **fields: Any,
) -> KeyWorkSession:
    values: dict[str, Any] = {
        "account": "We mended the bike.",
        "voice": "not_this_time",
        "worry": False,
        "people_present": [
            {"id": str(author.public_id), "name": author.full_name, "title": author.job_title}
        ],
    }
    if status == "signed":
        values["signed_at"] = dt.datetime.combine(held_on, dt.time(20), tzinfo=dt.UTC)
    session = KeyWorkSession(
        child=stay.child,
        placement=stay,
        home=stay.home,
        author=author,
        held_on=held_on,
        outcome=outcome,
        format=format,
        status=status,
        **{**values, **fields},
    )
    record_change(session, by=author)
    return session


def make_session_plan(stay: Placement, worker: User, planned_on: dt.date, **fields: Any) -> SessionPlan:
    plan = SessionPlan(
        child=stay.child,
        placement=stay,
        home=stay.home,
        worker=worker,
        planned_on=planned_on,
        planned_by=worker,
        **fields,
    )
    record_change(plan, by=worker)
    return plan
