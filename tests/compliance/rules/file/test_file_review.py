"""FILE-REVIEW: a document of our own is looked at again by its own review day."""

import pytest

from children.duties.saying import sentence_for, source_for
from tests.compliance.file.filing import add, everything, looked_after, said_of
from tests.compliance.judging import evaluate_home, on
from tests.factories.file import FileSaidFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


BEHAVIOUR = "file:{}:BEHAVIOUR"


@pytest.mark.parametrize(
    ("dated", "review", "due"),
    [
        ("2026-03-02", "2026-06-02", "2026-06-02"),
        ("2026-08-31", "2027-02-28", "2027-02-28"),
        ("2026-03-02", "2028-02-29", "2028-02-29"),
        (
            "2026-03-02",
            "2026-04-03",
            "2026-04-03",
        ),  # Good Friday: the day written on it, whatever day that is
        ("2026-03-02", None, None),
    ],
)
def test_the_day_written_on_it(dated, review, due):
    case = looked_after("2026-03-02")
    add(case, "BEHAVIOUR", dated, review)

    assert said_of(case, "FILE-REVIEW", "2026-09-01", BEHAVIOUR).due_on == (on(due) if due else None)


def test_day_before_on_and_after():
    case = looked_after("2026-03-02")
    add(case, "BEHAVIOUR", "2026-03-02", "2026-06-02")

    def says(day):
        flags = [f for f in flags_of(case, day) if f.rule_code == "FILE-REVIEW"]
        return [sentence_for(flag, as_of=on(day)) for flag in flags]

    assert says("2026-05-18") == []
    assert says("2026-05-19") == ["Rae’s file: review of “Behaviour support plan” is due by 2 June."]
    assert says("2026-06-02") == ["Rae’s file: review of “Behaviour support plan” is due today."]
    assert says("2026-06-03") == ["Rae’s file: review of “Behaviour support plan” was due on 2 June."]
    assert source_for(flags_of(case, "2026-06-03")[0], as_of=on("2026-06-03"))


def flags_of(case, day):
    return [flag for flag in evaluate_home(case.home.pk, on(day)) if flag.rule_code == "FILE-REVIEW"]


def test_the_latest_version_counts_and_one_dated_later_does_not_exist_yet():
    case = looked_after("2026-03-02")
    add(case, "BEHAVIOUR", "2026-03-02", "2026-06-02")
    add(case, "BEHAVIOUR", "2026-06-20", "2026-09-20")

    assert said_of(case, "FILE-REVIEW", "2026-06-19", BEHAVIOUR).due_on == on("2026-06-02")
    assert said_of(case, "FILE-REVIEW", "2026-06-20", BEHAVIOUR).due_on == on("2026-09-20")


@pytest.mark.parametrize("type", ["HOME_PLAN", "HEALTH", "RISK", "CHRONOLOGY", "GUIDE", "CARE_PLAN", "PEP"])
def test_what_other_rules_own_and_what_others_write_is_left_out(type):
    case = looked_after("2026-03-02")
    add(case, type, "2026-03-02", "2026-04-02")

    assert everything(case, "FILE-REVIEW", "2026-06-01") == []


def test_nothing_in_the_file_owes_no_review():
    assert everything(looked_after("2026-03-02"), "FILE-REVIEW", "2026-06-01") == []


def test_what_does_not_apply_any_more_owes_no_review():
    case = looked_after("2026-03-02")
    add(case, "BEHAVIOUR", "2026-03-02", "2026-04-02")
    FileSaidFactory(placement=case.placement, type="BEHAVIOUR", from_on=on("2026-06-01"))

    assert said_of(case, "FILE-REVIEW", "2026-05-31", BEHAVIOUR).due_on == on("2026-04-02")
    said = said_of(case, "FILE-REVIEW", "2026-06-01", BEHAVIOUR)
    assert (said.due_on, said.applies) == (None, False)
