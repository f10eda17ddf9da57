"""Time spent together in the stories: sessions of every kind, signed the same evening, and what was added later."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from children.models import AssignmentRole, Child, FileItem, KeyWorkerAssignment, Placement
from compliance.demo.diary import Diary, save_as_of
from compliance.demo.words import NOT_TODAY, OFFERED, SETTLING_IN, Written, compose
from homes.acting import named
from homes.models import Home, User
from sessions_app.actions import person_there
from sessions_app.models import (
    ActionStep,
    Addendum,
    AgreedAction,
    ApproachReview,
    ChildPart,
    KeyWorkSession,
    Outcome,
    ReviewQuestion,
    SessionReview,
    Signature,
    Status,
    Voice,
)
from sessions_app.signed.signing import addendum_hash, content_hash

EMPTY: Mapping[int, Sequence[tuple[str, str, str]]] = MappingProxyType({})
STATEMENT = "This is a true record of what happened."
EVENINGS = (
    ("19:40", "20:05"),
    ("16:50", "17:20"),
    ("20:55", "21:16"),
    ("18:10", "18:30"),
    ("21:20", "21:45"),
)
REVIEWED_AFTER = 2  # days: the manager reads on the second morning; what was signed since waits still
REVIEWED_BY_PROVIDER_AFTER = 8  # days: what the manager of a home without a deputy wrote
CHILDS_PART = (ChildPart.READ, ChildPart.LATER, ChildPart.READ, ChildPart.DECLINED, ChildPart.ADDED)


@dataclass
class Cast:
    """Everybody and every place of the demo, by the short key the stories use."""

    people: dict[str, User] = field(default_factory=dict)
    homes: dict[str, Home] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    file: dict[tuple[str, str], FileItem] = field(default_factory=dict)  # it moves home with the child
    # (child, home) -> the latest placement there
    placements: dict[tuple[str, str], Placement] = field(default_factory=dict)
    welcomed: int = 0  # children who have had their first time together


class TimeTogether:
    """The verbs about time with a child. A story is one of these, at one home."""

    def __init__(self, diary: Diary, cast: Cast, *, home: str, manager: str) -> None:
        self.diary, self.cast = diary, cast
        self.home = cast.homes[home]
        self.manager = cast.people[manager]
        self._held: dict[str, list[KeyWorkerAssignment]] = {}  # child's key -> assignments of the placement
        self._sessions: Counter[str] = Counter()
        self.agreed: dict[str, AgreedAction] = {}  # by its words
        self._reviews: dict[int, SessionReview] = {}  # of the session at that place in memory

    def weeks(
        self, placement: Placement, agos: Iterable[int], *, by: Sequence[str], purposes: Sequence[str] = ("",),
        steps: Mapping[int, Sequence[tuple[str, str, str]]] = EMPTY,
    ) -> None:  # fmt: skip
        """Ordinary sessions on these days, the adults and what it was for taking turns from the newest backwards.

        `steps`: of some days, the small steps by where they showed: its code, its name that day, and the line.
        """
        key = self._key(placement)
        for turn, ago in enumerate(agos):
            words, purpose = compose(key, ago // 4), purposes[turn % len(purposes)]
            found = [{"area": code, "name": name, "line": line} for code, name, line in steps.get(ago, ())]
            self.session(
                placement, ago, by=by[turn % len(by)], words=words,
                purposes=[purpose] if purpose else [], progress=found,
            )  # fmt: skip

    def first_time(self, placement: Placement, ago: int, *, by: str) -> KeyWorkSession:
        self.cast.welcomed += 1
        return self.session(placement, ago, by=by, words=SETTLING_IN[self.cast.welcomed % len(SETTLING_IN)])

    def declined(
        self, placement: Placement, ago: int, *, by: str, signed_ago: int | None = None, late_reason: str = ""
    ) -> None:
        """The child chose not to. An attempt is kept; it never counts, and it is never held against the child."""
        way = ago // 10 % len(OFFERED)
        session = self._draft(placement, ago, by=by, outcome=Outcome.DECLINED, account=OFFERED[way])
        session.voice, session.voice_text = Voice.NOTICED, NOT_TODAY[way]
        self._keep(session, written=ago if signed_ago is None else signed_ago, late_reason=late_reason)

    def cancelled(self, placement: Placement, ago: int, *, by: str, reason: str) -> None:
        account = "I told you myself and said sorry. You said you would rather go another day than rush it."
        session = self._draft(
            placement, ago, by=by, outcome=Outcome.CANCELLED_BY_HOME, account=account, reason=reason
        )
        self._keep(session, written=ago)

    def session(
        self, placement: Placement, ago: int, *, by: str, words: Written, signed: bool = True,
        written: int | None = None, late_reason: str = "", note: str = "", asked: str = "", **fields: Any,
    ) -> KeyWorkSession:  # fmt: skip
        """Time spent together, written the same evening (or late) and signed a few minutes later.

        `note`: what the manager wrote after reading it. `asked`: what the manager asked instead, yesterday.
        """
        values: dict[str, Any] = {
            "outcome": Outcome.HELD,
            "format": words.format,
            "account": words.account,
            **fields,
        }
        session = self._draft(placement, ago, by=by, **values)
        session.topics = list(words.topics)
        session.small_steps, session.next_steps = words.steps, words.agreed
        session.voice = Voice.WORDS if words.said else Voice.NOTICED if words.noticed else Voice.NOT_THIS_TIME
        session.voice_text = words.said or words.noticed
        written = ago if written is None else written
        self._keep(session, written=written, signed=signed, late_reason=late_reason, note=note, asked=asked)
        return session

    def _draft(self, placement: Placement, ago: int, *, by: str, **fields: Any) -> KeyWorkSession:
        return KeyWorkSession(
            child=placement.child,
            placement=placement,
            home=placement.home,
            author=self.cast.people[by],
            held_on=self.diary.day(ago),
            written_to_child=True,
            **{"worry": False, **fields},
        )

    def _keep(
        self,
        session: KeyWorkSession,
        *,
        written: int,
        signed: bool = True,
        late_reason: str = "",
        note: str = "",
        asked: str = "",
    ) -> None:
        """The draft, and the signature a few minutes later."""
        key = session.child.ref
        self._sessions[key] += 1
        started, ended = EVENINGS[(self._sessions[key] + len(key)) % len(EVENINGS)]
        author = session.author
        session.people_present = [person_there(author)]
        self.diary.add(session, by=author, at=self.diary.at(written, started))
        if signed:
            part = CHILDS_PART[self._sessions[key] % len(CHILDS_PART)] if session.happened else ""
            at = self.diary.at(written, ended)
            self.diary.then(at, lambda: self._sign(session, at=at, part=part, late_reason=late_reason))
            self._owe_a_reading(session, written, at)
            self._owe_what_was_agreed(session, at)
            after = REVIEWED_AFTER if author != self.manager else REVIEWED_BY_PROVIDER_AFTER
            if asked:
                self.asks(session, 1, asked)
            elif written > after:
                self.reviews(session, written - after, note=note)

    def _sign(self, session: KeyWorkSession, *, at: dt.datetime, part: str, late_reason: str) -> None:
        session.status, session.signed_at, session.version = Status.SIGNED, at, session.version + 1
        session.child_part = ChildPart.LATER if session.share_on else part
        session.late_reason = late_reason
        session.key_worker = self._lead_on(session.placement, session.held_on)
        session.key_worker_name = session.key_worker.full_name if session.key_worker else ""
        session.key_worker_title = session.key_worker.job_title if session.key_worker else ""
        save_as_of(session, by=session.author, at=at, update=True)
        self._signature(by=session.author, at=at, content_hash=content_hash(session), session=session)

    def _owe_a_reading(self, session: KeyWorkSession, written: int, at: dt.datetime) -> None:
        """Signed is to be read. The manager reads on the second morning."""
        author, day = session.author, self.diary.day(written)
        review = SessionReview(
            child=session.child,
            home=session.home,
            session=session,
            placement=session.placement,
            author=author,
            only_adult=author,
            worry=bool(session.worry),
            signed_on=day,
            since_on=day,
        )
        self._reviews[id(session)] = self.diary.add(review, by=author, at=at)

    def reviews(self, session: KeyWorkSession, ago: int, *, note: str = "") -> None:
        """A manager has read a record; the manager's own, where there is no deputy, the responsible individual."""
        at, review = self.diary.at(ago, "09:35"), self._reviews[id(session)]
        reader = self.manager if session.author != self.manager else self.cast.people["idris"]
        said: dict[str, Any] = named("reviewed_by", reader, "reviewed")
        said |= {"state": "reviewed", "since_on": self.diary.day(ago), "reviewed_at": at, "note": note}
        self.diary.change(review, by=reader, at=at, **said)

    def _owe_what_was_agreed(self, session: KeyWorkSession, at: dt.datetime) -> None:
        """Each line of the record is owed from the evening it was signed."""
        people = {str(one.public_id): one for one in self.cast.people.values()}
        for line in session.agreed:
            person = people.get(line["person"])
            action = AgreedAction(
                child=session.child,
                home=session.home,
                session=session,
                placement=session.placement,
                what=line["what"],
                whose=line["whose"],
                person=person,
                person_name=line["name"],
                as_key_worker=person is not None and self._holds(session.placement, person),
                agreed_on=session.held_on,
                by_on=dt.date.fromisoformat(line["by_on"]),
                promise=line["promise"],
            )
            self.agreed[line["what"]] = self.diary.add(action, by=session.author, at=at)

    def says(
        self, what: str, by_in: int, *, who: str = "", whose: str = "adult", promise: bool = False
    ) -> dict:
        """One line of what was agreed: whose it is, to be done in so many days; days ago are below nothing."""
        person = self.cast.people[who] if who else None
        return {
            "what": what,
            "whose": whose,
            "person": str(person.public_id) if person else "",
            "name": person.full_name if person else "",
            "by_on": self.diary.day(-by_in).isoformat(),
            "promise": promise,
        }

    def became(self, what: str, ago: int, kind: str, *, by: str, **said: Any) -> None:
        """What became of something that was agreed."""
        action, person = self.agreed[what], self.cast.people[by]
        step = ActionStep(
            child=action.child,
            home=action.home,
            action=action,
            kind=kind,
            happened_on=self.diary.day(ago),
            **named("noted_by", person, "noted"),
            **said,
        )
        self.diary.add(step, by=person, at=self.diary.at(ago, "18:20"))

    def _holds(self, placement: Placement, person: User) -> bool:
        held = self._held.get(self._key(placement), ())
        return any(one.worker == person and one.role != AssignmentRole.COVER for one in held)

    def looked_at_offers(self, placement: Placement, ago: int, *, ways: list[str], said: str) -> None:
        """The manager looked at how time is offered."""
        look = ApproachReview(
            child=placement.child,
            home=placement.home,
            placement=placement,
            reviewed_on=self.diary.day(ago),
            ways=ways,
            said=said,
            **named("noted_by", self.manager, "noted"),
        )
        self.diary.add(look, by=self.manager, at=self.diary.at(ago, "15:30"))

    def asks(self, session: KeyWorkSession, ago: int, text: str) -> None:
        """The manager asks whoever wrote a record about it."""
        at, review, day = self.diary.at(ago, "09:50"), self._reviews[id(session)], self.diary.day(ago)
        question = ReviewQuestion(
            child=session.child,
            home=session.home,
            review=review,
            text=text,
            asked_on=day,
            **named("asked_by", self.manager),
        )
        self.diary.add(question, by=self.manager, at=at)
        self.diary.change(review, by=self.manager, at=at, state="asked", since_on=day)

    def _signature(self, *, by: User, at: dt.datetime, **of: Any) -> None:
        Signature(
            home=self.home,
            user=by,
            name=by.full_name,
            job_title=by.job_title,
            signed_at=at,
            statement=STATEMENT,
            **of,
        ).save(force_insert=True)

    def added_later(self, session: KeyWorkSession, ago: int, clock: str, *, by: str, text: str) -> None:
        """Something added under a signed record, with a signature of its own."""
        author, at = self.cast.people[by], self.diary.at(ago, clock)
        addendum = Addendum(session=session, home=session.home, child=session.child, text=text, author=author)
        self.diary.add(addendum, by=author, at=at)
        self.diary.then(
            at,
            lambda: self._signature(
                by=author, at=at, content_hash=addendum_hash(addendum), addendum=addendum
            ),
        )

    def voided(self, session: KeyWorkSession, ago: int, *, reason: str) -> None:
        at = self.diary.at(ago, "09:20")
        who: dict[str, Any] = {"voided_at": at, "voided_by": self.manager, "voided_reason": reason}
        self.diary.change(
            session, by=self.manager, at=at, reason=reason, status=Status.VOID, version=3, **who
        )
        self.diary.change(self._reviews[id(session)], by=self.manager, at=at, reason=reason, state="void")

    def _lead_on(self, placement: Placement, day: dt.date | None) -> User | None:
        for held in self._held.get(self._key(placement), ()):
            end = held.ended_on or dt.date.max
            if held.role == AssignmentRole.LEAD and day and held.started_on <= day <= end:
                return held.worker
        return None

    def _key(self, placement: Placement) -> str:
        return placement.child.ref
