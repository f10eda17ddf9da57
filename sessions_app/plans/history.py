"""How plans, and what became of them, read in a history."""

from __future__ import annotations

from typing import Any

from homes.history import opens
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from sessions_app.plans.page import step_words


def session_plan(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    """Without the child's name: each row of a history says whose it is, two of a name told apart."""
    who = {"who": body.worker.full_name, "day": kday(body.planned_on)}
    to = opens("sessions:plan", body, _("Open the plan"))
    if body.state == "cancelled":
        return {"title": _("Called off: with %(who)s on %(day)s") % who, "reason": body.reason, **to}
    if row.change == "+":
        titles = {
            "hello": _("Hello planned: with %(who)s on %(day)s"),
            "goodbye": _("Goodbye planned: with %(who)s on %(day)s"),
        }
        title = titles.get(body.kind, _("Planned: with %(who)s on %(day)s"))
        return {"title": title % who, **to}
    return {"title": _("Plan changed: with %(who)s on %(day)s") % who, **to}


def step(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    title = _("A plan was moved") if body.kind == "moved" else _("A plan was called off")
    return {
        "title": title,
        "text": step_words(body),
        "reason": body.reason,
        **opens("sessions:plan", body.plan, _("Open the plan")),
    }


WORDS = {
    "sessions_app.SessionPlan": session_plan,
    "sessions_app.PlanStep": step,
}
