"""A child who chooses not to, again and again, is a question to us: how do we offer time?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from children.duties.fixes import KnownFix
from children.duties.rule import Rule
from children.duties.words import Words, within
from compliance.rules.base import Evaluation, say
from compliance.rules.scope import Scope
from homes.models import Severity, Unit
from homes.permissions import Permission
from homes.standards import DECLINED_IN_A_ROW, Default, after, by_number
from homes.words import gettext_lazy, ngettext

OFFERS = gettext_lazy("{Key worker} guidance followed by the home: keep trying, and ask for support")


def look_due_on(
    declined: Sequence[dt.date], *, since: dt.date, amount: int, unit: str = Unit.DAYS
) -> dt.date | None:
    """The day a look at the approach is owed. `declined`: since the last session that counts and the last look.

    `since`: that session or look, whichever is later; without any, the day of moving in.
    """
    if not declined:
        return None
    quiet = max(after(since, amount=amount, unit=unit), declined[0])
    return min(quiet, declined[DECLINED_IN_A_ROW - 1]) if len(declined) >= DECLINED_IN_A_ROW else quiet


def approach_looked_at(scope: Scope) -> Iterator[Evaluation]:
    """After three offers in a row that the child declined, or two weeks without a session and the last offers declined,
    a manager looks at how time is offered: another adult, another kind of time, an advocate.

    Owed on the day of the third "chose not to" since the last session that counts; or, with one at least, when the
    number of days since that session (without one, since moving in) is over: the earlier of the two, in calendar days,
    due day included. What we tried and could not, or cancelled, neither counts nor breaks the row: it was not the
    child's choice. Over once a manager has looked at it, or a session is held; then the row begins anew. Declined
    offers of the last 12 weeks are counted.
    """
    for placement in scope.placements:
        held_on = scope.latest[placement.pk].session_on
        looked_on = scope.looked_at.get(placement.pk)
        since = max(day for day in (placement.moved_in_on, held_on, looked_on) if day)
        declined = [
            day
            for day in scope.declined.get(placement.pk, ())
            if (held_on is None or day > held_on) and (looked_on is None or day > looked_on)
        ]
        dated = by_number(partial(look_due_on, declined, since=since))
        figure, due_on = scope.decided("KS-DECLINE", placement, dated)
        yield say(
            placement, figure, due_on, kind="declined", count=str(len(declined)), since_on=held_on or since
        )


def _sentence(words: Words, *, overdue: bool) -> str:
    count = int(words.facts["count"])
    said = ngettext(
        "%(child)s chose not to meet %(n)s time since %(day)s. A manager is to look at how we offer time, %(due)s.",
        "%(child)s chose not to meet %(n)s times since %(day)s. A manager is to look at how we offer time, %(due)s.",
        count,
    )
    over = ngettext(
        "%(child)s chose not to meet %(n)s time since %(day)s, and nobody has looked yet at how we offer time.",
        "%(child)s chose not to meet %(n)s times since %(day)s, and nobody has looked yet at how we offer time.",
        count,
    )
    return (over if overdue else said) % words.plus(n=count, day=words.on("since_on"))


RULES = (
    Rule(
        code="KS-DECLINE",
        title=gettext_lazy("How time is offered looked at by a manager"),
        short=gettext_lazy("look at how time is offered"),
        default=Default(14, Unit.DAYS, Severity.MEDIUM, OFFERS),
        standard=within,
        counted_from=gettext_lazy(
            "the last session that counts, where the child has declined since; or the third time in a row"
        ),
        warn_days=0,
        evaluate=approach_looked_at,
        sentence=_sentence,
        fix=KnownFix(
            gettext_lazy("Look at how we offer time"), "sessions:review_approach", Permission.REVIEW_APPROACH
        ),
    ),
)
