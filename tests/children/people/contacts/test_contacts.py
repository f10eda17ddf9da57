"""Calls and visits: what limits somebody is read first, an attempt is tried, and what went outside is said."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from children.models import ContactEntry
from children.people.contacts.actions import (
    UnableToLog,
    goes_against,
    log_contact,
    restrictions_about,
)
from children.people.contacts.page import A_PAGE
from homes import dates
from homes.models import AccessEvent, LedgerEntry
from tests.addresses import page_address
from tests.compliance.judging import evaluate_home, insert
from tests.factories.people import ContactEntryFactory, PersonFactory, RestrictionFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def at(name, *args):
    return page_address(name, args=args)


@pytest.fixture
def mum(world):
    return PersonFactory(
        child=world.kai, home=world.maple, started_on=world.moved_in, name="Carrie Moss", called="Mum"
    )


@pytest.fixture
def worker(world):
    return PersonFactory(
        child=world.kai, home=world.maple, role="social_worker", started_on=world.moved_in, name="Ruth Penn"
    )


def limit(world, person, **fields):
    return RestrictionFactory(
        child=world.kai,
        home=world.maple,
        started_on=world.moved_in,
        by=world.jean,
        person=person,
        by_court=True,
        **fields,
    )


def body(world, **changes):
    fields = {
        "kind": "phone",
        "outcome": "spoke",
        "direction": "in",
        "content": "Rang about Sunday.",
        "happened_on": world.today.isoformat(),
        "mood": "neutral",
    }
    return {**fields, **changes}


# --- the stop -----------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_contact_stops_before_any_field_and_writes_nothing_but_that(world, signed_in, mum, method):
    limit(world, mum, no_contact=True)

    answer = getattr(signed_in(world.jo), method)(at("log_with", mum.public_id), body(world))

    page = markup(answer)
    main = page[page.index("<main") : page.index("</main")]
    assert "<form" not in main
    assert "<input" not in main
    assert "Mum: no contact" in main
    assert "Jean Ward" in main
    assert "01632 960001" in main
    assert not ContactEntry.objects.exists()
    assert AccessEvent.objects.filter(what="stopped", object_id=mum.pk, child_id=world.kai.pk).count() == 1


def test_that_they_tried_is_tried_and_flags_nothing(world, signed_in, mum):
    limit(world, mum, no_contact=True)
    sent = {
        "kind": "phone",
        "content": "Asked for Kai",
        "got_through": "no",
        "happened_on": world.today.isoformat(),
    }

    answer = signed_in(world.jo).post(at("log_attempt", mum.public_id), sent)

    assert answer.status_code == 302
    entry = ContactEntry.objects.get()
    assert (entry.outcome, entry.direction, entry.author_name) == ("tried", "in", "Jo Price")
    assert not ContactEntry.objects.done().exists()
    assert [f for f in evaluate_home(world.maple.pk, world.today) if f.rule_code == "CONTACT-OUT"] == []


def test_what_got_through_all_the_same_says_how_and_waits_for_a_manager(world, signed_in, mum):
    order = limit(world, mum, no_contact=True)
    sent = {
        "kind": "phone",
        "content": "Asked for Kai",
        "got_through": "yes",
        "happened_on": world.today.isoformat(),
    }
    client = signed_in(world.jo)
    assert client.post(at("log_attempt", mum.public_id), sent).status_code == 422

    client.post(at("log_attempt", mum.public_id), sent | {"outside_restriction_reason": "Kai picked up"})

    entry = ContactEntry.objects.get()
    assert (entry.outcome, entry.restriction, entry.outside_restriction_reason) == (
        "spoke",
        order,
        "Kai picked up",
    )
    flags = [f for f in evaluate_home(world.maple.pk, world.today) if f.rule_code == "CONTACT-OUT"]
    assert [f.due_on for f in flags] == [world.today]
    assert "Read what happened" in markup(client.get(at("people", world.kai.public_id)))

    assert client.post(at("contact_seen", entry.public_id)).status_code == 403
    jean = signed_in(world.jean)
    for _click in range(2):
        assert jean.post(at("contact_seen", entry.public_id)).status_code == 302
    entry.refresh_from_db()
    assert entry.seen_by_manager_name == "Jean Ward"
    assert ContactEntry.history.filter(id=entry.pk).count() == 2
    assert [f for f in evaluate_home(world.maple.pk, world.today) if f.rule_code == "CONTACT-OUT"] == []


def test_where_nothing_stops_there_is_no_attempt_page(world, signed_in, mum):
    answer = signed_in(world.jo).get(at("log_attempt", mum.public_id))

    assert answer["Location"] == at("log_with", mum.public_id)


# --- an ordinary entry --------------------------------------------------------------------------


def test_a_call_is_kept_once_however_often_it_is_sent(world, signed_in, worker):
    client = signed_in(world.sam)
    sent = body(world, kind="sw_update", mood="good_news", happened_at="16:30")
    for _click in range(2):
        assert client.post(at("log_with", worker.public_id), sent)["Location"] == at(
            "contacts", world.kai.public_id
        )

    entry = ContactEntry.objects.get()
    assert (entry.kind, entry.outcome, entry.person, entry.person_name) == (
        "sw_update",
        "spoke",
        worker,
        "Ruth Penn",
    )
    assert (entry.author_name, entry.author_title) == ("Sam Okafor", "Key worker")
    assert (entry.happened_at, entry.mood) == (dt.time(16, 30), "good_news")
    assert LedgerEntry.objects.filter(model="children.ContactEntry").count() == 1


def test_save_and_log_another_goes_back_to_whom(world, signed_in, worker):
    answer = signed_in(world.sam).post(
        at("log_with", worker.public_id), body(world, kind="sw_update", another="yes")
    )

    assert answer["Location"] == at("log_contact", world.kai.public_id)


def test_with_somebody_who_is_not_on_the_page(world, signed_in):
    signed_in(world.sam).post(
        at("log_with_somebody", world.kai.public_id), body(world, person_name="The neighbour")
    )

    entry = ContactEntry.objects.get()
    assert (entry.person, entry.person_name) == (None, "The neighbour")


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "Day must be today or in the past"), (-201, "Day must be the same as or after")],
)
def test_the_day_is_bounded_and_what_was_typed_is_kept(world, signed_in, worker, days, words):
    day = (world.today + dt.timedelta(days=days)).isoformat()

    answer = signed_in(world.sam).post(
        at("log_with", worker.public_id), body(world, kind="sw_update", happened_on=day)
    )

    assert answer.status_code == 422
    assert words in markup(answer)
    assert "Rang about Sunday." in markup(answer)


def test_a_call_written_down_late_says_so(world, signed_in, worker):
    ContactEntryFactory(
        child=world.kai, home=world.maple, happened_on=world.today - dt.timedelta(days=2), person=worker
    )

    assert "(late)" in markup(signed_in(world.sam).get(at("contacts", world.kai.public_id)))


def test_inspectors_read_and_write_nothing_and_another_home_finds_nothing(world, signed_in, worker):
    entry = ContactEntryFactory(child=world.kai, home=world.maple, happened_on=world.today, person=worker)
    nell, tom = signed_in(world.nell), signed_in(world.tom)

    assert nell.get(at("contact", entry.public_id)).status_code == 200
    assert nell.get(at("log_contact", world.kai.public_id)).status_code == 403
    assert nell.post(at("log_with", worker.public_id), body(world)).status_code == 403
    assert nell.post(at("contact_seen", entry.public_id)).status_code == 403
    for address in (at("contact", entry.public_id), at("contacts", world.kai.public_id)):
        assert tom.get(address).status_code == 404
    assert ContactEntry.objects.count() == 1


# --- the list -----------------------------------------------------------------------------------


def test_the_list_goes_page_by_page_and_by_kind_and_person(world, signed_in, mum, worker):
    for number in range(A_PAGE + 3):
        ContactEntryFactory(
            child=world.kai,
            home=world.maple,
            happened_on=world.today - dt.timedelta(days=number),
            person=mum,
            content=f"n{number}.",
        )
    ContactEntryFactory(
        child=world.kai,
        home=world.maple,
        happened_on=world.today,
        kind="sw_visit",
        person=worker,
        content="visit.",
    )
    client = signed_in(world.sam)
    address = at("contacts", world.kai.public_id)

    page = client.get(address, {"kind": "phone", "person": str(mum.public_id)})
    assert [line.entry.content for line in page.context["page"].lines] == [f"n{n}." for n in range(A_PAGE)]
    second = client.get(address + page.context["page"].older)
    assert [line.entry.content for line in second.context["page"].lines] == ["n20.", "n21.", "n22."]
    only = client.get(address, {"kind": "sw_visit"})
    assert [line.entry.content for line in only.context["page"].lines] == ["visit."]
    assert client.get(address, {"kind": "x", "person": "y", "before": "z"}).status_code == 200


def test_a_later_page_costs_what_the_first_does(world, signed_in, mum):
    for number in range(3 * A_PAGE):
        ContactEntryFactory(
            child=world.kai, home=world.maple, happened_on=world.today - dt.timedelta(days=number), person=mum
        )
    client = signed_in(world.sam)
    address = at("contacts", world.kai.public_id)
    older = client.get(address).context["page"].older

    def cost(url):
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    assert cost(address + older) <= cost(address) + 1  # the mark itself


# --- what goes against a restriction --------------------------------------------------------------


@pytest.mark.parametrize(
    ("restricted", "happened", "against"),
    [
        ({"no_contact": True}, {"kind": "letter", "outcome": "sent"}, True),
        ({"no_contact": True}, {"kind": "phone", "outcome": "tried"}, False),
        ({"supervised": True}, {"kind": "video", "outcome": "spoke", "supervised": True}, False),
        ({"supervised": True}, {"kind": "video", "outcome": "spoke", "supervised": False}, True),
        ({"supervised": True}, {"kind": "letter", "outcome": "sent"}, False),
        ({"accompanied": True}, {"kind": "home_visit", "outcome": "met"}, True),
        ({"accompanied": True}, {"kind": "home_visit", "outcome": "met", "accompanied_by": "Jo"}, False),
        ({"accompanied": True}, {"kind": "phone", "outcome": "spoke"}, False),
        ({"planned": True}, {"kind": "family_time", "outcome": "met", "planned": False}, True),
        ({"planned": True}, {"kind": "family_time", "outcome": "met", "planned": True}, False),
        ({}, {"kind": "family_time", "outcome": "met"}, False),
    ],
)
def test_what_keeps_to_a_restriction_and_what_does_not(world, mum, restricted, happened, against):
    one = limit(world, mum, **restricted)

    assert (goes_against([one], **happened) is not None) == against


def test_whom_a_restriction_is_about(world, mum, worker):
    mums = limit(world, mum, supervised=True)
    everybodys = RestrictionFactory(
        child=world.kai, home=world.maple, started_on=world.moved_in, kind="calls_letters", supervised=True
    )
    searches = RestrictionFactory(
        child=world.kai, home=world.maple, started_on=world.moved_in, kind="searches"
    )
    live = [mums, everybodys, searches]

    assert restrictions_about(live, mum, kind="phone") == [mums, everybodys]
    assert restrictions_about(live, mum, kind="family_time") == [mums]
    assert restrictions_about(live, worker, kind="phone") == []  # nothing of a home's stands before these
    assert restrictions_about(live, None, kind="phone") == [everybodys]


def test_without_a_reason_nothing_outside_is_logged_from_anywhere(world, mum):
    limit(world, mum, supervised=True)
    call = {
        "placement": world.placements["kai"], "person": mum, "kind": "phone", "outcome": "spoke", "direction": "in",
        "happened_on": world.today, "by": world.sam, "now": dates.now(), "supervised": False, "content": "x",
    }  # fmt: skip

    with pytest.raises(UnableToLog):
        log_contact(**call)
    assert not ContactEntry.objects.exists()

    entry = log_contact(**call, outside_restriction_reason="Alone for a minute")
    assert entry.restriction.person == mum


def test_what_is_asked_comes_back_on_the_form(world, signed_in, mum):
    limit(world, mum, supervised=True)
    client = signed_in(world.sam)

    answer = client.post(at("log_with", mum.public_id), body(world))
    assert answer.status_code == 422
    assert "Tick that an adult of the home was in the room" in markup(answer)

    assert client.post(at("log_with", mum.public_id), body(world, supervised="on")).status_code == 302
    assert ContactEntry.objects.get().outside_restriction_reason == ""


def test_five_thousand_calls_cost_what_ten_do(world, signed_in, mum):
    """The list, the page of people and the child's page."""
    client = signed_in(world.sam)

    def more(count):
        rows = [
            ContactEntry(
                child=world.kai,
                home=world.maple,
                person=mum,
                person_name="Mum",
                kind="phone",
                outcome="spoke",
                happened_on=world.today - dt.timedelta(days=number % 190),
                author=world.sam,
            )
            for number in range(count)
        ]
        insert(rows)

    def cost(name):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(at(name, world.kai.public_id)).status_code == 200
        return len(captured)

    names = ("contacts", "people", "child")
    more(10)
    for name in names:
        cost(name)
    few = [cost(name) for name in names]
    more(4_990)

    assert [cost(name) for name in names] == few
    assert len(client.get(at("contacts", world.kai.public_id)).context["page"].lines) <= A_PAGE
