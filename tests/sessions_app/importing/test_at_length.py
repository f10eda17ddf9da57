"""An import that takes its time: judged before its transaction, written in batches, with a bar for who waits."""

import io
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from children.models import ContactEntry
from children.people.restrictions.models import Basis
from homes import dates
from sessions_app.importing import Progress, import_directory, plan, run
from sessions_app.models import KeyWorkSession
from tests.factories.importing import SOUND, bring_in, stored_rows, write_files
from tests.factories.people import PersonFactory, RestrictionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def test_a_wrong_row_is_found_before_anything_is_locked(tmp_path):
    files = {"contacts.csv": SOUND["contacts.csv"].replace("sw_update", "pigeon")}

    with CaptureQueriesContext(connection) as captured:
        result = bring_in(tmp_path, files)

    assert result.errors_total == 1
    assert {query["sql"].split()[0].upper() for query in captured} == {"SELECT"}


def test_batches_bring_in_what_one_batch_does(tmp_path, monkeypatch):
    monkeypatch.setattr(plan, "BATCH", 1)

    first = bring_in(tmp_path)
    before = stored_rows()
    second = bring_in(tmp_path)

    assert first.counts["sessions"]["created"] == 2
    assert second.counts["sessions"] == {"created": 0, "updated": 0, "unchanged": 2}
    assert stored_rows() == before


def test_a_child_whose_rows_lie_apart_is_judged_as_one(tmp_path, monkeypatch):
    monkeypatch.setattr(plan, "BATCH", 1)
    rows = (
        "kai,holiday,2025-03-01,2025-03-08",
        "mia,holiday,2025-03-01,2025-03-08",
        "kai,missing,2025-03-05,",
    )
    away = "\n".join(("child_ref,kind,from,to", *rows))

    [problem] = bring_in(tmp_path, {"absences.csv": away}).errors

    assert (problem.row, problem.column) == (4, "from")


def test_what_changed_between_judging_and_writing_is_noticed(tmp_path, monkeypatch):
    """Somebody brings in the same session, signed with other words, in between."""
    write_files(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    write_files(other, {"sessions.csv": SOUND["sessions.csv"].replace("the bike", "the car")})
    write = run._written

    def meanwhile(*args, **kwargs):
        monkeypatch.setattr(run, "_written", write)
        assert import_directory(other, now=dates.now()).written
        return write(*args, **kwargs)

    monkeypatch.setattr(run, "_written", meanwhile)
    result = import_directory(tmp_path, now=dates.now())

    assert [(one.file, one.column) for one in result.errors] == [("sessions.csv", "account")]
    assert (result.written, KeyWorkSession.objects.get(session_ref="S1").account) == (
        False,
        "We mended the car.",
    )


def test_a_call_outside_a_restriction_is_kept_flagged_and_noted(tmp_path):
    bring_in(tmp_path)
    placement = KeyWorkSession.objects.first().placement
    dad = PersonFactory(child=placement.child, home=placement.home, name="Neil Moss", called="Dad")
    bar = RestrictionFactory(
        child=placement.child,
        home=placement.home,
        person=dad,
        no_contact=True,
        basis=Basis.SAFEGUARDING,
        started_on=placement.moved_in_on,
    )
    calls = (
        SOUND["contacts.csv"].splitlines()[0]
        + "\n"
        + "\n".join(
            f"kai,2025-02-0{n},phone,in,{person},{outcome},"
            for n, (person, outcome) in enumerate(
                [
                    ("Neil", "spoke"),
                    ("my Dad", "spoke"),
                    ("Neil Moss.", "tried"),
                    ("Gran", "spoke"),
                    ("", "spoke"),
                ],
                start=1,
            )
        )
    )

    result = bring_in(tmp_path, {"contacts.csv": calls})
    again = bring_in(tmp_path, {"contacts.csv": calls})

    assert result.notes == [
        "contacts.csv row 2: outside a restriction; kept, and flagged",
        "contacts.csv row 3: outside a restriction; kept, and flagged",
    ]
    against = ContactEntry.objects.filter(restriction=bar)
    assert sorted(one.person_name for one in against) == ["Neil", "my Dad"]
    assert all(one.outside_restriction_reason for one in against)
    assert again.counts["contacts"] == {"created": 0, "updated": 0, "unchanged": 5}


# --- limits and the bar ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("program", "limited"), [("import keywork.wsgi", True), ("import keywork.celery", False)]
)
def test_the_limits_of_web_requests_are_for_the_web_only(program, limited):
    options = "settings.DATABASES['default']['OPTIONS']['options']"
    answer = subprocess.run(
        [sys.executable, "-c", f"{program}\nfrom django.conf import settings\nprint({options})"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={
            "DATABASE_URL": "postgres://nobody@127.0.0.1/nothing",
            "DJANGO_SETTINGS_MODULE": "keywork.settings",
            "DATA_DIR": str(settings.DATA_DIR),
        },
    ).stdout

    assert ("statement_timeout" in answer, "idle_in_transaction" in answer) == (limited, limited)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        (Terminal(), "\r\x1b[KWriting [" + "#" * 6 + "·" * 18 + "] 1,000 of 4,000 rows, 3 minutes left"),
        (io.StringIO(), "Writing: 1,000 of 4,000 rows, 3 minutes left\n"),
    ],
)
def test_who_waits_reads_rows_and_minutes(stream, said):
    clock = iter([0.0, 60.0])
    bar = Progress(stream, clock=lambda: next(clock))

    bar.begin("Writing", 4_000)
    bar.add(1_000)

    assert stream.getvalue() == said


def test_a_short_import_says_nothing_of_its_progress():
    stream = io.StringIO()
    bar = Progress(stream, clock=lambda: 0.0)

    bar.begin("Writing", 10)
    bar.add(10)
    bar.end()

    assert stream.getvalue() == ""
