"""One state of a document, one owner of it, in the same words on every page. Written by hand."""

import re

import pytest
from django.urls import reverse

from homes.dates import add_days, birthday, today
from tests.children.checklist.test_lists import OURS, THEIRS, read_back
from tests.factories.care import CareEventFactory
from tests.factories.children import ChildFactory, PlacementFactory
from tests.factories.file import FileVersionFactory
from tests.factories.homes import HomeFactory
from tests.factories.staff import StaffRoleFactory, UserFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

CARE_ROW = re.compile(r'<th scope="row">([^<]+).*?<span class="kw-tag[^>]*>(.*?)</span>', re.S)


def says(name, *, child):
    return reverse(name, args=[child.public_id])


@pytest.fixture
def kai():
    home, day = HomeFactory(name="Maple House"), today()
    child = ChildFactory(known_as="Kai", home=home, date_of_birth=add_days(birthday(day, -14), -40))
    PlacementFactory(
        child=child, home=home, moved_in_on=add_days(day, -200), looked_after_since=add_days(day, -900)
    )
    return child


@pytest.fixture
def jean(kai, signed_in):
    jean = UserFactory(full_name="Jean Ward")
    StaffRoleFactory(user=jean, home=kai.placements.get().home, role="registered_manager")
    return signed_in(jean)


def in_the_file(client, child):
    groups = read_back(markup(client.get(says("compliance:file", child=child))))
    return {name: state for rows in groups.values() for name, state in rows.items()}, groups


def on_the_care_page(client, child):
    page = markup(client.get(says("children:care", child=child)))
    return {name.strip(): re.sub(r"<[^>]+>", "", state).strip() for name, state in CARE_ROW.findall(page)}


@pytest.mark.parametrize(
    ("type", "document", "dated", "review", "state"),
    [
        ("HEALTH", "Health assessment and health plan", 30, None, "In date"),
        ("HEALTH", "Health assessment and health plan", 700, None, "Review due"),
        ("HEALTH", "Health assessment and health plan", None, None, "Missing"),
        ("PATHWAY", "Pathway plan", 30, -60, "In date"),
        ("PEP", "Personal education plan", 400, None, "Review due"),
        ("PEP", "Personal education plan", None, None, "Missing"),
        ("SEN_SUPPORT", "SEN support plan", 30, None, "In date"),
    ],
)
def test_the_file_and_the_care_page_say_one_state(kai, jean, type, document, dated, review, state):
    if dated is not None:
        FileVersionFactory(
            child=kai,
            home=kai.placements.get().home,
            type=type,
            dated_on=add_days(today(), -dated),
            review_due_on=add_days(today(), -review) if review else None,
        )
    said = (
        in_the_file(jean, kai)[0][document],
        on_the_care_page(jean, kai)[document],
    )

    assert said == (state, state)


def test_the_childs_page_says_the_state_of_the_plans_as_the_file_does(kai, jean):
    home = kai.placements.get().home
    FileVersionFactory(child=kai, home=home, type="HOME_PLAN", dated_on=today())
    FileVersionFactory(child=kai, home=home, type="HEALTH", dated_on=add_days(today(), -700))

    page = words(jean.get(says("compliance:child", child=kai)))

    assert "Placement plan In date. Dated" in page
    assert "Health assessment and health plan Review due. Dated" in page


def test_what_is_done_again_and_again_is_in_date_or_days_over(kai, jean):
    home = kai.placements.get().home
    CareEventFactory(child=kai, home=home, kind="dental_check", happened_on=add_days(today(), -10))
    CareEventFactory(
        child=kai,
        home=home,
        kind="sight_test",
        happened_on=add_days(today(), -100),
        next_due_on=add_days(today(), -3),
    )

    lines = on_the_care_page(jean, kai)

    assert (lines["Dental check"], lines["Sight test"]) == ("In date", "3 days over")


def test_the_file_and_the_flags_name_one_owner(kai, jean):
    """Keeping the health plan and the consents is the home's; the care plan and the education plan are others'."""
    _states, groups = in_the_file(jean, kai)
    row = jean.get(says("compliance:child", child=kai)).context["page"].row
    ours, theirs = ({card.flag.rule_code for card in cards} for cards in (row.ours, row.theirs))

    assert {"Health assessment and health plan", "Consents"} <= groups[OURS].keys()
    assert {"HP-STALE", "CONSENT"} <= ours
    assert {"Care plan", "Personal education plan", "Placement plan of the authority"} <= groups[
        THEIRS
    ].keys()
    assert {"CARE-PLAN", "PEP-INIT", "PP-LA"} <= theirs
