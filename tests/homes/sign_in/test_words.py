"""The way to a new password has one name on every page, and leads there."""

import re

import pytest
from django.test import Client
from django.urls import reverse

NAME, RESET = "Forgotten your password?", "/accounts/password/reset/"
ANY_WORDING = re.compile(r"forg\w+ (?:\w+ )?password\??", re.IGNORECASE)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def pages(world, signed_in):
    """Every page that speaks of it: the address -> its text."""
    locked = [
        Client().post(reverse("account_login"), {"login": "nobody@demo.example", "password": "wrong"})
        for _try in range(5)
    ]
    sam = signed_in(world.sam)
    return {
        "sign in": Client().get(reverse("account_login")).text,
        "locked": locked[-1].text,
        "ask for a link": Client().get(RESET).text,
        "change it": sam.get(reverse("account_change_password")).text,
        "help": sam.get(reverse("homes:help")).text,
    }


def test_it_has_one_name(pages):
    for page, text in pages.items():
        assert set(ANY_WORDING.findall(text)) == {NAME}, page


def test_its_name_is_a_link_or_the_heading(pages):
    for page in ("sign in", "locked", "change it"):
        assert re.search(rf'<a[^>]*href="{RESET}"[^>]*>\s*{re.escape(NAME)}', pages[page]), page
    assert f">{NAME}</h1>" in pages["ask for a link"]
    assert f"“{NAME}” on the sign-in page" in pages["help"]
