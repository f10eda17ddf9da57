"""The small link beside a record, to where it is put right."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext

from children.putting_right.lines import line_of

register = template.Library()


@register.inclusion_tag("children/putting_right/_link.html", takes_context=True)
def put_right(
    context: RequestContext, record: Any, home_id: int | None = None, what: str = "", words: str = ""
) -> dict[str, Any]:
    """For whoever works at the record's home; who of them may, the page says.

    `what`: which record, for a screen reader; or all the `words` of the link.
    """
    line, access = line_of(record), context.request.access
    home_id = home_id or getattr(record, "home_id", None)
    may = line is not None and access.may(line.may, home_id)
    url = line.address(record) if line and may else ""
    return {"record": record, "url": url, "what": what, "words": words}
