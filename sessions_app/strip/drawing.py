"""The strip and the bar of days as pictures, each with a sentence that says the same."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from homes.words import dated, ngettext
from homes.words import gettext as _
from sessions_app.strip.weeks import State, Week, week_of

CELL, PITCH = 20, 24

DAY_WIDTH, MOST_DAYS = 9, 28

# --- drawing --------------------------------------------------------------------------------------


def strip_svg(weeks: Sequence[Week], sentence: str = "") -> SafeString:
    """The 12 squares as one picture with its words inside. Colours come from the style sheet's k- classes."""
    cells = mark_safe("".join(_cell(week, number * PITCH) for number, week in enumerate(weeks)))  # noqa: S308 - numbers and our own class names
    title = sentence or _("Time together, last 12 weeks")
    listed = "; ".join(f"{week_of(week)}: {week.label}" for week in weeks)
    return format_html(
        '<svg class="strip" width="284" height="20" viewBox="0 0 284 20" role="img" focusable="false">'
        "<title>{}</title><desc>{}</desc>{}</svg>",
        title,
        listed,
        cells,
    )


def strip_block(weeks: Sequence[Week], sentence: str = "") -> SafeString:
    """The picture with the first date and "this week" under it."""
    return format_html('<div class="kw-strip">{}{}</div>', strip_svg(weeks, sentence), strip_dates(weeks))


def strip_dates(weeks: Sequence[Week]) -> SafeString:
    return format_html(
        '<p class="kw-strip__dates"><span>{}</span><span>{}</span></p>',
        dated(weeks[0].monday, "j F") if weeks else "",
        _("this week"),
    )


def _cell(week: Week, x: int) -> str:
    middle = x + CELL // 2
    outline = f'<rect class="k-week" x="{x + 1}" y="1" width="18" height="18" rx="3"/>'
    mark = {
        State.SIGNED: f'<rect class="k-signed" x="{x}" width="20" height="20" rx="4"/>',
        State.DRAFT: f'<rect class="k-draft" x="{x + 1}" y="1" width="18" height="18" rx="3"/>',
        State.CHAT: f'<rect class="k-chat" x="{x + 5.5}" y="5.5" width="9" height="9" rx="1"/>',
        State.RING: f'<circle class="k-ring" cx="{middle}" cy="10" r="8"/>',
        State.CROSS: f'<path class="k-cross" d="M{x + 4} 4 {x + 16} 16M{x + 16} 4 {x + 4} 16"/>',
        State.NOTHING: f'<circle class="k-dot" cx="{middle}" cy="10" r="2.6"/>',
    }.get(week.state, f'<rect class="k-hatch" x="{x + 0.5}" y=".5" width="19" height="19" rx="4"/>')
    if week.state == State.SIGNED and week.count > 1:
        mark += f'<text class="k-num" x="{middle}" y="15">{min(week.count, 9)}</text>'
    if week.is_this_week and week.state == State.NOTHING:
        return outline
    if week.is_this_week and week.state == State.CHAT:
        return outline + mark
    return mark


def days_bar_svg(
    days: int | None,
    standard: int,
    *,
    since_moving_in: int | None = None,
    words: str = "",
    sentence: str = "",
) -> SafeString:
    """Days since the last session, 9 px a day, against the home's standard: solid up to it, hatched past it.

    `days` is None when there has been no session yet: then a dashed bar counts the days since moving in.
    The bar stops at 28 and says "28+".
    """
    shown = days if days is not None else since_moving_in or 0
    value = f"{MOST_DAYS}+" if shown > MOST_DAYS else str(shown)
    length = min(max(shown, 0), MOST_DAYS) * DAY_WIDTH
    line = min(standard, MOST_DAYS) * DAY_WIDTH
    text_x = max(length, line if length < line + 8 else 0) + 12
    marks = [_bar(length, line) if days is not None else _dashed(length)]
    marks.append('<path class="k-axis" d="M1 7V37"/>')
    marks.append(f'<path class="k-line" d="M{line + 1} 4V40"/>')
    return format_html(
        '<svg class="daysbar" width="{w}" height="44" viewBox="0 0 {w} 44" role="img" focusable="false">'
        '<title>{title}</title>{marks}<text class="k-value" x="{x}" y="29">{value}</text>'
        '<text class="k-words" x="{wx}" y="28">{words}</text></svg>',
        w=MOST_DAYS * DAY_WIDTH + 168,
        title=sentence or _days_sentence(days, standard, shown),
        marks=mark_safe("".join(marks)),  # noqa: S308 - numbers and our own class names
        x=text_x,
        value=value,
        wx=text_x + 12 * len(value) + 8,
        words=words or days_in_words(days, standard, shown),
    )


def _bar(length: int, line: int) -> str:
    """Solid up to the line, 2 clear, the line, 2 clear, hatched to the end."""
    if length <= line:
        width = max(length - 3, 0) if length == line else length
        return f'<rect class="k-solid" x="1" y="12" width="{width}" height="20"/>'
    past = length - line - 4
    return (
        f'<rect class="k-solid" x="1" y="12" width="{max(line - 3, 0)}" height="20"/>'
        f'<rect class="k-over" x="{line + 4.75}" y="12.75" width="{max(past - 1.5, 3)}" height="18.5"/>'
    )


def _dashed(length: int) -> str:
    return f'<rect class="k-none" x="2" y="13" width="{max(length - 4, 2)}" height="18"/>'


def days_in_words(days: int | None, standard: int, shown: int) -> str:
    """What stands beside the number: "9 over", "due today"; nothing while it is within the standard."""
    if days is None:
        return _("since {moving in}")
    if shown > standard:
        over = min(shown, MOST_DAYS) - standard
        return _("%(n)d or more over") % {"n": over} if shown > MOST_DAYS else _("%(n)d over") % {"n": over}
    return _("due today") if shown == standard else ""


def _days_sentence(days: int | None, standard: int, shown: int) -> str:
    facts = {"n": shown, "standard": standard}
    if days is None:
        return _("No session yet, %(n)d days since {moving in}. The home's standard is %(standard)d.") % facts
    if days == 0:
        return _("A session today. The home's standard is %(standard)d days.") % facts
    return (
        ngettext(
            "%(n)d day since a session. The home's standard is %(standard)d.",
            "%(n)d days since a session. The home's standard is %(standard)d.",
            shown,
        )
        % facts
    )
