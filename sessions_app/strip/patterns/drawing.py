"""Rows of marks, drawn on the server: present or absent by week, and one dot for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

PITCH, CELL, DOT = 24, 20, 14
MOST_DOTS = 20  # a row of dots ends there; the number beside it goes on


def weeks_svg(weeks: Sequence[bool], title: str) -> SafeString:
    """A square for a week with it, a small dot for one without."""
    square = '<rect class="k-signed" x="{}" width="20" height="20" rx="4"/>'
    dot = '<circle class="k-dot" cx="{}" cy="10" r="2.6"/>'
    marks = (
        format_html(square, PITCH * number) if came else format_html(dot, PITCH * number + CELL // 2)
        for number, came in enumerate(weeks)
    )
    return _picture("strip", PITCH * len(weeks) - (PITCH - CELL), CELL, title, marks)


def dots_svg(count: int, title: str) -> SafeString:
    shown = min(count, MOST_DOTS)
    marks = (
        format_html('<circle class="k-person" cx="{}" cy="7" r="5"/>', 7 + DOT * number)
        for number in range(shown)
    )
    return _picture("dots", max(DOT * shown, 1), DOT, title, marks)


def _picture(css_class: str, width: int, height: int, title: str, marks: Iterable[SafeString]) -> SafeString:
    return format_html(
        '<svg class="{}" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" focusable="false">'
        "<title>{}</title>{}</svg>",
        css_class,
        title,
        format_html_join("", "{}", ((mark,) for mark in marks)),
        w=width,
        h=height,
    )
