"""KS-DECLINE: three offers declined, or two weeks without a session: a manager looks at how time is offered."""

import pytest
from django.urls import reverse

from children.duties.saying import sentence_for
from sessions_app.models import ApproachReview
from tests.compliance.judging import make_case, on
from tests.factories.review import ApproachReviewFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def case():
    """A session on 2 March."""
    made = make_case("2026-02-01")
    KeyWorkSessionFactory(placement=made.placement, author=made.sam, held_on=on("2026-03-02"))
    return made


def offered(case, *days, **fields):
    how = fields or {"declined": True}
    for day in days:
        KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on(day), **how)


def due(case, day):
    said = case.due("KS-DECLINE", day)
    return str(said) if said else None


@pytest.mark.parametrize(
    ("declined", "day", "owed"),
    [
        ((), "2026-03-30", None),
        (("2026-03-09",), "2026-03-10", "2026-03-16"),  # two weeks after the session
        (("2026-03-20",), "2026-03-20", "2026-03-20"),  # asked late: from that day
        (("2026-03-09", "2026-03-10"), "2026-03-11", "2026-03-16"),
        (("2026-03-09", "2026-03-10", "2026-03-12"), "2026-03-12", "2026-03-12"),  # the third in a row
        (("2026-03-09", "2026-03-10", "2026-03-12"), "2026-03-11", "2026-03-16"),
    ],
)
def test_the_third_in_a_row_or_two_weeks(case, declined, day, owed):
    offered(case, *declined)

    assert due(case, day) == owed


def test_without_a_session_two_weeks_count_from_moving_in():
    made = make_case("2028-02-15")
    offered(made, "2028-02-20")

    assert due(made, "2028-02-20") == "2028-02-29"


def test_what_we_cancelled_neither_counts_nor_breaks_the_row(case):
    offered(case, "2026-03-04", "2026-03-06")
    offered(case, "2026-03-07", outcome="cancelled_by_home", format="", reason="Nobody on")
    offered(case, "2026-03-08")

    assert due(case, "2026-03-08") == "2026-03-08"


def test_a_session_held_ends_it_and_the_row_begins_anew(case):
    offered(case, "2026-03-04", "2026-03-06", "2026-03-08")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-10"))
    assert due(case, "2026-03-10") is None

    offered(case, "2026-03-12")

    assert due(case, "2026-03-12") == "2026-03-24"


def test_a_look_at_it_ends_it_and_the_row_begins_anew(case):
    offered(case, "2026-03-04", "2026-03-06", "2026-03-08")
    ApproachReviewFactory(placement=case.placement, reviewed_on=on("2026-03-09"))

    assert due(case, "2026-03-08") == "2026-03-08"
    assert due(case, "2026-03-09") is None
    offered(case, "2026-03-11")
    assert due(case, "2026-03-11") == "2026-03-23"


def test_offers_of_more_than_twelve_weeks_ago_are_no_row(case):
    offered(case, "2026-03-04")

    assert due(case, "2026-05-26") == "2026-03-16"
    assert due(case, "2026-05-27") is None


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (
            "2026-03-08",
            "Rae chose not to meet 3 times since 2 March. A manager is to look at how we offer time, today.",
        ),
        (
            "2026-03-09",
            "Rae chose not to meet 3 times since 2 March, and nobody has looked yet at how we offer time.",
        ),
    ],
)
def test_in_words(case, day, words):
    offered(case, "2026-03-04", "2026-03-06", "2026-03-08")

    assert sentence_for(case.flag("KS-DECLINE", day), as_of=on(day)) == words


def test_the_manager_keeps_what_will_be_tried(world, signed_in):
    address = reverse("sessions:review_approach", args=[world.kai.public_id])
    jean = signed_in(world.jean)
    sent = {
        "reviewed_on": world.today.isoformat(),
        "ways": ["other_adult", "ask"],
        "said": "Dee asks, in writing",
    }
    assert "Enter what you think, and what we will do" in markup(jean.post(address, {**sent, "said": " "}))

    for _click in range(2):
        jean.post(address, sent)

    kept = ApproachReview.objects.get()
    assert (kept.ways, kept.said, kept.noted_name) == (
        ["other_adult", "ask"],
        "Dee asks, in writing",
        "Jean Ward",
    )
    assert signed_in(world.sam).get(address).status_code == 403
