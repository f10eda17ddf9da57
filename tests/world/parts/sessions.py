"""Key-work sessions: a draft, one given up, signed ones, what was added, and a void one."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from children.file import store
from homes.audit import set_fields
from sessions_app.actions import add_details, discard_draft, sign_session, void_session
from sessions_app.models import KeyWorkSession
from sessions_app.worries.actions import answer_worry
from tests.factories import uploads
from tests.factories.debrief import DebriefFactory
from tests.factories.file import StoredFileFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import PASSWORD
from tests.factories.worries import WorryAnswerFactory
from tests.world.parts.asking import day, someone
from tests.world.room import Room

if TYPE_CHECKING:  # the world and its walk are made of these parts
    from tests.everywhere.policy_walk import Instance
    from tests.world.scenes import World

OBJECTS = ("debrief", "session", "picture")
LISTS = ("sessions:for_child",)
QUERIES = {"sessions:edit": ("?check",)}
KEEPS_DRAFTS = ("key_worker", "deputy", "manager")
NEVER_ANSWERED = {"sessions:discard", "sessions:adopt"}
NO_DRAFT = ("signed", "void", "discarded", "before", "left")
CHANGES_NOTHING = {
    ("sessions:adopt", "draft"): "its author is still there",
    **{("sessions:void", state): "its worry has no answer yet" for state in ("signed", "left")},
    **{("sessions:edit", state): "no draft: it leads to reading" for state in NO_DRAFT},
    **{("sessions:moment", state): "no draft: it leads to reading" for state in NO_DRAFT},
    ("sessions:moment", "draft"): "no quick chat: it leads to the whole form",
    **{("sessions:check", state): "no draft: it leads to reading" for state in NO_DRAFT},
    **{("sessions:pictures", state): "no draft: it leads to reading" for state in NO_DRAFT},
    **{("sessions:tell_someone", state): "no draft: it leads to reading" for state in NO_DRAFT},
}
# What is to be done next, and that the child is to be told, are each somebody's to do, where they are said.
AS_MANY_AS_GIVEN = {
    "sessions:answer_worry": {
        "sessions_app_agreedaction", "sessions_app_historicalagreedaction", "homes_ledgerentry",
    },
}  # fmt: skip
STARTS_FROM = dict.fromkeys(
    ("sessions:void", "sessions:check", "sessions:pictures", "sessions:tell_someone"), ("draft",)
)
WRITTEN = {
    "text",
    "account",
    "quote",
    "small_steps",
    "next_steps",
    "agreed_0_what",
    "seemed_before",
    "seemed_after",
}
NOT_ASKED = {("sessions:edit", "reason"), ("sessions:autosave", "reason")}  # nothing was cancelled
# A worker of both homes sees the child at Oak and may still add to what was recorded at Maple: roles are a union.
UNIONS = {
    ("sessions:add_details", "GET", "moved before", "both_homes"): "200",
    ("sessions:add_details", "POST", "moved before", "both_homes"): "422",
}


def furnish(room: Room) -> dict:
    if room.name != "moved":
        signed = KeyWorkSession.objects.filter(placement=room.placement, signed_at__isnull=False)
        about = signed.filter(status="void").first() or signed.first()
        if about is None:
            about = KeyWorkSessionFactory(placement=room.placement, author=room.author)
        note = room.canary("debrief", "key_worker", "deputy", "manager", "ri")
        first = signed.filter(status="signed", worry=True).first() or about
        begun = room.canary("answerbegun", "manager")  # an answer that is not finished is its writer's alone
        WorryAnswerFactory(session=first, answered_by=room.manager, account=begun)
        drawn = next((one for one in signed if one.pictures), None)
        picture = {"picture": uuid.UUID(drawn.pictures[0]["id"])} if drawn else {}
        return {"debrief": DebriefFactory(session=about, note=note).public_id, **picture}
    return {}


def of_every_state(room: Room) -> dict[str, uuid.UUID]:
    """One session of each state, with the words that were there before."""

    def theirs(label: str) -> str:
        return room.canary(label, *KEEPS_DRAFTS)

    def draft(**words: str) -> KeyWorkSession:
        return KeyWorkSessionFactory(
            placement=room.placement, author=room.author, held_on=room.today, draft=True, **words
        )

    line = agreed_line(theirs("draftagreed"), room.author, room.today)
    open_one = draft(
        agreed=[line],
        account=theirs("firstdraft"),
        voice="words",
        voice_text=theirs("draftvoice"),
        worry=True,
        worry_text=theirs("draftworry"),
        worry_told_name=theirs("drafttold"),
        reason=theirs("draftwhy"),
    )
    why = theirs("draftreason")  # even that there is a draft is theirs alone
    set_fields(open_one, by=room.author, reason=why, account=theirs("draft"))
    discarded = draft(account=theirs("discarded"))
    discard_draft(discarded, by=room.author, now=room.now)
    signed = signed_by(room, room.placement, room.author)
    add_details(signed, by=room.author, now=room.now, kind="detail", text=room.canary("added"))
    void = signed_by(room, room.placement, room.author, "void")
    answer_worry(
        void,
        by=room.manager,
        now=room.now,
        done=["spoke"],
        account=room.canary("answer"),
        child_knows="not_yet",
        child_why=room.canary("childwhy"),
        next_step=room.canary("nextstep"),
        next_by=room.author,
        next_on=room.today,
    )
    void_session(void, by=room.manager, now=room.now, reason=room.canary("voidreason"))
    return {
        "draft": open_one.public_id,
        "signed": signed.public_id,
        "void": void.public_id,
        "discarded": discarded.public_id,
    }


def agreed_line(what: str, person: Any, by_on: dt.date) -> dict[str, Any]:
    """One line of what was agreed, as a record keeps it."""
    said = {"whose": "adult", "person": str(person.public_id), "name": person.full_name}
    return {"what": what, **said, "by_on": by_on.isoformat(), "promise": True}


def signed_by(room: Room, placement: Any, author: Any, label: str = "", days_ago: int = 0) -> KeyWorkSession:
    """Written as a draft first, with the draft's own words, then signed as the product signs."""
    texts = (
        "account", "place", "voice_text", "small_steps", "next_steps", "worry_text", "others_present",
        "seemed_before", "seemed_during", "seemed_after",
    )  # fmt: skip
    session = KeyWorkSessionFactory(
        placement=placement,
        author=author,
        held_on=room.today - dt.timedelta(days=days_ago),
        draft=True,
        session_ref=room.canary(label + "sessionref"),
        pictures=[] if label or days_ago else [drawing(room, author)],
        voice="words",
        worry=True,
        progress=[{"area": "routines", "name": "Routines", "line": room.canary(label + "step")}],
        agreed=[agreed_line(room.canary(label + "agreed"), author, room.today + dt.timedelta(days=5))],
        **{name: room.canary(label + name.replace("_", "")) for name in texts},
    )
    sign_session(
        session, by=author, now=room.now, late_reason=room.canary(label + "late") if days_ago else ""
    )
    session.refresh_from_db()
    return session


def drawing(room: Room, author: Any) -> dict[str, str]:
    """A drawing as a record keeps it, with its file in the store."""
    content = f"JPEG {room.canary('drawing')}".encode()
    key = store.store().save(f"zz/{room.placement.child.public_id.hex}-drawing", ContentFile(content))
    about = {"child": room.placement.child, "home": room.placement.home, "by": author}
    stored = StoredFileFactory(key=key, sha256=store.digest(content), size=len(content), kind="jpg", **about)
    kept = {"id": str(stored.public_id), "sha256": stored.sha256, "kind": "jpg"}
    return {**kept, "what": "drawing", "shows": room.canary("drawingshows")}


def _record(world: World, instance: Instance, persona: str) -> dict[str, Any]:
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
        "agreed_0_what": "Ask about the trip",
        "agreed_0_whose": "school",
        "agreed_0_by_on": day(7),
        "version": "1",
        "asked_on": day(),
    }


def _answer(world: World, instance: Instance, persona: str) -> dict[str, Any]:
    answer = {
        "done": ["spoke", "health"],
        "account": "I sat with Kai and looked at it.",
        "child_knows": "told",
    }
    if instance.label.startswith("moved"):  # days of such a body lie in the stay, which is over
        return answer
    return {**answer, "next_step": "Ask the nurse", "next_by": someone(world, instance), "next_on": day(2)}


BODIES = {
    "sessions:edit": _record,
    "sessions:moment": lambda w, i, p: {
        "moment": "food",
        "account": "He laid the table.",
        "worry": "no",
        "version": "1",
        "asked_on": day(),
        "small": "1",
    },
    "sessions:autosave": _record,
    "sessions:check": lambda w, i, p: {
        "child_part": "read",
        "true_record": "on",
        "password": PASSWORD,
        "version": "1",
    },
    "sessions:pictures": lambda w, i, p: {
        "upload": SimpleUploadedFile("drawing.jpg", uploads.picture()),
        "what": "drawing",
        "shows": "The rabbit",
    },
    "sessions:tell_someone": lambda w, i, p: {
        "who": "other",
        "other": "Dr Hall",
        "when": "earlier",
        "told_on": day(-1),
        "told_time": "21:40",
        "how": "phone",
    },
    "sessions:answer_worry": _answer,
    "sessions:debrief": lambda w, i, p: {"feeling": "tiring", "note": "A long evening"},
    "sessions:debrief_talk": lambda w, i, p: {"talked_on": day()},
    "sessions:add_details": lambda w, i, p: {
        "kind": "detail",
        "text": "One more thing",
        "password": PASSWORD,
        "public_id": str(uuid.uuid4()),
    },
    "sessions:void": lambda w, i, p: {"reason": "Written about the wrong child"},
    "sessions:discard": lambda w, i, p: {},
    "sessions:adopt": lambda w, i, p: {},
}
