"""What was agreed in a session is done by its day: by us, or chased where it is another's."""

from __future__ import annotations

from collections.abc import Iterator

from children.duties.fixes import KnownFix, of_subject
from children.duties.rule import Rule
from children.duties.words import Words
from compliance.rules.base import Evaluation, say
from compliance.rules.facts.time_together import Agreed
from compliance.rules.scope import Scope
from homes.models import Severity, Unit
from homes.permissions import Permission
from homes.standards import Default, Editable, Owner
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.models import Whose

OWNERS = {
    Whose.ADULT: Owner.HOME,
    Whose.SOCIAL_WORKER: Owner.PLACING_AUTHORITY,
    Whose.SCHOOL: Owner.EDUCATION,
    Whose.HEALTH: Owner.HEALTH,
}


def done_by_its_day(scope: Scope) -> Iterator[Evaluation]:
    """What an adult said they would do is done by the day that was said.

    Counted on that day, or on the one it was moved to, due day included; a move needs a reason, and the words stay.
    Owed from the day the record is signed until it is done or not needed any more. It is whoever's said it, while they
    work at the home where the child lives and, if they said it as the child's key worker, still are; then it is with
    the child's lead. A social worker's, a school's or a health service's is theirs, and ours to chase. What a manager
    said somebody will do when a worry was answered is owed alike. What the child said they would do is never owed: a
    flag is about what adults owe. Records that are void owe nothing. What was agreed at the home before is owed here in
    no words: not everybody who reads flags reads that home's records.
    """
    for placement in scope.placements:
        for action in scope.agreed.get(placement.child_id, ()):
            figure = scope.figure("KS-ACTION", placement)
            yield say(
                placement,
                figure,
                None if action.ended else action.due_on,
                applies=action.ended != "not_needed",
                subject=f"action:{action.public_id}",
                kind=_kind(action),
                owner=OWNERS[Whose(action.whose)].value,
                what=action.what if action.home_id == placement.home_id else "",
                whose=action.whose,
                person=str(action.with_key or ""),
                name=action.with_name,
                said_by=action.said_by,
            )


def _kind(action: Agreed) -> str:
    if action.after_worry:
        return "after_worry"
    return "promise" if action.promise else "action"


def _sentence(words: Words, *, overdue: bool) -> str:
    facts = words.facts
    values = words.plus(what=_what(words), who=_who(facts["whose"], facts["name"]))
    if facts["kind"] == "promise":
        said = _("We promised %(child)s: %(what)s. %(who)s, due %(due)s.")
        over = _("We promised %(child)s by %(due_day)s: %(what)s. It is not kept yet. %(who)s.")
    elif facts["kind"] == "after_worry":
        said = _("After a worry about %(child)s: %(what)s. %(who)s, due %(due)s.")
        over = _("After a worry about %(child)s, by %(due_day)s: %(what)s. It is not done yet. %(who)s.")
    else:
        said = _("Agreed with %(child)s: %(what)s. %(who)s, due %(due)s.")
        over = _("Agreed with %(child)s by %(due_day)s: %(what)s. It is not done yet. %(who)s.")
    sentence = (over if overdue else said) % values
    if facts["said_by"]:
        passed = _("%(sentence)s It was said by %(then)s.")
        return passed % {"sentence": sentence, "then": facts["said_by"]}
    return sentence


def _who(whose: str, name: str) -> str:
    others = {
        Whose.SOCIAL_WORKER: _("The social worker’s"),
        Whose.SCHOOL: _("The school’s"),
        Whose.HEALTH: _("Health’s"),
    }
    return others.get(Whose(whose)) or _("With %(name)s") % {"name": name}


def _what(words: Words) -> str:
    return words.facts["what"] or _("something agreed at the home before")


RULES = (
    Rule(
        code="KS-ACTION",
        title=gettext_lazy("What was agreed is done by its day"),
        short=gettext_lazy("agreed action"),
        default=Default(0, Unit.DAYS, Severity.MEDIUM, gettext_lazy("Home standard"), editable=Editable.NO),
        standard=lambda figure: _("on the day that was said"),
        counted_from=gettext_lazy("the day that was said"),
        warn_days=7,
        evaluate=done_by_its_day,
        sentence=_sentence,
        fix=KnownFix(
            gettext_lazy("Note what became of it"),
            "sessions:action",
            Permission.RECORD_SESSIONS,
            args=of_subject,
        ),
        brief=_what,
    ),
)
