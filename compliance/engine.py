"""The compliance engine: derive, don't count; the rule says what is owed, the reconciler says what changed.

`evaluate` answers in memory what is open on any day, from the records alone: `list_flags --as-of` prints it.
`sweep_homes` and `sweep_estate` bring the stored flags to the same answer, duties that do not show yet included.
Pages read what is stored (children.duties) and never judge.
"""

from __future__ import annotations

import datetime as dt
import gc
import logging
import traceback
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import DatabaseError, transaction
from django.db.models import F, Q
from django_scopes import scopes_disabled

from children.duties.querysets import FlagQuerySet
from children.duties.rule import Rule
from children.duties.saying import days_over, is_overdue, severity_on
from children.models import Child, Flag, HomeSweep, Resolution
from compliance.rules import RULES, Evaluation, Scope
from compliance.rules.rows import CurrentPlacement, Expected
from homes.models import Home, Severity

logger = logging.getLogger(__name__)

BATCH = 500  # rows per statement
HOMES_AT_ONCE = 50  # locked and swept together by the sweep of all homes
SEVERITIES = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.INFO)


class Said(NamedTuple):
    """What a rule says of an obligation, as a flag keeps it. The rest of a flag is its own history."""

    home_id: int
    child_id: int | None
    opens_on: dt.date
    due_on: dt.date
    severity: str
    facts: dict[str, Any]


class Kept(NamedTuple):
    """One stored flag that is not resolved, as a sweep reads it: thousands of them, so no model is made of them."""

    pk: int
    rule_code: str
    subject_key: str
    raised: bool  # it has shown: people may have seen it
    said: Said

    @property
    def home_id(self) -> int:
        return self.said.home_id


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one sweep changed, or would change. The keys `manage.py reconcile --json` prints."""

    as_of: dt.date
    raised: int = 0
    moved: int = 0
    closed_met: int = 0
    closed_no_longer_applies: int = 0
    open: int = 0
    rules_failed: tuple[str, ...] = ()

    def __add__(self, other: Outcome) -> Outcome:
        """Both sweeps together."""
        return Outcome(
            as_of=self.as_of,
            raised=self.raised + other.raised,
            moved=self.moved + other.moved,
            closed_met=self.closed_met + other.closed_met,
            closed_no_longer_applies=self.closed_no_longer_applies + other.closed_no_longer_applies,
            open=self.open + other.open,
            rules_failed=tuple(dict.fromkeys(self.rules_failed + other.rules_failed)),
        )


@dataclass(slots=True)
class Changes:
    """The difference between what the rules say and the stored flags."""

    add: list[Flag] = field(default_factory=list)  # nothing is stored about it
    raise_: list[Kept] = field(default_factory=list)  # stored ahead, and showing now
    move: list[Flag] = field(default_factory=list)  # showing, and due another day
    refresh: list[Flag] = field(default_factory=list)  # other facts, or a duty that does not show: not news
    forget: list[Kept] = field(default_factory=list)  # stored ahead, never shown, and not owed any more
    close: dict[str, list[Kept]] = field(default_factory=lambda: {value: [] for value in Resolution.values})
    showing: Counter[int] = field(default_factory=Counter)  # home -> flags open afterwards

    @property
    def home_ids(self) -> set[int]:
        """Homes of which something is to be written."""
        written: Iterable[Sequence[Flag | Kept]] = (
            self.add, self.raise_, self.move, self.refresh, self.forget, *self.close.values()
        )  # fmt: skip
        return {one.home_id for some in written for one in some}

    def outcome(self, *, as_of: dt.date, rules_failed: tuple[str, ...]) -> Outcome:
        return Outcome(
            as_of=as_of,
            raised=len(self.raise_) + sum(flag.opens_on <= as_of for flag in self.add),
            moved=len(self.move),
            closed_met=len(self.close[Resolution.MET]),
            closed_no_longer_applies=len(self.close[Resolution.NO_LONGER_APPLIES]),
            open=self.showing.total(),
            rules_failed=rules_failed,
        )


# --- what is owed -------------------------------------------------------------------------------


def worst_first(flags: Iterable[Flag], as_of: dt.date) -> list[Flag]:
    """Overdue before due, the most severe first, then the longest overdue. Needs child and home loaded."""
    return sorted(
        flags,
        key=lambda flag: (
            not is_overdue(flag, as_of),
            SEVERITIES.index(severity_on(flag, as_of)),
            -days_over(flag, as_of),
            flag.due_on,
            flag.home.code,
            flag.child.ref if flag.child else "",
            flag.rule_code,
            flag.subject_key,
        ),
    )


def evaluate(scope: Scope, *, rules: Sequence[Rule] | None = None) -> tuple[list[Flag], tuple[str, ...]]:
    """Open flags of a scope, worst first, from the records alone; and the rules that failed.

    Nothing is written. A rule that fails is answered with its stored flags: silence must not look like compliance.
    """
    rules = RULES if rules is None else rules
    with scopes_disabled():
        evaluated, failed = _evaluate_rules(rules, scope)
        judged: list[CurrentPlacement | Expected] = [*scope.expected, *scope.placements]
        children: dict[int | None, Child] = {placement.child_id: placement.child for placement in judged}
        homes = {placement.home_id: placement.home for placement in judged}
        owed = _owed(rules, evaluated).items()
        flags = [_flag(key, said) for key, said in owed if said.opens_on <= scope.as_of]
        for flag in flags:
            flag.home = homes[flag.home_id]
            flag.child = None if flag.child_id is None else children[flag.child_id]
        if failed:
            stored = _stored_flags(scope).open_on(scope.as_of).filter(rule_code__in=failed)
            flags += stored.select_related("child", "home")
        return worst_first(flags, scope.as_of), failed


def _evaluate_rules(
    rules: Sequence[Rule], scope: Scope
) -> tuple[dict[str, list[Evaluation]], tuple[str, ...]]:
    """Every rule's evaluations by code. One bad rule is caught, logged without names, and reported.

    One savepoint holds all of them: only a rule that fails in the database costs another one, for those after it.
    """
    evaluated: dict[str, list[Evaluation]] = {}
    failed: list[str] = []
    waiting = iter(rules)
    while True:
        try:
            with transaction.atomic():
                for rule in waiting:
                    _evaluate_rule(rule, scope, evaluated, failed)
        except DatabaseError:
            continue
        return evaluated, tuple(failed)


def _evaluate_rule(
    rule: Rule, scope: Scope, evaluated: dict[str, list[Evaluation]], failed: list[str]
) -> None:
    try:
        evaluated[rule.code] = list(rule.evaluate(scope))
    except Exception as error:
        # The message of an exception may quote a record: only where it happened goes to the log.
        where = "".join(traceback.format_tb(error.__traceback__))
        logger.error("Rule %s failed with %s\n%s", rule.code, type(error).__name__, where)
        failed.append(rule.code)
        if isinstance(error, DatabaseError):
            raise  # the savepoint is of no more use


def _owed(rules: Sequence[Rule], evaluated: dict[str, list[Evaluation]]) -> dict[tuple[str, str], Said]:
    """Rule and obligation -> everything that is owed, showing yet or not, as it would be stored."""
    return {
        (rule.code, one.subject_key): Said(
            one.home_id, one.child_id, rule.opens_on(one.due_on), one.due_on, one.severity, one.facts
        )
        for rule in rules
        for one in evaluated.get(rule.code, ())
        if one.due_on is not None
    }


def _flag(key: tuple[str, str], said: Said, **stored: Any) -> Flag:
    rule_code, subject_key = key
    return Flag(rule_code=rule_code, subject_key=subject_key, **said._asdict(), **stored)


# --- what changed -------------------------------------------------------------------------------


def sweep_homes(
    rules: Sequence[Rule], home_ids: Collection[int], *, as_of: dt.date, now: dt.datetime
) -> Outcome:
    """Bring the stored flags of some homes to what the rules say of the day. Twice changes nothing.

    Raises what shows now, moves changed due dates, closes the rest: MET if the duty is still judged,
    NO_LONGER_APPLIES if the child left, the rule was retired, or the duty itself fell away. Flags of a rule that
    failed stay untouched. Whoever holds the homes' rows sweeps; others wait and then find nothing to do.
    """
    with scopes_disabled(), transaction.atomic():
        held = _hold(home_ids)
        changes, failed = difference(rules, Scope(as_of, home_ids))
        _apply(changes, as_of=as_of, now=now)
        HomeSweep.objects.filter(pk__in=held).update(
            swept_changes=F("changes"), swept_as_of=as_of, swept_at=now, rules_failed=list(failed)
        )
    return changes.outcome(as_of=as_of, rules_failed=failed)


def _hold(home_ids: Collection[int]) -> list[int]:
    """The homes' rows, locked in one order to the end of the transaction; nobody counts a change up meanwhile."""
    rows = HomeSweep.objects.select_for_update().filter(home__in=home_ids).order_by("home_id")
    held = dict(rows.values_list("home_id", "pk"))
    if missing := sorted(set(home_ids) - set(held)):
        HomeSweep.objects.bulk_create([HomeSweep(home_id=one) for one in missing], ignore_conflicts=True)
        held = dict(rows.values_list("home_id", "pk"))
    return list(held.values())


@contextmanager
def _no_cycles_looked_for() -> Iterator[None]:
    """What a sweep of all homes reads lives to its end: looking through it for cycles was a third of the work."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_cycles_looked_for()
def sweep_estate(rules: Sequence[Rule], *, as_of: dt.date, now: dt.datetime) -> Outcome:
    """The sweep of all homes: looks first, without holding anybody up, and sweeps the homes where something differs.

    A home that is written to while this looks is marked as changed by that, and stays so.
    """
    with scopes_disabled():
        unchanged = set(
            HomeSweep.objects.filter(swept_changes=F("changes")).values_list("home_id", flat=True)
        )
        changes, failed = difference(rules, Scope(as_of))
        clean = unchanged - changes.home_ids
        differing = sorted(set(Home.objects.values_list("pk", flat=True)) - clean)
        HomeSweep.objects.filter(home__in=clean, swept_changes=F("changes")).update(
            swept_as_of=as_of, swept_at=now, rules_failed=list(failed)
        )
    still_open = sum(changes.showing[home_id] for home_id in clean)
    outcome = Outcome(as_of, open=still_open, rules_failed=failed)
    for start in range(0, len(differing), HOMES_AT_ONCE):
        outcome += sweep_homes(rules, differing[start : start + HOMES_AT_ONCE], as_of=as_of, now=now)
    return outcome


def difference(rules: Sequence[Rule], scope: Scope) -> tuple[Changes, tuple[str, ...]]:
    """What a sweep would write, and the rules that failed. Nothing is written."""
    evaluated, failed = _evaluate_rules(rules, scope)
    judged = (said for found in evaluated.values() for said in found)
    rows = _stored_flags(scope, judged).annotate(raised=Q(raised_at__isnull=False)).order_by("pk")
    stored = rows.values_list("pk", "rule_code", "subject_key", "raised", *Said._fields)
    kept = (Kept(pk, code, key, raised, Said(*said)) for pk, code, key, raised, *said in stored)
    return _compare(rules, evaluated, failed, kept=kept, as_of=scope.as_of), failed


def _stored_flags(scope: Scope, judged: Iterable[Evaluation] = ()) -> FlagQuerySet:
    """Flags a scope answers for. Of some homes, also those whose placement was put right to one of them since."""
    flags = Flag.objects.unresolved()
    if scope.home_ids is None:
        return flags
    of_children = {said.subject_key: said.child_id for said in judged if said.child_id is not None}
    put_right_here = Q(child_id__in=set(of_children.values()), subject_key__in=sorted(of_children))
    return flags.filter(Q(home_id__in=scope.home_ids) | put_right_here)


def _compare(
    rules: Sequence[Rule],
    evaluated: dict[str, list[Evaluation]],
    failed: Sequence[str],
    *,
    kept: Iterable[Kept],
    as_of: dt.date,
) -> Changes:
    """Set difference in Python: the database is asked for both sides once."""
    owed = _owed(rules, evaluated)
    changes, ended = Changes(), []
    for flag in kept:
        key = (flag.rule_code, flag.subject_key)
        if flag.rule_code in failed:
            changes.showing[flag.home_id] += flag.raised
        elif key in owed and (not flag.raised or owed[key].opens_on <= as_of):
            _renew(flag, owed.pop(key), changes, as_of=as_of)
        elif not flag.raised:
            changes.forget.append(flag)
        else:
            ended.append(flag)
    if ended:
        still_judged = {
            (code, said.subject_key) for code, found in evaluated.items() for said in found if said.applies
        }
        for flag in ended:
            is_judged = (flag.rule_code, flag.subject_key) in still_judged
            changes.close[Resolution.MET if is_judged else Resolution.NO_LONGER_APPLIES].append(flag)
    changes.add = [_flag(key, said) for key, said in owed.items()]
    changes.showing.update(flag.home_id for flag in changes.add if flag.opens_on <= as_of)
    return changes


def _renew(flag: Kept, said: Said, changes: Changes, *, as_of: dt.date) -> None:
    """A stored flag that is still owed takes on what the rule says now."""
    shows = said.opens_on <= as_of
    changes.showing[said.home_id] += shows
    if shows and not flag.raised:
        changes.raise_.append(flag)
    if said != flag.said:
        is_news = said.due_on != flag.said.due_on and flag.raised
        renewed = _flag((flag.rule_code, flag.subject_key), said, pk=flag.pk)
        (changes.move if is_news else changes.refresh).append(renewed)


def _apply(changes: Changes, *, as_of: dt.date, now: dt.datetime) -> None:
    """Write the difference. Flags are their own history, so bulk writes are safe here and only here."""
    for resolution, flags in changes.close.items():
        for keys in _keys(flags):
            Flag.objects.filter(pk__in=keys).update(resolved_at=now, resolution=resolution)
    for keys in _keys(changes.forget):
        Flag.objects.filter(pk__in=keys).delete()
    for keys in _keys(changes.raise_):
        Flag.objects.filter(pk__in=keys).update(raised_at=now)
    fields = [name.removesuffix("_id") for name in Said._fields]
    Flag.objects.bulk_update([*changes.move, *changes.refresh], fields, batch_size=BATCH)
    for flag in changes.add:
        flag.raised_at = now if flag.opens_on <= as_of else None
    Flag.objects.bulk_create(changes.add, batch_size=BATCH)


def _keys(flags: Sequence[Kept]) -> Iterator[list[int]]:
    for start in range(0, len(flags), BATCH):
        yield [flag.pk for flag in flags[start : start + BATCH]]
