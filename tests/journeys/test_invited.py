"""From the page of the staff to the first page of somebody new, on the manager's desk and the new adult's own phone."""

import pytest
from django.urls import reverse

from tests.journeys.conftest import DESKTOP, PHONE, follow, sideways
from tests.reading import words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def look(page, axe) -> None:
    if axe is not None:
        assert axe(page) == []
        assert sideways(page) <= 0
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_manager_invites_and_somebody_new_begins(
    world, open_as, browser, live_server, axe, password, settings, javascript
):
    settings.SHOW_PASSWORD_LINKS = True  # to hand the link over as a manager does where no mail arrives
    check = axe if javascript else None
    jean = open_as(world.jean, size=DESKTOP, javascript=javascript, expected=("422",))
    jean.goto(f"{live_server.url}{reverse('compliance:staff', args=[world.maple.public_id])}")
    follow(jean, jean.get_by_role("link", name="Invite somebody"))
    look(jean, check)
    jean.get_by_label("Their full name").fill("Priya Nair")
    jean.get_by_label("Work e-mail").fill("priya.nair@homes.example")
    follow(jean, jean.get_by_role("button", name="Send the invitation"))
    assert jean.get_by_label("Their full name").input_value() == "Priya Nair"
    look(jean, check)
    jean.get_by_role("radio", name="Residential worker").check()
    jean.get_by_label("Your password").fill(password)
    follow(jean, jean.get_by_role("button", name="Send the invitation"))
    look(jean, check)
    link = jean.locator("section", has_text="Invited").locator(".kw-inset a").get_attribute("href")
    assert link.startswith(live_server.url)

    context = browser.new_context(viewport=PHONE, java_script_enabled=javascript)
    try:
        priya = context.new_page()
        priya.goto(link)
        look(priya, check)
        assert "Priya" not in priya.title()
        priya.get_by_label("Choose a password").fill("short")
        priya.get_by_label("The password again").fill("short")
        follow(priya, priya.get_by_role("button", name="Begin"))
        look(priya, check)
        priya.get_by_label("Choose a password").fill("wet stones under a bridge")
        priya.get_by_label("The password again").fill("wet stones under a bridge")
        follow(priya, priya.get_by_role("button", name="Begin"))
        look(priya, check)
        assert priya.get_by_role("heading", level=1).inner_text() == "Today"
        assert "You work at Maple House from" in words(priya.content())
        priya.goto(link)
        look(priya, check)
        assert "This link does not work any more" in words(priya.content())
    finally:
        context.set_offline(True)
        context.close()
