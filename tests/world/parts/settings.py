"""What a home does and says in its own way."""

from __future__ import annotations

from homes.dates import today
from homes.dates.school_terms import school_year_of
from tests.factories.homes import HomeStandardFactory, PracticeChangeFactory
from tests.factories.staff import RingNumberFactory
from tests.world.parts.asking import day
from tests.world.room import Room

YEAR = school_year_of(today())
PARAMETERS = {"section": "all", "term": "key_worker", "rule": "KS-WEEK", "kind": "purpose", "year": YEAR}
AS_CHOSEN = {"compliance:settings_profile"}
# One number for each adult who has a field of their own: as many rows as were filled in.
AS_MANY_AS_GIVEN = {
    "compliance:settings_ringing": {
        "homes_ringnumber", "homes_historicalringnumber", "homes_ledgerentry",
    },
}  # fmt: skip


def furnish(room: Room) -> dict:
    """Of the home: a figure with its source, and a purpose of its own."""
    if room.name != "moved":
        HomeStandardFactory(home=room.home, source=room.canary("standard"))
        own_line = {"text": room.canary("purpose"), "in_use": True}
        PracticeChangeFactory(home=room.home, kind="purpose", key="own_1", value=own_line)
        phone = f"{room.canary('ringnumber')} 020 7946 0003"
        RingNumberFactory(home=room.home, user=room.manager, phone=phone)
    return {}


BODIES = {
    "compliance:settings_profile": lambda w, i, p: {
        "profile": "keyworker-england-wales",
        "additions": ["inspection-lens"],
        "applies_from": day(),
        "why": "Agreed by the team",
    },
    "compliance:settings_ringing": lambda w, i, p: {"phone": "020 7946 0009"},
    "compliance:settings_word": lambda w, i, p: {
        "singular": "buddy",
        "plural": "buddies",
        "short": "",
        "applies_from": day(),
        "why": "The children chose it",
    },
    "compliance:settings_standard": lambda w, i, p: {
        "amount": "5",
        "applies_from": day(),
        "why": "The children asked",
    },
    "compliance:settings_terms": lambda w, i, p: {
        "autumn": f"{YEAR}-12-18",
        "spring": f"{YEAR + 1}-03-26",
        "summer": f"{YEAR + 1}-07-23",
        "applies_from": day(),
        "why": "The school sent its dates",
    },
    "compliance:settings_list": lambda w, i, p: {
        "line": "new",
        "do": "on",
        "text": "Cooking together",
        "applies_from": day(),
        "why": "We do it every Friday",
    },
}
