"""What is typed is kept while it is written: for its person, on its page, until it is sent."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django_scopes import scopes_disabled

from compliance.tasks import forget_sent_forms
from homes import dates
from homes.models import AccessEvent, SentForm
from sessions_app.models import SessionPlan
from tests.reading import words

BACKEND = "django.contrib.auth.backends.ModelBackend"
SECRET = "His aunt may be able to visit"
HERE_AGAIN = "You have not sent this yet."


@pytest.fixture
def url(world):
    return reverse("sessions:plan_new", args=[world.kai.public_id])


def key_on(page) -> str:
    return re.findall('name="form_key" value="([^"]+)"', page.text)[-1]


def typing(world, **changes):
    half = {
        "day": "other",
        "other_day": "soon",
        "place": "Bike track",
        "not_asked": "on",
        "hold_back": SECRET,
    }
    return {**half, "petty_cash": "£8", "worker": str(world.jo.public_id), **changes}


def whole(world, **changes):
    day = (world.today + dt.timedelta(days=1)).isoformat()
    return typing(world, **{"day": day, "other_day": "", "told": "not_yet", **changes})


def keep(client, url, body, key=""):
    return client.post(f"{url}?keep", {**body, "form_key": key or key_on(client.get(url))})


def values(page) -> dict[str, str]:
    return dict(re.findall(r'<input type="text" name="(\w+)" value="([^"]*)"', page.text))


def test_what_was_typed_is_there_again_and_says_so(world, signed_in, url):
    client = signed_in(world.sam)

    saved = keep(client, url, typing(world))
    page = client.get(url)

    assert saved.status_code == 200 and re.match(r"^Saved at \d+:\d\d[ap]m$", words(saved).strip())
    assert HERE_AGAIN in words(page)
    assert SECRET in page.text and 'value="Bike track"' in page.text and 'value="£8"' in page.text
    assert f'<option value="{world.jo.public_id}" selected' in page.text
    days = re.findall(r'<input[^>]* name="day"[^>]*>|<input name="day"[^>]*>', page.text)
    assert [re.findall(r'value="([^"]+)"', day) for day in days if " checked" in day] == [["other"]]
    assert "There is a problem" not in page.text
    with scopes_disabled():
        assert not SessionPlan.objects.exists()


def test_it_is_of_nobody_else_and_on_no_other_page(world, signed_in, url):
    keep(signed_in(world.sam), url, typing(world))
    other_child = reverse("sessions:plan_new", args=[world.mia.public_id])

    for person, page in ((world.jo, url), (world.jean, url), (world.sam, other_child)):
        opened = signed_in(person).get(page)
        assert opened.status_code == 200
        assert SECRET not in opened.text and HERE_AGAIN not in opened.text


def test_it_is_kept_unreadable(world, signed_in, url):
    keep(signed_in(world.sam), url, typing(world))

    assert SECRET.encode() not in bytes(SentForm.objects.get().words)


def test_the_last_words_are_there_and_one_row_of_them(world, signed_in, url):
    client = signed_in(world.sam)
    key = key_on(client.get(url))
    for place in ("Bike", "Bike tr", "Bike track, or the"):
        keep(client, url, typing(world, place=place), key)

    assert values(client.get(url))["place"] == "Bike track, or the"
    assert SentForm.objects.count() == 1


def test_it_is_gone_once_it_is_sent_and_what_comes_late_is_not_kept(world, signed_in, url):
    client = signed_in(world.sam)
    keep(client, url, typing(world))
    key = key_on(client.get(url))
    keep(client, url, typing(world, place="The lake"), key)

    sent = client.post(url, {**whole(world), "form_key": key})
    late = keep(client, url, typing(world), key)

    assert sent.status_code == 302 and late.status_code == 200
    assert "Saved at" not in words(late)
    page = client.get(url)
    assert HERE_AGAIN not in page.text and SECRET not in page.text
    assert not SentForm.objects.filter(answer="").exists()


def test_it_outlives_a_sending_that_was_refused(world, signed_in, url):
    client = signed_in(world.sam)
    key = key_on(client.get(url))
    keep(client, url, whole(world, told=""), key)

    refused = client.post(url, {**whole(world, told=""), "form_key": key})

    assert refused.status_code == 422
    assert SECRET in client.get(url).text


def test_an_empty_form_can_be_asked_for_and_throws_nothing_away(world, signed_in, url):
    client = signed_in(world.sam)
    keep(client, url, typing(world))

    assert SECRET not in client.get(f"{url}?fresh").text
    assert SECRET in client.get(url).text


def test_after_a_day_it_is_gone(world, client, url):
    client.force_login(world.sam, backend=BACKEND)
    keep(client, url, typing(world))

    with time_machine.travel(dates.now() + dt.timedelta(hours=25)):
        client.force_login(world.sam, backend=BACKEND)
        assert SECRET not in client.get(url).text
        forget_sent_forms()
    assert not SentForm.objects.exists()


def test_it_is_no_look_at_the_child(world, signed_in, url):
    client = signed_in(world.sam)
    key = key_on(client.get(url))
    with scopes_disabled():
        looked = AccessEvent.objects.count()
        keep(client, url, typing(world), key)

        assert AccessEvent.objects.count() == looked


def test_another_person_at_the_same_screen_keeps_it_for_who_typed(world, client, url):
    client.force_login(world.sam, backend=BACKEND)
    key = key_on(client.get(url))
    client.force_login(world.jo, backend=BACKEND)

    answer = keep(client, url, typing(world), key)

    assert answer.status_code == 409 and SECRET not in answer.text
    assert SECRET not in client.get(url).text
    assert [row.user for row in SentForm.objects.all()] == [world.sam]


def test_without_the_token_of_the_page_nothing_is_kept_as_typed(world, url):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.sam, backend=BACKEND)

    answer = client.post(f"{url}?keep", {**typing(world), "form_key": key_on(client.get(url))})

    assert answer.status_code == 302  # led to the page, where it waits
    assert "Saved at" not in answer.text


def test_without_a_key_nothing_is_kept(world, signed_in, url):
    assert (
        signed_in(world.sam).post(f"{url}?keep", whole(world)).status_code == 302
    )  # sent, as without the word
    assert not SentForm.objects.exists()
