"""Outside a scope nothing about a record is answered, not even whether there is one."""

import pytest
from django.apps import apps
from django_scopes.exceptions import ScopeError
from django_scopes.manager import DisabledQuerySet

from children.models import Child

pytestmark = pytest.mark.django_db

ASKING = {
    "iterate": list,
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "exclude": lambda rows: rows.exclude(pk=1),
    "filter": lambda rows: rows.filter(pk=1),
    "first": lambda rows: rows.first(),
    "in_bulk": lambda rows: rows.in_bulk([1]),
    "contains": lambda rows: rows.contains(Child()),
    "values": lambda rows: rows.values("pk"),
}


def scoped_models():
    return [
        model
        for model in apps.get_models()
        if hasattr(model, "objects") and isinstance(model.objects.get_queryset(), DisabledQuerySet)
    ]


@pytest.mark.parametrize("ask", ASKING)
def test_a_question_without_a_scope_raises(ask):
    models = scoped_models()
    assert len(models) >= 13

    for model in models:
        with pytest.raises(ScopeError):
            ASKING[ask](model.objects.get_queryset())
