"""Health, education and safety, in whose care the child is, and by which orders."""

from __future__ import annotations

import datetime as dt
from typing import Any

from children.models import CareEvent, CourtOrder, LegalStatus
from compliance.demo.estate import words
from compliance.demo.estate.placement import PlacementStory
from homes.dates import add_days, add_months

# What is done again and again: how many days apart, and by when it is due again (in months; 0: nothing is said).
AGAIN = (
    ("dental_check", 170, 6),
    ("sight_test", 340, 12),
    ("health_assessment", 340, 12),
    ("immunisation", 700, 0),
    ("other_health", 120, 0),
    ("pep_meeting", 100, 0),
    ("sen_review", 180, 0),
    ("parents_evening", 150, 0),
    ("school_event", 90, 0),
    ("sports_or_play", 200, 0),
    ("risk_review", 27, 0),
)
ONCE = ("gp_registered", "dentist_registered", "optician_registered")
MOST = 8


def tell(story: PlacementStory) -> None:
    for kind in ONCE:
        _event(story, kind, add_days(story.first_on, 2), 0)
    for kind, every, due in AGAIN:
        for day in story.days(every, most=MOST):
            _event(story, kind, day, due)
    wrong = story.days(400, most=1)[0]
    _event(
        story, "other_health", wrong, 0, standing="withdrawn", withdrawn_on=wrong, withdrawn_by=story.lead,
        withdrawn_reason="Written for another child of this made-up home.",
    )  # fmt: skip
    _status(story)
    _orders(story)


def _event(story: PlacementStory, kind: str, day: dt.date, due: int, **more: Any) -> None:
    if kind == "risk_review":
        more |= {"still_fair": True, "still_needed": True, "changes": "None."}
    story.tell(
        CareEvent, day, kind=kind, happened_on=day, next_due_on=add_months(day, due) if due else None,
        with_whom="Made-up service", place="Anytown", outcome=story.rng.choice(words.NOTES),
        childs_view=story.rng.choice(words.CHILD_SAID), noted_by=story.lead, noted_by_name=story.lead.full_name,
        noted_by_title=story.lead.job_title, **more,
    )  # fmt: skip


def _signed(story: PlacementStory) -> dict[str, Any]:
    manager = story.place.manager
    return {
        "by": manager,
        "noted_by": manager,
        "noted_by_name": manager.full_name,
        "noted_by_title": manager.job_title,
    }


def _status(story: PlacementStory) -> None:
    changed = story.part(5)
    until = story.last_on if story.ended else None
    for code, first, last in (("C1", story.first_on, changed), ("C2", changed, until)):
        story.tell(
            LegalStatus, first, code=code, nation=story.place.home.nation, started_on=first, ended_on=last,
            note="As the court decided.", **_signed(story),
        )  # fmt: skip


def _orders(story: PlacementStory) -> None:
    changed = story.part(5)
    over = {"ended_on": changed, "end_reason": "A full order was made."}
    for kind, made, more in (("interim", story.first_on, over), ("care", changed, {})):
        story.tell(
            CourtOrder, made, kind=kind, section="31", case_number=f"MADEUP-{story.child.id}", court="Anytown",
            made_on=made, directions="Grandparents every second week.", **more, **_signed(story),
        )  # fmt: skip
