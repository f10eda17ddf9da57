"""A tablet that loses its network, and a database that goes away: sent again, the form has made exactly one record."""

import contextlib
import http.client
import os
import random
import threading
import time
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.keywork.at_once.sent import KINDS, planned

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "k" * 32
CUTS = ("in the body", "before the answer", "in the database")
MOST_TRIES, LONGEST_WORK = 6, 0.15
SEED = int(os.environ["HISTORIES_SEED"])  # printed at the end of the run


class Tablet:
    """Somebody's browser, down to its socket."""

    def __init__(self, server, cookie):
        self.place = urlsplit(server.url).netloc
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}"

    def _begin(self, form) -> tuple[http.client.HTTPConnection, bytes]:
        body = urlencode({**form.body, "csrfmiddlewaretoken": TOKEN}, doseq=True).encode()
        line = http.client.HTTPConnection(self.place, timeout=30)
        line.putrequest("POST", form.address)
        line.putheader("Cookie", self.cookie)
        line.putheader("Content-Type", "application/x-www-form-urlencoded")
        line.putheader("Content-Length", str(len(body)))
        if form.in_the_background:
            line.putheader("Sec-Fetch-Mode", "cors")
        line.endheaders()
        return line, body

    def send(self, form) -> tuple[int, str]:
        line, body = self._begin(form)
        line.send(body)
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer.status, answer.headers.get("Location", "")

    def hang_up(self, form, *, share: float) -> None:
        """Send a share of the words, and be gone."""
        line, body = self._begin(form)
        line.send(body[: int(len(body) * share)])
        line.close()


def end_every_request() -> None:
    """The database ends whoever is at work in it, but for this test."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
            "and pid <> pg_backend_pid() and backend_type = 'client backend'"
        )


def cut(tablet, form, where, chance) -> None:
    if where == "in the body":
        tablet.hang_up(form, share=chance.random())
        return
    if where == "before the answer":
        tablet.hang_up(form, share=1)
        return

    def send():
        with contextlib.suppress(OSError, http.client.HTTPException):
            tablet.send(form)

    sending = threading.Thread(target=send)
    sending.start()
    time.sleep(chance.uniform(0, LONGEST_WORK))
    end_every_request()
    sending.join()


def send_again(tablet, form) -> tuple[int, str]:
    """As often as somebody would press the button."""
    for _try in range(MOST_TRIES):
        answer = tablet.send(form)
        if answer[0] < 500:
            break
    return answer


@pytest.fixture
def cut_off(home, live_server, cookie_of, answering):
    """cut_off(times, kinds) -> what was wrong after each was cut off somewhere and sent again."""

    def run(times, kinds=KINDS, cuts=CUTS):
        chance, wrong = random.Random(SEED), []
        for number in range(times):
            kind, where = kinds[number % len(kinds)], cuts[number // len(kinds) % len(cuts)]
            form = kind(home).with_key()
            tablet = Tablet(live_server, cookie_of(form.by))
            cut(tablet, form, where, chance)
            status, _to = send_again(tablet, form)
            assert answering.ended()
            if set(form.made()) != {1} or status not in (200, 302):
                wrong.append((kind.__name__, where, form.made(), status))
        return wrong

    return run


@pytest.mark.parametrize(
    "times", [pytest.param(27, marks=pytest.mark.part), pytest.param(200, marks=pytest.mark.long)]
)
def test_what_was_cut_off_and_sent_again_is_there_once(cut_off, times):
    assert cut_off(times) == []


def test_without_keys_what_was_done_before_the_line_was_cut_is_done_again(cut_off, no_keys, monkeypatch):
    """The control: neither the key nor the action knows the form again."""
    monkeypatch.setattr("sessions_app.plans.actions._twin", lambda plan: None)

    wrong = cut_off(4, kinds=(planned,), cuts=("before the answer",))

    assert [made for _kind, _where, made, _status in wrong if made == [2]]
