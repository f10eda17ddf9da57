"""What the whole team thinks about a child: written down once, read by whoever sees the child."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from children.models import TeamReflection
from children.placements.keeping import UnableToNote
from children.team.actions import UnableToReflect, reflect_as_team
from children.team.page import A_PAGE
from homes.audit import set_fields
from homes.models import AccessEvent, LedgerEntry
from tests.addresses import page_address
from tests.factories.children import PlacementFactory
from tests.factories.homes import PracticeChangeFactory
from tests.factories.staff import UserFactory
from tests.factories.team import TeamReflectionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

SAID = [{"code": "relates", "question": "Is this the adult?", "answer": "Sam, most days"}]


@pytest.fixture
def team(world, signed_in):
    """team(by, child) -> (client, address of the list, address of the form)."""

    def at(by=None, child=None):
        args = [(child or world.kai).public_id]
        addresses = (page_address(name, args=args) for name in ("reflections", "add_reflection"))
        return signed_in(by or world.sam), *addresses

    return at


@pytest.fixture
def talk(world):
    """talk(**changes) -> what the form posts."""

    def make(**changes):
        fields = {
            "reflected_on": world.today.isoformat(),
            "took_part": [str(world.sam.public_id), str(world.jo.public_id)],
            "answer_relates": "Sam, most days",
            "agreed": "Jo takes him cycling on Saturday",
        }
        return {name: value for name, value in {**fields, **changes}.items() if value is not None}

    return make


def test_a_talk_is_kept_with_the_questions_as_they_were_asked(world, team, talk):
    client, listed, form = team()

    answer = client.post(form, talk(answer_dependency="  On Sam, a little.  "))

    assert answer["Location"] == listed
    kept = TeamReflection.objects.get()
    assert kept.answers == [
        {
            "code": "relates",
            "question": "Is this the adult Kai is most likely to relate to?",
            "answer": "Sam, most days",
        },
        {
            "code": "dependency",
            "question": "Is Kai coming to depend on one adult?",
            "answer": "On Sam, a little.",
        },
    ]
    assert [one["name"] for one in kept.took_part] == ["Jo Price", "Sam Okafor"]
    assert (kept.home, kept.written_by, kept.agreed) == (
        world.maple,
        world.sam,
        "Jo takes him cycling on Saturday",
    )
    row = LedgerEntry.objects.get(model="children.TeamReflection")
    assert (row.user_name, row.child_id, row.home_id) == ("Sam Okafor", world.kai.pk, world.maple.pk)


def test_questions_are_asked_in_the_words_of_the_childs_home(world, team):
    tom, _listed, form = team(world.tom, world.noa)

    asked = [field.label for field in tom.get(form).context["form"] if field.name.startswith("answer_")]

    assert "Does everybody feel able to work with Noa, and to back the key residential practitioner?" in asked


def test_a_question_changed_later_leaves_old_talks_as_they_were(world, team, talk):
    client, listed, form = team()
    client.post(form, talk())
    PracticeChangeFactory(
        home=world.maple,
        kind="question",
        key="relates",
        value={"text": "Who does {child} look for?", "in_use": True},
    )

    client.post(form, talk(agreed="Another day"))

    old, new = TeamReflection.objects.order_by("pk")
    assert old.answers[0]["question"].startswith("Is this the adult Kai")
    assert new.answers[0]["question"] == "Who does Kai look for?"
    page = client.get(listed).text
    assert "Is this the adult Kai" in page
    assert "Who does Kai look for?" in page


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"answer_relates": None}, "Answer at least one question"),
        ({"answer_relates": "  "}, "Answer at least one question"),
        ({"took_part": None}, "Select who took part"),
        ({"took_part": ["00000000-0000-0000-0000-000000000000"]}, "Choose from the adults on this page"),
        ({"took_part": ["x"]}, "Choose from the adults on this page"),
        ({"reflected_on": None}, "Enter the day of the talk"),
        ({"reflected_on": "2999-01-01"}, "Enter a real date, like 27 3 2026"),
        ({"reflected_on": "2019-01-01"}, "The day of the talk must be the same as or after"),
    ],
)
def test_what_is_missing_is_said_and_every_word_is_kept(team, talk, changes, error):
    client, _listed, form = team()

    answer = client.post(form, talk(**changes))

    assert answer.status_code == 422
    assert error in answer.text
    assert "Jo takes him cycling on Saturday" in answer.text
    assert TeamReflection.objects.count() == 0


@pytest.mark.parametrize(("days", "status"), [(-1, 302), (0, 302), (1, 422)])
def test_a_talk_is_of_today_or_before(world, team, talk, days, status):
    client, _listed, form = team()

    answer = client.post(form, talk(reflected_on=(world.today + dt.timedelta(days=days)).isoformat()))

    assert answer.status_code == status


def test_the_first_day_that_can_be_talked_about_is_that_of_moving_in(world, team, talk):
    client, _listed, form = team()

    on = client.post(form, talk(reflected_on=world.moved_in.isoformat()))
    before = client.post(form, talk(reflected_on=(world.moved_in - dt.timedelta(days=1)).isoformat()))

    assert (on.status_code, before.status_code) == (302, 422)


def test_only_adults_of_the_home_took_part(world, team, talk):
    client, _listed, form = team()

    for person in (world.tom, world.gone, world.idris, UserFactory(full_name="Ned Far")):
        assert client.post(form, talk(took_part=[str(person.public_id)])).status_code == 422


def test_a_double_click_keeps_one_talk(team, talk):
    client, _listed, form = team()

    first, second = client.post(form, talk()), client.post(form, talk())

    assert first.status_code == second.status_code == 302
    assert TeamReflection.objects.count() == 1


def test_the_action_refuses_what_is_empty_or_after_moving_on(world):
    placement, day = world.placements["kai"], world.today
    talk = {"placement": placement, "took_part": [world.sam], "by": world.sam}

    with pytest.raises(UnableToReflect, match="at least one"):
        reflect_as_team(reflected_on=day, answers=[], **talk)
    set_fields(placement, by=world.jean, moved_on_on=day)
    with pytest.raises(UnableToNote, match="for the home where Kai lives now to write down"):
        reflect_as_team(reflected_on=day, answers=SAID, **talk)
    kept = reflect_as_team(reflected_on=day - dt.timedelta(days=1), answers=SAID, **talk)

    assert TeamReflection.objects.get() == kept


def test_a_home_that_asks_nothing_says_so_and_still_shows_what_was_said(world, team, talk):
    TeamReflectionFactory(child=world.kai, home=world.maple, reflected_on=world.today)
    PracticeChangeFactory(home=world.maple, kind="addition", key="inspection-lens", value={"in_use": False})
    client, listed, form = team()

    page, adding, posted = client.get(listed), client.get(form), client.post(form, talk())

    assert "Sam, most days" in page.text
    for answer in (page, adding, posted):
        assert "This home asks its team no questions." in answer.text
        assert "registered manager can change that" in answer.text
    assert form not in page.text
    assert (adding.status_code, posted.status_code) == (200, 422)
    assert TeamReflection.objects.count() == 1


def test_the_list_is_newest_first_in_pages_by_key(world, team):
    client, listed, _form = team()
    days = [world.today - dt.timedelta(days=number // 2) for number in range(2 * A_PAGE + 1)]
    for day in days:
        TeamReflectionFactory(child=world.kai, home=world.maple, reflected_on=day)

    found, url, pages = [], listed, 0
    while url:
        page = client.get(url).context["page"]
        found += page.rows
        pages += 1
        url = listed + page.older if page.older else ""

    assert pages == 3
    assert [one.reflected_on for one in found] == sorted(days, reverse=True)
    assert len({one.pk for one in found}) == len(days)
    assert client.get(f"{listed}?before=nonsense").context["page"].is_first


def test_a_list_costs_the_same_for_1_and_10_talks(world, team):
    client, listed, _form = team()

    def cost() -> int:
        client.get(listed)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(listed).status_code == 200
        return len(queries)

    TeamReflectionFactory(child=world.kai, home=world.maple, reflected_on=world.today)
    few = cost()
    for number in range(A_PAGE):
        TeamReflectionFactory(
            child=world.kai, home=world.maple, reflected_on=world.today - dt.timedelta(days=number)
        )

    assert cost() == few <= 20


def test_who_looked_is_kept(world, team):
    client, listed, form = team()

    client.get(listed)
    client.get(form)

    looks = AccessEvent.objects.filter(child_id=world.kai.pk).order_by("pk").values_list("what", "home_id")
    assert list(looks) == [("team", world.maple.pk), ("form", world.maple.pk)]


def test_the_former_home_reads_its_own_and_the_new_home_reads_all(world, team):
    TeamReflectionFactory(
        child=world.kai,
        home=world.maple,
        reflected_on=world.today - dt.timedelta(days=9),
        agreed="Said at Maple",
    )
    set_fields(world.placements["kai"], by=world.jean, moved_on_on=world.today - dt.timedelta(days=2))
    PlacementFactory(child=world.kai, home=world.oak, moved_in_on=world.today - dt.timedelta(days=2))
    TeamReflectionFactory(child=world.kai, home=world.oak, reflected_on=world.today, agreed="Said at Oak")

    texts = {}
    for who in (world.jean, world.tom, world.sam):
        client, listed, _form = team(who)
        texts[who] = client.get(listed)

    for ours in (world.jean, world.sam):
        assert ("Said at Maple" in texts[ours].text, "Said at Oak" in texts[ours].text) == (True, False)
    assert ("Said at Maple" in texts[world.tom].text, "Said at Oak" in texts[world.tom].text) == (True, True)


def test_the_childs_page_and_the_history_lead_there(world, team):
    client, listed, _form = team()
    nothing = client.get(world.kai.get_absolute_url()).text
    TeamReflectionFactory(
        child=world.kai, home=world.maple, reflected_on=dt.date(world.today.year, 1, 2), took_part=[]
    )

    page = client.get(world.kai.get_absolute_url()).text
    history = client.get(reverse("compliance:child_history", args=[world.kai.public_id])).text

    assert "No talk written down yet." in nothing
    assert "Last talked about on 2 January." in page
    assert listed in page
    assert "The team thought about Kai’s relationships" in history
    assert listed in history


# --- help -------------------------------------------------------------------------------------------


def test_help_tells_how_the_home_works_in_its_words(world, signed_in):
    def page(user) -> str:
        return signed_in(user).get(reverse("homes:help")).text

    maple, oak, inspector, nowhere = (page(user) for user in (world.sam, world.tom, world.nell, world.pat))

    assert "I can’t always keep things private, but I will keep them safe." in maple
    assert "Tell the child about the advocacy service and the Children’s Commissioner for England" in maple
    assert "The child knows why, and for how long as far as we know" in maple
    assert "Speak up for the child once you know the child’s own view" in maple
    assert "{" not in maple[maple.index("How we work here") :]
    assert "Internal placement plan done, or a date set, and gone through with the child" in oak
    assert "Make no promise you may not be able to keep" in oak
    assert "How we work here" in inspector
    assert "How we work here" not in nowhere
