"""The read object of a child's first days: one line for each thing on the home's list, from all that was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from children.models import Child, Placement
from children.placements.page import can_be_written, lives_here, tenure
from homes.dates import london_day
from homes.permissions import Access, Permission
from homes.practice import FirstDaysItem, Practice
from homes.templatetags.keywork_ui import kdate, kshort, with_name
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.first_days.elsewhere import EXPLAINED, Elsewhere, Written
from sessions_app.first_days.models import FirstDaysEntry, Reached

DOT = 20
SETTLING_DAYS = 28
HINTS = {
    "agreement": gettext_lazy("How often, what stays private, what we write down."),
    "worries": gettext_lazy("Talk, draw or walk. {child} can come back to it."),
    "essentials": gettext_lazy("Look together at what is there and what is missing."),
    "home_plan": gettext_lazy("A day that is set for it can stand in for the plan."),
}


@dataclass
class Task:
    """One thing to do in the first days."""

    item: FirstDaysItem
    title: str
    entries: list[FirstDaysEntry]  # the latest first
    written: Written | None  # what stands elsewhere
    url: str  # where it is written down
    hint: str

    @property
    def latest(self) -> FirstDaysEntry | None:
        return self.entries[0] if self.entries else None

    @property
    def earlier(self) -> list[FirstDaysEntry]:
        return self.entries[1:]

    @property
    def is_elsewhere(self) -> bool:
        return self.written is not None and self.written.done

    @property
    def reached(self) -> str:
        if self.is_elsewhere:
            return Reached.DONE
        if self.latest is not None:
            return self.latest.reached
        return Reached.STARTED if self.written and self.item.code in EXPLAINED else ""

    @property
    def is_settled(self) -> bool:
        return self.reached in (Reached.DONE, Reached.NOT_NEEDED)

    @property
    def line(self) -> str:
        """ "Sat 9 August, on a walk. Dee Shah"; of what nobody has begun, what it is."""
        one = self.latest
        if one is None or self.is_elsewhere:
            return self.written.words if self.written else self.hint
        if one.reached == Reached.DAY_SET:
            return _("A day is set for it: %(day)s. %(who)s") % {
                "day": kshort(one.planned_on),
                "who": one.noted_name,
            }
        said = [kshort(one.happened_on), *([one.how] if one.how else [])]
        return f"{', '.join(said)}. {one.noted_name}"

    @property
    def beside(self) -> str:
        """What stands elsewhere of something that is still to do: the plan is there, and not gone through."""
        return self.written.words if self.written and self.latest and not self.is_elsewhere else ""


@dataclass
class FirstDaysPage:
    child: Child
    placement: Placement
    today: dt.date
    tasks: list[Task]
    beside: list[Written]  # written down elsewhere, and not on the list
    other_stays: list[Placement]
    before_keywork: bool
    may_write: bool
    not_needed_url: str

    @cached_property
    def to_do(self) -> list[Task]:
        """What was begun comes first, then what has a day, then what nobody has begun."""
        order = [Reached.STARTED, Reached.DAY_SET, ""]
        waiting = [task for task in self.tasks if not task.is_settled]
        return sorted(waiting, key=lambda task: order.index(task.reached))

    @property
    def done(self) -> list[Task]:
        return [task for task in self.tasks if task.is_settled and not task.is_elsewhere]

    @property
    def elsewhere(self) -> list[Task]:
        return [task for task in self.tasks if task.is_elsewhere]

    @property
    def elsewhere_count(self) -> int:
        return len(self.elsewhere) + len(self.beside)

    @property
    def counted(self) -> list[Task]:
        """What does not apply is not counted."""
        return [task for task in self.tasks if task.reached != Reached.NOT_NEEDED]

    @property
    def done_count(self) -> int:
        return sum(task.reached == Reached.DONE for task in self.counted)

    @property
    def is_complete(self) -> bool:
        return not self.to_do

    @property
    def count_words(self) -> str:
        words = _("%(n)s of %(all)s done.")
        return words % {"n": self.done_count, "all": len(self.counted)}

    @property
    def dots(self) -> list[tuple[int, str]]:
        """Where each dot stands, and whether it is whole, half or open."""
        begun = sum(task.reached == Reached.STARTED for task in self.counted)
        rest = len(self.counted) - self.done_count - begun
        kinds = ["whole"] * self.done_count + ["half"] * begun + ["open"] * rest
        return [(10 + DOT * number, kind) for number, kind in enumerate(kinds)]

    @property
    def width(self) -> int:
        return DOT * max(1, len(self.counted))

    @property
    def next(self) -> Task | None:
        return self.to_do[0] if self.to_do and self.may_write else None

    @property
    def can_be_left_out(self) -> list[Task]:
        """What may be said not to apply: not what the law or another record speaks for."""
        return [task for task in self.to_do if task.item.code not in EXPLAINED]

    @property
    def when(self) -> str:
        """ "Leo moved in on Saturday 9 August, 3 days ago." """
        stay, name = self.placement, self.child.known_as
        if stay.moved_in_on is None or stay.moved_in_on > self.today:
            return _("%(child)s has not moved in yet.") % {"child": name}
        facts = {"child": name, "day": kdate(stay.moved_in_on), "ago": tenure(stay.moved_in_on, self.today)}
        if stay.moved_in_on == self.today:
            return _("%(child)s moves in today.") % facts
        if lives_here(stay, self.today):
            return _("%(child)s moved in on %(day)s, %(ago)s ago.") % facts
        return _("%(child)s moved in on %(day)s, and has moved on since.") % facts


def stays_of(child: Child, access: Access) -> list[Placement]:
    """Every stay of a child this person may see, the latest first. One query."""
    rows = Placement.objects.visible_to(access).filter(child=child).select_related("home", "child")
    return list(rows.latest_first())


def stay_to_read(stays: Sequence[Placement], access: Access, *, asked: str = "") -> Placement | None:
    """The stay asked for by its id; else the one of today, the one expected, or the latest."""
    today = access.today
    chosen = next((one for one in stays if str(one.public_id) == asked), None)
    chosen = chosen or next((one for one in stays if one.covers(today)), None)
    chosen = chosen or next((one for one in stays if one.moved_on_on is None), None)
    return chosen or next(iter(stays), None)


def is_settling_in(placement: Placement, today: dt.date) -> bool:
    """Whether a record of these days leads to the list: asked without a query, of a page that is opened all day."""
    return placement.moved_in_on is not None and 0 <= (today - placement.moved_in_on).days < SETTLING_DAYS


def practice_of_stay(placement: Placement, access: Access) -> Practice:
    """A stay keeps the list its home had on the day of moving in: later changes are for who comes later."""
    return access.practice_of(placement.home, on=placement.moved_in_on)


def first_days_page(placement: Placement, stays: Sequence[Placement], access: Access) -> FirstDaysPage:
    """A fixed number of queries, however often somebody sat down with the child."""
    elsewhere = Elsewhere(placement, stays, access)
    found: dict[str, list[FirstDaysEntry]] = {}
    rows = FirstDaysEntry.objects.visible_to(access).filter(placement=placement)
    for entry in rows.order_by("-happened_on", "-pk"):
        found.setdefault(entry.task, []).append(entry)
    items = practice_of_stay(placement, access).first_days
    child = placement.child
    return FirstDaysPage(
        child=child,
        placement=placement,
        today=access.today,
        tasks=[_task(item, found.get(item.code, []), placement, elsewhere) for item in items],
        beside=elsewhere.beside,
        other_stays=[one for one in stays if one.pk != placement.pk and one.moved_in_on],
        before_keywork=came_before_keywork(placement),
        may_write=can_be_written(placement, access) and access.may(Permission.RECORD_FILE, placement.home_id),
        not_needed_url=_address("sessions:first_days_not_needed", placement),
    )


def came_before_keywork(placement: Placement) -> bool:
    """The child lived here before the home wrote anything down in Keywork: their first days were long before."""
    return placement.moved_in_on is not None and placement.moved_in_on < london_day(placement.home.created_at)


def _task(
    item: FirstDaysItem, entries: list[FirstDaysEntry], placement: Placement, elsewhere: Elsewhere
) -> Task:
    name = placement.child.known_as
    return Task(
        item=item,
        title=title_of(item, name),
        entries=entries,
        written=elsewhere.of(item.code),
        url=elsewhere.asks(item.code)
        if item.code in EXPLAINED
        else _address("sessions:first_days_task", placement, item.code),
        hint=with_name(HINTS.get(item.code, ""), name),
    )


def title_of(item: FirstDaysItem, name: str) -> str:
    return with_name(item.text, name)


def _address(name: str, placement: Placement, *more: str) -> str:
    url = reverse(name, args=[placement.child.public_id, *more])
    return f"{url}?{urlencode({'stay': placement.public_id})}"
