"""What adults owe around the child's own: the guide, ways to be heard, belongings given back, the room looked after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.utils.text import get_text_list

from children.checklist.needed import needed_by
from children.duties.documents import Step
from children.duties.fixes import KnownFix, of_subject
from children.duties.rule import Rule
from children.duties.words import Words, every, within
from children.models import ExplainedKind, FileType, Understood
from compliance.rules.base import Evaluation, say
from compliance.rules.facts.about_me import Told
from compliance.rules.plans import placement_began_after, plan_of_this_placement
from compliance.rules.rows import CurrentPlacement
from compliance.rules.scope import Scope
from compliance.rules.sources import KEY_WORK
from homes.dates import add_days
from homes.models import Severity, Unit
from homes.permissions import Permission
from homes.standards import Default, Editable, Kind, interval_after
from homes.words import gettext as _
from homes.words import gettext_lazy

BEFORE_DAYS = 92  # what is given on visits before moving in counts; what is older was another time
WITH_A_COPY = frozenset({ExplainedKind.GUIDE, ExplainedKind.COMPLAINTS})
WAYS_TO_BE_HEARD = (ExplainedKind.COMPLAINTS, ExplainedKind.ADVOCATE, ExplainedKind.COMMISSIONER)


def first_day_that_counts(moved_in_on: dt.date, *, previous_placement_ended_on: dt.date | None) -> dt.date:
    """The guide may be given on a visit before moving in, but not in an earlier placement."""
    early = add_days(moved_in_on, -BEFORE_DAYS)
    return early if previous_placement_ended_on is None else max(early, previous_placement_ended_on)


def given_and_understood(told: Told) -> bool:
    """A copy was given, where there is one to give, and the child understood it, at least partly."""
    return told.understood != Understood.NOT_YET and (told.copy or told.kind not in WITH_A_COPY)


def not_explained(told: Iterable[Told], wanted: Sequence[str], *, not_before: dt.date) -> list[str]:
    """The kinds not given and understood in this placement, in the order they are wanted."""
    known = {one.kind for one in told if one.given_on >= not_before and given_and_understood(one)}
    return [kind for kind in wanted if kind not in known]


def refresh_due_on(told: Iterable[Told], wanted: Sequence[str]) -> dict[str, dt.date]:
    """When each kind is due again: as agreed the last time it was explained. `told` oldest first."""
    last = {one.kind: one for one in told if one.kind in wanted}
    return {kind: one.refresh_on for kind, one in last.items() if one.refresh_on is not None}


def guide(scope: Scope) -> Iterator[Evaluation]:
    """A child has the Children's Guide, explained, by the day of moving in.

    Counted from the day of moving in, no days of grace. Met by an entry that the guide was given in this placement,
    with a copy and understood at least partly, from 92 days before moving in (visits); or by a version of the guide in
    the file, made for this home since then.
    """
    for placement in scope.placements:
        figure, due_on = scope.decided("GUIDE", placement, needed_by("GUIDE", placement.moved_in_on))
        if _has_guide(scope, placement):
            yield say(placement, figure, None)
        else:
            yield say(
                placement,
                figure,
                due_on,
                kind=_tried(scope, placement, (ExplainedKind.GUIDE,)),
                document=FileType.GUIDE,
                step=Step.NEEDED,
                moved_in_on=placement.moved_in_on,
            )


def _tried(scope: Scope, placement: CurrentPlacement, kinds: Sequence[str]) -> str:
    """Whether one of these was explained, and a copy or understanding is still to come."""
    return "tried" if any(one.kind in kinds for one in scope.explained.get(placement.pk, ())) else "first"


def _has_guide(scope: Scope, placement: CurrentPlacement) -> bool:
    early = add_days(placement.moved_in_on, -BEFORE_DAYS)
    told = scope.explained.get(placement.pk, ())
    if not not_explained(told, (ExplainedKind.GUIDE,), not_before=early):
        return True
    placements = scope.earlier_placements.get(placement.child_id, ())
    ended = placement_began_after(placements, placement_id=placement.pk, moved_in_on=placement.moved_in_on)
    since = first_day_that_counts(placement.moved_in_on, previous_placement_ended_on=ended)
    versions = scope.plans.get((placement.child_id, FileType.GUIDE), ())
    return plan_of_this_placement(versions, home_id=placement.home_id, not_before=since) is not None


def ways_to_be_heard(scope: Scope) -> Iterator[Evaluation]:
    """A child knows how to complain, that an advocate is there for them, and who the Children's Commissioner is.

    All three explained in this placement (from 92 days before moving in), understood at least partly, and how to
    complain with a copy, within the home's number of days after the day
    of moving in. After that due again on the earliest day any of them is to be explained again. What is missing is
    named.
    """
    for placement in scope.placements:
        figure, due_on = scope.decided("COMPLAINT-INFO", placement, interval_after(placement.moved_in_on))
        told = scope.explained.get(placement.pk, ())
        early = add_days(placement.moved_in_on, -BEFORE_DAYS)
        missing = not_explained(told, WAYS_TO_BE_HEARD, not_before=early)
        if missing:
            yield say(
                placement,
                figure,
                due_on,
                kind=_tried(scope, placement, missing),
                moved_in_on=placement.moved_in_on,
                missing=",".join(missing),
            )
            continue
        again = refresh_due_on(told, WAYS_TO_BE_HEARD)
        first = min(again.values(), default=None)
        due = [kind for kind in WAYS_TO_BE_HEARD if again.get(kind) == first] if first else []
        yield say(placement, figure, first, kind="again", missing=",".join(due))


def items_returned(scope: Scope) -> Iterator[Evaluation]:
    """Something taken away from a child is given back or replaced as soon as it is safe. One item, one duty.

    Due on the day that was planned, or planned last when it was kept longer; without one, the home's number of days
    after it was taken away. Over once it is given back or replaced.
    """
    for placement in scope.placements:
        for item in scope.taken.get(placement.pk, ()):
            figure, due_on = scope.decided("ITEM-RET", placement, interval_after(item.removed_on))
            due_on = None if item.back else item.return_on or due_on
            yield say(
                placement,
                figure,
                due_on,
                subject=f"item:{item.public_id}",
                what=item.what,
                removed_on=item.removed_on,
                planned="yes" if item.return_on else None,
            )


def room_checked(scope: Scope) -> Iterator[Evaluation]:
    """A child's room, clothes and bedding are looked at together once in the home's interval.

    Counted from the last check of this placement, otherwise from the day of moving in; calendar months are clamped to
    the end of the month.
    """
    for placement in scope.placements:
        last_on = scope.room_checks.get(placement.pk)
        figure, due_on = scope.decided(
            "ROOM-CHECK", placement, interval_after(last_on or placement.moved_in_on)
        )
        yield say(placement, figure, due_on, last_on=last_on, moved_in_on=placement.moved_in_on)


# --- in words -----------------------------------------------------------------------------------


def _guide(words: Words, *, overdue: bool) -> str:
    values = words.plus(moved_in=words.on("moved_in_on"))
    if words.facts.get("kind") == "tried":
        return _("%(child)s has no copy of the Children’s Guide yet, or has not understood it yet.") % values
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


def _item(words: Words, *, overdue: bool) -> str:
    values = words.plus(what=words.facts["what"], taken=words.on("removed_on"))
    if overdue:
        return (
            _("%(child)s has not been given this back since %(taken)s: %(what)s. It was due by %(due_day)s.")
            % values
        )
    return _("To be given back to %(child)s %(due)s: %(what)s. It was taken away on %(taken)s.") % values


def _room(words: Words, *, overdue: bool) -> str:
    if not words.facts["last_on"]:
        values = words.plus(moved_in=words.on("moved_in_on"))
        if overdue:
            return (
                _("%(child)s’s room has not been checked since %(child)s moved in on %(moved_in)s.") % values
            )
        return _("A first check of %(child)s’s room, together, is due %(due)s.") % values
    values = words.plus(last=words.on("last_on"))
    if overdue:
        return (
            _("%(child)s’s room was last checked on %(last)s. The next check was due by %(due_day)s.")
            % values
        )
    return _("A check of %(child)s’s room, together, is due %(due)s. The last one was on %(last)s.") % values


EXPLAIN = KnownFix(gettext_lazy("Note what was explained"), "children:add_explained", Permission.RECORD_FILE)
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
            gettext_lazy("Regulated Services (Wales) Regs 2017, reg 19"),
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
        default=Default(7, Unit.DAYS, Severity.MEDIUM, KEY_WORK),
        standard=within,
        counted_from=gettext_lazy("the day of {moving in}; after that, the day it is to be explained again"),
        warn_days=7,
        evaluate=ways_to_be_heard,
        sentence=_ways_to_be_heard,
        brief=lambda words: _("Ways to be heard, explained"),
        fix=EXPLAIN,
    ),
    Rule(
        code="ITEM-RET",
        title=gettext_lazy("Something taken away given back or replaced"),
        short=gettext_lazy("something taken away, given back"),
        default=Default(1, Unit.DAYS, Severity.MEDIUM, KEY_WORK),
        standard=within,
        counted_from=gettext_lazy("the planned day; without one, the day it was taken away"),
        warn_days=1,
        evaluate=items_returned,
        sentence=_item,
        brief=lambda words: _("Given back: %(what)s") % {"what": words.facts["what"]},
        fix=KnownFix(
            gettext_lazy("Note what became of it"),
            "children:note_item",
            Permission.RECORD_FILE,
            args=of_subject,
        ),
    ),
    Rule(
        code="ROOM-CHECK",
        title=gettext_lazy("Room checked together"),
        short=gettext_lazy("room check"),
        default=Default(1, Unit.MONTHS, Severity.MEDIUM, KEY_WORK, least=1),
        standard=every,
        counted_from=gettext_lazy("the last room check, otherwise the day of {moving in}"),
        warn_days=7,
        evaluate=room_checked,
        sentence=_room,
        fix=KnownFix(gettext_lazy("Note a room check"), "children:add_room_check", Permission.RECORD_FILE),
    ),
)
