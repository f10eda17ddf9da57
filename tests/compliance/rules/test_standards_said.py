"""What settings say of each rule, written by hand: its title, its standard, and whether a manager may change it."""

import re
from html import unescape

import pytest
from django.urls import reverse

from compliance.rules import BY_CODE
from homes.standards import CATALOGUE, Figure
from tests.factories.homes import HomeFactory, HomeStandardFactory
from tests.factories.staff import StaffRoleFactory, UserFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

BOTH = {
    "First key-work session": ("Home standard: within 3 days", "KS-FIRST"),
    "First days: told, shown and given": (
        "Home standard: within 7 days, fire and bedding on the first day",
        "FS-CHECK",
    ),
    "Key-work session in every interval": ("Home standard: every 7 days", "KS-WEEK"),
    "A manager told of a worry": (
        "Home standard: in the same shift, at the latest the next day",
        "SAFEG-TOLD",
    ),
    "A worry answered": ("Home standard: by 10am the next day", "WORRY-ANSWER"),
    "Record signed by its author": ("Home standard: within 1 day", "KS-SIGN"),
    "How time is offered looked at by a manager": ("Home standard: within 14 days", "KS-DECLINE"),
    "Signed record read by a manager": ("Home standard: within 7 days", "KS-REVIEW"),
    "Signed record with a worry read by a manager": ("Home standard: the same day", "KS-REVIEW-WORRY"),
    "What was agreed is done by its day": ("Home standard: on the day that was said", ""),
    "Key worker named before moving in": ("Home standard: the same day", "KW-ASSIGN"),
    "No day without a key worker": ("Home standard: the same day", "KW-GAP"),
    "The child is told of a change of key worker": ("Home standard: within 2 days", "KW-TOLD"),
    "Cover named before a key worker is away": (
        "Home standard: 2 days before the first day away",
        "KW-COVER",
    ),
    "Training of a key worker in date": ("Home standard: every 24 months", "KW-READY"),
    "Supervision of a key worker in time": ("Home standard: every 42 days", "KW-SUPV"),
    "Health plan there and within review": (
        "Home standard: within 20 working days, then every 6 months before the fifth birthday, then every 12 months",
        "HP-STALE",
    ),
    "What we write is in the file": ("Home standard: within 7 days", "FILE-MISSING"),
    "What others write is in the file": ("Home standard: within 20 working days", "FILE-ASK"),
    "Our documents within their review": ("Home standard: by its own review day", ""),
    "Own copy of the plan": ("Home standard: within 7 days", "FILE-COPY"),
    "Placement plan of the authority there": ("Law: within 5 working days", "PP-LA"),
    "In whose care the child is, known": ("Home standard: within 5 working days", "LA-KNOWN"),
    "Care plan there": ("Law: within 10 working days", ""),
    "Consents on file": ("Law: the same day", "CONSENT"),
    "Registered with a GP, a dentist and an optician": ("Home standard: within 5 working days", "GP-REG"),
    "Dental check": ("Home standard: every 6 months", "DENTAL"),
    "Sight test": ("Home standard: every 12 months", "OPTIC"),
    "First health assessment": ("Law: within 20 working days", ""),
    "Next health assessment": (
        "Law: every 6 months before the fifth birthday, then every 12 months",
        "HA-REV",
    ),
    "Risk and safety looked at again": ("Home standard: every month", "RISK-REV"),
    "Risk and safety looked at again after something happened": (
        "Home standard: within 2 working days",
        "RISK-SOON",
    ),
    "Annual review of the education, health and care plan": ("Law: every 12 months", ""),
    "Needs assessed for a pathway plan": ("Law: within 3 months", ""),
    "Pathway plan reviewed": ("Law: every 6 months", "PATH-PLAN"),
    "Children’s Guide given by the day of moving in": ("Law: the same day", ""),
    "Explained again where it was understood partly": ("Home standard: within 28 days", "AGAIN-PARTLY"),
    "Explained again where it was not understood yet": ("Home standard: within 7 days", "AGAIN-NOT-YET"),
    "Something taken away given back or replaced": ("Home standard: within 1 day", "ITEM-RET"),
    "Room checked together": ("Home standard: every month", "ROOM-CHECK"),
    "Restrictions looked at again": ("Home standard: every month", "RESTRICT-REV"),
    "A call or visit outside a restriction read by a manager": ("Home standard: the same day", "CONTACT-OUT"),
    "Social worker visits in time": ("Law: one week, then every 6 weeks", ""),
    "News to the social worker": ("Home standard: weekly", "SW-UPDATE"),
    "Chronology goes on": ("Home standard: every 31 days", "CHRON"),
}
ENGLAND = {
    **BOTH,
    "Placement plan there and reviewed": (
        "Home standard: within 5 working days, then every 3 months",
        "PP-HOME",
    ),
    "Consent of the placing authority to an emergency measure": (
        "Law: within 24 hours",
        "RESTRICT-CONSENT",
    ),
    "First personal education plan": ("Guidance: within 20 working days", "PEP-INIT"),
    "Personal education plan every term": ("Guidance: each school term", ""),
    "How to complain, an advocate and the Children’s Commissioner for England explained": (
        "Law: within 7 days",
        "COMPLAINT-INFO",
    ),
}
WALES = {
    **BOTH,
    "Personal plan before care starts (Wales)": (
        "Law: before care starts; within 1 day for a child who comes unplanned",
        "PERS-PLAN",
    ),
    "Personal plan reviewed (Wales)": ("Law: every 3 months", "PERS-REV"),
    "Provider assessment there (Wales)": ("Law: within 7 days", "PROV-ASSESS"),
    "First personal education plan, authorities in Wales": (
        "Law: within about 20 school days, counted as working days",
        "PEP-W",
    ),
    "How to complain, an advocate and the Children’s Commissioner for Wales explained": (
        "Law: within 7 days",
        "COMPLAINT-INFO",
    ),
}
ROW = re.compile(r"<h3>(.*?)</h3>\s*<p>(.*?)</p>(.*?)</li>", re.DOTALL)


def manager_of(home):
    jean = UserFactory(full_name="Jean Ward")
    StaffRoleFactory(user=jean, home=home, role="registered_manager")
    return jean


def said_on_the_page(client, home) -> dict[str, tuple[str, str]]:
    page = unescape(markup(client.get(reverse("compliance:settings_section", args=[home.public_id, "all"]))))
    rows = {}
    for title, line, rest in ROW.findall(page.split('id="standards"')[1].split("</section>")[0]):
        link = re.search(r"/settings/standards/([A-Z0-9-]+)/", rest)
        rows[title] = (line.removesuffix("."), link[1] if link else "")
    return rows


@pytest.mark.parametrize(("nation", "expected"), [("England", ENGLAND), ("Wales", WALES)])
def test_settings_say_each_rule_of_the_homes_nation_and_no_other(signed_in, nation, expected):
    home = HomeFactory(nation=nation)

    assert said_on_the_page(signed_in(manager_of(home)), home) == expected


@pytest.mark.parametrize(
    ("nation", "code"),
    [("England", "PERS-PLAN"), ("England", "PEP-W"), ("Wales", "PP-HOME"), ("Wales", "PEP-INIT")],
)
def test_a_rule_of_the_other_nation_has_no_page(signed_in, nation, code):
    home = HomeFactory(nation=nation)

    answer = signed_in(manager_of(home)).get(
        reverse("compliance:settings_standard", args=[home.public_id, code])
    )

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("title", "code", "amount", "line"),
    [
        ("Placement plan of the authority there", "PP-LA", 1, "Law: within 1 working day"),
        ("Registered with a GP, a dentist and an optician", "GP-REG", 0, "Home standard: the same day"),
        ("News to the social worker", "SW-UPDATE", 3, "Home standard: every 3 days"),
        ("Next health assessment", "HA-REV", 6, "Law: every 6 months"),
        ("Cover named before a key worker is away", "KW-COVER", 0, "Home standard: by the first day away"),
        ("Key-work session in every interval", "KS-WEEK", 0, "Home standard: every day"),
    ],
)
def test_a_homes_own_number_is_said_in_the_rules_words(signed_in, title, code, amount, line):
    home = HomeFactory()
    HomeStandardFactory(home=home, rule_code=code, amount=amount, unit=CATALOGUE[code].default.unit)

    said = said_on_the_page(signed_in(manager_of(home)), home)[title][0]

    assert said.startswith(f"{line}, set by ")


@pytest.mark.parametrize("code", BY_CODE)
def test_no_standard_is_said_with_a_nought(code):
    default = BY_CODE[code].default

    assert not re.search(r"\b0\b", CATALOGUE[code].standard(Figure(0, default.unit, default.severity)))


@pytest.mark.parametrize(("code", "least"), [("KS-WEEK", 1), ("PP-HOME", 1), ("SW-UPDATE", 1), ("GP-REG", 0)])
def test_what_comes_round_again_takes_a_one_at_least(signed_in, code, least):
    home = HomeFactory()
    page = reverse("compliance:settings_standard", args=[home.public_id, code])

    answer = signed_in(manager_of(home)).post(page, {"amount": "-1", "why": "Why"})

    assert f"Enter a whole number from {least} to" in markup(answer)
