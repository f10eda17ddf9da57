"""docs/rules.md is what the code does."""

from compliance.management.commands.write_rules_doc import PATH, rules_doc
from compliance.rules import BY_CODE, RULES
from homes.standards import CATALOGUE


def test_the_written_rules_are_the_rules():
    assert PATH.read_text(encoding="utf-8") == rules_doc(), "run: manage.py write_rules_doc"


def test_the_catalogue_holds_the_number_of_every_rule_and_no_other():
    assert len(BY_CODE) == len(RULES)
    others = [one.code for rule in RULES for one in rule.also]
    assert sorted(CATALOGUE) == sorted([*BY_CODE, *others])
    assert others == ["KS-REVIEW-WORRY", "RISK-SOON"]
