"""Every way a file can be wrong: the error names file, row, column and value, and says what to do."""

import pytest

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
LONG = "x" * 300

# file, rows added to the sound set, then row, column, value and the start of the message
ROWS = [
    # homes
    (HOME, ["elm,,England,key-worker,"], 4, "name", "", "This cell must be filled in"),
    (HOME, ["elm,Elm,Scotland,key-worker,"], 4, "nation", "Scotland", "Use one of: England, Wales."),
    (
        HOME,
        ["elm,Elm,England,Key-Worker,"],
        4,
        "profile",
        "Key-Worker",
        "Not a known code. Use one of: key-worker,",
    ),
    (HOME, ["maple,Elm,England,key-worker,Hearthside Care"], 4, "home_code", "maple", "This repeats row 2"),
    (
        HOME,
        [f"{LONG},Elm,England,key-worker,"],
        4,
        "home_code",
        "x" * 79 + "…",
        "The text has 300 characters; at most 60",
    ),
    (
        HOME,
        [f"elm,{LONG},England,key-worker,"],
        4,
        "name",
        "x" * 79 + "…",
        "The text has 300 characters; at most 200",
    ),
    # standards
    (STANDARD, ["elm,KW-TOLD,1,"], 3, "home_code", "elm", "There is no home with this code"),
    (STANDARD, ["maple,KS-MONTH,1,"], 3, "rule_code", "KS-MONTH", "Not a known code. Use one of: KS-FIRST,"),
    (STANDARD, ["maple,KS-SIGN,1,"], 3, "rule_code", "KS-SIGN", "Not a known code. Use one of: KS-FIRST,"),
    (STANDARD, ["maple,SW-UPDATE,0,"], 3, "days", "0", "Write a whole number of days from 1 to 800"),
    (STANDARD, ["maple,KW-TOLD,one,"], 3, "days", "one", "Write a whole number of days from 0 to 800"),
    (STANDARD, ["maple,KW-TOLD,801,"], 3, "days", "801", "Write a whole number of days from 0 to 800"),
    (STANDARD, ["maple,KW-TOLD,-1,"], 3, "days", "-1", "Write a whole number of days from 0 to 800"),
    (STANDARD, ["maple,KW-TOLD,1.5,"], 3, "days", "1.5", "Write a whole number of days from 0 to 800"),
    (STANDARD, ["maple,KW-TOLD,,"], 3, "days", "", "This cell must be filled in"),
    (STANDARD, ["maple,PP-HOME,90,"], 3, "days", "90", "PP-HOME counts months: write 3m."),
    (STANDARD, ["maple,KW-TOLD,1m,"], 3, "days", "1m", "KW-TOLD counts days: write a number without m"),
    (
        STANDARD,
        ["maple,SW-VISIT,7,"],
        3,
        "rule_code",
        "SW-VISIT",
        "The law sets this number and a home cannot",
    ),
    (
        STANDARD,
        ["maple,PERS-REV,4m,"],
        3,
        "days",
        "4m",
        "A home may only be stricter than the law: write 3m or less.",
    ),
    (STANDARD, ["maple,KS-WEEK,6,"], 3, "rule_code", "KS-WEEK", "This repeats row 2"),
    (STANDARD, ["maple,KW-TOLD,1,0000-01-01"], 3, "from", "0000-01-01", "The year must be from 1900 to 2100"),
    # staff
    (STAFF, ["dee,Dee,Worker,maple,senior,2024-01-01,"], 4, "email", "dee", "This is not an e-mail address"),
    (STAFF, [",Dee,Worker,maple,senior,2024-01-01,"], 4, "email", "", "This cell must be filled in"),
    (
        STAFF,
        [f"{LONG}@example.org,Dee,Worker,maple,senior,2024-01-01,"],
        4,
        "email",
        "x" * 79 + "…",
        "The text has 312",
    ),
    (
        STAFF,
        ["dée@example.org,Dee,Worker,maple,senior,2024-01-01,"],
        4,
        "email",
        "dée@example.org",
        "This is not an e-mail",
    ),
    (
        STAFF,
        ["keywork@system.invalid,Dee,W,maple,senior,2024-01-01,"],
        4,
        "email",
        "keywork@system.invalid",
        "This address is Keywork's own",
    ),
    (
        STAFF,
        ["sam@example.org,Sammy,Senior,maple,senior,2024-01-01,"],
        4,
        "full_name",
        "Sammy",
        "Row 2 gives this e-mail another name: “Sam Okafor”",
    ),
    (
        STAFF,
        ["dee@example.org,Dee,Worker,maple,boss,2024-01-01,"],
        4,
        "role",
        "boss",
        "Not a known code. Use one of: residential_worker, senior, deputy_manager,",
    ),
    (
        STAFF,
        ["dee@example.org,Dee,Worker,elm,senior,2024-01-01,"],
        4,
        "home_code",
        "elm",
        "There is no home with this code",
    ),
    (
        STAFF,
        ["dee@example.org,Dee,Worker,,senior,2024-01-01,"],
        4,
        "home_code",
        "",
        "Name the home. Only a responsible individual",
    ),
    (
        STAFF,
        ["dee@example.org,Dee,Worker,,inspector,2024-01-01,"],
        4,
        "home_code",
        "",
        "Name the home. Only a responsible individual",
    ),
    (STAFF, ["dee@example.org,Dee,Worker,maple,senior,,"], 4, "from", "", "This cell must be filled in"),
    (
        STAFF,
        ["dee@example.org,Dee,Worker,maple,senior,2024-02-01,2024-01-31"],
        4,
        "to",
        "2024-01-31",
        "The last day is before the first",
    ),
    (
        STAFF,
        ["SAM@example.org,Sam Okafor,Worker,maple,residential_worker,2024-01-01,"],
        4,
        "email",
        "SAM@example.org",
        "This repeats row 2",
    ),
    (
        STAFF,
        ["sam@example.org,Sam Okafor,Worker,maple,residential_worker,2025-01-01,"],
        4,
        "from",
        "2025-01-01",
        "This role is open already from 2024-01-01",
    ),
    # children
    (CHILD, ["noa,,,2012-01-01,oak,2025-01-01,,"], 4, "known_as", "", "This cell must be filled in"),
    (CHILD, ["noa,Noa,,,oak,2025-01-01,,"], 4, "date_of_birth", "", "This cell must be filled in"),
    (
        CHILD,
        ["noa,Noa,,31/02/2012,oak,2025-01-01,,"],
        4,
        "date_of_birth",
        "31/02/2012",
        "There is no such day in the calendar",
    ),
    (
        CHILD,
        ["noa,Noa,,2012-13-01,oak,2025-01-01,,"],
        4,
        "date_of_birth",
        "2012-13-01",
        "There is no such day in the calendar",
    ),
    (
        CHILD,
        ["noa,Noa,,1 May 2012,oak,2025-01-01,,"],
        4,
        "date_of_birth",
        "1 May 2012",
        "This is not a date. Write it as 2026-03-31 or 31/03/2026.",
    ),
    (
        CHILD,
        ["noa,Noa,,2012-01-01,oak,9999-12-31,,"],
        4,
        "moved_in_on",
        "9999-12-31",
        "The year must be from 1900 to 2100",
    ),
    (
        CHILD,
        ["noa,Noa,,2099-01-01,oak,2025-01-01,,"],
        4,
        "date_of_birth",
        "2099-01-01",
        "The date of birth is in the future",
    ),
    (
        CHILD,
        ["noa,Noa,,2025-01-02,oak,2025-01-01,,"],
        4,
        "moved_in_on",
        "2025-01-01",
        "The child was not born yet",
    ),
    (
        CHILD,
        ["noa,Noa,,2012-01-01,elm,2025-01-01,,"],
        4,
        "home_code",
        "elm",
        "There is no home with this code",
    ),
    (CHILD, ["noa,Noa,,2012-01-01,oak,,,"], 4, "moved_in_on", "", "Fill in moved_in_on, or expected_on"),
    (
        CHILD,
        ["noa,Noa,,2012-01-01,oak,,2025-01-01,2025-02-01"],
        4,
        "moved_on_on",
        "2025-02-01",
        "A child who moved on also moved in",
    ),
    (
        CHILD,
        ["noa,Noa,,2012-01-01,oak,2025-01-02,,2025-01-01"],
        4,
        "moved_on_on",
        "2025-01-01",
        "The child moved on before moving in",
    ),
    (CHILD, ["kai,Kai,,2012-05-04,maple,2025-01-10,,"], 4, "child_ref", "kai", "This repeats row 2"),
    (
        CHILD,
        ["kai,Kai,,2012-05-04,oak,2025-06-01,,"],
        4,
        "moved_on_on",
        "",
        "Another placement, from 2025-01-10 at maple, has no day of moving on",
    ),
    (
        CHILD,
        ["kai,Kai,,2012-05-04,oak,2024-12-01,,2025-01-11"],
        2,
        "moved_in_on",
        "2025-01-10",
        "This placement overlaps another, from 2024-12-01 at oak",
    ),
    (
        CHILD,
        ["kai,Kay,,2012-05-04,oak,2024-01-01,,2024-02-01"],
        4,
        "known_as",
        "Kay",
        "Row 2 of the same child says “Kai”",
    ),
    (
        CHILD,
        ["kai,Kai,,2012-05-05,oak,2024-01-01,,2024-02-01"],
        4,
        "date_of_birth",
        "2012-05-05",
        "Row 2 of the same child says “2012-05-04”",
    ),
    # key workers
    (
        KEY,
        ["zed,sam@example.org,lead,2025-01-10,,,"],
        3,
        "child_ref",
        "zed",
        "There is no child with this reference",
    ),
    (
        KEY,
        ["mia,zed@example.org,lead,2025-02-01,,,"],
        3,
        "email",
        "zed@example.org",
        "Nobody has this e-mail. Add the person to staff.csv.",
    ),
    (
        KEY,
        ["mia,sam@example.org,third,2025-02-01,,,"],
        3,
        "role",
        "third",
        "Not a known code. Use one of: lead, second, cover.",
    ),
    (
        KEY,
        ["mia,sam@example.org,lead,2025-02-01,2025-01-31,,"],
        3,
        "to",
        "2025-01-31",
        "The last day is before the first",
    ),
    (
        KEY,
        ["mia,sam@example.org,lead,2025-02-01,,staff_left,"],
        3,
        "to",
        "",
        "A reason for ending needs the last day",
    ),
    (
        KEY,
        ["mia,sam@example.org,lead,2025-02-01,2025-03-01,bored,"],
        3,
        "end_reason",
        "bored",
        "Not a known code. Use one of: child_asked, staff_left, long_absence,",
    ),
    (
        KEY,
        ["kai,tom@example.org,lead,2025-02-01,,,"],
        3,
        "from",
        "2025-02-01",
        "The child has a lead already: Sam Okafor from 2025-01-10",
    ),
    (
        KEY,
        ["kai,sam@example.org,second,2025-02-01,,,"],
        3,
        "from",
        "2025-02-01",
        "Sam Okafor is a key worker already from 2025-01-10",
    ),
    (
        KEY,
        ["mia,sam@example.org,lead,2025-02-01,2025-04-01,,", "mia,tom@example.org,lead,2025-03-31,,,"],
        4,
        "from",
        "2025-03-31",
        "The child has a lead on some of these days: Sam Okafor from 2025-02-01",
    ),
    (
        KEY,
        ["mia,sam@example.org,second,2025-02-01,2025-04-01,,", "mia,sam@example.org,second,2025-03-01,,,"],
        4,
        "from",
        "2025-03-01",
        "Sam Okafor is a key worker on some of these days, from 2025-02-01",
    ),
    (
        KEY,
        ["mia,sam@example.org,cover,2025-02-01,,,", "mia,sam@example.org,cover,2025-03-01,2025-03-05,,"],
        4,
        "from",
        "2025-03-01",
        "Sam Okafor is a key worker already from 2025-02-01",
    ),
    (KEY, ["kai,sam@example.org,lead,2025-01-10,,,"], 3, "child_ref", "kai", "This repeats row 2"),
    # sessions
    (
        SESSION,
        ["kai,,2025-02-01,held,,sam@example.org,,,,"],
        4,
        "session_ref",
        "",
        "This cell must be filled in",
    ),
    (SESSION, ["kai,S1,2025-02-01,held,,sam@example.org,,,,"], 4, "session_ref", "S1", "This repeats row 2"),
    (SESSION, ["mia,S2,2025-02-01,held,,sam@example.org,,,,"], 4, "session_ref", "S2", "This repeats row 3"),
    (
        SESSION,
        ["kai,S3,2025-01-09,held,,sam@example.org,,,,"],
        4,
        "date",
        "2025-01-09",
        "Kai did not live at any home on 2025-01-09",
    ),
    (
        SESSION,
        ["kai,S3,2099-01-09,held,,sam@example.org,,,,"],
        4,
        "date",
        "2099-01-09",
        "The session is in the future",
    ),
    (
        SESSION,
        ["kai,S3,2025-02-01,happened,,sam@example.org,,,,"],
        4,
        "outcome",
        "happened",
        "Not a known code. Use one of: held, part_held, declined, attempted, cancelled_by_home, not_possible.",
    ),
    (SESSION, ["kai,S3,2025-02-01,,,sam@example.org,,,,"], 4, "outcome", "", "This cell must be filled in"),
    (
        SESSION,
        ["kai,S3,2025-02-01,held,chat,sam@example.org,,,,"],
        4,
        "format",
        "chat",
        "Not a known code. Use one of: formal,",
    ),
    (
        SESSION,
        ["kai,S3,2025-02-01,held,,zed@example.org,,,,"],
        4,
        "author_email",
        "zed@example.org",
        "Nobody has this e-mail",
    ),
    (
        SESSION,
        ["kai,S3,2025-02-01,held,,sam@example.org,sam@example.org;zed@example.org,,,"],
        4,
        "present_emails",
        "zed@example.org",
        "Nobody has this e-mail",
    ),
    (
        SESSION,
        ["kai,S3,2025-02-01,held,,sam@example.org,sam,,,"],
        4,
        "present_emails",
        "sam",
        "This is not an e-mail address",
    ),
    (
        SESSION,
        ["kai,S3,2025-02-02,held,,sam@example.org,,,,2025-02-01"],
        4,
        "signed_on",
        "2025-02-01",
        "It was signed before it took place",
    ),
    (
        SESSION,
        ["kai,S3,2025-02-02,held,,sam@example.org,,,,2099-02-01"],
        4,
        "signed_on",
        "2099-02-01",
        "The day of signing is in the future",
    ),
    # absences
    (AWAY, ["kai,gone,2025-04-01,"], 3, "kind", "gone", "Not a known code. Use one of: missing,"),
    (AWAY, ["kai,holiday,2025-04-02,2025-04-01"], 3, "to", "2025-04-01", "The child came back before going"),
    (AWAY, ["kai,holiday,2025-03-01,2025-03-05"], 3, "from", "2025-03-01", "This repeats row 2"),
    (
        AWAY,
        ["kai,holiday,2025-03-07,2025-03-09"],
        3,
        "from",
        "2025-03-07",
        "The child was away already, from 2025-03-01",
    ),
    (
        AWAY,
        ["kai,hospital,2025-04-01,", "kai,missing,2025-05-01,"],
        4,
        "from",
        "2025-05-01",
        "The child was away already, from 2025-04-01",
    ),
    (
        AWAY,
        ["kai,holiday,2024-03-01,2024-03-05"],
        3,
        "from",
        "2024-03-01",
        "Kai did not live at any home on 2024-03-01",
    ),
    # documents
    (ITEM, ["kai,PLAN,2025-01-15,,,,"], 3, "type", "PLAN", "Not a known code. Use one of: CARE_PLAN,"),
    (ITEM, ["kai,HEALTH,,,,,"], 3, "dated_on", "", "Fill in the day of the document, or write no or not_yet"),
    (
        ITEM,
        ["kai,HEALTH,2025-01-15,2025-01-14,,,"],
        3,
        "review_due_on",
        "2025-01-14",
        "The review is due before the document is dated",
    ),
    (ITEM, ["kai,HEALTH,2025-01-15,,maybe,,"], 3, "child_has_copy", "maybe", "Use one of: yes, no."),
    (ITEM, ["kai,HEALTH,2025-01-15,,,perhaps,"], 3, "applies", "perhaps", "Use one of: yes, no, not_yet."),
    (ITEM, ["kai,PATHWAY,2025-01-15,,,no,"], 3, "reason", "", "Fill in why it does not apply, or not yet."),
    (ITEM, ["kai,RISK,2025-01-15,,,no,Short stay"], 3, "applies", "no", "Every child has this document."),
    (ITEM, ["kai,RISK,,2025-01-15,,not_yet,Busy"], 3, "dated_on", "", "Fill in the day on which “not yet”"),
    (
        ITEM,
        ["kai,RISK,2025-01-15,,,not_yet,Busy"],
        3,
        "review_due_on",
        "",
        "Fill in until when: at most 28 days after dated_on.",
    ),
    (
        ITEM,
        ["kai,RISK,2025-01-15,2025-02-13,,not_yet,Busy"],
        3,
        "review_due_on",
        "2025-02-13",
        "Fill in until when: at most 28 days after dated_on.",
    ),
    (ITEM, ["kai,HOME_PLAN,2025-01-15,,,,"], 3, "type", "HOME_PLAN", "This repeats row 2"),
    (ITEM, ["zed,HOME_PLAN,2025-01-15,,,,"], 3, "child_ref", "zed", "There is no child with this reference"),
]


@pytest.mark.parametrize(("file", "lines", "row", "column", "value", "message"), ROWS)
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
