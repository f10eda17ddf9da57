"""Whether every uploaded file is there as it was stored, and nothing else lies beside them."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import QuerySet

from children.file import store
from children.file.as_stored import unlike_stored
from children.file.models import StoredFile
from homes.words import gettext as _
from homes.words import ngettext


class Command(BaseCommand):
    help = "Compare uploaded files with their rows: missing, changed, and files that belong to no row."

    def handle(self, *args: Any, **options: Any) -> None:
        words = {
            "gone": _("row without a file: %(id)s"),
            "changed": _("changed since it was stored: %(id)s"),
        }
        problems = [words[what] % {"id": stored.public_id} for stored, what in unlike_stored()]
        rows = QuerySet(StoredFile)
        count = rows.count()
        left = set(store.keys()) - set(rows.values_list("key", flat=True))
        problems += [_("file without a row: %(key)s") % {"key": key} for key in sorted(left)]
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            sys.exit(1)
        whole = ngettext("%(n)s file, all as stored.", "%(n)s files, all as stored.", count)
        self.stdout.write(whole % {"n": count})
