"""Somebody is invited to a home, and takes the role up with an account of their own; nobody else can."""

import datetime as dt
import re
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.urls import reverse

from homes import dates
from homes.audit import set_fields
from homes.models import Invitation, LedgerEntry, StaffRole, User
from homes.permissions import access_for
from homes.staff.inviting import actions
from homes.staff.inviting.link import link_of
from homes.templatetags.keywork_ui import kdate
from tests.factories.staff import (
    PASSWORD,
    InspectionGrantFactory,
    InvitationFactory,
    StaffRoleFactory,
    UserFactory,
)
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

GOOD = "wet stones under a bridge"
SAID = {
    "full_name": "Priya Nair",
    "email": "Priya.Nair@Homes.example",
    "role": "residential_worker",
    "password": PASSWORD,
}
NEW = {"full_name": "Priya N. Nair", "password": GOOD, "again": GOOD}


@pytest.fixture
def ask(world, signed_in, django_capture_on_commit_callbacks):
    """ask(who, **said): send the form of inviting somebody to Maple House, as that person."""

    def send(who=None, **said):
        client = signed_in(who or world.jean)
        address = reverse("homes:invite", args=[world.maple.public_id])
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, {**SAID, "started_on": world.today.isoformat(), **said})

    return send


def path_of(message) -> str:
    return re.search(r"https?://[^/]+(/accounts/invitation/\S+)", message.body)[1]


def written() -> list[int]:
    return [model.objects.count() for model in (User, StaffRole, LedgerEntry)]


# --- inviting -------------------------------------------------------------------------------------


def test_an_invitation_is_mailed_and_nobody_has_an_account_yet(world, ask):
    people = User.objects.count()

    answer = ask(started_on=(world.today + dt.timedelta(days=3)).isoformat())

    assert answer["Location"] == reverse("compliance:staff", args=[world.maple.public_id])
    assert User.objects.count() == people
    [message] = mail.outbox
    assert message.to == ["priya.nair@homes.example"]
    assert "Maple House" in message.subject
    assert "Jean Ward" in message.body
    assert not {"Kai", "Mia", "Remi"} & set(re.findall(r"\w+", message.body + message.subject))
    [one] = Invitation.objects.all()
    assert (one.role, one.started_on) == ("residential_worker", world.today + dt.timedelta(days=3))
    assert one.ends_at - one.sent_at == dt.timedelta(hours=72)
    assert one.history.get().history_user == world.jean


def test_who_is_invited_stands_on_the_page_of_the_staff_until_they_come(world, ask, signed_in):
    ask()
    address, jean = reverse("compliance:staff", args=[world.maple.public_id]), signed_in(world.jean)

    assert "Priya Nair" in words(jean.get(address))
    Client().post(path_of(mail.outbox[0]), NEW)
    page = jean.get(address)
    assert "Priya N. Nair" in words(page)
    assert page.context["invited"] == []


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("jean", ["residential_worker", "senior", "deputy_manager", "registered_manager"]),
        ("dep", ["residential_worker", "senior", "deputy_manager"]),
        ("idris", ["residential_worker", "senior", "deputy_manager", "registered_manager"]),
        ("sam", []),
        ("nell", []),
    ],
)
def test_nobody_offers_a_role_above_their_own(world, who, offered):
    """As written in security.md: roles are given by managers, and none gives more than they hold."""
    if who == "dep":
        person = UserFactory(full_name="Dep Uty")
        StaffRoleFactory(user=person, home=world.maple, role="deputy_manager")
    else:
        person = getattr(world, who)

    assert access_for(person, now=dates.now()).may_offer(world.maple.pk) == offered


def test_a_role_above_ones_own_is_refused_where_it_is_sent(world, ask):
    deputy = UserFactory(full_name="Dep Uty")
    StaffRoleFactory(user=deputy, home=world.maple, role="deputy_manager")

    assert ask(deputy, role="registered_manager").status_code == 422
    assert ask(deputy, role="deputy_manager").status_code == 302
    assert [one.role for one in Invitation.objects.all()] == ["deputy_manager"]


def test_a_wrong_password_invites_nobody(ask):
    answer = ask(password="not this one")

    assert "You have 4 tries left. Nobody was invited." in answer.text
    assert (Invitation.objects.count(), len(mail.outbox)) == (0, 0)


def cannot(world, how) -> str:
    """Somebody who cannot be invited to Maple House, by their address."""
    if how == "works here":
        return world.sam.email.upper()
    person = UserFactory(full_name="Ann Other")
    if how == "inspects":
        InspectionGrantFactory(user=person, home=world.oak)
    elif how == "made inactive":
        set_fields(person, by=world.jean, is_active=False)
    elif how == "looks after the platform":
        set_fields(person, by=world.jean, is_platform_admin=True)
    elif how == "begins tomorrow":
        StaffRoleFactory(user=person, home=world.maple, started_on=world.today + dt.timedelta(days=1))
    elif how == "invited already":
        InvitationFactory(home=world.maple, email=person.email, by=world.jean)
    return person.email


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("works here", "Sam Okafor works here already."),
        ("begins tomorrow", "Ann Other works here already."),
        ("inspects", "This e-mail cannot be used for somebody who works here. Ask for another one."),
        ("made inactive", "This e-mail cannot be used for somebody who works here. Ask for another one."),
        ("looks after the platform", "This e-mail cannot be used for somebody who works here. Ask for another one."),
        ("invited already", "An invitation to this address is waiting already. It can be sent again."),
    ],
)  # fmt: skip
def test_who_cannot_be_invited_is_said_at_the_address(world, ask, how, said):
    email = cannot(world, how)
    before = Invitation.objects.count()

    answer = ask(email=email)

    assert answer.status_code == 422
    assert said in [str(one) for one in answer.context["form"].errors["email"]]
    assert (Invitation.objects.count(), len(mail.outbox)) == (before, 0)


def test_who_left_may_come_back(world, ask):
    person = UserFactory(full_name="Ann Other")
    StaffRoleFactory(user=person, home=world.maple, ended_on=world.today - dt.timedelta(days=1))

    assert ask(email=person.email).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("breaks", "said"),
    [
        (True, "no mail could be sent. Send it again later."),
        (False, "An invitation was sent to priya.nair@homes.example."),
    ],
)  # fmt: skip
def test_a_mail_that_does_not_go_out_is_not_said_to_be_sent(world, signed_in, monkeypatch, breaks, said):
    def broken(*_args, **_how):
        raise SMTPServerDisconnected("gone")

    if breaks:
        monkeypatch.setattr("homes.staff.inviting.actions.send_mail", broken)
    jean, address = signed_in(world.jean), reverse("homes:invite", args=[world.maple.public_id])
    answer = jean.post(address, {**SAID, "started_on": world.today.isoformat()}, follow=True)

    assert said in words(answer)
    assert (Invitation.objects.count(), len(mail.outbox)) == (1, 0 if breaks else 1)


@pytest.mark.parametrize("shown", [True, False])
def test_the_link_is_shown_only_where_the_installation_shows_links(world, signed_in, settings, shown):
    settings.SHOW_PASSWORD_LINKS = shown
    one = InvitationFactory(home=world.maple, by=world.jean)
    address = reverse("compliance:staff", args=[world.maple.public_id])

    for who in (world.jean, world.idris):
        assert (link_of(one) in markup(signed_in(who).get(address))) == shown


# --- the link -------------------------------------------------------------------------------------


@pytest.fixture
def invited(world):
    return InvitationFactory(home=world.maple, by=world.jean, email="priya.nair@homes.example")


def test_somebody_new_chooses_a_password_and_works_here(world, invited):
    priya, link = Client(), link_of(invited)
    page = words(priya.get(link))
    assert "Maple House: Residential worker" in page
    assert "Invited by Jean Ward." in page

    answer = priya.post(link, NEW)

    person = User.objects.get(email="priya.nair@homes.example")
    role = StaffRole.objects.get(user=person)
    assert answer["Location"] == "/"
    assert priya.get("/", follow=True).redirect_chain[-1][0] == reverse("compliance:today")
    assert (person.full_name, person.check_password(GOOD)) == ("Priya N. Nair", True)
    assert (role.home, role.role, role.started_on) == (world.maple, "residential_worker", world.today)
    assert role.history.get().history_user == person.history.get().history_user == world.jean
    invited.refresh_from_db()
    assert (invited.taken_up_by, invited.is_open) == (person, False)
    assert invited.history.first().history_user == person


def test_a_link_works_once(invited):
    Client().post(link_of(invited), NEW)
    before = written()

    for answer in (Client().get(link_of(invited)), Client().post(link_of(invited), NEW)):
        assert answer.status_code == 404
        assert "This link does not work any more" in words(answer)
    assert written() == before


@pytest.mark.parametrize(("seconds", "status"), [(-1, 302), (0, 404), (1, 404)])
def test_a_link_works_for_72_hours(invited, seconds, status):
    people = User.objects.count()
    with time_machine.travel(invited.sent_at + dt.timedelta(hours=72, seconds=seconds), tick=False):
        assert Client().post(link_of(invited), NEW).status_code == status

    assert User.objects.count() == people + (status == 302)


def test_sent_again_the_link_before_works_no_more(
    world, invited, signed_in, django_capture_on_commit_callbacks
):
    old = link_of(invited)
    with time_machine.travel(invited.ends_at + dt.timedelta(days=1), tick=False):
        with django_capture_on_commit_callbacks(execute=True):
            jean = signed_in(world.jean)
            jean.post(reverse("homes:send_again", args=[world.maple.public_id, invited.public_id]))
        new = path_of(mail.outbox[0])

        assert new != old
        assert Client().post(old, NEW).status_code == 404
        assert Client().post(new, NEW).status_code == 302


def test_called_off_it_works_no_more_and_somebody_else_can_be_invited(world, invited, signed_in, ask):
    jean, link = signed_in(world.jean), link_of(invited)
    address = reverse("homes:call_off_invitation", args=[world.maple.public_id, invited.public_id])
    jean.post(address)

    assert Client().post(link, NEW).status_code == 404
    assert "This invitation was called off." in words(jean.post(address, follow=True))
    assert ask(email=invited.email).status_code == 302


@pytest.mark.parametrize("part", ["key", "of another", "higher role"])
def test_a_link_that_was_made_up_opens_nothing(world, invited, part):
    link = link_of(invited)
    if part == "key":
        link = link.replace(link[-10:-1], "000000000")
    elif part == "of another":
        other = InvitationFactory(home=world.oak, by=world.jean)
        link = link_of(other).replace(str(other.public_id), str(invited.public_id))
    else:  # the row was changed behind the link's back
        set_fields(invited, by=world.jean, role="registered_manager")
    before = written()

    assert Client().post(link, NEW).status_code == 404
    assert written() == before


@pytest.mark.parametrize(
    ("said", "field", "words_"),
    [
        ({"password": "short", "again": "short"}, "password", "It must contain at least 12 characters."),
        ({"password": "password1234", "again": "password1234"}, "password", "This password is too common."),
        ({"password": "priya.nair@homes", "again": "priya.nair@homes"}, "password", "too similar to the"),
        ({"again": "wet stones under a fridge"}, "again", "The two passwords are not the same"),
        ({"full_name": " "}, "full_name", "Enter your name"),
        ({"password": "wet stones \x00 under", "again": "wet stones \x00 under"}, "password", "cannot be stored"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_made(invited, said, field, words_):
    before = written()

    answer = Client().post(link_of(invited), NEW | said)

    assert answer.status_code == 422
    assert any(words_ in str(one) for one in answer.context["form"].errors[field])
    assert written() == before


@pytest.mark.parametrize(("days", "begins"), [(5, 5), (0, 0), (-2, 0)])
def test_the_role_begins_on_its_day_and_never_before_it_was_taken_up(world, days, begins):
    day = dt.timedelta(days=1)
    one = InvitationFactory(home=world.maple, by=world.jean, started_on=world.today + days * day)
    priya, first = Client(), kdate(world.today + begins * day)
    assert f"From {first}." in words(priya.get(link_of(one)))
    assert f"from {first}." in next(
        str(said) for said in get_messages(priya.post(link_of(one), NEW).wsgi_request)
    )

    assert StaffRole.objects.get(user__full_name="Priya N. Nair").started_on == world.today + begins * day
    child = reverse("compliance:child", args=[world.kai.public_id])
    assert priya.get(child).status_code == (404 if begins else 200)


def test_whoever_took_another_invitation_up_meanwhile_is_told(world, invited, monkeypatch):
    """Invited to two homes, with both links open: the account is made between the look and the writing."""
    monkeypatch.setattr(
        actions, "validate_password", lambda *_said: UserFactory(full_name="P N", email=invited.email)
    )

    with pytest.raises(actions.UnableToInvite, match="You have an account by now"):
        actions.take_up_with_new_account(invitation=invited, full_name="P N", password=GOOD, now=dates.now())


# --- with an account already -----------------------------------------------------------------------


@pytest.fixture
def dot(world):
    """Works at Oak Lodge; invited to Maple House too."""
    person = UserFactory(full_name="Dot Elsewhere")
    StaffRoleFactory(user=person, home=world.oak)
    return person


def test_somebody_with_an_account_signs_in_and_takes_it_up(world, dot, signed_in):
    link = link_of(InvitationFactory(home=world.maple, by=world.jean, email=dot.email, role="senior"))
    stranger = Client()
    assert f"?next={link}" in markup(stranger.get(link)).replace("%2F", "/")
    before = written()
    assert stranger.post(link, NEW).status_code == 200
    assert written() == before

    assert signed_in(dot).post(link)["Location"] == "/"

    dot.refresh_from_db()
    assert (dot.full_name, dot.check_password(PASSWORD)) == ("Dot Elsewhere", True)
    assert sorted(one.home.name for one in StaffRole.objects.filter(user=dot)) == ["Maple House", "Oak Lodge"]


def test_whoever_else_is_signed_in_on_this_tablet_takes_nothing_up(world, dot, invited, signed_in):
    """Neither somebody else's role, nor makes an account while being somebody."""
    for link in (
        link_of(invited),
        link_of(InvitationFactory(home=world.maple, by=world.jean, email=dot.email)),
    ):
        sam, before = signed_in(world.sam), written()
        answer = sam.post(link, NEW)

        assert "You are signed in as Sam Okafor." in words(answer)
        assert written() == before


def test_the_last_manager_can_leave_once_an_invited_one_has_come(world, signed_in, invited):
    """The way out that the refusal names is there."""
    set_fields(invited, by=world.jean, role="registered_manager")
    address = reverse("compliance:leaving", args=[world.maple.public_id, world.jean.public_id])
    said = {"last_day": world.today.isoformat(), "reason": "Retires", "access_ends_now": "no"}
    refused = signed_in(world.jean).post(address, said)
    assert "First invite another manager" in str(refused.context["form"].errors)

    Client().post(link_of(invited), NEW)

    assert signed_in(world.jean).post(address, said).status_code == 302


def test_the_fifth_wrong_password_signs_out(world, signed_in):
    jean, address = signed_in(world.jean), reverse("homes:invite", args=[world.maple.public_id])
    said = {**SAID, "started_on": world.today.isoformat(), "password": "not this one"}

    answers = [jean.post(address, said) for _try in range(5)]

    assert [answer.status_code for answer in answers] == [422] * 4 + [302]
    assert answers[-1]["Location"].startswith("/accounts/login/")
    assert Invitation.objects.count() == 0
