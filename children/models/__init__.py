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
from children.models.team import TeamReflection

__all__ = [
    "AbsenceKind",
    "Applies",
    "AssignmentRole",
    "Child",
    "ChildAbsence",
    "ChronologyEntry",
    "ChronologyVoid",
    "EndReason",
    "FileItem",
    "FileType",
    "FileVersion",
    "HandoverNote",
    "HandoverSeen",
    "HowSent",
    "KeyWorkerAssignment",
    "Picture",
    "Placement",
    "PreAdmissionVisit",
    "Pronouns",
    "SocialWorkerUpdate",
    "SupportNeed",
    "SupportStage",
    "SupportStep",
    "SwVisitChase",
    "TeamReflection",
]
