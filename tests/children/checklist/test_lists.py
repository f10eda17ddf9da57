"""Each guidance document's checklist, read back from the page: who writes what, and for which child it is asked for.

The tables are written by hand from the guidance (domain table of documents), never from the code.
"""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from homes.audit import set_fields, system_user
from homes.dates import add_days, birthday, today
from tests.factories.care import LegalStatusFactory
from tests.factories.children import ChildFactory, PlacementFactory
from tests.factories.file import FileSaidFactory
from tests.factories.homes import HomeFactory
from tests.factories.staff import StaffRoleFactory, UserFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

MISSING, NOT_YET, NONE, ALWAYS = "Missing", "Not yet", "Does not apply", "Always current"
OURS, THEIRS = "Ours to do", "Theirs to do, ours to chase"

# Of a looked-after child of 14 who has lived here for months, with nothing in the file.
SHARED_OURS = {
    "Chronology": ALWAYS,
    "Health assessment and health plan": MISSING,
    "Behaviour support plan": MISSING,
    "Consents": MISSING,
    "Children’s Guide": MISSING,
}
SHARED_THEIRS = {
    "Care plan": MISSING,
    "Pathway plan": NOT_YET,
    "Placement plan of the authority": MISSING,
    "Education, health and care plan": NONE,
    "Personal education plan": MISSING,
    "Specialist health or education reports and plans": NONE,
    "Social worker’s report": MISSING,
    "Minutes of reviews": MISSING,
}


def without(lines: dict[str, str], *names: str) -> dict[str, str]:
    return {name: state for name, state in lines.items() if name not in names}


LISTS = {
    ("key-worker", "England"): {
        OURS: {**SHARED_OURS, "Placement plan": MISSING, "Risk assessments and safety plans": MISSING},
        THEIRS: {**SHARED_THEIRS, "Court orders and the agreed plan for family time": NONE},
    },
    ("key-residential-practitioner", "England"): {
        OURS: {
            **without(SHARED_OURS, "Health assessment and health plan"),
            "Health needs assessment and individual health care plan": MISSING,
            "Internal placement plan": MISSING,
            "Risk assessment": MISSING,
        },
        THEIRS: {**SHARED_THEIRS, "SEN support plan": NONE},
    },
    ("keyworker-england-wales", "England"): {
        OURS: {
            **without(SHARED_OURS, "Chronology"),
            "Essential information record, now the chronology": ALWAYS,
            "Internal placement plan": MISSING,
            "Risk assessment": MISSING,
        },
        THEIRS: {
            **without(SHARED_THEIRS, "Placement plan of the authority"),
            "Placement information record, or placement plan of the authority": MISSING,
            "Adoption plan": NONE,
            "Individual education plan": NONE,
        },
    },
    ("keyworker-england-wales", "Wales"): {
        OURS: {
            "Essential information record, now the chronology": ALWAYS,
            "Personal plan": MISSING,
            "Risk assessment": MISSING,
            "Health assessment and health plan": MISSING,
            "Positive behaviour support plan": MISSING,
            "Consents": MISSING,
            "Provider assessment": MISSING,
            "Children’s Guide": MISSING,
        },
        THEIRS: {
            **without(
                SHARED_THEIRS,
                "Care plan",
                "Placement plan of the authority",
                "Education, health and care plan",
            ),
            "Care and support plan (Part 6)": MISSING,
            "Placement information record, or placement plan of the authority": MISSING,
            "Individual development plan": NONE,
            "Adoption plan": NONE,
            "Individual education plan": NONE,
        },
    },
}
ROW = re.compile(
    r'<th scope="row"><a href="#about-[\w-]+">([^<]+)</a>.*?<span class="kw-tag[^>]*>(.*?)</span>', re.S
)
GROUP = re.compile(r'<h2 id="group-\d">([^<]+)</h2>(.*?)</table>', re.S)


def read_back(page: str) -> dict[str, dict[str, str]]:
    """Group -> document -> the words of its state, as they stand on the page."""
    return {
        heading: {name: re.sub(r"<[^>]+>", "", words).strip() for name, words in ROW.findall(table)}
        for heading, table in GROUP.findall(page)
    }


def page_of(signed_in, profile: str, nation: str, **child_fields) -> dict[str, dict[str, str]]:
    home = HomeFactory(name="Maple House", profile=profile, nation=nation)
    sam = UserFactory(full_name="Sam Okafor")
    StaffRoleFactory(user=sam, home=home)
    day = today()
    values = {"date_of_birth": add_days(birthday(day, -14), -40), **child_fields}
    child = ChildFactory(known_as="Kai", home=home, date_of_birth=values["date_of_birth"])
    placement = PlacementFactory(
        child=child,
        home=home,
        moved_in_on=add_days(day, -200),
        looked_after_since=values.get("looked_after", add_days(day, -900)),
    )
    if "status" in values:
        LegalStatusFactory(placement=placement, code=values["status"], started_on=add_days(day, -200))
    answer = signed_in(sam).get(reverse("compliance:file", args=[child.public_id]))
    return read_back(markup(answer))


@pytest.mark.parametrize(("profile", "nation"), LISTS, ids=" ".join)
def test_the_checklist_of_each_guidance_document(signed_in, profile, nation):
    assert page_of(signed_in, profile, nation) == LISTS[profile, nation]


def test_no_two_lists_are_the_same():
    shown = [str(sorted((group, sorted(lines)) for group, lines in one.items())) for one in LISTS.values()]

    assert len(set(shown)) == len(LISTS)


def test_of_a_child_nothing_is_known_of_the_same_is_asked_as_of_one_who_is_looked_after(signed_in):
    lines = page_of(signed_in, "key-worker", "England", looked_after=None)

    assert (lines[THEIRS]["Care plan"], lines[THEIRS]["Pathway plan"]) == (MISSING, NOT_YET)


def test_a_child_who_is_not_looked_after_is_asked_for_none_of_care_plannings_documents(signed_in):
    lines = page_of(signed_in, "key-worker", "England", looked_after=None, status="none")

    assert {name for name, state in lines[THEIRS].items() if state == MISSING} == set()
    assert {"Health assessment and health plan", "Consents"} <= lines[OURS].keys()
    assert lines[THEIRS]["Care plan"] == NONE
    assert lines[THEIRS]["Pathway plan"] == NONE
    assert lines[OURS]["Placement plan"] == MISSING


@pytest.mark.parametrize(
    ("years", "weeks", "state"),
    [(15, 100, NOT_YET), (16, 100, "Due on"), (16, 12, NOT_YET), (17, 13, "Due on"), (18, 100, NONE)],
)
def test_a_pathway_plan_is_asked_for_from_16_and_13_weeks_in_care(signed_in, years, weeks, state):
    day = today()
    lines = page_of(
        signed_in,
        "key-worker",
        "England",
        date_of_birth=birthday(day, -years),
        looked_after=add_days(day, -7 * weeks),
    )

    assert lines[THEIRS]["Pathway plan"].startswith(state)


def test_what_the_file_says_stands_above_the_list(signed_in, world):
    set_fields(world.placements["kai"], by=system_user(), looked_after_since=add_days(world.today, -900))
    placement, day = world.placements["kai"], add_days(world.today, -7)
    FileSaidFactory(placement=placement, type="PLACEMENT_LA", reason="Kai is here for short breaks")
    FileSaidFactory(placement=placement, type="EHCP", applies="yes")
    FileSaidFactory(
        placement=placement,
        type="ADOPTION",
        applies="not_yet",
        from_on=day,
        until_on=add_days(day, 28),
        reason="The court decides soon",
    )

    answer = signed_in(world.sam).get(reverse("compliance:file", args=[world.kai.public_id]))
    page = markup(answer)
    lines = read_back(page)

    assert lines[THEIRS]["Placement plan of the authority"] == NONE
    assert lines[THEIRS]["Education, health and care plan"] == MISSING
    assert lines[OURS]["Adoption plan"].startswith("Due on")  # on no list of this home, and in the file
    assert "Kai is here for short breaks" in page
    assert "The court decides soon" in page
