"""Forms somebody meets now and then, from the page where it comes to mind, with script and without."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from children.models import Child, ContactEntry, FileSaid, Placement
from homes.audit import set_fields
from homes.models import StaffRole
from homes.sign_in.tries import MOST_FROM_ONE_PLACE
from tests.factories.people import ContactEntryFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.journeys.conftest import PHONE, follow, sideways
from tests.reading import words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WAYS = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def look(page, axe, javascript) -> None:
    assert page.locator("h1").count() == 1
    if javascript:
        assert axe(page) == []
        assert sideways(page) <= 0


def press(page, name) -> None:
    follow(page, page.locator("main").get_by_role("button", name=name))


@WAYS
def test_a_manager_reopens_a_role_that_was_ended_by_mistake(world, open_as, live_server, axe, javascript):
    with scopes_disabled():
        role = StaffRole.objects.get(user=world.sam)
        set_fields(role, by=world.jean, ended_on=world.today - dt.timedelta(days=1))
    page = open_as(world.jean, javascript=javascript)
    page.goto(f"{live_server.url}{reverse('compliance:staff', args=[world.maple.public_id])}")
    follow(page, page.get_by_role("link", name="Sam Okafor"))
    follow(page, page.get_by_role("link", name=re.compile("Reopen")))
    look(page, axe, javascript)
    page.get_by_label("Why").fill("The wrong person was chosen.")
    press(page, "Reopen the role")

    assert page.get_by_role("link", name=re.compile("Reopen")).count() == 0
    with scopes_disabled():
        role.refresh_from_db()
    assert role.ended_on is None


@WAYS
def test_a_manager_lets_somebody_in_again(world, open_as, live_server, axe, client, javascript):
    for _number in range(MOST_FROM_ONE_PLACE):
        client.post(reverse("account_login"), {"login": world.sam.email, "password": "not this one"})
    page = open_as(world.jean, javascript=javascript)
    page.goto(f"{live_server.url}{reverse('compliance:staff', args=[world.maple.public_id])}")
    follow(page, page.get_by_role("link", name="Sam Okafor"))
    assert "Too many tries with a wrong password." in words(page.content())
    look(page, axe, javascript)
    press(page, re.compile("Unlock now"))

    assert "Not locked." in words(page.content())


@WAYS
def test_a_document_is_not_there_yet_and_another_does_not_apply(world, open_as, live_server, axe, javascript):
    """A worker says "not yet" and until when; that it does not apply, a manager."""
    until = world.today + dt.timedelta(days=20)
    for who, document, answer, reason in (
        (world.sam, "Consents", "Not yet", "The council sends it next week."),
        (
            world.jean,
            "Education, health and care plan",
            "Does not apply",
            "Kai has no special needs at school.",
        ),
    ):
        page = open_as(who, javascript=javascript)
        page.goto(f"{live_server.url}{reverse('compliance:file', args=[world.kai.public_id])}")
        page.get_by_text(document, exact=True).and_(page.locator("summary span")).click()
        follow(page, page.get_by_role("link", name=re.compile(f"Say whether it applies.*{document}")))
        look(page, axe, javascript)
        page.get_by_role("radio", name=answer).check()
        if answer == "Not yet":
            page.get_by_label("Until").fill(until.isoformat())
        page.get_by_label("Why").fill(reason)
        press(page, "Say so")
        assert reason in words(page.content()), document

    with scopes_disabled():
        said = {one.item.type: (one.applies, one.until_on) for one in FileSaid.objects.select_related("item")}
    assert said == {"CONSENT": ("not_yet", until), "EHCP": ("no", None)}


@WAYS
def test_the_writer_puts_a_call_right_and_withdraws_another(world, open_as, live_server, axe, javascript):
    with scopes_disabled():
        wrong, twice = (
            ContactEntryFactory(
                child=world.kai, home=world.maple, by=world.sam, happened_on=world.today, person_name=name
            )
            for name in ("Nan", "Grandad")
        )
    page = open_as(world.sam, javascript=javascript)
    page.goto(f"{live_server.url}{reverse('children:contact', args=[wrong.public_id])}")
    follow(page, page.get_by_role("link", name=re.compile("Put right")).first)
    look(page, axe, javascript)
    said = page.get_by_label("What was said or agreed")
    said.locator("xpath=ancestor::details/summary").click()
    said.fill("She asked about school.")
    page.get_by_role("radio", name="It was typed wrong").check()
    press(page, "Put it right")
    with scopes_disabled():
        wrong.refresh_from_db()
    assert wrong.content == "She asked about school."
    assert "She asked about school." in words(page.content())

    page.goto(f"{live_server.url}{reverse('children:contact', args=[twice.public_id])}")
    follow(page, page.get_by_role("link", name=re.compile("Put right")).first)
    page.get_by_role("radio", name="It did not happen").check()
    press(page, "Put it right")
    look(page, axe, javascript)
    page.get_by_role("radio", name="It is written twice").check()
    press(page, "Withdraw it")

    with scopes_disabled():
        assert [one.pk for one in ContactEntry.objects.filter(child=world.kai)] == [wrong.pk]
        assert ContactEntry.kept.get(pk=twice.pk).withdrawn_on == world.today


def test_how_it_will_read_is_not_asked_for_once_it_is_saved(world, open_as, live_server):
    """A slow home network: the answer to saving is a second away, and nothing else is asked of what is being saved."""
    with scopes_disabled():
        wrong = ContactEntryFactory(child=world.kai, home=world.maple, by=world.sam, happened_on=world.today)
    page, asked = open_as(world.sam), []

    def slowly(route):
        asked.append("look" if 'name="look"' in (route.request.post_data or "") else "save")
        if asked[-1] == "save":
            page.wait_for_timeout(1_000)
        route.continue_()

    page.goto(live_server.url + reverse("children:put_right_contact", args=[wrong.public_id]))
    page.route("**/put-right/", slowly)
    page.get_by_label("What was said or agreed").evaluate(
        "(box, words) => box.value = words", "About school."
    )
    page.get_by_role("radio", name="It was typed wrong").check()
    press(page, "Put it right")

    assert asked == ["save"]
    with scopes_disabled():
        wrong.refresh_from_db()
    assert wrong.content == "About school."


@WAYS
def test_long_lists_are_narrowed_from_a_phone(world, open_as, live_server, axe, javascript):
    """Flags by whose they are; sessions by who wrote them; who looked by who."""
    with scopes_disabled():
        for author in (world.sam, world.jo):
            KeyWorkSessionFactory(placement=world.placements["kai"], author=author, held_on=world.today)
    page = open_as(world.jean, size=PHONE, javascript=javascript)
    page.goto(f"{live_server.url}{reverse('compliance:flags', args=[world.maple.public_id])}")
    follow(page, page.get_by_role("link", name=re.compile("^Theirs")))
    assert page.get_by_role("link", name=re.compile("^Theirs")).get_attribute("aria-current") == "true"
    look(page, axe, javascript)

    for address, who, label in (
        (reverse("sessions:for_child", args=[world.kai.public_id]), "Sam Okafor", "By"),
        (reverse("compliance:child_looked", args=[world.kai.public_id]), "Jean Ward", "Who"),
    ):
        page.goto(live_server.url + address)
        page.get_by_text("Show only some").click()
        page.get_by_label(label, exact=True).select_option(label=who)
        press(page, re.compile("^Show"))
        look(page, axe, javascript)
        assert page.get_by_label(label, exact=True).is_visible(), "a filter in use is open"
        rest = page.locator("main ul.kw-list, main table").all_inner_texts()
        assert who in " ".join(rest)
        assert "Jo Price" not in " ".join(rest)


@WAYS
def test_a_child_is_expected_and_the_form_asks_whose_child_it_is(
    world, open_as, live_server, axe, javascript
):
    """Since when looked after, by which authority of which nation, and whether for good: the law is dated by them."""
    page = open_as(world.jean, javascript=javascript)
    page.goto(f"{live_server.url}{reverse('children:expect_child', args=[world.maple.public_id])}")
    page.get_by_label("What the child likes to be called").fill("Wren")
    page.get_by_label("The home's own reference").fill("M-77")
    page.get_by_label("Expected on").fill((world.today + dt.timedelta(days=9)).isoformat())
    page.get_by_label("Looked after since").fill("2024-02-29")
    page.get_by_label("Responsible authority").fill("Northshire Council")
    page.get_by_role("group", name="Nation of the authority").get_by_role("radio", name="Wales").check()
    page.get_by_role("group", name="Is this placement meant to last").get_by_role("radio", name="Yes").check()
    look(page, axe, javascript)
    press(page, "Add child")

    with scopes_disabled():
        child = Child.objects.get(known_as="Wren")
        placement = Placement.objects.get(child=child)
    assert placement.moved_in_on is None
    assert (placement.looked_after_since, placement.responsible_authority) == (
        dt.date(2024, 2, 29),
        "Northshire Council",
    )
    assert (placement.responsible_nation, placement.intended_to_last_to_18) == ("Wales", True)
