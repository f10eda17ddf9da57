"""A manager answers a worry, once and never their own; until then it stands first, and its record cannot be void."""

import datetime as dt
import html
import re

import pytest
from django.urls import reverse

from children.duties.cards import FlagCard
from children.models import Flag
from compliance.actions import run_reconcile
from homes import dates
from homes.audit import set_fields
from homes.models import LedgerEntry, StaffRole
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


def test_each_managers_draft_stays_apart(world, worry):
    dot = UserFactory(full_name="Dot Lane")
    save_answer(worry, by=world.jean, account="Half a thought")
    save_answer(worry, by=dot, account="Another thought")

    answer_worry(worry, by=dot, now=dates.now(), **SAID)

    said = WorryAnswer.objects.order_by("pk").values_list("answered_by_name", "account")
    assert list(said) == [("Jean Ward", "Half a thought"), ("Dot Lane", SAID["account"])]
    assert [one.answered_by for one in WorryAnswer.objects.answered()] == [dot]


@pytest.mark.parametrize("finish", ["", "later"])
def test_whoever_comes_second_keeps_the_words_and_reads_who_was_first(world, signed_in, worry, finish):
    dot = UserFactory(full_name="Dot Lane")
    StaffRoleFactory(user=dot, home=world.maple, role="deputy_manager")
    late = {**SAID, "account": "She told me about the trampoline.", **({"finish": finish} if finish else {})}
    jean, second = signed_in(world.jean), signed_in(dot)
    assert second.get(url(worry)).status_code == 200  # both have the page open
    jean.post(url(worry), SAID)

    answer = second.post(url(worry), late)

    assert answer.status_code == 422
    assert "Jean Ward has answered this worry already." in words(answer)
    assert "She told me about the trampoline." in answer.text
    assert "Jean Ward answered it" in words(answer) and "To be answered" not in words(answer)
    assert WorryAnswer.objects.get().answered_by == world.jean
    for person in (dot, world.jean):  # opened anew, or sent again by who answered: to the record
        assert signed_in(person).get(url(worry))["Location"] == detail(worry)
    assert jean.post(url(worry), SAID)["Location"] == detail(worry)


# --- where the only manager wrote it --------------------------------------------------------------


@pytest.fixture
def managers_own(world):
    """Jean's worry about Kai, signed an hour ago. Maple has no other manager; Idris oversees it."""
    at = dates.now() - dt.timedelta(hours=1)
    return KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.jean, held_on=world.today, signed_at=at,
        worry=True, worry_text="A bruise", worry_told_to=world.idris,
    )  # fmt: skip


def fix_shown_to(person, world, access_of):
    flag = Flag.objects.open().for_list().get(rule_code="WORRY-ANSWER")
    return FlagCard(flag, access_of(person)).fix_url


def test_who_oversees_answers_what_no_manager_may(world, signed_in, access_of, managers_own):
    run_reconcile(now=dates.now())
    board = reverse("compliance:board", args=[world.maple.public_id])
    idris = signed_in(world.idris)

    assert fix_shown_to(world.idris, world, access_of) == url(managers_own)
    assert fix_shown_to(world.jean, world, access_of) == ""
    for page in (board, detail(managers_own)):
        assert url(managers_own) in idris.get(page).text
        assert url(managers_own) not in signed_in(world.jean).get(page).text
    assert "Somebody else answers your own worry." in words(signed_in(world.jean).get(board))
    assert signed_in(world.jean).get(url(managers_own)).status_code == 403

    assert idris.get(url(managers_own)).status_code == 200
    assert idris.post(url(managers_own), SAID)["Location"] == detail(managers_own)
    assert "Idris Cole answered it" in words(signed_in(world.jean).get(detail(managers_own)))
    run_reconcile(now=dates.now())
    assert not Flag.objects.open().filter(rule_code="WORRY-ANSWER").exists()


def test_a_second_manager_answers_instead_of_who_oversees(world, signed_in, access_of, managers_own):
    run_reconcile(now=dates.now())
    dot = UserFactory(full_name="Dot Lane")
    role = StaffRoleFactory(user=dot, home=world.maple, role="deputy_manager")

    assert fix_shown_to(world.idris, world, access_of) == ""
    assert fix_shown_to(dot, world, access_of) == url(managers_own)
    refused = signed_in(world.idris).get(url(managers_own))
    assert refused.status_code == 403
    assert "Yours are those no manager there may answer." in words(refused)
    assert signed_in(world.idris).post(url(managers_own), SAID).status_code == 403
    assert signed_in(dot).get(url(managers_own)).status_code == 200

    set_fields(role, by=world.jean, ended_on=world.today, access_ended_at=dates.now())  # sent away today
    assert signed_in(world.idris).get(url(managers_own)).status_code == 200


def test_the_worry_of_a_worker_is_a_managers(world, signed_in, access_of, worry):
    run_reconcile(now=dates.now())

    assert fix_shown_to(world.idris, world, access_of) == ""
    assert fix_shown_to(world.jean, world, access_of) == url(worry)
    assert signed_in(world.idris).get(url(worry)).status_code == 403
    for role in StaffRole.objects.filter(user=world.jean):
        set_fields(role, by=world.idris, ended_on=world.today - dt.timedelta(days=1))
    assert signed_in(world.idris).get(url(worry)).status_code == 200  # nobody manages the home any more
    for person in (world.dee, world.nell):
        assert signed_in(person).get(url(worry)).status_code == 403


def test_it_is_said_before_signing_that_no_manager_can_answer(world, signed_in, managers_own):
    draft = KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.jean, held_on=world.today, draft=True,
        worry=True, worry_text="A bruise",
    )  # fmt: skip
    address = reverse("sessions:tell_someone", args=[draft.public_id])

    said = "No manager here can answer it: that is for Idris Cole."
    assert said in words(signed_in(world.jean).get(address))
    StaffRoleFactory(user=UserFactory(full_name="Dot Lane"), home=world.maple, role="deputy_manager")
    assert said not in words(signed_in(world.jean).get(address))
