"""How Keywork looks: the form fields, dates, names and icons of every page.

The ONE way to show a form field is the `field` tag. Do not use `{{ form.x }}`:

    {% load keywork_ui %}
    {% error_summary form %}                     heading "There is a problem", a link to each field
    {% field form.went %}                        label, hint, error, input: in that order
    {% field form.topics variant="chips" %}      "rows" (default), "inline" or "chips" for choices, "pin"
    {% field form.worry child_name=child.name %} fills "{child}" and "{child's}" in label, hint, choices
    {% field form.voice reveal_words=form.quote %}  `quote` shows inside the row of the choice "words"

The label, the hint and the choices come from the form field. "(optional)" is added to every field that
is not required; nothing is ever marked with an asterisk. The widget decides the look. Markup lives in
`templates/components/field/`. Radios and checkboxes are a fieldset with a legend and the whole row is the
target. A field inside `reveal_…` stays in the form: the server must ignore it when it does not apply.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from homes.words import gettext as _
from homes.words import gettext_lazy, say

register = template.Library()

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


# --- dates and times, in words ------------------------------------------------------------------


def _local(value: dt.date | dt.datetime) -> dt.date | dt.datetime:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _in_words(value: Any, pattern: str) -> str:
    """The date in `pattern`, with the year when it is not this year's; empty for no date."""
    if not isinstance(value, dt.date):
        return ""
    day = _local(value)
    if day.year != timezone.localdate().year:
        pattern += " Y"
    return date_format(day, pattern)


@register.filter
def kdate(value: Any) -> str:
    """ "Tuesday 12 August"."""
    return _in_words(value, "l j F")


@register.filter
def kshort(value: Any) -> str:
    """ "Tue 12 August"."""
    return _in_words(value, "D j F")


@register.filter
def kday(value: Any) -> str:
    """ "12 August"."""
    return _in_words(value, "j F")


@register.filter
def ktime(value: Any) -> str:
    """ "9:16pm" in Europe/London."""
    if not isinstance(value, (dt.datetime, dt.time)):
        return ""
    local = _local(value) if isinstance(value, dt.datetime) else value
    return f"{local.hour % 12 or 12}:{local.minute:02d}{'am' if local.hour < 12 else 'pm'}"


@register.filter
def kdatetime(value: Any) -> str:
    """ "Tuesday 12 August, 9:16pm"."""
    if not isinstance(value, dt.datetime):
        return kdate(value)
    return f"{kdate(value)}, {ktime(value)}"


# --- names and small words ----------------------------------------------------------------------


@register.filter
def initials(name: Any) -> str:
    """ "Sam Okafor" is "SO"; one name gives one letter."""
    words = str(name or "").replace("-", " ").split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@register.filter
def possessive(name: Any) -> str:
    """ "Kai's" and "James's", with a typographic apostrophe."""
    return f"{name}{APOSTROPHE}s" if name else ""


@register.filter
def about_any_child(text: Any) -> str:
    """A line of the practice where no child is meant: "The child knows why…"."""
    return capfirst(with_name(text, _("the child")))


@register.simple_tag(name="say")
def say_tag(text: str, **values: Any) -> SafeString:
    """{% say _("%(child)s’s {key worker}") child=child.known_as %}: a sentence in the words of the home."""
    # a literal of a template comes with each per cent sign doubled, so that none is taken for a value
    words = escape(say(str(text).replace("%%", "%")))
    safe = {name: conditional_escape(value) for name, value in values.items()}
    return mark_safe(words % safe if safe else words)  # noqa: S308 - both sides are escaped


@register.simple_tag
def icon(name: str, label: str = "", css_class: str = "") -> SafeString:
    """An icon of static/icons.svg. It is decoration beside a word; give `label` only if it stands alone."""
    css = f"kw-icon {css_class}".strip()
    href = f"{static('icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}" focusable="false"><use href="{}"></use></svg>',
            css,
            label,
            href,
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', css, href
    )


# --- forms --------------------------------------------------------------------------------------

INPUT_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "choices"),  # before RadioSelect: it is a subclass
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "text"),
    (forms.SelectDateWidget, "parts"),
    (forms.MultiWidget, "parts"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
)
PART_LABELS = {
    "day": gettext_lazy("Day"),
    "month": gettext_lazy("Month"),
    "year": gettext_lazy("Year"),
    "hour": gettext_lazy("Hour"),
    "minute": gettext_lazy("Minute"),
}


def _kind(widget: forms.Widget) -> str:
    for widget_class, kind in INPUT_KINDS:
        if isinstance(widget, widget_class):
            return kind
    return "text"


def with_name(text: Any, child_name: str) -> str:
    """Put the child's name where a form field or a line of the practice wrote {child} or {child's}."""
    words = str(text or "")
    if not child_name:
        return words
    for mark in ("{child's}", f"{{child{APOSTROPHE}s}}"):
        words = words.replace(mark, possessive(child_name))
    return words.replace("{child}", str(child_name))


def _errors(bound: BoundField) -> list[str]:
    """The field's errors; Django's own "This field is required." does not name the field, so we do."""
    required = str(forms.Field.default_error_messages["required"])
    words = _("“%(question)s” needs an answer") % {"question": bound.label}
    return [words if str(error) == required else str(error) for error in bound.errors]


def _described_by(bound: BoundField, *, hint: str) -> str:
    ids = []
    if hint:
        ids.append(f"{bound.auto_id}-hint")
    if bound.errors:
        ids.append(f"{bound.auto_id}-error")
    return " ".join(ids)


def _shown(extra: Any, child_name: str) -> SafeString | str:
    """What a choice reveals: another field of the form, or markup made by the page."""
    if isinstance(extra, BoundField):
        return field(extra, child_name=child_name, size="small")
    return extra


def _choices(bound: BoundField, child_name: str, reveals: dict[str, Any]) -> list[dict[str, Any]]:
    """The options of a radio or checkbox group, in their groups, ready for the template."""
    widget = bound.field.widget
    made = widget.get_context(bound.html_name, bound.value(), {"id": bound.auto_id})["widget"]
    groups = []
    for group_name, options, _index in made["optgroups"]:
        for option in options:
            attrs = option["attrs"]
            option["id"] = attrs.get("id", "")
            option["label"] = with_name(option["label"], child_name)
            option["disabled"] = bool(attrs.get("disabled"))
            option["hint"] = getattr(bound.field, "hints", {}).get(str(option["value"]), "")
            option["reveal"] = _shown(reveals.get(str(option["value"]), ""), child_name)
        groups.append({"name": with_name(group_name, child_name) if group_name else "", "options": options})
    return groups


def _parts(bound: BoundField, described_by: str) -> list[dict[str, Any]]:
    """The boxes of a date or time in parts, each with a label of its own."""
    attrs: dict[str, Any] = {"id": bound.auto_id, "class": "kw-input"}
    if described_by:
        attrs["aria-describedby"] = described_by
    if bound.errors:
        attrs["aria-invalid"] = "true"
    made = bound.field.widget.get_context(bound.html_name, bound.value(), attrs)["widget"]
    parts = []
    for part in made["subwidgets"]:
        suffix = part["name"].rsplit("_", 1)[-1]
        label = part["attrs"].pop("label", "") or PART_LABELS.get(suffix, bound.label)
        html = mark_safe(  # noqa: S308 - made by the widget's own template
            bound.form.renderer.render(part["template_name"], {"widget": part})
        )
        parts.append({"id": part["attrs"].get("id", ""), "label": label, "suffix": suffix, "html": html})
    return parts


@register.simple_tag
def field(
    bound: BoundField,
    variant: str = "",
    child_name: str = "",
    label: str = "",
    hint: str | None = "",
    optional: bool = True,
    hide_label: bool = False,
    size: str = "",
    width: str = "",
    autocomplete: str = "",
    **reveals: Any,
) -> SafeString:
    """One form field: label, hint, error, input. See the top of this file.

    `hint=None` leaves the form field's own hint out; `optional=False` leaves "(optional)" out;
    `size="small"` is for filters and fields inside a row; `autocomplete` is the
    token a password manager reads; `width` is "2", "4", "10" or "20" characters.
    """
    if not isinstance(bound, BoundField):
        return mark_safe("")
    widget = bound.field.widget
    if widget.is_hidden:
        return bound.as_hidden() if isinstance(widget, forms.HiddenInput) else bound.as_widget()
    kind = _kind(widget)
    hint_words = "" if hint is None else with_name(hint or bound.help_text, child_name)
    described_by = _described_by(bound, hint=hint_words)
    context: dict[str, Any] = {
        "field": bound,
        "id": bound.auto_id,
        "label": with_name(label or bound.label, child_name),
        "hint": hint_words,
        "errors": [with_name(error, child_name) for error in _errors(bound)],
        "described_by": described_by,
        "optional": optional and not bound.field.required and kind != "checkbox",
        "hide_label": hide_label,
        "size": size,
        "width": width,
        "variant": variant or "rows",
    }
    if kind == "choices":
        marks = {name.removeprefix("reveal_"): extra for name, extra in reveals.items()}
        context["groups"] = _choices(bound, child_name, marks)
        context["type"] = widget.input_type
        context["many"] = widget.allow_multiple_selected
    elif kind == "parts":
        context["parts"] = _parts(bound, described_by)
    else:
        context["input"] = _input(
            bound, variant=variant, described_by=described_by, autocomplete=autocomplete
        )
        context["reveal"] = _shown(reveals.get("reveal", ""), child_name)
    return mark_safe(render_to_string(f"components/field/{kind}.html", context).strip())  # noqa: S308 - made by templates


def _input(bound: BoundField, *, variant: str, described_by: str, autocomplete: str) -> SafeString:
    """The bare input with our class and its links to hint and error. A placeholder is no label: dropped."""
    classes = ["kw-input", bound.field.widget.attrs.get("class", "")]
    attrs: dict[str, Any] = {
        "aria-describedby": described_by or None,
        "autocomplete": autocomplete or None,
        "placeholder": False,
    }
    if isinstance(bound.field.widget, forms.CheckboxInput):
        classes = ["kw-check"]
    if isinstance(bound.field.widget, forms.Textarea):
        classes.append("kw-textarea")
        attrs["rows"] = bound.field.widget.attrs.get("rows") or 5
    if variant == "pin":
        classes.append("kw-pin")
        attrs |= {"inputmode": "numeric", "maxlength": 6, "autocomplete": "off"}
        attrs |= {k: v for k, v in bound.field.widget.attrs.items() if k in attrs}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    attrs["class"] = " ".join(name for name in classes if name)
    return bound.as_widget(attrs={key: value for key, value in attrs.items() if value is not None})


def _part_suffix(widget: forms.Widget) -> str:
    """The end of the id of the first box: MultiWidget numbers its boxes, SelectDateWidget names them."""
    if isinstance(widget, forms.SelectDateWidget):
        return "day" if widget._parse_date_fmt()[0] == "day" else "month"
    return "0"


def _first_input_id(bound: BoundField) -> str:
    """Where a link in the error summary lands: the first radio, box or part of the field."""
    kind = _kind(bound.field.widget)
    if kind == "choices":
        return f"{bound.auto_id}_0"
    if kind == "parts":
        return f"{bound.auto_id}_{_part_suffix(bound.field.widget)}"
    return bound.auto_id


def _problems(bound_forms: Iterable[forms.BaseForm], child_name: str) -> list[dict[str, str]]:
    problems = []
    for form in bound_forms:
        if not form or not form.is_bound:
            continue
        problems += [{"href": "", "text": str(error)} for error in form.non_field_errors()]
        for bound in form:
            problems += [
                {"href": _first_input_id(bound), "text": with_name(error, child_name)}
                for error in _errors(bound)
            ]
    return problems


@register.simple_tag
def error_summary(*bound_forms: forms.BaseForm, child_name: str = "") -> SafeString:
    """ "There is a problem" with a link to each field; nothing while the forms have no errors."""
    problems = _problems(bound_forms, child_name)
    if not problems:
        return mark_safe("")
    return mark_safe(render_to_string("components/error_summary.html", {"problems": problems}))  # noqa: S308


@register.filter
def as_date(value: str) -> dt.date | None:
    """An ISO date written in a template, for the component gallery."""
    return parse_date(value)
