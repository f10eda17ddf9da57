"""Plans that must not go stale."""

from __future__ import annotations

from typing import Any

from children.models import FileType
from compliance.sentences.fixes import KnownFix
from compliance.sentences.words import Words
from homes.permissions import Permission
from homes.words import gettext as _


def _plan(words: Words, *, overdue: bool) -> str:
    kind = words.facts["kind"]
    values = words.plus(plan=_plan_name(words.facts["document"]))
    if kind == "missing":
        return _missing_plan(values, words, overdue=overdue)
    if kind == "assessed":
        values["assessed"] = words.on("assessed_on")
        said = _("%(child)s’s health was assessed on %(assessed)s and the %(plan)s is older.") % values
        by = _("A new version was due by %(due_day)s.") if overdue else _("A new version is due %(due)s.")
        return f"{said} {by % values}"
    if not overdue:
        return _("%(child)s’s %(plan)s is due for review %(due)s.") % values
    if kind == "review":
        return _("%(child)s’s %(plan)s was due for review on %(due_day)s.") % values
    values["dated"] = words.on("last_on")
    return _("%(child)s’s %(plan)s of %(dated)s was due for review on %(due_day)s.") % values


def _missing_plan(values: dict[str, Any], words: Words, *, overdue: bool) -> str:
    if not overdue:
        return _("There is no %(plan)s for %(child)s yet. It is due %(due)s.") % values
    values["moved_in"] = words.on("moved_in_on")
    return (
        _("%(child)s moved in on %(moved_in)s and there is no %(plan)s. It was due by %(due_day)s.") % values
    )


def _plan_name(document: str) -> str:
    return {FileType.HOME_PLAN: _("{placement plan}"), FileType.HEALTH: _("health plan")}[FileType(document)]


def _new_version(slug: str) -> KnownFix:
    return KnownFix(lambda: _("Add new version"), "children:add_plan", Permission.RECORD_FILE, (slug,))


SENTENCES = {"PP-HOME": _plan, "HP-STALE": _plan}
FIXES = {"PP-HOME": _new_version("home_plan"), "HP-STALE": _new_version("health")}
WITHIN: frozenset[str] = frozenset()
