from children.about_me.models import (
    AboutMe,
    Explained,
    ExplainedHow,
    ExplainedKind,
    Goal,
    GoalArea,
    GoalEnd,
    GoalStep,
    ImportantDate,
    ItemStep,
    RemovedItem,
    RemovedItemNote,
    RoomCheck,
    SaidHow,
    ToldOfItem,
    Tone,
    Understood,
)
from children.chronology.models import ChronologyEntry
from children.duties.models import Flag, FlagResponse, HomeSweep, Resolution
from children.file.models import (
    SW_VISIT,
    Applies,
    Chase,
    FileItem,
    FileKind,
    FileSaid,
    FileType,
    FileVersion,
    HowSent,
    StoredFile,
)
from children.handover.models import HandoverNote, HandoverSeen
from children.health_education.models import KINDS, CareEvent, CareKind, CareTopic
from children.key_workers.models import AssignmentRole, EndReason, KeyWorkerAssignment
from children.legal_status.models import (
    NOT_IN_CARE,
    SHORT_BREAKS,
    CourtOrder,
    LegalStatus,
    OrderKind,
    StatusAlso,
    StatusCode,
    status_in_words,
)
from children.people.contacts.models import (
    ContactEntry,
    ContactKind,
    ContactOutcome,
    Direction,
    Mood,
)
from children.people.models import Channel, Person, PersonRole
from children.people.restrictions.models import (
    Basis,
    Restriction,
    RestrictionKind,
    RestrictionReview,
)
from children.placements.models import (
    AbsenceKind,
    Child,
    ChildAbsence,
    Placement,
    PreAdmissionVisit,
    Pronouns,
)
from children.social_worker.models import SocialWorkerUpdate
from children.social_worker.support.models import SupportNeed, SupportStage, SupportStep
from children.team.models import TeamReflection
from homes.models import Picture
from homes.models.put_right import Standing
