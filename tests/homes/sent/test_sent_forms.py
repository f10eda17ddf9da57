"""A form that is sent twice, by two hands, in other words, or after the session ended."""

import datetime as dt
import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote

import pytest
import time_machine
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django_scopes import scopes_disabled

from children.models import RoomCheck
from compliance.tasks import forget_sent_forms
from homes import dates
from homes.models import SentForm
from tests.factories.staff import PASSWORD

BACKEND = "django.contrib.auth.backends.ModelBackend"
WORDS = "The blue duvet is torn, and Kai would like stars."


@pytest.fixture
def url(world):
    return reverse("children:add_room_check", args=[world.kai.public_id])


@pytest.fixture
def body(world):
    yes = dict.fromkeys(("with_child", "clothing_ok", "bedding_ok", "personal_ok", "storage_ok"), "yes")
    return {"checked_on": world.today.isoformat(), "childs_words": WORDS, **yes}


def hidden(page: str, name: str) -> str:
    return re.findall(f'name="{name}" value="([^"]+)"', page)[-1]


def signed_in_with_tokens(user) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user, backend=BACKEND)
    return client


def checks() -> int:
    with scopes_disabled():
        return RoomCheck.objects.count()


def test_other_words_under_the_same_key_are_shown_beside_the_first(world, signed_in, url, body):
    client = signed_in(world.sam)
    key = hidden(client.get(url).text, "form_key")
    client.post(url, {**body, "form_key": key})

    both = client.post(url, {**body, "childs_words": "Stars, please.", "form_key": key})

    assert both.status_code == 409
    assert WORDS in both.text
    assert "Stars, please." in both.text
    assert checks() == 1
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', both.text))
    assert again["form_key"] != key
    assert again["childs_words"] == "Stars, please."


def test_a_form_with_an_error_can_be_put_right_and_sent(world, signed_in, url, body):
    client = signed_in(world.sam)
    key = hidden(client.get(url).text, "form_key")

    wrong = client.post(url, {**body, "checked_on": "", "form_key": key})
    right = client.post(url, {**body, "form_key": hidden(wrong.text, "form_key")})

    assert (wrong.status_code, right.status_code, checks()) == (422, 302, 1)


def test_what_came_signed_out_is_kept_for_its_person_alone(world, client, url, body):
    client.force_login(world.sam, backend=BACKEND)
    key = hidden(client.get(url).text, "form_key")
    client.logout()
    sent = client.post(url, {**body, "form_key": key})
    kept = SentForm.objects.get()

    assert checks() == 0
    assert sent["Location"].startswith(reverse("account_login"))
    assert "What you typed is kept for you" in client.get(sent["Location"]).text
    assert b"duvet" not in bytes(kept.words)
    client.force_login(world.jo, backend=BACKEND)
    assert WORDS not in client.get(url, {"sent": kept.key}).text
    client.force_login(world.sam, backend=BACKEND)
    page = client.get(url, {"sent": kept.key}).text
    assert WORDS in page
    assert client.post(url, {**body, "form_key": hidden(page, "form_key")}).status_code == 302
    assert checks() == 1
    assert not SentForm.objects.filter(answer="").exists()


def test_signing_in_leads_to_the_form_filled_in(world, client, url, body, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    client.force_login(world.sam, backend=BACKEND)
    key = hidden(client.get(url).text, "form_key")
    client.logout()
    to_sign_in = client.post(url, {**body, "form_key": key})["Location"]

    page = client.post(to_sign_in, {"login": world.sam.email, "password": PASSWORD}, follow=True)

    assert page.request["PATH_INFO"] == url
    assert WORDS in page.text


def test_somebody_else_on_the_tablet_gets_none_of_it_and_none_of_it_is_lost(world, client, url, body):
    client.force_login(world.sam, backend=BACKEND)
    key = hidden(client.get(url).text, "form_key")
    client.force_login(world.jo, backend=BACKEND)

    answer = client.post(url, {**body, "form_key": key})

    assert answer.status_code == 409
    assert WORDS not in answer.text
    assert (checks(), SentForm.objects.get().user) == (0, world.sam)


def test_signed_in_anew_in_another_tab_the_form_opens_with_its_words(world, url, body):
    client = signed_in_with_tokens(world.sam)
    page = client.get(url).text
    stale = {name: hidden(page, name) for name in ("form_key", "csrfmiddlewaretoken")}
    client.cookies.clear()
    client.force_login(world.sam, backend=BACKEND)
    client.get(url)  # the other tab: a new token

    answer = client.post(url, {**body, **stale}, headers={"origin": "http://testserver"}, follow=True)

    assert checks() == 0
    assert WORDS in answer.text
    fresh = {name: hidden(answer.text, name) for name in stale}
    assert client.post(url, {**body, **fresh}).status_code == 302
    assert checks() == 1


@pytest.mark.parametrize("key", ["", "made-up", "x" * 5_000])
def test_a_key_nobody_made_is_no_key(world, signed_in, url, body, key):
    assert signed_in(world.sam).post(url, {**body, "form_key": key}).status_code == 302
    assert not SentForm.objects.exists()


def test_no_password_is_kept(world, client):
    url = reverse("account_change_password")
    client.force_login(world.sam, backend=BACKEND)
    key = hidden(client.get(url).text, "form_key")
    client.logout()
    client.post(url, {"oldpassword": "an old secret", "password1": "a new secret", "form_key": key})

    client.force_login(world.sam, backend=BACKEND)
    kept = SentForm.objects.get()
    assert "secret" not in client.get(url, {"sent": kept.key}).text


def test_after_a_day_nothing_is_kept(world, client, url, body):
    client.force_login(world.sam, backend=BACKEND)
    key = hidden(client.get(url).text, "form_key")
    client.logout()
    client.post(url, {**body, "form_key": key})
    kept = SentForm.objects.get()

    with time_machine.travel(dates.now() + dt.timedelta(hours=25)):
        client.force_login(world.sam, backend=BACKEND)
        assert WORDS not in client.get(url, {"sent": kept.key}).text
        forget_sent_forms()

    assert not SentForm.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway")
def test_twenty_at_once_write_one_record(world, url, body):
    page = Client()
    page.force_login(world.sam, backend=BACKEND)
    key = hidden(page.get(url).text, "form_key")
    cookie = page.cookies["sessionid"].value

    def send(_number: int) -> tuple[int, str]:
        client = Client()
        client.cookies["sessionid"] = cookie
        try:
            answer = client.post(url, {**body, "form_key": key})
            return answer.status_code, answer.get("Location", "")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as many:
        answers = set(many.map(send, range(20)))

    assert checks() == 1
    assert len(answers) == 1, answers
    assert next(iter(answers))[0] == 302


def test_a_form_that_was_done_and_comes_signed_out_with_other_words_is_kept_too(world, client, url, body):
    client.force_login(world.sam, backend=BACKEND)
    key = hidden(client.get(url).text, "form_key")
    client.post(url, {**body, "form_key": key})
    client.logout()

    sent = client.post(url, {**body, "childs_words": "Stars, please.", "form_key": key})
    client.force_login(world.sam, backend=BACKEND)
    page = client.get(unquote(sent["Location"].partition("next=")[2]))

    assert sent.status_code == 302
    assert "Stars, please." in page.text
    assert checks() == 1


def test_a_form_that_was_done_and_comes_signed_out_leads_to_what_it_did(world, client, url, body):
    client.force_login(world.sam, backend=BACKEND)
    key = hidden(client.get(url).text, "form_key")
    done = client.post(url, {**body, "form_key": key})
    client.logout()

    sent = client.post(url, {**body, "form_key": key})

    assert unquote(sent["Location"].partition("next=")[2]) == done["Location"]
    assert SentForm.objects.filter(answer="").count() == 0


def test_no_id_is_shown_as_a_word(world, signed_in, url, body):
    client, chosen = signed_in(world.sam), str(uuid.uuid4())
    key = hidden(client.get(url).text, "form_key")
    client.post(url, {**body, "form_key": key})

    both = client.post(url, {**body, "item": chosen, "form_key": key})

    assert f">{chosen}<" not in both.text
    assert "No word differs, only what was chosen." in both.text
