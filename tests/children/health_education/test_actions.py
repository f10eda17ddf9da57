"""Health, school, safety, status and orders: one row each in the right name, and clear refusals."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from children.health_education import actions as health_education_actions
from children.legal_status import actions as legal_status_actions
from children.models import KINDS, CareEvent, CareKind, CourtOrder, LegalStatus
from children.placements import keeping
from homes.audit import set_fields
from homes.models import LedgerEntry
from tests.factories.care import CareEventFactory, CourtOrderFactory, LegalStatusFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def placement(world):
    return world.placements["kai"]


def days_ago(world, days: int) -> dt.date:
    return world.today - dt.timedelta(days=days)


def test_an_entry_is_kept_with_the_name_and_title_of_its_day(world, placement):
    event = health_education_actions.note_care(
        placement=placement,
        kind="dental_check",
        happened_on=days_ago(world, 3),
        with_whom="Mill Lane",
        outcome="Fine",
        by=world.sam,
    )
    set_fields(world.sam, by=world.jean, full_name="Sam Now", job_title="Senior")

    kept = CareEvent.objects.get()
    assert (kept, kept.noted_by_name, kept.noted_by_title, kept.home) == (
        event,
        "Sam Okafor",
        "Key worker",
        world.maple,
    )
    row = LedgerEntry.objects.get(model="children.CareEvent")
    assert (row.child_id, row.home_id, row.user_name) == (world.kai.pk, world.maple.pk, "Sam Okafor")


def test_a_second_click_gives_the_first_entry_back(world, placement):
    said = {"placement": placement, "kind": "dental_check", "happened_on": world.today, "by": world.sam}

    first, twin = health_education_actions.note_care(**said), health_education_actions.note_care(**said)

    assert (twin, CareEvent.objects.count()) == (first, 1)
    keeping.withdraw(entry=first, withdrawn_on=world.today, reason="No", by=world.sam)
    health_education_actions.note_care(**said)
    assert CareEvent.objects.count() == 2


def test_a_review_of_risk_says_fair_and_needed_and_nothing_else_does(world, placement):
    with pytest.raises(keeping.UnableToNote, match="still fair"):
        health_education_actions.note_care(
            placement=placement, kind="risk_review", happened_on=world.today, by=world.sam
        )

    event = health_education_actions.note_care(
        placement=placement,
        kind="dental_check",
        happened_on=world.today,
        still_fair=True,
        changes="x",
        by=world.sam,
    )

    assert (event.still_fair, event.changes) == (None, "")
    for kind, fair in (("dental_check", True), ("risk_review", None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            CareEventFactory(
                child=world.kai,
                home=world.maple,
                kind=kind,
                happened_on=world.today,
                still_fair=fair,
                still_needed=True,
            )


def test_an_entry_of_the_day_of_moving_on_belongs_to_the_next_home(world, placement):
    set_fields(placement, by=world.jean, moved_on_on=days_ago(world, 2))

    health_education_actions.note_care(
        placement=placement, kind="dental_check", happened_on=days_ago(world, 3), by=world.sam
    )
    with pytest.raises(keeping.UnableToNote, match="for the home where Kai lives now to write down"):
        health_education_actions.note_care(
            placement=placement, kind="dental_check", happened_on=days_ago(world, 2), by=world.sam
        )


def test_withdrawing_keeps_the_words_and_happens_once(world, placement):
    event = CareEventFactory(
        child=world.kai, home=world.maple, kind="dental_check", happened_on=world.today, outcome="Fine"
    )

    with pytest.raises(keeping.UnableToWithdraw, match="why"):
        keeping.withdraw(entry=event, withdrawn_on=world.today, reason="", by=world.sam)
    keeping.withdraw(entry=event, withdrawn_on=world.today, reason="Mia’s", by=world.sam)
    with pytest.raises(keeping.UnableToWithdraw, match="already"):
        keeping.withdraw(entry=event, withdrawn_on=world.today, reason="Again", by=world.jo)

    event.refresh_from_db()
    assert (event.outcome, event.withdrawn_reason, event.withdrawn_by) == ("Fine", "Mia’s", world.sam)
    assert not event.stands
    assert event.history.count() == 2


def test_withdrawn_without_a_reason_is_refused_by_the_database(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        CareEventFactory(
            child=world.kai,
            home=world.maple,
            kind="dental_check",
            happened_on=world.today,
            standing="withdrawn",
        )


def test_a_status_ends_the_one_before_on_its_own_day(world, placement):
    first = LegalStatusFactory(child=world.kai, home=world.maple, code="V2", started_on=days_ago(world, 100))

    legal_status_actions.add_status(
        placement=placement,
        code="C2",
        started_on=days_ago(world, 10),
        nation="England",
        also=["uasc"],
        by=world.sam,
    )

    first.refresh_from_db()
    assert first.ended_on == days_ago(world, 10)
    now = LegalStatus.objects.get(ended_on=None)
    assert (now.in_words, now.also_in_words) == (
        "Full care order, section 31",
        ["Unaccompanied child seeking asylum"],
    )


@pytest.mark.parametrize("started", [100, 101, 150])
def test_two_statuses_share_no_day(world, placement, started):
    LegalStatusFactory(child=world.kai, home=world.maple, code="V2", started_on=days_ago(world, 100))

    with pytest.raises(keeping.UnableToNote, match="Another status"):
        legal_status_actions.add_status(
            placement=placement,
            code="C2",
            started_on=days_ago(world, started),
            nation="England",
            by=world.sam,
        )
    assert LegalStatus.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [(100, 50, False), (60, 40, False), (50, 30, True), (150, 100, True), (70, 60, False)],
)
def test_the_database_refuses_an_overlap(world, first, last, fits):
    LegalStatusFactory(
        child=world.kai,
        home=world.maple,
        code="V2",
        started_on=days_ago(world, 100),
        ended_on=days_ago(world, 50),
    )
    try:
        with transaction.atomic():
            LegalStatusFactory(
                child=world.kai,
                home=world.maple,
                code="C2",
                started_on=days_ago(world, first),
                ended_on=days_ago(world, last),
            )
        accepted = True
    except IntegrityError:
        accepted = False

    assert accepted == fits


def test_a_withdrawn_status_stands_in_nobodys_way(world, placement):
    wrong = LegalStatusFactory(child=world.kai, home=world.maple, code="V2", started_on=days_ago(world, 10))
    keeping.withdraw(entry=wrong, withdrawn_on=world.today, reason="Wrong day", by=world.sam)

    legal_status_actions.add_status(
        placement=placement, code="C2", started_on=days_ago(world, 100), nation="England", by=world.sam
    )

    assert LegalStatus.objects.count() == 2


def test_a_second_click_adds_no_second_status_or_order(world, placement):
    status = {
        "placement": placement,
        "code": "C2",
        "started_on": world.today,
        "nation": "Wales",
        "by": world.sam,
    }
    order = {"placement": placement, "kind": "care", "made_on": world.today, "by": world.sam}
    for _click in range(2):
        legal_status_actions.add_status(**status)
        legal_status_actions.add_order(**order)

    assert (LegalStatus.objects.count(), CourtOrder.objects.count()) == (1, 1)


def test_section_20_is_section_76_in_wales(world):
    welsh = LegalStatusFactory(
        child=world.kai, home=world.maple, code="V2", started_on=world.today, nation="Wales"
    )

    assert "section 76" in welsh.in_words


def test_an_order_ends_once_with_a_reason_and_not_before_it_was_made(world):
    order = CourtOrderFactory(child=world.kai, home=world.maple, kind="care", made_on=days_ago(world, 10))

    with pytest.raises(legal_status_actions.UnableToEnd, match="same as or after"):
        legal_status_actions.end_order(
            order=order, ended_on=days_ago(world, 11), end_reason="Ran out", by=world.sam
        )
    legal_status_actions.end_order(
        order=order, ended_on=days_ago(world, 1), end_reason="Ran out", by=world.sam
    )
    with pytest.raises(legal_status_actions.UnableToEnd, match="already"):
        legal_status_actions.end_order(order=order, ended_on=world.today, end_reason="Again", by=world.sam)

    order.refresh_from_db()
    assert (order.ended_on, order.end_reason) == (days_ago(world, 1), "Ran out")


def test_the_dates_of_care_are_kept_with_where_they_come_from(world, placement):
    said = {
        "placement": placement,
        "looked_after_since": days_ago(world, 900),
        "responsible_authority": "Northshire",
        "responsible_nation": "Wales",
        "intended_to_last_to_18": True,
        "reason": "Care plan, page 1",
        "by": world.jean,
    }
    before = placement.history.count()

    legal_status_actions.set_care_dates(**said)
    legal_status_actions.set_care_dates(**said)

    placement.refresh_from_db()
    assert (placement.looked_after_since, placement.responsible_nation) == (days_ago(world, 900), "Wales")
    assert placement.history.count() == before + 1
    assert placement.history.first().history_change_reason == "Care plan, page 1"


def test_every_kind_belongs_to_one_part():
    kinds = [kind for of_topic in KINDS.values() for kind in of_topic]

    assert sorted(kinds) == sorted(CareKind)
