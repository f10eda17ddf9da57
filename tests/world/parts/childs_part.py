"""What a child said of a signed record."""

from __future__ import annotations

from django.core.files.base import ContentFile

from children.file import store
from sessions_app.models import KeyWorkSession
from tests.factories.childs_part import ChildsPartFactory, ChildsPartWithdrawnFactory
from tests.factories.file import StoredFileFactory
from tests.world.room import Room

OBJECTS = ("childs_part",)
NOT_HANDED = "no tablet is handed over: it leads to the page before"
CHANGES_NOTHING = {
    ("sessions:hand_to_child", "draft"): "what is said of a draft is said when it is signed",
    ("sessions:childs_turn", "*"): NOT_HANDED,
    ("sessions:give_back", "*"): NOT_HANDED,
}
NEVER_ANSWERED = {"sessions:hand_to_child", "sessions:childs_turn", "sessions:give_back"}


def furnish(room: Room) -> dict:
    signed = KeyWorkSession.objects.filter(placement=room.placement, status="signed").order_by("pk").first()
    content = b"a picture"
    drawing = StoredFileFactory(
        child=room.child,
        home=room.home,
        key=store.store().save(f"zz/drawing-{room.child.public_id.hex}", ContentFile(content)),
        by=room.author,
        sha256=store.digest(content),
        kind="png",
    )
    part = ChildsPartFactory(
        session=signed,
        by=room.author,
        words=room.canary("childspart"),
        feeling="good",
        share="yes",
        drawing=drawing,
        said_at=room.now,
        handed_at=room.now,
    )
    gone = ChildsPartFactory(session=signed, by=room.author, words="", said_at=room.now, handed_at=room.now)
    ChildsPartWithdrawnFactory(part=gone, by=room.manager, reason=room.canary("partwithdrawn"))
    return {"childs_part": part.public_id}


BODIES = {
    "sessions:hand_to_child": lambda w, i, p: {"do": "declined"},
    "sessions:childs_turn": lambda w, i, p: {
        "answer": "read",
        "words": "I did it",
        "feeling": "good",
        "share": "ask",
    },
    "sessions:give_back": lambda w, i, p: {},
    "sessions:withdraw_childs_part": lambda w, i, p: {"reason": "Leo had the tablet"},
}
