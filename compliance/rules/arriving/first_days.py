"""First days: what every child who moves in is told, shown and given, at the child's pace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache

from django.utils.text import get_text_list

from children.duties.fixes import KnownFix
from children.duties.rule import Rule
from children.duties.words import Words, within
from children.models import ExplainedKind, FileType
from compliance.rules.arriving.explained import papers_count_from, reached_in
from compliance.rules.base import Evaluation, say
from compliance.rules.facts.first_days import Said
from compliance.rules.rows import CurrentPlacement
from compliance.rules.scope import Scope
from compliance.rules.sources import KEY_WORK, KEY_WORK_IN_WALES
from homes.dates import london_day
from homes.models import Severity, Unit
from homes.permissions import Permission
from homes.practice import ADDITIONS, SHIPPED, FirstDaysItem, shipped_for
from homes.standards import Default, Figure, after
from homes.templatetags.keywork_ui import with_name
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.first_days.models import Reached

# Of the home's list, what a rule of its own asks for.
SPOKEN_FOR = {
    "guide": "GUIDE",
    "guide_before_visits": "GUIDE",
    "complaints": "COMPLAINT-INFO",
    "advocate": "COMPLAINT-INFO",
}
ON_THE_DAY = ("fire", "essentials")  # the guide too, which is law and has its own rule
SETTLED = (Reached.DONE, Reached.NOT_NEEDED)
FIRST_DAY, FIRST_DAYS = "first_day", "first_days"


def first_days(scope: Scope) -> Iterator[Evaluation]:
    """What the guidance asks for in a child's first days is done, or has a day. Two duties of one stay.

    On the day of moving in itself: fire precautions shown, and bedding, clothes and toiletries in place. Within the
    home's number of calendar days after it: everything else on the list the home had that day. One flag each, which
    names what is due first. Met by an entry that it is done, or does not apply; what was explained and a plan that was
    gone through count where they are written down. A day that was set in time moves what it was set for, and none of
    the first day. The Guide, how to complain, an advocate and the Commissioner are asked for by GUIDE and
    COMPLAINT-INFO alone. Every stay has its own list. A child who lived here before the home's first day in Keywork
    owes nobody first days: they were long before, and nothing can be found out that would still help.
    """
    for placement in scope.placements:
        if placement.moved_in_on < london_day(placement.home.created_at):
            open_items: list[FirstDaysItem] = []
        else:
            open_items = [
                item for item in _asked(scope, placement) if not _is_met(scope, placement, item.code)
            ]
        yield _on_the_day(scope, placement, [item for item in open_items if item.code in ON_THE_DAY])
        yield _in_the_days_after(
            scope, placement, [item for item in open_items if item.code not in ON_THE_DAY]
        )


def _asked(scope: Scope, placement: CurrentPlacement) -> list[FirstDaysItem]:
    practice = scope.practice_on(placement.home, placement.moved_in_on)
    return [item for item in practice.first_days if item.code not in SPOKEN_FOR]


def _is_met(scope: Scope, placement: CurrentPlacement, code: str) -> bool:
    said = scope.first_days.get((placement.pk, code), ())
    if said and said[-1].reached in SETTLED:
        return True
    if code == "fire":
        return reached_in(scope, placement, ExplainedKind.FIRE).met
    return code == "home_plan" and _plan_gone_through(scope, placement)


def _plan_gone_through(scope: Scope, placement: CurrentPlacement) -> bool:
    since = papers_count_from(scope, placement)
    versions = scope.plans.get((placement.child_id, FileType.HOME_PLAN), ())
    return any(
        one.explained and one.home_id == placement.home_id and one.dated_on >= since for one in versions
    )


def _on_the_day(scope: Scope, placement: CurrentPlacement, missing: Sequence[FirstDaysItem]) -> Evaluation:
    figure, due_on = scope.decided(
        "FS-CHECK", placement, lambda figure: placement.moved_in_on if missing else None
    )
    subject = f"first-day:{placement.public_id}"
    return _owed(placement, figure, due_on, missing, subject=subject, kind=FIRST_DAY)


def _in_the_days_after(
    scope: Scope, placement: CurrentPlacement, missing: Sequence[FirstDaysItem]
) -> Evaluation:
    def days(figure: Figure) -> dict[str, dt.date]:
        usual = after(placement.moved_in_on, amount=figure.amount, unit=figure.unit)
        said = scope.first_days
        return {item.code: moved(usual, said.get((placement.pk, item.code), ())) for item in missing}

    figure, due_on = scope.decided(
        "FS-CHECK", placement, lambda figure: min(days(figure).values(), default=None)
    )
    dated = days(figure)
    first = min(dated.values(), default=None)
    named = [item for item in missing if dated[item.code] == first]
    return _owed(placement, figure, due_on, named, kind=FIRST_DAYS)


def moved(usual: dt.date, said: Sequence[Said]) -> dt.date:
    """The day one thing is due by, once days were set for it: each moves one that had not passed, and never nearer."""
    due_on = usual
    for one in said:
        if one.reached == Reached.DAY_SET and one.planned_on and one.happened_on <= due_on:
            due_on = max(due_on, one.planned_on)
    return due_on


def _owed(
    placement: CurrentPlacement,
    figure: Figure,
    due_on: dt.date | None,
    named: Sequence[FirstDaysItem],
    *,
    kind: str,
    subject: str = "",
) -> Evaluation:
    """`missing` are codes; a line of the home's own brings its words."""
    own = {item.code: str(item.text) for item in named if item.code not in _shorts()}
    return say(
        placement,
        figure,
        due_on,
        subject=subject,
        kind=kind,
        missing=" ".join(item.code for item in named),
        moved_in_on=placement.moved_in_on,
        own=own or None,
    )


@cache
def _shorts() -> dict[str, FirstDaysItem]:
    """Every thing that any guidance, with every addition, has on its list."""
    every = frozenset(ADDITIONS)
    return {item.code: item for code in SHIPPED for item in shipped_for(code, "", every).first_days}


# --- in words -----------------------------------------------------------------------------------


def _missing_in_words(words: Words) -> str:
    shipped, facts = _shorts(), words.facts
    own = facts.get("own") or {}
    said = [
        str(shipped[code].short) if code in shipped else own.get(code, code)
        for code in facts["missing"].split()
    ]
    return get_text_list([with_name(one, words.child) for one in said], _("and"))


def _first_days(words: Words, *, overdue: bool) -> str:
    values = words.plus(what=_missing_in_words(words), moved_in=words.on("moved_in_on"))
    if words.facts["kind"] == FIRST_DAY:
        if overdue:
            return _("%(child)s moved in on %(moved_in)s. Still owed from that day: %(what)s.") % values
        return _("%(child)s moves in today. To be seen to today: %(what)s.") % values
    if overdue:
        said = _(
            "Still to do of %(child)s’s first days, since %(moved_in)s: %(what)s. It was due by %(due_day)s."
        )
        return said % values
    return _("Still to do of %(child)s’s first days, %(due)s: %(what)s.") % values


def _standard(figure: Figure) -> str:
    return _("%(within)s, fire and bedding on the first day") % {"within": within(figure)}


def _brief(words: Words) -> str:
    return _("First day: fire, bedding") if words.facts["kind"] == FIRST_DAY else _("First days")


RULES = (
    Rule(
        code="FS-CHECK",
        title=gettext_lazy("First days: told, shown and given"),
        short=gettext_lazy("first days"),
        default=Default(7, Unit.DAYS, Severity.HIGH, KEY_WORK, KEY_WORK_IN_WALES),
        standard=_standard,
        counted_from=gettext_lazy("the day of {moving in}; a day that was set for something moves it"),
        warn_days=7,
        evaluate=first_days,
        sentence=_first_days,
        brief=_brief,
        fix=KnownFix(gettext_lazy("Open first days"), "sessions:first_days", Permission.RECORD_FILE),
    ),
)
