"""When it did not happen: what was offered, and from the second in a row on whom to talk with. No word of blame."""

import pytest
from django.urls import reverse

from sessions_app.models import KeyWorkSession
from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import words

pytestmark = pytest.mark.usefixtures("unscoped")
TALK = "2 tries in a row. Talk with Jean Ward about what would help Kai feel comfortable."


def earlier(world, **how):
    return KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.jo, held_on=world.today, **how
    )


@pytest.mark.parametrize("went", ["declined", "attempted"])
def test_the_second_in_a_row_is_said_on_the_form_and_before_signing(world, desk, went):
    earlier(world, declined=True)
    draft = desk.draft(went=went, account="I offered chess. He looked tired. Tomorrow, a walk.")

    form, check = (
        words(desk.client.get(desk.address("edit", draft.public_id))),
        words(desk.client.get(reverse("sessions:check", args=[draft.public_id]))),
    )

    assert TALK in form
    assert TALK in check
    assert not {"refused", "failed", "non-engagement"} & set((form + check).lower().split())


@pytest.mark.parametrize(
    "before", [None, {}, {"outcome": "cancelled_by_home", "format": "", "reason": "Short of staff"}]
)
def test_the_first_is_not(world, desk, before):
    if before is not None:
        earlier(world, declined=True)
        earlier(world, **before)
    draft = desk.draft(went="declined", account="I offered chess. He looked tired.")

    assert "in a row" not in words(desk.client.get(desk.address("edit", draft.public_id)))
    assert "in a row" not in words(desk.client.get(reverse("sessions:check", args=[draft.public_id])))


def test_time_together_after_a_try_says_nothing_before_signing(world, desk):
    earlier(world, declined=True)
    draft = desk.draft()

    assert "in a row" not in words(desk.client.get(reverse("sessions:check", args=[draft.public_id])))


def test_what_was_offered_how_they_seemed_and_what_next_is_asked(world, desk):
    answer = desk.write(went="declined", account="")

    assert answer.status_code == 422
    assert "Enter what you offered, how Kai seemed and what next" in words(answer)
    assert not KeyWorkSession.objects.exists()
