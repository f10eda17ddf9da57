"""A document in the wrong child's file: withdrawn there, and filed anew, bytes and all, in the right child's."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.functional import cached_property

from children.file import store
from children.file.actions import UnableToAddPlan, add_plan
from children.file.models import FileVersion
from children.file.uploads import CleanUpload
from children.placements.models import Placement
from children.putting_right import actions
from children.putting_right.checks import UnableToPutRight
from children.putting_right.forms import OTHER_CHILD, WithdrawForm
from children.putting_right.lines import Line
from homes.forms import Choice
from homes.forms.layout import Actions, Question, Shape, Within
from homes.models import User
from homes.words import gettext as _
from homes.words import gettext_lazy

CARRIED = ("authored_by", "received_on", "review_due_on", "kept_where", "note")


class RefileForm(WithdrawForm):
    """Whose document it is, among the children who live at this home today or are expected."""

    child = Choice(gettext_lazy("Whose is it?"), gettext_lazy("Select whose it is"))
    asks_within = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, why=OTHER_CHILD, **kwargs)

    def answers(self) -> dict[str, Any]:
        return {**super().answers(), "stay": self.stays[self.cleaned_data["child"]]}

    @cached_property
    def helper(self) -> Shape:
        return Shape(Question("child"), *self.why, Within("children/putting_right/_stays.html"), Actions())


@transaction.atomic
def refile(
    *, line: Line, record: FileVersion, stay: Placement, seen: int, reason: str, by: User, today: dt.date
) -> FileVersion:
    """Raises UnableToPutRight when the right child's file has a version of that day, or this was changed meanwhile."""
    kind = record.item.type
    actions.withdraw(line=line, record=record, seen=seen, reason=reason, by=by, today=today)
    said = {name: getattr(record, name) for name in CARRIED}
    try:
        return add_plan(
            placement=stay, type=kind, dated_on=record.dated_on, upload=_copy_of(record), by=by, **said
        )
    except UnableToAddPlan as refusal:
        raise UnableToPutRight(
            _("%(name)s’s file has a version dated that day already.") % {"name": stay.child.known_as}
        ) from refusal


def _copy_of(record: FileVersion) -> CleanUpload | None:
    """The file as it is stored, for a key of its own: what is erased with one child stays with the other."""
    stored = record.stored
    if stored is None:
        return None
    return CleanUpload(store.read(stored), stored.kind, stored.original_name, tuple(stored.changes))
