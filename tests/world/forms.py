"""What a page asks: the fields of its form, and what each of them offers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Asked:
    kind: str
    offered: set[str] = field(default_factory=set)


class Forms(HTMLParser):
    """The fields of every form on a page, form by form."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Asked]] = []
        self.choosing: Asked | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if tag == "form":
            self.forms.append({})
        elif tag == "option" and self.choosing is not None:
            self.choosing.offered.add(given.get("value") or "")
        elif tag in ("input", "textarea", "select") and name and self.forms:
            kind = given.get("type") or "text" if tag == "input" else tag
            asked = self.forms[-1].setdefault(name, Asked(kind))
            asked.kind = kind
            if kind in ("radio", "checkbox", "hidden"):
                asked.offered.add(given.get("value") or "")
            self.choosing = asked if tag == "select" else None
        elif tag == "button" and name and self.forms:
            self.forms[-1].setdefault(name, Asked("button")).offered.add(given.get("value") or "")


def form_on(page: str, wanted: Collection[str]) -> dict[str, Asked]:
    """The form of a page that asks the most of what is wanted. A button counts where a body says which was pressed."""
    parser = Forms()
    parser.feed(page)
    best = max(parser.forms, key=lambda form: len(set(wanted) & set(form)))
    return {
        name: asked
        for name, asked in best.items()
        if name != "csrfmiddlewaretoken" and (asked.kind != "button" or name in wanted)
    }
