"""Settings in the browser's terms: who reads, who changes, what is kept after an error, and what counts when."""

import datetime as dt
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homes.dates import today
from homes.dates.school_terms import school_year_of
from homes.models import AccessEvent, HomeStandard, PracticeChange
from tests.addresses import page_address
from tests.factories.homes import HomeStandardFactory, PracticeChangeFactory
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

YEAR = school_year_of(today())
PAGES = {
    "settings": (),
    "settings_section": ("all",),
    "settings_profile": (),
    "settings_word": ("key_worker",),
    "settings_standard": ("KS-WEEK",),
    "settings_list": ("purpose",),
    "settings_terms": (YEAR,),
}
FORMS = [name for name in PAGES if name not in ("settings", "settings_section")]
BODIES = {
    "settings_profile": {"profile": "keyworker-england-wales", "additions": ["inspection-lens"]},
    "settings_word": {"singular": "buddy", "plural": "buddies", "short": ""},
    "settings_standard": {"amount": "5"},
    "settings_list": {"line": "new", "do": "on", "text": "Cooking together"},
    "settings_terms": {
        "autumn": f"{YEAR}-12-18",
        "spring": f"{YEAR + 1}-03-26",
        "summer": f"{YEAR + 1}-07-23",
    },
}


def url(world, name, *args, home=None):
    return page_address(name, args=[(home or world.maple).public_id, *(args or PAGES.get(name, ()))])


def body(world, name, *, days=0, why="The children asked", **more):
    from_day = (world.today + dt.timedelta(days=days)).isoformat()
    return {**BODIES[name], "applies_from": from_day, "why": why, **more}


def words(answer) -> str:
    return unescape(markup(answer))


def made() -> int:
    return PracticeChange.objects.count() + HomeStandard.objects.count()


def test_the_whole_says_what_counts_who_set_it_and_since_when(world, signed_in):
    HomeStandardFactory(home=world.maple, rule_code="KS-WEEK", amount=5, applies_from=world.today)
    HomeStandardFactory(
        home=world.maple, rule_code="KS-WEEK", amount=4, applies_from=world.today + dt.timedelta(days=30)
    )
    PracticeChangeFactory(
        home=world.maple,
        kind="term",
        key="key_worker",
        value={"singular": "buddy", "plural": "buddies", "short": ""},
    )

    page = words(signed_in(world.jean).get(url(world, "settings_section")))

    assert "every 5 days, set by Keywork (automatic), from " in page
    assert ": every 4 days, set by Keywork (automatic)." in page
    assert "buddy, buddies (the home’s own; the guidance says key worker)" in page
    assert "Ofsted (the law’s name)" in page
    assert AccessEvent.objects.filter(what="settings", home_id=world.maple.pk).count() == 1


@pytest.mark.parametrize("person", ["sam", "nell", "idris"])
def test_others_read_and_find_no_way_to_change(world, signed_in, person):
    client = signed_in(getattr(world, person))
    for name, args in (("settings", ()), ("settings_section", ("all",)), ("settings_section", ("words",))):
        page = markup(client.get(url(world, name, *args))).split("<main", 1)[1].split("</main", 1)[0]
        assert "<form" not in page
        assert "<button" not in page
        assert "Change<" not in page
    for name in FORMS:
        assert client.get(url(world, name)).status_code == 403
        assert client.post(url(world, name), body(world, name)).status_code == 403
    assert made() == 0


@pytest.mark.parametrize("name", PAGES)
def test_another_home_is_not_there(world, signed_in, name):
    assert signed_in(world.jean).get(url(world, name, home=world.elm)).status_code == 404


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("settings_word", "made-up"),
        ("settings_word", "regulator"),  # the law's name
        ("settings_standard", "REV-1"),  # not judged
        ("settings_list", "term"),
        ("settings_section", "standards"),
        ("settings_terms", YEAR - 1),  # over
        ("settings_terms", YEAR + 2),
    ],
)
def test_what_is_no_setting_is_not_there(world, signed_in, name, key):
    assert signed_in(world.jean).get(url(world, name, key)).status_code == 404


@pytest.mark.parametrize("name", FORMS)
def test_a_change_is_made_once_and_said(world, signed_in, name):
    client = signed_in(world.jean)

    first = client.post(url(world, name), body(world, name), follow=True)
    rows = made()
    twin = client.post(url(world, name), body(world, name), follow=True)

    assert "Changed. It counts from the day you chose." in words(first)
    assert rows >= 1
    if name != "settings_list":  # a second new line is a second line
        assert made() == rows
        assert "That is how it is already" in words(twin)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"why": ""}, "Enter why"),
        ({"days": -1}, "Counts from must be today or in the future"),
        ({"days": 400}, "Counts from must be within a year"),
    ],
)
def test_errors_keep_what_was_typed(world, signed_in, name, wrong, says):
    answer = signed_in(world.jean).post(url(world, name), body(world, name, **wrong))

    assert answer.status_code == 422
    assert says in words(answer)
    assert made() == 0
    kept = {"settings_profile": 'value="keyworker-england-wales" id="id_profile_2" checked'}
    shown = (
        kept.get(name)
        or {"settings_standard": 'value="5"', "settings_terms": f'value="{YEAR}-12-18"'}.get(name)
        or next(text for text in ("buddies", "Cooking together") if text in BODIES[name].values())
    )
    assert shown in words(answer)


def test_how_it_reads_is_shown_and_saves_nothing(world, signed_in):
    client = signed_in(world.jean)
    typed = {**BODIES["settings_word"], "preview": "1", "applies_from": "", "why": ""}

    answer = client.post(url(world, "settings_word"), typed)

    assert answer.status_code == 200
    assert "Rae’s buddy is Sam Okafor." in words(answer)
    assert "This home has four buddies." in words(answer)
    assert 'value="buddies"' in words(answer)
    assert made() == 0


def test_another_guidance_is_heard_before_it_counts(world, signed_in):
    sent = {**body(world, "settings_profile"), "preview": "1", "profile": "key-residential-practitioner"}

    answer = signed_in(world.jean).post(url(world, "settings_profile"), sent)

    assert "Rae’s key residential practitioner is Sam Okafor." in words(answer)
    assert made() == 0


def test_a_wrong_word_is_not_previewed(world, signed_in):
    typed = {**BODIES["settings_word"], "singular": "{x}", "preview": "1"}

    answer = signed_in(world.jean).post(url(world, "settings_word"), typed)

    assert answer.status_code == 422
    assert "Use words without" in words(answer)


def test_a_word_changes_everywhere_on_the_next_page(world, signed_in):
    client = signed_in(world.jean)
    board = reverse("compliance:board", args=[world.maple.public_id])
    assert "Buddy" not in words(client.get(board))

    client.post(url(world, "settings_word"), body(world, "settings_word"))

    assert "Buddy" in words(client.get(board))
    assert "Key worker" not in words(client.get(board)).split("<main", 1)[1]
    name_one = reverse("compliance:key_workers", args=[world.kai.public_id])
    assert "Buddies" in words(client.get(name_one))

    back = body(world, "settings_word", back="on")
    client.post(url(world, "settings_word"), back)
    assert "Buddy" not in words(client.get(board))


def test_a_word_of_a_later_day_is_announced_and_not_yet_spoken(world, signed_in):
    client = signed_in(world.jean)

    page = client.post(url(world, "settings_word"), body(world, "settings_word", days=7), follow=True)

    assert "Word changed: key worker is now buddy, from " in words(page)
    assert "Buddy" not in words(client.get(reverse("compliance:board", args=[world.maple.public_id])))


def test_a_line_that_the_record_needs_stays(world, signed_in):
    sent = body(world, "settings_list", line="formal", do="off", text="")

    answer = signed_in(world.jean).post(url(world, "settings_list", "format"), sent)

    assert answer.status_code == 422
    assert "The law or the record needs this line" in words(answer)


def test_a_line_taken_off_keeps_its_words_for_the_day_it_comes_back(world, signed_in):
    client = signed_in(world.jean)
    for line, do, text in (("past", "on", "Where I come from"), ("past", "off", "")):
        client.post(url(world, "settings_list"), body(world, "settings_list", line=line, do=do, text=text))

    page = words(client.get(url(world, "settings_list")))

    assert "Where I come from (not on the list)" in page
    assert PracticeChange.objects.last().value == {"text": "Where I come from", "in_use": False}


@pytest.mark.parametrize("amount", ["0", "367", "x", ""])
def test_a_number_out_of_reason_is_refused(world, signed_in, amount):
    answer = signed_in(world.jean).post(
        url(world, "settings_standard"), body(world, "settings_standard", amount=amount)
    )

    assert answer.status_code == 422
    assert "Enter a whole number from 1 to 366" in words(answer)


def test_the_board_says_from_when_a_standard_counts(world, signed_in):
    client = signed_in(world.jean)
    client.post(url(world, "settings_standard"), body(world, "settings_standard"))

    page = words(client.get(reverse("compliance:board", args=[world.maple.public_id])))

    assert "| is the home’s standard: 5 days, or 3 for a first session, from " in page
    assert reverse("compliance:settings", args=[world.maple.public_id]) in page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_the_same_for_1_and_30_changes(world, signed_in, name):
    client = signed_in(world.jean)

    def cost() -> int:
        client.get(url(world, name))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url(world, name)).status_code == 200
        return len(queries)

    def add(number: int) -> None:
        value = {"text": f"Line {number}", "in_use": True}
        PracticeChangeFactory(home=world.maple, kind="purpose", key=f"own_{number}", value=value)
        HomeStandardFactory(
            home=world.maple,
            rule_code="KS-WEEK",
            amount=number,
            applies_from=world.today + dt.timedelta(days=number),
        )

    add(1)
    few = cost()
    for number in range(2, 31):
        add(number)

    assert cost() == few


SECTIONS = {
    "time-together": {
        "KS-FIRST",
        "KS-WEEK",
        "FS-CHECK",
        "KS-SIGN",
        "KS-REVIEW",
        "KS-REVIEW-WORRY",
        "KS-DECLINE",
        "KS-ACTION",
    },
    "key-workers": {"KW-ASSIGN", "KW-GAP", "KW-TOLD", "KW-COVER", "KW-READY", "KW-SUPV"},
    "health": {"GP-REG", "DENTAL", "OPTIC", "HA-INIT", "HA-REV"},
    "people": {"SW-VISIT", "SW-UPDATE", "RESTRICT-REV", "RESTRICT-CONSENT", "CONTACT-OUT"},
}


@pytest.mark.parametrize("section", SECTIONS)
def test_which_standards_stand_in_a_section(world, signed_in, section):
    page = signed_in(world.jean).get(url(world, "settings_section", section))

    assert {one.code for one in page.context["section"].standards} == SECTIONS[section]


def test_every_standard_word_and_list_is_in_one_section_and_the_overview_leads_there(world, signed_in):
    client = signed_in(world.jean)
    overview = client.get(url(world, "settings"))
    whole = client.get(url(world, "settings_section", "all")).context["section"]
    pages = [client.get(one.url).context["section"] for one in overview.context["sections"]]

    for part in ("standards", "words", "lists"):
        standing = [one for page in pages for one in getattr(page, part)]
        assert len(standing) == len(getattr(whole, part)) > 5, part
    for page in pages:
        assert f'<a href="{page.url}">' in markup(overview)


@pytest.mark.parametrize(
    ("name", "section"),
    [("settings_word", "words"), ("settings_standard", "time-together"), ("settings_list", "lists")],
)
def test_a_change_leads_back_to_its_section(world, signed_in, name, section):
    back = url(world, "settings_section", section)

    assert f'<a href="{back}">' in markup(signed_in(world.jean).get(url(world, name))).replace(
        ' class="kw-back"', ""
    )
    assert signed_in(world.jean).post(url(world, name), body(world, name)).url == back


def test_the_terms_a_home_has_set_are_said_and_kept_in_the_history(world, signed_in):
    client = signed_in(world.jean)
    usual = words(client.get(url(world, "settings_section", "school")))
    client.post(url(world, "settings_terms"), body(world, "settings_terms"))
    own = words(client.get(url(world, "settings_section", "school")))
    history = words(client.get(url(world, "home_history") + "?type=standards"))

    assert "autumn to 31 December" in usual
    assert "autumn to 18 December" in own
    assert "autumn to 31 December" in own  # the next school year is as usual
    assert f"School terms of {YEAR}: autumn to 18 December" in history


@pytest.mark.parametrize(
    "wrong",
    [
        {"autumn": f"{YEAR + 1}-03-27"},  # after spring
        {"spring": f"{YEAR + 1}-07-23"},  # the day summer ends
        {"summer": f"{YEAR + 1}-09-01"},  # the next school year
        {"autumn": f"{YEAR}-09-01"},
    ],
)
def test_terms_end_one_after_the_other_within_the_school_year(world, signed_in, wrong):
    answer = signed_in(world.jean).post(url(world, "settings_terms"), body(world, "settings_terms", **wrong))

    assert "Autumn must end first, then spring, then summer" in words(answer)
    assert made() == 0
