"""The pages Health and school, and Orders and status: what stands there, who may write, and what they cost."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from children.health_education.page import A_PAGE
from children.models import CareEvent, CourtOrder, LegalStatus
from children.putting_right.actions import as_written
from homes.audit import set_fields
from homes.models import AccessEvent
from tests.addresses import page_address
from tests.factories.care import CareEventFactory, CourtOrderFactory, LegalStatusFactory
from tests.factories.children import PlacementFactory
from tests.factories.file import FileVersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def at(world, signed_in):
    """at(name, by, *args) -> (client, address): a page about Kai unless said otherwise."""

    def open_as(name, by=None, *args):
        return signed_in(by or world.sam), page_address(name, args=args or [world.kai.public_id])

    return open_as


def ago(world, days: int) -> dt.date:
    return world.today - dt.timedelta(days=days)


def entry(world, **changes):
    said = {"kind": "dental_check", "happened_on": world.today.isoformat(), "with_whom": "Mill Lane"}
    return {name: value for name, value in {**said, **changes}.items() if value is not None}


def review(world, **changes):
    said = {
        "happened_on": world.today.isoformat(),
        "still_fair": "no",
        "still_needed": "yes",
        "changes": "The phone stays with Kai",
        "childs_view": "Good",
    }
    return {name: value for name, value in {**said, **changes}.items() if value is not None}


# --- health and school --------------------------------------------------------------------------


def test_an_entry_is_noted_and_shown(world, at):
    client, form = at("add_care", None, world.kai.public_id, "health")

    answer = client.post(form, entry(world, outcome="Nothing to do", childs_view="The chair goes up"))

    assert answer["Location"] == reverse("children:care", args=[world.kai.public_id])
    page = client.get(answer["Location"]).text
    for words in ("Dental check", "Mill Lane", "Nothing to do", "The chair goes up", "Written by Sam Okafor"):
        assert words in page


def test_a_review_of_what_keeps_the_child_safe(world, at):
    FileVersionFactory(child=world.kai, home=world.maple, type="RISK", dated_on=ago(world, 20))
    client, form = at("add_care", None, world.kai.public_id, "safety")

    client.post(form, review(world))

    kept = CareEvent.objects.get()
    assert (kept.kind, kept.still_fair, kept.still_needed) == ("risk_review", False, True)
    page = client.get(reverse("children:care", args=[world.kai.public_id])).text
    assert "Still fair: no." in page
    assert "The phone stays with Kai" in page


@pytest.mark.parametrize(
    ("topic", "changes", "error"),
    [
        ("health", {"kind": None}, "Select what was done"),
        ("health", {"kind": "pep_meeting"}, "Select a valid choice"),
        ("school", {"kind": "dental_check"}, "Select a valid choice"),
        ("health", {"happened_on": None}, "Enter the day"),
        ("health", {"happened_on": "2999-01-01"}, "Enter a real date"),
        ("health", {"happened_on": "2001-01-01"}, "after Kai was born"),
        ("health", {"next_due_on": "2020-01-01"}, "Next one due must be after the day"),
        ("health", {"next_due_on": "2199-01-01"}, "within 2 years"),
    ],
)
def test_what_is_wrong_is_said_and_every_word_is_kept(world, at, topic, changes, error):
    client, form = at("add_care", None, world.kai.public_id, topic)

    answer = client.post(form, entry(world, **{"outcome": "Every word", **changes}))

    assert answer.status_code == 422
    assert error in answer.text
    assert "Every word" in answer.text
    assert CareEvent.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"still_fair": None}, "Select whether it is still fair"),
        ({"still_needed": "perhaps"}, "Select a valid choice"),
        ({"changes": None}, "Enter what changes, so that it is fair again"),
    ],
)
def test_a_review_says_both_and_what_changes_when_it_is_not_fair(world, at, changes, error):
    client, form = at("add_care", None, world.kai.public_id, "safety")

    answer = client.post(form, review(world, **changes))

    assert (answer.status_code, error in answer.text) == (422, True)


@pytest.mark.parametrize(("days", "status"), [(-1, 302), (0, 302), (1, 422)])
def test_an_entry_is_of_today_or_before(world, at, days, status):
    client, form = at("add_care", None, world.kai.public_id, "health")

    assert client.post(form, entry(world, happened_on=ago(world, -days).isoformat())).status_code == status


def test_an_unknown_part_and_another_homes_child_are_not_found(world, at):
    client, nowhere = at("add_care", None, world.kai.public_id, "money")
    assert client.get(nowhere).status_code == 404
    for name in ("care", "orders", "add_status", "add_order"):
        client, address = at(name, None, world.noa.public_id)
        assert client.get(address).status_code == 404
    event = CareEventFactory(child=world.noa, home=world.oak, kind="dental_check", happened_on=world.today)
    client, address = at("withdraw_care", None, event.public_id)
    assert client.post(address, {"reason": "x"}).status_code == 404


def test_a_double_click_makes_one_entry(world, at):
    client, form = at("add_care", None, world.kai.public_id, "health")

    for _click in range(2):
        assert client.post(form, entry(world)).status_code == 302

    assert CareEvent.objects.count() == 1


def test_an_entry_is_withdrawn_and_still_read(world, at):
    event = CareEventFactory(
        child=world.kai, home=world.maple, kind="dental_check", happened_on=world.today, outcome="Mia’s tooth"
    )
    client, form = at("withdraw_care", world.jean, event.public_id)
    said = {"because": "other", "because_words": "This was Mia’s", "seen": as_written(event)}

    assert client.post(form, {**said, "because": ""}).status_code == 422
    client.post(form, said)
    again = client.post(form, said, follow=True)

    assert "This was withdrawn already." in again.text
    _client, page = at("care", world.jean)
    read = client.get(page).text
    assert "Mia’s tooth" in read
    assert "Withdrawn by Jean Ward" in read
    assert "This was Mia’s" in read
    event.refresh_from_db()
    assert event.withdrawn_reason == "This was Mia’s"


def test_an_inspector_and_the_responsible_individual_read_and_write_nothing(world, at):
    event = CareEventFactory(child=world.kai, home=world.maple, kind="dental_check", happened_on=world.today)
    for who in (world.nell, world.idris):
        client, page = at("care", who)
        read = client.get(page)
        assert read.status_code == 200
        assert "Add an entry" not in read.text
        assert "Put right" not in read.text
        for name, args in (
            ("add_care", (world.kai.public_id, "health")),
            ("withdraw_care", (event.public_id,)),
        ):
            client, form = at(name, who, *args)
            assert client.get(form).status_code == 403
            assert client.post(form, entry(world)).status_code == 403


def test_a_child_who_moved_on_is_read_only_and_shows_nothing_of_the_next_home(world, at):
    CareEventFactory(
        child=world.kai, home=world.maple, kind="dental_check", happened_on=ago(world, 9), outcome="At Maple"
    )
    set_fields(world.placements["kai"], by=world.jean, moved_on_on=ago(world, 2))
    PlacementFactory(child=world.kai, home=world.oak, moved_in_on=ago(world, 2))
    CareEventFactory(
        child=world.kai, home=world.oak, kind="dental_check", happened_on=world.today, outcome="At Oak"
    )

    client, page = at("care", world.jean)
    ours = client.get(page)
    client, form = at("add_care", world.jean, world.kai.public_id, "health")
    theirs, page = at("care", world.tom)

    assert ("At Maple" in ours.text, "At Oak" in ours.text) == (True, False)
    assert client.post(form, entry(world)).status_code == 422  # of today, which is Oak's
    both = theirs.get(page).text
    assert "At Maple" in both
    assert "At Oak" in both


def test_last_next_and_state_of_each_line(world, at):
    CareEventFactory(child=world.kai, home=world.maple, kind="dental_check", happened_on=ago(world, 300))
    CareEventFactory(
        child=world.kai,
        home=world.maple,
        kind="sight_test",
        happened_on=ago(world, 30),
        next_due_on=ago(world, -200),
    )
    client, page = at("care")

    lines = {line.label: line for part in client.get(page).context["page"].parts for line in part.lines}

    assert (lines["Dental check"].state, lines["Dental check"].is_late) == ("over", True)
    assert (lines["Sight test"].state, lines["Sight test"].due_on) == ("done", ago(world, -200))
    assert lines["Registered with a GP"].state == "over"
    assert lines["SEN support plan"].state == "none"


def test_the_school_term_and_whether_the_plan_was_looked_at(world, at):
    client, page = at("care")
    without = client.get(page).text
    CareEventFactory(child=world.kai, home=world.maple, kind="pep_meeting", happened_on=world.today)

    assert "No personal education plan or meeting is noted this term." in without
    assert "The personal education plan was looked at this term." in client.get(page).text


def test_older_entries_come_by_key_part_by_part(world, at):
    for days in range(A_PAGE + 5):
        CareEventFactory(child=world.kai, home=world.maple, kind="dental_check", happened_on=ago(world, days))
    CareEventFactory(child=world.kai, home=world.maple, kind="pep_meeting", happened_on=world.today)
    client, page = at("care")

    health, school, _safety = client.get(page).context["page"].parts
    earlier, school_too, _safety = client.get(page + health.older.split("#")[0]).context["page"].parts

    assert (len(health.events), len(earlier.events), earlier.older) == (A_PAGE, 5, "")
    assert [one.pk for one in school.events] == [one.pk for one in school_too.events]
    assert {one.pk for one in health.events}.isdisjoint(one.pk for one in earlier.events)
    assert client.get(f"{page}?before=nonsense").status_code == 200


def test_the_page_costs_the_same_for_1_and_30_entries(world, at):
    def cost(name) -> int:
        client, page = at(name)
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        return len(queries)

    CareEventFactory(child=world.kai, home=world.maple, kind="dental_check", happened_on=world.today)
    CourtOrderFactory(child=world.kai, home=world.maple, kind="care", made_on=world.today)
    LegalStatusFactory(child=world.kai, home=world.maple, code="C2", started_on=ago(world, 1000))
    few = cost("care"), cost("orders")
    for number in range(30):
        CareEventFactory(
            child=world.kai, home=world.maple, kind="dental_check", happened_on=ago(world, number)
        )
        CareEventFactory(
            child=world.mia, home=world.maple, kind="dental_check", happened_on=ago(world, number)
        )
        CourtOrderFactory(child=world.kai, home=world.maple, kind="care", made_on=ago(world, number))

    assert (cost("care"), cost("orders")) == few
    assert few[0] <= 40
    assert few[1] <= 22


def test_who_looked_is_kept(world, at):
    for name, args in (("care", ()), ("orders", ()), ("add_care", (world.kai.public_id, "health"))):
        client, page = at(name, None, *args)
        client.get(page)

    looks = AccessEvent.objects.filter(child_id=world.kai.pk).order_by("pk").values_list("what", flat=True)
    assert list(looks) == ["care", "care", "form"]


def test_the_history_tells_it_in_words(world, at):
    CareEventFactory(
        child=world.kai,
        home=world.maple,
        kind="dental_check",
        happened_on=world.today,
        outcome="Nothing to do",
    )
    LegalStatusFactory(child=world.kai, home=world.maple, code="C2", started_on=world.today, also=["uasc"])
    CourtOrderFactory(child=world.kai, home=world.maple, kind="care", made_on=world.today)
    client, page = at("child_history")

    text = client.get(f"{page}?type=care").text

    for words in ("Dental check,", "Legal status: Full care order, section 31", "Court order: Care order"):
        assert words in text


# --- orders and status ----------------------------------------------------------------------------


def test_the_two_clocks(world, at):
    placement = world.placements["kai"]
    set_fields(placement, by=world.jean, looked_after_since=ago(world, 3 * 366))
    client, page = at("orders")

    text = client.get(page).text

    assert "Looked after since" in text
    assert "(3 years" in text
    assert "Moved in here" in text


def test_only_a_manager_puts_the_dates_right_and_says_where_they_come_from(world, at):
    said = {
        "looked_after_since": ago(world, 900).isoformat(),
        "responsible_authority": "Northshire",
        "responsible_nation": "Wales",
        "intended_to_last_to_18": "yes",
        "reason": "Care plan",
    }
    client, form = at("care_dates")
    assert client.post(form, said).status_code == 403
    client, form = at("care_dates", world.jean)
    assert "Enter where this is written" in client.post(form, {**said, "reason": ""}).text
    assert (
        "today or in the past"
        in client.post(form, {**said, "looked_after_since": ago(world, -1).isoformat()}).text
    )

    assert client.post(form, said).status_code == 302
    placement = world.placements["kai"]
    placement.refresh_from_db()
    assert (placement.looked_after_since, placement.intended_to_last_to_18) == (ago(world, 900), True)
    assert "Northshire" in client.get(reverse("children:orders", args=[world.kai.public_id])).text


def test_a_status_is_added_in_the_words_of_the_authoritys_nation(world, at):
    set_fields(world.placements["kai"], by=world.jean, responsible_nation="Wales")
    client, form = at("add_status")

    assert "section 76" in client.get(form).text
    client.post(form, {"code": "V2", "started_on": world.today.isoformat(), "also": ["uasc", "secure"]})

    kept = LegalStatus.objects.get()
    assert (kept.nation, sorted(kept.also)) == ("Wales", ["secure", "uasc"])
    again = client.post(form, {"code": "C2", "started_on": world.today.isoformat()})
    assert again.status_code == 422
    assert "Another status counts on that day" in again.text


@pytest.mark.parametrize(("days", "warned"), [(0, True), (14, True), (15, False), (-1, True)])
def test_an_order_that_ends_soon_is_warned_of(world, at, days, warned):
    CourtOrderFactory(
        child=world.kai,
        home=world.maple,
        kind="interim",
        made_on=ago(world, 100),
        expires_on=ago(world, -days),
    )
    client, page = at("orders")

    assert ("Ask the authority what" in client.get(page).text) == warned


def test_an_order_is_added_ended_and_withdrawn(world, at):
    client, form = at("add_order")
    client.post(
        form,
        {"kind": "family_time", "made_on": ago(world, 3).isoformat(), "directions": "Sundays with staff"},
    )
    order = CourtOrder.objects.get()
    assert "Sundays with staff" in client.get(reverse("children:orders", args=[world.kai.public_id])).text
    client, end = at("end_order", None, order.public_id)
    early = client.post(end, {"ended_on": ago(world, 4).isoformat(), "end_reason": "x"})
    assert "same as or after" in early.text

    client.post(end, {"ended_on": world.today.isoformat(), "end_reason": "Discharged"})
    again = client.post(end, {"ended_on": world.today.isoformat(), "end_reason": "Twice"}, follow=True)

    assert "has ended or was withdrawn already" in again.text
    order.refresh_from_db()
    assert order.end_reason == "Discharged"
    client, withdraw = at("withdraw_order", world.jean, order.public_id)
    client.post(withdraw, {"because": "other_child", "seen": as_written(order)})
    order.refresh_from_db()
    assert not order.stands


def test_older_orders_come_by_key(world, at):
    for days in range(A_PAGE + 3):
        CourtOrderFactory(child=world.kai, home=world.maple, kind="care", made_on=ago(world, days))
    client, page = at("orders")

    first = client.get(page).context["page"]
    second = client.get(page + first.older_orders.split("#")[0]).context["page"]

    assert (len(first.orders), len(second.orders), second.older_orders) == (A_PAGE, 3, "")
    assert not second.is_first


def test_the_childs_page_leads_there(world, at):
    client = at("care")[0]

    text = client.get(world.kai.get_absolute_url()).text

    for name in ("care", "orders"):
        assert page_address(name, args=[world.kai.public_id]) in text
