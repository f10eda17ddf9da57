"""Nothing is read unseen: an answer that names a child leaves a row, a refusal leaves one too, whatever was asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django_scopes import scopes_disabled

from children.models import Child
from homes.models import AccessEvent
from homes.requests.seen import MODELS, WRITES_ITSELF_DOWN, target_of
from tests.everywhere.policy_walk import Instance, instances, routes
from tests.reading import text_of
from tests.sampled import few
from tests.world.scenes import World, standing

pytestmark = pytest.mark.django_db
ROLES = ("manager", "key_worker", "inspector", "other_home_worker")
METHODS = ("get", "head", "post")
NO_PAGE = {"account_logout"}  # signs the person of the whole test out


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as built:
        yield built


def asked(name: str, world: World) -> Iterator[Instance]:
    """One thing of each kind an address is about: ours, another home's, and none."""
    seen: set[str] = set()
    for instance in instances(name, world):
        kind = instance.label.split()[0] if instance.label else ""
        if kind not in seen:
            seen.add(kind)
            yield instance


def asks(name: str, instance: Instance, drawn: bool) -> list[tuple[str, str]]:
    """Who asks, and how: about what is ours all four, each in another way; about the rest one of them. Others in each
    run, and in the long set everybody in every way."""
    every, about = [(role, method) for role in ROLES for method in METHODS], f"{name} {instance.label}"
    if not drawn:
        return every
    if instance.label.split()[:1] not in ([], ["maple"]):
        return few(every, most=1, of=about)
    (first,) = few(range(len(METHODS)), most=1, of=about)
    return [(role, METHODS[(at + first) % len(METHODS)]) for at, role in enumerate(ROLES)]


@pytest.fixture(scope="module")
def names(world) -> dict[str, int]:
    """Each child's full name, which stands nowhere else on a page, and the child's id."""
    with scopes_disabled():
        return {child.known_as: child.pk for child in Child._base_manager.all()}


def test_every_id_in_an_address_is_known():
    wanted = {name for route in routes().values() for name in re.findall(r"<uuid:(\w+)>", str(route.pattern))}

    assert wanted - set(MODELS) == set()


@pytest.mark.parametrize(
    "name", sorted(name for name in routes() if ":" in name and name not in WRITES_ITSELF_DOWN)
)
@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param(True, id="some", marks=pytest.mark.part),
        pytest.param(False, id="all", marks=pytest.mark.long),
    ],
)
def test_what_names_a_child_and_what_is_refused_leaves_a_row(world, names, name, drawn):
    for instance in asked(name, world):
        for role, method in asks(name, instance, drawn):
            with transaction.atomic(), scopes_disabled():
                before = AccessEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
                answer = getattr(world.fresh(role), method)(instance.address(name))
                rows = list(AccessEvent.objects.filter(pk__gt=before))
                target = target_of(instance.kwargs, today=answer.wsgi_request.access.today)
                transaction.set_rollback(True)
            case = f"{method} {name} {instance.label} as {role}: {answer.status_code}"
            shown = {pk for known_as, pk in names.items() if re.search(rf"\b{known_as}\b", text_of(answer))}
            if shown and answer.status_code not in (301, 302, 403, 404, 405):
                assert rows, f"{case} names a child and leaves no row"
            if answer.status_code in (403, 404) and target is not None:
                refused = [row for row in rows if row.what == "refused"]
                assert refused, f"{case} leaves no refusal"
                assert (refused[0].child_id, refused[0].home_id) == (target.child_id, target.home_id), case
