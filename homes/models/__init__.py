from homes.models.audit import AccessEvent, LedgerEntry
from homes.models.base import AppendOnly, Record
from homes.models.people import InspectionGrant, Picture, Readiness, Role, StaffAbsence, StaffRole, User
from homes.models.places import (
    FROM_THE_START,
    Home,
    HomeStandard,
    Nation,
    PracticeChange,
    Profile,
    Provider,
    Severity,
    Unit,
)
from homes.models.sent import SentForm

__all__ = [
    "FROM_THE_START",
    "AccessEvent",
    "AppendOnly",
    "Home",
    "HomeStandard",
    "InspectionGrant",
    "LedgerEntry",
    "Nation",
    "Picture",
    "PracticeChange",
    "Profile",
    "Provider",
    "Readiness",
    "Record",
    "Role",
    "SentForm",
    "Severity",
    "StaffAbsence",
    "StaffRole",
    "Unit",
    "User",
]
