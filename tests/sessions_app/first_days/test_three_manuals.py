"""What each of the three manuals has agreed and asked, word for word, on the pages of its own homes.

The list of the first days itself is in test_page.py. These are kept by hand from the documents.
"""

import uuid

import pytest
from django.urls import reverse

from tests.reading import words
from tests.sessions_app.first_days.test_page import moved_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

CANT_OFFER = "I can’t offer to keep everything to myself, but I will keep it safe."
CANT_ALWAYS = "I can’t always keep things private, but I will keep them safe."
SHARED = ["Something specific, or a difficulty", "Ideas for the future", "Talking about the past"]
LOOKED_AFTER = "Getting ready for a looked after review or court"
# The profile -> what the ground rules say of keeping things private, and what time together may be for.
MANUALS = {
    "key-worker": (CANT_ALWAYS, [*SHARED, "Getting ready for a child in care review or court"]),
    "key-residential-practitioner": (
        CANT_OFFER,
        [*SHARED, LOOKED_AFTER, "Voice and influence", "DBT skills"],
    ),
    "keyworker-england-wales": (CANT_OFFER, [*SHARED, LOOKED_AFTER, "Progress chasing"]),
}
GROUND_RULES = (
    "We have time together every 7 days.",
    "I write down what we do and say. Leo can read it.",
    "I am on time, and I say so when I cannot be.",
    "What sort of time suits Leo",
)


@pytest.mark.parametrize("profile", MANUALS)
def test_the_ground_rules_of_each_manual_are_read_before_they_are_agreed(profile, today, signed_in):
    stay, dee = moved_in(today=today, profile=profile)

    shown = words(
        signed_in(dee).get(reverse("sessions:first_days_task", args=[stay.child.public_id, "agreement"]))
    )

    private, _purposes = MANUALS[profile]
    assert [line for line in (*GROUND_RULES, private) if line not in shown] == []
    assert [other for other in {CANT_OFFER, CANT_ALWAYS} - {private} if other in shown] == []


@pytest.mark.parametrize("profile", MANUALS)
@pytest.mark.parametrize("page", ["record", "plan"])
def test_what_time_is_for_in_each_manual_is_asked_when_planned_and_recorded(page, profile, today, signed_in):
    stay, dee = moved_in(today=today, profile=profile)
    child = stay.child.public_id
    address = {
        "record": reverse("sessions:edit", args=[child, uuid.uuid4()]),
        "plan": reverse("sessions:plan_new", args=[child]),
    }[page]

    shown = words(signed_in(dee).get(address))

    _private, purposes = MANUALS[profile]
    every = {one for _words, those in MANUALS.values() for one in those}
    assert [one for one in purposes if one not in shown] == []
    assert [one for one in every - set(purposes) if one in shown] == []
