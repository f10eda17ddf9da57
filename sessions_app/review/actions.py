"""What becomes of a signed record: it is owed a reading, read, asked about, answered. The signed words never change."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from homes.acting import Unable, lock, named, same_case
from homes.audit import record_change, set_fields
from homes.dates import london_day
from homes.models import User
from homes.templatetags.keywork_ui import kdatetime, kday
from homes.words import gettext as _
from sessions_app.models import Addendum, KeyWorkSession
from sessions_app.review.models import ReviewQuestion, SessionReview
from sessions_app.review.querysets import OPEN

State = SessionReview.State


class UnableToReview(Unable):
    """The record was not reviewed. The message is fit for the person."""


def owe_a_reading(session: KeyWorkSession, *, by: User, now: dt.datetime) -> SessionReview:
    """Signing makes the record one to read, by somebody who had no part in it. Within the transaction of signing."""
    signed_on = london_day(now)
    review = SessionReview(
        **same_case(session),
        session=session,
        placement=session.placement,
        author=session.author,
        begun_by=session.drafted_by,
        only_adult=_only_adult(session),
        worry=bool(session.worry),
        signed_on=signed_on,
        since_on=signed_on,
    )
    record_change(review, by=by)
    return review


def _only_adult(session: KeyWorkSession) -> User | None:
    """The one adult named as there; nobody where there were two, or none."""
    there = [one["id"] for one in session.people_present if one.get("id")]
    return User.objects.filter(public_id=there[0]).first() if len(there) == 1 else None


def no_longer_owed(session: KeyWorkSession, *, by: User, reason: str) -> None:
    """A record that is void leaves the queue. What was said of it stays."""
    review = SessionReview.objects.filter(session=session).first()
    if review is not None and review.state != State.REVIEWED:
        set_fields(review, by=by, reason=reason, state=State.VOID)


@transaction.atomic
def mark_as_reviewed(review: SessionReview, *, by: User, now: dt.datetime, note: str = "") -> SessionReview:
    """A manager has read a record. A note goes to whoever wrote it.

    Two at once: the second is told who was first, and nothing is written. The same click twice is done once.
    """
    lock(review)
    if review.done and review.reviewed_by_id == by.pk:
        return review
    _check_open(review, also=(State.ASKED,))
    set_fields(
        review,
        by=by,
        state=State.REVIEWED,
        since_on=london_day(now),
        note=note,
        reviewed_at=now,
        **named("reviewed_by", by, "reviewed"),
    )
    return review


@transaction.atomic
def ask_about(review: SessionReview, *, by: User, now: dt.datetime, text: str) -> ReviewQuestion:
    """A question to whoever wrote the record. It waits there until it is answered, and then the record is read again.

    The same question sent twice is asked once. Raises UnableToReview when somebody else was faster.
    """
    lock(review)
    if not text.strip():
        raise UnableToReview(_("Enter what you want to ask"))
    twin = review.questions.filter(asked_by=by, text=text, answer__isnull=True).first()
    if twin is not None:
        return twin
    _check_open(review)
    asked_on = london_day(now)
    question = ReviewQuestion(
        **same_case(review), review=review, text=text, asked_on=asked_on, **named("asked_by", by)
    )
    record_change(question, by=by)
    set_fields(review, by=by, state=State.ASKED, since_on=asked_on)
    return question


@transaction.atomic
def keep_for_later(
    review: SessionReview, *, by: User, now: dt.datetime, until: dt.date | None
) -> SessionReview:
    """A manager sets a record aside for themselves until a day. It is owed all the same, and others still see it."""
    lock(review)
    if until is None or until <= london_day(now):
        raise UnableToReview(_("Enter a day after today"))
    _check_open(review)
    set_fields(review, by=by, kept_by=by, kept_until_on=until)
    return review


def open_question(session: KeyWorkSession) -> ReviewQuestion | None:
    """The question about a record that nobody has answered yet."""
    asked = ReviewQuestion.objects.filter(review__session=session, answer__isnull=True)
    return asked.exclude(review__state=State.VOID).select_related("review").order_by("pk").first()


def answer_with(addendum: Addendum, *, by: User, now: dt.datetime) -> None:
    """What was added answers the question that is open. The record is then read again. Within its transaction."""
    question = open_question(addendum.session)
    if question is None:
        raise UnableToReview(_("There is no question about this record that waits for an answer."))
    review = question.review
    lock(review)
    set_fields(question, by=by, answer=addendum)
    if review.state == State.ASKED:
        set_fields(review, by=by, state=State.ANSWERED, since_on=london_day(now))


def _check_open(review: SessionReview, *, also: tuple[str, ...] = ()) -> None:
    if review.state in (*OPEN, *also):
        return
    if review.state == State.REVIEWED:
        said = _("%(who)s marked this as reviewed on %(at)s. Nothing of yours was kept.")
        raise UnableToReview(said % {"who": review.reviewed_name, "at": kdatetime(review.reviewed_at)})
    if review.state == State.ASKED:
        question = review.questions.order_by("-pk").first()
        said = _(
            "%(who)s asked a question about this on %(day)s. Wait for the answer, or mark it as reviewed."
        )
        facts = {"who": question.asked_by_name, "day": kday(question.asked_on)} if question else {}
        raise UnableToReview(said % facts)
    raise UnableToReview(_("This record is void. It is not owed a review."))
