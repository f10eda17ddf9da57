"""Chainable reads of sessions. What counts as a session is decided here, once."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Q

from children.placements.querysets import OfChildQuerySet
from homes.permissions import Access, Permission

HAPPENED = ("held", "part_held")


def counts_as_session() -> Q:
    """Held, signed and individual. Part-held counts and a quick chat does not, unless the home says otherwise.

    Declined, attempted, cancelled and not possible never count, nor do drafts and voided records.
    """
    return (
        Q(status="signed", outcome__in=HAPPENED)
        & (Q(outcome="held") | Q(home__part_held_counts=True))
        & (~Q(format="quick_chat") | Q(home__quick_chat_counts=True))
    )


class SessionQuerySet(OfChildQuerySet):
    def visible_to(self, access: Access) -> SessionQuerySet:
        """Records of children this person may see; never-signed words (drafts, also discarded ones) only their own,
        or as a manager. A draft stays with its author at its home until it is signed, wherever the child lives by then.
        """
        own = Q(author=access.user.pk) | Q(home__in=access.homes_with(Permission.READ_DRAFTS))
        read = self.within_reach(access) & (Q(signed_at__isnull=False) | own)
        to_finish = Q(
            status="draft", author=access.user.pk, home__in=access.homes_with(Permission.RECORD_SESSIONS)
        )
        return self.filter(read | to_finish)

    def signed(self) -> SessionQuerySet:
        return self.filter(status="signed")

    def drafts(self) -> SessionQuerySet:
        return self.filter(status="draft")

    def counting_on(self, day: dt.date) -> SessionQuerySet:
        """Sessions that count and were held by a day. Future-dated ones never do."""
        return self.filter(counts_as_session(), held_on__lte=day)

    def happened_by(self, day: dt.date) -> SessionQuerySet:
        """Signed time together of any kind by a day, quick chats included: whether or not the home counts it."""
        return self.signed().filter(outcome__in=HAPPENED, held_on__lte=day)

    def newest_first(self) -> SessionQuerySet:
        return self.order_by(F("held_on").desc(nulls_last=True), "-pk")

    def for_list(self) -> SessionQuerySet:
        return self.select_related("child", "home", "author", "placement")
