"""What a child is asked, and the password of the adult who takes the tablet back."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms

from children.file.models import FileKind
from children.file.upload_field import UploadField
from children.file.uploads import CleanUpload
from homes.forms import Choice, Words, listed
from homes.forms.layout import Actions, Div, Question, Shape, Within
from homes.sign_in.again import AsksPassword, PasswordField
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.signed.childs_part.models import Answer, Feeling, Share

SKIP = "skip"
PICTURES = frozenset({FileKind.JPEG.value, FileKind.PNG.value})


class ChildsPartForm(forms.Form):
    """Nothing is chosen beforehand, and "I did not want to do this" is always there: a button of its own."""

    feeling = Choice(
        gettext_lazy("How was it?"),
        choices=[*listed(Feeling), (SKIP, gettext_lazy("Skip this"))],
        required=False,
    )
    answer = Choice(
        gettext_lazy("Is it right?"),
        gettext_lazy("Pick one, or press “I did not want to do this”"),
        [
            (Answer.READ, gettext_lazy("I read it or heard it")),
            (Answer.DISAGREES, gettext_lazy("I do not agree with something")),
            (Answer.DECLINED, gettext_lazy("I did not want to do this")),
        ],
    )
    words = Words(
        gettext_lazy("Anything to add or change?"),
        hint=gettext_lazy("What you write is kept as you wrote it. Nobody can change it."),
        rows=4,
        strip=False,
    )

    share = Choice(
        "",
        choices=[
            (Share.YES, gettext_lazy("Yes")),
            (Share.ASK, gettext_lazy("Ask me first")),
            (Share.NO, gettext_lazy("No")),
        ],
        required=False,
        hint=gettext_lazy(
            "Adults here can read it. Some things we have to tell, to keep you safe. If you pick “Ask me first” or "
            "“No”, we leave what you said out of letters and reports."
        ),
    )
    drawing = UploadField(
        label=gettext_lazy("Or a photo of something you drew"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=gettext_lazy("A photo, up to 30MB."),
    )

    def __init__(self, *args: Any, adult: str, full: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.adult = adult
        self.fields["share"].label = _("Can %(who)s share what you said?") % {"who": adult}
        self.fields["drawing"].full = full
        self.fields["answer"].widget.choices = self.fields["answer"].choices[:2]

    @cached_property
    def helper(self) -> Shape:
        done = Actions(
            _("I’m done: give it back to %(who)s") % {"who": self.adult},
            second_text=self.fields["answer"].choices[2][1],
            second_name="answer",
            second_value=Answer.DECLINED,
        )
        return Shape(
            Div(Question("feeling", optional=False), css_class="turn-feeling"),
            Question("answer", optional=False),
            Question("words", optional=False),
            Within("sessions_app/signed/childs_part/_drawing.html", Question("drawing", optional=False)),
            Div(Question("share", optional=False), css_class="turn-share"),
            done,
            form_class="turn-form",
            form_show_errors=False,
        )

    def clean_feeling(self) -> str:
        chosen = self.cleaned_data["feeling"]
        return "" if chosen == SKIP else chosen

    def clean_drawing(self) -> CleanUpload | None:
        drawing = self.cleaned_data["drawing"]
        if drawing is not None and drawing.kind not in PICTURES:
            raise forms.ValidationError(_("Choose a photo, or draw on the page"))
        return drawing


class TakeBackForm(AsksPassword, forms.Form):
    """The password of whoever handed the tablet over."""

    safe = gettext_lazy("Nothing else on this tablet is open")

    password = PasswordField()
    helper = Shape(
        Within(
            "sessions_app/_sign_card.html",
            "password",
            title=gettext_lazy("Take the tablet back"),
            button=gettext_lazy("Open Keywork again"),
        ),
        form_class="turn-form",
        form_show_errors=False,
    )


class WithdrawForm(forms.Form):
    """Only another child's words are taken away: what a child said of their own record is theirs."""

    reason = Words(
        gettext_lazy("Whose words are these, and how do you know?"),
        gettext_lazy("Enter whose words these are, and how you know"),
        hint=gettext_lazy("They are kept in the history, and stand beside this record no more."),
        max_length=2_000,
    )
    helper = Shape(Question("reason", optional=False), Actions(gettext_lazy("Withdraw"), kind="warning"))
