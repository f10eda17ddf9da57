"""A long list leads on: what its link says opens the rows that were not shown, and no row twice."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from homes.dates import now
from sessions_app.actions import sign_session
from sessions_app.models import AgreedAction
from sessions_app.plans.page import A_PAGE
from sessions_app.promises.actions import note_action
from tests.factories.plans import SessionPlanFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.world.parts.sessions import agreed_line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
OLDER = re.compile(r'<a href="([^"]+)" rel="next">')


def both_pages(client, address):
    first = client.get(address)
    (link,) = OLDER.findall(first.text)
    second = client.get(address + link)
    assert OLDER.findall(second.text) == []
    return [answer.context["page"].over for answer in (first, second)]


def test_plans_that_are_over(world, signed_in):
    for ago in range(A_PAGE + 2):
        SessionPlanFactory(
            placement=world.placements["kai"], worker=world.sam, state="cancelled", reason="Ill",
            planned_on=world.today - dt.timedelta(days=ago),
        )  # fmt: skip

    first, second = both_pages(signed_in(world.sam), reverse("sessions:plans", args=[world.kai.public_id]))

    assert (len(first), len(second)) == (A_PAGE, 2)
    assert not {line.plan.pk for line in first} & {line.plan.pk for line in second}


def test_what_was_agreed_and_is_over(world, signed_in):
    for ago in range(A_PAGE + 2):
        session = KeyWorkSessionFactory(
            placement=world.placements["kai"], author=world.sam, held_on=world.today, draft=True,
            agreed=[agreed_line(f"Thing {ago}", world.sam, world.today)],
        )  # fmt: skip
        sign_session(session, by=world.sam, now=now())
        note_action(AgreedAction.objects.get(session=session), by=world.sam, today=world.today, kind="done")

    first, second = both_pages(signed_in(world.sam), reverse("sessions:agreed", args=[world.kai.public_id]))

    assert (len(first), len(second)) == (A_PAGE, 2)
    assert not {line.action.pk for line in first} & {line.action.pk for line in second}
