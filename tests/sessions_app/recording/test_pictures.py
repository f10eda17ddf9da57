"""Photos and drawings: checked like every file, shown with the record, and frozen when it is signed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from children.file import store
from children.file.models import StoredFile
from sessions_app.recording.pictures.actions import MOST
from sessions_app.signed.signing import content_hash
from tests.factories import uploads
from tests.reading import markup, words

pytestmark = pytest.mark.usefixtures("unscoped")


def page(session):
    return reverse("sessions:pictures", args=[session.public_id])


def address(session, number=0):
    return reverse("sessions:picture", args=[session.public_id, session.pictures[number]["id"]])


@pytest.fixture
def add(desk):
    """add(draft) -> the answer to adding a drawing to it; the draft knows it afterwards."""

    def send(draft, content=None, name="drawing.jpg", **changes):
        file = SimpleUploadedFile(name, uploads.with_place() if content is None else content)
        sent = {"upload": file, "what": "drawing", "shows": "The rabbit in the garden", **changes}
        answer = desk.client.post(page(draft), sent)
        draft.refresh_from_db()
        return answer

    return send


def test_a_drawing_is_shown_before_and_after_signing(desk, add):
    draft = desk.draft()

    assert add(draft).status_code == 302

    said = "Kai’s drawing or writing: The rabbit in the garden"
    check = desk.client.get(reverse("sessions:check", args=[draft.public_id]))
    assert said in words(check)
    assert "Photo or drawing (1)" in words(desk.client.get(desk.address("edit", draft.public_id)))
    desk.sign(draft)
    record = desk.client.get(draft.get_absolute_url())
    assert said in words(record)
    assert f'<img src="{address(draft)}" alt="The rabbit in the garden"' in markup(record)
    shown = desk.client.get(address(draft))
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Content-Disposition"].startswith('inline; filename="document-')
    assert shown["Cache-Control"] == "no-store, private"
    assert uploads.AUTHOR.encode() not in shown.content  # as every file: nothing hidden in it


def test_what_is_signed_holds_the_hash_of_what_is_kept(desk, add):
    draft = desk.draft()
    without = content_hash(draft)
    add(draft)
    stored = StoredFile.objects.get()
    assert draft.pictures[0]["sha256"] == stored.sha256 == store.digest(store.read(stored))

    desk.sign(draft)

    draft.refresh_from_db()
    assert draft.signature.content_hash == content_hash(draft) != without


def test_after_signing_nothing_is_added_or_taken_off(desk, add):
    draft = desk.draft()
    add(draft)
    desk.sign(draft)

    for answer in (add(draft), desk.client.post(page(draft), {"take_off": draft.pictures[0]["id"]})):
        assert answer.url == draft.get_absolute_url()
    draft.refresh_from_db()
    assert len(draft.pictures) == 1


def test_a_picture_is_taken_off_a_draft_and_its_file_is_kept(desk, add):
    draft = desk.draft()
    add(draft)
    was = address(draft)

    for _twice in range(2):
        desk.client.post(page(draft), {"take_off": draft.pictures[0]["id"] if draft.pictures else "x"})
        draft.refresh_from_db()

    assert draft.pictures == []
    assert desk.client.get(was).status_code == 404
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"content": b"", "name": "a.jpg"}, "The selected file is empty"),
        ({"content": uploads.pdf(), "name": "a.pdf"}, "The selected file must be a photo"),
        ({"content": b"MZ" + b"0" * 300, "name": "a.jpg"}, "The selected file must be"),
        ({"shows": ""}, "Enter what it shows"),
        ({"what": ""}, "Select what it is"),
    ],
)
def test_what_is_no_picture_or_says_nothing_is_refused(desk, add, changes, said):
    draft = desk.draft()

    answer = add(draft, **changes)

    assert answer.status_code == 422
    assert said in words(answer)
    assert (draft.pictures, StoredFile.objects.count()) == ([], 0)


def test_a_record_holds_only_so_many(desk, add):
    draft, before = desk.draft(), set(store.keys())
    for _number in range(MOST):
        assert add(draft).status_code == 302

    answer = add(draft)

    assert answer.status_code == 422
    assert "Take one off first." in words(answer)
    assert (len(draft.pictures), StoredFile.objects.count()) == (MOST, MOST)
    assert len(set(store.keys()) - before) == MOST  # what was refused was taken away again


def test_a_drawing_of_a_draft_is_its_authors_and_the_managers(world, desk, add, signed_in):
    draft = desk.draft()
    add(draft)

    assert signed_in(world.jean).get(address(draft)).status_code == 200
    assert signed_in(world.jo).get(address(draft)).status_code == 404
    desk.sign(draft)
    assert signed_in(world.jo).get(address(draft)).status_code == 200
    assert signed_in(world.tom).get(address(draft)).status_code == 404


def test_a_picture_of_another_record_is_not_served_by_this_one(desk, add):
    one, other = desk.draft(), desk.draft()
    add(one)

    asked = reverse("sessions:picture", args=[other.public_id, one.pictures[0]["id"]])

    assert desk.client.get(asked).status_code == 404


def test_the_form_saves_first_and_leads_there(desk):
    answer = desk.write(finish="picture", voice=None, worry=None)

    assert answer.url.endswith("/pictures/")
