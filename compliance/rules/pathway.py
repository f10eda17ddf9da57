"""The plan of a young person who is soon grown up: what the authority owes, and we chase."""

from __future__ import annotations

from collections.abc import Iterator

from children.duties.documents import Step
from children.duties.rule import Rule
from children.duties.words import every, within
from children.file.eligibility import eligible_from
from children.models import FileType
from compliance.rules.base import Evaluation
from compliance.rules.care import (
    HEALTH_AND_SCHOOL,
    again_after,
    asked_since,
    care_says,
    comes_round,
    counted_since,
    interval_or_earlier,
    nation_of,
    nothing,
    with_asked,
)
from compliance.rules.facts.care import Done
from compliance.rules.rows import CurrentPlacement
from compliance.rules.scope import Scope
from homes.models import Nation, Severity, Unit
from homes.standards import Default, Editable, Kind, Owner, interval_after
from homes.words import gettext_lazy


def pathway_needs(scope: Scope) -> Iterator[Evaluation]:
    """An eligible child's needs are assessed for a pathway plan. Authorities in England and Wales.

    Eligible: 16 or 17, looked after for 13 weeks since the 14th birthday and at 16 or later. 3 calendar months after
    becoming eligible, which is the 16th birthday for most; clamped to the end of the month. Met by any version of the
    pathway plan. Not owed to a child who is not eligible, in a series of short breaks, or where the file says that it
    does not apply. Source: Care Planning Regulations 2010, regulations 40 to 42; Wales: the Social Services and
    Well-being (Wales) Act 2014, section 107.
    """
    for placement in scope.placements:
        if nation_of(placement) not in (Nation.ENGLAND, Nation.WALES):
            continue
        eligible = eligible_from(
            born_on=placement.child.date_of_birth, looked_after_since=placement.looked_after_since
        )
        if not _pathway_applies(scope, placement) or eligible is None:
            yield scope.asks_nothing("PATH-NEEDS", placement)
            continue
        waits = eligible > scope.as_of or bool(scope.plans.get((placement.child_id, FileType.PATHWAY)))
        yield care_says(
            scope,
            "PATH-NEEDS",
            placement,
            nothing if waits else interval_after(eligible),
            kind="eligible",
            document=FileType.PATHWAY,
            step=Step.NEEDED,
            in_care=placement.in_care.answer,
            eligible_on=eligible,
            **asked_since(scope, placement, FileType.PATHWAY, None),
        )


def _pathway_applies(scope: Scope, placement: CurrentPlacement) -> bool:
    return placement.in_care.is_owed and (placement.child_id, FileType.PATHWAY) not in scope.not_applying


def pathway_plan(scope: Scope) -> Iterator[Evaluation]:
    """A pathway plan is reviewed at least every 6 months. Both nations, children who have one and are under 18.

    Counted from the date of the latest version in calendar months, clamped to the end of the month; the plan's own
    review date when that is earlier. Source: Care Planning Regulations 2010, regulation 43; Wales: the 2014 Act.
    """
    for placement in scope.placements:
        if not _pathway_applies(scope, placement):
            yield scope.asks_nothing("PATH-PLAN", placement)
            continue
        versions = scope.plans.get((placement.child_id, FileType.PATHWAY))
        last = Done(versions[-1].dated_on, versions[-1].review_due_on) if versions else None
        yield again_after(scope, "PATH-PLAN", placement, last, interval_or_earlier(last), FileType.PATHWAY)


WELSH_ACT = gettext_lazy("Social Services and Well-being (Wales) Act 2014, section 107")
RULES = (
    Rule(
        code="PATH-NEEDS",
        title=gettext_lazy("Needs assessed for a pathway plan"),
        short=gettext_lazy("needs for a pathway plan"),
        default=Default(
            3,
            Unit.MONTHS,
            Severity.INFO,
            gettext_lazy("Care Planning Regulations 2010, regulation 42"),
            WELSH_ACT,
            owner=Owner.PLACING_AUTHORITY,
            kind=Kind.LAW,
            editable=Editable.NO,
        ),
        standard=within,
        counted_from=gettext_lazy("the day the child became eligible"),
        warn_days=42,
        evaluate=pathway_needs,
        sentence=with_asked(
            counted_since(
                gettext_lazy(
                    "What %(child)s needs for a pathway plan is to be assessed %(due)s. "
                    "%(child)s became eligible on %(since)s."
                ),
                gettext_lazy(
                    "There is no pathway plan for %(child)s, eligible since %(since)s. "
                    "The assessment was due by %(due_day)s."
                ),
                fact="eligible_on",
            )
        ),
        fix=HEALTH_AND_SCHOOL,
    ),
    Rule(
        code="PATH-PLAN",
        title=gettext_lazy("Pathway plan reviewed"),
        short=gettext_lazy("pathway plan"),
        default=Default(
            6,
            Unit.MONTHS,
            Severity.INFO,
            gettext_lazy("Care Planning Regulations 2010, regulation 43"),
            WELSH_ACT,
            owner=Owner.PLACING_AUTHORITY,
            kind=Kind.LAW,
            least=1,
        ),
        standard=every,
        counted_from=gettext_lazy("the latest version of the plan, or its own review date when earlier"),
        warn_days=28,
        evaluate=pathway_plan,
        sentence=with_asked(
            comes_round(
                gettext_lazy("%(child)s’s pathway plan is due for review %(due)s."),
                gettext_lazy("%(child)s’s pathway plan was due for review by %(due_day)s."),
                gettext_lazy("%(child)s’s pathway plan of %(last)s is due for review %(due)s."),
                gettext_lazy("%(child)s’s pathway plan of %(last)s was due for review by %(due_day)s."),
            )
        ),
        fix=HEALTH_AND_SCHOOL,
    ),
)
