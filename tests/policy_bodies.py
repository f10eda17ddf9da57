"""A body that each form accepts, for the record it is asked about. Written by hand, one function per address.

The policy walk sends them where the policy refuses (a refusal must not lean on an empty form); the fuzz tests start
from them. An address with a form and no body here fails the tests.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django_scopes import scopes_disabled

from compliance.models import FlagResponse
from tests.factories.staff import PASSWORD
from tests.policy_parts import merged
from tests.policy_parts.asking import day, manager, someone

if TYPE_CHECKING:
    from tests.policy_walk import Instance
    from tests.policy_world import World

Body = dict[str, Any]


def _promised(world: World, instance: Instance) -> list[int]:
    """What the key worker of the scene has promised about the child."""
    flag = instance.scene.extra.flag if instance.scene and hasattr(instance.scene.extra, "flag") else None
    if flag is None:
        return []
    with scopes_disabled():
        return list(FlagResponse.objects.filter(flag=flag, kind="planned").values_list("pk", flat=True))


def _record(world: World, instance: Instance, persona: str) -> Body:
    return {
        "when": "today",
        "people": [str(world.people[persona].public_id)],
        "went": "activity",
        "account": "We mended the bike.",
        "voice": "words",
        "quote": "It was fine",
        "purposes": ["past"],
        "topics": ["school"],
        "worry": "no",
        "version": "1",
        "asked_on": day(),
    }


BODIES: dict[str, Callable[[World, Instance, str], Body]] = {
    "account_login": lambda w, i, p: {"login": "nobody@demo.example", "password": "wrong password"},
    "account_signup": lambda w, i, p: {"email": "new@demo.example", "password1": PASSWORD},
    "account_logout": lambda w, i, p: {},
    "account_change_password": lambda w, i, p: {
        "oldpassword": PASSWORD,
        "password1": "wet stones under a bridge",
        "password2": "wet stones under a bridge",
    },
    "account_reset_password": lambda w, i, p: {"email": "nobody@demo.example"},
    "account_reset_password_from_key": lambda w, i, p: {
        "password1": "wet stones under a bridge",
        "password2": "wet stones under a bridge",
    },
    "homes:colours": lambda w, i, p: {"theme": "night"},
    "homes:switch": lambda w, i, p: {"home": str(w.homes["maple"].public_id)},
    "homes:inspectors": lambda w, i, p: {
        "name": "Ivy Marsh",
        "email": "ivy.marsh@demo.example",
        "starts": day(),
        "until": day(2),
    },
    "homes:withdraw_inspector": lambda w, i, p: {},
    "children:add_child": lambda w, i, p: {
        "known_as": "Leo",
        "legal_name": "Leo Alder",
        "ref": "new-1",
        "date_of_birth": "2012-05-04",
        "pronouns": "he",
        "picture": "fox",
        "moved_in_on": day(),
    },
    "children:move_on": lambda w, i, p: {"moved_on_on": day(), "reason": "Home to family"},
    "children:expect_child": lambda w, i, p: {
        "known_as": "Leo",
        "legal_name": "Leo Alder",
        "ref": "new-2",
        "date_of_birth": "2012-05-04",
        "pronouns": "he",
        "picture": "fox",
        "referred_on": day(-9),
        "offered_on": day(-2),
        "expected_on": day(9),
    },
    "children:moves_in": lambda w, i, p: {"moved_in_on": day()},
    "children:visits_before": lambda w, i, p: {
        "visited_on": day(-2) if "expected" in i.label else day(-300),
        "went": [someone(w, i)],
        "note": "Liked the garden",
    },
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
    },
    "compliance:end_key_worker": lambda w, i, p: {
        "end_reason": "child_asked",
        "ended_on": day(),
        "end_note": "Asked for a change",
        "decided_by": manager(w, i),
    },
    "compliance:child_told": lambda w, i, p: {"child_told_on": day(), "child_told_by": manager(w, i)},
    "children:add_absence": lambda w, i, p: {
        "kind": "holiday",
        "started_on": day(-20),
        "returned_on": day(-18),
        "note": "By the sea",
    },
    "children:record_return": lambda w, i, p: {"returned_on": day()},
    "compliance:add_leave": lambda w, i, p: {
        "kind": "leave",
        "started_on": day(60),
        "ended_on": day(64),
        "note": "By the sea",
    },
    "compliance:end_leave": lambda w, i, p: {"ended_on": day(33)},
    "compliance:call_off_leave": lambda w, i, p: {},
    "compliance:leaving": lambda w, i, p: {"last_day": day(20)},
    "compliance:add_readiness": lambda w, i, p: {
        "kind": "supervision",
        "done_on": day(),
        "with_person": someone(w, i),
    },
    "compliance:staff_picture": lambda w, i, p: {"picture": "owl"},
    "compliance:cover": lambda w, i, p: {
        "worker": someone(w, i),
        "first": day(30),
        "last": day(34),
        "child_told_on": day(),
        "child_told_by": someone(w, i),
    },
    "sessions:adopt": lambda w, i, p: {},
    "compliance:flag_seen": lambda w, i, p: {},
    "compliance:flag_plan": lambda w, i, p: {
        "action": "Meet on Monday",
        "owner": someone(w, i),
        "by_on": day(3),
    },
    "compliance:settings_profile": lambda w, i, p: {
        "profile": "keyworker-england-wales",
        "additions": ["inspection-lens"],
        "applies_from": day(),
        "why": "Agreed by the team",
    },
    "compliance:settings_word": lambda w, i, p: {
        "singular": "buddy",
        "plural": "buddies",
        "short": "",
        "applies_from": day(),
        "why": "The children chose it",
    },
    "compliance:settings_standard": lambda w, i, p: {
        "amount": "5",
        "applies_from": day(),
        "why": "The children asked",
    },
    "compliance:settings_list": lambda w, i, p: {
        "line": "new",
        "do": "on",
        "text": "Cooking together",
        "applies_from": day(),
        "why": "We do it every Friday",
    },
    "compliance:add_reflection": lambda w, i, p: {
        "reflected_on": day(),
        "took_part": [someone(w, i)],
        "answer_relates": "Somebody who likes bikes",
        "agreed": "Two adults take turns",
    },
    "sessions:edit": _record,
    "sessions:autosave": _record,
    "sessions:check": lambda w, i, p: {
        "child_part": "read",
        "true_record": "on",
        "password": PASSWORD,
        "version": "1",
    },
    "sessions:add_details": lambda w, i, p: {
        "kind": "detail",
        "text": "One more thing",
        "password": PASSWORD,
        "public_id": str(uuid.uuid4()),
    },
    "sessions:void": lambda w, i, p: {"reason": "Written about the wrong child"},
    "sessions:discard": lambda w, i, p: {},
    **merged("BODIES"),
}


def body_for(name: str, world: World, instance: Instance, persona: str) -> Body:
    """The body of this address; of a page without a form, what a browser would send."""
    body = BODIES[name](world, instance, persona) if name in BODIES else {}
    return {"csrfmiddlewaretoken": "x", **body}
