"""Small steps: where they may show, each with one line of what was seen. Never a score, and nothing must be filled in.

And how the child seemed before, during and after: what an adult saw, no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from homes.forms.layout import Fold, Question, Within
from homes.practice import Item
from homes.templatetags.keywork_ui import with_name
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.models import KeyWorkSession
from sessions_app.recording.fields import WordsField

STEP, SEEMED = "step_", "seemed_"
WHEN_SEEMED = {
    "before": gettext_lazy("Before"),
    "during": gettext_lazy("During"),
    "after": gettext_lazy("After"),
}
MOST = 300


def areas_of(form: Any, offered: Iterable[Item]) -> dict[str, str]:
    """The areas of the home, and those the draft was begun with, in the words of their day."""
    kept = {one["area"]: one["name"] for one in (form.session.progress if form.session else ())}
    return {**{item.code: with_name(item.text, form.child.known_as) for item in offered}, **kept}


def add_steps(form: forms.Form, areas: Mapping[str, str]) -> None:
    for code, words in areas.items():
        form.fields[STEP + code] = WordsField(label=words, most=MOST, one_line=True)
    for when, label in WHEN_SEEMED.items():
        form.fields[SEEMED + when] = WordsField(label=label, most=MOST, one_line=True)


def steps_as_answers(session: KeyWorkSession) -> dict[str, str]:
    seemed = {SEEMED + when: getattr(session, SEEMED + when) for when in WHEN_SEEMED}
    return seemed | {STEP + one["area"]: one["line"] for one in session.progress}


def read_steps(answers: Mapping[str, Any], areas: Mapping[str, str]) -> dict[str, Any]:
    """As a draft stores them: the areas with a line, under the name they had, and how the child seemed."""
    lines = {code: str(answers.get(STEP + code) or "").strip() for code in areas}
    seemed = {SEEMED + when: answers.get(SEEMED + when, "") for when in WHEN_SEEMED}
    return {
        "progress": [
            {"area": code, "name": areas[code], "line": line} for code, line in lines.items() if line
        ],
        **seemed,
    }


def steps_in_words(progress: Iterable[Mapping[str, str]]) -> str:
    return "\n".join(f"{one['name']}: {one['line']}" for one in progress)


def seemed_in_words(session: KeyWorkSession) -> str:
    """ "Before: quiet. After: laughing", with what was not said left out."""
    said = {label: getattr(session, SEEMED + when) for when, label in WHEN_SEEMED.items()}
    return "\n".join(
        _("%(when)s: %(how)s") % {"when": label, "how": how} for label, how in said.items() if how
    )


def steps_fold(form: Any) -> Fold:
    hint = [Within("sessions_app/recording/_progress_areas.html")] if form.areas else []
    lines = [Question(STEP + code, size="small", optional=False) for code in form.areas]
    steps = Question("small_steps", size="small", hide_label=not form.areas, optional=False)
    return Fold(gettext_lazy("Small steps and successes"), *hint, *lines, steps)


def seemed_fold(form: Any) -> Fold:
    boxes = [Question(SEEMED + when, size="small", optional=False) for when in WHEN_SEEMED]
    return Fold(_("How %(child)s seemed") % {"child": form.child.known_as}, *boxes)
