"""The week strip: each state from bare facts first, then for many children in a fixed number of queries."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from homes.audit import set_fields
from sessions_app.actions import void_session
from sessions_app.strip.drawing import days_bar_svg, strip_block, strip_svg
from sessions_app.strip.time_with import _people_of, who_spends_time, who_spends_time_with
from sessions_app.strip.weeks import (
    Facts,
    Seen,
    State,
    first_monday,
    latest_sessions,
    own_drafts,
    strip_rows,
    strip_sentence,
    week_states,
    weeks_for,
)
from tests.factories.children import ChildFactory, PlacementFactory
from tests.factories.sessions import KeyWorkSessionFactory

TODAY = dt.date(2025, 8, 12)  # a Tuesday
MONDAY = dt.date(2025, 8, 11)
LIVES_HERE = ((dt.date(2025, 1, 1), None),)


def seen(days_ago: int = 8, outcome="held", format="activity", status="signed", counts=None) -> Seen:
    if counts is None:
        counts = status == "signed" and outcome in ("held", "part_held") and format != "quick_chat"
    return Seen(TODAY - dt.timedelta(days=days_ago), status, outcome, format, counts)


def weeks(*sessions, placements=LIVES_HERE, absences=()):
    return week_states(Facts(sessions, placements, absences), as_of=TODAY)


@pytest.mark.parametrize(
    ("sessions", "state", "count", "label"),
    [
        ([seen()], State.SIGNED, 1, "1 session signed"),
        ([seen(), seen(7)], State.SIGNED, 2, "2 sessions signed"),
        ([seen(status="draft")], State.DRAFT, 1, "draft, not signed"),
        ([seen(format="quick_chat")], State.CHAT, 1, "quick chat only"),
        ([seen(format="quick_chat", counts=True)], State.SIGNED, 1, "1 session signed"),
        ([seen(outcome="declined", format="")], State.RING, 1, "chose not to"),
        ([seen(outcome="attempted", format="")], State.RING, 1, "tried, it did not happen"),
        ([seen(outcome="cancelled_by_home", format="")], State.CROSS, 1, "we cancelled"),
        ([], State.NOTHING, 0, "nothing recorded"),
        ([seen(outcome="declined", format=""), seen()], State.SIGNED, 1, "1 session signed"),
        ([seen(outcome="declined", format=""), seen(status="draft")], State.DRAFT, 1, "draft, not signed"),
        ([seen(outcome="cancelled_by_home"), seen(outcome="declined")], State.RING, 1, "chose not to"),
    ],
)
def test_a_week_shows_the_strongest_thing_it_holds(sessions, state, count, label):
    last_week = weeks(*sessions)[-2]

    assert (last_week.state, last_week.count, last_week.label) == (state, count, label)


def test_twelve_weeks_end_with_this_one():
    twelve = weeks()

    assert [week.monday for week in (twelve[0], twelve[-1])] == [dt.date(2025, 5, 26), MONDAY]
    assert [week.is_this_week for week in twelve] == [False] * 11 + [True]
    assert first_monday(TODAY) == dt.date(2025, 5, 26)


@pytest.mark.parametrize(
    ("away", "state"),
    [
        ((dt.date(2025, 8, 4), dt.date(2025, 8, 11)), State.AWAY),  # back on the next Monday
        ((dt.date(2025, 8, 4), dt.date(2025, 8, 10)), State.NOTHING),  # back on Sunday: one day was possible
        ((dt.date(2025, 8, 5), None), State.NOTHING),  # left on Tuesday
        ((dt.date(2025, 7, 1), None), State.AWAY),
    ],
)
def test_a_week_is_hatched_only_when_the_whole_of_it_was_away(away, state):
    assert weeks(absences=(away,))[-2].state == state


def test_a_session_while_away_still_shows():
    assert weeks(seen(), absences=((dt.date(2025, 7, 1), None),))[-2].state == State.SIGNED


def test_weeks_before_moving_in_are_hatched_and_not_counted():
    twelve = weeks(seen(2), placements=((dt.date(2025, 8, 9), None),))

    assert [week.state for week in twelve] == [State.ELSEWHERE] * 10 + [State.SIGNED, State.NOTHING]
    assert strip_sentence(twelve, "Leo") == "1 of 1 week."


def test_somebody_who_was_not_seen_in_their_only_week():
    assert strip_sentence(weeks(placements=((dt.date(2025, 8, 9), None),)), "Leo") == "Not last week."


def test_somebody_who_was_seen_in_no_week():
    assert strip_sentence(weeks(), "Leo") == "In none of the last 11 weeks."


def test_somebody_who_moved_in_this_week():
    twelve = weeks(placements=((dt.date(2025, 8, 11), None),))

    assert strip_sentence(twelve, "Leo") == "Moved in this week."


def test_a_future_session_is_on_no_strip():
    assert weeks(seen(-1))[-1].state == State.NOTHING


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"missed": ()}, "Every week."),
        ({"missed": (3,)}, "10 of the last 11 weeks."),
        ({"missed": (3,), "declined": (3,)}, "10 of the last 11 weeks. Kai chose not to once, in July."),
        ({"missed": (3, 4), "declined": (3, 4)}, "9 of the last 11 weeks. Kai chose not to 2 times."),
        ({"missed": (3,), "cancelled": (3,)}, "10 of the last 11 weeks. We cancelled once."),
    ],
)
def test_the_sentence_counts_full_weeks_and_names_the_reason(facts, sentence):
    sessions = [seen(7 * week) for week in range(1, 12) if week not in facts["missed"]]
    sessions += [seen(7 * week, outcome="declined", format="") for week in facts.get("declined", ())]
    sessions += [
        seen(7 * week, outcome="cancelled_by_home", format="") for week in facts.get("cancelled", ())
    ]

    assert strip_sentence(weeks(*sessions), "Kai") == sentence


def test_the_sentence_says_away():
    twelve = weeks(*(seen(7 * w) for w in range(2, 12)), absences=((dt.date(2025, 8, 4), MONDAY),))

    assert strip_sentence(twelve, "Kai") == "10 of the last 11 weeks. Away for a week."


def classes(svg: str) -> list[str]:
    return [element.get("class") for element in ET.fromstring(svg) if element.get("class")]  # noqa: S314


def test_the_picture_is_valid_has_words_and_one_mark_a_week():
    twelve = weeks(
        seen(77), seen(70), seen(71), seen(63, status="draft"), seen(56, format="quick_chat"),
        seen(49, outcome="declined"), seen(42, outcome="cancelled_by_home"),
        absences=((dt.date(2025, 7, 7), dt.date(2025, 7, 14)),),
    )  # fmt: skip

    svg = strip_svg(twelve, "2 of the last 11 weeks.")

    assert classes(svg) == [
        "k-signed", "k-signed", "k-num", "k-draft", "k-chat", "k-ring", "k-cross", "k-hatch",
        "k-dot", "k-dot", "k-dot", "k-dot", "k-week",
    ]  # fmt: skip
    root = ET.fromstring(svg)  # noqa: S314
    assert root.get("role") == "img"
    assert root.find("title").text == "2 of the last 11 weeks."
    assert root.find("desc").text.endswith("This week: nothing recorded yet")
    assert "style" not in svg


def test_this_week_is_outlined_until_something_is_signed():
    assert classes(strip_svg(weeks()))[-1] == "k-week"
    assert classes(strip_svg(weeks(seen(0))))[-1] == "k-signed"


def test_the_sentence_is_escaped():
    assert "<script>" not in strip_block(weeks(), "<script>")


def test_see_as_a_list_is_newest_first():
    rows = strip_rows(weeks(seen()))

    assert [(row.words, row.label) for row in rows[:3]] == [
        ("This week", "nothing recorded yet"),
        ("Week of 4 August", "1 session signed"),
        ("Week of 28 July", "nothing recorded"),
    ]


@pytest.mark.parametrize(
    ("days", "standard", "since", "marks", "texts"),
    [
        (16, 7, None, ["k-solid", "k-over", "k-axis", "k-line"], ["16", "9 over"]),
        (7, 7, None, ["k-solid", "k-axis", "k-line"], ["7", "due today"]),
        (3, 7, None, ["k-solid", "k-axis", "k-line"], ["3", ""]),
        (40, 7, None, ["k-solid", "k-over", "k-axis", "k-line"], ["28+", "21 or more over"]),
        (28, 7, None, ["k-solid", "k-over", "k-axis", "k-line"], ["28", "21 over"]),
        (None, 3, 3, ["k-none", "k-axis", "k-line"], ["3", "since moving in"]),
        (0, 7, None, ["k-solid", "k-axis", "k-line"], ["0", ""]),
        (8, 7, None, ["k-solid", "k-over", "k-axis", "k-line"], ["8", "1 over"]),
    ],
)
def test_the_days_bar(days, standard, since, marks, texts):
    svg = ET.fromstring(days_bar_svg(days, standard, since_moving_in=since))  # noqa: S314

    assert [e.get("class") for e in svg if e.tag in ("rect", "path")] == marks
    assert [e.text or "" for e in svg if e.tag == "text"] == texts
    assert svg.find("title").text


def test_sixteen_days_are_sixteen_times_nine_wide():
    svg = ET.fromstring(days_bar_svg(16, 7))  # noqa: S314
    over = svg.find("rect[@class='k-over']")

    assert abs(float(over.get("x")) + float(over.get("width")) - 16 * 9) <= 1


# --- with a database --------------------------------------------------------------------------------


@pytest.mark.usefixtures("unscoped")
@pytest.mark.parametrize("item_count", (1, 30))
def test_strips_of_many_children_take_three_queries(world, django_assert_num_queries, item_count):
    kids = [world.kai] + [
        ChildFactory(known_as=f"Child {n}", home=world.maple) for n in range(item_count - 1)
    ]
    for kid in kids:
        placement = (
            world.placements["kai"]
            if kid == world.kai
            else PlacementFactory(child=kid, home=world.maple, moved_in_on=world.moved_in)
        )
        KeyWorkSessionFactory(
            placement=placement, author=world.sam, held_on=world.today - dt.timedelta(days=8)
        )

    with django_assert_num_queries(3):
        found = weeks_for([kid.pk for kid in kids], as_of=world.today)

    assert [found[kid.pk][-2].state for kid in kids] == [State.SIGNED] * item_count or [
        found[kid.pk][-3].state for kid in kids
    ] == [State.SIGNED] * item_count


@pytest.mark.usefixtures("unscoped")
def test_a_draft_shows_to_its_author_and_the_manager_only(world, access_of):
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, draft=True
    )

    def state(person):
        return weeks_for([world.kai.pk], as_of=world.today, access=access_of(person))[world.kai.pk][-1].state

    assert [state(p) for p in (world.sam, world.jean, world.jo, world.nell)] == [
        State.DRAFT,
        State.DRAFT,
        State.NOTHING,
        State.NOTHING,
    ]


@pytest.mark.usefixtures("unscoped")
def test_a_home_may_count_quick_chats(world):
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, format="quick_chat"
    )
    set_fields(world.maple, by=world.jean, quick_chat_counts=True)

    assert weeks_for([world.kai.pk], as_of=world.today)[world.kai.pk][-1].state == State.SIGNED


@pytest.mark.usefixtures("unscoped")
def test_void_records_are_on_no_strip(world):
    session = KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)
    void_session(session, by=world.jean, now=session.created_at, reason="Wrong child")

    assert weeks_for([world.kai.pk], as_of=world.today)[world.kai.pk][-1].state == State.NOTHING


@pytest.mark.usefixtures("unscoped")
def test_who_spends_time_names_everybody_who_was_there(world, django_assert_num_queries):
    both = [{"id": "s", "name": "Sam Okafor", "title": ""}, {"id": "j", "name": "Jo Price", "title": ""}]
    for days, people in ((1, both), (8, both[:1]), (15, both[:1])):
        KeyWorkSessionFactory(
            placement=world.placements["kai"],
            author=world.sam,
            held_on=world.today - dt.timedelta(days=days),
            people_present=people,
        )
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, declined=True
    )

    with django_assert_num_queries(1):
        who = who_spends_time(world.kai, world.today)

    assert (who.sentence, who.sessions) == ("Sam 3, Jo 1", 3)


def there(*names: str) -> list[dict[str, str]]:
    return [{"id": name, "name": name, "title": ""} for name in names]


@pytest.mark.usefixtures("unscoped")
def test_who_spends_time_is_of_the_last_12_sessions_and_quick_chats_that_happened(world):
    placement, sam, jo = world.placements["kai"], world.sam, world.jo
    for days in range(1, 12):
        KeyWorkSessionFactory(placement=placement, author=sam, held_on=world.today - dt.timedelta(days=days))
    KeyWorkSessionFactory(
        placement=placement, author=jo, held_on=world.today - dt.timedelta(days=12), format="quick_chat"
    )
    KeyWorkSessionFactory(
        placement=placement, author=jo, held_on=world.today - dt.timedelta(days=13)
    )  # the 13th
    KeyWorkSessionFactory(placement=placement, author=world.dee, held_on=world.today, draft=True)
    KeyWorkSessionFactory(
        placement=placement, author=world.dee, held_on=world.today, outcome="attempted", format=""
    )
    KeyWorkSessionFactory(placement=placement, author=world.dee, held_on=world.today + dt.timedelta(days=1))

    who = who_spends_time(world.kai, world.today)

    assert (who.sentence, who.sessions) == ("Sam 11, Jo 1", 12)


@pytest.mark.usefixtures("unscoped")
def test_who_spends_time_costs_one_query_for_any_number_of_children(world, django_assert_num_queries):
    for days in range(1, 15):
        KeyWorkSessionFactory(
            placement=world.placements["kai"], author=world.sam, held_on=world.today - dt.timedelta(days=days)
        )
        KeyWorkSessionFactory(
            placement=world.placements["mia"], author=world.jo, held_on=world.today - dt.timedelta(days=days)
        )

    with django_assert_num_queries(1):
        who = who_spends_time_with([world.kai.pk, world.mia.pk, world.noa.pk], world.today)

    assert [who[one.pk].sentence for one in (world.kai, world.mia, world.noa)] == ["Sam 12", "Jo 12", ""]


@pytest.mark.parametrize(
    ("sessions", "mostly"),
    [
        ([there("Jo")] * 7 + [there("Sam")], 7),
        ([there("Sam")] + [there("Jo")] * 7, 7),
        ([there("Jo")] * 8, 8),
        ([there("Jo", "Sam")] + [there("Jo")] * 7, 8),
        ([there("Jo")] * 6 + [there("Sam")] * 2, None),
        ([there("Sam")] * 2 + [there("Jo")] * 7, None),  # 9 sessions: of the last 8, only 6
        ([there("Jo")] * 7, None),  # too few to say
        ([there("Jo", "Sam")] * 8, None),  # two adults, always together: nobody depends on one alone
        ([[]] * 8, None),
        ([], None),
    ],
)
def test_nearly_always_one_adult_is_7_of_the_last_8(sessions, mostly):
    who = _people_of(sessions)

    assert (who.mostly.count if who.mostly else None) == mostly


@pytest.mark.usefixtures("unscoped")
def test_the_prompt_is_a_sentence_of_good_practice(world):
    who = _people_of([there("Jo Price")] * 7 + [there("Sam Okafor")])

    assert who.prompt(world.mia) == (
        "7 of Mia’s last 8 sessions were with Jo. Who else could spend time with Mia? (Good practice, not a gap)"
    )
    assert _people_of([]).prompt(world.mia) == ""


def test_two_adults_with_one_first_name_are_told_apart():
    assert (
        _people_of([there("Jo Price"), there("Jo Lane"), there("Jo Price")]).sentence
        == "Jo Price 2, Jo Lane 1"
    )


@pytest.mark.usefixtures("unscoped")
def test_latest_sessions_are_the_ones_that_count(world, django_assert_num_queries):
    counting = KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today - dt.timedelta(days=9)
    )
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, declined=True
    )
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, draft=True
    )
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today + dt.timedelta(days=1)
    )

    with django_assert_num_queries(1):
        latest = latest_sessions([world.kai.pk, world.mia.pk], world.today)

    assert latest == {world.kai.pk: counting}


@pytest.mark.usefixtures("unscoped")
def test_own_drafts_are_mine_and_not_signed(world, access_of):
    mine = KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, draft=True
    )
    KeyWorkSessionFactory(placement=world.placements["kai"], author=world.jo, held_on=world.today, draft=True)
    KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)

    assert list(own_drafts(access_of(world.sam))) == [mine]
