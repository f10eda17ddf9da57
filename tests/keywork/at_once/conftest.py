"""Many hands at once, each a thread with a connection of its own, as the processes of a web server have them."""

import threading
from types import SimpleNamespace

import pytest
from django.conf import settings as configured
from django.db import connection, connections
from django.db.models import QuerySet
from django.test import Client
from django_scopes import scopes_disabled

from homes.requests import sent
from tests.factories.staff import StaffRoleFactory, UserFactory

IN_THE_BACKGROUND = {"Sec-Fetch-Mode": "cors"}


@pytest.fixture
def home(world):
    """Maple House, with a second manager."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time anyway")
    with scopes_disabled():
        world.second_manager = UserFactory(full_name="Bea Holt", job_title="Deputy manager")
        StaffRoleFactory(user=world.second_manager, home=world.maple, role="deputy_manager")
        yield world


@pytest.fixture
def cookie_of(home):
    """cookie_of(person) -> the session they are signed in with, the same one each time."""
    known = {}

    def cookie(person) -> str:
        if person.pk not in known:
            client = Client()
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
            known[person.pk] = client.cookies[configured.SESSION_COOKIE_NAME].value
        return known[person.pk]

    return cookie


@pytest.fixture
def at_once(cookie_of):
    """at_once(forms) -> the answers to forms that are all sent at the same moment."""

    def run(forms):
        cookies = [cookie_of(form.by) for form in forms]
        barrier, answers = threading.Barrier(len(forms)), {}

        def send(number, form):
            client = Client(raise_request_exception=False)
            client.cookies[configured.SESSION_COOKIE_NAME] = cookies[number]
            headers = IN_THE_BACKGROUND if form.in_the_background else {}
            try:
                barrier.wait()
                answer = client.post(form.address, form.body, headers=headers)
                answers[number] = SimpleNamespace(
                    status=answer.status_code, to=answer.get("Location", ""), text=answer.text
                )
            finally:
                connections.close_all()

        threads = [threading.Thread(target=send, args=each) for each in enumerate(forms)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return [answers[number] for number in range(len(forms))]

    return run


@pytest.fixture
def no_keys(monkeypatch):
    """No form is known again: what is sent twice comes in twice."""
    monkeypatch.setattr(sent, "read_key", lambda request: None)


@pytest.fixture
def no_locks(monkeypatch):
    """Nobody waits for anybody: each reads the row as it was."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *args, **how: self.all())
