"""In whose care a child is: what decides whether the law for looked-after children counts."""

from __future__ import annotations

from collections.abc import Iterator

from children.duties.fixes import KnownFix
from children.duties.rule import Rule
from children.duties.words import Words, within_working_days
from children.legal_status.looked_after import InCare
from compliance.rules.base import Evaluation
from compliance.rules.care import working_days_from
from compliance.rules.scope import Scope
from compliance.rules.sources import HOME
from homes.models import Severity, Unit
from homes.permissions import Permission
from homes.standards import Default
from homes.words import gettext as _
from homes.words import gettext_lazy


def in_whose_care(scope: Scope) -> Iterator[Evaluation]:
    """In whose care a child is, is known soon after moving in. Every home.

    5 working days after the day of moving in (Monday to Friday, bank holidays of England and Wales left out), while
    neither a day of becoming looked after nor a legal status is noted. Until then everything is owed as if the child
    were looked after since the day of moving in. Nothing is owed from the 18th birthday on. Source: home standard.
    """
    for placement in scope.placements:
        asked = placement.in_care.answer == InCare.NOT_KNOWN
        dated = working_days_from(placement.moved_in_on if asked else None)
        yield scope.says("LA-KNOWN", placement, dated, kind="not_known", moved_in_on=placement.moved_in_on)


def _in_whose_care(words: Words, *, overdue: bool) -> str:
    values = words.plus(moved_in=words.on("moved_in_on"))
    if overdue:
        said = _(
            "In whose care is %(child)s? %(child)s moved in on %(moved_in)s and neither a day nor a legal status is "
            "noted. It was due by %(due_day)s."
        )
    else:
        said = _("In whose care is %(child)s? Neither a day nor a legal status is noted. It is due %(due)s.")
    until = _("Until then what is owed counts as if %(child)s were looked after.")
    return f"{said} {until}" % values


RULES = (
    Rule(
        code="LA-KNOWN",
        title=gettext_lazy("In whose care the child is, known"),
        short=gettext_lazy("in whose care"),
        default=Default(5, Unit.DAYS, Severity.MEDIUM, HOME),
        standard=within_working_days,
        counted_from=gettext_lazy("the day of {moving in}, in working days"),
        warn_days=7,
        evaluate=in_whose_care,
        sentence=_in_whose_care,
        fix=KnownFix(gettext_lazy("Say in whose care"), "children:orders", Permission.RECORD_FILE),
    ),
)
