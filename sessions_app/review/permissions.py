"""Who reads a signed record for the home: a manager who had no part in it; else the responsible individual."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from homes.models import Home, StaffRole, User
from homes.permissions import Access, Permission, check_may
from homes.querysets import MANAGING, access_open, live_on
from homes.words import gettext as _
from sessions_app.review.models import SessionReview
from sessions_app.review.querysets import ReviewQuerySet


def managers_of(home: Home, access: Access) -> list[User]:
    """Who manages a home today, deputies included. One query."""
    live = StaffRole.objects.filter(
        live_on(access.today), access_open(access.now), home=home, role__in=MANAGING
    )
    return list(User.objects.filter(is_active=True, pk__in=live.values("user")).order_by("full_name", "pk"))


def reviews_for(access: Access, home: Home, managers: list[User]) -> ReviewQuerySet:
    """What this person is to read for a home, in turn."""
    owed = SessionReview.objects.filter(home=home)
    if access.manages(home.pk):
        mine = owed.for_reader(access.user, access.today)
    else:
        mine = owed.to_read().nobody_else([one.pk for one in managers])
    return mine.in_turn()


def took_part_in(review: SessionReview) -> set[int | None]:
    return {review.author_id, review.begun_by_id, review.only_adult_id}


def check_can_review(access: Access, review: SessionReview) -> None:
    check_may(access, Permission.REVIEW_SESSIONS, review.home_id)
    if access.user.pk in took_part_in(review):
        raise PermissionDenied(
            _("You wrote this record, began it, or were the only adult there. Somebody else reviews it.")
        )
    if access.manages(review.home_id):
        return
    if any(one.pk not in took_part_in(review) for one in managers_of(review.home, access)):
        raise PermissionDenied(
            _("A manager of this home reviews this record. Yours are those no manager there may review.")
        )
