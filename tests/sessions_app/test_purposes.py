"""What time together was for, and the kinds of time: the home's own lists, on the form and in every reading of it."""

import datetime as dt
import html
import uuid

import pytest
from django.urls import reverse

from homes.models import PracticeChange
from sessions_app.models import KeyWorkSession
from sessions_app.recording.purposes import purpose_words
from tests.factories.children import PlacementFactory
from tests.factories.homes import HomeFactory, PracticeChangeFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import StaffRoleFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def words(response) -> str:
    return html.unescape(markup(response))


def choices(response, name: str) -> dict[str, str]:
    """What a field of the record form offers, groups left out."""
    return {code: str(label) for code, label in response.context["form"].fields[name].choices if code}


@pytest.fixture
def form_page(world, signed_in, desk):
    """form_page(by, child) -> the empty record form."""

    def page(by=None, child=None):
        client = signed_in(by or world.sam)
        return client.get(desk.address("edit", uuid.uuid4(), child or world.kai))

    return page


# --- kinds of time --------------------------------------------------------------------------------


def test_a_journey_is_offered_only_where_the_guidance_names_it(world, form_page):
    at_maple = choices(form_page(), "went")
    at_oak = choices(form_page(world.tom, world.noa), "went")

    assert [code for code in at_maple if code in ("formal", "activity", "journey", "quick_chat")] == [
        "formal", "activity", "journey", "quick_chat",
    ]  # fmt: skip
    assert "journey" not in at_oak
    assert "quick_chat" in at_oak


def test_a_kind_of_time_that_is_not_the_homes_is_refused(world, signed_in, desk):
    tom = signed_in(world.tom)

    response = desk.write(by=tom, child=world.noa, people=[str(world.tom.public_id)], went="journey")

    assert response.status_code == 422
    assert "Choose one of the answers on this page" in words(response)


def test_a_draft_keeps_the_kind_of_time_it_was_begun_with(world, desk):
    draft = desk.draft(went="journey")
    PracticeChangeFactory(home=world.maple, kind="format", key="journey", value={"in_use": False})

    page = desk.client.get(desk.address("edit", draft.public_id))
    signed = desk.sign(draft)

    assert choices(page, "went")["journey"] == "On a journey"
    assert signed.status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.format) == ("signed", "journey")


def test_a_home_adds_a_kind_of_time_and_calls_another_its_own_name(world, desk, form_page):
    PracticeChangeFactory(
        home=world.maple, kind="format", key="phone_video", value={"text": "A video call", "in_use": True}
    )
    PracticeChangeFactory(
        home=world.maple, kind="format", key="formal", value={"text": "Tea and a talk", "in_use": True}
    )

    offered = choices(form_page(), "went")
    draft = desk.draft(went="phone_video")

    assert (offered["phone_video"], offered["formal"]) == ("A video call", "Tea and a talk")
    assert (draft.outcome, draft.format) == ("held", "phone_video")


def test_a_line_of_the_home_that_no_record_can_hold_is_not_offered(world, form_page):
    PracticeChangeFactory(
        home=world.maple, kind="format", key="own_1", value={"text": "In the garden", "in_use": True}
    )

    assert "own_1" not in choices(form_page(), "went")


# --- what it was for --------------------------------------------------------------------------------


def test_purposes_are_those_of_the_homes_guidance_and_its_additions(world, form_page):
    at_maple = choices(form_page(), "purposes")
    at_oak = choices(form_page(world.tom, world.noa), "purposes")

    assert at_maple == {
        "specific_issue": "Something specific, or a difficulty",
        "review_or_court": "Getting ready for a child in care review or court",
        "future": "Ideas for the future",
        "past": "Talking about the past",
    }
    assert at_oak["review_or_court"] == "Getting ready for a looked after review or court"
    assert {"voice_and_influence", "dbt_skills"} <= set(at_oak)


def test_several_purposes_are_stored_as_codes_and_come_back_ticked(desk):
    draft = desk.draft(purposes=["past", "future"])

    page = desk.client.get(desk.address("edit", draft.public_id))

    assert draft.purposes == ["past", "future"]
    assert page.context["form"].initial["purposes"] == ["past", "future"]
    assert words(page).count('name="purposes"') == 4


def test_a_purpose_is_never_asked_for(desk):
    draft = desk.draft()

    assert draft.purposes == []
    assert desk.sign(draft).status_code == 302


@pytest.mark.parametrize("code", ["dbt_skills", "progress_chasing", "hair", "' or 1=1", "\x00"])
def test_an_unknown_purpose_or_one_of_another_home_is_refused(desk, code):
    response = desk.write(purposes=["past", code])

    assert response.status_code == 422
    assert "Choose from the answers on this page" in words(response)
    assert KeyWorkSession.objects.count() == 0


def test_time_that_did_not_happen_was_for_nothing(desk):
    assert desk.draft(went="declined", purposes=["past"]).purposes == []


def test_a_purpose_alone_is_enough_to_start_a_draft(desk):
    public_id = uuid.uuid4()

    desk.write(public_id, path="autosave", went=None, account=None, voice=None, worry=None, purposes=["past"])

    assert KeyWorkSession.objects.get(public_id=public_id).purposes == ["past"]


def test_a_line_of_the_home_is_offered_stored_and_read(world, desk):
    line = {"text": "What {child} wants to cook", "in_use": True}
    PracticeChangeFactory(home=world.maple, kind="purpose", key="own_cooking", value=line)

    draft = desk.draft(purposes=["own_cooking"])
    check = desk.client.get(reverse("sessions:check", args=[draft.public_id]))
    desk.sign(draft)
    record = desk.client.get(reverse("sessions:detail", args=[draft.public_id]))

    assert draft.purposes == ["own_cooking"]
    assert "What Kai wants to cook" in words(check)
    assert "What Kai wants to cook" in words(record)


def test_a_record_keeps_the_words_of_its_day(world, access_of):
    day = world.today
    for text, days in (("Cooking", 60), ("The kitchen project", 10)):
        PracticeChangeFactory(
            home=world.maple, kind="purpose", key="own_cooking", value={"text": text, "in_use": True},
            applies_from=day - dt.timedelta(days=days),
        )  # fmt: skip
    placement, access = world.placements["kai"], access_of(world.sam)

    def said(days: int) -> list[str]:
        held = KeyWorkSessionFactory(
            placement=placement,
            author=world.sam,
            held_on=day - dt.timedelta(days=days),
            purposes=["own_cooking"],
        )
        return purpose_words(held, access)

    assert said(11) == ["Cooking"]
    assert said(10) == ["The kitchen project"]
    assert said(61) == ["The kitchen project"]  # written down since, about a day before the list had it


def test_a_purpose_taken_off_the_list_keeps_its_words(world, desk):
    draft = desk.draft(purposes=["past"])
    PracticeChangeFactory(home=world.maple, kind="purpose", key="past", value={"in_use": False})

    page = desk.client.get(desk.address("edit", draft.public_id))

    assert choices(page, "purposes")["past"] == "Talking about the past"
    assert desk.sign(draft).status_code == 302


def test_the_words_are_those_of_the_home_it_was_written_at(world, access_of, django_assert_num_queries):
    """Kai lived at a third home before, where nobody here has a role: its own line is still read in its words."""
    birch = HomeFactory(name="Birch Hall", provider=world.provider)
    PracticeChangeFactory(
        home=birch, kind="purpose", key="own_1", value={"text": "Settling the dog", "in_use": True}
    )
    earlier = PlacementFactory(
        child=world.kai,
        home=birch,
        moved_in_on=world.moved_in - dt.timedelta(days=50),
        moved_on_on=world.moved_in,
    )
    session = KeyWorkSessionFactory(
        placement=earlier,
        author=world.sam,
        held_on=world.moved_in - dt.timedelta(days=20),
        purposes=["own_1", "past"],
    )
    access = access_of(world.sam)

    with django_assert_num_queries(1):
        assert purpose_words(session, access) == ["Settling the dog", "Talking about the past"]
    with django_assert_num_queries(0):
        assert purpose_words(session, access, []) == []


def test_two_versions_of_a_draft_show_what_each_was_for(desk):
    draft = desk.draft(purposes=["past"])
    desk.write(draft.public_id, finish="later", version=draft.version, purposes=["future"])

    response = desk.write(draft.public_id, finish="later", version=draft.version, purposes=["past"])

    assert response.status_code == 409
    assert "Talking about the past" in words(response)
    assert "Ideas for the future" in words(response)
    sent = dict(response.context["answers"])
    assert sent["purposes"] == "past"


def test_the_history_says_purposes_in_words(world, desk, signed_in, django_assert_max_num_queries):
    draft = desk.draft(purposes=["past"])
    desk.write(draft.public_id, finish="later", version=draft.version, purposes=["review_or_court"])

    with django_assert_max_num_queries(25):
        text = words(desk.client.get(reverse("compliance:child_history", args=[world.kai.public_id])))

    assert "Talking about the past" in text
    assert "Getting ready for a child in care review or court" in text
    assert "review_or_court" not in text


# --- small steps ------------------------------------------------------------------------------------


def test_the_areas_of_small_steps_are_a_hint_where_the_home_works_reflectively(world, form_page):
    plain = words(form_page())
    PracticeChangeFactory(
        home=world.maple, kind="addition", key="reflective-practice", value={"in_use": True}
    )

    reflective = words(form_page())

    assert "Saying what Kai needs" not in plain
    assert "Saying what Kai needs" in reflective
    assert "Coping with feelings" in reflective
    assert PracticeChange.objects.count() == 1


# --- wording ----------------------------------------------------------------------------------------


def test_contact_is_suggested_as_the_homes_own_word(world, desk):
    PracticeChangeFactory(
        home=world.maple,
        kind="term",
        key="family_time",
        value={"singular": "seeing family", "plural": "seeing family"},
    )
    draft = desk.draft(account="We planned contact for Sunday.")

    check = desk.client.get(reverse("sessions:check", args=[draft.public_id]))

    assert [(one.found, one.instead) for one in check.context["suggestions"]] == [
        ("contact", "seeing family")
    ]


def test_a_home_whose_word_is_contact_gets_no_suggestion_of_it(world, signed_in, desk):
    tom = signed_in(world.tom)
    public_id = uuid.uuid4()
    people = [str(world.tom.public_id)]
    desk.write(public_id, by=tom, child=world.noa, people=people, account="We planned contact. You refused.")

    check = tom.get(reverse("sessions:check", args=[public_id]))

    assert [one.found for one in check.context["suggestions"]] == ["refused"]


def test_a_worker_of_two_homes_is_offered_the_lists_of_the_childs_home(world, signed_in, form_page):
    StaffRoleFactory(user=world.sam, home=world.oak)

    assert "dbt_skills" in choices(form_page(world.sam, world.noa), "purposes")
    assert "dbt_skills" not in choices(form_page(world.sam, world.kai), "purposes")
