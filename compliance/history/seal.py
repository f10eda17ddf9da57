"""What the seal of all records came to, for the people who rely on them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from homes.database.sealing.chain import grouped
from homes.database.sealing.verify import verify_newest
from homes.models import Seal, SealCheck
from homes.templatetags.keywork_ui import kdatetime
from homes.words import gettext as _
from homes.words import ngettext

READ_NOW = 20_000  # rows: a second or two


def page() -> dict[str, Any]:
    """The end of the chain, and the last time the whole of it was read back."""
    last, check = Seal.objects.order_by("-number").first(), SealCheck.objects.order_by("-at").first()
    code = grouped(last.mac) if last else ""
    return {"seal": last, "code": code, "check": check, "check_words": _of_night(check) if check else ""}


def read_now() -> dict[str, Any]:
    """Read the newest part back while somebody waits."""
    report, since = verify_newest(READ_NOW)
    look = "info" if since is None else "warn" if report.problems else "done"
    return {"now_look": look, "now_words": _of_now(report.rows, since, report.places)}


def _of_night(check: SealCheck) -> str:
    when = {"when": kdatetime(check.at)}
    if check.problems:
        words = ngettext(
            "On %(when)s all records were read back, and %(n)s place is not as it was sealed.",
            "On %(when)s all records were read back, and %(n)s places are not as they were sealed.",
            check.problems,
        )
        return words % {**when, "n": check.problems}
    return _("On %(when)s all records were read back. Everything is as it was sealed.") % when


def _of_now(rows: int, since: dt.datetime | None, problems: int) -> str:
    if since is None:
        return _("Nothing is sealed yet.")
    said = {"n": rows, "since": kdatetime(since), "wrong": problems}
    if problems:
        return (
            _("Read back just now, from %(since)s on: %(wrong)s of %(n)s rows are not as they were sealed.")
            % said
        )
    words = ngettext(
        "Read back just now, from %(since)s on: %(n)s row, as it was sealed.",
        "Read back just now, from %(since)s on: %(n)s rows, all as they were sealed.",
        rows,
    )
    return words % said
