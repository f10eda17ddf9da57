"""What belongs in a child's file: ours to write, others' to send, and the child's own copy.

Rules of a home follow the home's nation; rules of care planning follow the nation of the responsible authority. What a
rule of its own owns (the home's plan, health, risk, school, pathway, chronology, the Guide) is left out of the general
ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.text import get_text_list

from children.checklist.needed import belongs_since, needed_by
from children.duties.documents import Step
from children.duties.fixes import KnownFix
from children.duties.rule import Rule
from children.duties.words import Words, day, within, within_working_days
from children.file.state import CHILDS_COPY
from children.models import FileType
from compliance.rules.base import Evaluation, say
from compliance.rules.documents.lines import REVIEWED_ELSEWHERE, Line, current, is_missing, lines_of
from compliance.rules.rows import CurrentPlacement
from compliance.rules.scope import Scope
from homes.models import Severity, Unit
from homes.permissions import Permission
from homes.standards import Default, Editable, Figure, Owner, interval_after
from homes.words import gettext as _
from homes.words import gettext_lazy, ngettext

# Without these nobody knows what keeps the child safe.
GRAVE = frozenset({FileType.RISK})
WARN_DAYS = 7
WARN_REVIEW_DAYS = 14
WARN_OTHERS_DAYS = 14
NAMED = 2  # documents a sentence names; the others are counted


def asked(scope: Scope, placement: CurrentPlacement, codes: list[str]) -> dict[str, Any]:
    """The last two days we asked for one of these."""
    days = sorted({day for code in codes for day in scope.chased.get((placement.child_id, code), ())})
    return {"asked": " ".join(day.isoformat() for day in days[-2:])}


# --- the rules ----------------------------------------------------------------------------------


def our_documents(scope: Scope) -> Iterator[Evaluation]:
    """What the home writes itself is in the child's file.

    Calendar days from the day of moving in, due day included, for every document of the home's checklist that is the
    home's own, belongs in this child's file and is not there; "not yet" said in time moves the day of one document. The
    earliest counts: one flag for a child, however many are missing. What a rule of its own asks for is left out. A
    missing risk assessment makes it grave.
    """
    for placement in scope.placements:
        figure, needed = _needed(scope, "FILE-MISSING", placement, lines_of(scope, placement, ours=True))
        if not needed:
            yield say(placement, figure, None, kind="there")
            continue
        due_on = min(needed.values())
        due = _due_by(needed, max(due_on, scope.as_of))
        said = say(
            placement,
            figure,
            due_on,
            kind="file",
            moved_in_on=placement.moved_in_on,
            documents=" ".join(due),
            needed=needed,
        )
        yield said._replace(severity=Severity.HIGH) if GRAVE.intersection(due) else said


def documents_of_others(scope: Scope) -> Iterator[Evaluation]:
    """What others write for the child's file is there and within its own review day.

    Missing: working days from the day of moving in; of what many children never have, from the day somebody said that
    it applies, if that was later; "not yet" said in time moves the day of one document. Out of review: the document's
    own review day. The earliest of them counts; one flag for a child. Theirs to do and ours to chase: the days we asked
    stand in the flag. What a rule of its own asks for is left out.
    """
    for placement in scope.placements:
        lines = list(lines_of(scope, placement, ours=False))
        figure, needed = _needed(scope, "FILE-ASK", placement, lines)
        review = {
            line.document.code: line.version.review_due_on
            for line in lines
            if line.document.code not in REVIEWED_ELSEWHERE
            and line.judged.applies
            and line.version
            and line.version.review_due_on
        }
        known = {**needed, **review}
        if not known:
            yield say(placement, figure, None, kind="there")
            continue
        due_on = min(known.values())
        due = _due_by(known, max(due_on, scope.as_of))
        yield say(
            placement,
            figure,
            due_on,
            kind="file",
            missing=str(sum(code in needed for code in due)),
            moved_in_on=placement.moved_in_on,
            documents=" ".join(due),
            needed=needed,
            review=review,
            **asked(scope, placement, due),
        )


def _needed(
    scope: Scope, code: str, placement: CurrentPlacement, lines: Iterable[Line]
) -> tuple[Figure, dict[str, dt.date]]:
    """By when each of these documents that is missing is needed, in the order of the home's checklist."""
    figure, needed = scope.figure(code, placement), {}
    for line in lines:
        if is_missing(line):
            document = line.document.code
            said = scope.said_of_documents.get((placement.child_id, document), ())
            since = belongs_since(line.document, placement.moved_in_on, said)
            figure, due_on = scope.decided(code, placement, needed_by(code, since))
            needed[document] = scope.put_off(code, placement.child_id, document, due_on)
    return figure, {document: day for document, day in needed.items() if day is not None}


def _due_by(days: Mapping[str, dt.date], day: dt.date) -> list[str]:
    """What is due by a day: a flag names that, and nothing later."""
    return [document for document, on in days.items() if on <= day]


def our_reviews(scope: Scope) -> Iterator[Evaluation]:
    """A document of the home's own is looked at again by its own review day.

    The day written on the document, due day included; a document without one owes no review here. What a rule of its
    own reviews is left out. One flag for each document.
    """
    for placement in scope.placements:
        figure = scope.figure("FILE-REVIEW", placement)
        for line in lines_of(scope, placement, ours=True):
            if line.version is None or line.document.code in REVIEWED_ELSEWHERE:
                continue
            due_on = line.version.review_due_on if line.judged.applies else None
            yield say(
                placement,
                figure,
                due_on,
                applies=line.judged.applies,
                subject=f"file:{placement.public_id}:{line.document.code}",
                kind="review",
                step=Step.REVIEW,
                document=line.document.code,
                last_on=line.version.dated_on,
            )


def childs_copy(scope: Scope) -> Iterator[Evaluation]:
    """The child has a copy of the current plan, in a form that suits, or it is written down why not.

    Calendar days from the date of the current version of the home's plan and of the authority's placement plan, due
    day included. A new version starts the days again. One flag for each plan.
    """
    for placement in scope.placements:
        listed = {one.code for one in scope.practice(placement.home).documents}
        for type in CHILDS_COPY:
            copy = current(scope, placement, type)
            if copy is None or type not in listed or (placement.child_id, type) in scope.not_applying:
                continue
            has = copy.given or bool(copy.no_copy_reason)
            yield scope.says(
                "FILE-COPY",
                placement,
                interval_after(None if has else copy.dated_on),
                subject=f"copy:{placement.public_id}:{type}",
                kind="copy",
                step=Step.COPY,
                document=type,
                last_on=copy.dated_on,
            )


# --- in words -----------------------------------------------------------------------------------


def _named(words: Words) -> dict[str, Any]:
    """How many documents, and "Behaviour support plan, Risk assessment and 1 more"."""
    codes = words.facts["documents"].split()
    named = [words.document(code) for code in codes[:NAMED]]
    more = len(codes) - len(named)
    names = get_text_list(named, _("and"))
    if more:
        names = _("%(names)s and %(n)s more") % {"names": ", ".join(named), "n": more}
    return words.plus(n=len(codes), names=names)


def we_asked(words: Words) -> str:
    """ "We asked on 1 August and 8 August." Nothing noted: that too."""
    days = [day(dt.date.fromisoformat(one), as_of=words.as_of) for one in words.facts["asked"].split()]
    if not days:
        return _("That we asked is not noted.")
    return _("We asked on %(days)s.") % {"days": get_text_list(days, _("and"))}


def _ours_missing(words: Words, *, overdue: bool) -> str:
    values = _named(words)
    if len({words.facts["needed"][code] for code in words.facts["documents"].split()}) > 1:
        said = _("%(n)s documents that we write are not in %(child)s’s file: %(names)s.")
        by = _("The first of them was due by %(due_day)s.") if overdue else _("The first is due %(due)s.")
        return f"{said} {by}" % values
    if overdue:
        said = ngettext(
            "%(n)s document that we write is not in %(child)s’s file: %(names)s. It was due by %(due_day)s.",
            "%(n)s documents that we write are not in %(child)s’s file: %(names)s. They were due by %(due_day)s.",
            values["n"],
        )
    else:
        said = ngettext(
            "%(n)s document that we write is not in %(child)s’s file yet: %(names)s. It is due %(due)s.",
            "%(n)s documents that we write are not in %(child)s’s file yet: %(names)s. They are due %(due)s.",
            values["n"],
        )
    return said % values


def _theirs(words: Words, *, overdue: bool) -> str:
    values = _named(words)
    n, missing = values["n"], int(words.facts["missing"])
    if missing == n:
        said = ngettext(
            "Waiting on others: %(n)s document is not in %(child)s’s file: %(names)s.",
            "Waiting on others: %(n)s documents are not in %(child)s’s file: %(names)s.",
            n,
        )
    elif missing:
        said = _(
            "Waiting on others: %(n)s documents of %(child)s’s file are missing or to be reviewed: %(names)s."
        )
    else:
        said = ngettext(
            "Waiting on others: %(n)s document of %(child)s’s file is to be reviewed: %(names)s.",
            "Waiting on others: %(n)s documents of %(child)s’s file are to be reviewed: %(names)s.",
            n,
        )
    if overdue:
        when = ngettext("It was due by %(due_day)s.", "The first of them was due by %(due_day)s.", n)
    else:
        when = ngettext("It is due %(due)s.", "The first of them is due %(due)s.", n)
    return f"{said} {when} {we_asked(words)}" % values


def _review(words: Words, *, overdue: bool) -> str:
    values = words.plus(plan=words.document(words.facts["document"]))
    if overdue:
        return _("%(child)s’s file: review of “%(plan)s” was due on %(due_day)s.") % values
    return _("%(child)s’s file: review of “%(plan)s” is due %(due)s.") % values


def _copy(words: Words, *, overdue: bool) -> str:
    values = words.plus(plan=words.document(words.facts["document"]), dated=words.on("last_on"))
    if overdue:
        return _("%(child)s has no copy of “%(plan)s” of %(dated)s. It was due by %(due_day)s.") % values
    return _("%(child)s has no copy of “%(plan)s” of %(dated)s yet. It is due %(due)s.") % values


SEE_FILE = KnownFix(gettext_lazy("See the file"), "compliance:file", Permission.RECORD_FILE)
RULES = (
    Rule(
        code="FILE-MISSING",
        title=gettext_lazy("What we write is in the file"),
        short=gettext_lazy("what we write in the file"),
        default=Default(
            7,
            Unit.DAYS,
            Severity.MEDIUM,
            gettext_lazy("Home standard; regulation 36 (case records)"),
            gettext_lazy("Home standard; Regulated Services (Wales) Regs 2017, reg 59 (records)"),
        ),
        standard=within,
        counted_from=gettext_lazy("the day of {moving in}"),
        warn_days=WARN_DAYS,
        evaluate=our_documents,
        sentence=_ours_missing,
        fix=SEE_FILE,
    ),
    Rule(
        code="FILE-ASK",
        title=gettext_lazy("What others write is in the file"),
        short=gettext_lazy("what others write in the file"),
        default=Default(
            20,
            Unit.DAYS,
            Severity.INFO,
            gettext_lazy("Home standard; regulation 5 (engaging with others)"),
            owner=Owner.PLACING_AUTHORITY,
        ),
        standard=within_working_days,
        counted_from=gettext_lazy(
            "the day of {moving in}, in working days; for a review, the document’s own day"
        ),
        warn_days=WARN_OTHERS_DAYS,
        evaluate=documents_of_others,
        sentence=_theirs,
        fix=SEE_FILE,
    ),
    Rule(
        code="FILE-REVIEW",
        title=gettext_lazy("Our documents within their review"),
        short=gettext_lazy("review of our documents"),
        default=Default(
            0,
            Unit.DAYS,
            Severity.MEDIUM,
            gettext_lazy("The document’s own review day"),
            editable=Editable.NO,
        ),
        standard=lambda figure: _("by its own review day"),
        counted_from=gettext_lazy("the document’s own review day"),
        warn_days=WARN_REVIEW_DAYS,
        evaluate=our_reviews,
        sentence=_review,
        brief=lambda words: _("Review: %(plan)s") % {"plan": words.document(words.facts["document"])},
        fix=SEE_FILE,
    ),
    Rule(
        code="FILE-COPY",
        title=gettext_lazy("Own copy of the plan"),
        short=gettext_lazy("own copy of the plan"),
        default=Default(
            7, Unit.DAYS, Severity.MEDIUM, gettext_lazy("Home standard; regulation 7 (views and wishes)")
        ),
        standard=within,
        counted_from=gettext_lazy("the date of the current version"),
        warn_days=WARN_DAYS,
        evaluate=childs_copy,
        sentence=_copy,
        brief=lambda words: _("Own copy: %(plan)s") % {"plan": words.document(words.facts["document"])},
        fix=SEE_FILE,
    ),
)
