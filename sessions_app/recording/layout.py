"""How the record form is laid out: one page from a quick chat to a full session, what is rarely needed folded away."""

from __future__ import annotations

from django import forms

from homes.forms.layout import Actions, Div, Fold, Question, Reveal, Shape, Within
from homes.words import gettext_lazy
from sessions_app.models import Outcome, Voice
from sessions_app.promises.lines import LinesFold

SOMEONE_ELSE = "someone"  # the answer to "who was there" that opens a box for a name
# Which of these show follows how it went (static/record.css).
WHEN_HELD = "rec-when-held"


def record_layout(form: forms.Form) -> Shape:
    return Shape(
        Reveal("when", {"other": [_box("other_day")]}, variant="inline", optional=False),
        Reveal("people", {SOMEONE_ELSE: [_box("others_present")]}, optional=False),
        Div(
            Reveal("went", {Outcome.CANCELLED_BY_HOME: [_box("reason")]}, optional=False),
            Div("cut_short", css_class=WHEN_HELD),
            css_class="rec-went",
        ),
        Div(
            Question("account", optional=False),
            "written_to_child",
            Within("sessions_app/_starts.html"),
            css_class="rec-account",
        ),
        Div(
            Reveal(
                "voice",
                {
                    Voice.WORDS: [_box("quote", hide_label=True)],
                    Voice.NOTICED: [_box("noticed", hide_label=True)],
                },
                optional=False,
            ),
            css_class="rec-voice",
        ),
        *_purposes(form),
        Div(
            Question("topics", variant="chips"),
            Fold(gettext_lazy("More topics"), Question("more_topics", variant="chips", hide_label=True)),
            css_class=f"rec-topics {WHEN_HELD}",
        ),
        Div(
            Fold(gettext_lazy("Time and place"), _box("starts"), _box("place")),
            Fold(
                gettext_lazy("Small steps and successes"),
                Within("sessions_app/_progress_areas.html"),
                Question("small_steps", size="small", hide_label=True),
            ),
            LinesFold(form.lines),
            css_class="kw-details-group",
        ),
        Reveal(
            "worry",
            {
                "yes": [
                    Within("sessions_app/worries/_tell_first.html"),
                    _box("worry_text"),
                ]
            },
            variant="inline",
            optional=False,
        ),
        Actions(
            gettext_lazy("Check and sign"),
            second_text=gettext_lazy("Save and finish later"),
            second_name="finish",
            second_value="later",
        ),
        form_tag=False,
        form_show_errors=False,
    )


def _box(name: str, *, hide_label: bool = False) -> Question:
    """What opens inside an answer. Where the answer is its question, the label is for screen readers."""
    return Question(name, size="small", optional=False, hide_label=hide_label)


def _purposes(form: forms.Form) -> list[Div]:
    """Only where the home has a list of them."""
    if not form.fields["purposes"].choices:
        return []
    return [Div(Question("purposes", variant="chips"), css_class=f"rec-topics {WHEN_HELD}")]
