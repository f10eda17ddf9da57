"""The people around a child, what limits whom they see, and every call and visit."""

from __future__ import annotations

import datetime as dt

from children.models import ContactEntry, Person, Restriction, RestrictionReview
from compliance.demo.estate import words
from compliance.demo.estate.placement import PlacementStory
from compliance.demo.estate.writing import Row
from homes.dates import add_days

ROLES = (
    "mother", "father", "sibling", "grandparent", "social_worker", "team_manager", "iro", "advocate", "nurse", "gp",
    "dentist", "school", "designated_teacher", "independent_visitor",
)  # fmt: skip
CALLED = {"mother": "Mum", "father": "Dad"}
# Kind, with whom, and what came of it; in this order again and again.
ROUND = (
    ("phone", "mother", "spoke"),
    ("sw_update", "social_worker", "spoke"),
    ("family_time", "grandparent", "met"),
    ("school", "designated_teacher", "spoke"),
    ("video", "sibling", "spoke"),
    ("phone", "grandparent", "tried"),
    ("sw_update", "social_worker", "sent"),
    ("health", "nurse", "spoke"),
    ("letter", "mother", "sent"),
    ("home_visit", "grandparent", "met"),
)
VISIT_EVERY = 16  # calls: the social worker comes
AGAINST_EVERY = 300  # calls: one went against the restriction
MOODS = ("neutral", "neutral", "good_news", "neutral", "worry")


def tell(story: PlacementStory, *, calls: int) -> None:
    people = _people(story)
    barred = _restrictions(story, people["father"])
    for index, day in enumerate(story.spread(calls)):
        if index % AGAINST_EVERY == AGAINST_EVERY // 2 or (index == 0 and calls < AGAINST_EVERY):
            _against(story, day, people["father"], barred)
        else:
            _call(story, day, people, index=index)


def _people(story: PlacementStory) -> dict[str, Row]:
    """One of each, and the social worker of the first third, who has left."""
    people = {}
    for number, role in enumerate(ROLES):
        first = words.ADULTS[(story.child.id + number) % len(words.ADULTS)]
        since = story.part(3) if role == "social_worker" else story.first_on
        people[role] = story.tell(
            Person, story.first_on, by=story.place.manager, role=role, name=f"{first} {words.surname(story.child.id)}",
            organisation="" if number < 4 else "Made-up service", called=CALLED.get(role, ""),
            phone=f"01632 960{(story.child.id * 7 + number) % 1000:03}", address="1 Nowhere Lane, Anytown",
            channel="phone", started_on=since, ended_on=story.last_on if story.ended else None,
        )  # fmt: skip
    story.tell(
        Person, story.first_on, by=story.place.manager, role="social_worker",
        name=f"Bo {words.surname(story.child.id + 1)}", organisation="Made-up service",
        started_on=story.first_on, ended_on=story.part(3), end_note="Left the authority.",
    )  # fmt: skip
    return people


def _restrictions(story: PlacementStory, father: Row) -> Row:
    """One that has ended; one in force, looked at every month."""
    manager = story.place.manager
    named = {
        "authorised_by": manager,
        "authorised_name": manager.full_name,
        "authorised_title": manager.job_title,
    }
    middle = story.part(2)
    story.tell(
        Restriction, story.first_on, by=manager, kind="internet_phone", basis="plan", started_on=story.first_on,
        ended_on=middle, end_note="Not needed any more.", review_due_on=middle, conditions="Phone downstairs at night.",
        reason="Nights without sleep.", child_told_on=story.first_on, child_told_by=manager, **named,
    )  # fmt: skip
    review_days = story.days(28, most=6)
    barred = story.tell(
        Restriction, story.first_on, by=manager, kind="family_time", person=father, basis="court_order",
        section="section 34", order_number=f"MADEUP-{story.child.id}", ordered_on=story.first_on,
        started_on=story.first_on, ended_on=story.last_on if story.ended else None, no_contact=True,
        review_due_on=review_days[0], reason="The court made the order.", child_told_on=story.first_on,
        child_told_by=manager, **named,
    )  # fmt: skip
    for day in review_days:
        story.tell(
            RestrictionReview, day, by=manager, restriction=barred, reviewed_on=day, reviewed_by=manager,
            reviewed_name=manager.full_name, reviewed_title=manager.job_title, still_needed=True, still_fair=True,
            child_view=story.rng.choice(words.CHILD_SAID), next_review_on=add_days(day, 30),
        )  # fmt: skip
    return barred


def _call(story: PlacementStory, day: dt.date, people: dict[str, Row], *, index: int) -> None:
    kind, role, outcome = ROUND[index % len(ROUND)]
    if index % VISIT_EVERY == VISIT_EVERY // 2:
        kind, role, outcome = "sw_visit", "social_worker", "met"
    person, author = people[role], story.second if index % 3 else story.lead
    story.tell(
        ContactEntry, day, by=author, person=person, person_name=person.name, kind=kind,
        direction="in" if index % 2 else "out", outcome=outcome, happened_on=day,
        happened_at=dt.time(9 + index % 10, 15), mood=MOODS[index % len(MOODS)],
        content=words.some(story.rng, words.CALLS, 1 + index % 2),
        view_after=story.rng.choice(words.CHILD_SAID) if kind == "family_time" else "", planned=True,
        author=author, author_name=author.full_name, author_title=author.job_title,
    )  # fmt: skip


def _against(story: PlacementStory, day: dt.date, father: Row, barred: Row) -> None:
    author, manager = story.lead, story.place.manager
    entry = story.tell(
        ContactEntry, day, by=author, person=father, person_name=father.name, kind="phone", direction="in",
        outcome="spoke", happened_on=day, mood="worry", content="Rang the house and asked for the child.",
        restriction=barred, outside_restriction_reason="Nobody knew the number.", author=author,
        author_name=author.full_name, author_title=author.job_title,
    )  # fmt: skip
    if story.rng.random() > 0.1:
        entry.seen_by_manager_at, entry.seen_by_manager_id = entry.created_at, manager.id
        entry.seen_by_manager_name = manager.full_name
