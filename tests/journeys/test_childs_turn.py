"""The tablet in a child's hands, in a browser: drawing, reading aloud, another tab, and no script at all."""

import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled
from PIL import Image
from playwright.sync_api import expect

from children.file import store
from sessions_app.models import ChildsPart
from tests.factories.plans import SessionPlanFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.uploads import picture
from tests.journeys.conftest import each_profile, follow, sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOURTEEN_POINT = 18.66  # pixels
HELD_BACK = "His aunt may be able to visit"


@pytest.fixture
def record(world):
    with scopes_disabled():
        SessionPlanFactory(
            placement=world.placements["kai"], worker=world.sam, planned_on=world.today + dt.timedelta(days=2),
            starts=dt.time(16), place="Bike track", child_knows=True, hold_back=HELD_BACK,
        )  # fmt: skip
        return KeyWorkSessionFactory(
            placement=world.placements["kai"],
            author=world.sam,
            held_on=world.today,
            account="You fixed the chain on your own.\nI noticed how patient you were.",
        )


def hand_over(page, live_server, record):
    page.goto(live_server.url + record.get_absolute_url())
    follow(page, page.get_by_role("link", name="Hand the tablet to Kai"))
    follow(page, page.get_by_role("button", name="Hand the tablet to Kai"))
    expect(page.get_by_role("heading", name="Hi Kai")).to_be_visible()


def finish(page):
    follow(page, page.get_by_role("button", name="I’m done: give it back to Sam"))
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def kept():
    with scopes_disabled():
        return ChildsPart.objects.select_related("drawing").get()


@each_profile
def test_read_answer_and_give_back(open_as, live_server, world, record, axe, profile, password):
    page = open_as(world.sam, profile=profile)
    hand_over(page, live_server, record)
    if profile.javascript:
        assert axe(page) == []
        assert sideways(page) == 0
    page.get_by_text("I do not agree with something").click()
    page.get_by_label("Anything to add or change?").fill("It was me")
    page.get_by_text("Not good", exact=True).click()
    page.get_by_label("Ask me first").check()
    finish(page)
    if profile.javascript:
        assert axe(page) == []
        assert sideways(page) == 0
    page.goto(live_server.url + reverse("compliance:today"))
    expect(page.get_by_role("heading", name="Hi Kai")).to_be_visible()

    page.goto(live_server.url + reverse("sessions:give_back"))
    page.get_by_label("Your password").fill(password)
    follow(page, page.get_by_role("button", name="Open Keywork again"))

    expect(page.get_by_text("“It was me”")).to_be_visible()
    expect(page.get_by_text("Kai wants to be asked before this is passed on.")).to_be_visible()
    part = kept()
    assert (part.answer, part.words, part.feeling, part.drawing) == (
        "disagrees",
        "It was me",
        "not_good",
        None,
    )
    copy_is_for_the_child(page, live_server, record)


def copy_is_for_the_child(page, live_server, record):
    """Script 10: 14 point on paper, sentences of 15 words or fewer, and nothing that is held back."""
    page.goto(live_server.url + reverse("sessions:childs_copy", args=[record.public_id]))
    page.emulate_media(media="print")
    said = page.locator("main").inner_text()
    paragraphs = page.locator("main p:visible").all()
    size = "node => parseFloat(getComputedStyle(node).fontSize)"
    assert min(one.evaluate(size) for one in paragraphs if not is_foot(one)) >= FOURTEEN_POINT
    assert "It was me" in said and "You asked us to ask you before we share what you said." in said
    assert ", 4:00pm. Bike track, with Sam." in said and HELD_BACK not in page.content()
    sentences = [one for line in said.splitlines() for one in re.split(r"[.?!]", line)]
    assert max(len(one.split()) for one in sentences if "printed by" not in one) <= 15


def is_foot(paragraph) -> bool:
    return paragraph.get_attribute("class") == "copy-foot"


def test_what_is_drawn_on_the_page_is_kept_as_a_picture(open_as, live_server, world, record):
    page = open_as(world.sam)
    hand_over(page, live_server, record)
    sheet = page.locator("canvas")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 90, steps=5)
    page.mouse.up()
    page.get_by_text("I read it or heard it").click()
    finish(page)

    part = kept()
    assert part.answer == "read" and part.drawing.kind == "png"
    drawn = Image.open(io.BytesIO(store.read(part.drawing))).convert("L")
    assert drawn.size == (900, 600) and drawn.getextrema()[0] < 60


def test_not_wanting_to_sends_no_empty_sheet(open_as, live_server, world, record):
    page = open_as(world.sam)
    hand_over(page, live_server, record)

    follow(page, page.get_by_role("button", name="I did not want to do this"))

    assert (kept().answer, kept().drawing) == ("declined", None)


def test_without_script_a_photo_of_a_drawing_is_chosen(open_as, live_server, world, record):
    page = open_as(world.sam, javascript=False)
    hand_over(page, live_server, record)
    expect(page.locator("canvas")).to_be_hidden()
    expect(page.get_by_role("button", name="Read it to me")).to_be_hidden()
    photo = {"name": "bike.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    page.get_by_label("Or a photo of something you drew").set_input_files(photo)
    page.get_by_text("I read it or heard it").click()
    finish(page)

    assert kept().drawing.kind == "jpg"


def test_another_tab_goes_to_the_childs_page_when_it_is_looked_at(open_as, live_server, world, record):
    page = open_as(world.sam, expected=("SyntaxError",))
    page.goto(live_server.url + reverse("compliance:today"))
    other = page.context.new_page()
    hand_over(other, live_server, record)

    with page.expect_navigation(wait_until="load"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.get_by_role("heading", name="Hi Kai")).to_be_visible()


def test_two_clicks_hand_over_once_and_give_back_once(open_as, live_server, world, record, password):
    page = open_as(world.sam)
    page.goto(live_server.url + reverse("sessions:hand_to_child", args=[record.public_id]))

    page.get_by_role("button", name="Hand the tablet to Kai").dblclick()
    expect(page.get_by_role("heading", name="Hi Kai")).to_be_visible()
    page.goto(live_server.url + reverse("sessions:give_back"))
    page.get_by_label("Your password").fill(password)
    page.get_by_role("button", name="Open Keywork again").dblclick()

    expect(page.get_by_role("heading", name="Session with Kai")).to_be_visible()
