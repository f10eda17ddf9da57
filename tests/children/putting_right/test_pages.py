"""A mistake in a record is put right or withdrawn: by whoever wrote it for 24 hours, by a manager after that."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from children.file import store
from children.file.actions import add_plan, say_applies
from children.file.uploads import CleanUpload
from children.models import ChildAbsence, ContactEntry, FileSaid, FileVersion, StoredFile
from children.placements.actions import record_absence
from children.putting_right.actions import as_written
from homes import dates
from homes.audit import set_fields
from homes.models import AccessEvent
from tests.compliance.judging import evaluate_home
from tests.factories.children import ChildAbsenceFactory
from tests.factories.chronology import ChronologyEntryFactory
from tests.factories.people import ContactEntryFactory, PersonFactory, RestrictionFactory
from tests.factories.sessions import KeyWorkSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
A_DAY = dt.timedelta(days=1)


def address(what, record):
    kinds = {ChildAbsence: "absence", ContactEntry: "contact", FileVersion: "edition"}
    return reverse(f"children:{what}_{kinds[type(record)]}", args=[record.public_id])


def history(child):
    return reverse("compliance:child_history", args=[child.public_id])


def childs_page(child):
    return reverse("compliance:child", args=[child.public_id])


@pytest.fixture
def missing(world):
    """Dee typed "missing" for Kai this morning; it was Mia."""
    return record_absence(
        placement=world.placements["kai"], kind="missing", started_on=world.today - 9 * A_DAY, by=world.dee
    )


def body(record, **changes):
    return {"because": "typed", "seen": as_written(record), "wrong": "details", **changes}


def away(record, **changes):
    values = {"kind": record.kind, "started_on": record.started_on, "returned_on": "", "note": ""}
    return body(record, **{**values, **changes})


def withdrawal(record, **changes):
    return {"because": "other_child", "seen": as_written(record), **changes}


# --- the weekly clock ---------------------------------------------------------------------------------


def weekly(world, child):
    return {
        (flag.rule_code, flag.due_on)
        for flag in evaluate_home(world.maple.pk, world.today)
        if flag.child_id == child.pk and flag.rule_code in ("KS-WEEK", "KS-FIRST")
    }


def test_missing_typed_for_the_wrong_child_stops_the_clock_until_it_is_withdrawn(world, signed_in, missing):
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today - 10 * A_DAY
    )
    held = weekly(world, world.kai)
    missing_withdrawn = signed_in(world.dee).post(address("withdraw", missing), withdrawal(missing))

    assert held == set()
    assert missing_withdrawn.status_code == 302
    assert weekly(world, world.kai) == {("KS-WEEK", world.today - 3 * A_DAY)}  # every 7 days
    assert not ChildAbsence.objects.exists()
    kept = ChildAbsence.kept.get()
    assert (kept.withdrawn_by, kept.withdrawn_reason, kept.withdrawn_on) == (
        world.dee, "It was another child", world.today,
    )  # fmt: skip


def test_the_history_shows_who_withdrew_it_when_and_why_to_an_inspector_too(world, signed_in, missing):
    signed_in(world.dee).post(address("withdraw", missing), withdrawal(missing))

    shown = signed_in(world.nell).get(history(world.kai)).text

    assert "Withdrawn: Time away began" in shown
    assert "It was another child" in shown
    assert "by Dee Shah" in shown
    assert "Time away began" in shown.replace("Withdrawn: Time away began", "")


def test_putting_right_shows_what_stood_before_and_after(world, signed_in, missing):
    was, right = world.today - 9 * A_DAY, world.today - 3 * A_DAY
    answer = signed_in(world.dee).post(
        address("put_right", missing), away(missing, started_on=right, returned_on=world.today)
    )

    missing.refresh_from_db()
    shown = signed_in(world.nell).get(history(world.kai)).text
    assert answer.status_code == 302
    assert (missing.started_on, missing.returned_on) == (right, world.today)
    assert "Put right: Time away recorded" in shown
    assert "Reason: It was typed wrong." in shown
    for day in (was, right):
        assert f"{day:%-d %B}" in shown
    assert "<del>" in shown and "<ins>" in shown


# --- who may ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["put_right", "withdraw"])
@pytest.mark.parametrize(
    ("person", "hours", "status"),
    [
        ("dee", 23, 200),  # who wrote it, the same shift
        ("dee", 25, 403),  # who wrote it, after going home
        ("sam", 1, 403),  # a colleague
        ("jean", 25, 200),  # the manager
        ("jean", 24 * 400, 200),
        ("idris", 1, 403),  # oversees
        ("nell", 1, 403),  # inspects
        ("tom", 1, 404),  # of another home
        ("ama", 1, 404),  # its manager
        ("elm_manager", 1, 404),  # of another provider
    ],
)
def test_who_may_and_until_when(world, signed_in, missing, what, person, hours, status):
    written = dates.now() - dt.timedelta(hours=hours)
    set_fields(missing, by=world.jean, created_at=written)

    answer = signed_in(getattr(world, person)).get(address(what, missing))

    assert answer.status_code == status
    if status == 403 and person in ("dee", "sam"):
        assert "a manager can: Jean Ward" in answer.text


@pytest.mark.parametrize(
    ("person", "hours", "led"),
    [
        ("dee", 23, True),  # who wrote it, the same shift
        ("dee", 25, False),  # after going home
        ("sam", 1, False),  # a colleague
        ("jean", 25, True),  # the manager
        ("idris", 1, False),  # oversees
        ("nell", 1, False),  # inspects
    ],
)
def test_only_who_may_is_led_there(world, signed_in, missing, person, hours, led):
    """From the child's page; and from the history, which says to those who work there who else can."""
    with time_machine.travel(dates.now() + dt.timedelta(hours=hours)):
        client = signed_in(getattr(world, person))
        page, entries = (client.get(url).text for url in (childs_page(world.kai), history(world.kai)))

    assert (address("put_right", missing) in page) is led
    assert (address("put_right", missing) in entries) is led
    assert ("after that by a manager: Jean Ward." in entries) is (person in ("dee", "sam"))


@pytest.mark.parametrize("number", [1, 20])
def test_who_wrote_them_is_read_once_for_any_number(world, signed_in, number):
    for _one in range(number):
        ChronologyEntryFactory(child=world.kai, home=world.maple, happened_on=world.today, by=world.dee)
    client, page = signed_in(world.dee), reverse("children:chronology", args=[world.kai.public_id])
    client.get(page)

    with CaptureQueriesContext(connection) as asked:
        shown = client.get(page).text

    assert shown.count("/put-right/") == number
    assert sum('"homes_ledgerentry"."change" = ' in one["sql"] for one in asked) == 1


def test_nobody_gets_into_another_homes_record_by_posting(world, signed_in, missing):
    for person, status in (("ama", 404), ("elm_manager", 404), ("sam", 403), ("nell", 403)):
        client = signed_in(getattr(world, person))
        assert client.post(address("withdraw", missing), withdrawal(missing)).status_code == status
    assert ChildAbsence.objects.count() == 1


# --- the form -----------------------------------------------------------------------------------------


def test_a_reason_is_required(world, signed_in, missing):
    client = signed_in(world.dee)

    no_reason = client.post(address("put_right", missing), away(missing, because="", note="At Dad’s"))
    no_words = client.post(address("withdraw", missing), withdrawal(missing, because="other"))

    assert "Select why" in no_reason.text and "At Dad’s" in no_reason.text
    assert "Enter what was wrong" in no_words.text
    assert (no_reason.status_code, no_words.status_code) == (422, 422)
    assert ChildAbsence.objects.get().note == ""


def test_what_is_written_stands_above_each_answer(world, signed_in, missing):
    page = signed_in(world.dee).get(address("put_right", missing)).text

    assert f"Written: {missing.started_on:%-d %B}" in page
    assert "Written: nothing" in page  # not back yet
    assert "“Missing”, written by Dee Shah" in page


def test_two_at_once_the_second_is_told_and_keeps_the_words(world, signed_in, missing):
    first, second = away(missing, note="Of Sam"), away(missing, note="Of Jean, with more to say")
    signed_in(world.dee).post(address("put_right", missing), first)

    answer = signed_in(world.jean).post(address("put_right", missing), second)

    assert answer.status_code == 422
    assert "Somebody has changed this since you opened it" in answer.text
    assert "Of Jean, with more to say" in answer.text and "Written: Of Sam" in answer.text
    assert ChildAbsence.objects.get().note == "Of Sam"
    again = {**second, "seen": as_written(missing)}
    assert signed_in(world.jean).post(address("put_right", missing), again).status_code == 302


def test_nothing_changed_is_no_correction(world, signed_in, missing):
    answer = signed_in(world.dee).post(address("put_right", missing), away(missing))

    assert answer.status_code == 422
    assert "Nothing is different yet" in answer.text


def test_it_did_not_happen_leads_to_withdrawing(world, signed_in, missing):
    client = signed_in(world.dee)

    answer = client.post(address("put_right", missing), {"wrong": "not_happened"})

    assert answer.url == address("withdraw", missing) + "?why=not_happened"
    assert 'value="not_happened" id="id_because_0" checked' in client.get(answer.url).text


def test_withdrawn_once(world, signed_in, missing):
    client = signed_in(world.dee)
    client.post(address("withdraw", missing), withdrawal(missing))

    for what in ("withdraw", "put_right"):
        again = client.post(address(what, missing), withdrawal(missing), follow=True)
        assert "This was withdrawn already." in again.text


def test_days_still_have_to_fit(world, signed_in, missing):
    ChildAbsenceFactory(
        placement=world.placements["kai"],
        started_on=world.today - 30 * A_DAY,
        returned_on=world.today - 25 * A_DAY,
    )
    client = signed_in(world.dee)
    for changes, words in (
        ({"started_on": world.today - 26 * A_DAY}, "There is already time away on these days."),
        ({"returned_on": missing.started_on - A_DAY}, "must be the same as or after the first day away"),
        ({"started_on": world.moved_in - A_DAY}, "the same as or after the day of moving in"),
        ({"started_on": world.today + A_DAY}, "must be today or in the past"),
    ):
        answer = client.post(address("put_right", missing), away(missing, **changes))
        assert (answer.status_code, words in answer.text) == (422, True), words


# --- a call -------------------------------------------------------------------------------------------


@pytest.fixture
def call(world):
    mum = PersonFactory(child=world.kai, home=world.maple, started_on=world.moved_in, name="Carrie Moss")
    return ContactEntryFactory(
        child=world.kai, home=world.maple, by=world.dee, happened_on=world.today - 20 * A_DAY,
        person=mum, person_name="Carrie Moss",
    )  # fmt: skip


def spoken(entry, **changes):
    said = {
        "kind": "phone", "outcome": "spoke", "direction": "in", "mood": "neutral", "content": entry.content,
        "happened_on": entry.happened_on,
    }  # fmt: skip
    return body(entry, **said, **changes)


def test_a_call_moved_to_a_day_of_a_restriction_needs_a_reason(world, signed_in, call):
    RestrictionFactory(
        child=world.kai, home=world.maple, started_on=world.today - 5 * A_DAY, by=world.jean,
        by_court=True, person=call.person, no_contact=True,
    )  # fmt: skip
    client = signed_in(world.dee)
    moved = {**spoken(call), "happened_on": world.today}

    refused = client.post(address("put_right", call), moved)
    accepted = client.post(
        address("put_right", call), {**moved, "outside_restriction_reason": "She rang by mistake"}
    )

    assert "Say why it went outside the restriction." in refused.text
    assert accepted.status_code == 302
    call.refresh_from_db()
    assert call.restriction is not None and call.happened_on == world.today


def test_a_call_that_was_withdrawn_is_in_no_list_and_still_opens(world, signed_in, call):
    client = signed_in(world.dee)
    client.post(address("withdraw", call), withdrawal(call, because="other", because_words="Rang for Mia"))

    listed = client.get(reverse("children:contacts", args=[world.kai.public_id])).text
    opened = signed_in(world.nell).get(reverse("children:contact", args=[call.public_id])).text

    assert "No call or visit to show" in listed
    assert "Withdrawn by Dee Shah" in opened and "Rang for Mia" in opened


# --- a document ---------------------------------------------------------------------------------------


@pytest.fixture
def paper(world):
    """Mia's EHCP, in Kai's file."""
    return add_plan(
        placement=world.placements["kai"], type="EHCP", dated_on=world.today - A_DAY, by=world.dee,
        upload=CleanUpload(b"%PDF-1.7 Mia", "pdf", "Mia EHCP.pdf"),
    )  # fmt: skip


def test_a_document_is_filed_under_the_right_child(world, signed_in, paper):
    client = signed_in(world.dee)
    page = client.get(reverse("children:refile_document", args=[paper.public_id])).text
    sent = withdrawal(paper, child=str(world.mia.public_id))

    answer = client.post(reverse("children:refile_document", args=[paper.public_id]), sent)

    assert "Mia" in page and "Noa" not in page
    assert answer.url == reverse("compliance:file", args=[world.mia.public_id])
    there = FileVersion.objects.get()
    assert (there.child, there.item.type, there.dated_on) == (world.mia, "EHCP", paper.dated_on)
    assert store.read(there.stored) == b"%PDF-1.7 Mia"
    assert not FileSaid.objects.filter(child=world.kai).exists()  # nothing was ever said of it for Kai
    seen = AccessEvent.objects.filter(user_id=world.dee.pk).values_list("child_id", flat=True)
    assert {world.kai.pk, world.mia.pk} <= set(seen)


def test_nobody_downloads_it_from_the_wrong_file_but_who_reads_the_homes_history(world, signed_in, paper):
    signed_in(world.dee).post(address("withdraw", paper), withdrawal(paper))
    url = reverse("children:document", args=[StoredFile.objects.get().public_id])

    assert {name: signed_in(getattr(world, name)).get(url).status_code for name in ("dee", "jean", "nell")} == {
        "dee": 403, "jean": 200, "nell": 200,
    }  # fmt: skip


def test_filing_it_where_one_of_that_day_is_is_refused_whole(world, signed_in, paper):
    add_plan(placement=world.placements["mia"], type="EHCP", dated_on=paper.dated_on, by=world.dee)

    answer = signed_in(world.dee).post(
        reverse("children:refile_document", args=[paper.public_id]),
        withdrawal(paper, child=str(world.mia.public_id)),
    )

    assert "Mia’s file has a version dated that day already." in answer.text
    assert FileVersion.objects.filter(child=world.kai).exists()


def test_what_the_file_said_before_holds_again(world, signed_in):
    kai = world.placements["kai"]
    no = {"applies": "no", "reason": "No plan is needed", "from_on": world.moved_in}
    say_applies(placement=kai, type="EHCP", by=world.jean, **no)
    paper = add_plan(placement=kai, type="EHCP", dated_on=world.today, by=world.dee)

    signed_in(world.dee).post(address("withdraw", paper), withdrawal(paper))

    assert [said.applies for said in FileSaid.objects.order_by("from_on", "pk")] == ["no", "yes", "no"]
    assert FileSaid.objects.last().reason == "No plan is needed"
