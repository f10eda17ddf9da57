"""A worry about a child: a manager knows of it, and answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from uuid import UUID

from children.duties.fixes import KnownFix, of_subject
from children.duties.models import Flag
from children.duties.rule import Rule
from children.duties.words import Words, day
from compliance.rules.base import Evaluation, say
from compliance.rules.facts.worries import Worry
from compliance.rules.rows import CurrentPlacement
from compliance.rules.scope import Scope
from homes.dates import london_day
from homes.models import Severity, Unit
from homes.permissions import Access, Permission
from homes.standards import Default, Figure, after, by_number
from homes.templatetags.keywork_ui import ktime
from homes.words import gettext as _
from homes.words import gettext_lazy, ngettext
from sessions_app.permissions import may_answer_of
from sessions_app.worries.standing import evening_of

TOLD_AT_ONCE = gettext_lazy(
    "{Key worker} guidance followed by the home: a worry about safety is told to a manager at once"
)


def worry_told(scope: Scope) -> Iterator[Evaluation]:
    """A manager knows of every worry an adult signed: told in the same shift, or else by the next day.

    Calendar days from the day it was signed; before six in the morning that is the day before. Owed where no manager,
    deputy or responsible individual is named as told, until a manager has answered. Where nobody could be reached it is
    owed on the day itself, whatever the home's number. A record with a worry nobody answered cannot be made void.
    Source: key worker guidance (immediately).
    """
    for placement in scope.placements:
        for worry in scope.worries.get(placement.pk, ()):
            owed = worry.answered_on is None and not worry.manager_told
            yield _evaluation(scope, "SAFEG-TOLD", placement, worry, owed=owed)


def worry_answered(scope: Scope) -> Iterator[Evaluation]:
    """A manager answers every worry an adult signed: what was done, and whether the child knows.

    Calendar days from the day it was signed; before six in the morning that is the day before. Pages say the hour: ten
    in the morning of that day. Owed from signing where a manager was told, until it is answered by a manager or deputy
    who did not write it; by who oversees the home, where that leaves none. Where none was told, SAFEG-TOLD is owed
    instead. Source: home standard.
    """
    for placement in scope.placements:
        for worry in scope.worries.get(placement.pk, ()):
            owed = worry.answered_on is None and worry.manager_told
            yield _evaluation(scope, "WORRY-ANSWER", placement, worry, owed=owed)


def _evaluation(
    scope: Scope, code: str, placement: CurrentPlacement, worry: Worry, *, owed: bool
) -> Evaluation:
    dated = by_number(partial(_due_on, worry))
    figure, due_on = scope.decided(code, placement, dated)
    return say(
        placement,
        figure,
        due_on if owed else None,
        applies=worry.answered_on is not None or owed,
        subject=f"worry:{worry.session_id}",
        kind="nobody" if worry.nobody_reached else "told",
        who=worry.by,
        writer=str(worry.writer),
        signed_on=london_day(worry.signed_at),
        time=ktime(worry.signed_at),
    )


def _due_on(worry: Worry, *, amount: int, unit: str) -> dt.date:
    if worry.nobody_reached:
        return london_day(worry.signed_at)
    return max(after(evening_of(worry.signed_at), amount=amount, unit=unit), london_day(worry.signed_at))


# --- in words -----------------------------------------------------------------------------------


def by_morning(figure: Figure) -> str:
    """ "by 10am the next day"."""
    if figure.amount == 0:
        return _("the same day")
    if figure.unit == Unit.MONTHS:
        words = ngettext("within %(n)s month", "within %(n)s months", figure.amount)
    else:
        words = ngettext("by 10am the next day", "by 10am, %(n)s days later", figure.amount)
    return words % {"n": figure.amount}


def in_the_shift(figure: Figure) -> str:
    if figure.amount == 0:
        return _("in the same shift")
    words = ngettext(
        "in the same shift, at the latest the next day",
        "in the same shift, at the latest %(n)s days later",
        figure.amount,
    )
    return words % {"n": figure.amount}


def _said(words: Words) -> dict[str, str]:
    facts = words.facts
    signed = day(words.fact_day("signed_on"), as_of=words.as_of)
    return words.plus(who=facts["who"], time=facts["time"], day=signed)


def _told(words: Words, *, overdue: bool) -> str:
    if words.facts["kind"] == "nobody":
        said = _("%(who)s signed a worry about %(child)s at %(time)s on %(day)s and could reach nobody.")
    else:
        said = _("%(who)s signed a worry about %(child)s at %(time)s on %(day)s. No manager was told.")
    return said % _said(words)


def _answered(words: Words, *, overdue: bool) -> str:
    said = _("%(who)s reported a worry about %(child)s at %(time)s on %(day)s. Nobody has answered.")
    return said % _said(words)


def _may_answer(flag: Flag, access: Access) -> bool:
    return may_answer_of(access, UUID(flag.facts["writer"]), flag.home_id)


ANSWER = KnownFix(
    gettext_lazy("Answer the worry"),
    "sessions:answer_worry",
    Permission.ANSWER_WORRIES,
    args=of_subject,
    only=_may_answer,
)
RULES = (
    Rule(
        code="SAFEG-TOLD",
        title=gettext_lazy("A manager told of a worry"),
        short=gettext_lazy("manager told of a worry"),
        default=Default(1, Unit.DAYS, Severity.CRITICAL, TOLD_AT_ONCE),
        standard=in_the_shift,
        counted_from=gettext_lazy("the day the record with the worry was signed"),
        warn_days=7,
        evaluate=worry_told,
        sentence=_told,
        fix=ANSWER,
    ),
    Rule(
        code="WORRY-ANSWER",
        title=gettext_lazy("A worry answered"),
        short=gettext_lazy("answer to a worry"),
        default=Default(1, Unit.DAYS, Severity.CRITICAL, gettext_lazy("Home standard")),
        standard=by_morning,
        counted_from=gettext_lazy("the day the record with the worry was signed"),
        warn_days=7,
        evaluate=worry_answered,
        sentence=_answered,
        fix=ANSWER,
    ),
)
WORRY_CODES = frozenset(rule.code for rule in RULES)
