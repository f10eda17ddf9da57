"""The compliance engine: derive, don't count; the rule says what is owed, the reconciler says what changed.

`evaluate` answers in memory what is open on a day, from the records alone; boards and `list_flags` read it.
`reconcile` brings the stored flags to the same answer, once, whoever else is sweeping at that moment.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django_scopes import scopes_disabled

from children.models import Child
from compliance.models import EngineLock, Flag, Resolution
from compliance.rules import BY_CODE, RULES, Evaluation, Rule, Scope
from compliance.rules.base import after
from compliance.rules.scope import Expected, Stay
from homes.models import Severity

logger = logging.getLogger(__name__)

BATCH = 500  # rows per UPDATE
SEVERITIES = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.INFO)
REFRESHED = ("home_id", "child_id", "due_on", "severity", "facts")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one sweep changed, or would change. The keys `manage.py reconcile --json` prints."""

    as_of: dt.date
    raised: int
    moved: int
    closed_met: int
    closed_no_longer_applies: int
    open: int
    rules_failed: tuple[str, ...] = ()


@dataclass(slots=True)
class Changes:
    """The difference between what the rules say and the stored flags."""

    raise_: list[Flag] = field(default_factory=list)
    move: list[Flag] = field(default_factory=list)
    refresh: list[Flag] = field(default_factory=list)  # same day, other facts: not news
    keep: list[Flag] = field(default_factory=list)
    close: dict[str, list[Flag]] = field(default_factory=lambda: {value: [] for value in Resolution.values})

    def outcome(self, *, as_of: dt.date, rules_failed: tuple[str, ...]) -> Outcome:
        return Outcome(
            as_of=as_of,
            raised=len(self.raise_),
            moved=len(self.move),
            closed_met=len(self.close[Resolution.MET]),
            closed_no_longer_applies=len(self.close[Resolution.NO_LONGER_APPLIES]),
            open=len(self.raise_) + len(self.move) + len(self.refresh) + len(self.keep),
            rules_failed=rules_failed,
        )


# --- what is owed -------------------------------------------------------------------------------


def is_overdue(flag: Flag, as_of: dt.date) -> bool:
    """Due dates are inclusive."""
    return flag.due_on < as_of


def days_over(flag: Flag, as_of: dt.date) -> int:
    """Whole days past the due date; 0 while it is not over."""
    return max((as_of - flag.due_on).days, 0)


def severity_on(flag: Flag, as_of: dt.date) -> Severity:
    """The flag's severity on a day. Worked out at read time, so it rises at midnight with no job run.

    A rule that escalates is critical once a further whole interval of the home has passed after the due date.
    """
    rule = BY_CODE.get(flag.rule_code)
    if rule is not None and rule.escalates:
        amount, unit = flag.facts.get("amount"), flag.facts.get("unit", "")
        if amount is not None and as_of > after(flag.due_on, amount=amount, unit=unit):
            return Severity.CRITICAL
    return Severity(flag.severity)


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


def evaluate_home(home_id: int, as_of: dt.date) -> list[Flag]:
    """What is open at one home on a day, worst first: unsaved flags with child and home loaded. 13 queries.

    Always right, swept or not. Reads every dated fact of the home's children, also those written at an earlier home,
    so the caller must have checked that this person may see the home's flags.
    """
    flags, _failed = evaluate(Scope(as_of=as_of, home_id=home_id))
    return flags


def current_flags(home_id: int, as_of: dt.date) -> list[Flag]:
    """`evaluate_home`, with the stored flag and its answers wherever the last sweep already noticed it. 16 queries.

    For pages: right the moment a record is saved, whether or not a worker has swept yet. A flag with no `pk` is so new
    that nobody can have answered it.
    """
    with scopes_disabled():
        stored = {
            (flag.rule_code, flag.subject_key): flag
            for flag in Flag.objects.open().filter(home_id=home_id).for_list()
        }
    flags = []
    for flag in evaluate_home(home_id, as_of):
        known = stored.get((flag.rule_code, flag.subject_key))
        if known is not None:
            for name in REFRESHED:
                setattr(known, name, getattr(flag, name))
        flags.append(known or flag)
    return flags


def evaluate(scope: Scope, *, rules: Sequence[Rule] | None = None) -> tuple[list[Flag], tuple[str, ...]]:
    """Open flags of a scope, worst first, from the records alone; and the rules that failed.

    Nothing is written. A rule that fails is answered with its stored flags: silence must not look like compliance.
    """
    rules = RULES if rules is None else rules
    with scopes_disabled():
        evaluated, failed = _evaluate_rules(rules, scope)
        judged: list[Stay | Expected] = [*scope.expected, *scope.stays]
        children: dict[int | None, Child] = {stay.child_id: stay.child for stay in judged}
        homes = {stay.home_id: stay.home for stay in judged}
        flags = []
        for rule in rules:
            for evaluation in evaluated.get(rule.code, ()):
                if (due_on := _open_due_on(rule, evaluation, scope.as_of)) is not None:
                    flag = _flag(rule, evaluation, due_on)
                    flag.home = homes[flag.home_id]
                    flag.child = None if flag.child_id is None else children[flag.child_id]
                    flags.append(flag)
        if failed:
            flags += _stored_flags(scope).filter(rule_code__in=failed).select_related("child", "home")
        return worst_first(flags, scope.as_of), failed


def _evaluate_rules(
    rules: Sequence[Rule], scope: Scope, *, savepoints: bool = False
) -> tuple[dict[str, list[Evaluation]], tuple[str, ...]]:
    """Every rule's evaluations by code. One bad rule is caught, logged without names, and reported."""
    evaluated: dict[str, list[Evaluation]] = {}
    failed = []
    for rule in rules:
        try:
            with transaction.atomic() if savepoints else contextlib.nullcontext():
                evaluated[rule.code] = list(rule.evaluate(scope))
        except Exception as error:
            # The message of an exception may quote a record: only where it happened goes to the log.
            where = "".join(traceback.format_tb(error.__traceback__))
            logger.error("Rule %s failed with %s\n%s", rule.code, type(error).__name__, where)
            failed.append(rule.code)
    return evaluated, tuple(failed)


def _open_due_on(rule: Rule, evaluation: Evaluation, as_of: dt.date) -> dt.date | None:
    """The due date, if something is owed and its flag shows by the day."""
    due_on = evaluation.due_on
    return due_on if due_on is not None and as_of >= rule.opens_on(due_on) else None


def _flag(rule: Rule, evaluation: Evaluation, due_on: dt.date) -> Flag:
    return Flag(
        rule_code=rule.code,
        subject_key=evaluation.subject_key,
        home_id=evaluation.home_id,
        child_id=evaluation.child_id,
        due_on=due_on,
        severity=evaluation.severity,
        facts=evaluation.facts,
    )


# --- what changed -------------------------------------------------------------------------------


def reconcile(rules: Sequence[Rule], *, scope: Scope, now: dt.datetime, write: bool = True) -> Outcome:
    """Bring the stored flags of a scope to what the rules say. Twice changes nothing.

    Raises the missing, moves changed due dates, closes the rest: MET if the duty is still judged, NO_LONGER_APPLIES if
    the child left, the rule was retired, or the duty itself fell away. Flags of a rule that failed stay untouched.
    Whoever holds the lock sweeps; others wait and then find nothing to do. `write=False` only counts.
    """
    with scopes_disabled(), transaction.atomic(savepoint=False):
        if write:
            EngineLock.objects.select_for_update().get_or_create(pk=1)
        evaluated, failed = _evaluate_rules(rules, scope, savepoints=True)
        keys = {evaluation.subject_key for found in evaluated.values() for evaluation in found}
        changes = _compare(
            rules, evaluated, failed, stored=_stored_flags(scope, keys=keys), as_of=scope.as_of
        )
        if write:
            _apply(changes, now=now)
    return changes.outcome(as_of=scope.as_of, rules_failed=failed)


def _stored_flags(scope: Scope, *, keys: Iterable[str] = ()):
    """Open flags a scope answers for. For one home, also those whose stay was put right to this home since."""
    flags = Flag.objects.open().order_by("pk")
    if scope.home_id is None:
        return flags
    return flags.filter(Q(home_id=scope.home_id) | Q(subject_key__in=sorted(keys)))


def _compare(
    rules: Sequence[Rule],
    evaluated: dict[str, list[Evaluation]],
    failed: Sequence[str],
    *,
    stored: Iterable[Flag],
    as_of: dt.date,
) -> Changes:
    """Set difference in Python: the database is asked for both sides once."""
    said = {(code, each.subject_key): each for code, found in evaluated.items() for each in found}
    wanted = {
        (rule.code, each.subject_key): _flag(rule, each, due_on)
        for rule in rules
        for each in evaluated.get(rule.code, ())
        if (due_on := _open_due_on(rule, each, as_of)) is not None
    }
    changes = Changes()
    for flag in stored:
        key = (flag.rule_code, flag.subject_key)
        if flag.rule_code in failed:
            changes.keep.append(flag)
        elif key in wanted:
            _renew(flag, wanted.pop(key), changes)
        elif key in said and said[key].applies:
            changes.close[Resolution.MET].append(flag)
        else:
            changes.close[Resolution.NO_LONGER_APPLIES].append(flag)
    changes.raise_ = list(wanted.values())
    return changes


def _renew(flag: Flag, wanted: Flag, changes: Changes) -> None:
    """An open flag that is still owed takes on what the rule says now."""
    if all(getattr(flag, name) == getattr(wanted, name) for name in REFRESHED):
        changes.keep.append(flag)
        return
    moved = flag.due_on != wanted.due_on
    for name in REFRESHED:
        setattr(flag, name, getattr(wanted, name))
    (changes.move if moved else changes.refresh).append(flag)


def _apply(changes: Changes, *, now: dt.datetime) -> None:
    """Write the difference. Flags are their own history, so bulk writes are safe here and only here."""
    for flag in changes.raise_:
        flag.raised_at = now
    Flag.objects.bulk_create(changes.raise_, batch_size=BATCH)
    fields = [name.removesuffix("_id") for name in REFRESHED]
    Flag.objects.bulk_update([*changes.move, *changes.refresh], fields, batch_size=BATCH)
    for resolution, flags in changes.close.items():
        for start in range(0, len(flags), BATCH):
            keys = [flag.pk for flag in flags[start : start + BATCH]]
            Flag.objects.filter(pk__in=keys).update(resolved_at=now, resolution=resolution)
