"""The address of a page by its name alone: which app a topic's page lives in is not what its test is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.urls import URLPattern, get_resolver, reverse


@cache
def _full_names() -> dict[str, str]:
    """Name -> the name with its app, of every page of children and compliance. No two may share one."""

    def under(patterns: Any, prefix: str) -> Iterator[tuple[str, str]]:
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield pattern.name, f"{prefix}{pattern.name}"
            else:
                yield from under(
                    pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else prefix
                )

    found = [
        one
        for one in under(get_resolver().url_patterns, "")
        if one[1].startswith(("children:", "compliance:"))
    ]
    names = dict(found)
    assert len(names) == len(found), "two pages of one name"
    return names


def page_address(name: str, args: Sequence[Any] = ()) -> str:
    return reverse(_full_names()[name], args=args)
