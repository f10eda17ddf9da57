"""A small moment: two answers and a button, a quick chat in the record, signed like everything else."""

import uuid

import pytest
from django.urls import reverse

from homes.audit import set_fields
from sessions_app.models import KeyWorkSession
from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import markup, words

pytestmark = pytest.mark.usefixtures("unscoped")


@pytest.fixture
def moment(world, desk):
    """moment(**changes) -> the answer to saving one with Kai, and the row."""

    def save(public_id=None, **changes):
        public_id = public_id or uuid.uuid4()
        sent = {
            "moment": "food",
            "account": "You laid the table.",
            "worry": "no",
            "version": "0",
            "small": "1",
        }
        sent = {name: value for name, value in {**sent, **changes}.items() if value is not None}
        answer = desk.client.post(desk.address("moment", public_id), sent)
        return answer, KeyWorkSession.objects.filter(public_id=public_id).first()

    return save


def test_two_answers_and_a_button_are_a_record_that_only_has_to_be_signed(world, desk, moment):
    answer, saved = moment()

    assert answer.url == reverse("sessions:check", args=[saved.public_id])
    assert (saved.status, saved.moment, saved.format, saved.outcome) == (
        "draft",
        "food",
        "quick_chat",
        "held",
    )
    assert (saved.held_on, saved.worry, saved.voice) == (world.today, False, "")
    assert [there["name"] for there in saved.people_present] == [world.sam.full_name]
    page = words(desk.client.get(answer.url))
    assert "A small moment: over food" in page
    assert "Only you and the managers here can read it until you sign." in page

    desk.sign(saved)

    saved.refresh_from_db()
    assert saved.status == "signed"
    assert "A small moment with Kai" in words(desk.client.get(saved.get_absolute_url()))


@pytest.mark.parametrize("counts", [False, True])
def test_whether_it_counts_is_the_homes_to_say(world, desk, moment, counts):
    set_fields(world.maple, by=world.jean, quick_chat_counts=counts)
    _answer, saved = moment()
    desk.sign(saved)

    counted = KeyWorkSession.objects.counting_on(world.today).filter(pk=saved.pk)

    assert counted.exists() is counts


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("moment", "Select what it was"),
        ("account", "Enter what you noticed or Kai said"),
        ("worry", "Select whether you have any worry about Kai’s safety or wellbeing"),
    ],
)
def test_what_is_missing_is_asked_and_the_words_stay(desk, moment, left_out, said):
    answer, saved = moment(**{left_out: None})

    assert (answer.status_code, saved) == (422, None)
    assert said in words(answer)
    if left_out != "account":
        assert "You laid the table." in markup(answer)


def test_a_worry_leads_to_where_it_is_written_and_whom_to_tell(desk, moment):
    answer, saved = moment(worry="yes")

    assert answer.url == desk.address("edit", saved.public_id) + "#id_worry_1"
    assert (saved.worry, saved.account) == (True, "You laid the table.")
    desk.client.post(desk.address("moment", saved.public_id), {"worry": "yes", "version": saved.version})
    assert "Enter what the worry is" in words(
        desk.client.get(desk.address("edit", saved.public_id) + "?check")
    )
    assert desk.sign(saved).status_code == 302
    saved.refresh_from_db()
    assert saved.status == "draft"


def test_half_of_it_can_become_a_whole_session(desk, moment):
    answer, saved = moment(worry=None, finish="whole")

    assert answer.url == desk.address("edit", saved.public_id)
    desk.write(saved.public_id, version=saved.version, went="activity", moment="food")
    saved.refresh_from_db()
    assert (saved.format, saved.moment) == ("activity", "")


def test_typing_is_kept_as_it_is_and_carried_on_with(world, desk):
    public_id = uuid.uuid4()
    sent = {"account": "You laid", "version": "0", "small": "1"}

    answer = desk.client.post(desk.address("autosave", public_id), sent)

    assert 'data-version="1"' in markup(answer)
    saved = KeyWorkSession.objects.get()
    assert (saved.account, saved.held_on, saved.format, saved.worry) == (
        "You laid", world.today, "quick_chat", None,
    )  # fmt: skip
    new = reverse("sessions:new_moment", args=[world.kai.public_id])
    assert desk.client.get(new).url == desk.address("moment", public_id)
    assert "You laid" in markup(desk.client.get(desk.address("moment", public_id)))


def test_a_saved_moment_is_not_what_the_next_record_carries_on_with(world, desk, moment):
    _answer, saved = moment()

    for name in ("new", "new_moment"):
        to = desk.client.get(reverse(f"sessions:{name}", args=[world.kai.public_id])).url
        assert str(saved.public_id) not in to


def test_the_short_form_takes_nothing_away_from_a_longer_draft(desk, moment):
    draft = desk.draft(went="quick_chat", voice="words", quote="Hello", topics=["school"])

    moment(draft.public_id, version=draft.version)

    draft.refresh_from_db()
    assert (draft.moment, draft.voice_text, draft.topics) == ("food", "Hello", ["school"])


def test_only_a_quick_chat_opens_in_the_short_form(desk):
    draft = desk.draft()

    assert desk.client.get(desk.address("moment", draft.public_id)).url == desk.address(
        "edit", draft.public_id
    )


def test_two_versions_are_both_shown_and_mine_can_be_kept(desk, moment):
    _answer, saved = moment()

    answer, _saved = moment(saved.public_id, account="You set the table.", version="9")

    assert answer.status_code == 409
    assert desk.address("moment", saved.public_id) in markup(answer)
    moment(saved.public_id, account="You set the table.", version=saved.version, finish="later")
    saved.refresh_from_db()
    assert (saved.account, saved.held_on is not None, len(saved.people_present)) == (
        "You set the table.",
        True,
        1,
    )


def test_a_manager_reads_another_persons_moment_and_changes_nothing(world, signed_in, desk, moment):
    _answer, saved = moment()

    answer = signed_in(world.jean).get(desk.address("moment", saved.public_id))

    assert answer.status_code == 403
    assert signed_in(world.jo).get(desk.address("moment", saved.public_id)).status_code == 404


def test_today_leads_to_the_moment_and_to_signing_it(world, desk, moment):
    today = reverse("compliance:today")
    new = reverse("sessions:new_moment", args=[world.kai.public_id])
    assert new in markup(desk.client.get(today))

    _answer, saved = moment()

    page = desk.client.get(today)
    assert "Sign your small moment with Kai" in words(page)
    assert reverse("sessions:check", args=[saved.public_id]) in markup(page)


def test_a_signed_moment_opens_as_a_record(world, desk):
    signed = KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, format="quick_chat", moment="car"
    )

    assert desk.client.get(desk.address("moment", signed.public_id)).url == signed.get_absolute_url()
