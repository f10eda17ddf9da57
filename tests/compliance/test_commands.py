"""reconcile and list_flags: what they print, what they write, and what they say about a mistake."""

import io
import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from children.models import Flag
from compliance.models import ComplianceRun
from homes import dates
from homes.audit import set_fields
from tests.compliance.judging import make_case, on
from tests.factories.children import KeyWorkerAssignmentFactory
from tests.factories.homes import HomeFactory, ProviderFactory
from tests.factories.sessions import KeyWorkSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped", "rules_of_time_together")]


def said(command: str, *args: str):
    out = io.StringIO()
    call_command(command, *args, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_reconcile_says_what_changed_and_writes_today():
    make_case((dates.today()).isoformat())

    first, second = said("reconcile"), said("reconcile")

    assert first == {
        "as_of": dates.today().isoformat(),
        "raised": 1,
        "moved": 0,
        "closed_met": 0,
        "closed_no_longer_applies": 0,
        "open": 1,
        "rules_failed": [],
    }
    assert (second["raised"], second["open"]) == (0, 1)
    assert Flag.objects.open().count() == 1


def test_reconcile_for_another_day_writes_nothing():
    make_case("2026-03-02")

    assert said("reconcile", "--as-of", "2026-03-05")["raised"] == 1
    assert not Flag.objects.exists()
    assert not ComplianceRun.objects.exists()


def test_reconcile_for_one_home():
    case = make_case("2026-03-02")
    HomeFactory(name="Oak Lodge")

    assert said("reconcile", "--home", "oak", "--as-of", "2026-03-05")["raised"] == 0
    assert said("reconcile", "--home", case.home.code, "--as-of", "2026-03-05")["raised"] == 1


def test_reconcile_for_people():
    out = io.StringIO()

    call_command("reconcile", "--as-of", "2026-03-05", stdout=out)

    assert "closed no longer applies: 0" in out.getvalue()
    assert "rules failed: none" in out.getvalue()


def test_list_flags_prints_what_the_import_format_names():
    case = make_case("2026-02-01")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))

    rows = said("list_flags", "--as-of", "2026-03-18")

    assert rows == [
        {
            "rule_code": "KS-WEEK",
            "home_code": "maple",
            "child_ref": "rae",
            "subject": f"placement:{case.placement.public_id}",
            "due_on": "2026-03-09",
            "state": "overdue",
            "days_over": 9,
            "severity": "critical",
            "owner": "home",
            "source": "Home standard",
            "sentence": "No key-work session recorded with Rae for 16 days. The home’s standard is every 7 days.",
        }
    ]


def test_list_flags_on_the_due_day_is_due_and_0_days_over():
    case = make_case("2026-02-01")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))

    (row,) = said("list_flags", "--as-of", "2026-03-09")

    assert (row["state"], row["days_over"], row["severity"]) == ("due", 0, "high")


def test_list_flags_worst_first_and_by_home():
    case = make_case("2026-02-01")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))
    set_fields(case.placement.assignments.get(), by=case.sam, ended_on=on("2026-03-12"))
    KeyWorkerAssignmentFactory(
        placement=case.placement, worker=case.sam, role="cover", started_on=on("2026-03-12")
    )
    HomeFactory(name="Oak Lodge")

    assert [row["rule_code"] for row in said("list_flags", "--as-of", "2026-03-13")] == ["KS-WEEK", "KW-GAP"]
    assert [row["rule_code"] for row in said("list_flags", "--as-of", "2026-03-12")] == ["KS-WEEK", "KW-GAP"]
    assert said("list_flags", "--as-of", "2026-03-13", "--home", "oak") == []


def test_list_flags_is_what_reconcile_stores(world):
    KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)
    said("reconcile")

    listed = {(row["rule_code"], row["subject"], row["due_on"]) for row in said("list_flags")}

    stored = Flag.objects.open().values_list("rule_code", "subject_key", "due_on")
    assert listed == {(code, key, due.isoformat()) for code, key, due in stored}


def test_list_flags_for_people():
    case = make_case("2026-02-01")
    set_fields(case.child, by=case.sam, known_as="Zoë Łucja")
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")  # a console that knows no accents

    call_command("list_flags", "--as-of", "2026-03-13", stdout=out)

    out.flush()
    lines = out.buffer.getvalue().decode("ascii").splitlines()
    assert lines[0].split() == [
        "rule_code", "home_code", "child_ref", "state", "due_on", "days_over", "severity", "sentence",
    ]  # fmt: skip
    assert "Zo? ?ucja moved in 40 days ago" in lines[1]


def test_list_flags_when_nothing_is_owed():
    out = io.StringIO()

    call_command("list_flags", "--as-of", "2026-03-13", stdout=out)

    assert out.getvalue() == "Nothing is owed to anyone on 2026-03-13.\n"


@pytest.mark.parametrize("command", ["reconcile", "list_flags"])
@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--home", "nowhere"], r"There is no home with the code 'nowhere'. Codes in use: maple."),
        (["--as-of", "29/03/2026"], r"'29/03/2026' is not a day. Write it as YYYY-MM-DD"),
        (["--as-of", "20260329"], r"is not a day"),
        (["--as-of", "2026-02-30"], r"'2026-02-30' is not a day"),
        (["--as-of", ""], r"is not a day"),
    ],
)
def test_a_mistake_is_named(command, args, message):
    HomeFactory()

    with pytest.raises(CommandError, match=message):
        call_command(command, *args)


def test_the_same_code_at_two_providers_needs_the_provider():
    make_case("2026-03-02")
    HomeFactory(name="Maple House", provider=ProviderFactory(name="Elsewhere Care"))

    with pytest.raises(CommandError, match="'Elsewhere Care', 'Hearthside Care'"):
        call_command("list_flags", "--home", "maple")
    rows = said("list_flags", "--home", "maple", "--provider", "Hearthside Care", "--as-of", "2026-03-05")
    assert [row["child_ref"] for row in rows] == ["rae"]


def test_an_unknown_option_ends_with_a_message_and_no_traceback():
    done = subprocess.run(
        [sys.executable, "manage.py", "list_flags", "--as-of", "soon"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: 'soon' is not a day.")
