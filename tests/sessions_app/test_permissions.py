"""Who may open and do what with records. 404 hides what exists; 403 says who can help."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from homes.audit import set_fields
from homes.dates import now
from sessions_app.actions import void_session
from sessions_app.models import KeyWorkSession
from tests.factories.children import PlacementFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import StaffRoleFactory, UserFactory
from tests.reading import markup

pytestmark = pytest.mark.usefixtures("unscoped")


@pytest.fixture
def records(world):
    placement = world.placements["kai"]
    return {
        "signed": KeyWorkSessionFactory(placement=placement, author=world.sam, held_on=world.today),
        "draft": KeyWorkSessionFactory(
            placement=placement, author=world.sam, held_on=world.today, draft=True
        ),
    }


def addresses(world, record) -> dict[str, str]:
    child = world.kai.public_id
    one = [record.public_id]
    return {
        "new": reverse("sessions:new", args=[child]),
        "edit": reverse("sessions:edit", args=[child, record.public_id]),
        "check": reverse("sessions:check", args=one),
        "detail": reverse("sessions:detail", args=one),
        "add": reverse("sessions:add_details", args=one),
        "void": reverse("sessions:void", args=one),
        "discard": reverse("sessions:discard", args=one),
        "list": reverse("sessions:for_child", args=[child]),
    }


ORDER = ("new", "edit", "check", "detail", "add", "void", "discard", "list")
SIGNED = {  # status of each page of ORDER for Sam's signed record
    "sam": (302, 302, 302, 200, 200, 403, 403, 200),
    "jo": (302, 302, 302, 200, 200, 403, 403, 200),
    "jean": (302, 302, 302, 200, 200, 200, 403, 200),
    "idris": (403, 302, 302, 200, 403, 403, 403, 200),
    "nell": (403, 302, 302, 200, 403, 403, 403, 200),
    "tom": (404,) * 8,
    "ama": (404,) * 8,
    "una_worker": (404,) * 8,
    "elm_manager": (404,) * 8,
    "gone": (404,) * 8,
    "pat": (404,) * 8,
}
DRAFT = {  # and for Sam's draft
    "sam": (302, 200, 200, 200, 403, 403, 200, 200),
    "jo": (302, 404, 404, 404, 404, 404, 404, 200),
    "jean": (302, 403, 403, 200, 403, 200, 403, 200),
    "idris": (403, 404, 404, 404, 404, 404, 404, 200),
    "nell": (403, 404, 404, 404, 404, 404, 404, 200),
    "tom": (404,) * 8,
    "gone": (404,) * 8,
}


@pytest.mark.parametrize("who", SIGNED)
def test_who_opens_what_of_a_signed_record(world, records, signed_in, who):
    client = signed_in(getattr(world, who))
    pages = addresses(world, records["signed"])

    assert tuple(client.get(pages[name]).status_code for name in ORDER) == SIGNED[who]


@pytest.mark.parametrize("who", DRAFT)
def test_who_opens_what_of_a_draft(world, records, signed_in, who):
    client = signed_in(getattr(world, who))
    pages = addresses(world, records["draft"])

    assert tuple(client.get(pages[name]).status_code for name in ORDER) == DRAFT[who]


@pytest.mark.parametrize("who", ["jo", "jean", "idris", "nell", "tom", "una_worker", "gone", "pat"])
@pytest.mark.parametrize("path", ["edit", "autosave"])
def test_nobody_but_its_author_writes_in_a_draft(world, records, signed_in, answers, who, path):
    draft = records["draft"]
    client = signed_in(getattr(world, who))
    url = reverse(f"sessions:{path}", args=[world.kai.public_id, draft.public_id])

    response = client.post(url, answers(version="1", account="Mine now.", people=None, finish="later"))

    assert response.status_code in (403, 404)
    draft.refresh_from_db()
    assert (draft.account, draft.version) == ("We mended the bike.", 1)


@pytest.mark.parametrize("who", ["idris", "nell", "tom", "una_worker", "gone", "pat"])
def test_nobody_from_elsewhere_starts_a_record(world, signed_in, answers, who):
    client = signed_in(getattr(world, who))
    url = reverse("sessions:edit", args=[world.kai.public_id, uuid.uuid4()])

    assert client.post(url, answers(people=None, finish="later")).status_code in (403, 404)
    assert KeyWorkSession.objects.count() == 0


@pytest.mark.parametrize("child", ["mia", "noa", "una"])
def test_a_record_under_another_childs_address_is_not_there(world, records, signed_in, answers, child):
    client = signed_in(world.sam)
    url = reverse("sessions:edit", args=[getattr(world, child).public_id, records["draft"].public_id])

    assert client.get(url).status_code == 404
    assert client.post(url, answers(version="1", finish="later")).status_code == 404


def test_the_reason_says_who_can_help(world, records, signed_in):
    response = signed_in(world.sam).get(reverse("sessions:void", args=[records["signed"].public_id]))

    assert "Only a manager can void a record. Ask the registered manager." in markup(response)


def test_a_void_record_is_opened_by_address_and_changed_by_nobody(world, records, signed_in):
    void_session(records["signed"], by=world.jean, now=now(), reason="Wrong child")
    client = signed_in(world.jean)
    pages = addresses(world, records["signed"])

    statuses = {
        name: client.get(pages[name]).status_code for name in ("detail", "add", "void", "edit", "check")
    }

    assert statuses == {"detail": 200, "add": 403, "void": 403, "edit": 302, "check": 302}
    page = markup(client.get(pages["detail"]))
    assert "This record is void" in page
    assert "Wrong child" in page
    assert "By Jean Ward" in page


def test_a_child_who_moved_on_long_ago_gets_no_new_record_but_the_manager_adds(world, records, signed_in):
    set_fields(world.placements["kai"], by=world.jean, moved_on_on=world.today - dt.timedelta(days=28))
    pages = addresses(world, records["signed"])
    manager, worker = signed_in(world.jean), signed_in(world.sam)

    assert manager.get(pages["new"]).status_code == 403
    assert "could be written down until" in markup(manager.get(pages["new"]))
    assert manager.get(pages["add"]).status_code == 200
    assert worker.get(pages["detail"]).status_code == 404


def test_a_child_who_moved_to_another_home_is_recorded_there(world, records, signed_in):
    set_fields(world.placements["kai"], by=world.jean, moved_on_on=world.today)
    PlacementFactory(child=world.kai, home=world.oak, moved_in_on=world.today)
    pages = addresses(world, records["signed"])
    tom = signed_in(world.tom)

    assert tom.get(pages["new"]).status_code == 302
    assert tom.get(pages["detail"]).status_code == 200
    assert tom.get(pages["add"]).status_code == 403
    assert (
        signed_in(world.jean)
        .get(pages["new"])["Location"]
        .endswith(f"?stay={world.placements['kai'].public_id}")
    )


def test_a_role_that_ended_reaches_nothing_in_an_open_session(world, records, signed_in, answers):
    client = signed_in(world.jo)
    pages = addresses(world, records["signed"])
    assert client.get(pages["detail"]).status_code == 200

    role = world.jo.roles.get()
    set_fields(role, by=world.jean, ended_on=world.today - dt.timedelta(days=1))

    assert client.get(pages["detail"]).status_code == 404
    assert client.get(pages["new"]).status_code == 404


def test_agency_worker_records_on_the_day(world, signed_in):
    bank = UserFactory(full_name="Bo Lane")
    StaffRoleFactory(user=bank, home=world.maple, started_on=world.today, ended_on=world.today)

    assert signed_in(bank).get(reverse("sessions:new", args=[world.mia.public_id])).status_code == 302


@pytest.mark.parametrize("name", ORDER)
def test_nothing_opens_without_signing_in(world, records, client, name):
    response = client.get(addresses(world, records["signed"])[name])

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")
