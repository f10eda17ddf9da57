"""A record in the child's hands: what is shown, what is kept as it was made, and where it stands afterwards."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from homes import dates
from homes.audit import record_change, set_fields
from homes.models import AccessEvent, BrowserSession, LedgerEntry
from sessions_app.models import ChildsPart, ChildsPartWithdrawn, KeyWorkSession
from tests.factories.childs_part import ChildsPartFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import PASSWORD, StaffRoleFactory, UserFactory
from tests.naughty import REFUSED, STORABLE
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def record(world):
    """record(**changes) -> a signed record of today about Kai, by Sam."""

    def make(**changes):
        said = {"account": "You fixed the chain. Mia watched.", "voice": "words", "voice_text": "I did it."}
        return KeyWorkSessionFactory(
            placement=world.placements["kai"], author=world.sam, held_on=world.today, **said | changes
        )

    return make


@pytest.fixture
def hand(desk):
    """hand(record) -> the child's page, as it opens on Sam's tablet."""

    def over(record, client=None):
        client = client or desk.client
        answer = client.post(url("hand_to_child", record), {"do": "hand"})
        assert answer["Location"] == url("childs_turn", record)
        return client.get(answer["Location"])

    return over


def url(name, record):
    return reverse(f"sessions:{name}", args=[record.public_id])


def say(desk, record, **answers):
    return desk.client.post(url("childs_turn", record), {"answer": "read", "words": "", **answers})


# --- what the child is shown -----------------------------------------------------------------------


def test_only_this_record_in_our_words_and_the_childs(record, hand):
    page = hand(record(small_steps="You asked for help."))

    assert page.status_code == 200
    said = words(page)
    assert "Hi Kai Sam wrote this about today." in said
    assert "You fixed the chain." in said and "“I did it.”" in said and "You asked for help." in said
    assert "<nav" not in markup(page) and "<header" not in markup(page)


def test_no_other_child_is_named_and_the_record_stays_as_it_is(record, hand):
    one = record(account="Mia watched. You showed Mia how. Mialand is far.")

    assert "A friend watched. You showed a friend how. Mialand is far." in words(hand(one))
    one.refresh_from_db()
    assert one.account.startswith("Mia watched")


def test_what_is_for_staff_is_not_on_the_page(world, record, hand):
    one = record(
        worry=True,
        worry_text="A mark on his arm",
        worry_told_name="Jean Ward",
        others_present="His mother",
        reason="Rota",
        late_reason="I was ill",
    )
    page = markup(hand(one))

    for told in ("A mark on his arm", "Jean Ward", "His mother", "I was ill", "Maple House", "Sam Okafor,"):
        assert told not in page, told


def test_the_childs_quotation_is_never_touched(record, hand):
    assert "“Mia helped me”" in words(hand(record(voice_text="Mia helped me")))


def test_a_time_that_did_not_happen_says_so_kindly(record, hand):
    page = words(
        hand(record(outcome="cancelled_by_home", format="", account="", reason="The car broke down"))
    )

    assert "We cancelled" in page and "The car broke down" in page


# --- what is kept ----------------------------------------------------------------------------------


def test_what_the_child_says_is_kept_as_it_was_made(world, desk, record, hand):
    one = record()
    hand(one)

    answer = say(desk, one, answer="disagrees", words="It was  ME who found it\nnot you")

    assert answer["Location"] == reverse("sessions:give_back")
    kept = ChildsPart.objects.get()
    assert (kept.answer, kept.words) == ("disagrees", "It was  ME who found it\nnot you")
    assert (kept.session, kept.child, kept.home) == (one, world.kai, world.maple)
    assert (kept.handed_by, kept.handed_by_name, kept.handed_by_title) == (
        world.sam, "Sam Okafor", world.sam.job_title,
    )  # fmt: skip
    assert kept.handed_at <= kept.said_at
    row = LedgerEntry.objects.get(model="sessions_app.ChildsPart")
    assert (row.child_id, row.user_id, row.private_to_id) == (world.kai.pk, world.sam.pk, None)


def test_every_sign_is_kept_or_refused_and_comes_back_escaped(desk, record, hand):
    one = record()
    hand(one)
    for text in STORABLE:
        say(desk, one, words=text)

    assert list(ChildsPart.objects.order_by("pk").values_list("words", flat=True)) == STORABLE
    for text in REFUSED:
        assert say(desk, one, words=text).status_code == 422
    assert desk.client.post(reverse("sessions:give_back"), {"password": PASSWORD}).status_code == 302
    page = desk.client.get(url("detail", one)).content.decode()
    assert not [text for text in STORABLE if "<script" in text and text in page]


def test_words_of_a_session_that_ended_are_there_again_when_the_tablet_is_handed_over_anew(
    world, desk, record, hand
):
    one = record()
    key = re.search(r'name="form_key" value="([^"]+)"', hand(one).content.decode())[1]
    BrowserSession.objects.all().delete()

    late = say(desk, one, words="It was me", form_key=key)
    assert late["Location"].startswith(reverse("account_login"))
    waits = parse_qs(urlsplit(late["Location"]).query)["next"][0]
    desk.client.force_login(world.sam, backend="django.contrib.auth.backends.ModelBackend")
    before = desk.client.get(waits, follow=True)
    assert "Hand the tablet to Kai" in words(before)
    sent = re.search(r'name="sent" value="(\w+)"', before.content.decode())[1]
    again = desk.client.post(url("hand_to_child", one), {"do": "hand", "sent": sent}, follow=True)

    assert "It was me" in markup(again)
    assert ChildsPart.objects.count() == 0


def test_two_clicks_on_handing_over_hand_over_once_and_lead_to_the_record_afterwards(desk, record):
    one = record()
    key = re.search(r'name="form_key" value="([^"]+)"', desk.client.get(url("hand_to_child", one)).text)[1]

    clicks = [desk.client.post(url("hand_to_child", one), {"do": "hand", "form_key": key}) for _click in "12"]

    assert [click["Location"] for click in clicks] == [url("childs_turn", one)] * 2
    assert desk.client.get(url("childs_turn", one)).status_code == 200
    back = desk.client.post(reverse("sessions:give_back"), {"password": PASSWORD})
    assert back["Location"] == url("detail", one)


def test_nothing_is_chosen_beforehand_and_nothing_chosen_keeps_the_words(desk, record, hand):
    one = record()
    assert "checked" not in markup(hand(one))

    answer = say(desk, one, answer="", words="I liked it")

    assert answer.status_code == 422
    assert "Pick one, or press “I did not want to do this”" in words(answer)
    assert "I liked it" in markup(answer)
    assert ChildsPart.objects.count() == 0


def test_not_wanting_to_is_one_button_and_needs_nothing_else(desk, record, hand):
    one = record()
    assert 'name="answer" value="declined"' in markup(hand(one))

    say(desk, one, answer="declined")

    assert ChildsPart.objects.get().answer == "declined"


def test_nobody_can_change_it(world, record):
    part = ChildsPartFactory(session=record())
    part.words = "Something nicer"

    with pytest.raises(DatabaseError), transaction.atomic():
        record_change(part, by=world.sam)


def test_an_adult_notes_that_the_child_did_not_want_to_once(world, desk, record):
    one = record()
    for _click in range(2):
        answer = desk.client.post(url("hand_to_child", one), {"do": "declined"})

    assert answer["Location"] == url("detail", one)
    kept = ChildsPart.objects.get()
    assert (kept.answer, kept.handed_at, kept.handed_by) == ("declined", None, world.sam)
    assert "Kai did not want to" in words(desk.client.get(answer["Location"]))


# --- where it stands -------------------------------------------------------------------------------


def test_it_stands_beside_the_record_with_who_handed_it_over(desk, record):
    one = record()
    assert "Kai’s own part" not in words(desk.client.get(url("detail", one)))
    ChildsPartFactory(session=one, words="It was me", answer="disagrees")

    page = desk.client.get(url("detail", one))

    assert "Kai does not agree with something “It was me”" in words(page)
    assert "on the tablet Sam Okafor handed over" in words(page)
    beside = markup(page).split('aria-labelledby="childs-part"')[1].split("</section>")[0]
    assert "<form" not in beside and "<a " not in beside


def test_it_is_in_the_history_in_the_childs_words(world, signed_in, record):
    ChildsPartFactory(session=record(), words="It was me", answer="disagrees")

    page = words(signed_in(world.jean).get(reverse("compliance:child_history", args=[world.kai.public_id])))

    assert "Kai does not agree with something in the record of" in page
    assert "It was me" in page and "Handed over by Sam Okafor." in page


def test_a_draft_is_shared_before_signing_and_the_childs_part_is_not_the_adults_to_say(world, desk, hand):
    draft = desk.draft()
    check = words(desk.client.get(url("check", draft)))
    assert "Hand the tablet to Kai" in check and "Kai’s part" in check
    hand(draft)
    say(desk, draft, words="And I oiled it")
    desk.client.post(reverse("sessions:give_back"), {"password": PASSWORD})
    draft.refresh_from_db()

    page = words(desk.client.get(url("check", draft)))
    assert "“And I oiled it”" in page and "Read it or heard it" not in page
    desk.sign(draft, child_part="declined")

    draft.refresh_from_db()
    assert (draft.status, draft.child_part) == ("signed", "added")


def test_words_written_on_after_the_child_read_them_say_so(world, desk, hand):
    draft = desk.draft()
    hand(draft)
    say(desk, draft)
    assert "Our words were written on after this." not in words(say_again(desk, draft))

    set_fields(draft, by=world.sam, account="Something else entirely.")

    assert "Our words were written on after this." in words(say_again(desk, draft))


def say_again(desk, draft):
    desk.client.post(reverse("sessions:give_back"), {"password": PASSWORD})
    return desk.client.get(url("check", draft))


# --- who may ---------------------------------------------------------------------------------------


def test_any_adult_of_the_home_hands_over_a_signed_record_and_only_the_author_a_draft(
    world, signed_in, desk, record
):
    draft = desk.draft()

    assert signed_in(world.dee).get(url("hand_to_child", record())).status_code == 200
    assert signed_in(world.dee).get(url("hand_to_child", draft)).status_code == 404
    refused = signed_in(world.jean).get(url("hand_to_child", draft))
    assert refused.status_code == 403
    assert "Only the person who started this draft can change it." in words(refused)


def test_nobody_hands_over_a_void_record_or_one_of_a_child_who_has_moved_on(world, desk, record):
    void = record(status="void", voided_at=dates.now(), voided_by=world.jean, voided_reason="Twice")
    assert desk.client.get(url("hand_to_child", void)).status_code == 403

    one = record()
    set_fields(world.placements["kai"], by=world.jean, moved_on_on=world.today)
    refused = desk.client.post(url("hand_to_child", one), {"do": "hand"})
    assert refused.status_code == 403
    assert "Kai does not live here today" in words(refused)


def test_a_manager_without_shifts_and_another_home_cannot(world, signed_in, record):
    one = record()
    stranger = UserFactory(full_name="Kit Fox")
    StaffRoleFactory(user=stranger, home=world.elm)

    assert signed_in(stranger).get(url("hand_to_child", one)).status_code == 404


def test_the_page_of_the_child_opens_in_no_other_session(world, signed_in, desk, record, hand):
    one = record()
    hand(one)

    other = signed_in(world.dee).get(url("childs_turn", one))

    assert other["Location"] == url("hand_to_child", one)
    assert signed_in(world.dee).post(url("childs_turn", one), {"answer": "read"}).status_code == 302
    assert ChildsPart.objects.count() == 0


def test_opening_it_is_written_down(world, record, hand):
    one = record()
    hand(one)

    assert AccessEvent.objects.filter(what="session", object_id=one.pk, user_id=world.sam.pk).count() == 1


def test_a_record_voided_meanwhile_leads_to_giving_the_tablet_back(world, desk, record, hand):
    one = record()
    hand(one)
    void = {"status": "void", "voided_at": dates.now(), "voided_by": world.jean, "voided_reason": "Twice"}
    set_fields(KeyWorkSession.objects.get(pk=one.pk), by=world.jean, **void)

    assert say(desk, one)["Location"] == reverse("sessions:give_back")
    assert ChildsPart.objects.count() == 0


# --- another child's words -------------------------------------------------------------------------


def withdraw(client, part, reason="Mia had the tablet"):
    return client.post(reverse("sessions:withdraw_childs_part", args=[part.public_id]), {"reason": reason})


def test_what_another_child_wrote_is_withdrawn_by_a_manager_and_kept(world, signed_in, desk, record):
    one = record(child_part="later", share_on=world.today)
    part = ChildsPartFactory(session=one, words="I am Mia")
    jean = signed_in(world.jean)
    assert "Was it another child?" in words(jean.get(url("detail", one)))

    assert withdraw(jean, part)["Location"] == one.get_absolute_url()

    assert "I am Mia" not in words(desk.client.get(url("detail", one)))
    part.refresh_from_db()
    assert (part.words, part.withdrawn.reason, part.withdrawn.noted_name) == (
        "I am Mia", "Mia had the tablet", "Jean Ward",
    )  # fmt: skip
    history = words(jean.get(reverse("compliance:child_history", args=[world.kai.public_id])))
    assert "was another child’s" in history and "Mia had the tablet" in history
    today = words(desk.client.get(reverse("compliance:today")))
    assert "Share the record of" in today  # the child has not had it after all


def test_withdrawing_needs_a_reason_a_manager_and_is_done_once(world, signed_in, desk, record):
    part, jean = ChildsPartFactory(session=record()), signed_in(world.jean)

    assert withdraw(jean, part, "  ").status_code == 422
    assert withdraw(desk.client, part).status_code == 403
    assert withdraw(jean, part).status_code == 302
    assert withdraw(jean, part).status_code == 403
    assert ChildsPartWithdrawn.objects.count() == 1
