"""The sign-in page names the made-up people in the demo, and nobody anywhere else."""

import pytest

from homes.audit import set_fields, system_user
from tests.factories.staff import PASSWORD, UserFactory
from tests.reading import markup

PAGE = "/accounts/login/"


@pytest.fixture
def people(unscoped, db):
    UserFactory(full_name="Sam Okafor", job_title="Key worker")
    set_fields(UserFactory(full_name="Real Person"), by=system_user(), email="real.person@home.example")


def test_the_demo_lists_its_cast_and_password(client, people, settings):
    page = markup(client.get(PAGE))

    assert "Sam Okafor" in page
    assert settings.DEMO_PASSWORD in page
    assert "Real Person" not in page


def test_production_lists_nobody(client, people, settings):
    settings.DEMO_MODE = False

    page = markup(client.get(PAGE))

    assert "Sam Okafor" not in page
    assert settings.DEMO_PASSWORD not in page


def test_production_reads_no_account_to_show_the_page(client, people, settings, django_assert_num_queries):
    settings.DEMO_MODE = False

    with django_assert_num_queries(0):
        client.get(PAGE)


def test_wrong_passwords_of_others_do_not_stop_a_colleague_at_the_same_address(client, people):
    """A home shares one address, and so may an estate behind a proxy: only the account that was tried is stopped."""
    for number in range(12):
        typed = {"login": f"nobody{number}@home.example", "password": "wrong"}
        assert client.post(PAGE, typed, REMOTE_ADDR="192.0.2.77").status_code == 200

    answer = client.post(
        PAGE, {"login": "sam.okafor@demo.example", "password": PASSWORD}, REMOTE_ADDR="192.0.2.77"
    )

    assert answer.status_code == 302
