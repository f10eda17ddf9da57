"""What an import stores of each file."""

import datetime as dt

import pytest

from children.models import Child, ChildAbsence, FileSaid, FileVersion, KeyWorkerAssignment, Placement
from homes.dates import LONDON, today
from homes.models import Home, HomeStandard, InspectionGrant, LedgerEntry, Provider, StaffRole, User
from homes.models.places import FROM_THE_START
from homes.practice import SHIPPED
from sessions_app.models import Format, KeyWorkSession, Signature
from sessions_app.signed.signing import content_hash
from tests.factories.importing import SOUND, bring_in, created, unchanged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


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
