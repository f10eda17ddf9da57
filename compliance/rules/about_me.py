"""What adults owe around the child's own: belongings given back, the room looked after."""

from __future__ import annotations

from collections.abc import Iterator

from children.duties.fixes import KnownFix, of_subject
from children.duties.rule import Rule
from children.duties.words import Words, every, within
from compliance.rules.base import Evaluation, say
from compliance.rules.scope import Scope
from compliance.rules.sources import KEY_WORK
from homes.models import Severity, Unit
from homes.permissions import Permission
from homes.standards import Default, interval_after
from homes.words import gettext as _
from homes.words import gettext_lazy


def items_returned(scope: Scope) -> Iterator[Evaluation]:
    """Something taken away from a child is given back or replaced as soon as it is safe. One item, one duty.

    Due on the day that was planned, or planned last when it was kept longer; without one, the home's number of days
    after it was taken away. Over once it is given back or replaced.
    """
    for placement in scope.placements:
        for item in scope.taken.get(placement.pk, ()):
            figure, due_on = scope.decided("ITEM-RET", placement, interval_after(item.removed_on))
            due_on = None if item.back else item.return_on or due_on
            yield say(
                placement,
                figure,
                due_on,
                subject=f"item:{item.public_id}",
                what=item.what,
                removed_on=item.removed_on,
                planned="yes" if item.return_on else None,
            )


def room_checked(scope: Scope) -> Iterator[Evaluation]:
    """A child's room, clothes and bedding are looked at together once in the home's interval.

    Counted from the last check of this placement, otherwise from the day of moving in; calendar months are clamped to
    the end of the month.
    """
    for placement in scope.placements:
        last_on = scope.latest[placement.pk].room_checked_on
        dated = interval_after(last_on or placement.moved_in_on)
        yield scope.says("ROOM-CHECK", placement, dated, last_on=last_on, moved_in_on=placement.moved_in_on)


# --- in words -----------------------------------------------------------------------------------


def _item(words: Words, *, overdue: bool) -> str:
    values = words.plus(what=words.facts["what"], taken=words.on("removed_on"))
    if overdue:
        return (
            _("%(child)s has not been given this back since %(taken)s: %(what)s. It was due by %(due_day)s.")
            % values
        )
    return _("To be given back to %(child)s %(due)s: %(what)s. It was taken away on %(taken)s.") % values


def _room(words: Words, *, overdue: bool) -> str:
    if not words.facts["last_on"]:
        values = words.plus(moved_in=words.on("moved_in_on"))
        if overdue:
            return (
                _("%(child)s’s room has not been checked since %(child)s moved in on %(moved_in)s.") % values
            )
        return _("A first check of %(child)s’s room, together, is due %(due)s.") % values
    values = words.plus(last=words.on("last_on"))
    if overdue:
        return (
            _("%(child)s’s room was last checked on %(last)s. The next check was due by %(due_day)s.")
            % values
        )
    return _("A check of %(child)s’s room, together, is due %(due)s. The last one was on %(last)s.") % values


RULES = (
    Rule(
        code="ITEM-RET",
        title=gettext_lazy("Something taken away given back or replaced"),
        short=gettext_lazy("something taken away, given back"),
        default=Default(1, Unit.DAYS, Severity.MEDIUM, KEY_WORK),
        standard=within,
        counted_from=gettext_lazy("the planned day; without one, the day it was taken away"),
        warn_days=1,
        evaluate=items_returned,
        sentence=_item,
        brief=lambda words: _("Given back: %(what)s") % {"what": words.facts["what"]},
        fix=KnownFix(
            gettext_lazy("Note what became of it"),
            "children:note_item",
            Permission.RECORD_FILE,
            args=of_subject,
        ),
    ),
    Rule(
        code="ROOM-CHECK",
        title=gettext_lazy("Room checked together"),
        short=gettext_lazy("room check"),
        default=Default(1, Unit.MONTHS, Severity.MEDIUM, KEY_WORK, least=1),
        standard=every,
        counted_from=gettext_lazy("the last room check, otherwise the day of {moving in}"),
        warn_days=7,
        evaluate=room_checked,
        sentence=_room,
        fix=KnownFix(gettext_lazy("Note a room check"), "children:add_room_check", Permission.RECORD_FILE),
    ),
)
