"""What brings about each sentence that is read after signing, and looks for what it says: at the desk of Sam.

`at` is the fixture of test_said_after_signing.py. Each reads the pages on which the sentences stand.
"""

import datetime as dt

from django.urls import reverse

from children.models import Flag
from homes import dates
from homes.audit import set_fields
from homes.models import StaffRole
from sessions_app.models import Addendum, ChildsPart, Debrief, KeyWorkSession, SessionReview
from sessions_app.signed.signing import content_hash
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import PASSWORD
from tests.reading import words


def flags_about(child, code):
    return [
        flag.due_on for flag in Flag.objects.filter(child=child, rule_code=code, resolved_at__isnull=True)
    ]


def queue_of(manager, at):
    page = at.client(manager).get(reverse("sessions:to_review", args=[at.world.maple.public_id]))
    return [one.session for one in page.context["queue"].left]


def signing_locks_the_words(at):
    session = at.sign(at.desk.draft())

    assert (session.status, session.signature.user) == ("signed", at.world.sam)
    assert session.signature.content_hash == content_hash(session)
    assert SessionReview.objects.get(session=session).state == "owed"
    edit = at.desk.address("edit", session.public_id)
    assert at.desk.client.get(edit)["Location"] == session.get_absolute_url()
    form = at.desk.client.get(reverse("sessions:add_details", args=[session.public_id]))
    assert "child" in dict(form.context["form"].fields["kind"].choices)
    at.read.append(words(form))


def a_worry_stands_first(at):
    session = at.worry()

    assert at.read[-1].count("The worry stands first") == 1 and "Keep trying" not in at.read[-1]
    for manager in (at.world.jean, at.dot):
        page = at.board_of(manager)
        assert page.index("Sam Okafor’s worry about Kai") < page.index("12 weeks")
        assert "Answer the worry" in page
    for senior in (at.ray, at.dot):
        page = at.today_of(senior)
        assert page.index("Sam Okafor’s worry about Kai") < page.index("Needs you")
    assert "1 worry waits for an answer" in at.opened(at.world.idris, "compliance:estate")
    assert len(flags_about(at.world.kai, "WORRY-ANSWER")) == 1
    assert (
        at.client(at.world.sam).get(reverse("sessions:answer_worry", args=[session.public_id])).status_code
        == 403
    )
    at.opened(at.dot, "sessions:answer_worry", session.public_id)
    late = dates.now() - dt.timedelta(days=3)
    KeyWorkSessionFactory(
        placement=at.world.placements["mia"], author=at.world.jo, held_on=late.date(), signed_at=late,
        worry=True, worry_text="A bruise",
    )  # fmt: skip
    assert "1 worry has waited too long for an answer." in at.opened(at.world.idris, "compliance:estate")
    at.board_of(at.world.jean)


def nobody_was_reached(at):
    at.worry(who="nobody", tried="Jean, twice")

    assert "Nobody could be reached: it needs you now." in at.board_of(at.world.jean)
    assert flags_about(at.world.kai, "SAFEG-TOLD") == [dates.today()]


def no_manager_can_answer(at):
    for role in StaffRole.objects.filter(
        role__in=("registered_manager", "deputy_manager"), home=at.world.maple
    ):
        set_fields(role, by=at.world.pat, ended_on=dates.today() - dt.timedelta(days=1))
    session = at.worry(who="other", other="The council", when="now", how="phone")

    url = reverse("sessions:answer_worry", args=[session.public_id])
    assert at.client(at.world.idris).get(url).status_code == 200
    assert at.client(at.ray).get(url).status_code == 403


def an_answer_is_kept_by_whom_it_names(at):
    session = at.worry()
    url = reverse("sessions:answer_worry", args=[session.public_id])
    half = {"account": "I sat with him.", "finish": "later"}
    at.sent(at.world.jean, url, **half)
    assert "Sam Okafor’s worry about Kai" in at.board_of(at.dot)
    said = {
        "done": ["spoke"], "account": "I sat with him.", "child_knows": "today",
        "child_told_by": str(at.world.sam.public_id), "next_step": "Ask the nurse",
        "next_by": str(at.world.dee.public_id), "next_on": (at.world.today + dt.timedelta(days=2)).isoformat(),
    }  # fmt: skip
    at.sent(at.world.jean, url, **said)

    told, step = (
        "Tell Kai what was done about the worry. With Sam Okafor, due today.",
        "Ask the nurse. With Dee Shah",
    )
    assert f"After a worry about Kai: {told}" in at.today_of(at.world.sam)
    assert f"After a worry about Kai: {step}" in at.today_of(at.world.dee)
    assert told not in at.today_of(at.world.dee) and step not in at.today_of(at.world.sam)
    assert "worry about Kai, from" not in at.board_of(at.dot)
    assert not flags_about(at.world.kai, "WORRY-ANSWER")
    assert at.sent(at.world.jean, url, **said)  # the second click
    assert session.actions.filter(after_worry=True).count() == 2
    assert "Ask the nurse" not in at.opened(at.world.sam, "sessions:childs_copy", session.public_id)


def two_tries_then_time_together(at):
    at.sign(at.desk.draft(went="declined", account="I offered chess. He looked tired."))
    assert "in a row" not in at.read[-1]
    second = at.sign(at.desk.draft(went="declined", account="I offered a walk. He looked sad."))
    assert "2 tries in a row. Talk with Jean Ward" in at.read[-1]
    third = at.sign(at.desk.draft(went="attempted", account="We waited. He was out. Tomorrow."))
    assert "3 tries in a row. Talk with Jean Ward" in at.read[-1]
    assert "2 tries in a row. Talk with Jean Ward" in at.opened(
        at.world.sam, "sessions:detail", second.public_id
    )
    # Jean can look at how time is offered; and once there was time together nobody is asked to talk of it.
    assert at.client(at.world.jean).get(third.get_absolute_url()).status_code == 200
    at.sign(at.desk.draft())
    for one in (second, third):
        assert "in a row" not in at.opened(at.world.sam, "sessions:detail", one.public_id)


def a_day_to_share_is_on_today(at):
    """Of a day to come under what comes up, from the day on under what needs somebody, until the child has had it."""
    ahead = at.sign(
        at.desk.draft(), child_part="later", share_on=(at.world.today + dt.timedelta(days=2)).isoformat()
    )
    today = at.sign(at.desk.draft(), child_part="later", share_on=at.world.today.isoformat())
    late = KeyWorkSessionFactory(
        placement=at.world.placements["kai"], author=at.world.sam, held_on=at.world.today - dt.timedelta(days=4),
        child_part="later", share_on=at.world.today - dt.timedelta(days=1),
    )  # fmt: skip

    for person in (at.world.sam, at.world.dee, at.ray):
        page = at.client(person).get(reverse("compliance:today"))
        needs = [*page.context["needs"], *page.context["needs_rest"]]
        shares = [line.one.session for line in needs if "to_share" in line.template]
        assert shares == [late, today]
        assert [one.session for one in page.context["shares_ahead"]] == [ahead]
    at.today_of(at.world.sam)
    tablet = at.client(at.world.sam)
    tablet.post(reverse("sessions:hand_to_child", args=[late.public_id]))
    tablet.post(reverse("sessions:childs_turn", args=[late.public_id]), {"answer": "declined"})
    assert ChildsPart.objects.filter(session=late).exists()
    assert "It has not been shared yet." not in at.today_of(at.ray)


def what_was_agreed_is_owed(at):
    by = at.world.today + dt.timedelta(days=3)
    line = {"agreed_0_what": "Ask about the trip", "agreed_0_whose": str(at.world.sam.public_id),
            "agreed_0_by_on": by.isoformat(), "agreed_0_promise": "on"}  # fmt: skip
    at.opened(at.world.sam, "sessions:agreed", at.world.kai.public_id)
    at.opened(at.world.jean, "sessions:home_agreed", at.world.maple.public_id)
    session = at.sign(at.desk.draft(**line))

    assert "Ask about the trip" in at.opened(at.world.jo, "sessions:agreed", at.world.kai.public_id)
    assert "Ask about the trip" in at.opened(at.world.jean, "sessions:home_agreed", at.world.maple.public_id)
    assert "We promised Kai: Ask about the trip. With Sam Okafor" in at.today_of(at.world.sam)
    assert "Ask about the trip" not in at.today_of(at.world.dee)
    action = session.actions.get()
    new = by + dt.timedelta(days=2)
    moved = {
        "kind": "moved",
        "by_on": new.isoformat(),
        "why_moved": "The school is shut",
        "child_knows": "yes",
    }
    at.sent(at.world.sam, reverse("sessions:action", args=[action.public_id]), **moved)
    action.refresh_from_db()
    assert (action.by_on, action.steps.get().by_on) == (by, new)
    done = reverse("sessions:action_done", args=[action.public_id])
    at.sent(at.world.sam, done)
    assert "Ask about the trip" not in at.today_of(at.world.sam)
    at.opened(at.world.sam, "sessions:action", action.public_id)


def what_is_added_stands_under_it(at):
    session = at.sign(at.desk.draft())
    before = content_hash(session)
    url = reverse("sessions:add_details", args=[session.public_id])
    public_id = at.client(at.world.jo).get(url).context["form"]["public_id"].value()
    at.sent(at.world.jo, url, kind="child", text="I want a bell", password=PASSWORD, public_id=public_id)

    added = Addendum.objects.get()
    assert (added.signature.user, content_hash(KeyWorkSession.objects.get())) == (at.world.jo, before)


def what_is_reviewed_reaches_the_writer(at):
    reviews = [SessionReview.objects.get(session=at.sign(at.desk.draft())) for _one in range(3)]
    asked, noted, plain = reviews
    jean = at.world.jean
    at.sent(jean, asked.get_absolute_url(), do="ask", note="Who drove?")
    at.sent(jean, noted.get_absolute_url(), do="reviewed", note="You waited well.")
    at.sent(jean, plain.get_absolute_url(), do="reviewed", note="")

    today = at.today_of(at.world.sam)
    assert "Who drove?" in today and "You waited well." in today
    assert "Who drove?" not in at.today_of(at.world.dee)
    assert "You waited well." in at.opened(jean, "sessions:detail", noted.session.public_id)
    assert "You waited well." not in at.opened(at.world.jo, "sessions:detail", noted.session.public_id)
    assert (
        asked
        not in at.client(jean)
        .get(reverse("sessions:to_review", args=[at.world.maple.public_id]))
        .context["queue"]
        .left
    )
    url = reverse("sessions:add_details", args=[asked.session.public_id])
    public_id = at.client(at.world.sam).get(url).context["form"]["public_id"].value()
    at.sent(at.world.sam, url, kind="answer", text="Jo did.", password=PASSWORD, public_id=public_id)
    queue = (
        at.client(jean).get(reverse("sessions:to_review", args=[at.world.maple.public_id])).context["queue"]
    )
    assert [one.pk for one in queue.left] == [asked.pk]
    at.opened(jean, "sessions:to_review", at.world.maple.public_id)


def a_writer_who_left_is_not_said_to_read_it(at):
    asked, noted = (SessionReview.objects.get(session=at.sign(at.desk.draft())) for _one in range(2))
    set_fields(
        StaffRole.objects.get(user=at.world.sam),
        by=at.world.jean,
        ended_on=dates.today() - dt.timedelta(days=1),
    )

    at.sent(at.world.jean, asked.get_absolute_url(), do="ask", note="Who drove?")
    at.sent(at.world.jean, noted.get_absolute_url(), do="reviewed", note="You waited well.")

    assert "Who drove?" in at.opened(at.world.jo, "sessions:detail", asked.session.public_id)
    assert (
        at.client(at.world.jo)
        .get(reverse("sessions:add_details", args=[asked.session.public_id]))
        .status_code
        == 200
    )
    assert "You waited well." in at.opened(at.world.jean, "sessions:detail", noted.session.public_id)
    assert not any("under Today" in page for page in at.read)


def a_wish_to_talk_reaches_managers(at):
    session = at.worry()
    at.opened(at.world.sam, "sessions:debrief", session.public_id)
    at.sent(
        at.world.sam,
        reverse("sessions:debrief", args=[session.public_id]),
        feeling="talk",
        note="It stays with me",
    )

    for manager in (at.world.jean, at.dot):
        assert "Sam Okafor waits for a talk" in at.board_of(manager)
        assert "It stays with me" in at.opened(
            manager, "compliance:staff_member", at.world.maple.public_id, at.world.sam.public_id
        )
    for person in (at.world.jo, at.ray, at.world.nell):
        assert "It stays with me" not in at.opened(person, "sessions:detail", session.public_id)
    at.opened(at.dot, "sessions:answer_worry", session.public_id)
    talk = reverse("sessions:debrief_talk", args=[Debrief.objects.get().public_id])
    at.sent(at.dot, talk, talked_on=at.world.today.isoformat())
    assert "waits for a talk" not in at.board_of(at.world.jean)


def a_manager_alone_is_told_nobody_sees_it(at):
    set_fields(
        StaffRole.objects.get(user=at.dot), by=at.world.jean, ended_on=dates.today() - dt.timedelta(days=1)
    )
    own = KeyWorkSessionFactory(
        placement=at.world.placements["kai"],
        author=at.world.jean,
        held_on=at.world.today,
        signed_at=dates.now(),
    )

    page = at.opened(at.world.jean, "sessions:debrief", own.public_id)

    assert "your manager sees that at once" not in page


def void_is_out_of_every_list(at):
    by = at.world.today + dt.timedelta(days=3)
    line = {"agreed_0_what": "Ask about the trip", "agreed_0_whose": str(at.world.sam.public_id),
            "agreed_0_by_on": by.isoformat()}  # fmt: skip
    session = at.sign(at.desk.draft(**line), child_part="later", share_on=at.world.today.isoformat())
    url = reverse("sessions:void", args=[session.public_id])
    at.opened(at.world.jean, "sessions:void", session.public_id)
    page = at.sent(at.world.jean, url, reason="Written twice")

    assert "Written twice" in page and "Jean Ward" in page and "You fixed the chain" in page
    sessions = at.opened(at.world.jean, "sessions:for_child", at.world.kai.public_id)
    assert "You fixed the chain" not in sessions
    assert "Ask about the trip" not in at.today_of(at.world.sam) and "Share the record" not in at.today_of(
        at.world.sam
    )
    assert queue_of(at.world.jean, at) == []
    assert flags_about(at.world.kai, "KS-REVIEW") == []
