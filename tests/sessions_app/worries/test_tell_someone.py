"""Before a worry is signed: whom to ring, who was told, when and how. What is said there is signed."""

import datetime as dt
import html
import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from homes import dates
from homes.audit import set_fields
from sessions_app.actions import UnableToSign, sign_session
from sessions_app.models import KeyWorkSession
from sessions_app.signed.signing import content_hash
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import RingNumberFactory, StaffAbsenceFactory, StaffRoleFactory, UserFactory

pytestmark = pytest.mark.usefixtures("unscoped")


def words(response):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode()))).strip()


def tell_url(session):
    return reverse("sessions:tell_someone", args=[session.public_id])


def check_url(session):
    return reverse("sessions:check", args=[session.public_id])


@pytest.fixture
def worry(world):
    """Sam's draft about Kai, with a worry nobody was told of."""
    return KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, nobody_told=True
    )


@pytest.fixture
def jean_told(world):
    return {"who": str(world.jean.public_id), "when": "now", "how": "phone"}


@pytest.mark.parametrize("finish", ["", "later"])
def test_a_worry_leads_to_telling_someone_however_it_is_saved(desk, finish):
    response = desk.write(worry="yes", worry_text="A bruise", finish=finish)

    session = KeyWorkSession.objects.get()
    assert (session.worry, session.worry_text) == (True, "A bruise")
    assert response["Location"] == tell_url(session)


def test_without_a_worry_nothing_stands_in_between(desk):
    response = desk.write(worry="no")

    session = KeyWorkSession.objects.get()
    assert response["Location"] == check_url(session)
    assert desk.client.get(tell_url(session))["Location"] == check_url(session)


def test_the_page_shows_whom_to_ring_and_999_first(world, desk, worry):
    dot = UserFactory(full_name="Dot Lane")
    StaffRoleFactory(user=dot, home=world.maple, role="deputy_manager")
    StaffAbsenceFactory(
        user=dot, home=world.maple, started_on=world.today, ended_on=world.today, noted_on=world.today
    )
    RingNumberFactory(home=world.maple, user=world.jean)
    RingNumberFactory(home=world.oak, user=dot, phone="07700 900999")

    page = desk.client.get(tell_url(worry))

    links = re.findall(r'href="tel:(\d+)"', page.text)
    assert links == ["999", "01632960001", "07700900142"]
    said = words(page)
    assert said.index("Jean Ward Registered manager") < said.index("Idris Cole Responsible individual")
    assert said.index("Idris Cole") < said.index("Dot Lane Deputy manager, on leave until")
    assert said.count("No number noted") == 2


def test_who_was_told_when_and_how_is_kept_and_leads_on_to_signing(world, desk, worry, jean_told):
    response = desk.client.post(tell_url(worry), jean_told)

    worry.refresh_from_db()
    assert response["Location"] == check_url(worry)
    assert (worry.worry_told_to, worry.worry_told_name, worry.worry_told_how) == (
        world.jean, "Jean Ward", "phone",
    )  # fmt: skip
    assert abs(dates.now() - worry.worry_told_at) < dt.timedelta(minutes=1)
    assert "Jean Ward was told on" in words(desk.client.get(check_url(worry)))


def test_earlier_asks_for_the_time_and_someone_else_for_a_name(desk, worry):
    sent = {"who": "other", "when": "earlier", "how": "face_to_face"}

    refused = words(desk.client.post(tell_url(worry), {**sent, "told_on": ""}))
    for problem in ("Enter who it was", "Enter the day you told them", "Enter the time you told them"):
        assert problem in refused
    yesterday = dates.today() - dt.timedelta(days=1)
    sent |= {"other": "The out of hours team", "told_on": yesterday.isoformat(), "told_time": "21:40"}
    assert desk.client.post(tell_url(worry), sent).status_code == 302

    worry.refresh_from_db()
    assert worry.worry_told_to is None and worry.worry_told_name == "The out of hours team"
    assert worry.worry_told_at == dt.datetime.combine(yesterday, dt.time(21, 40), tzinfo=dates.LONDON)


def test_nobody_could_be_reached_says_whom_they_tried(desk, worry):
    refused = desk.client.post(tell_url(worry), {"who": "nobody"})
    assert refused.status_code == 422 and "Enter whom you tried" in words(refused)

    desk.client.post(tell_url(worry), {"who": "nobody", "tried": "Jean, twice"})

    worry.refresh_from_db()
    assert (worry.worry_tried, worry.worry_told_name, worry.worry_told_at) == ("Jean, twice", "", None)


def test_a_time_that_is_still_to_come_is_refused(desk, worry):
    sent = {"who": "other", "other": "Jo", "when": "earlier", "how": "phone"}
    late = {**sent, "told_on": dates.today().isoformat(), "told_time": "23:59"}

    assert "must be in the past" in words(desk.client.post(tell_url(worry), late))


def test_finishing_later_with_nobody_picked_saves_nothing_and_leaves(desk, worry):
    response = desk.client.post(tell_url(worry), {"finish": "later"})

    assert response.status_code == 302 and "tell" not in response["Location"]
    assert worry.history.count() == 1


def test_it_cannot_be_signed_before_it_says_who_was_told(world, desk, signed_in, worry, jean_told):
    assert desk.client.get(check_url(worry))["Location"] == tell_url(worry)
    with pytest.raises(UnableToSign, match="Say first whom you have told"):
        sign_session(worry, by=world.sam, now=dates.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        set_fields(worry, by=world.sam, status="signed", signed_at=dates.now())
    worry.refresh_from_db()

    desk.client.post(tell_url(worry), jean_told)
    worry.refresh_from_db()
    signed = desk.sign(worry, child_part="read")

    worry.refresh_from_db()
    assert worry.status == "signed"
    assert worry.signature.content_hash == content_hash(worry)
    page = words(desk.client.get(signed["Location"]))
    first = "The worry stands first on the page of every manager and deputy until it is answered."
    assert f"Signed. {first} Thank you for the time you gave Kai." in page
    board = signed_in(world.jean).get(reverse("compliance:board", args=[world.maple.public_id]))
    assert [one.session for one in board.context["worries"]] == [worry]
    assert "Jean Ward was told on" in page and "on the phone." in page


def test_signed_with_nobody_reached_says_so(desk, worry):
    desk.client.post(tell_url(worry), {"who": "nobody", "tried": "Jean, twice"})
    worry.refresh_from_db()

    page = words(desk.client.get(desk.sign(worry, child_part="read")["Location"]))

    assert "until it is answered. Keep trying until you reach somebody." in page
    assert "Nobody could be reached. Tried: Jean, twice" in page


def test_writing_on_keeps_who_was_told_and_no_worry_any_more_does_not(desk, jean_told):
    desk.write(worry="yes", worry_text="A bruise")
    session = KeyWorkSession.objects.get()
    desk.client.post(tell_url(session), jean_told)

    again = {"worry": "yes", "worry_text": "A bruise", "account": "More", "version": "2"}
    assert desk.write(session.public_id, **again)["Location"] == check_url(session)
    session.refresh_from_db()
    assert session.worry_told_name == "Jean Ward"
    desk.write(session.public_id, worry="no", version="3")
    session.refresh_from_db()
    assert (session.worry_told_name, session.worry_told_at, session.worry_told_to) == ("", None, None)


def test_only_the_author_says_whom_they_told(world, signed_in, worry):
    assert signed_in(world.jean).get(tell_url(worry)).status_code == 403
    assert signed_in(world.jo).get(tell_url(worry)).status_code == 404
