"""Who is named for a child, and who covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django_scopes import scopes_disabled

from children.models import FlagResponse
from tests.world.parts.asking import day, manager, someone

if TYPE_CHECKING:  # the world and its walk are made of these parts
    from tests.everywhere.policy_walk import Instance
    from tests.world.scenes import World

OBJECTS = ("assignment",)
WRITTEN = {"child_view", "end_note"}
CHANGES_NOTHING = {
    ("compliance:change_key_worker", "left"): "the assignment is over",
    ("compliance:end_key_worker", "left"): "the assignment is over",
    ("compliance:child_told", "left"): "the assignment is over",
}
# Meetings around a handover are offered and not asked for: as many rows as were filled in.
AS_MANY_AS_GIVEN = {
    "compliance:change_key_worker": {
        "sessions_app_sessionplan", "sessions_app_historicalsessionplan", "homes_ledgerentry",
    },
}  # fmt: skip


def _promised(world: World, instance: Instance) -> list[int]:
    """What the key worker of the scene has promised about the child."""
    flag = instance.scene.extra.flag if instance.scene and hasattr(instance.scene.extra, "flag") else None
    if flag is None:
        return []
    with scopes_disabled():
        return list(FlagResponse.objects.filter(flag=flag, kind="planned").values_list("pk", flat=True))


BODIES = {
    "compliance:name_key_worker": lambda w, i, p: {
        "worker": someone(w, i),
        "role": "second",
        "started_on": day(),
        "readiness_reason": "Knows the child",
        "child_view": "Likes it",
        "not_asked_because": "",
        "child_told_on": day(),
        "child_told_by": someone(w, i),
    },
    "compliance:change_key_worker": lambda w, i, p: {
        "end_reason": "child_asked",
        "end_note": "Asked for a change",
        "decided_by": manager(w, i),
        "worker": manager(w, i),
        "readiness_reason": "Knows the child",
        "started_on": day(),
        "child_view": "Likes it",
        "not_asked_because": "",
        "child_told_on": day(),
        "child_told_by": manager(w, i),
        "handover_on": day(),
        "goodbye_on": day(1),
        "no_goodbye_because": "",
        "hello_on": day(2),
        **{f"action_{one}": "new" for one in _promised(w, i)},
        "sessions_to": "new",
    },
    "compliance:end_key_worker": lambda w, i, p: {
        "end_reason": "child_asked",
        "ended_on": day(),
        "end_note": "Asked for a change",
        "decided_by": manager(w, i),
    },
    "compliance:child_told": lambda w, i, p: {"child_told_on": day(), "child_told_by": manager(w, i)},
    "compliance:cover": lambda w, i, p: {
        "worker": someone(w, i),
        "first": day(30),
        "last": day(34),
        "child_told_on": day(),
        "child_told_by": someone(w, i),
    },
}
