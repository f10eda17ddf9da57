"""What a flag says: one sentence, where the rule comes from, and the one thing that puts it right.

About what we owe the child, never about the child. No colour words, no percentages, no pronouns to get wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from children.models import Flag
from compliance.engine import severity_on
from compliance.rules import BY_CODE
from compliance.sentences import care, file, key_work, news, own, people, plans, staff
from compliance.sentences.fixes import Fix, KnownFix
from compliance.sentences.words import Words, day, standard
from homes.models import Severity, Unit
from homes.permissions import Access
from homes.standards import CATALOGUE, HEALTH_MONTHS_UNDER_FIVE, Figure, Kind
from homes.words import gettext as _

__all__ = [
    "Fix",
    "fix_for",
    "is_within",
    "sentence_for",
    "severity_on",
    "source_for",
    "source_of",
    "standard_of",
    "title_of",
]

TOPICS = (key_work, staff, plans, file, care, own, people, news)
SENTENCES: dict[str, Callable[..., str]] = {
    code: say for topic in TOPICS for code, say in topic.SENTENCES.items()
}
FIXES: dict[str, KnownFix] = {code: fix for topic in TOPICS for code, fix in topic.FIXES.items()}
NAMED: dict[Kind, Callable[[], str]] = {
    Kind.LAW: lambda: _("Law: %(source)s"),
    Kind.GUIDANCE: lambda: _("Guidance: %(source)s"),
}
WITHIN: frozenset[str] = frozenset().union(*(topic.WITHIN for topic in TOPICS))


def sentence_for(flag: Flag, *, as_of: dt.date) -> str:
    """The flag in one or two plain sentences, in the tense of the day. Needs the child loaded, if it has one."""
    overdue = flag.due_on < as_of
    words = Words(flag, as_of=as_of)
    say = SENTENCES.get(flag.rule_code)
    if say is not None and (flag.child is not None or flag.rule_code in staff.ABOUT_ADULTS):
        return say(words, overdue=overdue)
    if overdue:  # a rule that was retired since
        return _("This was due on %(due)s.") % {"due": words.on_due}
    return _("This is due %(due)s.") % {"due": words.by_due}


def title_of(rule_code: str) -> str:
    """The duty in a few words, for lists that no longer speak of a day. The code itself for a retired rule."""
    rule = BY_CODE.get(rule_code)
    return str(rule.title) if rule else rule_code


def source_for(flag: Flag, *, as_of: dt.date) -> str:
    """Where the rule comes from, and who set the home's own number: shown with every flag."""
    facts = flag.facts
    if facts.get("kind") == "review":
        return _("The plan’s own review date")
    if facts.get("kind") == "order":
        return _("The court order")
    if facts.get("kind") == "own_day":
        return _("Home standard: the day that was agreed for it")
    if facts.get("kind") == "under_five":
        return _("Home standard: every %(n)s months before the fifth birthday") % {
            "n": HEALTH_MONTHS_UNDER_FIVE
        }
    default = CATALOGUE.get(flag.rule_code)
    if default is not None and default.kind in NAMED:
        nation = facts.get("nation") or flag.home.nation
        source = source_of(flag.rule_code, nation=nation, own=facts.get("source", ""))
        return NAMED[default.kind]() % {"source": source}
    if facts.get("kind") == "recall":
        return _("The day given for the next one")
    if not facts.get("set_by") or facts.get("kind") == "missing":
        return _("Home standard")
    line = _("Home standard: %(standard)s, set by %(name)s") % {
        "standard": _standard_in_words(flag),
        "name": facts["set_by"],
    }
    if facts.get("applies_from"):
        from_day = dt.date.fromisoformat(facts["applies_from"])
        line = _("%(line)s, %(day)s") % {"line": line, "day": day(from_day, as_of=as_of)}
    return line


def source_of(rule_code: str, *, nation: str, own: str = "") -> str:
    """Where a rule's number comes from: as the home wrote it, else the law or guidance of a nation."""
    return own or CATALOGUE[rule_code].source_in(nation)


def standard_of(rule_code: str, figure: Figure) -> str:
    """A home's number for a rule in words, with no flag to speak of."""
    in_words = care.STANDARDS.get(rule_code)
    if in_words is not None:
        return in_words(figure)
    facts = {"amount": figure.amount, "unit": figure.unit}
    return standard(facts, within=is_within(rule_code))


def fix_for(flag: Flag, access: Access) -> Fix | None:
    """The one thing that closes the flag. None for somebody who may not do it here."""
    known = FIXES.get(flag.rule_code)
    if known is None or not known.may(flag, access):
        return None
    args = known.args(flag)
    return Fix(known.label(), known.url_name, (*args, *known.extra)) if args else None


def _standard_in_words(flag: Flag) -> str:
    facts = flag.facts
    if flag.rule_code in care.STANDARDS:
        return standard_of(
            flag.rule_code, Figure(facts["amount"], Unit(facts["unit"]), Severity(flag.severity))
        )
    return standard(facts, within=_is_within(flag))


def _is_within(flag: Flag) -> bool:
    return is_within(flag.rule_code)


def is_within(rule_code: str) -> bool:
    """A number counted once from an event, against one that comes round again."""
    return rule_code in WITHIN
