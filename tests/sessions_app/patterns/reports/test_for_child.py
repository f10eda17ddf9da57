"""The child's own version: easy words, the child's own, and nothing that is not."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from sessions_app.strip.reports import page
from tests.factories.review import KeyWorkReportFactory
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
TEMPLATE = Path("templates/sessions_app/patterns/reports/for_child.html")
MOST_WORDS = 15
TOLD = {
    "did": [{"n": 1, "day": "2026-02-02", "kind": "journey"}],
    "said": [{"n": 1, "day": "2026-02-02", "words": "“I did it”"}],
    "achieved": [
        {"n": 1, "day": "2026-02-02", "words": "Slept well."},
        {"n": 2, "day": "2026-02-03", "words": "Ate."},
    ],
    "promised": [
        {"n": 1, "day": "2026-02-02", "words": "Ask about the trip", "state": "done", "on": "2026-02-08"},
        {"n": 1, "day": "2026-02-02", "words": "Find a club", "state": "late", "on": "2026-02-09"},
    ],
}


def version_of(client, world, **said):
    report = KeyWorkReportFactory(
        placement=world.placements["kai"], writer=world.sam, to_on=world.today, for_child=TOLD, **said
    )
    return words(client.get(reverse("sessions:report_for_child", args=[report.public_id])))


def test_it_says_what_we_did_what_was_said_achieved_and_promised(world, signed_in):
    said = version_of(signed_in(world.nell), world, finished=True, worries="A BRUISE", reflection="OURS")

    assert "What you achieved 2 February Slept well. 3 February Ate." in said
    assert "What you said 2 February “I did it”" in said
    assert "What we did 2 February We went somewhere together." in said
    assert "2 February Ask about the trip We kept it on 8 February." in said
    assert "Find a club We are late with it. It was due by 9 February. We still owe it to you." in said
    assert "BRUISE" not in said and "OURS" not in said


def test_of_a_draft_it_shows_the_lines_whose_number_still_stands(world, signed_in):
    said = version_of(
        signed_in(world.sam), world, went_well="2 February 2026: Slept well. [1]", together="[1]"
    )

    assert "Slept well." in said and "Ate." not in said
    assert "We went somewhere together." in said
    assert "I did it" not in said and "Ask about the trip" not in said


def test_its_own_sentences_are_short():
    text = re.sub(r"\{#.*?#\}", "", TEMPLATE.read_text(), flags=re.DOTALL)
    shown = text[text.index("{% block main %}") :]
    shown = re.sub(r"\{% if report.is_draft %\}.*?\{% endif %\}", "", shown, flags=re.DOTALL)  # for the adult
    own = re.findall(r"\{% translate \"(.*?)\" %\}", shown)
    own += re.findall(r"\{% blocktranslate .*?%\}(.*?)\{% endblocktranslate %\}", shown, re.DOTALL)
    own += [str(one) for told in (page.DID, page.PROMISED) for one in told.values()]

    sentences = [one for text in own for one in re.split(r"[.?!]\s*", " ".join(text.split())) if one]

    assert len(sentences) > 15
    assert [one for one in sentences if len(one.split()) > MOST_WORDS] == []


def test_a_report_of_nothing_says_so(world, signed_in):
    report = KeyWorkReportFactory(placement=world.placements["kai"], writer=world.sam, to_on=world.today)

    answer = signed_in(world.sam).get(reverse("sessions:report_for_child", args=[report.public_id]))

    assert "There is nothing here yet." in words(answer)
