"""A record made for a test is one the product could have made: with one history row, and a person behind it."""

import importlib
import pkgutil

import pytest
from django.apps import apps

from homes.models import LedgerEntry, Record
from tests import factories
from tests.factories.base import RecordFactory
from tests.factories.children import AboutChildFactory, OfPlacementFactory, PlacementFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def all_factories(base=RecordFactory):
    """Every factory that makes something, of every module beside this one."""
    for module in pkgutil.iter_modules(factories.__path__):
        importlib.import_module(f"{factories.__name__}.{module.name}")
    below = [found for one in base.__subclasses__() for found in all_factories(one)]
    return sorted({*below, *([] if base._meta.abstract else [base])}, key=lambda one: one.__name__)


FACTORIES = all_factories()
OF_RECORDS = [one for one in FACTORIES if issubclass(one._meta.model, Record)]
OF_ROWS = [one for one in FACTORIES if one not in OF_RECORDS]


def name(factory):
    return factory.__name__


@pytest.mark.parametrize("factory", OF_RECORDS, ids=name)
def test_a_record_made_of_nothing_has_one_history_row_with_a_person(factory):
    record = factory()

    version = record.history.get()
    assert version.history_type == "+"
    entry = LedgerEntry.objects.get(model=record._meta.label, object_id=record.pk)
    assert (entry.history_id, entry.user_id) == (version.pk, version.history_user.pk)


@pytest.mark.parametrize("factory", OF_RECORDS, ids=name)
def test_a_record_is_made_in_the_name_of_whom_a_test_says(factory):
    jo = UserFactory(full_name="Jo Price")

    assert factory(by=jo).history.get().history_user == jo


@pytest.mark.parametrize("factory", OF_ROWS, ids=name)
def test_a_row_without_history_is_saved_as_it_is(factory):
    row = factory()

    assert factory._meta.model._base_manager.get() == row
    assert not LedgerEntry.objects.filter(model=row._meta.label).exists()


def test_every_record_has_a_factory():
    records = {model for model in apps.get_models() if issubclass(model, Record)}

    assert {factory._meta.model for factory in OF_RECORDS} == records


def test_two_of_a_kind_are_equal_but_for_their_names():
    """No chance in a factory: what a test does not say is the same every time."""
    one, other = (
        KeyWorkSessionFactory(
            placement__child__known_as=child, placement__home__name=home, author__full_name=adult
        )
        for child, home, adult in (("Kai", "Maple House", "Sam Okafor"), ("Mia", "Oak Lodge", "Jo Price"))
    )

    own = {"id", "public_id", "created_at", "child", "placement", "home", "author", "people_present"}
    fields = [field.name for field in one._meta.concrete_fields if field.name not in own]
    assert [getattr(one, field) for field in fields] == [getattr(other, field) for field in fields]


@pytest.mark.parametrize(
    "factory", all_factories(AboutChildFactory) + all_factories(OfPlacementFactory), ids=name
)
def test_a_record_made_for_a_placement_is_about_its_child_at_its_home(factory):
    placement = PlacementFactory()

    made = factory(placement=placement)

    assert (made.child, made.home) == (placement.child, placement.home)
