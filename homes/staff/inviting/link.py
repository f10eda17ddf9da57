"""The address an invitation is taken up at. Nothing of it is stored: who reads the database cannot take a role up."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from homes.models import Invitation, User

SALT = "homes.staff.inviting"


def link_of(invitation: Invitation) -> str:
    """The path of the link that was sent last: sending again changes it."""
    return reverse("account_invitation", args=[invitation.public_id, _key(invitation)])


def _key(invitation: Invitation) -> str:
    said = f"{invitation.public_id}:{invitation.times_sent}:{invitation.email}:{invitation.role}"
    return salted_hmac(SALT, said, algorithm="sha256").hexdigest()[:40]


def invitation_of(public_id: UUID, key: str, *, now: dt.datetime) -> Invitation | None:
    """The invitation a link leads to, while it can be taken up. Whoever opens it is signed in as nobody: no scope."""
    rows = Invitation.objects.with_scopes_disabled().select_related("home", "given_by")
    found = rows.filter(public_id=public_id).first()
    if found is None or not constant_time_compare(_key(found), key):
        return None
    return found if found.is_open and found.ends_at > now else None


def has_account(invitation: Invitation) -> bool:
    """Whether the address it was sent to signs in already."""
    return User.objects.filter(email=invitation.email).exists()
