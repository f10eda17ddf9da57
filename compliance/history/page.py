"""The history of a child and of a home: pages of the ledger, and who looked.

The ledger is the spine (one narrow row per history row, in the order they were written). A page is 25 rows read by
key, never by OFFSET or COUNT, so the thousandth page costs what the first one does. The bodies of a page and the
versions before them are then fetched with one query per kind of record, whatever the number of entries.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from children.models import Child, Placement
from children.placements.page import can_be_written
from children.putting_right.lines import line_named
from children.putting_right.permissions import can_put_right_entry
from compliance.history.words import Item, item_for
from homes.dates import add_days, midnight
from homes.forms.filters import DayFilter
from homes.forms.layout import Filter
from homes.models import Home, LedgerEntry, User
from homes.permissions import Access, Permission, changes_of
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.first_days.history import say_tasks
from sessions_app.recording.purposes import in_words

PER_PAGE = 25

LARGEST_KEY = 2**63 - 1

# Each type of the filter and the records it holds.
TYPES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "sessions": (
        gettext_lazy("Sessions"),
        (
            "sessions_app.KeyWorkSession",
            "sessions_app.Addendum",
            "sessions_app.ChildsPart",
            "sessions_app.ChildsPartWithdrawn",
            "sessions_app.SessionPlan",
            "sessions_app.PlanStep",
            "sessions_app.KeyWorkReport",
        ),
    ),
    "key_workers": (
        gettext_lazy("{Key workers}"),
        ("children.KeyWorkerAssignment", "children.TeamReflection"),
    ),
    "about": (
        gettext_lazy("About and goals"),
        (
            "children.AboutMe",
            "children.ImportantDate",
            "children.Goal",
            "children.GoalStep",
            "children.RoomCheck",
            "children.RemovedItem",
            "children.RemovedItemNote",
            "children.Explained",
            "sessions_app.FirstDaysEntry",
        ),
    ),
    "plans": (
        gettext_lazy("Plans and documents"),
        (
            "children.FileVersion",
            "children.FileItem",
            "children.FileSaid",
            "children.Chase",
            "children.StoredFile",
        ),
    ),
    "placements": (
        gettext_lazy("Moving in and on"),
        ("children.Placement", "children.Child", "children.PreAdmissionVisit"),
    ),
    "away": (gettext_lazy("Time away"), ("children.ChildAbsence",)),
    "care": (
        gettext_lazy("Health, school and orders"),
        ("children.CareEvent", "children.LegalStatus", "children.CourtOrder"),
    ),
    "news": (
        gettext_lazy("News, support and chronology"),
        (
            "children.SocialWorkerUpdate",
            "children.SupportNeed",
            "children.SupportStep",
            "children.ChronologyEntry",
            "children.HandoverNote",
        ),
    ),
    "around": (
        gettext_lazy("People, calls and visits"),
        (
            "children.Person",
            "children.ContactEntry",
            "children.Restriction",
            "children.RestrictionReview",
        ),
    ),
    "people": (
        gettext_lazy("People and roles"),
        (
            "homes.StaffRole",
            "homes.InspectionGrant",
            "homes.StaffAbsence",
            "homes.Readiness",
            "homes.SignInUnlock",
        ),
    ),
    "standards": (
        gettext_lazy("Standards and settings"),
        ("homes.HomeStandard", "homes.Home", "homes.PracticeChange"),
    ),
}


CHILD_TYPES = ("sessions", "key_workers", "about", "plans", "care", "around", "news", "placements", "away")

# A new row of these stands in the place of the one before it: what it is compared with.
SUCCEEDS = {
    "children.AboutMe": ("child_id",),
    "children.FileVersion": ("item_id", "home_id"),
    "homes.HomeStandard": ("home_id", "rule_code"),
}


NEVER_SHOWN = ("history_user", "placement", "provider", "given_by")  # relations no entry speaks of


class HistoryFilter(DayFilter):
    helper = Filter(gettext_lazy("Show entries"))

    def __init__(self, *args: Any, types: Iterable[str], people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(who.public_id): who for who in people}
        self.choose("type", _("Type"), _("All types"), [(code, TYPES[code][0]) for code in types])
        self.choose("by", _("By"), _("Anyone"), [(key, who.full_name) for key, who in self.people.items()])

    def narrow(self, entries: QuerySet) -> QuerySet:
        """The entries the form asks for. Days are London days, both included."""
        asked = self.asked
        if self.begins_at:
            entries = entries.filter(at__gte=self.begins_at)
        if self.ends_at:
            entries = entries.filter(at__lt=self.ends_at)
        if asked.get("type"):
            entries = entries.filter(model__in=TYPES[asked["type"]][1])
        if asked.get("by"):
            entries = entries.filter(user_id=self.people[asked["by"]].pk)
        return entries


# --- what a person may read ---------------------------------------------------------------------


@dataclass(frozen=True)
class Reach:
    """How much of one child's history a person reads, and at which of their homes."""

    home_id: int | None
    whole: bool  # the child lives with them: everything; otherwise what was written at their own homes
    since: dt.date | None
    own: frozenset[int] = frozenset()  # those homes
    until: dt.date | None = None  # not whole: the day the child left the last of them


def reach_of(access: Access, child: Child, permission: Permission) -> Reach:
    """Read the child's placements at this person's homes. One query."""
    placements = list(Placement.objects.filter(child=child, home__in=access.home_ids).latest_first())
    holding = [placement for placement in placements if access.may(permission, placement.home_id)]
    whole = any(
        placement.home_id in access.living_home_ids
        and (placement.moved_on_on is None or placement.moved_on_on > access.today)
        for placement in holding
    )
    first = min((placement.moved_in_on for placement in placements if placement.moved_in_on), default=None)
    chosen = (holding or placements)[:1]
    lately = {one.home_id for one in holding if can_be_written(one, access)}
    left = max((one.moved_on_on for one in holding if one.moved_on_on), default=None)
    return Reach(
        home_id=chosen[0].home_id if chosen else None,
        whole=whole,
        since=first,
        own=access.period_home_ids | lately,
        until=left,
    )


def entries_of_child(access: Access, child: Child, reach: Reach) -> QuerySet:
    """Ledger rows of a child already found in scope.

    Outside the scope on purpose: rows about the child alone (name, date of birth) have no home, and a scope of homes
    would leave them out.
    """
    entries = LedgerEntry.objects.with_scopes_disabled().filter(child_id=child.pk)
    if not reach.whole:
        of_the_child = Q(home_id__isnull=True, model="children.Child")
        if reach.until is not None:  # later ones are of where the child lives now
            of_the_child &= Q(at__lt=midnight(add_days(reach.until, 1)))
        entries = entries.filter(Q(home_id__in=reach.own) | of_the_child)
    return _without_drafts_of_others(entries, access)


def entries_of_home(access: Access, home: Home) -> QuerySet:
    return _without_drafts_of_others(LedgerEntry.objects.filter(home_id=home.pk), access)


def _without_drafts_of_others(entries: QuerySet, access: Access) -> QuerySet:
    """Draft versions are their author's and the managers'. Nobody else learns that they exist."""
    return entries.filter(
        Q(private_to_id__isnull=True)
        | Q(private_to_id=access.user.pk)
        | Q(home_id__in=access.homes_with(Permission.READ_DRAFTS))
    )


def people_in(entries: QuerySet) -> list[User]:
    """Everybody who wrote one of these entries. One query, however many entries."""
    return list(User.objects.filter(pk__in=entries.values("user_id")).order_by("full_name", "pk"))


# --- pages by key -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Page:
    """Up to 25 rows, newest first, and the keys of the pages beside it."""

    rows: Sequence[Any]
    newer: int | None
    older: int | None


def key_of(typed: str | None) -> int | None:
    """A key from an address; None for anything that is not one."""
    if not typed or not typed.isascii() or not typed.isdigit():
        return None
    key = int(typed) if len(typed) <= len(str(LARGEST_KEY)) else LARGEST_KEY
    return min(key, LARGEST_KEY)


def page_of(rows: QuerySet, *, before: int | None = None, after: int | None = None) -> Page:
    """One page of ledger rows or of access events. One query: never COUNT, never OFFSET."""
    if after is not None:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: PER_PAGE + 1])
        if found:
            shown = found[:PER_PAGE][::-1]
            return Page(shown, newer=shown[0].pk if len(found) > PER_PAGE else None, older=shown[-1].pk)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    return Page(
        shown,
        newer=shown[0].pk if shown and before is not None else None,
        older=shown[-1].pk if len(found) > PER_PAGE else None,
    )


# --- from rows to words -------------------------------------------------------------------------


def timeline(rows: Sequence[LedgerEntry], access: Access) -> list[Item]:
    """The entries of a page in words, with what changed. One query for all keys, one per kind of record."""
    earlier = _previous_keys(rows)
    bodies = _bodies(rows, earlier)
    _say_purposes(bodies.values(), access)
    say_tasks(bodies.values(), access)
    items = []
    for row in rows:
        body = bodies.get((row.model, row.history_id))
        previous = bodies.get((row.model, earlier.get((row.model, row.history_id))))
        if previous is not None and not _may_read(previous, access):
            previous = None
        item = item_for(row, body, previous)
        items.append(replace(item, put_right_url=_put_right_url(row, body, access)))
    return items


def _put_right_url(row: LedgerEntry, body: Any, access: Access) -> str:
    """Beside the first version of a record, for whoever may put it right now."""
    line = line_named(row.model) if row.change == "+" and body is not None else None
    may = line is not None and can_put_right_entry(access, line, row)
    return line.address(body) if line and may else ""


def _say_purposes(versions: Iterable[Any], access: Access) -> None:
    """Codes of purposes as the home said them that day. One query, only if a record is of a home out of reach."""
    spoken = [version for version in versions if getattr(version, "purposes", None)]
    changes = {**access.changes, **changes_of({one.home_id for one in spoken} - access.home_ids)}
    for one in spoken:
        one.purposes = in_words(
            one.purposes,
            home=one.home,
            changes=changes.get(one.home_id, ()),
            day=_day_of(one) or access.today,
            child_name=one.child.known_as,
        )


def _day_of(version: Any) -> dt.date | None:
    """The day of a session, or the one it is planned for."""
    return version.held_on if hasattr(version, "held_on") else version.planned_on


def _may_read(version: Any, access: Access) -> bool:
    """What was said before signing belongs to its author and the managers."""
    if not hasattr(version, "signed_at") or version.signed_at is not None:
        return True
    return version.author_id == access.user.pk or access.may(Permission.READ_DRAFTS, version.home_id)


def _historical(label: str) -> Any:
    return apps.get_model(label).history.model


def _keys_by_model(rows: Iterable[LedgerEntry]) -> dict[str, list[int]]:
    keys: dict[str, list[int]] = {}
    for row in rows:
        keys.setdefault(row.model, []).append(row.history_id)
    return keys


def _previous_keys(rows: Sequence[LedgerEntry]) -> dict[tuple[str, int], int]:
    """The history row each entry is compared with. One query for the whole page."""
    wanted = [row for row in rows if row.change == "~" or row.model in SUCCEEDS]
    parts = [_previous_of(label, keys) for label, keys in sorted(_keys_by_model(wanted).items())]
    if not parts:
        return {}
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return {(row["label"], row["history_id"]): row["previous"] for row in found if row["previous"]}


def _previous_of(label: str, keys: list[int]) -> QuerySet:
    history = _historical(label)
    earlier = history.objects.filter(history_id__lt=OuterRef("history_id")).order_by("-history_id")
    own = Subquery(earlier.filter(id=OuterRef("id")).values("history_id")[:1])
    previous: Any = own
    if label in SUCCEEDS:
        place = {name: OuterRef(name) for name in SUCCEEDS[label]}
        before_it = Subquery(earlier.filter(**place).values("history_id")[:1])
        previous = Case(When(history_type="+", then=before_it), default=own)
    return (
        history.objects.filter(history_id__in=keys)
        .order_by()
        .annotate(label=Value(label, models.CharField()), previous=previous)
        .values("label", "history_id", "previous")
    )


def _bodies(
    rows: Sequence[LedgerEntry], earlier: dict[tuple[str, int], int]
) -> dict[tuple[str, int | None], Any]:
    """The history rows of a page and the ones before them, with the people, homes and documents they name."""
    keys = _keys_by_model(rows)
    for (label, _key), previous in earlier.items():
        keys[label].append(previous)
    bodies: dict[tuple[str, int | None], Any] = {}
    for label, wanted in keys.items():
        history = _historical(label)
        related = [f.name for f in history._meta.fields if f.is_relation and f.name not in NEVER_SHOWN]
        found = history.objects.select_related(*related) if related else history.objects.all()
        for version in found.filter(history_id__in=wanted).order_by():
            bodies[label, version.history_id] = version
    return bodies
