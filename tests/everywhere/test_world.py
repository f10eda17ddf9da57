"""The world of the walk, the fuzz, the crawl and the query counts has a row of every model, at every kind of home."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django_scopes import scopes_disabled

from children.models import Child
from homes.models import Home
from tests.everywhere.policy_walk import CANARY
from tests.world.cast import HOMES
from tests.world.content import NOT_RECORDS, changed, record_tables, watching
from tests.world.scenes import World, standing

pytestmark = pytest.mark.django_db
APPS = ("homes", "children", "sessions_app", "compliance")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as built:
        yield built


def our_models() -> list[type[models.Model]]:
    """Every model of the four apps but the histories: those follow from the records."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in APPS and not hasattr(model, "history_user")
    ]


def place_of(model: type[models.Model]) -> str:
    """The column that says which home or child a row is about; empty for what is about neither."""
    for name, related in (("home", Home), ("child", Child)):
        for field in model._meta.concrete_fields:
            if field.related_model is related or field.name == f"{name}_id":
                return field.attname
    return ""


def about(world: World, home: str, column: str) -> int:
    return world.homes[home].pk if column == "home_id" else world.scenes[home].extra.child.pk


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_model_has_a_row_at_every_home(world, model):
    """At the home that is walked, at another of the provider, and at one of another provider."""
    column = place_of(model)
    with scopes_disabled():
        rows = model._base_manager.all()
        assert rows.exists(), f"{model._meta.label} has no row: add one in tests/world/parts/"
        for home in HOMES if column else ():
            assert rows.filter(**{column: about(world, home, column)}).exists(), f"none at {home}: {column}"


def test_what_is_about_no_home_is_known():
    """A new model belongs to a home or a child, or is named here: people, places, the sweeps of all, what was sent."""
    assert {model._meta.label for model in our_models() if not place_of(model)} == {
        "homes.User",
        "homes.Provider",
        "homes.Home",
        "homes.SentForm",
        "homes.BrowserSession",
        "homes.PasswordTries",
        "homes.Seal",
        "homes.SealedColumns",
        "homes.SealCheck",
        "children.Child",
        "compliance.ComplianceRun",
    }


# --- the words of a session -------------------------------------------------------------------------

# Written by the product, never typed: names and titles of the day, hashes, the codes of lists, its own sentences.
NOT_TYPED = re.compile(
    r"((?<!whom)(?<!told)_name|_title|_hash|\.name|\.job_title|\.statement|\.task)$|people_present$"
)
CODES = {
    "KeyWorkSession.purposes",
    "KeyWorkSession.topics",
    "SessionPlan.purposes",
    "ApproachReview.ways",
    "WorryAnswer.done",
}
# Words no record of the world has, and why.
NOT_FOLLOWED = {"KeyWorkSession.worry_tried": "whom one tried when nobody could be told; here somebody was"}


def texts_of_sessions() -> list[models.Field]:
    """Every column of the records of a session that somebody types words into."""
    return [
        field
        for model in apps.get_app_config("sessions_app").get_models()
        if not hasattr(model, "history_user")
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and not NOT_TYPED.search(label_of(field))
        and label_of(field) not in CODES
    ]


def label_of(field: models.Field) -> str:
    return f"{field.model.__name__}.{field.name}"


@pytest.mark.parametrize("field", texts_of_sessions(), ids=label_of)
def test_every_text_of_a_session_carries_a_word_that_is_followed(world, field):
    """So that no word of a draft, a debrief or what is held back can reach anybody unseen."""
    with scopes_disabled():
        written = [str(value) for value in field.model._base_manager.values_list(field.name, flat=True)]
    followed = {word for value in written for word in CANARY.findall(value)} & set(world.canaries)
    assert bool(followed) == (label_of(field) not in NOT_FOLLOWED), "give it a canary in tests/world/parts/"


# --- what is stored, by content ---------------------------------------------------------------------


def changed_by(world: World, statement: str) -> set[str]:
    """What one statement changes, taken back afterwards."""
    with transaction.atomic():
        with watching() as touched, connection.cursor() as cursor:
            cursor.execute(statement)
        found = changed(world.content, touched)
        transaction.set_rollback(True)
    return found


def test_a_changed_word_of_one_row_is_seen(world):
    """No row more and no row less: a count would see nothing."""
    statement = """UPDATE "children_child" SET known_as = known_as || '!'"""
    assert changed_by(world, statement) == {"children_child"}


def test_writing_what_was_there_changes_nothing(world):
    assert changed_by(world, 'UPDATE "children_child" SET known_as = known_as') == set()


def test_a_statement_nobody_knows_counts_as_written_everywhere():
    with transaction.atomic():
        with watching() as touched, connection.cursor() as cursor:
            cursor.execute("create temporary table scratch (id integer)")
        transaction.set_rollback(True)

    assert touched == set(record_tables())


def test_reading_touches_nothing(world):
    with watching() as touched, scopes_disabled():
        assert Child.objects.count() > 3

    assert touched == set()


def test_what_is_stored_covers_every_table_of_ours():
    tables = record_tables()

    assert "homes_ledgerentry" in tables
    assert "sessions_app_keyworksession" in tables
    assert not set(NOT_RECORDS) & set(tables)
    assert len(tables) >= 100
