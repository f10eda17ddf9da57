"""A report from its draft to what is handed over: written, changed by two, finished, frozen, put right, thrown away."""

import datetime as dt
import io
import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from pypdf import PdfReader

from homes import dates
from homes.audit import record_change
from homes.models import AccessEvent
from sessions_app.actions import void_session
from sessions_app.models import KeyWorkReport
from sessions_app.strip.reports.actions import UnableToReport, content_hash, finish_report
from tests.factories.review import KeyWorkReportFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import PASSWORD
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def report(world):
    def make(**said):
        about = {"placement": world.placements["kai"], "writer": world.sam, "to_on": world.today}
        return KeyWorkReportFactory(**{**about, **said})

    return make


def at(name, report):
    return reverse(f"sessions:{name}", args=[report.public_id])


def parts(report, **changed):
    stored = {name: getattr(report, name) for name in KeyWorkReport.PARTS}
    return {**stored, "version": report.version, **changed}


def finishing(report, **changed):
    return {"given_to": "Ms Khan", "read": "on", "password": PASSWORD, "version": report.version, **changed}


# --- starting --------------------------------------------------------------------------------------


def test_it_begins_with_four_weeks_or_the_day_after_the_last_one(world, signed_in, report):
    sam, new = signed_in(world.sam), reverse("sessions:report_new", args=[world.kai.public_id])
    weeks_ago = (world.today - dt_days(27)).isoformat()
    assert f'name="from_on" value="{weeks_ago}"' in sam.get(new).text

    report(finished=True, to_on=world.today - dt_days(10))

    assert f'name="from_on" value="{(world.today - dt_days(9)).isoformat()}"' in sam.get(new).text


def dt_days(number):

    return dt.timedelta(days=number)


def test_it_is_drafted_from_the_records_and_opens_to_be_written(world, signed_in):
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, small_steps="He sang."
    )
    sam, new = signed_in(world.sam), reverse("sessions:report_new", args=[world.kai.public_id])
    asked = {"from_on": world.today.isoformat(), "to_on": world.today.isoformat(), "whom": "review"}

    answer = sam.post(new, asked, follow=True)

    made = KeyWorkReport.objects.get()
    assert answer.redirect_chain[-1][0] == at("report_edit", made)
    assert (made.writer, made.whom, made.is_draft) == (world.sam, "review", True)
    assert "He sang. [1]" in answer.text and "Records it is made from" in answer.text
    later = {**asked, "from_on": (world.today + dt_days(1)).isoformat()}
    assert "From must be today or in the past" in sam.post(new, later).text
    long_ago = {**asked, "from_on": (world.today - dt_days(366)).isoformat()}
    assert "Choose a year at the most" in sam.post(new, long_ago).text


# --- who reads it ----------------------------------------------------------------------------------


def test_a_draft_is_its_writers_and_the_managers(world, signed_in, report):
    draft = report(went_well="He sang.")
    for person in (world.sam, world.jean):
        assert "He sang." in signed_in(person).get(at("report", draft)).text
        assert signed_in(person).get(at("report_edit", draft)).status_code == 200
    for person in (world.jo, world.idris, world.nell, world.elm_manager):
        for page in ("report", "report_for_child", "report_pdf", "report_edit", "report_finish"):
            assert signed_in(person).get(at(page, draft)).status_code == 404
    listed = reverse("sessions:reports", args=[world.kai.public_id])
    assert "Drafts" in signed_in(world.sam).get(listed).text
    assert "Drafts" not in signed_in(world.nell).get(listed).text
    assert "Drafts" not in signed_in(world.jo).get(listed).text


def test_what_is_finished_is_read_by_whoever_reads_the_child_and_changed_by_nobody(world, signed_in, report):
    done = report(finished=True, went_well="He sang.")
    for person in (world.jo, world.idris, world.nell, world.jean):
        answer = signed_in(person).get(at("report", done))
        assert "He sang." in answer.text and "Change the words" not in answer.text
    assert signed_in(world.elm_manager).get(at("report", done)).status_code == 404
    for page in ("report_edit", "report_finish", "report_throw_away"):
        assert signed_in(world.sam).post(at(page, done), parts(done)).status_code == 403


# --- changing --------------------------------------------------------------------------------------


def test_the_words_are_changed_and_kept_in_history(world, signed_in, report):
    draft = report()

    signed_in(world.jean).post(at("report_edit", draft), parts(draft, went_well="He sang and danced."))

    draft.refresh_from_db()
    assert (draft.went_well, draft.version) == ("He sang and danced.", 2)
    assert draft.history.latest().history_user == world.jean


def test_who_saves_second_is_told_keeps_the_words_and_sees_what_is_stored(world, signed_in, report):
    draft = report(went_well="He sang.")
    signed_in(world.jean).post(at("report_edit", draft), parts(draft, went_well="Jean’s words."))

    answer = signed_in(world.sam).post(at("report_edit", draft), parts(draft, went_well="Sam’s words."))

    assert answer.status_code == 409
    read = words(answer)
    assert "This report was changed by somebody else while you wrote. Yours is not saved yet." in read
    assert "What Jean Ward saved at" in read and "Jean’s words." in read and "Sam’s words." in read
    draft.refresh_from_db()
    assert draft.went_well == "Jean’s words."
    version = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    again = parts(draft, went_well="Sam’s words.", version=version)
    assert signed_in(world.sam).post(at("report_edit", draft), again).status_code == 302
    draft.refresh_from_db()
    assert draft.went_well == "Sam’s words."


def test_a_refused_form_keeps_what_was_typed(world, signed_in, report):
    draft = report()

    answer = signed_in(world.sam).post(at("report_edit", draft), parts(draft, said="x" * 100_001, version=""))

    assert answer.status_code == 422 and "x" * 100_001 in answer.text
    assert "1 character too long" in answer.text


# --- finishing -------------------------------------------------------------------------------------


def test_finishing_freezes_it_with_who_when_for_whom_and_a_hash(world, signed_in, report):
    draft = report(went_well="He sang.")

    answer = signed_in(world.sam).post(at("report_finish", draft), finishing(draft), follow=True)

    draft.refresh_from_db()
    assert draft.is_finished and draft.given_to == "Ms Khan"
    assert (draft.finished_by_name, draft.finished_by_title) == ("Sam Okafor", "Key worker")
    assert draft.content_hash == content_hash(draft) and len(draft.content_hash) == 64
    assert "It is not sent by Keywork" in answer.text
    for change in ({"went_well": "He"}, {"given_to": "Mr Khan"}, {"finished_by_title": "Chef"}):
        other = KeyWorkReport.objects.get(pk=draft.pk)
        for name, value in change.items():
            setattr(other, name, value)
        assert content_hash(other) != draft.content_hash, change


@pytest.mark.parametrize("missing", ["given_to", "read", "password", "version"])
def test_it_is_not_finished_without(world, signed_in, report, missing):
    draft = report()

    assert (
        signed_in(world.sam).post(at("report_finish", draft), finishing(draft, **{missing: ""})).status_code
        == 422
    )
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_wrong_password_finishes_nothing(world, signed_in, report):
    draft = report()

    answer = signed_in(world.sam).post(at("report_finish", draft), finishing(draft, password="wrong"))

    assert "Password does not match." in answer.text and "Your report is saved as a draft" in answer.text
    draft.refresh_from_db()
    assert draft.is_draft


def test_nobody_finishes_words_they_have_not_seen_or_leaves_the_reflection_out(world, signed_in, report):
    draft, empty = report(), report(reflection=" ", whom="review")
    sam, before = signed_in(world.sam), finishing(draft)
    signed_in(world.jean).post(at("report_edit", draft), parts(draft, went_well="Changed."))

    assert "This report was changed by somebody else" in words(sam.post(at("report_finish", draft), before))
    assert "Write what you make of these weeks" in words(
        sam.post(at("report_finish", empty), finishing(empty))
    )
    assert {one.is_draft for one in KeyWorkReport.objects.all()} == {True}


def test_a_line_whose_record_is_void_is_taken_out_first(world, signed_in, report):
    record = KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, small_steps="He sang."
    )
    source = {
        "n": 1,
        "record": str(record.public_id),
        "day": "2026-02-02",
        "what": "A walk",
        "by": "Sam",
        "notes": [],
    }
    draft = report(went_well="He sang. [1]", sources=[source])
    void_session(record, by=world.jean, now=record.signed_at, reason="Wrong child")
    sam = signed_in(world.sam)

    assert "This record is void now" in words(sam.get(at("report", draft)))
    assert "The record behind [1] is void now" in words(
        sam.post(at("report_finish", draft), finishing(draft))
    )
    sam.post(at("report_edit", draft), parts(draft, went_well=""))
    draft.refresh_from_db()
    sam.post(at("report_finish", draft), finishing(draft))
    draft.refresh_from_db()
    assert draft.is_finished and draft.sources == []


def test_what_is_finished_is_changed_neither_by_the_orm_nor_by_sql(world, report):
    done = report(finished=True)
    table = KeyWorkReport._meta.db_table

    done.went_well = "Something else"
    with pytest.raises(DatabaseError), transaction.atomic():
        record_change(done, by=world.sam)
    for statement in (
        f"update {table} set went_well = 'x'", f"update {table} set status = 'draft'",
        f"update {table} set status = 'void'", f"delete from {table}",
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    done.refresh_from_db()
    assert done.is_finished and done.went_well == ""


def test_finished_twice_is_finished_once(world, report):
    draft = report()
    again = {"by": world.sam, "now": world.sam.created_at, "version": 1, "given_to": "Ms Khan"}

    finish_report(draft, **again)
    finish_report(draft, **again)

    assert draft.history.count() == 2


# --- afterwards ------------------------------------------------------------------------------------


def test_a_correction_is_a_new_report_that_names_the_one_before_it(world, signed_in, report):
    done, sam = report(finished=True, went_well="He sang."), signed_in(world.sam)

    answers = [sam.post(at("report_correct", done)) for _click in range(2)]

    new = KeyWorkReport.objects.get(corrects=done)
    assert {answer["Location"] for answer in answers} == {at("report_edit", new)}
    assert (new.went_well, new.is_draft) == ("He sang.", True)
    sam.post(at("report_finish", new), finishing(new))
    assert "This report puts right the one of" in words(sam.get(at("report", new)))
    assert "A newer report puts this one right." in words(sam.get(at("report", done)))


def test_a_draft_is_thrown_away_and_its_history_stays(world, signed_in, report):
    draft, sam = report(), signed_in(world.sam)

    sam.post(at("report_throw_away", draft))

    draft.refresh_from_db()
    assert draft.status == "void" and draft.history.count() == 2
    listed = reverse("sessions:reports", args=[world.kai.public_id])
    assert at("report", draft) not in sam.get(listed).text
    assert "Thrown away" in sam.get(at("report", draft)).text
    assert sam.get(at("report_edit", draft)).status_code == 403
    history = reverse("compliance:child_history", args=[world.kai.public_id])
    assert "Draft of a report thrown away" in words(signed_in(world.jean).get(history))
    assert "draft of a report" not in words(signed_in(world.jo).get(history)).lower()


# --- the PDF ---------------------------------------------------------------------------------------


def test_the_pdf_is_tagged_names_the_child_nowhere_outside_and_is_logged(world, signed_in, report):
    done = report(finished=True, went_well="Kai sang Zoë’s song.")

    answer = signed_in(world.nell).get(at("report_pdf", done))

    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF-")
    name = f"key-work-report-{done.from_on}-to-{done.to_on}.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    pdf = PdfReader(io.BytesIO(answer.content))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "en-gb" and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert (pdf.metadata.title, "Kai" in str(pdf.metadata)) == ("Report of time together", False)
    assert "Kai sang Zoë’s song." in pdf.pages[0].extract_text()
    opened = AccessEvent.objects.latest("pk")
    assert (opened.what, opened.object_id, opened.user_id) == ("report", done.pk, world.nell.pk)


def test_a_draft_has_no_pdf(world, signed_in, report):
    answer = signed_in(world.sam).get(at("report_pdf", report()))

    assert answer.status_code == 403 and "Finish it first." in answer.text


def test_somebody_else_who_finishes_it_too_is_told_it_is_finished(world, report):
    draft = report(reflection="He is settling.", what_next="More of it.")
    how = {"now": dates.now(), "version": draft.version}
    finish_report(draft, by=world.sam, given_to="Ms Khan", **how)

    with pytest.raises(UnableToReport, match="This report is finished"):
        finish_report(draft, by=world.jean, given_to="Mr Shaw", **how)

    draft.refresh_from_db()
    assert (draft.finished_by, draft.given_to) == (world.sam, "Ms Khan")


def test_what_was_taken_out_of_the_report_is_frozen_in_no_version_of_it(world, report):
    said = [
        {"n": n, "day": "2026-02-02", "words": words} for n, words in ((1, "Best day"), (2, "I am tired"))
    ]
    draft = report(
        reflection="He is settling.", what_next="More of it.", said="2 February: “Best day” [1]",
        for_child={"said": said, "did": []},
    )  # fmt: skip

    finish_report(draft, by=world.sam, now=dates.now(), version=draft.version, given_to="Ms Khan")

    draft.refresh_from_db()
    assert [one["words"] for one in draft.for_child["said"]] == ["Best day"]
    assert draft.content_hash == content_hash(draft)
