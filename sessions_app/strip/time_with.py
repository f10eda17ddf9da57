"""Who spends time with a child, by the sessions of the last weeks."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from children.models import Child
from homes.permissions import Access
from homes.templatetags.keywork_ui import possessive
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession
from sessions_app.strip.weeks import in_reach

LAST_SESSIONS = 12

NEARLY_ALL, NEARLY_ALL_OF = 7, 8

# --- other small answers for other pages ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TimeWith:
    """One adult and how often; `width` and `dots` place one dot a session, 14 px with a gap of 5."""

    name: str
    count: int

    @property
    def width(self) -> int:
        return self.count * 19

    @property
    def dots(self) -> list[int]:
        return [7 + 19 * number for number in range(self.count)]


@dataclass(frozen=True)
class WhoSpendsTime:
    """Adults in the last sessions and quick chats, most first. For the child's sake: a prompt, never a ranking."""

    people: list[TimeWith] = field(default_factory=list)
    sessions: int = 0
    mostly: TimeWith | None = None  # the one adult of nearly all of the last 8

    @property
    def sentence(self) -> str:
        return ", ".join(f"{one.name} {one.count}" for one in self.people)

    def prompt(self, child: Child) -> str:
        """Good practice, never a gap: nobody owes anything, and no rule reads it. Empty when several are there."""
        if self.mostly is None:
            return ""
        words = _(
            "%(n)d of %(whose)s last %(of)d sessions were with %(adult)s. "
            "Who else could spend time with %(child)s? (Good practice, not a gap)"
        )
        return words % {
            "n": self.mostly.count,
            "of": NEARLY_ALL_OF,
            "whose": possessive(child.known_as),
            "adult": self.mostly.name,
            "child": child.known_as,
        }


def who_spends_time(child: Child, as_of: dt.date, *, access: Access | None = None) -> WhoSpendsTime:
    return who_spends_time_with([child.pk], as_of, access=access)[child.pk]


def who_spends_time_with(
    child_ids: Collection[int], as_of: dt.date, *, access: Access | None = None
) -> dict[int, WhoSpendsTime]:
    """Who was there in each child's last 12 sessions and quick chats that happened. One query for any number."""
    newest_first = [F("held_on").desc(), F("pk").desc()]
    rows = (
        in_reach(KeyWorkSession.objects.filter(child__in=child_ids), access)
        .happened_by(as_of)
        .annotate(nth=Window(RowNumber(), partition_by=F("child_id"), order_by=newest_first))
        .filter(nth__lte=LAST_SESSIONS)
        .order_by("child_id", "nth")
    )
    there: dict[int, list[list[dict[str, str]]]] = defaultdict(list)
    for child_id, people in rows.values_list("child_id", "people_present"):
        there[child_id].append(people or [])
    return {child_id: _people_of(there[child_id]) for child_id in child_ids}


def _people_of(sessions: Sequence[list[dict[str, str]]]) -> WhoSpendsTime:
    """From the people of each session, newest first. An adult named twice in one session was there once."""
    counts, lately, names = Counter[str](), Counter[str](), {}
    for number, people in enumerate(sessions):
        for key, name in {one.get("id") or one["name"]: one["name"] for one in people}.items():
            counts[key] += 1
            lately[key] += number < NEARLY_ALL_OF
            names.setdefault(key, name)  # newest first: the name as last written
    called = _called(names)
    nearly_all = [key for key, count in lately.items() if count >= NEARLY_ALL]
    # two adults who are both nearly always there are two: nobody depends on one of them alone
    alone = len(nearly_all) == 1 and len(sessions) >= NEARLY_ALL_OF
    mostly = TimeWith(called[nearly_all[0]], lately[nearly_all[0]]) if alone else None
    people = [TimeWith(called[key], count) for key, count in counts.items()]
    return WhoSpendsTime(sorted(people, key=lambda one: (-one.count, one.name)), len(sessions), mostly)


def _called(names: dict[str, str]) -> dict[str, str]:
    """First names, as people say them; the whole name of those who share one."""
    first = {key: name.split(" ")[0] for key, name in names.items()}
    shared = Counter(first.values())
    return {key: names[key] if shared[name] > 1 else name for key, name in first.items()}
