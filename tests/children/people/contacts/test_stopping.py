"""Nobody gets round a restriction by how a name is spelt: whom it names is asked about, and what is near is stopped."""

import datetime as dt

import pytest

from children.models import ContactEntry
from children.people import actions as people
from children.people.contacts.actions import UnableToLog, log_contact
from children.people.names import alike
from homes import dates
from homes.models import AccessEvent
from tests.addresses import page_address
from tests.factories.people import PersonFactory, RestrictionFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

# Ways to write Neil Moss, Kai's father, whom Kai calls Dad, who may have no contact. True: near enough to be stopped
# whatever was answered. False: only the question stands before it.
NEAR = {
    "Neil Moss": True, "Neil Moss.": True, "Neil": True, "my Dad": True, "Dad": True, "DAD": True, "dad.": True,
    "Daddy": True, "Kai's dad": True, "Kai’s father": True, "his father": True, "Father": True, "Papa": True,
    "neil": True, "NEIL MOSS": True, "Neil  Moss": True, "Moss, Neil": True, "Mr Moss": True, "Mr. N. Moss": True,
    "N Moss": True, "Neil M": True, "N.M.": True, "Niel Moss": True, "Neal Moss": True, "Neill": True,
    "Neil Mos": True, "Neil Mosse": True, "NeilMoss": True, "N e i l": True, "Néil Moss": True, "Neil (Dad)": True,
    "Dad (mobile)": True, "Neil from Leeds": True, "Neil\u200bMoss": True, "Ne1l": True, "Moss": True,
    "Step dad": True, "Neil Carter": True, "his old man": False, "a man who would not say": False,
    "0161 496 0000": False, "withheld number": False, "Big N": False,
}  # fmt: skip
ORDINARY = (
    "The neighbour", "Joan Moss", "Carrie Moss", "Nan", "Mum", "Aunt Tracy", "Uncle Pete", "Mia", "Mia's dad",
    "Mia’s mum", "Dad's friend Leo", "Mrs Patel", "Mr Osei", "Ruth Penn", "Dana Reed", "Dr Amy Finch", "Colin Frost",
    "Football coach", "Coach Ben", "Daniel", "David", "Nadia", "Nathan Ross", "Nicole", "Nico", "Grandad",
    "The dentist", "PC Ward", "A friend from school", "Westfield Academy", "Hannah", "Sam from judo", "Milo", "Rosie",
    "Bus driver", "Tadeusz", "Padma", "Dee", "Kai’s cousin Ellie", "Norah",
)  # fmt: skip


def at(name, *args):
    return page_address(name, args=args)


def around(world, name, called="", **fields):
    kai = {"child": world.kai, "home": world.maple, "started_on": world.moved_in}
    return PersonFactory(**kai | {"name": name, "called": called, "role": "father", **fields})


def limit(world, person, **fields):
    kai = {"child": world.kai, "home": world.maple, "started_on": world.moved_in, "by": world.jean}
    return RestrictionFactory(**kai, by_court=True, person=person, **fields)


@pytest.fixture
def dad(world):
    person = around(world, "Neil Moss", "Dad")
    limit(world, person, no_contact=True)
    return person


def visit(world, **changes):
    fields = {
        "kind": "family_time", "outcome": "met", "direction": "in", "content": "Came by.", "mood": "neutral",
        "happened_on": world.today.isoformat(),
    }  # fmt: skip
    return fields | changes


def act(world, **changes):
    facts = {
        "placement": world.placements["kai"], "by": world.jo, "now": dates.now(), "kind": "family_time",
        "outcome": "met", "direction": "in", "happened_on": world.today, "content": "Came by.",
    }  # fmt: skip
    return log_contact(**facts | changes)


def test_forty_near_names_lead_to_the_stop_or_the_question(world, dad):
    assert len(NEAR) >= 40
    for name, stopped in NEAR.items():
        assert alike(name, dad) is stopped, name
        with pytest.raises(UnableToLog):
            act(world, person_name=name)
        if stopped:
            with pytest.raises(UnableToLog):
                act(world, person_name=name, one_of_these="no")
    assert not ContactEntry.objects.exists()


def test_forty_ordinary_names_stop_nobody(world, dad):
    assert len(ORDINARY) >= 40
    for name in ORDINARY:
        assert act(world, person_name=name, one_of_these="no").none_of == "Dad (Neil Moss)", name


@pytest.mark.parametrize("name", ["Neil Moss.", "Neil", "my Dad"])
def test_the_page_leads_a_near_name_to_the_stop_and_logs_nothing(world, signed_in, dad, name):
    sent = visit(world, person_name=name, one_of_these="no")

    answer = signed_in(world.jo).post(at("log_with_somebody", world.kai.public_id), sent)

    page = markup(answer)
    assert "Dad: no contact" in page
    assert at("log_attempt", dad.public_id) in page
    assert at("add_person", world.kai.public_id) in page
    assert not ContactEntry.objects.exists()
    assert AccessEvent.objects.filter(what="stopped", object_id=dad.pk).count() == 1


def test_the_way_for_somebody_else_shows_every_bar_and_asks(world, signed_in, dad):
    limit(world, around(world, "Theo Lark", role="wider_family"), supervised=True)
    address = at("log_with_somebody", world.kai.public_id)
    client = signed_in(world.jo)

    page = markup(client.get(address))
    assert "Dad: no contact" in page
    assert "Theo Lark" in page
    answer = client.post(address, visit(world, person_name="The neighbour"))
    assert answer.status_code == 422
    assert "Select whether it is one of these people" in markup(answer)

    assert "Dad: no contact" in markup(
        client.post(address, {"person_name": "A man", "one_of_these": str(dad.public_id)})
    )
    assert not ContactEntry.objects.exists()


def test_no_is_kept_and_read_on_the_entry_and_in_its_history(world, signed_in, dad):
    client = signed_in(world.jo)
    sent = visit(world, person_name="The neighbour", one_of_these="no")

    assert client.post(at("log_with_somebody", world.kai.public_id), sent).status_code == 302

    entry = ContactEntry.objects.get()
    assert entry.none_of == "Dad (Neil Moss)"
    assert ContactEntry.history.get(id=entry.pk).none_of == "Dad (Neil Moss)"
    assert "Dad (Neil Moss)" in markup(client.get(at("contact", entry.public_id)))
    told = signed_in(world.jean).get(at("child_history", world.kai.public_id))
    assert "Said to be none of: Dad (Neil Moss)." in markup(told)


def test_where_nobody_is_named_nobody_is_asked(world, signed_in):
    around(world, "Neil Moss", "Dad")
    page = signed_in(world.jo).get(at("log_with_somebody", world.kai.public_id))
    assert "Is it one of these people?" not in markup(page)


def test_a_restriction_outlives_the_entry_of_whom_it_names(world, signed_in, dad):
    people.end_person(person=dad, ended_on=world.today, by=world.jean, end_note="Moved away")
    client = signed_in(world.jo)

    assert "Dad: no contact" in markup(client.get(at("log_contact", world.kai.public_id)))
    assert "Dad: no contact" in markup(client.get(at("log_with_somebody", world.kai.public_id)))
    with pytest.raises(UnableToLog):
        act(world, person_name="Neil", one_of_these="no")


def test_written_down_anew_he_is_asked_about(world, signed_in, dad):
    """A second row for the same man carries no restriction: its own page, and the action, ask."""
    friend = around(world, "Neil M.", role="friend")
    client = signed_in(world.jo)

    assert client.post(at("log_with", friend.public_id), visit(world)).status_code == 422
    stopped = client.post(at("log_with", friend.public_id), visit(world, one_of_these=str(dad.public_id)))
    assert "Dad: no contact" in markup(stopped)
    with pytest.raises(UnableToLog):
        act(world, person=friend)
    assert not ContactEntry.objects.exists()

    assert act(world, person=friend, one_of_these="no").none_of == "Dad (Neil Moss)"


def test_his_own_page_and_somebody_unlike_him_ask_nothing(world, dad):
    nan = around(world, "Joan Moss", "Nan", role="grandparent")

    assert act(world, person=nan).none_of == ""
    assert act(world, person=dad, outcome="tried").none_of == ""


def test_somebody_supervised_is_sent_to_their_own_form(world, signed_in):
    theo = around(world, "Theo Lark", role="wider_family")
    limit(world, theo, supervised=True)
    sent = visit(world, person_name="Theo", one_of_these="no")

    answer = signed_in(world.jo).post(at("log_with_somebody", world.kai.public_id), sent)

    assert answer.status_code == 422
    assert "Go back and choose Theo Lark there." in markup(answer)


def test_what_was_restricted_on_the_day_is_asked_about_after_it_ended(world, signed_in):
    dad = around(world, "Neil Moss", "Dad")
    limit(world, dad, no_contact=True, ended_on=world.today)
    yesterday = world.today - dt.timedelta(days=1)
    address = at("log_with_somebody", world.kai.public_id)
    client = signed_in(world.jo)

    assert "Is it one of these people?" not in markup(client.get(address))
    sent = visit(world, person_name="The neighbour", happened_on=yesterday.isoformat())
    assert "Is it one of these people?" in markup(client.post(address, sent))
    assert client.post(address, sent | {"one_of_these": "no"}).status_code == 302
