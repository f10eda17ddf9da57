"""contacts.csv: calls and visits come in as they were logged, once, and are never written over."""

import datetime as dt

import pytest

from children.models import Child, ContactEntry
from homes.models import LedgerEntry
from tests.factories.importing import SOUND, bring_in, stored_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
HEAD = "child_ref,date,kind,direction,person,outcome,note\n"


def rows(*lines):
    return {"contacts.csv": HEAD + "\n".join(lines) + "\n"}


def test_a_call_is_stored_as_it_was_logged(tmp_path):
    result = bring_in(tmp_path, rows("kai,31/01/2025,video,in,Mum,spoke,They laughed."))

    assert (result.errors, result.counts["contacts"]["created"]) == ([], 1)
    entry = ContactEntry.objects.get()
    assert (entry.kind, entry.direction, entry.outcome) == ("video", "in", "spoke")
    assert (entry.person, entry.person_name, entry.content) == (None, "Mum", "They laughed.")
    assert (entry.happened_on, entry.home.code) == (dt.date(2025, 1, 31), "maple")
    assert entry.author_name == "Keywork (automatic)"
    assert LedgerEntry.objects.filter(model="children.ContactEntry").count() == 1


def test_only_what_is_needed_and_an_attempt_is_not_done(tmp_path):
    files = rows("kai,2025-02-01,school,,,,", "kai,2025-02-02,sw_update,out,Dana,tried,")

    assert bring_in(tmp_path, files).errors == []

    assert [one.kind for one in ContactEntry.objects.done()] == ["school"]
    assert ContactEntry.objects.get(outcome="tried").is_attempt


@pytest.mark.parametrize(
    "kind",
    [
        "sw_update", "sw_visit", "family_time", "phone", "letter", "video", "school", "health", "court",
        "police", "iro", "advocate",
    ],
)  # fmt: skip
def test_every_kind_of_the_format(tmp_path, kind):
    assert bring_in(tmp_path, rows(f"kai,2025-02-01,{kind},in,,met,")).errors == []

    assert ContactEntry.objects.get().kind == kind


def test_a_second_import_is_unchanged_and_writes_no_history(tmp_path):
    files = rows(
        "kai,2025-02-01,phone,in,Mum,tried,",
        "kai,2025-02-01,phone,in,Mum,tried,",  # she tried twice
        "kai,2025-02-01,phone,in,Mum,spoke,Then she got through.",
    )
    first = bring_in(tmp_path, files)
    before = stored_rows()

    second = bring_in(tmp_path, files)

    assert first.counts["contacts"] == {"created": 3, "updated": 0, "unchanged": 0}
    assert second.counts["contacts"] == {"created": 0, "updated": 0, "unchanged": 3}
    assert stored_rows() == before


def test_another_note_is_another_call_and_nothing_is_written_over(tmp_path):
    bring_in(tmp_path, rows("kai,2025-02-01,phone,in,Mum,spoke,One"))

    again = bring_in(tmp_path, rows("kai,2025-02-01,phone,in,Mum,spoke,Two"))

    assert again.counts["contacts"]["created"] == 1
    assert set(ContactEntry.objects.values_list("content", flat=True)) == {"One", "Two"}


def test_a_call_on_a_moving_day_belongs_to_the_next_home(tmp_path):
    children = SOUND["children.csv"].replace(
        "kai,Kai,,2012-05-04,maple,2025-01-10,,\n",
        "kai,Kai,,2012-05-04,maple,2025-01-10,,2025-06-01\nkai,Kai,,2012-05-04,oak,2025-06-01,,\n",
    )
    files = {"children.csv": children, **rows("kai,2025-05-31,phone,,,,", "kai,2025-06-01,phone,,,,")}

    assert bring_in(tmp_path, files).errors == []

    found = ContactEntry.objects.order_by("happened_on")
    assert [one.home.code for one in found] == ["maple", "oak"]


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ("nobody,2025-02-01,phone,,,,", "child_ref", "nobody"),
        ("kai,,phone,,,,", "date", ""),
        ("kai,31/02/2025,phone,,,,", "date", "31/02/2025"),
        ("kai,2099-02-01,phone,,,,", "date", "2099-02-01"),
        ("kai,2025-02-01,pigeon,,,,", "kind", "pigeon"),
        ("kai,2025-02-01,home_visit,,,,", "kind", "home_visit"),  # this product's own, not of the format
        ("kai,2025-02-01,phone,up,,,", "direction", "up"),
        ("kai,2025-02-01,phone,in,,rang,", "outcome", "rang"),
        (f"kai,2025-02-01,phone,in,{'M' * 201},spoke,", "person", "M" * 201),
    ],
)
def test_an_error_names_file_row_column_and_value_and_nothing_is_written(tmp_path, line, column, value):
    result = bring_in(tmp_path, rows("kai,2025-02-01,phone,in,Mum,spoke,", line))

    problem = result.errors[0]
    assert (problem.file, problem.row, problem.column) == ("contacts.csv", 3, column)
    assert problem.value.rstrip("…") == value[: len(problem.value.rstrip("…"))]
    assert problem.message
    assert not Child.objects.exists()
