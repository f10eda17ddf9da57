"""One entry of a history in words: what happened, by whom, when it was written down, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.text import capfirst

from children.about_me import history as history_own
from children.chronology import history as chronology_history
from children.file import history as file_history
from children.file import history as history_file
from children.handover import history as handover_history
from children.health_education import history as health_education_history
from children.key_workers import history as key_workers_history
from children.legal_status import history as legal_status_history
from children.models import Child
from children.people import history as people_history
from children.people.contacts import history as contacts_history
from children.people.restrictions import history as restrictions_history
from children.placements import history as placements_history
from children.placements import history as placements_history_of_children
from children.putting_right.changes import changes_between
from children.social_worker import history as social_worker_history
from children.social_worker.support import history as support_history
from children.team import history as team_history
from homes import history as homes_history
from homes import history as homes_history_of_homes
from homes.history import Change, from_day, sentence, value_in_words
from homes.models import FROM_THE_START, LedgerEntry, Unit
from homes.models.put_right import Standing
from homes.standards import CATALOGUE
from homes.words import gettext as _
from homes.words import ngettext
from sessions_app import history as sessions_app_history
from sessions_app import history as sessions_app_history_of_sessions_app
from sessions_app.first_days import history as first_days_history
from sessions_app.models import Topic
from sessions_app.plans import history as plans_history
from sessions_app.promises import history as promises_history
from sessions_app.review import history as review_history
from sessions_app.signed.childs_part import history as childs_part_history
from sessions_app.signed.debrief import history as debrief_history
from sessions_app.strip.reports import history as reports_history


@dataclass(frozen=True)
class Item:
    """One entry, ready for templates/compliance/history/_timeline.html."""

    at: dt.datetime
    title: str
    who: str
    reason: str = ""
    text: str = ""
    late: bool = False
    url: str = ""
    link_text: str = ""
    child: Child | None = None
    changes: tuple[Change, ...] = ()
    note: str = ""
    put_right_url: str = ""

    @property
    def why(self) -> str:
        """The reason as a sentence."""
        return sentence(self.reason)

    @property
    def compared(self) -> list[Change]:
        """Parts that have a before and an after."""
        return [change for change in self.changes if not change.is_new]

    @property
    def additions(self) -> list[Change]:
        return [change for change in self.changes if change.is_new]

    @property
    def parts_changed(self) -> str:
        count = len(self.compared)
        return (
            ngettext("%(count)s part changed.", "%(count)s parts changed.", count) % {"count": count}
            if count
            else ""
        )


def item_for(row: LedgerEntry, body: Any | None, previous: Any | None) -> Item:
    """The words for one ledger row. `previous` is None for a first version, or one this reader may not see."""
    item = Item(at=row.at, title=_plain_title(row), who=row.user_name, reason=row.reason)
    if body is None:
        return item
    child = body if row.model == "children.Child" else getattr(body, "child", None)
    words = WORDS.get(row.model)
    told = _of_a_mistake(row, body, previous, words) or (words(row, body, previous) if words else {})
    if "changes" not in told and previous is not None:
        told["changes"] = changes_between(apps.get_model(row.model), previous, body, say=_value_in_words)
    return replace(item, child=child, **told)


def _value_in_words(field: Any, version: Any) -> str:
    """A stored value as people read it, lists too."""
    if isinstance(field, models.JSONField):
        return _list_in_words(getattr(version, field.attname) or [])
    return value_in_words(field, version)


def _list_in_words(value: Any) -> str:
    """People who were there by name, topics by their label, small steps with their line, pictures by what they show."""
    if not isinstance(value, list):
        return str(value)
    topics = dict(Topic.choices)
    return ", ".join(
        _part_in_words(one) if isinstance(one, dict) else str(topics.get(one, one)) for one in value
    )


def _part_in_words(one: dict[str, Any]) -> str:
    if "line" in one:
        return f"{one.get('name', '')}: {one['line']}"
    return str(one.get("shows") or one.get("name", ""))


def _of_a_mistake(
    row: LedgerEntry, body: Any, previous: Any | None, words: Callable[..., dict[str, Any]] | None
) -> dict[str, Any]:
    """A record that was put right or withdrawn, under the title it was first written by. Empty for any other row."""
    withdrawn = getattr(body, "standing", "") == Standing.WITHDRAWN
    righted = getattr(body, "put_right_at", None)
    if row.change != "~" or not (withdrawn or righted):
        return {}
    before = previous.standing if withdrawn and previous is not None else ""
    if not withdrawn and previous is not None and previous.put_right_at == righted:
        return {}
    if before == Standing.WITHDRAWN:
        return {}
    first = copy(row)
    first.change = "+"
    told = {"title": _plain_title(first), **(words(first, body, None) if words else {})}
    told.pop("changes", None)
    if not withdrawn:
        return {**told, "title": _("Put right: %(what)s") % {"what": told["title"]}, "reason": row.reason}
    return {
        **told,
        "title": _("Withdrawn: %(what)s") % {"what": told["title"]},
        "reason": body.withdrawn_reason,
        "changes": (),
        "note": _("The words are kept and count for nothing."),
    }


def _plain_title(row: LedgerEntry) -> str:
    name = capfirst(str(apps.get_model(row.model)._meta.verbose_name))
    return (
        _("%(thing)s: added") % {"thing": name}
        if row.change == "+"
        else _("%(thing)s: changed") % {"thing": name}
    )


# --- the home -----------------------------------------------------------------------------------


def _standard(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    duty = CATALOGUE.get(body.rule_code)
    name = str(duty.short) if duty else body.rule_code
    after = _amount(body.amount, body.unit)
    text = from_day(body.applies_from) if body.applies_from > FROM_THE_START else ""
    if previous is not None and (previous.amount, previous.unit) != (body.amount, body.unit):
        was = str(previous.amount) if previous.unit == body.unit else _amount(previous.amount, previous.unit)
        title = _("Standard changed: %(name)s, %(was)s → %(now)s")
        return {"title": title % {"name": name, "was": was, "now": after}, "text": text, "changes": ()}
    usual = duty.default if duty and previous is None else None
    if usual and (usual.amount, usual.unit) != (body.amount, body.unit):
        said = _("Usually %(amount)s.") % {"amount": _amount(usual.amount, usual.unit)}
        text = f"{text} {said}".strip()
    return {"title": _("Standard set: %(name)s, %(now)s") % {"name": name, "now": after}, "text": text}


def _amount(amount: int, unit: str) -> str:
    if unit == Unit.MONTHS:
        return ngettext("%(n)s month", "%(n)s months", amount) % {"n": amount}
    return ngettext("%(n)s day", "%(n)s days", amount) % {"n": amount}


WORDS: dict[str, Callable[[LedgerEntry, Any, Any | None], dict[str, Any]]] = {
    **placements_history_of_children.WORDS,
    **team_history.WORDS,
    **homes_history_of_homes.WORDS,
    **sessions_app_history_of_sessions_app.WORDS,
    **history_own.WORDS,
    **first_days_history.WORDS,
    **health_education_history.WORDS,
    **legal_status_history.WORDS,
    **chronology_history.WORDS,
    **handover_history.WORDS,
    **social_worker_history.WORDS,
    **support_history.WORDS,
    **contacts_history.WORDS,
    **people_history.WORDS,
    **restrictions_history.WORDS,
    **history_file.WORDS,
    "homes.HomeStandard": _standard,
    **file_history.WORDS,
    **key_workers_history.WORDS,
    **placements_history.WORDS,
    **homes_history.WORDS,
    **sessions_app_history.WORDS,
    **debrief_history.WORDS,
    **review_history.WORDS,
    **plans_history.WORDS,
    **promises_history.WORDS,
    **childs_part_history.WORDS,
    **reports_history.WORDS,
}
