"""What is owed: an open flag of each home with a promise, and one that closed when the child moved."""

from __future__ import annotations

import datetime as dt

from children.models import Child, Flag
from homes.models import User
from tests.factories.flags import FlagFactory, FlagResponseFactory
from tests.world.parts.asking import day, someone

OBJECTS = ("flag",)
LISTS = ("compliance:flags",)
QUERIES = {"compliance:flags": ("?show=mine", "?show=planned", "?show=done")}
NEVER_ANSWERED = {"compliance:flag_seen"}
CHANGES_NOTHING = {
    ("compliance:flag_seen", "left"): "closed by the move",
    ("compliance:flag_plan", "left"): "closed by the move",
    ("compliance:flag_seen", "before"): "the same, for somebody of the next home too",
    ("compliance:flag_plan", "before"): "the same, for somebody of the next home too",
}
WRITTEN = {"action"}
UNIONS = {
    ("compliance:flag_seen", "POST", "moved own", "both_homes"): "302",
    ("compliance:flag_plan", "GET", "moved own", "both_homes"): "200",
    ("compliance:flag_plan", "POST", "moved own", "both_homes"): "422",
}


def promise(child: Child, by: User, action: str, now: dt.datetime) -> Flag:
    """The first thing owed to the child, with what somebody said they would do about it."""
    flag = Flag.objects.filter(child=child).open().order_by("pk").first()
    FlagResponseFactory(
        flag=flag, by=by, kind="planned", action=action, owner=by, by_on=now.date(), given_at=now
    )
    return flag


def closed_by_the_move(like: Flag, child: Child, now: dt.datetime) -> Flag:
    return FlagFactory(
        rule_code=like.rule_code,
        subject_key=f"{like.subject_key}-moved",
        home=like.home,
        child=child,
        opens_on=like.opens_on,
        due_on=like.due_on,
        severity=like.severity,
        facts=like.facts,
        raised_at=now - dt.timedelta(days=20),
        resolved_at=now - dt.timedelta(days=10),
        resolution="no_longer_applies",
    )


BODIES = {
    "compliance:flag_seen": lambda w, i, p: {},
    "compliance:flag_plan": lambda w, i, p: {
        "action": "Meet on Monday",
        "owner": someone(w, i),
        "by_on": day(3),
    },
}
