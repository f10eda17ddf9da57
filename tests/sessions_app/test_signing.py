"""What a signature stands for. The lists here are the test's own: it must notice when the product's lists change."""

import datetime as dt
import hashlib
import json
import uuid

import pytest

from children.models import Child
from homes.models import User
from sessions_app.models import Addendum, KeyWorkSession
from sessions_app.signing import addendum_hash, content_hash

SAM = User(public_id=uuid.UUID(int=1), full_name="Sam Okafor")
JO = User(public_id=uuid.UUID(int=2), full_name="Jo Price")
KAI = Child(public_id=uuid.UUID(int=3), known_as="Kai")
MIA = Child(public_id=uuid.UUID(int=4), known_as="Mia")
# Every column whose words are signed, with two values of it.
SIGNED = {
    "child": (KAI, MIA),
    "author": (SAM, JO),
    "drafted_by": (JO, None),
    "held_on": (dt.date(2026, 3, 2), dt.date(2026, 3, 3)),
    "outcome": ("held", "part_held"),
    "format": ("activity", "formal"),
    "people_present": ([{"id": "x", "name": "Sam Okafor", "title": "Key worker"}], []),
    "others_present": ("Kai’s aunt", ""),
    "account": ("We mended the bike.", "We mended the bike"),
    "voice": ("words", "noticed"),
    "voice_text": ("I did it.", "I did it!"),
    "purposes": (["goals"], ["worries"]),
    "topics": (["school"], ["school", "health"]),
    "small_steps": ("Asked for help", "Asked"),
    "next_steps": ("Ride on Friday", "Ride on Saturday"),
    "worry": (True, False),
    "worry_text": ("A bruise", "A bruise, left arm"),
    "reason": ("The car broke down", "No staff"),
}
# What no signature speaks of: its own columns, where the record lies, what voiding may change, and words that are
# locked by the trigger alone.
NOT_SIGNED = {
    "id", "public_id", "created_at", "placement", "home", "session_ref", "status", "version", "signed_at", "voided_at",
    "voided_by", "voided_reason", "written_to_child", "worry_told", "child_part", "key_worker", "key_worker_name",
    "key_worker_title", "late_reason",
}  # fmt: skip


def record(**changes) -> KeyWorkSession:
    return KeyWorkSession(**{name: value for name, (value, _other) in SIGNED.items()} | changes)


def test_the_hash_of_a_known_record_is_known():
    """Worked out from the letters, so that a hash signed years ago can be checked by anybody."""
    letters = (
        '{"account":"We mended the bike.","author":"00000000-0000-0000-0000-000000000001",'
        '"child":"00000000-0000-0000-0000-000000000003","drafted_by":"00000000-0000-0000-0000-000000000002",'
        '"format":"activity","held_on":"2026-03-02","next_steps":"Ride on Friday","others_present":"Kai’s aunt",'
        '"outcome":"held","people_present":[{"id":"x","name":"Sam Okafor","title":"Key worker"}],'
        '"purposes":["goals"],"reason":"The car broke down","small_steps":"Asked for help","topics":["school"],'
        '"voice":"words","voice_text":"I did it.","worry":true,"worry_text":"A bruise"}'
    )

    assert content_hash(record()) == hashlib.sha256(letters.encode()).hexdigest()
    assert content_hash(record()) == "b6b542f2c6043abebff7af423ea66edd40e07af8602ab7b79b30b9491886286a"


def test_what_nobody_asked_at_the_time_is_not_in_the_hash():
    """Records signed before purposes and taken-over drafts existed keep the hash they were signed with."""
    assert (
        content_hash(record(purposes=[], drafted_by=None))
        == "28b642685006c20db982200229ee338175f004a30c69f7fbf4455a5809d2bcf6"
    )


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
