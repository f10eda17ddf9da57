"""Rows of marks, drawn on the server: present or absent by week, and one dot for each."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PITCH, CELL, DOT = 24, 20, 14
MOST_DOTS = 20  # a row of dots ends there; the number beside it goes on


def weeks_svg(weeks: Sequence[bool], title: str) -> SafeString:
    """A square for a week with it, a small dot for one without."""
    marks = "".join(
        f'<rect class="k-signed" x="{number * PITCH}" width="{CELL}" height="{CELL}" rx="4"/>'
        if came
        else f'<circle class="k-dot" cx="{number * PITCH + CELL // 2}" cy="10" r="2.6"/>'
        for number, came in enumerate(weeks)
    )
    width = PITCH * len(weeks) - (PITCH - CELL)
    return _picture("strip", width, CELL, title, marks)


def dots_svg(count: int, title: str) -> SafeString:
    shown = min(count, MOST_DOTS)
    marks = "".join(
        f'<circle class="k-person" cx="{7 + DOT * number}" cy="7" r="5"/>' for number in range(shown)
    )
    return _picture("dots", max(DOT * shown, 1), DOT, title, marks)


def _picture(css_class: str, width: int, height: int, title: str, marks: str) -> SafeString:
    return format_html(
        '<svg class="{}" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" focusable="false">'
        "<title>{}</title>{}</svg>",
        css_class,
        title,
        mark_safe(marks),  # noqa: S308 - numbers and our own class names
        w=width,
        h=height,
    )
