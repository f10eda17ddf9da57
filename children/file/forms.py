"""Forms about a child's file. An uploaded file is checked here, so that what was typed beside it stays on the page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.text import capfirst

from children.file.models import Applies, FileVersion
from children.file.upload_checks import UnsafeUpload
from children.file.uploads import LARGEST, CleanUpload, cleaned_upload
from children.file.virus_scan import check_for_viruses
from children.placements.forms import FURTHEST_REVIEW_DAYS
from children.placements.models import Child
from homes.dates import add_days
from homes.forms import PersonField, PlainDate, Words, not_after_today
from homes.forms.layout import Actions, Reveal, Shape
from homes.querysets import UserQuerySet
from homes.words import gettext as _
from homes.words import gettext_lazy

EXPLAINED, COPY_ONLY, LATER, WITHOUT = "yes", "copy", "no", "reason"
COPY = [
    (EXPLAINED, gettext_lazy("Has a copy, and it was explained")),
    (COPY_ONLY, gettext_lazy("Has a copy, not explained yet")),
    (LATER, gettext_lazy("Not yet")),
    (WITHOUT, gettext_lazy("Has no copy, for a reason")),
]


class UploadField(forms.FileField):
    """A file as it may be stored: checked by content, cleaned, and scanned where there is a scanner."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ".pdf,.docx,.jpg,.jpeg,.png"}))
        super().__init__(**kwargs)
        self.error_messages["empty"] = gettext_lazy("The selected file is empty")
        self.full = False  # somebody has uploaded enough for a while

    def clean(self, data: Any, initial: Any = None) -> CleanUpload | None:
        given = super().clean(data, initial)
        if not given:
            return None
        if self.full:
            raise forms.ValidationError(
                _("You have added many files in a short time. Wait 10 minutes, then choose the file again.")
            )
        if given.size > LARGEST:
            raise forms.ValidationError(_("The selected file must be smaller than 10MB"))
        content = given.read()
        try:
            upload = cleaned_upload(content, name=given.name)
            check_for_viruses(content)
        except UnsafeUpload as error:
            raise forms.ValidationError(str(error)) from error
        return upload


# What only one answer about the child's copy asks for opens with that answer.
COPY_QUESTION = Reveal(
    "child_has_copy", {EXPLAINED: ["explained_on", "explained_by"], WITHOUT: ["no_copy_reason"]}
)


class CopyFields(forms.Form):
    """Whether the child has a copy, and who explained it when."""

    child_has_copy = forms.ChoiceField(
        label=gettext_lazy("{child’s} own copy"), choices=COPY, widget=forms.RadioSelect, required=False
    )
    explained_on = PlainDate(
        label=gettext_lazy("Explained on"),
        help_text=gettext_lazy("Leave empty for today."),
        required=False,
    )
    explained_by = PersonField(label=gettext_lazy("Explained by"), required=False)
    no_copy_reason = Words(
        label=gettext_lazy("Why {child} has no copy"),
        help_text=gettext_lazy(
            "Only where there is a reason: it is not safe to keep, or {child} does not want it."
        ),
        required=False,
        rows=2,
    )

    today: dt.date
    dated_on: dt.date | None = None

    def clean_explained_on(self) -> dt.date | None:
        day = self.cleaned_data["explained_on"]
        not_after_today(day, self.today, _("Explained on must be today or in the past"))
        return day

    def _clean_copy(self, data: dict[str, Any], *, dated_on: dt.date | None) -> None:
        """What the answer does not speak of is left out, whatever was typed there."""
        answer = data.get("child_has_copy") or ""
        if answer == WITHOUT and not data.get("no_copy_reason"):
            self.add_error("no_copy_reason", _("Enter why there is no copy"))
        if answer == EXPLAINED:
            data["explained_on"] = data.get("explained_on") or self.today
            if dated_on and data["explained_on"] < dated_on:
                self.add_error("explained_on", _("Explained on must be the same as or after the date on it"))
        else:
            data["explained_on"] = data["explained_by"] = None
        if answer != WITHOUT:
            data["no_copy_reason"] = ""
        data["child_has_copy"] = {EXPLAINED: True, COPY_ONLY: True, LATER: False, WITHOUT: False}.get(answer)


class VersionForm(CopyFields):
    """A new version of a document. Only its date is needed."""

    dated_on = PlainDate(
        label=gettext_lazy("Dated"), error_messages={"required": gettext_lazy("Enter the date on the plan")}
    )
    review_due_on = PlainDate(
        label=gettext_lazy("Review due"),
        help_text=gettext_lazy("The plan's own date. Leave empty and the home's standard counts."),
        required=False,
    )
    authored_by = forms.CharField(
        label=gettext_lazy("Who wrote it"),
        help_text=gettext_lazy("For example: the nurse at Maple surgery."),
        max_length=200,
        required=False,
    )
    received_on = PlainDate(
        label=gettext_lazy("Received on"),
        help_text=gettext_lazy("When somebody else wrote it."),
        required=False,
    )
    file = UploadField(
        label=gettext_lazy("The document itself"),
        help_text=gettext_lazy("PDF, Word document, JPG or PNG, up to 10MB. Hidden details are taken off."),
        required=False,
    )
    kept_where = forms.CharField(
        label=gettext_lazy("Where the paper is"),
        help_text=gettext_lazy("For example: blue folder, office."),
        max_length=200,
        required=False,
    )
    note = Words(label=gettext_lazy("What changed"), required=False)
    helper = Shape(
        *("dated_on", "authored_by", "received_on", "review_due_on", "file", "kept_where"),
        COPY_QUESTION,
        "note",
        Actions(),
    )

    def __init__(
        self,
        *args: Any,
        child: Child,
        people: UserQuerySet,
        today: dt.date,
        full: bool = False,
        **kwargs: Any,
    ) -> None:
        self.child, self.today = child, today
        kwargs.setdefault("initial", {"dated_on": today})
        super().__init__(*args, **kwargs)
        self.fields["explained_by"].queryset = people
        self.fields["file"].full = full

    def clean_dated_on(self) -> dt.date:
        day = self.cleaned_data["dated_on"]
        not_after_today(day, self.today, _("The date on the plan must be today or in the past"))
        if self.child.date_of_birth and day < self.child.date_of_birth:
            raise forms.ValidationError(_("The date on the plan must be after the child was born"))
        return day

    def clean_received_on(self) -> dt.date | None:
        day = self.cleaned_data["received_on"]
        not_after_today(day, self.today, _("Received on must be today or in the past"))
        return day

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


class AppliesForm(forms.Form):
    applies = forms.ChoiceField(
        label=gettext_lazy("Does it belong in {child’s} file?"),
        choices=[(code, capfirst(words)) for code, words in Applies.choices],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select whether it belongs in the file")},
    )
    reason = Words(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Needed when it does not apply, or not yet."),
        required=False,
        rows=2,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["applies"].choices = [(code, capfirst(str(words))) for code, words in Applies.choices]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("applies") in (Applies.NO, Applies.NOT_YET) and not data.get("reason"):
            self.add_error("reason", _("Enter why it does not apply, or not yet"))
        return data


class ChaseForm(forms.Form):
    """We asked somebody for the document, or for its review."""

    whom = forms.CharField(
        label=gettext_lazy("Whom we asked"),
        max_length=150,
        error_messages={"required": gettext_lazy("Enter whom we asked")},
    )
    chased_on = PlainDate(
        label=gettext_lazy("Asked on"), error_messages={"required": gettext_lazy("Enter the day we asked")}
    )
    note = Words(label=gettext_lazy("How, and what was answered"), required=False, rows=2)

    def __init__(self, *args: Any, child: Child, today: dt.date, **kwargs: Any) -> None:
        self.child, self.today = child, today
        kwargs.setdefault("initial", {"chased_on": today})
        super().__init__(*args, **kwargs)

    def clean_chased_on(self) -> dt.date:
        day = self.cleaned_data["chased_on"]
        not_after_today(day, self.today, _("Asked on must be today or in the past"))
        if self.child.date_of_birth and day < self.child.date_of_birth:
            raise forms.ValidationError(_("Asked on must be after the child was born"))
        return day


class CopyForm(CopyFields):
    """A later fact about a version: the child got a copy, and it was explained."""

    helper = Shape(COPY_QUESTION, Actions())

    def __init__(
        self, *args: Any, version: FileVersion, people: UserQuerySet, today: dt.date, **kwargs: Any
    ) -> None:
        self.version, self.today = version, today
        super().__init__(*args, **kwargs)
        self.fields["child_has_copy"].required = True
        self.fields["child_has_copy"].choices = [one for one in COPY if one[0] != LATER]
        self.fields["child_has_copy"].error_messages["required"] = _("Select whether there is a copy")
        self.fields["explained_by"].queryset = people

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._clean_copy(data, dated_on=self.version.dated_on)
        return data
