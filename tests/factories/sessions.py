"""Key-work sessions in any state, without going through the form; what was added to them, and what is planned."""

import datetime as dt

from factory import LazyAttribute, SelfAttribute, SubFactory, Trait

from sessions_app.models import Addendum, KeyWorkSession, Signature
from tests.factories.base import RecordFactory, part_of
from tests.factories.children import OfPlacementFactory
from tests.factories.staff import UserFactory


def _only(author):
    return [{"id": str(author.public_id), "name": author.full_name, "title": author.job_title}]


def _told_at(session):
    return dt.datetime.combine(session.held_on, dt.time(19, 42), tzinfo=dt.UTC)


class KeyWorkSessionFactory(OfPlacementFactory):
    """Held, and signed at eight that evening; the signature itself is written by signing (`sign_session`)."""

    class Meta:
        model = KeyWorkSession

    class Params:
        draft = Trait(status="draft", signed_at=None)
        declined = Trait(outcome="declined", format="")
        nobody_reached = Trait(worry=True, worry_text="A bruise", worry_tried="Jean Ward, twice")
        nobody_told = Trait(draft=True, worry=True, worry_text="A bruise", worry_told_name="", worry_tried="")

    by = SelfAttribute("author")
    author = SubFactory(UserFactory)
    status = "signed"
    held_on = SelfAttribute("placement.moved_in_on")
    outcome = "held"
    format = "activity"
    people_present = LazyAttribute(lambda session: _only(session.author))
    account = "We mended the bike."
    voice = "not_this_time"
    worry = False
    # A worry that is signed says who was told. `nobody_reached` is the other way it can be signed.
    worry_told_name = LazyAttribute(lambda one: "Jean Ward" if one.worry and not one.worry_tried else "")
    worry_told_at = LazyAttribute(lambda one: _told_at(one) if one.worry_told_name else None)
    worry_told_how = LazyAttribute(lambda one: "phone" if one.worry_told_name else "")
    worry_tried = ""
    signed_at = LazyAttribute(
        lambda session: dt.datetime.combine(session.held_on, dt.time(20), tzinfo=dt.UTC)
    )


class AddendumFactory(part_of("session", KeyWorkSessionFactory)):
    class Meta:
        model = Addendum

    by = SelfAttribute("author")
    text = "More"
    author = SelfAttribute("session.author")


class SignatureFactory(RecordFactory):
    """The author's, on a session. Its hash is of nothing: real ones are written by signing."""

    class Meta:
        model = Signature

    session = SubFactory(KeyWorkSessionFactory)
    home = SelfAttribute("session.home")
    user = SelfAttribute("session.author")
    name = SelfAttribute("user.full_name")
    job_title = SelfAttribute("user.job_title")
    signed_at = SelfAttribute("session.signed_at")
    statement = "True"
    content_hash = "0" * 64
