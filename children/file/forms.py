"""Forms about a child's file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from children.file.models import Applies, FileVersion, HowSent
from children.file.state import NOT_YET_DAYS
from children.file.upload_field import UploadField
from children.placements.forms import FURTHEST_CHANGE_DAYS, FURTHEST_REVIEW_DAYS, since_birth
from children.placements.models import Child
from homes.dates import add_days
from homes.forms import Choice, Dated, HappenedOn, OneLine, PersonField, PlainDate, Words, listed
from homes.forms.layout import Actions, Reveal, Shape
from homes.words import gettext_lazy as _

EXPLAINED, COPY_ONLY, LATER, WITHOUT = "yes", "copy", "no", "reason"
COPY = [
    (EXPLAINED, _("Has a copy, and it was explained")),
    (COPY_ONLY, _("Has a copy, not explained yet")),
    (LATER, _("Not yet")),
    (WITHOUT, _("Has no copy, for a reason")),
]


# What only one answer about the child's copy asks for opens with that answer.
COPY_QUESTION = Reveal(
    "child_has_copy", {EXPLAINED: ["explained_on", "explained_by"], WITHOUT: ["no_copy_reason"]}
)


class CopyFields(Dated):
    """Whether the child has a copy, and who explained it when."""

    child_has_copy = Choice(_("{child’s} own copy"), choices=COPY)
    explained_on = PlainDate(_("Explained on"), hint=_("Leave empty for today."), past=True)
    explained_by = PersonField(_("Explained by"))
    no_copy_reason = Words(
        _("Why {child} has no copy"),
        needed=_("Only where there is a reason: it is not safe to keep, or {child} does not want it."),
        rows=2,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.latest != self.today:
            self.fields["explained_on"].help_text = _("Leave empty for the last day here.")

    def _clean_copy(self, data: dict[str, Any], *, dated_on: dt.date | None) -> None:
        """What the answer does not speak of is left out, whatever was typed there."""
        answer = data.get("child_has_copy") or ""
        if answer == WITHOUT and not data.get("no_copy_reason"):
            self.add_error("no_copy_reason", _("Enter why there is no copy"))
        if answer == EXPLAINED:
            data["explained_on"] = data.get("explained_on") or self.latest
            if dated_on and data["explained_on"] < dated_on:
                self.add_error("explained_on", _("Explained on must be the same as or after the date on it"))
        else:
            data["explained_on"] = data["explained_by"] = None
        if answer != WITHOUT:
            data["no_copy_reason"] = ""
        data["child_has_copy"] = {EXPLAINED: True, COPY_ONLY: True, LATER: False, WITHOUT: False}.get(answer)


class VersionForm(CopyFields):
    """A new version of a document. Only its date is needed."""

    dated_on = HappenedOn(_("Dated"), _("Enter the date on the plan"), named=_("The date on the plan"))
    review_due_on = PlainDate(
        _("Review due"), hint=_("The plan's own date. Leave empty and the home's standard counts.")
    )
    authored_by = OneLine(_("Who wrote it"), hint=_("For example: the nurse at Maple surgery."))
    received_on = PlainDate(_("Received on"), hint=_("When somebody else wrote it."), past=True)
    file = UploadField(label=_("The document itself"), required=False)
    kept_where = OneLine(_("Where the paper is"), hint=_("For example: blue folder, office."))
    note = Words(_("What changed"))
    helper = Shape(
        *("dated_on", "authored_by", "received_on", "review_due_on", "file", "kept_where"),
        COPY_QUESTION,
        "note",
        Actions(),
    )

    def __init__(self, *args: Any, child: Child, full: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        since_birth(self.fields["dated_on"], child, _("after the child was born"))
        self.fields["file"].full = full

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        dated, review = data.get("dated_on"), data.get("review_due_on")
        if dated and review and review < dated:
            self.add_error("review_due_on", _("Review due must be the same as or after the date on the plan"))
        elif dated and review and review > add_days(dated, FURTHEST_REVIEW_DAYS):
            self.add_error("review_due_on", _("Review due must be within 2 years of the date on the plan"))
        if dated and data.get("received_on") and data["received_on"] < dated:
            self.add_error("received_on", _("Received on must be the same as or after the date on the plan"))
        self._clean_copy(data, dated_on=dated)
        return data

    def version(self) -> dict[str, Any]:
        """What the action is told."""
        said = dict(self.cleaned_data)
        return {"upload": said.pop("file"), **said}


class AppliesForm(Dated):
    """From today, or from a day to come: what has been stays as it was."""

    applies = Choice(
        _("Does it belong in {child’s} file?"),
        _("Select whether it belongs in the file"),
        listed(Applies),
    )
    from_on = PlainDate(_("From"), needed=_("Leave empty for today."), ahead=True)
    until_on = PlainDate(
        _("Until"),
        needed=_(
            "At most 28 days ahead. It moves the day it is needed by, unless that has passed or is set by law."
        ),
        ahead=True,
    )
    reason = Words(_("Why"), needed=_("Needed when it does not apply, or not yet."), rows=2)
    helper = Shape(
        Reveal("applies", {Applies.NO: ["from_on"], Applies.NOT_YET: ["until_on"]}), "reason", Actions()
    )

    def __init__(self, *args: Any, every_child: bool, may_leave_out: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_on"].until(add_days(self.today, FURTHEST_CHANGE_DAYS), _("within 3 months"))
        if every_child:
            self._leave_out(_("Every child has this document. Add it, or say “not yet” and until when."))
        elif not may_leave_out:
            self._leave_out(_("That it does not apply is for a manager to say. Ask one, or say “not yet”."))

    def _leave_out(self, why: Any) -> None:
        """That it does not apply is no answer here, and the page says why."""
        field = self.fields["applies"]
        field.choices = [one for one in field.choices if one[0] != Applies.NO]
        field.help_text = field.error_messages["invalid_choice"] = why

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        applies = data.get("applies")
        if applies in (Applies.NO, Applies.NOT_YET) and not data.get("reason"):
            self.add_error("reason", _("Enter why it does not apply, or not yet"))
        if applies != Applies.NO or not data.get("from_on"):
            data["from_on"] = self.today
        if applies != Applies.NOT_YET:
            data["until_on"] = None
        elif "until_on" not in self.errors:
            self._check_until(data.get("until_on"))
        return data

    def _check_until(self, day: dt.date | None) -> None:
        if day is None:
            self.add_error("until_on", _("Enter until when, at most 28 days ahead"))
        elif day > add_days(self.today, NOT_YET_DAYS):
            self.add_error("until_on", _("Until must be within 28 days. Say it again then, if need be."))


class ChaseForm(Dated):
    """We asked somebody for what is theirs to do."""

    whom = OneLine(_("Whom we asked"), _("Enter whom we asked"), max_length=150)
    asked_on = HappenedOn(_("Asked on"), _("Enter the day we asked"))
    how = Choice(_("How"), _("Select how we asked"), HowSent)
    answer = Words(_("What was answered"), rows=2)

    def __init__(self, *args: Any, child: Child, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        since_birth(self.fields["asked_on"], child, _("after the child was born"))


class CopyForm(CopyFields):
    """A later fact about a version: the child got a copy, and it was explained."""

    helper = Shape(COPY_QUESTION, Actions())

    child_has_copy = Choice(
        _("{child’s} own copy"),
        _("Select whether there is a copy"),
        [one for one in COPY if one[0] != LATER],
    )

    def __init__(self, *args: Any, version: FileVersion, **kwargs: Any) -> None:
        self.version = version
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._clean_copy(data, dated_on=self.version.dated_on)
        return data
