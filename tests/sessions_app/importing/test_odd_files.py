"""Files as spreadsheets really write them: taken where the meaning is plain, else one sentence names the cause."""

import datetime as dt
import io
import warnings
import zipfile

import pytest
from openpyxl import Workbook

from children.models import Child, Placement
from homes import dates
from homes.models import User
from sessions_app.importing import import_directory
from sessions_app.models import KeyWorkSession
from tests.factories.importing import SOUND, bring_in, cells_of, stored_rows, write_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
KAI = {
    "child_ref": "kai",
    "known_as": "Kai",
    "date_of_birth": "2012-05-04",
    "home_code": "maple",
    "moved_in_on": "2025-01-10",
}


def only_kai(text):
    """The sound set with this children.csv; what else there is speaks of Kai alone."""
    return {"children.csv": text}


def rows(separator=",", extra="", head=""):
    return head + separator.join(KAI) + "\r\n" + separator.join(KAI.values()) + extra + "\r\n"


@pytest.mark.parametrize(
    "text",
    [
        rows(";", head="sep=;\r\n"),
        rows(",", head="SEP=,\r\n"),
        rows("\t", head='"sep=\t"\r\n'),
        rows("\t"),
        rows(extra=","),
        rows(";", extra=";;; ;"),
        rows()
        .replace("child_ref", "Child Ref")
        .replace("home_code", "HOME-CODE")
        .replace("known_as", "Known As"),
        rows().replace("moved_in_on", "\ufeffMoved\u00a0In\u200b On").replace("date_of_birth", "DateOfBirth"),
        "\ufeff\ufeff" + rows(),
        rows().replace("kai", "\u200bk\u00adai\u2060\u00a0"),
        rows().replace("2012-05-04", "\u200e2012-05-04\u200f").replace("maple", "ma\u200dple"),
    ],
)
def test_what_is_plain_is_taken(tmp_path, text):
    result = bring_in(tmp_path, only_kai(text))

    placement = Placement.objects.get()
    assert (result.errors, result.notes) == ([], [])
    assert (placement.child.ref, placement.child.known_as, placement.home.code) == ("kai", "Kai", "maple")
    assert (placement.moved_in_on, placement.child.date_of_birth) == (
        dt.date(2025, 1, 10),
        dt.date(2012, 5, 4),
    )


def test_the_row_after_sep_is_the_first_of_the_spreadsheet(tmp_path):
    text = rows(";", head="sep=;\n").replace("2025-01-10", "nonsense")

    [problem] = bring_in(tmp_path, only_kai(text)).errors

    assert (problem.row, problem.column, problem.value) == (2, "moved_in_on", "nonsense")


def test_an_emoji_and_the_account_keep_what_nobody_sees(tmp_path):
    family = "\U0001f468\u200d\U0001f467"
    header = "child_ref,session_ref,date,outcome,author_email,account,child_voice"
    sessions = f"{header}\nkai,S1,2025-01-12,held,sam@example.org,\u200bTea. ,{family}\n"

    bring_in(tmp_path, {"sessions.csv": sessions})

    session = KeyWorkSession.objects.get()
    assert (session.account, session.voice_text) == ("\u200bTea. ", family)


@pytest.mark.parametrize(
    ("written", "before"),
    [("ZoÃ«", "Zoë"), ("SiÃ¢n Oâ€™Neil", "Siân O’Neil"), ("Å‚ukasz", "łukasz")],
)
def test_a_name_of_the_wrong_encoding_is_noted_and_kept(tmp_path, written, before):
    result = bring_in(tmp_path, only_kai(rows().replace("Kai", written)))

    assert result.notes == [
        f"children.csv row 2, known_as: “{written}” looks wrongly decoded; “{before}” may be meant"
    ]
    assert Child.objects.get().known_as == written


def test_lost_letters_are_noted_and_true_accents_are_not(tmp_path):
    lost = bring_in(tmp_path, only_kai(rows().replace("Kai", "Zo\ufffd")), dry_run=True)
    true = bring_in(tmp_path, only_kai(rows().replace("Kai", "Zoë Ângela Łukasz Siân")), dry_run=True)

    assert lost.notes == ["children.csv row 2, known_as: “Zo\ufffd” has lost letters"]
    assert true.notes == []


def test_windows_text_is_refused_with_its_cell(tmp_path):
    [problem] = bring_in(tmp_path, only_kai(rows().replace("Kai", "Zoë").encode("cp1252"))).errors

    assert (problem.row, problem.column, problem.value) == (2, "known_as", "b'\\xeb'")
    assert "CSV UTF-8" in problem.message


def test_two_files_of_one_name_are_told_apart_by_a_person(tmp_path):
    write_files(tmp_path)
    (tmp_path / "Children.CSV").write_text(rows())

    [problem] = import_directory(tmp_path, now=dates.now()).errors

    assert problem.message == "Children.CSV and children.csv are both there. Keep the one that is meant."


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("children.zip", "A .zip is not read. Unpack it, and import the files that were in it."),
        ("children.xls", "This kind of file is not read. Save it as .xlsx or as “CSV UTF-8”."),
        ("Key Workers.ods", "This kind of file is not read. Save it as .xlsx or as “CSV UTF-8”."),
    ],
)
def test_another_kind_of_file_beside_is_noted_and_instead_it_is_an_error(tmp_path, name, sentence):
    write_files(tmp_path)
    (tmp_path / name).write_bytes(b"PK")
    beside = import_directory(tmp_path, now=dates.now(), dry_run=True)
    (tmp_path / "children.csv").unlink()
    (tmp_path / "key_workers.csv").unlink()
    instead = import_directory(tmp_path, now=dates.now(), dry_run=True)

    assert (beside.errors, beside.notes) == ([], [f"{name}: {sentence[:-1]}"])
    assert [one.message for one in instead.errors if one.file == name] == [sentence]


@pytest.mark.parametrize(("length", "fits"), [(200_000, True), (200_001, False)])
def test_an_account_may_be_as_long_as_the_form_takes(tmp_path, length, fits):
    sessions = SOUND["sessions.csv"].replace("We mended the bike.", "x" * length)

    problems = bring_in(tmp_path, {"sessions.csv": sessions}).errors

    assert [(one.row, one.column) for one in problems] == ([] if fits else [(2, "account")])


def test_an_address_may_be_as_long_as_an_account_takes(tmp_path):
    email = "s" * 60 + "@" + ".".join(["x" * 60, "x" * 60, "x" * 60, "xxxxxxx", "uk"])
    assert len(email) == 254

    fits = bring_in(tmp_path, {"staff.csv": SOUND["staff.csv"] + f"{email},S,T,maple,senior,2024-01-01,\n"})
    longer = bring_in(
        tmp_path, {"staff.csv": SOUND["staff.csv"] + f"x{email},S,T,maple,senior,2024-01-01,\n"}
    )

    assert (fits.errors, User.objects.filter(email=email).exists()) == ([], True)
    assert [one.column for one in longer.errors] == ["email"]


def test_numbers_of_a_rule_that_does_not_exist_are_refused(tmp_path):
    for code in ("KS-NONE", "NOTIFY", "SDQ"):
        text = SOUND["standards.csv"] + f"maple,{code},7,\n"
        [problem] = bring_in(tmp_path, {"standards.csv": text}).errors
        assert (problem.row, problem.column, problem.value) == (3, "rule_code", code)


# --- workbooks ------------------------------------------------------------------------------------


def workbook(path, sheets):
    book = Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    book.save(path)


def typed(cell):
    """As a spreadsheet would keep it: a day is a day, a number a number."""
    try:
        return dt.datetime.fromisoformat(cell)
    except ValueError:
        return float(cell) if cell.isdigit() else cell


def test_one_workbook_brings_in_what_the_csv_files_do(tmp_path):
    sound = {
        name.removesuffix(".csv"): [[typed(cell) for cell in row] for row in cells_of(name)] for name in SOUND
    }
    sound["Key Workers"] = sound.pop("key_workers")
    workbook(tmp_path / "our records.xlsx", {**sound, "Rota": [["x"]]})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = import_directory(tmp_path, now=dates.now())
    before = stored_rows()
    again = bring_in(tmp_path / "as_csv") if (tmp_path / "as_csv").mkdir() is None else None

    assert (result.written, result.errors) == (True, [])
    assert "The sheet “Rota” of our records.xlsx is not part of the format and was not read" in result.notes
    assert "children.csv was read from the sheet “children” of our records.xlsx" in result.notes
    assert all(count["created"] == count["updated"] == 0 for count in again.counts.values())
    assert stored_rows() == before


def test_a_reference_that_is_a_number_and_a_sheet_of_any_name(tmp_path):
    write_files(tmp_path, {"children.csv": rows()})
    (tmp_path / "children.csv").unlink()
    values = [1047.0, "Kai", dt.date(2012, 5, 4), "maple", dt.datetime(2025, 1, 10)]
    workbook(tmp_path / "Children.xlsx", {"Sheet1": [list(KAI), values, [], [None, " "]]})
    for name in SOUND:
        if name not in ("homes.csv", "children.csv", "staff.csv"):
            (tmp_path / name).unlink()

    result = import_directory(tmp_path, now=dates.now())

    assert result.errors == []
    assert (Child.objects.get().ref, Placement.objects.get().moved_in_on) == ("1047", dt.date(2025, 1, 10))


def test_a_sheet_and_a_file_of_one_name_are_told_apart_by_a_person(tmp_path):
    write_files(tmp_path)
    workbook(tmp_path / "children.xlsx", {"children": [list(KAI), list(KAI.values())]})

    [problem] = import_directory(tmp_path, now=dates.now()).errors

    assert (
        problem.message
        == "children.csv and children.xlsx (children) are both there. Keep the one that is meant."
    )


def bomb():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 20_000_000)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This is no workbook that can be read"),
        (b"PK\x03\x04 and nothing", "This is no workbook that can be read"),
        (b"\xd0\xcf\x11\xe0 a password", "This is no workbook that can be read"),
        (bomb(), "The workbook unpacks to more than fits"),
    ],
    ids=["empty", "damaged", "password", "bomb"],
)
def test_a_workbook_that_cannot_be_read_is_one_sentence(tmp_path, content, sentence):
    write_files(tmp_path)
    (tmp_path / "records.xlsx").write_bytes(content)

    [problem] = import_directory(tmp_path, now=dates.now()).errors

    assert problem.file == "records.xlsx"
    assert problem.message.startswith(sentence)
