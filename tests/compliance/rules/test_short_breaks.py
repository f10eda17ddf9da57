"""A series of short breaks: regulations 5, 7, 9 and 28(2) do not apply, and the pages say why nothing is asked."""

import pytest

from homes.audit import set_fields
from tests.addresses import page_address
from tests.compliance.caring import cared, due, falls_away, happened
from tests.compliance.judging import on
from tests.factories.care import LegalStatusFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
SAYS = (
    "is in a series of short breaks. The authority’s placement plan, health assessments and the social worker"
)


def in_short_breaks(code="V3"):
    """From 2 March up to, not including, 1 May 2026; looked after in full from then on."""
    case = cared("2026-03-02", since="2026-03-02")
    LegalStatusFactory(
        placement=case.placement, code=code, started_on=on("2026-03-02"), ended_on=on("2026-05-01")
    )
    return case


@pytest.mark.parametrize("status", ["V3", "V4"])
@pytest.mark.parametrize(
    ("code", "owed"),
    [
        ("PP-LA", "2026-03-09"),
        ("HA-INIT", "2026-03-30"),
        ("HA-REV", "2026-03-01"),
        ("SW-VISIT", "2026-03-09"),
    ],
)
def test_silent_to_the_last_day_of_the_series(status, code, owed):
    case = in_short_breaks(status)
    if code == "HA-REV":
        happened(case, "health_assessment", "2025-03-01")

    for day in ("2026-03-02", "2026-04-30"):
        assert case.says(code, day) is None or falls_away(case, code, day)
    assert due(case, code, "2026-05-01") == on(owed)


@pytest.mark.parametrize("page", ["care", "social_worker", "file"])
@pytest.mark.parametrize(
    ("status", "nation", "law"),
    [
        ("V3", "England", True),
        ("V4", "England", True),
        ("V3", "Wales", False),  # the regulation is England's
        ("C2", "England", None),
    ],
)
def test_the_pages_say_why(world, signed_in, page, status, nation, law):
    LegalStatusFactory(
        placement=world.placements["kai"], code=status, nation=nation, started_on=world.moved_in
    )
    if nation == "Wales":
        set_fields(world.placements["kai"], by=world.jean, responsible_nation="Wales")

    text = markup(signed_in(world.jean).get(page_address(page, args=[world.kai.public_id])))

    assert (f"Kai {SAYS}" in text) == (law is not None)
    assert ("Care Planning Regulations 2010, regulation 48" in text) == bool(law)
