"""The page of a child's file, its forms, and the documents themselves, in the browser's terms."""

import datetime as dt
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from children.checklist.page import file_page
from children.file import actions, virus_scan
from children.file import store as file_store
from children.models import Chase, FileItem, FileSaid, FileVersion, StoredFile
from homes.audit import set_fields, system_user
from homes.dates import add_days
from homes.models import AccessEvent
from homes.templatetags.keywork_ui import kday
from homes.words import TERMS, speaking
from tests.compliance.judging import evaluate_home
from tests.factories import uploads as u
from tests.factories.about_me import ExplainedFactory
from tests.factories.care import CareEventFactory
from tests.factories.children import ChildFactory, PlacementFactory
from tests.factories.file import ChaseFactory, FileSaidFactory, FileVersionFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped", "store")]


@pytest.fixture
def store(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    return tmp_path


def url(name, world, *more):
    return reverse(name, args=[world.kai.public_id, *more])


def typed(world, **changes):
    return {"dated_on": world.today.isoformat(), **changes}


def chosen(content, name="plan.pdf"):
    return SimpleUploadedFile(name, content, content_type="text/html")  # what a browser claims is never asked


def words_of(client, address):
    return markup(client.get(address))


@pytest.fixture
def looked_after(world):
    set_fields(world.placements["kai"], by=system_user(), looked_after_since=add_days(world.today, -900))


# --- the page -----------------------------------------------------------------------------------


def test_the_page_says_how_each_document_stands(world, signed_in, looked_after):
    day = world.today
    FileVersionFactory(
        child=world.kai,
        home=world.maple,
        type="HOME_PLAN",
        dated_on=add_days(day, -20),
        review_due_on=add_days(day, 40),
        child_has_copy=False,
        note="Cooking is his goal",
    )
    FileVersionFactory(
        child=world.kai, home=world.maple, type="HOME_PLAN", dated_on=add_days(day, -90), note="The first one"
    )
    FileVersionFactory(
        child=world.kai,
        home=world.maple,
        type="HEALTH",
        dated_on=add_days(day, -90),
        review_due_on=add_days(day, -10),
        authored_by="Nurse, Maple surgery",
        child_has_copy=True,
        explained_on=add_days(day, -80),
        explained_by_name="Sam Okafor",
    )
    ChaseFactory(
        child=world.kai, home=world.maple, about="PLACEMENT_LA", asked_on=add_days(day, -3), whom="Ms Grey"
    )
    page = words_of(signed_in(world.sam), url("compliance:file", world))

    for words in (
        "Kai’s file",
        "Not given yet",
        "Review due",
        "was due",
        "Given and explained",
        "Nurse, Maple surgery",
        "asked Ms Grey on",
        "Cooking is his goal",
        "The first one",
        "Sam Okafor explained it to Kai",
        "Ours to do",
        "Theirs to do, ours to chase",
        "need someone",
        "How we count this",
        "Print this page",
        "Note that we asked",
    ):
        assert words in page, words
    assert AccessEvent.objects.filter(what="file", child_id=world.kai.pk).count() == 1


def page_for(reader, child, access_of):
    with speaking(TERMS):  # as a request is
        return file_page(child, access=access_of(reader))


def test_the_page_agrees_with_the_flags(world, looked_after, access_of):
    """What the page calls missing or out of review is overdue by a rule, wherever a rule asks for it here."""
    day = world.today
    FileVersionFactory(
        child=world.kai,
        home=world.maple,
        type="CARE_PLAN",
        dated_on=add_days(day, -90),
        review_due_on=add_days(day, -1),
    )
    FileVersionFactory(
        child=world.kai,
        home=world.maple,
        type="BEHAVIOUR",
        dated_on=add_days(day, -90),
        review_due_on=add_days(day, -1),
    )
    FileVersionFactory(child=world.kai, home=world.maple, type="HEALTH", dated_on=add_days(day, -400))
    FileVersionFactory(
        child=world.kai, home=world.maple, type="HOME_PLAN", dated_on=add_days(day, -400), child_has_copy=True
    )
    page = page_for(world.sam, world.kai, access_of)
    owed = {line.document.code for line in page.lines if line.judged.owed}
    flags = [f for f in evaluate_home(world.maple.pk, day) if f.child_id == world.kai.pk and f.due_on < day]
    codes = {flag.rule_code for flag in flags}

    assert {"CARE_PLAN", "BEHAVIOUR", "HEALTH", "HOME_PLAN", "PLACEMENT_LA", "CONSENT", "SW_REPORT"} <= owed
    assert {"FILE-ASK", "FILE-REVIEW", "HP-STALE", "PP-HOME", "PP-LA", "CONSENT"} <= codes
    for type in owed - {"PEP", "GUIDE"}:  # other topics ask for these
        FileVersionFactory(
            child=world.kai,
            home=world.maple,
            type=type,
            dated_on=day,
            review_due_on=add_days(day, 60),
            child_has_copy=True,
        )

    page = page_for(world.sam, world.kai, access_of)
    assert {line.document.code for line in page.lines if line.needs_someone} == {"PEP", "GUIDE"}
    later = {f.rule_code for f in evaluate_home(world.maple.pk, day) if f.child_id == world.kai.pk}
    assert not later & {"FILE-ASK", "FILE-MISSING", "FILE-REVIEW", "FILE-COPY", "PP-LA", "CONSENT", "PP-HOME"}


def test_a_full_file_costs_what_one_document_does(world, signed_in, looked_after):
    """Who may put something right is asked once there is something: one question, however much there is."""
    client = signed_in(world.sam)
    address = url("compliance:file", world)

    def cost(where):
        client.get(where)  # whoever comes first sweeps
        with CaptureQueriesContext(connection) as captured:
            client.get(where)
        return len(captured)

    cost(address)
    empty, card = cost(address), cost(url("compliance:child", world))
    FileVersionFactory(
        child=world.kai, home=world.maple, type="HOME_PLAN", dated_on=add_days(world.today, -30)
    )
    one = cost(address)
    for ago in range(30):
        for type in ("HOME_PLAN", "CARE_PLAN", "SPECIALIST"):
            FileVersionFactory(
                child=world.kai, home=world.maple, type=type, dated_on=add_days(world.today, -ago)
            )
        ChaseFactory(child=world.kai, home=world.maple, about="EHCP", asked_on=add_days(world.today, -ago))

    assert (empty, one, cost(address)) == (16, 17, 17)
    assert cost(url("compliance:child", world)) == card == 30


def test_the_card_on_the_childs_page(world, signed_in, looked_after):
    FileVersionFactory(
        child=world.kai, home=world.maple, type="HOME_PLAN", dated_on=world.today, child_has_copy=True
    )

    page = words_of(signed_in(world.sam), url("compliance:child", world))

    assert "in date" in page
    assert "need someone" in page
    assert url("compliance:file", world) in page
    assert url("children:add_plan", world, "health") in page


def test_a_child_who_moved_on_is_read_only_and_shows_what_is_kept_here(world, signed_in):
    FileVersionFactory(
        child=world.kai,
        home=world.maple,
        type="HOME_PLAN",
        dated_on=add_days(world.today, -50),
        kept_where="Blue folder",
    )
    FileSaidFactory(
        child=world.kai, home=world.maple, type="EHCP", applies="no", reason="Said elsewhere since"
    )
    set_fields(world.placements["kai"], by=system_user(), moved_on_on=add_days(world.today, -1))
    PlacementFactory(child=world.kai, home=world.oak, moved_in_on=add_days(world.today, -1))
    FileVersionFactory(
        child=world.kai, home=world.oak, type="HEALTH", dated_on=world.today, kept_where="Green folder"
    )

    page = words_of(signed_in(world.jean), url("compliance:file", world))
    theirs = words_of(signed_in(world.tom), url("compliance:file", world))

    assert "What is kept here" in page
    assert "Blue folder" in page
    assert "Add new version" not in page
    for words in ("Green folder", "Said elsewhere since"):
        assert words not in page
        assert words in theirs
    assert "Blue folder" in theirs  # the whole file goes with the child
    assert words_of(signed_in(world.sam), url("compliance:file", world)).count("Green folder") == 0


def test_an_expected_child_has_a_file_nothing_of_which_is_late(world, signed_in, access_of):
    eli = ChildFactory(known_as="Eli", home=world.maple)
    PlacementFactory(child=eli, home=world.maple, moved_in_on=None, expected_on=add_days(world.today, 8))

    page = page_for(world.sam, eli, access_of)

    assert {line.judged.state for line in page.lines} <= {"due", "does_not_apply", "in_date", "not_yet"}


@pytest.mark.parametrize("who", ["nell", "idris"])
def test_inspectors_and_the_responsible_individual_read_and_write_nothing(world, signed_in, who):
    version = FileVersionFactory(child=world.kai, home=world.maple, type="HOME_PLAN", dated_on=world.today)
    client = signed_in(getattr(world, who))
    before = (FileVersion.objects.count(), FileItem.objects.count(), Chase.objects.count())

    assert client.get(url("compliance:file", world)).status_code == 200
    for name in ("children:add_plan", "children:document_applies", "children:chase"):
        assert (
            client.post(url(name, world, "health"), typed(world, whom="x", applies="no")).status_code == 403
        )
    assert client.post(reverse("children:copy_given", args=[version.public_id])).status_code == 403
    assert before == (FileVersion.objects.count(), FileItem.objects.count(), Chase.objects.count())


# --- adding -------------------------------------------------------------------------------------


@pytest.mark.parametrize("type", ["care_plan", "pep", "consent", "review_minutes", "adoption"])
def test_a_version_of_any_document_is_added_with_its_file(world, signed_in, type):
    client = signed_in(world.sam)
    form = words_of(client, url("children:add_plan", world, type))
    assert 'enctype="multipart/form-data"' in form

    answer = client.post(
        url("children:add_plan", world, type),
        typed(
            world,
            file=chosen(u.pdf(u.signed_by_author), "../../Kai Smith.pdf"),
            authored_by="Northshire Council",
            child_has_copy="yes",
            explained_by=str(world.jo.public_id),
        ),
    )

    assert answer["Location"] == url("compliance:file", world)
    version = FileVersion.objects.get()
    assert (version.item.type, version.child_has_copy, version.explained_on) == (
        type.upper(),
        True,
        world.today,
    )
    assert (version.explained_by, version.added_by, version.authored_by) == (
        world.jo,
        world.sam,
        "Northshire Council",
    )
    page = words_of(client, url("compliance:file", world))
    assert reverse("children:document", args=[version.stored.public_id]) in page


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"<html><script>", "plan.pdf", "must be a PDF, Word document or photo (JPG, PNG, HEIC or WebP)"),
        (b"", "plan.pdf", "The selected file is empty"),
        (b"%PDF-" + b"x" * (10 * 1024 * 1024), "plan.pdf", "The selected file must be smaller than 10MB"),
    ],
)
def test_a_file_that_is_not_taken_says_why_and_keeps_what_was_typed(
    world, signed_in, content, name, words, store
):
    answer = signed_in(world.sam).post(
        url("children:add_plan", world, "pep"),
        typed(world, file=chosen(content, name), note="A whole page of words"),
    )

    assert answer.status_code == 422
    page = markup(answer)
    assert words in page
    assert "A whole page of words" in page
    assert FileVersion.objects.count() == StoredFile.objects.count() == len(list(file_store.keys())) == 0


def test_the_form_names_what_is_taken(world, signed_in):
    form = words_of(signed_in(world.sam), url("children:add_plan", world, "pep"))

    assert 'accept=".pdf,.docx,.jpg,.jpeg,.png,.heic,.heif,.webp"' in form
    assert "or a photo (JPG, PNG, HEIC or WebP) up to 30MB" in form


def test_what_was_changed_in_a_file_is_said_at_once_and_stays_beside_it(world, signed_in):
    client = signed_in(world.sam)
    photo = SimpleUploadedFile("IMG_1.HEIC", u.heic_with_place())
    said = "The picture was turned into a kind that every computer opens."

    page = client.post(url("children:add_plan", world, "pep"), typed(world, file=photo), follow=True)

    assert page.content.decode().count(said) == 2  # what was done, and the line of the version
    assert words_of(client, url("compliance:file", world)).count(said) == 1
    version = FileVersion.objects.get()
    assert (version.stored.kind, version.stored.changes) == ("jpg", ["converted"])
    history = signed_in(world.jean).get(url("compliance:child_history", world)).content.decode()
    assert said in history


def test_a_double_click_makes_one_version_and_one_file(world, signed_in):
    client = signed_in(world.sam)
    answers = [
        client.post(url("children:add_plan", world, "pep"), typed(world, file=chosen(u.pdf())))
        for _click in range(2)
    ]

    assert [answer.status_code for answer in answers] == [302, 422]
    assert FileVersion.objects.count() == StoredFile.objects.count() == len(list(file_store.keys())) == 1


def test_the_thirty_first_file_in_ten_minutes_waits(world, signed_in, monkeypatch):
    monkeypatch.setattr(actions, "MOST_UPLOADS", 1)
    client = signed_in(world.sam)
    client.post(url("children:add_plan", world, "pep"), typed(world, file=chosen(u.pdf())))

    answer = client.post(url("children:add_plan", world, "risk"), typed(world, file=chosen(u.pdf())))
    without = client.post(url("children:add_plan", world, "risk"), typed(world))

    assert answer.status_code == 422
    assert "Wait 10 minutes" in markup(answer)
    assert without.status_code == 302


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (b"stream: OK\0", 302, ""),
        (b"stream: Eicar-Signature FOUND\0", 422, "The virus scanner found something"),
        (b"INSTREAM size limit exceeded. ERROR\0", 422, "cannot be checked for viruses just now"),
        (None, 422, "cannot be checked for viruses just now"),
    ],
)
def test_a_virus_scanner_decides_and_without_its_answer_nothing_is_kept(
    world, signed_in, settings, monkeypatch, answer, status, words
):
    sent = []

    class Line:
        def __enter__(self):
            return self

        def __exit__(self, *error):
            return None

        def sendall(self, piece):
            sent.append(piece)

        def recv(self, size):
            return answer

    def connected(address):
        if answer is None:
            raise ConnectionRefusedError
        return Line()

    settings.CLAMD_ADDRESS = "scanner:3310"
    monkeypatch.setattr(virus_scan, "_connected", connected)
    content = u.pdf()

    response = signed_in(world.sam).post(
        url("children:add_plan", world, "pep"), typed(world, file=chosen(content), note="My words")
    )

    assert response.status_code == status
    if status == 422:
        page = markup(response)
        assert words in page
        assert "My words" in page
        assert StoredFile.objects.count() == 0
    if answer is not None:
        assert sent[0] == b"zINSTREAM\0"
        assert sent[-1] == b"\0\0\0\0"
        assert b"".join(sent)[14:-4] == content


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"dated_on": ""}, "Enter the date on the plan"),
        ({"received_on": "1999-01-01"}, "Received on must be the same as or after the date on the plan"),
        ({"child_has_copy": "reason"}, "Enter why there is no copy"),
        (
            {"child_has_copy": "yes", "explained_on": "1999-01-01"},
            "Explained on must be the same as or after",
        ),
    ],
)
def test_mistakes_are_named(world, signed_in, changes, words):
    answer = signed_in(world.sam).post(url("children:add_plan", world, "pep"), typed(world, **changes))

    assert answer.status_code == 422
    assert words in markup(answer)


def test_what_the_answer_does_not_speak_of_is_left_out(world, signed_in):
    body = typed(
        world, child_has_copy="no", explained_on=world.today.isoformat(), no_copy_reason="typed before"
    )
    signed_in(world.sam).post(url("children:add_plan", world, "pep"), body)

    version = FileVersion.objects.get()
    assert (version.child_has_copy, version.explained_on, version.no_copy_reason) == (False, None, "")


# --- the other forms ----------------------------------------------------------------------------


def test_a_document_that_does_not_apply_needs_a_reason(world, signed_in):
    client, address = signed_in(world.jean), url("children:document_applies", world, "placement_la")

    assert client.post(address, {"applies": "no"}).status_code == 422
    assert client.post(address, {"applies": "no", "reason": "Short breaks"})["Location"] == url(
        "compliance:file", world
    )
    again = client.post(address, {"applies": "no", "reason": "Short breaks"})

    assert again.status_code == 422
    assert "That is already noted." in markup(again)
    assert 'value="no"' in words_of(client, address)
    assert FileSaid.objects.get().reason == "Short breaks"
    page = words_of(client, url("compliance:file", world))
    assert f"Does not apply, from {kday(world.today)}: Short breaks (Jean Ward)" in page
    assert "Does not apply. Does not apply" not in page


def test_that_it_does_not_apply_is_for_a_manager_to_say(world, signed_in):
    client, address = signed_in(world.sam), url("children:document_applies", world, "placement_la")

    assert 'value="no"' not in words_of(client, address)
    answer = client.post(address, {"applies": "no", "reason": "Short breaks"})

    assert answer.status_code == 422
    assert "That it does not apply is for a manager to say." in markup(answer)
    assert "Short breaks" in markup(answer)
    assert FileSaid.objects.count() == 0


@pytest.mark.parametrize("document", ["health", "home_plan", "risk", "chronology", "guide", "consent"])
def test_what_every_child_has_is_not_left_out_by_a_manager_either(world, signed_in, document):
    client, address = signed_in(world.jean), url("children:document_applies", world, document)

    assert 'value="no"' not in words_of(client, address)
    answer = client.post(address, {"applies": "no", "reason": "Short stay"})

    assert answer.status_code == 422
    assert "Every child has this document. Add it, or say “not yet” and until when." in markup(answer)
    assert FileSaid.objects.count() == 0


@pytest.mark.parametrize(
    ("until", "words"),
    [
        ("", "Enter until when, at most 28 days ahead"),
        (29, "Until must be within 28 days. Say it again then, if need be."),
        (-1, "Until must be today or in the future"),
    ],
)
def test_not_yet_asks_until_when(world, signed_in, until, words):
    client, address = signed_in(world.sam), url("children:document_applies", world, "risk")
    day = "" if until == "" else add_days(world.today, until).isoformat()

    answer = client.post(address, {"applies": "not_yet", "until_on": day, "reason": "Kai is away"})

    assert answer.status_code == 422
    assert words in markup(answer)
    assert "Kai is away" in markup(answer)


def test_not_yet_stands_on_the_page_with_who_said_it_and_until_when(world, signed_in):
    client, until = signed_in(world.sam), add_days(world.today, 20)
    said = {"applies": "not_yet", "until_on": until.isoformat(), "reason": "Kai is away"}
    client.post(url("children:document_applies", world, "risk"), said)
    client.post(url("children:document_applies", world, "consent"), said)

    page = words_of(client, url("compliance:file", world))

    told = f"Said on {kday(world.today)}: not yet, until {kday(until)}: Kai is away (Sam Okafor)"
    assert page.count(told) == 2
    moved_in = kday(world.placements["kai"].moved_in_on)
    assert f"{told} It was to be there by {moved_in} all the same." in re.sub(
        r"\s+", " ", page
    )  # consents: law


def test_noting_that_we_asked(world, signed_in):
    client, address = signed_in(world.sam), url("children:chase", world, "care_plan")
    body = {"whom": "Ms Grey", "asked_on": world.today.isoformat(), "how": "email", "answer": "Next week"}

    client.post(address, body)
    client.post(address, body)
    assert client.post(address, {**body, "whom": ""}).status_code == 422
    tomorrow = (world.today + dt.timedelta(days=1)).isoformat()
    assert client.post(address, {**body, "asked_on": tomorrow}).status_code == 422

    chase = Chase.objects.get()
    assert (chase.whom, chase.asked_by_name, chase.how, chase.answer) == (
        "Ms Grey", "Sam Okafor", "email", "Next week",
    )  # fmt: skip


def test_noting_the_copy(world, signed_in):
    version = FileVersionFactory(
        child=world.kai, home=world.maple, type="HOME_PLAN", dated_on=world.today, child_has_copy=False
    )
    client, address = signed_in(world.sam), reverse("children:copy_given", args=[version.public_id])

    assert client.post(address, {}).status_code == 422
    answer = client.post(address, {"child_has_copy": "yes", "explained_by": str(world.sam.public_id)})

    assert answer["Location"] == url("compliance:file", world)
    version.refresh_from_db()
    assert (version.child_has_copy, version.explained_on, version.explained_by_name) == (
        True,
        world.today,
        "Sam Okafor",
    )
    assert client.post(address, {"child_has_copy": "copy"}).status_code == 422


def test_an_unknown_document_and_another_homes_version_are_not_found(world, signed_in):
    theirs = FileVersionFactory(child=world.una, home=world.elm, type="HEALTH", dated_on=world.today)

    client = signed_in(world.sam)

    assert client.get(url("children:chase", world, "secret")).status_code == 404
    assert client.get(reverse("children:copy_given", args=[theirs.public_id])).status_code == 404


# --- the documents ------------------------------------------------------------------------------


@pytest.fixture
def stored(world, signed_in):
    body = typed(world, file=chosen(u.with_place(), "Kai Smith.jpg"))
    signed_in(world.sam).post(url("children:add_plan", world, "pep"), body)
    return StoredFile.objects.get()


def test_a_document_is_a_download_that_names_nobody(world, signed_in, stored):
    answer = signed_in(world.jean).get(reverse("children:document", args=[stored.public_id]))

    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="document-{stored.public_id.hex[:8]}.jpg"'
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.content == file_store.read(stored)
    assert u.AUTHOR.encode() not in answer.content
    looked = AccessEvent.objects.get(what="document")
    assert (looked.child_id, looked.home_id, looked.object_id) == (world.kai.pk, world.maple.pk, stored.pk)


def test_another_homes_people_get_404(world, signed_in, stored):
    address = reverse("children:document", args=[stored.public_id])

    for who in ("tom", "ama", "una_worker", "elm_manager", "gone", "pat"):
        assert signed_in(getattr(world, who)).get(address).status_code == 404, who
    assert AccessEvent.objects.filter(what="document").count() == 0


def test_a_file_that_is_gone_is_404_and_the_check_says_so(world, signed_in, stored, store, caplog):
    def says():
        out = io.StringIO()
        try:
            call_command("check_files", stdout=out)
        except SystemExit as stop:
            return stop.code, out.getvalue()
        return 0, out.getvalue()

    assert says() == (0, "1 file, all as stored.\n")
    (store / "aa").mkdir(exist_ok=True)
    (store / "aa" / "stray").write_bytes(b"x")
    (store / stored.key).write_bytes(b"changed")
    code, words = says()
    assert code == 1
    assert "file without a row: aa/stray" in words
    assert f"changed since it was stored: {stored.public_id}" in words
    (store / stored.key).unlink()
    assert f"row without a file: {stored.public_id}" in says()[1]
    answer = signed_in(world.sam).get(reverse("children:document", args=[stored.public_id]))
    assert answer.status_code == 404
    assert "Kai" not in caplog.text


def test_what_another_page_says_is_done_is_not_missing(world, signed_in):
    """The Guide explained, and a meeting about the education plan: no paper in the file, and nothing is asked for."""
    page = url("compliance:file", world)
    set_fields(
        world.placements["kai"], by=world.jean, looked_after_since=world.today - dt.timedelta(days=700)
    )
    before = {line.document.code: line for line in signed_in(world.sam).get(page).context["page"].lines}

    ExplainedFactory(placement=world.placements["kai"], kind="guide", given_on=world.today)
    CareEventFactory(child=world.kai, home=world.maple, kind="pep_meeting", happened_on=world.today)

    after = {line.document.code: line for line in signed_in(world.sam).get(page).context["page"].lines}
    assert (before["GUIDE"].judged.owed, after["GUIDE"].judged.owed) == (True, False)
    assert (before["PEP"].judged.owed, after["PEP"].judged.owed) == (True, False)
    assert after["GUIDE"].words.startswith("Given on")
    assert after["PEP"].words.startswith("Met on")


def test_a_health_plan_older_than_the_assessment_is_to_be_made_anew(world, signed_in):
    FileVersionFactory(child=world.kai, home=world.maple, type="HEALTH", dated_on=add_days(world.today, -100))
    CareEventFactory(
        child=world.kai, home=world.maple, kind="health_assessment", happened_on=add_days(world.today, -60)
    )

    lines = signed_in(world.sam).get(url("compliance:file", world)).context["page"].lines

    health = next(line for line in lines if line.document.code == "HEALTH")
    flag = next(
        f
        for f in evaluate_home(world.maple.pk, world.today)
        if f.rule_code == "HP-STALE" and f.child == world.kai
    )
    assert (health.words, health.judged.on) == ("Review due", flag.due_on)
