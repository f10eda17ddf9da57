"""An inspector: a named account, read-only, for one home, that ends by itself."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import get_resolver, reverse
from django_scopes import scopes_disabled

from children.models import Flag
from homes import dates
from homes.inspectors.actions import (
    LONGEST_INSPECTION,
    UnableToGiveAccess,
    UnableToWithdraw,
    give_inspection_access,
    withdraw_inspection_access,
)
from homes.models import InspectionGrant, LedgerEntry, User
from homes.permissions import access_for
from tests.addresses import page_address
from tests.everywhere.policy_walk import SETTINGS
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import InspectionGrantFactory, UserFactory
from tests.world.parts import one_of_each

pytestmark = pytest.mark.django_db


def url(world, name="inspectors") -> str:
    return reverse(f"homes:{name}", args=[world.maple.public_id])


def typed(world, **changes) -> dict:
    day = world.today
    return {
        "name": "Vera Noon",
        "email": "Vera.Noon@inspect.example",
        "starts": day.isoformat(),
        "until": dates.add_days(day, 2).isoformat(),
        **changes,
    }


@pytest.fixture
def grant(world):
    with scopes_disabled():
        return InspectionGrant.objects.get(user=world.nell)


# --- giving -------------------------------------------------------------------------------------


def test_a_manager_gives_a_new_inspector_access_with_one_form(
    world, signed_in, mailoutbox, django_capture_on_commit_callbacks
):
    client = signed_in(world.jean)

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(url(world), typed(world))

    assert response.status_code == 302
    with scopes_disabled():
        inspector = User.objects.get(email="vera.noon@inspect.example")
        given = inspector.inspections.get()
    assert (inspector.full_name, inspector.has_usable_password()) == ("Vera Noon", False)
    assert (given.home, given.given_by) == (world.maple, world.jean)
    assert dates.london_day(given.ends_at) == dates.add_days(world.today, 2)
    assert access_for(inspector, now=dates.now()).is_inspector
    assert mailoutbox[0].to == ["vera.noon@inspect.example"]


def test_the_mail_names_the_home_and_no_child(
    world, signed_in, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(world.jean).post(url(world), typed(world))

    words = mailoutbox[0].subject + mailoutbox[0].body
    assert "Maple House" in words
    assert not [name for name in ("Kai", "Mia", "Noa") if name in words]


def test_both_rows_stand_in_the_managers_name(world, signed_in):
    signed_in(world.jean).post(url(world), typed(world))

    with scopes_disabled():
        last = LedgerEntry.objects.order_by("-pk")[:2]
    assert [(row.model, row.user_name) for row in last] == [
        ("homes.InspectionGrant", "Jean Ward"),
        ("homes.User", "Jean Ward"),
    ]


def test_the_link_sets_the_password_once_and_lets_the_inspector_in(world, signed_in, client):
    manager = signed_in(world.jean)
    manager.post(url(world), typed(world))
    link = manager.get(url(world)).context["grants"][0].link

    landed = client.get(link, follow=True)
    form = {"password1": "a long walk by the sea", "password2": "a long walk by the sea"}
    client.post(landed.request["PATH_INFO"], form)
    signed = client.post(
        reverse("account_login"), {"login": "vera.noon@inspect.example", "password": "a long walk by the sea"}
    )

    assert signed.status_code == 302
    assert client.get(reverse("compliance:inspection", args=[world.maple.public_id])).status_code == 200
    assert manager.get(url(world)).context["grants"][0].link == ""


def test_no_link_to_an_account_that_has_a_password_or_reads_another_home(world, signed_in, grant):
    with scopes_disabled():
        fresh = UserFactory(full_name="Wim Ash")
        fresh.set_unusable_password()
        fresh._history_user = world.jean
        fresh.save()
        soon = dates.now() + dt.timedelta(days=1)
        for home in (world.maple, world.oak):
            InspectionGrantFactory(user=fresh, home=home, starts_at=dates.now(), ends_at=soon)

    links = [given.link for given in signed_in(world.jean).get(url(world)).context["grants"]]

    assert links == ["", ""]  # Wim reads Oak Lodge too; Nell has a password


def test_a_known_inspector_keeps_their_account(world, signed_in, grant):
    with scopes_disabled():
        withdraw_inspection_access(grant=grant, by=world.jean, now=dates.now())

    signed_in(world.jean).post(url(world), typed(world, email="NELL.GRANT@demo.example", name="Somebody"))

    with scopes_disabled():
        world.nell.refresh_from_db()
        assert world.nell.inspections.count() == 2
    assert world.nell.full_name == "Nell Grant"
    assert world.nell.has_usable_password()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "Enter the inspector&#x27;s name"),
        ({"email": "nell"}, "Enter an e-mail address in the correct format"),
        ({"email": "sam.okafor@demo.example"}, "This e-mail cannot be used for an inspector"),
        ({"email": "uri.vale@demo.example"}, "This e-mail cannot be used for an inspector"),
        ({"email": "pat.lynn@demo.example"}, "This e-mail cannot be used for an inspector"),
        ({"email": "keywork@system.invalid"}, "This e-mail cannot be used for an inspector"),
        ({"email": "nell.grant@demo.example"}, "already has access to this home"),
        ({"starts": "2020-01-01"}, "From must be today or in the future"),
        ({"until": "2020-01-01"}, "Last day must be the same as or after From"),
        ({"until": "2199-12-31"}, "Last day must be within 14 days"),
        ({"starts": "2199-12-31", "until": "2199-12-31"}, "From must be within 3 months"),
        ({"until": "\x00"}, "Enter a valid date"),
    ],
)
def test_what_cannot_be_given_is_said_and_nothing_is_written(world, signed_in, change, message):
    with scopes_disabled():
        before = LedgerEntry.objects.count()

    response = signed_in(world.jean).post(url(world), typed(world, **change))

    assert response.status_code == 422
    assert message in response.text
    with scopes_disabled():
        assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize(("days", "status"), [(13, 302), (14, 422)])
def test_fourteen_days_both_ends_counted_is_the_most(world, signed_in, days, status):
    until = dates.add_days(world.today, days).isoformat()

    assert signed_in(world.jean).post(url(world), typed(world, until=until)).status_code == status


def test_the_action_itself_refuses_more_than_fourteen_days(world, unscoped):
    now = dates.now()
    with pytest.raises(UnableToGiveAccess):
        give_inspection_access(
            home=world.maple,
            name="Vera Noon",
            email="vera@inspect.example",
            starts_at=now,
            ends_at=now + LONGEST_INSPECTION + dt.timedelta(seconds=1),
            by=world.jean,
            now=now,
        )


@pytest.mark.parametrize(
    ("person", "status"),
    [("jean", 200), ("sam", 403), ("idris", 403), ("nell", 403), ("ama", 404), ("elm_manager", 404)],
)
def test_only_a_manager_of_the_home_gives_and_withdraws(world, signed_in, grant, person, status):
    client = signed_in(getattr(world, person))
    withdraw = reverse("homes:withdraw_inspector", args=[world.maple.public_id, grant.public_id])

    assert client.get(url(world)).status_code == status
    if status != 200:
        assert client.post(url(world), typed(world)).status_code == status
        assert client.post(withdraw).status_code == status
        with scopes_disabled():
            assert not InspectionGrant.objects.filter(withdrawn_at__isnull=False).exists()


def test_a_grant_of_another_home_is_not_found(world, signed_in, grant):
    withdraw = reverse("homes:withdraw_inspector", args=[world.oak.public_id, grant.public_id])

    assert signed_in(world.ama).post(withdraw).status_code == 404


# --- ending -------------------------------------------------------------------------------------


def pages_of(world) -> list[str]:
    home, child = [world.maple.public_id], [world.kai.public_id]
    return [
        *(page_address(name, args=home) for name in ("inspection", "home_history", "home_looked", "flags")),
        *(page_address(name, args=child) for name in ("child_history", "child_looked", "child")),
        reverse("sessions:for_child", args=child),
    ]


@pytest.mark.parametrize(("seconds", "status"), [(-1, 200), (0, 404), (1, 404)])
def test_access_ends_by_itself_on_every_page(world, signed_in, grant, seconds, status):
    client = signed_in(world.nell)

    with time_machine.travel(grant.ends_at + dt.timedelta(seconds=seconds), tick=False):
        answers = {page: signed_in(world.nell).get(page).status_code for page in pages_of(world)}
        client.force_login(world.nell, backend="django.contrib.auth.backends.ModelBackend")
        front = client.get(reverse("homes:front"))

    assert set(answers.values()) == {status}, answers
    assert front.status_code == (302 if status == 200 else 200)


@pytest.mark.parametrize(("seconds", "status"), [(-1, 404), (0, 200)])
def test_access_begins_at_its_instant(world, signed_in, grant, seconds, status):
    with time_machine.travel(grant.starts_at + dt.timedelta(seconds=seconds), tick=False):
        answer = signed_in(world.nell).get(reverse("compliance:inspection", args=[world.maple.public_id]))

    assert answer.status_code == status


def test_withdrawing_ends_an_open_session_at_the_next_click(world, signed_in, grant):
    inspector, manager = signed_in(world.nell), signed_in(world.jean)
    page = reverse("compliance:inspection", args=[world.maple.public_id])
    assert inspector.get(page).status_code == 200

    manager.post(reverse("homes:withdraw_inspector", args=[world.maple.public_id, grant.public_id]))

    assert inspector.get(page).status_code == 404
    assert manager.get(url(world)).context["grants"][0].state == "withdrawn"


def test_what_has_ended_is_not_withdrawn_again(world, unscoped, grant):
    withdraw_inspection_access(grant=grant, by=world.jean, now=dates.now())

    with pytest.raises(UnableToWithdraw):
        withdraw_inspection_access(grant=grant, by=world.jean, now=dates.now())


@pytest.mark.parametrize("item_count", (1, 30))
def test_the_list_costs_the_same_for_any_number(world, signed_in, django_assert_num_queries, item_count):
    with scopes_disabled():
        for number in range(item_count):
            person = UserFactory(full_name=f"Inspector Number{number}")
            InspectionGrantFactory(
                user=person,
                home=world.maple,
                starts_at=dates.now(),
                ends_at=dates.now() + dt.timedelta(days=1),
            )
    client = signed_in(world.jean)

    with django_assert_num_queries(10):
        client.get(url(world))


# --- changes nothing ----------------------------------------------------------------------------

OWN_ACCOUNT = {
    "account_login", "account_logout", "account_signup", "account_change_password", "homes:switch",
    "account_second_step", "mfa_authenticate", "account_recovery_codes", "account_second_step_off",
    "homes:end_browsers",
    "sessions:give_back",  # the tablet of whoever asks: without one in a child’s hands it leads to the first page
}  # fmt: skip


def every_address(world, resolver=None, namespace="") -> list[tuple[str, str]]:
    """Every named address of the site, filled with things of the inspector's own home."""
    ids = {"home": world.maple.public_id, "child": world.kai.public_id, "type": "home_plan", **SETTINGS}
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found += every_address(world, pattern, inner)
        elif pattern.name:
            name = f"{namespace}{pattern.name}"
            names = pattern.pattern.converters
            if not name.startswith("account_reset"):
                found.append(
                    (name, reverse(name, kwargs={key: ids.get(key, world.ids.get(key)) for key in names}))
                )
    return found


@pytest.fixture
def everything(world, grant):
    """Ids of a real thing of each kind at Maple House."""
    with scopes_disabled():
        assignment = world.placements["kai"].assignments.first()
        session = KeyWorkSessionFactory(
            placement=world.placements["kai"], author=world.sam, held_on=world.today
        )
        flag = Flag.objects.create(
            rule_code="KS-WEEK", subject_key="x", home=world.maple, child=world.kai,
        opens_on=world.today, due_on=world.today,
            severity="high", raised_at=dates.now(),
        )  # fmt: skip
        parts = one_of_each(world)
    world.ids = {
        "assignment": assignment.public_id,
        "session": session.public_id,
        "flag": flag.public_id,
        "picture": uuid.uuid4(),  # this record has none
        **parts,
        "grant": grant.public_id,
    }
    return world


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_an_inspector_changes_nothing_at_any_address(everything, signed_in, verb):
    world = everything
    with scopes_disabled():
        before = LedgerEntry.objects.count()
    reading = reverse("sessions:detail", args=[world.ids["session"]])
    nell, answers = (
        signed_in(world.nell),
        {},
    )  # whoever is signed out by an address is sent to sign in by the next
    for name, address in every_address(world):
        if name in OWN_ACCOUNT:
            continue
        response = getattr(nell, verb)(address, typed(world))
        if response.get("Location") != reading:  # a form of a signed record leads to reading it
            answers[name] = response.status_code

    assert {name: code for name, code in answers.items() if code not in (403, 404, 405)} == {}
    assert len(answers) > 20
    with scopes_disabled():
        assert LedgerEntry.objects.count() == before
        assert not InspectionGrant.objects.filter(withdrawn_at__isnull=False).exists()


def test_the_inspection_page_has_no_form_but_signing_out(world, signed_in):
    text = signed_in(world.nell).get(reverse("compliance:inspection", args=[world.maple.public_id])).text

    assert text.count("<form") == 1
    assert f'action="{reverse("account_logout")}"' in text
    assert text.count("<button") == 1
