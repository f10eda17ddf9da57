"""What a child is given and has explained: the guide, and the ways to be heard. Done when there is a copy and it is
understood, at least partly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.text import get_text_list

from children.about_me.explaining import Reached, reached
from children.checklist.needed import needed_by
from children.duties.documents import Step
from children.duties.fixes import KnownFix
from children.duties.rule import Rule
from children.duties.words import Words, within
from children.models import ExplainedKind, FileType, Understood
from compliance.rules.base import Evaluation, say
from compliance.rules.care import earlier_of
from compliance.rules.facts.about_me import Told
from compliance.rules.plans import placement_began_after, plan_of_this_placement
from compliance.rules.rows import CurrentPlacement
from compliance.rules.scope import Scope
from compliance.rules.sources import HOME
from homes.dates import add_days, add_months
from homes.models import Severity, Unit
from homes.permissions import Permission
from homes.standards import (
    WAYS_AGAIN_MONTHS,
    Default,
    Editable,
    Figure,
    Kind,
    after,
    interval_after,
)
from homes.words import gettext as _
from homes.words import gettext_lazy

BEFORE_DAYS = 92  # what is given on visits before moving in counts; what is older was another time
WAYS_TO_BE_HEARD = (ExplainedKind.COMPLAINTS, ExplainedKind.ADVOCATE, ExplainedKind.COMMISSIONER)
OTHERS = (ExplainedKind.FIRE, ExplainedKind.CONFIDENTIALITY, ExplainedKind.RECORDS)
# How far it was understood -> the rule whose number says when to explain it again.
AGAIN = {Understood.PARTLY: "AGAIN-PARTLY", Understood.NOT_YET: "AGAIN-NOT-YET"}


def first_day_that_counts(moved_in_on: dt.date, *, previous_placement_ended_on: dt.date | None) -> dt.date:
    """The guide may be given on a visit before moving in, but not in an earlier placement."""
    early = add_days(moved_in_on, -BEFORE_DAYS)
    return early if previous_placement_ended_on is None else max(early, previous_placement_ended_on)


def reached_in(scope: Scope, placement: CurrentPlacement, kind: str) -> Reached[Told]:
    """How far one kind has come in a placement by the day."""
    early = add_days(placement.moved_in_on, -BEFORE_DAYS)
    return reached(scope.explained.get((placement.pk, kind), ()), kind, not_before=early)


def _again(scope: Scope, placement: CurrentPlacement, last: Told) -> tuple[Figure | None, dt.date | None]:
    """When something understood partly, or not yet, is explained again: the home's number, or sooner if agreed."""
    if last.understood not in AGAIN:
        return None, None
    code = AGAIN[Understood(last.understood)]
    figure, due_on = scope.decided(code, placement, interval_after(last.given_on))
    if due_on is not None:
        due_on = max(earlier_of(due_on, last.refresh_on), placement.moved_in_on)
    return figure, due_on


# --- the guide ----------------------------------------------------------------------------------


def guide(scope: Scope) -> Iterator[Evaluation]:
    """A child has the Children's Guide, explained, by the day of moving in.

    Counted from the day of moving in, no days of grace. Met by an entry that the guide was given in this placement,
    with a copy and understood at least partly, from 92 days before moving in (visits); or by a version of the guide in
    the file, made for this home since then. Understood partly, it is explained again by the number of AGAIN-PARTLY;
    with a copy and not understood yet, by that of AGAIN-NOT-YET.
    """
    for placement in scope.placements:
        figure, due_on = scope.decided("GUIDE", placement, needed_by("GUIDE", placement.moved_in_on))
        got, paper = reached_in(scope, placement, ExplainedKind.GUIDE), _has_paper(scope, placement)
        if got.last is None:
            yield say(placement, figure, None) if paper else _guide_owed(placement, figure, due_on, "first")
        elif not (got.copy or paper):
            yield _guide_owed(placement, figure, due_on, "no_copy")
        else:
            again, again_on = _again(scope, placement, got.last)
            if again is None:
                yield say(placement, figure, None)
            else:
                yield _guide_owed(placement, again, again_on, got.last.understood)


def _guide_owed(placement: CurrentPlacement, figure: Figure, due_on: dt.date | None, kind: str) -> Evaluation:
    return say(
        placement,
        figure,
        due_on,
        kind=kind,
        document=FileType.GUIDE,
        step=Step.REVIEW if kind == Understood.PARTLY else Step.NEEDED,
        moved_in_on=placement.moved_in_on,
    )


def _has_paper(scope: Scope, placement: CurrentPlacement) -> bool:
    """A version of the guide is in the file, made for this home."""
    since = papers_count_from(scope, placement)
    versions = scope.plans.get((placement.child_id, FileType.GUIDE), ())
    return plan_of_this_placement(versions, home_id=placement.home_id, not_before=since) is not None


def papers_count_from(scope: Scope, placement: CurrentPlacement) -> dt.date:
    placements = scope.earlier_placements.get(placement.child_id, ())
    ended = placement_began_after(placements, placement_id=placement.pk, moved_in_on=placement.moved_in_on)
    return first_day_that_counts(placement.moved_in_on, previous_placement_ended_on=ended)


# --- ways to be heard ---------------------------------------------------------------------------


def ways_to_be_heard(scope: Scope) -> Iterator[Evaluation]:
    """A child knows how to complain, that an advocate is there for them, and who the Children's Commissioner is.

    All three explained in this placement (from 92 days before moving in), understood at least partly, and how to
    complain with a copy, within the home's number of days after the day of moving in. Again within the same number of
    days after each looked-after review (the date of its minutes), else 12 calendar months after it was explained, or on
    an earlier day that was agreed. Understood partly: by the number of AGAIN-PARTLY; not yet: by that of AGAIN-NOT-YET.
    What is due is named.
    """
    for placement in scope.placements:
        owed = {kind: _way_owed(scope, placement, kind) for kind in WAYS_TO_BE_HEARD}
        unmet = {kind: one for kind, one in owed.items() if one.kind != "again"}
        asked = unmet or owed
        first = min(asked.values(), key=lambda one: one.due_on)
        named = [kind for kind, one in asked.items() if unmet or one.due_on == first.due_on]
        yield say(
            placement,
            first.figure,
            first.due_on,
            kind=first.kind,
            moved_in_on=placement.moved_in_on,
            missing=",".join(named),
        )


class WayOwed(NamedTuple):
    kind: str  # "first", "tried": not met; "again"
    figure: Figure
    due_on: dt.date


def _way_owed(scope: Scope, placement: CurrentPlacement, kind: str) -> WayOwed:
    got = reached_in(scope, placement, kind)
    figure = scope.figure("COMPLAINT-INFO", placement)
    if got.last is None or not got.copy:
        decided, due_on = scope.decided("COMPLAINT-INFO", placement, interval_after(placement.moved_in_on))
        return WayOwed("tried" if got.last else "first", decided, due_on or placement.moved_in_on)
    again, again_on = _again(scope, placement, got.last)
    if not got.met:
        return WayOwed("tried", again or figure, again_on or placement.moved_in_on)
    latest = add_months(got.last.given_on, WAYS_AGAIN_MONTHS)
    days = [
        earlier_of(latest, got.last.refresh_on),
        again_on,
        _after_review(scope, placement, got.last, figure),
    ]
    return WayOwed("again", again or figure, min(day for day in days if day is not None))


def _after_review(scope: Scope, placement: CurrentPlacement, last: Told, figure: Figure) -> dt.date | None:
    """The home's number of days after the first review since it was explained. On the day of the review counts."""
    minutes = scope.plans.get((placement.child_id, FileType.REVIEW_MINUTES), ())
    held_on = next((one.dated_on for one in minutes if one.dated_on > last.given_on), None)
    return None if held_on is None else after(held_on, amount=figure.amount, unit=figure.unit)


# --- again, where it was not understood ---------------------------------------------------------


def _explained_again(scope: Scope, understood: Understood) -> Iterator[Evaluation]:
    for placement in scope.placements:
        for kind in OTHERS:
            last = reached_in(scope, placement, kind).last
            code = AGAIN[understood]
            figure, due_on = scope.figure(code, placement), None
            if last is not None and last.understood == understood:
                figure, due_on = scope.decided(code, placement, interval_after(last.given_on))
                due_on = due_on and earlier_of(due_on, last.refresh_on)
            yield say(
                placement,
                figure,
                due_on,
                subject=f"{kind}:{placement.public_id}",
                kind=kind,
                last_on=last.given_on if last else None,
            )


def partly_understood(scope: Scope) -> Iterator[Evaluation]:
    """What a child understood partly is explained again.

    Calendar days from the day it was explained last in this placement, or an earlier day that was agreed: what to do in
    a fire, what stays private, seeing what we write. GUIDE and COMPLAINT-INFO count by the same number.
    """
    yield from _explained_again(scope, Understood.PARTLY)


def not_understood(scope: Scope) -> Iterator[Evaluation]:
    """What a child has not understood yet is explained again, sooner.

    Calendar days from the day it was explained last in this placement, or an earlier day that was agreed: what to do in
    a fire, what stays private, seeing what we write. GUIDE and COMPLAINT-INFO count by the same number.
    """
    yield from _explained_again(scope, Understood.NOT_YET)


# --- in words -----------------------------------------------------------------------------------


def _guide(words: Words, *, overdue: bool) -> str:
    values = words.plus(moved_in=words.on("moved_in_on"))
    kind = words.facts.get("kind")
    again = (
        _("It was to be explained again by %(due_day)s.") if overdue else _("To be explained again %(due)s.")
    )
    if kind == Understood.PARTLY:
        return f"{_('%(child)s understood the Children’s Guide partly.')} {again}" % values
    if kind == Understood.NOT_YET:
        return f"{_('%(child)s has not understood the Children’s Guide yet.')} {again}" % values
    if kind == "no_copy":
        return _("%(child)s has no copy of the Children’s Guide yet. It was due on %(moved_in)s.") % values
    if not overdue:
        return (
            _("%(child)s moves in today. The Children’s Guide is to be given and explained today.") % values
        )
    return _("%(child)s moved in on %(moved_in)s and has not been given the Children’s Guide.") % values


def _named(codes: str) -> str:
    names = {
        "complaints": _("how to complain"),
        "advocate": _("an advocate"),
        "commissioner": _("the {Children’s Commissioner}"),
    }
    return get_text_list([names[code] for code in codes.split(",") if code in names], _("and"))


def _ways_to_be_heard(words: Words, *, overdue: bool) -> str:
    values = words.plus(what=_named(words.facts["missing"]))
    if words.facts.get("kind") == "again":
        if overdue:
            return _("It was to be explained to %(child)s again by %(due_day)s: %(what)s.") % values
        return _("To be explained to %(child)s again %(due)s: %(what)s.") % values
    if words.facts.get("kind") == "tried":
        by = _("It was due by %(due_day)s.") if overdue else _("It is due %(due)s.")
        return f"{_('Not given, explained and understood by %(child)s yet: %(what)s.')} {by}" % values
    if overdue:
        values["moved_in"] = words.on("moved_in_on")
        return _("%(child)s moved in on %(moved_in)s. Nobody has explained yet: %(what)s.") % values
    return _("To be explained to %(child)s %(due)s: %(what)s.") % values


def _again_in_words(words: Words, *, overdue: bool) -> str:
    what = {
        ExplainedKind.FIRE: _("what to do in a fire"),
        ExplainedKind.CONFIDENTIALITY: _("what stays private"),
        ExplainedKind.RECORDS: _("seeing what we write"),
    }[ExplainedKind(words.facts["kind"])]
    values = words.plus(what=what, day=words.on("last_on"))
    if overdue:
        said = _(
            "It was to be explained to %(child)s again by %(due_day)s: %(what)s. The last time was %(day)s."
        )
    else:
        said = _("To be explained to %(child)s again %(due)s: %(what)s. The last time was %(day)s.")
    return said % values


EXPLAIN = KnownFix(gettext_lazy("Note what was explained"), "children:add_explained", Permission.RECORD_FILE)
GUIDE_IN_WALES = gettext_lazy("Regulated Services (Wales) Regs 2017, reg 19")
RULES = (
    Rule(
        code="GUIDE",
        title=gettext_lazy("Children’s Guide given by the day of {moving in}"),
        short=gettext_lazy("Children’s Guide"),
        default=Default(
            0,
            Unit.DAYS,
            Severity.HIGH,
            gettext_lazy("Children's Homes (England) Regulations 2015, regulation 7"),
            GUIDE_IN_WALES,
            kind=Kind.LAW,
            editable=Editable.NO,
        ),
        standard=within,
        counted_from=gettext_lazy("the day of {moving in}"),
        warn_days=0,
        evaluate=guide,
        sentence=_guide,
        fix=EXPLAIN,
    ),
    Rule(
        code="COMPLAINT-INFO",
        title=gettext_lazy("How to complain, an advocate and the {Children’s Commissioner} explained"),
        short=gettext_lazy("how to complain, explained"),
        default=Default(
            7,
            Unit.DAYS,
            Severity.MEDIUM,
            gettext_lazy("Children's Homes (England) Regulations 2015, regulation 7(2)(b)(ii)"),
            GUIDE_IN_WALES,
            kind=Kind.LAW,
        ),
        standard=within,
        counted_from=gettext_lazy(
            "the day of {moving in}, and each review; else 12 months after the last time"
        ),
        warn_days=7,
        evaluate=ways_to_be_heard,
        sentence=_ways_to_be_heard,
        brief=lambda words: _("Ways to be heard, explained"),
        fix=EXPLAIN,
    ),
    Rule(
        code="AGAIN-PARTLY",
        title=gettext_lazy("Explained again where it was understood partly"),
        short=gettext_lazy("explained again, understood partly"),
        default=Default(28, Unit.DAYS, Severity.MEDIUM, HOME, least=1),
        standard=within,
        counted_from=gettext_lazy("the day it was explained"),
        warn_days=7,
        evaluate=partly_understood,
        sentence=_again_in_words,
        fix=EXPLAIN,
    ),
    Rule(
        code="AGAIN-NOT-YET",
        title=gettext_lazy("Explained again where it was not understood yet"),
        short=gettext_lazy("explained again, not understood yet"),
        default=Default(7, Unit.DAYS, Severity.MEDIUM, HOME, least=1),
        standard=within,
        counted_from=gettext_lazy("the day it was explained"),
        warn_days=7,
        evaluate=not_understood,
        sentence=_again_in_words,
        fix=EXPLAIN,
    ),
)
