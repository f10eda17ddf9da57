"""The adults: cover while one is away, training and supervision."""

from __future__ import annotations

from django.utils import formats

from compliance.sentences.fixes import KnownFix, cover_of, of_adult
from compliance.sentences.words import Words, standard
from homes.models import Readiness
from homes.permissions import Permission
from homes.words import gettext as _


def _cover(words: Words, *, overdue: bool) -> str:
    alone_from = words.fact_day("alone_from")
    day_in_words = formats.date_format(
        alone_from, "l j F" if alone_from.year == words.as_of.year else "l j F Y"
    )
    values = words.plus(name=words.facts["name"], day=day_in_words)
    if words.facts["alone_from"] != words.facts["away_from"]:
        return _("Nobody is named to cover %(child)s from %(day)s, while %(name)s is away.") % values
    if alone_from < words.as_of:
        return _("%(name)s has been away since %(day)s and nobody is named to cover %(child)s.") % values
    return _("%(name)s is away from %(day)s and nobody is named to cover %(child)s.") % values


def _training(words: Words, *, overdue: bool) -> str:
    what = words.facts["what"] or str(Readiness.Kind(words.facts["kind"]).label)
    values = words.plus(name=words.facts["name"], what=what)
    if overdue:
        return _("%(name)s’s training was in date until %(due_day)s: %(what)s.") % values
    return _("%(name)s’s training is in date until %(due_day)s: %(what)s.") % values


def _supervision(words: Words, *, overdue: bool) -> str:
    values = words.plus(name=words.facts["name"], last=words.on("done_on"), standard=standard(words.facts))
    if not overdue:
        return _("Supervision with %(name)s is due %(due)s. The last one was on %(last)s.") % values
    return (
        _("No supervision noted with %(name)s since %(last)s. The home’s standard is %(standard)s.") % values
    )


_READY = KnownFix(
    lambda: _("Note what was done"), "compliance:add_readiness", Permission.MANAGE_STAFF, args=of_adult
)
SENTENCES = {"KW-COVER": _cover, "KW-READY": _training, "KW-SUPV": _supervision}
FIXES = {
    "KW-COVER": KnownFix(
        lambda: _("Name cover"),
        "compliance:cover",
        Permission.ASSIGN_KEY_WORKERS,
        args=cover_of,
        own=True,
    ),
    "KW-READY": _READY,
    "KW-SUPV": _READY,
}
WITHIN = frozenset({"KW-COVER"})
ABOUT_ADULTS = frozenset({"KW-READY", "KW-SUPV"})
