"""What each page asks the database: exactly what tests/queries.csv says, for 1 child and for 30."""

import pytest
from django.db import transaction
from django_scopes import scopes_disabled

from children.models import Child
from tests.queries import count, pages, pinned
from tests.world.many import about_a_child, more_children
from tests.world.scenes import standing

pytestmark = pytest.mark.django_db
# One query for each kind of record among the newest lines: fewer where the newest are all of one kind, as the copies
# are. tests/compliance/history/test_pages.py counts it for many lines of the same kinds.
ONE_A_KIND = {"compliance:home_history"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as built:
        yield built


@pytest.fixture(scope="module")
def for_one(world):
    return count(world)


@pytest.fixture(scope="module")
def for_thirty(world, for_one):
    """The home's child and 29 more, each with all that child has."""
    with transaction.atomic():
        with scopes_disabled():
            more_children(world, 29)
        yield count(world)
        transaction.set_rollback(True)


def test_every_page_has_its_number(world):
    assert set(pinned()) == set(pages(world))


@pytest.mark.parametrize("page", pinned())
def test_a_page_asks_as_often_as_the_table_says(for_one, page):
    """`python -m tests.queries` prints the table anew. Fewer is as red as more: the number is written by a person."""
    assert for_one[page] == pinned()[page]


@pytest.mark.parametrize("page", pinned())
def test_a_page_asks_as_often_for_30_children(for_thirty, page):
    if page in ONE_A_KIND:
        assert for_thirty[page] <= pinned()[page]
    else:
        assert for_thirty[page] == pinned()[page]


def test_every_record_of_the_first_child_has_its_29_copies(world, for_thirty):
    """Else the numbers above would say nothing."""
    first = world.scenes["maple"].extra.child
    with scopes_disabled():
        children = Child.objects.filter(placements__home=world.homes["maple"]).values_list("pk")
        for model, path in about_a_child():
            of_the_first = model._base_manager.filter(**{path: first.pk}).count()
            of_all = model._base_manager.filter(**{f"{path}__in": children}).count()
            assert of_the_first, model._meta.label
            assert of_all >= 30 * of_the_first, model._meta.label
