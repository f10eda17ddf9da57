"""What is still open about a child who is about to move on, and what becomes of each: nothing may be lost unseen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.text import capfirst

from children.about_me.models import Goal, ItemStep, RemovedItem, RemovedItemNote
from children.duties.reading import duties_at
from children.key_workers.models import KeyWorkerAssignment
from children.placements.models import ChildAbsence, Placement
from children.social_worker.support.models import SupportNeed, SupportStage, SupportStep
from homes.models import User
from homes.permissions import Access
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from homes.words import ngettext


@dataclass(frozen=True)
class StillOpen:
    what: str
    becomes: str
    url: str


Gather = Callable[[Placement, Access], Iterable[StillOpen]]
Ending = Callable[[Placement, dt.date, User], None]
# What the apps above know of, added when they are loaded: what is open there, and what ends there with the stay.
GATHERS: list[Gather] = []
ENDINGS: list[Ending] = []


def still_open(placement: Placement, access: Access) -> list[StillOpen]:
    """Everything, one query a kind."""
    ours = (_key_workers, _time_away, _taken_away, _goals, _support, _owed)
    return [one for gather in (*GATHERS, *ours) for one in gather(placement, access)]


def _key_workers(placement: Placement, access: Access) -> Iterable[StillOpen]:
    held = KeyWorkerAssignment.objects.visible_to(access).filter(placement=placement, ended_on__isnull=True)
    url = reverse("compliance:key_workers", args=[placement.child.public_id])
    for one in held.select_related("worker").order_by("role", "started_on", "pk"):
        what = _("%(who)s, %(role)s") % {"who": one.worker.full_name, "role": one.get_role_display()}
        yield StillOpen(what, _("Ends on the day of moving on."), url)


def _time_away(placement: Placement, access: Access) -> Iterable[StillOpen]:
    away = ChildAbsence.objects.visible_to(access).filter(child=placement.child_id, returned_on__isnull=True)
    for one in away:
        facts = {"kind": capfirst(one.get_kind_display()), "day": kday(one.started_on)}
        url = reverse("children:record_return", args=[one.public_id])
        yield StillOpen(_("%(kind)s since %(day)s") % facts, _("Ends on the day of moving on."), url)


def _taken_away(placement: Placement, access: Access) -> Iterable[StillOpen]:
    back = RemovedItemNote.objects.filter(item=OuterRef("pk")).exclude(kind=ItemStep.KEPT)
    items = RemovedItem.objects.visible_to(access).filter(~Exists(back), placement=placement)
    for one in items.order_by("removed_on", "pk"):
        what = _("Taken away on %(day)s and not given back: %(what)s")
        becomes = _(
            "Give it back before %(child)s leaves, and note it: afterwards it stays open in the record."
        )
        yield StillOpen(
            what % {"day": kday(one.removed_on), "what": one.what},
            becomes % {"child": placement.child.known_as},
            reverse("children:note_item", args=[one.public_id]),
        )


def _goals(placement: Placement, access: Access) -> Iterable[StillOpen]:
    goals = Goal.objects.visible_to(access).filter(child=placement.child_id, ended_on__isnull=True)
    url = reverse("children:about", args=[placement.child.public_id])
    for one in goals.order_by("started_on", "pk"):
        yield StillOpen(_("Goal: %(words)s") % {"words": one.words}, _goes_with_the_child(), url)


def _support(placement: Placement, access: Access) -> Iterable[StillOpen]:
    ended = SupportStep.objects.filter(need=OuterRef("pk"), stage=SupportStage.ENDED)
    needs = SupportNeed.objects.visible_to(access).filter(~Exists(ended), child=placement.child_id)
    url = reverse("children:support", args=[placement.child.public_id])
    for one in needs.order_by("seen_on", "pk"):
        what = _("Specialist support: %(what)s") % {"what": one.what}
        yield StillOpen(what, _goes_with_the_child(), url)


def _goes_with_the_child() -> str:
    return _("Stays open in the file, which goes to the next home of ours and to no other.")


def _owed(placement: Placement, access: Access) -> Iterable[StillOpen]:
    owed = duties_at(placement.home_id, access).open().filter(child=placement.child_id).count()
    if owed:
        what = ngettext("%(n)s open flag", "%(n)s open flags", owed) % {"n": owed}
        url = reverse("compliance:flags", args=[placement.home.public_id])
        yield StillOpen(
            what, _("Closed with the move, as no longer owed here. Nothing is done by that."), url
        )
