"""No text is cut by the browser: what is too long comes back whole, with how much too long it is."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver, reverse

from children.models import ChildAbsence
from children.putting_right.lines import LINES
from children.putting_right.questions import question
from homes.forms import OneLine, Words

OURS = ("homes", "children", "sessions_app", "compliance")
LETTERS = "Jedes Wort zählt. "


def all_forms(base=forms.BaseForm):
    for form in base.__subclasses__():
        yield form
        yield from all_forms(form)


def texts():
    """Every field somebody types words into, of every form there is; passwords are no words."""
    _ = get_resolver().url_patterns  # the views import their forms
    found = {
        f"{form.__module__}.{form.__name__}.{name}": field
        for form in all_forms()
        if form.__module__.split(".")[0] in OURS
        for name, field in form.base_fields.items()
    }
    found |= {
        f"{line.kind}.{name}": question(line.model._meta.get_field(name), past=True)
        for line in LINES.values()
        for name in line.asks
    }
    kinds = (forms.TextInput, forms.Textarea)
    others = (forms.PasswordInput, forms.NumberInput)
    return {
        name: field
        for name, field in found.items()
        if isinstance(field, forms.CharField)
        and isinstance(field.widget, kinds)
        and not isinstance(field.widget, others)
    }


def test_the_browser_is_told_of_no_limit_in_any_form():
    fields = texts()

    assert len(fields) > 120  # there are that many: nothing is left out
    assert [name for name, field in fields.items() if "maxlength" in field.widget.attrs] == []


def test_every_text_says_how_many_characters_it_is_too_long():
    silent = []
    for name, field in texts().items():
        most = int(field.widget.attrs.get("data-most", 0))
        try:
            field.clean("x" * (most + 1_234))
        except ValidationError as error:
            if most and any("is 1,234 characters too long" in words for words in error.messages):
                continue
        silent.append(name)
    assert silent == []


@pytest.mark.parametrize("field", [Words("Note", max_length=10), OneLine("Note", max_length=10)])
def test_one_character_too_many_and_none(field):
    assert field.clean("x" * 10) == "x" * 10
    with pytest.raises(ValidationError, match="Note is 1 character too long: use 10 or fewer"):
        field.clean("x" * 11)


@pytest.mark.django_db
def test_a_million_characters_come_back_whole(world, signed_in, unscoped):
    note = LETTERS * 55_000
    url = reverse("children:add_absence", args=[world.kai.public_id])

    answer = signed_in(world.dee).post(
        url, {"kind": "missing", "started_on": world.today.isoformat(), "note": note}
    )

    assert answer.status_code == 422
    assert f"Note is {len(note.strip()) - 20_000:,} characters too long: use 20,000 or fewer" in answer.text
    assert note.strip() in answer.text
    assert not ChildAbsence.objects.exists()
