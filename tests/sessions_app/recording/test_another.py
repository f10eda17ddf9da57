"""The same time with another child: a record of that child's own, which begins with the same day, people and words."""

import re
import uuid

import pytest
from django.urls import reverse

from homes.dates import add_days
from sessions_app.models import KeyWorkSession
from tests.reading import markup, words

pytestmark = pytest.mark.usefixtures("unscoped")
OF_ONE_CHILD = {
    "voice": "words", "quote": "I won", "small_steps": "Waited his turn", "worry": "no",
    "agreed_0_what": "Buy a puncture kit", "agreed_0_promise": "on", "next_steps": "Bring the map",
}  # fmt: skip


def another(session):
    return reverse("sessions:another", args=[session.public_id])


def link_to(page, child):
    return re.search(rf'href="(/children/{child.public_id}/sessions/[^"]*like=[^"]*)"', markup(page))[1]


@pytest.fixture
def draft(world, desk):
    yesterday = add_days(world.today, -1)
    return desk.draft(
        when="other", other_day=yesterday.isoformat(), people=[str(world.sam.public_id), str(world.jo.public_id)],
        topics=["school"], **OF_ONE_CHILD,
    )  # fmt: skip


def test_saving_leads_to_the_other_children_of_the_home(world, desk):
    public_id = uuid.uuid4()

    answer = desk.write(public_id, finish="another", voice=None, worry=None)

    saved = KeyWorkSession.objects.get(public_id=public_id)
    assert answer.url == another(saved)
    page = desk.client.get(answer.url)
    assert "Who else was there with Kai?" in words(page)
    assert link_to(page, world.mia)
    assert str(world.kai.public_id) not in "".join(re.findall(r'like=[^"]*', markup(page)))
    assert "Noa" not in words(page)


def test_the_other_childs_form_begins_with_what_was_shared_and_nothing_of_one_childs_own(world, desk, draft):
    page = desk.client.get(link_to(desk.client.get(another(draft)), world.mia))

    initial = page.context["form"].initial
    assert (initial["when"], initial["account"], initial["went"], initial["topics"]) == (
        "yesterday", draft.account, "activity", ["school"],
    )  # fmt: skip
    assert set(initial["people"]) == {str(world.sam.public_id), str(world.jo.public_id)}
    for name in OF_ONE_CHILD:
        assert not initial.get(name), name
    assert not {"I won", "Waited his turn", "puncture"} & {
        one for one in OF_ONE_CHILD.values() if one in markup(page)
    }
    assert KeyWorkSession.objects.count() == 1  # looking writes nothing


def test_each_child_has_a_record_of_their_own(world, desk, draft):
    public_id = link_to(desk.client.get(another(draft)), world.mia).split("/sessions/")[1].split("/")[0]

    desk.write(uuid.UUID(public_id), child=world.mia, account=draft.account, finish="later")

    mine = KeyWorkSession.objects.get(public_id=public_id)
    assert (mine.child, mine.account, mine.voice_text) == (world.mia, draft.account, "")
    draft.refresh_from_db()
    assert (draft.child, draft.voice_text) == (world.kai, "I won")


def test_a_signed_record_leads_there_too_for_whoever_wrote_it(world, desk, signed_in):
    draft = desk.draft()
    desk.sign(draft)

    assert another(draft) in markup(desk.client.get(draft.get_absolute_url()))
    assert another(draft) not in markup(signed_in(world.jo).get(draft.get_absolute_url()))
    assert signed_in(world.jo).get(another(draft)).status_code == 403


def test_what_did_not_happen_is_not_logged_for_another(desk):
    draft = desk.draft(went="declined")

    assert desk.client.get(another(draft)).status_code == 403
    public_id = uuid.uuid4()
    assert "another" not in desk.write(public_id, went="declined", finish="another").url


@pytest.mark.parametrize("like", ["x", "00000000-0000-0000-0000-000000000000"])
def test_a_forged_address_shows_nothing_of_another_record(world, desk, like):
    answer = desk.client.get(desk.address("edit", uuid.uuid4()) + f"?like={like}")

    assert answer.status_code in (200, 404)
    assert answer.status_code == 404 or not answer.context["form"].initial.get("account")


def test_somebody_elses_draft_is_not_there_to_begin_with(world, desk, signed_in, draft):
    answer = signed_in(world.jo).get(
        desk.address("edit", uuid.uuid4(), world.mia) + f"?like={draft.public_id}"
    )

    assert answer.status_code == 404
