"""How was that for you? The author's own word: kept with supervision, in nobody else's bytes."""

import pytest
from django.urls import reverse

from homes import dates
from homes.models import LedgerEntry
from sessions_app.models import Debrief
from sessions_app.signed.debrief.actions import UnableToDebrief, note_talk, say_how_it_was
from tests.factories.sessions import KeyWorkSessionFactory
from tests.sessions_app.worries.test_tell_someone import words

pytestmark = pytest.mark.usefixtures("unscoped")
NOTE = "It reminded me of something of my own"


@pytest.fixture
def session(world):
    """Sam's, signed just now, with a worry."""
    return KeyWorkSessionFactory(
        placement=world.placements["kai"],
        author=world.sam,
        held_on=world.today,
        signed_at=dates.now(),
        worry=True,
        worry_text="A bruise",
    )


def url(session):
    return reverse("sessions:debrief", args=[session.public_id])


def board(world):
    return reverse("compliance:board", args=[world.maple.public_id])


def test_the_author_is_asked_after_signing_and_once(world, signed_in, session):
    client = signed_in(world.sam)
    assert url(session) in client.get(session.get_absolute_url()).text
    assert url(session) not in signed_in(world.jo).get(session.get_absolute_url()).text

    assert client.post(url(session), {"feeling": "fine"}).status_code == 302

    assert url(session) not in client.get(session.get_absolute_url()).text
    assert "You have said how it was already." in words(client.post(url(session), {"feeling": "tiring"}))
    assert Debrief.objects.get().feeling == "fine"


@pytest.mark.parametrize(
    ("feeling", "reaches"), [("fine", False), ("tiring", False), ("uncomfortable", True), ("talk", True)]
)
def test_who_wants_to_talk_reaches_the_manager_until_a_talk_is_noted(
    world, signed_in, session, feeling, reaches
):
    signed_in(world.sam).post(url(session), {"feeling": feeling, "note": NOTE})
    jean = signed_in(world.jean)
    answer = reverse("sessions:answer_worry", args=[session.public_id])

    assert ("Sam Okafor waits for a talk" in words(jean.get(board(world)))) == reaches
    assert ("How is Sam?" in words(jean.get(answer))) == reaches
    if not reaches:
        return
    talk = reverse("sessions:debrief_talk", args=[Debrief.objects.get().public_id])
    assert NOTE in jean.get(talk).text
    jean.post(talk, {"talked_on": world.today.isoformat()})
    assert "waits for a talk" not in words(jean.get(board(world)))
    assert "How is Sam?" not in words(jean.get(answer))
    member = reverse("compliance:staff_member", args=[world.maple.public_id, world.sam.public_id])
    assert "Talked with Jean Ward on" in words(jean.get(member))


def test_its_words_reach_nobody_but_the_writer_and_managers(world, signed_in, session):
    say_how_it_was(session, by=world.sam, now=dates.now(), feeling="talk", note=NOTE)
    member = reverse("compliance:staff_member", args=[world.maple.public_id, world.sam.public_id])
    pages = [
        session.get_absolute_url(),
        reverse("compliance:child", args=[world.kai.public_id]),
        reverse("compliance:child_history", args=[world.kai.public_id]),
        reverse("compliance:home_history", args=[world.maple.public_id]),
        reverse("compliance:handover", args=[world.maple.public_id]),
        reverse("sessions:debrief_talk", args=[Debrief.objects.get().public_id]),
        member,
    ]

    for person in (world.jo, world.nell, world.ama, world.elm_manager):
        for page in pages:
            text = signed_in(person).get(page).text
            assert NOTE not in text and "after a session" not in text, (person, page)
    for page in pages[:5]:
        assert NOTE not in signed_in(world.jean).get(page).text
    for person in (world.sam, world.jean):
        assert NOTE in signed_in(person).get(member).text
    entry = LedgerEntry.objects.get(model="sessions_app.Debrief")
    assert (entry.child_id, entry.private_to_id) == (None, world.sam.pk)


def test_nobody_speaks_for_another_and_nobody_notes_their_own_talk(world, signed_in, session):
    assert signed_in(world.jean).post(url(session), {"feeling": "fine"}).status_code == 403
    with pytest.raises(UnableToDebrief):
        say_how_it_was(session, by=world.jo, now=dates.now(), feeling="fine")
    said = say_how_it_was(session, by=world.sam, now=dates.now(), feeling="talk")
    with pytest.raises(UnableToDebrief, match="Somebody else"):
        note_talk(said, by=world.sam, talked_on=world.today)
    note_talk(said, by=world.jean, talked_on=world.today)
    with pytest.raises(UnableToDebrief, match="noted already"):
        note_talk(said, by=world.jean, talked_on=world.today)
