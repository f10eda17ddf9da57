"""Who may do what: one person's reach at one moment (the roles themselves are in homes.staff.roles).

`Access` is one person's reach at one moment: their live roles and grants, read once per request. Every queryset's
`visible_to(access)` and every `check_can_x(access, …)` starts from it, so a role that has ended reaches nothing,
whatever session is still open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from homes.dates import london_day
from homes.models import Home, InspectionGrant, LedgerEntry, PracticeChange, Role, StaffRole, User
from homes.practice import Practice, practice_of
from homes.querysets import MANAGING, access_open, live_on
from homes.staff.roles import INSPECTOR, OFFERS, ROLES, Permission
from homes.words import gettext as _
from homes.words import gettext_lazy, speak

# How children of one name are told apart: Access, and the children if they are known -> child id -> words. The children
# app fills it in.
NAMESAKES: list[Callable[[Access, Iterable[Any] | None], dict[int, str]]] = []
# What waits for somebody in a role at a home: name -> the column that says it, read with the role itself, so that every
# page can show it and none asks for it. The apps above fill it in.
WAITING: dict[str, Callable[[dt.date], Any]] = {}
# The longest shift in a children's home, with a sleep-in, is a day and a night. Counted from the writing and not from
# midnight, so that a night shift is as long as a day's.
SHIFT = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Access:
    """One person's reach at one moment. Built by `access_for`; passed inward instead of the clock."""

    user: User
    now: dt.datetime
    homes: tuple[Home, ...] = ()
    roles: dict[int, frozenset[str]] = field(default_factory=dict)  # home id -> role codes
    read_only_until: dt.datetime | None = None
    changes: dict[int, tuple[PracticeChange, ...]] = field(default_factory=dict)  # home id -> its own ways
    noted: list[str] = field(
        default_factory=list
    )  # what was written down as opened, by the end of this moment
    met: dict[int, Any] = field(default_factory=dict)  # child id -> child: those a page names
    turned_to: list[Home] = field(default_factory=list)  # the homes this moment spoke of, in turn
    waiting: dict[tuple[str, int], Any] = field(default_factory=dict)  # what waits for them there: WAITING

    @property
    def today(self) -> dt.date:
        return london_day(self.now)

    @property
    def home_ids(self) -> frozenset[int]:
        return frozenset(self.roles)

    @property
    def provider_ids(self) -> frozenset[int]:
        return frozenset(home.provider_id for home in self.homes)

    def home(self, public_id: UUID) -> Home:
        """The home an address is about; 404 for one out of reach."""
        found = next((home for home in self.homes if home.public_id == public_id), None)
        if found is None:
            raise Http404
        return found

    def may(self, permission: Permission, home_id: int | None) -> bool:
        """Whether a live role of this person at this home carries the permission."""
        if home_id is None:
            return False
        return any(permission in ROLES[role].permissions for role in self.roles.get(home_id, ()))

    def homes_with(self, permission: Permission) -> frozenset[int]:
        return frozenset(home_id for home_id in self.roles if self.may(permission, home_id))

    @property
    def living_home_ids(self) -> frozenset[int]:
        """Homes whose present children's whole file this person reads: everybody but inspectors."""
        return frozenset(home_id for home_id, held in self.roles.items() if held - {INSPECTOR})

    @property
    def period_home_ids(self) -> frozenset[int]:
        """Homes whose own records this person reads, also of children who have moved on."""
        return self.homes_with(Permission.SEE_HOME_HISTORY)

    @property
    def staff_home_ids(self) -> frozenset[int]:
        """Homes whose staff this person may see."""
        return self.homes_with(Permission.SEE_STAFF)

    @property
    def flag_home_ids(self) -> frozenset[int]:
        """Homes whose flags this person may read."""
        return self.homes_with(Permission.SEE_FLAGS)

    def may_offer(self, home_id: int) -> list[Role]:
        """The roles at a home this person may offer to somebody else: none above their own."""
        held = self.roles.get(home_id, frozenset())
        return max((list(OFFERS.get(role, ())) for role in held), key=len, default=[])

    @cached_property
    def _apart(self) -> dict[int, str]:
        known = self.met.values() or None
        return {child: words for found in NAMESAKES for child, words in found(self, known).items()}

    def manages(self, home_id: int | None) -> bool:
        """Whether this person is a manager or deputy of the home, and does not only oversee it."""
        return bool(self.roles.get(home_id or 0, frozenset()) & set(MANAGING))

    @cached_property
    def managers(self) -> dict[int, frozenset[UUID]]:
        """Home within reach -> who manages it today, deputies included. One query, for any number of homes."""
        live = StaffRole.objects.filter(live_on(self.today), access_open(self.now), role__in=MANAGING)
        held = live.filter(home__in=self.home_ids, user__is_active=True).values_list(
            "home", "user__public_id"
        )
        found: dict[int, set[UUID]] = {}
        for home_id, person in held:
            found.setdefault(home_id, set()).add(person)
        return {home_id: frozenset(people) for home_id, people in found.items()}

    @cached_property
    def written_this_shift(self) -> frozenset[tuple[str, int]]:
        """The records this person was the first to write, one shift back: (model, id). One query, for any number."""
        first = LedgerEntry.objects.with_scopes_disabled().filter(change="+", user_id=self.user.pk)
        return frozenset(first.filter(at__gt=self.now - SHIFT).values_list("model", "object_id"))

    def meet(self, children: Iterable[Any]) -> None:
        """Names are told apart among these, which the page has read anyway: no query."""
        self.met.update({child.pk: child for child in children})
        self.__dict__.pop("_apart", None)

    def called(self, child: Any) -> str:
        """A child's name where several are named: with what tells it apart, if another of the home has it too."""
        apart = self._apart.get(child.pk)
        return f"{child.known_as} {apart}" if apart else child.known_as

    def practice_of(self, home: Home, *, on: dt.date | None = None) -> Practice:
        """How a home within reach does key work, today or on a day."""
        return practice_of(home, self.changes.get(home.pk, ()), on=on or self.today)

    def speak_of(self, home_id: int | None) -> None:
        """From here on this request is about this home, if it is within reach, and says all in its words."""
        for home in self.homes:
            if home.pk == home_id:
                self.turned_to.append(home)
                speak(self.practice_of(home).words)

    @property
    def place(self) -> Home | None:
        """The home the address is about, once its view has said so: no choice made earlier names another."""
        return self.turned_to[-1] if self.turned_to else None

    def inspects(self, home_id: int) -> bool:
        """Whether this person is at this home to inspect it, and for nothing else."""
        return self.roles.get(home_id) == {INSPECTOR}

    @property
    def is_inspector(self) -> bool:
        return bool(self.roles) and all(map(self.inspects, self.roles))


def access_for(user: User, *, now: dt.datetime) -> Access:
    """Read a person's live roles and grants. Three queries; four for a provider-wide role."""
    if not user.is_authenticated or not user.is_active:
        return Access(user=user, now=now)
    roles: dict[int, set[str]] = {}
    homes: dict[int, Home] = {}

    def add(home: Home, role: str) -> None:
        homes[home.pk] = home
        roles.setdefault(home.pk, set()).add(role)

    provider_wide: dict[int, set[str]] = {}
    live = StaffRole.objects.filter(live_on(london_day(now)), access_open(now), user=user)
    live = live.annotate(**{name: column(london_day(now)) for name, column in WAITING.items()})
    waiting: dict[tuple[str, int], Any] = {}
    for held in live.select_related("home"):
        if held.home is not None:
            add(held.home, held.role)
            waiting |= {
                (name, held.home.pk): said for name in WAITING if (said := getattr(held, name)) is not None
            }
        elif held.provider_id is not None:
            provider_wide.setdefault(held.provider_id, set()).add(held.role)
    if provider_wide:
        for home in Home.objects.filter(provider__in=provider_wide):
            for role in provider_wide[home.provider_id]:
                add(home, role)
    grants = list(
        InspectionGrant.objects.filter(
            user=user, starts_at__lte=now, ends_at__gt=now, withdrawn_at__isnull=True
        ).select_related("home")
    )
    for grant in grants:
        add(grant.home, INSPECTOR)
    return Access(
        user=user,
        now=now,
        homes=tuple(sorted(homes.values(), key=lambda home: (home.name, home.pk))),
        roles={home_id: frozenset(held) for home_id, held in roles.items()},
        read_only_until=min((grant.ends_at for grant in grants), default=None),
        changes=changes_of(homes),
        waiting=waiting,
    )


def changes_of(home_ids: Iterable[int]) -> dict[int, tuple[PracticeChange, ...]]:
    """Home -> its own ways of working, of every day. One query; none for no home."""
    found: dict[int, list[PracticeChange]] = {}
    for change in PracticeChange.objects.with_scopes_disabled().filter(home__in=home_ids):
        found.setdefault(change.home_id, []).append(change)
    return {home_id: tuple(rows) for home_id, rows in found.items()}


def check_may(access: Access, permission: Permission, home_id: int | None) -> None:
    """Raise PermissionDenied with a sentence that says who can help.

    From here on the request speaks of that home, the refusal included: in its words, whichever home the header shows.
    """
    access.speak_of(home_id)
    if not access.may(permission, home_id):
        raise PermissionDenied(
            REASONS.get(permission, _("You cannot do this here. Ask the {registered manager}."))
        )


def check_can_see_staff_member(access: Access, person: User, home_id: int) -> None:
    """Managers and the responsible individual; and everybody their own page."""
    own = person.pk == access.user.pk
    check_may(access, Permission.RECORD_SESSIONS if own else Permission.SEE_STAFF, home_id)


def check_can_note_leave(access: Access, person: User, home_id: int) -> None:
    """A manager notes anybody's; an adult who works at the home their own."""
    own = person.pk == access.user.pk
    check_may(access, Permission.RECORD_SESSIONS if own else Permission.MANAGE_STAFF, home_id)


def check_can_unlock(access: Access, person: User, home_id: int) -> None:
    """A manager, anybody who works at the home; never their own account: a found tablet would go on guessing."""
    check_may(access, Permission.MANAGE_STAFF, home_id)
    if person.pk == access.user.pk:
        raise PermissionDenied(_("Your own account is for another manager to unlock, or for a new password."))


def check_can_reset_second_step(access: Access, person: User, held: Iterable[str], home_id: int) -> None:
    """Who may change somebody's role; never their own: a found tablet would be all that is needed."""
    check_may(access, Permission.MANAGE_STAFF, home_id)
    if not may_change_role(access, person, held, home_id):
        raise PermissionDenied(
            _("This second step is for another manager to take away. Ask the {registered manager}.")
        )


def check_can_reopen_role(access: Access, person: User, home_id: int) -> None:
    """A manager, anybody's at the home; never their own: what another manager ended stays ended."""
    check_may(access, Permission.MANAGE_STAFF, home_id)
    if person.pk == access.user.pk:
        raise PermissionDenied(_("Your own role is for another manager to reopen."))


def check_can_change_role(access: Access, person: User, held: Iterable[str], home_id: int) -> None:
    """Who may offer what somebody is now; never their own: nobody makes themselves more, or less, than they are."""
    check_may(access, Permission.MANAGE_STAFF, home_id)
    if not may_change_role(access, person, held, home_id):
        raise PermissionDenied(_("This role is for another manager to change. Ask the {registered manager}."))


def may_change_role(access: Access, person: User, held: Iterable[str], home_id: int) -> bool:
    theirs = set(held) <= {role.value for role in access.may_offer(home_id)}
    return theirs and person.pk != access.user.pk and access.may(Permission.MANAGE_STAFF, home_id)


REASONS = {
    Permission.ANSWER_WORRIES: gettext_lazy(
        "A manager or deputy of this home answers a worry. Ask the {registered manager}."
    ),
    Permission.SEE_BOARD: gettext_lazy(
        "The board is for managers of this home. Ask the {registered manager}."
    ),
    Permission.SEE_HOME_HISTORY: gettext_lazy(
        "The home's history is for managers and inspectors. Ask the {registered manager}."
    ),
    Permission.SEE_WHO_LOOKED: gettext_lazy(
        "Who looked at a record is for managers and inspectors. Ask the {registered manager}."
    ),
    Permission.RECORD_SESSIONS: gettext_lazy(
        "Only adults who work at this home can record a session. Ask the {registered manager}."
    ),
    Permission.RECORD_FILE: gettext_lazy(
        "Only adults who work at this home can add to the file. Ask the {registered manager}."
    ),
    Permission.RECORD_ABSENCE: gettext_lazy(
        "Only adults who work at this home can record time away. Ask the {registered manager}."
    ),
    Permission.RESPOND_TO_FLAGS: gettext_lazy(
        "Only adults who work at this home can answer a flag. Ask the {registered manager}."
    ),
    Permission.VOID_SESSIONS: gettext_lazy("Only a manager can void a record. Ask the {registered manager}."),
    Permission.ASSIGN_KEY_WORKERS: gettext_lazy(
        "Only a manager can name {a key worker}. Ask the {registered manager}."
    ),
    Permission.MOVE_CHILDREN: gettext_lazy(
        "Only a manager can record a child moving in or on. Ask the {registered manager}."
    ),
    Permission.SEE_STAFF: gettext_lazy(
        "The staff page is for managers of this home. Ask the {registered manager}."
    ),
    Permission.MANAGE_STAFF: gettext_lazy(
        "Only a manager can change what is noted about staff. Ask the {registered manager}."
    ),
    Permission.INVITE_STAFF: gettext_lazy(
        "Only a manager can invite somebody to this home. Ask the {registered manager}."
    ),
    Permission.CHANGE_SETTINGS: gettext_lazy(
        "Only a manager can change how this home works. Ask the {registered manager}."
    ),
    Permission.REFLECT_AS_TEAM: gettext_lazy(
        "Only adults who work at this home can write down what the team thinks. Ask the {registered manager}."
    ),
    Permission.ADOPT_DRAFTS: gettext_lazy(
        "Only a manager can take over somebody’s draft. Ask the {registered manager}."
    ),
    Permission.RECORD_CONTACTS: gettext_lazy(
        "Only adults who work at this home can log a call or visit. Ask the {registered manager}."
    ),
    Permission.SEE_ADDRESSES: gettext_lazy(
        "Private addresses are for whoever leads the shift. Ask the {registered manager}."
    ),
    Permission.RESTRICT: gettext_lazy(
        "Only a manager can record a restriction. Ask the {registered manager}."
    ),
    Permission.REVIEW_APPROACH: gettext_lazy(
        "How time is offered is looked at by a manager. Ask the {registered manager}."
    ),
    Permission.REVIEW_SESSIONS: gettext_lazy(
        "Records are reviewed by managers of this home. Ask the {registered manager}."
    ),
    Permission.GIVE_INSPECTION_ACCESS: gettext_lazy(
        "Only a manager can give an inspector access. Ask the {registered manager}."
    ),
}
