"""Proof that the policy walk bites: each control is taken away, and the walk must then report wrong answers.

A test never seen to fail proves nothing. Controls are found by looking at the code, so a new `visible_to`, a new
`check_can_…` or a new permission without a line in controls.py fails.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import models
from django_scopes import scopes_disabled
from django_scopes.exceptions import ScopeError
from django_scopes.manager import DisabledQuerySet

import children.duties.querysets
import children.file.querysets
import children.handover.querysets
import children.health_education.querysets
import children.key_workers.querysets
import children.legal_status.querysets
import children.people.contacts.querysets
import children.people.querysets
import children.people.restrictions.querysets
import children.placements.permissions
import children.placements.querysets
import homes.permissions
import homes.querysets
import sessions_app.permissions
import sessions_app.querysets
import sessions_app.review.permissions
import sessions_app.signed.childs_part.permissions
from homes.permissions import ROLES, Permission
from tests.everywhere.controls import (
    CHECKS,
    CONTROLS,
    HELD_BY_ALL,
    IN_A_FORM,
    OURS,
    PERMISSIONS,
    SCOPES,
    Control,
)
from tests.everywhere.policy_walk import Report, walk
from tests.sampled import some
from tests.world.scenes import standing

# --- the lines are complete ---------------------------------------------------------------------------


def test_every_visible_to_has_a_line():
    modules = (
        homes.querysets,
        children.file.querysets,
        children.handover.querysets,
        children.health_education.querysets,
        children.key_workers.querysets,
        children.legal_status.querysets,
        children.people.contacts.querysets,
        children.people.querysets,
        children.people.restrictions.querysets,
        children.placements.querysets,
        sessions_app.querysets,
        children.duties.querysets,
    )
    found = {
        value
        for module in modules
        for _name, value in inspect.getmembers(module, inspect.isclass)
        if issubclass(value, models.QuerySet) and "visible_to" in vars(value)
    }
    used = {
        base
        for model in apps.get_models()
        for base in type(model._default_manager.all() if not scoped(model) else unscoped(model)).__mro__
        if "visible_to" in vars(base)
    }

    assert found | used == set(SCOPES)


def test_every_check_has_a_line():
    found = {
        name
        for module in (
            homes.permissions,
            children.placements.permissions,
            sessions_app.permissions,
            sessions_app.review.permissions,
            sessions_app.signed.childs_part.permissions,
        )
        for name, value in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("check_") and value.__module__ == module.__name__
    }

    assert found == set(CHECKS) | set(IN_A_FORM.values())


def test_every_permission_has_a_line():
    assert set(PERMISSIONS) | HELD_BY_ALL | set(IN_A_FORM) == set(Permission)
    assert not set(PERMISSIONS) & HELD_BY_ALL
    for permission in HELD_BY_ALL:
        assert all(permission in role.permissions for role in ROLES.values())


# --- the sabotage ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def standing_world(django_db_setup, django_db_blocker):
    """The world of the walk, built once for all sabotages: the walk takes back whatever it writes."""
    with standing(django_db_blocker) as built:
        yield built


def bites(control: Control) -> Callable[[Report], bool]:
    return lambda report: any(": 500," not in wrong and control.at in wrong for wrong in report.wrong)


@pytest.mark.django_db
@pytest.mark.parametrize("name", some(CONTROLS, one_in=12))
def test_without_the_control_the_walk_fails(standing_world, monkeypatch, name):
    """Green with the control, red without it: by an answer, not by a crash."""
    control = CONTROLS[name]

    with monkeypatch.context() as patch:
        control.remove(patch)
        report = walk(standing_world, names=control.names, methods=("GET", "POST"), enough=bites(control))

    assert report.cells > 0
    assert bites(control)(report), f"nobody noticed that this is gone: {name}. Wrong: {report.wrong[:5]}"


@pytest.mark.long  # `make test` walks one home with every control in place
@pytest.mark.django_db
def test_with_every_control_in_place_the_same_walk_is_green(standing_world):
    """What went wrong above went wrong because of the sabotage."""
    names = ("compliance:child", "compliance:flag_plan")

    report = walk(standing_world, names=names, methods=("GET", "POST"))

    assert report.wrong == []


# --- a forgotten filter fails closed ----------------------------------------------------------------------

# Read before anybody's reach is known, or holding no word about a child. Every other model raises outside a scope.
NOT_SCOPED = {
    "homes.User": "signing in comes first; lists of people go through working_at()",
    "homes.Provider": "the scope itself",
    "homes.Home": "the scope itself; pages go through visible_to()",
    "homes.StaffRole": "read to find out the reach",
    "homes.InspectionGrant": "read to find out the reach",
    "homes.BrowserSession": "who is signed in where, no word of a child",
    "homes.PasswordTries": "how often a password was tried, no word of a child",
    "homes.SentForm": "encrypted, read for the person who sent it alone",
    "homes.Seal": "hashes of rows, no word of a child",
    "homes.SealedColumns": "names of columns",
    "homes.SealCheck": "what reading the seal came to, no word of a child",
    "compliance.ComplianceRun": "counts of a sweep, no child",
    "children.HomeSweep": "how far a home is swept, no word of a child",
}


def scoped(model: type[models.Model]) -> bool:
    try:
        return isinstance(model._default_manager.all(), DisabledQuerySet)
    except ScopeError:
        return True


def unscoped(model: type[models.Model]) -> models.QuerySet:
    with scopes_disabled():
        return model._default_manager.all()


def our_models() -> list[type[models.Model]]:
    """Our tables; a history table is read through the ledger, which is scoped."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in OURS and not hasattr(model, "history_user")
    ]


def test_every_model_of_ours_is_scoped_or_says_why_not():
    open_ones = {model._meta.label for model in our_models() if not scoped(model)}

    assert open_ones == set(NOT_SCOPED)


@pytest.mark.parametrize(
    "model", [model for model in our_models() if scoped(model)], ids=lambda m: m.__name__
)
@pytest.mark.parametrize("query", ["all", "filter", "count", "first", "get"])
def test_a_query_outside_a_scope_raises(model, query):
    with pytest.raises(ScopeError):
        getattr(model.objects, query)()
