"""Who has two homes reads the home of the address in header, navigation and print head, whatever they chose before."""

import re

import pytest
from django_scopes import scopes_disabled

from homes.requests.middleware import HOME_KEY
from tests.everywhere.policy_walk import instances, parameters, routes
from tests.factories.staff import StaffRoleFactory
from tests.reading import markup
from tests.world.scenes import standing

pytestmark = pytest.mark.django_db

WHO = "both_homes"
# Of the child who moved from Maple to Oak: what was written at Maple, and is read as Maple's.
WRITTEN_AT_MAPLE = {
    "plan",
    "update",
    "flag",
    "assignment",
    "reading",
    "childs_part",
    "report",
    "report_draft",
}
# Where a record is put right or finished is where it was written.
OF_THE_RECORD = re.compile(r"children:(put_right_(?!child$)|withdraw_|refile_|note_item)")
FILES = {"children:document", "sessions:picture", "sessions:childs_drawing", "sessions:report_pdf"}
NO_PAGE = {"session", *FILES}  # an answer for the script

NAMED = re.compile(r'<p class="kw-header__home"><a href="([^"]*)">([^<]*)</a>')
CHOSEN = re.compile(r'id="header-home".*?<option value="([^"]*)" selected>')
NAV = re.compile(r'<nav class="kw-nav".*?</nav>', re.DOTALL)
PRINTED = re.compile(r'<div class="kw-print-head"><p>([^<]*)</p>')
IDS = re.compile(r"(?:/homes/|[?&]home=)([0-9a-f-]{36})")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Maple and Oak, and somebody who leads both."""
    with standing(django_db_blocker) as built:
        with scopes_disabled():
            for home in ("maple", "oak"):
                StaffRoleFactory(user=built.people[WHO], home=built.homes[home], role="registered_manager")
        yield built


def home_of(name, instance, wanted):
    """The home an address is about, as a person would say it."""
    scene = instance.label.split()[0]
    if scene != "moved":
        return "maple" if scene == "expected" else scene
    if "session" in wanted:  # written before the move or after it
        return "oak" if instance.label == "moved after" else "maple"
    return "maple" if wanted & WRITTEN_AT_MAPLE or OF_THE_RECORD.match(name) else "oak"


def pages(world):
    for name in sorted(routes().keys() - NO_PAGE):
        for instance in instances(name, world):
            if instance.scene is not None and not instance.label.startswith("elm") and not instance.mismatch:
                yield name, instance, home_of(name, instance, parameters(routes()[name]))


def open_at(world, chosen, address):
    client = world.fresh(WHO)
    if client.session.get(HOME_KEY) != str(chosen.public_id):  # once: no page may choose another
        client.post("/switch/", {"home": chosen.public_id})
    assert client.session[HOME_KEY] == str(chosen.public_id)
    return client.get(address)


@pytest.mark.parametrize("chosen", ["maple", "oak"])
def test_every_page_of_a_home_or_a_child_names_the_home_of_its_address(world, chosen):
    wrong, seen = [], 0
    for name, instance, home in pages(world):
        if home == chosen:
            continue
        answer = open_at(world, world.homes[chosen], instance.address(name))
        if answer.status_code == 200:
            seen += 1
            wrong += [
                f"{name} {instance.label}: {one}" for one in misnamed(markup(answer), world.homes[home])
            ]

    assert wrong == []
    assert seen > 100


def misnamed(page, home):
    (link, named), *_more = NAMED.findall(page)
    if named.strip() != home.name:
        yield f"the header says {named}"
    if CHOSEN.search(page)[1] != str(home.public_id):
        yield "another home is chosen in the header"
    led = IDS.findall(link + NAV.search(page)[0])
    if set(led) != {str(home.public_id)} or len(led) < 5:
        yield f"the navigation leads to {led}"
    printed = PRINTED.findall(page)
    if not printed or home.name not in printed[0]:
        yield f"the print head says {printed}"


@pytest.mark.parametrize("address", ["/today/", "/children/", "/record/", "/help/"])
def test_a_page_about_no_home_in_particular_takes_it_from_its_address(world, address):
    maple, oak = world.homes["maple"], world.homes["oak"]

    page = markup(open_at(world, maple, f"{address}?home={oak.public_id}"))

    assert NAMED.findall(page)[0][1].strip() == oak.name


@pytest.mark.parametrize("named", ["elm", None])
def test_an_address_that_names_no_home_in_reach_leaves_the_one_that_was_chosen(world, named):
    wanted = world.homes[named].public_id if named else "x"

    page = markup(open_at(world, world.homes["oak"], f"/today/?home={wanted}"))

    assert NAMED.findall(page)[0][1].strip() == world.homes["oak"].name
