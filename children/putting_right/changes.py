"""Before and after, in words: which parts of a record changed, and which words were taken out or put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from homes.history import Change, marked, value_in_words
from homes.templatetags.keywork_ui import possessive
from homes.words import gettext_lazy

# Bookkeeping, what the title already says, and where the record belongs: never a change people read.
NOT_PARTS = frozenset(
    [
        "id",
        "public_id",
        "created_at",
        "status",
        "version",
        "signed_at",
        "voided_at",
        "voided_by",
        "voided_reason",
        "late_reason",
        "child",
        "home",
        "placement",
        "item",
        "session",
        "provider",
        "author",
        "set_by",
        "given_by",
        "rule_code",
        "user",
        "end_reason_code",
        "last_login",
        "key_worker",
        "key_worker_name",
        "key_worker_title",
        "worker_name",
        "worker_title",
        "noted_by",
        "noted_on",
        "plan",
        "planned_by",
        "talked_name",
        "written_by",
        "address",  # read on one page only, where every reading is logged
        "stored",
        "added_by",
        "added_by_name",
        "added_by_title",
        "explained_by_name",
        "put_right_at",
        "ended_by_move",
        "standing",
        "withdrawn_on",
        "withdrawn_reason",
        "withdrawn_by",
    ]
)


# Parts called by the child's name, as everywhere else on screen.
NAMED_PARTS = {
    "called": gettext_lazy("What %(child)s calls them"),
    "child_has_copy": gettext_lazy("%(child)s has a copy"),
    "child_part": gettext_lazy("%(whose)s part"),
    "child_told_on": gettext_lazy("%(child)s was told on"),
    "child_view": gettext_lazy("%(whose)s view"),
    "voice": gettext_lazy("%(whose)s voice"),
    "voice_text": gettext_lazy("%(whose)s words, or what was noticed"),
    "written_to_child": gettext_lazy("Written to %(child)s"),
}


MOST_PAIRS = (
    250_000  # 500 changed words against 500: beyond it the stretch is shown whole, comparing is quadratic
)

WORD = re.compile(r"\s*\S+|\s+$")  # a word with the white space before it


def changes_between(
    model: type[models.Model], previous: Any, version: Any, *, say: Callable[[Any, Any], str] = value_in_words
) -> tuple[Change, ...]:
    """The parts that differ, in the order of the record. Values are compared as people read them: as `say` says."""
    found = []
    for field in parts_of(model):
        before, after = say(field, previous), say(field, version)
        if before != after:
            found.append(_change(_part_name(field, version), before, after, words=is_text(field)))
    return tuple(found)


def _part_name(field: Any, version: Any) -> str:
    if field.name not in NAMED_PARTS:
        return capfirst(field.verbose_name)
    name = version.child.known_as
    return str(NAMED_PARTS[field.name]) % {"child": name, "whose": possessive(name)}


def parts_of(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.name not in NOT_PARTS]


def is_text(field: Any) -> bool:
    return isinstance(field, (models.CharField, models.TextField)) and not field.choices


def _change(name: str, before: str, after: str, *, words: bool) -> Change:
    if not words or not before or not after:
        return Change(
            name=name,
            before=marked("del", before),
            after=marked("ins", after),
            removed=len(before.split()) if words else 0,
            added=len(after.split()) if words else 0,
        )
    old, new, removed, added = compare(before, after)
    return Change(name=name, before=old, after=new, removed=removed, added=added)


def compare(before: str, after: str) -> tuple[SafeString, SafeString, int, int]:
    """Both texts with <del> and <ins> round the words that differ, and how many words those are.

    Every piece is escaped before a mark is put round it: what people typed never becomes markup.
    """
    a, b = WORD.findall(before), WORD.findall(after)
    old, new, removed, added = [], [], 0, 0
    for tag, left, right in _pieces(a, b):
        if tag == "equal":
            old.append(escape(left))
            new.append(escape(right))
            continue
        old.append(marked("del", left))
        new.append(marked("ins", right))
        removed += len(left.split())
        added += len(right.split())
    return mark_safe("".join(old)), mark_safe("".join(new)), removed, added  # noqa: S308 - pieces are escaped


def _pieces(a: list[str], b: list[str]) -> Iterator[tuple[str, str, str]]:
    """Stretches that are equal or differ. The common start and end are cut off first: most edits are small."""
    keys_a, keys_b = [word.strip() for word in a], [word.strip() for word in b]
    start = end = 0
    while start < min(len(a), len(b)) and keys_a[start] == keys_b[start]:
        start += 1
    while end < min(len(a), len(b)) - start and keys_a[-1 - end] == keys_b[-1 - end]:
        end += 1
    yield "equal", "".join(a[:start]), "".join(b[:start])
    stop_a, stop_b = len(a) - end, len(b) - end
    if (stop_a - start) * (stop_b - start) > MOST_PAIRS:
        yield "replace", "".join(a[start:stop_a]), "".join(b[start:stop_b])
    else:
        matcher = SequenceMatcher(None, keys_a[start:stop_a], keys_b[start:stop_b], autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            yield tag, "".join(a[start + i1 : start + i2]), "".join(b[start + j1 : start + j2])
    yield "equal", "".join(a[stop_a:]), "".join(b[stop_b:])
