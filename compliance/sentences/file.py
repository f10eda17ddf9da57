"""What belongs in a child's file: ours to do, theirs to do and ours to chase."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.text import get_text_list

from compliance.sentences.fixes import KnownFix
from compliance.sentences.words import Words, day
from homes.permissions import Permission
from homes.words import gettext as _
from homes.words import ngettext

NAMED = 2  # documents a sentence names; the others are counted


def _named(words: Words) -> dict[str, Any]:
    """How many documents, and "Behaviour support plan, Risk assessment and 1 more"."""
    codes = words.facts["documents"].split()
    named = [words.document(code) for code in codes[:NAMED]]
    more = len(codes) - len(named)
    names = get_text_list(named, _("and"))
    if more:
        names = _("%(names)s and %(n)s more") % {"names": ", ".join(named), "n": more}
    return words.plus(n=len(codes), names=names)


def _asked(words: Words) -> str:
    """ "We asked on 1 August and 8 August." Nothing noted: that too."""
    days = [day(dt.date.fromisoformat(one), as_of=words.as_of) for one in words.facts["asked"].split()]
    if not days:
        return _("That we asked is not noted.")
    return _("We asked on %(days)s.") % {"days": get_text_list(days, _("and"))}


def _ours_missing(words: Words, *, overdue: bool) -> str:
    values = _named(words)
    n = values["n"]
    if overdue:
        said = ngettext(
            "%(n)s document that we write is not in %(child)s’s file: %(names)s. It was due by %(due_day)s.",
            "%(n)s documents that we write are not in %(child)s’s file: %(names)s. They were due by %(due_day)s.",
            n,
        )
    else:
        said = ngettext(
            "%(n)s document that we write is not in %(child)s’s file yet: %(names)s. It is due %(due)s.",
            "%(n)s documents that we write are not in %(child)s’s file yet: %(names)s. They are due %(due)s.",
            n,
        )
    return said % values


def _theirs(words: Words, *, overdue: bool) -> str:
    values = _named(words)
    n, missing = values["n"], int(words.facts["missing"])
    if missing == n:
        said = ngettext(
            "Waiting on others: %(n)s document is not in %(child)s’s file: %(names)s.",
            "Waiting on others: %(n)s documents are not in %(child)s’s file: %(names)s.",
            n,
        )
    elif missing:
        said = _(
            "Waiting on others: %(n)s documents of %(child)s’s file are missing or to be reviewed: %(names)s."
        )
    else:
        said = ngettext(
            "Waiting on others: %(n)s document of %(child)s’s file is to be reviewed: %(names)s.",
            "Waiting on others: %(n)s documents of %(child)s’s file are to be reviewed: %(names)s.",
            n,
        )
    when = _("It was due by %(due_day)s.") if overdue else _("It is due %(due)s.")
    return f"{said} {when} {_asked(words)}" % values


def _review(words: Words, *, overdue: bool) -> str:
    values = words.plus(plan=words.document(words.facts["document"]))
    if overdue:
        return _("%(child)s’s file: review of “%(plan)s” was due on %(due_day)s.") % values
    return _("%(child)s’s file: review of “%(plan)s” is due %(due)s.") % values


def _copy(words: Words, *, overdue: bool) -> str:
    values = words.plus(plan=words.document(words.facts["document"]), dated=words.on("last_on"))
    if overdue:
        return _("%(child)s has no copy of “%(plan)s” of %(dated)s. It was due by %(due_day)s.") % values
    return _("%(child)s has no copy of “%(plan)s” of %(dated)s yet. It is due %(due)s.") % values


def _waiting(words: Words, *, overdue: bool, yet: str, past: str) -> str:
    when = _("It was due by %(due_day)s.") if overdue else _("It is due %(due)s.")
    said = past if overdue else yet
    return f"{said} {when} {_asked(words)}" % words.plus()


def _authoritys_plan(words: Words, *, overdue: bool) -> str:
    return _waiting(
        words,
        overdue=overdue,
        yet=_("Waiting on the council: there is no placement plan of the authority for %(child)s yet."),
        past=_("Waiting on the council: there is no placement plan of the authority for %(child)s."),
    )


def _care_plan(words: Words, *, overdue: bool) -> str:
    return _waiting(
        words,
        overdue=overdue,
        yet=_("Waiting on the council: the care plan for %(child)s is not here yet."),
        past=_("Waiting on the council: the care plan for %(child)s is not here."),
    )


def _personal_plan(words: Words, *, overdue: bool) -> str:
    values = words.plus(day=words.on("starts_on"))
    if words.facts["kind"] == "expected":
        return _("%(child)s is expected on %(day)s and has no personal plan yet. It is due %(due)s.") % values
    if overdue:
        return (
            _("%(child)s has lived here since %(day)s without a personal plan. It was due by %(due_day)s.")
            % values
        )
    return (
        _("%(child)s has lived here since %(day)s and has no personal plan yet. It is due %(due)s.") % values
    )


def _personal_plan_review(words: Words, *, overdue: bool) -> str:
    values = words.plus(dated=words.on("last_on"))
    if overdue:
        return _("%(child)s’s personal plan of %(dated)s was due for review on %(due_day)s.") % values
    return _("%(child)s’s personal plan of %(dated)s is due for review %(due)s.") % values


def _assessment(words: Words, *, overdue: bool) -> str:
    return _since_moving_in(
        words,
        overdue=overdue,
        yet=_("There is no provider assessment for %(child)s yet. It is due %(due)s."),
        past=_(
            "%(child)s moved in on %(moved_in)s and there is no provider assessment. It was due by %(due_day)s."
        ),
    )


def _consents(words: Words, *, overdue: bool) -> str:
    return _since_moving_in(
        words,
        overdue=overdue,
        yet=_("The consents for %(child)s are not on file yet. They are due %(due)s."),
        past=_(
            "%(child)s moved in on %(moved_in)s and the consents are not on file. They were due by %(due_day)s."
        ),
    )


def _since_moving_in(words: Words, *, overdue: bool, yet: str, past: str) -> str:
    values: dict[str, Any] = words.plus(moved_in=words.on("moved_in_on"))
    return (past if overdue else yet) % values


def _see_file() -> KnownFix:
    return KnownFix(lambda: _("See the file"), "compliance:file", Permission.RECORD_FILE)


def _add(slug: str) -> KnownFix:
    return KnownFix(lambda: _("Add new version"), "children:add_plan", Permission.RECORD_FILE, (slug,))


def _ask(slug: str) -> KnownFix:
    return KnownFix(lambda: _("Note that we asked"), "children:chase", Permission.RECORD_FILE, (slug,))


SENTENCES = {
    "FILE-MISSING": _ours_missing,
    "FILE-ASK": _theirs,
    "FILE-REVIEW": _review,
    "FILE-COPY": _copy,
    "PP-LA": _authoritys_plan,
    "CARE-PLAN": _care_plan,
    "PERS-PLAN": _personal_plan,
    "PERS-REV": _personal_plan_review,
    "PROV-ASSESS": _assessment,
    "CONSENT": _consents,
}
FIXES = {
    "FILE-MISSING": _see_file(),
    "FILE-ASK": _see_file(),
    "FILE-REVIEW": _see_file(),
    "FILE-COPY": _see_file(),
    "PP-LA": _ask("placement_la"),
    "CARE-PLAN": _ask("care_plan"),
    "PERS-PLAN": _add("home_plan"),
    "PERS-REV": _add("home_plan"),
    "PROV-ASSESS": _add("provider_assess"),
    "CONSENT": _add("consent"),
}
WITHIN = frozenset(
    {"FILE-MISSING", "FILE-ASK", "FILE-COPY", "PP-LA", "CARE-PLAN", "PERS-PLAN", "PROV-ASSESS", "CONSENT"}
)
