"""The question a field of a record is asked by: the same for every record that is put right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst

from homes.forms import Asked, Choice, OneLine, PlainDate, TimeOfDay, Words, YesNo
from homes.models import Picture
from homes.words import gettext as _


class Number(Asked, forms.IntegerField):
    """A small number."""


def question(field: models.Field, *, past: bool) -> forms.Field:
    """`past`: a day of what has been."""
    label = capfirst(str(field.verbose_name))
    needed = not field.blank
    ask = (
        _("Select %(what)s")
        if field.choices or isinstance(field, models.BooleanField)
        else _("Enter %(what)s")
    )
    missing = ask % {"what": field.verbose_name} if needed else ""
    if field.choices:
        return _choice(field, label, missing)
    if isinstance(field, models.BooleanField):
        return YesNo(label, "" if field.null else ask % {"what": field.verbose_name}, inline=True)
    if isinstance(field, models.DateField):
        return PlainDate(label, missing, past=past)
    if isinstance(field, models.TimeField):
        return TimeOfDay(label, invalid=_("Enter a time, like 16:30"))
    if isinstance(field, models.IntegerField):
        return Number(label, missing, min_value=0, max_value=1000)
    if isinstance(field, models.TextField):
        return Words(label, missing, rows=2)
    return OneLine(label, missing, max_length=field.max_length)


MOST_IN_SIGHT = 6


def _choice(field: models.Field, label: str, missing: str) -> forms.Field:
    kinds = [(code, capfirst(str(words))) for code, words in field.flatchoices if code]
    if field.blank:
        kinds.insert(0, ("", _("Not said")))
    many = len(kinds) > MOST_IN_SIGHT or kinds[0][0] in Picture.values
    return Choice(label, missing, kinds, **({"widget": forms.Select} if many else {}))


def first_answer(field: models.Field, record: Any) -> Any:
    """What the question shows before anybody answers: what is written."""
    value = getattr(record, field.attname)
    if isinstance(field, models.BooleanField):
        return {True: "yes", False: "no"}.get(value)
    return value
