"""Where the numbers of more than one topic come from."""

from homes.words import gettext_lazy as _

KEY_WORK = _(
    "{Key worker} guidance followed by the home; the duty behind it is regulation 7 (views and wishes)"
)
KEY_WORK_IN_WALES = _(
    "{Key worker} guidance followed by the home; the duty behind it is regulation 6 of the Regulated Services "
    "(Wales) Regulations 2017"
)
HOME = _("Home standard")
CARE_PLANNING_IN_WALES = _("Care Planning, Placement and Case Review (Wales) Regulations 2015")
