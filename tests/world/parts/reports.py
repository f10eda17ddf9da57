"""Key-work reports: one that is finished, and a draft that is its writer's and the managers'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sessions_app.models import KeyWorkReport
from tests.factories.review import KeyWorkReportFactory
from tests.factories.staff import PASSWORD
from tests.world.parts.asking import day
from tests.world.parts.sessions import KEEPS_DRAFTS
from tests.world.room import Room

if TYPE_CHECKING:  # the world and its walk are made of these parts
    from tests.everywhere.policy_walk import Instance
    from tests.world.scenes import World

OBJECTS = ("report_draft", "report")
LISTS = ("sessions:reports",)
NEVER_ANSWERED = {"sessions:report_throw_away", "sessions:report_correct"}
WRITTEN = set(KeyWorkReport.PARTS)


def furnish(room: Room) -> dict:
    about = {"child": room.child, "home": room.home, "writer": room.author, "to_on": room.today}
    source = {"n": 1, "record": str(room.placement.public_id), "day": room.today.isoformat(), "notes": []}
    finished = KeyWorkReportFactory(
        **about,
        finished=True,
        given_to=room.canary("reportgivento"),
        whom_name=room.canary("reportwhomname"),
        sources=[{**source, "what": room.canary("reportwhat"), "by": room.canary("reportby")}],
        for_child={
            "said": [{"n": 1, "day": room.today.isoformat(), "words": room.canary("reportchild")}],
            "did": [],
        },
        **room.canaries(**{name: f"report{name.replace('_', '')}" for name in KeyWorkReport.PARTS}),
    )
    words = {
        name: room.canary(f"draftreport{name.replace('_', '')}", *KEEPS_DRAFTS)
        for name in KeyWorkReport.PARTS
    }
    draft = KeyWorkReportFactory(**about, **words)
    return {"report": finished.public_id, "report_draft": draft.public_id}


def _words(world: World, instance: Instance, persona: str) -> dict[str, Any]:
    return {**dict.fromkeys(KeyWorkReport.PARTS, "He cooked for everybody."), "version": "1"}


BODIES = {
    "sessions:report_new": lambda w, i, p: {
        "from_on": day(-9), "to_on": day(-1), "whom": "review", "whom_name": "Ms Khan",
    },
    "sessions:report_edit": _words,
    "sessions:report_finish": lambda w, i, p: {
        "given_to": "Ms Khan", "read": "on", "password": PASSWORD, "version": "1",
    },
    "sessions:report_throw_away": lambda w, i, p: {},
    "sessions:report_correct": lambda w, i, p: {},
}  # fmt: skip
