"""One's own account: what it says, other browsers signed out from it, and mails about each change of it."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from homes import dates
from homes.audit import record_change, set_fields
from homes.models import AccessEvent, BrowserSession, InspectionGrant, SignInUnlock, StaffRole
from homes.sign_in.me.page import in_words
from homes.staff.changing import change_role
from homes.staff.leaving import record_leaving, reopen_role
from tests.factories.staff import PASSWORD
from tests.reading import words

NOON = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
ME, END = reverse("homes:me"), reverse("homes:end_browsers")
TABLET = "Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def browser_of(person, agent=DESK) -> Client:
    browser = Client(headers={"User-Agent": agent})
    browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return browser


def is_in(browser) -> bool:
    return browser.get("/help/").status_code == 200


def number(page, device) -> str:
    """The number of the browser that is called so, from its button."""
    return page.text.split(f"<b>{device}</b>")[1].split('name="browser" value="')[1].split('"')[0]


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (TABLET, "Chrome on Android"),
        (DESK, "Firefox on Windows"),
        (
            "Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1",
            "Safari on iPad",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) CriOS/142.0 Safari/604.1",
            "Chrome on iPhone",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1.15", "Safari on Mac"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge on Windows"),
        ("<script>alert(1)</script>", "A browser we do not know"),
        ("", "A browser we do not know"),
    ],
)
def test_a_browser_in_plain_words(agent, said):
    assert in_words(agent) == said


def test_it_says_who_somebody_is_and_where_they_work(world):
    page = words(browser_of(world.sam).get(ME).text)

    assert "Sam Okafor" in page and world.sam.email in page
    assert "Maple House: Residential worker, from" in page
    assert "A password alone opens your account." in page
    assert "Kai" not in page


def test_it_lists_the_browsers_and_marks_this_one(world):
    with time_machine.travel(NOON, tick=False) as clock:
        browser_of(world.sam, TABLET)
        clock.move_to(NOON + dt.timedelta(minutes=5))
        browser_of(world.jo)

        page = words(browser_of(world.sam).get(ME).text)

    assert "Firefox on Windows, this one Signed in Monday 30 November, 12:05pm" in page
    assert (
        "Chrome on Android Signed in Monday 30 November, 12:00pm, last used Monday 30 November, 12:00pm"
        in page
    )
    assert page.count("last used") == 2


def test_one_that_ended_is_not_listed(world):
    with time_machine.travel(NOON, tick=False) as clock:
        browser_of(world.sam, TABLET)
        row = BrowserSession.objects.get(user=world.sam)
        clock.move_to(NOON + dt.timedelta(minutes=16))
        here = browser_of(world.sam)
        row.save(force_insert=True)  # as if nobody had thrown it away

        assert "Android" not in here.get(ME).text


def test_one_other_browser_is_signed_out(world):
    tablet, desk, third = browser_of(world.sam, TABLET), browser_of(world.sam), browser_of(world.sam, "")

    answer = desk.post(END, {"browser": number(desk.get(ME), "Chrome on Android")})

    assert answer["Location"] == ME
    assert [is_in(one) for one in (tablet, desk, third)] == [False, True, True]
    assert AccessEvent.objects.filter(user_id=world.sam.pk, what="ended").count() == 1


def test_all_others_are_signed_out_and_nobody_elses(world):
    others = [browser_of(world.sam, TABLET) for _each in range(3)]
    jo, desk = browser_of(world.jo), browser_of(world.sam)

    desk.post(END)

    assert not any(map(is_in, others))
    assert is_in(desk) and is_in(jo)


@pytest.mark.parametrize("which", ["somebody else's", "this one", "made up", "a key"])
def test_no_number_ends_what_is_not_meant(world, which):
    jo, desk, other = browser_of(world.jo, TABLET), browser_of(world.sam), browser_of(world.sam, TABLET)
    number_of = {
        "somebody else's": lambda: number(browser_of(world.jo).get(ME), "Chrome on Android"),
        "this one": lambda: number(other.get(ME), "Firefox on Windows"),
        "made up": lambda: "0" * 20,
        "a key": lambda: jo.session.session_key,
    }[which]()

    said = words(desk.post(END, {"browser": number_of}, follow=True).text)

    assert "Nothing else is signed in there." in said
    assert all(map(is_in, (jo, desk, other)))


def test_the_keys_of_sessions_are_on_no_page(world):
    desk, tablet = browser_of(world.sam), browser_of(world.sam, TABLET)

    page = desk.get(ME).text

    assert desk.session.session_key not in page
    assert tablet.session.session_key not in page


def test_a_new_password_ends_the_other_browsers_and_is_told(world, django_capture_on_commit_callbacks):
    desk, tablet = browser_of(world.sam), browser_of(world.sam, TABLET)
    new = {"password1": "wet stones under a bridge", "password2": "wet stones under a bridge"}

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})

    assert is_in(desk) and not is_in(tablet)
    [told] = mail.outbox
    assert told.to == [world.sam.email]
    assert "A new password was chosen for your account." in told.body
    assert "If it was not you, tell your manager at once" in told.body
    assert "You chose a new password" in words(desk.get(ME).text)


def test_what_a_manager_did_stands_there_too(world):
    record_change(SignInUnlock(user=world.sam, home=world.maple, step_taken=True), by=world.jean)

    assert "Your second step was taken away for you" in words(browser_of(world.sam).get(ME).text)
    assert "taken away for you" not in words(browser_of(world.jo).get(ME).text)


def test_each_change_of_a_role_is_told_without_a_childs_name(world, django_capture_on_commit_callbacks):
    about = {"home": world.maple, "person": world.sam, "by": world.jean, "now": dates.now()}
    with django_capture_on_commit_callbacks(execute=True):
        change_role(role="senior", reason="She leads", **about)
        record_leaving(last_day=world.today, **about)
        reopen_role(role=world.sam.roles.get(role="senior"), reason="A slip", by=world.jean, now=dates.now())

    first, second, third = (told.body for told in mail.outbox)
    assert {told.to[0] for told in mail.outbox} == {world.sam.email}
    assert "Your role at Maple House was changed: Senior." in first
    assert "Your last day at Maple House was noted:" in second
    assert "Your role at Maple House goes on." in third
    assert "Kai" not in first + second + third


# --- what is changed counts on the next request ------------------------------------------------------------------

CHANGES = {
    "access ends now": lambda w, now: record_leaving(
        home=w.maple, person=w.sam, last_day=w.today, access_ends_now=True, by=w.jean, now=now
    ),
    "the last day was yesterday": lambda w, now: _end(w, ended_on=w.today - dt.timedelta(days=1)),
    "access ended an instant ago": lambda w, now: _end(w, ended_on=w.today, access_ended_at=now),
    "it begins tomorrow": lambda w, now: _end(w, started_on=w.today + dt.timedelta(days=1)),
    "it is at another home": lambda w, now: _end(w, home=w.oak),
    "it is at another provider": lambda w, now: _end(w, home=w.elm),
    "the account is closed": lambda w, now: set_fields(w.sam, by=w.jean, is_active=False),
}


def _end(world, **fields):
    set_fields(world.sam.roles.get(), by=world.jean, **fields)


@pytest.mark.parametrize("change", CHANGES)
def test_who_may_no_more_reaches_nothing_on_the_next_request(world, change):
    sam, child = browser_of(world.sam), reverse("compliance:child", args=[world.kai.public_id])
    assert sam.get(child).status_code == 200

    CHANGES[change](world, dates.now())

    assert sam.get(child).status_code in (302, 403, 404)


def test_who_becomes_more_may_do_it_on_the_next_request(world):
    sam, staff = browser_of(world.sam), reverse("compliance:staff", args=[world.maple.public_id])
    assert sam.get(staff).status_code == 403

    change_role(
        home=world.maple,
        person=world.sam,
        role="deputy_manager",
        reason="She leads",
        by=world.jean,
        now=dates.now(),
    )

    assert sam.get(staff).status_code == 200


def test_an_inspection_that_is_withdrawn_ends_on_the_next_request(world):
    nell, page = browser_of(world.nell), reverse("compliance:inspection", args=[world.maple.public_id])
    assert nell.get(page).status_code == 200

    set_fields(InspectionGrant.objects.get(user=world.nell), by=world.jean, withdrawn_at=dates.now())

    assert nell.get(page).status_code in (403, 404)
    assert not StaffRole.objects.filter(user=world.nell).exists()
