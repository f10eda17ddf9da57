"""Time spent together in the stories: sessions of every kind, signed the same evening, and what was added later."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from children.models import AssignmentRole, Child, FileItem, KeyWorkerAssignment, Placement
from compliance.demo.diary import Diary, save_as_of
from compliance.demo.words import NOT_TODAY, OFFERED, SETTLING_IN, Written, compose
from homes.models import Home, User
from sessions_app.actions import person_there
from sessions_app.models import Addendum, ChildPart, KeyWorkSession, Outcome, Signature, Status, Voice
from sessions_app.signed.signing import addendum_hash, content_hash

STATEMENT = "This is a true record of what happened."
EVENINGS = (
    ("19:40", "20:05"),
    ("16:50", "17:20"),
    ("20:55", "21:16"),
    ("18:10", "18:30"),
    ("21:20", "21:45"),
)
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

    def weeks(
        self, placement: Placement, agos: Iterable[int], *, by: Sequence[str], purposes: Sequence[str] = ("",)
    ) -> None:
        """Ordinary sessions on these days, the adults and what it was for taking turns from the newest backwards."""
        key = self._key(placement)
        for turn, ago in enumerate(agos):
            words, purpose = compose(key, ago // 4), purposes[turn % len(purposes)]
            self.session(
                placement, ago, by=by[turn % len(by)], words=words, purposes=[purpose] if purpose else []
            )

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
        written: int | None = None, late_reason: str = "", **fields: Any,
    ) -> KeyWorkSession:  # fmt: skip
        """Time spent together, written the same evening (or late) and signed a few minutes later."""
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
        self._keep(session, written=written, signed=signed, late_reason=late_reason)
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
        self, session: KeyWorkSession, *, written: int, signed: bool = True, late_reason: str = ""
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

    def _sign(self, session: KeyWorkSession, *, at: dt.datetime, part: str, late_reason: str) -> None:
        session.status, session.signed_at, session.version = Status.SIGNED, at, session.version + 1
        session.child_part, session.late_reason = part, late_reason
        session.key_worker = self._lead_on(session.placement, session.held_on)
        session.key_worker_name = session.key_worker.full_name if session.key_worker else ""
        session.key_worker_title = session.key_worker.job_title if session.key_worker else ""
        save_as_of(session, by=session.author, at=at, update=True)
        self._signature(by=session.author, at=at, content_hash=content_hash(session), session=session)

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

    def _lead_on(self, placement: Placement, day: dt.date | None) -> User | None:
        for held in self._held.get(self._key(placement), ()):
            end = held.ended_on or dt.date.max
            if held.role == AssignmentRole.LEAD and day and held.started_on <= day <= end:
                return held.worker
        return None

    def _key(self, placement: Placement) -> str:
        return placement.child.ref
