"""Whether every uploaded file is there as it was stored, and nothing else lies beside them."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django_scopes import scopes_disabled

from children.file import store
from children.file.models import StoredFile
from homes.words import gettext as _
from homes.words import ngettext


class Command(BaseCommand):
    help = "Compare uploaded files with their rows: missing, changed, and files that belong to no row."

    def handle(self, *args: Any, **options: Any) -> None:
        left = set(store.keys())
        problems, count = [], 0
        with scopes_disabled():
            for stored in StoredFile.objects.order_by("pk").iterator():
                count += 1
                problems += self._problem(stored, there=stored.key in left)
                left.discard(stored.key)
        problems += [_("file without a row: %(key)s") % {"key": key} for key in sorted(left)]
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            sys.exit(1)
        words = ngettext("%(n)s file, all as stored.", "%(n)s files, all as stored.", count)
        self.stdout.write(words % {"n": count})

    def _problem(self, stored: StoredFile, *, there: bool) -> list[str]:
        if not there:
            return [_("row without a file: %(id)s") % {"id": stored.public_id}]
        try:
            store.read(stored)
        except store.FileIsGone:
            return [_("changed since it was stored: %(id)s") % {"id": stored.public_id}]
        return []
