"""How a form is laid out, said beside its fields; `{% crispy form %}` draws it with the pack in `templates/keywork/`.

    class AbsenceForm(forms.Form):        # says nothing: every field in order, then the button
        ...

    class VersionForm(forms.Form):
        ...
        helper = Shape(
            "dated_on",                                        # a field as usual
            Question("topics", variant="chips"),               # a field that looks different
            Reveal("has_copy", {"reason": ["no_copy_reason"]}),  # a field that opens inside one of its answers
            Fold(_("More"), "note"),                           # behind a summary
            Within("children/_signing.html", "password"),      # inside markup of our own
            Rest(),                                            # every field not named so far
            Actions(_("Save")),                                # the button, and the way back
        )

A form whose fields come and go makes its helper in a `cached_property`. "{child}" and "{child's}" in a label, a hint, a
choice or an error become the name of the page's `child`. Hidden fields need no place. A field that opens inside an
answer stays in the form when another answer is picked: the server must ignore it then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, LayoutObject, Pointer
from crispy_forms.utils import TEMPLATE_PACK, render_field
from django import forms
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

__all__ = [
    "Actions",
    "Div",
    "Filter",
    "Fold",
    "Heading",
    "Pressed",
    "Question",
    "Rest",
    "Reveal",
    "Shape",
    "Within",
]


class Shape(FormHelper):
    """The layout of one form. `form_tag=False`: the page writes `<form>` itself."""

    render_hidden_fields = True

    def __init__(self, *parts: Any, **how: Any) -> None:
        super().__init__()
        self.layout = Layout(*parts)
        for name, value in how.items():
            setattr(self, name, value)


class Filter(Shape):
    """A plain form that asks and changes nothing: every field small, and a button."""

    _form_method = "get"
    form_class = "kw-card kw-filter"
    form_show_errors = False

    def __init__(self, button: Any, **how: Any) -> None:
        asked = Rest(size="small", optional=False)
        super().__init__(asked, Within("keywork/filter_button.html", text=button), **how)


class Question(LayoutObject):
    """One field that looks different from usual.

    `variant`: "rows" (as usual), "inline" or "chips" for choices, "pin". `optional=False` leaves "(optional)" out;
    `hide_label` keeps the label for screen readers; `size="small"` is for filters and fields inside an answer; `width`
    is "2", "4", "10" or "20" characters.
    """

    def __init__(self, name: str, **look: Any) -> None:
        self.fields = [name]
        self.look = look

    def render(
        self, form: forms.BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **kwargs: Any
    ) -> SafeString:
        return render_field(
            self.fields[0],
            form,
            context,
            template_pack=template_pack,
            extra_context={"look": self.look | self.opened(form, context)},
        )

    def opened(self, form: forms.BaseForm, context: Context) -> dict[str, Any]:
        return {}


class Reveal(Question):
    """Choices, some of which open something: `opens` names the parts that show inside the row of an answer."""

    def __init__(self, name: str, opens: Mapping[str, Sequence[Any]], **look: Any) -> None:
        super().__init__(name, **look)
        self.opens = {
            answer: Layout(
                *(Question(part, size="small") if isinstance(part, str) else part for part in parts)
            )
            for answer, parts in opens.items()
        }
        self.fields += self.opens.values()

    def opened(self, form: forms.BaseForm, context: Context) -> dict[str, Any]:
        return {"opens": {answer: parts.render(form, context) for answer, parts in self.opens.items()}}


class Rest(LayoutObject):
    """Every field that has no place yet, in the order of the form, with one look for all of them."""

    def __init__(self, **look: Any) -> None:
        self.fields: list[Any] = []
        self.look = look

    def render(
        self, form: Any, context: Context, template_pack: str = TEMPLATE_PACK, **kwargs: Any
    ) -> SafeString:
        left = [
            name
            for name, field in form.fields.items()
            if name not in form.rendered_fields and not field.widget.is_hidden
        ]
        return SafeString("".join(Question(name, **self.look).render(form, context) for name in left))


class Within(LayoutObject):
    """A template of our own around some parts, which are its `inside`. It also has the form, and what the page has."""

    def __init__(self, template: str, *parts: Any, **values: Any) -> None:
        self.template, self.fields, self.values = template, list(parts), values

    def render(
        self, form: forms.BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **kwargs: Any
    ) -> SafeString:
        inside = self.get_rendered_fields(form, context, template_pack)
        own = {"form": form, "inside": inside, **self.values_for(form)}
        return render_to_string(self.template, {**context.flatten(), **own})

    def values_for(self, form: forms.BaseForm) -> dict[str, Any]:
        return self.values


class Pressed(Within):
    """A template whose buttons answer a question: it draws each with the name of the field and one of its values."""

    def __init__(self, name: str, template: str, *parts: Any, **values: Any) -> None:
        super().__init__(template, *parts, **values)
        self.name = name

    def get_layout_objects(self, *layout_classes: Any, **how: Any) -> list[Pointer]:
        answered = [Pointer([], self.name)] if str in layout_classes else []
        return answered + super().get_layout_objects(*layout_classes, **how)


class Fold(Within):
    """Questions behind a summary, open once one of them has an answer or an error."""

    def __init__(self, summary: Any, *parts: Any) -> None:
        super().__init__("keywork/fold.html", *parts, summary=summary)

    def values_for(self, form: forms.BaseForm) -> dict[str, Any]:
        asked = [form[found.name] for found in self.get_field_names()]
        return {**self.values, "open": any(bound.value() or bound.errors for bound in asked)}


class Heading(Within):
    """A heading over the questions that follow."""

    def __init__(self, text: Any) -> None:
        super().__init__("keywork/heading.html", text=text)


class Actions(Within):
    """The buttons. Without `text` the page says it (`button`). A page that has `back_url` gets a link back."""

    def __init__(self, text: Any = "", **values: Any) -> None:
        super().__init__("keywork/actions.html", text=text, **values)
