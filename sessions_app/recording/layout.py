"""How the record form is laid out: one page from a quick chat to a full session, what is rarely needed folded away."""

from __future__ import annotations

from django import forms

from homes.forms.layout import Actions, Div, Fold, Question, Reveal, Shape, Within
from homes.words import gettext, gettext_lazy
from sessions_app.models import Outcome, Voice
from sessions_app.promises.lines import LinesFold
from sessions_app.recording.progress import seemed_fold, steps_fold
from sessions_app.recording.tries import TRIED

SOMEONE_ELSE = "someone"  # the answer to "who was there" that opens a box for a name
# Which of these show follows how it went (static/record.css).
WHEN_HELD = "rec-when-held"


def record_layout(form: forms.Form) -> Shape:
    return Shape(
        Reveal("when", {"other": [_box("other_day")]}, variant="chips", optional=False),
        Reveal("people", {SOMEONE_ELSE: [_box("others_present")]}, variant="chips", optional=False),
        Div(
            Reveal(
                "went",
                {Outcome.CANCELLED_BY_HOME: [_box("reason")], **_talk(form)},
                variant="chips",
                optional=False,
            ),
            Div("cut_short", css_class=WHEN_HELD),
            css_class="rec-went",
        ),
        Div(
            Question("account", optional=False),
            "written_to_child",
            Within("sessions_app/recording/_starts.html"),
            css_class="rec-account",
        ),
        Div(
            Reveal(
                "voice",
                {
                    Voice.WORDS: [_box("quote", hide_label=True)],
                    Voice.NOTICED: [_box("noticed", hide_label=True)],
                },
                variant="chips",
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
            steps_fold(form),
            LinesFold(form.lines),
            seemed_fold(form),
            _pictures(form),
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
            third_text=gettext_lazy("Save and log another"),
            third_name="finish",
            third_value="another",
        ),
        form_tag=False,
        form_show_errors=False,
    )


def _talk(form: forms.Form) -> dict[str, list[Within]]:
    """Beside "chose not to" and "we tried", when it is not the first in a row."""
    said = Within("sessions_app/recording/_talk.html", talk=form.talk)
    return {answer: [said] for answer in TRIED} if form.talk else {}


def _box(name: str, *, hide_label: bool = False) -> Question:
    """What opens inside an answer. Where the answer is its question, the label is for screen readers."""
    return Question(name, size="small", optional=False, hide_label=hide_label)


def _pictures(form: forms.Form) -> Fold:
    count = len(form.session.pictures) if form.session else 0
    words = gettext("Photo or drawing (%(n)d)") % {"n": count} if count else gettext("Photo or drawing")
    return Fold(words, Within("sessions_app/recording/pictures/_in_form.html"))


def _purposes(form: forms.Form) -> list[Div]:
    """Only where the home has a list of them."""
    if not form.fields["purposes"].choices:
        return []
    return [Div(Question("purposes", variant="chips"), css_class=f"rec-topics {WHEN_HELD}")]
