"""Health: registrations, and the check-ups of dentist and optician."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from django.utils.text import get_text_list

from children.duties.rule import Rule
from children.duties.words import Words, every, within_working_days
from children.models import CareKind
from compliance.rules.base import Evaluation
from compliance.rules.care import (
    care_says,
    comes_round,
    never_noted,
    note,
    or_find_out,
    working_days_from,
)
from compliance.rules.documents.lines import began_after
from compliance.rules.facts.care import Done
from compliance.rules.rows import CurrentPlacement
from compliance.rules.scope import Scope
from compliance.rules.sources import HOME
from homes.dates import add_months, age_on
from homes.models import Severity, Unit
from homes.standards import (
    ADULT_AT,
    DENTAL_RECALL_MONTHS,
    DENTAL_RECALL_MONTHS_FROM_18,
    SIGHT_RECALL_MONTHS,
    Default,
    Figure,
    Kind,
    after,
    interval_after,
)
from homes.words import gettext as _
from homes.words import gettext_lazy

REGISTRATIONS = {
    CareKind.GP_REGISTERED: (gettext_lazy("a GP"), gettext_lazy("GP")),
    CareKind.DENTIST_REGISTERED: (gettext_lazy("a dentist"), gettext_lazy("dentist")),
    CareKind.OPTICIAN_REGISTERED: (gettext_lazy("an optician"), gettext_lazy("optician")),
}


def registered(scope: Scope) -> Iterator[Evaluation]:
    """A child is registered with a GP and a dentist, and can go to an optician, soon after moving in. Every home.

    Working days after the day of moving in (Monday to Friday, bank holidays of England and Wales left out); one flag,
    which names what is missing. A registration counts when it is dated on or after the day the child's previous
    placement ended: a move may change the practice. For a first placement every registration counts. The duty is law
    for GP and dentist (Children's Homes (England) Regulations 2015, regulation 10(2)(b)), guidance for the optician; by
    when is a home standard.
    """
    for placement in scope.placements:
        missing = [kind for kind in REGISTRATIONS if not _is_registered(scope, placement, kind)]
        yield care_says(
            scope,
            "GP-REG",
            placement,
            working_days_from(placement.moved_in_on if missing else None),
            kind="registration",
            missing=" ".join(missing),
            moved_in_on=placement.moved_in_on,
        )


def _is_registered(scope: Scope, placement: CurrentPlacement, kind: CareKind) -> bool:
    done, not_before = scope.done.get((placement.child_id, kind)), began_after(scope, placement)
    return done is not None and (not_before is None or done.happened_on >= not_before)


def check_up_due_on(done: Done, *, usual_on: dt.date, most_months: int) -> dt.date:
    """The professional's own recall date, up to the most months after the check; without one, the usual day."""
    if done.next_due_on is None:
        return usual_on
    return min(done.next_due_on, add_months(done.happened_on, most_months))


def most_months_between_dental_checks(done_on: dt.date, born_on: dt.date | None) -> int:
    """How far a dentist may put the next check off: a year, two from the 18th birthday on."""
    grown_up = born_on is not None and age_on(born_on, done_on) >= ADULT_AT
    return DENTAL_RECALL_MONTHS_FROM_18 if grown_up else DENTAL_RECALL_MONTHS


def _check_up(
    scope: Scope, code: str, kind: CareKind, most_months: Callable[[dt.date, dt.date | None], int]
) -> Iterator[Evaluation]:
    for placement in scope.placements:
        done = scope.done.get((placement.child_id, kind))
        if done is None:
            yield _no_check_up(scope, code, placement)
            continue

        def due_on(
            figure: Figure, done: Done = done, born_on: dt.date | None = placement.child.date_of_birth
        ):
            usual_on = after(done.happened_on, amount=figure.amount, unit=figure.unit)
            return check_up_due_on(
                done, usual_on=usual_on, most_months=most_months(done.happened_on, born_on)
            )

        yield care_says(
            scope,
            code,
            placement,
            due_on,
            kind="recall" if done.next_due_on else "dated",
            last_on=done.happened_on,
        )


def _no_check_up(scope: Scope, code: str, placement: CurrentPlacement) -> Evaluation:
    """Counted from moving in; of a child in care since so long that one was due before, it is found out."""
    moved_in_on = placement.moved_in_on
    since = placement.looked_after_since

    def usual(figure: Figure) -> dt.date:
        before = interval_after(since)(figure)
        if before is not None and before < moved_in_on:
            return before
        return after(moved_in_on, amount=figure.amount, unit=figure.unit)

    return never_noted(scope, code, placement, usual, kind="none", last_on=None, moved_in_on=moved_in_on)


def dental_check(scope: Scope) -> Iterator[Evaluation]:
    """A child sees a dentist every 6 months. Every home.

    The dentist's own recall date, up to 12 calendar months after the check (24 for a check from the 18th birthday on);
    without one, the home's interval after the last check, clamped to the month's end. No check noted: the interval
    after moving in; 20 working days after moving in, to find out, where the child is in care for longer than the
    interval before. Checks travel with the child. Source: home standard.
    """
    yield from _check_up(scope, "DENTAL", CareKind.DENTAL_CHECK, most_months_between_dental_checks)


def sight_test(scope: Scope) -> Iterator[Evaluation]:
    """A child has a sight test every 12 months. Every home.

    The optician's own recall date, up to 24 calendar months after the test; without one, the home's interval after the
    last test, clamped to the month's end. No test noted: the interval after moving in; 20 working days after moving
    in, to find out, where the child is in care for longer than the interval before. Tests travel with the child.
    Source: home standard.
    """
    yield from _check_up(scope, "OPTIC", CareKind.SIGHT_TEST, lambda *_when: SIGHT_RECALL_MONTHS)


# --- in words -----------------------------------------------------------------------------------


def _registered(words: Words, *, overdue: bool) -> str:
    missing = [REGISTRATIONS[CareKind(kind)] for kind in words.facts["missing"].split()]
    if not overdue:
        values = words.plus(with_whom=get_text_list([str(one) for one, _bare in missing], _("and")))
        return _("Registering %(child)s with %(with_whom)s is due %(due)s.") % values
    values = words.plus(
        who=get_text_list([str(bare) for _one, bare in missing], _("or")), moved_in=words.on("moved_in_on")
    )
    said = _("%(child)s moved in on %(moved_in)s and no %(who)s is noted since. It was due by %(due_day)s.")
    return said % values


RULES = (
    Rule(
        code="GP-REG",
        title=gettext_lazy("Registered with a GP, a dentist and an optician"),
        short=gettext_lazy("registered with GP, dentist and optician"),
        default=Default(
            5,
            Unit.DAYS,
            Severity.HIGH,
            gettext_lazy(
                "Children's Homes (England) Regulations 2015, regulation 10(2)(b) (GP and dentist); "
                "{key worker} guidance (optician)"
            ),
            gettext_lazy(
                "Regulated Services (Wales) Regs 2017, reg 33 (health services); {key worker} guidance (optician)"
            ),
            kind=Kind.DUTY,
        ),
        standard=within_working_days,
        counted_from=gettext_lazy("the day of {moving in}, in working days"),
        warn_days=5,
        evaluate=registered,
        sentence=_registered,
        fix=note(gettext_lazy("Note the registration"), "health"),
    ),
    Rule(
        code="DENTAL",
        title=gettext_lazy("Dental check"),
        short=gettext_lazy("dentist"),
        default=Default(6, Unit.MONTHS, Severity.MEDIUM, HOME, least=1),
        standard=every,
        counted_from=gettext_lazy(
            "the dentist’s own recall date (up to 12 months, from 18 up to 24), otherwise the last check; "
            "without one, the day of {moving in}"
        ),
        warn_days=28,
        evaluate=dental_check,
        sentence=or_find_out(
            gettext_lazy("%(child)s’s dental checks"),
            comes_round(
                gettext_lazy("No dental check is noted for %(child)s. One is due %(due)s."),
                gettext_lazy("No dental check is noted for %(child)s. One was due by %(due_day)s."),
                gettext_lazy("%(child)s’s next dental check is due %(due)s. The last one was on %(last)s."),
                gettext_lazy(
                    "%(child)s’s dental check was due by %(due_day)s. The last one was on %(last)s."
                ),
            ),
        ),
        fix=note(gettext_lazy("Note the check"), "health"),
    ),
    Rule(
        code="OPTIC",
        title=gettext_lazy("Sight test"),
        short=gettext_lazy("optician"),
        default=Default(12, Unit.MONTHS, Severity.MEDIUM, HOME, least=1),
        standard=every,
        counted_from=gettext_lazy(
            "the optician’s own recall date (up to 24 months), otherwise the last test; "
            "without one, the day of {moving in}"
        ),
        warn_days=28,
        evaluate=sight_test,
        sentence=or_find_out(
            gettext_lazy("%(child)s’s sight tests"),
            comes_round(
                gettext_lazy("No sight test is noted for %(child)s. One is due %(due)s."),
                gettext_lazy("No sight test is noted for %(child)s. One was due by %(due_day)s."),
                gettext_lazy("%(child)s’s next sight test is due %(due)s. The last one was on %(last)s."),
                gettext_lazy("%(child)s’s sight test was due by %(due_day)s. The last one was on %(last)s."),
            ),
        ),
        fix=note(gettext_lazy("Note the test"), "health"),
    ),
)
