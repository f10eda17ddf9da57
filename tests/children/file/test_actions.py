"""Adding to a child's file: versions with and without a file, what belongs, whom we asked, and the child's copy."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from children.file import actions, store
from children.file.uploads import cleaned_upload
from children.models import Chase, FileSaid, FileVersion, Placement, StoredFile
from homes import dates
from homes.audit import NobodyNamed, set_fields
from homes.dates import add_days
from homes.models import LedgerEntry
from tests.factories import uploads as u
from tests.factories.file import ChaseFactory, FileSaidFactory, FileVersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped", "empty_store")]


@pytest.fixture
def empty_store(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "file_permissions_mode": 0o600},
        },
    }
    return tmp_path


@pytest.fixture
def upload():
    return cleaned_upload(u.pdf(u.signed_by_author), name="../Kai Smith.pdf")


def add(world, **said):
    return actions.add_plan(
        placement=world.placements["kai"], type="HEALTH", by=world.sam, **{"dated_on": world.today, **said}
    )


def test_a_version_says_who_added_it_and_keeps_its_file_under_a_random_name(world, upload, empty_store):
    version = add(world, upload=upload, authored_by="The nurse", explained_by=world.jo, child_has_copy=True)

    stored = version.stored
    assert (version.added_by, version.added_by_name) == (world.sam, "Sam Okafor")
    assert version.explained_by_name == "Jo Price"
    assert (stored.kind, stored.original_name, stored.home, stored.child) == (
        "pdf", "Kai Smith.pdf", world.maple, world.kai,
    )  # fmt: skip
    assert "Kai" not in stored.key + stored.download_name
    assert store.read(stored) == upload.content
    assert (empty_store / stored.key).stat().st_mode & 0o777 == 0o600
    assert list(store.keys()) == [stored.key]
    assert LedgerEntry.objects.filter(model="children.StoredFile", user_name="Sam Okafor").count() == 1


def test_a_row_that_cannot_be_written_leaves_no_file(world, upload, monkeypatch):
    FileVersionFactory(child=world.kai, home=world.maple, type="HEALTH", dated_on=world.today)
    with pytest.raises(actions.UnableToAddPlan):
        add(world, upload=upload)
    assert list(store.keys()) == []

    def full(record, **how):
        raise DatabaseError("no space left")

    monkeypatch.setattr(actions, "record_change", full)
    with pytest.raises(DatabaseError):
        add(world, upload=upload, dated_on=world.today - dt.timedelta(days=1))
    assert list(store.keys()) == []
    assert StoredFile.objects.count() == 0


def test_a_file_that_cannot_be_written_leaves_no_row(world, upload, monkeypatch):
    def full(*args, **how):
        raise OSError("no space left")

    monkeypatch.setattr(store.store(), "save", full)

    with pytest.raises(OSError):
        add(world, upload=upload)
    assert FileVersion.objects.count() == 0


def test_a_file_that_was_changed_or_lost_is_never_given_out(world, upload, empty_store):
    stored = add(world, upload=upload).stored
    path = empty_store / stored.key
    path.write_bytes(upload.content + b" ")
    with pytest.raises(store.FileIsGone):
        store.read(stored)
    path.unlink()
    with pytest.raises(store.FileIsGone):
        store.read(stored)


def test_what_belongs_in_the_file_is_said_once_and_can_be_said_otherwise(world):
    of = {"placement": world.placements["kai"], "type": "EHCP", "from_on": world.today}
    until = add_days(world.today, 28)
    actions.say_applies(**of, applies="no", reason="No plan", by=world.sam)
    with pytest.raises(actions.UnableToChangeFile, match="already noted"):
        actions.say_applies(**of, applies="no", reason="No plan", by=world.jo)
    actions.say_applies(**of, applies="not_yet", until_on=until, reason="Asked for", by=world.jo)

    rows = FileSaid.objects.order_by("pk").values_list("applies", "until_on", "reason", "said_by_name")
    assert list(rows) == [
        ("no", None, "No plan", "Sam Okafor"),
        ("not_yet", until, "Asked for", world.jo.full_name),
    ]


@pytest.mark.parametrize("document", ["HOME_PLAN", "HEALTH", "RISK", "CHRONOLOGY", "GUIDE", "CONSENT"])
@pytest.mark.parametrize("nation", ["England", "Wales"])
def test_what_every_child_has_cannot_be_left_out(world, document, nation):
    set_fields(world.maple, by=world.jean, nation=nation)

    with pytest.raises(actions.UnableToChangeFile, match="Every child has this document"):
        actions.say_applies(
            placement=Placement.objects.get(child=world.kai),
            type=document,
            applies="no",
            from_on=world.today,
            reason="Short stay",
            by=world.jean,
        )


@pytest.mark.parametrize(("nation", "refused"), [("Wales", True), ("England", False)])
def test_a_provider_assessment_is_every_childs_in_wales(world, nation, refused):
    set_fields(world.maple, by=world.jean, nation=nation)
    said = {"applies": "no", "from_on": world.today, "reason": "None made", "by": world.jean}

    def say():
        actions.say_applies(placement=Placement.objects.get(child=world.kai), type="PROVIDER_ASSESS", **said)

    if refused:
        with pytest.raises(actions.UnableToChangeFile):
            say()
    else:
        say()
    assert FileSaid.objects.count() == (not refused)


@pytest.mark.parametrize(("days", "kept"), [(None, False), (-1, False), (0, True), (28, True), (29, False)])
def test_not_yet_names_a_day_within_four_weeks(world, days, kept):
    until = None if days is None else add_days(world.today, days)
    said = {"applies": "not_yet", "from_on": world.today, "until_on": until, "reason": "Busy"}

    def say():
        actions.say_applies(placement=world.placements["kai"], type="RISK", by=world.sam, **said)

    if kept:
        say()
    else:
        with pytest.raises(actions.UnableToChangeFile, match="within 28 days"):
            say()
    assert FileSaid.objects.count() == kept


def test_what_was_said_for_a_later_day_is_not_overtaken(world):
    of = {"placement": world.placements["kai"], "type": "EHCP", "by": world.jean}
    actions.say_applies(**of, applies="no", from_on=add_days(world.today, 7), reason="None from then")

    with pytest.raises(actions.UnableToChangeFile, match="Choose that day or a later one"):
        actions.say_applies(**of, applies="yes", from_on=world.today)


@pytest.mark.parametrize(("dated", "from_on"), [(-3, -3), (-9, -5)])
def test_a_version_ends_that_it_does_not_apply(world, dated, from_on):
    placement = world.placements["kai"]
    FileSaidFactory(placement=placement, type="HOME_PLAN", from_on=add_days(world.today, -5))

    actions.add_plan(
        placement=placement, type="HOME_PLAN", dated_on=add_days(world.today, dated), by=world.sam
    )

    last = FileSaid.objects.order_by("pk").last()
    assert (last.applies, last.from_on) == ("yes", add_days(world.today, from_on))


def test_asking_twice_with_the_same_words_is_one_row(world):
    said = {"about": "CARE_PLAN", "asked_on": world.today, "whom": "Ms Grey", "how": "phone", "by": world.sam}
    first = actions.note_chase(placement=world.placements["kai"], **said)
    twin = actions.note_chase(placement=world.placements["kai"], **said)
    actions.note_chase(placement=world.placements["kai"], **said, answer="Rang again")

    assert first == twin
    assert Chase.objects.count() == 2
    assert (first.asked_by_name, first.about) == ("Sam Okafor", "CARE_PLAN")


def test_the_copy_is_a_later_fact_with_a_history(world):
    version = FileVersionFactory(
        child=world.kai, home=world.maple, type="HOME_PLAN", dated_on=world.today, child_has_copy=False
    )
    given = {"version": version, "placement": world.placements["kai"], "by": world.sam}

    actions.note_copy(**given, child_has_copy=True, explained_on=world.today, explained_by=world.jo)

    version.refresh_from_db()
    assert (version.child_has_copy, version.explained_on, version.explained_by_name) == (
        True, world.today, "Jo Price",
    )  # fmt: skip
    assert version.history.count() == 2
    with pytest.raises(actions.UnableToChangeFile):
        actions.note_copy(**given, child_has_copy=False, no_copy_reason="x")


def test_thirty_uploads_in_ten_minutes_and_no_more(world, upload):
    for ago in range(actions.MOST_UPLOADS):
        assert not actions.too_many_uploads(world.sam, now=dates.now())
        add(world, upload=upload, dated_on=world.today - dt.timedelta(days=ago))

    assert actions.too_many_uploads(world.sam, now=dates.now())
    assert not actions.too_many_uploads(world.jo, now=dates.now())
    assert not actions.too_many_uploads(world.sam, now=dates.now() + dt.timedelta(minutes=11))


def test_asking_is_dated_and_changed_in_nobodys_name_by_nobody(world):
    chase = ChaseFactory(child=world.kai, home=world.maple, about="CARE_PLAN", asked_on=world.today)
    chase.answer = "changed"

    with pytest.raises(NobodyNamed), transaction.atomic():
        chase.save()
