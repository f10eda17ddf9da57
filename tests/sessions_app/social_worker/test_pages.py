"""The social worker's page, the week's update, asking for a visit, and specialist support."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from children.models import (
    Chase,
    SocialWorkerUpdate,
    SupportNeed,
    SupportStep,
)
from homes.audit import set_fields
from homes.dates import add_days
from homes.models import AccessEvent, LedgerEntry
from sessions_app.social_worker.draft import draft_of_the_week
from tests.addresses import page_address
from tests.factories.children import ChildAbsenceFactory
from tests.factories.file import ChaseFactory
from tests.factories.people import ContactEntryFactory, PersonFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.social_worker import (
    SocialWorkerUpdateFactory,
    SupportNeedFactory,
    SupportStepFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
DAY = dt.timedelta(days=1)


def at(name, *args):
    return page_address(name, args=args)


@pytest.fixture
def ruth(world):
    return PersonFactory(
        child=world.kai, home=world.maple, role="social_worker", name="Ruth Field", started_on=world.moved_in
    )


def call(world, days_ago, kind="sw_visit", outcome="met", **fields):
    return ContactEntryFactory(
        child=world.kai, home=world.maple, kind=kind, outcome=outcome, happened_on=world.today - days_ago * DAY,
        by=world.sam, **fields,
    )  # fmt: skip


def letter(world, **changes):
    fields = {
        "from_on": (world.today - 6 * DAY).isoformat(),
        "to_on": world.today.isoformat(),
        "good_news": "Kai made pancakes.\n“I did it”",
        "happened": "",
        "worries": "",
        "asks": "When will you visit?",
        "to_name": "Ruth Field",
        "how": "email",
        "sent_on": world.today.isoformat(),
    }
    return {name: value for name, value in {**fields, **changes}.items() if value is not None}


# --- the draft ------------------------------------------------------------------------------------


def test_a_draft_is_made_of_this_childs_signed_records_good_news_first(world, ruth, access_of):
    placement = world.placements["kai"]
    shared = {
        "voice": "words",
        "voice_text": "I did it",
        "small_steps": "Made pancakes",
        "child_part": "read",
    }
    KeyWorkSessionFactory(
        placement=placement,
        author=world.sam,
        held_on=world.today - 2 * DAY,
        next_steps="Buy more flour",
        **shared,
    )
    KeyWorkSessionFactory(placement=placement, author=world.jo, held_on=world.today - DAY, declined=True)
    KeyWorkSessionFactory(
        placement=placement, author=world.jo, held_on=world.today, draft=True, small_steps="Not signed yet"
    )
    KeyWorkSessionFactory(
        placement=world.placements["mia"], author=world.sam, held_on=world.today, small_steps="Mia swam"
    )
    KeyWorkSessionFactory(
        placement=placement, author=world.sam, held_on=world.today - 9 * DAY, small_steps="Long ago"
    )
    call(world, 1, "family_time", person_name="Mum", mood="good_news", content="They laughed a lot")

    draft = draft_of_the_week(placement, access=access_of(world.sam))

    def long_ago(days):
        day = world.today - days * DAY
        return f"{day.day} {day:%B}"

    assert draft.to_name == "Ruth Field"
    assert draft.part("good_news") == [
        f"{long_ago(2)}, with Sam Okafor: Made pancakes",
        f"{long_ago(2)}, with Sam Okafor: Kai said: “I did it”",
        f"{long_ago(1)}, with Mum: They laughed a lot",
    ]
    assert draft.part("asks") == ["Buy more flour"]
    assert draft.part("worries") == []
    assert [line.partition(": ")[2] for line in draft.part("happened")] == [
        "time together with Sam Okafor.",
        "Kai chose not to.",
        "Family time, Mum.",
    ]
    assert (draft.first, draft.last) == (world.today - 6 * DAY, world.today)


def test_the_week_is_told_in_the_order_of_days_whatever_it_was(world, access_of):
    placement = world.placements["kai"]
    for days_ago, author, step in ((1, world.sam, "Cooked"), (4, world.jo, "Swam")):
        KeyWorkSessionFactory(
            placement=placement, author=author, held_on=world.today - days_ago * DAY, small_steps=step
        )
    call(world, 3, "family_time", person_name="Mum", mood="good_news", content="Laughed")
    call(world, 5, "family_time", person_name="Gran")
    ChildAbsenceFactory(placement=placement, started_on=world.today - 2 * DAY, returned_on=world.today)

    draft = draft_of_the_week(placement, access=access_of(world.sam))

    said = [re.sub(r"\d+ [A-Z]\w+", "DAY", line) for line in draft.part("happened")]
    assert said[:3] == [
        "DAY: Family time, Gran.",
        "DAY: time together with Jo Price.",
        "DAY: Family time, Mum.",
    ]
    assert said[3].startswith("Time away from DAY to DAY")
    assert said[4:] == ["DAY: time together with Sam Okafor."]
    assert [line.partition(", with ")[2] for line in draft.part("good_news")] == [
        "Jo Price: Swam",
        "Mum: Laughed",
        "Sam Okafor: Cooked",
    ]


def test_a_worry_is_named_with_its_day_and_none_of_its_words(world, access_of):
    KeyWorkSessionFactory(
        placement=world.placements["kai"],
        author=world.sam,
        held_on=world.today,
        worry=True,
        worry_told_to=world.jean,
        worry_text="Secret",
        account="Secret",
        small_steps="Secret",
        next_steps="Secret",
        voice="words",
        voice_text="Secret",
        child_part="read",
    )

    draft = draft_of_the_week(world.placements["kai"], access=access_of(world.sam))

    assert len(draft.part("worries")) == 1
    assert draft.part("worries")[0].startswith("A worry was recorded on ")
    assert draft.part("worries")[0].endswith("; a manager was told.")
    assert "Secret" not in str(draft)


@pytest.mark.parametrize(
    ("part", "shared"), [("read", 1), ("added", 1), ("declined", 0), ("later", 0), ("", 0)]
)
def test_a_childs_words_go_out_only_where_the_child_has_read_the_record(world, access_of, part, shared):
    words = {"voice": "words", "voice_text": "It was fine", "child_part": part}
    KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today, **words)

    draft = draft_of_the_week(world.placements["kai"], access=access_of(world.sam))

    assert len(draft.part("good_news")) == shared


def test_lines_that_name_another_child_are_left_out_and_counted(world, access_of):
    steps = "Fixed the chain\nShowed Mia how to do it\nMiami is a city"
    words = {"voice": "words", "voice_text": "Mia is my friend", "child_part": "read"}
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, small_steps=steps, **words
    )

    draft = draft_of_the_week(world.placements["kai"], access=access_of(world.sam))

    assert [line.partition(": ")[2] for line in draft.part("good_news")] == [
        "Fixed the chain",
        "Miami is a city",
    ]
    assert draft.left_out == 2


def test_the_draft_goes_on_where_the_last_update_ended(world, access_of):
    SocialWorkerUpdateFactory(placement=world.placements["kai"], sent_on=world.today - 3 * DAY)

    draft = draft_of_the_week(world.placements["kai"], access=access_of(world.sam))

    assert draft.first == world.today - 2 * DAY


def test_the_draft_costs_the_same_for_a_full_week(world, access_of):
    access = access_of(world.sam)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as captured:
            draft_of_the_week(world.placements["kai"], access=access)
        counts.append(len(captured))
        for number in range(20):
            KeyWorkSessionFactory(
                placement=world.placements["kai"],
                author=world.sam,
                held_on=world.today - (number % 6) * DAY,
                small_steps="Yes",
            )
            call(world, number % 6, "phone", "spoke")
    assert counts[0] == counts[1] == 6


# --- filing ---------------------------------------------------------------------------------------


def test_an_update_is_kept_letter_for_letter_with_the_name_of_that_day(world, signed_in):
    client = signed_in(world.sam)

    answer = client.post(at("draft_update", world.kai.public_id), letter(world))

    kept = SocialWorkerUpdate.objects.get()
    assert answer["Location"] == at("update", kept.public_id)
    assert kept.text == (
        "Good news\nKai made pancakes.\n“I did it”\n\nWhat comes next, and what we ask\nWhen will you visit?"
    )
    assert (kept.sent_by_name, kept.sent_by_title, kept.home) == ("Sam Okafor", "Key worker", world.maple)
    set_fields(world.sam, by=world.jean, full_name="Sam Married")
    page = client.get(at("update", kept.public_id)).text
    assert "Sam Okafor" in page
    assert "Kai made pancakes." in page
    assert LedgerEntry.objects.filter(model="children.SocialWorkerUpdate", child_id=world.kai.pk).count() == 1


def test_a_double_click_keeps_one_update(world, signed_in):
    client = signed_in(world.sam)

    first = client.post(at("draft_update", world.kai.public_id), letter(world))
    second = client.post(at("draft_update", world.kai.public_id), letter(world))

    assert first["Location"] == second["Location"]
    assert SocialWorkerUpdate.objects.count() == 1


def test_showing_the_letter_keeps_nothing_and_leads_back(world, signed_in):
    client = signed_in(world.sam)
    address = at("draft_update", world.kai.public_id)

    shown = client.post(address, letter(world, letter="yes"))
    back = client.post(address, letter(world, back="yes"))

    assert "Kai made pancakes." in shown.text
    assert "Keep as sent" in shown.text
    assert back.status_code == 200
    assert "Kai made pancakes." in back.text
    assert SocialWorkerUpdate.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"good_news": " "}, "Enter something good, however small"),
        ({"how": None}, "Select how it was sent"),
        ({"to_name": ""}, "Enter whom it was sent to"),
        ({"sent_on": "2999-01-01"}, "Enter a real date"),
        ({"sent_on": "2020-01-01"}, "Sent on must be within the last 3 months"),
        ({"from_on": "2020-01-01"}, "News must be of 3 months at most"),
        ({"from_on": "2199-01-01"}, "To must be the same as or after News from"),
    ],
)
def test_what_is_missing_is_said_and_every_word_is_kept(world, signed_in, changes, error):
    answer = signed_in(world.sam).post(at("draft_update", world.kai.public_id), letter(world, **changes))

    assert answer.status_code == 422
    assert error in answer.text
    assert "When will you visit?" in answer.text
    assert SocialWorkerUpdate.objects.count() == 0


@pytest.mark.parametrize(("days", "status"), [(0, 302), (1, 422)])
def test_nothing_was_sent_tomorrow(world, signed_in, days, status):
    sent = (world.today + days * DAY).isoformat()

    answer = signed_in(world.sam).post(at("draft_update", world.kai.public_id), letter(world, sent_on=sent))

    assert answer.status_code == status


# --- the page -------------------------------------------------------------------------------------


def test_the_page_says_who_when_and_what_is_owed(world, ruth, signed_in):
    set_fields(world.placements["kai"], by=world.jean, looked_after_since=world.moved_in)
    SocialWorkerUpdateFactory(placement=world.placements["kai"], sent_on=world.today - 12 * DAY)
    call(world, 53, person_name="Ruth Field")
    ChaseFactory(
        placement=world.placements["kai"],
        about="SW_VISIT",
        asked_on=world.today - 4 * DAY,
        by=world.sam,
        answer="She will ring",
    )

    page = signed_in(world.sam).get(at("social_worker", world.kai.public_id)).text

    assert "Ruth Field" in page
    assert "12 days ago. The home’s standard is weekly, good news too." in page
    assert "last visited 53 days ago" in page
    assert "She will ring" in page
    assert "Draft this week’s update" in page
    assert AccessEvent.objects.filter(what="updates", child_id=world.kai.pk).count() == 1


def test_the_childs_page_says_when_the_social_worker_last_heard(world, signed_in):
    SocialWorkerUpdateFactory(placement=world.placements["kai"], sent_on=world.today - 12 * DAY)

    page = signed_in(world.sam).get(world.kai.get_absolute_url()).text

    assert "Last heard from us 12 days ago." in page


def test_inspectors_read_and_write_nothing(world, signed_in):
    update = SocialWorkerUpdateFactory(placement=world.placements["kai"], sent_on=world.today)
    need = SupportNeedFactory(placement=world.placements["kai"], seen_on=world.today)
    nell = signed_in(world.nell)

    for address in (
        at("social_worker", world.kai.public_id),
        at("update", update.public_id),
        at("support", world.kai.public_id),
    ):
        assert nell.get(address).status_code == 200
    for address in (
        at("draft_update", world.kai.public_id),
        at("chase", world.kai.public_id, "sw_visit"),
        at("add_need", world.kai.public_id),
        at("add_support_step", need.public_id),
    ):
        assert nell.get(address).status_code == 403
        assert nell.post(address, letter(world)).status_code == 403
    assert "Draft this week" not in nell.get(at("social_worker", world.kai.public_id)).text


def test_another_homes_records_are_not_there(world, signed_in):
    update = SocialWorkerUpdateFactory(placement=world.placements["noa"], sent_on=world.today)
    need = SupportNeedFactory(placement=world.placements["noa"], seen_on=world.today)
    sam = signed_in(world.sam)

    for address in (
        at("social_worker", world.noa.public_id),
        at("draft_update", world.noa.public_id),
        at("chase", world.noa.public_id, "sw_visit"),
        at("update", update.public_id),
        at("support", world.noa.public_id),
        at("add_need", world.noa.public_id),
        at("add_support_step", need.public_id),
    ):
        assert sam.get(address).status_code == 404


def test_after_moving_on_it_can_be_read_and_nothing_is_written(world, signed_in):
    set_fields(world.placements["kai"], by=world.jean, moved_on_on=add_days(world.today, -28))
    jean = signed_in(world.jean)

    assert jean.get(at("social_worker", world.kai.public_id)).status_code == 200
    assert jean.get(at("support", world.kai.public_id)).status_code == 200
    assert jean.post(at("draft_update", world.kai.public_id), letter(world)).status_code == 403
    assert jean.post(at("chase", world.kai.public_id, "sw_visit"), {}).status_code == 403


def test_updates_page_by_key_and_cost_the_same(world, signed_in):
    client, address = signed_in(world.sam), at("social_worker", world.kai.public_id)
    client.get(address)
    counts = []
    for more in (1, 24):
        for number in range(more):
            SocialWorkerUpdateFactory(
                placement=world.placements["kai"],
                sent_on=world.today - number * DAY,
                good_news=f"News {more} {number}",
            )
            ChaseFactory(
                placement=world.placements["kai"], about="SW_VISIT", asked_on=world.today - number * DAY
            )
            call(world, number)
        client.get(address)  # whoever comes first sweeps
        with CaptureQueriesContext(connection) as captured:
            page = client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    older = page.context["page"].updates.older
    seen = [row.pk for row in page.context["page"].updates.rows]
    while older:
        page = client.get(address + older)
        seen += [row.pk for row in page.context["page"].updates.rows]
        older = page.context["page"].updates.older
    assert len(seen) == len(set(seen)) == 25


# --- asking ---------------------------------------------------------------------------------------


def test_asking_for_a_visit_is_noted_once(world, signed_in):
    set_fields(world.placements["kai"], by=world.jean, looked_after_since=world.moved_in)
    said = {"asked_on": world.today.isoformat(), "how": "phone", "whom": "Ruth Field", "answer": ""}
    client = signed_in(world.sam)

    for _click in range(2):
        answer = client.post(at("chase", world.kai.public_id, "sw_visit"), said)

    assert answer["Location"] == at("social_worker", world.kai.public_id)
    chase = Chase.objects.get()
    assert (chase.asked_by_name, chase.child, chase.about) == ("Sam Okafor", world.kai, "SW_VISIT")
    assert "We asked on" in client.get(at("social_worker", world.kai.public_id)).text


def test_everything_we_asked_for_stands_on_one_log(world, signed_in):
    asked = {"asked_on": world.today.isoformat(), "how": "email", "whom": "Ms Grey", "answer": ""}
    client = signed_in(world.sam)
    for what in ("sw_visit", "care_plan", "pep", "health", "pathway"):
        assert client.post(at("chase", world.kai.public_id, what), asked).status_code == 302

    page = client.get(at("social_worker", world.kai.public_id)).text
    page = page[page.index("What we asked for") :]

    for what in (
        "Social worker’s visit",
        "Care plan",
        "Personal education plan",
        "Health plan",
        "Pathway plan",
    ):
        assert f"<b>{what}</b>" in page
    assert page.count("Sam Okafor asked Ms Grey on") == 5
    assert client.get(at("chase", world.kai.public_id, "nonsense")).status_code == 404


# --- specialist support ---------------------------------------------------------------------------


def test_a_need_and_its_steps_stand_in_the_order_of_days(world, signed_in):
    client = signed_in(world.sam)
    day = world.today.isoformat()

    client.post(at("add_need", world.kai.public_id), {"what": "Help with sleep", "seen_on": day})
    need = SupportNeed.objects.get()
    step = {"stage": "asked", "happened_on": day, "whom": "CAMHS", "working": "Too soon to say"}
    for _click in range(2):
        answer = client.post(at("add_support_step", need.public_id), step)

    assert answer["Location"] == at("support", world.kai.public_id)
    assert SupportStep.objects.get().whom == "CAMHS"
    page = client.get(at("support", world.kai.public_id)).text
    assert "Help with sleep" in page
    assert "Too soon to say" in page


def test_open_needs_come_first_and_what_has_ended_takes_no_step(world, signed_in):
    client = signed_in(world.sam)
    over = SupportNeedFactory(placement=world.placements["kai"], seen_on=world.today, what="Over")
    SupportStepFactory(need=over, happened_on=world.today, stage="ended")
    SupportNeedFactory(placement=world.placements["kai"], seen_on=world.today - 20 * DAY, what="Open")

    page = client.get(at("support", world.kai.public_id)).context["page"]
    answer = client.post(
        at("add_support_step", over.public_id), {"stage": "asked", "happened_on": world.today.isoformat()}
    )

    assert [line.need.what for line in page.open] == ["Open"]
    assert [line.need.what for line in page.ended] == ["Over"]
    assert answer.status_code == 422
    assert "This support has ended." in answer.text


@pytest.mark.parametrize(("days", "status"), [(-1, 422), (0, 302), (1, 422)])
def test_a_step_lies_between_the_day_the_need_was_seen_and_today(world, signed_in, days, status):
    need = SupportNeedFactory(placement=world.placements["kai"], seen_on=world.today)
    step = {"stage": "arranged", "happened_on": (world.today + days * DAY).isoformat()}

    assert signed_in(world.sam).post(at("add_support_step", need.public_id), step).status_code == status


def test_support_costs_the_same_for_many_needs(world, signed_in):
    client, address = signed_in(world.sam), at("support", world.kai.public_id)
    client.get(address)
    counts = []
    for more in (1, 20):
        for number in range(more):
            open_one = SupportNeedFactory(
                placement=world.placements["kai"], seen_on=world.today, what=f"Open {more} {number}"
            )
            SupportStepFactory(need=open_one, happened_on=world.today, stage="happening", working="Well")
            SupportStepFactory(
                need=SupportNeedFactory(placement=world.placements["kai"], seen_on=world.today - DAY),
                happened_on=world.today,
                stage="ended",
            )
        with CaptureQueriesContext(connection) as captured:
            page = client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert page.context["page"].older
    assert client.get(address + page.context["page"].older).context["page"].open == []
