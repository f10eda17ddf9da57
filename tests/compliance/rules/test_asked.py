"""What another owes is asked for, and each flag leads to a page where that is noted and says the days we asked."""

import pytest

from children.duties.saying import owner_of, sentence_for
from compliance.rules import RULES
from homes.standards import Owner
from tests.addresses import page_address
from tests.compliance.caring import cared, happened, open_flag
from tests.compliance.judging import on
from tests.factories.file import ChaseFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

# Where it can be noted that we asked.
PAGES = {"children:chase", "children:care", "compliance:file"}


def test_every_rule_of_somebody_else_leads_to_a_page_where_asking_is_noted():
    others = {rule.code: rule.fix.url_name for rule in RULES if rule.default.owner != Owner.HOME}

    assert len(others) >= 12
    assert {code for code, page in others.items() if page not in PAGES} == set()


@pytest.mark.parametrize(
    ("code", "document", "authority", "fields"),
    [
        ("HA-INIT", "HEALTH", "England", {}),
        ("PEP-INIT", "PEP", "England", {}),
        ("PEP-W", "PEP", "Wales", {}),
        ("PATH-NEEDS", "PATHWAY", "England", {"born": "2010-01-04"}),
    ],
)
def test_the_flag_says_the_days_we_asked(code, document, authority, fields):
    case = cared("2026-03-02", since="2021-03-02", authority=authority, **fields)
    flag = open_flag(case, code, "2026-04-06")
    assert "We asked" not in sentence_for(flag, as_of=on("2026-04-06"))
    for day in ("2026-03-10", "2026-03-18", "2026-03-25", "2026-05-01"):
        ChaseFactory(placement=case.placement, about=document, asked_on=on(day))

    flag = open_flag(case, code, "2026-04-06")

    assert owner_of(flag) != Owner.HOME
    assert sentence_for(flag, as_of=on("2026-04-06")).endswith("We asked on 18 March and 25 March.")


def test_what_was_asked_before_the_last_one_is_of_an_earlier_wait():
    case = cared("2026-03-02", since="2021-03-02")
    happened(case, "health_assessment", "2025-03-10")
    ChaseFactory(placement=case.placement, about="HEALTH", asked_on=on("2025-03-09"))
    ChaseFactory(placement=case.placement, about="HEALTH", asked_on=on("2026-03-05"))

    flag = open_flag(case, "HA-REV", "2026-03-11")

    assert sentence_for(flag, as_of=on("2026-03-11")) == (
        "Rae’s health assessment was due by 10 March. The last one was on 10 March 2025. We asked on 5 March."
    )


def test_health_and_school_say_it_and_lead_there(world, signed_in):
    ChaseFactory(child=world.kai, home=world.maple, about="HEALTH", asked_on=world.today)

    page = markup(signed_in(world.sam).get(page_address("care", args=[world.kai.public_id])))

    assert f"Asked on {world.today.day} {world.today:%B}" in page
    for slug in ("health", "pep", "ehcp", "pathway"):
        assert f"/children/{world.kai.public_id}/asked/{slug}/" in page
