"""A record belongs to the home where the child lived on its day, also when the child has moved on since.

Kai lives at Maple House, where Sam works and Jean is the manager. Tom and Ama are of Oak Lodge, Kai's next home.
"""

import re

import pytest
from django.urls import reverse

from children.moving_on.actions import move_on
from homes.dates import add_days
from sessions_app.models import KeyWorkSession
from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def leaves(world):
    """leaves(days_ago, to=home): Kai moves on from Maple House, to Oak Lodge if nothing else is said."""

    def leave(days_ago=0, *, to=None):
        day = add_days(world.today, -days_ago)
        move_on(placement=world.placements["kai"], moved_on_on=day, by=world.jean, to_home=to or world.oak)
        return day

    return leave


def url(name, *ids) -> str:
    return reverse(name, args=[one if isinstance(one, str) else one.public_id for one in ids])


def test_a_draft_of_yesterday_is_finished_after_the_child_moved_on(world, desk, signed_in, leaves):
    draft = desk.draft(when="yesterday", account="You packed the blue bag.")
    edit = url("sessions:edit", world.kai, draft)
    leaves()

    today = words(desk.client.get(reverse("compliance:today")))
    assert "Finish your draft for Kai" in today
    assert "Kai moved on from Maple House on" in today
    assert "You packed the blue bag." in markup(desk.client.get(edit))
    board = words(signed_in(world.jean).get(url("compliance:board", world.maple)))
    assert "Draft of Sam Okafor about Kai" in board and "Not signed, and Kai moved on on" in board

    kept = desk.client.post(edit, {"finish": "later", **answers_of(world, draft, account="You packed both.")})
    draft.refresh_from_db()
    assert (kept.status_code, draft.account) == (302, "You packed both.")
    signed = desk.sign(draft)

    assert signed["Location"] == draft.get_absolute_url()
    written = f"Written on {world.today.day} {world.today:%B}, after Kai moved on."
    assert written in words(desk.client.get(signed["Location"]))
    assert "Finish your draft for Kai" not in words(desk.client.get(reverse("compliance:today")))
    assert "Draft of Sam" not in words(signed_in(world.jean).get(url("compliance:board", world.maple)))
    assert KeyWorkSession.objects.get(pk=draft.pk).home == world.maple


def answers_of(world, draft, **changes):
    said = {
        "when": "yesterday",
        "people": [str(world.sam.public_id)],
        "went": "activity",
        "account": draft.account,
        "voice": "not_this_time",
        "worry": "no",
        "version": str(draft.version),
    }
    return said | changes


def test_the_goodbye_of_yesterday_is_begun_after_the_child_moved_on(world, desk, leaves):
    leaves()

    new = desk.client.get(url("sessions:new", world.kai))
    page = desk.client.get(new["Location"])
    kept = desk.client.post(
        new["Location"], answers_of(world, KeyWorkSession(account="We said goodbye."), version="0")
    )

    assert "What belongs to a day at Maple House can be written down here until" in words(page)
    assert re.search(r'value="yesterday"[^>]* checked', markup(page))
    assert kept.status_code == 302
    written = KeyWorkSession.objects.get()
    assert (written.home, written.placement) == (world.maple, world.placements["kai"])
    assert written.held_on == add_days(world.today, -1)
    assert desk.sign(written).status_code == 302


def test_a_day_after_leaving_is_refused_and_says_why(world, desk, leaves):
    leaves(3)
    new = desk.client.get(url("sessions:new", world.kai))["Location"]

    refused = desk.client.post(new, answers_of(world, KeyWorkSession(account="On the phone."), version="0"))

    assert refused.status_code == 422
    left = add_days(world.today, -3)
    reason = (
        f"Kai moved on on {left.day} {left:%B} {left.year}. A later day is for the home where Kai lived then"
    )
    assert reason in words(refused)
    assert not KeyWorkSession.objects.exists()


DAYS = (  # days since Kai left Maple House, and who may begin a record of a day there: Sam, Jean, Idris, Nell
    (0, (302, 302, 403, 403)),
    (27, (302, 302, 403, 403)),
    (28, (404, 403, 403, 403)),
    (200, (404, 403, 403, 403)),
)


@pytest.mark.parametrize(("ago", "may"), DAYS)
def test_how_long_a_record_can_be_begun_after_leaving(world, signed_in, leaves, ago, may):
    leaves(ago)
    people = (world.sam, world.jean, world.idris, world.nell)

    answers = [signed_in(one).get(url("sessions:new", world.kai)) for one in people]

    assert tuple(answer.status_code for answer in answers) == may
    if ago >= 28:
        assert "could be written down until" in words(answers[1])


def test_a_draft_is_its_authors_until_signed_however_long_ago(world, desk, signed_in, leaves):
    draft = KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=add_days(world.today, -120), draft=True
    )
    leaves(100)

    assert "Finish your draft for Kai" in words(desk.client.get(reverse("compliance:today")))
    assert desk.client.get(url("sessions:edit", world.kai, draft)).status_code == 200
    assert signed_in(world.jo).get(url("sessions:edit", world.kai, draft)).status_code == 404
    assert desk.client.get(url("compliance:child", world.kai)).status_code == 404
    signed = desk.sign(draft, late_reason="I was ill")
    assert signed["Location"] == reverse("homes:front")
    draft.refresh_from_db()
    assert draft.status == "signed"
    assert desk.client.get(draft.get_absolute_url()).status_code == 404


def test_a_draft_is_no_business_of_the_next_home(world, desk, signed_in, leaves):
    draft = desk.draft(when="yesterday")
    leaves()

    for person in (world.tom, world.ama):
        client = signed_in(person)
        assert client.get(draft.get_absolute_url()).status_code == 404
        assert client.get(url("sessions:edit", world.kai, draft)).status_code == 404
        assert "draft" not in words(client.get(url("sessions:for_child", world.kai))).lower()
    assert "moved on (" not in words(signed_in(world.ama).get(url("compliance:board", world.oak)))


def test_what_each_home_reads_of_the_other(world, signed_in, leaves):
    """Oak has the whole file, as ever. Maple reads its own days, and nothing that Oak wrote."""
    leaves(5)
    ours = KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=add_days(world.today, -6)
    )
    there = world.kai.placements.get(home=world.oak)
    theirs = KeyWorkSessionFactory(placement=there, author=world.tom, held_on=add_days(world.today, -1))

    seen = {
        name: [
            signed_in(getattr(world, name)).get(one.get_absolute_url()).status_code for one in (ours, theirs)
        ]
        for name in ("sam", "jean", "tom", "ama", "nell")
    }

    assert seen == {
        "sam": [200, 404],
        "jean": [200, 404],
        "tom": [200, 200],
        "ama": [200, 200],
        "nell": [200, 404],
    }


def test_a_child_who_came_back_has_two_stays_here(world, desk, signed_in, leaves):
    """Maple, Oak for ten days, and Maple again: each day is its own stay's, whoever writes it when."""
    held = add_days(world.today, -16)
    leaves(15)
    there = world.kai.placements.get(home=world.oak)
    move_on(placement=there, moved_on_on=add_days(world.today, -5), by=world.ama, to_home=world.maple)
    first, again = world.placements["kai"], world.kai.placements.get(home=world.maple, moved_on_on=None)

    now = desk.client.get(url("sessions:new", world.kai))["Location"]
    before = desk.client.get(url("sessions:new", world.kai) + f"?stay={first.public_id}")["Location"]
    for place, when in ((now, {"when": "today"}), (before, {"when": "other", "other_day": held.isoformat()})):
        sent = answers_of(world, KeyWorkSession(account="Tea."), version="0", **when)
        assert desk.client.post(place, sent).status_code == 302

    stays = dict(KeyWorkSession.objects.values_list("held_on", "placement"))
    assert stays == {world.today: again.pk, held: first.pk}
    tom = signed_in(world.tom).get(url("sessions:new", world.kai))["Location"]
    oak_day = answers_of(
        world, KeyWorkSession(account="x"), when="other", other_day=add_days(world.today, -7).isoformat(),
        people=[], others_present="Tom", version="0", finish="later",
    )  # fmt: skip
    assert signed_in(world.tom).post(tom, oak_day).status_code == 302
    assert KeyWorkSession.objects.get(author=world.tom).home == world.oak
