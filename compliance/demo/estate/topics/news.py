"""News to the social worker, specialist support, the chronology, the handover, and what the team thinks."""

from __future__ import annotations

import datetime as dt

from children.models import (
    ChronologyEntry,
    ChronologyVoid,
    HandoverNote,
    HandoverSeen,
    SocialWorkerUpdate,
    SupportNeed,
    SupportStep,
    SwVisitChase,
    TeamReflection,
)
from compliance.demo.estate import words
from compliance.demo.estate.places import Place
from compliance.demo.estate.stay import Stay
from compliance.demo.estate.writing import Book
from homes.dates import add_days
from sessions_app.actions import person_there

STAGES = ("asked", "arranged", "happening", "reviewed")


def tell(stay: Stay) -> None:
    _social_worker(stay)
    _support(stay)
    _chronology(stay)
    _team(stay)


def _social_worker(stay: Stay) -> None:
    for day in stay.days(7, most=10):
        good = words.some(stay.rng, words.ACCOUNT, 2)
        stay.signed(
            SocialWorkerUpdate, day, "sent", from_on=add_days(day, -7), to_on=day, good_news=good,
            happened="A quiet week.", text=f"{good} A quiet week.", sent_on=day, how="email",
            to_name="The social worker",
        )  # fmt: skip
    for day in stay.days(200, most=2):
        stay.signed(
            SwVisitChase, day, "asked", placement=stay.placement, asked_on=day, how="phone",
            asked_whom="The duty desk", answer="They look for a day.",
        )  # fmt: skip


def _support(stay: Stay) -> None:
    for day in stay.days(500, most=2):
        need = stay.signed(
            SupportNeed, day, "written", seen_on=day, what="Speech and language", why="Words get stuck.",
            child_view=stay.rng.choice(words.CHILD_SAID),
        )  # fmt: skip
        for number, stage in enumerate(STAGES):
            done = min(add_days(day, 20 * number), stay.last_on)
            stay.signed(
                SupportStep, done, "written", need=need, stage=stage, happened_on=done, whom="Made-up service",
                note="As agreed.", working="Slowly, and surely." if number > 1 else "",
            )  # fmt: skip


def _chronology(stay: Stay) -> None:
    for number, day in enumerate(stay.days(90, most=6)):
        entry = stay.signed(
            ChronologyEntry, day, "written", happened_on=day, title="Moved schools", what="A new uniform.",
            known_from="The school's letter",
        )  # fmt: skip
        if number == 0:
            manager = stay.place.manager
            stay.tell(
                ChronologyVoid, day, by=manager, entry=entry, voided_on=day, reason="Told twice.",
                voided_by=manager, voided_by_name=manager.full_name,
            )  # fmt: skip


def _team(stay: Stay) -> None:
    for day in stay.days(80, most=4):
        stay.tell(
            TeamReflection, day, reflected_on=day, took_part=[person_there(one) for one in (stay.lead, stay.second)],
            answers=[{"code": "trust", "question": "Whom does the child trust?", "answer": "Two of us, by now."}],
            agreed="Keep Saturdays free.", written_by=stay.place.manager, by=stay.place.manager,
        )  # fmt: skip
    for day in stay.days(3, most=5):
        stay.signed(HandoverNote, day, "written", text="Sleeps late after football; breakfast is kept.")


def tell_home(place: Place, *, book: Book, now: dt.datetime) -> None:
    """A note about the house for each of ten days, read by its first workers."""
    for ago in range(10, 0, -1):
        at = now - dt.timedelta(days=ago)
        book.tell(
            HandoverNote, at=at, by=place.manager, home=place.home, child=None, text="The boiler is seen to on Monday.",
            written_by=place.manager, written_by_name=place.manager.full_name,
            written_by_title=place.manager.job_title,
        )  # fmt: skip
        for reader in place.workers[:2]:
            book.tell(
                HandoverSeen, at=at, home=place.home, handover_on=at.date(), seen_by=reader,
                seen_by_name=reader.full_name, seen_at=at,
            )  # fmt: skip
