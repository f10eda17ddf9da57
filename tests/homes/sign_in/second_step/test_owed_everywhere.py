"""Who must have a second step asks every address there is, and reaches nothing before they have one."""

import pytest
from django.conf import settings as product
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.everywhere.policy_walk import CANARY, instances, routes
from tests.reading import text_of
from tests.world.bodies import body_for
from tests.world.content import watching
from tests.world.scenes import standing

SET_UP = reverse("account_second_step")
OPEN = {"account_second_step", "account_recovery_codes", "account_logout", "session"}
OF_MACHINES = {"healthz", "readyz"}
MUST = ("manager", "deputy", "ri", "inspector", "platform_admin")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def whole_world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as built:
        yield built


@pytest.fixture
def in_production(settings):
    settings.SECOND_FACTOR_FOR = product.NEED_SECOND_FACTOR


@pytest.mark.parametrize("persona", MUST)
def test_every_address_leads_to_setting_it_up(whole_world, in_production, persona):
    asked, touched_by = 0, {}
    for name in sorted(routes().keys() - OF_MACHINES):
        for instance in instances(name, whole_world)[:1]:
            for method in ("GET", "POST"):
                with transaction.atomic():
                    client = Client(raise_request_exception=False)
                    client.force_login(
                        whole_world.people[persona], backend="django.contrib.auth.backends.ModelBackend"
                    )
                    body = body_for(name, whole_world, instance, persona) if method == "POST" else None
                    with watching() as touched:
                        answer = client.generic(method, instance.address(name)) if body is None else (
                            client.post(instance.address(name), body)
                        )  # fmt: skip
                    asked += 1
                    if name in OPEN:
                        assert not CANARY.findall(text_of(answer)), (name, method)
                    else:
                        assert (answer.status_code, answer.get("Location")) == (302, SET_UP), (name, method)
                        assert not answer.content, (name, method)
                    if name not in OPEN and touched:
                        touched_by[name, method] = touched
                    transaction.set_rollback(True)
    assert not touched_by
    assert asked >= 2 * (len(routes()) - len(OF_MACHINES)) - 10
