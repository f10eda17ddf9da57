"""What the command finds beside the chain: records, files, signatures, ends said outside, and in copies."""

import contextlib
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection

from children.file import store
from children.file.actions import keep_file
from children.file.uploads import CleanUpload
from compliance.tasks import anchor_ledger, check_ledger, seal_ledger
from homes.database.sealing import anchor, stored
from homes.database.sealing.verify import verify
from homes.models import LedgerEntry, Seal, SealCheck
from tests.homes.database.sealing.conftest import NOON, behind_its_back, look, positions

pytestmark = pytest.mark.django_db


def found():
    return {(one.what, one.table) for one in verify().problems}


def test_a_house_as_it_was_written_has_nothing_to_say(sealed):
    assert found() == SIGNED_BY_HAND


# The sessions of the fixture were put down as signed, without the signature that signing writes.
SIGNED_BY_HAND = {("a signed record has no signature", "sessions_app_keyworksession")}


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "update children_child set known_as = 'Other' where id = {child}",
            ("a record is not as its last version says", "children_child"),
        ),
        (
            "update children_child set known_as = '' where id = {child}",
            ("a record is not as its last version says", "children_child"),
        ),
        (
            "delete from children_historicalchild where id = {child}",
            ("a record has no history", "children_child"),
        ),
        (
            "insert into children_child (public_id, ref, {rest}) "
            "select '00000000000000000000000000000001', 'other', {rest} from children_child where id = {child}",
            ("a record has no history", "children_child"),
        ),
        (
            "delete from homes_ledgerentry where child_id = {child}",
            ("a version nobody stands behind", "children_historicalchild"),
        ),
    ],
)
def test_what_is_changed_beside_the_history_is_named(sealed, statement, said):
    rest = ", ".join(
        name for name in stored.columns_of("children_child") if name not in ("id", "public_id", "ref")
    )
    with behind_its_back("children_child", "children_historicalchild", "homes_ledgerentry") as cursor:
        cursor.execute(statement.format(child=sealed.world.kai.pk, rest=rest))
        assert said in found()


def test_a_record_that_is_gone_is_named(sealed):
    table = "sessions_app_keyworksession"
    with behind_its_back(table) as cursor:
        cursor.execute(f"delete from {table} where id = %s", [sealed.sessions[0].pk])
        assert ("a record is gone that has a history", table) in found()


def test_a_file_whose_bytes_changed_and_one_that_is_gone_are_named(sealed):
    kept = []
    for content in (b"a plan", b"a photo"):
        upload = CleanUpload(content=content, kind="pdf", original_name="")
        with store.written(upload) as key:
            kept.append(keep_file(sealed.world.placements["kai"], upload, key, by=sealed.world.sam))
    one, other = kept
    assert found() == SIGNED_BY_HAND
    Path(store.store().path(one.key)).write_bytes(b"more")
    store.store().delete(other.key)

    assert found() - SIGNED_BY_HAND == {
        ("an uploaded file is changed", "children_storedfile"),
        ("an uploaded file is gone", "children_storedfile"),
    }


def test_the_command_says_all_is_well_or_the_first_that_is_not(sealed, capsys, tmp_path):
    with pytest.raises(SystemExit):
        call_command("verify_ledger", json=True)
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] is False
    assert said["problems"][0]["what"] == "a signed record has no signature"
    assert said["head"] == Seal.objects.order_by("-number").first().mac


def test_a_cut_end_shows_against_the_anchor(sealed, tmp_path):
    """Emptying the table, cutting its end and putting back an old copy all look whole to the chain itself."""
    kept = tmp_path / "anchors"
    anchor.write(str(kept), key=stored.key_now(), now=NOON)
    rows = sum(Seal.objects.order_by("number").values_list("rows", flat=True)[: Seal.objects.count() - 1])
    last = Seal.objects.order_by("-number").first()
    with behind_its_back("homes_seal") as cursor:
        cursor.execute("delete from homes_seal where number = %s", [last.number])

        report = verify(anchors=str(kept))
    assert report.first.what.startswith(f"link {last.number} is not the one that stood on 2026-11-03")
    assert report.first.position == rows + 1


@pytest.mark.parametrize("part", ["mac", "link", "at", "signature", "key"])
def test_an_anchor_somebody_else_wrote_is_named(sealed, tmp_path, part):
    said = json.loads(anchor.line_of(key=stored.key_now(), now=NOON))
    said[part] = {"link": 1, "key": "0" * 12}.get(part, "ab" * 32)
    kept = tmp_path / "anchors"
    kept.write_text(json.dumps(said))

    assert "anchor 1 was not written by Keywork" in {one.what for one in verify(anchors=str(kept)).problems}


def test_the_worker_seals_anchors_checks_and_tells_who_oversees(world, unscoped, settings, tmp_path):
    settings.LEDGER_ANCHORS = str(tmp_path / "anchors")
    look(world, world.kai)
    seal_ledger()
    anchor_ledger()
    anchor_ledger()
    check_ledger()

    head = Seal.objects.order_by("-number").first().mac
    assert [json.loads(line)["mac"] for line in (tmp_path / "anchors").read_text().splitlines()] == [
        head,
        head,
    ]
    kept = SealCheck.objects.get()
    assert (kept.problems, kept.head) == (0, head)
    assert kept.rows > 0
    told = [one for one in mail.outbox if head in one.body.replace(" ", "")]
    assert [one.to for one in told] == [[world.idris.email]]
    assert "Kai" not in told[0].subject + told[0].body


@pytest.fixture
def copy(sealed, tmp_path):
    """What `pg_dump` writes of these tables, by a server that counts in London's time; or a backup of the file."""
    path = tmp_path / "copy"
    if connection.vendor == "sqlite":
        with contextlib.closing(sqlite3.connect(path)) as backup:
            backup.executescript("\n".join(connection.connection.iterdump()))
        return path
    with connection.cursor() as cursor, path.open("wb") as file:
        cursor.execute("set local timezone to 'Europe/London'")
        for table in connection.introspection.table_names(cursor):
            names = ", ".join(f'"{name}"' for name in stored.columns_of(table))
            file.write(f"--\nCOPY public.{table} ({names}) FROM stdin;\n".encode())
            with cursor.copy(f"copy {table} to stdout") as rows:
                file.writelines(bytes(row) for row in rows)
            file.write(b"\\.\n\n")
        cursor.execute("set local timezone to 'UTC'")
    return path


def read_alone(copy, tmp_path, key):
    environment = {"LEDGER_KEY": key, "PYTHONPATH": str(django_settings.BASE_DIR)}
    done = subprocess.run(
        [sys.executable, "-S", "-m", "homes.database.sealing.dump", str(copy)],
        env=environment, capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout)


def test_a_copy_is_read_without_the_application(copy, tmp_path):
    code, said = read_alone(copy, tmp_path, django_settings.LEDGER_KEY)

    assert (code, said["ok"], said["waiting"]) == (0, True, 0)
    assert said["head"] == Seal.objects.order_by("-number").first().mac
    assert said["rows"] == sum(Seal.objects.values_list("rows", flat=True))


def test_a_copy_that_was_changed_is_seen_without_the_application(copy, tmp_path):
    changed = copy.read_bytes().replace(b"We mended the bike.", b"We ended the bike..")
    assert changed != copy.read_bytes()
    copy.write_bytes(changed)

    code, said = read_alone(copy, tmp_path, django_settings.LEDGER_KEY)

    first = positions()[
        "homes_ledgerentry",
        LedgerEntry.objects.filter(model="sessions_app.KeyWorkSession").order_by("pk").first().pk,
    ]
    assert code == 1
    assert said["problems"][0] == {
        "what": "a row is not as it was sealed", "position": first, "table": "homes_ledgerentry",
        "row": LedgerEntry.objects.filter(model="sessions_app.KeyWorkSession").order_by("pk").first().pk,
    }  # fmt: skip


def test_a_copy_is_nothing_without_the_key(copy, tmp_path):
    code, said = read_alone(copy, tmp_path, "guessed")

    assert code == 1
    assert "not at hand" in said["problems"][0]["what"]


def test_the_command_reads_a_copy(copy, capsys):
    call_command("verify_ledger", "--from", str(copy))

    assert "Everything is as it was sealed." in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"hello", b"PGDMP\x01\x0e"])
def test_a_file_that_is_no_copy_is_refused_in_words(tmp_path, content):
    path = tmp_path / "other"
    path.write_bytes(content)

    with pytest.raises(CommandError, match="no plain dump"):
        call_command("verify_ledger", "--from", str(path))
