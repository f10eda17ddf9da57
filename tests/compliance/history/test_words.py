"""What the history pages say: right person, right words, before and after, nothing a reader may not see."""

import datetime as dt

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse
from django_scopes import scopes_disabled

from children.models import KeyWorkerAssignment
from homes.audit import set_fields, system_user
from homes.models import AccessEvent, LedgerEntry
from homes.settings.actions import set_standard
from tests.addresses import page_address
from tests.factories.children import ChildAbsenceFactory, PlacementFactory
from tests.factories.file import FileItemFactory, FileSaidFactory, FileVersionFactory
from tests.factories.sessions import AddendumFactory, KeyWorkSessionFactory
from tests.factories.staff import InspectionGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


def history_of(client, child, **asked):
    return client.get(reverse("compliance:child_history", args=[child.public_id]), asked)


def titles(response) -> list[str]:
    return [item.title for item in response.context["items"]]


def entry(response, title: str):
    found = [item for item in response.context["items"] if item.title == title]
    assert len(found) == 1, titles(response)
    return found[0]


@pytest.fixture
def draft(world):
    """Sam's draft about Kai, written twice, not signed."""
    with scopes_disabled():
        session = KeyWorkSessionFactory(
            placement=world.placements["kai"],
            author=world.sam,
            held_on=world.today,
            draft=True,
            account="DRAFT-ONE words",
        )
        set_fields(session, by=world.sam, account="DRAFT-TWO words")
    return session


@pytest.fixture
def signed(world, draft):
    """The same draft, signed with other words."""
    with scopes_disabled():
        signed_at = dt.datetime.combine(world.today, dt.time(12), tzinfo=dt.UTC)
        set_fields(draft, by=world.sam, account="Signed words", status="signed", signed_at=signed_at)
    return draft


# --- words --------------------------------------------------------------------------------------


def test_a_move_in_is_told_with_who_when_and_where(world, signed_in):
    moved_in = entry(history_of(signed_in(world.jean), world.kai), "Kai moved in")

    assert moved_in.who == "Keywork (automatic)"
    assert moved_in.text.startswith("To Maple House, on ")


def test_key_worker_named_and_ended_are_told_in_words(world, signed_in):
    with scopes_disabled():
        held = KeyWorkerAssignment.objects.get(placement=world.placements["kai"], worker=world.sam)
        set_fields(held, by=world.jean, ended_on=world.today, end_reason="staff_left", end_note="A new job")

    response = history_of(signed_in(world.jean), world.kai)

    ended = entry(response, "Key worker ended: Sam Okafor (the adult left)")
    assert ended.who == "Jean Ward"
    assert ended.text.endswith("A new job.")
    assert "Sam Okafor became Kai’s key worker" in titles(response)
    assert "Jo Price became Kai’s second key worker" in titles(response)


@pytest.mark.parametrize(
    ("days", "words", "late"),
    [
        (0, "recorded in the same shift.", False),
        (1, "recorded the next day.", False),
        (3, "recorded 3 days later.", True),
    ],
)
def test_a_session_says_when_it_happened_and_how_much_later_it_was_recorded(
    world, signed_in, days, words, late
):
    held_on = world.today - dt.timedelta(days=10)
    signed_at = dt.datetime.combine(held_on + dt.timedelta(days=days), dt.time(12), tzinfo=dt.UTC)
    with scopes_disabled():
        KeyWorkSessionFactory(
            placement=world.placements["kai"], author=world.sam, held_on=held_on, signed_at=signed_at
        )

    item = entry(history_of(signed_in(world.jean), world.kai), "Session signed")

    assert item.text.endswith(words)
    assert item.late is late


def test_the_reason_for_lateness_is_shown_with_the_tag(world, signed_in):
    with scopes_disabled():
        KeyWorkSessionFactory(
            placement=world.placements["kai"],
            author=world.sam,
            held_on=world.today,
            declined=True,
            late_reason="busy night",
        )

    response = history_of(signed_in(world.jean), world.kai)

    item = entry(response, "Kai chose not to meet")
    assert item.text.endswith("Reason for lateness: busy night.")
    assert "Recorded late" in response.text


def test_a_detail_added_names_the_session_and_shows_the_words(world, signed_in):
    held_on = dt.date(world.today.year, 1, 5)
    with scopes_disabled():
        session = KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=held_on)
        AddendumFactory(session=session, text="He asked for <his aunt>.", author=world.jo)

    response = history_of(signed_in(world.jean), world.kai)

    assert entry(response, "Detail added to the 5 January session").who == "Jo Price"
    assert "<ins>He asked for &lt;his aunt&gt;.</ins>" in response.text


def test_a_voided_record_says_why(world, signed_in, signed):
    with scopes_disabled():
        set_fields(
            signed,
            by=world.jean,
            reason="Written about the wrong child",
            status="void",
            voided_at=signed.signed_at,
            voided_by=world.jean,
            voided_reason="Written about the wrong child",
        )

    item = history_of(signed_in(world.jean), world.kai).context["items"][0]

    assert item.title.startswith("Record voided: the session of ")
    assert (item.who, item.reason) == ("Jean Ward", "Written about the wrong child")


def test_time_away_begins_and_ends(world, signed_in):
    with scopes_disabled():
        away = ChildAbsenceFactory(child=world.kai, home=world.maple, started_on=world.today, kind="hospital")
        set_fields(away, by=world.sam, returned_on=world.today)

    response = history_of(signed_in(world.jean), world.kai)

    assert titles(response)[:2] == ["Kai came back", "Time away began"]
    assert entry(response, "Time away began").text.startswith("In hospital, from ")


@pytest.mark.parametrize(
    ("applies", "until", "title", "text"),
    [
        ("no", None, "Pathway plan: does not apply", "From 1 March 2025."),
        ("yes", None, "Pathway plan: belongs in the file", "From 1 March 2025."),
        ("not_yet", dt.date(2025, 3, 29), "Pathway plan: not yet", "From 1 March 2025 until 29 March 2025."),
    ],
)
def test_what_was_said_of_a_document_is_told_with_its_days(world, signed_in, applies, until, title, text):
    with scopes_disabled():
        FileItemFactory(child=world.kai, type="PATHWAY", by=world.sam)
        FileSaidFactory(
            placement=world.placements["kai"],
            type="PATHWAY",
            applies=applies,
            from_on=dt.date(2025, 3, 1),
            until_on=until,
            by=world.jean,
        )

    items = history_of(signed_in(world.jean), world.kai).context["items"]

    assert ("Jean Ward", text) in {(one.who, one.text) for one in items if one.title == title}


def test_a_plan_is_compared_with_the_version_before_it(world, signed_in):
    with scopes_disabled():
        FileVersionFactory(
            child=world.kai,
            home=world.maple,
            type="HOME_PLAN",
            dated_on=dt.date(2025, 1, 1),
            note="Video call fortnightly, with staff",
        )
        FileVersionFactory(
            child=world.kai,
            home=world.maple,
            type="HOME_PLAN",
            dated_on=dt.date(2025, 3, 1),
            note="Video call weekly, with staff",
        )

    response = history_of(signed_in(world.jean), world.kai)

    new = entry(response, "Placement plan: new version")
    change = next(change for change in new.changes if change.name == "What changed")
    assert change.before == "Video call <del>fortnightly,</del> with staff"
    assert change.after == "Video call <ins>weekly,</ins> with staff"
    assert "− Removed 1 word" in response.text
    assert "+ Added 1 word" in response.text


def test_an_empty_side_says_so_and_codes_show_as_words(world, signed_in):
    with scopes_disabled():
        set_fields(world.kai, by=world.jean, reason="Kai asked", legal_name="Kai Example", pronouns="they")

    response = history_of(signed_in(world.jean), world.kai)

    item = entry(response, "Kai’s details changed")
    assert item.reason == "Kai asked"
    assert {change.name: (change.before, change.after) for change in item.changes} == {
        "Legal name": ("", "<ins>Kai Example</ins>"),
        "Pronouns": ("<del>he/him</del>", "<ins>they/them</ins>"),
    }
    assert item.parts_changed == "2 parts changed."
    assert "Nothing written here." in response.text


def test_the_history_keeps_the_name_of_that_day(world, signed_in):
    with scopes_disabled():
        set_fields(world.kai, by=world.sam, ref="kai-2")
        set_fields(world.sam, by=world.jean, full_name="Sam Other")

    item = entry(history_of(signed_in(world.jean), world.kai), "Kai’s details changed")

    assert item.who == "Sam Okafor"


def test_a_standard_is_told_with_both_numbers(world, signed_in):
    with scopes_disabled():
        set_standard(home=world.maple, rule_code="KS-WEEK", amount=7, by=world.jean)
        set_standard(home=world.maple, rule_code="KS-WEEK", amount=5, by=world.jean, applies_from=world.today)

    response = signed_in(world.jean).get(reverse("compliance:home_history", args=[world.maple.public_id]))

    assert titles(response)[:2] == [
        "Standard changed: weekly session, 7 → 5 days",
        "Standard set: weekly session, 7 days",
    ]


def test_the_home_history_tells_roles_and_inspectors_access(world, signed_in):
    response = signed_in(world.jean).get(
        reverse("compliance:home_history", args=[world.maple.public_id]), {"type": "people"}
    )

    assert "Inspector access given to Nell Grant" in titles(response)
    assert "Sam Okafor became residential worker" in titles(response)
    assert "Role ended: Gil Past, residential worker" not in titles(response)  # ended when it was written


# --- drafts -------------------------------------------------------------------------------------


def test_a_draft_shows_to_its_author_and_the_manager_only(world, signed_in, draft):
    for person, seen in (("sam", True), ("jean", True), ("jo", False), ("nell", False), ("idris", False)):
        response = history_of(signed_in(getattr(world, person)), world.kai)
        assert ("Draft started" in titles(response)) is seen, person
        assert ("DRAFT-" in response.text) is seen, person


def test_the_signing_entry_keeps_the_words_of_the_draft_from_colleagues(world, signed_in, signed):
    for person, seen in (("sam", True), ("jean", True), ("jo", False), ("nell", False), ("idris", False)):
        response = history_of(signed_in(getattr(world, person)), world.kai)
        assert bool(entry(response, "Session signed").changes) is seen, person
        assert ("DRAFT-" in response.text) is seen, person


def test_people_who_only_drafted_are_not_offered_as_a_filter(world, signed_in, draft):
    response = history_of(signed_in(world.nell), world.kai)

    assert [label for _code, label in response.context["form"].fields["by"].choices] == [
        "Anyone",
        "Keywork (automatic)",
    ]


def test_a_discarded_draft_stays_with_its_author_and_the_manager(world, signed_in, draft):
    with scopes_disabled():
        set_fields(
            draft,
            by=world.jean,
            status="void",
            voided_at=dt.datetime.now(tz=dt.UTC),
            voided_by=world.jean,
            voided_reason="Started by mistake",
        )

    for person in ("nell", "jo", "idris"):
        response = history_of(signed_in(getattr(world, person)), world.kai)
        assert "Draft discarded" not in titles(response)
        assert "DRAFT-" not in response.text
    response = history_of(signed_in(world.jean), world.kai)
    assert entry(response, "Draft discarded").reason == "Started by mistake"


# --- who may read -------------------------------------------------------------------------------


@pytest.fixture
def moved(world):
    """Kai moved from Maple House to Oak Lodge today. A plan was written at each, and his name corrected since."""
    with scopes_disabled():
        FileVersionFactory(
            child=world.kai,
            home=world.maple,
            type="HOME_PLAN",
            dated_on=dt.date(2025, 1, 1),
            note="Plan of Maple",
        )
        set_fields(world.placements["kai"], by=world.jean, moved_on_on=world.today)
        PlacementFactory(child=world.kai, home=world.oak, moved_in_on=world.today)
        FileVersionFactory(
            child=world.kai,
            home=world.oak,
            type="HOME_PLAN",
            dated_on=dt.date(2025, 2, 1),
            note="Plan of Oak",
        )


@pytest.mark.parametrize(
    ("person", "maple", "oak"),
    [
        ("ama", True, True),
        ("tom", True, True),
        ("idris", True, True),
        ("jean", True, False),
        ("nell", True, False),
        ("sam", True, False),
    ],
)
def test_a_child_who_moved_is_read_in_pieces(world, signed_in, moved, person, maple, oak):
    text = history_of(signed_in(getattr(world, person)), world.kai).text

    assert ("Plan of Maple" in text, "Plan of Oak" in text) == (maple, oak)
    assert "Kai was added" in text


def test_an_inspector_of_the_new_home_reads_the_new_home_only(world, signed_in, moved):
    with scopes_disabled():
        now = dt.datetime.now(tz=dt.UTC)
        visitor = UserFactory(full_name="Vera Noon")
        InspectionGrantFactory(
            user=visitor,
            home=world.oak,
            starts_at=now - dt.timedelta(hours=1),
            ends_at=now + dt.timedelta(days=1),
        )

    text = history_of(signed_in(visitor), world.kai).text

    assert ("Plan of Maple" in text, "Plan of Oak" in text) == (False, True)


def test_a_name_corrected_at_the_next_home_is_no_news_for_the_home_before(world, signed_in, moved):
    with scopes_disabled(), time_machine.travel(dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=2)):
        set_fields(world.kai, by=world.ama, legal_name="Kai Newname")

    texts = {
        name: history_of(signed_in(getattr(world, name)), world.kai).text for name in ("sam", "jean", "tom")
    }

    assert {name: "Newname" in text for name, text in texts.items()} == {
        "sam": False,
        "jean": False,
        "tom": True,
    }


def test_staff_of_the_home_a_child_has_left_long_ago_read_nothing(world, signed_in, moved):
    with scopes_disabled():
        long_ago = world.today - dt.timedelta(days=28)
        set_fields(world.placements["kai"], by=world.jean, moved_on_on=long_ago)

    assert history_of(signed_in(world.sam), world.kai).status_code == 404


@pytest.mark.parametrize("name", ["child_history", "child_looked"])
@pytest.mark.parametrize("person", ["tom", "ama", "elm_manager", "gone", "pat"])
def test_a_child_of_another_home_is_not_found(world, signed_in, name, person):
    url = page_address(name, args=[world.kai.public_id])

    assert signed_in(getattr(world, person)).get(url).status_code == 404


@pytest.mark.parametrize("name", ["home_history", "home_looked", "home_seal"])
@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("jean", 200),
        ("idris", 200),
        ("nell", 200),
        ("sam", 403),
        ("tom", 404),
        ("ama", 404),
        ("elm_manager", 404),
    ],
)
def test_the_history_of_a_home_is_for_managers_and_inspectors(world, signed_in, name, person, status):
    url = page_address(name, args=[world.maple.public_id])

    assert signed_in(getattr(world, person)).get(url).status_code == status


def test_who_looked_at_a_child_is_not_for_colleagues(world, signed_in):
    url = reverse("compliance:child_looked", args=[world.kai.public_id])

    response = signed_in(world.sam).get(url)

    assert response.status_code == 403
    assert url not in history_of(signed_in(world.sam), world.kai).text


# --- who looked ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("child_history", "history"),
        ("child_looked", "history"),
        ("home_history", "home_history"),
        ("home_looked", "home_history"),
        ("home_seal", "home_history"),
        ("inspection", "inspection"),
    ],
)
def test_every_opening_is_written_down_with_name_and_role(world, signed_in, name, what):
    place = world.kai if name.startswith("child") else world.maple

    signed_in(world.nell).get(page_address(name, args=[place.public_id]))

    with scopes_disabled():
        event = AccessEvent.objects.exclude(what="signed_in").get()
    assert (event.user_name, event.role, event.what, event.home_id) == (
        "Nell Grant",
        "inspector",
        what,
        world.maple.pk,
    )
    assert event.child_id == (world.kai.pk if name.startswith("child") else None)


def test_who_looked_is_told_in_words_newest_first(world, signed_in):
    history_of(signed_in(world.nell), world.kai)
    history_of(signed_in(world.sam), world.kai)

    response = signed_in(world.jean).get(reverse("compliance:child_looked", args=[world.kai.public_id]))

    assert [(look.who, look.role, look.what) for look in response.context["looks"]] == [
        ("Jean Ward", "registered manager", "opened the history"),
        ("Sam Okafor", "residential worker", "opened the history"),
        ("Nell Grant", "inspector", "opened the history"),
    ]


def test_who_was_refused_is_told_and_of_another_provider_not_named(world, signed_in):
    url = reverse("compliance:child", args=[world.kai.public_id])
    assert [signed_in(person).get(url).status_code for person in (world.tom, world.elm_manager)] == [404, 404]

    response = signed_in(world.jean).get(reverse("compliance:child_looked", args=[world.kai.public_id]))

    assert [(look.who, look.what) for look in response.context["looks"][1:]] == [
        ("somebody from another provider", "was refused"),
        ("Tom Reed", "was refused"),
    ]
    assert "Mo Finch" not in response.text


def test_a_home_sees_who_looked_there_with_the_childs_name(world, signed_in):
    history_of(signed_in(world.sam), world.kai)
    history_of(signed_in(world.tom), world.noa)

    response = signed_in(world.jean).get(reverse("compliance:home_looked", args=[world.maple.public_id]))

    assert [(look.who, look.child) for look in response.context["looks"]] == [
        ("Jean Ward", None),
        ("Sam Okafor", world.kai),
    ]


def test_the_old_home_does_not_see_who_looks_at_the_new_one(world, signed_in, moved):
    history_of(signed_in(world.tom), world.kai)

    response = signed_in(world.jean).get(reverse("compliance:child_looked", args=[world.kai.public_id]))

    assert "Tom Reed" not in [look.who for look in response.context["looks"]]


# --- the spine ----------------------------------------------------------------------------------


def test_every_history_row_has_exactly_one_ledger_row(world, signed, moved, unscoped):
    models = {row.model for row in LedgerEntry.objects.all()}

    for model in (m for m in apps.get_models() if hasattr(m, "history")):
        keys = sorted(model.history.model.objects.values_list("history_id", flat=True))
        label = model._meta.label
        spine = sorted(LedgerEntry.objects.filter(model=label).values_list("history_id", flat=True))
        assert spine == keys, label
    assert "sessions_app.KeyWorkSession" in models


def test_an_action_writes_one_row_in_the_name_of_the_person_also_for_the_system(world, unscoped):
    set_fields(world.kai, by=system_user(), reason="Nightly import", ref="kai-9")

    rows = LedgerEntry.objects.filter(model="children.Child", object_id=world.kai.pk, change="~")

    assert [(row.user_name, row.reason) for row in rows] == [("Keywork (automatic)", "Nightly import")]


def test_small_steps_and_pictures_of_a_draft_read_as_words(world, signed_in, draft):
    step = {"area": "routines", "name": "Joining in", "line": "Up in time"}
    drawn = {"id": "x", "sha256": "0" * 64, "kind": "jpg", "what": "drawing", "shows": "The rabbit"}
    with scopes_disabled():
        set_fields(draft, by=world.sam, progress=[step], pictures=[drawn])

    page = history_of(signed_in(world.sam), world.kai).text

    assert "Joining in: Up in time" in page
    assert "The rabbit" in page
    assert "0" * 64 not in page
