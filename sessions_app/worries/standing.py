"""Where worries stand: those nobody has answered, and by when each is to be answered. No page judges it otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.text import get_text_list

from homes.dates import LONDON, add_days, add_months, london_day
from homes.models import Home, Role, Unit
from homes.permissions import Access
from homes.staff.ringing.people import Lead
from homes.standards import CATALOGUE, Figure, Standards, figure_for, standards_of
from homes.templatetags.keywork_ui import kday, ktime
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession, Status, WorryAnswer
from sessions_app.permissions import can_answer

STANDARD = "WORRY-ANSWER"
SENIORS = frozenset({Role.SENIOR, Role.DEPUTY_MANAGER, Role.REGISTERED_MANAGER})
MORNING = dt.time(10)  # home standard: a manager who came at eight has read the night by then
NIGHT_ENDS = dt.time(6)  # what is written before six belongs to the evening before


def evening_of(signed_at: dt.datetime) -> dt.date:
    """The day a worry is of: at two in the morning still the one before."""
    local = signed_at.astimezone(LONDON)
    return add_days(local.date(), -1) if local.time() < NIGHT_ENDS else local.date()


def answer_due_at(signed_at: dt.datetime, *, nobody_reached: bool, amount: int, unit: str) -> dt.datetime:
    """By when a manager answers: at ten in the morning, so many days on; none, by the end of the day. Nobody
    reached: at once."""
    if nobody_reached:
        return signed_at
    if amount == 0:
        return dt.datetime.combine(add_days(london_day(signed_at), 1), dt.time(), tzinfo=LONDON)
    day = evening_of(signed_at)
    due_on = add_months(day, amount) if unit == Unit.MONTHS else add_days(day, amount)
    return dt.datetime.combine(due_on, MORNING, tzinfo=LONDON)


def is_senior(access: Access, home_id: int) -> bool:
    """Whose Today puts a worry first; others read of it on the pages of the child."""
    return bool(SENIORS & access.roles.get(home_id, frozenset()))


def unanswered() -> Q:
    """Signed worries nobody has answered. A record with one cannot be made void, so none is lost that way."""
    answered = WorryAnswer.objects.answered().filter(session=OuterRef("pk"))
    return Q(~Exists(answered), status=Status.SIGNED, worry=True)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One worry without an answer, for a page that puts it first."""

    session: KeyWorkSession
    figure: Figure
    access: Access

    @property
    def due_at(self) -> dt.datetime:
        figure, nobody = self.figure, self.session.nobody_was_reached
        return answer_due_at(
            self.session.signed_at, nobody_reached=nobody, amount=figure.amount, unit=figure.unit
        )

    @property
    def overdue(self) -> bool:
        return self.due_at <= self.access.now

    @property
    def since(self) -> str:
        """ "11 August, 9:40pm"."""
        return f"{kday(self.session.signed_at)}, {ktime(self.session.signed_at)}"

    @property
    def when(self) -> str:
        """By when, or since when it is late."""
        if self.session.nobody_was_reached:
            return _("Nobody could be reached: it needs you now.")
        at = {"day": kday(self.due_at), "time": ktime(self.due_at)}
        if self.overdue:
            return _("It was to be answered by %(time)s on %(day)s.") % at
        return _("To be answered by %(time)s on %(day)s.") % at

    @property
    def when_in_short(self) -> str:
        """The same in two words, where many stand below each other."""
        if self.session.nobody_was_reached:
            return _("nobody reached")
        return _("late") if self.overdue else _("due %(day)s") % {"day": kday(self.due_at)}

    @property
    def may_answer(self) -> bool:
        return can_answer(self.access, self.session)

    @property
    def is_own(self) -> bool:
        return self.session.author_id == self.access.user.pk

    @property
    def order(self) -> tuple[bool, dt.datetime, int]:
        """Nobody reached first, then the longest wait."""
        return not self.session.nobody_was_reached, self.session.signed_at, self.session.pk


def answer_promised(home: Home, leads: Iterable[Lead], access: Access) -> str:
    """By when a worry signed at this home is answered, and who reads it when that has passed. One query."""
    standards = standards_of([home.pk])
    figure = figure_for(STANDARD, home_id=home.pk, as_of=access.today, standards=standards)
    said = [_("Our standard: an answer %(when)s.") % {"when": CATALOGUE[STANDARD].standard(figure)}]
    leads = list(leads)
    overseers = [lead.user.full_name for lead in leads if lead.role == Role.RESPONSIBLE_INDIVIDUAL]
    if overseers:
        who = {"who": get_text_list(overseers, _("and"))}
        if len(overseers) == len(leads):
            said.append(_("No manager here can answer it: that is for %(who)s.") % who)
        said.append(_("When that has passed, it stands first on the page of %(who)s.") % who)
    return " ".join(said)


def waiting_among(
    sessions: Iterable[KeyWorkSession], *, access: Access, standards: Standards | None = None
) -> list[Waiting]:
    """Of some records with their child, home and author: the worries that wait, those that cannot wait first.

    `standards`: those of their homes, where the page has them already.
    """
    found = [one for one in sessions if one.status == Status.SIGNED]
    if standards is None:
        standards = standards_of({one.home_id for one in found})
    access.meet(session.child for session in found)
    waiting = [
        Waiting(
            one,
            figure_for(STANDARD, home_id=one.home_id, as_of=access.today, standards=standards),
            access,
        )
        for one in found
    ]
    return sorted(waiting, key=lambda one: one.order)
