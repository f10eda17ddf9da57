from homes.models.audit import AccessEvent, LedgerEntry
from homes.models.base import AppendOnly, Record
from homes.models.people import (
    InspectionGrant,
    Invitation,
    Picture,
    Readiness,
    Role,
    StaffAbsence,
    StaffRole,
    User,
)
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
from homes.models.ringing import RingNumber
from homes.models.sealed import Seal, SealCheck, SealedColumns
from homes.models.sent import SentForm
from homes.models.sign_in import BrowserSession, PasswordTries, SignInUnlock
