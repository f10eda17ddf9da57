"""Who must have a second step sets it up first: from the next request, and goes on where they were going."""

import pytest
from django.conf import settings as product
from django.test import Client
from django.urls import reverse

from homes.audit import record_change
from homes.models import StaffRole
from tests.factories.staff import PASSWORD
from tests.homes.sign_in.second_step.conftest import is_in
from tests.homes.sign_in.second_step.test_set_up import set_up
from tests.reading import words

SET_UP = reverse("account_second_step")

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_production(settings):
    settings.SECOND_FACTOR_FOR = product.NEED_SECOND_FACTOR


def test_an_address_that_is_none_leads_there_too(world, signed_in, in_production):
    assert signed_in(world.jean).get("/no/such/page/")["Location"] == SET_UP


def test_a_worker_may_do_without(world, signed_in, in_production):
    assert is_in(signed_in(world.sam))


def test_the_page_names_no_home_and_no_child(world, signed_in, in_production):
    page = words(signed_in(world.jean).get(SET_UP).text)

    for word in ("Maple House", "Kai", "Board", "Help"):
        assert word not in page
    assert "a password alone is not enough" in page


def test_they_go_on_where_they_were_going(world, signed_in, in_production):
    jean = signed_in(world.jean)
    going = f"{reverse('compliance:flags', args=[world.maple.public_id])}?page=1"
    jean.get(going)

    set_up(jean)
    jean.get(reverse("account_recovery_codes"))

    assert jean.post(reverse("account_recovery_codes"), {"kept": "1"})["Location"] == going
    assert is_in(jean)


@pytest.mark.usefixtures("unscoped")
def test_a_role_given_a_minute_ago_counts_on_the_next_request(world, signed_in, in_production):
    sam = signed_in(world.sam)
    assert is_in(sam)

    record_change(
        StaffRole(user=world.sam, home=world.maple, role="deputy_manager", started_on=world.today),
        by=world.jean,
    )

    assert sam.get("/help/")["Location"] == SET_UP


@pytest.mark.usefixtures("unscoped")
def test_what_was_typed_meanwhile_is_kept(world, signed_in, in_production, settings):
    settings.SECOND_FACTOR_FOR = []
    jean, address = signed_in(world.jean), reverse("children:add_chronology", args=[world.kai.public_id])
    key = jean.get(address).text.split('name="form_key" value="')[1].split('"')[0]
    settings.SECOND_FACTOR_FOR = product.NEED_SECOND_FACTOR

    assert jean.post(address, {"what": "His aunt rang.", "form_key": key})["Location"] == SET_UP
    set_up(jean)

    kept = jean.post(reverse("account_recovery_codes"), {"kept": "1"})["Location"]
    assert "His aunt rang." in jean.get(kept).text


def test_signing_in_leads_there(world, in_production):
    browser = Client()
    browser.post("/accounts/login/", {"login": world.jean.email, "password": PASSWORD})

    assert browser.get("/", follow=True).request["PATH_INFO"] == SET_UP
