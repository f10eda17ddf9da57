"""What each page asks the database about a home of 30 children, as much as about one (test_queries.py); its weight."""

import pytest
from django_scopes import scopes_disabled

from children.models import Child
from tests.everywhere.weights import MOST, weight
from tests.queries import counted, pages, pinned
from tests.reading import text_of
from tests.world.many import about_a_child, more_children
from tests.world.scenes import standing

pytestmark = pytest.mark.django_db
# One query for each kind of record among the newest lines: fewer where the newest are all of one kind, as the copies
# are. tests/compliance/history/test_pages.py counts it for many lines of the same kinds.
ONE_A_KIND = {"compliance:home_history"}
TOO_HEAVY = {
    "compliance:handover": "it leaves out nothing that was written since yesterday: here 410 lines in one night",
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The home's child and 29 more, each with all that child has."""
    with standing(django_db_blocker) as built:
        with scopes_disabled():
            more_children(built, 29)
        yield built


@pytest.fixture(scope="module")
def found(world):
    return pages(world)


@pytest.mark.parametrize("page", pinned())
def test_a_page_asks_as_often_for_30_children_and_weighs_what_a_phone_can_load(world, found, page):
    asked, opened = counted(world, *found[page])

    if page in ONE_A_KIND:
        assert asked <= pinned()[page]
    else:
        assert asked == pinned()[page]
    assert (weight(text_of(opened)) > MOST) is (page in TOO_HEAVY)


def test_every_record_of_the_first_child_has_its_29_copies(world):
    """Else the numbers above would say nothing."""
    first = world.scenes["maple"].extra.child
    with scopes_disabled():
        children = Child.objects.filter(placements__home=world.homes["maple"]).values_list("pk")
        for model, path in about_a_child():
            of_the_first = model._base_manager.filter(**{path: first.pk}).count()
            of_all = model._base_manager.filter(**{f"{path}__in": children}).count()
            assert of_the_first, model._meta.label
            assert of_all >= 30 * of_the_first, model._meta.label
