"""What belongs in a child's chronology: one line per kind of event the record knows.

The page reads SOURCES; the rule CHRON, what a person wrote. A topic adds its models here; a model that is not there is
passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps

from children.key_workers.models import AssignmentRole, end_reason_in_words
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _

Said = tuple[str, str]  # what happened in a few words, and more about it


@dataclass(frozen=True)
class Source:
    """Rows of one model that are an event of a day. `model` has `child`, `home` and `public_id`."""

    key: str  # in addresses of pages: never changed
    model: str
    dated: str
    words: Callable[[Any], Said]
    related: tuple[str, ...] = ()
    where: dict[str, Any] = field(default_factory=dict)

    @property
    def rows(self) -> Any:
        return apps.get_model(self.model).objects.filter(**{f"{self.dated}__isnull": False, **self.where})

    @property
    def is_there(self) -> bool:
        try:
            model = apps.get_model(self.model)
        except LookupError:
            return False
        named = {one.name for one in model._meta.get_fields()}
        asked = {self.dated, *(name.partition("__")[0] for name in (*self.related, *self.where))}
        return asked <= named


def _moved_in(placement: Any) -> Said:
    return _("%(child)s moved in") % {"child": placement.child.known_as}, _("To %(home)s.") % {
        "home": placement.home.name
    }


def _moved_on(placement: Any) -> Said:
    return _("%(child)s moved on") % {"child": placement.child.known_as}, _("From %(home)s.") % {
        "home": placement.home.name
    }


def _held(held: Any) -> Said:
    titles = {
        AssignmentRole.LEAD: _("%(who)s became {key worker}"),
        AssignmentRole.SECOND: _("%(who)s became second {key worker}"),
    }
    view = _("“%(words)s”") % {"words": held.child_view} if held.child_view else ""
    return titles[held.role] % {"who": held.name_then}, view


def _held_no_more(held: Any) -> Said:
    title = _("%(who)s stopped being {key worker}") % {"who": held.name_then}
    if not held.end_reason:
        return title, ""
    why = end_reason_in_words(held.end_reason, known_as=held.child.known_as)
    return title, f"{why[:1].upper()}{why[1:]}."


def _away(absence: Any) -> Said:
    kind = absence.get_kind_display()
    return _("Time away: %(kind)s") % {"kind": kind}, absence.note


def _back(absence: Any) -> Said:
    title = _("%(child)s came back") % {"child": absence.child.known_as}
    return title, _("Away since %(day)s.") % {"day": kday(absence.started_on)}


def _document(version: Any) -> Said:
    return _("%(document)s: new version") % {"document": version.item.get_type_display()}, version.note


def _restricted(one: Any) -> Said:
    title = _("Restriction began: %(kind)s") % {"kind": one.get_kind_display()}
    return title, _("Rests on: %(basis)s.") % {"basis": one.get_basis_display()}


def _restricted_no_more(one: Any) -> Said:
    return _("Restriction ended: %(kind)s") % {"kind": one.get_kind_display()}, one.end_note


def _status(status: Any) -> Said:
    return _("Legal status: %(status)s") % {"status": status.in_words}, status.note


def _order(order: Any) -> Said:
    return _("Order made: %(order)s") % {"order": order.get_kind_display()}, order.note


def _order_ended(order: Any) -> Said:
    return _("Order ended: %(order)s") % {"order": order.get_kind_display()}, order.end_reason


def _care(event: Any) -> Said:
    return str(event.get_kind_display()), event.outcome


def _by_hand(entry: Any) -> Said:
    return entry.title, entry.what


BY_HAND = "hand"
# What a child will look back on; what comes round every term is on its own page.
_CARE: dict[str, Any] = {"standing": "stands", "kind__in": ("health_assessment", "ehc_review")}
_STANDS: dict[str, Any] = {"standing": "stands"}
_KEY_WORKERS: dict[str, Any] = {"role__in": (AssignmentRole.LEAD, AssignmentRole.SECOND)}
SOURCES: tuple[Source, ...] = (
    Source("in", "children.Placement", "moved_in_on", _moved_in, ("home", "child")),
    Source("on", "children.Placement", "moved_on_on", _moved_on, ("home", "child")),
    Source("kw", "children.KeyWorkerAssignment", "started_on", _held, ("worker", "child"), _KEY_WORKERS),
    Source(
        "kwend", "children.KeyWorkerAssignment", "ended_on", _held_no_more, ("worker", "child"), _KEY_WORKERS
    ),
    Source("away", "children.ChildAbsence", "started_on", _away, ("child",)),
    Source("back", "children.ChildAbsence", "returned_on", _back, ("child",)),
    Source("doc", "children.FileVersion", "dated_on", _document, ("item",)),
    Source("restriction", "children.Restriction", "started_on", _restricted),
    Source("limitend", "children.Restriction", "ended_on", _restricted_no_more),
    Source("status", "children.LegalStatus", "started_on", _status, (), _STANDS),
    Source("order", "children.CourtOrder", "made_on", _order, (), _STANDS),
    Source("orderend", "children.CourtOrder", "ended_on", _order_ended, (), _STANDS),
    Source("care", "children.CareEvent", "happened_on", _care, (), _CARE),
    Source(BY_HAND, "children.ChronologyEntry", "happened_on", _by_hand, ("home", "child")),
)


@cache
def sources() -> tuple[Source, ...]:
    """Those whose records exist."""
    return tuple(one for one in SOURCES if one.is_there)


def written_by_hand() -> Any:
    """The entries a person wrote, that stand."""
    return next(one for one in sources() if one.key == BY_HAND).rows
