"""The test's committed rows, for a process of its own."""

from pathlib import Path
from urllib.parse import quote

from django.db import connection


def url_for_other_processes(folder: Path) -> str:
    """A DATABASE_URL: the test database itself on PostgreSQL, a copy of it in a file on SQLite (it is in memory)."""
    if connection.vendor == "sqlite":
        copy = folder / "copy.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("vacuum into %s", [str(copy)])
        return f"sqlite:///{copy}"
    at = connection.settings_dict
    who = quote(at["USER"], safe="") + (f":{quote(at['PASSWORD'], safe='')}" if at["PASSWORD"] else "")
    return f"postgres://{who}@{at['HOST'] or '127.0.0.1'}:{at['PORT'] or 5432}/{at['NAME']}"
