"""A form sent twice at the same moment, or by twenty hands: one record, one history row, and all are led to it."""

import pytest

from tests.keywork.at_once.sent import KINDS

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERED = ({200}, {302})  # kept in the background, or led on


def sent_at_once(home, at_once, *, hands, times):
    """Forms that were sent by so many hands each, with what was wrong afterwards."""
    wrong = []
    for number in range(times):
        kind = KINDS[number % len(KINDS)]
        form = kind(home).with_key()
        answers = at_once([form] * hands)
        made, statuses = form.made(), {answer.status for answer in answers}
        led = {answer.to for answer in answers}
        if set(made) != {1} or statuses not in ANSWERED or len(led) > 1:
            wrong.append((kind.__name__, made, sorted(statuses), sorted(led)))
    return wrong


@pytest.mark.parametrize(
    ("hands", "times"),
    [
        pytest.param(2, 18, marks=pytest.mark.part),
        pytest.param(20, 3, marks=pytest.mark.part),
        pytest.param(2, 500, marks=pytest.mark.long),
        pytest.param(20, 50, marks=pytest.mark.long),
    ],
)
def test_a_form_sent_by_many_hands_is_done_once(home, at_once, hands, times):
    assert sent_at_once(home, at_once, hands=hands, times=times) == []


@pytest.mark.usefixtures("no_keys", "no_locks")
@pytest.mark.parametrize("hands", [2, 20])
def test_without_keys_and_locks_the_same_hands_write_more_than_one(home, at_once, hands):
    """The control: it is the key, and the lock below it, that hold."""
    wrong = sent_at_once(home, at_once, hands=hands, times=len(KINDS) * (2 if hands == 2 else 1))

    assert [kind for kind, made, *_more in wrong if max(made) > 1], wrong


@pytest.mark.usefixtures("no_keys")
def test_without_keys_the_locks_alone_write_one(home, at_once):
    """A page without a script, or opened twice: the action itself sees that it was done."""
    wrong = sent_at_once(home, at_once, hands=3, times=len(KINDS))

    assert [one for one in wrong if set(one[1]) != {1}] == []
