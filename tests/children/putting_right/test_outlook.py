"""How a record will read and what changes by it is shown before it is saved: true, and without a trace."""

import datetime as dt

import pytest
from django.db import models
from django.urls import reverse

from children.duties.reading import bring_up_to_date
from children.models import ChildAbsence, Flag, HomeSweep
from children.moving_on.actions import move_on
from children.placements.actions import record_absence
from children.putting_right.actions import as_written
from children.putting_right.lines import LINES
from children.putting_right.questions import first_answer
from homes import dates
from homes.models import AccessEvent, LedgerEntry
from tests.children.putting_right.test_counts_nowhere import LAID
from tests.factories.sessions import KeyWorkSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
A_DAY = dt.timedelta(days=1)
OLDER = {"child": lambda w: w.kai}
WITHDRAWN = {"because": "other_child"}


def laid(world, kind):
    if kind in OLDER:
        return OLDER[kind](world)
    before, lay = LAID[kind]
    return lay(world, before(world) if before else None)


def righted(record, line):
    """What is written, with other words or, where there are none, another first day."""
    fields = {name: line.model._meta.get_field(name) for name in line.asks}
    body = {name: first_answer(field, record) for name, field in fields.items()}
    words = [name for name, field in fields.items() if isinstance(field, models.TextField) or name == "note"]
    words += [
        name for name, field in fields.items() if isinstance(field, models.CharField) and not field.choices
    ]
    if words:
        body[words[0]] = f"{body[words[0]] or ''} indeed".strip()
    else:
        body[line.asks[0]] = (getattr(record, line.asks[0]) or dates.today()) - 100 * A_DAY
    said = {name: "" if value is None else value for name, value in body.items()}
    return {**said, "wrong": "details", "because": "typed"}


def send(client, what, record, body, *, look=False):
    kind = next(kind for kind, line in LINES.items() if line.model is type(record))
    said = {**body, "seen": as_written(record), **({"look": "yes"} if look else {})}
    return client.post(reverse(f"children:{what}_{kind}", args=[record.public_id]), said)


def owed(world):
    for home in (world.maple, world.oak):
        bring_up_to_date(home.pk, now=dates.now())
    return {
        (flag.rule_code, flag.subject_key): flag.due_on
        for flag in Flag.objects.filter(home=world.maple).unresolved()
    }


def everything():
    """Rows that saving leaves, by their tables: what a look must not."""
    rows = {
        model: list(model._base_manager.order_by("pk").values()) for model in (LedgerEntry, HomeSweep, Flag)
    }
    return rows | {line.model: line.model.history.count() for line in LINES.values()}


def foretold(outlook):
    """Obligation -> the day it is due before, and after."""
    return {
        ((duty.before or duty.after).flag.rule_code, (duty.before or duty.after).flag.subject_key): (
            duty.before and duty.before.flag.due_on,
            duty.after and duty.after.flag.due_on,
        )
        for duty in outlook.duties
    }


EVERY = [("put_right", kind) for kind in LINES] + [("withdraw", kind) for kind in LAID]


@pytest.mark.parametrize(("what", "kind"), EVERY)
def test_what_is_foretold_is_what_happens_and_looking_leaves_no_trace(
    world, signed_in, what, kind, django_capture_on_commit_callbacks
):
    manager, record = signed_in(world.jean), laid(world, kind)
    body = WITHDRAWN if what == "withdraw" else righted(record, LINES[kind])
    before, stood = owed(world), everything()

    with django_capture_on_commit_callbacks() as news:
        looked = send(manager, what, record, body, look=True)

    assert looked.status_code == 200, looked.context["form"].errors
    assert everything() == stood and news == []
    assert send(manager, what, record, body).status_code == 302
    after = owed(world)
    changed = {
        key: (before.get(key), after.get(key))
        for key in {**before, **after}
        if before.get(key) != after.get(key)
    }
    assert foretold(looked.context["outlook"]) == changed
    assert bool(looked.context["outlook"].parts) == (what == "put_right")
    assert ("New:" in looked.text) == any(due is None for due, _after in changed.values())
    assert ("No longer owed:" in looked.text) == any(due is None for _before, due in changed.values())


@pytest.fixture
def missing(world):
    """Dee typed "missing" for Kai; he was here, and his last session was ten days ago."""
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today - 10 * A_DAY
    )
    return record_absence(
        placement=world.placements["kai"], kind="missing", started_on=world.today - 9 * A_DAY, by=world.dee
    )


def test_it_says_which_session_is_due_once_nobody_was_missing(world, signed_in, missing):
    page = send(signed_in(world.dee), "withdraw", missing, WITHDRAWN, look=True).text

    assert "What this changes" in page
    assert "New: No key-work session recorded with Kai for 10 days." in " ".join(page.split())
    assert ChildAbsence.objects.count() == 1


def away(world, **changes):
    body = {"kind": "missing", "started_on": world.today - 9 * A_DAY, "returned_on": "", "note": ""}
    return {**body, "wrong": "details", "because": "typed", **changes}


def test_both_are_shown_and_the_words_are_kept(world, signed_in, missing):
    was, right = (world.today - days * A_DAY for days in (9, 3))

    answer = send(signed_in(world.dee), "put_right", missing, away(world, started_on=right), look=True)

    assert f"<del>{was:%-d %B}</del>" in answer.text and f"<ins>{right:%-d %B}</ins>" in answer.text
    assert f'value="{right:%Y-%m-%d}"' in answer.text
    assert 'value="typed" id="id_because_0" checked' in answer.text


def test_what_would_not_be_saved_is_not_foretold(world, signed_in, missing):
    client = signed_in(world.dee)
    for changes, words in (
        ({}, "Nothing is different yet"),
        ({"because": "", "note": "By the sea"}, "Select why"),
        ({"started_on": world.moved_in - A_DAY}, "the same as or after the day of moving in"),
    ):
        answer = send(client, "put_right", missing, away(world, **changes), look=True)
        assert (answer.status_code, words in answer.text) == (422, True), words
        assert "What this changes" not in answer.text


def test_a_second_person_between_looking_and_saving_is_told(world, signed_in, missing):
    url = reverse("children:put_right_absence", args=[missing.public_id])
    body = {**away(world, note="Of Sam"), "seen": as_written(missing)}
    signed_in(world.dee).post(url, {**body, "look": "yes"})
    send(signed_in(world.jean), "put_right", missing, away(world, note="Of Jean"))

    for look in ({"look": "yes"}, {}):
        answer = signed_in(world.dee).post(url, {**body, **look})
        assert answer.status_code == 422 and "Somebody has changed this since you opened it" in answer.text
    assert ChildAbsence.objects.get().note == "Of Jean"


@pytest.mark.parametrize(
    ("person", "status"), [("sam", 403), ("nell", 403), ("ama", 404), ("elm_manager", 404)]
)
def test_who_may_not_put_it_right_may_not_look(world, signed_in, missing, person, status):
    answer = send(signed_in(getattr(world, person)), "put_right", missing, away(world, note="x"), look=True)

    assert answer.status_code == status


def test_looking_is_written_down_as_opening_the_form(world, signed_in, missing):
    send(signed_in(world.dee), "put_right", missing, away(world, note="By the sea"), look=True)

    event = AccessEvent.objects.get(user_id=world.dee.pk, child_id=world.kai.pk)
    assert (event.what, event.object_id) == (AccessEvent.What.FORM, missing.pk)


def test_where_the_rules_failed_nothing_is_said_of_duties(world, signed_in, missing, monkeypatch):
    monkeypatch.setattr("compliance.receivers.run_reconcile", lambda **kwargs: 1 / 0)

    page = send(signed_in(world.dee), "withdraw", missing, WITHDRAWN, look=True).text

    assert "What is owed could not be worked out just now." in page
    assert "Nothing that is owed changes by it." not in page


def test_what_goes_along_in_other_records_is_shown_too(world, signed_in):
    kai, right = world.placements["kai"], world.today - 5 * A_DAY
    move_on(placement=kai, moved_on_on=world.today - 3 * A_DAY, to_home=world.oak, by=world.jean)
    kai.refresh_from_db()
    names = ("referred_on", "offered_on", "expected_on", "moved_in_on")
    body = {name: getattr(kai, name) or "" for name in names}

    answer = send(
        signed_in(world.jean), "put_right", kai,
        {**body, "moved_on_on": right, "wrong": "details", "because": "typed"}, look=True,
    )  # fmt: skip

    named = [part.name for part in answer.context["outlook"].parts]
    assert named == ["Moved on on", *["Key worker assignment: Last day"] * 2]  # Oak is out of Jean's reach
    assert answer.text.count(f"<ins>{right:%-d %B}</ins>") == 3


def test_it_was_another_child_leads_on_to_writing_it_for_that_child(world, signed_in, missing):
    client = signed_in(world.dee)

    answer = send(client, "withdraw", missing, {**WITHDRAWN, "child": str(world.mia.public_id)})

    assert answer.url == reverse("children:add_absence", args=[world.mia.public_id])
    assert "Write it for Mia here." in client.get(answer.url).text


def test_a_child_of_another_home_is_nobody_it_can_be_written_for(world, signed_in, missing):
    for child in (world.noa, world.kai):
        answer = send(signed_in(world.dee), "withdraw", missing, {**WITHDRAWN, "child": str(child.public_id)})
        assert answer.status_code == 422
    assert ChildAbsence.objects.count() == 1
