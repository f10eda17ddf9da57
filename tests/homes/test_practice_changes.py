"""What a home may change about its own ways: from today on, with a reason, once, and never what the law gives."""

import datetime as dt
from dataclasses import replace

import pytest

from homes.models import HomeStandard, LedgerEntry, PracticeChange
from homes.practice import NAMED_BY_LAW, NEVER_OFF, practice_of
from homes.settings import actions
from homes.settings.own_ways import UnableToChange
from homes.standards import CATALOGUE, Default, Editable, Kind, Severity, Unit
from tests.factories.homes import HomeFactory, HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
TERM = {"singular": "buddy", "plural": "buddies", "short": ""}


def change(world, kind="term", key="key_worker", value=TERM, *, home=None, days=0, why="Chosen together"):
    return actions.change_practice(
        home=home or world.maple,
        kind=kind,
        key=key,
        value=value,
        applies_from=world.today + dt.timedelta(days=days),
        why=why,
        by=world.jean,
        today=world.today,
    )


def ways(world, days=0, home=None):
    home = home or world.maple
    rows = PracticeChange.objects.filter(home=home)
    return practice_of(home, rows, on=world.today + dt.timedelta(days=days))


def test_a_word_counts_from_its_day_and_stands_in_the_history(world):
    made = change(world, days=3)

    assert ways(world, 2).terms["key_worker"].singular == "key worker"
    assert ways(world, 3).terms["key_worker"].singular == "buddy"
    entry = LedgerEntry.objects.get(model="homes.PracticeChange")
    assert (entry.user_name, entry.reason, entry.object_id) == ("Jean Ward", "Chosen together", made.pk)


def test_the_twin_of_a_double_click_writes_one_row(world):
    assert change(world) is not None
    assert change(world) is None
    assert PracticeChange.objects.count() == 1


def test_a_word_is_put_back(world):
    change(world)
    change(world, value={"singular": "", "plural": "", "short": ""})

    assert ways(world).terms["key_worker"].singular == "key worker"
    assert PracticeChange.objects.count() == 2


def test_a_home_follows_another_guidance_with_the_ways_it_chose(world):
    def follow():
        return actions.follow_guidance(
            home=world.maple,
            profile="key-residential-practitioner",
            additions=["reflective-practice"],
            applies_from=world.today,
            why="New owner",
            by=world.jean,
            today=world.today,
        )

    assert follow() is True
    rows = PracticeChange.objects.count()

    assert (ways(world).code, ways(world).additions) == (
        "key-residential-practitioner",
        {"reflective-practice"},
    )
    assert follow() is False
    assert PracticeChange.objects.count() == rows


def test_lines_are_added_reworded_taken_off_and_put_on(world):
    change(world, "purpose", "own_1", {"text": "Cooking together", "in_use": True})
    change(world, "purpose", "own_2", {"text": "Music", "in_use": True})
    change(world, "purpose", "past", {"text": "Where I come from", "in_use": True})
    change(world, "purpose", "own_1", {"text": "Cooking together", "in_use": False})

    texts = [str(item.text) for item in ways(world).purposes]
    assert ("Music" in texts, "Where I come from" in texts, "Cooking together" in texts) == (
        True,
        True,
        False,
    )

    change(world, "purpose", "own_1", {"text": "Cooking together", "in_use": True})
    assert ways(world).text_of("purposes", "own_1") == "Cooking together"


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("profile", "profile", {"code": "made-up"}),
        ("profile", "other", {"code": "key-worker"}),
        ("addition", "made-up", {"in_use": True}),
        ("addition", "complex-needs", {"in_use": "yes"}),
        ("term", "made_up", TERM),
        ("term", "key_worker", {**TERM, "plural": ""}),
        ("purpose", "made_up", {"text": "Music", "in_use": True}),
        ("purpose", "own_2", {"text": "Music", "in_use": True}),  # own_1 comes first
        ("purpose", "own_1", {"text": "", "in_use": True}),
        ("format", "own_1", {"text": "Music", "in_use": True}),  # counted by its code
        ("document", "own_1", {"text": "Music", "in_use": True}),
        ("made_up", "x", {}),
    ],
)
def test_what_keywork_does_not_know_is_refused(world, kind, key, value):
    with pytest.raises(UnableToChange):
        change(world, kind, key, value)
    assert not PracticeChange.objects.exists()


@pytest.mark.parametrize("words", ["100%", "{child}", "a}b", "<b>", "a>b", "x" * 61, "two\nlines"])
def test_words_that_cannot_stand_in_a_sentence_are_refused(world, words):
    with pytest.raises(UnableToChange):
        change(world, value={**TERM, "singular": words})
    with pytest.raises(UnableToChange):
        change(world, "purpose", "past", {"text": words, "in_use": True})


@pytest.mark.parametrize(("kind", "key"), sorted(NEVER_OFF))
def test_what_the_law_or_the_record_needs_stays_on_its_list(world, kind, key):
    home = HomeFactory(name="Ty Bedw", provider=world.maple.provider, nation="Wales")
    with pytest.raises(UnableToChange, match="needs this line"):
        change(world, kind, key, {"text": "", "in_use": False}, home=home)

    assert change(world, kind, key, {"text": "Said our way", "in_use": True}, home=home)


@pytest.mark.parametrize(
    ("nation", "term"), [(n, t) for n, terms in NAMED_BY_LAW.items() for t in sorted(terms)]
)
def test_a_name_the_law_gives_stays(world, nation, term):
    home = HomeFactory(name="Elsewhere", provider=world.maple.provider, nation=nation)
    with pytest.raises(UnableToChange, match="The law gives this name"):
        change(world, "term", term, home=home)


def test_no_change_counts_from_yesterday_or_without_a_reason(world):
    with pytest.raises(UnableToChange):
        change(world, days=-1)
    with pytest.raises(UnableToChange):
        change(world, why="  ")


def set_to(world, amount, *, code="KS-WEEK", days=0, reason="The children asked"):
    return actions.change_standard(
        home=world.maple,
        rule_code=code,
        amount=amount,
        applies_from=world.today + dt.timedelta(days=days),
        reason=reason,
        by=world.jean,
        today=world.today,
    )


def test_a_standard_is_set_once_and_keeps_what_else_was_set(world):
    HomeStandardFactory(
        home=world.maple, rule_code="KS-WEEK", amount=7, severity="medium", source="Agreed in 2025"
    )

    made = set_to(world, 5)

    assert (made.amount, made.unit, made.severity, made.source) == (5, "days", "medium", "Agreed in 2025")
    assert set_to(world, 5) is None
    assert HomeStandard.objects.count() == 2
    assert LedgerEntry.objects.filter(reason="The children asked").count() == 1


@pytest.mark.parametrize(("amount", "days", "reason"), [(5, -1, "Why"), (5, 0, " ")])
def test_a_standard_needs_a_day_from_today_and_a_reason(world, amount, days, reason):
    with pytest.raises(UnableToChange):
        set_to(world, amount, days=days, reason=reason)


def test_a_standard_the_law_gives_only_gets_stricter_or_stays(world, monkeypatch):
    for code, editable in (("LAW-A", Editable.STRICTER), ("LAW-B", Editable.NO)):
        made = Default(5, Unit.DAYS, Severity.HIGH, "A law", kind=Kind.LAW, editable=editable)
        monkeypatch.setitem(CATALOGUE, code, replace(CATALOGUE["KS-WEEK"], code=code, default=made))

    with pytest.raises(UnableToChange, match="5 at most"):
        set_to(world, 6, code="LAW-A")
    assert set_to(world, 4, code="LAW-A").amount == 4
    assert set_to(world, 5, code="LAW-A", days=1).amount == 5
    for code in ("LAW-B", "MADE-UP"):
        with pytest.raises(UnableToChange, match="cannot change it"):
            set_to(world, 4, code=code)
