"""A report of 30,000 characters is pasted where 20,000 are kept: none is lost, and the page says what is too much."""

import pytest
from django.urls import reverse

from tests.journeys.conftest import PHONE, follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASTED = "Kai laughed. \n" * 2_143  # 30,002 characters as typed


@pytest.mark.parametrize("javascript", [True, False])
def test_a_long_paste_is_counted_and_comes_back_whole(world, open_as, live_server, javascript):
    page = open_as(world.dee, size=PHONE, javascript=javascript, expected=("422",))
    page.goto(live_server.url + reverse("children:add_absence", args=[world.kai.public_id]))
    page.locator("[name=note]").focus()
    page.keyboard.insert_text(PASTED)

    if javascript:
        assert "characters too many. Nothing is cut" in page.get_by_role("status").inner_text()
    page.get_by_label("Missing").check()
    follow(page, page.get_by_role("main").get_by_role("button"))

    assert page.locator("[name=note]").input_value().strip() == PASTED.strip()
    assert "characters too long: use 20,000 or fewer" in page.locator("#error-summary").inner_text()
