"""What an import stores, what a second one leaves alone, and what a dry run does not do."""

import datetime as dt
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models.signals import pre_save
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from children.models import (
    Child,
    ChildAbsence,
    FileSaid,
    FileVersion,
    KeyWorkerAssignment,
    Placement,
)
from homes.audit import NobodyNamed, case_changed, record_change, record_new
from homes.dates import LONDON, add_days, now, today
from homes.models import Home, HomeStandard, InspectionGrant, LedgerEntry, Provider, StaffRole, User
from homes.models.places import FROM_THE_START
from homes.practice import SHIPPED
from sessions_app.importing import import_directory
from sessions_app.models import Format, KeyWorkSession, Signature
from sessions_app.signed.signing import content_hash
from tests.factories.importing import SOUND, bring_in, stored_rows, write_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

EXAMPLE = Path(__file__).parents[1] / "data" / "import_example"
NONE = {"created": 0, "updated": 0, "unchanged": 0}


def created(count):
    return {**NONE, "created": count}


def unchanged(count):
    return {**NONE, "unchanged": count}


# --- every file -----------------------------------------------------------------------------------


def test_homes_belong_to_the_provider_named(tmp_path):
    result = bring_in(tmp_path)

    maple = Home.objects.get(code="maple")
    assert result.counts["homes"] == created(2)
    assert (maple.name, maple.nation, maple.profile) == ("Maple House", "England", "key-worker")
    assert maple.provider.name == "Hearthside Care"


def test_homes_without_a_provider_get_one_named_imported(tmp_path):
    homes = "home_code,name,nation,profile\nmaple,Maple,england,key-worker\noak,Oak,WALES,key-worker\n"

    bring_in(tmp_path, {"homes.csv": homes})

    assert [provider.name for provider in Provider.objects.all()] == ["Imported provider"]
    assert [home.nation for home in Home.objects.order_by("code")] == ["England", "Wales"]


def test_a_home_without_a_provider_stays_with_the_one_it_has(tmp_path, world):
    homes = (
        "home_code,name,nation,profile,provider\n"
        "new,New House,England,key-worker,\n"
        "elm,Elm Row,England,key-worker,\n"
    )

    bring_in(tmp_path, {"homes.csv": homes} | headers_only("homes.csv"))

    assert Home.objects.get(code="new").provider.name == "Imported provider"
    assert Home.objects.get(code="elm").provider == world.elm.provider


def headers_only(kept):
    """Every other file with a header and no rows."""
    return {name: content.splitlines()[0] for name, content in SOUND.items() if name != kept}


def test_standards_are_set_by_the_system_and_count_from_the_start(tmp_path):
    standards = "home_code,rule_code,days,from\nmaple,KS-WEEK,5,\nmaple,PP-HOME,2M,01/02/2025\n"

    bring_in(tmp_path, {"standards.csv": standards})

    week, plan = HomeStandard.objects.order_by("rule_code")
    assert (week.amount, week.unit, week.applies_from) == (5, "days", FROM_THE_START)
    assert (plan.amount, plan.unit, plan.applies_from) == (2, "months", dt.date(2025, 2, 1))
    assert week.set_by.email == "keywork@system.invalid"


def test_people_cannot_sign_in_until_somebody_gives_them_a_password(tmp_path):
    bring_in(tmp_path)

    sam = User.objects.get(email="sam@example.org")
    assert not sam.has_usable_password()
    assert (sam.full_name, sam.job_title, sam.is_active) == ("Sam Okafor", "Key worker", True)


def test_the_latest_role_gives_the_job_title_wherever_it_stands(tmp_path):
    staff = """email,full_name,job_title,home_code,role,from,to
SAM@example.org,Sam Okafor,Senior,maple,senior,2025-06-01,
sam@example.org,Sam Okafor,Key worker,maple,residential_worker,2024-01-01,2025-05-31
tom@example.org,Tom Reed,Manager,,responsible_individual,2024-01-01,
"""
    result = bring_in(tmp_path, {"staff.csv": staff})

    sam = User.objects.get(email="sam@example.org")
    signature = Signature.objects.get()
    assert result.counts["staff"] == created(3)
    assert sam.job_title == "Senior"
    assert signature.job_title == "Key worker"  # of the day of signing
    assert StaffRole.objects.get(role="responsible_individual").provider.name == "Hearthside Care"


def test_an_inspector_gets_dated_access_and_no_role(tmp_path):
    staff = (
        SOUND["staff.csv"]
        + """nell@example.org,Nell Grant,Inspector,maple,inspector,2026-06-01,2026-06-03
nell@example.org,Nell Grant,Inspector,oak,inspector,2026-10-24,
"""
    )
    result = bring_in(tmp_path, {"staff.csv": staff})

    maple, oak = InspectionGrant.objects.order_by("starts_at")
    assert maple.starts_at == dt.datetime(2026, 6, 1, tzinfo=LONDON)
    assert maple.ends_at == dt.datetime(2026, 6, 4, tzinfo=LONDON)
    assert oak.ends_at == dt.datetime(2026, 10, 26, tzinfo=LONDON)  # the clocks go back on the 25th
    assert not StaffRole.objects.filter(user__email="nell@example.org").exists()
    assert result.notes == [
        "staff.csv row 5: the inspector's access has no last day and ends after 2026-10-25"
    ]


def test_a_child_who_moves_home_has_one_record_and_two_placements(tmp_path):
    header = "child_ref,known_as,date_of_birth,home_code,moved_in_on,moved_on_on,looked_after_since,"
    children = f"""{header}responsible_nation,intended_to_last_to_18
kai,Kai,2012-05-04,maple,2025-01-10,2025-06-01,2024-12-01,wales,Yes
kai,Kai,2012-05-04,oak,2025-06-01,,,,no
"""
    result = bring_in(tmp_path, {"children.csv": children})

    first, second = Placement.objects.order_by("moved_in_on")
    assert result.counts["children"] == created(2)
    assert Child.objects.count() == 1
    assert (first.home.code, first.moved_on_on) == ("maple", dt.date(2025, 6, 1))
    assert (first.looked_after_since, first.responsible_nation) == (dt.date(2024, 12, 1), "Wales")
    assert (first.intended_to_last_to_18, second.intended_to_last_to_18) == (True, False)
    assert (second.home.code, second.moved_on_on) == ("oak", None)


def test_moving_in_completes_the_placement_that_was_expected(tmp_path):
    header = "child_ref,known_as,date_of_birth,home_code,moved_in_on,expected_on\n"
    rest = "kai,Kai,2012-05-04,maple,2025-01-10,\n"
    bring_in(tmp_path, {"children.csv": header + rest + "noa,Noa,2014-01-01,oak,,2026-01-05\n"})

    moved = bring_in(tmp_path, {"children.csv": header + rest + "noa,Noa,2014-01-01,oak,2026-01-07,\n"})
    earlier = bring_in(tmp_path, {"children.csv": header + rest + "noa,Noa,2014-01-01,oak,,2026-01-05\n"})

    placement = Placement.objects.get(child__ref="noa")
    assert moved.counts["children"] == {"created": 0, "updated": 1, "unchanged": 1}
    assert earlier.counts["children"] == unchanged(2)
    assert (placement.expected_on, placement.moved_in_on) == (dt.date(2026, 1, 5), dt.date(2026, 1, 7))


MOVED = """child_ref,known_as,date_of_birth,home_code,moved_in_on,moved_on_on
kai,Kai,2012-05-04,maple,2025-01-10,2025-06-01
kai,Kai,2012-05-04,oak,2025-06-01,2025-09-01
"""


@pytest.mark.parametrize(
    ("email", "day", "home"),
    [
        ("sam@example.org", "2025-01-10", "maple"),
        ("sam@example.org", "2024-12-20", "maple"),  # named before moving in
        ("tom@example.org", "2025-05-20", "oak"),  # the worker's own home, before the move
        ("tom@example.org", "2025-06-01", "oak"),
        ("sam@example.org", "2025-06-01", "maple"),  # the day of leaving the worker's home
        ("sam@example.org", "2025-07-01", "oak"),  # nothing at the worker's home: any placement
        ("tom@example.org", "2025-09-01", "oak"),
    ],
)
def test_a_key_worker_belongs_to_the_placement_they_were_named_for(tmp_path, email, day, home):
    key_workers = f"child_ref,email,role,from\nkai,{email},lead,{day}\n"

    result = bring_in(
        tmp_path,
        {"children.csv": MOVED, "key_workers.csv": key_workers},
    )

    assert result.errors == []
    assert KeyWorkerAssignment.objects.get().home.code == home


def test_an_ended_assignment_keeps_its_reason(tmp_path):
    key_workers = """child_ref,email,role,from,to,end_reason,child_told_on
kai,sam@example.org,lead,2025-01-10,2025-03-31,planned_handover,2025-03-20
kai,tom@example.org,lead,2025-04-01,,,
"""
    bring_in(tmp_path, {"key_workers.csv": key_workers})

    first, second = KeyWorkerAssignment.objects.order_by("started_on")
    assert (first.ended_on, first.end_reason) == (dt.date(2025, 3, 31), "planned_handover")
    assert first.child_told_on == dt.date(2025, 3, 20)
    assert (second.ended_on, second.decided_by.email) == (None, "keywork@system.invalid")


def test_a_signed_session_carries_a_signature_of_the_earlier_records(tmp_path):
    bring_in(tmp_path)

    session = KeyWorkSession.objects.get(session_ref="S1")
    sam = User.objects.get(email="sam@example.org")
    signature = Signature.objects.get()
    assert (session.status, session.outcome, session.format) == ("signed", "held", "activity")
    assert session.signed_at == dt.datetime(2025, 1, 13, 12, tzinfo=LONDON)
    assert (session.voice, session.voice_text) == ("words", "I did it")
    assert session.people_present == [{"id": str(sam.public_id), "name": "Sam Okafor", "title": "Key worker"}]
    assert (session.key_worker, session.key_worker_name) == (sam, "Sam Okafor")
    assert (signature.session, signature.user, signature.method) == (session, sam, "imported")
    assert signature.content_hash == content_hash(session)
    assert signature.statement == "Signed in the home's earlier records"


def test_an_unsigned_session_is_its_author_s_draft(tmp_path):
    bring_in(tmp_path)

    draft = KeyWorkSession.objects.get(session_ref="S2")
    assert (draft.status, draft.signed_at, draft.voice) == ("draft", None, "")
    assert draft.people_present == []
    assert LedgerEntry.objects.get(model="sessions_app.KeyWorkSession", object_id=draft.pk).private_to_id == (
        draft.author_id
    )


def test_the_account_is_kept_exactly(tmp_path):
    text = ' =1+1; she said "no, thanks"\r\n\r\n  – Tea 🍞 '
    quoted = text.replace('"', '""')
    sessions = (
        "child_ref,session_ref,date,outcome,author_email,account\r\n"
        f'kai,S1,12/01/2025,held,sam@example.org,"{quoted}"\r\n'
    )
    bring_in(tmp_path, {"sessions.csv": sessions})

    assert KeyWorkSession.objects.get().account == text


@pytest.mark.parametrize(
    ("author", "day", "home"),
    [
        ("sam", "2025-05-31", "maple"),
        ("sam", "2025-06-01", "maple"),  # moving day: the author's own home
        ("tom", "2025-06-01", "oak"),
        ("sam", "2025-06-02", "oak"),
        ("sam", "2025-09-01", "oak"),  # the day of moving on, nowhere else to belong
    ],
)
def test_a_session_belongs_to_the_placement_of_its_day(tmp_path, author, day, home):
    sessions = f"child_ref,session_ref,date,outcome,author_email\nkai,S1,{day},held,{author}@example.org\n"

    result = bring_in(tmp_path, {"children.csv": MOVED, "sessions.csv": sessions})

    assert result.errors == []
    assert KeyWorkSession.objects.get().home.code == home


def test_time_away_and_documents_know_their_home(tmp_path):
    items = """child_ref,type,dated_on,review_due_on,child_has_copy,applies,reason
kai,HOME_PLAN,2025-01-15,2025-04-15,yes,,
kai,HEALTH,2024-12-01,,,,
kai,RISK,2026-01-01,,No,,
kai,PATHWAY,,,,no,Kai is 13
kai,ADOPTION,2025-01-15,,,no,The plan is to stay
kai,SPECIALIST,2025-01-15,2025-02-12,,not_yet,The clinic writes in February
kai,SPECIALIST,2025-03-01,,,,
"""
    absences = "child_ref,kind,from,to\nkai,holiday,2025-06-01,2025-06-08\nkai,missing,2025-06-08,\n"
    result = bring_in(tmp_path, {"children.csv": MOVED, "file_items.csv": items, "absences.csv": absences})

    places = {version.item.type: version.home.code for version in FileVersion.objects.all()}
    said = FileSaid.objects.order_by("item__type", "from_on")
    assert places == {"HOME_PLAN": "maple", "HEALTH": "maple", "RISK": "oak", "SPECIALIST": "maple"}
    assert list(said.values_list("item__type", "applies", "from_on", "until_on", "reason")) == [
        ("ADOPTION", "no", dt.date(2025, 1, 15), None, "The plan is to stay"),
        ("PATHWAY", "no", today(), None, "Kai is 13"),
        (
            "SPECIALIST",
            "not_yet",
            dt.date(2025, 1, 15),
            dt.date(2025, 2, 12),
            "The clinic writes in February",
        ),
        ("SPECIALIST", "yes", dt.date(2025, 3, 1), None, ""),
    ]
    assert FileVersion.objects.get(item__type="HOME_PLAN").child_has_copy is True
    assert [one.home.code for one in ChildAbsence.objects.all()] == ["oak", "oak"]
    assert result.counts["file_items"] == created(7)
    assert result.notes == []


# --- again ----------------------------------------------------------------------------------------


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
        own = {"id", "at", "object_id", "history_id", "history_date", "expected_on", "public_id"}
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


@pytest.mark.parametrize("profile", SHIPPED)
@pytest.mark.parametrize("code", Format)
def test_every_kind_of_time_is_taken_whatever_the_home_offers_today(tmp_path, profile, code):
    """The records were made under other lists; the form's list is about what is recorded from now on."""
    homes = SOUND["homes.csv"].replace("key-worker", profile)
    header, first, *_rest = SOUND["sessions.csv"].splitlines()
    at = header.split(",").index("format")
    cells = first.split(",")
    cells[at] = code.value

    bring_in(tmp_path, {"homes.csv": homes, "sessions.csv": f"{header}\n{','.join(cells)}\n"})

    assert KeyWorkSession.objects.get().format == code
