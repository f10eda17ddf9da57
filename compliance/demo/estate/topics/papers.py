"""The child's file: every document of the checklist, its versions, one uploaded file, and whom we asked."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.core.files.base import ContentFile

from children.file.store import store
from children.models import Chase, FileItem, FileSaid, FileType, FileVersion, StoredFile
from compliance.demo.estate.placement import LATE, PlacementStory
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
PAPER = "%PDF-1.4\n% A made-up document of placement {placement}. Nobody's.\n%%EOF\n"


def tell(story: PlacementStory) -> None:
    stored = _upload(story)
    for kind in FileType.values:
        no = NOT_FOR_EVERY_CHILD.get(kind, "")
        item = story.tell(FileItem, story.first_on, type=kind)
        if no:
            _leave_out(story, item, no)
        if no or kind == FileType.CHRONOLOGY or (not story.ended and story.rng.random() < LATE / 2):
            continue
        days = _dates(story, kind)
        if kind == FileType.REVIEW_MINUTES:
            story.reviewed_on = days
        for day in days:
            _version(story, item, day, stored=stored if kind == FileType.CARE_PLAN else None)
            stored = None if kind == FileType.CARE_PLAN else stored
        if kind in TO_ASK_FOR:
            _ask(story, kind)


def _leave_out(story: PlacementStory, item: Row, reason: str) -> None:
    story.signed(
        FileSaid, story.first_on, "said", by=story.place.manager, item=item, applies="no",
        from_on=story.first_on, reason=reason,
    )  # fmt: skip


def _dates(story: PlacementStory, kind: str) -> list[dt.date]:
    months = RENEWED.get(kind)
    first = add_days(story.first_on, story.rng.randrange(4))
    return [first] if months is None else sorted({first, *story.days(30 * months - 5, most=VERSIONS)})


def _version(story: PlacementStory, item: Row, day: dt.date, *, stored: Row | None) -> None:
    months = RENEWED.get(item.type)
    story.signed(
        FileVersion, day, "added", item=item, dated_on=day, received_on=day, child_has_copy=True,
        review_due_on=add_months(day, months) if months else None, kept_where="Office, second drawer",
        note="Brought up to date.", authored_by="Made-up service", explained_on=day, explained_by=story.lead,
        explained_by_name=story.lead.full_name, stored=stored,
    )  # fmt: skip


def _upload(story: PlacementStory) -> Row:
    """One small file in the store, as `check_files` wants it."""
    content = PAPER.format(placement=story.placement.id).encode()
    name = f"{story.rng.getrandbits(128):032x}"
    return story.tell(
        StoredFile, story.first_on, key=store().save(f"{name[:2]}/{name}", ContentFile(content)),
        sha256=hashlib.sha256(content).hexdigest(), size=len(content), kind="pdf",
        original_name="care plan.pdf", stored_by=story.lead,
    )  # fmt: skip


def _ask(story: PlacementStory, about: str) -> None:
    for day in story.days(60, most=2):
        story.signed(
            Chase, day, "asked", about=about, asked_on=day, whom="The placing authority", how="email",
            answer="No answer yet.",
        )  # fmt: skip
