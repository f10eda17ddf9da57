"""Key-work reports about Kai: one that went to his review, and the draft of the next for his social worker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from compliance.demo.diary import save_as_of
from compliance.demo.story import Story
from homes.acting import named
from homes.permissions import access_for
from sessions_app.models import KeyWorkReport
from sessions_app.strip.reports.actions import childs_lines, content_hash
from sessions_app.strip.reports.draft import draft_of

OURS = {
    "reflection": "Kai talks most while his hands are busy. When we waited, he told us more than when we asked. We "
    "planned too much for one afternoon twice, and he said so.",
    "what_next": "He wants to ride with the club on Saturdays. Sam takes him to the first two rides. We ask his school "
    "about the trip, and tell him the answer on the day we get it.",
}


def tell(stories: Mapping[str, Story]) -> None:
    story = stories["maple"]
    sent = writes(story, "kai", "sam", 34, days=(62, 35), whom="review", whom_name="Ms Khan", **OURS)
    finishes(story, sent, 33, by="sam", given_to="The independent reviewing officer")
    writes(story, "kai", "sam", 1, days=(34, 1), whom="social_worker")


def writes(
    story: Story, child: str, worker: str, ago: int, *, days: tuple[int, int], **said: Any
) -> KeyWorkReport:
    """Drafted from what was signed by then."""
    placement = story.cast.placements[child, story.home.code]
    report = KeyWorkReport(
        child=placement.child,
        home=placement.home,
        writer=story.cast.people[worker],
        from_on=story.diary.day(days[0]),
        to_on=story.diary.day(days[1]),
        **said,
    )
    at = story.diary.at(ago, "14:30")
    report = story.diary.add(report, by=report.writer, at=at)
    story.diary.then(at, lambda: _fill(report, at + dt.timedelta(minutes=1)))
    return report


def _fill(report: KeyWorkReport, at: dt.datetime) -> None:
    access = access_for(report.writer, now=at)
    told = draft_of(report.child, access, from_on=report.from_on, to_on=report.to_on, whom=report.whom)
    for name, value in told.items():
        if value or name not in OURS:
            setattr(report, name, value)
    report.version = 2
    save_as_of(report, by=report.writer, at=at, update=True)


def finishes(story: Story, report: KeyWorkReport, ago: int, *, by: str, given_to: str) -> None:
    at, who = story.diary.at(ago, "16:10"), story.cast.people[by]

    def finish() -> None:
        report.status, report.finished_at, report.given_to = report.Status.FINISHED, at, given_to
        for name, value in named("finished_by", who).items():
            setattr(report, name, value)
        report.for_child = childs_lines(report)
        report.content_hash = content_hash(report)
        save_as_of(report, by=who, at=at, reason="finished", update=True)

    story.diary.then(at, finish)
