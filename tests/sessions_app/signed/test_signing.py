"""What a signature stands for. The lists here are the test's own: it must notice when the product's lists change."""

import datetime as dt
import hashlib
import json
import uuid

import pytest

from children.models import Child, Placement
from homes.models import Home, User
from sessions_app.models import Addendum, KeyWorkSession, SessionPlan
from sessions_app.signed.signing import addendum_hash, content_hash

SAM = User(public_id=uuid.UUID(int=1), full_name="Sam Okafor")
JO = User(public_id=uuid.UUID(int=2), full_name="Jo Price")
JEAN = User(public_id=uuid.UUID(int=11), full_name="Jean Ward")
KAI = Child(public_id=uuid.UUID(int=3), known_as="Kai")
MIA = Child(public_id=uuid.UUID(int=4), known_as="Mia")
OURS, THEIRS = (Home(public_id=uuid.UUID(int=number)) for number in (5, 6))
PLAN = SessionPlan(public_id=uuid.UUID(int=12))
HERE, THERE = (Placement(public_id=uuid.UUID(int=number)) for number in (7, 8))
EVENING = dt.datetime(2026, 7, 2, 21, 30, 5, 7, tzinfo=dt.timezone(dt.timedelta(hours=1)))
# Every column that is locked after signing, with two values of it.
SIGNED = {
    "public_id": (uuid.UUID(int=9), uuid.UUID(int=10)),
    "child": (KAI, MIA),
    "placement": (HERE, THERE),
    "home": (OURS, THEIRS),
    "session_ref": ("S-1", ""),
    "author": (SAM, JO),
    "drafted_by": (JO, None),
    "held_on": (dt.date(2026, 3, 2), dt.date(2026, 3, 3)),
    "outcome": ("held", "part_held"),
    "format": ("activity", "formal"),
    "people_present": ([{"id": "x", "name": "Sam Okafor", "title": "Key worker"}], []),
    "others_present": ("Kai’s aunt", ""),
    "account": ("We mended the bike.", "We mended the bike"),
    "written_to_child": (True, False),
    "voice": ("words", "noticed"),
    "voice_text": ("I did it.", "I did it!"),
    "purposes": (["goals"], ["worries"]),
    "topics": (["school"], ["school", "health"]),
    "small_steps": ("Asked for help", "Asked"),
    "next_steps": ("Ride on Friday", "Ride on Saturday"),
    "agreed": ([{"what": "Ask about the trip", "by_on": "2026-03-09"}], []),
    "worry": (True, False),
    "worry_text": ("A bruise", "A bruise, left arm"),
    "worry_told_to": (JEAN, None),
    "worry_told_name": ("Jean Ward", "Jean"),
    "worry_told_title": ("Manager", ""),
    "worry_told_at": (EVENING, EVENING + dt.timedelta(minutes=1)),
    "worry_told_how": ("phone", "message"),
    "worry_tried": ("", "Jean Ward, twice"),
    "child_part": ("later", "added"),
    "share_on": (dt.date(2026, 3, 5), None),
    "plan": (PLAN, None),
    "starts": (dt.time(16, 30), dt.time(16, 45)),
    "place": ("Bike track", "Park"),
    "moment": ("bedtime", ""),
    "progress": ([{"area": "school", "said": "Asked the teacher"}], []),
    "seemed_before": ("tired", "tense"),
    "seemed_during": ("busy", ""),
    "seemed_after": ("calm", "calmer"),
    "pictures": ([{"id": "y", "sha256": "ab"}], []),
    "reason": ("The car broke down", "No staff"),
    "key_worker": (JO, None),
    "key_worker_name": ("Jo Price", "Jo Field"),
    "key_worker_title": ("Senior", ""),
    "signed_at": (EVENING, EVENING + dt.timedelta(microseconds=1)),
    "late_reason": ("I was off sick", ""),
}
# What no signature speaks of: the database's own columns, and what voiding may change.
NOT_SIGNED = {"id", "created_at", "status", "version", "voided_at", "voided_by", "voided_reason"}


def record(**changes) -> KeyWorkSession:
    return KeyWorkSession(**{name: value for name, (value, _other) in SIGNED.items()} | changes)


def test_the_hash_of_a_known_record_is_known():
    """Worked out from the letters, so that a hash signed years ago can be checked by anybody."""
    letters = (
        '{"account":"We mended the bike.","agreed":[{"by_on":"2026-03-09","what":"Ask about the trip"}],'
        '"author":"00000000-0000-0000-0000-000000000001",'
        '"child":"00000000-0000-0000-0000-000000000003","child_part":"later",'
        '"drafted_by":"00000000-0000-0000-0000-000000000002",'
        '"format":"activity","held_on":"2026-03-02","home":"00000000-0000-0000-0000-000000000005",'
        '"key_worker":"00000000-0000-0000-0000-000000000002","key_worker_name":"Jo Price","key_worker_title":"Senior",'
        '"late_reason":"I was off sick","moment":"bedtime","next_steps":"Ride on Friday","others_present":"Kai’s aunt",'
        '"outcome":"held","people_present":[{"id":"x","name":"Sam Okafor","title":"Key worker"}],'
        '"pictures":[{"id":"y","sha256":"ab"}],"place":"Bike track",'
        '"placement":"00000000-0000-0000-0000-000000000007","plan":"00000000-0000-0000-0000-00000000000c",'
        '"progress":[{"area":"school","said":"Asked the teacher"}],"public_id":"00000000-0000-0000-0000-000000000009",'
        '"purposes":["goals"],"reason":"The car broke down","seemed_after":"calm",'
        '"seemed_before":"tired","seemed_during":"busy","session_ref":"S-1","share_on":"2026-03-05",'
        '"signed_at":"2026-07-02T20:30:05.000007+00:00","small_steps":"Asked for help","starts":"16:30:00",'
        '"topics":["school"],'
        '"voice":"words","voice_text":"I did it.","worry":true,"worry_text":"A bruise",'
        '"worry_told_at":"2026-07-02T20:30:05.000007+00:00","worry_told_how":"phone","worry_told_name":"Jean Ward",'
        '"worry_told_title":"Manager","worry_told_to":"00000000-0000-0000-0000-00000000000b","worry_tried":"",'
        '"written_to_child":true}'
    )

    assert content_hash(record()) == hashlib.sha256(letters.encode()).hexdigest()
    assert content_hash(record()) == "ba1dd4d2ce7a88514a832a516b24e1662ea6a436f022ecfb92e5b91fffe51c0c"


@pytest.mark.parametrize("name", SIGNED)
def test_no_signed_word_changes_without_the_hash(name):
    assert content_hash(record(**{name: SIGNED[name][1]})) != content_hash(record())


def test_every_column_is_signed_or_named_here():
    columns = {field.name for field in KeyWorkSession._meta.concrete_fields}

    assert set(SIGNED) | NOT_SIGNED == columns
    assert not set(SIGNED) & NOT_SIGNED


def test_the_hash_of_an_addition_is_of_its_words_its_record_and_its_author():
    session = KeyWorkSession(public_id=uuid.UUID(int=5))
    words = {"session": session, "kind": "detail", "text": "Kai asked about his aunt.", "author": SAM}
    letters = json.dumps(
        {
            "author": str(SAM.public_id), "kind": "detail", "session": str(session.public_id),
            "text": "Kai asked about his aunt.",
        },
        separators=(",", ":"),
    )  # fmt: skip
    others = {
        "session": KeyWorkSession(public_id=uuid.UUID(int=6)),
        "kind": "child",
        "text": "Kai",
        "author": JO,
    }

    assert addendum_hash(Addendum(**words)) == hashlib.sha256(letters.encode()).hexdigest()
    for name, other in others.items():
        assert addendum_hash(Addendum(**words | {name: other})) != addendum_hash(Addendum(**words)), name
