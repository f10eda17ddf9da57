"""First days as a task list: what is on it, what is still to do, and what is read from elsewhere."""

import datetime as dt

import pytest
from django.urls import reverse

from homes.audit import set_fields
from homes.models import PracticeChange
from tests.factories.about_me import ExplainedFactory
from tests.factories.care import CareEventFactory
from tests.factories.children import ChildFactory, PlacementFactory, PreAdmissionVisitFactory
from tests.factories.file import FileVersionFactory
from tests.factories.first_days import FirstDaysEntryFactory
from tests.factories.homes import HomeFactory, PracticeChangeFactory
from tests.factories.staff import StaffRoleFactory, UserFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
A_DAY = dt.timedelta(days=1)

# The list of each guidance document in each nation, word for word: kept by hand.
FOR_ALL = [
    "Leo knows why, and for how long as far as we know",
    "{plan} done, or a date set, and gone through with Leo",
    "Children’s Guide given and explained",
    "Fire precautions and exits shown",
    "Toiletries, clothes, bedding and towels in place",
]
AROUND = [
    "House rules and what we expect of each other explained",
    "How we will run our sessions agreed",
    "Complaints procedure explained, and a copy given",
]
LISTS = {
    ("key-worker", "England"): (
        "Placement plan",
        [
            *FOR_ALL,
            "Worries and questions shared, in creative ways if Leo likes",
            *AROUND,
            "Advocate and Children’s Commissioner for England explained",
        ],
    ),
    ("key-worker", "Wales"): (
        "Personal plan",
        [
            *FOR_ALL,
            "Worries and questions shared, in creative ways if Leo likes",
            *AROUND,
            "Advocate and Children’s Commissioner for Wales explained",
        ],
    ),
    ("key-residential-practitioner", "England"): (
        "Internal placement plan",
        [
            *FOR_ALL,
            *AROUND,
            "Children’s Guide given before the first visit",
            "DBT file begun, beside Leo’s own file",
        ],
    ),
    ("keyworker-england-wales", "England"): ("Internal placement plan", [*FOR_ALL, *AROUND]),
    ("keyworker-england-wales", "Wales"): ("Personal plan", [*FOR_ALL, *AROUND]),
}


def moved_in(*, today, ago=3, **home):
    """Leo moved in some days ago, at a home that has been in Keywork for a year; Dee works there."""
    place = HomeFactory(name="Maple House", **home)
    dee = UserFactory(full_name="Dee Shah")
    StaffRoleFactory(user=dee, home=place)
    set_fields(place, by=dee, created_at=dt.datetime.combine(today - 365 * A_DAY, dt.time(9), tzinfo=dt.UTC))
    leo = ChildFactory(known_as="Leo", home=place, pronouns="he")
    return PlacementFactory(child=leo, home=place, moved_in_on=today - ago * A_DAY), dee


def page_of(client, stay, /, **query):
    return client.get(reverse("sessions:first_days", args=[stay.child.public_id]), query)


def section(response, number):
    """The titles of one part of the page: 1 to do, 2 done, 3 elsewhere, by its id."""
    page = response.context["page"]
    return [task.title for task in getattr(page, number)]


@pytest.mark.parametrize(("profile", "nation"), LISTS)
def test_the_list_of_each_guidance_document_word_for_word(profile, nation, today, signed_in):
    stay, dee = moved_in(today=today, profile=profile, nation=nation)
    plan, lines = LISTS[profile, nation]

    shown = words(page_of(signed_in(dee), stay))

    expected = [line.replace("{plan}", plan) for line in lines]
    places = [shown.find(line) for line in expected]
    assert -1 not in places, [line for line, at in zip(expected, places, strict=True) if at < 0]
    assert places == sorted(places)
    assert f"0 of {len(expected)} done. Any order, at Leo’s pace, by any of us." in shown


def test_four_of_ten_as_drawn(today, signed_in):
    stay, dee = moved_in(today=today)
    ExplainedFactory(placement=stay, kind="guide", given_on=stay.moved_in_on, how="read", understood="partly")
    ExplainedFactory(placement=stay, kind="fire", given_on=stay.moved_in_on + A_DAY)
    FirstDaysEntryFactory(placement=stay, reply="Because Mum is poorly. I get it.", by=dee)
    FirstDaysEntryFactory(placement=stay, task="house_rules", how="over breakfast", by=dee)
    FirstDaysEntryFactory(
        placement=stay, task="essentials", reached="started", note="A warm coat is on its way.", by=dee
    )
    plan_on = stay.moved_in_on + 6 * A_DAY
    FirstDaysEntryFactory(placement=stay, task="home_plan", reached="day_set", planned_on=plan_on, by=dee)
    CareEventFactory(placement=stay, kind="gp_registered", happened_on=stay.moved_in_on + 2 * A_DAY)

    response = page_of(signed_in(dee), stay)
    page, shown = response.context["page"], words(response)

    assert page.count_words == "4 of 10 done."
    assert [kind for _x, kind in page.dots] == ["whole"] * 4 + ["half"] + ["open"] * 5
    assert section(response, "to_do")[:2] == [
        "Toiletries, clothes, bedding and towels in place",
        "Placement plan done, or a date set, and gone through with Leo",
    ]
    assert len(page.to_do) == 6
    assert section(response, "done") == [
        "Leo knows why, and for how long as far as we know",
        "House rules and what we expect of each other explained",
    ]
    assert section(response, "elsewhere") == [
        "Children’s Guide given and explained",
        "Fire precautions and exits shown",
    ]
    assert [one.title for one in page.beside] == ["Doctor"]
    assert "Already written down elsewhere (3)" in shown
    assert "A day is set for it: " in shown and "A warm coat is on its way." in shown
    assert "“Because Mum is poorly. I get it.”" in shown
    assert "over breakfast. Dee Shah" in shown


@pytest.mark.parametrize(
    ("kind", "fields", "where", "line"),
    [
        ("guide", {}, "elsewhere", "Understood: yes."),
        ("guide", {"with_copy": False}, "to_do", "No copy yet."),
        ("guide", {"understood": "not_yet"}, "to_do", "Understood: not yet."),
        ("fire", {"with_copy": False}, "elsewhere", "Understood: yes."),
        ("complaints", {"with_copy": False}, "to_do", "No copy yet."),
        ("complaints", {}, "elsewhere", "Understood: yes."),
        ("advocate", {}, "to_do", "An advocate:"),  # the Commissioner is still to be explained
    ],
)
def test_what_was_explained_is_read_where_it_is_written(kind, fields, where, line, today, signed_in):
    stay, dee = moved_in(today=today)
    ExplainedFactory(placement=stay, kind=kind, given_on=stay.moved_in_on, **fields)

    page = page_of(signed_in(dee), stay).context["page"]

    task = next(one for one in getattr(page, where) if one.item.code == kind)
    assert line in task.line
    assert task.reached == ("done" if where == "elsewhere" else "started")


def test_the_commissioner_is_asked_for_once_the_advocate_is_explained(today, signed_in):
    stay, dee = moved_in(today=today)
    ExplainedFactory(placement=stay, kind="advocate", given_on=stay.moved_in_on)

    page = page_of(signed_in(dee), stay).context["page"]

    assert "kind=commissioner" in next(one.url for one in page.to_do if one.item.code == "advocate")
    ExplainedFactory(placement=stay, kind="commissioner", given_on=stay.moved_in_on)
    page = page_of(signed_in(dee), stay).context["page"]
    assert "advocate" in [one.item.code for one in page.elsewhere]


def test_what_was_withdrawn_is_still_to_do(today, signed_in):
    stay, dee = moved_in(today=today)
    entry = FirstDaysEntryFactory(placement=stay, by=dee)
    told = ExplainedFactory(placement=stay, kind="fire", given_on=stay.moved_in_on)
    for record in (entry, told):
        set_fields(
            record, by=dee, standing="withdrawn", withdrawn_on=today, withdrawn_reason="Another child",
            withdrawn_by=dee,
        )  # fmt: skip

    assert page_of(signed_in(dee), stay).context["page"].done_count == 0


def test_a_plan_in_the_file_is_not_yet_gone_through(today, signed_in):
    stay, dee = moved_in(today=today)
    version = FileVersionFactory(placement=stay, type="HOME_PLAN", dated_on=stay.moved_in_on)
    client = signed_in(dee)

    plan = next(one for one in page_of(client, stay).context["page"].to_do if one.item.code == "home_plan")
    assert plan.line.startswith("In the file, dated ")

    set_fields(version, by=dee, child_has_copy=True, explained_on=today)
    assert "home_plan" in [one.item.code for one in page_of(client, stay).context["page"].elsewhere]


def test_a_plan_of_an_earlier_stay_is_not_of_this_one(today, signed_in):
    stay, dee = moved_in(today=today)
    before = PlacementFactory(
        child=stay.child, home=stay.home, moved_in_on=today - 60 * A_DAY, moved_on_on=today - 5 * A_DAY
    )
    FileVersionFactory(placement=before, type="HOME_PLAN", dated_on=today - 30 * A_DAY, explained_on=today)
    CareEventFactory(placement=before, kind="gp_registered", happened_on=today - 50 * A_DAY)

    page = page_of(signed_in(dee), stay).context["page"]

    assert next(one for one in page.to_do if one.item.code == "home_plan").written is None
    assert page.beside == []


def test_each_stay_has_a_list_of_its_own(today, signed_in):
    stay, dee = moved_in(today=today)
    before = PlacementFactory(
        child=stay.child, home=stay.home, moved_in_on=today - 60 * A_DAY, moved_on_on=today - 5 * A_DAY
    )
    FirstDaysEntryFactory(placement=before, by=dee, reply="The first time")
    client = signed_in(dee)

    now, then = page_of(client, stay), page_of(client, stay, stay=before.public_id)

    assert (now.context["page"].done_count, then.context["page"].done_count) == (0, 1)
    assert "The first time" not in words(now)
    assert f"?stay={before.public_id}" in markup(now)


def test_a_guide_given_on_a_visit_was_given_before_it(today, signed_in):
    stay, dee = moved_in(today=today, profile="key-residential-practitioner")
    PreAdmissionVisitFactory(placement=stay, visited_on=stay.moved_in_on - 5 * A_DAY)
    told = ExplainedFactory(placement=stay, kind="guide", given_on=stay.moved_in_on - 4 * A_DAY)
    client = signed_in(dee)

    assert "guide_before_visits" in [one.item.code for one in page_of(client, stay).context["page"].to_do]
    set_fields(told, by=dee, given_on=stay.moved_in_on - 5 * A_DAY)
    assert "guide_before_visits" in [one.item.code for one in page_of(client, stay).context["page"].elsewhere]


def test_what_does_not_apply_is_not_counted(today, signed_in):
    stay, dee = moved_in(today=today)
    FirstDaysEntryFactory(
        placement=stay, task="house_rules", reached="not_needed", why_not="He wrote them himself", by=dee
    )

    response = page_of(signed_in(dee), stay)

    assert response.context["page"].count_words == "0 of 9 done."
    assert "He wrote them himself" in words(response) and "Does not apply" in words(response)


def test_the_latest_day_says_how_far_it_has_come(today, signed_in):
    stay, dee = moved_in(today=today)
    FirstDaysEntryFactory(placement=stay, happened_on=today, by=dee)
    FirstDaysEntryFactory(placement=stay, happened_on=today - A_DAY, reached="started", by=dee)

    task = page_of(signed_in(dee), stay).context["page"].done[0]

    assert (task.reached, len(task.earlier)) == ("done", 1)


def test_a_stay_keeps_the_list_of_the_day_of_moving_in(today, signed_in):
    stay, dee = moved_in(today=today)
    row = {"kind": PracticeChange.Kind.FIRST_DAYS, "home": stay.home, "why": "Agreed"}
    PracticeChangeFactory(
        **row, key="own_1", value={"text": "The dog met", "in_use": True},
        applies_from=stay.moved_in_on - A_DAY,
    )  # fmt: skip
    PracticeChangeFactory(
        **row, key="own_2", value={"text": "The bus shown", "in_use": True},
        applies_from=stay.moved_in_on + A_DAY,
    )  # fmt: skip

    shown = words(page_of(signed_in(dee), stay))

    assert "The dog met" in shown and "The bus shown" not in shown


def test_a_child_of_before_keywork_owes_nobody_first_days(today, signed_in):
    stay, dee = moved_in(today=today, ago=400)

    assert "so none of this is owed" in words(page_of(signed_in(dee), stay))


def test_an_inspector_reads_and_finds_no_form(world, signed_in):
    page = markup(page_of(signed_in(world.nell), world.placements["kai"]))

    assert "Still to do" in page
    assert "first-days/why_here/" not in page and "Open the next one" not in page
