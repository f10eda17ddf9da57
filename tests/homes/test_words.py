"""A home's own words go into sentences after the language, and before any value."""

import re
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory

from homes.practice import shipped_for
from homes.requests.middleware import AccessMiddleware
from homes.words import (
    SPELLED,
    TERMS,
    Term,
    gettext,
    gettext_lazy,
    ngettext,
    say,
    speak,
    speaking,
    words_of_today,
)
from tests.reading import markup

KEYWORKER = shipped_for("keyworker-england-wales", "England").terms
PRACTITIONER = shipped_for("key-residential-practitioner", "England").terms


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (TERMS, "Name a key worker. Key workers hold a child in mind."),
        (KEYWORKER, "Name a keyworker. Keyworkers hold a child in mind."),
        (
            PRACTITIONER,
            "Name a key residential practitioner. Key residential practitioners hold a child in mind.",
        ),
        (
            {**TERMS, "key_worker": Term("anchor", "anchors")},
            "Name an anchor. Anchors hold a child in mind.",
        ),
    ],
)
def test_a_sentence_in_the_words_of_each_home(terms, said):
    with speaking(terms):
        assert say("Name {a key worker}. {Key workers} hold a child in mind.") == said


def test_a_capital_stays_a_capital_also_with_an_article():
    with speaking(KEYWORKER):
        assert say("{A key worker} and {Short key worker}: {A registered manager}") == (
            "A keyworker and Keyworker: A home manager"
        )


def test_the_short_word_is_the_whole_one_where_there_is_no_shorter():
    assert say("{short key worker}") == "key worker"
    with speaking(PRACTITIONER):
        assert say("{short key worker}") == "practitioner"


def test_braces_that_hold_no_word_of_ours_stay():
    assert say("{child} and {child’s} and {0} and {") == "{child} and {child’s} and {0} and {"


def test_what_somebody_typed_is_never_looked_at():
    with speaking(KEYWORKER):
        words = gettext("%(child)s’s {key worker}") % {"child": "{key worker}"}
    assert words == "{key worker}’s keyworker"


def test_a_lazy_sentence_is_said_when_it_is_read():
    sentence = gettext_lazy("{Key workers}")
    with speaking(PRACTITIONER):
        assert str(sentence) == "Key residential practitioners"
    assert str(sentence) == "Key workers"


def test_one_and_many():
    with speaking(KEYWORKER):
        said = [ngettext("%(n)s {key worker}", "%(n)s {key workers}", n) % {"n": n} for n in (1, 2)]
    assert said == ["1 keyworker", "2 keyworkers"]


def test_what_was_spoken_before_comes_back_also_after_an_error():
    with pytest.raises(ValueError, match="stop"), speaking(KEYWORKER):
        raise ValueError("stop")
    assert words_of_today() is TERMS


def test_words_that_nothing_would_take_back_are_refused():
    with pytest.raises(LookupError):
        speak(KEYWORKER)
    assert words_of_today() is TERMS


def test_a_page_about_another_home_ends_with_its_request(db):
    """The request stands at one home and turns to a child of another; the thread goes on to its next request."""

    def page(request):
        speak(KEYWORKER)
        return HttpResponse(say("{key worker}"))

    request = RequestFactory().get("/")
    request.user, request.session = AnonymousUser(), {}

    said = markup(AccessMiddleware(page)(request))

    assert (said, say("{key worker}")) == ("keyworker", "key worker")


def test_one_request_does_not_speak_for_another():
    heard = []

    def elsewhere():
        with speaking(TERMS):
            speak(KEYWORKER)
            heard.append(say("{key worker}"))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()

    assert (heard, say("{key worker}")) == (["keyworker"], "key worker")


def test_the_tag_escapes_words_and_values_but_not_twice():
    page = Template('{% load keywork_ui %}{% say "%(child)s’s {key worker} & co" child=child %}')
    with speaking({**TERMS, "key_worker": Term("<b>anchor</b>", "anchors")}):
        shown = page.render(Context({"child": "<i>Kai</i>"}))
    assert shown == "&lt;i&gt;Kai&lt;/i&gt;’s &lt;b&gt;anchor&lt;/b&gt; &amp; co"


def test_the_tag_fills_a_translated_sentence():
    page = Template('{% load keywork_ui %}{% say _("Change %(whose)s {key worker}") whose=name|possessive %}')
    with speaking(KEYWORKER):
        assert page.render(Context({"name": "Rae"})) == "Change Rae’s keyworker"


def test_every_spelling_leads_to_a_term_and_reads_as_it_is_spelled():
    for spelled, (key, form) in SPELLED.items():
        if key not in ("regulator", "commissioner"):
            assert str(getattr(TERMS[key], form)) == spelled


def test_every_mark_in_the_code_is_a_word_we_have():
    """A misspelled brace would be shown to people as it stands."""

    root = Path(settings.BASE_DIR)
    marks = set()
    for folder in ("homes", "children", "sessions_app", "compliance", "keywork", "templates"):
        for path in [*(root / folder).rglob("*.py"), *(root / folder).rglob("*.html")]:
            if "migrations" in path.parts or path.name == "words.py":
                continue
            marks |= set(
                re.findall(r"\{((?:[Aa]n? |[Ss]hort )?[A-Za-z’]+(?:[ -][a-z]+)+)\}", path.read_text())
            )
    unknown = {mark for mark in marks if re.sub(r"^([Aa]n? |[Ss]hort )", "", mark).lower() not in SPELLED}

    assert marks
    assert unknown == set()
