"""While a child holds the tablet every address of the product leads back to the child's page, for every verb."""

import pytest
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.test import Client
from django.urls import reverse

from homes.requests.handed_over import PROBES
from homes.requests.sent import SALT
from tests.everywhere.policy_walk import instances, routes
from tests.factories.staff import PASSWORD
from tests.world.bodies import body_for
from tests.world.content import watching
from tests.world.scenes import standing

pytestmark = pytest.mark.django_db
NO_SESSION = {"healthz", "readyz"}  # they are asked by machines, and speak of nobody
READER = "key_worker"


@pytest.fixture(scope="module")
def whole_world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as built:
        yield built


@pytest.fixture
def tablet(whole_world):
    """A key worker's session, handed over with a signed record. What is written is taken back."""
    with transaction.atomic():
        client = Client(raise_request_exception=False)
        client.force_login(whole_world.people[READER], backend="django.contrib.auth.backends.ModelBackend")
        session = whole_world.scenes["maple"].sessions["signed"]
        answer = client.post(reverse("sessions:hand_to_child", args=[session]), {"do": "hand"})
        client.page = reverse("sessions:childs_turn", args=[session])
        assert answer["Location"] == client.page
        yield client
        transaction.set_rollback(True)


def everywhere(world):
    """(name, address, a body its form accepts) of every address of the product, about one's own records."""
    for name in sorted(routes()):
        for one in instances(name, world):
            if not one.mismatch and (not one.label or one.label.split()[0] in ("maple", "moved", "forged")):
                yield name, one.address(name), body_for(name, world, one, READER)


@pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete", "options"])
def test_every_address_leads_back_and_writes_nothing(whole_world, tablet, method):
    wrong, asked = [], set()
    for name, address, body in everywhere(whole_world):
        if name in NO_SESSION or address in (tablet.page, reverse("sessions:give_back")):
            continue
        asked.add(name)
        with watching() as touched:
            answer = tablet.post(address, body) if method == "post" else getattr(tablet, method)(address)
        if (answer.status_code, answer.get("Location")) != (302, tablet.page) or touched:
            wrong.append((name, answer.status_code, sorted(touched)))

    assert wrong == []
    assert asked == set(routes()) - NO_SESSION - {"sessions:give_back"}


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/accounts/", "/admin/", "/?home=x", "//today", "/today/../board/"]
)
def test_an_address_that_is_none_leads_back_too(tablet, address):
    assert tablet.get(address)["Location"] == tablet.page


def test_only_what_no_person_asks_is_left_out(tablet):
    assert {reverse(name) for name in NO_SESSION} == set(PROBES)
    assert tablet.get(reverse("healthz")).json() == {"status": "ok"}


def test_the_pages_that_open_show_no_address_of_another(tablet):
    for address in (tablet.page, reverse("sessions:give_back")):
        page = tablet.get(address).content.decode()
        links = [part.split('"')[0] for part in page.split('href="')[1:]]
        for link in links:
            assert link.startswith(("/static/", "#", tablet.page)) or link == reverse("sessions:give_back"), (
                link
            )


def test_the_right_password_opens_everything_again(whole_world, tablet):
    answer = tablet.post(reverse("sessions:give_back"), {"password": PASSWORD})

    session = whole_world.scenes["maple"].sessions["signed"]
    assert answer["Location"] == reverse("sessions:detail", args=[session])
    assert tablet.get(answer["Location"]).status_code == 200


def test_a_wrong_password_opens_nothing_and_the_tries_are_counted_with_all_others(tablet):
    answers = [tablet.post(reverse("sessions:give_back"), {"password": "a guess"}) for _try in range(5)]

    assert [one.status_code for one in answers] == [422, 422, 422, 422, 302]
    assert "You have 4 tries left." in answers[0].content.decode()
    assert answers[4]["Location"].startswith(reverse("account_login"))
    assert (
        settings.SESSION_COOKIE_NAME not in tablet.cookies
        or not tablet.cookies[settings.SESSION_COOKIE_NAME].value
    )


def test_a_request_under_way_with_the_old_key_cannot_take_the_mark_away(whole_world, tablet):
    """Django writes a session whole: one that was read before the tablet was handed over is gone by then."""
    other = Client(raise_request_exception=False)
    other.force_login(whole_world.people[READER], backend="django.contrib.auth.backends.ModelBackend")
    before = other.session
    old = before.session_key
    session = whole_world.scenes["maple"].sessions["signed"]

    other.post(reverse("sessions:hand_to_child", args=[session]), {"do": "hand"})

    assert other.session.session_key != old
    assert not type(before)(old).exists(old)


def test_what_an_adult_had_typed_in_another_tab_waits_for_them(whole_world, tablet):
    person = whole_world.people[READER]
    session = whole_world.scenes["maple"].sessions["signed"]
    page = reverse("sessions:add_details", args=[session])
    key = signing.dumps([person.public_id.hex, "0" * 32, page], salt=SALT)
    body = {"kind": "detail", "text": "He told me at tea.", "password": PASSWORD, "form_key": key}

    assert tablet.post(page, body)["Location"] == tablet.page
    back = tablet.post(reverse("sessions:give_back"), {"password": PASSWORD})

    assert back["Location"] == f"{page}?sent={'0' * 32}"
    assert "He told me at tea." in tablet.get(back["Location"]).content.decode()
