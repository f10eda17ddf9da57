"""A form that holds in all but one answer, and names there somebody or something of another home, is refused whole.

Every field that offers people, children or records is found on its page; each is sent those of another home, of another
provider and of another child of the same home.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models
from django_scopes import scopes_disabled

from homes.models import Home, User
from tests.everywhere.policy_walk import Cell, answer_of, expected, instances, send
from tests.sampled import few
from tests.world.bodies import BODIES, body_for
from tests.world.forms import Asked, form_on
from tests.world.scenes import World, standing

pytestmark = pytest.mark.django_db
WRITERS = ("manager", "key_worker", "senior", "deputy", "ri")
STRANGERS = ("other_home_worker", "other_home_manager", "other_provider_worker", "no_role")
FEWEST_FIELDS = 25


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as built:
        yield built


# Of those who may send a form one, somebody else in each run; in the long set everybody.
by_some = pytest.mark.parametrize(
    "most",
    [
        pytest.param(1, id="one", marks=pytest.mark.part),
        pytest.param(len(WRITERS), id="everybody", marks=pytest.mark.long),
    ],
)


def permitted(world: World, name: str) -> Iterator[Cell]:
    """Everybody who may send the form, about the first thing of Maple's each of them may send it about."""
    for writer in WRITERS:
        for instance in instances(name, world):
            ours = not instance.kwargs or instance.label.startswith(("maple", "expected"))
            if ours and not instance.mismatch:
                wanted = expected(name, "POST", instance, writer)
                if wanted <= {"422", "302"} and expected(name, "GET", instance, writer) == {"200"}:
                    yield Cell(name, "POST", instance, writer, frozenset({"422", "404"}))
                    break


@cache
def kinds() -> dict[str, type[models.Model]]:
    """Every public id of the world -> what it is the id of."""
    with_ids = [
        model for model in apps.get_models() if hasattr(model, "public_id") and hasattr(model, "history")
    ]
    with scopes_disabled():
        return {
            str(public_id): model
            for model in with_ids
            for public_id in model._base_manager.values_list("public_id", flat=True)
        }


def strangers(world: World, model: type[models.Model]) -> list[str]:
    """Ids of the same kind that no form of Maple's about Kai may take."""
    if model is User:
        return [str(world.people[name].public_id) for name in STRANGERS]
    if model is Home:
        return [str(world.homes[name].public_id) for name in ("oak", "elm")]
    names = {field.name for field in model._meta.concrete_fields}
    found = []
    with scopes_disabled():
        for scene in ("oak", "elm", "moved"):
            child = world.scenes[scene].extra.child
            rows = model._base_manager.filter(**({"child": child} if "child" in names else {"pk": child.pk}))
            found += [str(row.public_id) for row in rows[:1]]
    return found


def choosing(asked: dict[str, Asked]) -> dict[str, type[models.Model]]:
    """The fields that offer people, children or records, and of which kind."""
    return {
        name: kinds()[one]
        for name, field in asked.items()
        for one in field.offered
        if is_id(one) and one in kinds()
    }


def is_id(value: str) -> bool:
    try:
        return bool(UUID(value))
    except ValueError:
        return False


def asked_of(world: World, cell: Cell) -> tuple[dict, dict[str, Asked]]:
    """A body that holds, and the form it answers."""
    valid = body_for(cell.name, world, cell.instance, cell.persona)
    return valid, form_on(world.fresh(cell.persona).get(cell.url).text, valid)


@pytest.mark.parametrize("name", sorted(name for name in BODIES if ":" in name))
@by_some
def test_what_names_a_stranger_is_refused_whole(world, name, most):
    for cell in few(permitted(world, name), most=most, of=name):
        valid, asked = asked_of(world, cell)
        for field, model in choosing(asked).items():
            for stranger in strangers(world, model):
                case = f"{cell.label}: {field} names a stranger ({model._meta.label})"
                assert stranger not in asked[field].offered, f"{case} by itself"
                value = [stranger] if isinstance(valid.get(field), list) else stranger
                sent = send(world, cell, {**valid, field: value})
                assert answer_of(sent.response) in cell.wanted, f"{case}: {answer_of(sent.response)}"
                assert not sent.changed, f"{case}: changed {sorted(sent.changed)}"


def test_many_fields_are_asked(world):
    """Else the test above would have lost its way."""
    found = set()
    for name in BODIES:
        for cell in permitted(world, name) if ":" in name else ():
            _valid, asked = asked_of(world, cell)
            found |= {(name, field) for field in choosing(asked)}
            break
    assert len(found) >= FEWEST_FIELDS, sorted(found)
