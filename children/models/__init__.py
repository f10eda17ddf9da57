from children.models.assignments import AssignmentRole, EndReason, KeyWorkerAssignment
from children.models.child import AbsenceKind, Child, ChildAbsence, Picture, Placement, Pronouns
from children.models.file import Applies, FileItem, FileType, FileVersion

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
    "Pronouns",
]
