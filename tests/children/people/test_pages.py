"""The people around a child: who is there, what limits them, and whose address was read by whom."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from children.models import Person, Restriction, RestrictionReview
from children.people import actions as people_actions
from children.people.restrictions import actions as restriction_actions
from homes.audit import set_fields
from homes.models import AccessEvent, LedgerEntry
from tests.addresses import page_address
from tests.factories.children import KeyWorkerAssignmentFactory, PlacementFactory
from tests.factories.people import (
    ContactEntryFactory,
    PersonFactory,
    RestrictionFactory,
    RestrictionReviewFactory,
)
from tests.factories.staff import StaffRoleFactory, UserFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
ADDRESS = "17 Hidden Lane"


def at(name, *args):
    return page_address(name, args=args)


@pytest.fixture
def mum(world):
    return PersonFactory(
        child=world.kai,
        home=world.maple,
        started_on=world.moved_in,
        name="Carrie Moss",
        called="Mum",
        address=ADDRESS,
    )


@pytest.fixture
def worker(world):
    return PersonFactory(
        child=world.kai, home=world.maple, role="social_worker", started_on=world.moved_in, name="Ruth Penn"
    )


def details(**changes):
    return {"role": "gp", "name": "Dr Finch", "started_on": "2026-01-05", **changes}


def restriction_body(world, **changes):
    body = {
        "kind": "internet_phone",
        "basis": "plan",
        "reason": "Awake until 3am",
        "conditions": "Phone in the office from 10pm",
        "authorised_by": str(world.jean.public_id),
        "started_on": world.today.isoformat(),
        "review_due_on": (world.today + dt.timedelta(days=28)).isoformat(),
    }
    return {**body, **changes}


# --- reading ------------------------------------------------------------------------------------


def test_nobody_added_yet_says_who_to_ask(world, signed_in):
    page = markup(signed_in(world.sam).get(at("people", world.kai.public_id)))

    assert "Nobody added yet." in page
    assert "Ask Kai who matters." in page


def test_what_a_court_set_stands_apart_and_before_everybody(world, signed_in, mum):
    RestrictionFactory(
        child=world.kai,
        home=world.maple,
        started_on=world.moved_in,
        person=mum,
        by_court=True,
        no_contact=True,
    )
    RestrictionFactory(
        child=world.kai,
        home=world.maple,
        started_on=world.moved_in,
        kind="searches",
        conditions="With two adults",
    )

    page = markup(signed_in(world.sam).get(at("people", world.kai.public_id)))

    places = [page.index(words) for words in ("Set by a court", "Not set by a court", "Family and friends")]
    assert places == sorted(places)
    assert "Mum: no contact." in page
    assert "Read before acting" in page
    assert AccessEvent.objects.filter(what="people", child_id=world.kai.pk).count() == 1


def test_an_order_that_ends_within_14_days_warns(world, signed_in, mum):
    ends = world.today + dt.timedelta(days=14)
    order = RestrictionFactory(
        child=world.kai,
        home=world.maple,
        started_on=world.moved_in,
        person=mum,
        by_court=True,
        order_ends_on=ends,
    )
    page = signed_in(world.sam)
    assert "The court order ends on" in markup(page.get(at("people", world.kai.public_id)))

    set_fields(order, by=world.jean, order_ends_on=ends + dt.timedelta(days=1))

    assert "The court order ends on" not in markup(page.get(at("people", world.kai.public_id)))


def test_the_card_on_the_childs_page(world, signed_in, mum, worker):
    RestrictionFactory(
        child=world.kai, home=world.maple, started_on=world.moved_in, person=mum, by_court=True, supervised=True,
        conditions="Video call on Sundays, staff in the room",
    )  # fmt: skip

    page = markup(signed_in(world.sam).get(world.kai.get_absolute_url()))

    assert "Video call on Sundays, staff in the room (court order)" in page
    assert "Everyone in Kai’s life (2)" in page
    assert "Log call or visit" in page


def test_the_pages_cost_the_same_for_one_and_for_thirty(world, signed_in):
    client = signed_in(world.jean)

    def cost(name):
        client.get(at(name, world.kai.public_id))  # whoever comes first sweeps
        with CaptureQueriesContext(connection) as captured:
            assert client.get(at(name, world.kai.public_id)).status_code == 200
        return len(captured)

    def fill(count, start):
        for number in range(start, start + count):
            person = PersonFactory(
                child=world.kai, home=world.maple, role="friend", started_on=world.moved_in, name=f"P{number}"
            )
            limit = RestrictionFactory(
                child=world.kai, home=world.maple, started_on=world.moved_in, person=person, planned=True
            )
            RestrictionReviewFactory(
                restriction=limit, reviewed_on=world.today, next_review_on=world.today + dt.timedelta(days=9)
            )
            ContactEntryFactory(child=world.kai, home=world.maple, happened_on=world.today, person=person)
            ContactEntryFactory(
                child=world.kai, home=world.maple, happened_on=world.today, person=person, outcome="tried"
            )

    names = ("people", "contacts", "log_contact", "child")
    fill(1, 0)
    for name in names:
        cost(name)
    few = [cost(name) for name in names]
    fill(29, 1)

    assert [cost(name) for name in names] == few


# --- addresses ----------------------------------------------------------------------------------


@pytest.fixture
def dee_leads(world):
    dee = UserFactory(full_name="Dana Lead")
    StaffRoleFactory(user=dee, home=world.maple, role="senior")
    return dee


def test_an_address_is_in_no_page_but_the_one_that_is_logged(world, signed_in, mum, dee_leads):
    client = signed_in(dee_leads)
    set_fields(mum, by=world.sam, address=ADDRESS + " (new)")
    for name, key in (
        ("people", world.kai), ("child", world.kai), ("log_contact", world.kai), ("contacts", world.kai),
        ("child_history", world.kai), ("person", mum), ("edit_person", mum), ("change_person", mum),
        ("end_person", mum), ("log_with", mum),
    ):  # fmt: skip
        assert ADDRESS not in markup(client.get(at(name, key.public_id))), name
    assert AccessEvent.objects.filter(what="address").count() == 0

    page = client.get(at("person_address", mum.public_id))

    assert ADDRESS in markup(page)
    assert "no-store" in page["Cache-Control"]
    event = AccessEvent.objects.get(what="address")
    assert (event.object_id, event.user_name, event.child_id) == (mum.pk, "Dana Lead", world.kai.pk)


def test_who_may_not_see_an_address_is_refused_and_nothing_is_logged(world, signed_in, mum):
    answer = signed_in(world.sam).get(at("person_address", mum.public_id))

    assert answer.status_code == 403
    assert ADDRESS not in markup(answer)
    assert AccessEvent.objects.filter(what="address").count() == 0


def test_an_edit_that_leaves_the_address_empty_keeps_it(world, signed_in, mum):
    client = signed_in(world.sam)

    client.post(at("edit_person", mum.public_id), details(role="mother", name="Carrie Moss", called="Mum"))
    mum.refresh_from_db()
    assert mum.address == ADDRESS

    client.post(
        at("edit_person", mum.public_id), details(role="mother", name="Carrie Moss", address="2 New Road")
    )
    mum.refresh_from_db()
    assert mum.address == "2 New Road"
    assert Person.history.filter(id=mum.pk).count() == 3


# --- writing ------------------------------------------------------------------------------------


def test_somebody_is_added_once_however_often_it_is_sent(world, signed_in):
    client = signed_in(world.sam)
    for _click in range(2):
        client.post(at("add_person", world.kai.public_id), details())

    person = Person.objects.get()
    assert (person.name, person.home, person.child) == ("Dr Finch", world.maple, world.kai)
    assert LedgerEntry.objects.filter(model="children.Person").count() == 1


def test_errors_keep_what_was_typed(world, signed_in):
    answer = signed_in(world.sam).post(
        at("add_person", world.kai.public_id),
        details(started_on="2099-01-01", must_not_be_told="on", note="Rings back"),
    )

    assert answer.status_code == 422
    page = markup(answer)
    assert "Since must be today or in the past" in page
    assert "Enter what they must not be told, and why" in page
    assert "Rings back" in page
    assert not Person.objects.exists()


def test_a_new_social_worker_ends_the_one_before_and_keeps_both(world, signed_in, worker):
    client = signed_in(world.sam)
    body = {"name": "Dana Reed", "on": world.today.isoformat(), "end_note": "Moved teams"}
    for _click in range(2):
        answer = client.post(at("change_person", worker.public_id), body)
        assert answer.status_code == 302

    worker.refresh_from_db()
    assert (worker.ended_on, worker.end_note) == (world.today, "Moved teams")
    follows = Person.objects.get(name="Dana Reed")
    assert (follows.role, follows.started_on, follows.ended_on) == ("social_worker", world.today, None)
    page = markup(client.get(at("people", world.kai.public_id)))
    assert page.index("Dana Reed") < page.index("Earlier") < page.rindex("Ruth Penn")


def test_nobody_ends_before_they_began(world, worker):
    with pytest.raises(people_actions.UnableToKeepPerson):
        people_actions.end_person(person=worker, ended_on=world.moved_in - dt.timedelta(days=1), by=world.sam)
    worker.refresh_from_db()
    assert worker.ended_on is None


def test_another_home_and_an_inspector(world, signed_in, mum):
    assert signed_in(world.tom).get(at("people", world.kai.public_id)).status_code == 404
    assert signed_in(world.tom).get(at("person", mum.public_id)).status_code == 404
    nell = signed_in(world.nell)
    assert nell.get(at("people", world.kai.public_id)).status_code == 200
    assert nell.post(at("add_person", world.kai.public_id), details()).status_code == 403
    assert nell.post(at("end_person", mum.public_id), {"ended_on": world.today}).status_code == 403
    assert Person.objects.count() == 1


def test_a_child_who_moved_on_is_read_only(world, signed_in, mum):
    set_fields(world.placements["kai"], by=world.jean, moved_on_on=world.today)
    PlacementFactory(child=world.kai, home=world.oak, moved_in_on=world.today)
    jean, tom = signed_in(world.jean), signed_in(world.tom)

    assert jean.get(at("people", world.kai.public_id)).status_code == 200
    assert jean.post(at("add_person", world.kai.public_id), details()).status_code == 403
    assert tom.get(at("person", mum.public_id)).status_code == 200  # the file travels with the child
    assert tom.post(at("end_person", mum.public_id), {"ended_on": world.today.isoformat()}).status_code == 302


# --- restrictions -------------------------------------------------------------------------------


def test_a_manager_records_a_restriction_once(world, signed_in):
    client = signed_in(world.jean)
    for _click in range(2):
        answer = client.post(at("add_restriction", world.kai.public_id), restriction_body(world))
        assert answer.status_code == 302

    one = Restriction.objects.get()
    assert (one.authorised_name, one.authorised_title) == ("Jean Ward", "Registered manager")
    assert one.review_due_on == world.today + dt.timedelta(days=28)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"review_due_on": ""}, "Enter the day it will be looked at again"),
        ({"basis": "court_order"}, "Enter the section of the court order"),
        ({"basis": "court_order", "section": "34"}, "Enter the number of the court order"),
        ({"basis": "court_order", "section": "34"}, "Enter the date of the court order"),
        ({"section": "34"}, "Select court order, or leave this empty"),
        ({"no_contact": "on"}, "Select with whom there is no contact"),
        ({"consent_name": "Dana"}, "Enter who consented, and when"),
        ({"reason": ""}, "Enter why it is needed"),
        ({"review_due_on": "2099-01-01"}, "The day must be within 2 years"),
    ],
)
def test_what_a_restriction_cannot_be_without(world, signed_in, change, words):
    answer = signed_in(world.jean).post(
        at("add_restriction", world.kai.public_id), restriction_body(world, **change)
    )

    assert answer.status_code == 422
    assert words in markup(answer)
    assert not Restriction.objects.exists()


def test_the_last_day_of_an_order_is_its_review_when_none_is_named(world, signed_in):
    ends = world.today + dt.timedelta(days=90)
    order = {
        "basis": "court_order",
        "section": "34",
        "order_number": "X1",
        "ordered_on": world.today.isoformat(),
    }

    signed_in(world.jean).post(
        at("add_restriction", world.kai.public_id),
        restriction_body(world, **order, order_ends_on=ends.isoformat(), review_due_on=""),
    )

    assert Restriction.objects.get().review_due_on == ends


def test_the_childs_key_worker_cannot_authorise_it(world, signed_in):
    deputy = UserFactory(full_name="Dev Key")
    StaffRoleFactory(user=deputy, home=world.maple, role="deputy_manager")
    KeyWorkerAssignmentFactory(
        placement=world.placements["kai"], worker=deputy, role="second", started_on=world.moved_in
    )

    answer = signed_in(deputy).post(
        at("add_restriction", world.kai.public_id),
        restriction_body(world, authorised_by=str(deputy.public_id)),
    )

    assert answer.status_code == 422
    assert "Somebody else must authorise it." in markup(answer)
    assert not Restriction.objects.exists()


def test_only_managers_restrict(world, signed_in):
    client = signed_in(world.sam)

    assert client.get(at("add_restriction", world.kai.public_id)).status_code == 403
    assert client.post(at("add_restriction", world.kai.public_id), restriction_body(world)).status_code == 403
    assert not Restriction.objects.exists()


def test_an_emergency_measure_shows_that_consent_is_missing_until_it_is_there(world, signed_in):
    one = RestrictionFactory(
        child=world.kai,
        home=world.maple,
        started_on=world.today,
        by=world.jean,
        basis="emergency",
        kind="movement",
    )
    client = signed_in(world.jean)
    missing = "The placing authority’s consent, or that they were told, is missing."
    assert missing in markup(client.get(at("people", world.kai.public_id)))

    client.post(
        at("complete_restriction", one.public_id),
        {"consent_name": "Dana Reed", "consent_on": world.today.isoformat()},
    )

    assert missing not in markup(client.get(at("people", world.kai.public_id)))
    with pytest.raises(restriction_actions.UnableToRestrict):
        restriction_actions.complete_restriction(restriction=one, by=world.jean, consent_name="Else")


def test_a_look_is_added_and_never_changed(world, signed_in):
    one = RestrictionFactory(child=world.kai, home=world.maple, started_on=world.moved_in, by=world.jean)
    client = signed_in(world.jean)
    body = {
        "reviewed_on": world.today.isoformat(),
        "still_needed": "yes",
        "still_fair": "no",
        "what_changes": "Weekends are free",
        "child_view": "About time",
        "next_review_on": (world.today + dt.timedelta(days=20)).isoformat(),
    }
    assert (
        client.post(at("review_restriction", one.public_id), body | {"what_changes": ""}).status_code == 422
    )
    for _click in range(2):
        assert client.post(at("review_restriction", one.public_id), body).status_code == 302

    look = RestrictionReview.objects.get()
    assert (look.still_needed, look.still_fair, look.reviewed_name) == (True, False, "Jean Ward")
    page = markup(client.get(at("restriction", one.public_id)))
    assert "Weekends are free" in page
    assert "No longer fair." in page


def test_an_ended_restriction_limits_nobody_and_can_be_read(world, signed_in, mum):
    one = RestrictionFactory(
        child=world.kai, home=world.maple, started_on=world.moved_in, person=mum, no_contact=True
    )
    client = signed_in(world.jean)
    body = {"ended_on": world.today.isoformat(), "end_note": "Agreed with the authority"}
    for _click in range(2):
        assert client.post(at("end_restriction", one.public_id), body).status_code == 302

    assert "no contact" not in markup(client.get(at("people", world.kai.public_id)))
    assert "Agreed with the authority" in markup(client.get(at("restriction", one.public_id)))
    assert client.get(at("log_with", mum.public_id)).context["form"] is not None
