"""One entry of a history in words: what happened, by whom, when it was written down, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.text import capfirst

from children.key_workers.models import end_reason_in_words
from children.models import Applies, AssignmentRole, Child
from compliance import history_care, history_file, history_news, history_own, history_people, history_team
from compliance.history_changes import Change, added_words, changes_between
from homes.dates import london_day
from homes.models import FROM_THE_START, LedgerEntry, Unit
from homes.standards import CATALOGUE, NAMES
from homes.templatetags.keywork_ui import kdate, kdatetime, kday, possessive
from homes.words import gettext as _
from homes.words import ngettext
from sessions_app.models import Addendum, Outcome

LATE_AFTER_DAYS = 1  # written down the same or the next day is the rhythm of shifts; later is shown as late


@dataclass(frozen=True)
class Item:
    """One entry, ready for templates/compliance/_timeline.html."""

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

    @property
    def why(self) -> str:
        """The reason as a sentence."""
        return _sentence(self.reason)

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
    told = words(row, body, previous) if words else {}
    if "changes" not in told and previous is not None:
        told["changes"] = changes_between(apps.get_model(row.model), previous, body)
    return replace(item, child=child, **told)


def _plain_title(row: LedgerEntry) -> str:
    name = capfirst(str(apps.get_model(row.model)._meta.verbose_name))
    return (
        _("%(thing)s: added") % {"thing": name}
        if row.change == "+"
        else _("%(thing)s: changed") % {"thing": name}
    )


def _from(day: dt.date | None) -> str:
    return _("From %(day)s.") % {"day": kday(day)} if day else ""


def _newly(previous: Any | None, body: Any, name: str) -> bool:
    """Whether this version is the one that filled a field in."""
    return bool(getattr(body, name)) and (previous is None or not getattr(previous, name))


# --- sessions -----------------------------------------------------------------------------------


def _session(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    told: dict[str, Any] = {"url": reverse("sessions:detail", args=[body.public_id])}
    if body.status == "draft":
        started = row.change == "+"
        title = _("Draft started") if started else _("Draft changed")
        if body.drafted_by_id and previous is not None and previous.author_id != body.author_id:
            title = _("Draft taken over. Begun by %(who)s") % {"who": body.drafted_by.full_name}
        return told | {
            "title": title,
            "link_text": _("Open the draft"),
            **({"changes": ()} if started else {}),
        }
    if body.status == "void":
        return told | _void(row, body)
    return told | _signed(row, body)


def _void(row: LedgerEntry, body: Any) -> dict[str, Any]:
    if body.signed_at is None:
        title = _("Draft discarded")
    else:
        title = _("Record voided: the session of %(day)s") % {"day": kday(body.held_on)}
    return {
        "title": title,
        "reason": row.reason or body.voided_reason,
        "link_text": _("Open the record"),
        "changes": (),
        "note": _("The words are kept and marked as void.") if body.signed_at else "",
    }


def _signed(row: LedgerEntry, body: Any) -> dict[str, Any]:
    name = body.child.known_as
    titles = {
        Outcome.DECLINED: _("%(child)s chose not to meet"),
        Outcome.ATTEMPTED: _("We tried to meet %(child)s, it did not happen"),
        Outcome.CANCELLED_BY_HOME: _("We cancelled a session with %(child)s"),
        Outcome.NOT_POSSIBLE: _("A session with %(child)s was not possible"),
    }
    written = london_day(body.signed_at or row.at)
    days = (written - body.held_on).days if body.held_on else 0
    late = days > LATE_AFTER_DAYS or bool(body.late_reason)
    text = _happened(body.held_on, days)
    if body.drafted_by_id:
        text += " " + _("Begun by %(who)s.") % {"who": body.drafted_by.full_name}
    if body.late_reason:
        text += " " + _("Reason for lateness: %(reason)s") % {"reason": _sentence(body.late_reason)}
    return {
        "title": titles.get(body.outcome, _("Session signed")) % {"child": name},
        "text": text,
        "late": late,
        "reason": "" if row.reason == _("signed") else row.reason,  # the title says it
        "link_text": _("Open the session"),
    }


def _happened(held_on: dt.date | None, days: int) -> str:
    if held_on is None:
        return ""
    if days <= 0:
        words = _("Happened %(day)s, recorded in the same shift.")
    elif days == 1:
        words = _("Happened %(day)s, recorded the next day.")
    else:
        words = _("Happened %(day)s, recorded %(days)s days later.")
    return words % {"day": kday(held_on), "days": days}


def _addendum(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    titles = {
        Addendum.Kind.CORRECTION: _("Something put right in the %(day)s session"),
        Addendum.Kind.CHILD: _("%(whose)s own words added to the %(day)s session"),
    }
    title = titles.get(body.kind, _("Detail added to the %(day)s session"))
    return {
        "title": title % {"day": kday(body.session.held_on), "whose": possessive(body.child.known_as)},
        "text": _("The original is unchanged."),
        "changes": (added_words("", body.text),),
        "url": reverse("sessions:detail", args=[body.session.public_id]),
        "link_text": _("Open the session"),
    }


# --- the child and the stay ---------------------------------------------------------------------


def _child(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    if row.change == "+":
        return {"title": _("%(child)s was added") % {"child": body.known_as}}
    return {"title": _("%(whose)s details changed") % {"whose": possessive(body.known_as)}}


def _placement(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    name = {"child": body.child.known_as, "whose": possessive(body.child.known_as)}
    if _newly(previous, body, "moved_on_on"):
        day = _("From %(home)s, on %(day)s.") % {"home": body.home, "day": kdate(body.moved_on_on)}
        return {"title": _("%(child)s moved on") % name, "text": day}
    if _newly(previous, body, "moved_in_on"):
        day = _("To %(home)s, on %(day)s.") % {"home": body.home, "day": kdate(body.moved_in_on)}
        return {"title": _("%(child)s moved in") % name, "text": day}
    if row.change == "+":
        day = _("At %(home)s, on %(day)s.") % {"home": body.home, "day": kdate(body.expected_on)}
        return {"title": _("%(child)s is expected") % name, "text": day}
    return {"title": _("%(whose)s stay: details changed") % name}


def _absence(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    if row.change == "~" and _newly(previous, body, "returned_on"):
        return {
            "title": _("%(child)s came back") % {"child": body.child.known_as},
            "text": _on(body.returned_on),
        }
    if row.change == "~":
        return {"title": _("Time away: details changed")}
    kind = capfirst(body.get_kind_display())
    text = _("%(kind)s, from %(day)s.") % {"kind": kind, "day": kday(body.started_on)}
    if body.returned_on:
        text = _("%(kind)s, from %(day)s, back on %(back)s.") % {
            "kind": kind,
            "day": kday(body.started_on),
            "back": kday(body.returned_on),
        }
    return {"title": _("Time away recorded") if body.returned_on else _("Time away began"), "text": text}


def _on(day: dt.date | None) -> str:
    return _("On %(day)s.") % {"day": kdate(day)} if day else ""


def _assignment(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    names = {"who": body.worker_name or body.worker.full_name, "whose": possessive(body.child.known_as)}
    if row.change == "~":
        return _assignment_changed(row, body, previous, names)
    titles = {
        AssignmentRole.LEAD: _("%(who)s became %(whose)s {key worker}"),
        AssignmentRole.SECOND: _("%(who)s became %(whose)s second {key worker}"),
    }
    title = titles.get(body.role, _("%(who)s covers for %(whose)s {key worker}")) % names
    return {"title": title, "text": history_team.period(body.started_on, body.ended_on)}


def _assignment_changed(
    row: LedgerEntry, body: Any, previous: Any | None, names: dict[str, str]
) -> dict[str, Any]:
    if not _newly(previous, body, "ended_on"):
        return {"title": _("{Key worker}: details changed, %(who)s") % names}
    title = (
        _("Cover ended: %(who)s") if body.role == AssignmentRole.COVER else _("{Key worker} ended: %(who)s")
    )
    title %= names
    if body.end_reason:
        why = end_reason_in_words(body.end_reason, known_as=body.child.known_as)
        title = f"{title} ({why})"
    text = _("Last day %(day)s.") % {"day": kday(body.ended_on)}
    return {"title": title, "text": f"{text} {_sentence(body.end_note)}".strip(), "changes": ()}


# --- the file -----------------------------------------------------------------------------------


def _file_item(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    name = {"document": body.get_type_display()}
    if body.applies == Applies.YES:
        title = _("%(document)s: belongs in the file") % name
    elif body.applies == Applies.NO:
        title = _("%(document)s: does not apply") % name
    else:
        title = _("%(document)s: not yet") % name
    return {"title": title, "reason": row.reason or body.reason, "changes": ()}


def _file_version(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    name = {"document": body.item.get_type_display()}
    if row.change == "~":
        return {"title": _("%(document)s: details changed") % name}
    title = _("%(document)s: new version") if previous is not None else _("%(document)s: first version here")
    text = _("Dated %(day)s.") % {"day": kday(body.dated_on)}
    if body.review_due_on:
        text += " " + _("Review due %(day)s.") % {"day": kday(body.review_due_on)}
    told: dict[str, Any] = {"title": title % name, "text": text}
    if previous is None and body.note:
        told["changes"] = (added_words("", body.note),)
    return told


# --- the home -----------------------------------------------------------------------------------


def _standard(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    name = str(NAMES.get(body.rule_code, body.rule_code))
    after = _amount(body.amount, body.unit)
    default = CATALOGUE.get(body.rule_code)
    text = _from(body.applies_from) if body.applies_from > FROM_THE_START else ""
    if previous is not None and (previous.amount, previous.unit) != (body.amount, body.unit):
        was = str(previous.amount) if previous.unit == body.unit else _amount(previous.amount, previous.unit)
        title = _("Standard changed: %(name)s, %(was)s → %(now)s")
        return {"title": title % {"name": name, "was": was, "now": after}, "text": text, "changes": ()}
    if previous is None and default and (default.amount, default.unit) != (body.amount, body.unit):
        usual = _("Usually %(amount)s.") % {"amount": _amount(default.amount, default.unit)}
        text = f"{text} {usual}".strip()
    return {"title": _("Standard set: %(name)s, %(now)s") % {"name": name, "now": after}, "text": text}


def _amount(amount: int, unit: str) -> str:
    if unit == Unit.MONTHS:
        return ngettext("%(n)s month", "%(n)s months", amount) % {"n": amount}
    return ngettext("%(n)s day", "%(n)s days", amount) % {"n": amount}


def _home(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    words = _("%(home)s was added") if row.change == "+" else _("%(home)s: settings changed")
    return {"title": words % {"home": body.name}}


def _role(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    names = {"who": body.user.full_name, "role": body.get_role_display().lower()}
    if row.change == "+":
        return {
            "title": _("%(who)s became %(role)s") % names,
            "text": history_team.period(body.started_on, body.ended_on),
        }
    if _newly(previous, body, "ended_on"):
        text = _("Last day %(day)s.") % {"day": kday(body.ended_on)}
        return {"title": _("Role ended: %(who)s, %(role)s") % names, "text": text, "changes": ()}
    return {"title": _("Role changed: %(who)s, %(role)s") % names}


def _grant(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    who = {"who": body.user.full_name}
    if body.withdrawn_at and row.change == "~":
        return {"title": _("Inspector access withdrawn: %(who)s") % who, "changes": ()}
    if row.change == "~":
        return {"title": _("Inspector access changed: %(who)s") % who}
    text = _("Read only, from %(first)s to %(last)s.") % {
        "first": kdatetime(body.starts_at),
        "last": kdatetime(body.ends_at),
    }
    return {"title": _("Inspector access given to %(who)s") % who, "text": text}


def _sentence(words: str) -> str:
    words = words.strip()
    return words if not words or words[-1] in ".!?" else f"{words}."


WORDS: dict[str, Callable[[LedgerEntry, Any, Any | None], dict[str, Any]]] = {
    **history_team.WORDS,
    **history_own.WORDS,
    **history_care.WORDS,
    **history_news.WORDS,
    **history_people.WORDS,
    **history_file.WORDS,
    "sessions_app.KeyWorkSession": _session,
    "sessions_app.Addendum": _addendum,
    "children.Child": _child,
    "children.Placement": _placement,
    "children.ChildAbsence": _absence,
    "children.KeyWorkerAssignment": _assignment,
    "children.FileItem": _file_item,
    "children.FileVersion": _file_version,
    "homes.HomeStandard": _standard,
    "homes.Home": _home,
    "homes.StaffRole": _role,
    "homes.InspectionGrant": _grant,
}
