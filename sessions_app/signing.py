"""What a signature stands for: a hash of every word signed, the same wherever it is computed."""

import hashlib
import json

from sessions_app.models import Addendum, KeyWorkSession


def content_hash(session: KeyWorkSession) -> str:
    """SHA-256 over the words of a session in one fixed form.

    Ids are the public ones, so a hash can be checked against an export as well as against the row. What may change
    after signing (voiding, version) is left out.
    """
    words = {
        "child": str(session.child.public_id),
        "held_on": session.held_on.isoformat() if session.held_on else None,
        "outcome": session.outcome,
        "format": session.format,
        "people_present": session.people_present,
        "others_present": session.others_present,
        "account": session.account,
        "voice": session.voice,
        "voice_text": session.voice_text,
        "topics": session.topics,
        "small_steps": session.small_steps,
        "next_steps": session.next_steps,
        "worry": session.worry,
        "worry_text": session.worry_text,
        "reason": session.reason,
        "author": str(session.author.public_id),
    }
    if session.purposes:  # records signed before these were asked keep the hash they were signed with
        words["purposes"] = session.purposes
    if session.drafted_by is not None:
        words["drafted_by"] = str(session.drafted_by.public_id)
    return _hash(words)


def addendum_hash(addendum: Addendum) -> str:
    """The same for something added later, tied to the record it stands under."""
    return _hash(
        {
            "session": str(addendum.session.public_id),
            "kind": addendum.kind,
            "text": addendum.text,
            "author": str(addendum.author.public_id),
        }
    )


def _hash(words: dict[str, object]) -> str:
    canonical = json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
