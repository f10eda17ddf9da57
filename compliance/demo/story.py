"""The verbs the stories are told with: a child moves in, somebody is named, time is spent together, a plan is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from children.models import (
    AssignmentRole,
    ChildAbsence,
    EndReason,
    FileItem,
    FileVersion,
    KeyWorkerAssignment,
    Placement,
    PreAdmissionVisit,
    TeamReflection,
)
from compliance.demo.diary import Diary
from compliance.demo.time_together import Cast, TimeTogether
from homes.models import HomeStandard, PracticeChange, Readiness, StaffAbsence
from homes.practice import practice_of
from homes.templatetags.keywork_ui import with_name
from sessions_app.actions import person_there
from sessions_app.models import (
    SessionPlan,
)


class Story(TimeTogether):
    """What happened at one home, told in days ago."""

    def __init__(self, diary: Diary, cast: Cast, *, home: str, manager: str) -> None:
        super().__init__(diary, cast, home=home, manager=manager)
        self._over: list[KeyWorkerAssignment] = []  # those whose end has been told, though not yet written

    # --- living here ------------------------------------------------------------------------------

    def moves_in(
        self,
        child: str,
        ago: int,
        *,
        authority: str = "",
        looked_after: int | None = None,
        clock: str = "14:30",
        **fields: Any,
    ) -> Placement:
        """A child who moved in `ago` days ago, looked after since `looked_after` days ago. Neither: not known."""
        placement = Placement(
            child=self.cast.children[child],
            home=self.home,
            moved_in_on=self.diary.day(ago),
            looked_after_since=None if looked_after is None else self.diary.day(looked_after),
            responsible_authority=authority,
            responsible_nation=self.home.nation if authority else "",
            **fields,
        )
        self.cast.placements[child, self.home.code] = placement
        return self.diary.add(placement, by=self.manager, at=self.diary.at(ago, clock))

    def expects(
        self, child: str, ago: int, *, authority: str, expected_in: int, offered: int | None = None
    ) -> Placement:
        """A child was referred `ago` days ago, offered a place `offered` days ago, and is to come."""
        placement = Placement(
            child=self.cast.children[child],
            home=self.home,
            referred_on=self.diary.day(ago),
            expected_on=self.diary.day(-expected_in),
            responsible_authority=authority,
            responsible_nation=self.home.nation,
        )
        self.diary.add(placement, by=self.manager, at=self.diary.at(ago, "12:10"))
        if offered is not None:
            at = self.diary.at(offered, "11:20")
            self.diary.change(placement, by=self.manager, at=at, offered_on=self.diary.day(offered))
        return placement

    def visits(self, placement: Placement, ago: int, *, by: str, note: str) -> None:
        """A visit before moving in, with an adult of the home there."""
        person = self.cast.people[by]
        visit = PreAdmissionVisit(
            child=placement.child,
            placement=placement,
            home=placement.home,
            visited_on=self.diary.day(ago),
            went=[person_there(person)],
            note=note,
            noted_by=person,
        )
        self.diary.add(visit, by=person, at=self.diary.at(ago, "17:40"))

    def moves_on(self, placement: Placement, ago: int, *, reason: str) -> None:
        """The placement ends, and with it whoever was key worker."""
        at = self.diary.at(ago, "10:15")
        for held in self._held.get(self._key(placement), ()):
            if not any(held is over for over in self._over):
                self.ends(held, ago, EndReason.CHILD_MOVED_ON, clock="10:15")
        self.diary.change(placement, by=self.manager, at=at, reason=reason, moved_on_on=self.diary.day(ago))

    def away(
        self, placement: Placement, kind: str, ago: int, *, by: str, back: int | None = None, note: str = ""
    ) -> None:
        """Time away since `ago` days ago; back `back` days ago, or still away."""
        absence = ChildAbsence(
            child=placement.child, home=placement.home, kind=kind, started_on=self.diary.day(ago), note=note
        )
        who = self.cast.people[by]
        self.diary.add(absence, by=who, at=self.diary.at(ago, "21:50"))
        if back is not None:
            at = self.diary.at(back, "17:30")
            self.diary.change(absence, by=who, at=at, returned_on=self.diary.day(back))

    # --- key workers ------------------------------------------------------------------------------

    def names(
        self, placement: Placement, worker: str, ago: int, *, role: str = AssignmentRole.LEAD, view: str = "",
        told: bool = True, told_by: str = "", handover: int | None = None,
    ) -> KeyWorkerAssignment:  # fmt: skip
        """The manager names somebody, and the child is told the same day, unless nobody has yet."""
        day = self.diary.day(ago)
        held = KeyWorkerAssignment(
            child=placement.child,
            placement=placement,
            home=placement.home,
            worker=self.cast.people[worker],
            role=role,
            started_on=day,
            decided_by=self.manager,
            worker_name=self.cast.people[worker].full_name,
            worker_title=self.cast.people[worker].job_title,
            child_view=view,
            child_told_on=day if told else None,
            child_told_by=self.cast.people[told_by] if told_by else None,
            handover_on=None if handover is None else self.diary.day(handover),
        )
        self._held.setdefault(self._key(placement), []).append(held)
        return self.diary.add(held, by=self.manager, at=self.diary.at(ago, "15:05"))

    def ends(
        self, held: KeyWorkerAssignment, ago: int, why: str, *, note: str = "", clock: str = "11:40"
    ) -> None:
        fields: dict[str, Any] = {"ended_on": self.diary.day(ago), "end_reason": why, "end_note": note}
        fields["end_decided_by"] = self.manager
        self.diary.change(held, by=self.manager, at=self.diary.at(ago, clock), reason=note, **fields)
        self._over.append(held)

    def off(self, worker: str, first: int, last: int, *, noted: int, kind: str = "leave") -> StaffAbsence:
        """Days somebody is off, counted forward from the day of telling; noted `noted` days ago."""
        absence = StaffAbsence(
            user=self.cast.people[worker],
            home=self.home,
            kind=kind,
            started_on=self.diary.day(-first),
            ended_on=self.diary.day(-last),
            noted_on=self.diary.day(noted),
        )
        return self.diary.add(absence, by=self.cast.people[worker], at=self.diary.at(noted, "14:10"))

    def covers(self, placement: Placement, worker: str, absence: StaffAbsence, *, named: int) -> None:
        """Somebody stands in for all the days of an absence, and the child was told the same day."""
        cover = KeyWorkerAssignment(
            child=placement.child,
            placement=placement,
            home=placement.home,
            worker=self.cast.people[worker],
            role=AssignmentRole.COVER,
            covers=absence.user,
            started_on=absence.started_on,
            ended_on=absence.ended_on,
            decided_by=self.manager,
            worker_name=self.cast.people[worker].full_name,
            worker_title=self.cast.people[worker].job_title,
            child_told_on=self.diary.day(named),
            child_told_by=absence.user,
        )
        self.diary.add(cover, by=self.manager, at=self.diary.at(named, "15:20"))

    def ready(
        self,
        worker: str,
        kind: str,
        ago: int,
        *,
        what: str = "",
        with_person: str = "",
        until: int | None = None,
    ) -> None:
        """Training, supervision or a role, noted by the manager on the day; in date for `until` more days."""
        one = Readiness(
            user=self.cast.people[worker],
            home=self.home,
            kind=kind,
            what=what,
            done_on=self.diary.day(ago),
            valid_until_on=None if until is None else self.diary.day(-until),
            with_person=self.cast.people[with_person] if with_person else None,
        )
        self.diary.add(one, by=self.manager, at=self.diary.at(ago, "16:30"))

    def plans_to_meet(self, placement: Placement, worker: str, ago: int, *, kind: str, planned: int) -> None:
        """A meeting around a handover, planned `planned` days ago for `ago` days ago."""
        plan = SessionPlan(
            child=placement.child,
            placement=placement,
            home=placement.home,
            worker=self.cast.people[worker],
            kind=kind,
            planned_on=self.diary.day(ago),
            child_knows=True,
            planned_by=self.manager,
        )
        self.diary.add(plan, by=self.manager, at=self.diary.at(planned, "11:45"))

    # --- the whole team ---------------------------------------------------------------------------

    def team_talks(
        self,
        placement: Placement,
        ago: int,
        *,
        by: str,
        who: Sequence[str],
        answers: dict[str, str],
        agreed: str,
    ) -> None:
        """The team's answers to the questions of its home, written down the same day."""
        asked = practice_of(self.home, (), on=self.diary.day(ago))
        name = placement.child.known_as
        reflection = TeamReflection(
            child=placement.child,
            home=self.home,
            reflected_on=self.diary.day(ago),
            took_part=[person_there(self.cast.people[one]) for one in who],
            answers=[
                {"code": code, "question": with_name(asked.text_of("questions", code), name), "answer": said}
                for code, said in answers.items()
            ],
            agreed=agreed,
            written_by=self.cast.people[by],
        )
        self.diary.add(reflection, by=self.cast.people[by], at=self.diary.at(ago, "14:10"))

    # --- the file and the home's numbers ------------------------------------------------------------

    def plan(
        self, placement: Placement, kind: str, ago: int, *, dated: int | None = None, review_in: int | None = None,
        note: str = "", has_copy: bool | None = True, clock: str = "14:40",
    ) -> None:  # fmt: skip
        """A version of a plan written down `ago` days ago, dated then or `dated` days ago."""
        at = self.diary.at(ago, clock)
        key = (self._key(placement), kind)
        if key not in self.cast.file:
            self.cast.file[key] = self.diary.add(
                FileItem(child=placement.child, type=kind), by=self.manager, at=at
            )
        version = FileVersion(
            item=self.cast.file[key],
            child=placement.child,
            home=placement.home,
            dated_on=self.diary.day(ago if dated is None else dated),
            review_due_on=None if review_in is None else self.diary.day(-review_in),
            child_has_copy=has_copy,
            kept_where="Blue folder, office",
            note=note,
        )
        self.diary.add(version, by=self.manager, at=at, reason=note)

    def standard(self, rule_code: str, amount: int, ago: int, *, reason: str) -> None:
        row = HomeStandard(
            home=self.home,
            rule_code=rule_code,
            amount=amount,
            applies_from=self.diary.day(ago),
            set_by=self.manager,
            source="Home standard",
        )
        self.diary.add(row, by=self.manager, at=self.diary.at(ago, "09:40"), reason=reason)

    def adopts(self, way: str, ago: int, *, why: str) -> None:
        """A way of working the home takes on beside its profile."""
        row = PracticeChange(
            home=self.home,
            kind="addition",
            key=way,
            value={"in_use": True},
            applies_from=self.diary.day(ago),
            why=why,
            set_by=self.manager,
        )
        self.diary.add(row, by=self.manager, at=self.diary.at(ago, "09:40"), reason=why)

    def own_way(self, kind: str, key: str, text: str, ago: int, *, why: str) -> None:
        """A line of one of the home's lists, in its own words."""
        row = PracticeChange(
            home=self.home,
            kind=kind,
            key=key,
            value={"text": text, "in_use": True},
            applies_from=self.diary.day(ago),
            why=why,
            set_by=self.manager,
        )
        self.diary.add(row, by=self.manager, at=self.diary.at(ago, "09:45"), reason=why)
