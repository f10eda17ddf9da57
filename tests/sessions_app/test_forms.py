"""What the record form asks, the exact words when something is missing, and text that breaks careless programs."""

import datetime as dt
import html
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from homes.forms import refuse_unstorable
from sessions_app.models import Addendum, KeyWorkSession
from tests import naughty
from tests.reading import markup
from tests.sampled import drawn

TEXT_FIELDS = {
    "account": {},
    "small_steps": {},
    "next_steps": {},
    "quote": {"voice": "words"},
    "noticed": {"voice": "noticed"},
    "worry_text": {"worry": "yes"},
    "reason": {"went": "cancelled_by_home"},
    "others_present": {"people": ["someone"]},
}
COLUMN = {"quote": "voice_text", "noticed": "voice_text"}
SHORT = {"reason": 300, "others_present": 200}


def words(response) -> str:
    return html.unescape(markup(response))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"account": None}, "Enter what you did or talked about"),
        ({"account": "  \n "}, "Enter what you did or talked about"),
        ({"went": None}, "Select how it went"),
        ({"worry": None}, "Select whether you have any worry about Kai’s safety or wellbeing"),
        ({"voice": None}, "Select how you heard Kai’s voice, or ‘Not this time’"),
        ({"voice": "words"}, "Enter what Kai said"),
        ({"voice": "noticed"}, "Enter what you noticed"),
        ({"worry": "yes"}, "Enter what the worry is"),
        ({"went": "declined", "account": None}, "Enter what you offered, how Kai seemed and what next"),
        ({"went": "declined", "voice": None}, "Select how you heard Kai’s voice, or ‘Not this time’"),
        ({"went": "cancelled_by_home"}, "Enter why it was cancelled"),
        ({"people": None}, "Select who was there"),
        ({"people": ["00000000-0000-0000-0000-000000000000"]}, "Choose from the answers on this page"),
        ({"people": ["'; drop"]}, "Choose from the answers on this page"),
        ({"went": "refused"}, "Choose one of the answers on this page"),
        ({"voice": "shouted"}, "Choose one of the answers on this page"),
        ({"topics": ["school", "hair"]}, "Choose from the answers on this page"),
        ({"when": "other"}, "Enter the date of the session"),
        ({"when": None}, "Enter the date of the session"),
    ],
)
def test_what_is_missing_is_said_in_words_and_nothing_is_stored(desk, changes, error):
    response = desk.write(**changes)

    assert response.status_code == 422
    assert words(response).count(error) >= 2  # in the summary and at the field
    assert "<title>Error: " in words(response)
    assert KeyWorkSession.objects.count() == 0


def test_input_is_kept_when_something_is_missing(desk):
    response = desk.write(went=None, account="Fifteen words I do not want to type again.")

    assert "Fifteen words I do not want to type again." in words(response)


@pytest.mark.parametrize(
    "changes",
    [
        {"went": "attempted", "voice": None},
        {"went": "cancelled_by_home", "reason": "Two adults were ill", "voice": None, "account": None},
        {"went": "declined"},
    ],
)
def test_when_it_did_not_happen_less_is_asked(desk, changes):
    assert desk.write(**changes).status_code == 302


@pytest.mark.parametrize(
    ("went", "cut_short", "outcome", "format"),
    [
        ("formal", None, "held", "formal"),
        ("activity", "on", "part_held", "activity"),
        ("journey", None, "held", "journey"),
        ("quick_chat", None, "held", "quick_chat"),
        ("declined", "on", "declined", ""),
        ("attempted", None, "attempted", ""),
        ("cancelled_by_home", None, "cancelled_by_home", ""),
    ],
)
def test_one_question_becomes_two_facts(desk, went, cut_short, outcome, format):
    session = desk.draft(went=went, cut_short=cut_short, reason="Ill")

    assert (session.outcome, session.format) == (outcome, format)


def test_topics_and_hidden_answers_are_ignored_when_they_do_not_apply(desk):
    session = desk.draft(
        went="declined",
        topics=["school"],
        reason="no",
        voice="words",
        quote="No.",
        noticed="hidden",
        worry_text="x",
    )

    assert (session.topics, session.reason, session.voice_text, session.worry_text) == ([], "", "No.", "")


def test_more_topics_are_topics(desk):
    assert desk.draft(topics=["school"], more_topics=["plans"]).topics == ["school", "plans"]


def test_who_was_there_is_a_snapshot_of_names_and_titles(desk, world):
    people = [str(world.sam.public_id), str(world.jo.public_id), "someone"]

    session = desk.draft(people=people, others_present="Ms Hall from school")

    assert [(p["name"], p["title"]) for p in session.people_present] == [
        ("Sam Okafor", "Key worker"),
        ("Jo Price", "Key worker"),
    ]
    assert session.others_present == "Ms Hall from school"


@pytest.mark.parametrize("who", ["tom", "una_worker", "gone", "nell", "idris"])
def test_adults_of_elsewhere_cannot_have_been_there(desk, world, who):
    response = desk.write(people=[str(getattr(world, who).public_id)], finish="later")

    assert response.status_code == 422
    assert KeyWorkSession.objects.count() == 0


@pytest.mark.parametrize(
    ("days", "error"),
    [
        (1, "Date of session must be today or in the past"),
        (-201, "Date of session must be the same as or after"),
    ],
)
@pytest.mark.parametrize("finish", ["", "later"])
def test_the_day_is_within_the_placement(desk, world, days, error, finish):
    day = world.today + dt.timedelta(days=days)

    response = desk.write(when="other", other_day=day.isoformat(), finish=finish)

    assert response.status_code == 422
    assert error in words(response)
    assert days > 0 or f"{world.moved_in.year}, when Kai moved in" in words(response)


def test_the_day_of_moving_in_is_in_time(desk, world):
    assert desk.draft(when="other", other_day=world.moved_in.isoformat()).held_on == world.moved_in


def test_a_page_left_open_past_midnight_means_the_day_it_was_opened(desk, world):
    yesterday = world.today - dt.timedelta(days=1)

    assert desk.draft(when="today", asked_on=yesterday.isoformat()).held_on == yesterday
    assert desk.draft(when="yesterday", asked_on=yesterday.isoformat()).held_on == yesterday - dt.timedelta(
        days=1
    )
    assert desk.draft(when="today", asked_on="2020-01-01").held_on == world.today


@pytest.mark.parametrize("day", drawn(naughty.DATES, one_in=3))
@pytest.mark.parametrize("path", ["edit", "autosave"])
def test_impossible_dates_are_a_field_error_never_a_crash(desk, day, path):
    response = desk.write(path=path, when="other", other_day=day)

    assert response.status_code == (422 if path == "edit" else 200)
    assert not KeyWorkSession.objects.exclude(held_on=None).exists()


@pytest.mark.parametrize("version", naughty.VERSIONS)
def test_a_forged_version_starts_a_draft_or_conflicts(desk, version):
    public_id = uuid.uuid4()

    assert desk.write(public_id, version=version, finish="later").status_code == 302
    again = desk.write(public_id, version=version, account="Other words.", finish="later")
    assert again.status_code == 409


@pytest.mark.parametrize("text", drawn(naughty.STORABLE, one_in=4))
def test_every_text_comes_back_letter_for_letter(desk, text):
    alone = {"noticed": {"voice": "noticed"}, "reason": {"went": "cancelled_by_home"}}
    together = {name: text for name in TEXT_FIELDS if name not in alone}

    session = desk.draft(**together, voice="words", worry="yes", people=["someone"])

    assert {getattr(session, COLUMN.get(name, name)) for name in together} == {text}
    for name, needs in alone.items():
        assert getattr(desk.draft(**needs, **{name: text}), COLUMN.get(name, name)) == text
    for name, address in (
        ("detail", [session.public_id]),
        ("edit", [session.child.public_id, session.public_id]),
    ):
        page = desk.client.get(reverse(f"sessions:{name}", args=address))
        assert page.status_code == 200
        assert not any(live in page.content for live in (b"<script>alert", b"<img src=x", b"<b>bold"))


@pytest.mark.parametrize("text", naughty.LONG, ids=lambda text: f"{len(text)}")
def test_a_very_long_account_is_kept_whole(desk, text):
    assert desk.draft(account=text).account == text


@pytest.mark.parametrize("field", TEXT_FIELDS)
@pytest.mark.parametrize("path", ["edit", "autosave"])
@pytest.mark.parametrize(
    "text", [*naughty.REFUSED[:2], *naughty.TOO_LONG], ids=["nul", "nul inside", "too long"]
)
def test_what_cannot_be_stored_is_an_error_at_the_field(desk, field, path, text):
    response = desk.write(path=path, **{**TEXT_FIELDS[field], field: text})

    assert response.status_code == 422
    assert KeyWorkSession.objects.count() == 0


def test_too_long_keeps_the_input(desk):
    assert b"x" * 200_001 in desk.write(account=naughty.TOO_LONG[0]).content


@pytest.mark.parametrize("text", naughty.SURROGATES)
def test_half_a_character_is_refused(text):
    with pytest.raises(ValidationError):
        refuse_unstorable(text)


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "latin-1", "nonsense"])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=BoUnD", "application/x-www-form-urlencoded"])
def test_other_encodings_never_crash(desk, charset, kind):
    fields = {"account": "+2AA-", "went": "activity", "version": "0", "finish": "later", "when": "today"}
    parts = [
        f'--BoUnD\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields.items()
    ]
    body = (
        "".join([*parts, "--BoUnD--\r\n"])
        if "multipart" in kind
        else "account=%2B2AA-&when=today&finish=later"
    )

    response = desk.client.generic(
        "POST", desk.address("edit", uuid.uuid4()), body.encode(), content_type=f"{kind}; charset={charset}"
    )

    assert response.status_code < 500


@pytest.mark.parametrize("text", drawn([*naughty.STORABLE[:4], *naughty.STORABLE[26:44]], one_in=4))
def test_added_details_come_back_letter_for_letter(desk, password, text):
    session = desk.draft()
    desk.sign(session)

    response = desk.client.post(
        reverse("sessions:add_details", args=[session.public_id]),
        {"kind": "detail", "text": text, "password": password, "public_id": str(uuid.uuid4())},
    )

    assert response.status_code == 302
    assert Addendum.objects.get().text == text


@pytest.mark.parametrize("text", [*naughty.REFUSED, *naughty.TOO_LONG, " \n"], ids=str.__len__)
def test_added_details_that_cannot_be_stored_are_an_error(desk, password, text):
    session = desk.draft()
    desk.sign(session)

    response = desk.client.post(
        reverse("sessions:add_details", args=[session.public_id]),
        {"kind": "detail", "text": text, "password": password, "public_id": str(uuid.uuid4())},
    )

    assert response.status_code == 422
    assert Addendum.objects.count() == 0


@pytest.mark.parametrize("text", [*naughty.REFUSED, *naughty.STORABLE[:5], "x" * 5_000], ids=str.__len__)
def test_any_password_is_a_wrong_one_not_a_crash(desk, text):
    assert desk.sign(desk.draft(), word=text).status_code == 422
