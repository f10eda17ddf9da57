"""UX script 6: four records reviewed and one asked about in eight clicks, and the words that were signed stay."""

import datetime as dt

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from homes import dates
from sessions_app.actions import sign_session
from sessions_app.models import KeyWorkSession, SessionReview
from sessions_app.signed.signing import content_hash
from tests.factories.sessions import KeyWorkSessionFactory
from tests.journeys.conftest import each_profile_at_length, follow, sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_CLICKS = 8


@pytest.fixture
def queue(world):
    """Five of Sam's and Jo's for Jean to read, the oldest first, and one of her own."""
    with scopes_disabled():
        for ago, author in ((5, "sam"), (4, "jo"), (3, "sam"), (2, "jo"), (1, "sam"), (1, "jean")):
            draft = KeyWorkSessionFactory(
                placement=world.placements["kai"],
                author=getattr(world, author),
                held_on=world.today - dt.timedelta(days=ago),
                draft=True,
                account=f"Written {ago} days after.",
            )
            now = dates.now() - dt.timedelta(days=ago)
            sign_session(draft, by=draft.author, now=now)
    return world


def reviews(author):
    with scopes_disabled():
        return list(SessionReview.objects.filter(author=author).select_related("session").order_by("pk"))


@each_profile_at_length
def test_review_last_nights_records_and_ask_sam_about_one(
    queue, open_as, live_server, axe, signed_in, password, profile
):
    first = reviews(queue.sam)[0].session
    signed = content_hash(first)
    jean = open_as(queue.jean, profile=profile)
    jean.goto(live_server.url + reverse("compliance:board", args=[queue.maple.public_id]))
    clicks = [jean.get_by_role("link", name="5 signed records wait for you to read.")]
    follow(jean, clicks[0])
    assert "Review 1 of 5" in jean.locator("main").inner_text()
    assert jean.locator("h1").count() == 1 and "Kai" not in jean.title()
    assert sideways(jean) <= 0
    if profile.javascript:
        assert axe(jean) == []

    box = jean.get_by_label("A note to Sam, or your question")
    clicks.append(box)
    box.click()
    box.fill("Who drove?")
    clicks.append(jean.get_by_role("button", name="Ask Sam a question"))
    follow(jean, clicks[-1])
    for _one in range(4):
        clicks.append(jean.get_by_role("button", name="Mark as reviewed and next"))
        follow(jean, clicks[-1])

    assert len(clicks) <= MOST_CLICKS
    assert "Nothing waits for you to read." in jean.locator("main").inner_text()
    assert "1 record you had a part in" in jean.locator("main").inner_text()
    assert [one.state for one in reviews(queue.sam)] == ["asked", "reviewed", "reviewed"]
    answer_it(open_as(queue.sam, profile=profile), live_server, password)
    with scopes_disabled():
        assert content_hash(KeyWorkSession.objects.get(pk=first.pk)) == signed
    (own,) = reviews(queue.jean)
    assert signed_in(queue.jean).get(own.get_absolute_url()).status_code == 403


def answer_it(sam, live_server, password):
    """Sam reads the question under Today and adds a detail in answer."""
    sam.goto(live_server.url)
    follow(sam, sam.get_by_role("link", name="Jean Ward asks about your record"))
    assert "Who drove?" in sam.locator("main").inner_text()
    sam.get_by_label("What you want to add").fill("Jo did.")
    sam.get_by_label("Your password").fill(password)
    follow(sam, sam.get_by_role("button", name="Sign and add"))
    assert "The record is read again with your answer." in sam.locator("body").inner_text()
