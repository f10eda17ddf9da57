"""Who is invited to a home and has not come yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from homes.models import Home, Invitation
from homes.permissions import Access, Permission
from homes.staff.inviting.link import link_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """One invitation, whether its link has ended, and the link itself where it may be handed over."""

    invitation: Invitation
    is_over: bool
    link: str = ""


def waiting_at(home: Home, *, access: Access, site: str) -> list[Waiting]:
    """Latest first. One query. `site`: where this installation is reached.

    The link stands there only where the installation shows links and for who may invite: it opens the role.
    """
    rows = Invitation.objects.visible_to(access).waiting().filter(home=home).select_related("given_by")
    shows = settings.SHOW_PASSWORD_LINKS and access.may(Permission.INVITE_STAFF, home.pk)
    found = []
    for one in rows.order_by("-sent_at", "-pk"):
        over = one.ends_at <= access.now
        found.append(Waiting(one, over, site.rstrip("/") + link_of(one) if shows and not over else ""))
    return found
