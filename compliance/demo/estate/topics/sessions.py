"""Time together: signed sessions over the whole story, a draft, a plan for the next, and what was added later."""

from __future__ import annotations

import datetime as dt
from typing import Any

from compliance.demo.estate import words
from compliance.demo.estate.placement import PlacementStory
from compliance.demo.estate.writing import Row
from homes.dates import LONDON, add_days
from sessions_app.actions import person_there
from sessions_app.models import (
    ActionStep,
    Addendum,
    AgreedAction,
    ApproachReview,
    ChildsPart,
    ChildsPartWithdrawn,
    Debrief,
    KeyWorkReport,
    KeyWorkSession,
    PlanStep,
    ReviewQuestion,
    SessionPlan,
    SessionReview,
    Signature,
    WorryAnswer,
)
from sessions_app.signed.signing import addendum_hash, content_hash

STATEMENT = "This is a true record of what happened."
TOPICS = ("school", "health", "feelings", "family", "future", "friends", "identity", "independence")
FORMATS = ("formal", "activity", "journey", "quick_chat", "creative")
STEP = {"area": "routines", "name": "Joining in with routines and learning", "line": "Set the alarm himself."}
MOMENTS = ("food", "", "car", "bedtime", "chat", "hard")
OUTCOMES = ("held",) * 8 + ("part_held", "declined")
ADDED_EVERY = 40  # sessions
ASKED_EVERY, AGREED_EVERY, SHARED_EVERY, MIXED_UP_EVERY = 60, 4, 8, 56
READ_AFTER = 2  # days


def tell(story: PlacementStory, *, count: int) -> None:
    """`count` sessions; the last of them is a draft in about one placement of three, or voided in a few."""
    drafted = count > 1 and not story.ended and story.child.id % 3 == 1
    for index, day in enumerate(story.spread(count)):
        if drafted and index == count - 1:
            _draft(story, day)
        else:
            _signed(story, day, index=index)
    if not story.ended:
        _next(story)
        _report(story)
    story.noted(
        ApproachReview, story.first_on, by=story.place.manager, placement=story.placement, reviewed_on=story.first_on,
        ways=["ask"], said="We ask in writing first, as was agreed before the move.",
    )  # fmt: skip


def _report(story: PlacementStory) -> None:
    """The lead has begun one of the last four weeks, for the social worker."""
    first = max(story.first_on, add_days(story.last_on, -27))
    story.tell(
        KeyWorkReport, story.last_on, writer=story.lead, from_on=first, to_on=story.last_on, whom="social_worker",
        corrects=None, together="We went out most weeks, whatever the weather.", sources=[], for_child={},
    )  # fmt: skip


def _signed(story: PlacementStory, day: dt.date, *, index: int) -> None:
    rng = story.rng
    author = story.second if index % 3 == 2 else story.lead
    outcome = rng.choice(OUTCOMES)
    happened = outcome in ("held", "part_held")
    voided = index % 97 == 50
    form = rng.choice(FORMATS) if happened else ""
    session = story.tell(
        KeyWorkSession, day, by=author, placement=story.placement, author=author, drafted_by=None, plan=None,
        held_on=day, status="void" if voided else "signed", outcome=outcome, format=form,
        moment=MOMENTS[index % len(MOMENTS)] if form == "quick_chat" else "",
        people_present=[person_there(author)], account=words.some(rng, words.ACCOUNT, rng.randrange(3, 7)),
        reason="" if happened else "Not in the mood today, and that was fine.",
        agreed=_agreed(author, day) if index % AGREED_EVERY == 0 else [],
        voice="words" if happened else "not_this_time",
        voice_text=rng.choice(words.CHILD_SAID) if happened else "", purposes=["wishes"],
        topics=rng.sample(TOPICS, k=2), small_steps=rng.choice(words.STEPS) if index % 4 == 0 else "",
        progress=[STEP] if index % 6 == 0 else [], seemed_after="Lighter" if index % 7 == 0 else "",
        next_steps="Bring the map next time." if index % 5 == 0 else "", worry=index % 50 == 20,
        worry_text="Has been very quiet since the weekend." if index % 50 == 20 else "",
        **_told(story, day, index % 50 == 20), child_part=rng.choice(("read", "added", "declined", "later")),
        key_worker=story.lead, key_worker_name=story.lead.full_name, key_worker_title=story.lead.job_title,
    )  # fmt: skip
    session.signed_at = session.created_at
    if voided:
        session.voided_at, session.voided_by_id = session.created_at, story.place.manager.id
        session.voided_reason = "Written for the wrong day."
    _sign(story, session, author, content_hash(session))
    if session.worry and not voided:
        _answered(story, session)
    if index % 50 == 20:
        _debriefed(story, session, author)
    _to_review(story, session, author, asked=index % ASKED_EVERY == 0)
    for line in session.agreed:
        _owe(story, session, author, line)
    if index % ADDED_EVERY == 0:
        _add(story, session)
    if happened and not voided and index % SHARED_EVERY == 1:
        _share(story, session, mixed_up=index % MIXED_UP_EVERY == 1 + SHARED_EVERY)


def _answered(story: PlacementStory, session: Row) -> None:
    """By the manager, the next day; on the last day of the story not yet."""
    day = add_days(session.held_on, 1)
    if day > story.last_on:
        return
    answer = story.signed(
        WorryAnswer, day, "answered", by=story.place.manager, session=session, done=["spoke"],
        account="We talked it through at breakfast.", child_knows="told", answered_at=None,
    )  # fmt: skip
    answer.answered_at = answer.created_at


def _debriefed(story: PlacementStory, session: Row, author: Row) -> None:
    """Whoever wrote down a worry says how that was for them."""
    said = story.tell(
        Debrief, session.held_on, by=author, session=session, user=author, feeling="tiring",
        note="A long evening, and good to say so.", said_at=None,
    )  # fmt: skip
    said.said_at = said.created_at


def _told(story: PlacementStory, day: dt.date, worried: bool) -> dict[str, Any]:
    """The manager was told, as every worry of the estate was."""
    if not worried:
        return {"worry_told_to": None}
    manager, evening = story.place.manager, dt.datetime.combine(day, dt.time(20, 15), tzinfo=LONDON)
    return {
        "worry_told_to": manager, "worry_told_name": manager.full_name, "worry_told_title": manager.job_title,
        "worry_told_at": evening, "worry_told_how": "phone",
    }  # fmt: skip


def _sign(story: PlacementStory, thing: Row, author: Row, digest: str) -> None:
    name = "addendum" if hasattr(thing, "session") else "session"
    story.book.tell(
        Signature, at=thing.created_at, home=story.place.home, user=author, name=author.full_name,
        job_title=author.job_title, signed_at=thing.created_at, statement=STATEMENT, content_hash=digest,
        **{name: thing},
    )  # fmt: skip


def _agreed(author: Row, day: dt.date) -> list[dict[str, Any]]:
    """One line, to be done within the week."""
    who = {"whose": "adult", "person": str(author.public_id), "name": author.full_name}
    return [
        {"what": "Bring the map next time", **who, "by_on": add_days(day, 7).isoformat(), "promise": True}
    ]


def _to_review(story: PlacementStory, session: Row, author: Row, *, asked: bool) -> None:
    """Read by the manager two days later; what was signed since is still to be read. A question now and then."""
    day, manager, read_on = session.held_on, story.place.manager, add_days(session.held_on, READ_AFTER)
    read = read_on <= story.now.date() and author.id != manager.id and session.status == "signed"
    state = "void" if session.status == "void" else "reviewed" if read else "asked" if asked else "owed"
    said: dict[str, Any] = {"reviewed_by": None, "kept_by": None, "begun_by": None}
    if read:
        said |= {
            "reviewed_by": manager, "reviewed_name": manager.full_name, "reviewed_title": manager.job_title,
            "reviewed_at": session.signed_at,
        }  # fmt: skip
    review = story.tell(
        SessionReview, day, by=author, session=session, placement=story.placement, author=author, only_adult=author,
        worry=session.worry, signed_on=day, since_on=read_on if read else day, state=state, **said,
    )  # fmt: skip
    if asked:
        story.tell(
            ReviewQuestion, day, by=manager, review=review, text="Who else was there?", asked_by=manager,
            asked_by_name=manager.full_name, asked_by_title=manager.job_title, asked_on=day, answer=None,
        )  # fmt: skip


def _owe(story: PlacementStory, session: Row, author: Row, line: dict[str, Any]) -> None:
    """Owed once the record is signed, and done on its day."""
    by_on = dt.date.fromisoformat(line["by_on"])
    action = story.tell(
        AgreedAction, session.held_on, by=author, session=session, placement=story.placement, what=line["what"],
        whose="adult", person=author, person_name=author.full_name, as_key_worker=True,
        agreed_on=session.held_on, by_on=by_on, promise=True,
    )  # fmt: skip
    if by_on <= story.now.date():
        story.noted(ActionStep, by_on, by=author, action=action, kind="done", happened_on=by_on)


def _add(story: PlacementStory, session: Row) -> None:
    addendum = story.tell(
        Addendum, session.held_on, by=session.author, session=session, author=session.author, kind="detail",
        text="We also found the lost glove.",
    )  # fmt: skip
    _sign(story, addendum, session.author, addendum_hash(addendum))


def _share(story: PlacementStory, session: Row, *, mixed_up: bool) -> None:
    """The child read it that evening on the author's tablet; now and then it was another child."""
    part = story.signed(
        ChildsPart, session.held_on, "handed", by=session.author, session=session, answer="read",
        words="I liked the second part.", share="yes", said_at=None, handed_at=None,
    )  # fmt: skip
    part.said_at = part.handed_at = part.created_at
    if mixed_up:
        story.noted(
            ChildsPartWithdrawn, session.held_on, by=story.place.manager, part=part, session=session,
            reason="The tablet was with the child in the next room.",
        )  # fmt: skip


def _draft(story: PlacementStory, day: dt.date) -> None:
    story.tell(
        KeyWorkSession, day, placement=story.placement, author=story.lead, held_on=day, outcome="held",
        format="activity", people_present=[person_there(story.lead)], account="To be written up.",
        signed_at=None,
    )  # fmt: skip


def _next(story: PlacementStory) -> None:
    """One to come, and one that was called off when the bus did not come."""
    for ahead, state, reason in ((2, "planned", ""), (-9, "cancelled", "The bus did not come.")):
        plan = story.tell(
            SessionPlan, add_days(story.last_on, min(ahead - 3, -1)), placement=story.placement, worker=story.lead,
            planned_on=add_days(story.last_on, ahead), place="The canal", child_knows=True, state=state,
            reason=reason, planned_by=story.lead, talked_with=None,
        )  # fmt: skip
        if reason:
            story.noted(
                PlanStep, plan.planned_on, by=story.lead, plan=plan, kind="called_off", whose="ours",
                happened_on=plan.planned_on, was_on=plan.planned_on, reason=reason,
            )  # fmt: skip
