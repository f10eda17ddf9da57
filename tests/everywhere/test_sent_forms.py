"""Every form with a page: sent twice it is done once; sent while its person is signed out it opens filled in again."""

import contextlib
import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import reverse
from django_scopes import scopes_disabled

from homes.models import SentForm
from tests.everywhere.policy_walk import Cell
from tests.everywhere.test_foreign import by_some, permitted
from tests.sampled import few
from tests.world.bodies import BODIES, body_for
from tests.world.content import digest, watching
from tests.world.scenes import BACKEND, World, standing

pytestmark = pytest.mark.django_db
KEY = re.compile(r'name="form_key" value="([^"]+)"')


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as built:
        yield built


def forms(world: World, name: str, most: int) -> Iterator[tuple[Cell, dict, str]]:
    """So many of those who may send the form, a body that holds, and the key its page was given."""
    for cell in few(permitted(world, name), most=most, of=name):
        page = world.fresh(cell.persona).get(cell.url).text
        keys = KEY.findall(page)
        if keys:
            yield cell, body_for(cell.name, world, cell.instance, cell.persona), keys[-1]


@contextlib.contextmanager
def writing(before: dict[str, str]) -> Iterator[dict[str, str]]:
    """The tables that hold something else afterwards, but for who looked and what was sent, with their content now."""
    found: dict[str, str] = {}
    with watching() as touched:
        yield found
    found |= {table: digest(table) for table in touched - {SentForm._meta.db_table}}
    for table in [table for table, now in found.items() if now == before[table]]:
        del found[table]


@pytest.mark.parametrize("name", sorted(name for name in BODIES if ":" in name))
@by_some
def test_a_form_sent_twice_is_done_once(world, name, most):
    for cell, body, key in forms(world, name, most):
        with transaction.atomic(), scopes_disabled():
            with writing(world.content) as wrote:
                first = world.fresh(cell.persona).post(cell.url, {**body, "form_key": key})
            for upload in (value for value in body.values() if hasattr(value, "seek")):
                upload.seek(0)  # a browser sends the whole file again
            with writing(world.content | wrote) as wrote_again:
                second = world.fresh(cell.persona).post(cell.url, {**body, "form_key": key})
            transaction.set_rollback(True)
        if first.status_code == 302:
            assert (second.status_code, second["Location"]) == (302, first["Location"]), cell.label
            assert wrote_again == {}, cell.label


@pytest.mark.parametrize("name", sorted(name for name in BODIES if ":" in name))
@by_some
def test_a_form_sent_while_signed_out_opens_filled_in_and_changes_nothing(world, name, most):
    for cell, body, key in forms(world, name, most):
        with transaction.atomic(), scopes_disabled():
            with writing(world.content) as wrote:
                client = world.fresh(cell.persona)
                client.logout()
                kept = client.post(cell.url, {**body, "form_key": key})
                assert kept.status_code == 302, cell.label
                assert kept["Location"].startswith(reverse("account_login")), cell.label
                form = SentForm.objects.get(answer="")
                client.force_login(world.people[cell.persona], backend=BACKEND)
                page = client.get(form.page, {"sent": form.key})
            transaction.set_rollback(True)
        assert page.status_code == 200, f"{cell.label}: {page.status_code}"
        assert "You were signed out before this was sent" in page.text, cell.label
        for value in said(body):
            assert page.text.count(value) >= 2, f"{cell.label}: {value!r} is not in its field"
        assert wrote.keys() <= {"homes_user"}, f"{cell.label}: {set(wrote)}"  # when somebody signed in last


def said(body: dict) -> list[str]:
    """Words that can be nothing else on a page: they stand once in the note above and once in their field."""
    values = [
        value for name, value in body.items() if "password" not in name and name != "csrfmiddlewaretoken"
    ]
    return [
        value
        for value in values
        if isinstance(value, str) and " " in value and value.isascii() and len(value) > 8
    ]
