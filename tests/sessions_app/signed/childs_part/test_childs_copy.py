"""The copy a child keeps: one signed record on paper, with what the child said of it and nothing that is for staff."""

import pytest
from django.urls import reverse

from tests.factories.childs_part import ChildsPartFactory
from tests.factories.people import PersonFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def record(world):
    def make(**changes):
        said = {"account": "You fixed the chain. Mia watched.", "voice": "words", "voice_text": "I did it."}
        return KeyWorkSessionFactory(
            placement=world.placements["kai"], author=world.sam, held_on=world.today, **said | changes
        )

    return make


def copy_of(client, record):
    return client.get(reverse("sessions:childs_copy", args=[record.public_id]))


def test_the_copy_says_what_we_wrote_and_what_the_child_said(desk, record):
    one = record(small_steps="You asked for help.")
    ChildsPartFactory(session=one, words="It was me", answer="disagrees")
    ChildsPartFactory(session=one, declined=True)

    page = copy_of(desk.client, one)

    said = words(page)
    assert "Kai’s copy. It is yours to keep. You and Sam," in said
    assert "You fixed the chain. A friend watched." in said
    assert "You said “I did it.”" in said and "You asked for help." in said
    assert "You do not agree with something “It was me”" in said
    assert "did not want" not in said
    assert "Tell Sam, Jean or anyone you trust. Your words are added beside ours." in said
    assert "Kai’s copy · printed by Sam Okafor," in said
    assert "kw-print-14" in markup(page)


def test_nothing_for_staff_is_on_it(desk, record):
    one = record(
        worry=True, worry_text="A mark on his arm", worry_told_name="Dr Hall", others_present="His mother"
    )

    page = markup(copy_of(desk.client, one))

    for told in ("A mark on his arm", "Dr Hall", "His mother", "Mia"):
        assert told not in page, told


@pytest.mark.parametrize(
    ("phone", "said"),
    [("07700 900163", "Your advocate is Ruby Lane, 07700 900163."), ("", "Your advocate is Ruby Lane.")],
)
def test_the_advocate_is_named(world, desk, record, phone, said):
    PersonFactory(child=world.kai, home=world.maple, role="advocate", name="Ruby Lane", phone=phone)

    assert f"{said} An advocate is on your side, not ours." in words(copy_of(desk.client, record()))


def test_a_copy_is_made_of_a_signed_record_only(desk):
    draft = desk.draft()

    refused = copy_of(desk.client, draft)

    assert refused.status_code == 403
    assert "A copy is made of a signed record. Sign it first." in words(refused)


def test_the_record_leads_to_it(desk, record):
    one = record()

    assert reverse("sessions:childs_copy", args=[one.public_id]) in markup(
        desk.client.get(one.get_absolute_url())
    )
