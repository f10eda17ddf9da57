"""A session ends 15 minutes after it was last used and 12 hours after it began, to the second, on the server."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from homes.models import BrowserSession
from tests.factories.staff import PASSWORD

NOON = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
IDLE, WHOLE = dt.timedelta(minutes=15), dt.timedelta(hours=12)
SIGN_IN, SIGN_OUT = reverse("account_login"), reverse("account_logout")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def sam(world):
    """Sam's browser, signed in at noon."""
    client = Client(headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
    client.post(SIGN_IN, {"login": world.sam.email, "password": PASSWORD})
    return client


def is_in(client) -> bool:
    return client.get(reverse("homes:help")).status_code == 200


@pytest.mark.parametrize(("after", "still"), [(IDLE - SECOND, True), (IDLE + SECOND, False)])
def test_fifteen_minutes_of_nothing_end_it(sam, clock, after, still):
    assert is_in(sam)
    clock.move_to(NOON + after)

    assert is_in(sam) is still


def work(client, clock, *, until) -> None:
    """Something every ten minutes."""
    for minutes in range(10, int((until - NOON).total_seconds() / 60), 10):
        clock.move_to(NOON + dt.timedelta(minutes=minutes))
        assert is_in(client)


@pytest.mark.parametrize(("after", "still"), [(WHOLE - SECOND, True), (WHOLE + SECOND, False)])
def test_twelve_hours_end_it_however_busy(sam, clock, after, still):
    work(sam, clock, until=NOON + WHOLE)
    clock.move_to(NOON + after)

    assert is_in(sam) is still


def left(client, world, **asked):
    return client.get(reverse("session"), {"person": world.sam.public_id.hex, **asked}).json()


def test_asking_how_long_is_no_use_of_it_and_staying_is(sam, world, clock):
    clock.move_to(NOON + dt.timedelta(minutes=13))
    assert (left(sam, world)["left"], left(sam, world)["can_stay"]) == (120, True)

    assert left(sam, world, stay=1)["left"] == 900
    clock.move_to(NOON + dt.timedelta(minutes=27))
    assert left(sam, world)["left"] == 60


def test_nobody_stays_beyond_the_whole_time(sam, world, clock):
    work(sam, clock, until=NOON + WHOLE)
    clock.move_to(NOON + WHOLE - dt.timedelta(minutes=1))

    said = left(sam, world, stay=1)

    assert (said["left"], said["can_stay"]) == (60, False)


def test_what_is_typed_too_late_waits_for_its_person(sam, world, clock):
    address = reverse("children:add_chronology", args=[world.kai.public_id])
    page = sam.get(address).text
    form_key = page.split('name="form_key" value="')[1].split('"')[0]
    clock.move_to(NOON + IDLE + SECOND)

    answer = sam.post(address, {"what": "He asked about his aunt.", "form_key": form_key})
    answer = sam.post(answer["Location"], {"login": world.sam.email, "password": PASSWORD})

    assert "He asked about his aunt." in sam.get(answer["Location"]).text


def test_the_key_of_a_session_is_another_after_signing_in(world):
    guest = Client()
    session = guest.session
    session["planted"] = "by somebody else"
    session.save()
    guest.cookies["sessionid"] = planted = session.session_key

    guest.post(SIGN_IN, {"login": world.sam.email, "password": PASSWORD})

    assert guest.cookies["sessionid"].value != planted
    other = Client()
    other.cookies["sessionid"] = planted
    assert not is_in(other)


def test_signing_out_ends_it_on_the_server_and_empties_the_browser(sam):
    stolen = Client()
    stolen.cookies["sessionid"] = sam.cookies["sessionid"].value
    assert is_in(stolen)

    answer = sam.post(SIGN_OUT)

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(stolen)
    assert not BrowserSession.objects.filter(user__isnull=False).exists()
    assert "Clear-Site-Data" not in sam.get(SIGN_IN)


def test_a_row_says_whose_it_is_and_goes_once_it_has_ended(sam, world, clock):
    [row] = BrowserSession.objects.filter(user=world.sam)
    clock.move_to(NOON + IDLE + SECOND)

    Client().post(SIGN_IN, {"login": world.jo.email, "password": PASSWORD})

    assert not BrowserSession.objects.filter(pk=row.pk).exists()
    assert BrowserSession.objects.filter(user=world.jo).count() == 1
