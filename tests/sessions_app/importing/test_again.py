"""What a second import adds, and what it leaves alone."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.db.models.signals import pre_save
from django.forms.models import model_to_dict

from children.models import Child, FileVersion, KeyWorkerAssignment, Placement
from homes.audit import NobodyNamed, record_change, record_new
from homes.dates import LONDON, now
from homes.models import Home, LedgerEntry, StaffRole
from sessions_app.importing import import_directory
from sessions_app.models import KeyWorkSession
from sessions_app.signed.signing import content_hash
from tests.factories.importing import NONE, SOUND, bring_in, created, stored_rows, unchanged, write_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
EXAMPLE = Path(__file__).parents[2] / "data" / "import_example"


def test_a_second_import_changes_nothing_and_writes_no_history(tmp_path):
    bring_in(tmp_path)
    before = stored_rows()

    again = bring_in(tmp_path)

    assert again.counts == {
        "homes": unchanged(2),
        "standards": unchanged(1),
        "staff": unchanged(2),
        "children": unchanged(2),
        "key_workers": unchanged(1),
        "sessions": unchanged(2),
        "absences": unchanged(1),
        "file_items": unchanged(1),
        "contacts": unchanged(1),
    }
    assert stored_rows() == before


def test_the_example_set_goes_in_twice(tmp_path):
    first = import_directory(EXAMPLE, now=now())
    before = stored_rows()
    second = import_directory(EXAMPLE, now=now())

    assert (first.errors, second.errors) == ([], [])
    assert all(count["created"] > 0 and count == created(count["created"]) for count in first.counts.values())
    assert all(count == unchanged(count["unchanged"]) for count in second.counts.values())
    assert stored_rows() == before


def test_every_new_record_has_one_history_and_one_ledger_row(tmp_path):
    bring_in(tmp_path)

    for model in (Home, StaffRole, Child, Placement, KeyWorkerAssignment, KeyWorkSession, FileVersion):
        assert model.history.count() == model.objects.count()
        assert LedgerEntry.objects.filter(model=model._meta.label).count() == model.objects.count()
    entry = LedgerEntry.objects.filter(model="children.Placement").first()
    assert (entry.reason, entry.user_name) == ("Imported from children.csv", "Keywork (automatic)")
    assert entry.home_id == Placement.objects.get(pk=entry.object_id).home_id


def test_a_bulk_insert_writes_what_a_single_save_writes(world):
    one, other = (
        Placement(child=world.noa, home=world.oak, expected_on=dt.date(2030, 1, day)) for day in (1, 2)
    )
    record_change(one, by=world.jean, reason="Agreed")
    record_new([other], by=world.jean, reason="Agreed")

    def trace(placement):
        version = placement.history.get()
        entry = LedgerEntry.objects.get(model="children.Placement", history_id=version.pk)
        own = {"id", "at", "object_id", "history_id", "history_date", "expected_on", "public_id", "mac"}
        rows = (model_to_dict(row) for row in (version, entry))
        return [{name: value for name, value in row.items() if name not in own} for row in rows]

    assert trace(other) == trace(one)


def test_a_bulk_insert_nobody_stands_behind_is_refused_and_undone(world):
    with pytest.raises(NobodyNamed), transaction.atomic():
        record_new([Placement(child=world.noa, home=world.oak, expected_on=world.today)], by=None)

    assert not Placement.objects.filter(expected_on=world.today).exists()


def test_what_the_database_refuses_is_an_error_and_writes_nothing(tmp_path):
    """Somebody else wrote the same row between the plan and the write."""
    bring_in(tmp_path)
    before = stored_rows()

    def refuse(sender, **kwargs):
        raise IntegrityError("UNIQUE constraint failed\nDETAIL: a name")

    pre_save.connect(refuse, sender=Home)
    try:
        result = bring_in(tmp_path, {"homes.csv": SOUND["homes.csv"].replace("Maple House", "Maple")})
    finally:
        pre_save.disconnect(refuse, sender=Home)

    [problem] = result.errors
    assert problem.message == (
        "The database refused the import (UNIQUE constraint failed). Nothing was written: run it again."
    )
    assert (result.written, stored_rows()) == (False, before)


def test_a_session_signed_today_is_not_signed_later_than_now(tmp_path):
    morning = dt.datetime(2026, 3, 2, 7, 30, tzinfo=LONDON)
    sessions = SOUND["sessions.csv"].replace("2025-01-13", "2026-03-02")
    write_files(tmp_path, {"sessions.csv": sessions})

    import_directory(tmp_path, now=morning)
    again = import_directory(tmp_path, now=morning + dt.timedelta(days=1))

    assert KeyWorkSession.objects.get(session_ref="S1").signed_at == morning
    assert again.counts["sessions"] == unchanged(2)


def test_later_files_update_by_reference(tmp_path):
    bring_in(tmp_path)
    changes = {
        "homes.csv": SOUND["homes.csv"].replace("Maple House", "Maple Cottage"),
        "standards.csv": SOUND["standards.csv"].replace("5,", "6,"),
        "staff.csv": SOUND["staff.csv"].replace("2024-01-01,\ntom", "2024-01-01,2026-01-31\ntom"),
        "children.csv": SOUND["children.csv"].replace("mia,Mia,", "mia,Mimi,"),
        "key_workers.csv": SOUND["key_workers.csv"].replace("2025-01-10,,,", "2025-01-10,2025-09-01,,")
        + "kai,tom@example.org,lead,2025-09-02,,,\n",
        "absences.csv": SOUND["absences.csv"].replace("2025-03-08", "2025-03-09"),
        "file_items.csv": SOUND["file_items.csv"].replace(",yes,", ",no,"),
    }

    result = bring_in(tmp_path, changes)

    one_of_two = {"created": 0, "updated": 1, "unchanged": 1}
    assert result.errors == []
    assert result.counts == {
        "homes": one_of_two,
        "standards": {**NONE, "updated": 1},
        "staff": one_of_two,
        "children": one_of_two,
        "key_workers": {"created": 1, "updated": 1, "unchanged": 0},
        "sessions": unchanged(2),
        "absences": {**NONE, "updated": 1},
        "file_items": {**NONE, "updated": 1},
        "contacts": unchanged(1),
    }
    assert Home.objects.get(code="maple").name == "Maple Cottage"
    assert Home.history.filter(code="maple").count() == 2
    assert Child.objects.get(ref="mia").known_as == "Mimi"
    assert FileVersion.objects.get().child_has_copy is False


def test_an_empty_cell_never_clears_what_is_stored(tmp_path):
    """Otherwise the old file would give a leaver their role back."""
    ended = SOUND["staff.csv"].replace("2024-01-01,\ntom", "2024-01-01,2026-01-31\ntom")
    bring_in(tmp_path, {"staff.csv": ended})

    result = bring_in(tmp_path)

    assert result.counts["staff"] == unchanged(2)
    assert StaffRole.objects.get(user__email="sam@example.org").ended_on == dt.date(2026, 1, 31)


def test_a_draft_is_updated_then_signed_by_a_later_import(tmp_path):
    bring_in(tmp_path)
    changed = SOUND["sessions.csv"].replace("declined,,sam@example.org,,,,", "held,,sam@example.org,,Tea.,,")
    signed = changed.replace("Tea.,,", "Tea.,,2025-01-20")

    updated = bring_in(tmp_path, {"sessions.csv": changed})
    draft = KeyWorkSession.objects.get(session_ref="S2")
    finished = bring_in(tmp_path, {"sessions.csv": signed})
    session = KeyWorkSession.objects.get(session_ref="S2")
    again = bring_in(tmp_path, {"sessions.csv": signed})

    assert updated.counts["sessions"] == {"created": 0, "updated": 1, "unchanged": 1}
    assert (draft.status, draft.outcome, draft.account, draft.version) == ("draft", "held", "Tea.", 2)
    assert finished.counts["sessions"] == {"created": 0, "updated": 1, "unchanged": 1}
    assert (session.status, session.voice, session.version) == ("signed", "not_this_time", 3)
    assert session.signature.content_hash == content_hash(session)
    assert again.counts["sessions"] == unchanged(2)


@pytest.mark.parametrize(
    ("old", "new", "column", "value"),
    [
        ("2025-01-12,held", "2025-01-11,held", "date", "2025-01-11"),
        ("held", "part_held", "outcome", "part_held"),
        ("activity", "formal", "format", "formal"),
        ("activity,sam", "activity,tom", "author_email", "tom@example.org"),
        ("sam@example.org,,We", "sam@example.org,tom@example.org,We", "present_emails", "tom@example.org"),
        ("We mended the bike.", "We broke the bike.", "account", "We broke the bike."),
        ("I did it", "We did it", "child_voice", "We did it"),
        ("2025-01-13", "2025-01-14", "signed_on", "2025-01-14"),
    ],
)
def test_signed_words_are_never_changed_by_an_import(tmp_path, old, new, column, value):
    bring_in(tmp_path)
    before = stored_rows()

    result = bring_in(tmp_path, {"sessions.csv": SOUND["sessions.csv"].replace(old, new, 1)})

    [problem] = result.errors
    assert (problem.row, problem.column, problem.value) == (2, column, value)
    assert problem.message == (
        "This session is signed and cannot be changed by an import; add details in the browser."
    )
    assert stored_rows() == before


def test_an_empty_signed_on_does_not_unsign(tmp_path):
    bring_in(tmp_path)

    result = bring_in(tmp_path, {"sessions.csv": SOUND["sessions.csv"].replace("2025-01-13", "")})

    assert result.counts["sessions"] == unchanged(2)
    assert result.notes == [
        "sessions.csv: 1 rows have an empty signed_on, but the sessions are signed and stay so"
    ]


def test_a_new_job_title_leaves_signed_snapshots_and_the_import_alone(tmp_path):
    bring_in(tmp_path)

    result = bring_in(tmp_path, {"staff.csv": SOUND["staff.csv"].replace("Key worker", "Senior")})

    assert result.counts["sessions"] == unchanged(2)
    assert KeyWorkSession.objects.get(session_ref="S1").people_present[0]["title"] == "Key worker"


def test_files_may_come_one_at_a_time(tmp_path):
    bring_in(tmp_path)
    (tmp_path / "later").mkdir()
    sessions = "child_ref,session_ref,date,outcome,author_email\nkai,S3,2025-02-01,held,sam@example.org\n"
    (tmp_path / "later" / "sessions.csv").write_text(sessions)

    result = import_directory(tmp_path / "later", now=now())

    assert result.written is True
    assert result.counts["sessions"] == created(1)
