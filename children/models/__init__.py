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
from children.models.file import (
    Applies,
    FileChase,
    FileItem,
    FileKind,
    FileType,
    FileVersion,
    StoredFile,
)
from children.models.team import TeamReflection

__all__ = [
    "AbsenceKind",
    "Applies",
    "AssignmentRole",
    "Child",
    "ChildAbsence",
    "EndReason",
    "FileChase",
    "FileItem",
    "FileKind",
    "FileType",
    "FileVersion",
    "KeyWorkerAssignment",
    "Picture",
    "Placement",
    "PreAdmissionVisit",
    "Pronouns",
    "StoredFile",
    "TeamReflection",
]
