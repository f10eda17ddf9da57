"""Small steps in the areas a home looks at, each with a line of what was seen; and how the child seemed."""

import uuid

import pytest
from django.urls import reverse

from sessions_app.models import KeyWorkSession
from sessions_app.signed.signing import content_hash
from tests.factories.homes import PracticeChangeFactory
from tests.reading import markup, words

pytestmark = pytest.mark.usefixtures("unscoped")
LINE = "He set the alarm himself and was first at breakfast"


@pytest.fixture
def reflective(world):
    return PracticeChangeFactory(
        home=world.maple, kind="addition", key="reflective-practice", value={"in_use": True}
    )


def test_a_step_is_kept_with_its_area_and_read_on_the_record(desk, reflective):
    draft = desk.draft(step_routines=f" {LINE} ", step_communication="")

    assert draft.progress == [
        {"area": "routines", "name": "Joining in with routines and learning", "line": LINE}
    ]
    check = words(desk.client.get(reverse("sessions:check", args=[draft.public_id])))
    assert f"Joining in with routines and learning: {LINE}" in check
    desk.sign(draft)
    page = words(desk.client.get(draft.get_absolute_url()))
    assert f"Joining in with routines and learning: {LINE}" in page
    assert "Saying what" not in page


def test_nothing_is_scored_and_nothing_has_to_be_said(desk, reflective):
    page = desk.client.get(desk.address("edit", uuid.uuid4()))

    form = page.context["form"]
    asked = [name for name in form.fields if name.startswith(("step_", "seemed_"))]
    assert len(asked) == 8
    assert {type(form.fields[name].widget).__name__ for name in asked} == {"TextInput"}
    assert not any(form.fields[name].required for name in asked)
    assert desk.draft().progress == []


def test_a_home_that_does_not_ask_after_areas_shows_none_and_keeps_those_of_a_draft(world, desk, reflective):
    draft = desk.draft(step_routines=LINE)
    PracticeChangeFactory(
        home=world.maple, kind="addition", key="reflective-practice", value={"in_use": False}
    )

    assert "step_routines" not in markup(desk.client.get(desk.address("edit", uuid.uuid4())))
    assert LINE in markup(desk.client.get(desk.address("edit", draft.public_id)))
    desk.write(draft.public_id, version=draft.version, step_routines=LINE + ".", finish="later")
    draft.refresh_from_db()
    assert draft.progress[0]["line"] == LINE + "."


def test_how_the_child_seemed_is_read_in_the_order_it_was(desk):
    draft = desk.draft(seemed_before="Quiet", seemed_after="Laughing")

    row = words(desk.client.get(reverse("sessions:check", args=[draft.public_id])))
    assert "How Kai seemed" in row and "Before: Quiet After: Laughing" in row
    desk.sign(draft)
    page = words(desk.client.get(draft.get_absolute_url()))
    assert "How Kai seemed Before: Quiet After: Laughing" in page
    assert "During" not in page


def test_a_line_is_enough_to_begin_a_draft(desk, reflective):
    for field in ("step_routines", "seemed_before"):
        public_id = uuid.uuid4()
        desk.client.post(desk.address("autosave", public_id), {field: "Up in time", "version": "0"})
        assert KeyWorkSession.objects.filter(public_id=public_id).exists(), field


def test_what_is_too_long_comes_back_whole(desk, reflective):
    answer = desk.write(step_routines="y" * 301)

    assert answer.status_code == 422
    assert "y" * 301 in markup(answer)


@pytest.mark.parametrize(
    "field", ["progress", "pictures", "seemed_before", "seemed_during", "seemed_after", "moment"]
)
def test_all_of_it_is_signed(desk, field):
    draft = desk.draft()
    before = content_hash(draft)

    setattr(draft, field, [{"line": "x"}] if isinstance(getattr(draft, field), list) else "x")

    assert content_hash(draft) != before


def test_another_childs_name_in_a_line_is_noticed_and_can_be_a_friend(desk, reflective):
    draft = desk.draft(step_relationships="He made Mia laugh", seemed_after="Waved to Mia")

    desk.client.post(reverse("sessions:check", args=[draft.public_id]), {"suggestion": "Mia", "do": "use"})

    draft.refresh_from_db()
    assert (draft.progress[0]["line"], draft.seemed_after) == ("He made a friend laugh", "Waved to a friend")


def test_the_prompts_follow_to_whom_it_is_written(desk):
    page = desk.client.get(desk.address("edit", uuid.uuid4()))

    assert "Kai told me…" in page.context["starts"]
    assert page.context["starts_to_child"][-1] == "What this means for you…"
    assert words(page).count("I noticed…") == 2
