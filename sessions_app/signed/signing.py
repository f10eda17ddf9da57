"""What a signature stands for: a hash of every word signed, the same wherever it is computed."""

import datetime as dt
import hashlib
import json
import uuid
from typing import Any

from homes.models import Record
from sessions_app.models import Addendum, KeyWorkSession

# Not what anybody signs: the database's own columns. All else that is locked after signing is in the hash.
OF_THE_DATABASE = {"id", "created_at"}


def content_hash(session: KeyWorkSession) -> str:
    """SHA-256 over everything in a session that no signed row may change, in one fixed form.

    Ids are the public ones and times are UTC, so a hash can be checked against an export as well as against the row.
    """
    open_still = {*KeyWorkSession.AFTER_SIGNING, *OF_THE_DATABASE}
    return hash_of(session, KeyWorkSession, leaving_out=open_still)


def hash_of(record: Any, model: type[Record], *, leaving_out: set[str]) -> str:
    """The same over the columns of another record that is locked. `record`: anything that has the model's columns."""
    fields = [field for field in model._meta.concrete_fields if field.attname not in leaving_out]
    return _hash({field.name: _plain(getattr(record, field.name)) for field in fields})


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, (dt.date, dt.time, uuid.UUID)):
        return str(value)
    return str(value.public_id) if hasattr(value, "public_id") else value


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
