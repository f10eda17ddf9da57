"""What is owed, as every page reads it: stored rows, brought up to date first where the home has changed since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.dispatch import Signal

from children.duties.models import Flag, HomeSweep
from children.duties.querysets import FlagQuerySet
from homes.dates import london_day
from homes.permissions import Access

# kwargs: home_id, now. Sent for a home whose stored duties are behind; compliance sweeps it there and then.
home_is_behind = Signal()


@dataclass(frozen=True, slots=True)
class Duties:
    """What is owed at one home, as this person may read it, and the sweep that stored it."""

    home_id: int
    access: Access
    sweep: HomeSweep

    @property
    def up_to_date(self) -> bool:
        """False only where the sweep before this page failed as a whole."""
        return _is_current(self.sweep, self.access.today)

    def owed(self) -> FlagQuerySet:
        """Everything, showing yet or not."""
        return Flag.objects.visible_to(self.access).filter(home=self.home_id).unresolved()

    def open(self) -> FlagQuerySet:
        """What shows today, ready for a list."""
        return self.owed().open_on(self.access.today).for_list()

    def listed(self, flags: FlagQuerySet | None = None) -> list[Flag]:
        """What shows today, or of that `flags`: each with the one home the person came by, not with a copy a row."""
        home = next(home for home in self.access.homes if home.pk == self.home_id)
        flags = self.open() if flags is None else flags
        found = list(flags.select_related(None).select_related("child"))
        for flag in found:
            flag.home = home
        return found


def duties_at(home_id: int, access: Access) -> Duties:
    """The duties of a home, swept first where they are behind. One query while they are not."""
    return Duties(home_id, access, bring_up_to_date(home_id, now=access.now))


def bring_up_to_date(home_id: int, *, now: dt.datetime) -> HomeSweep:
    """The home's sweep after it has been swept, if it was behind."""
    sweep = HomeSweep.objects.filter(home=home_id).first()
    if sweep is None or not _is_current(sweep, london_day(now)):
        home_is_behind.send(sender=HomeSweep, home_id=home_id, now=now)
        sweep = HomeSweep.objects.get_or_create(home_id=home_id)[0]
    return sweep


def _is_current(sweep: HomeSweep, today: dt.date) -> bool:
    return sweep.swept_as_of == today and sweep.swept_changes == sweep.changes


def open_flags_of(home_ids: Collection[int], access: Access) -> FlagQuerySet:
    """What shows today across homes, as the last sweep of each left it: their list says how fresh it is."""
    return Flag.objects.visible_to(access).filter(home__in=home_ids).open_on(access.today).for_list()
