"""The field of every form that takes a file. What was typed beside it stays on the page when the file is not taken."""

from __future__ import annotations

from typing import Any

from django import forms

from children.file.upload_checks import Refused, Why
from children.file.upload_words import ACCEPT, REFUSED, refusal
from children.file.uploads import LARGEST, CleanUpload, cleaned_upload
from children.file.virus_scan import ScanFailed, check_for_viruses
from homes.words import gettext_lazy as _


class UploadField(forms.FileField):
    """A file as it may be stored: checked by content, cleaned, and scanned where there is a scanner."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPT}))
        kwargs.setdefault(
            "help_text",
            _(
                "PDF or Word document up to 10MB, or a photo (JPG, PNG, HEIC or WebP) up to 30MB. Hidden details are "
                "taken off, and large photos made smaller."
            ),
        )
        super().__init__(**kwargs)
        self.error_messages["empty"] = REFUSED[Why.EMPTY]
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
            raise forms.ValidationError(refusal(Why.LARGE_PICTURE))
        content = given.read()
        try:
            upload = cleaned_upload(content, name=given.name)
            check_for_viruses(content)
        except Refused as error:
            raise forms.ValidationError(refusal(error.why)) from error
        except ScanFailed as error:
            raise forms.ValidationError(str(error)) from error
        return upload
