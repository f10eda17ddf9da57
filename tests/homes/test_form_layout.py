"""How a form is drawn: label, hint, error, input in that order, and the shapes of homes/forms/layout.py."""

import re
from importlib import import_module
from pkgutil import walk_packages
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template

from homes.forms.layout import Actions, Fold, Question, Rest, Reveal, Shape

APPS = ("homes", "children", "sessions_app", "compliance")
PAGE = Template("{% load crispy_forms_tags %}{% crispy form %}")
CHILD = SimpleNamespace(known_as="Kai")


def drawn(form, **page):
    return " ".join(PAGE.render(Context({"form": form, "child": CHILD, **page})).split())


def ids(html):
    return re.findall(r'\bid="([^"]+)"', html)


class Words(forms.Form):
    what = forms.CharField(label="What {child} wants", help_text="In {child’s} words")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"placeholder": "Type"}))


def test_a_form_that_says_nothing_has_every_field_and_the_button_of_the_page():
    html = drawn(Words(), button="Keep it", back_url="/back/")

    assert ids(html) == ["id_what-hint", "id_what", "id_note"]
    assert '<form method="post" class="kw-section" novalidate>' in html
    assert ">Keep it</button>" in html and '<a href="/back/">Back without saving</a>' in html


def test_label_hint_error_and_input_stand_in_that_order():
    html = drawn(Words({}))

    assert ids(html) == ["error-summary", "id_what-hint", "id_what-error", "id_what", "id_note"]
    assert re.search(r'<input[^>]* id="id_what"', html)
    assert 'aria-describedby="id_what-hint id_what-error"' in html and 'aria-invalid="true"' in html


def test_the_summary_names_each_problem_and_leads_to_its_field():
    html = drawn(Words({}))

    assert "There is a problem" in html
    assert '<a href="#id_what">“What Kai wants” needs an answer</a>' in html


def test_the_name_of_the_child_fills_label_and_hint():
    html = drawn(Words())

    assert "What Kai wants" in html and "In Kai’s words" in html and "{child" not in html


def test_a_field_that_may_be_left_out_says_so_and_shows_no_placeholder():
    html = drawn(Words())

    assert html.count("(optional)") == 1 and html.index("Note") < html.index("(optional)")
    assert "placeholder" not in html


class Asked(forms.Form):
    went = forms.ChoiceField(
        label="How it went", choices=[("well", "Well"), ("ill", "Not well")], widget=forms.RadioSelect
    )
    why = forms.CharField(label="Why", required=False)
    day = forms.DateField(label="Day", widget=forms.SelectDateWidget(years=[2026]), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    helper = Shape(
        Reveal("went", {"ill": ["why"]}, variant="inline", optional=False),
        Fold("When", "day"),
        Actions("Save", second_text="Later", second_name="later", second_value="1"),
    )


def test_what_an_answer_opens_stands_in_the_row_of_that_answer():
    html = drawn(Asked())
    well, ill = html.split('value="ill"')

    assert "id_why" not in well
    assert re.search(r'<div class="kw-reveal"><div class="kw-field kw-field--small">.*id="id_why"', ill)
    assert "kw-options--inline" in html


def test_choices_are_a_fieldset_with_a_legend_whose_rows_are_labels():
    html = drawn(Asked())

    assert '<legend class="kw-label">How it went' in html
    assert '<label for="id_went_0">Well</label>' in html


def test_a_date_in_parts_has_a_label_for_each_box():
    html = drawn(Asked())

    for part in ("day", "month", "year"):
        assert f'<label for="id_day_{part}">{part.capitalize()}</label>' in html


def test_a_fold_is_open_once_there_is_an_answer_inside():
    assert "<details" in drawn(Asked()) and "open>" not in drawn(Asked())
    assert '<details class="kw-details" open>' in drawn(Asked(initial={"day": "2026-03-01"}))


def test_hidden_fields_come_along_without_a_place():
    assert '<input type="hidden" name="version"' in drawn(Asked())


def test_a_second_button_sends_the_form_another_way():
    assert 'name="later" value="1">Later</button>' in drawn(Asked())


def test_problems_come_in_the_order_of_the_page():
    class TurnedRound(Words):
        note = forms.CharField(label="Note")
        helper = Shape("note", "what")

    assert re.findall(r'href="#(\w+)"', drawn(TurnedRound({}))) == ["id_note", "id_what"]


def test_the_rest_is_every_field_without_a_place_in_one_look():
    class Filter(Words):
        helper = Shape("note", Rest(size="small", optional=False), form_method="get", form_class="kw-filter")

    html = drawn(Filter())

    assert [name for name in ids(html) if not name.endswith("-hint")] == ["id_note", "id_what"]
    assert html.count("kw-field--small") == 1
    assert 'method="get" class="kw-filter" novalidate' in html and "csrf" not in html


def test_a_layout_that_names_no_field_is_a_fault():
    class Wrong(Words):
        helper = Shape("wat")

    with pytest.raises(Exception, match="Could not resolve form field 'wat'"):
        drawn(Wrong())


def laid_out(form_class):
    """The forms of the product that say their layout once for all."""
    for one in form_class.__subclasses__():
        if one.__module__.split(".")[0] in APPS and isinstance(getattr(one, "helper", None), Shape):
            yield one
        yield from laid_out(one)


def every_form():
    for name in APPS:
        for module in walk_packages(import_module(name).__path__, f"{name}."):
            if "forms" in module.name:
                import_module(module.name)
    return sorted(set(laid_out(forms.BaseForm)), key=lambda one: one.__qualname__)


@pytest.mark.parametrize("form_class", every_form(), ids=lambda one: one.__qualname__)
def test_a_layout_has_a_place_for_every_field(form_class):
    layout = form_class.helper.layout
    placed = {found.name for found in layout.get_field_names()}
    visible = {name for name, field in form_class.base_fields.items() if not field.widget.is_hidden}

    assert placed <= set(form_class.base_fields)
    assert visible == placed or any(isinstance(part, Rest) for part in layout.fields)


def test_markup_in_what_somebody_wrote_is_shown_and_not_run():
    html = drawn(Words({"what": "<b>", "note": "</textarea><script>"}), child=SimpleNamespace(known_as="<i>"))

    assert "<script>" not in html and "<b>" not in html and "<i>" not in html


def test_a_narrow_field_says_how_wide_it_is_and_a_hidden_label_is_still_read_out():
    class Narrow(Words):
        helper = Shape(Question("what", width="4", hide_label=True), "note")

    assert '<div class="kw-width-4"><input' in drawn(Narrow())
    assert '<label class="kw-label kw-hidden" for="id_what">' in drawn(Narrow())
