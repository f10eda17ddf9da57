"""A child's chronology: the record's own events and entries by hand, paged by key in both orders."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from children.chronology.sources import SOURCES, Source, sources
from children.models import ChronologyEntry
from homes.audit import set_fields
from homes.models import AccessEvent
from tests.addresses import page_address
from tests.factories.children import ChildAbsenceFactory
from tests.factories.chronology import ChronologyEntryFactory
from tests.factories.file import FileVersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
DAY = dt.timedelta(days=1)


def at(name, of):
    return page_address(name, args=[of.public_id])


def titles(answer):
    return [line.title for line in answer.context["page"].lines]


def entry_of(world, **changes):
    fields = {
        "happened_on": "2019-05-04",
        "title": "Began school",
        "what": "A good first day",
        "known_from": "Ruth’s report",
    }
    return {**fields, **changes}


def test_the_record_and_what_was_written_by_hand_stand_in_one_order(world, signed_in):
    set_fields(
        world.placements["kai"].assignments.get(role="second"), by=world.jean, ended_on=world.moved_in + DAY
    )
    ChildAbsenceFactory(
        child=world.kai, home=world.maple, started_on=world.today - 3 * DAY, returned_on=world.today - DAY
    )
    FileVersionFactory(child=world.kai, home=world.maple, type="RISK", dated_on=world.today - 9 * DAY)
    ChronologyEntryFactory(
        placement=world.placements["kai"], happened_on=dt.date(2019, 5, 4), title="Began school"
    )
    ChronologyEntryFactory(placement=world.placements["mia"], happened_on=world.today, title="Of Mia")
    client = signed_in(world.sam)

    newest = client.get(at("chronology", world.kai))
    oldest = client.get(at("chronology", world.kai) + "?order=oldest")

    assert titles(newest) == [
        "Kai came back",
        "Time away: on holiday",
        "Risk assessment and safety plan: new version",
        "Jo Price stopped being key worker",
        "Jo Price became second key worker",
        "Sam Okafor became key worker",
        "Kai moved in",
        "Began school",
    ]
    assert titles(oldest) == titles(newest)[::-1]
    assert AccessEvent.objects.filter(what="chronology", child_id=world.kai.pk).count() == 2


@pytest.mark.parametrize("order", ["", "order=oldest&"])
def test_every_event_is_on_exactly_one_page(world, signed_in, order):
    for number in range(30):
        ChronologyEntryFactory(
            placement=world.placements["kai"],
            happened_on=world.today - (number % 3) * DAY,
            title=f"Entry {number}",
        )
        FileVersionFactory(
            child=world.kai, home=world.maple, type="RISK", dated_on=world.today - number * DAY
        )
    client, address = signed_in(world.sam), at("chronology", world.kai)
    answer = client.get(f"{address}?{order}")
    found, pages = titles(answer), 1
    days = [line.day for line in answer.context["page"].lines]
    while further := answer.context["page"].further:
        answer, pages = client.get(address + further), pages + 1
        days += [line.day for line in answer.context["page"].lines]
        found += titles(answer)

    assert pages == 3
    assert len(found) == 63  # and moving in, and two key workers
    assert sum(one.startswith("Entry") for one in set(found)) == 30
    assert days == sorted(days, reverse=not order)


def test_an_unknown_place_is_the_first_page(world, signed_in):
    for key in ("x", "hand.x", "hand.00000000-0000-0000-0000-000000000000", "nothing.", ".", "\0"):
        answer = signed_in(world.sam).get(at("chronology", world.kai), {"after": key})
        assert answer.context["page"].is_first


def test_an_entry_is_kept_once_and_may_lie_long_before_moving_in(world, signed_in):
    client = signed_in(world.sam)

    for _click in range(2):
        answer = client.post(at("add_chronology", world.kai), entry_of(world))

    assert answer["Location"] == at("chronology", world.kai)
    kept = ChronologyEntry.objects.get()
    assert (kept.written_by_name, kept.known_from, kept.home) == ("Sam Okafor", "Ruth’s report", world.maple)
    assert "Known from: Ruth’s report" in client.get(answer["Location"]).text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": " "}, "Enter what happened in a few words"),
        ({"known_from": ""}, "Enter where we know it from"),
        ({"happened_on": "2199-01-01"}, "The day must be today or in the past"),
        ({"happened_on": "0026-01-01"}, "Enter a real date"),
    ],
)
def test_what_is_missing_is_said(world, signed_in, changes, error):
    answer = signed_in(world.sam).post(at("add_chronology", world.kai), entry_of(world, **changes))

    assert answer.status_code == 422
    assert error in answer.text
    assert "A good first day" in answer.text
    assert ChronologyEntry.objects.count() == 0


def test_inspectors_read_and_write_nothing_and_another_home_is_not_there(world, signed_in):
    entry = ChronologyEntryFactory(placement=world.placements["kai"], happened_on=world.today)
    of_noa = ChronologyEntryFactory(placement=world.placements["noa"], happened_on=world.today)
    nell, sam = signed_in(world.nell), signed_in(world.sam)

    assert nell.get(at("chronology", world.kai)).status_code == 200
    assert nell.post(at("add_chronology", world.kai), entry_of(world)).status_code == 403
    assert nell.post(at("withdraw_entry", entry), {"because": "twice"}).status_code == 403
    assert sam.get(at("chronology", world.noa)).status_code == 404
    assert sam.get(at("add_chronology", world.noa)).status_code == 404
    assert signed_in(world.jean).get(at("withdraw_entry", of_noa)).status_code == 404


def test_it_costs_the_same_for_a_long_story(world, signed_in):
    client = signed_in(world.sam)
    client.get(at("chronology", world.kai))
    counts = []
    for more in (1, 40):
        for number in range(more):
            ChronologyEntryFactory(
                placement=world.placements["kai"],
                happened_on=world.today - number * DAY,
                title=f"{more} {number}",
            )
        with CaptureQueriesContext(connection) as captured:
            client.get(at("chronology", world.kai))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_kinds_of_event_that_are_not_there_are_passed_over():
    assert len({source.key for source in SOURCES}) == len(SOURCES)
    assert not Source("x", "children.NoSuchModel", "day", str).is_there
    assert not Source("x", "children.Placement", "no_such_day", str).is_there
    assert {source.key for source in sources()} >= {"in", "on", "kw", "away", "doc", "hand"}
