"""What is there from the start by law: the plans of the authority, and consents.

Rules of care planning follow the nation of the responsible authority.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from children.checklist.needed import needed_by
from children.duties.documents import Step
from children.duties.fixes import KnownFix
from children.duties.rule import Rule
from children.duties.words import Words, within, within_working_days
from children.models import FileType
from compliance.rules.base import Evaluation
from compliance.rules.care import due_or_over, never_noted, nothing, or_find_out
from compliance.rules.documents.file import WARN_DAYS, WARN_REVIEW_DAYS, asked, we_asked
from compliance.rules.documents.lines import current
from compliance.rules.plans import new_version
from compliance.rules.rows import CurrentPlacement
from compliance.rules.scope import Scope
from homes.models import Severity, Unit
from homes.permissions import Permission
from homes.standards import Default, Editable, Kind, Owner
from homes.words import gettext as _
from homes.words import gettext_lazy


def _of_others(
    scope: Scope,
    code: str,
    placement: CurrentPlacement,
    document: str,
    counted_from: dt.date | None,
    *,
    there: bool,
    **facts: Any,
) -> Evaluation:
    """One document an authority writes: not a duty, there, or owed by a day.

    The law that is quoted is that of the authority that answers for the child.
    """
    if not placement.in_care.is_owed or (placement.child_id, document) in scope.not_applying:
        return scope.asks_nothing(code, placement)
    if there:
        return scope.says(code, placement, nothing)
    return never_noted(
        scope,
        code,
        placement,
        needed_by(code, counted_from),
        kind="waiting",
        step=Step.NEEDED,
        document=document,
        **facts,
        **asked(scope, placement, [document]),
    )


def authoritys_plan(scope: Scope) -> Iterator[Evaluation]:
    """The authority's placement plan is there within 5 working days of the start of the placement.

    Working days (Monday to Friday, bank holidays of England and Wales left out) from the day of moving in, for a
    looked-after child. A plan made for an earlier placement, or for another home, does not count. Nothing is owed when
    the file says that it does not apply.
    """
    for placement in scope.placements:
        yield _of_others(
            scope,
            "PP-LA",
            placement,
            FileType.PLACEMENT_LA,
            placement.moved_in_on,
            there=current(scope, placement, FileType.PLACEMENT_LA) is not None,
            moved_in_on=placement.moved_in_on,
        )


def care_plan(scope: Scope) -> Iterator[Evaluation]:
    """A looked-after child has a care plan (in Wales a care and support plan) within 10 working days.

    Working days from the day the child became looked after. Where that day was past when the child moved in: 20 working
    days after moving in, to find out. Any version counts, at whatever home it was written down: the plan travels with
    the child.
    """
    for placement in scope.placements:
        since = placement.looked_after_since
        yield _of_others(
            scope,
            "CARE-PLAN",
            placement,
            FileType.CARE_PLAN,
            since,
            there=current(scope, placement, FileType.CARE_PLAN) is not None,
            since_on=since,
        )


def consents(scope: Scope) -> Iterator[Evaluation]:
    """Consents and what is delegated to the home are on file when the child moves in.

    Due on the day of moving in; a home that gives itself days counts calendar days after it. Consents given for an
    earlier placement, or to another home, do not count.
    """
    for placement in scope.placements:
        yield of_this_placement(scope, "CONSENT", placement, FileType.CONSENT)


def of_this_placement(scope: Scope, code: str, placement: CurrentPlacement, document: str) -> Evaluation:
    """A document made anew for each placement: not a duty, there, or owed by a day."""
    there = current(scope, placement, document) is not None
    return scope.says(
        code,
        placement,
        needed_by(code, None if there else placement.moved_in_on),
        kind="waiting",
        step=Step.NEEDED,
        document=document,
        moved_in_on=placement.moved_in_on,
        **asked(scope, placement, [document]),
    )


# --- in words -----------------------------------------------------------------------------------


def _waiting(words: Words, *, overdue: bool, yet: str, past: str) -> str:
    when = _("It was due by %(due_day)s.") if overdue else _("It is due %(due)s.")
    said = past if overdue else yet
    return f"{said} {when} {we_asked(words)}" % words.plus()


def _authoritys_plan(words: Words, *, overdue: bool) -> str:
    return _waiting(
        words,
        overdue=overdue,
        yet=_("Waiting on the council: there is no placement plan of the authority for %(child)s yet."),
        past=_("Waiting on the council: there is no placement plan of the authority for %(child)s."),
    )


def _care_plan(words: Words, *, overdue: bool) -> str:
    return _waiting(
        words,
        overdue=overdue,
        yet=_("Waiting on the council: the care plan for %(child)s is not here yet."),
        past=_("Waiting on the council: the care plan for %(child)s is not here."),
    )


def _ask(slug: str) -> KnownFix:
    return KnownFix(
        gettext_lazy("Note that we asked"), "children:chase", Permission.RECORD_FILE, extra=(slug,)
    )


RULES = (
    Rule(
        code="PP-LA",
        title=gettext_lazy("Placement plan of the authority there"),
        short=gettext_lazy("placement plan of the authority"),
        default=Default(
            5,
            Unit.DAYS,
            Severity.HIGH,
            gettext_lazy("Care Planning Regulations 2010, regulation 9"),
            gettext_lazy("Care Planning (Wales) Regulations 2015, regulation 10"),
            owner=Owner.PLACING_AUTHORITY,
            kind=Kind.LAW,
            editable=Editable.STRICTER,
        ),
        standard=within_working_days,
        counted_from=gettext_lazy("the day of {moving in}, in working days"),
        warn_days=WARN_REVIEW_DAYS,
        evaluate=authoritys_plan,
        sentence=_authoritys_plan,
        fix=_ask("placement_la"),
    ),
    Rule(
        code="CARE-PLAN",
        title=gettext_lazy("Care plan there"),
        short=gettext_lazy("care plan"),
        default=Default(
            10,
            Unit.DAYS,
            Severity.INFO,
            gettext_lazy("Care Planning Regulations 2010, regulation 4"),
            gettext_lazy("Care Planning (Wales) Regulations 2015, regulation 4"),
            owner=Owner.PLACING_AUTHORITY,
            kind=Kind.LAW,
            editable=Editable.NO,
        ),
        standard=within_working_days,
        counted_from=gettext_lazy("the day the child became looked after, in working days"),
        warn_days=WARN_REVIEW_DAYS,
        evaluate=care_plan,
        sentence=or_find_out(gettext_lazy("%(child)s’s care plan"), _care_plan),
        fix=_ask("care_plan"),
    ),
    Rule(
        code="CONSENT",
        title=gettext_lazy("Consents on file"),
        short=gettext_lazy("consents"),
        default=Default(
            0,
            Unit.DAYS,
            Severity.HIGH,
            gettext_lazy("Care Planning Regulations 2010, Schedule 2"),
            kind=Kind.LAW,
        ),
        standard=within,
        counted_from=gettext_lazy("the day of {moving in}"),
        warn_days=WARN_DAYS,
        evaluate=consents,
        sentence=due_or_over(
            gettext_lazy("The consents for %(child)s are not on file yet. They are due %(due)s."),
            gettext_lazy(
                "%(child)s moved in on %(moved_in)s and the consents are not on file. They were due by %(due_day)s."
            ),
            moved_in="moved_in_on",
        ),
        fix=new_version("consent"),
    ),
)
