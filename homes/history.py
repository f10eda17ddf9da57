"""How changes of a home, its adults and its own ways read in a history, and what every topic's words share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from homes import history
from homes.dates.school_terms import TermName
from homes.models import LedgerEntry, PracticeChange
from homes.practice import ADDITIONS, SHIPPED
from homes.templatetags.keywork_ui import kdatetime, kday, ktime
from homes.words import TERMS
from homes.words import gettext as _


@dataclass(frozen=True)
class Change:
    """One part of a record: what it said and what it says, with marks round the words that differ."""

    name: str
    before: SafeString
    after: SafeString
    removed: int = 0
    added: int = 0
    is_new: bool = False  # added where nothing could have stood before


def added_words(name: str, text: str) -> Change:
    """A part that has no before."""
    return Change(
        name=name, before=mark_safe(""), after=marked("ins", text), added=len(text.split()), is_new=True
    )


def marked(tag: str, text: str) -> SafeString:
    """Escaped text in a mark. White space at its ends stays outside: a struck-through space reads as a word."""
    core = text.strip()
    if not core:
        return mark_safe(escape(text))  # noqa: S308 - escaped
    start = text.index(core)
    lead, tail = escape(text[:start]), escape(text[start + len(core) :])
    return mark_safe(f"{lead}<{tag}>{escape(core)}</{tag}>{tail}")  # noqa: S308 - escaped


def value_in_words(field: Any, version: Any) -> str:
    """A stored value as people read it: choices by their label, dates as dates, people by name. Empty for none."""
    if field.is_relation:
        return str(getattr(version, field.name) or "")
    value = getattr(version, field.attname)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dt.datetime):
        return kdatetime(value)
    if isinstance(value, dt.time):
        return ktime(value)
    return kday(value) if isinstance(value, dt.date) else str(value)


def from_day(day: dt.date | None) -> str:
    return _("From %(day)s.") % {"day": kday(day)} if day else ""


def on_day(day: dt.date | None) -> str:
    return _("On %(day)s.") % {"day": kday(day)} if day else ""


def opens(page: str, record: Any, words: str) -> dict[str, str]:
    """The link from an entry of a history to the page of a record, or of its child."""
    return {"url": reverse(page, args=[record.public_id]), "link_text": words}


def newly(previous: Any | None, body: Any, name: str) -> bool:
    """Whether this version is the one that filled a field in."""
    return bool(getattr(body, name)) and (previous is None or not getattr(previous, name))


def home(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    words = _("%(home)s was added") if row.change == "+" else _("%(home)s: settings changed")
    return {"title": words % {"home": body.name}}


def role(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    names = {"who": body.user.full_name, "role": body.get_role_display().lower()}
    if row.change == "+":
        return {
            "title": _("%(who)s became %(role)s") % names,
            "text": history.period(body.started_on, body.ended_on),
        }
    if previous is not None and previous.ended_on and not body.ended_on:
        return {"title": _("Role reopened: %(who)s, %(role)s") % names, "changes": ()}
    if newly(previous, body, "ended_on") or newly(previous, body, "access_ended_at"):
        text = _("Last day %(day)s.") % {"day": kday(body.ended_on)}
        if body.access_ended_at:
            text += " " + _("Access ended %(time)s.") % {"time": kdatetime(body.access_ended_at)}
        return {"title": _("Role ended: %(who)s, %(role)s") % names, "text": text, "changes": ()}
    return {"title": _("Role changed: %(who)s, %(role)s") % names}


def grant(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
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


def sentence(words: str) -> str:
    words = words.strip()
    return words if not words or words[-1] in ".!?" else f"{words}."


def period(first: Any, last: Any | None) -> str:
    if last is None:
        return _("From %(day)s.") % {"day": kday(first)}
    return _("From %(first)s to %(last)s.") % {"first": kday(first), "last": kday(last)}


def practice_change(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    return {
        "title": practice_title(body),
        "text": _("Counts from %(day)s.") % {"day": kday(body.applies_from)},
        "reason": body.why,
        "changes": (),
    }


def practice_title(change: PracticeChange) -> str:
    """One change of practice in a line. Takes the row or its history row."""
    value, kinds = change.value, PracticeChange.Kind
    if change.kind == kinds.PROFILE:
        return _("The home now follows: %(title)s") % {"title": SHIPPED[value["code"]].title}
    if change.kind == kinds.ADDITION:
        words = (
            _("Way of working added: %(what)s") if value["in_use"] else _("Way of working ended: %(what)s")
        )
        return words % {"what": ADDITIONS[change.key].title}
    if change.kind == kinds.TERM:
        was = TERMS[change.key].singular
        if not value.get("singular"):
            return _("Word put back to the profile’s: %(was)s") % {"was": was}
        return _("Word changed: %(was)s is now %(word)s") % {"was": was, "word": value["singular"]}
    if change.kind == kinds.LIMIT:
        return _("{Key workers} at once: %(number)s") % {"number": value["number"] or _("as many as needed")}
    if change.kind == kinds.SCHOOL_TERMS:
        days = {name: kday(dt.date.fromisoformat(value[name])) for name in TermName}
        said = _("School terms of %(year)s: autumn to %(autumn)s, spring to %(spring)s, summer to %(summer)s")
        return said % {"year": change.key, **days}
    kind = capfirst(str(kinds(change.kind).label))
    if not value["in_use"]:
        return _("%(list)s taken off the list: %(what)s") % {
            "list": kind,
            "what": value.get("text") or change.key,
        }
    return _("%(list)s on the list: %(what)s") % {"list": kind, "what": value.get("text") or change.key}


def staff_absence(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    who = {"who": body.user.full_name}
    text = period(body.started_on, body.ended_on)
    if row.change == "+":
        return {"title": _("%(who)s will be away, or is") % who, "text": text}
    if body.withdrawn_on:
        return {"title": _("Called off: %(who)s is not away") % who, "text": text, "changes": ()}
    return {"title": _("Days away changed: %(who)s") % who, "text": text}


def readiness(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    title = _("%(what)s noted for %(who)s") % {
        "what": capfirst(str(body.get_kind_display())),
        "who": body.user.full_name,
    }
    text = on_day(body.done_on)
    if body.valid_until_on:
        text += " " + _("In date until %(day)s.") % {"day": kday(body.valid_until_on)}
    return {"title": title, "text": f"{body.what}. {text}" if body.what else text}


def sign_in_unlock(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    if body.step_taken:
        return {
            "title": _("Second step taken away for %(who)s") % {"who": body.user.full_name},
            "changes": (),
        }
    return {
        "title": _("Sign-in unlocked for %(who)s") % {"who": body.user.full_name},
        "text": _("After too many tries with a wrong password."),
    }


def ring_number(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    """Whose number, and never the number: a history is read by more people than those who ring."""
    words = _("Number to ring noted: %(who)s") if body.phone else _("Number to ring taken off: %(who)s")
    return {"title": words % {"who": body.user.full_name}, "changes": ()}


def invitation(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    """Whom, as what, and what became of it. The address stays on the page of the staff."""
    who = {"who": body.full_name, "role": body.get_role_display()}
    if body.taken_up_at is not None:
        return {"title": _("Invitation taken up: %(who)s, %(role)s") % who, "changes": ()}
    if body.called_off_at is not None:
        return {"title": _("Invitation called off: %(who)s") % who, "changes": ()}
    words = _("Invitation sent again: %(who)s") if previous else _("Invited: %(who)s, %(role)s")
    text = _("From %(day)s.") % {"day": kday(body.started_on)}
    return {"title": words % who, "text": text, "changes": ()}


WORDS = {
    "homes.Invitation": invitation,
    "homes.Home": home,
    "homes.RingNumber": ring_number,
    "homes.StaffRole": role,
    "homes.InspectionGrant": grant,
    "homes.PracticeChange": practice_change,
    "homes.StaffAbsence": staff_absence,
    "homes.Readiness": readiness,
    "homes.SignInUnlock": sign_in_unlock,
}
