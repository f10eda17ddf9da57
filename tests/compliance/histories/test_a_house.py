"""Random histories of a house: others in every run, each in a transaction of its own that is taken back.

Whatever six adults do in whatever order: what was signed stays as it was signed, every act leaves one row of history
for each record it touched, nobody reads or answers their own, no worry is lost, and what is owed of weekly time
together is what the written rules say.
"""

import os
import random

import pytest
from django.db import transaction

from children.duties.saying import severity_on
from children.models import ChildAbsence, Flag
from compliance.boards.page import to_be_done
from compliance.engine import sweep_homes
from compliance.rules.time_together import sessions
from homes.models import LedgerEntry
from sessions_app.models import Addendum, KeyWorkSession, PlanStep, SessionPlan, SessionReview, WorryAnswer
from tests.compliance.histories.house import A_DAY, ACTS, OFTEN, at, do, house_of_six, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
SEED = int(os.environ["HISTORIES_SEED"])  # a new one in each run, printed at its end (conftest)
STEPS = 30
WHO = (0, 1, 2, 3, 3, 4, 4, 5)  # of the six; managers do most of what only they may


def check_rows(house, expected, written, entries):
    """One row of history for each record an act touched, in somebody's name; none where it was refused."""
    assert written == expected
    assert len({(row.model, row.object_id) for row in entries}) == len(entries)
    assert all(row.user_id for row in entries)


def check_signed(house):
    for pk, words in house.signed.items():
        assert words_of(KeyWorkSession.objects.get(pk=pk)) == words
    for pk, (text, session) in house.added.items():
        assert (Addendum.objects.get(pk=pk).text, Addendum.objects.get(pk=pk).session_id) == (text, session)


def check_nobody_alone(house):
    for reading in SessionReview.objects.filter(state="reviewed"):
        assert reading.reviewed_by_id not in (reading.author_id, reading.begun_by_id, reading.only_adult_id)
    for said in WorryAnswer.objects.answered().select_related("session"):
        assert said.answered_by_id != said.session.author_id


def check_worries(house):
    """What the board of a manager puts first, against what was signed and not answered."""
    waiting = {one.pk for one in to_be_done(house.home) if one.status == "signed"}
    assert waiting == house.unanswered


def check_plans(house):
    for pk, moves in house.moved.items():
        steps = PlanStep.objects.filter(plan=pk, kind="moved").order_by("pk")
        assert list(steps.values_list("was_on", "new_on", "reason")) == moves
        if moves:
            one = SessionPlan.objects.get(pk=pk)
            assert one.state == "cancelled" or (one.planned_on, one.reason) == moves[-1][1:]


def check_weeks(house):
    """What is stored as owed, after a sweep of the day."""
    sweep_homes(sessions.RULES, [house.home.pk], as_of=house.today, now=house.now)
    flags = Flag.objects.filter(home=house.home, resolved_at__isnull=True, rule_code__startswith="KS-")
    stored = {child.pk: None for child in house.children}
    for flag in flags:
        assert stored[flag.child_id] is None, "two at once"
        stored[flag.child_id] = (flag.rule_code, flag.due_on, severity_on(flag, house.today))
    owed = {child.pk: week.owed(house.today) for child, week in zip(house.children, house.weeks, strict=True)}
    assert stored == owed


def check_history(house):
    """The last row of history of every record says what the record says."""
    for model in (KeyWorkSession, SessionPlan, SessionReview, ChildAbsence, WorryAnswer):
        for one in model._base_manager.all():
            last = one.history.latest("history_id")
            names = [
                column.attname for column in model._meta.concrete_fields if hasattr(last, column.attname)
            ]
            assert {name: getattr(one, name) for name in names} == {
                name: getattr(last, name) for name in names
            }
            rows = LedgerEntry.objects.filter(model=model._meta.label, object_id=one.pk)
            assert rows.count() == one.history.count()


def steps_of(number: int):
    """What somebody does, about which child, who does it, with which of what there is, and how long nothing follows."""
    chance = random.Random(f"{SEED}/{number}")
    words = (*ACTS, *OFTEN)
    for _step in range(STEPS):
        yield (
            chance.choice(words), chance.randrange(2), chance.choice(WHO), chance.randrange(10),
            chance.choice((0, 0, 1, 1, 2, 4)),
        )  # fmt: skip


def try_history(steps, told: str) -> list[str]:
    """One history; the acts of it that were not refused. `told`: how to have it again."""
    done, happened = [], []
    with transaction.atomic():
        house = house_of_six()
        for number, (word, which, who, n, days) in enumerate(steps):
            house.number = number
            happened.append(f"{house.today} {word}({which}, {who}, {n})")
            try:
                with at(house.now):
                    expected, written, entries = do(house, word, which, who, n)
                    check_rows(house, expected, written, entries)
                    for check in (check_signed, check_nobody_alone, check_worries, check_plans, check_weeks):
                        check(house)
            except Exception as wrong:
                story = "\n".join(happened)
                raise AssertionError(f"{told}\n{story}\n{wrong}") from wrong
            done += [word] if written else []
            house.today += days * A_DAY
        check_history(house)
        transaction.set_rollback(True)
    return done


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param(range(3), id="3", marks=pytest.mark.part),
        *(
            pytest.param(range(first, first + 25), id=f"{first}-{first + 24}", marks=pytest.mark.long)
            for first in range(0, 100, 25)
        ),
    ],
)
def test_whatever_six_people_do(numbers):
    for number in numbers:
        try_history(steps_of(number), f"HISTORIES_SEED={SEED}, history {number}")


def test_each_act_is_one_that_can_be_done():
    """None of those above is refused whatever happens: in this order all of them are done.

    A worry is read before it is answered; a child is away for all of a week, and then was not.
    """
    steps = [
        ("plan", 0, 0, 1, 0), ("move", 0, 1, 1, 0), ("worry", 0, 0, 0, 0), ("sign", 0, 0, 0, 0), ("add", 0, 1, 0, 0),
        ("question", 0, 4, 0, 0), ("reply", 0, 0, 0, 0), ("review", 0, 4, 0, 0), ("answer", 0, 4, 0, 1),
        ("decline", 0, 1, 0, 0), ("draft", 0, 1, 0, 0), ("void", 0, 4, 0, 0), ("reassign", 0, 4, 1, 0),
        ("draft", 1, 0, 0, 0), ("sign", 1, 0, 0, 1), ("away", 1, 0, 0, 9),
        ("come_back", 1, 0, 0, 0), ("put_right", 1, 4, 0, 0), ("withdraw", 1, 4, 0, 0),
        ("leave", 1, 4, 9, 0),
    ]  # fmt: skip

    assert try_history(steps, "in order") == [word for word, *_rest in steps]
    assert {word for word, *_rest in steps} == set(ACTS)
