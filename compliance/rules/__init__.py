"""The registry. A rule is one function in a topic's file and one entry in RULES; docs/rules.md is written from it."""

from compliance.rules import (
    care,
    care_school,
    file,
    file_law,
    key_workers,
    news,
    own,
    people,
    plans,
    sessions,
    staff,
)
from compliance.rules.base import Evaluation, Rule
from compliance.rules.scope import Scope

RULES: tuple[Rule, ...] = (
    *sessions.RULES,
    *key_workers.RULES,
    *plans.RULES,
    *staff.RULES,
    *file.RULES,
    *file_law.RULES,
    *care.RULES,
    *care_school.RULES,
    *own.RULES,
    *people.RULES,
    *news.RULES,
)
BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}

__all__ = ["BY_CODE", "RULES", "Evaluation", "Rule", "Scope"]
