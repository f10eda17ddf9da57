"""The figures as a plain table."""

from __future__ import annotations

from typing import Any

COLUMNS = ("page", "children", "queries", "KB", "CPU ms", "empty ms", "by hand ms", "times")


def lines(found: dict[str, Any], tenfold: dict[str, Any] | None = None) -> list[str]:
    whose = "this process and the database's" if found["sees_database"] else "this process"
    said = [f"CPU of {whose}, medians. Times: the page beside an empty page plus its facts by hand.", ""]
    said += _pages(found["pages"])
    said += ["", *_growth(found["pages"]), *_sweep(found["sweep"])]
    if tenfold is not None:
        said += ["", *_tenfold(found, tenfold)]
    return said


def _pages(pages: list[dict[str, Any]]) -> list[str]:
    rows = [COLUMNS]
    rows += [
        (
            one["page"], str(one["children"]), str(one["queries"]), f"{one['kilobytes']:.0f}", f"{one['ms']:.1f}",
            f"{one['empty_ms']:.1f}", f"{one['by_hand_ms']:.1f}", f"{one['times']:.1f}",
        )
        for one in pages
    ]  # fmt: skip
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    return [
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in rows
    ]


def _growth(pages: list[dict[str, Any]]) -> list[str]:
    """The large home beside the small one, page by page."""
    small, large = {}, {}
    for one in pages:
        small.setdefault(one["page"], one)
        large[one["page"]] = one
    return [
        f"{page}: {large[page]['children']} children cost {large[page]['ms'] / small[page]['ms']:.2f} times "
        f"{small[page]['children']}"
        for page in small
        if large[page] is not small[page]
    ]


def _sweep(sweep: dict[str, Any]) -> list[str]:
    return [
        "",
        f"sweep of {sweep['children']} children and {sweep['ended']} who moved on, nothing changed: "
        f"{sweep['statements']} statements, {sweep['seconds']:.2f} s "
        f"({sweep['per_thousand']:.2f} s per 1,000 children; twelve rules by hand: {sweep['by_hand_seconds']:.2f} s)",
        f"one home's sweep after a save: {sweep['home_statements']} statements, {sweep['home_ms']:.1f} ms",
        f"one save, with what follows it: {sweep['save_queries']} queries, {sweep['save_ms']:.1f} ms",
    ]


def _tenfold(found: dict[str, Any], tenfold: dict[str, Any]) -> list[str]:
    few, many = found["sweep"], tenfold["sweep"]
    said = [
        f"{many['ended']} who moved on instead of {few['ended']}: sweep {many['seconds'] / few['seconds']:.2f} times, "
        f"one home's {many['home_ms'] / few['home_ms']:.2f} times"
    ]
    pairs = zip(found["pages"], tenfold["pages"], strict=True)
    said += [
        f"  {one['page']} of {one['children']}: {other['ms'] / one['ms']:.2f} times" for one, other in pairs
    ]
    return said
