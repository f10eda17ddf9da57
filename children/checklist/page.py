"""The read object of a child's file: every document of the home's checklist, and how it stands today."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from children.checklist.needed import owner_of
from children.checklist.standing import Standing, placement_of, placements_of, previous_placement_ended_on
from children.duties.documents import Step, days_of_documents
from children.duties.reading import duties_at
from children.file.models import Applies, Chase, FileSaid, FileType, FileVersion
from children.file.state import CHILDS_COPY, Judged, State, Why, current_version
from children.file.words import TAGS, in_words
from children.legal_status.short_breaks import why_silent
from children.placements.models import Child, Placement
from homes.permissions import Access, Permission
from homes.practice import AppliesTo, Document
from homes.standards import Owner, standards_of
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from homes.words import gettext_lazy, ngettext

MOST_VERSIONS = 400  # of one child: what is older stands in the history
MOST_CHASES = 200
OWNERS = {
    Owner.PLACING_AUTHORITY: gettext_lazy("The council"),
    Owner.HEALTH: gettext_lazy("Health"),
    Owner.EDUCATION: gettext_lazy("School"),
}


@dataclass
class FileLine:
    """One document: whether it belongs here, its current version, and what was done about it."""

    document: Document
    child: Child
    judged: Judged
    version: FileVersion | None = None
    earlier: list[FileVersion] = field(default_factory=list)
    chases: list[Chase] = field(default_factory=list)
    said: list[FileSaid] = field(default_factory=list)  # by today, the last word last
    copy_by: dt.date | None = None
    today: dt.date = dt.date.min
    noted_on: dt.date | None = None  # no paper in the file, and done all the same: another page says so

    @property
    def name(self) -> str:
        return str(self.document.text)

    @property
    def slug(self) -> str:
        return self.document.code.lower()

    @property
    def ours(self) -> bool:
        return owner_of(self.document) == Owner.HOME

    @property
    def others_write_it(self) -> bool:
        return self.document.owner != Owner.HOME

    @property
    def by_whom(self) -> str:
        """Who wrote what is there; otherwise who is to write it, when that is somebody else."""
        wrote = self.version.authored_by if self.version else ""
        return wrote or (str(OWNERS[Owner(self.document.owner)]) if self.others_write_it else "")

    @property
    def tag(self) -> str:
        return TAGS[self.judged.state]

    @property
    def words(self) -> str:
        state = self.judged.state
        if state == State.IN_DATE and self.noted_on is not None:
            given = _("Given on %(day)s") if self.document.code == FileType.GUIDE else _("Met on %(day)s")
            return given % {"day": kday(self.noted_on)}
        if state == State.IN_DATE and self.version is None:
            return _("Always current")
        return in_words(self.judged)

    @property
    def why(self) -> str:
        """Why it does not belong in the file, or not yet."""
        name = {"child": self.child.known_as, "day": kday(self.judged.on)}
        said = {
            Why.SAID: self.said_words,
            Why.NOT_LOOKED_AFTER: _("%(child)s is not looked after by an authority.") % name,
            Why.SHORT_BREAKS: _("%(child)s is in a series of short breaks.") % name,
            Why.GROWN_UP: _("%(child)s is 18 or older.") % name,
            Why.NOT_ELIGIBLE: _("For looked-after young people from 16."),
            Why.NOT_ELIGIBLE_YET: _("From %(day)s, when %(child)s is old enough.") % name,
            Why.NONE_ADDED: _("Many children never have one. Add it when %(child)s does.") % name,
        }
        return said.get(self.judged.why, "")

    @property
    def said_words(self) -> str:
        """ "Not yet, until 14 December: the nurse comes on the 10th. Sam Okafor, 30 November." """
        last = self.said[-1] if self.said else None
        if last is None or (last.applies == Applies.YES and not last.reason):
            return ""
        names = {"day": kday(last.from_on), "until": kday(last.until_on), "who": last.said_by_name}
        words = {
            Applies.YES: _("Applies, from %(day)s: %(reason)s (%(who)s)"),
            Applies.NO: _("Does not apply, from %(day)s: %(reason)s (%(who)s)"),
            Applies.NOT_YET: _("Said on %(day)s: not yet, until %(until)s: %(reason)s (%(who)s)"),
        }[Applies(last.applies)]
        return words % {**names, "reason": last.reason}

    @property
    def stays(self) -> str:
        """What "not yet" did not do: a day that had passed, and one of law, is where it was."""
        until_on, on = self.said[-1].until_on if self.said else None, self.judged.on
        if until_on is None or on is None or not self.judged.owed or on >= until_on:
            return ""
        return _("It was to be there by %(day)s all the same.") % {"day": kday(on)}

    @property
    def next_review(self) -> str:
        on = self.judged.on
        if self.judged.state == State.REVIEW_DUE:
            return _("was due %(day)s") % {"day": kday(on)}
        if self.judged.state == State.MISSING:
            return _("was needed by %(day)s") % {"day": kday(on)} if on else ""
        if self.judged.state == State.IN_DATE:
            return kday(on) if on else ""
        return ""

    @property
    def copy_owed(self) -> bool:
        """A plan the child keeps a copy of, and has none of."""
        if self.version is None or self.document.code not in CHILDS_COPY or not self.judged.applies:
            return False
        return not self.version.child_has_copy and not self.version.no_copy_reason

    @property
    def copy_tag(self) -> str:
        return "over" if self.copy_by is not None and self.copy_by < self.today else "due"

    @property
    def copy_words(self) -> str:
        version = self.version
        if version is None:
            return ""
        if version.child_has_copy:
            return _("Given and explained") if version.explained_on else _("Given")
        if version.no_copy_reason:
            return _("No copy: %(reason)s") % {"reason": version.no_copy_reason}
        return _("Not given yet") if version.child_has_copy is False or self.copy_owed else ""

    @property
    def needs_someone(self) -> bool:
        return self.judged.owed or self.copy_owed

    @property
    def asked(self) -> str:
        """ "Asked on 8 August and 1 August"."""
        if not self.chases:
            return ""
        return _("Asked on %(days)s") % {"days": ", ".join(kday(one.asked_on) for one in self.chases[:3])}


@dataclass
class FileSummary:
    """How many of the documents that belong here are in date: the card on the child's page."""

    lines: list[FileLine]

    @property
    def applying(self) -> int:
        return sum(line.judged.applies for line in self.lines)

    @property
    def needing(self) -> int:
        return sum(line.needs_someone for line in self.lines)

    @property
    def in_date(self) -> str:
        return _("%(n)s of %(all)s in date") % {"n": self.applying - self.needing, "all": self.applying}

    @property
    def need_someone(self) -> str:
        if not self.needing:
            return ""
        words = ngettext("%(n)s needs someone", "%(n)s need someone", self.needing)
        return words % {"n": self.needing}

    @property
    def headline(self) -> str:
        """ "7 of 9 in date. 2 need someone." """
        return " ".join(f"{words}." for words in (self.in_date, self.need_someone) if words)

    @property
    def plans(self) -> list[FileLine]:
        """The two that change most: the home's own plan, and health."""
        return [line for line in self.lines if line.document.code in (FileType.HOME_PLAN, FileType.HEALTH)]


@dataclass
class FilePage(FileSummary):
    home_id: int | None
    lives_here: bool  # or is expected
    may_add: bool
    why_silent: str = ""

    @property
    def groups(self) -> list[tuple[str, list[FileLine]]]:
        """Ours to do, then theirs to chase; what does not belong here comes last in each."""
        if not self.lives_here:
            return [(_("What is kept here"), self.lines)]
        ours, theirs = _("Ours to do"), _("Theirs to do, ours to chase")
        return [
            (ours, sorted((one for one in self.lines if one.ours), key=_order)),
            (theirs, sorted((one for one in self.lines if not one.ours), key=_order)),
        ]


def _order(line: FileLine) -> tuple[bool, bool]:
    return (not line.judged.applies, not line.needs_someone)


def file_page(child: Child, *, access: Access) -> FilePage:
    """A fixed number of queries, however full the file."""
    placements = placements_of(access, child=child)
    placement = placement_of(placements, access.today)
    access.speak_of(placement.home_id if placement else None)
    lives_here = placement is not None and (
        placement.moved_on_on is None or placement.moved_on_on > access.today
    )
    owed = duties_at(placement.home_id, access).owed().filter(child=child) if placement and lives_here else ()
    lines = []
    if placement:
        standing = Standing(
            placement, access.today, days_of_documents(owed), standards_of([placement.home_id])
        )
        lines = file_lines(
            child, standing, access=access, placements=placements, chases=_chases(child, access)
        )
    if not lives_here:
        lines = [line for line in lines if line.version is not None or line.earlier]
    home_id = placement.home_id if placement else None
    may_add = lives_here and access.may(Permission.RECORD_FILE, home_id)
    silent = ""
    if placement and lives_here:
        nation = placement.responsible_nation or placement.home.nation
        silent = why_silent(child, placement.status, nation)
    return FilePage(lines, home_id, lives_here, may_add, silent)


def file_lines(
    child: Child,
    standing: Standing,
    *,
    access: Access,
    placements: Iterable[Placement],
    chases: Mapping[str, list[Chase]] | None = None,
) -> list[FileLine]:
    """Every document of the home's checklist, and whatever else the file holds. Two queries."""
    placement = standing.placement
    lives_here = placement.moved_on_on is None or placement.moved_on_on > access.today
    versions = FileVersion.objects.visible_to(access).filter(child=child, dated_on__lte=access.today)
    by_type: dict[str, list[FileVersion]] = defaultdict(list)
    for version in versions.select_related("item", "stored", "home").newest_first()[:MOST_VERSIONS]:
        by_type[version.item.type].insert(0, version)  # oldest first
    # what was said of a document since belongs to where the child lives now
    said = _said(child, access) if lives_here else {}
    ended_on = previous_placement_ended_on(placement, placements)
    lines = []
    for document in _documents(placement, access, {*by_type, *said, *(chases or ())}):
        code, kept = document.code, by_type.get(document.code, [])
        version = current_version(code, kept, home_id=placement.home_id, not_before=ended_on)
        noted_on = standing.noted_on(code) if version is None else None
        lines.append(
            FileLine(
                document=document,
                child=child,
                judged=standing.of(document, said.get(code, []), version, noted_on),
                version=version,
                earlier=[one for one in reversed(kept) if one is not version],
                chases=(chases or {}).get(code, []),
                said=said.get(code, []),
                copy_by=standing.days.get((Step.COPY, code)),
                today=access.today,
                noted_on=noted_on,
            )
        )
    return lines


def _documents(placement: Placement, access: Access, in_file: set[str]) -> list[Document]:
    """The checklist of the home, then kinds that are in the file and on no list."""
    listed = list(access.practice_of(placement.home).documents)
    known = {document.code for document in listed}
    labels = dict(FileType.choices)
    others = [
        Document(code, labels.get(code, code), Owner.HOME, AppliesTo.IF_ANY)
        for code in sorted(in_file - known)
    ]
    return [*listed, *others]


def _said(child: Child, access: Access) -> dict[str, list[FileSaid]]:
    rows = FileSaid.objects.visible_to(access).filter(child=child).by_then(access.today)
    found: dict[str, list[FileSaid]] = defaultdict(list)
    for one in rows.select_related("item"):
        found[one.item.type].append(one)
    return found


def _chases(child: Child, access: Access) -> dict[str, list[Chase]]:
    rows = Chase.objects.visible_to(access).filter(child=child, asked_on__lte=access.today)
    found: dict[str, list[Chase]] = defaultdict(list)
    for chase in rows.order_by("-asked_on", "-pk")[:MOST_CHASES]:
        found[chase.about].append(chase)
    return found
