"""What each page asks the database: exactly what tests/queries.csv says. For 30 children: test_queries_of_thirty.py."""

import pytest

from tests.queries import count, pages, pinned
from tests.world.scenes import standing

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as built:
        yield built


@pytest.fixture(scope="module")
def found(world):
    return pages(world)


def test_every_page_has_its_number(found):
    assert set(pinned()) == set(found)


@pytest.mark.parametrize("page", pinned())
def test_a_page_asks_as_often_as_the_table_says(world, found, page):
    """`python -m tests.queries` prints the table anew. Fewer is as red as more: the number is written by a person."""
    assert count(world, *found[page]) == pinned()[page]
