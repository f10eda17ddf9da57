"""The first words of a report, drafted from what is signed: of this child, of these days, each line with its source.

What is taken: small steps and good moments, the child's own words, kinds of time and topics, what was agreed and how it
stands, worries that have an answer, and days when there was no time together. What is not: drafts, void records, what
adults keep to themselves (what a plan holds back, debriefs), and every line that names another child of the home. Of a
record that tells of a worry only the worry and its answer are told: what a child said with it is nobody else's news. A
report for the family begins without worries, and without what was agreed in those records. Nobody is quoted who
asked us not to.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.text import get_text_list

from children.models import Child
from homes.permissions import Access
from homes.words import dated
from homes.words import gettext as _
from sessions_app.models import (
    ActionStep,
    Addendum,
    AgreedAction,
    ChildPart,
    ChildsPart,
    KeyWorkSession,
    Moment,
    Outcome,
    Voice,
    Whose,
    WorryAnswer,
)
from sessions_app.promises.querysets import CLOSED
from sessions_app.recording.other_children import other_children
from sessions_app.recording.saying import how_it_went, quoted, topic_words
from sessions_app.signed.childs_part.models import Share
from sessions_app.signed.childs_part.sharing import KEPT_BACK, with_childs_word
from sessions_app.strip.reports.models import KeyWorkReport

SHARED = (ChildPart.READ, ChildPart.ADDED)


def of_day(day: dt.date) -> str:
    """ "12 August 2026": a report is read in other years."""
    return dated(day, "j F Y")


@dataclass
class Drafted:
    """The parts as lines, the records they are of, and what the child's own version is made of."""

    others: list[re.Pattern[str]]
    lines: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    areas: dict[str, list[str]] = field(default_factory=dict)  # small steps by where they showed
    sources: list[dict[str, Any]] = field(default_factory=list)
    for_child: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    left_out: int = 0

    def clean(self, text: str) -> str:
        """A text in one line, without the lines of it that name another child."""
        kept = []
        for line in filter(None, (line.strip() for line in text.splitlines())):
            if any(names.search(line) for names in self.others):
                self.left_out += 1
            else:
                kept.append(line)
        return " ".join(kept)

    def tell(self, part: str, session: Any, text: str) -> None:
        if text:
            self.lines[part].append(self.line(session, text))

    def line(self, session: Any, text: str) -> str:
        said = {"day": of_day(session.held_on), "words": text, "n": session.number}
        return _("%(day)s: %(words)s [%(n)d]") % said

    def tell_child(self, part: str, session: Any, **said: Any) -> None:
        self.for_child[part].append({"n": session.number, "day": session.held_on.isoformat(), **said})

    @property
    def fields(self) -> dict[str, Any]:
        """As a report stores them."""
        steps = [line for area, lines in self.areas.items() for line in (f"{area}:", *lines)]
        parts = {**self.lines, "small_steps": steps}
        return {
            **{name: "\n".join(parts.get(name, ())) for name in KeyWorkReport.PARTS},
            "sources": self.sources,
            "for_child": dict(self.for_child),
            "left_out": self.left_out,
        }


def draft_of(child: Child, access: Access, *, from_on: dt.date, to_on: dt.date, whom: str) -> dict[str, Any]:
    """The fields of a report on these days, both included. The same few queries for any number of records."""
    sessions = list(_records(child, access, from_on, to_on))
    draft = Drafted(_other_children(sessions, from_on, child))
    for number, session in enumerate(sessions, start=1):
        session.number = number
    answers = _answers(sessions, access)
    actions = _agreed(sessions, access)
    family = whom == KeyWorkReport.Whom.FAMILY
    for session in sessions:
        answer = answers.get(session.pk)
        draft.sources.append(_source(session, answered=answer is not None))
        _tell_time(draft, session)
        if session.worry:
            if answer is not None and not family:
                _tell_worry(draft, session, answer)
        else:
            _tell_words(draft, session)
        if not (session.worry and family):
            for action in actions.get(session.pk, ()):
                _tell_action(draft, session, action)
    return draft.fields


# --- reading ---------------------------------------------------------------------------------------


def _records(child: Child, access: Access, from_on: dt.date, to_on: dt.date) -> QuerySet:
    """Signed and not void, oldest first."""
    right = Addendum.objects.filter(session=OuterRef("pk"), kind=Addendum.Kind.CORRECTION)
    read = ChildsPart.objects.that_stand().filter(session=OuterRef("pk"), answer__in=("read", "disagrees"))
    rows = KeyWorkSession.objects.visible_to(access).signed()
    rows = (
        with_childs_word(rows)
        .filter(child=child, held_on__range=(from_on, to_on))
        .annotate(put_right=Exists(right), read_since=Exists(read))
    )
    return rows.select_related("child", "author", "placement").order_by("held_on", "pk")


def _other_children(sessions: list[Any], from_on: dt.date, child: Child) -> list[re.Pattern[str]]:
    """The names of the other children of each home the records are of: a query for each home."""
    stays = {session.placement.home_id: session.placement for session in sessions}
    found = [other_children(stay, from_on, but=child.known_as) for stay in stays.values()]
    return [names for names in found if names is not None]


def _answers(sessions: list[Any], access: Access) -> dict[int, WorryAnswer]:
    rows = WorryAnswer.objects.visible_to(access).answered().filter(session__in=[one.pk for one in sessions])
    return {one.session_id: one for one in rows}


def _agreed(sessions: list[Any], access: Access) -> dict[int, list[Any]]:
    """What was agreed in each, with the day it is due today."""
    steps = Prefetch("steps", queryset=ActionStep.objects.order_by("pk"))
    rows = AgreedAction.objects.visible_to(access).stands().filter(session__in=[one.pk for one in sessions])
    found: dict[int, list[Any]] = defaultdict(list)
    for action in rows.due_as_of(access.today).select_related("child").prefetch_related(steps).order_by("pk"):
        action.late = action.due_on < access.today
        found[action.session_id].append(action)
    return found


def _source(session: Any, *, answered: bool) -> dict[str, Any]:
    """A record as the report names it. `notes`: what its writer is to know before quoting it."""
    unread = session.voice == Voice.WORDS and session.child_part not in SHARED and not session.read_since
    notes = {
        "worry": bool(session.worry),
        "unanswered": bool(session.worry) and not answered,
        "put_right": session.put_right,
        "unread": unread and not session.worry,
        "ask_first": session.may_share == Share.ASK,
        "not_shared": session.may_share == Share.NO,
    }
    return {
        "n": session.number,
        "record": str(session.public_id),
        "day": session.held_on.isoformat(),
        "what": how_it_went(session),
        "by": session.author.full_name,
        "notes": [name for name, holds in notes.items() if holds],
    }


# --- telling ---------------------------------------------------------------------------------------


def _tell_time(draft: Drafted, session: Any) -> None:
    """That there was time together, or what was offered instead."""
    how = how_it_went(session)
    how = how if how.endswith(".") else f"{how}."
    if session.happened:
        topics = "" if session.worry else get_text_list(topic_words(session.topics), _("and"))
        said = _("%(how)s We talked about: %(topics)s.") % {"how": how, "topics": topics} if topics else how
        draft.tell("together", session, said)
        draft.tell_child("did", session, kind=session.format)
        return
    why = draft.clean(session.reason) if session.outcome == Outcome.CANCELLED_BY_HOME else ""
    offered = "" if session.worry else draft.clean(session.account)
    said = [how]
    if why:
        said.append(_("Why: %(why)s") % {"why": why})
    if offered:
        said.append(_("What we offered: %(offered)s") % {"offered": offered})
    draft.tell("not_met", session, " ".join(said))


def _tell_words(draft: Drafted, session: Any) -> None:
    """Small steps, good moments, and the child's own words."""
    success = draft.clean(session.small_steps)
    draft.tell("went_well", session, success)
    if success:
        draft.tell_child("achieved", session, words=success)
    if session.happened and session.moment and session.moment != Moment.HARD:
        draft.tell("went_well", session, draft.clean(session.account))
    for step in session.progress:
        line = draft.clean(step["line"])
        if line:
            draft.areas.setdefault(step["name"], []).append(draft.line(session, line))
            draft.tell_child("achieved", session, words=line)
    if session.may_share in KEPT_BACK:
        return
    if session.voice == Voice.WORDS and (words := draft.clean(session.voice_text)):
        draft.tell("said", session, quoted(words))
        draft.tell_child("said", session, words=quoted(words))


def _tell_worry(draft: Drafted, session: Any, answer: WorryAnswer) -> None:
    worry, done = draft.clean(session.worry_text), draft.clean(answer.account)
    if worry and done:
        said = _("We worried about this: %(worry)s What was done: %(done)s")
        draft.tell("worries", session, said % {"worry": _ended(worry), "done": done})


def _ended(text: str) -> str:
    return text if text[-1:] in ".!?…" else f"{text}."


def _tell_action(draft: Drafted, session: Any, action: Any) -> None:
    what = draft.clean(action.what)
    if not what:
        return
    said = _("We promised: %(what)s (%(who)s).") if action.promise else _("We agreed: %(what)s (%(who)s).")
    words = said % {"what": what.rstrip("."), "who": _who(action)}
    draft.tell("promises", session, f"{words} {state_of(action)}")
    if action.promise and not session.worry:
        closed = _closed(action)
        ended = {"state": closed.kind, "on": closed.happened_on.isoformat()} if closed else {}
        due = {"state": "late" if action.late else "open", "on": action.due_on.isoformat()}
        draft.tell_child("promised", session, words=what, **(ended or due))


def _who(action: Any) -> str:
    return action.person_name or {
        Whose.CHILD: action.child.known_as,
        Whose.SOCIAL_WORKER: _("the social worker"),
        Whose.SCHOOL: _("the school"),
        Whose.HEALTH: _("health"),
    }.get(action.whose, "")


def _closed(action: Any) -> Any:
    return next((step for step in action.steps.all() if step.kind in CLOSED), None)


def state_of(action: Any) -> str:
    """How it stands on the day the report is drafted."""
    closed = _closed(action)
    if closed is None:
        said = _("Still open, it was due by %(day)s.") if action.late else _("Still open, due by %(day)s.")
        return said % {"day": of_day(action.due_on)}
    day = {"day": of_day(closed.happened_on)}
    if closed.kind == ActionStep.Kind.DONE:
        return (_("Kept on %(day)s.") if action.promise else _("Done on %(day)s.")) % day
    return _("Not needed any more, since %(day)s.") % day
