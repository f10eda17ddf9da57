"""A draft of the week's news to the social worker, made from this child's own signed records.

What is taken: small steps, the child's words where the child has read the record or added to it, and what was agreed.
What is not: what a child asked us not to share, the words of a record with a worry (only that there was one, its day,
and whether the manager was told), drafts, and every line that names another child of the home. Somebody reads and
rewords it before it is sent.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from django.db.models import Q
from django.utils.text import capfirst

from children.models import (
    Child,
    ChildAbsence,
    ContactEntry,
    ContactKind,
    Mood,
    Placement,
    SocialWorkerUpdate,
)
from children.people.page import social_worker_of
from homes.dates import add_days
from homes.permissions import Access
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from sessions_app.models import ChildPart, KeyWorkSession, Voice
from sessions_app.pages import how_it_went
from sessions_app.recording.other_children import other_children
from sessions_app.signed.childs_part.sharing import KEPT_BACK, with_childs_word

USUAL_DAYS = 7

LONGEST_DAYS = 28

MOST_ROWS = 60


SHARED = (ChildPart.READ, ChildPart.ADDED)


@dataclass
class Draft:
    first: dt.date
    last: dt.date
    to_name: str
    told: dict[str, list[tuple[dt.date, str]]] = field(default_factory=lambda: defaultdict(list))
    left_out: int = 0  # lines that name another child
    kept_back: list[str] = field(default_factory=list)  # days of which the child asked that it is not shared

    def tell(self, part: str, day: dt.date, *lines: str) -> None:
        self.told[part] += [(day, line) for line in lines]

    def part(self, name: str) -> list[str]:
        """Its lines in the order of days, wherever they were written."""
        return [line for _day, line in sorted(self.told[name], key=itemgetter(0))]

    @property
    def initial(self) -> dict[str, Any]:
        parts = {name: "\n".join(self.part(name)) for name in SocialWorkerUpdate.PARTS}
        return {
            **parts,
            "from_on": self.first,
            "to_on": self.last,
            "sent_on": self.last,
            "to_name": self.to_name,
        }


def draft_of_the_week(placement: Placement, *, access: Access) -> Draft:
    """Six queries, whatever the week held."""
    child, today = placement.child, placement.last_day(access.today)
    worker = social_worker_of(child, access)
    draft = Draft(_first_day(placement, today, access), today, worker.name if worker else "")
    days = (draft.first, draft.last)
    others = other_children(placement, today, but=child.known_as)
    _from_sessions(draft, child, days, others, access)
    _from_calls(draft, child, days, others, access)
    _from_time_away(draft, child, days, access)
    return draft


def _first_day(placement: Placement, today: dt.date, access: Access) -> dt.date:
    """The day after the last news, so that no day is told twice or not at all; a week back when that is long ago."""
    sent = SocialWorkerUpdate.objects.visible_to(access).filter(
        child=placement.child_id, home=placement.home_id
    )
    last = sent.order_by("-to_on", "-pk").values_list("to_on", flat=True).first()
    first = add_days(today, 1 - USUAL_DAYS)
    if last is not None and (today - last).days <= LONGEST_DAYS:
        first = min(add_days(last, 1), today)
    return (
        max(first, placement.moved_in_on)
        if placement.moved_in_on and placement.moved_in_on <= today
        else first
    )


def _lines(draft: Draft, text: str, others: re.Pattern[str] | None, opening: str = "") -> list[str]:
    """The lines of a text, each after its opening, that name no other child."""
    kept = []
    for line in (opening + line.strip() for line in text.splitlines() if line.strip()):
        if others is not None and others.search(line):
            draft.left_out += 1
        else:
            kept.append(line)
    return kept


def _from_sessions(
    draft: Draft, child: Child, days: tuple[dt.date, dt.date], others: re.Pattern[str] | None, access: Access
) -> None:
    rows = KeyWorkSession.objects.visible_to(access).signed().filter(child=child, held_on__range=days)
    for session in (
        with_childs_word(rows).select_related("author", "child").order_by("held_on", "pk")[:MOST_ROWS]
    ):
        day = {"day": kday(session.held_on), "who": session.author.full_name}
        if session.happened:
            draft.tell("happened", session.held_on, _("%(day)s: time together with %(who)s.") % day)
        else:
            draft.tell("happened", session.held_on, f"{day['day']}: {how_it_went(session)}.")
        if session.worry:
            told = (
                _("A worry was recorded on %(day)s; a manager was told.")
                if session.a_manager_was_told
                else _("A worry was recorded on %(day)s.")
            )
            draft.tell("worries", session.held_on, told % day)
            continue
        opening = _opening(session.held_on, session.author.full_name)
        draft.tell("good_news", session.held_on, *_lines(draft, session.small_steps, others, opening))
        draft.tell("asks", session.held_on, *_lines(draft, session.next_steps, others))
        if session.voice == Voice.WORDS and session.may_share in KEPT_BACK:
            draft.kept_back.append(kday(session.held_on))
        elif session.voice == Voice.WORDS and session.child_part in SHARED:
            words = {"child": child.known_as, "words": " ".join(session.voice_text.split())}
            said = _("%(child)s said: “%(words)s”") % words
            draft.tell("good_news", session.held_on, *_lines(draft, said, others, opening))


def _opening(day: dt.date, who: str) -> str:
    """Of good news: the day, and with whom."""
    said = {"day": kday(day), "who": who}
    return f"{_('%(day)s, with %(who)s') % said if who else kday(day)}: "


def _from_calls(
    draft: Draft, child: Child, days: tuple[dt.date, dt.date], others: re.Pattern[str] | None, access: Access
) -> None:
    """That there was a call or visit, and with whom; its words only where they were good news."""
    rows = ContactEntry.objects.visible_to(access).filter(child=child, happened_on__range=days)
    for entry in rows.exclude(kind=ContactKind.SW_UPDATE).order_by("happened_on", "pk")[:MOST_ROWS]:
        said = {"day": kday(entry.happened_on), "what": capfirst(str(entry.get_kind_display()))}
        line = _("%(day)s: %(what)s") % said
        if entry.person_name:
            line = _("%(line)s, %(who)s") % {"line": line, "who": entry.person_name}
        if entry.is_attempt:
            line = _("%(line)s: tried, did not get through") % {"line": line}
        draft.tell("happened", entry.happened_on, *_lines(draft, f"{line}.", others))
        if entry.mood == Mood.WORRY:
            draft.tell("worries", entry.happened_on, _("A worry was noted on %(day)s.") % said)
        elif entry.mood == Mood.GOOD_NEWS:
            opening = _opening(entry.happened_on, entry.person_name)
            draft.tell("good_news", entry.happened_on, *_lines(draft, entry.content, others, opening))


def _from_time_away(draft: Draft, child: Child, days: tuple[dt.date, dt.date], access: Access) -> None:
    first, last = days
    rows = ChildAbsence.objects.visible_to(access).filter(child=child, started_on__lte=last)
    rows = rows.filter(Q(returned_on__isnull=True) | Q(returned_on__gte=first)).oldest_first()
    for absence in rows[:MOST_ROWS]:
        values = {"kind": absence.get_kind_display(), "day": kday(absence.started_on)}
        if absence.returned_on and absence.returned_on <= last:
            values["back"] = kday(absence.returned_on)
            line = _("Time away from %(day)s to %(back)s: %(kind)s.") % values
        else:
            line = _("Away since %(day)s: %(kind)s.") % values
        draft.tell("happened", absence.started_on, line)
