"""The one thing that closes a flag: what the link says, where it leads, and who may follow it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.functional import Promise

from children.duties.models import Flag
from homes.permissions import Access, Permission


class Fix(NamedTuple):
    """The one fix of a flag, for `{% url %}`."""

    label: str
    url_name: str
    args: tuple[Any, ...]


def of_child(flag: Flag) -> tuple[Any, ...]:
    return (flag.child.public_id,) if flag.child else ()


def of_adult(flag: Flag) -> tuple[Any, ...]:
    return (flag.home.public_id, flag.facts["person"])


def of_subject(flag: Flag) -> tuple[Any, ...]:
    """The address is about what the flag is about, not about the child."""
    return (flag.subject_key.partition(":")[2],)


class KnownFix(NamedTuple):
    """How a rule's flags are put right. `extra` follows the arguments; `own`: also the adult the flag speaks of may;
    `only`: what must hold for this flag besides, as the page of the fix asks it."""

    label: str | Promise
    url_name: str
    permission: Permission
    extra: tuple[str, ...] = ()
    args: Callable[[Flag], tuple[Any, ...]] = of_child
    own: bool = False
    only: Callable[[Flag, Access], bool] | None = None

    def may(self, flag: Flag, access: Access) -> bool:
        """Whoever has the permission; of their own days away also the adult who is away."""
        own = self.own and flag.facts.get("person") == str(access.user.public_id)
        if not access.may(Permission.RECORD_SESSIONS if own else self.permission, flag.home_id):
            return False
        return self.only is None or self.only(flag, access)

    def of(self, flag: Flag, access: Access) -> Fix | None:
        """The fix of one flag; None for somebody who may not do it here."""
        args = self.args(flag) if self.may(flag, access) else ()
        return Fix(str(self.label), self.url_name, (*args, *self.extra)) if args else None
