"""Write docs/rules.md from the rules themselves. A test fails when the file is stale."""

import inspect
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from children.duties.rule import Rule
from compliance.rules import RULES
from homes.models import Nation
from homes.standards import Duty, Editable, Kind, Owner

HEAD = """# Rules

Written by `manage.py write_rules_doc` from `compliance/rules/`; do not edit by hand.

Every rule is judged for one day, from what had happened by that day, whenever it was written down; what is dated later
is ignored. Due dates are London calendar days and inclusive: overdue from the day after. A home may set its own number
(a home standard, which counts from a day); "due soon" is the number of calendar days before the due date at which the
flag opens. Flags close by facts only.

Rules of the home follow the home's nation, rules of care planning that of the responsible authority. The rules of
Scotland and Northern Ireland are not built in: of an authority there no law is cited, and its flags say so.
"""

OWNERS = {
    Owner.HOME: "the home",
    Owner.PLACING_AUTHORITY: "the placing authority; the home chases",
    Owner.HEALTH: "health; the home chases",
    Owner.EDUCATION: "education; the home chases",
}
KINDS = {
    Kind.LAW: "law",
    Kind.DUTY: "law; by when is a home standard",
    Kind.GUIDANCE: "guidance",
    Kind.HOME: "home standard",
}
EDITABLE = {Editable.YES: "yes", Editable.STRICTER: "only stricter", Editable.NO: "no"}
PATH = Path(settings.BASE_DIR) / "docs" / "rules.md"


class Command(BaseCommand):
    help = "Write docs/rules.md from the rules."

    def handle(self, *args: Any, **options: Any) -> None:
        PATH.parent.mkdir(parents=True, exist_ok=True)
        PATH.write_text(rules_doc(), encoding="utf-8")
        self.stdout.write(f"{len(RULES)} rules were written to docs/{PATH.name}")


def rules_doc() -> str:
    """The whole document, in English."""
    with translation.override("en-gb"):
        return "\n".join([HEAD, *[_section(rule) for rule in RULES]])


def _section(rule: Rule) -> str:
    default = rule.default
    severity = default.severity.value
    if rule.rises:
        severity += f"; {rule.rises.severity.value} {rule.rises.words}"
    rows = (
        ("Standard", _standard(rule)),
        ("Counted from", rule.counted_from),
        *(
            (str(one.title), f"{_standard(one)}, counted from {one.counted_from} ({one.code})")
            for one in rule.also
        ),
        ("Due soon", _due_soon(rule.warn_days)),
        ("Basis", KINDS[default.kind]),
        ("Severity", severity),
        ("Owner", OWNERS[default.owner]),
        ("Source", _sources(rule)),
        (
            "In the settings of homes in",
            " and ".join(str(nation.label) for nation in Nation if nation in rule.nations),
        ),
        ("May the home set the number", EDITABLE[default.editable]),
    )
    table = "\n".join(f"| {name} | {value} |" for name, value in rows)
    says = inspect.getdoc(rule.evaluate)
    return f"## {rule.code}: {rule.title}\n\n{says}\n\n| | |\n|---|---|\n{table}\n"


def _due_soon(days: int) -> str:
    if days == 0:
        return "on the day itself"
    return "1 day before" if days == 1 else f"{days} days before"


def _standard(duty: Duty) -> str:
    return duty.standard(duty.default.figure)


def _sources(rule: Rule) -> str:
    said = str(rule.default.source)
    if rule.default.source_in_wales:
        said += f"; in Wales: {rule.default.source_in_wales}"
    return said
