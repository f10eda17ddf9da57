"""Until it is answered a worry stands first: on the board, on Today of seniors, as a count on the page of homes."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from children.models import Flag
from compliance.actions import run_reconcile
from homes import dates
from homes.dates import LONDON
from homes.models import Unit
from sessions_app.worries.standing import answer_due_at
from tests.factories.homes import HomeStandardFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import StaffRoleFactory, UserFactory
from tests.factories.worries import WorryAnswerFactory
from tests.sessions_app.worries.test_tell_someone import words

pytestmark = pytest.mark.usefixtures("unscoped")


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("signed", "amount", "due"),
    [
        ("2026-08-11 21:40", 1, "2026-08-12 10:00"),
        ("2026-08-12 00:01", 1, "2026-08-12 10:00"),  # the same night
        ("2026-08-12 05:59", 1, "2026-08-12 10:00"),
        ("2026-08-12 06:00", 1, "2026-08-13 10:00"),  # the next day has begun
        ("2026-10-24 22:00", 1, "2026-10-25 10:00"),  # the clocks go back: ten is ten
        ("2028-02-28 22:00", 1, "2028-02-29 10:00"),
        ("2026-08-11 21:40", 3, "2026-08-14 10:00"),
        ("2026-08-11 21:40", 0, "2026-08-12 00:00"),
        ("2026-08-12 02:00", 0, "2026-08-13 00:00"),
    ],
)
def test_by_when_it_is_answered(signed, amount, due):
    assert answer_due_at(at(signed), nobody_reached=False, amount=amount, unit=Unit.DAYS) == at(due)
    assert answer_due_at(at(signed), nobody_reached=True, amount=amount, unit=Unit.DAYS) == at(signed)


@pytest.fixture
def worry(world):
    """worry(**facts) -> one of Jo's about Kai, signed an hour ago."""

    def make(child="kai", **facts):
        signed_at = facts.pop("signed_at", dates.now() - dt.timedelta(hours=1))
        return KeyWorkSessionFactory(
            placement=world.placements[child], author=facts.pop("author", world.jo), held_on=world.today,
            signed_at=signed_at, **{"worry": True, "worry_text": "A bruise", **facts},
        )  # fmt: skip

    return make


def board(world, client):
    return client.get(reverse("compliance:board", args=[world.maple.public_id]))


def test_first_on_the_board_until_answered_however_long(world, signed_in, worry):
    old = worry(signed_at=dates.now() - dt.timedelta(days=40))
    new = worry("mia")
    worry("noa", author=world.tom)

    page = board(world, signed_in(world.jean))

    assert [one.session for one in page.context["worries"]] == [old, new]
    said = words(page)
    assert "2 worries have no answer yet" in said and "Jo Price’s worry about Kai, from" in said
    assert "A bruise" not in page.text
    assert page.text.index('id="worries"') < page.text.index('id="children-heading"')
    assert reverse("sessions:answer_worry", args=[old.public_id]) in page.text

    WorryAnswerFactory(session=old, answered_by=world.jean)  # a draft answers nothing
    assert len(board(world, signed_in(world.jean)).context["worries"]) == 2
    for session in (old, new):
        WorryAnswerFactory(session=session, answered_by=world.ama, answered_at=dates.now())
    assert board(world, signed_in(world.jean)).context["worries"] == []


def test_nobody_reached_comes_first_and_needs_somebody_now(world, signed_in, worry):
    told = worry(signed_at=dates.now() - dt.timedelta(days=2))
    alone = worry("mia", nobody_reached=True)

    page = board(world, signed_in(world.jean))

    assert [one.session for one in page.context["worries"]] == [alone, told]
    assert "Nobody could be reached: it needs you now." in words(page)


def test_past_its_time_from_that_very_moment(world, signed_in, worry):
    """At ten it is late; where nobody could be reached, from the moment of signing."""
    ten = dt.datetime.combine(world.today, dt.time(10), tzinfo=LONDON)
    worry(signed_at=ten - dt.timedelta(hours=14))
    for moment, late in ((ten - dt.timedelta(seconds=1), False), (ten, True)):
        with time_machine.travel(moment, tick=False):
            assert [one.overdue for one in board(world, signed_in(world.jean)).context["worries"]] == [late]
    with time_machine.travel(ten - dt.timedelta(hours=1), tick=False):
        worry("mia", nobody_reached=True, signed_at=dates.now())
        first = board(world, signed_in(world.jean)).context["worries"][0]
        assert first.session.child == world.mia and first.overdue


def test_on_today_of_seniors_and_deputies_and_not_of_workers(world, signed_in, worry):
    worry()
    for role, first in (("senior", True), ("deputy_manager", True), ("residential_worker", False)):
        person = UserFactory(full_name=f"P {role}")
        StaffRoleFactory(user=person, home=world.maple, role=role)
        page = signed_in(person).get(reverse("compliance:today"))
        assert ("1 worry has no answer yet" in words(page)) == first, role
        assert ("Answer the worry" in words(page)) == (role == "deputy_manager"), role


def test_ones_own_worry_is_somebody_elses_to_answer(world, signed_in, worry):
    worry(author=world.jean)

    page = words(board(world, signed_in(world.jean)))

    assert "1 worry has no answer yet" in page and "Answer the worry" not in page


def test_the_page_of_homes_counts_and_says_neither_what_nor_whom(world, signed_in, worry):
    worry(child="noa", author=world.tom, signed_at=dates.now())
    page = signed_in(world.idris).get(reverse("compliance:estate"))
    card = words(page).split("Longest")[0]
    assert "1 worry waits for an answer, within the home’s standard." in card
    assert "Oak Lodge : 1 unanswered" in card and "past its time" not in card

    worry(nobody_reached=True)
    page = signed_in(world.idris).get(reverse("compliance:estate"))
    card = page.text[page.text.index('id="worries"') : page.text.index("<table")]
    assert "1 worry has waited too long for an answer." in words(page)
    assert "01632 960001" in card
    for never in ("Kai", "Noa", "Jo Price", "bruise"):
        assert never not in card


def test_the_page_of_homes_says_which_are_for_who_oversees(world, signed_in, worry):
    worry()
    said = "1 for you to answer: no manager there may"
    assert said not in words(signed_in(world.idris).get(reverse("compliance:estate")))

    worry(author=world.jean)  # Maple’s only manager
    assert f"2 unanswered, {said}" in words(signed_in(world.idris).get(reverse("compliance:estate")))


def test_a_worry_is_nobodys_worst_on_the_page_of_homes(world, signed_in, worry, unscoped):
    old = dates.now() - dt.timedelta(days=3)
    worry(signed_at=old, nobody_reached=True)
    run_reconcile(now=dates.now())
    assert Flag.objects.open().filter(rule_code="SAFEG-TOLD").exists()

    assert "a worry about" not in signed_in(world.idris).get(reverse("compliance:estate")).text


def test_the_homes_own_standard_says_when_it_is_late(world, signed_in, worry):
    with time_machine.travel(dates.now().replace(hour=12), tick=False):
        worry(signed_at=dates.now() - dt.timedelta(days=2))
        assert board(world, signed_in(world.jean)).context["worries"][0].overdue
        HomeStandardFactory(home=world.maple, rule_code="WORRY-ANSWER", amount=3)
        assert not board(world, signed_in(world.jean)).context["worries"][0].overdue
