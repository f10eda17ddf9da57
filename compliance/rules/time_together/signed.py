"""What follows time together: the record is signed, and a manager reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from children.duties.fixes import KnownFix
from children.duties.models import Flag
from children.duties.rule import Rise, Rule
from children.duties.words import Words, within
from compliance.rules.base import Evaluation, say
from compliance.rules.facts.time_together import Unread
from compliance.rules.scope import Scope
from homes.dates import add_days
from homes.models import Severity, Unit
from homes.permissions import Permission
from homes.standards import Default, Duty, Figure, Kind, interval_after
from homes.words import gettext as _
from homes.words import gettext_lazy, ngettext

GRAVE_FROM_DAY = 3  # of the session: 72 hours, in days
SIGNING = gettext_lazy("Children’s Homes (England) Regulations 2015, regulation 36(1)(c)")
SIGNING_IN_WALES = gettext_lazy(
    "Regulated Services (Service Providers and Responsible Individuals) (Wales) Regulations 2017, regulation 59"
)
OVERSIGHT = gettext_lazy("Home standard; the duty behind it is regulation 13 (leadership and management)")
OVERSIGHT_IN_WALES = gettext_lazy(
    "Home standard; the duty behind it is regulation 6 of the Regulated Services (Wales) Regulations 2017"
)


def signed_in_time(scope: Scope) -> Iterator[Evaluation]:
    """A record is signed by whoever wrote it.

    The law asks for the author's signature and names no time; the home says by when. Counted in calendar days from the
    day of the session, due day included: only days are stored, so 24 hours are the day after, and 72 hours, when it
    grows graver, the third day after. One flag a placement, for its oldest draft with a day, and without the name of
    its author: what a draft says is nobody else's. A draft without a day is nobody's session yet. Regulation 36(1)(c)
    in England; regulation 59 (accurate and up to date) in Wales.
    """
    for placement in scope.placements:
        drafts = scope.unsigned.get(placement.pk, [])
        if not drafts:
            yield say(placement, scope.figure("KS-SIGN", placement), None, kind="signed")
            continue
        oldest = drafts[0]
        figure, due_on = scope.decided("KS-SIGN", placement, interval_after(oldest))
        yield say(placement, figure, due_on, kind="draft", held_on=oldest)


def read_in_time(scope: Scope) -> Iterator[Evaluation]:
    """A signed record is read by a manager who had no part in it; one with a worry on the day it is signed.

    Counted in calendar days, due day included, from the day it was signed; where a manager asked a question, from the
    day it was asked, and once it is answered, from the day of the answer: a question puts the reading off, and is
    never forgotten. One flag a placement, for what is due first. Records that were imported or are void are owed no
    reading.
    When the child has moved on they stay in the home's queue; no flag is raised for them.
    """
    for placement in scope.placements:
        unread = scope.unread.get(placement.pk, [])
        if not unread:
            yield say(placement, scope.figure("KS-REVIEW", placement), None, kind="read")
            continue
        dated = [(_due(scope, placement, one), one) for one in unread]
        (due_on, figure), first = min(dated, key=lambda found: (found[0][0], not found[1].worry))
        yield say(
            placement,
            figure,
            due_on,
            kind="worry" if first.worry and first.state == "owed" else first.state,
            since_on=first.since_on,
            writer=first.writer,
            count=str(len(unread)),
        )


def _due(scope: Scope, placement: Any, one: Unread) -> tuple[dt.date, Figure]:
    code = "KS-REVIEW-WORRY" if one.worry else "KS-REVIEW"
    figure, due_on = scope.decided(code, placement, interval_after(one.since_on))
    return due_on or one.since_on, figure


# --- in words -----------------------------------------------------------------------------------


def _signed(words: Words, *, overdue: bool) -> str:
    values = words.plus(day=words.on("held_on"), standard=within(words.figure))
    if not overdue:
        return _("The record of %(day)s with %(child)s is to be signed %(due)s.") % values
    return (
        _("The record of %(day)s with %(child)s is not signed. The home’s standard is %(standard)s.") % values
    )


def _read(words: Words, *, overdue: bool) -> str:
    kind, count = words.facts["kind"], int(words.facts["count"])
    values = words.plus(
        who=words.facts["writer"], day=words.on("since_on"), n=count, standard=within(words.figure)
    )
    if kind == "asked":
        return (
            _("%(who)s was asked about a record with %(child)s on %(day)s and has not answered yet.") % values
        )
    if kind == "answered":
        return (
            _("%(who)s answered a question about a record with %(child)s on %(day)s. Read it again.") % values
        )
    if kind == "worry":
        said = _("%(who)s signed a worry about %(child)s on %(day)s. A manager is to read it %(due)s.")
        over = _("%(who)s signed a worry about %(child)s on %(day)s, and no manager has marked it as read.")
        return (over if overdue else said) % values
    said = ngettext(
        "%(n)s signed record with %(child)s is to be reviewed, since %(day)s. The home’s standard is %(standard)s.",
        "%(n)s signed records with %(child)s are to be reviewed, the first since %(day)s. "
        "The home’s standard is %(standard)s.",
        count,
    )
    return said % values


def _third_day(due_on: dt.date, figure: Figure) -> dt.date:
    """The third day after the session; the day after it is due, where a home gives longer or counts in months."""
    early = GRAVE_FROM_DAY - figure.amount if figure.unit == Unit.DAYS else 1
    return add_days(due_on, max(early, 1))


def _of_home(flag: Flag) -> tuple[Any, ...]:
    return (flag.home.public_id,)


RULES = (
    Rule(
        code="KS-SIGN",
        title=gettext_lazy("Record signed by its author"),
        short=gettext_lazy("record to be signed"),
        default=Default(1, Unit.DAYS, Severity.MEDIUM, SIGNING, SIGNING_IN_WALES, kind=Kind.DUTY),
        standard=within,
        counted_from=gettext_lazy("the day of the session"),
        warn_days=0,
        evaluate=signed_in_time,
        sentence=_signed,
        fix=KnownFix(gettext_lazy("See the drafts"), "sessions:for_child", Permission.RECORD_SESSIONS),
        rises=Rise(Severity.HIGH, _third_day, "from the third day after the session"),
    ),
    Rule(
        code="KS-REVIEW",
        title=gettext_lazy("Signed record read by a manager"),
        short=gettext_lazy("record to be reviewed"),
        default=Default(7, Unit.DAYS, Severity.MEDIUM, OVERSIGHT, OVERSIGHT_IN_WALES),
        standard=within,
        counted_from=gettext_lazy("the day the record is signed"),
        warn_days=2,
        evaluate=read_in_time,
        sentence=_read,
        fix=KnownFix(
            gettext_lazy("Start reviewing"),
            "sessions:start_reviewing",
            Permission.REVIEW_SESSIONS,
            args=_of_home,
        ),
        also=(
            Duty(
                code="KS-REVIEW-WORRY",
                title=gettext_lazy("Signed record with a worry read by a manager"),
                short=gettext_lazy("worry to be read"),
                default=Default(0, Unit.DAYS, Severity.MEDIUM, OVERSIGHT, OVERSIGHT_IN_WALES),
                standard=within,
                counted_from=gettext_lazy("the day the record is signed"),
            ),
        ),
    ),
)
