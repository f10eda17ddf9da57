"""What limits whom a child sees is looked at again in time, and a manager reads what went against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from django.utils.text import capfirst

from children.duties.fixes import KnownFix, of_subject
from children.duties.rule import Rule
from children.duties.words import Words, every, within
from children.models import Basis, RestrictionKind
from compliance.rules.base import Evaluation, say
from compliance.rules.facts.people import InForce
from compliance.rules.scope import Scope
from compliance.rules.sources import HOME
from homes.models import Nation, Severity, Unit
from homes.permissions import Permission
from homes.standards import (
    ENGLAND_ONLY,
    Default,
    Editable,
    Figure,
    Kind,
    by_number,
    interval_after,
    own_day_or_standard,
)
from homes.words import gettext as _
from homes.words import gettext_lazy

WARN_REVIEW_DAYS = 14


def review_due_on(restriction: InForce, *, amount: int, unit: str = Unit.MONTHS) -> dt.date:
    """The day the latest review named, else the restriction's own: up to twice the home's interval, else the interval.

    Counted from that review, else from the first day. Never later than the day its court order ends: from then on it
    rests on nothing; without another day, that is the one.
    """
    named_on = restriction.next_review_on or restriction.review_due_on
    if named_on is None and restriction.order_ends_on is not None:
        return restriction.order_ends_on
    since = restriction.reviewed_on or restriction.started_on
    due = own_day_or_standard(since, named_on, amount=amount, unit=unit)
    return min(due, restriction.order_ends_on) if restriction.order_ends_on else due


def restrictions_reviewed(scope: Scope) -> Iterator[Evaluation]:
    """Every restriction in force is looked at again in time.

    The day named by its latest review, otherwise its own review date, up to twice the home's interval after that review
    or the first day; beyond that, or with neither, the interval, in calendar months clamped to the end of the month. A
    court order that ends is due on its last day at the latest. An ended restriction owes nothing. Source: home
    standard; the duty behind it is regulation 22 of the Children's Homes Regulations 2015.
    """
    for placement in scope.placements:
        for restriction in scope.restrictions.get(placement.child_id, ()):
            dated = by_number(partial(review_due_on, restriction))
            figure, due_on = scope.decided("RESTRICT-REV", placement, dated)
            named_on, kind = restriction.next_review_on or restriction.review_due_on, "usual"
            if restriction.order_ends_on == due_on:
                kind = "order"
            elif named_on == due_on:
                kind = "own_day"
            yield say(
                placement,
                figure,
                due_on,
                subject=f"restriction:{restriction.public_id}",
                kind=kind,
                restricted=restriction.kind,
                started_on=restriction.started_on,
            )


def emergencies_consented(scope: Scope) -> Iterator[Evaluation]:
    """The placing authority consents to what a home restricts in an emergency, or is told of it. Homes in England.

    Within 24 hours: due the day after the first day of the restriction, calendar days. Met from the day of the consent
    or notice that is noted; an ended restriction owes nothing. Source: Children's Homes (England) Regulations 2015,
    regulation 22.
    """
    for placement in scope.placements:
        if placement.home.nation != Nation.ENGLAND:
            continue
        for restriction in scope.restrictions.get(placement.child_id, ()):
            if restriction.basis != Basis.EMERGENCY:
                continue
            known = restriction.consent_on is not None and restriction.consent_on <= scope.as_of
            dated = interval_after(None if known else restriction.started_on)
            yield scope.says(
                "RESTRICT-CONSENT",
                placement,
                dated,
                subject=f"consent:{restriction.public_id}",
                kind="emergency",
                restricted=restriction.kind,
                started_on=restriction.started_on,
            )


def outside_restriction_read(scope: Scope) -> Iterator[Evaluation]:
    """A manager reads every call or visit that went against a restriction, the same day.

    Calendar days from the day it happened; met from the day a manager noted having read it. Source: home standard.
    """
    for placement in scope.placements:
        for entry in scope.outside_restriction.get(placement.child_id, ()):
            dated, subject = (
                interval_after(None if entry.seen else entry.happened_on),
                f"contact:{entry.public_id}",
            )
            yield scope.says(
                "CONTACT-OUT",
                placement,
                dated,
                subject=subject,
                kind="outside",
                happened_on=entry.happened_on,
            )


# --- in words -----------------------------------------------------------------------------------


def _what(words: Words) -> str:
    return str(capfirst(str(RestrictionKind(words.facts["restricted"]).label)))


def _review(words: Words, *, overdue: bool) -> str:
    values = words.plus(what=_what(words), since=words.on("started_on"))
    if words.facts["kind"] == "order":
        if overdue:
            return _(
                "%(child)s’s court order (%(what)s) ended on %(due_day)s. What follows is not recorded."
            ) % (values)
        return _("%(child)s’s court order (%(what)s) ends on %(due_day)s. Ask now what follows.") % values
    if overdue:
        said = _("%(child)s’s restriction (%(what)s) was due to be looked at again on %(due_day)s.")
    else:
        said = _("%(child)s’s restriction (%(what)s) is to be looked at again %(due)s: is it still fair?")
    return said % values


def _within_24_hours(figure: Figure) -> str:
    return _("within 24 hours") if (figure.amount, figure.unit) == (1, Unit.DAYS) else within(figure)


def _consent(words: Words, *, overdue: bool) -> str:
    values = words.plus(what=RestrictionKind(words.facts["restricted"]).label, since=words.on("started_on"))
    said = _("An emergency measure of this home restricts %(child)s since %(since)s: %(what)s.")
    asked = (
        _("The placing authority’s consent, or that they were told, was due by %(due_day)s.")
        if overdue
        else _("The placing authority’s consent, or that they are told, is due %(due)s.")
    )
    return f"{said} {asked}" % values


def _outside(words: Words, *, overdue: bool) -> str:
    values = words.plus(day=words.on("happened_on"))
    said = _("A call or visit of %(child)s on %(day)s went outside a restriction.")
    if overdue:
        asked = _("A manager was to read why by %(due_day)s.")
    else:
        asked = _("A manager is to read why %(due)s.")
    return f"{said} {asked}" % values


FAMILY_TIME = gettext_lazy("Home standard; Children's Homes Regs 2015, regulation 22 (contact)")
RULES = (
    Rule(
        code="RESTRICT-REV",
        title=gettext_lazy("Restrictions looked at again"),
        short=gettext_lazy("review of a restriction"),
        default=Default(1, Unit.MONTHS, Severity.HIGH, FAMILY_TIME, HOME, least=1),
        standard=every,
        counted_from=gettext_lazy(
            "the day named by the latest review, otherwise its own review date (up to twice the interval), "
            "otherwise the latest review or its first day"
        ),
        warn_days=WARN_REVIEW_DAYS,
        evaluate=restrictions_reviewed,
        sentence=_review,
        brief=lambda words: _("Restriction: %(what)s") % {"what": _what(words)},
        fix=KnownFix(
            gettext_lazy("Review restriction"),
            "children:review_restriction",
            Permission.RESTRICT,
            args=of_subject,
        ),
    ),
    Rule(
        code="RESTRICT-CONSENT",
        title=gettext_lazy("Consent of the placing authority to an emergency measure"),
        short=gettext_lazy("consent to an emergency measure"),
        default=Default(
            1,
            Unit.DAYS,
            Severity.HIGH,
            gettext_lazy("Children's Homes (England) Regulations 2015, regulation 22"),
            kind=Kind.LAW,
            editable=Editable.STRICTER,
        ),
        standard=_within_24_hours,
        counted_from=gettext_lazy("the first day of the restriction"),
        warn_days=1,
        evaluate=emergencies_consented,
        sentence=_consent,
        fix=KnownFix(
            gettext_lazy("Note consent or notice"),
            "children:complete_restriction",
            Permission.RESTRICT,
            args=of_subject,
        ),
        nations=ENGLAND_ONLY,
    ),
    Rule(
        code="CONTACT-OUT",
        title=gettext_lazy("A call or visit outside a restriction read by a manager"),
        short=gettext_lazy("a manager reading what went outside a restriction"),
        default=Default(0, Unit.DAYS, Severity.HIGH, FAMILY_TIME, HOME),
        standard=within,
        counted_from=gettext_lazy("the day of the call or visit"),
        warn_days=0,
        evaluate=outside_restriction_read,
        sentence=_outside,
        brief=lambda words: _("Call or visit of %(day)s") % {"day": words.on("happened_on")},
        fix=KnownFix(
            gettext_lazy("Read what happened"), "children:contact", Permission.RESTRICT, args=of_subject
        ),
    ),
)
