"""How Keywork says dates and names and shows icons, on every page. Forms are drawn by `templates/keywork/`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import quote

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from homes.requests import sent
from homes.words import dated, gettext_lazy, say
from homes.words import gettext as _

register = template.Library()

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


class Look(NamedTuple):
    """How a state looks, and its plain word."""

    css: str
    icon: str
    word: Any


LOOKS = {
    "done": Look("done", "done", gettext_lazy("Done")),
    "due": Look("due", "due", gettext_lazy("Due")),
    "over": Look("over", "over", gettext_lazy("Over")),
    "planned": Look("planned", "planned", gettext_lazy("Planned")),
    "in-progress": Look("planned", "in-progress", gettext_lazy("In progress")),
    "not-started": Look("planned", "not-started", gettext_lazy("Not started")),
    "draft": Look("draft", "draft", gettext_lazy("Draft")),
    "away": Look("away", "away", gettext_lazy("Away")),
    "signed": Look("signed", "lock", gettext_lazy("Signed")),
    "reviewed": Look("reviewed", "reviewed", gettext_lazy("Reviewed")),
    "late": Look("late", "due", gettext_lazy("Recorded late")),
}
NO_STATE = Look("plain", "dash", gettext_lazy("Does not apply"))


# --- dates and times, in words ------------------------------------------------------------------


def _local(value: dt.date | dt.datetime) -> dt.date | dt.datetime:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _in_words(value: Any, pattern: str) -> str:
    """The date in `pattern`, with the year when it is not this year's; empty for no date."""
    if not isinstance(value, dt.date):
        return ""
    local = _local(value)
    day = local.date() if isinstance(local, dt.datetime) else local
    return dated(day, pattern if day.year == timezone.localdate().year else f"{pattern} Y")


@register.filter
def kdate(value: Any) -> str:
    """ "Tuesday 12 August"."""
    return _in_words(value, "l j F")


@register.filter
def kshort(value: Any) -> str:
    """ "Tue 12 August"."""
    return _in_words(value, "D j F")


@register.filter
def kbrief(value: Any) -> str:
    """ "Tue 12 Aug", for a narrow column."""
    return _in_words(value, "D j M")


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
def ktime_up(value: dt.datetime) -> str:
    """ktime of the next full minute: whoever comes back then is not a few seconds early."""
    return ktime(value + dt.timedelta(seconds=59, microseconds=999_999))


@register.filter
def kdatetime(value: Any) -> str:
    """ "Tuesday 12 August, 9:16pm"."""
    if not isinstance(value, dt.datetime):
        return kdate(value)
    return f"{kdate(value)}, {ktime(value)}"


@register.simple_tag(takes_context=True)
def form_key(context: template.Context) -> str:
    """The hidden key of a form that is done once, and kept when its session has ended. None for who is signed out."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return ""
    return format_html('<input type="hidden" name="{}" value="{}">', sent.FIELD, sent.new_key(request))


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


def with_name(text: Any, child_name: str) -> str:
    """Put the child's name where a form field or a line of the practice wrote {child} or {child's}."""
    words = str(text or "")
    if not child_name or "{child" not in words:
        return words  # markup stays markup
    for mark in ("{child's}", f"{{child{APOSTROPHE}s}}"):
        words = words.replace(mark, possessive(child_name))
    return words.replace("{child}", str(child_name))


@register.filter
def about_any_child(text: Any) -> str:
    """A line of the practice where no child is meant: "The child knows why…"."""
    return capfirst(with_name(text, _("the child")))


@register.filter
def alert_look(level: str) -> dict[str, str]:
    """Colour and icon of a message: our four levels, and what Django calls them."""
    css, icon_name = {
        "done": ("done", "done"),
        "success": ("done", "done"),
        "due": ("due", "due"),
        "warning": ("due", "due"),
        "warn": ("warn", "over"),
        "error": ("warn", "over"),
    }.get(level, ("", "info"))
    return {"css": css, "icon": icon_name}


NUMBER = re.compile(r"\+?\d(?:[ ().-]*\d){2,}")  # one a phone can dial, within what somebody wrote about it
ADDRESS = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>().]+")


@register.filter
def tel(text: Any) -> SafeString:
    """What is written of a phone, each number in it a link that dials it: "07700 900123, evenings"."""
    return _linked(text, NUMBER, lambda number: "tel:" + re.sub(r"\(0\)|[^+0-9]", "", number))


@register.filter
def mailto(text: Any) -> SafeString:
    """What is written of an e-mail address, the address a link that begins a mail."""
    return _linked(text, ADDRESS, lambda address: f"mailto:{quote(address, safe='@')}")


def _linked(text: Any, wanted: re.Pattern[str], to: Callable[[str], str]) -> SafeString:
    said, parts, done = str(text or ""), [], 0
    for found in wanted.finditer(said):
        parts += [
            escape(said[done : found.start()]),
            format_html('<a href="{}">{}</a>', to(found[0]), found[0]),
        ]
        done = found.end()
    return SafeString("".join([*parts, escape(said[done:])]))


@register.simple_tag(takes_context=True)
def named(context: template.Context, child: Any) -> str:
    """{% named row.child %}: a child's name where several are named, told apart from another of the home."""
    access = getattr(getattr(context, "request", None), "access", None)
    return access.called(child) if access else child.known_as


@register.simple_tag(name="say")
def say_tag(text: str, **values: Any) -> SafeString:
    """{% say _("%(child)s’s {key worker}") child=child.known_as %}: a sentence in the words of the home."""
    # a literal of a template comes with each per cent sign doubled, so that none is taken for a value
    words = escape(say(str(text).replace("%%", "%")))
    safe = {name: conditional_escape(value) for name, value in values.items()}
    return mark_safe(words % safe if safe else words)  # noqa: S308 - both sides are escaped


@register.simple_tag
def columns(*names: Any) -> SafeString:
    """The head of a table."""
    cells = format_html_join("", '<th scope="col">{}</th>', ((name,) for name in names))
    return format_html("<thead><tr>{}</tr></thead>", cells)


@register.simple_tag
def look_of(state: str) -> Look:
    return LOOKS.get(state, NO_STATE)


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
