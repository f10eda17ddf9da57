"""Records an adult said they would share with the child on a day: owed from that day until the child has had them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from children.models import Child
from homes.dates import add_days
from homes.permissions import Access
from homes.templatetags.keywork_ui import kdate, kday
from homes.words import gettext as _
from sessions_app.models import ChildPart, ChildsPart, KeyWorkSession

SEEN_AHEAD_DAYS = 7


@dataclass(frozen=True)
class ToShare:
    """One record that waits to be shared."""

    session: KeyWorkSession
    today: dt.date

    @property
    def is_due(self) -> bool:
        return self.session.share_on <= self.today

    @property
    def is_late(self) -> bool:
        return self.session.share_on < self.today

    @property
    def when(self) -> str:
        facts = {"who": self.session.author.full_name, "day": kdate(self.session.share_on)}
        days = (self.today - self.session.share_on).days
        if days > 0:
            return _("%(who)s said on %(day)s. It has not been shared yet.") % facts
        return _("%(who)s said today.") % facts if days == 0 else _("%(who)s said on %(day)s.") % facts

    @property
    def about(self) -> str:
        return kday(self.session.held_on)


def to_share(children: Iterable[Child], access: Access) -> list[ToShare]:
    """Of these children, what is due and what comes within a week, the soonest first. One query."""
    had = ChildsPart.objects.that_stand().filter(session=OuterRef("pk"))
    rows = (
        KeyWorkSession.objects.visible_to(access)
        .signed()
        .filter(
            ~Exists(had),
            child__in=[child.pk for child in children],
            child_part=ChildPart.LATER,
            share_on__lte=add_days(access.today, SEEN_AHEAD_DAYS),
        )
    )
    found = rows.select_related("child", "author").order_by("share_on", "pk")
    return [ToShare(session, access.today) for session in found]
