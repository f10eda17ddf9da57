"""Which flags stand under which filter, whose they are and in what order: by hand, for each who looks."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from children.duties.cards import flag_cards
from children.models import Flag
from compliance.flags.page import Show, flag_list, with_holders
from homes.dates import now
from homes.permissions import access_for
from tests.factories.care import LegalStatusFactory
from tests.factories.flags import FlagFactory, FlagResponseFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

# name: child, rule, days until it is due, severity. Sam leads Kai and Mia, Jo is second of Kai.
FLAGS = {
    "week": ("kai", "KS-WEEK", -5, "high"),
    "room": ("kai", "ROOM-CHECK", 3, "medium"),
    "asked": ("kai", "CARE-PLAN", -20, "info"),  # the council’s; Sam said he would ring
    "visit": ("mia", "SW-VISIT", -11, "info"),  # the council’s
    "gap": ("mia", "KW-GAP", 0, "high"),  # only a manager names who follows
    "chronology": ("mia", "CHRON", 2, "info"),  # Jo said she would write it
    "consents": ("mia", "CONSENT", 5, "critical"),
}
SAID = {"asked": "sam", "chronology": "jo"}
EVERYBODY = ("sam", "jo", "dee", "jean", "ama", "idris", "nell")


@pytest.fixture
def listed(world, signed_in):
    """listed(who, show) -> (the rows of our flags by name, in the order of the list, and its first page)."""
    address, day = reverse("compliance:flags", args=[world.maple.public_id]), world.today
    signed_in(world.jean).get(address)  # whoever comes first sweeps
    for name, (child, rule, days, severity) in FLAGS.items():
        flag = FlagFactory(
            rule_code=rule, subject_key=name, home=world.maple, child=getattr(world, child), severity=severity,
            opens_on=day - dt.timedelta(days=30), due_on=day + dt.timedelta(days=days), facts=FACTS,
        )  # fmt: skip
        if name in SAID:
            FlagResponseFactory(
                flag=flag, by=world.jean, kind="planned", action="Ring", owner=getattr(world, SAID[name]), by_on=day
            )  # fmt: skip

    def read(who, show="all"):
        client, rows = signed_in(getattr(world, who)), {}
        first = page = client.get(address, {"show": show})
        while True:
            found = [row for group in page.context["list"].groups for row in group.rows]
            rows |= {row.flag.subject_key: row for row in found if row.flag.subject_key in FLAGS}
            after = page.context["list"].after
            if not after:
                return rows, first
            page = client.get(address, {"show": show, "after": after})

    return read


FACTS = {
    "amount": 7, "unit": "days", "kind": "week", "last_on": "2026-01-05", "returned_on": None, "asked": "",
    "moved_in_on": "2026-01-05", "since_on": "2026-01-05", "visited_on": "2026-01-05", "document": "CONSENT",
}  # fmt: skip

FILTERED = [
    ("sam", "mine", {"week", "room", "asked", "consents"}),
    ("jo", "mine", {"week", "room", "chronology"}),
    ("dee", "mine", set()),
    ("jean", "mine", {"gap"}),
    ("idris", "mine", set()),
    *((who, "ours", {"week", "room", "gap", "chronology", "consents"}) for who in ("sam", "jean", "nell")),
    *((who, "theirs", {"asked", "visit"}) for who in ("sam", "jean", "nell")),
    *((who, "due", {"room", "gap", "chronology", "consents"}) for who in ("sam", "jean", "nell")),
    *((who, "planned", {"asked", "chronology"}) for who in ("sam", "jean", "nell")),
    *((who, show, set(FLAGS)) for who in ("sam", "jean", "nell") for show in ("all", "", "nonsense")),
]


@pytest.mark.parametrize(("who", "show", "names"), FILTERED)
def test_which_flags_stand_under_a_filter(listed, who, show, names):
    rows, page = listed(who, show)

    assert set(rows) == names
    assert page.context["list"].counts[show if show not in ("", "nonsense") else "all"] >= len(names)


def test_the_count_beside_a_filter_is_what_it_shows(listed):
    _rows, page = listed("sam")

    for one in page.context["filters"]:
        rows, filtered = listed("sam", one["url"].removeprefix("?show="))
        assert one["count"] == filtered.context["list"].total >= len(rows) > 0, one["label"]


def test_who_only_reads_has_nothing_of_their_own(listed):
    _rows, page = listed("nell")

    assert [one["label"] for one in page.context["filters"]] == [
        "All",
        "Ours",
        "Theirs",
        "Due soon",
        "Planned",
    ]


def test_who_is_to_do_it(listed):
    rows, _page = listed("jean")

    assert {name: row.owner for name, row in rows.items()} == {
        "week": "Sam Okafor",
        "room": "Sam Okafor",
        "asked": "Sam Okafor",
        "visit": "The council",
        "gap": "Manager",
        "chronology": "Jo Price",
        "consents": "Sam Okafor",
    }


def test_a_child_with_what_is_critical_comes_first_and_what_we_owe_before_what_we_chase(world, listed):
    """Kai’s session is 5 days over; Mia’s consents are critical and not even due."""
    listed("jean")
    access = access_for(world.jean, now=now())
    ours = with_holders(Flag.objects.filter(subject_key__in=FLAGS).for_list(), access)
    groups = flag_list(ours, access=access, show=Show.ALL, after="").groups

    assert [(group.owed, group.chased) for group in groups] == [(3, 1), (2, 1)]
    assert [row.flag.subject_key for group in groups for row in group.rows] == [
        "consents",
        "gap",
        "chronology",
        "visit",
        "week",
        "room",
        "asked",
    ]


@pytest.mark.parametrize("keys", [{"kai": "99", "mia": "100"}, {"kai": "100", "mia": "99"}])
def test_children_to_whom_the_same_is_owed_stand_by_name(world, keys):
    """Not by the order of their keys, where 100 is before 99."""
    for child, key in keys.items():
        FlagFactory(
            rule_code="KW-GAP", subject_key=f"child:{key}", home=world.maple, child=getattr(world, child),
            due_on=world.today - dt.timedelta(days=4), facts=FACTS,
        )  # fmt: skip
    access = access_for(world.jean, now=now())
    flags = with_holders(Flag.objects.filter(rule_code="KW-GAP").for_list(), access)

    cards = flag_cards(flags, access=access)
    groups = flag_list(flags, access=access, show=Show.ALL, after="").groups

    assert [card.about for card in cards] == ["Kai", "Mia"]
    assert [group.rows[0].about for group in groups] == ["Kai", "Mia"]


def test_the_current_filter_is_marked(listed):
    _rows, page = listed("jean", "theirs")

    assert re.findall(
        r'<a href="([^"]+)" aria-current="true">\s*\w+ <span class="kw-count">', markup(page)
    ) == ["?show=theirs"]


@pytest.mark.parametrize(
    ("who", "show", "said"),
    [
        ("dee", "mine", "Nothing is yours to do today."),
        ("jean", "theirs", "Nothing is waiting on others."),
        ("jean", "planned", "Nothing is planned."),
    ],
)
def test_an_empty_filter_says_so_and_leads_back(world, signed_in, who, show, said):
    for child in (world.kai, world.mia):  # no authority is late with anything
        LegalStatusFactory(child=child, home=world.maple, code="none", started_on=world.moved_in)
    page = signed_in(getattr(world, who)).get(
        reverse("compliance:flags", args=[world.maple.public_id]), {"show": show}
    )

    assert said in words(page)
    assert (
        '<a class="kw-button kw-button--secondary kw-button--small" href="?show=all">Show all flags</a>'
        in markup(page)
    )


def test_having_seen_one_leads_back_to_the_same_filter(world, listed, signed_in):
    rows, page = listed("jean", "due")
    seen = reverse("compliance:flag_seen", args=[rows["gap"].flag.public_id])

    assert f'action="{seen}?show=due&amp;after="' in markup(page)
    answer = signed_in(world.jean).post(f"{seen}?show=due&after=")
    assert answer.url == reverse("compliance:flags", args=[world.maple.public_id]) + "?show=due&after="
