"""Every way a file can be wrong: the error names file, row, column and value, and says what to do."""

import pytest
from django.conf import settings

from homes import dates
from homes.audit import set_fields, system_user
from sessions_app.importing import import_directory
from sessions_app.models import KeyWorkSession
from tests.factories.importing import SOUND, bring_in, stored_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

HEADERS = {name: content.splitlines()[0] for name, content in SOUND.items()}


def rows_of(name, *lines):
    return {name: "\n".join([HEADERS[name], *lines])}


def added(name, *lines):
    return {name: SOUND[name] + "\n".join(lines)}


HOME, STANDARD, STAFF = "homes.csv", "standards.csv", "staff.csv"
CHILD, KEY, SESSION = "children.csv", "key_workers.csv", "sessions.csv"
AWAY, ITEM = "absences.csv", "file_items.csv"
LONG, CUT = "x" * 300, "x" * 79 + "…"


def wrong_rows():
    """File, the rows added to the sound set, then row, column, value and the start of the message."""
    file = ""
    for line in (settings.BASE_DIR / "tests/data/wrong_rows.txt").read_text().splitlines():
        cells = line.replace("LONG", LONG).replace("CUT", CUT).split(" | ")
        if line.startswith("#"):
            continue
        if len(cells) == 1:
            file = line or file
        else:
            row, column, value, message, rows = cells
            yield file, rows.split("⏎"), int(row), column, value, message


@pytest.mark.parametrize(("file", "lines", "row", "column", "value", "message"), list(wrong_rows()))
def test_a_wrong_row_is_named_by_its_cell(tmp_path, file, lines, row, column, value, message):
    before = stored_rows()

    result = bring_in(tmp_path, added(file, *lines))

    [problem] = result.errors
    assert (problem.file, problem.row, problem.column, problem.value) == (file, row, column, value)
    assert problem.message.startswith(message)
    assert result.written is False
    assert stored_rows() == before


# --- files that cannot be read as they are ----------------------------------------------------------

FILES = [
    ("", 1, "", "", "The file is empty"),
    ("\n\n", 1, "", "", "The file is empty"),
    (HEADERS[AWAY].replace("kind", "sort") + "\n", 1, "kind", "", "The column “kind” is missing"),
    ("child_ref,kind,from,kind\n", 1, "kind", "kind", "The column “kind” is there twice"),
    (
        f"{HEADERS[AWAY]}\nkai,holiday,2025-03-01,,extra\n",
        2,
        "",
        "extra",
        "This row has 5 cells and the header 4",
    ),
    (f"{HEADERS[AWAY]}\nkai,holi\0day,2025-03-01,\n", 2, "kind", "holi␀day", "The cell holds a NUL byte"),
    (
        f'{HEADERS[AWAY]}\nkai,holiday,2025-03-01,\nkai,"oops,2025-04-01,\n',
        3,
        "",
        "",
        "A quotation mark is not closed",
    ),
    (f'{HEADERS[AWAY]}\nkai,"holi"day",2025-03-01,\n', 2, "", "", "A quotation mark is not closed"),
    (
        f"{HEADERS[AWAY]}\nkai,holiday,2025-03-01,\nkai,\xe9cole,2025-04-01,\n".encode("latin-1"),
        3,
        "kind",
        "b'\\xe9'",
        "This is not UTF-8 text",
    ),
    ("child_ref,kind\n".encode("utf-16"), 1, "", "b'\\xff'", "This is not UTF-8 text"),
]


@pytest.mark.parametrize(("content", "row", "column", "value", "message"), FILES)
def test_a_file_that_cannot_be_read_says_where(tmp_path, content, row, column, value, message):
    before = stored_rows()

    result = bring_in(tmp_path, {AWAY: content})

    [problem] = result.errors
    assert (problem.file, problem.row, problem.column, problem.value) == (AWAY, row, column, value)
    assert problem.message.startswith(message)
    assert stored_rows() == before


def test_the_row_is_that_of_the_spreadsheet(tmp_path):
    """Text with line breaks is one row, and an empty row counts."""
    account = '"We baked.\nTwice.\n"'
    content = (
        f"{HEADERS[SESSION]}\nkai,S1,2025-02-01,held,,sam@example.org,,{account},,\n"
        "\nkai,S2,nonsense,held,,sam@example.org,,,,\n"
    )
    [problem] = bring_in(tmp_path, {SESSION: content}).errors

    assert (problem.row, problem.value) == (4, "nonsense")


@pytest.mark.parametrize("name", ["nowhere", "a.txt"])
def test_a_directory_that_is_none_is_an_error(tmp_path, name):
    (tmp_path / "a.txt").write_text("")

    [problem] = import_directory(tmp_path / name, now=dates.now()).errors

    assert (problem.file, problem.row, problem.value) == ("", None, str(tmp_path / name))
    assert problem.message.startswith("There is no such directory")


def test_a_directory_without_files_is_an_error(tmp_path):
    [problem] = import_directory(tmp_path, now=dates.now()).errors

    assert problem.message.startswith("There is no file to import here. Expected one or more of: homes.csv,")


# --- many errors, and errors that come of others ------------------------------------------------------


def test_at_most_200_errors_are_listed_and_all_are_counted(tmp_path):
    lines = [f"kai,gone,2025-04-01,{n}" for n in range(150)]

    result = bring_in(tmp_path, rows_of(AWAY, *lines) | added(HOME, "elm,,England,key-worker,"))

    assert (len(result.errors), result.errors_total) == (200, 301)
    assert (result.errors[0].file, result.errors[1].row, result.errors[-1].row) == (HOME, 2, 101)


def test_what_leans_on_a_wrong_row_is_not_reported_again(tmp_path):
    """One slip in staff.csv is one error, not one for each session the person wrote."""
    staff = SOUND[STAFF].replace(
        "sam@example.org,Sam Okafor,Key worker,maple", "sam@example.org,Sam Okafor,,maple"
    )

    [problem] = bring_in(tmp_path, {STAFF: staff}).errors

    assert (problem.file, problem.column) == (STAFF, "job_title")


def test_a_wrong_home_is_one_error_whatever_names_it(tmp_path):
    """Also for somebody responsible for every home, whose provider is then not known."""
    staff = SOUND[STAFF] + "idris@example.org,Idris Cole,RI,,responsible_individual,2024-01-01,\n"
    homes = f"{HEADERS[HOME]}\nmaple,Maple,Spain,key-worker,\noak,Oak,Spain,key-worker,\n"

    problems = bring_in(tmp_path, {HOME: homes, STAFF: staff}).errors

    assert [(problem.file, problem.row, problem.column) for problem in problems] == [
        (HOME, 2, "nation"),
        (HOME, 3, "nation"),
    ]


def test_a_provider_wide_role_needs_one_provider(tmp_path):
    homes = SOUND[HOME].replace("oak,Oak Lodge,Wales,key-worker,Hearthside", "oak,Oak,Wales,key-worker,Other")
    staff = SOUND[STAFF] + "idris@example.org,Idris Cole,RI,,responsible_individual,2024-01-01,\n"

    [problem] = bring_in(tmp_path, {HOME: homes, STAFF: staff}).errors

    assert (problem.row, problem.column) == (4, "home_code")
    assert problem.message.startswith("Which provider is meant is not clear")


@pytest.mark.parametrize("file", [HOME, STAFF, CHILD])
def test_an_unreadable_file_is_one_error(tmp_path, file):
    [problem] = bring_in(tmp_path, {file: b"\xff\xfe"}).errors

    assert problem.file == file


def test_codes_of_two_providers_must_be_told_apart(tmp_path, world):
    maple = rows_of(HOME, "maple,Maple,England,key-worker,Elsewhere Care")
    bring_in(tmp_path, maple | {name: HEADERS[name] for name in SOUND if name != HOME})
    (tmp_path / HOME).unlink()
    (tmp_path / STANDARD).write_text(SOUND[STANDARD])

    [problem] = import_directory(tmp_path, now=dates.now()).errors

    assert (problem.file, problem.column, problem.value) == (STANDARD, "home_code", "maple")
    assert problem.message.startswith("More than one provider has a home with this code")


def test_the_provider_of_a_code_two_providers_use_must_be_named(tmp_path, world):
    (tmp_path / HOME).write_text(f"{HEADERS[HOME]}\nmaple,Maple,England,key-worker,Elsewhere Care\n")
    import_directory(tmp_path, now=dates.now())
    (tmp_path / HOME).write_text(f"{HEADERS[HOME]}\nmaple,Maple,England,key-worker,\n")

    [problem] = import_directory(tmp_path, now=dates.now()).errors

    assert (problem.row, problem.column) == (2, "provider")


def test_a_voided_session_may_be_in_the_file_again_but_not_changed(tmp_path):
    bring_in(tmp_path)
    session = KeyWorkSession.objects.get(session_ref="S1")
    void = {"status": "void", "voided_at": dates.now(), "voided_by": system_user(), "voided_reason": "Twice"}
    set_fields(session, by=system_user(), **void)

    same = bring_in(tmp_path)
    [problem] = bring_in(tmp_path, {SESSION: SOUND[SESSION].replace("the bike", "a bike")}).errors

    assert same.counts["sessions"]["unchanged"] == 2
    assert problem.message == "This session was voided and cannot be changed by an import. Take the row out."


def test_another_child_s_stored_reference_is_refused(tmp_path):
    bring_in(tmp_path)

    [problem] = bring_in(
        tmp_path, {SESSION: SOUND[SESSION].replace("kai,S2,2025-01-19", "mia,S2,2025-02-19")}
    ).errors

    assert (problem.row, problem.column, problem.value) == (3, "session_ref", "S2")


def test_a_lead_who_was_stored_before_is_in_the_way_of_an_earlier_row(tmp_path):
    bring_in(tmp_path)

    result = bring_in(tmp_path, rows_of(KEY, "kai,tom@example.org,lead,2025-01-10,2025-01-20,,"))

    assert [(one.column, one.row) for one in result.errors] == [("from", 2)]
    assert "has a lead already: Sam Okafor" in result.errors[0].message


def test_one_who_ends_and_one_who_begins_come_in_together(tmp_path):
    bring_in(tmp_path)

    result = bring_in(
        tmp_path,
        rows_of(
            KEY,
            "kai,tom@example.org,lead,2025-03-01,,,",
            "kai,sam@example.org,lead,2025-01-10,2025-03-01,staff_left,",
        ),
    )

    assert (result.written, result.errors) == (True, [])
