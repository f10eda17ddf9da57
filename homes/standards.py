"""Each figure once, next to its source. Rules, messages, the importer and tests read it here.

`CATALOGUE` holds every rule code a home may set a number for (domain rules table); `figure_for` answers which number
counts for a home on a day: the home's own latest standard that has begun, otherwise the default. `decided` answers
which of a home's numbers decides one duty, when the home has changed its number over time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from homes.models import FROM_THE_START, HomeStandard, Nation, Severity, Unit
from homes.words import gettext_lazy as _


class Kind(StrEnum):
    """Where a duty comes from. Shown with every flag."""

    LAW = "law"
    GUIDANCE = "guidance"
    HOME = "home"


class Owner(StrEnum):
    """Who has to do it: us, or somebody we chase."""

    HOME = "home"
    PLACING_AUTHORITY = "placing_authority"
    HEALTH = "health"
    EDUCATION = "education"


class Editable(StrEnum):
    YES = "yes"
    STRICTER = "stricter"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Default:
    """The figure a home starts with."""

    code: str
    amount: int
    unit: Unit
    severity: Severity
    owner: Owner
    kind: Kind
    source: str | Promise
    editable: Editable = Editable.YES
    source_in_wales: str | Promise = ""

    def source_in(self, nation: str) -> str:
        """Where the figure comes from in a home of this nation, in the words being spoken."""
        return str(self.source_in_wales if nation == Nation.WALES and self.source_in_wales else self.source)


@dataclass(frozen=True, slots=True)
class Figure:
    """The number that counts for one home on one day, and who set it."""

    amount: int
    unit: Unit
    severity: Severity
    source: str = ""  # as the home wrote it; empty: where the default comes from
    set_by: str = ""
    applies_from: dt.date | None = None


# Figures that are not a home's to choose, each with where it comes from.
PLAN_WORKING_DAYS = (
    5  # CPPCR 2010 reg 9(2): a placement plan within 5 working days of the start of the placement
)
SCHOOL_FROM_AGE = 3  # statutory guidance: a personal education plan from nursery on
ADULT_AT = 18  # looked after no longer: Children Act 1989 s.105
DAYS_AFTER_MISSING = 2  # home standard: risk and safety looked at again within 2 days of coming back
SHOWN_BEFORE_ORDER_ENDS_DAYS = 14  # home standard: an order that ends soon is warned of
HEALTH_PLAN_WORKING_DAYS = 20  # practice of health teams: initial health assessment within 20 working days
HEALTH_MONTHS_UNDER_FIVE = 6  # CPPCR 2010 reg 7(3)(a): at least every 6 months before the fifth birthday
FIFTH_BIRTHDAY = 5
REFRESH_MONTHS = {
    "complaints": 12,
    "advocate": 12,
    "fire": 6,
}  # explained again, unless another day was agreed
SW_VISIT_WEEKS = (
    6  # CPPCR 2010 reg 28(3), CPW15 reg 31: at most 6 weeks apart in the first year, and after it
)
SW_VISIT_MONTHS = (
    3  # the same: at most 3 months apart after the first year of a placement meant to last to 18
)
RETURN_DAYS = 3  # home standard: a session within 3 days of coming back, after a whole week away

_H, _M, _C, _I = Severity.HIGH, Severity.MEDIUM, Severity.CRITICAL, Severity.INFO
_D, _MO = Unit.DAYS, Unit.MONTHS
_HOME, _LA, _HEALTH, _EDU = Owner.HOME, Owner.PLACING_AUTHORITY, Owner.HEALTH, Owner.EDUCATION
_P, _L, _G = Kind.HOME, Kind.LAW, Kind.GUIDANCE
_STRICT, _NO = Editable.STRICTER, Editable.NO

_KEY_WORK = _(
    "{Key worker} guidance followed by the home; the duty behind it is regulation 7 (views and wishes)"
)
_KEY_WORK_W = _(
    "{Key worker} guidance followed by the home; the duty behind it is regulation 6 of the Regulated Services "
    "(Wales) Regulations 2017"
)
_READY = _("{Key worker} guidance followed by the home; Children's Homes Regs 2015, regulation 33 (training)")
_READY_W = _(
    "{Key worker} guidance followed by the home; Regulated Services (Wales) Regs 2017, reg 36 (training)"
)
_SUPERVISED = _(
    "{Key worker} guidance followed by the home; Children's Homes Regs 2015, regulation 33 (supervision)"
)
_SUPERVISED_W = _(
    "{Key worker} guidance followed by the home; Regulated Services (Wales) Regs 2017, reg 36 (supervision)"
)
_CONTINUITY_W = _(
    "Regulated Services (Service Providers and Responsible Individuals) (Wales) Regs 2017, reg 22"
)
_CPW = _("Care Planning, Placement and Case Review (Wales) Regulations 2015")
_FILE = _("Home standard; regulation 36 (case records)")
_FILE_W = _("Home standard; Regulated Services (Wales) Regs 2017, reg 59 (records)")
_CPPCR7 = _("Care Planning, Placement and Case Review Regulations 2010, regulation 7")
_FAMILY_TIME = _("Home standard; Children's Homes Regs 2015, regulation 22 (contact)")

CATALOGUE: dict[str, Default] = {
    d.code: d
    for d in (
        Default("KW-ASSIGN", 0, _D, _H, _HOME, _P, _KEY_WORK, source_in_wales=_KEY_WORK_W),
        Default("KW-GAP", 0, _D, _H, _HOME, _P, _KEY_WORK, source_in_wales=_KEY_WORK_W),
        Default("KW-COVER", 2, _D, _M, _HOME, _P, _KEY_WORK, source_in_wales=_KEY_WORK_W),
        Default("KW-TOLD", 2, _D, _M, _HOME, _P, _KEY_WORK, source_in_wales=_CONTINUITY_W),
        Default("KW-READY", 24, _MO, _M, _HOME, _P, _READY, source_in_wales=_READY_W),
        Default("KW-SUPV", 42, _D, _M, _HOME, _P, _SUPERVISED, source_in_wales=_SUPERVISED_W),
        Default("KS-FIRST", 3, _D, _H, _HOME, _P, _KEY_WORK, source_in_wales=_KEY_WORK_W),
        Default("KS-WEEK", 7, _D, _H, _HOME, _P, _KEY_WORK, source_in_wales=_KEY_WORK_W),
        Default(
            "KS-SIGN", 1, _D, _M, _HOME, _L, _("Children's Homes (England) Regulations 2015, regulation 36")
        ),
        Default("KS-REVIEW", 7, _D, _M, _HOME, _P, _("Home standard; regulation 13 (leadership)")),
        Default("KS-DECLINE", 14, _D, _M, _HOME, _P, _KEY_WORK, source_in_wales=_KEY_WORK_W),
        Default("KS-ACTION", 0, _D, _M, _HOME, _P, _("Agreed with the child")),
        Default("FS-CHECK", 7, _D, _H, _HOME, _P, _KEY_WORK),
        Default(
            "GUIDE",
            0,
            _D,
            _H,
            _HOME,
            _L,
            _("Children's Homes (England) Regulations 2015, regulation 7"),
            _NO,
            source_in_wales=_("Regulated Services (Wales) Regs 2017, reg 19"),
        ),
        Default("FILE-MISSING", 7, _D, _M, _HOME, _P, _FILE, source_in_wales=_FILE_W),
        Default("FILE-ASK", 20, _D, _I, _LA, _P, _("Home standard; regulation 5 (engaging with others)")),
        Default("FILE-REVIEW", 0, _D, _M, _HOME, _P, _("The document’s own review day"), _NO),
        Default("FILE-COPY", 7, _D, _M, _HOME, _P, _("Home standard; regulation 7 (views and wishes)")),
        Default(
            "PP-LA",
            5,
            _D,
            _H,
            _LA,
            _L,
            _("Care Planning Regulations 2010, regulation 9"),
            _STRICT,
            source_in_wales=_("Care Planning (Wales) Regulations 2015, regulation 10"),
        ),
        Default("PP-HOME", 3, _MO, _M, _HOME, _P, _("Home standard; regulation 14 (care planning)")),
        Default(
            "PERS-PLAN", 1, _D, _C, _HOME, _L, _("Regulated Services (Wales) Regs 2017, reg 15"), _STRICT
        ),
        Default(
            "PROV-ASSESS", 7, _D, _H, _HOME, _L, _("Regulated Services (Wales) Regs 2017, reg 18"), _STRICT
        ),
        Default(
            "PERS-REV", 3, _MO, _H, _HOME, _L, _("Regulated Services (Wales) Regs 2017, reg 16"), _STRICT
        ),
        Default(
            "CARE-PLAN",
            10,
            _D,
            _I,
            _LA,
            _L,
            _("Care Planning Regulations 2010, regulation 4"),
            _NO,
            source_in_wales=_("Care Planning (Wales) Regulations 2015, regulation 4"),
        ),
        Default("REV-1", 20, _D, _I, _LA, _L, _("Care Planning Regulations 2010, regulation 33"), _NO),
        Default("REV-2", 3, _MO, _I, _LA, _L, _("Care Planning Regulations 2010, regulation 33"), _NO),
        Default("REV-N", 6, _MO, _I, _LA, _L, _("Care Planning Regulations 2010, regulation 33"), _NO),
        Default("REV-PREP", 5, _D, _M, _HOME, _P, _KEY_WORK),
        Default("HA-INIT", 20, _D, _I, _HEALTH, _L, _CPPCR7, _NO, source_in_wales=_CPW),
        Default("HA-REV", 12, _MO, _I, _HEALTH, _L, _CPPCR7, _STRICT, source_in_wales=_CPW),
        Default(
            "SW-VISIT",
            7,
            _D,
            _I,
            _LA,
            _L,
            _("Care Planning Regulations 2010, regulation 28"),
            _NO,
            source_in_wales=_("Care Planning (Wales) Regulations 2015, regulation 31"),
        ),
        Default("SW-UPDATE", 7, _D, _M, _HOME, _P, _KEY_WORK, source_in_wales=_KEY_WORK_W),
        Default(
            "HP-STALE",
            12,
            _MO,
            _H,
            _HOME,
            _P,
            _("Home standard, from regulation 7 of the Care Planning Regs"),
        ),
        Default("GP-REG", 5, _D, _H, _HOME, _P, _KEY_WORK),
        Default("DENTAL", 6, _MO, _M, _HOME, _P, _("Home standard")),
        Default("OPTIC", 12, _MO, _M, _HOME, _P, _("Home standard")),
        Default("SDQ", 12, _MO, _I, _LA, _G, _("Statutory guidance on the health of looked-after children")),
        Default(
            "PEP-INIT", 20, _D, _I, _EDU, _G, _("Statutory guidance on education of looked-after children")
        ),
        Default(
            "PEP-REV",
            4,
            _MO,
            _I,
            _EDU,
            _G,
            _("Statutory guidance on education of looked-after children: every school term"),
            _NO,
        ),
        Default("PEP-W", 20, _D, _I, _LA, _L, _CPW),
        Default(
            "EHCP",
            12,
            _MO,
            _I,
            _EDU,
            _L,
            _("Children and Families Act 2014, section 44"),
            _NO,
            source_in_wales=_(
                "Additional Learning Needs and Education Tribunal (Wales) Act 2018, section 23"
            ),
        ),
        Default("PATH-NEEDS", 3, _MO, _I, _LA, _L, _("Care Planning Regulations 2010, regulation 42"), _NO),
        Default(
            "PATH-PLAN",
            6,
            _MO,
            _I,
            _LA,
            _L,
            _("Care Planning Regulations 2010, regulation 43"),
            source_in_wales=_("Social Services and Well-being (Wales) Act 2014, section 107"),
        ),
        Default("RISK-REV", 1, _MO, _H, _HOME, _P, _KEY_WORK),
        Default("RESTRICT-REV", 1, _MO, _H, _HOME, _P, _FAMILY_TIME, source_in_wales=_("Home standard")),
        Default("CONTACT-OUT", 0, _D, _H, _HOME, _P, _FAMILY_TIME, source_in_wales=_("Home standard")),
        Default("ITEM-RET", 1, _D, _M, _HOME, _P, _KEY_WORK),
        Default("ROOM-CHECK", 1, _MO, _M, _HOME, _P, _KEY_WORK),
        Default("RESTRAINT", 1, _D, _C, _HOME, _L, _("Children's Homes Regs 2015, regulation 35"), _STRICT),
        Default("RHI", 3, _D, _I, _LA, _G, _("Statutory guidance on children who go missing")),
        Default("NOTIFY", 1, _D, _C, _HOME, _L, _("Children's Homes Regs 2015, regulation 40"), _STRICT),
        Default("CONSENT", 1, _D, _H, _HOME, _L, _("Care Planning Regulations 2010, Schedule 2")),
        Default("COMPLAINT-INFO", 7, _D, _M, _HOME, _P, _KEY_WORK),
        Default("CHRON", 31, _D, _I, _HOME, _P, _KEY_WORK, source_in_wales=_KEY_WORK_W),
        Default("SAFEG-TOLD", 1, _D, _C, _HOME, _P, _KEY_WORK, _STRICT),
    )
}

Standards = Mapping[tuple[int, str], list[HomeStandard]]


def standards_by_home(rows: Iterable[HomeStandard]) -> dict[tuple[int, str], list[HomeStandard]]:
    """Group homes' standards for `figure_for`, latest first. Rows come with `set_by`."""
    grouped: dict[tuple[int, str], list[HomeStandard]] = {}
    for row in sorted(rows, key=lambda row: row.applies_from, reverse=True):
        grouped.setdefault((row.home_id, row.rule_code), []).append(row)
    return grouped


def figures_for(code: str, *, home_id: int, as_of: dt.date, standards: Standards) -> tuple[Figure, ...]:
    """Every number that has counted for this rule in this home up to a day, oldest first; the last one counts now.

    The default comes first, unless the home has had a number of its own from the start.
    """
    default = CATALOGUE[code]
    begun = [row for row in reversed(standards.get((home_id, code), ())) if row.applies_from <= as_of]
    own = [
        Figure(
            amount=row.amount,
            unit=Unit(row.unit),
            severity=Severity(row.severity) if row.severity else default.severity,
            source=row.source,
            set_by=row.set_by.full_name,
            applies_from=row.applies_from if row.applies_from > FROM_THE_START else None,
        )
        for row in begun
    ]
    if own and own[0].applies_from is None:
        return tuple(own)
    return (Figure(default.amount, default.unit, default.severity), *own)


def figure_for(code: str, *, home_id: int, as_of: dt.date, standards: Standards) -> Figure:
    """The number that counts for this rule in this home on this day."""
    return figures_for(code, home_id=home_id, as_of=as_of, standards=standards)[-1]


def decided(
    figures: Sequence[Figure], due_on: Callable[[Figure], dt.date | None]
) -> tuple[Figure, dt.date | None]:
    """Which of a home's numbers decides one duty, and the day it is owed by. `figures` oldest first.

    A number decides while it counts: a duty that ran out under an earlier number keeps that day, however the home
    changed its number since. A number that is stricter than the one before asks for nothing before the day it counts
    from. `due_on` dates the duty with one number; None is nothing owed.
    """
    for figure, following in zip(figures, (*figures[1:], None), strict=True):
        due = due_on(figure)
        if due is not None and figure.applies_from is not None:
            due = max(due, figure.applies_from)
        if following is None:
            return figure, due
        ended = following.applies_from
        if due is not None and ended is not None and due < ended:
            return figure, due
    raise ValueError("no figure to decide with")
