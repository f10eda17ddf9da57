"""One child and one placement: who the child is, where they lived, who held them, and when they were away."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from children.models import Child, ChildAbsence, KeyWorkerAssignment, Placement, PreAdmissionVisit
from compliance.demo.estate import words
from compliance.demo.estate.places import Place, instant
from compliance.demo.estate.writing import Book, Row
from homes.dates import add_days
from homes.models import AccessEvent
from sessions_app.actions import person_there

LATE = 0.08  # of what is done again and again, the latest time is still owed
AWAY_NOW = 0.03  # of the children
PICTURES = ("rabbit", "cat", "owl", "bear", "fox", "dog", "hedgehog", "otter")


@dataclass
class PlacementStory:
    """A child's placement, from the first day to today or the day they moved on, and how to tell about it."""

    book: Book
    rng: random.Random
    place: Place
    now: dt.datetime
    child: Row
    placement: Row
    first_on: dt.date
    last_on: dt.date
    ended: bool
    lead: Row
    second: Row
    reviewed_on: list[dt.date] = field(default_factory=list)  # looked-after reviews, once the papers are told

    def tell(self, model: type[models.Model], on: dt.date, *, by: Row | None = None, **values: Any) -> Row:
        """A record of this child at this home, written down on a day by the lead, unless somebody else did."""
        author = by or self.lead
        return self.book.tell(
            model,
            at=instant(on, self.rng.randrange(8, 19), now=self.now),
            by=author,
            child=self.child,
            home=self.place.home,
            **values,
        )

    def noted(self, model: type[models.Model], on: dt.date, *, by: Row | None = None, **values: Any) -> Row:
        """The same for the kinds that keep the writer's name and title of the day under `noted_…`."""
        author = by or self.lead
        signed = {"noted_by": author, "noted_name": author.full_name, "noted_title": author.job_title}
        return self.tell(model, on, by=author, **signed, **values)

    def signed(
        self, model: type[models.Model], on: dt.date, who: str, *, by: Row | None = None, **values: Any
    ) -> Row:
        """The same for the kinds that say who did it: `written`, `sent`, `asked`, `noted`."""
        author = by or self.lead
        signed = {
            f"{who}_by": author,
            f"{who}_by_name": author.full_name,
            f"{who}_by_title": author.job_title,
        }
        return self.tell(model, on, by=author, **signed, **values)

    def part(self, of: int) -> dt.date:
        """The day when one of so many parts of the placement is over."""
        return add_days(self.first_on, (self.last_on - self.first_on).days // of)

    def days(self, every: int, *, most: int) -> list[dt.date]:
        """Days one every so many, oldest first, up to the last: what is done again and again. Some are late."""
        late = not self.ended and self.rng.random() < LATE
        newest = add_days(self.last_on, -(self.rng.randrange(every) + (every if late else 0)))
        found = [add_days(newest, -every * back) for back in range(most)]
        return [day for day in reversed(found) if day >= self.first_on] or [self.first_on]

    def spread(self, count: int) -> list[dt.date]:
        """So many days spread over the whole placement, oldest first, the last within its last week or nearly."""
        late = not self.ended and self.rng.random() < LATE
        newest = max((self.last_on - self.first_on).days - self.rng.randrange(6) - (8 if late else 0), 0)
        return [add_days(self.first_on, newest * (index + 1) // count) for index in range(count)]

    def someone(self) -> Row:
        return self.rng.choice(self.place.workers)


def moves_in(
    book: Book, place: Place, *, number: int, index: int, ended: bool, rng: random.Random, now: dt.datetime
) -> PlacementStory:
    """A child moves in, and on again when the story has ended. `number` of the estate, `index` within the home."""
    today = now.date()
    length = (today - place.opened_on).days - 30
    since = add_days(place.opened_on, rng.randrange(1, length // 3))
    last = add_days(today, -rng.randrange(30, length // 3)) if ended else today
    child = book.tell(
        Child,
        at=instant(add_days(since, -20), 9, now=now),
        by=place.manager,
        provider_id=place.home.provider_id,
        ref=f"E{number + 1:06}",
        known_as=words.CHILDREN[number % len(words.CHILDREN)],
        legal_name=f"{words.CHILDREN[number % len(words.CHILDREN)]} {words.surname(number)}",
        date_of_birth=add_days(today, -rng.randrange(8 * 365, 17 * 365)),
        pronouns=rng.choice(("he", "she", "they")),
        picture=PICTURES[number % len(PICTURES)],
    )
    placement = book.tell(
        Placement,
        at=instant(since, 10, now=now),
        by=place.manager,
        child=child,
        home=place.home,
        referred_on=add_days(since, -30),
        offered_on=add_days(since, -20),
        expected_on=since,
        moved_in_on=since,
        moved_on_on=last if ended else None,
        looked_after_since=add_days(since, -rng.randrange(0, 900)),
        responsible_authority=rng.choice(words.AUTHORITIES),
        responsible_nation=place.home.nation,
        intended_to_last_to_18=rng.random() < 0.5,
    )
    lead, second = (place.workers[(index + more) % len(place.workers)] for more in (0, 1))
    story = PlacementStory(book, rng, place, now, child, placement, since, last, ended, lead, second)
    _who_holds(story)
    _before_and_away(story)
    return story


def _who_holds(story: PlacementStory) -> None:
    """An earlier key worker of the first months, then the two of today; somebody covered a week."""
    rng, workers = story.rng, story.place.workers
    earlier = next(worker for worker in reversed(workers) if worker not in (story.lead, story.second))
    changed = story.part(4)
    covered = add_days(changed, rng.randrange(10, 40))
    over = {"ended_on": story.last_on, "end_reason": "child_moved_on"} if story.ended else {}
    held = (
        (earlier, "lead", story.first_on, {"ended_on": changed, "end_reason": "planned_handover"}),
        (story.lead, "lead", changed, over),
        (story.second, "second", story.first_on, over),
        (earlier, "cover", covered, {"ended_on": add_days(covered, 6), "covers": story.lead}),
    )
    for worker, role, since, more in held:
        story.tell(
            KeyWorkerAssignment, since, by=story.place.manager, placement=story.placement, worker=worker,
            role=role, started_on=since, decided_by=story.place.manager, worker_name=worker.full_name,
            worker_title=worker.job_title, child_view="Asked for somebody who likes being outside.",
            child_told_on=since, child_told_by=story.place.manager, handover_on=since, **more,
            **({"end_decided_by": story.place.manager} if "end_reason" in more else {}),
        )  # fmt: skip


def _before_and_away(story: PlacementStory) -> None:
    manager = story.place.manager
    for ago in (12, 5):
        day = add_days(story.first_on, -ago)
        story.tell(
            PreAdmissionVisit, day, by=manager, placement=story.placement, visited_on=day,
            went=[person_there(story.lead)], note="Saw the room and met the dog.", noted_by=manager,
        )  # fmt: skip
    kinds = ("holiday", "family_stay", "missing", "hospital")
    away = [(kind, day, add_days(day, 2)) for kind, day in zip(kinds, story.spread(5), strict=False)]
    if not story.ended and story.rng.random() < AWAY_NOW:
        away.append(("family_stay", add_days(story.last_on, -1), None))
    for kind, day, back in away:
        story.tell(
            ChildAbsence, day, kind=kind, started_on=day, note=story.rng.choice(words.NOTES),
            returned_on=back and min(back, story.last_on),
        )  # fmt: skip
    for ago in range(0, 60, 6):
        story.book.tell(
            AccessEvent, at=story.now - dt.timedelta(days=ago, hours=1), user_id=story.lead.id,
            user_name=story.lead.full_name, role="residential_worker", home_id=story.place.home.id,
            child_id=story.child.id, what="child",
        )  # fmt: skip
