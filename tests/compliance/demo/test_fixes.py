"""In the demo too, whoever is shown the fix of a flag may follow it."""

import pytest
from django.test import Client

from compliance.demo import cast
from homes.models import User
from tests.compliance.flags.test_fixes import fixes_shown_to, refused
from tests.compliance.telling import told
from tests.world.scenes import BACKEND

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with told(django_db_blocker) as now:
        yield now


@pytest.mark.parametrize("key", [one.key for one in cast.PEOPLE])
def test_in_the_demo_every_fix_that_is_shown_opens(demo, key):
    email = next(one.email for one in cast.PEOPLE if one.key == key)
    person, client = User.objects.get(email=email), Client()
    client.force_login(person, backend=BACKEND)

    urls = fixes_shown_to(person)

    assert not refused(client, urls)
    assert bool(urls) is (key not in ("nell", "pat"))
    assert any("/answer/" in url for url in urls) is (
        key in ("jean", "huw", "idris")
    )  # Ama wrote hers herself
