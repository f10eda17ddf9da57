"""The numbers a manager notes: on the page of whoever has a worry, and in no history."""

import pytest
from django.urls import reverse

from homes.models import LedgerEntry, RingNumber

pytestmark = pytest.mark.usefixtures("unscoped")


@pytest.fixture
def ringing(world):
    return reverse("compliance:settings_ringing", args=[world.maple.public_id])


def test_a_manager_notes_the_numbers_once_and_changes_them(world, signed_in, ringing):
    jean = f"of_{world.jean.public_id}"
    client = signed_in(world.jean)

    for number in ("07700 900142", "07700 900142", "07700 900143"):
        assert client.post(ringing, {"phone": "01632 960001", jean: number}).status_code == 302

    assert [(one.user, one.phone) for one in RingNumber.objects.all()] == [(world.jean, "07700 900143")]
    assert RingNumber.objects.get().history.count() == 2
    assert "Idris Cole, Responsible individual" in client.get(ringing).text


def test_what_is_no_number_is_refused(world, signed_in, ringing):
    response = signed_in(world.jean).post(ringing, {"phone": "ask Jean"})

    assert response.status_code == 422
    assert "Enter a phone number, like 07700 900142" in response.text
    world.maple.refresh_from_db()
    assert world.maple.phone == "01632 960001"


def test_the_history_of_the_home_says_whose_number_and_not_the_number(world, signed_in, ringing):
    client = signed_in(world.jean)
    client.post(ringing, {"phone": "01632 960001", f"of_{world.jean.public_id}": "07700 900142"})

    history = client.get(reverse("compliance:home_history", args=[world.maple.public_id])).text

    assert LedgerEntry.objects.filter(model="homes.RingNumber").count() == 1
    assert "Number to ring noted: Jean Ward" in history
    assert "900142" not in history


def test_a_worker_reads_no_numbers_there(world, signed_in, ringing):
    assert signed_in(world.sam).get(ringing).status_code == 403
