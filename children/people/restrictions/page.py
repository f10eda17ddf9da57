"""The read objects of restrictions: one in a line, those that count today, and the page of one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils.text import capfirst

from children.people.permissions import permissions
from children.people.restrictions.models import Restriction, RestrictionReview
from children.placements.models import Child, Placement
from homes.dates import add_days
from homes.models import Home, HomeStandard, Unit
from homes.permissions import Access
from homes.standards import figure_for, standards_by_home
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _

ORDER_WARNING_DAYS = 14


@dataclass(frozen=True)
class Bar:
    """One restriction in a line, as it stands beside a person, above a form, and at the head of the page."""

    restriction: Restriction
    as_of: dt.date
    next_on: dt.date | None = None

    @property
    def title(self) -> str:
        one = self.restriction
        who = one.person.known_here if one.person else capfirst(one.get_kind_display())
        return _("%(who)s: no contact.") % {"who": who} if one.no_contact else f"{who}."

    @property
    def text(self) -> str:
        """ "Video call on Sundays, staff in the room (court order)"; of no contact, what it rests on."""
        if self.restriction.no_contact:
            return f"{self.ground} {self.restriction.conditions}".strip()
        return f"{self.terms} ({self.restriction.get_basis_display()})"

    @property
    def terms(self) -> str:
        """What is allowed, or what is restricted and how."""
        one = self.restriction
        if one.conditions:
            return one.conditions.rstrip(".")
        said = [str(one.get_kind_display())] if one.person is not None else []
        return str(capfirst(", ".join([*said, *self._how()]) or one.get_kind_display()))

    def _how(self) -> list[str]:
        one = self.restriction
        found = []
        if one.supervised:
            found.append(_("staff in the room"))
        if one.accompanied:
            found.append(_("staff go along"))
        if one.planned:
            found.append(_("only as planned"))
        return found

    @property
    def ground(self) -> str:
        """ "Court order, 12 January." or what the home's own restriction rests on."""
        one = self.restriction
        words = str(capfirst(one.get_basis_display()))
        return f"{words}, {kday(one.ordered_on or one.started_on)}."

    @property
    def ends_soon(self) -> bool:
        """The order ends within two weeks, or has run out."""
        last = self.restriction.order_ends_on
        return last is not None and last <= add_days(self.as_of, ORDER_WARNING_DAYS)

    @property
    def order_is_over(self) -> bool:
        last = self.restriction.order_ends_on
        return last is not None and last < self.as_of

    @property
    def review_on(self) -> dt.date | None:
        return self.next_on or self.restriction.review_due_on


def live_bars(child: Child, access: Access) -> list[Bar]:
    """What limits the child today, a court's first, no contact before anything else. One query."""
    reviews = RestrictionReview.objects.filter(
        restriction=OuterRef("pk"), reviewed_on__lte=access.today
    ).order_by("-reviewed_on", "-pk")
    rows = (
        Restriction.objects.visible_to(access)
        .filter(child=child)
        .in_force_on(access.today)
        .select_related("person", "child")
        .annotate(next_on=Subquery(reviews.values("next_review_on")[:1]))
        .order_by("started_on", "pk")
    )
    bars = [Bar(row, access.today, row.next_on) for row in rows]
    return sorted(bars, key=lambda bar: (not bar.restriction.by_court, not bar.restriction.no_contact))


@dataclass
class RestrictionPage:
    home_id: int
    bar: Bar
    reviews: list[RestrictionReview]
    may: dict[str, bool]
    counts: bool
    incomplete: bool


def restriction_page(
    restriction: Restriction, placement: Placement | None, *, access: Access
) -> RestrictionPage:
    reviews = RestrictionReview.objects.visible_to(access).filter(restriction=restriction)
    found = list(reviews.order_by("-reviewed_on", "-pk")[:100])
    told = restriction.child_told_on is not None and bool(restriction.child_view)
    return RestrictionPage(
        home_id=placement.home_id if placement else restriction.home_id,
        bar=Bar(restriction, access.today, found[0].next_review_on if found else None),
        reviews=found,
        may=permissions(access, placement),
        counts=restriction.ended_on is None or restriction.ended_on > access.today,
        incomplete=not told or restriction.consent_missing,
    )


def months_between_reviews(home: Home, day: dt.date) -> int:
    """The home's own number for looking at a restriction again, as whole months for a form's first answer."""
    rows = HomeStandard.objects.filter(home=home, rule_code="RESTRICT-REV").select_related("set_by")
    figure = figure_for("RESTRICT-REV", home_id=home.pk, as_of=day, standards=standards_by_home(rows))
    return figure.amount if figure.unit == Unit.MONTHS else 1
