"""What a flag says: one sentence, where the rule comes from, and the one thing that puts it right.

About what we owe the child, never about the child. No colour words, no percentages, no pronouns to get wrong.
"""

from __future__ import annotations

import datetime as dt

from django.utils.text import capfirst

from children.duties.fixes import Fix
from children.duties.models import Flag
from children.duties.rule import rule_of
from children.duties.words import Words, day, within_working_days
from homes.models import Nation, Severity
from homes.permissions import Access
from homes.standards import (
    BOTH_NATIONS,
    FIND_OUT_WORKING_DAYS,
    HEALTH_MONTHS_UNDER_FIVE,
    PLAN_AFTER_REVIEW_WORKING_DAYS,
    Kind,
    Owner,
)
from homes.words import gettext as _
from homes.words import gettext_lazy

KINDS = {
    Kind.LAW: gettext_lazy("Law: %(source)s"),
    Kind.DUTY: gettext_lazy("Law: %(source)s. By when: home standard, %(standard)s"),
    Kind.GUIDANCE: gettext_lazy("Guidance: %(source)s"),
}
NEVER_NOTED = "never_noted"  # nothing is noted of what makes an adult ready
FIND_OUT = "find_out"  # nothing is noted of what was due before the child came
# A day that no number of the home moved, by the kind of fact it rests on.
OWN_DAYS = {
    "review": gettext_lazy("The plan’s own review date"),
    "after_review": gettext_lazy(
        "Home standard: the plan follows a review within %(after_review)s working days"
    ),
    "soon": gettext_lazy("Home standard: after something happened, %(soon)s"),
    "order": gettext_lazy("The court order"),
    "own_day": gettext_lazy("Home standard: the day that was agreed for it"),
    "partly": gettext_lazy("Home standard: explained again where it was understood partly"),
    "not_yet": gettext_lazy("Home standard: explained again where it was not understood yet"),
    "under_five": gettext_lazy("Home standard: every %(small)s months before the fifth birthday"),
    NEVER_NOTED: gettext_lazy(
        "Home standard: found out within %(find_out)s working days of the first child here"
    ),
    FIND_OUT: gettext_lazy("Home standard: found out within %(find_out)s working days of {moving in}"),
}


def sentence_for(flag: Flag, *, as_of: dt.date, child: str = "") -> str:
    """The flag in one or two plain sentences, in the tense of the day. Needs the child loaded, if it has one.

    `child`: what the child is called where several are named.
    """
    overdue = is_overdue(flag, as_of)
    words = Words(flag, as_of=as_of, child=child)
    rule = rule_of(flag.rule_code)
    if rule is not None:
        return rule.sentence(words, overdue=overdue)
    if overdue:  # a rule that was retired since
        return _("This was due on %(due)s.") % {"due": words.on_due}
    return _("This is due %(due)s.") % {"due": words.by_due}


def title_of(rule_code: str) -> str:
    """The duty in a few words, for lists that no longer speak of a day. The code itself for a retired rule."""
    rule = rule_of(rule_code)
    return str(rule.title) if rule else rule_code


def brief_of(flag: Flag, *, as_of: dt.date) -> str:
    """The flag in a few words, for a row that says its day apart. Needs the child loaded, if it has one."""
    rule = rule_of(flag.rule_code)
    if rule is None:
        return flag.rule_code
    words = rule.brief(Words(flag, as_of=as_of)) if rule.brief else str(rule.short)
    return str(capfirst(words))


def source_for(flag: Flag, *, as_of: dt.date) -> str:
    """Where the rule comes from, and who set the home's own number: shown with every flag. Needs the home loaded."""
    facts, rule = flag.facts, rule_of(flag.rule_code)
    kind = facts.get("kind")
    if kind in OWN_DAYS:
        numbers = {
            "small": HEALTH_MONTHS_UNDER_FIVE,
            "find_out": FIND_OUT_WORKING_DAYS,
            "after_review": PLAN_AFTER_REVIEW_WORKING_DAYS,
            "soon": within_working_days(Words(flag, as_of=as_of).figure) if kind == "soon" else "",
        }
        return OWN_DAYS[kind] % numbers
    if rule is not None and rule.default.kind in KINDS:
        # Rules of a home follow its own nation; those of care planning say whose count.
        ours = rule.default.kind == Kind.DUTY
        nation = flag.home.nation if ours else facts.get("nation") or flag.home.nation
        if nation not in BOTH_NATIONS:
            return _("The authority is in %(nation)s: the rules of that nation are not built in.") % {
                "nation": Nation(nation).label
            }
        source = rule.source(nation=nation, own="" if ours else facts.get("source", ""))
        standard = rule.standard(Words(flag, as_of=as_of).figure) if ours else ""
        return KINDS[rule.default.kind] % {"source": source, "standard": standard}
    if kind == "recall":
        return _("The day given for the next one")
    if rule is None or not facts.get("set_by") or kind == "missing":
        return _("Home standard")
    line = _("Home standard: %(standard)s, set by %(name)s") % {
        "standard": rule.standard(Words(flag, as_of=as_of).figure),
        "name": facts["set_by"],
    }
    if facts.get("applies_from"):
        from_day = dt.date.fromisoformat(facts["applies_from"])
        line = _("%(line)s, %(day)s") % {"line": line, "day": day(from_day, as_of=as_of)}
    return line


def is_overdue(flag: Flag, as_of: dt.date) -> bool:
    """Due dates are inclusive."""
    return flag.due_on < as_of


def days_over(flag: Flag, as_of: dt.date) -> int:
    """Whole days past the due date; 0 while it is not over."""
    return max((as_of - flag.due_on).days, 0)


def severity_on(flag: Flag, as_of: dt.date) -> Severity:
    """The flag's severity on a day. Worked out at read time, so it rises at midnight with no job run."""
    rule = rule_of(flag.rule_code)
    rises = rule.rises if rule is not None and "amount" in flag.facts else None
    if rises is not None and as_of >= rises.from_day(flag.due_on, Words(flag, as_of=as_of).figure):
        return rises.severity
    return Severity(flag.severity)


def owner_of(flag: Flag) -> Owner:
    """Who has to do it: as the flag itself says, or its rule. A rule that was retired was the home's."""
    if "owner" in flag.facts:
        return Owner(flag.facts["owner"])
    rule = rule_of(flag.rule_code)
    return rule.default.owner if rule else Owner.HOME


def fix_for(flag: Flag, access: Access) -> Fix | None:
    """The one thing that closes the flag. None for somebody who may not do it here."""
    rule = rule_of(flag.rule_code)
    return rule.fix.of(flag, access) if rule else None
