"""A manager answers a worry, once and never their own; until then it stands first, and its record cannot be void."""

import datetime as dt
import html
import re

import pytest
from django.urls import reverse

from homes import dates
from homes.models import LedgerEntry
from sessions_app.actions import UnableToSave, void_session
from sessions_app.models import WorryAnswer
from sessions_app.worries.actions import UnableToAnswer, answer_worry, save_answer
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import StaffRoleFactory, UserFactory
from tests.factories.worries import WorryAnswerFactory

pytestmark = pytest.mark.usefixtures("unscoped")
SAID = {"done": ["spoke", "health"], "account": "I sat with him. The mark is old.", "child_knows": "told"}


def words(response):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode()))).strip()


def url(session):
    return reverse("sessions:answer_worry", args=[session.public_id])


def detail(session):
    return reverse("sessions:detail", args=[session.public_id])


@pytest.fixture
def worry(world):
    """Sam's worry about Kai, signed an hour ago; Jean was told."""
    at = dates.now() - dt.timedelta(hours=1)
    return KeyWorkSessionFactory(
        placement=world.placements["kai"],
        author=world.sam,
        held_on=world.today,
        signed_at=at,
        worry=True,
        worry_text="A bruise",
        worry_told_to=world.jean,
        voice="words",
        voice_text="It was the trampoline",
    )


def test_the_page_shows_what_was_written_and_where_it_stands(world, signed_in, worry):
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.jo, held_on=world.today - dt.timedelta(days=27),
        account="Quiet after a call.",
    )  # fmt: skip
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.jo, held_on=world.today - dt.timedelta(days=29),
        account="Longer ago.",
    )  # fmt: skip

    page = words(signed_in(world.jean).get(url(worry)))

    for said in ("Sam’s worry about Kai", "A bruise", "It was the trampoline", "Jean Ward was told on",
                 "Sam Okafor signed it", "To be answered", "Quiet after a call.", "No other worry"):  # fmt: skip
        assert said in page, said
    assert "Longer ago." not in page


def test_an_answer_is_kept_and_shown_to_who_reads_the_record(world, signed_in, worry):
    sent = {**SAID, "child_knows": "today", "child_told_by": str(world.sam.public_id),
            "next_step": "Ask the nurse", "next_by": str(world.dee.public_id),
            "next_on": world.today.isoformat()}  # fmt: skip

    assert signed_in(world.jean).post(url(worry), sent)["Location"] == detail(worry)

    answer = WorryAnswer.objects.get()
    assert (answer.answered_by, answer.child_told_by, answer.next_by) == (world.jean, world.sam, world.dee)
    read = words(signed_in(world.sam).get(detail(worry)))
    for said in ("Saw or spoke to Kai, Nurse or doctor", SAID["account"], "Jean Ward answered it",
                 "Sam Okafor will say so on", "Ask the nurse: Dee Shah, by"):  # fmt: skip
        assert said in read, said
    assert "Answer the worry" not in read


def test_what_is_missing_is_asked_for(world, signed_in, worry):
    client = signed_in(world.jean)

    page = words(client.post(url(worry), {"next_step": "Ask the nurse"}))
    for problem in (
        "Select what was done, or that nothing needed doing", "Enter what was done, and why that was right",
        "Select whether Kai knows what we did", "Choose who will do it", "Enter the day it is done by",
    ):  # fmt: skip
        assert problem in page
    both = words(client.post(url(worry), {**SAID, "done": ["nothing", "police"]}))
    assert "Select what was done, or that nothing needed doing" in both
    assert "Enter why Kai does not know yet" in words(
        client.post(url(worry), {**SAID, "child_knows": "not_yet"})
    )
    assert not WorryAnswer.objects.exists()


def test_a_draft_is_its_writers_alone_and_answers_nothing(world, signed_in, worry):
    client = signed_in(world.jean)

    client.post(url(worry), {"account": "Half a thought", "finish": "later"})

    answer = WorryAnswer.objects.get()
    assert answer.answered_at is None
    entry = LedgerEntry.objects.get(model="sessions_app.WorryAnswer")
    assert entry.private_to_id == world.jean.pk
    assert "Half a thought" in client.get(url(worry)).text
    dot = UserFactory(full_name="Dot Lane")
    StaffRoleFactory(user=dot, home=world.maple, role="deputy_manager")
    for person, address in ((dot, url(worry)), (world.sam, detail(worry)), (world.nell, detail(worry))):
        assert "Half a thought" not in signed_in(person).get(address).text
    client.post(url(worry), SAID)
    answer.refresh_from_db()
    assert answer.answered_at is not None and answer.account == SAID["account"]


def test_the_second_to_answer_is_told_who_answered(world, worry):
    dot = UserFactory(full_name="Dot Lane")
    answer_worry(worry, by=world.jean, now=dates.now(), **SAID)

    for act in (
        lambda: answer_worry(worry, by=dot, now=dates.now(), **SAID),
        lambda: save_answer(worry, by=dot),
    ):
        with pytest.raises(UnableToAnswer, match="Jean Ward has answered this worry already"):
            act()
    assert WorryAnswer.objects.count() == 1


def test_nobody_answers_their_own_worry(world, signed_in):
    own = KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.jean, held_on=world.today, worry=True, worry_text="x"
    )

    response = signed_in(world.jean).post(url(own), SAID)

    assert response.status_code == 403 and "Somebody else answers your own worry." in words(response)
    with pytest.raises(UnableToAnswer, match="your own"):
        answer_worry(own, by=world.jean, now=dates.now(), **SAID)


def test_a_record_without_a_signed_worry_has_no_answer(world):
    for how in ({"worry": False}, {"nobody_told": True}):
        record = KeyWorkSessionFactory(
            placement=world.placements["kai"], author=world.sam, held_on=world.today, **how
        )
        with pytest.raises(UnableToAnswer, match="no signed worry"):
            answer_worry(record, by=world.jean, now=dates.now(), **SAID)


def test_an_unanswered_worry_is_not_lost_by_making_its_record_void(world, signed_in, worry):
    void = {"by": world.jean, "now": dates.now(), "reason": "Wrong child"}

    with pytest.raises(UnableToSave, match="no answer yet"):
        void_session(worry, **void)
    page = signed_in(world.jean).post(
        reverse("sessions:void", args=[worry.public_id]), {"reason": "Wrong child"}, follow=True
    )
    assert "The worry in this record has no answer yet. Answer it first." in words(page)
    worry.refresh_from_db()
    assert worry.status == "signed"

    WorryAnswerFactory(session=worry, answered_by=world.jean, answered_at=dates.now())
    void_session(worry, **void)
    worry.refresh_from_db()
    assert worry.status == "void"


def test_who_opened_it_first_stands_in_the_timeline(world, signed_in, worry):
    jean = signed_in(world.jean)
    assert "opened it first" not in words(jean.get(url(worry)))

    assert "Jean Ward opened it first" in words(signed_in(world.dee).get(detail(worry)))
    signed_in(world.sam).get(detail(worry))
    assert "Jean Ward opened it first" in words(jean.get(url(worry)))
