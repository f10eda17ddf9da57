"""The made-up estate: as many of everything as was asked for, the same each time, and the audit whole."""

import hashlib
import json
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import Max
from django_scopes import scopes_disabled

from children.file import store
from children.models import Child, ContactEntry, Placement, StoredFile
from compliance.demo.estate import make as estate
from compliance.demo.estate.make import Size, UnableToMake
from homes.dates import now
from homes.models import BrowserSession, Home, LedgerEntry, PasswordTries, Provider, SealCheck, SentForm, User
from sessions_app.models import KeyWorkSession, Signature
from sessions_app.signed.signing import addendum_hash, content_hash
from tests.factories.homes import HomeFactory

pytestmark = pytest.mark.usefixtures("made", "db", "unscoped")
TINY = Size(homes=2, children=4, sessions=241, calls=31, ended=2, years=1)
SMALLEST = Size(homes=1, children=1, sessions=2, calls=2, ended=0, years=1)
OURS = [
    model
    for name in ("homes", "children", "sessions_app", "compliance")
    for model in apps.get_app_config(name).get_models()
    if not hasattr(model, "history_user")
]
# Gone in a day or with the browser, or made at night.
NOT_YET = (BrowserSession, PasswordTries, SentForm, SealCheck)
HISTORIED = [model for model in OURS if hasattr(model, "history")]


@pytest.fixture(scope="module")
def made(own_store, django_db_setup, django_db_blocker):
    """One estate for all tests of this file, which only read it; taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with scopes_disabled():
            estate.make(TINY, seed=7, now=now())
        yield
        transaction.set_rollback(True)


def test_it_holds_as_much_as_was_asked_for():
    living = Placement.objects.filter(moved_on_on__isnull=True)

    assert Home.objects.count() == 2
    assert living.count() == 4
    assert KeyWorkSession.objects.filter(placement__in=living).count() == 241
    assert ContactEntry.objects.filter(child__in=living.values("child")).count() == 31


def test_it_has_ended_histories_on_top_of_that():
    ended = Placement.objects.filter(moved_on_on__isnull=False)

    assert Child.objects.count() == 6
    assert ended.count() == 2
    assert KeyWorkSession.objects.filter(placement__in=ended).count() == 61 + 60
    assert ContactEntry.objects.filter(child__in=ended.values("child")).count() == 8 + 8


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_it_has_every_kind_of_record(model):
    assert model._base_manager.exists() == (model not in NOT_YET)


def test_it_has_one_history_row_and_one_ledger_row_for_each_record():
    for model in HISTORIED:
        records = set(model._base_manager.values_list("pk", flat=True))
        versions = dict(model.history.model._base_manager.values_list("history_id", "id"))
        ledger = dict(
            LedgerEntry.objects.filter(model=model._meta.label).values_list("history_id", "object_id")
        )
        assert len(versions) == len(records), model
        assert set(versions.values()) == records, model
        assert ledger == versions, model


def test_it_has_a_ledger_in_the_order_of_time():
    for home in Home.objects.all():
        entries = LedgerEntry.objects.filter(home_id=home.pk).order_by("pk")
        instants = list(entries.values_list("at", flat=True))
        assert instants == sorted(instants)


def test_it_says_in_its_history_what_the_record_says():
    for model in HISTORIED:
        for version in model.history.model._base_manager.all()[:3]:
            record = model._base_manager.get(pk=version.id)
            for field in model._meta.concrete_fields:
                if field.name not in ("created_at", "password"):
                    assert getattr(version, field.attname) == getattr(record, field.attname), field


def test_it_says_in_its_ledger_whose_the_record_is():
    drafts = KeyWorkSession.objects.drafts()
    assert drafts.exists()
    for draft in drafts:
        entry = LedgerEntry.objects.get(model="sessions_app.KeyWorkSession", object_id=draft.pk)
        assert (entry.home_id, entry.child_id) == draft.ledger_place()
        assert entry.private_to_id == draft.author_id
        assert entry.user_name == draft.author.full_name


def test_it_is_signed_for_the_words_that_are_there():
    for signature in Signature.objects.select_related("session__child", "addendum__session"):
        words = signature.session or signature.addendum
        fresh = content_hash(words) if signature.session else addendum_hash(words)
        assert signature.content_hash == fresh
    assert Signature.objects.filter(addendum__isnull=False).exists()


def test_it_has_every_uploaded_file_in_the_store():
    for stored in StoredFile.objects.all():
        assert hashlib.sha256(store.read(stored)).hexdigest() == stored.sha256


def test_it_is_written_down_by_now():
    for model in HISTORIED:
        assert model._base_manager.aggregate(last=Max("created_at"))["last"] <= now(), model


def test_it_is_swept_with_no_rule_failed_and_nothing_left_to_change():
    out = StringIO()

    call_command("reconcile", "--json", stdout=out)

    said = json.loads(out.getvalue())
    changed = ("raised", "moved", "closed_met", "closed_no_longer_applies")
    assert said["open"] > 0
    assert said["rules_failed"] == []
    assert [said[name] for name in changed] == [0, 0, 0, 0]


def test_it_lets_nobody_sign_in():
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_it_leaves_the_next_key_to_whoever_saves_next():
    last = Provider.objects.aggregate(last=Max("pk"))["last"]

    assert HomeFactory().provider_id > last


def test_it_is_not_made_twice_unless_told():
    with pytest.raises(UnableToMake):
        estate.make(SMALLEST, seed=7, now=now())
    assert Home.objects.count() == 2

    estate.make(SMALLEST, seed=7, now=now(), beside=True)

    assert Home.objects.count() == 3
