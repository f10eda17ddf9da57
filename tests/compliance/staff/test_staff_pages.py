"""The pages about adults: status, leave, cover, leaving, readiness, and the child's card."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homes.audit import record_change
from homes.dates import week_start
from homes.models import AccessEvent, Readiness, StaffAbsence, StaffRole
from tests.addresses import page_address
from tests.factories.children import KeyWorkerAssignmentFactory
from tests.factories.plans import SessionPlanFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import ReadinessFactory, StaffAbsenceFactory, StaffRoleFactory, UserFactory
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def url(world, name, person=None) -> str:
    return page_address(name, args=[world.maple.public_id, *([person.public_id] if person else [])])


def days(world, number) -> dt.date:
    return world.today + dt.timedelta(days=number)


def test_the_list_says_who_is_away_whom_they_hold_and_what_has_lapsed(world, signed_in):
    StaffAbsenceFactory(user=world.dee, home=world.maple, started_on=days(world, -1), ended_on=days(world, 3))
    ReadinessFactory(
        user=world.sam, home=world.maple, kind="supervision", done_on=days(world, -50), with_person=world.jean
    )
    text = words(signed_in(world.jean).get(url(world, "staff")))

    assert "on leave" in text
    assert "Kai, lead" in text
    assert "Lapsed" in text
    assert "Not recorded:" in text
    assert AccessEvent.objects.filter(what=AccessEvent.What.STAFF, home_id=world.maple.pk).count() == 1


@pytest.mark.parametrize("name", ["staff", "staff_member", "cover", "today"])
def test_a_page_costs_the_same_for_1_and_30(world, signed_in, name):
    leave = StaffAbsenceFactory(
        user=world.sam,
        home=world.maple,
        started_on=days(world, 5),
        ended_on=days(world, 9),
        noted_on=world.today,
    )
    address = {
        "staff": url(world, "staff"),
        "staff_member": url(world, "staff_member", world.sam),
        "cover": reverse("compliance:cover", args=[world.kai.public_id, leave.public_id]),
        "today": reverse("compliance:today"),
    }[name]
    client = signed_in(world.sam if name == "today" else world.jean)

    def cost() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def hire(number: int) -> None:
        for n in range(number, number + (1 if number == 0 else 29)):
            person = UserFactory(full_name=f"Adult {n}")
            StaffRoleFactory(user=person, home=world.maple)
            ReadinessFactory(
                user=person,
                home=world.maple,
                kind="supervision",
                done_on=days(world, -3),
                with_person=world.jean,
            )
            StaffAbsenceFactory(
                user=person,
                home=world.maple,
                started_on=days(world, 40),
                ended_on=days(world, 41),
                noted_on=world.today,
            )
            KeyWorkSessionFactory(placement=world.placements["kai"], author=person, held_on=days(world, -n))
            SessionPlanFactory(
                placement=world.placements["kai"], worker=world.sam, planned_on=days(world, n + 1)
            )

    hire(0)
    few = cost()
    hire(1)
    assert cost() == few
    assert few <= 55


def test_recording_leave_leads_to_cover_for_each_key_child_and_then_back(world, signed_in):
    sam = signed_in(world.sam)
    body = {"kind": "leave", "started_on": days(world, 20), "ended_on": days(world, 24)}
    answer = sam.post(url(world, "add_leave", world.sam), body)
    leave = StaffAbsence.objects.get()

    def cover(child):
        return reverse("compliance:cover", args=[child.public_id, leave.public_id])

    assert answer["Location"] == cover(world.mia)  # Kai has Jo on those days
    page = sam.get(cover(world.kai))
    names = [one.person for one in page.context["suggested"]]
    assert names[0] == world.jo  # a key worker of Kai already
    assert "already a key worker of Kai" in page.text
    covered = {"worker": world.jo.public_id, "first": days(world, 20), "last": days(world, 24)}
    told = {"child_told_on": world.today, "child_told_by": world.sam.public_id}
    assert sam.post(cover(world.kai), covered | told).status_code == 302
    assert sam.post(cover(world.mia), covered)["Location"] == url(world, "staff_member", world.sam)
    text = sam.get(reverse("compliance:today")).text
    assert "Jo Price covers until" in text
    assert "Nobody yet" not in text


def test_second_is_asked_for_cover_only_when_the_lead_is_away_too(world, signed_in):
    body = {"kind": "leave", "started_on": days(world, 20), "ended_on": days(world, 24)}
    jo = signed_in(world.jo)
    member = url(world, "staff_member", world.jo)
    assert jo.post(url(world, "add_leave", world.jo), body)["Location"] == member
    StaffAbsenceFactory(
        user=world.sam,
        home=world.maple,
        started_on=days(world, 60),
        ended_on=days(world, 64),
        noted_on=world.today,
    )
    body = {"kind": "leave", "started_on": days(world, 62), "ended_on": days(world, 70)}
    answer = jo.post(url(world, "add_leave", world.jo), body)
    assert f"/children/{world.kai.public_id}/cover/" in answer["Location"]


def test_errors_keep_what_was_typed(world, signed_in):
    body = {"kind": "leave", "started_on": days(world, 20), "ended_on": days(world, 19), "note": "By the sea"}
    answer = signed_in(world.sam).post(url(world, "add_leave", world.sam), body)

    assert answer.status_code == 422
    assert "Last day of leave must be the same as or after" in answer.text
    assert "By the sea" in answer.text
    assert not StaffAbsence.objects.exists()


def test_end_and_call_off_leave(world, signed_in):
    leave = StaffAbsenceFactory(
        user=world.dee,
        home=world.maple,
        started_on=days(world, 5),
        ended_on=days(world, 9),
        noted_on=world.today,
    )
    dee = signed_in(world.dee)
    ended = dee.post(reverse("compliance:end_leave", args=[leave.public_id]), {"ended_on": days(world, 7)})
    assert ended.status_code == 302
    off = dee.post(reverse("compliance:call_off_leave", args=[leave.public_id]))
    assert off.status_code == 302
    leave.refresh_from_db()
    assert (leave.ended_on, leave.withdrawn_on) == (days(world, 7), world.today)


def test_leaving_names_each_child_who_would_have_nobody(world, signed_in):
    jean = signed_in(world.jean)
    text = jean.get(url(world, "leaving", world.sam)).text
    assert "Name who follows for Mia" in text
    assert "Name who follows for Kai" not in text  # Jo is second
    jean.post(url(world, "leaving", world.sam), {"last_day": days(world, 30), "access_ends_now": "no"})
    assert StaffRole.objects.get(user=world.sam).ended_on == days(world, 30)
    board = jean.get(reverse("compliance:board", args=[world.maple.public_id])).text
    assert "nobody holds Mia after that" in board
    assert "nobody holds Kai after that" not in board


def test_readiness_and_a_picture(world, signed_in):
    jean = signed_in(world.jean)
    body = {"kind": "supervision", "done_on": world.today}
    assert "Select who it was with" in jean.post(url(world, "add_readiness", world.sam), body).text
    jean.post(url(world, "add_readiness", world.sam), body | {"with_person": world.jean.public_id})
    assert Readiness.objects.get().with_person == world.jean
    jean.post(url(world, "staff_picture", world.sam), {"picture": "owl"})
    world.sam.refresh_from_db()
    assert world.sam.picture == "owl"


def test_cover_shows_on_todays_page_and_the_childs_page_with_its_dates(world, signed_in):
    StaffAbsenceFactory(user=world.sam, home=world.maple, started_on=world.today, ended_on=days(world, 2))
    KeyWorkerAssignmentFactory(
        placement=world.placements["mia"],
        worker=world.dee,
        role="cover",
        started_on=world.today,
        ended_on=days(world, 2),
        covers=world.sam,
    )
    today = signed_in(world.dee).get(reverse("compliance:today")).text
    assert "you cover Mia until" in today
    page = signed_in(world.jo).get(world.mia.get_absolute_url()).text
    assert "cover for Sam Okafor" in page


def test_the_childs_card_promises_nobody_where_one_holds_the_child(world, signed_in):
    answer = signed_in(world.jo).get(reverse("children:who_is_here", args=[world.mia.public_id]))
    main = answer.text[answer.text.index("<main") : answer.text.index("</main>")]

    assert [len(day.people) for day in answer.context["days"]] == [1] * 7
    assert main.count("Perhaps") == 7
    assert "Not everybody works every day." in main


def test_the_childs_card_has_names_and_pictures_of_those_who_are_here_and_no_more(world, signed_in):
    monday = week_start(world.today)
    wednesday = monday + dt.timedelta(days=2)
    StaffAbsenceFactory(
        user=world.sam, home=world.maple, started_on=wednesday, ended_on=wednesday, noted_on=monday
    )
    KeyWorkerAssignmentFactory(
        placement=world.placements["kai"],
        worker=world.dee,
        role="cover",
        started_on=wednesday,
        ended_on=wednesday,
        covers=world.sam,
    )
    answer = signed_in(world.jo).get(reverse("children:who_is_here", args=[world.kai.public_id]))

    people = [[one.first_name for one in day.people] for day in answer.context["days"]]
    noted = monday <= world.today
    assert noted
    assert people == [["Sam", "Jo"]] * 2 + [["Jo", "Dee"]] + [["Sam", "Jo"]] * 4
    main = answer.text[answer.text.index("<main") : answer.text.index("</main>")]
    assert main.count("One of") == 7  # no rota is known: nobody is promised
    card = main[main.rindex("</nav>") :]  # after the tabs, which no paper shows
    for word in ("Okafor", "leave", "cover", "Key worker", world.kai.ref):
        assert word not in card


# --- leaving at once, and coming back -----------------------------------------------------------


def dismiss(world, by, person, **said):
    body = {"last_day": world.today, "access_ends_now": "yes", "reason": "Dismissed at noon", **said}
    return by.post(url(world, "leaving", person), body)


def test_somebody_dismissed_reads_nothing_more_on_a_page_that_was_open_and_is_told_so(world, signed_in):
    jean, sam = signed_in(world.jean), signed_in(world.sam)
    child = world.kai.get_absolute_url()
    assert sam.get(child).status_code == 200
    assert dismiss(world, jean, world.sam)["Location"] == url(world, "staff_member", world.sam)

    answer = sam.get(child)
    assert answer.status_code == 404
    assert "Your access ended on" in words(answer)
    assert "Kai" not in answer.text
    refused = sam.get(reverse("sessions:choose_child"))
    assert refused.status_code == 403
    assert "Your access ended on" in words(refused)
    assert "Your access ended on" in words(sam.get("/"))
    assert "access ended" in words(jean.get(url(world, "staff_member", world.sam)))


def test_who_left_with_the_end_of_a_day_is_told_which(world, signed_in):
    role = world.sam.roles.get()
    role.ended_on = days(world, -1)
    record_change(role, by=world.jean)

    assert "Your access ended with it" in words(signed_in(world.sam).get(world.kai.get_absolute_url()))


def test_access_that_ends_now_needs_a_reason_and_the_home_history_shows_it(world, signed_in):
    jean = signed_in(world.jean)
    answer = dismiss(world, jean, world.sam, reason="")
    assert answer.status_code == 422
    assert "Enter why access ends now" in answer.text
    dismiss(world, jean, world.sam, access_ends_now="no", reason="Typed before No was picked")
    assert world.sam.roles.get().history.latest().history_change_reason is None
    dismiss(world, jean, world.sam)
    history = words(jean.get(reverse("compliance:home_history", args=[world.maple.public_id])))
    assert "Role ended: Sam Okafor, residential worker" in history
    assert "Access ended" in history
    assert "Dismissed at noon" in history


def test_a_leaver_of_long_ago_is_noted_and_leads_back_to_the_list(world, signed_in):
    jean = signed_in(world.jean)
    answer = dismiss(world, jean, world.dee, last_day=days(world, -40), access_ends_now="no")

    assert answer["Location"] == url(world, "staff")
    assert world.dee.roles.get().ended_on == days(world, -40)
    assert "within a year of today" in dismiss(world, jean, world.sam, last_day=days(world, -400)).text


def test_the_only_manager_stays_until_another_one_is_there(world, signed_in):
    jean = signed_in(world.jean)
    answer = dismiss(world, jean, world.jean)
    assert answer.status_code == 422
    assert "First invite another manager, and have the invitation taken up." in words(answer)
    ada = UserFactory(full_name="Ada Next")
    StaffRoleFactory(user=ada, home=world.maple, role="registered_manager")

    assert dismiss(world, jean, world.jean)["Location"] == reverse("homes:front")
    assert "Your access ended on" in words(jean.get("/"))


def test_a_role_ended_by_mistake_is_reopened_from_the_adults_page(world, signed_in):
    jean, sam = signed_in(world.jean), signed_in(world.sam)
    dismiss(world, jean, world.sam)
    role = world.sam.roles.get()
    address = page_address("reopen_role", args=[world.maple.public_id, world.sam.public_id, role.public_id])
    assert address in jean.get(url(world, "staff_member", world.sam)).text
    assert "Enter why the role goes on" in jean.post(address, {}).text
    answer = jean.post(address, {"reason": "The wrong Sam"})
    assert answer["Location"] == url(world, "staff_member", world.sam)

    assert sam.get(world.kai.get_absolute_url()).status_code == 200
    history = words(jean.get(reverse("compliance:home_history", args=[world.maple.public_id])))
    assert "Role reopened: Sam Okafor, residential worker" in history
    assert "The wrong Sam" in history
    again = jean.post(address, {"reason": "Twice"})
    assert again.status_code == 422
    assert "This role is open already." in again.text


def test_nobody_reopens_a_role_of_their_own_or_through_another_adults_address(world, signed_in):
    StaffRoleFactory(user=world.jean, home=world.maple, role="senior", ended_on=days(world, -1))
    role = world.jean.roles.get(role="senior")
    own = page_address("reopen_role", args=[world.maple.public_id, world.jean.public_id, role.public_id])
    jean = signed_in(world.jean)
    answer = jean.post(own, {"reason": "I want it back"})
    assert answer.status_code == 403
    assert "for another manager to reopen" in answer.text
    assert own not in jean.get(url(world, "staff_member", world.jean)).text
    crossed = page_address("reopen_role", args=[world.maple.public_id, world.sam.public_id, role.public_id])
    assert jean.post(crossed, {"reason": "Through Sam"}).status_code == 404
