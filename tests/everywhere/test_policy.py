"""The policy walk: every URL, for every person, about every home's records, answers as tests/policy.csv says."""

import datetime as dt
import html
import re
import sys
from dataclasses import replace

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django_scopes import scopes_disabled

from homes import dates
from homes.audit import set_fields, system_user
from homes.models import InspectionGrant, StaffRole
from sessions_app.models import KeyWorkSession
from tests.everywhere.policy_walk import (
    CANARY,
    STANDINGS,
    VERBS,
    instances,
    policy,
    routes,
    walk,
)
from tests.reading import text_of
from tests.sampled import few
from tests.world.bodies import BODIES, body_for
from tests.world.cast import AUTHORS, MANAGERS, PERSONAS
from tests.world.content import content
from tests.world.scenes import BACKEND, standing

SHARES = 12  # of the walk: both workers walk, and end together
FEWEST_CELLS = 1_000  # a share smaller than this has lost its way
AT_EVERY_HOME = tuple(dict.fromkeys((*AUTHORS.values(), *MANAGERS.values())))
ONE_OF_EACH = ("anonymous", *STANDINGS, "ex_staff", "other_home_manager", "other_provider_manager")
STRANGERS = {
    "anonymous",
    "ex_staff",
    "other_provider_manager",
}  # the manager of another home is asked everything
# Open to people who are not signed in, and why. A new one is a decision: it needs a line here.
OPEN_TO_ALL = {
    "healthz": "asked by the container platform, touches no record",
    "readyz": "asked by the container platform, shows states and never content",
    "session": "says how long a session lasts, to whoever has none that it is over",
    "account_login": "where signing in happens",
    "mfa_authenticate": "the code after a right password, which opened nothing yet; without one it leads to signing in",
    "account_logout": "signing out twice must not be an error",
    "account_signup": "says that accounts are made by a manager",
    "account_inactive": "tells somebody whose account has ended",
    "account_reset_password": "asks for the link",
    "account_reset_password_done": "the same answer whether the account exists or not",
    "account_reset_password_from_key": "the key in the address is the permission",
    "account_reset_password_from_key_done": "after the password was set",
    "account_invitation": "the key in the address is the permission",
}
OLDER = re.compile(r'href="[^"?]*(\?[^"]*before=[^"]*)"')
# Words stored on no page yet: nobody can be shown them, so the walk cannot have seen them.
ON_NO_PAGE = ("legal", "standard", "sessionref")


def of_share(share):
    """Every so many-th address: those of one topic, as heavy as each other, stand together."""
    return sorted(routes())[share::SHARES]


def of_one_home(instance):
    """Maple's own, who left it and who is expected, what does not exist, and Maple's ids with those of others."""
    return not instance.kwargs or instance.label.split()[0] in ("maple", "moved", "expected", "missing")


def chosen(cells):
    """Of a record of Maple's own, everybody who is something there, the manager of another home and one more stranger;
    of the others, and of what takes no post, one for each answer. Who is drawn is another in each run."""
    name, method, label = cells[0].name, cells[0].method, cells[0].instance.label
    about = f"{name} {method} {label}"
    if label.startswith("maple ") and not any("405" in cell.wanted for cell in cells):
        strangers = few((cell.persona for cell in cells if cell.persona in STRANGERS), most=1, of=about)
        asked = [cell for cell in cells if cell.persona not in STRANGERS or cell.persona in strangers]
    else:
        answers = {}
        for cell in cells:
            answers.setdefault(cell.wanted, []).append(cell)
        asked = [cell for same in answers.values() for cell in few(same, most=1, of=about)]
        if label == "missing":  # compared with what is hidden from the same person
            asked += [cell for cell in cells if cell.persona == "other_home_manager" and cell not in asked]
    return as_asked(asked, about)


def as_asked(cells, about):
    """One of those who may write sends an empty form before the one that holds; each query is asked by two readers."""
    able = [cell.persona for cell in cells if not cell.refused]
    ways = max(len(able) // 2, 1)
    empty, (first,) = few(able, most=1, of=about), few(range(ways), most=1, of=about)
    for cell in cells:
        at = able.index(cell.persona) + first if cell.persona in able else 0
        queries = cell.queries[at % ways :: ways] if cell.persona in able else ()
        yield replace(cell, empty=cell.persona in empty, queries=queries)


@pytest.fixture
def policy_world(django_db_blocker, db):
    """The world at noon, with the clock standing still."""
    with standing(django_db_blocker) as built:
        yield built


# --- the table ------------------------------------------------------------------------------------


def test_every_address_has_its_rows():
    listed = {(name, method) for name, method, _object in policy()}

    missing = {(name, method) for name in routes() for method in ("GET", "POST")} - listed
    assert missing == set()


def test_every_row_names_an_address_a_method_and_real_answers():
    rows = policy()

    assert {name for name, _method, _object in rows} - set(routes()) == set()
    assert {method for _name, method, _object in rows} <= {"GET", "POST", *VERBS}
    answers = {row[column] for row in rows.values() for column in ("anonymous", *STANDINGS)}
    assert answers <= {"200", "302", "403", "404", "405", "409", "422", "login"}


def test_every_address_with_a_form_has_a_body_the_form_accepts():
    forms = {
        name
        for (name, method, _object), row in policy().items()
        if method == "POST" and "422" in row.values()
    }

    assert forms - set(BODIES) == set()


def test_every_address_is_asked_about_something(policy_world):
    """A parameter nobody gave a value would leave the walk nothing to ask, and its rows true of nothing."""
    assert [name for name in routes() if not instances(name, policy_world)] == []


def test_only_these_addresses_are_open_to_people_who_are_not_signed_in():
    found = {name for name, route in routes().items() if not getattr(route.callback, "login_required", True)}

    assert found == set(OPEN_TO_ALL)


def test_an_open_address_is_never_one_about_a_record():
    for name in OPEN_TO_ALL:
        assert not name.startswith(("homes:", "children:", "sessions:", "compliance:"))


# --- the walk -------------------------------------------------------------------------------------


@pytest.mark.part
@pytest.mark.parametrize("share", range(SHARES))
def test_the_walk_of_one_home(policy_world, share):
    """Every address x the objects of one home x one of each standing, of its own records; of the others one for each
    answer. The walk below asks everything of everybody."""
    before = content()

    report = walk(
        policy_world,
        names=of_share(share),
        personas=ONE_OF_EACH,
        methods=("GET", "POST"),
        only=of_one_home,
        choose=chosen,
    )

    assert "\n".join(report.wrong) == ""
    assert report.cells >= FEWEST_CELLS // 8
    assert content() == before


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
def test_the_walk(policy_world, capsys, share):
    """Every address x everybody x every object x every method. Wrong cells: none."""
    before = content()

    report = walk(policy_world, names=of_share(share))

    with capsys.disabled():
        written = f"{report.refused_writes} refused writes, {report.accepted_writes} accepted"
        sys.stdout.write(f"\npolicy walk: {report.cells} cells, {written}\n")
    assert "\n".join(report.wrong) == ""
    assert report.cells >= FEWEST_CELLS
    assert report.refused_writes >= FEWEST_CELLS // 4
    assert report.accepted_writes >= FEWEST_CELLS // 40
    assert content() == before


def read_further(world, personas):
    """Every session, and the older pages of histories; the walk asks of one session in each state, and of a newest
    page. What was read there; no word of it by somebody who may not."""
    with scopes_disabled():
        sessions = KeyWorkSession.objects.order_by("pk").values_list("public_id", flat=True)
        urls = [reverse("sessions:detail", args=[session]) for session in sessions]
    urls += [
        one.address("compliance:child_history") + "?type=sessions"
        for one in instances("compliance:child_history", world)
        if one.label != "missing"
    ]
    found, wrong = set(), []
    for persona in personas:
        client, left = world.fresh(persona), list(urls)
        while left:
            url = left.pop()
            page = text_of(client.get(url))
            read = set(CANARY.findall(page))
            wrong += [(persona, url, word) for word in read if persona not in world.canaries.get(word, ())]
            found |= read
            left += [url.split("?")[0] + html.unescape(query) for query in OLDER.findall(page)]
    assert wrong == []
    return found


@pytest.mark.part
def test_what_the_walk_leaves_out_is_read_by_nobody_else(policy_world):
    """A worker, who reads the sessions and not what reviewers write to their writer, and two others."""
    others = few((persona for persona in PERSONAS if persona != "worker"), most=2, of="further")

    assert read_further(policy_world, ["worker", *others])


@pytest.mark.long
def test_what_the_walk_leaves_out_is_read_by_nobody_else_of_all(policy_world):
    assert read_further(policy_world, PERSONAS)


@pytest.mark.long
def test_the_walk_reads_every_word_it_looks_for(policy_world):
    """A word no page shows to those who may read it could not be seen with those who may not."""
    report = walk(policy_world, personas=AT_EVERY_HOME, methods=("GET",))

    assert report.wrong == []
    unseen = set(policy_world.canaries) - report.seen - read_further(policy_world, AT_EVERY_HOME)
    assert sorted(word for word in unseen if not any(kind in word for kind in ON_NO_PAGE)) == []


def test_every_standing_of_the_table_is_somebody():
    held = {standing for at in PERSONAS.values() for standing in at.values()}

    assert held == set(STANDINGS)


def test_a_post_without_the_token_of_its_page_is_refused(policy_world):
    """Cross-site requests: the form's own token is asked of everybody, before anything is looked up."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(policy_world.people["manager"], backend=BACKEND)
    before = content()

    for name in routes():
        if name in ("healthz", "readyz"):
            continue
        instance = instances(name, policy_world)[0]
        body = body_for(name, policy_world, instance, "manager")
        answer = client.post(reverse(name, kwargs=instance.kwargs), body)
        assert answer.status_code in (403, 405), name

    assert content() == before


# --- time: the very next request of an open session -------------------------------------------------


def child_page(world, scene="maple"):
    return reverse("compliance:child", args=[world.scenes[scene].ids["child"]])


def ask(world, persona, url):
    return world.clients[persona].get(url).status_code


def midnight(days=0):
    return dt.datetime.combine(dates.today() + dt.timedelta(days=days), dt.time(), tzinfo=dates.LONDON)


SECOND = dt.timedelta(seconds=1)


def test_a_role_ends_with_its_last_day(policy_world):
    """One second to midnight it reads, at midnight it does not: the session stays open all along."""
    role = StaffRole.objects.get(user=policy_world.people["worker"])
    set_fields(role, by=system_user(), ended_on=dates.today())
    url = child_page(policy_world)

    with time_machine.travel(midnight(1) - SECOND, tick=False):
        policy_world.clients["worker"].force_login(policy_world.people["worker"], backend=BACKEND)
        assert ask(policy_world, "worker", url) == 200
    with time_machine.travel(midnight(1), tick=False):
        assert ask(policy_world, "worker", url) == 404
        assert policy_world.clients["worker"].get(reverse("homes:front")).status_code == 200


def test_a_role_begins_with_its_first_day(policy_world):
    """`future_staff` starts tomorrow."""
    url, person = child_page(policy_world), policy_world.people["future_staff"]

    with time_machine.travel(midnight(1) - SECOND, tick=False):
        policy_world.clients["future_staff"].force_login(person, backend=BACKEND)
        assert ask(policy_world, "future_staff", url) == 404
    with time_machine.travel(midnight(1), tick=False):
        assert ask(policy_world, "future_staff", url) == 200


def test_a_role_ended_yesterday_is_over_at_once(policy_world):
    role = StaffRole.objects.get(user=policy_world.people["manager"])
    url = child_page(policy_world)
    assert ask(policy_world, "manager", url) == 200

    set_fields(role, by=system_user(), ended_on=dates.today() - dt.timedelta(days=1))

    assert ask(policy_world, "manager", url) == 404


@pytest.mark.parametrize(("seconds", "answer"), [(-1, 200), (0, 404), (1, 404)])
def test_an_inspector_reads_until_the_second_the_access_ends(policy_world, seconds, answer):
    grant = InspectionGrant.objects.get(user=policy_world.people["inspector"])
    ends = dates.now() + dt.timedelta(minutes=5)
    set_fields(grant, by=system_user(), ends_at=ends)

    with time_machine.travel(ends + seconds * SECOND, tick=False):
        assert ask(policy_world, "inspector", child_page(policy_world)) == answer


@pytest.mark.parametrize(("seconds", "answer"), [(-1, 404), (0, 200), (1, 200)])
def test_an_inspector_reads_from_the_second_the_access_begins(policy_world, seconds, answer):
    grant = InspectionGrant.objects.get(user=policy_world.people["inspector_early"])

    with time_machine.travel(grant.starts_at + seconds * SECOND, tick=False):
        assert ask(policy_world, "inspector_early", child_page(policy_world)) == answer


def test_withdrawn_access_is_over_at_once(policy_world):
    url = child_page(policy_world)
    assert ask(policy_world, "inspector", url) == 200

    grant = InspectionGrant.objects.get(user=policy_world.people["inspector"])
    set_fields(grant, by=system_user(), withdrawn_at=dates.now())

    assert ask(policy_world, "inspector", url) == 404


def test_an_account_made_inactive_is_signed_out_at_once(policy_world):
    url = child_page(policy_world)
    assert ask(policy_world, "senior", url) == 200

    set_fields(policy_world.people["senior"], by=system_user(), is_active=False)

    answer = policy_world.clients["senior"].get(url)
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("days", "worker", "manager"), [(1, 200, 200), (0, 200, 200), (-27, 200, 200), (-28, 404, 200)]
)
def test_a_home_writes_down_the_days_a_child_lived_there(policy_world, days, worker, manager):
    """For four weeks its adults still do; then the file has gone with the child, and managers read their period."""
    placement = policy_world.scenes["maple"].extra.placement
    with scopes_disabled():
        set_fields(placement, by=system_user(), moved_on_on=dates.today() + dt.timedelta(days=days))

    assert ask(policy_world, "worker", child_page(policy_world)) == worker
    assert ask(policy_world, "manager", child_page(policy_world)) == manager
