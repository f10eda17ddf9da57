"""The files of the import format, in the order in which they are understood, and the columns of each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Columns:
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return self.required + self.optional


# The order is the order in which files are understood: later ones refer to earlier ones.
FILES: dict[str, Columns] = {
    "homes.csv": Columns(
        ("home_code", "name", "nation", "profile"), ("provider", "capacity", "regulator_ref")
    ),
    "standards.csv": Columns(("home_code", "rule_code", "days"), ("from",)),
    "staff.csv": Columns(("email", "full_name", "job_title", "role", "from"), ("home_code", "to")),
    "children.csv": Columns(
        ("child_ref", "known_as", "date_of_birth", "home_code", "moved_in_on"),
        (
            "legal_name",
            "expected_on",
            "moved_on_on",
            "looked_after_since",
            "responsible_authority",
            "responsible_nation",
            "intended_to_last_to_18",
        ),
    ),
    "key_workers.csv": Columns(("child_ref", "email", "role", "from"), ("to", "end_reason", "child_told_on")),
    "sessions.csv": Columns(
        ("child_ref", "session_ref", "date", "outcome", "author_email"),
        ("format", "present_emails", "account", "child_voice", "signed_on"),
    ),
    "absences.csv": Columns(("child_ref", "kind", "from"), ("to",)),
    "file_items.csv": Columns(
        ("child_ref", "type", "dated_on"), ("review_due_on", "child_has_copy", "applies", "reason")
    ),
    "contacts.csv": Columns(("child_ref", "date", "kind"), ("direction", "person", "outcome", "note")),
}
