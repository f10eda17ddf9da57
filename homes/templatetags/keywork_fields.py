"""How one field of a form is drawn: label, hint, error, input, in that order. The template pack `keywork` uses it.

The label, the hint and the choices come from the form's field; how it looks comes from the layout beside the form
(`homes/forms/layout.py`). "(optional)" is added to every field that is not required; nothing is ever marked with an
asterisk. The widget decides the template in `templates/keywork/field/`. Radios and checkboxes are a fieldset with a
legend, and the whole row is the target. "{child}" and "{child's}" become the name of the child the page is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from homes.templatetags.keywork_ui import with_name
from homes.words import gettext as _
from homes.words import gettext_lazy

register = template.Library()

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


@register.simple_tag(takes_context=True)
def draw_field(context: Context) -> SafeString | str:
    """The field of `keywork/field.html`, as its layout wants it."""
    return draw(context["field"], child_name=_child_of(context), **(context.get("look") or {}))


@register.simple_tag(takes_context=True)
def problems(context: Context) -> list[dict[str, str]]:
    """What is wrong with the form, in the order of the page, each with the place a link leads to."""
    form, child_name = context["form"], _child_of(context)
    if not form.is_bound:
        return []
    found = [{"href": "", "text": str(error)} for error in form.non_field_errors()]
    for bound in _in_page_order(form):
        found += [
            {"href": _first_input_id(bound), "text": with_name(error, child_name)} for error in _errors(bound)
        ]
    return found


def draw(
    bound: BoundField,
    *,
    child_name: str = "",
    variant: str = "",
    optional: bool = True,
    hide_label: bool = False,
    size: str = "",
    width: str = "",
    opens: Mapping[str, str] | None = None,
) -> SafeString | str:
    """One field. `homes.forms.layout.Question` says what each look is; `opens` holds drawn markup for each answer."""
    widget = bound.field.widget
    if widget.is_hidden:
        return bound.as_hidden() if isinstance(widget, forms.HiddenInput) else bound.as_widget()
    kind = _kind(widget)
    variant = variant or getattr(bound.field, "variant", "rows")
    hint = with_name(bound.help_text, child_name)
    described_by = _described_by(bound, hint=hint)
    context: dict[str, Any] = {
        "field": bound,
        "id": bound.auto_id,
        "label": with_name(bound.label, child_name),
        "hint": hint,
        "errors": [with_name(error, child_name) for error in _errors(bound)],
        "described_by": described_by,
        "optional": optional and _may_be_left_out(bound.field) and kind != "checkbox",
        "css": _words("kw-field", size and f"kw-field--{size}", bound.errors and "kw-field--error"),
        "label_css": _words("kw-label", hide_label and "kw-hidden"),
        "width": width,
        "variant": variant,
    }
    if kind == "choices":
        context["groups"] = _choices(bound, child_name, opens or {})
        context["type"] = widget.input_type
    elif kind == "parts":
        context["parts"] = _parts(bound, described_by)
    else:
        context["input"] = _input(bound, variant=variant, described_by=described_by)
    return mark_safe(render_to_string(f"keywork/field/{kind}.html", context).strip())  # noqa: S308 - made by templates


def _may_be_left_out(field: forms.Field) -> bool:
    """Whatever the other answers are."""
    return not field.required and not getattr(field, "needed", "")


def _child_of(context: Context) -> str:
    return str(getattr(context.get("child"), "known_as", ""))


def _words(*names: Any) -> str:
    return " ".join(name for name in names if name)


def _kind(widget: forms.Widget) -> str:
    for widget_class, kind in INPUT_KINDS:
        if isinstance(widget, widget_class):
            return kind
    return "text"


def _errors(bound: BoundField) -> list[str]:
    """The field's errors; Django's own "This field is required." does not name the field, so we do."""
    required = str(forms.Field.default_error_messages["required"])
    words = _("“%(question)s” needs an answer") % {"question": bound.label}
    return [words if str(error) == required else str(error) for error in bound.errors]


def _described_by(bound: BoundField, *, hint: str) -> str:
    return _words(hint and f"{bound.auto_id}-hint", bound.errors and f"{bound.auto_id}-error")


def _choices(bound: BoundField, child_name: str, opens: Mapping[str, str]) -> list[dict[str, Any]]:
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
            option["reveal"] = opens.get(str(option["value"]), "")
        groups.append({"name": with_name(group_name, child_name) if group_name else "", "options": options})
    return groups


def _parts(bound: BoundField, described_by: str) -> list[dict[str, Any]]:
    """The boxes of a date or time in parts, each with a label of its own."""
    attrs: dict[str, Any] = {"id": bound.auto_id, "class": "kw-input", "autocomplete": "off"}
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


def _input(bound: BoundField, *, variant: str, described_by: str) -> SafeString:
    """The bare input with our class and its links to hint and error. A placeholder is no label: dropped.

    A tablet is shared: the browser offers nothing that was typed before, but where the field itself says what it is of
    signing in.
    """
    classes = ["kw-input", bound.field.widget.attrs.get("class", "")]
    attrs: dict[str, Any] = {"aria-describedby": described_by or None, "placeholder": False}
    attrs["autocomplete"] = bound.field.widget.attrs.get("autocomplete", "off")
    if isinstance(bound.field.widget, forms.CheckboxInput):
        classes = ["kw-check"]
    if isinstance(bound.field.widget, forms.Textarea):
        classes.append("kw-textarea")
        attrs["rows"] = bound.field.widget.attrs.get("rows") or 5
    if variant == "pin":
        classes.append("kw-pin")
        attrs |= {"inputmode": "numeric", "maxlength": 6}
        attrs |= {k: v for k, v in bound.field.widget.attrs.items() if k in attrs}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    attrs["class"] = _words(*classes)
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


def _in_page_order(form: forms.BaseForm) -> list[BoundField]:
    layout = getattr(getattr(form, "helper", None), "layout", None)
    names = [found.name for found in layout.get_field_names()] if layout else []
    places = {name: place for place, name in enumerate(names)}
    return sorted(form, key=lambda bound: places.get(bound.name, len(places)))
