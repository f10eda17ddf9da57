"""The read objects of what was agreed: the lines of one record, and what is open about a child and at a home."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch

from children.models import Child
from homes.models import Home
from homes.permissions import Access
from homes.querysets import page_by_day
from homes.templatetags.keywork_ui import kdate, kday
from homes.words import gettext as _
from sessions_app.promises.holder import Holder, holder_of
from sessions_app.promises.lines import line_in_words
from sessions_app.promises.models import ActionStep, AgreedAction, Whose
from sessions_app.promises.querysets import CLOSED, ActionQuerySet

A_PAGE = 25


@dataclass
class Line:
    """One action as a list shows it: the words said, with whom it is now, by when, and what became of it."""

    action: Any  # AgreedAction, `with_holder` and due
    today: dt.date

    @cached_property
    def holder(self) -> Holder:
        return holder_of(self.action)

    @property
    def marked(self) -> str:
        """What it is, before its words, where it is more than agreed."""
        if self.action.after_worry:
            return _("After a worry:")
        return _("Promise:") if self.action.promise else ""

    @property
    def who(self) -> str:
        one = self.action
        if one.whose != Whose.ADULT:
            return {
                Whose.CHILD: one.child.known_as,
                Whose.SOCIAL_WORKER: _("the social worker"),
                Whose.SCHOOL: _("the school"),
                Whose.HEALTH: _("health"),
            }[Whose(one.whose)]
        if self.holder.passed:
            facts = {"then": one.person_name, "now": self.holder.name}
            return _("%(now)s now, said by %(then)s") % facts
        return self.holder.name

    @property
    def over(self) -> int:
        return max((self.today - self.action.due_on).days, 0)

    @property
    def steps(self) -> list[ActionStep]:
        return list(self.action.steps.all())

    @property
    def closed(self) -> ActionStep | None:
        return next((step for step in self.steps if step.kind in CLOSED), None)

    @property
    def state(self) -> str:
        """What became of it, said as it is to the child: a promise is kept, moved or not, never quietly gone."""
        promise, closed = self.action.promise, self.closed
        if closed is not None:
            day = {"day": kday(closed.happened_on)}
            if closed.kind == ActionStep.Kind.DONE:
                return (_("Kept on %(day)s") if promise else _("Done on %(day)s")) % day
            return _("Not needed any more, since %(day)s") % day
        return self.due

    @property
    def due(self) -> str:
        """Of one that is open."""
        said = _("was due by %(day)s") if self.over else _("by %(day)s")
        return said % {"day": kdate(self.action.due_on)}

    @property
    def moved(self) -> list[str]:
        """Each move of a day, with why, and whether the child knows."""
        said, before = [], self.action.by_on
        for step in self.steps:
            if step.kind == ActionStep.Kind.MOVED:
                facts = {"before": kday(before), "now": kday(step.by_on), "child": self.action.child.known_as}
                knows = _("%(child)s knows.") if step.child_knows else _("%(child)s has not been told yet.")
                words = _("We said by %(before)s. It was moved to %(now)s.") % facts
                said.append(f"{words} {step.reason} {knows % facts}")
                before = step.by_on
        return said


def _lines(actions: ActionQuerySet, access: Access) -> list[Line]:
    """With what became of each. Two queries."""
    steps = Prefetch("steps", queryset=ActionStep.objects.order_by("pk"))
    rows = actions.with_holder(access.today).for_list().prefetch_related(steps)
    return [Line(row, access.today) for row in rows]


def open_about(child: Child, access: Access) -> list[Line]:
    """What is open about a child, the soonest first."""
    actions = AgreedAction.objects.visible_to(access).filter(child=child)
    return _lines(actions.open_on(access.today).soonest_first(), access)


def open_briefly(child: Child, access: Access) -> list[Line]:
    """The same without what became of each: one query, for a page that leads on to the list."""
    actions = AgreedAction.objects.visible_to(access).filter(child=child)
    rows = actions.open_on(access.today).soonest_first().with_holder(access.today).for_list()
    return [Line(row, access.today) for row in rows]


def words_of(session: Any) -> list[dict[str, Any]]:
    """What was agreed in one record, in its own words. No query."""
    return [{"words": line_in_words(line, session.child.known_as)} for line in session.agreed]


def lines_of(session: Any, access: Access) -> list[dict[str, Any]]:
    """What was agreed in one record: the words of a draft, and of a signed record what became of each."""
    if session.signed_at is None:
        return words_of(session)
    rows = (
        AgreedAction.objects.filter(session=session, after_worry=False).due_as_of(access.today).order_by("pk")
    )
    return [
        {"line": line, "url": line.action.get_absolute_url() if session.status == "signed" else ""}
        for line in _lines(rows, access)
    ]


@dataclass
class AgreedPage:
    open: list[Line]
    over: list[Line]
    older: str
    is_first: bool


def agreed_page(child: Child, access: Access, *, before: str = "") -> AgreedPage:
    """What is open, and a page of what is over, the latest said first."""
    all_of_it = AgreedAction.objects.visible_to(access).filter(child=child).stands()
    over = all_of_it.filter(steps__kind__in=CLOSED).due_as_of(access.today).with_holder(access.today)
    steps = Prefetch("steps", queryset=ActionStep.objects.order_by("pk"))
    page = page_by_day(over.for_list().prefetch_related(steps), "agreed_on", before=before, size=A_PAGE)
    return AgreedPage(
        open=open_about(child, access),
        over=[Line(row, access.today) for row in page.rows],
        older=page.older,
        is_first=page.is_first,
    )


def open_at(home: Home, access: Access) -> list[Line]:
    """What is open about the children who live at a home, the soonest first."""
    children = Child.objects.living_at(home.pk, access.today)
    actions = AgreedAction.objects.visible_to(access).filter(child__in=children.values("pk"))
    found = _lines(actions.open_on(access.today).soonest_first(), access)
    access.meet({line.action.child_id: line.action.child for line in found}.values())
    return found
