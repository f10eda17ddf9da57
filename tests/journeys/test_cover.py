"""UX script 8 in Chromium: "You're off from the 20th. Sort out cover.\""""

import datetime as dt
import os
import re
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse
from django_scopes import scopes_disabled

from children.models import KeyWorkerAssignment
from homes.audit import set_fields
from homes.models import StaffAbsence
from tests.compliance.judging import evaluate_home
from tests.factories.staff import StaffAbsenceFactory
from tests.journeys.conftest import DESKTOP, each_profile, follow, sideways, tab_to
from tests.reading import words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SCREENSHOTS")


@pytest.fixture(autouse=True)
def nobody_beside_sam(world):
    """Who has a second key worker at work needs no cover: here Sam holds both alone."""
    with scopes_disabled():
        second = world.placements["kai"].assignments.get(role="second")
        ended = {"ended_on": world.today - dt.timedelta(days=1), "end_reason": "planned_handover"}
        set_fields(second, by=world.jean, **ended)


def look(page, axe, name: str, *, script: bool = True) -> None:
    if SHOTS:
        Path(SHOTS).mkdir(exist_ok=True)
        page.screenshot(path=f"{SHOTS}/cover-{name}.png", full_page=True)
    if script:
        assert axe(page) == []
        assert sideways(page) <= 0
    assert page.locator("h1").count() == 1
    assert not [child for child in ("Kai", "Mia") if child in page.title()]


@each_profile
def test_sort_out_cover(world, open_as, live_server, axe, profile):
    script = profile.javascript
    first, last = (world.today + dt.timedelta(days=n) for n in (20, 24))
    page = open_as(world.sam, profile=profile)
    page.goto(f"{live_server.url}{reverse('compliance:today')}")
    look(page, axe, "today", script=script)
    follow(page, page.get_by_role("link", name="Add days away"))  # one click to the form
    page.get_by_label("First day away").fill(first.isoformat())
    page.get_by_label("Last day away").fill(last.isoformat())
    look(page, axe, "leave", script=script)
    follow(page, page.get_by_role("button", name="Note days away"))
    for child, who in (("Kai", "Jo Price"), ("Mia", "Dee Shah")):
        page.get_by_text(f"Who is there for {child} then?").wait_for()
        page.get_by_role("radio", name=who).check()
        page.get_by_label(f"{child} knows: told on").fill(world.today.isoformat())
        look(page, axe, f"cover-{child.lower()}", script=script)
        follow(page, page.get_by_role("button", name="Name cover"))
    look(page, axe, "member", script=script)
    page.goto(f"{live_server.url}{world.kai.get_absolute_url()}")
    assert "cover for Sam Okafor" in words(page.content())
    look(page, axe, "child", script=script)


def test_with_the_keyboard_alone(world, open_as, live_server):
    with scopes_disabled():
        first, last = (world.today + dt.timedelta(days=n) for n in (20, 24))
        StaffAbsenceFactory(
            user=world.sam, home=world.maple, started_on=first, ended_on=last, noted_on=world.today
        )
    page = open_as(world.sam, size=DESKTOP)
    page.goto(f"{live_server.url}{reverse('compliance:today')}")
    tab_to(page, page.get_by_role("link", name=re.compile("Name cover.*Kai")).first)
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Name cover"))
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    with scopes_disabled():
        cover = KeyWorkerAssignment.objects.get(role="cover")
        assert (cover.worker, cover.child) == (world.dee, world.kai)


def test_from_the_first_day_to_the_last(world, signed_in):
    """The same, day by day, as the pages say it: there from the 20th, gone on the 25th; the flag closes itself."""
    sam, day = signed_in(world.sam), dt.timedelta(days=1)
    start = world.today + 10 * day
    body = {"kind": "leave", "started_on": start, "ended_on": start + 4 * day}
    sam.post(reverse("compliance:add_leave", args=[world.maple.public_id, world.sam.public_id]), body)
    with scopes_disabled():
        leave = StaffAbsence.objects.get()
        codes = [(f.rule_code, f.child_id) for f in evaluate_home(world.maple.pk, world.today)]
    assert ("KW-COVER", world.kai.pk) in codes
    cover = reverse("compliance:cover", args=[world.kai.public_id, leave.public_id])
    sam.post(cover, {"worker": world.jo.public_id, "first": start, "last": start + 4 * day})
    with scopes_disabled():
        codes = [(f.rule_code, f.child_id) for f in evaluate_home(world.maple.pk, world.today)]
    assert ("KW-COVER", world.kai.pk) not in codes
    for ahead, there in ((0, True), (4, True), (5, False)):
        noon = dt.datetime.combine(start + ahead * day, dt.time(12), tzinfo=dt.UTC)
        with time_machine.travel(noon, tick=False):
            page = signed_in(world.dee).get(world.kai.get_absolute_url()).text
            assert ("cover for Sam Okafor" in page) == there
