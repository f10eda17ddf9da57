"""What became of something that was agreed."""

from __future__ import annotations

from typing import Any

from homes.forms import Choice, Dated, PlainDate, Tick, Words
from homes.forms.layout import Reveal, Shape
from homes.words import gettext_lazy as _
from sessions_app.promises.models import ActionStep

Kind = ActionStep.Kind
CHOICES = [
    (Kind.DONE, _("It is done")),
    (Kind.MOVED, _("It needs another day")),
    (Kind.NOT_NEEDED, _("It is not needed any more")),
]


class StepForm(Dated):
    kind = Choice(_("What became of it"), _("Select what became of it"), CHOICES)
    by_on = PlainDate(_("New day"), named=_("The new day"), ahead=True)
    why_moved = Words(_("Why it needs another day"), hint=_("In words you would say to {child}."), rows=2)
    why_not = Words(_("Why it is not needed"), rows=2)
    child_knows = Tick(_("I have told {child}"))
    helper = Shape(
        Reveal("kind", {Kind.MOVED: ["by_on", "why_moved"], Kind.NOT_NEEDED: ["why_not"]}),
        "child_knows",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        if kind == Kind.MOVED:
            if not data.get("by_on") and "by_on" not in self.errors:
                self.add_error("by_on", _("Enter the new day"))
            if not data.get("why_moved"):
                self.add_error("why_moved", _("Enter why it needs another day"))
        if kind == Kind.NOT_NEEDED and not data.get("why_not"):
            self.add_error("why_not", _("Enter why it is not needed"))
        return data

    def step(self) -> dict[str, Any]:
        data = self.cleaned_data
        kind = data["kind"]
        reason = {Kind.MOVED: data["why_moved"], Kind.NOT_NEEDED: data["why_not"]}.get(kind, "")
        by_on = data["by_on"] if kind == Kind.MOVED else None
        return {"kind": kind, "reason": reason, "by_on": by_on, "child_knows": data["child_knows"]}
