from homes.models.audit import AccessEvent, LedgerEntry
from homes.models.base import AppendOnly, Record
from homes.models.people import InspectionGrant, Role, StaffRole, User
from homes.models.places import FROM_THE_START, Home, HomeStandard, Nation, Profile, Provider, Severity, Unit

__all__ = [
    "FROM_THE_START",
    "AccessEvent",
    "AppendOnly",
    "Home",
    "HomeStandard",
    "InspectionGrant",
    "LedgerEntry",
    "Nation",
    "Profile",
    "Provider",
    "Record",
    "Role",
    "Severity",
    "StaffRole",
    "Unit",
    "User",
]
