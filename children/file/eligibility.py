"""Who is an eligible child: the one a pathway plan is owed to."""

from __future__ import annotations

import datetime as dt

from homes.dates import add_days, birthday

WEEKS_LOOKED_AFTER = (
    13  # Children Act 1989 Sch 2 para 19B, CPPCR 2010 reg 40: 13 weeks since the 14th birthday
)


def eligible_from(*, born_on: dt.date | None, looked_after_since: dt.date | None) -> dt.date | None:
    """The day a looked-after child becomes eligible: 16, and 13 weeks in care since 14, ending at 16 or later.

    Calendar days, counted from the 14th birthday or from becoming looked after, whichever came later. None when
    either date is not known, or when the 13 weeks would end on the 18th birthday or after it.
    """
    if born_on is None or looked_after_since is None:
        return None
    counted = add_days(max(birthday(born_on, 14), looked_after_since), 7 * WEEKS_LOOKED_AFTER)
    day = max(birthday(born_on, 16), counted)
    return day if day < birthday(born_on, 18) else None
