"""Adults of the home: days away, training and supervision, leaving, and inspectors."""

from __future__ import annotations

import datetime as dt

from tests.factories.staff import (
    PASSWORD,
    InspectionGrantFactory,
    InvitationFactory,
    ReadinessFactory,
    SignInUnlockFactory,
    StaffAbsenceFactory,
    StaffRoleFactory,
    UserFactory,
)
from tests.world.parts.asking import day, someone
from tests.world.room import Room

OBJECTS = ("grant", "invitation", "leave", "role", "person")
NEVER_ANSWERED = {
    "compliance:call_off_leave",
    "compliance:unlock_sign_in",
    "homes:call_off_invitation",
    "homes:send_again",
    "homes:withdraw_inspector",
}
WRITTEN = {"name", "full_name"}
THEIR_OWN = ("key_worker", "deputy", "manager", "ri")  # who reads about the key worker's leave and training


def furnish(room: Room) -> dict:
    """Of the home, not of a child: leave to come, training, and an inspector who is there today."""
    if room.name == "moved":
        return {}
    author, home, today, a_day = room.author, room.home, room.today, dt.timedelta(days=1)
    leave = StaffAbsenceFactory(
        user=author,
        home=home,
        started_on=today + 30 * a_day,
        ended_on=today + 34 * a_day,
        noted_on=today,
        note=room.canary("leave", *THEIR_OWN),
    )
    ReadinessFactory(
        user=author,
        home=home,
        kind="specialist_training",
        done_on=today,
        what=room.canary("training", *THEIR_OWN),
    )
    SignInUnlockFactory(user=author, home=home)
    inspector = UserFactory(full_name=room.canary("grantee", "deputy", "manager", "ri", "inspector"))
    grant = InspectionGrantFactory(
        user=inspector, home=home, starts_at=room.now - a_day, ends_at=room.now + a_day
    )
    role = StaffRoleFactory(
        user=author, home=home, role="senior", started_on=today - 40 * a_day, ended_on=today - 20 * a_day
    )
    invited = room.canary("invited", "deputy", "manager", "ri", "inspector")
    invitation = InvitationFactory(home=home, full_name=invited, sent_at=room.now)
    return {
        "invitation": invitation.public_id,
        "person": author.public_id,
        "leave": leave.public_id,
        "role": role.public_id,
        "grant": grant.public_id,
    }


BODIES = {
    "homes:inspectors": lambda w, i, p: {
        "name": "Ivy Marsh",
        "email": "ivy.marsh@demo.example",
        "starts": day(),
        "until": day(2),
    },
    "homes:withdraw_inspector": lambda w, i, p: {},
    "homes:invite": lambda w, i, p: {
        "full_name": "Priya Nair",
        "email": "priya.nair@demo.example",
        "role": "residential_worker",
        "started_on": day(),
        "password": PASSWORD,
    },
    "homes:send_again": lambda w, i, p: {},
    "homes:call_off_invitation": lambda w, i, p: {},
    "compliance:add_leave": lambda w, i, p: {
        "kind": "leave",
        "started_on": day(60),
        "ended_on": day(64),
        "note": "By the sea",
    },
    "compliance:end_leave": lambda w, i, p: {"ended_on": day(33)},
    "compliance:call_off_leave": lambda w, i, p: {},
    "compliance:leaving": lambda w, i, p: {
        "last_day": day(20),
        "access_ends_now": "yes",
        "reason": "Dismissed at noon",
    },
    "compliance:change_role": lambda w, i, p: {
        "role": "senior",
        "reason": "She leads the shift now",
        "password": PASSWORD,
    },
    "compliance:reset_second_step": lambda w, i, p: {"reason": "They lost their phone", "password": PASSWORD},
    "compliance:reopen_role": lambda w, i, p: {"reason": "Ended by mistake"},
    "compliance:add_readiness": lambda w, i, p: {
        "kind": "supervision",
        "done_on": day(),
        "with_person": someone(w, i),
    },
    "compliance:unlock_sign_in": lambda w, i, p: {},
    "compliance:staff_picture": lambda w, i, p: {"picture": "owl"},
}
