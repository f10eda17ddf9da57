"""What is true after each action, in whose name, and what each refuses."""

import datetime as dt
import uuid

import pytest
from django.db import DatabaseError, transaction

from homes.audit import case_changed
from homes.dates import now
from homes.models import LedgerEntry
from sessions_app.actions import (
    UnableToSave,
    UnableToSign,
    VersionConflict,
    add_details,
    discard_draft,
    save_draft,
    sign_session,
    void_session,
)
from sessions_app.models import Addendum, KeyWorkSession, Signature
from sessions_app.signed.signing import addendum_hash, content_hash
from tests.factories.sessions import KeyWorkSessionFactory

pytestmark = pytest.mark.usefixtures("unscoped")

WORDS = {"outcome": "held", "format": "activity", "account": "We mended the bike.", "worry": False}


def draft(world, by=None, *, public_id=None, version=0, **fields) -> KeyWorkSession:
    return save_draft(
        public_id=public_id or uuid.uuid4(),
        child=world.kai,
        placement=world.placements["kai"],
        by=by or world.sam,
        fields={"held_on": world.today, **WORDS, **fields},
        version=version,
    )


@pytest.fixture
def told():
    heard = []

    def hear(sender, home_id, child_id, **kwargs):
        heard.append((home_id, child_id))

    case_changed.connect(hear)
    yield heard
    case_changed.disconnect(hear)


def test_a_first_save_writes_one_draft_in_the_authors_name(world):
    session = draft(world)

    assert (session.status, session.version, session.author, session.home) == (
        "draft",
        1,
        world.sam,
        world.maple,
    )
    assert [row.history_user_id for row in session.history.all()] == [world.sam.pk]
    entry = LedgerEntry.objects.get(model="sessions_app.KeyWorkSession", object_id=session.pk)
    assert (entry.user_id, entry.child_id, entry.private_to_id) == (world.sam.pk, world.kai.pk, world.sam.pk)


def test_the_same_words_twice_under_one_id_are_one_record_and_one_history_row(world):
    public_id = uuid.uuid4()

    first = draft(world, public_id=public_id)
    second = draft(world, public_id=public_id)

    assert first.pk == second.pk
    assert KeyWorkSession.objects.count() == 1
    assert second.history.count() == 1


def test_a_save_on_the_current_version_moves_it_on(world):
    session = draft(world)

    saved = draft(world, public_id=session.public_id, version=1, account="We mended the bike and rode it.")

    assert (saved.version, saved.account) == (2, "We mended the bike and rode it.")
    assert saved.history.count() == 2


def test_a_save_from_an_older_version_with_other_words_is_refused_and_nothing_is_lost(world):
    session = draft(world)
    draft(world, public_id=session.public_id, version=1, account="From the office.")

    with pytest.raises(VersionConflict) as conflict:
        draft(world, public_id=session.public_id, version=1, account="From the tablet.")

    assert conflict.value.saved.account == "From the office."
    session.refresh_from_db()
    assert session.account == "From the office."


def test_line_ends_that_a_browser_rewrote_are_no_change(world):
    session = draft(world, account="One.\nTwo.")

    saved = draft(world, public_id=session.public_id, version=0, account="One.\r\nTwo.")

    assert saved.version == 1


def test_nobody_saves_over_somebody_elses_draft(world):
    session = draft(world)

    with pytest.raises(UnableToSave):
        draft(world, by=world.jo, public_id=session.public_id, version=1, account="Mine now.")


def test_a_draft_cannot_be_moved_to_another_child_under_its_id(world):
    session = draft(world)

    with pytest.raises(UnableToSave):
        save_draft(
            public_id=session.public_id,
            child=world.mia,
            placement=world.placements["mia"],
            by=world.sam,
            fields=WORDS,
            version=1,
        )


def test_only_what_a_person_writes_can_be_set(world):
    with pytest.raises(ValueError, match="signed_at"):
        draft(world, signed_at=now())


def test_a_draft_wakes_the_rules_by_its_day_and_by_no_word(world, told):
    session = draft(world)
    told.clear()
    draft(world, public_id=session.public_id, version=1, account="More words.")
    assert told == []
    yesterday = world.today - dt.timedelta(days=1)
    draft(world, public_id=session.public_id, version=2, account="More words.", held_on=yesterday)

    assert told == [(world.maple.pk, world.kai.pk)]


def test_signing_snapshots_who_as_what_and_the_key_worker_of_the_day(world, told):
    session = draft(world, by=world.dee)
    told.clear()

    signature = sign_session(session, by=world.dee, now=now(), child_part="read")

    session.refresh_from_db()
    assert (session.status, session.key_worker, session.key_worker_name) == (
        "signed",
        world.sam,
        "Sam Okafor",
    )
    assert (signature.name, signature.job_title, signature.method) == (
        "Dee Shah",
        "Residential worker",
        "password",
    )
    assert signature.content_hash == content_hash(session)
    assert signature.signed_at == session.signed_at
    assert [row.history_user_id for row in session.history.all()] == [world.dee.pk] * 2
    assert told == [(world.maple.pk, world.kai.pk)] * 2  # signed, and to be reviewed


def test_the_signature_keeps_the_old_name_and_title(world):
    session = draft(world)
    sign_session(session, by=world.sam, now=now())

    world.sam.full_name, world.sam.job_title = "Sam Smith", "Deputy manager"
    world.sam._history_user = world.jean
    world.sam.save()

    signature = Signature.objects.get(session=session)
    assert (signature.name, signature.job_title) == ("Sam Okafor", "Key worker")


def test_signing_twice_gives_one_signature(world):
    session = draft(world)

    first = sign_session(session, by=world.sam, now=now())
    second = sign_session(session, by=world.sam, now=now())

    assert first.pk == second.pk
    assert Signature.objects.count() == 1
    assert session.history.count() == 2


def test_signing_words_that_changed_since_they_were_read_is_refused(world):
    session = draft(world)
    draft(world, public_id=session.public_id, version=1, account="Other words.")

    with pytest.raises(VersionConflict):
        sign_session(session, by=world.sam, now=now(), version=1)


def test_a_colleague_cannot_sign(world):
    with pytest.raises(UnableToSign):
        sign_session(draft(world), by=world.jo, now=now())


@pytest.mark.parametrize(
    "fields", [{"outcome": ""}, {"held_on": None}, {"outcome": "cancelled_by_home", "format": ""}]
)
def test_an_unfinished_draft_cannot_be_signed(world, fields):
    with pytest.raises(UnableToSign):
        sign_session(draft(world, **fields), by=world.sam, now=now())


def test_a_session_in_the_future_cannot_be_signed(world):
    session = draft(world, held_on=world.today + dt.timedelta(days=1))

    with pytest.raises(UnableToSign):
        sign_session(session, by=world.sam, now=now())


@pytest.mark.parametrize(("days", "asks"), [(0, False), (1, False), (2, True), (30, True)])
def test_a_record_more_than_a_day_old_says_why(world, days, asks):
    session = draft(world, held_on=world.today - dt.timedelta(days=days))

    if asks:
        with pytest.raises(UnableToSign):
            sign_session(session, by=world.sam, now=now())
    sign_session(session, by=world.sam, now=now(), late_reason="Called away" if asks else "")

    session.refresh_from_db()
    assert session.late_reason == ("Called away" if asks else "")


@pytest.mark.parametrize(
    ("column", "value"),
    [("account", "Changed"), ("outcome", "declined"), ("held_on", dt.date(2020, 1, 1)), ("status", "draft")],
)
def test_the_database_refuses_to_change_signed_words(world, column, value):
    session = draft(world)
    sign_session(session, by=world.sam, now=now())
    session.refresh_from_db()
    setattr(session, column, value)
    session._history_user = world.sam

    with pytest.raises(DatabaseError), transaction.atomic():
        session.save()


def test_a_signed_record_refuses_another_draft_save(world):
    session = draft(world)
    sign_session(session, by=world.sam, now=now())

    with pytest.raises(UnableToSave):
        draft(world, public_id=session.public_id, version=2, account="Changed")


def test_details_stand_under_the_record_with_their_own_signature(world, told):
    session = draft(world)
    before = sign_session(session, by=world.sam, now=now()).content_hash
    told.clear()

    added = add_details(session, by=world.jo, now=now(), kind="detail", text="Kai also asked about his aunt.")

    session.refresh_from_db()
    assert content_hash(session) == before
    assert (added.author, added.home, added.child) == (world.jo, world.maple, world.kai)
    assert added.signature.content_hash == addendum_hash(added)
    assert (added.signature.name, session.history.count()) == ("Jo Price", 2)
    assert [row.history_user_id for row in added.history.all()] == [world.jo.pk]
    assert told == [(world.maple.pk, world.kai.pk)]


def test_details_sent_twice_are_added_once(world):
    session = draft(world)
    sign_session(session, by=world.sam, now=now())
    public_id = uuid.uuid4()

    for _again in range(2):
        add_details(session, by=world.jo, now=now(), kind="detail", text="Once.", public_id=public_id)

    assert (Addendum.objects.count(), Signature.objects.count()) == (1, 2)


def test_a_draft_takes_no_details(world):
    with pytest.raises(UnableToSave):
        add_details(draft(world), by=world.sam, now=now(), kind="detail", text="Too soon.")


def test_voiding_keeps_the_words_and_says_who_when_and_why(world):
    session = draft(world)
    sign_session(session, by=world.sam, now=now())
    at = now()

    void_session(session, by=world.jean, now=at, reason="Written about the wrong child")

    session.refresh_from_db()
    assert (session.status, session.voided_by, session.voided_at, session.account) == (
        "void",
        world.jean,
        at,
        "We mended the bike.",
    )
    assert session.history.first().history_user_id == world.jean.pk
    assert session.history.first().history_change_reason == "Written about the wrong child"


def test_voiding_needs_a_reason_and_happens_once(world):
    session = KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)

    with pytest.raises(UnableToSave):
        void_session(session, by=world.jean, now=now(), reason="  ")
    void_session(session, by=world.jean, now=now(), reason="Twice in the book")
    with pytest.raises(UnableToSave):
        void_session(session, by=world.jean, now=now(), reason="Again")


def test_a_void_record_never_comes_back(world):
    session = KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)
    void_session(session, by=world.jean, now=now(), reason="Twice in the book")
    session.refresh_from_db()
    session.status, session.voided_at, session.voided_by, session.voided_reason = "signed", None, None, ""
    session._history_user = world.jean

    with pytest.raises(DatabaseError), transaction.atomic():
        session.save()


def test_discarding_a_draft_is_a_void_in_the_authors_name(world):
    session = draft(world)

    discard_draft(session, by=world.sam, now=now())

    session.refresh_from_db()
    assert (session.status, session.voided_by, session.voided_reason) == (
        "void",
        world.sam,
        "Draft discarded by its author",
    )


def test_nobody_discards_somebody_elses_draft(world):
    with pytest.raises(UnableToSave):
        discard_draft(draft(world), by=world.jean, now=now())
