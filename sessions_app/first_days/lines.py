"""What of the first days can be put right, or withdrawn."""

from children.putting_right.lines import Line
from homes.permissions import Permission
from sessions_app.first_days.actions import check_righted
from sessions_app.first_days.models import FirstDaysEntry

FIRST_DAYS = Line(
    "first_days_entry",
    FirstDaysEntry,
    ("reached", "planned_on", "happened_on", "how", "prefers", "reply", "note", "why_not"),
    Permission.RECORD_SESSIONS,
    ahead=("planned_on",),
    check=check_righted,
    anew="sessions:first_days",
)
