"""The home's own wording suggestions: what is often written, and what it would rather write, from a day on."""

import pytest
from django.urls import reverse

from homes.dates import add_days
from homes.models import PracticeChange
from homes.settings.actions import change_practice
from homes.settings.own_ways import UnableToChange
from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import words

pytestmark = pytest.mark.usefixtures("unscoped")


@pytest.fixture
def change(world, signed_in):
    """change(**answers) -> what the settings answer to a line of wording."""

    def send(**answers):
        url = reverse("compliance:settings_list", args=[world.maple.public_id, "wording"])
        sent = {
            "line": "new", "do": "on", "found": "kicked off", "instead": "was upset",
            "applies_from": world.today.isoformat(), "why": "The team asked", **answers,
        }  # fmt: skip
        return signed_in(world.jean).post(url, sent)

    return send


def offered(world, signed_in, account):
    draft = KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, draft=True, account=account
    )
    return words(signed_in(world.sam).get(reverse("sessions:check", args=[draft.public_id])))


def test_a_line_of_our_own_is_offered_before_signing(world, signed_in, change):
    assert change().status_code == 302

    page = offered(world, signed_in, "He kicked off at tea.")

    assert "You wrote “kicked off”." in page
    assert "Use “was upset”" in page


def test_a_line_of_a_later_day_is_not_offered_yet(world, signed_in, change):
    assert change(applies_from=add_days(world.today, 1).isoformat()).status_code == 302

    assert "kicked off”." not in offered(world, signed_in, "He kicked off at tea.")


def test_a_line_taken_off_is_not_offered_and_its_words_stay_on_the_page(world, signed_in, change):
    assert change(line="absconded", do="off", found="", instead="").status_code == 302

    assert "suggestion" not in offered(world, signed_in, "She absconded.")
    page = signed_in(world.jean).get(
        reverse("compliance:settings_list", args=[world.maple.public_id, "wording"])
    )
    assert "Absconded → went missing" in words(page)
    assert "Not on the list" in words(page)


def test_a_line_of_the_guidance_can_say_something_else(world, signed_in, change):
    assert change(line="contact", found="contact", instead="seeing family").status_code == 302

    assert "Use “seeing family”" in offered(world, signed_in, "We talked about contact.")


@pytest.mark.parametrize(
    ("found", "instead", "at"), [("kicked off", "", "instead"), ("", "was upset", "found")]
)
def test_half_a_line_is_asked_for_the_other_half(change, found, instead, at):
    answer = change(found=found, instead=instead)

    assert answer.status_code == 422
    assert answer.context["form"].errors[at] == ["Enter both, or leave both empty"]
    assert not PracticeChange.objects.filter(kind="wording").exists()


def test_a_new_line_without_words_is_refused(change):
    assert change(found="", instead="").status_code == 422


@pytest.mark.parametrize("text", ["kicked off", "kicked off →", "→ was upset", "a → {b}"])
def test_no_wording_is_stored_that_cannot_be_offered(world, text):
    with pytest.raises(UnableToChange):
        change_practice(
            home=world.maple, kind="wording", key="own_1", value={"text": text, "in_use": True},
            applies_from=world.today, why="Because", by=world.jean, today=world.today,
        )  # fmt: skip


def test_the_other_home_keeps_its_own_list(world, change):
    change()

    assert not PracticeChange.objects.filter(home=world.oak).exists()
