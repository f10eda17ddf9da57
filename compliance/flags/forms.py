"""The form of a planned action."""

from __future__ import annotations

from typing import Any

from homes.dates import add_days
from homes.forms import Dated, PersonField, PlainDate, Words
from homes.words import gettext_lazy as _

LONGEST_PLAN_DAYS = 92  # a plan further away than a quarter is not a plan for a flag


class PlanActionForm(Dated):
    action = Words(_("What will be done"), _("Enter what will be done"), max_length=300, rows=2)
    owner = PersonField(_("Who will do it"), _("Select who will do it"), empty_label=_("Choose an adult"))
    by_on = PlainDate(_("By when"), _("Enter by when"), ahead=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by_on"].until(add_days(self.today, LONGEST_PLAN_DAYS), _("within 3 months"))
