"""A day to share a record with the child: set when it is signed, then owed until the child has had it."""

import datetime as dt

import pytest
from django.urls import reverse

from homes import dates
from homes.audit import set_fields
from sessions_app.models import KeyWorkSession
from sessions_app.signed.childs_part.owed import to_share
from tests.factories.childs_part import ChildsPartFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def owed(world):
    """owed(days, **changes) -> a signed record of a week ago about Kai, to be shared so many days from today."""

    def make(days=0, child="kai", **changes):
        return KeyWorkSessionFactory(
            placement=world.placements[child],
            author=world.sam,
            held_on=world.today - dt.timedelta(days=7),
            child_part="later",
            share_on=world.today + dt.timedelta(days=days),
            **changes,
        )

    return make


def today_of(client):
    return words(client.get(reverse("compliance:today")))


def listed(world, access_of):
    return [one.session for one in to_share([world.kai, world.mia], access_of(world.dee))]


def test_a_day_is_set_when_it_is_signed(world, desk):
    draft = desk.draft()
    day = world.today + dt.timedelta(days=2)

    desk.sign(draft, child_part="later", share_on=day.isoformat())

    draft.refresh_from_db()
    assert (draft.status, draft.child_part, draft.share_on) == ("signed", "later", day)
    assert f"I will share it on {dates_in_words(day)}" in words(desk.client.get(draft.get_absolute_url()))


def dates_in_words(day):
    return f"{day:%A} {day.day} {day:%B}"


@pytest.mark.parametrize(
    ("days", "said"),
    [(None, "Enter the day you share it"), (-1, "Which day? must be today or in the future")],
)
def test_without_a_day_to_come_it_is_not_signed(world, desk, days, said):
    draft = desk.draft()
    day = (world.today + dt.timedelta(days=days)).isoformat() if days else ""

    answer = desk.sign(draft, child_part="later", share_on=day)

    assert answer.status_code == 422
    assert said in words(answer)
    assert KeyWorkSession.objects.get().is_draft


def test_a_day_left_behind_by_another_answer_is_not_kept(world, desk):
    draft = desk.draft()

    desk.sign(draft, child_part="read", share_on=world.today.isoformat())

    draft.refresh_from_db()
    assert (draft.status, draft.child_part, draft.share_on) == ("signed", "read", None)


def test_what_is_due_stands_under_what_needs_somebody_and_leads_to_the_tablet(world, signed_in, owed):
    one = owed()

    page = signed_in(world.dee).get(reverse("compliance:today"))

    assert "Needs you (1)" in words(page)
    assert "Share the record of" in words(page) and "with Kai Sam Okafor said today." in words(page)
    assert reverse("sessions:hand_to_child", args=[one.public_id]) in page.content.decode()


def test_what_is_late_says_so(world, desk, owed):
    owed(-3)

    assert "It has not been shared yet." in today_of(desk.client)


def test_what_comes_within_a_week_is_coming_up_and_later_is_not_yet(world, signed_in, owed, access_of):
    near, _far = owed(7), owed(8)

    page = today_of(signed_in(world.dee))

    assert listed(world, access_of) == [near]
    assert "Coming up" in page and "Share the record of" in page
    assert "Needs you (" not in page


@pytest.mark.parametrize("declined", [False, True])
def test_it_is_over_once_the_child_has_had_it_or_did_not_want_to(world, owed, access_of, declined):
    one = owed(-1)
    assert listed(world, access_of) == [one]

    ChildsPartFactory(session=one, declined=declined)

    assert listed(world, access_of) == []


def test_a_void_record_is_owed_to_nobody(world, owed, access_of):
    one = owed(-1)

    set_fields(
        one, by=world.jean, status="void", voided_at=dates.now(), voided_by=world.jean, voided_reason="Twice"
    )

    assert listed(world, access_of) == []


def test_one_query_for_all_children(world, owed, access_of, django_assert_num_queries):
    owed()
    owed(child="mia")
    access = access_of(world.dee)

    with django_assert_num_queries(1):
        found = to_share([world.kai, world.mia], access)
        assert [(one.session.child.known_as, one.when) for one in found] == [
            ("Kai", "Sam Okafor said today."),
            ("Mia", "Sam Okafor said today."),
        ]
