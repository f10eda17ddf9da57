"""Facts about a child's file: what somebody said belongs in it, whom we asked, and whether the child has a copy."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from django.db.models import F, OuterRef, Q, Subquery

from children.checklist.needed import put_off
from children.models import Applies, Chase, FileSaid, FileType, FileVersion, Placement
from compliance.rules.facts.base import Facts
from compliance.rules.rows import Version


class Said(NamedTuple):
    """What somebody said of a document from a day on."""

    applies: str
    from_on: dt.date
    until_on: dt.date | None


class FileFacts(Facts):
    @cached_property
    def said_of_documents(self) -> dict[tuple[int, str], list[Said]]:
        """Child and document -> what had been said of it by the day, the last word last."""
        rows = FileSaid.objects.filter(child__in=self._children()).by_then(self.as_of)
        found: dict[tuple[int, str], list[Said]] = defaultdict(list)
        for child_id, kind, *said in rows.values_list(
            "child_id", "item__type", "applies", "from_on", "until_on"
        ):
            found[child_id, kind].append(Said(*said))
        return found

    @cached_property
    def not_applying(self) -> set[tuple[int, str]]:
        """Child and document where the file says that it does not apply."""
        return {key for key, said in self.said_of_documents.items() if said[-1].applies == Applies.NO}

    def put_off(self, code: str, child_id: int, document: str, due_on: dt.date | None) -> dt.date | None:
        """The day a rule needs a document that is not there by, moved where "not yet" was said in time."""
        return put_off(code, due_on, self.said_of_documents.get((child_id, document), ()))

    @cached_property
    def chased(self) -> dict[tuple[int, str], list[dt.date]]:
        """Child and what we asked for -> the days we did by the day, oldest first."""
        rows = Chase.objects.filter(child__in=self._children(), asked_on__lte=self.as_of)
        found: dict[tuple[int, str], list[dt.date]] = defaultdict(list)
        for child_id, kind, day in rows.order_by("asked_on", "pk").values_list(
            "child_id", "about", "asked_on"
        ):
            found[child_id, kind].append(day)
        return found

    @cached_property
    def plans_of_expected(self) -> dict[int, set[int]]:
        """Child still expected somewhere -> homes that have written a plan for the stay to come by the day."""
        left = Placement.objects.filter(child=OuterRef("child"), moved_on_on__lte=self.as_of)
        rows = FileVersion.objects.filter(
            child__in=self._not_begun().values("child_id"),
            item__type=FileType.HOME_PLAN,
            dated_on__lte=self.as_of,
        ).annotate(left_on=Subquery(left.order_by("-moved_on_on").values("moved_on_on")[:1]))
        rows = rows.filter(Q(left_on__isnull=True) | Q(dated_on__gte=F("left_on")))
        found: dict[int, set[int]] = defaultdict(set)
        for child_id, home_id in rows.values_list("child_id", "home_id"):
            found[child_id].add(home_id)
        return found

    @cached_property
    def plans(self) -> dict[tuple[int, str], list[Version]]:
        """Child and kind of document -> versions dated by the day, oldest first."""
        rows = FileVersion.objects.filter(item__child__in=self._children(), dated_on__lte=self.as_of)
        copied = ("child_has_copy", "explained_on", "no_copy_reason")
        found: dict[tuple[int, str], list[Version]] = defaultdict(list)
        for child_id, kind, home_id, dated_on, review_on, has_copy, explained_on, reason in rows.values_list(
            "child_id", "item__type", "home_id", "dated_on", "review_due_on", *copied
        ):
            by_then = explained_on is None or explained_on <= self.as_of
            given, explained = bool(has_copy) and by_then, explained_on is not None and by_then
            found[child_id, kind].append(Version(home_id, dated_on, review_on, given, reason, explained))
        for versions in found.values():
            versions.sort(key=attrgetter("dated_on"))
        return found
