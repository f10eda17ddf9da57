"""The one registry. A rule is one entry in RULES of its topic's file: how it is dated, and how it is said."""

from children.duties.rule import Rule
from compliance.rules import (
    about_me,
    check_ups,
    health,
    in_care,
    key_workers,
    pathway,
    people,
    plans,
    readiness,
    school,
    social_worker,
    staff,
)
from compliance.rules.arriving import explained, first_days
from compliance.rules.base import Evaluation
from compliance.rules.documents import file, law, wales
from compliance.rules.safe import safety, worries
from compliance.rules.scope import Scope
from compliance.rules.time_together import agreed, offers, sessions, signed

RULES: tuple[Rule, ...] = (
    *sessions.RULES,
    *signed.RULES,
    *offers.RULES,
    *agreed.RULES,
    *key_workers.RULES,
    *plans.RULES,
    *staff.RULES,
    *readiness.RULES,
    *file.RULES,
    *law.RULES,
    *wales.RULES,
    *in_care.RULES,
    *check_ups.RULES,
    *health.RULES,
    *safety.RULES,
    *school.RULES,
    *pathway.RULES,
    *explained.RULES,
    *first_days.RULES,
    *about_me.RULES,
    *people.RULES,
    *social_worker.RULES,
    *worries.RULES,
)
BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}

__all__ = ["BY_CODE", "RULES", "Evaluation", "Rule", "Scope"]
