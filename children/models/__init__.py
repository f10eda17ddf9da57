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
from children.models.file import Applies, FileItem, FileType, FileVersion
from children.models.team import TeamReflection

__all__ = [
    "AbsenceKind",
    "Applies",
    "AssignmentRole",
    "Child",
    "ChildAbsence",
    "EndReason",
    "FileItem",
    "FileType",
    "FileVersion",
    "KeyWorkerAssignment",
    "Picture",
    "Placement",
    "PreAdmissionVisit",
    "Pronouns",
    "TeamReflection",
]
