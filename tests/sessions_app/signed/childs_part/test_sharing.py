"""Whether what a child said may be passed on, what "no" does, and when the next time is."""

import datetime as dt

import pytest
from django.urls import reverse

from sessions_app.models import ChildsPart, KeyWorkReport
from sessions_app.strip.reports.actions import UnableToReport, finish_report, save_report, start_report
from tests.factories.childs_part import ChildsPartFactory, ChildsPartWithdrawnFactory
from tests.factories.plans import SessionPlanFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.worries import WorryAnswerFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
SAID = "I want to live with my aunt"
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def record(world):
    def make(**changes):
        said = {"voice": "words", "voice_text": SAID, "child_part": "read", "held_on": world.today - A_DAY}
        return KeyWorkSessionFactory(
            placement=world.placements["kai"], author=world.sam, account="We talked.", **said | changes
        )

    return make


@pytest.fixture
def answered(world):
    """answered(record, "no", 2) -> the child's part of that answer, so many minutes after the first."""

    def say(record, share, minutes=0):
        at = dt.datetime(2026, 1, 6, 20, minutes, tzinfo=dt.UTC)
        return ChildsPartFactory(session=record, share=share, words="", said_at=at)

    return say


@pytest.fixture
def drafted(world, access_of):
    def draft(whom="social_worker"):
        asked = {"from_on": world.today - 7 * A_DAY, "to_on": world.today, "whom": whom}
        return start_report(
            placement=world.placements["kai"], by=world.sam, access=access_of(world.sam), **asked
        )

    return draft


def turn(desk, record):
    desk.client.post(reverse("sessions:hand_to_child", args=[record.public_id]), {"do": "hand"})
    return reverse("sessions:childs_turn", args=[record.public_id])


@pytest.mark.parametrize("chosen", ["yes", "ask", "no", ""])
def test_the_child_is_asked_and_may_leave_it_open(desk, record, chosen):
    address = turn(desk, record())
    page = words(desk.client.get(address))

    assert "Can Sam share what you said?" in page
    assert "Some things we have to tell, to keep you safe." in page
    assert desk.client.post(address, {"answer": "read", "share": chosen}).status_code == 302
    assert ChildsPart.objects.get().share == chosen


def test_a_no_is_kept_when_the_child_did_not_want_to_do_the_rest(desk, record):
    desk.client.post(turn(desk, record()), {"answer": "declined", "share": "no"})

    assert ChildsPart.objects.get().share == "no"


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ("yes", "Kai said that this may be passed on."),
        ("ask", "Kai wants to be asked before this is passed on."),
        ("no", "Kai asked that this is not shared."),
    ],
)
def test_it_stands_where_the_record_is_read(world, desk, record, answered, share, said):
    one = record()
    answered(one, share)

    assert said in words(desk.client.get(one.get_absolute_url()))
    history = words(desk.client.get(reverse("compliance:child_history", args=[world.kai.public_id])))
    assert ("asked that it is not shared" in history) is (share == "no")
    copy = words(desk.client.get(reverse("sessions:childs_copy", args=[one.public_id])))
    assert ("You asked us not to share what you said." in copy) is (share == "no")


@pytest.mark.parametrize(
    ("share", "quoted", "note"),
    [
        ("", True, ""),
        ("yes", True, ""),
        ("ask", False, "Kai wants to be asked before what Kai said is passed on. It is not quoted."),
        ("no", False, "Kai asked that what Kai said is not shared. It is not quoted."),
    ],
)
def test_a_report_quotes_nobody_who_asked_us_not_to(desk, record, answered, drafted, share, quoted, note):
    one = record()
    if share:
        answered(one, share)

    report = drafted()

    assert (SAID in report.said, SAID in str(report.for_child)) == (quoted, quoted)
    page = words(desk.client.get(report.get_absolute_url()))
    assert note in page and (SAID in page) is quoted
    assert ("It is not quoted." in page) is bool(note)


def test_the_last_answer_holds_and_another_childs_does_not(world, record, answered, drafted):
    changed, mixed_up = record(), record(held_on=world.today - 2 * A_DAY, voice_text="I like it here")
    answered(changed, "yes", 1)
    answered(changed, "no", 2)
    answered(mixed_up, "yes", 1)
    ChildsPartWithdrawnFactory(part=answered(mixed_up, "no", 2), by=world.jean)

    said = drafted().said

    assert SAID not in said and "I like it here" in said


def test_a_no_after_the_draft_keeps_the_report_from_being_finished(world, record, answered, drafted):
    one, report = record(), drafted()
    save_report(report, by=world.sam, version=1, reflection="A good week.", what_next="More of it.")
    answered(one, "no")
    finish = {"by": world.sam, "now": dt.datetime.now(dt.UTC), "given_to": "Dana Reed"}

    with pytest.raises(
        UnableToReport, match=r"Kai asked that this is not shared: \[1\]\. Take the quotation"
    ):
        finish_report(report, version=2, **finish)
    save_report(report, by=world.sam, version=2, said="")
    finish_report(report, version=3, **finish)

    assert report.status == KeyWorkReport.Status.FINISHED


def test_the_update_to_the_social_worker_leaves_it_out_and_says_so(world, desk, record, answered):
    record(voice_text="I like it here", held_on=world.today)
    answered(record(), "ask")

    page = words(desk.client.get(reverse("compliance:draft_update", args=[world.kai.public_id])))

    assert "I like it here" in page and SAID not in page
    assert "is not shared, or wants to be asked first. It is not in here." in page


def test_a_worry_is_told_whatever_the_child_answered(world, record, answered, drafted):
    one = record(worry=True, worry_text="A mark on his arm", worry_told_name="Jean Ward")
    WorryAnswerFactory(
        session=one, answered_by=world.jean, answered_at=dt.datetime.now(dt.UTC), account="Seen by the nurse."
    )
    answered(one, "no")

    assert "A mark on his arm" in drafted().worries


# --- next time -------------------------------------------------------------------------------------


def plan(world, **said):
    about = {"placement": world.placements["kai"], "worker": world.sam, "planned_on": world.today + 2 * A_DAY}
    return SessionPlanFactory(
        **{
            **about,
            "starts": dt.time(16),
            "place": "Bike track",
            "child_knows": True,
            "hold_back": SAID,
            **said,
        }
    )


def pages_for_the_child(desk, record):
    copy = desk.client.get(reverse("sessions:childs_copy", args=[record.public_id]))
    return copy, desk.client.get(turn(desk, record))


def test_the_next_time_the_child_knows_of_is_said(world, desk, record):
    plan(world, planned_on=world.today + A_DAY, child_knows=False, place="The lake")
    plan(world, place="The zoo", state="cancelled", reason="It rains")
    plan(world)
    plan(world, planned_on=world.today + 3 * A_DAY, place="The park")

    for page in pages_for_the_child(desk, record(voice_text="I did it")):
        said = words(page)
        assert "Next time" in said and ", 4:00pm. Bike track, with Sam." in said
        assert not any(other in said for other in ("The lake", "The zoo", "The park"))
        assert SAID not in markup(page)


def test_where_nothing_is_planned_nothing_is_promised(world, desk, record):
    plan(world, planned_on=world.today, starts=dt.time(0))  # over for today

    for page in pages_for_the_child(desk, record()):
        assert "Next time" not in words(page)


def test_a_place_that_names_another_child_is_left_off(world, desk, record):
    plan(world, place="Swimming with Mia")

    for page in pages_for_the_child(desk, record()):
        said = words(page)
        assert "Mia" not in said and "with Sam." in said.lower().replace("sam.", "Sam.")
