"""The header counts, in SQL of its own, what the queue lists: every state, every part somebody took, kept or not."""

import datetime as dt
from itertools import product

import pytest

from homes.audit import set_fields
from sessions_app.actions import sign_session
from sessions_app.models import SessionReview
from tests.factories.sessions import KeyWorkSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
STATES = ("owed", "asked", "answered", "void")


def test_the_count_and_the_oldest_are_those_of_the_queue(world, access_of):
    jean, sam = world.jean, world.sam
    tomorrow = world.today + dt.timedelta(days=1)
    keeping = ((None, None), (jean, world.today), (jean, tomorrow), (sam, tomorrow))
    parts = product(STATES, (sam, jean), (None, sam, jean), (None, sam, jean), keeping)
    wanted = []
    for number, (state, author, begun_by, only_adult, (kept_by, until)) in enumerate(parts):
        day = world.today - dt.timedelta(days=300 - number)
        session = KeyWorkSessionFactory(
            placement=world.placements["kai"], author=sam, held_on=day, draft=True
        )
        sign_session(
            session, by=sam, now=dt.datetime.combine(day, dt.time(20), tzinfo=dt.UTC), late_reason=""
        )
        review = SessionReview.objects.get(session=session)
        set_fields(
            review, by=sam, state=state, author=author, begun_by=begun_by, only_adult=only_adult,
            kept_by=kept_by, kept_until_on=until,
        )  # fmt: skip
        theirs = jean in (author, begun_by, only_adult)
        put_off = kept_by == jean and until > world.today
        if state in ("owed", "answered") and not theirs and not put_off:
            wanted.append(review.signed_on)

    said = access_of(jean).waiting

    assert len(wanted) == 2 * 1 * 2 * 2 * 3
    assert said["to_review", world.maple.pk] == len(wanted)
    assert said["oldest_to_review", world.maple.pk] == min(wanted)
    assert access_of(sam).waiting == {}
