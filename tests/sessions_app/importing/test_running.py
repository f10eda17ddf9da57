"""How an import runs: the files it takes, all of them or nothing, the command, and what it costs."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from children.models import Placement
from homes.audit import case_changed
from homes.dates import add_days
from homes.models import Home
from tests.factories.importing import NONE, SOUND, bring_in, created, stored_rows, unchanged, write_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


# --- how files are written ------------------------------------------------------------------------


def test_semicolons_bom_british_dates_and_any_column_order(tmp_path):
    children = (
        "\ufeffMoved_In_On ; KNOWN_AS;home_code;date_of_birth;child_ref;remark\r\n"
        " 10/01/2025 ; Kai ;maple;4/5/2012; kai ;likes bikes\r\n"
        ";;;;;\r\n"
        "01/02/2025;Mia;maple;05/06/2013;mia\r\n"
    )
    result = bring_in(tmp_path, {"children.csv": children})

    kai = Placement.objects.get(child__ref="kai")
    assert result.errors == []
    assert (kai.child.known_as, kai.child.date_of_birth) == ("Kai", dt.date(2012, 5, 4))
    assert kai.moved_in_on == dt.date(2025, 1, 10)
    assert result.notes == ["children.csv: the column “remark” is not part of the format and was not read"]


def test_strange_files_are_noted_not_read(tmp_path):
    (tmp_path / "rota.csv").write_text("x\n")

    assert bring_in(tmp_path).notes == [
        "rota.csv is not a file of the format and was not read",
    ]


# --- nothing or all -------------------------------------------------------------------------------


def test_one_error_in_the_last_file_and_nothing_is_written(tmp_path):
    before = stored_rows()

    result = bring_in(
        tmp_path, {"file_items.csv": SOUND["file_items.csv"].replace("HOME_PLAN", "HOUSE_PLAN")}
    )

    assert (result.written, result.errors_total) == (False, 1)
    assert stored_rows() == before
    assert result.counts["homes"] == NONE


def test_a_dry_run_counts_and_writes_nothing(tmp_path):
    before = stored_rows()

    result = bring_in(tmp_path, dry_run=True)

    assert (result.written, result.errors_total) == (False, 0)
    assert result.counts["sessions"] == created(2)
    assert stored_rows() == before


def test_every_home_is_told_that_its_cases_changed_and_nothing_when_nothing_did(tmp_path):
    told = []

    def listen(sender, home_id, **kwargs):
        told.append(home_id)

    case_changed.connect(listen)
    try:
        bring_in(tmp_path)
        first, told[:] = list(told), []
        bring_in(tmp_path)
    finally:
        case_changed.disconnect(listen)

    assert set(first) - {None} == set(Home.objects.values_list("pk", flat=True))
    assert told == []


# --- the command ----------------------------------------------------------------------------------


def test_json_is_one_object_and_nothing_else(tmp_path):
    out = StringIO()
    call_command("import_records", write_files(tmp_path), "--json", stdout=out)

    result = json.loads(out.getvalue())
    assert list(result) == ["written", "errors", "errors_total", "counts", "notes"]
    assert (result["written"], result["errors"], result["notes"]) == (True, [], [])
    assert result["counts"]["children"] == created(2)


def test_errors_exit_with_status_1_and_name_the_cell(tmp_path):
    out = StringIO()
    write_files(tmp_path, {"absences.csv": "child_ref,kind,from\nkai,gone,31/02/2025\n"})

    with pytest.raises(SystemExit) as stopped:
        call_command("import_records", tmp_path, "--json", stdout=out)

    result = json.loads(out.getvalue())
    assert stopped.value.code == 1
    assert result["written"] is False
    assert [(e["file"], e["row"], e["column"], e["value"]) for e in result["errors"]] == [
        ("absences.csv", 2, "kind", "gone"),
        ("absences.csv", 2, "from", "31/02/2025"),
    ]


def test_a_person_reads_a_summary(tmp_path):
    out, err = StringIO(), StringIO()
    call_command("import_records", write_files(tmp_path), "--dry-run", stdout=out, stderr=err)
    write_files(tmp_path, {"absences.csv": "child_ref,kind,from\nkai,gone,2025-03-01\n"})
    with pytest.raises(SystemExit):
        call_command("import_records", tmp_path, stdout=StringIO(), stderr=err)

    assert "sessions: 2 created, 0 updated, 0 unchanged\n" in out.getvalue()
    assert out.getvalue().endswith("Dry run: nothing was written.\n")
    assert err.getvalue().startswith(
        "absences.csv, row 2, kind: “gone” Not a known code. Use one of: missing,"
    )
    assert err.getvalue().endswith("Nothing was written. Correct the files and import them again.\n")


# --- speed ----------------------------------------------------------------------------------------


def test_reading_costs_the_same_queries_for_one_row_and_for_many(tmp_path):
    def queries(count):
        header, first, _second = SOUND["sessions.csv"].splitlines()
        rows = [first.replace("S1", f"S{n}") for n in range(100, 100 + count)]
        days = [add_days(dt.date(2025, 4, 1), n) for n in range(count)]
        away = [f"kai,holiday,{day},{day}" for day in days]
        plans = [f"kai,HOME_PLAN,{day},,,," for day in days]
        files = {
            "sessions.csv": "\n".join([header, *rows]),
            "absences.csv": "\n".join([SOUND["absences.csv"].splitlines()[0], *away]),
            "file_items.csv": "\n".join([SOUND["file_items.csv"].splitlines()[0], *plans]),
        }
        bring_in(tmp_path, files)
        with CaptureQueriesContext(connection) as captured:
            again = bring_in(tmp_path, files)
        assert again.counts["sessions"] == unchanged(count)
        return len(captured)

    assert queries(1) == queries(30)
