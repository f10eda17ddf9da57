"""What every page keeps to, each page opened once by each who may: read in the markup, no browser needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from tests.reading import markup, words
from tests.world.pages import pages_of
from tests.world.scenes import standing

pytestmark = pytest.mark.django_db

READERS = ("manager", "key_worker", "ri", "inspector", "platform_admin", "anonymous")
NO_PAGE = {
    "healthz",
    "readyz",
    "session",
    "children:document",
    "sessions:new",
    "sessions:new_moment",
    "sessions:picture",
    "sessions:report_pdf",
    "sessions:childs_drawing",
    "account_reset_password_from_key",
    "account_invitation",
}

ENTRY = re.compile(r"<(input|textarea|select)\b([^>]*)>")
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


@dataclass(frozen=True)
class Seen:
    name: str
    reader: str
    address: str
    html: str

    def __str__(self):
        return f"{self.name} as {self.reader}"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as built:
        yield built


@pytest.fixture(scope="module")
def pages(world):
    found = {}
    for reader in READERS:
        for page in pages_of(world, reader):
            if page.name not in NO_PAGE and (page.name, reader) not in found:
                answer = world.fresh(reader).get(page.address)
                found[page.name, reader] = Seen(page.name, reader, page.address, markup(answer))
    return list(found.values())


# --- what a browser offers on a shared tablet ------------------------------------------------------------------

# The name of the field, and what the browser may fill in. Everything else is "off".
OF_SIGNING_IN = {
    "account_login": {"login": "username", "password": "current-password"},
    "account_reset_password": {"email": "email"},
    "account_change_password": {
        "oldpassword": "current-password",
        "password1": "new-password",
        "password2": "new-password",
    },
    "sessions:check": {"password": "current-password"},
    "sessions:add_details": {"password": "current-password"},
    "sessions:report_finish": {"password": "current-password"},
    "homes:invite": {"password": "current-password"},
    "compliance:change_role": {"password": "current-password"},
    "compliance:reset_second_step": {"password": "current-password"},
    "account_second_step": {"code": "one-time-code", "password": "current-password"},
    "account_recovery_codes": {"password": "current-password"},
    "account_second_step_off": {"password": "current-password"},
}


def test_a_browser_offers_nothing_that_was_typed_before(pages):
    wrong, seen = [], 0
    for page in pages:
        for _tag, given in ENTRY.findall(page.html):
            entry = dict(ATTRIBUTE.findall(given))
            if entry.get("type") == "hidden" or " hidden" in given:
                continue
            seen += 1
            right = OF_SIGNING_IN.get(page.name, {}).get(entry["name"], "off")
            if entry.get("autocomplete") != right:
                wrong.append(f"{page}: {entry['name']} says {entry.get('autocomplete')}, not {right}")

    assert wrong == []
    assert seen > 600
    assert OF_SIGNING_IN.keys() <= {page.name for page in pages}


# --- a number is dialled and an address written to with one tap -------------------------------------------------

TAPPED = re.compile(r'<a href="(?:tel:[+0-9]+|mailto:[^"]+)">[^<]*</a>')
NUMBER = re.compile(r"0\d{2,4} \d{3,4} \d{3,4}")
ADDRESS = re.compile(r"[\w.]+@[\w.]+\w")
BARRED = {"020 7946 0099", "barred@example.org"}  # nobody is one tap from somebody a court keeps away
NOT_TO_REACH = {
    "account_login": "what the made-up people sign in with",
    "compliance:child_history": "what a record said once",
    "compliance:home_history": "what a record said once",
}


def test_every_number_and_address_is_a_link_but_of_those_who_are_barred(pages):
    wrong, linked = [], set()
    for page in pages:
        if page.name in NOT_TO_REACH:
            continue
        tapped = TAPPED.findall(page.html)
        shown = words(TAPPED.sub("", page.html))
        left = set(NUMBER.findall(shown) + ADDRESS.findall(shown))
        wrong += [f"{page}: {one}" for one in left - BARRED]
        wrong += [
            f"{page}: {one} leads to somebody who is barred"
            for one in tapped
            if any(b in one for b in BARRED)
        ]
        linked |= {page.name for one in tapped}

    assert wrong == []
    assert linked >= {
        "children:person", "children:people", "children:log_with", "children:log_attempt",
        "homes:help", "homes:inspectors", "sessions:edit",
    }  # fmt: skip


# --- Print works without script ---------------------------------------------------------------------------------

PRINTS = re.compile(r'<a class="kw-act" href="([^"]*)" data-print')


def test_print_leads_somewhere_without_script(pages):
    linked = {page.name: set(PRINTS.findall(page.html)) for page in pages if "data-print" in page.html}
    help_page = next(page for page in pages if page.name == "homes:help" and page.reader == "key_worker")

    assert set().union(*linked.values()) == {"/help/#print"}
    assert all(linked.values())
    assert '<section class="kw-section" id="print"' in help_page.html
    assert linked.keys() >= {
        "compliance:child_history",
        "compliance:file",
        "children:who_is_here",
        "sessions:detail",
    }
    assert not [page.name for page in pages if re.search(r"<[^>]+data-print[^>]* hidden", page.html)]


# --- one current place ------------------------------------------------------------------------------------------

NAV = re.compile(r"<header.*?</header>", re.DOTALL)
TABS = re.compile(r'<nav class="kw-tabs.*?</nav>', re.DOTALL)
CURRENT = re.compile(r'aria-current="(page|true)"')
IS_THIS_PAGE = re.compile(r'<a href="([^"]*)" aria-current="page"')
LINK = re.compile(r'<a href="([^"]*)"')
SIGNED_OUT = "nobody is signed in, so nothing leads anywhere yet"
NOWHERE = {
    "account_login": SIGNED_OUT,
    "account_signup": SIGNED_OUT,
    "account_inactive": SIGNED_OUT,
    "account_reset_password": SIGNED_OUT,
    "account_reset_password_done": SIGNED_OUT,
    "account_reset_password_from_key_done": SIGNED_OUT,
    "account_logout": "on the way out",
    "homes:front": "no home, so nowhere to go",
}
# Pages of a child's record, each under its tab: written by hand from the drawing of the record.
PARTS_OF_A_RECORD = {
    "compliance:child", "sessions:for_child", "sessions:plans", "sessions:reports", "sessions:plan_card",
    "sessions:agreed", "sessions:patterns", "children:about", "compliance:file", "children:care", "children:orders",
    "children:chronology", "children:people", "children:contacts", "compliance:social_worker", "children:support",
    "compliance:key_workers", "children:who_is_here", "children:reflections", "compliance:child_history",
    "compliance:child_looked", "sessions:first_days",
}  # fmt: skip
LEADS_BACK = {"compliance:handover", "compliance:staff", "homes:inspectors"}


def test_every_page_marks_one_current_place(pages):
    wrong, lost = [], set()
    for page in pages:
        header, rows = CURRENT.findall(NAV.search(page.html)[0]), TABS.findall(page.html)
        if page.name in NOWHERE and page.reader in ("anonymous", "platform_admin"):
            lost.add(page.name)
            continue
        if len(header) != 1:
            wrong.append(f"{page}: {len(header)} current places in the header")
        wrong += [
            f"{page}: {CURRENT.findall(row)} in a row of tabs"
            for row in rows
            if len(CURRENT.findall(row)) != 1
        ]
        here = {urlsplit(link).path for link in IS_THIS_PAGE.findall(page.html)}
        if not here <= {urlsplit(page.address).path}:
            wrong.append(f"{page}: {here} is called this page")

    assert wrong == []
    assert lost <= NOWHERE.keys()


def test_every_page_of_a_record_keeps_the_tabs_and_says_what_limits_the_child(pages):
    kept = {page.name for page in pages if "kw-record" in page.html}
    wrong = [
        f"{page}: no tabs" for page in pages if page.name in PARTS_OF_A_RECORD and not TABS.search(page.html)
    ]
    wrong += [
        f"{page}: says no restriction before the tabs"
        for page in pages
        if page.name
        in PARTS_OF_A_RECORD - {"children:who_is_here", "sessions:plan_card"}  # the child's own cards
        and "no contact" not in words(page.html.split('<nav class="kw-tabs')[0])
    ]

    assert wrong == []
    assert kept == PARTS_OF_A_RECORD


def test_no_tab_and_no_link_of_the_header_is_a_dead_end(world, pages):
    led = {
        (page.reader, link)
        for page in pages
        if page.reader != "anonymous"
        for part in [NAV.search(page.html)[0], *TABS.findall(page.html)]
        for link in LINK.findall(part)
    }
    dead = [
        (reader, link)
        for reader, link in led
        if world.fresh(reader).get(link, follow=True).status_code != 200
    ]

    assert dead == []
    assert len(led) > 60


def test_what_belongs_to_a_home_leads_back(pages):
    left = {page.name for page in pages if page.name in LEADS_BACK and 'class="kw-back"' not in page.html}

    assert left == set()
