"""The people of the world, and what each of them is at each home."""

from __future__ import annotations

# Somebody with no line for a home is nobody there.
PERSONAS: dict[str, dict[str, str]] = {
    "anonymous": {},
    "deactivated": {},
    "worker": {"maple": "worker"},
    "key_worker": {"maple": "key_worker"},
    "senior": {"maple": "senior"},
    "deputy": {"maple": "deputy"},
    "manager": {"maple": "manager"},
    "ri": {"maple": "ri", "oak": "ri"},
    "inspector": {"maple": "inspector"},
    "inspector_early": {},
    "inspector_expired": {},
    "inspector_withdrawn": {},
    "ex_staff": {},
    "dismissed": {},
    "future_staff": {},
    "no_role": {},
    "platform_admin": {},
    "other_home_worker": {"oak": "key_worker"},
    "other_home_manager": {"oak": "manager"},
    "other_home_inspector": {"oak": "inspector"},
    "both_homes": {"maple": "worker", "oak": "worker"},
    "worker_inspecting": {"maple": "inspector", "oak": "worker"},
    "other_provider_worker": {"elm": "key_worker"},
    "other_provider_manager": {"elm": "manager"},
    "other_provider_ri": {"elm": "ri"},
}
SIGNED_OUT = ("anonymous", "deactivated")
ROLE_CODES = {
    "worker": "residential_worker",
    "key_worker": "residential_worker",
    "senior": "senior",
    "deputy": "deputy_manager",
    "manager": "registered_manager",
}
LEFT_AGO = 10  # days since a child moved from Maple to Oak: for four weeks Maple may write down its own days
HOMES = ("maple", "oak", "elm")
# The key worker who writes a home's records, and its manager.
AUTHORS = {"maple": "key_worker", "oak": "other_home_worker", "elm": "other_provider_worker"}
MANAGERS = {"maple": "manager", "oak": "other_home_manager", "elm": "other_provider_manager"}


def those(home: str, *standings: str) -> frozenset[str]:
    """The personas with one of these standings at a home; with any, when none is named."""
    return frozenset(
        persona for persona, at in PERSONAS.items() if home in at and (not standings or at[home] in standings)
    )
