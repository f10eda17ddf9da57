"""The child's file: every document of the checklist, its versions, one uploaded file, and whom we asked."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.core.files.base import ContentFile

from children.file.store import store
from children.models import FileChase, FileItem, FileType, FileVersion, StoredFile
from compliance.demo.estate.stay import LATE, Stay
from compliance.demo.estate.writing import Row
from homes.dates import add_days, add_months

NOT_FOR_EVERY_CHILD = {
    "EHCP": "No plan was asked for.",
    "ADOPTION": "Not the plan for this child.",
    "SEN_SUPPORT": "Not needed at school.",
}
# Kinds that are written anew: how many months apart.
RENEWED = {
    "HOME_PLAN": 3,
    "RISK": 3,
    "HEALTH": 6,
    "PEP": 4,
    "CARE_PLAN": 6,
    "REVIEW_MINUTES": 6,
    "PATHWAY": 6,
}
VERSIONS = 4  # of those, the latest so many
TO_ASK_FOR = ("CARE_PLAN", "PLACEMENT_LA", "HEALTH")
PAPER = "%PDF-1.4\n% A made-up document of stay {stay}. Nobody's.\n%%EOF\n"


def tell(stay: Stay) -> None:
    stored = _upload(stay)
    for kind in FileType.values:
        no = NOT_FOR_EVERY_CHILD.get(kind, "")
        item = stay.tell(FileItem, stay.first_on, type=kind, applies="no" if no else "yes", reason=no)
        if no or kind == FileType.CHRONOLOGY or (not stay.ended and stay.rng.random() < LATE / 2):
            continue
        for day in _dates(stay, kind):
            _version(stay, item, day, stored=stored if kind == FileType.CARE_PLAN else None)
            stored = None if kind == FileType.CARE_PLAN else stored
        if kind in TO_ASK_FOR:
            _ask(stay, item)


def _dates(stay: Stay, kind: str) -> list[dt.date]:
    months = RENEWED.get(kind)
    first = add_days(stay.first_on, stay.rng.randrange(4))
    return [first] if months is None else sorted({first, *stay.days(30 * months - 5, most=VERSIONS)})


def _version(stay: Stay, item: Row, day: dt.date, *, stored: Row | None) -> None:
    months = RENEWED.get(item.type)
    stay.signed(
        FileVersion, day, "added", item=item, dated_on=day, received_on=day, child_has_copy=True,
        review_due_on=add_months(day, months) if months else None, kept_where="Office, second drawer",
        note="Brought up to date.", authored_by="Made-up service", explained_on=day, explained_by=stay.lead,
        explained_by_name=stay.lead.full_name, stored=stored,
    )  # fmt: skip


def _upload(stay: Stay) -> Row:
    """One small file in the store, as `check_files` wants it."""
    content = PAPER.format(stay=stay.placement.id).encode()
    name = f"{stay.rng.getrandbits(128):032x}"
    return stay.tell(
        StoredFile, stay.first_on, key=store().save(f"{name[:2]}/{name}", ContentFile(content)),
        sha256=hashlib.sha256(content).hexdigest(), size=len(content), kind="pdf",
        original_name="care plan.pdf", stored_by=stay.lead,
    )  # fmt: skip


def _ask(stay: Stay, item: Row) -> None:
    for day in stay.days(60, most=2):
        stay.signed(
            FileChase, day, "chased", item=item, chased_on=day, whom="The placing authority",
            note="By e-mail; no answer yet.",
        )  # fmt: skip
