"""A new provider from an empty installation: one command, and its manager does the rest in the browser."""

import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from homes.models import Home, Invitation, LedgerEntry, Provider, StaffRole, User
from tests.factories.staff import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

ASKED = {"name": "Fernway Care", "home": "Birch House", "manager_email": "Jean@Fernway.example"}
GOOD = "wet stones under a bridge"


def start(capsys, **said) -> str:
    options = [f"--{name.replace('_', '-')}={value}" for name, value in {**ASKED, **said}.items()]
    call_command("start_provider", *options)
    return capsys.readouterr().out


def known() -> list[int]:
    return [model.objects.count() for model in (Provider, Home, Invitation, LedgerEntry)]


def test_the_manager_takes_the_link_up_and_stands_before_the_board(
    capsys, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        said = start(capsys, site="https://keywork.fernway.example/", nation="Wales")
    link = re.search(r"^https://keywork.fernway.example(/accounts/invitation/\S+)$", said, re.MULTILINE)[1]
    jean = Client()

    assert mail.outbox[0].to == ["jean@fernway.example"]
    assert link in mail.outbox[0].body
    jean.post(link, {"full_name": "Jean Ward", "password": GOOD, "again": GOOD})
    home = Home.objects.get()
    assert (home.name, home.code, home.nation, home.provider.name) == (
        "Birch House",
        "birch-house",
        "Wales",
        "Fernway Care",
    )
    [role] = StaffRole.objects.all()
    assert (role.user.full_name, role.role, role.home) == ("Jean Ward", "registered_manager", home)
    assert jean.get("/", follow=True).redirect_chain[-1][0] == f"/homes/{home.public_id}/board/"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "A provider of this name is there already: Fernway Care"),
        ({"name": "Another", "manager_email": "sam.okafor@demo.example"}, "This address has an account already"),
        ({"name": "Another", "manager_email": "nobody"}, "Enter a valid email address."),
        ({"name": "Another", "home": " "}, "Say what the provider and the home are called."),
        ({"name": "Another", "nation": "Scotland"}, "invalid choice: 'Scotland'"),
        ({"name": "Another", "guidance": "our-own"}, "invalid choice: 'our-own'"),
    ],
)  # fmt: skip
def test_what_cannot_be_started_makes_nothing(capsys, said, words):
    UserFactory(full_name="Sam Okafor")
    start(capsys)
    before, people = known(), User.objects.count()

    with pytest.raises(CommandError, match=re.escape(words)):
        start(capsys, **said)

    assert (known(), User.objects.count()) == (before, people)
