"""How a line of the file stands on a day, on bare values."""

import datetime as dt

import pytest

from children.file.state import (
    Judged,
    Kept,
    Situation,
    State,
    Why,
    current_version,
    state_on,
)
from children.legal_status.looked_after import InCare, LookedAfter, looked_after_on
from compliance.rules.rows import Version
from homes.practice import AppliesTo


def on(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


DAY = "2026-11-25"
CHILD = ("2012-05-04", "2020-01-01")  # 14, looked after for years
SIXTEEN = ("2010-11-25", "2020-01-01")  # 16 today
NOT_CARED_FOR = ("2012-05-04", None, "none")  # her legal status says so
NOT_KNOWN = ("2012-05-04", None)  # here since 2 November
SHORT_BREAKS = ("2012-05-04", "2020-01-01", "V4")
NEWLY = ("2010-01-01", "2026-10-01")  # 16, looked after for 8 weeks
GROWN = ("2008-11-25", "2020-01-01")  # 18 today
ALL, LA, ELIGIBLE, IF_ANY = AppliesTo.ALL, AppliesTo.LOOKED_AFTER, AppliesTo.ELIGIBLE, AppliesTo.IF_ANY

# applies to, child, what the file says, dated, review due, needed by -> state, the day it speaks of, why
TABLE = [
    (ALL, CHILD, None, None, None, None, State.MISSING, None, Why.NONE),
    (ALL, CHILD, None, None, None, "2026-11-26", State.DUE, "2026-11-26", Why.NONE),
    (ALL, CHILD, None, None, None, "2026-11-25", State.DUE, "2026-11-25", Why.NONE),
    (ALL, CHILD, None, None, None, "2026-11-24", State.MISSING, "2026-11-24", Why.NONE),
    (ALL, CHILD, "yes", "2026-01-01", None, None, State.IN_DATE, None, Why.NONE),
    (ALL, CHILD, "yes", "2026-01-01", "2026-11-26", None, State.IN_DATE, "2026-11-26", Why.NONE),
    (ALL, CHILD, "yes", "2026-01-01", "2026-11-25", None, State.IN_DATE, "2026-11-25", Why.NONE),
    (ALL, CHILD, "yes", "2026-01-01", "2026-11-24", None, State.REVIEW_DUE, "2026-11-24", Why.NONE),
    (ALL, CHILD, "no", None, None, None, State.DOES_NOT_APPLY, None, Why.SAID),
    (ALL, CHILD, "not_yet", None, None, None, State.MISSING, None, Why.NONE),  # it moves a day, and is no state
    (ALL, CHILD, "not_yet", None, None, "2026-11-26", State.DUE, "2026-11-26", Why.NONE),
    (LA, NOT_CARED_FOR, "not_yet", None, None, None, State.DOES_NOT_APPLY, None, Why.NOT_LOOKED_AFTER),
    (IF_ANY, CHILD, "not_yet", None, None, "2026-11-26", State.DUE, "2026-11-26", Why.NONE),  # it is to come
    (ALL, CHILD, "no", "2026-01-01", "2026-02-01", None, State.DOES_NOT_APPLY, None, Why.SAID),
    (ALL, NOT_CARED_FOR, None, None, None, None, State.MISSING, None, Why.NONE),
    (ALL, GROWN, None, None, None, None, State.MISSING, None, Why.NONE),  # the home's record goes on at 18
    (LA, CHILD, None, None, None, None, State.MISSING, None, Why.NONE),
    (LA, NOT_CARED_FOR, None, None, None, None, State.DOES_NOT_APPLY, None, Why.NOT_LOOKED_AFTER),
    (LA, SHORT_BREAKS, None, None, None, None, State.DOES_NOT_APPLY, None, Why.SHORT_BREAKS),
    (LA, NOT_KNOWN, None, None, None, None, State.MISSING, None, Why.NONE),  # owed as if yes
    (LA, ("2012-05-04", "2026-11-26"), None, None, None, None, State.DOES_NOT_APPLY, None, Why.NOT_LOOKED_AFTER),
    (LA, ("2012-05-04", "2026-11-25"), None, None, None, None, State.MISSING, None, Why.NONE),
    (LA, (None, "2020-01-01"), None, None, None, None, State.MISSING, None, Why.NONE),
    (LA, NOT_CARED_FOR, "yes", None, None, None, State.MISSING, None, Why.NONE),  # somebody said so
    (LA, NOT_CARED_FOR, "yes", "2026-01-01", None, None, State.IN_DATE, None, Why.NONE),
    (LA, GROWN, None, None, None, None, State.DOES_NOT_APPLY, None, Why.GROWN_UP),
    (LA, GROWN, "yes", "2026-01-01", "2026-02-01", None, State.DOES_NOT_APPLY, None, Why.GROWN_UP),
    (LA, ("2008-11-26", "2020-01-01"), None, None, None, None, State.MISSING, None, Why.NONE),
    (ELIGIBLE, CHILD, None, None, None, None, State.NOT_YET, "2028-05-04", Why.NOT_ELIGIBLE_YET),
    (ELIGIBLE, SIXTEEN, None, None, None, None, State.MISSING, None, Why.NONE),
    (ELIGIBLE, ("2010-11-26", "2020-01-01"), None, None, None, None, State.NOT_YET, "2026-11-26", Why.NOT_ELIGIBLE_YET),
    (ELIGIBLE, NEWLY, None, None, None, None, State.NOT_YET, "2026-12-31", Why.NOT_ELIGIBLE_YET),
    (ELIGIBLE, NOT_CARED_FOR, None, None, None, None, State.DOES_NOT_APPLY, None, Why.NOT_LOOKED_AFTER),
    (ELIGIBLE, NOT_KNOWN, None, None, None, None, State.NOT_YET, "2028-05-04", Why.NOT_ELIGIBLE_YET),
    (ELIGIBLE, (None, "2020-01-01"), None, None, None, None, State.DOES_NOT_APPLY, None, Why.NOT_ELIGIBLE),
    (ELIGIBLE, GROWN, None, None, None, None, State.DOES_NOT_APPLY, None, Why.GROWN_UP),
    (IF_ANY, CHILD, None, None, None, None, State.DOES_NOT_APPLY, None, Why.NONE_ADDED),
    (IF_ANY, CHILD, "yes", None, None, None, State.MISSING, None, Why.NONE),
    (IF_ANY, CHILD, "yes", "2026-01-01", "2026-11-24", None, State.REVIEW_DUE, "2026-11-24", Why.NONE),
]  # fmt: skip


@pytest.mark.parametrize(
    ("applies_to", "child", "said", "dated", "review", "needed", "state", "speaks_of", "why"), TABLE
)
def test_state_on_a_day(applies_to, child, said, dated, review, needed, state, speaks_of, why):
    born, since, status = (*child, None)[:3]
    in_care = looked_after_on(
        on(DAY),
        status=status,
        status_since=on("2026-11-01") if status else None,
        noted_since=on(since),
        born_on=on(born),
        lives_here_since=on("2026-11-02"),
    )
    judged = state_on(
        on(DAY),
        applies_to=applies_to,
        child=Situation(on(born), in_care),
        kept=Kept(said, on(dated), on(review), on(needed)),
    )

    assert judged == Judged(state, on(speaks_of), why)


def test_what_is_written_all_the_time_is_never_missing():
    judged = state_on(
        on(DAY),
        applies_to=ALL,
        child=Situation(None, LookedAfter(InCare.NOT_KNOWN)),
        kept=Kept(needed_by=on("2026-01-01"), running=True),
    )

    assert judged == Judged(State.IN_DATE)


def test_which_version_counts():
    versions = [
        Version(1, on("2026-01-01"), None),
        Version(1, on("2026-02-01"), None),
        Version(2, on("2026-03-01"), None),
    ]

    assert current_version("HEALTH", versions, home_id=1, not_before=None) == versions[2]  # it travels along
    assert current_version("HOME_PLAN", versions, home_id=1, not_before=None) == versions[1]
    assert current_version("CONSENT", versions, home_id=1, not_before=on("2026-02-02")) is None
    assert current_version("PLACEMENT_LA", versions, home_id=2, not_before=on("2026-03-01")) == versions[2]
    assert current_version("HEALTH", [], home_id=1, not_before=None) is None
