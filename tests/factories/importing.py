"""CSV files for import tests: a small sound set, and ways to spoil it."""

import csv
from pathlib import Path

from django.apps import apps

from homes import dates
from sessions_app.importing import Result, import_directory

SOUND = {
    "homes.csv": """home_code,name,nation,profile,provider
maple,Maple House,England,key-worker,Hearthside Care
oak,Oak Lodge,Wales,key-worker,Hearthside Care
""",
    "standards.csv": """home_code,rule_code,days,from
maple,KS-WEEK,5,
""",
    "staff.csv": """email,full_name,job_title,home_code,role,from,to
sam@example.org,Sam Okafor,Key worker,maple,residential_worker,2024-01-01,
tom@example.org,Tom Reed,Senior,oak,senior,2024-01-01,
""",
    "children.csv": """child_ref,known_as,legal_name,date_of_birth,home_code,moved_in_on,expected_on,moved_on_on
kai,Kai,,2012-05-04,maple,2025-01-10,,
mia,Mia,,2013-06-05,maple,2025-02-01,,
""",
    "key_workers.csv": """child_ref,email,role,from,to,end_reason,child_told_on
kai,sam@example.org,lead,2025-01-10,,,
""",
    "sessions.csv": """child_ref,session_ref,date,outcome,format,author_email,present_emails,\
account,child_voice,signed_on
kai,S1,2025-01-12,held,activity,sam@example.org,,We mended the bike.,I did it,2025-01-13
kai,S2,2025-01-19,declined,,sam@example.org,,,,
""",
    "absences.csv": """child_ref,kind,from,to
kai,holiday,2025-03-01,2025-03-08
""",
    "file_items.csv": """child_ref,type,dated_on,review_due_on,child_has_copy,applies,reason
kai,HOME_PLAN,2025-01-15,2025-04-15,yes,,
""",
    "contacts.csv": """child_ref,date,kind,direction,person,outcome,note
kai,2025-01-16,sw_update,out,Dana Reed,spoke,Settling in well.
""",
}


NONE = {"created": 0, "updated": 0, "unchanged": 0}


def created(count: int) -> dict[str, int]:
    return {**NONE, "created": count}


def unchanged(count: int) -> dict[str, int]:
    return {**NONE, "unchanged": count}


def write_files(directory: Path, files: dict[str, str | bytes] | None = None) -> Path:
    """Write the sound set into a directory, with some files replaced."""
    for name, content in (SOUND | (files or {})).items():
        data = content if isinstance(content, bytes) else content.encode()
        (directory / name).write_bytes(data)
    return directory


def bring_in(
    directory: Path, files: dict[str, str | bytes] | None = None, *, dry_run: bool = False
) -> Result:
    return import_directory(write_files(directory, files), now=dates.now(), dry_run=dry_run)


def stored_rows() -> dict[str, int]:
    """How many rows every table of ours holds, history and ledger included."""
    ours = ("homes", "children", "sessions_app", "compliance")
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in ours
    }


def cells_of(name: str) -> list[list[str]]:
    """A file of the sound set as a table."""
    return list(csv.reader(SOUND[name].splitlines()))
