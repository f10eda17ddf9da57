"""The pages of recording with no JavaScript: drafts, conflicts, signing, adding, voiding, lists."""

import datetime as dt
import html
import re
import uuid

import pytest
from django.urls import reverse

from children.moving_on.actions import move_on
from homes.audit import set_fields
from homes.dates import add_days, now
from homes.models import AccessEvent
from sessions_app.actions import add_details, save_draft
from sessions_app.models import Addendum, KeyWorkSession, Signature
from sessions_app.recording.forms import RecordForm
from tests.factories.children import ChildFactory, PlacementFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import StaffRoleFactory, UserFactory
from tests.reading import markup, words

pytestmark = pytest.mark.usefixtures("unscoped")
# Each includes reading and renewing the signed-in session (5), the person's reach (3) and the row saying who looked.
CHOOSE_QUERIES, LIST_QUERIES, DETAIL_QUERIES, FORM_QUERIES = 9, 13, 13, 18


def url(name, *args) -> str:
    return reverse(f"sessions:{name}", args=[getattr(arg, "public_id", arg) for arg in args])


# --- starting --------------------------------------------------------------------------------------


def test_choosing_shows_the_children_of_this_home_only(world, desk):
    response = desk.client.get("/record/")

    assert re.findall(r'sessions/new/">(\w+)<', markup(response)) == ["Kai", "Mia"]


def test_choosing_between_two_of_one_name_tells_them_apart(world, desk):
    for ref, surname, born in (("w1", "Hill", dt.date(2012, 5, 4)), ("w2", "Stone", dt.date(2010, 1, 2))):
        wren = ChildFactory(
            home=world.maple, known_as="Wren", ref=ref, legal_name=f"Wren {surname}", date_of_birth=born
        )
        PlacementFactory(home=world.maple, child=wren, moved_in_on=world.moved_in)

    page = markup(desk.client.get(url("choose_child")))

    assert "Wren (H., aged " in page
    assert "Wren (S., aged " in page
    assert "Kai (" not in page  # a name of its own needs nothing more


@pytest.mark.parametrize("item_count", (1, 30))
def test_choosing_costs_the_same_for_many(world, desk, django_assert_num_queries, item_count):
    for number in range(item_count):
        PlacementFactory(
            child=ChildFactory(known_as=f"Child {number}", home=world.maple),
            home=world.maple,
            moved_in_on=world.moved_in,
        )
    desk.client.get("/record/")

    with django_assert_num_queries(CHOOSE_QUERIES):
        assert markup(desk.client.get("/record/")).count("sessions/new/") == item_count + 2


def test_a_get_writes_nothing_and_every_form_has_its_own_address(world, desk):
    first = desk.client.get(url("new", world.kai))
    second = desk.client.get(url("new", world.kai))
    page = desk.client.get(first["Location"])

    assert first["Location"] != second["Location"]
    assert page.status_code == 200
    assert KeyWorkSession.objects.count() == 0
    assert f'value="{world.sam.public_id}" id="id_people_0" checked' in markup(page)


def test_every_question_of_the_record_is_on_its_page(world, desk):
    page = markup(desk.client.get(url("new", world.kai), follow=True))

    assert set(re.findall(r'\bname="(\w+)"', page)) >= set(RecordForm.base_fields)


def test_the_voice_and_the_worry_open_in_the_row_of_their_answer(world, desk):
    page = markup(desk.client.get(url("new", world.kai), follow=True))
    rows = page.split('<div class="kw-option">')

    def row(answer):
        return next(row for row in rows if f'value="{answer}"' in row)

    assert 'name="quote"' in row("words") and 'name="noticed"' in row("noticed")
    assert 'name="worry_text"' in row("yes")
    assert "Tell someone now." in row("yes")
    assert 'name="others_present"' in row("someone") and 'name="other_day"' in row("other")


def test_an_open_draft_is_carried_on_with(world, desk):
    draft = desk.draft()
    KeyWorkSessionFactory(placement=world.placements["kai"], author=world.jo, held_on=world.today, draft=True)

    response = desk.client.get(url("new", world.kai), follow=True)

    assert response.redirect_chain == [(url("edit", world.kai, draft), 302)]
    assert "You are carrying on with your draft of" in words(response)
    assert "You fixed the chain on your own." in markup(response)
    assert desk.client.get(url("new", world.kai) + "?fresh")["Location"] != url("edit", world.kai, draft)


def test_a_draft_of_an_earlier_placement_is_not_carried_on_with(world, desk):
    """The child moved on and came back: what happens now belongs to the new stay."""
    draft = desk.draft()
    move_on(placement=draft.placement, moved_on_on=add_days(world.today, -1), by=world.jean)
    PlacementFactory(child=world.kai, home=world.maple, moved_in_on=world.today)

    new = desk.client.get(url("new", world.kai))["Location"]
    late = desk.client.post(url("edit", world.kai, draft), {"when": "today", "finish": "later", "version": 1})

    assert new != url("edit", world.kai, draft)
    assert late.status_code == 422
    assert "Kai moved on on" in words(late)


def test_a_colleagues_draft_is_named_and_not_a_word_of_it_shown(world, desk):
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.jo, held_on=world.today, draft=True, account="SECRET"
    )

    response = desk.client.get(url("new", world.kai), follow=True)

    assert "Jo Price also has a draft for this day." in words(response)
    assert "SECRET" not in markup(response)


def test_a_draft_comes_back_as_it_was_left(world, desk):
    left = desk.draft(
        when="yesterday", went="journey", cut_short="on", voice="words", quote="Again!", topics=["school"],
        more_topics=["plans"], worry="yes", worry_text="A bruise", small_steps="Rang his nan",
        written_to_child="on", people=["someone"], others_present="Ms Hall",
    )  # fmt: skip
    page = desk.client.get(url("edit", world.kai, left)).text
    again = desk.client.post(url("edit", world.kai, left), {**_answers_on(page), "finish": "later"})

    left.refresh_from_db()
    assert again.status_code == 302
    assert (left.version, left.history.count()) == (1, 1)


def _answers_on(page: str) -> dict[str, list[str]]:
    """What a browser would send back from this page untouched."""
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        facts = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if facts.get("type") in ("radio", "checkbox") and not re.search(r"\schecked", tag):
            continue
        if "name" in facts and facts["name"] != "csrfmiddlewaretoken":
            ticked = "on" if facts.get("type") in ("radio", "checkbox") else ""
            sent.setdefault(facts["name"], []).append(html.unescape(facts.get("value", ticked)))
    for name, text in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n?(.*?)</textarea>', page, re.S):
        sent[name] = [html.unescape(text)]
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)"\s+selected', options) or re.search(r'value="([^"]*)"', options)
        sent[name] = [html.unescape(chosen[1])]
    return sent


# --- saving ----------------------------------------------------------------------------------------


def test_finishing_later_asks_for_nothing(world, desk):
    response = desk.client.post(url("edit", world.kai, uuid.uuid4()), {"finish": "later"})

    assert response.status_code == 302
    assert KeyWorkSession.objects.get().author == world.sam


def test_a_double_submit_is_one_record(world, desk):
    public_id = uuid.uuid4()

    assert {desk.write(public_id).status_code for _again in range(3)} == {302}
    assert KeyWorkSession.objects.count() == 1
    assert KeyWorkSession.objects.get().history.count() == 1


def test_autosave_starts_no_draft_before_something_is_said(world, desk):
    response = desk.client.post(
        desk.address("autosave", uuid.uuid4()),
        {"when": "today", "people": [str(world.sam.public_id)], "version": "0"},
    )

    assert response.status_code == 200
    assert KeyWorkSession.objects.count() == 0


def test_autosave_answers_with_the_time_and_the_version(world, desk):
    public_id = uuid.uuid4()

    first = desk.write(public_id, path="autosave")
    second = desk.write(
        public_id, path="autosave", version="1", account="You fixed the chain on your own. Twice."
    )

    assert re.search(r'data-version="1".*Saved at \d+:\d\d[ap]m', markup(first), re.S)
    assert 'data-version="2"' in markup(second)
    assert KeyWorkSession.objects.get().account.endswith("Twice.")


def test_autosave_keeps_half_a_record_and_the_good_half_of_a_wrong_one(world, desk):
    public_id = uuid.uuid4()

    response = desk.write(
        public_id, path="autosave", went=None, voice=None, worry=None, when="other", other_day="soon"
    )

    session = KeyWorkSession.objects.get(public_id=public_id)
    assert response.status_code == 200
    assert (session.held_on, session.outcome, session.account) == (
        None,
        "",
        "You fixed the chain on your own.",
    )


@pytest.mark.parametrize("path", ["edit", "autosave"])
def test_an_older_page_is_told_and_shown_both_versions(world, desk, path):
    public_id = uuid.uuid4()
    desk.write(public_id, path="autosave")
    desk.write(public_id, path="autosave", version="1", account="From the office.")

    response = desk.write(public_id, path=path, version="1", account="From the <b>tablet</b>.")

    assert response.status_code == 409
    assert "Your version and the saved one are both below. Choose what to keep." in words(response)
    assert "From the office." in words(response)
    assert "From the &lt;b&gt;tablet&lt;/b&gt;." in markup(response)
    assert KeyWorkSession.objects.get().account == "From the office."


def test_keeping_ones_own_version_saves_it_over_the_stored_one(world, desk):
    public_id = uuid.uuid4()
    desk.write(public_id, path="autosave")
    desk.write(public_id, path="autosave", version="1", account="From the office.")
    page = desk.write(public_id, version="1", account="From the tablet.").text

    response = desk.client.post(desk.address("edit", public_id), {**_answers_on(page), "finish": "later"})

    session = KeyWorkSession.objects.get()
    assert response.status_code == 302
    assert (session.account, session.version) == ("From the tablet.", 3)


def test_discarding_asks_first_and_deletes_nothing(world, desk):
    draft = desk.draft()

    assert desk.client.get(url("discard", draft)).status_code == 200
    draft.refresh_from_db()
    assert draft.is_draft
    assert desk.client.post(url("discard", draft)).status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.voided_reason) == ("void", "Draft discarded by its author")


# --- checking and signing --------------------------------------------------------------------------


def test_record_check_sign_read(world, desk):
    response = desk.write(voice="words", quote="I liked it.")
    page = desk.client.get(response["Location"])
    assert response["Location"].endswith("/check/")
    assert ["Kai", "said", "Change", "Kai", "said", "“I", "liked", "it.”"][0] in words(page)

    session = KeyWorkSession.objects.get()
    signed = desk.sign(session, child_part="read")
    read = desk.client.get(signed["Location"])

    assert signed["Location"] == url("detail", session)
    assert "Signed. Thank you for the time you gave Kai." in words(read)
    session.refresh_from_db()
    assert (session.status, session.child_part, session.key_worker) == ("signed", "read", world.sam)
    assert not re.search(r"<(input|textarea)[^>]*name=\"(?!csrf)", markup(read).split("<main")[1])


def test_the_childs_part_is_not_left_open_for_later(desk):
    page = words(desk.client.get(desk.write()["Location"]))

    assert "What Kai says later can be added under the signed record." in page


def test_an_unfinished_draft_goes_back_and_says_what_is_missing(world, desk):
    draft = desk.draft(went=None, worry=None)

    response = desk.client.get(url("check", draft), follow=True)

    assert response.redirect_chain[0][0] == url("edit", world.kai, draft) + "?check"
    assert "There is a problem" in words(response)
    assert "Select how it went" in words(response)


def test_a_wrong_password_signs_nothing_and_says_how_many_tries_are_left(world, desk):
    draft = desk.draft()

    said = [words(desk.sign(draft, word="wrong")) for _try in range(4)]

    assert "Password does not match. You have 4 tries left. Your record is saved as a draft" in said[0]
    assert "You have 1 try left." in said[3]
    assert Signature.objects.count() == 0


def test_the_fifth_wrong_password_signs_out_and_keeps_the_draft(world, desk):
    draft = desk.draft()
    for _try in range(4):
        desk.sign(draft, word="wrong")

    response = desk.sign(draft, word="wrong")

    assert response["Location"] == f"/accounts/login/?next={url('check', draft)}"
    assert desk.client.get(url("check", draft)).status_code == 302
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_right_password_forgets_the_wrong_ones(world, desk):
    first, second = desk.draft(), desk.draft()
    desk.sign(first, word="wrong")
    desk.sign(first)

    assert "You have 4 tries left." in words(desk.sign(second, word="wrong"))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"true_record": ""}, "Tick to say this is a true record of what happened"),
        ({"password": ""}, "Enter your password"),
    ],
)
def test_signing_needs_the_statement_and_the_password(desk, changes, error):
    assert error in words(desk.sign(desk.draft(), **changes))
    assert Signature.objects.count() == 0


def test_a_double_click_signs_once_and_lands_on_the_signed_page(world, desk):
    draft = desk.draft()

    first, second = desk.sign(draft), desk.sign(draft)

    assert first["Location"] == second["Location"] == url("detail", draft)
    assert Signature.objects.count() == 1
    assert "Signed. Thank you" in words(desk.client.get(second["Location"]))


def test_words_changed_since_they_were_read_are_read_again(world, desk):
    draft = desk.draft()
    desk.write(draft.public_id, path="autosave", version="1", account="Other words.")

    response = desk.sign(draft)

    assert response["Location"] == url("check", draft)
    assert Signature.objects.count() == 0


def test_a_late_record_asks_why_in_one_line(world, desk):
    day = world.today - dt.timedelta(days=3)
    draft = desk.draft(when="other", other_day=day.isoformat())

    assert "Enter why it is written late" in words(desk.sign(draft, late_reason=" "))
    read = desk.client.get(desk.sign(draft, late_reason="I was called away")["Location"])

    assert "Written late" in words(read)
    assert "Why late: I was called away" in words(read)
    assert "Happened" in words(read)


def test_yesterday_is_not_late(world, desk):
    assert "late_reason" not in markup(desk.client.get(url("check", desk.draft(when="yesterday"))))


# --- wording ---------------------------------------------------------------------------------------


def test_another_childs_name_is_a_suggestion_that_never_blocks(world, desk):
    draft = desk.draft(account="You showed Mia how.", voice="words", quote="Mia laughed.")

    assert "You named Mia. This is Kai’s record." in words(desk.client.get(url("check", draft)))
    assert desk.sign(draft)["Location"] == url("detail", draft)


def test_taking_a_suggestion_changes_our_words_and_never_the_childs(world, desk):
    draft = desk.draft(
        account="You showed Mia how. “Thanks, Mia,” you said. Contact went well.",
        voice="words",
        quote="Mia laughed.",
    )

    desk.client.post(url("check", draft), {"suggestion": "Mia", "do": "use"})
    desk.client.post(url("check", draft), {"suggestion": "contact", "do": "use"})

    draft.refresh_from_db()
    assert draft.account == "You showed a friend how. “Thanks, Mia,” you said. Family time went well."
    assert draft.voice_text == "Mia laughed."
    assert draft.history.first().history_user_id == world.sam.pk


def test_keeping_my_words_changes_nothing_and_asks_no_more(world, desk):
    draft = desk.draft(account="You showed Mia how. He refused to stop.")

    desk.client.post(url("check", draft), {"suggestion": "Mia", "do": "keep"})

    page = words(desk.client.get(url("check", draft)))
    assert "You named Mia" not in page
    assert "1 suggestion (you can keep your words)" in page
    draft.refresh_from_db()
    assert (draft.version, draft.account) == (1, "You showed Mia how. He refused to stop.")


@pytest.mark.parametrize(
    ("account", "suggested"),
    [
        ("He refused to go.", ["refused to"]),
        ("He refused.", ["refused"]),
        ("Challenging behaviour again", ["challenging behaviour"]),
        ("She absconded, attention-seeking", ["attention-seeking", "absconded"]),
        ("He contacted a lens. mia may smile", []),
        ("“I had contact”, he said", []),
    ],
)
def test_the_homes_list(world, desk, account, suggested):
    page = markup(desk.client.get(url("check", desk.draft(account=account))))

    assert re.findall(r'name="suggestion" value="([^"]+)"', page) == suggested


def test_a_made_up_suggestion_does_nothing(world, desk):
    draft = desk.draft()

    assert desk.client.post(url("check", draft), {"suggestion": "chain", "do": "use"}).status_code == 302
    draft.refresh_from_db()
    assert draft.version == 1


# --- reading, adding, voiding ----------------------------------------------------------------------


def test_the_second_try_in_a_row_asks_for_a_talk(world, desk):
    KeyWorkSessionFactory(
        placement=world.placements["kai"],
        author=world.jo,
        held_on=world.today - dt.timedelta(days=7),
        declined=True,
    )
    draft = desk.draft(went="declined", account="I offered a walk.")

    page = words(desk.client.get(desk.sign(draft)["Location"]))

    assert "2 tries in a row. Talk with Jean Ward about what would help Kai feel comfortable." in page
    assert "Kai chose not to" in page
    assert "refused" not in page


def test_a_session_in_between_ends_the_row(world, desk):
    for days, outcome in ((14, "declined"), (7, "held")):
        KeyWorkSessionFactory(
            placement=world.placements["kai"],
            author=world.jo,
            held_on=world.today - dt.timedelta(days=days),
            outcome=outcome,
        )

    assert "in a row" not in words(desk.client.get(desk.sign(desk.draft(went="declined"))["Location"]))


def test_reading_a_record_is_logged_with_who_looked(world, signed_in):
    session = KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)
    signed_in(world.nell).get(url("detail", session))

    seen = AccessEvent.objects.filter(what="session").values_list("user_id", "child_id", "object_id", "role")
    assert list(seen) == [(world.nell.pk, world.kai.pk, session.pk, "inspector")]


def test_opening_forms_and_lists_is_logged(world, desk):
    desk.client.get(desk.client.get(url("new", world.kai))["Location"])
    desk.client.get(url("for_child", world.kai))

    looked = AccessEvent.objects.filter(user_id=world.sam.pk).exclude(what="signed_in").order_by("pk")
    assert list(looked.values_list("what", flat=True)) == ["form", "sessions"]


def test_the_author_and_title_are_those_of_the_day_of_signing(world, desk):
    draft = desk.draft()
    desk.sign(draft)
    set_fields(world.sam, by=world.jean, full_name="Sam Smith", job_title="Deputy manager")

    page = words(desk.client.get(url("detail", draft)))

    assert "Sam Okafor, Key worker" in page
    assert "Sam Smith, Deputy manager" not in page.split("</header>")[-1].split("Session with Kai")[-1]


def test_added_details_show_under_the_record_newest_last(world, desk, signed_in, password):
    draft = desk.draft()
    desk.sign(draft)
    for who, text in ((world.jo, "He also rang his nan."), (world.dee, "And slept well.")):
        fields = {"kind": "detail", "text": text, "password": password, "public_id": str(uuid.uuid4())}
        assert signed_in(who).post(url("add_details", draft), fields).status_code == 302

    page = words(desk.client.get(url("detail", draft)))

    assert (
        0
        < page.index("You fixed the chain")
        < page.index("He also rang his nan.")
        < page.index("And slept well.")
    )
    assert "Jo Price, Key worker" in page
    assert Addendum.objects.count() == Addendum.objects.filter(signature__isnull=False).count() == 2


def test_details_sent_twice_are_added_once(world, desk, password):
    draft = desk.draft()
    desk.sign(draft)
    fields = {"kind": "detail", "text": "Once.", "password": password, "public_id": str(uuid.uuid4())}

    for _again in range(2):
        desk.client.post(url("add_details", draft), fields)

    assert Addendum.objects.count() == 1


def test_adding_with_a_wrong_password_adds_nothing(world, desk):
    draft = desk.draft()
    desk.sign(draft)
    fields = {
        "kind": "detail",
        "text": "Kept on the page.",
        "password": "wrong",
        "public_id": str(uuid.uuid4()),
    }

    response = desk.client.post(url("add_details", draft), fields)

    assert "Password does not match. You have 4 tries left." in words(response)
    assert "Kept on the page." in words(response)
    assert Addendum.objects.count() == 0


def test_voiding_needs_a_reason_and_leaves_the_lists(world, signed_in):
    session = KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)
    client = signed_in(world.jean)

    assert "Enter why this record is void" in words(client.post(url("void", session), {"reason": " "}))
    assert client.post(url("void", session), {"reason": "Wrong child"}).status_code == 302
    assert "No sessions yet" in words(client.get(url("for_child", world.kai)))


# --- the list --------------------------------------------------------------------------------------


@pytest.mark.parametrize("item_count", (1, 25))
def test_a_page_of_sessions_costs_the_same(world, desk, django_assert_num_queries, item_count):
    for number in range(item_count):
        KeyWorkSessionFactory(
            placement=world.placements["kai"],
            author=world.sam,
            held_on=world.today - dt.timedelta(days=number),
        )
    desk.client.get(url("for_child", world.kai))

    with django_assert_num_queries(LIST_QUERIES):
        assert (
            markup(desk.client.get(url("for_child", world.kai))).count('class="kw-row kw-row--link"')
            == item_count
        )


@pytest.mark.parametrize("item_count", (1, 12))
def test_a_record_costs_the_same_however_much_was_added(world, desk, django_assert_num_queries, item_count):
    session = KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)
    for number in range(item_count):
        add_details(session, by=world.jo, now=now(), kind="detail", text=f"More {number}")
    desk.client.get(url("detail", session))

    with django_assert_num_queries(DETAIL_QUERIES):
        assert markup(desk.client.get(url("detail", session))).count("rec-added") == item_count


def test_pages_by_key_show_every_record_once_in_order_and_back(world, desk):
    for number in range(60):
        KeyWorkSessionFactory(
            placement=world.placements["kai"],
            author=world.sam,
            held_on=world.today - dt.timedelta(days=number // 3),
        )

    pages, query = [], ""
    while query is not None:
        page = markup(desk.client.get(url("for_child", world.kai) + query))
        pages.append(re.findall(r'href="/sessions/([0-9a-f-]{36})/"', page))
        older = re.search(r'href="(\?before=[^"]+)"', page)
        query = older.group(1) if older else None
        newer = re.search(r'href="(\?after=[^"]+)"', page)

    stored = KeyWorkSession.objects.order_by("-held_on", "-pk").values_list("public_id", flat=True)
    assert [len(found) for found in pages] == [25, 25, 10]
    assert [one for page in pages for one in page] == [str(one) for one in stored]
    back = markup(desk.client.get(url("for_child", world.kai) + newer.group(1)))
    assert re.findall(r'href="/sessions/([0-9a-f-]{36})/"', back) == pages[1]


NO_SESSION = "?before=00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize("query", ["?before=nonsense", "?before=", "?after=%00", NO_SESSION])
def test_a_made_up_page_is_the_first_page(world, desk, query):
    KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)

    assert desk.client.get(url("for_child", world.kai) + query).status_code == 200


def test_drafts_are_on_top_for_their_author_and_the_manager(world, desk, signed_in):
    desk.draft()

    listed = {
        who.full_name: "Draft, not signed" in words(signed_in(who).get(url("for_child", world.kai)))
        for who in (world.sam, world.jean, world.jo, world.nell)
    }
    assert listed == {"Sam Okafor": True, "Jean Ward": True, "Jo Price": False, "Nell Grant": False}


@pytest.mark.parametrize("item_count", (1, 30))
def test_the_form_costs_the_same_for_many_colleagues(world, desk, django_assert_num_queries, item_count):
    address = desk.address("edit", uuid.uuid4())
    desk.client.get(address)
    for number in range(item_count):
        StaffRoleFactory(user=UserFactory(full_name=f"Col League{number}"), home=world.maple)

    with django_assert_num_queries(FORM_QUERIES):
        page = markup(desk.client.get(address))
    assert (
        page.count("Col League") == 4 * item_count
    )  # who was there, and who does each of three things agreed


def test_saving_twice_in_two_tabs_never_loses_a_word(world, desk):
    draft = desk.draft()
    for number in range(5):
        current = KeyWorkSession.objects.get(pk=draft.pk)
        save_draft(
            public_id=draft.public_id, child=world.kai, placement=world.placements["kai"], by=world.sam,
            fields={"account": f"Version {number}"}, version=current.version,
        )  # fmt: skip

    assert [row.account for row in draft.history.order_by("history_id")] == [
        "You fixed the chain on your own.", *(f"Version {number}" for number in range(5))
    ]  # fmt: skip
