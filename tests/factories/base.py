"""What every factory shares: a record made for a test is saved the way the product saves it.

`ChildFactory(known_as="Mia", home=maple)` is saved by `homes.audit.record_change`, so it has its history row, its
ledger row and the person behind them: the automatic account, or whom `by=` names. No surprises: what is not given is
fixed, the same every time and written in the factory. Two of something that exists once (a home of one code, an
adult of one address) need two names.
"""

import datetime as dt

from factory import LazyFunction
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
