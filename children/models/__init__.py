from children.models.assignments import AssignmentRole, EndReason, KeyWorkerAssignment
from children.models.child import (
    AbsenceKind,
    Child,
    ChildAbsence,
    Picture,
    Placement,
    PreAdmissionVisit,
    Pronouns,
)
from children.models.chronology import ChronologyEntry, ChronologyVoid
from children.models.contacts import ContactEntry, ContactKind, ContactOutcome, Direction, Mood
from children.models.file import Applies, FileItem, FileType, FileVersion
from children.models.news import (
    HandoverNote,
    HandoverSeen,
    HowSent,
    SocialWorkerUpdate,
    SupportNeed,
    SupportStage,
    SupportStep,
    SwVisitChase,
)
from children.models.people import Channel, Person, PersonRole
from children.models.restrictions import Basis, Restriction, RestrictionKind, RestrictionReview
from children.models.team import TeamReflection

__all__ = [
    "AbsenceKind",
    "Applies",
    "AssignmentRole",
    "Basis",
    "Channel",
    "Child",
    "ChildAbsence",
    "ChronologyEntry",
    "ChronologyVoid",
    "ContactEntry",
    "ContactKind",
    "ContactOutcome",
    "Direction",
    "EndReason",
    "FileItem",
    "FileType",
    "FileVersion",
    "HandoverNote",
    "HandoverSeen",
    "HowSent",
    "KeyWorkerAssignment",
    "Mood",
    "Person",
    "PersonRole",
    "Picture",
    "Placement",
    "PreAdmissionVisit",
    "Pronouns",
    "Restriction",
    "RestrictionKind",
    "RestrictionReview",
    "SocialWorkerUpdate",
    "SupportNeed",
    "SupportStage",
    "SupportStep",
    "SwVisitChase",
    "TeamReflection",
]
