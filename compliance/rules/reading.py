"""What a flag says: one sentence, where the rule comes from, and the one thing that puts it right.

About what we owe the child, never about the child. No colour words, no percentages, no pronouns to get wrong.
"""

from __future__ import annotations

import datetime as dt

from children.models import Flag
from compliance.rules import BY_CODE
from compliance.rules.fixes import Fix
from compliance.rules.words import Words, day
from homes.permissions import Access
from homes.standards import HEALTH_MONTHS_UNDER_FIVE, Figure, Kind
from homes.words import gettext as _
from homes.words import gettext_lazy

KINDS = {Kind.LAW: gettext_lazy("Law: %(source)s"), Kind.GUIDANCE: gettext_lazy("Guidance: %(source)s")}
# A day that no number of the home moved, by the kind of fact it rests on.
OWN_DAYS = {
    "review": gettext_lazy("The plan’s own review date"),
    "order": gettext_lazy("The court order"),
    "own_day": gettext_lazy("Home standard: the day that was agreed for it"),
    "under_five": gettext_lazy("Home standard: every %(n)s months before the fifth birthday"),
}


def sentence_for(flag: Flag, *, as_of: dt.date) -> str:
    """The flag in one or two plain sentences, in the tense of the day. Needs the child loaded, if it has one."""
    overdue = flag.due_on < as_of
    words = Words(flag, as_of=as_of)
    rule = BY_CODE.get(flag.rule_code)
    if rule is not None:
        return rule.sentence(words, overdue=overdue)
    if overdue:  # a rule that was retired since
        return _("This was due on %(due)s.") % {"due": words.on_due}
    return _("This is due %(due)s.") % {"due": words.by_due}


def title_of(rule_code: str) -> str:
    """The duty in a few words, for lists that no longer speak of a day. The code itself for a retired rule."""
    rule = BY_CODE.get(rule_code)
    return str(rule.title) if rule else rule_code


def source_for(flag: Flag, *, as_of: dt.date) -> str:
    """Where the rule comes from, and who set the home's own number: shown with every flag. Needs the home loaded."""
    facts, rule = flag.facts, BY_CODE.get(flag.rule_code)
    kind = facts.get("kind")
    if kind in OWN_DAYS:
        return OWN_DAYS[kind] % {"n": HEALTH_MONTHS_UNDER_FIVE}
    if rule is not None and rule.default.kind in KINDS:
        source = source_of(
            rule.code, nation=facts.get("nation") or flag.home.nation, own=facts.get("source", "")
        )
        return KINDS[rule.default.kind] % {"source": source}
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


def source_of(rule_code: str, *, nation: str, own: str = "") -> str:
    """Where a rule's number comes from: as the home wrote it, else the law or guidance of a nation."""
    return own or BY_CODE[rule_code].default.source_in(nation)


def standard_of(rule_code: str, figure: Figure) -> str:
    """A home's number for a rule in words, with no flag to speak of."""
    return BY_CODE[rule_code].standard(figure)


def fix_for(flag: Flag, access: Access) -> Fix | None:
    """The one thing that closes the flag. None for somebody who may not do it here."""
    rule = BY_CODE.get(flag.rule_code)
    return rule.fix.of(flag, access) if rule else None
