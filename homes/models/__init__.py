from homes.models.audit import AccessEvent, LedgerEntry
from homes.models.base import AppendOnly, Record
from homes.models.people import InspectionGrant, Role, StaffRole, User
from homes.models.places import Home, HomeStandard, Nation, Profile, Provider, Severity, Unit

__all__ = [
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
