"""What a record form sends, and where."""

import uuid
from types import SimpleNamespace

import pytest
from django.urls import reverse

from sessions_app.models import KeyWorkSession
from tests.factories.staff import PASSWORD


@pytest.fixture
def password():
    return PASSWORD


@pytest.fixture
def answers(world):
    """answers(**changes) -> the smallest record that can be signed, as the form posts it."""

    def make(**changes):
        smallest = {
            "when": "today",
            "people": [str(world.sam.public_id)],
            "went": "activity",
            "account": "You fixed the chain on your own.",
            "voice": "not_this_time",
            "worry": "no",
            "version": "0",
        }
        return {name: value for name, value in {**smallest, **changes}.items() if value is not None}

    return make


@pytest.fixture
def desk(world, signed_in, answers, unscoped, password):
    """Sam at a tablet: write(), check and sign through the pages, and read what is stored."""
    client = signed_in(world.sam)

    def address(name, public_id, child=world.kai):
        return reverse(f"sessions:{name}", args=[child.public_id, public_id])

    def write(public_id=None, *, path="edit", by=client, child=world.kai, **changes):
        public_id = public_id or uuid.uuid4()
        return by.post(address(path, public_id, child), answers(**changes))

    def draft(**changes) -> KeyWorkSession:
        public_id = uuid.uuid4()
        response = write(public_id, finish="later", **changes)
        assert response.status_code == 302, response.content.decode()
        return KeyWorkSession.objects.get(public_id=public_id)

    def sign(session, *, by=client, word=password, **changes):
        fields = {"true_record": "on", "password": word, "version": session.version, **changes}
        return by.post(reverse("sessions:check", args=[session.public_id]), fields)

    return SimpleNamespace(client=client, address=address, write=write, draft=draft, sign=sign)
