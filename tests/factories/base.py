"""What every factory shares: a record made for a test is saved the way the product saves it.

`ChildFactory(known_as="Mia", home=maple)` is saved by `homes.audit.record_change`, so it has its history row, its
ledger row and the person behind them: the automatic account, or whom `by=` names. No surprises: what is not given is
fixed, the same every time and written in the factory. Two of something that exists once (a home of one code, an
adult of one address) need two names.
"""

import datetime as dt

from factory import LazyFunction, SelfAttribute, SubFactory
from factory.django import DjangoModelFactory

from homes.audit import record_change, system_user
from homes.models import Record

DAY = dt.date(2025, 1, 6)  # when something happened that nobody gave a day


class RecordFactory(DjangoModelFactory):
    """A model with a history goes through `record_change`; one without (append-only, or the engine's) is inserted."""

    class Meta:
        abstract = True

    by = LazyFunction(system_user)

    @classmethod
    def _create(cls, model_class, *args, by, **fields):
        key = {name: fields[name] for name in cls._meta.django_get_or_create}
        if key and (there := model_class._base_manager.filter(**key).first()):
            return there
        record = model_class(**fields)
        if issubclass(model_class, Record):
            record_change(record, by=by)
        else:
            record.save(force_insert=True)
        return record


def _standing_under(fields: dict) -> type[RecordFactory]:
    meta = type("Meta", (), {"abstract": True})
    return type(RecordFactory)("StandingUnderFactory", (RecordFactory,), {"Meta": meta, **fields})


def signed(who: str, called: str = "") -> type[RecordFactory]:
    """Who did it, with the name and job title of that day; `called`: how these two begin, where it is not `who`."""
    called = called or who
    name, title = SelfAttribute(f"{who}.full_name"), SelfAttribute(f"{who}.job_title")
    return _standing_under({who: SelfAttribute("by"), f"{called}_name": name, f"{called}_title": title})


def part_of(whole: str, factory: type[RecordFactory]) -> type[RecordFactory]:
    """A part of a record, about the same child at the same home."""
    of = {name: SelfAttribute(f"{whole}.{name}") for name in ("child", "home")}
    return _standing_under({whole: SubFactory(factory), **of})
