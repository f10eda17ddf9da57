"""Another child's name in a record: a friend or an initial may stand there; the child's own words are left alone."""

import pytest
from django.urls import reverse

from tests.factories.children import ChildFactory, PlacementFactory
from tests.reading import words

pytestmark = pytest.mark.usefixtures("unscoped")


def check(draft):
    return reverse("sessions:check", args=[draft.public_id])


@pytest.mark.parametrize(
    ("account", "reworded"),
    [
        ("Mia’s bike.", "M.’s bike."),
        ("Kai and Mia.", "Kai and M."),
        ("Mia, then tea", "M., then tea"),
        ("He said “Mia won”. Mia did.", "He said “Mia won”. M. did."),
    ],
)
def test_another_childs_name_may_become_an_initial(world, desk, account, reworded):
    draft = desk.draft(account=account, voice="words", quote="Mia helped")
    assert "Use “M.”" in words(desk.client.get(check(draft)))

    desk.client.post(check(draft), {"suggestion": "Mia", "do": "initial"})

    draft.refresh_from_db()
    assert (draft.account, draft.voice_text) == (reworded, "Mia helped")


def test_a_word_of_the_list_has_no_initial(world, desk):
    draft = desk.draft(account="We talked about contact.")

    desk.client.post(check(draft), {"suggestion": "contact", "do": "initial"})

    draft.refresh_from_db()
    assert draft.account == "We talked about family time."


def test_a_child_of_the_same_name_is_no_other_childs_name(world, desk):
    twin = ChildFactory(known_as="Kai", home=world.maple, ref="kai-2")
    PlacementFactory(child=twin, home=world.maple, moved_in_on=world.moved_in)

    assert "You named" not in words(desk.client.get(check(desk.draft(account="Kai laughed."))))
