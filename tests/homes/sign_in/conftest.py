import threading
import uuid

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.urls import reverse
from django_scopes import scopes_disabled

from homes import dates
from homes.requests.handed_over import HANDED_KEY
from homes.sign_in.second_step.actions import has_second_step, turn_on
from homes.sign_in.second_step.codes import new_secret
from tests.factories.review import KeyWorkReportFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import StaffRoleFactory
from tests.homes.sign_in.hashing import Counted
from tests.homes.sign_in.second_step.test_set_up import SET_UP, now_of, shown_secret

NEW = "wet stones under a bridge"


@pytest.fixture
def looked_at(settings):
    """The passwords that were looked at, right or wrong, in the order of it."""
    settings.PASSWORD_HASHERS = ["tests.homes.sign_in.hashing.Counted"]
    Counted.looked_at.clear()
    return Counted.looked_at


@pytest.fixture
def at_once():
    """at_once(clients, do) -> what do(client, number) gave for each, all begun at the same moment."""

    def run(clients, do):
        barrier, given = threading.Barrier(len(clients)), {}

        def one(number, client):
            try:
                barrier.wait()
                with scopes_disabled():
                    given[number] = do(client, number)
            finally:
                connection.close()

        threads = [threading.Thread(target=one, args=each) for each in enumerate(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return [given[number] for number in range(len(clients))]

    return run


def _code_for(client) -> str:
    """What an app shows that was given the secret of the page; none for who is signed out."""
    page = client.get(SET_UP)
    return now_of(shown_secret(page)) if page.status_code == 200 else ""


@pytest.fixture
def asking(world):
    """asking(client, where, password) -> the answer of a page that asks for Sam's password again."""
    about = {"placement": world.placements["kai"], "author": world.sam, "held_on": world.today}
    draft, signed = KeyWorkSessionFactory(**about, draft=True), KeyWorkSessionFactory(**about)
    report = KeyWorkReportFactory(child=world.kai, home=world.maple, writer=world.sam, to_on=world.today)
    of_staff = {"role": "residential_worker", "started_on": world.today.isoformat()}

    def ask(client, where, password):
        address, body = {
            "signing": (
                reverse("sessions:check", args=[draft.public_id]),
                {"true_record": "on", "password": password, "version": draft.version},
            ),
            "adding": (
                reverse("sessions:add_details", args=[signed.public_id]),
                {"kind": "detail", "text": "More.", "password": password, "public_id": uuid.uuid4()},
            ),
            "taking back": (reverse("sessions:give_back"), {"password": password}),
            "finishing": (
                reverse("sessions:report_finish", args=[report.public_id]),
                {"given_to": "Ms Khan", "read": "on", "password": password, "version": report.version},
            ),
            "inviting": (
                reverse("homes:invite", args=[world.maple.public_id]),
                {"full_name": "Ann", "email": "ann@homes.example", "password": password, **of_staff},
            ),
            "giving a role": (
                reverse("compliance:change_role", args=[world.maple.public_id, world.jo.public_id]),
                {"role": "senior", "reason": "She leads", "password": password},
            ),
            "setting up": (SET_UP, {"code": _code_for(client), "password": password}),
            "making codes": (reverse("account_recovery_codes"), {"password": password}),
            "taking it away": (reverse("account_second_step_off"), {"password": password}),
            "resetting": (
                reverse("compliance:reset_second_step", args=[world.maple.public_id, world.jo.public_id]),
                {"reason": "Lost her phone", "password": password},
            ),
            "changing": (
                reverse("account_change_password"),
                {"oldpassword": password, "password1": NEW, "password2": NEW},
            ),
        }[where]
        if (
            where in ("inviting", "giving a role", "resetting")
            and not world.sam.roles.filter(role="deputy_manager").exists()
        ):
            StaffRoleFactory(user=world.sam, home=world.maple, role="deputy_manager")
        for person in (
            (world.sam, world.jo) if where in ("making codes", "taking it away", "resetting") else ()
        ):
            if not has_second_step(person) and SESSION_KEY in client.session:
                turn_on(
                    secret=new_secret(),
                    step=0,
                    browser=client.session.session_key,
                    by=person,
                    now=dates.now(),
                )
        if where == "taking back" and HANDED_KEY not in client.session:
            client.post(reverse("sessions:hand_to_child", args=[signed.public_id]))
        return client.post(address, body)

    return ask
