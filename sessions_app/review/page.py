"""The read objects of reviewing: the queue, one record in its place in it, and what a record's own page says of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.text import get_text_list

from homes.dates import add_days, london_day
from homes.models import Home, User
from homes.permissions import Access, Permission
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from homes.words import ngettext
from sessions_app.models import KeyWorkSession, ReviewQuestion, SessionReview, Voice
from sessions_app.review.permissions import managers_of, reviews_for, took_part_in

NOTE_SHOWN_DAYS = 7
SHOWN_BESIDE = 5  # of the queue, on the page of one record


@dataclass
class Queue:
    """What one person is to read for one home today, and what they have read of it today already."""

    home: Home
    today: dt.date
    rows: list[SessionReview]  # in turn, those read today included: the place in the row stays
    waiting: list[SessionReview]  # for an answer
    kept: list[SessionReview]  # by this person, for a later day
    own: list[SessionReview]  # this person's own, for somebody else to read
    others: list[User]  # who reads those

    @property
    def left(self) -> list[SessionReview]:
        return [row for row in self.rows if not row.done]

    @property
    def first(self) -> SessionReview | None:
        return next(iter(self.left), None)

    @property
    def oldest_days(self) -> int:
        return max(((self.today - row.signed_on).days for row in self.left), default=0)

    @property
    def who_reads_own(self) -> str:
        if self.others:
            return get_text_list([one.full_name for one in self.others], _("or"))
        return _("the responsible individual")

    def after(self, review: SessionReview) -> SessionReview | None:
        """The next to read, once this one has been dealt with: further down the row, else from its top."""
        keys = [row.pk for row in self.rows]
        at = keys.index(review.pk) + 1 if review.pk in keys else 0
        in_turn = [*self.rows[at:], *self.rows[:at]]
        return next((row for row in in_turn if not row.done and row.pk != review.pk), None)


def queue_of(home: Home, access: Access) -> Queue:
    """Three queries, however many records wait."""
    managers = managers_of(home, access)
    mine = reviews_for(access, home, managers).values("pk")
    me = access.user
    read_today = Q(state="reviewed", reviewed_by=me, since_on=access.today)
    found = SessionReview.objects.filter(home=home).filter(
        read_today | Q(state__in=("owed", "answered", "asked"))
    )
    found = list(found.for_list().in_turn().prefetch_related(None))
    keys = set(SessionReview.objects.filter(pk__in=mine).values_list("pk", flat=True))
    apart = [row for row in found if me.pk not in took_part_in(row)]
    return Queue(
        home=home,
        today=access.today,
        rows=[row for row in found if row.pk in keys or row.done],
        waiting=[row for row in apart if row.state == "asked"],
        kept=[row for row in apart if _kept(row, access)],
        own=[row for row in found if me.pk in took_part_in(row) and access.manages(home.pk)],
        others=[one for one in managers if one.pk != me.pk],
    )


def _kept(row: SessionReview, access: Access) -> bool:
    return (
        row.kept_by_id == access.user.pk
        and row.kept_until_on is not None
        and row.kept_until_on > access.today
    )


@dataclass
class Place:
    """One record in the row: which it is, and its neighbours."""

    number: int
    of: int
    beside: list[SessionReview]


def place_in(queue: Queue, review: SessionReview) -> Place | None:
    """None for a record that is not in the row: one that waits for an answer, or is kept for later."""
    keys = [row.pk for row in queue.rows]
    if review.pk not in keys:
        return None
    at = keys.index(review.pk)
    first = max(min(at - 1, len(keys) - SHOWN_BESIDE), 0)
    return Place(at + 1, len(keys), queue.rows[first : first + SHOWN_BESIDE])


def things_to_look_for(session: KeyWorkSession) -> list[tuple[str, str]]:
    """Prompts for whoever reads, with what the record has of it. Never a score, never counted."""
    child = {"child": session.child.known_as}
    voice = {
        Voice.WORDS: _("Words of %(child)s are here."),
        Voice.NOTICED: _("What the adult noticed is here."),
    }.get(session.voice, _("Not this time."))
    return [
        (_("Is %(child)s’s voice here?") % child, voice % child),
        (
            _("What changed for %(child)s?") % child,
            _("A small step is written down.") if session.small_steps else _("Even a small step counts."),
        ),
        (
            _("What happens next, and who does it?"),
            session.next_steps or _("Nothing is written down as agreed."),
        ),
        (_("Was it safe?"), _("Read for what is not said.")),
        (_("Was it written in time?"), _written(session)),
    ]


def _written(session: KeyWorkSession) -> str:
    if session.held_on is None or session.signed_at is None:
        return ""
    days = (london_day(session.signed_at) - session.held_on).days
    if days <= 0:
        return _("Signed on the same day.")
    said = ngettext("Signed %(n)s day later.", "Signed %(n)s days later.", days) % {"n": days}
    return f"{said} {session.late_reason}".strip()


# --- on the record's own page -------------------------------------------------------------------


@dataclass
class Reading:
    """What a record's page says of its review, to this reader."""

    review: SessionReview
    questions: list[ReviewQuestion]
    note: str  # to whoever wrote the record, and those who review: no part of the record
    may_review: bool

    @property
    def said(self) -> str:
        facts = {"who": self.review.reviewed_name}
        if self.review.done and self.review.reviewed_at:
            return _("Reviewed by %(who)s on %(day)s") % {**facts, "day": kday(self.review.reviewed_at)}
        return {"asked": _("Question asked"), "answered": _("Question answered")}.get(self.review.state, "")

    @property
    def open_question(self) -> ReviewQuestion | None:
        return next((one for one in self.questions if one.answer_id is None), None)


def reading_of(session: KeyWorkSession, access: Access) -> Reading | None:
    """Two queries. None for a draft, and for what was imported."""
    review = SessionReview.objects.filter(session=session).first()
    if review is None:
        return None
    reviews = access.may(Permission.REVIEW_SESSIONS, session.home_id)
    return Reading(
        review=review,
        questions=list(review.questions.order_by("pk")),
        note=review.note if reviews or review.author_id == access.user.pk else "",
        may_review=not review.done
        and review.state != "void"
        and access.manages(session.home_id)
        and access.user.pk not in took_part_in(review),
    )


def noted_of(access: Access) -> Q:
    """This person's records a manager asks about, until they answer, or wrote about, for NOTE_SHOWN_DAYS."""
    said = SessionReview.objects.filter(
        Q(state="asked")
        | Q(state="reviewed", since_on__gt=add_days(access.today, -NOTE_SHOWN_DAYS)) & ~Q(note=""),
        author=access.user,
    )
    return Q(status="signed", author=access.user.pk, pk__in=said.values("session"))


def with_question(sessions: Any) -> Any:
    """Each with the question that waits for an answer, and who asked it: `asked`, `asked_by`."""
    asked = ReviewQuestion.objects.filter(review__session=OuterRef("pk"), answer__isnull=True).order_by("pk")
    return sessions.annotate(
        asked=Subquery(asked.values("text")[:1]), asked_by=Subquery(asked.values("asked_by_name")[:1])
    )


def board_row(home: Home, access: Access) -> dict[str, Any]:
    """What waits for this manager, as the header counts it: read with the role, so this asks nothing."""
    count = access.waiting.get(("to_review", home.pk), 0)
    oldest = access.waiting.get(("oldest_to_review", home.pk))
    return {
        "count": count,
        "days": (access.today - oldest).days if oldest else 0,
        "url": reverse("sessions:start_reviewing", args=[home.public_id]),
    }
