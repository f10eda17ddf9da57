"""What another page of the record already says of a child's first days: shown with them, and never asked again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst

from children.about_me.explaining import Reached, reached
from children.about_me.forms import BEFORE_DAYS
from children.models import (
    AssignmentRole,
    CareEvent,
    CareKind,
    Explained,
    ExplainedKind,
    FileType,
    FileVersion,
    KeyWorkerAssignment,
    Placement,
    PreAdmissionVisit,
)
from homes.dates import add_days
from homes.permissions import Access
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _

# Each thing that is written down as explained, and as what.
EXPLAINED: dict[str, tuple[ExplainedKind, ...]] = {
    "guide": (ExplainedKind.GUIDE,),
    "fire": (ExplainedKind.FIRE,),
    "complaints": (ExplainedKind.COMPLAINTS,),
    "advocate": (ExplainedKind.ADVOCATE, ExplainedKind.COMMISSIONER),
}
REGISTERED = (CareKind.GP_REGISTERED, CareKind.DENTIST_REGISTERED, CareKind.OPTICIAN_REGISTERED)
PLAN, GUIDE = FileType.HOME_PLAN, FileType.GUIDE


@dataclass(frozen=True)
class Written:
    """What stands elsewhere about one thing: whether that is all of it, in words, and where it is read."""

    done: bool
    words: str
    url: str
    title: str = ""  # of what the home's list does not name


class Elsewhere:
    """The rest of one stay's record, as far as it says something of the first days. Each kind is one query."""

    def __init__(self, placement: Placement, stays: Sequence[Placement], access: Access) -> None:
        self.placement, self.access, self.child = placement, access, placement.child
        began = placement.moved_in_on or access.today
        ended = [
            min(one.moved_on_on, began)
            for one in stays
            if one.pk != placement.pk and one.moved_on_on and one.moved_in_on and one.moved_in_on <= began
        ]
        self.left_before = max(ended, default=None)  # the day the child's previous placement ended
        early = add_days(began, -BEFORE_DAYS)
        self.early = early  # what was explained on visits counts
        self.since = max(early, self.left_before) if self.left_before else early
        self.until = placement.last_day(access.today)

    # --- of things on the home's list ---

    def of(self, code: str) -> Written | None:
        if code in EXPLAINED:
            return self._guide if code == "guide" else self._explained(EXPLAINED[code])
        if code == "guide_before_visits":
            return self._guide_before
        return self._plan if code == "home_plan" else None

    def asks(self, code: str) -> str:
        """The form of the other page, where it is written down there; it leads back to the first days."""
        kind = next((one for one in EXPLAINED[code] if not self._reached(one).met), EXPLAINED[code][0])
        asked = {"kind": kind.value, "stay": self.placement.public_id, "to": "first_days"}
        return f"{self._page('children:add_explained')}?{urlencode(asked)}"

    def _page(self, name: str, part: str = "") -> str:
        return reverse(name, args=[self.child.public_id]) + part

    @cached_property
    def _told(self) -> list[Explained]:
        rows = Explained.objects.visible_to(self.access).filter(
            placement=self.placement, withdrawn_on__isnull=True
        )
        return list(rows.order_by("given_on", "pk"))

    def _reached(self, kind: ExplainedKind) -> Reached[Explained]:
        return reached(self._told, kind, not_before=self.early)

    def _explained(self, kinds: Sequence[ExplainedKind], *, paper: bool = False) -> Written | None:
        found = [self._reached(kind) for kind in kinds]
        words = [self._told_in_words(one, several=len(kinds) > 1, paper=paper) for one in found if one.last]
        done = all(one.met or (paper and one.last and one._replace(copy=True).met) for one in found)
        return Written(done, " ".join(words), self._page("children:about", "#explained")) if words else None

    def _told_in_words(self, one: Reached[Explained], *, several: bool, paper: bool) -> str:
        last = one.last
        said = [
            _("%(day)s, %(how)s. Understood: %(understood)s.")
            % {
                "day": kday(last.given_on),
                "how": last.get_how_display(),
                "understood": last.get_understood_display(),
            }
        ]
        if several:
            said.insert(0, f"{capfirst(str(last.get_kind_display()))}:")
        if not (one.copy or paper):
            said.append(_("No copy yet."))
        return " ".join(said)

    @cached_property
    def _guide(self) -> Written | None:
        """Explained; or a Guide made for this home is in the file, and nothing says how it was explained."""
        paper = next((one for one in self._papers if one.item.type == GUIDE), None)
        told = self._explained((ExplainedKind.GUIDE,), paper=paper is not None)
        if told is not None or paper is None:
            return told
        words = _("In the file, dated %(day)s.") % {"day": kday(paper.dated_on)}
        return Written(True, words, self._page("compliance:file"))

    @cached_property
    def _guide_before(self) -> Written | None:
        """The Guide was there by the first visit. Given later, whoever knows says why."""
        visits = PreAdmissionVisit.objects.visible_to(self.access).filter(placement=self.placement)
        first = visits.order_by("visited_on").values_list("visited_on", flat=True).first()
        given = [one.given_on for one in self._told if one.kind == ExplainedKind.GUIDE]
        if first is None or not given or given[0] > first:
            return None
        words = _("Given on %(day)s, the first visit was on %(visit)s.")
        return Written(
            True,
            words % {"day": kday(given[0]), "visit": kday(first)},
            self._page("children:about", "#explained"),
        )

    @cached_property
    def _papers(self) -> list[FileVersion]:
        """The home's own plan and Guide, made for this stay, the latest first."""
        rows = FileVersion.objects.visible_to(self.access).filter(
            child=self.child,
            home=self.placement.home_id,
            item__type__in=(PLAN, GUIDE),
            dated_on__gte=self.since,
            dated_on__lte=self.until,
        )
        return list(rows.select_related("item").order_by("-dated_on", "-pk"))

    @cached_property
    def _plan(self) -> Written | None:
        """The plan is gone through once one of its versions was explained."""
        plans = [one for one in self._papers if one.item.type == PLAN]
        if not plans:
            return None
        explained = next((one for one in plans if one.explained_on), None)
        words = _("In the file, dated %(day)s.") % {"day": kday((explained or plans[0]).dated_on)}
        if explained:
            words += " " + _("Explained on %(day)s.") % {"day": kday(explained.explained_on)}
        return Written(explained is not None, words, self._page("compliance:file"))

    # --- what the list does not name, and is there ---

    @property
    def beside(self) -> list[Written]:
        return [*self._holding, *self._registered]

    @property
    def _holding(self) -> list[Written]:
        """Who was named by the day of moving in."""
        moved_in_on = self.placement.moved_in_on
        if moved_in_on is None:
            return []
        rows = KeyWorkerAssignment.objects.visible_to(self.access).filter(
            placement=self.placement, started_on__lte=moved_in_on
        )
        names = [one.name_then for one in self._leading(rows)]
        url = self._page("compliance:key_workers")
        return [Written(True, ", ".join(names), url, _("{Key worker} from the first day"))] if names else []

    def _leading(self, rows):
        rows = rows.exclude(role=AssignmentRole.COVER).select_related("worker")
        return rows.order_by("role", "started_on", "pk")

    @property
    def _registered(self) -> list[Written]:
        """A move may change the practice: what was registered before the child left the last home is of there."""
        rows = CareEvent.objects.visible_to(self.access).filter(child=self.child, kind__in=REGISTERED)
        rows = rows.filter(happened_on__lte=self.until).stood_on(self.access.today)
        if self.left_before:
            rows = rows.filter(happened_on__gte=self.left_before)
        days: dict[str, dt.date] = {one.kind: one.happened_on for one in rows.order_by("happened_on", "pk")}
        titles = {
            CareKind.GP_REGISTERED: _("Doctor"),
            CareKind.DENTIST_REGISTERED: _("Dentist"),
            CareKind.OPTICIAN_REGISTERED: _("Optician"),
        }
        words = _("Registered %(day)s.")
        url = self._page("children:care")
        return [
            Written(True, words % {"day": kday(days[kind])}, url, title)
            for kind, title in titles.items()
            if kind in days
        ]
