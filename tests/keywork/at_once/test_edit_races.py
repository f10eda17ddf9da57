"""Two adults who opened the same version: the later one is told and keeps every word, and nothing stands unseen."""

import html

import pytest

from children.putting_right import actions as putting_right
from children.putting_right import forms as putting_right_forms
from sessions_app import actions
from sessions_app.plans import actions as plans
from tests.keywork.at_once.sent import RACES, two_planning, two_putting_right, two_tabs

pytestmark = pytest.mark.django_db(transaction=True)
LED_ON = 302


def raced(home, at_once, *, times, kinds=RACES):
    """Races that ended otherwise than they should: silently, or with words lost."""
    wrong = []
    for number in range(times):
        kind = kinds[number % len(kinds)]
        race = kind(home)
        answers = at_once(race.forms)
        stored = race.stored()
        first = [words for words, answer in zip(race.words, answers, strict=True) if answer.status == LED_ON]
        late = [
            (words, answer)
            for words, answer in zip(race.words, answers, strict=True)
            if answer.status != LED_ON
        ]
        told = all(
            answer.status in (409, 422) and words in html.unescape(answer.text) for words, answer in late
        )
        if stored != first or not told:
            wrong.append((kind.__name__, stored, first, [answer.status for answer in answers]))
    return wrong


@pytest.mark.parametrize(
    "times", [pytest.param(10, marks=pytest.mark.part), pytest.param(200, marks=pytest.mark.long)]
)
def test_who_comes_second_is_told_and_keeps_their_words(home, at_once, times):
    assert raced(home, at_once, times=times) == []


def test_without_the_version_the_first_words_are_lost_and_nobody_is_told(home, at_once, monkeypatch):
    """The control, for each of the three forms that know their version."""
    for module in (putting_right, putting_right_forms, plans):
        monkeypatch.setattr(module, "as_written", lambda record: 0)
    monkeypatch.setattr("tests.keywork.at_once.sent.as_written", lambda record: 0)
    plain = actions._apply
    monkeypatch.setattr(
        actions,
        "_apply",
        lambda saved, *, by, fields, version: plain(saved, by=by, fields=fields, version=saved.version),
    )

    wrong = raced(home, at_once, times=6, kinds=(two_tabs, two_planning, two_putting_right))

    silent = {kind for kind, _stored, first, statuses in wrong if statuses == [LED_ON, LED_ON]}
    assert silent == {"two_tabs", "two_planning", "two_putting_right"}


def test_without_locks_two_managers_answer_one_worry(home, at_once, no_locks):
    """The control of the other two, which are done once: without the lock both stand."""
    wrong = raced(home, at_once, times=20)

    assert wrong
