"""The form of one photo or drawing."""

from __future__ import annotations

from typing import Any

from django import forms

from children.file.models import FileKind
from children.file.upload_field import UploadField
from children.file.uploads import CleanUpload
from homes.forms import Choice, OneLine
from homes.forms.layout import Actions, Question, Shape
from homes.words import gettext as _
from homes.words import gettext_lazy

ACCEPT = ".jpg,.jpeg,.png,.heic,.heif,.webp"
DRAWING, PHOTO = "drawing", "photo"
KINDS = [(DRAWING, gettext_lazy("{child’s} drawing or writing")), (PHOTO, gettext_lazy("A photo"))]


class PictureField(UploadField):
    """A picture only: what else the checks would take is a document, and belongs in the file."""

    def clean(self, data: Any, initial: Any = None) -> CleanUpload | None:
        upload = super().clean(data, initial)
        if upload is not None and upload.kind not in (FileKind.JPEG, FileKind.PNG):
            raise forms.ValidationError(_("The selected file must be a photo (JPG, PNG, HEIC or WebP)"))
        return upload


class PictureForm(forms.Form):
    upload = PictureField(
        label=gettext_lazy("Photo or drawing"),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=gettext_lazy(
            "JPG, PNG, HEIC or WebP up to 30MB. Hidden details, such as the place, are taken off. No other child in it."
        ),
        error_messages={"required": gettext_lazy("Choose a photo or drawing")},
    )
    what = Choice(gettext_lazy("What is it?"), gettext_lazy("Select what it is"), KINDS)
    shows = OneLine(
        gettext_lazy("What it shows"),
        gettext_lazy("Enter what it shows"),
        hint=gettext_lazy("One line, for whoever cannot see it."),
        max_length=200,
    )
    helper = Shape(
        "upload", "what", Question("shows", optional=False), Actions(gettext_lazy("Add to the record"))
    )

    def __init__(self, *args: Any, full: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["upload"].full = full
