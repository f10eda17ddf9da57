"""The child's file: a version with its file, a document that does not apply, and that we asked for one."""

from __future__ import annotations

from django.core.files.base import ContentFile

from children.file import store
from tests.factories.file import ChaseFactory, FileSaidFactory, FileVersionFactory, StoredFileFactory
from tests.world.parts.asking import day, someone
from tests.world.room import Room

OBJECTS = ("edition", "document")


def furnish(room: Room) -> dict:
    content = f"%PDF- {room.canary('upload')}".encode()
    key = store.store().save(f"zz/{room.child.public_id.hex}", ContentFile(content))
    stored = StoredFileFactory(
        child=room.child,
        home=room.home,
        key=key,
        by=room.author,
        sha256=store.digest(content),
        size=len(content),
        original_name=room.canary("filename"),
    )
    version = FileVersionFactory(
        child=room.child,
        home=room.home,
        type="RISK",
        dated_on=room.today,
        stored=stored,
        **room.canaries(
            authored_by="authored", kept_where="keptwhere", no_copy_reason="nocopy", note="versionnote"
        ),
        added_by=room.author,
        added_by_name=room.author.full_name,
    )
    for about in ("CARE_PLAN", "SW_VISIT"):
        ChaseFactory(
            child=room.child,
            home=room.home,
            about=about,
            asked_on=room.today,
            by=room.author,
            **room.canaries(whom="whom", answer="chasenote"),
        )
    if room.name != "moved":  # what is said of a document belongs to where the child lives, not to a home
        for type in ("HOME_PLAN", "HEALTH"):
            word = room.canary(type.lower().replace("_", ""))
            began = room.placement.moved_in_on
            FileVersionFactory(
                child=room.child, home=room.home, type=type, dated_on=began, kept_where=word, note=word
            )
        FileSaidFactory(placement=room.placement, type="EHCP", reason=room.canary("appliesreason"))
    return {"edition": version.public_id, "document": stored.public_id}


BODIES = {
    "children:add_plan": lambda w, i, p: {
        "dated_on": day(-1),
        "authored_by": "The nurse",
        "received_on": day(),
        "review_due_on": day(90),
        "kept_where": "Blue folder",
        "child_has_copy": "yes",
        "explained_on": day(),
        "explained_by": someone(w, i),
        "no_copy_reason": "",
        "note": "A new school",
    },
    "children:document_applies": lambda w, i, p: {
        "applies": "not_yet",
        "until_on": day(28),
        "reason": "A short break",
    },
    "children:chase": lambda w, i, p: {
        "whom": "The social worker",
        "asked_on": day(),
        "how": "phone",
        "answer": "She will ring",
    },
    "children:copy_given": lambda w, i, p: {
        "child_has_copy": "yes",
        "explained_on": day(),
        "explained_by": someone(w, i),
        "no_copy_reason": "",
    },
}
PARAMETERS = {"what": "home_plan"}
WRITTEN = {"whom", "authored_by", "no_copy_reason", "kept_where"}
NOT_ASKED = {("children:add_plan", "no_copy_reason"), ("children:copy_given", "no_copy_reason")}
