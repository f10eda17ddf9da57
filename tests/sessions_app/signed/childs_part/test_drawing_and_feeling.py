"""How it was, and what the child drew: kept as it was made, shown beside the record, never counted."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from homes.models import AccessEvent
from sessions_app.models import ChildsPart
from tests.factories import uploads as u
from tests.factories.sessions import KeyWorkSessionFactory
from tests.reading import markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def turn(world, desk):
    """turn(**answers) -> what the child's page answers, on a tablet that was handed over with a signed record."""
    record = KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)
    desk.client.post(reverse("sessions:hand_to_child", args=[record.public_id]), {"do": "hand"})

    def send(**answers):
        address = reverse("sessions:childs_turn", args=[record.public_id])
        return desk.client.post(address, {"answer": "read", **answers})

    send.record = record
    return send


def drawn(kind="PNG", name="drawing.png"):
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), "white").save(picture, kind)
    return SimpleUploadedFile(name, picture.getvalue())


@pytest.mark.parametrize(("chosen", "kept"), [("not_good", "not_good"), ("skip", ""), ("", "")])
def test_a_feeling_is_chosen_or_not(turn, chosen, kept):
    assert turn(feeling=chosen).status_code == 302

    assert ChildsPart.objects.get().feeling == kept


def test_the_page_offers_words_with_their_faces_and_a_way_past(world, desk, turn):
    page = markup(desk.client.get(reverse("sessions:childs_turn", args=[turn.record.public_id])))

    assert [f'value="{one}"' in page for one in ("good", "ok", "not_good", "other", "skip")] == [True] * 5
    assert "checked" not in page
    assert 'id="turn-read"' in page and "hidden>Read it to me" in page
    assert "<script" in page and "childs_turn.js" in page


def test_a_drawing_is_checked_kept_and_shown_beside_the_record(world, desk, signed_in, turn):
    assert turn(drawing=drawn()).status_code == 302

    part = ChildsPart.objects.select_related("drawing").get()
    assert (part.drawing.kind, part.drawing.child, part.drawing.home) == ("png", world.kai, world.maple)
    address = reverse("sessions:childs_drawing", args=[part.public_id])
    jo = signed_in(world.jo)
    page = markup(jo.get(turn.record.get_absolute_url()))
    assert f'src="{address}" alt="Kai’s drawing"' in page
    picture = jo.get(address)
    assert picture["Content-Type"] == "image/png"
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert picture["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert Image.open(io.BytesIO(picture.content)).size == (30, 20)
    assert AccessEvent.objects.filter(what="document", object_id=part.pk, user_id=world.jo.pk).count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"<svg onload=alert(1)>", "must be"), (u.pdf(), "Choose a photo, or draw on the page")],
)
def test_what_is_no_picture_is_not_kept_and_the_words_stay(turn, content, said):
    answer = turn(words="I drew my bike", drawing=SimpleUploadedFile("drawing.png", content))

    assert answer.status_code == 422
    assert "I drew my bike" in markup(answer) and said in words(answer)
    assert ChildsPart.objects.count() == 0


def test_another_home_sees_no_drawing_and_a_part_without_one_has_none(world, signed_in, turn):
    turn(drawing=drawn())
    turn()
    with_one, without = ChildsPart.objects.order_by("pk")

    drawing = [reverse("sessions:childs_drawing", args=[one.public_id]) for one in (with_one, without)]

    assert signed_in(world.una_worker).get(drawing[0]).status_code == 404
    assert signed_in(world.jo).get(drawing[1]).status_code == 404


def test_while_the_tablet_is_handed_over_no_drawing_opens(desk, turn):
    turn(drawing=drawn())
    address = reverse("sessions:childs_drawing", args=[ChildsPart.objects.get().public_id])

    assert desk.client.get(address)["Location"] == reverse(
        "sessions:childs_turn", args=[turn.record.public_id]
    )
