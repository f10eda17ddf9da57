"""Children who could be taken for each other: pictures of their own, and a note in the report."""

import pytest

from children.models import Child
from homes.dates import now
from sessions_app.importing.run import import_directory
from tests.factories.children import ChildFactory, PlacementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

HEADER = "child_ref,known_as,date_of_birth,home_code,moved_in_on,moved_on_on\n"


@pytest.fixture
def bring(world, tmp_path):
    """bring(rows) -> the result of importing children.csv with these rows."""

    def run(*rows):
        (tmp_path / "children.csv").write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return import_directory(tmp_path, now=now())

    return run


def test_children_who_are_added_have_pictures_of_their_own(world, bring):
    """Kai of Maple has the rabbit and Mia the cat: six more children have the other six."""
    result = bring(
        *(f"n{number},Child {number},2012-03-0{number},maple,2025-01-06," for number in range(1, 7))
    )

    assert result.errors == []
    given = set(Child.objects.filter(ref__startswith="n").values_list("picture", flat=True))
    assert given == {"owl", "bear", "fox", "dog", "hedgehog", "otter"}


def test_the_same_name_and_the_same_birthday_are_noted(world, bring):
    stored = ChildFactory(home=world.maple, known_as="Wren", ref="w1")
    PlacementFactory(child=stored, home=world.maple, moved_in_on=world.moved_in)

    result = bring(
        "w2,wren,2010-02-03,maple,2025-01-06,",
        "a1,Ash,2011-04-05,maple,2025-01-06,",
        "b1,Bo,2011-04-05,maple,2025-01-06,",
        "w3,Wren,2009-09-09,oak,2025-01-06,",
        "w4,Wren,2009-10-10,maple,2024-01-06,2024-05-06",
    )

    assert result.written
    assert [note for note in result.notes if "same name" in note] == [
        "maple: w1, w2 have the same name, Wren. Pages tell them apart by initial and age."
    ]
    birthdays = [note for note in result.notes if "same birthday" in note]
    assert (
        "maple: a1, b1 have the same birthday, 2011-04-05. Check that they are not one child twice."
        in birthdays
    )


def test_importing_again_changes_no_picture(world, bring):
    rows = ["n1,Ash,2011-04-05,maple,2025-01-06,", "n2,Bo,2011-06-05,maple,2025-01-06,"]
    bring(*rows)
    before = dict(Child.objects.values_list("ref", "picture"))

    bring(*rows)

    assert dict(Child.objects.values_list("ref", "picture")) == before
