from children.models.assignments import AssignmentRole, EndReason, KeyWorkerAssignment
from children.models.care import KINDS, CareEvent, CareKind, CareTopic, Standing
from children.models.child import (
    AbsenceKind,
    Child,
    ChildAbsence,
    Picture,
    Placement,
    PreAdmissionVisit,
    Pronouns,
)
from children.models.file import Applies, FileItem, FileType, FileVersion
from children.models.status import (
    SHORT_BREAKS,
    CourtOrder,
    LegalStatus,
    OrderKind,
    StatusAlso,
    StatusCode,
    status_in_words,
)
from children.models.team import TeamReflection

__all__ = [
    "KINDS",
    "SHORT_BREAKS",
    "AbsenceKind",
    "Applies",
    "AssignmentRole",
    "CareEvent",
    "CareKind",
    "CareTopic",
    "Child",
    "ChildAbsence",
    "CourtOrder",
    "EndReason",
    "FileItem",
    "FileType",
    "FileVersion",
    "KeyWorkerAssignment",
    "LegalStatus",
    "OrderKind",
    "Picture",
    "Placement",
    "PreAdmissionVisit",
    "Pronouns",
    "Standing",
    "StatusAlso",
    "StatusCode",
    "TeamReflection",
    "status_in_words",
]
