"""Whom to ring when something cannot wait: a home's managers and deputies, then who oversees it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from homes.models import Home, RingNumber, Role, StaffRole, User
from homes.permissions import Access
from homes.querysets import access_open, live_on
from homes.staff.standing import Standing, standings
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _

# In the order they are rung.
TO_RING = (Role.REGISTERED_MANAGER, Role.DEPUTY_MANAGER, Role.RESPONSIBLE_INDIVIDUAL)


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody to ring: who they are at the home, the number that is noted, and whether they are away today."""

    user: User
    role: str
    phone: str
    standing: Standing

    @property
    def role_words(self) -> str:
        return str(Role(self.role).label)

    @property
    def is_away(self) -> bool:
        return self.standing.away

    @property
    def line(self) -> str:
        """ "Registered manager, on leave until 24 August". No rota is known, so nobody is said to be on shift."""
        if not self.is_away:
            return self.role_words
        said = {"role": self.role_words, "away": self.standing.words}
        if self.standing.last is None:
            return _("%(role)s, %(away)s") % said
        return _("%(role)s, %(away)s until %(day)s") % {**said, "day": kday(self.standing.last)}


def leads_of(home: Home, access: Access, *, but_me: bool = True) -> list[Lead]:
    """Managers, deputies and who oversees the home, those who are there today first. Without the person who asks.

    Four queries, however many they are.
    """
    here = Q(home=home) | Q(home__isnull=True, provider=home.provider_id)
    live = StaffRole.objects.filter(live_on(access.today), access_open(access.now), here, role__in=TO_RING)
    held: dict[int, StaffRole] = {}
    for one in sorted(live.filter(user__is_active=True).select_related("user"), key=_in_order):
        held.setdefault(one.user_id, one)  # the first of two roles is the one to ring
    if but_me:
        held.pop(access.user.pk, None)
    people = [one.user for one in held.values()]
    phones = dict(RingNumber.objects.filter(home=home).values_list("user_id", "phone"))
    stands = standings(home, people, on=access.today)
    leads = [
        Lead(one.user, one.role, phones.get(user_id, ""), stands[user_id]) for user_id, one in held.items()
    ]
    return sorted(leads, key=lambda lead: lead.is_away)


def _in_order(role: StaffRole) -> tuple[int, str, int]:
    return [*TO_RING].index(Role(role.role)), role.user.full_name, role.user_id
