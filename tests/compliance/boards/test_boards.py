"""Boards put the worst child first. What they ask the database is counted in tests/everywhere/test_queries.py."""

import dataclasses
import datetime as dt

import pytest
from django.urls import reverse

from compliance.actions import run_reconcile
from homes import dates
from homes.standards import CATALOGUE, Owner
from tests.factories.children import ChildFactory, PlacementFactory
from tests.factories.file import FileVersionFactory
from tests.factories.flags import FlagFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def days_ago(number: int) -> dt.date:
    return dates.today() - dt.timedelta(days=number)


PAGES = {
    "board": lambda w: (w.jean, reverse("compliance:board", args=[w.maple.public_id])),
    "today": lambda w: (w.sam, reverse("compliance:today")),
    "children": lambda w: (w.sam, reverse("compliance:children")),
    "child": lambda w: (w.sam, reverse("compliance:child", args=[w.kai.public_id])),
    "flags": lambda w: (w.jean, reverse("compliance:flags", args=[w.maple.public_id])),
    "estate": lambda w: (w.idris, reverse("compliance:estate")),
}


def test_the_worst_child_comes_first(world, signed_in):
    KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=days_ago(1))
    KeyWorkSessionFactory(placement=world.placements["mia"], author=world.sam, held_on=days_ago(16))
    run_reconcile(now=dates.now())

    page = signed_in(world.jean).get(reverse("compliance:board", args=[world.maple.public_id]))

    assert [row.child.known_as for row in page.context["rows"]] == ["Mia", "Kai"]
    assert page.context["worst"][0].sentence.startswith("No key-work session recorded with Mia for 16 days.")


def test_a_child_who_left_long_ago_is_on_the_list_for_those_who_still_read_the_stay(world, signed_in):
    left = ChildFactory(known_as="Ola", home=world.maple)
    PlacementFactory(child=left, home=world.maple, moved_in_on=days_ago(200), moved_on_on=days_ago(29))

    def moved_on(person):
        rows = signed_in(person).get(reverse("compliance:children")).context["moved_on"]
        return [row.child.known_as for row in rows]

    assert moved_on(world.jean) == ["Ola"]
    assert moved_on(world.sam) == []


def test_a_sweep_that_fails_never_reads_all_clear(world, signed_in, monkeypatch):
    url = reverse("compliance:board", args=[world.maple.public_id])

    def breaks(**options):
        raise ValueError("not today")

    monkeypatch.setattr("compliance.receivers.run_reconcile", breaks)

    never = markup(signed_in(world.jean).get(url))

    assert "Nothing is overdue" not in never
    assert "seen this week" not in never
    assert "late" in never


def test_the_page_of_a_child_of_another_home_is_not_found(world, signed_in):
    for user in (world.tom, world.ama, world.una_worker, world.gone, world.pat):
        assert signed_in(user).get(world.kai.get_absolute_url()).status_code == 404


def test_pages_never_put_a_childs_name_in_the_title(world, signed_in):
    run_reconcile(now=dates.now())
    for user, url in (page(world) for page in PAGES.values()):
        text = markup(signed_in(user).get(url))
        title = text[text.index("<title>") : text.index("</title>")]
        assert "Kai" not in title
        assert "Mia" not in title


def test_a_call_with_any_child_is_one_tap_from_today(world, signed_in):
    page = signed_in(world.sam).get(reverse("compliance:today")).text

    for child in (world.kai, world.mia):
        assert reverse("children:log_contact", args=[child.public_id]) in page, child.known_as


def test_the_childs_page_opens_with_the_childs_words_and_tells_the_latest(world, signed_in):
    KeyWorkSessionFactory(
        placement=world.placements["kai"],
        author=world.sam,
        held_on=days_ago(3),
        voice="words",
        voice_text="I did it myself",
    )
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.jo, held_on=days_ago(1), declined=True
    )

    text = signed_in(world.sam).get(world.kai.get_absolute_url()).text

    assert text.index("I did it myself") < text.index("What we owe Kai")
    assert "Time with Sam Okafor" in text
    assert "Kai chose not to" in text


def test_a_child_nearly_always_with_one_adult_is_worth_a_thought(world, signed_in):
    for days in range(1, 8):
        KeyWorkSessionFactory(placement=world.placements["mia"], author=world.jo, held_on=days_ago(days))
        KeyWorkSessionFactory(placement=world.placements["kai"], author=world.jo, held_on=days_ago(days))
    KeyWorkSessionFactory(
        placement=world.placements["mia"], author=world.sam, held_on=days_ago(8), format="quick_chat"
    )

    board = signed_in(world.jean).get(reverse("compliance:board", args=[world.maple.public_id]))
    mias = signed_in(world.sam).get(world.mia.get_absolute_url())
    kais = signed_in(world.sam).get(world.kai.get_absolute_url())

    words = "7 of Mia’s last 8 sessions were with Jo. Who else could spend time with Mia?"
    assert [child for child, _prompt in board.context["thoughts"]] == [world.mia]
    assert words in board.text
    assert reverse("children:reflections", args=[world.mia.public_id]) in board.text
    assert words in mias.text
    assert "Good practice" not in kais.text


def test_a_board_without_a_thought_shows_no_section(world, signed_in):
    board = signed_in(world.jean).get(reverse("compliance:board", args=[world.maple.public_id]))

    assert "Worth a thought" not in board.text


def test_what_others_owe_is_chased_and_counted_apart(world, signed_in, monkeypatch, rules_of_time_together):
    """A duty of the placing authority is on every page and in no count of what the home owes."""
    ours = CATALOGUE["PP-HOME"]
    theirs = dataclasses.replace(
        ours, default=dataclasses.replace(ours.default, owner=Owner.PLACING_AUTHORITY)
    )
    FileVersionFactory(child=world.kai, home=world.maple, type="HEALTH", dated_on=dates.today())
    KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=dates.today())
    FileVersionFactory(child=world.mia, home=world.maple, type="HEALTH", dated_on=dates.today())
    FileVersionFactory(child=world.mia, home=world.maple, type="HOME_PLAN", dated_on=dates.today())
    KeyWorkSessionFactory(placement=world.placements["mia"], author=world.sam, held_on=dates.today())
    run_reconcile(now=dates.now())
    jean = signed_in(world.jean)
    board = reverse("compliance:board", args=[world.maple.public_id])
    before = {
        "board": jean.get(board).context["over_count"],
        "child": len(jean.get(world.kai.get_absolute_url()).context["page"].row.ours),
    }

    monkeypatch.setitem(CATALOGUE, "PP-HOME", theirs)

    page = jean.get(board)
    assert (before["board"], page.context["over_count"]) == (1, 0)
    assert [card.flag.rule_code for card in page.context["theirs"]] == ["PP-HOME"]
    assert "1 thing to chase" in markup(page)
    kai = jean.get(world.kai.get_absolute_url())
    assert (before["child"], len(kai.context["page"].row.ours)) == (1, 0)
    assert "What we owe Kai (0)" in markup(kai)
    assert "Waiting on others (1)" in markup(kai)
    assert len(signed_in(world.sam).get(reverse("compliance:today")).context["chase"]) == 1
    homes = signed_in(world.idris).get(reverse("compliance:estate")).context["homes"]
    assert {line["home"].name: (line["over"], line["chased"]) for line in homes}["Maple House"] == (0, 1)


def flag(world, name, rule, days):
    due_on = world.today + dt.timedelta(days=days)
    facts = {
        "amount": 6,
        "unit": "days",
        "kind": "week",
        "last_on": "2026-01-05",
        "visited_on": "2026-01-05",
        "asked": "",
    }
    return FlagFactory(
        rule_code=rule, subject_key=name, home=world.maple, child=world.kai,
        opens_on=min(due_on, world.today), due_on=due_on, facts=facts,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("group", "show", "rule"), [("due", "due", "ROOM-CHECK"), ("theirs", "theirs", "SW-VISIT")]
)
def test_a_list_shows_the_first_three_and_leads_to_the_rest(world, signed_in, group, show, rule):
    jean = signed_in(world.jean)
    board, flags = (
        reverse(f"compliance:{name}", args=[world.maple.public_id]) for name in ("board", "flags")
    )
    jean.get(board)  # whoever comes first sweeps
    for days in range(5):
        flag(world, f"{rule} {days}", rule, days)

    page = jean.get(board)
    listed = jean.get(f"{flags}?show={show}").context["list"]

    assert len(page.context[group]) == 3
    assert page.context[f"{group}_count"] == listed.total
    assert f'<a href="{flags}?show={show}">{listed.total - 3} more</a>' in markup(page)


def test_a_board_of_many_children_draws_the_worst_and_names_them_all(world, signed_in):
    for number in range(9):
        child = ChildFactory(known_as=f"Child {number}", home=world.maple)
        PlacementFactory(child=child, home=world.maple, moved_in_on=days_ago(1))

    page = signed_in(world.jean).get(reverse("compliance:board", args=[world.maple.public_id]))

    assert page.context["plotted"] == page.context["rows"][:3]
    assert "See all 11 children, as a table" in markup(page)
    assert all(f">Child {number}</a>" in markup(page) for number in range(9))
