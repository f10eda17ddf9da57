"""Every form and every list is sent what no browser sends. It answers, and it writes all of an action or nothing.

The forms are those of tests/policy.csv, their fields those of the rendered page: a new field is covered by being there.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import TestCase
from django.urls import reverse
from django_scopes import scopes_disabled

from sessions_app.models import Addendum
from tests.everywhere.policy_walk import instances, policy
from tests.naughty import DATES, EDGES, LONG, NO_FORMS, REFUSED, STORABLE, TOO_LONG, VERSIONS
from tests.sampled import few
from tests.world.bodies import BODIES, body_for
from tests.world.content import SWEPT, changed, content, count, watching
from tests.world.forms import form_on
from tests.world.parts import in_turn, merged, united
from tests.world.scenes import World, standing

pytestmark = pytest.mark.django_db

MARKUP = [text for text in STORABLE if "<" in text and ">" in text]
FEWEST_STRINGS = 60
EMAILS = [
    "a@" + "é" * 63 + ".com", "a@xn--" + "z" * 59 + ".com", "ÉVE@EXAMPLE.ORG", "eve@ÉXAMPLE.org", "a@İstanbul.example",
    "a@[127.0.0.1]", "a@localhost", '"a b"@example.org', "a\r\nBcc: b@example.org", "a@example.org\nBcc: b@example.org",
    "a" * 64 + "@example.org", "a@" + "b" * 240 + ".org", "keywork@system.invalid", "A@EXAMPLE.ORG ", "ﬁ@example.org",
]  # fmt: skip
# Forms of the sign-in library answer 200 to a mistake, so the policy alone does not show them.
OF_ACCOUNTS = {
    "account_login": "anonymous",
    "account_reset_password": "anonymous",
    "account_change_password": "worker",
}
FIELDS_OF = {"sessions:autosave": "sessions:edit"}  # what has no page of its own sends the fields of another
STARTS_FROM = merged("STARTS_FROM")
AS_MANY_AS_GIVEN = merged("AS_MANY_AS_GIVEN")
NEVER_ANSWERED = united("NEVER_ANSWERED")
"""Buttons without a field: the policy walk presses them."""
AS_CHOSEN = united("AS_CHOSEN")  # one row, with its history, for each way that was chosen differently
LISTS = in_turn("LISTS")
ASKED = ("tab", "from", "to", "type", "by", "before", "after", "page", "q", "fresh", "check", "next")
SEED = 20260914


def forms_of_policy() -> dict[str, str]:
    """Each address with a form, and somebody who may use it."""
    found = dict(OF_ACCOUNTS)
    for (name, method, _object), row in policy().items():
        for standing_of in ("manager", "key_worker"):
            if method == "POST" and (row[standing_of] == "422" or name == "sessions:autosave"):
                found.setdefault(name, standing_of)
    # no picture is an answer too, and no number
    nothing_is_asked = {"compliance:staff_picture": "manager", "compliance:settings_ringing": "manager"}
    return (
        found
        | nothing_is_asked
        | dict.fromkeys(("sessions:edit", "sessions:autosave", "sessions:moment"), "key_worker")
    )


FORMS = forms_of_policy()
VERSION_AS_STORED = {
    "sessions:check",
    "sessions:report_edit",
    "sessions:report_finish",
}  # others begin a draft anew


@pytest.fixture(scope="module")
def standing_world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as built:
        yield built


# --- one form and what it does ------------------------------------------------------------------------


@dataclass
class Form:
    """An address with a form, somebody who may use it, and what an accepted post adds to each table."""

    world: World
    name: str
    persona: str
    asked: dict[str, str] | None = None

    def __post_init__(self) -> None:
        variants = ("fresh", "living", "own", "home", "signed", "draft", "")
        order = STARTS_FROM.get(self.name, variants)
        found = instances(self.name, self.world)
        own = [one for one in found if one.seen_from and one.seen_from[0][0] == "maple" and not one.mismatch]
        self.instance = min(
            own or found, key=lambda one: order.index(one.seen_from[0][1]) if _known(one, order) else 99
        )
        self.url = reverse(self.name, kwargs=self.instance.kwargs)
        self.base = body_for(self.name, self.world, self.instance, self.persona)
        if "version" in self.base and self.name not in VERSION_AS_STORED:
            self.base["version"] = "0"
        self.accepted_adds = self.send(self.base).added

    def fields(self) -> dict[str, str]:
        if self.asked is None:
            self.asked = self._fields_of_the_page()
        return self.asked

    def _fields_of_the_page(self) -> dict[str, str]:
        page = FIELDS_OF.get(self.name, self.name)
        shown = self.world.fresh(self.persona).get(reverse(page, kwargs=self.instance.kwargs)).text
        return {name: asked.kind for name, asked in form_on(shown, self.base).items()}

    def words(self) -> list[str]:
        return [
            name for name, kind in self.fields().items() if kind in ("text", "textarea", "email", "search")
        ]

    def send(self, body: Any, **extra: Any) -> Sent:
        """Post, run what waits for the commit, look at what was written, and take it back."""
        client, before, counts = self.world.fresh(self.persona), self.world.content, self.world.counts
        with transaction.atomic():
            with watching() as touched, TestCase.captureOnCommitCallbacks(execute=True):
                if isinstance(body, bytes):
                    response = client.generic("POST", self.url, body, **extra)
                else:
                    response = client.post(self.url, body)
            added = {table: count(table) - counts[table] for table in changed(before, touched)}
            rows = new_rows(added)
            transaction.set_rollback(True)
        return Sent(response, added, rows)

    def judge(self, sent: Sent, case: str) -> None:
        """An answer, no crash, and no half of an action."""
        case = f"{self.name} {case}"
        assert sent.response.status_code < 500, case
        accepted = sent.response.status_code == 302 or self.name == "sessions:autosave"
        if not sent.added:
            return
        assert accepted, f"{case}: refused and wrote {sent.added}"
        if self.name in AS_CHOSEN:
            wrote = {table: number for table, number in sent.added.items() if table not in SWEPT}
            wanted = set(self.accepted_adds) - set(SWEPT)
            assert set(wrote) == wanted, f"{case}: half an action: {sent.added}"
            assert len(set(wrote.values())) == 1, f"{case}: a change without its history: {sent.added}"
        else:
            assert self.counted(sent.added) == self.counted(self.accepted_adds), (
                f"{case}: half an action: {sent.added}"
            )
        for row in sent.rows:
            self._placements_at_home(row, case)

    def counted(self, added: dict[str, int]) -> dict[str, int]:
        left_out = AS_MANY_AS_GIVEN.get(self.name, set()) | set(SWEPT)
        return {table: rows for table, rows in added.items() if table not in left_out}

    def _placements_at_home(self, row: models.Model, case: str) -> None:
        """Whatever was typed or forged, what is written is about Maple's people and places."""
        strangers = {
            person.pk for name, person in self.world.people.items() if name.startswith("other_provider")
        }
        elsewhere = {self.world.homes["elm"].pk}
        for field in row._meta.concrete_fields:
            value = getattr(row, field.attname)
            related = field.related_model and field.related_model._meta.label
            assert not (related == "homes.User" and value in strangers), case
            assert not (related == "homes.Home" and value in elsewhere), case


@dataclass
class Sent:
    response: Any
    added: dict[
        str, int
    ]  # the tables that hold something else, and how many rows more: none, where one was changed
    rows: list[models.Model]

    def stored(self) -> set[str]:
        """Every text of the rows that were added."""
        found: set[str] = set()
        for row in self.rows:
            for field in row._meta.concrete_fields:
                found.update(_texts(getattr(row, field.attname)))
        return found


def _texts(value: Any) -> Iterator[str]:
    """A text, or those inside what is kept as a list or by name."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _known(instance: Any, order: tuple[str, ...]) -> bool:
    return bool(instance.seen_from) and instance.seen_from[0][1] in order


@cache
def tables() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}


def new_rows(added: dict[str, int]) -> list[models.Model]:
    found: list[models.Model] = []
    with scopes_disabled():
        for table, more in added.items():
            model = tables().get(table)
            if model is not None and more > 0:
                found += model._base_manager.order_by("-pk")[:more]
    return found


@pytest.fixture(scope="module")
def known_forms() -> dict[str, Form]:
    """Each form is met once: what its plain body adds, and which fields its page has."""
    return {}


@pytest.fixture(params=sorted(FORMS))
def form(request, standing_world, known_forms) -> Form:
    name = request.param
    if name not in known_forms:
        known_forms[name] = Form(standing_world, name, FORMS[name])
    return known_forms[name]


MOST_FIELDS = 8  # of one form in `make test`; others in each run


@pytest.fixture(
    params=[
        pytest.param(few, id="some", marks=pytest.mark.part),
        pytest.param(lambda cases, **_few: list(cases), id="all", marks=pytest.mark.long),
    ]
)
def asked(request) -> Callable[..., list[Any]]:
    """Of what a form or list is sent, some; `make test-long` sends all of it."""
    return request.param


# --- the forms ------------------------------------------------------------------------------------------


def test_every_form_is_known():
    posts = {
        name for (name, method, _o), row in policy().items() if method == "POST" and "422" in row.values()
    }

    assert posts <= set(FORMS)
    assert set(BODIES) - set(FORMS) <= NEVER_ANSWERED | {
        "account_logout",
        "account_signup",
        "account_reset_password_from_key",
    }
    assert len(STORABLE) + len(REFUSED) + len(LONG) + len(TOO_LONG) >= FEWEST_STRINGS


def test_the_plain_body_is_accepted(form):
    """Else nothing below would test anything."""
    if form.name in ("account_login", "account_reset_password"):
        return  # a wrong password and an unknown address write no record of ours
    assert form.accepted_adds, form.name
    assert set(form.base) - {"csrfmiddlewaretoken"} <= set(form.fields()), form.name


WRITTEN = united("WRITTEN")
"""Fields whose words are stored as such; the others choose, are checked, or belong to an answer not given here."""
NOT_ASKED = united("NOT_ASKED")


def test_words_are_kept_letter_for_letter_or_refused(form, asked):
    """Each naughty string in each text field; in a form with many fields, in some of them. What is accepted reads back
    identical."""
    kinds, words = form.fields(), form.words()
    step = 5 if form.name in FIELDS_OF else ceil(len(words) / 3)  # the same fields again: every fifth
    texts = {
        field: [*STORABLE, *REFUSED, *LONG[:1], *TOO_LONG][at % step :: step]
        for at, field in enumerate(words, start=len(form.name))
    }
    for field in asked(words, most=MOST_FIELDS, of=form.name):
        stored = field in WRITTEN and (form.name, field) not in NOT_ASKED
        addresses = EMAILS if kinds[field] == "email" else []
        told = f"{form.name} {field}"
        for text in [*asked(texts[field], most=2, of=told), *asked(addresses, most=2, of=told)]:
            sent = form.send({**form.base, field: text})
            form.judge(sent, f"{field}={text[:40]!r}")
            if sent.added and stored:
                kept = {text, text.strip()}
                assert kept & sent.stored(), f"{form.name} {field}: {text[:40]!r} was changed"


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(MARKUP, id="all at once", marks=pytest.mark.part),
        *(pytest.param([text], id=text, marks=pytest.mark.long) for text in MARKUP),
    ],
)
def test_markup_comes_back_escaped(form, texts):
    """On the page with the errors, from every text field at once."""
    body = {**dict.fromkeys(form.words(), " ".join(texts)), "csrfmiddlewaretoken": "x"}
    answer = form.send(body)

    form.judge(answer, " ".join(texts))
    for text in texts:
        assert text not in answer.response.content.decode()


def foreign(world: World) -> list[str]:
    """Ids of people, homes, children and records the person has nothing to do with, public and private ones."""
    found = [str(world.people[name].public_id) for name in ("other_home_worker", "other_provider_worker")]
    found.append(str(world.people["other_provider_worker"].pk))
    for scene in (world.scenes["oak"], world.scenes["elm"]):
        found += [str(scene.ids["home"]), str(scene.ids["child"]), str(scene.sessions["draft"])]
    with scopes_disabled():
        found += [str(public_id) for public_id in Addendum.objects.values_list("public_id", flat=True)]
    return found


def odd_values(world: World, kind: str) -> list[Any]:
    """What does not belong in a field of this kind."""
    lists = [["a", "b"], [""], ["", "x" * 300]]
    if kind == "date":
        return [*DATES, *lists]
    if kind in ("text", "textarea", "email", "search", "password"):
        return lists
    numbers = ["not-an-id", "2" * 400, str(2**63), "[]", "{}", "true", DATES[2], *VERSIONS]
    return [*numbers, *foreign(world), *lists]


def in_families(field: str, values: list[Any]) -> list[list[dict[str, Any]]]:
    """No answer; one that is something else; several. Each as often drawn as the others."""
    lists = [value for value in values if isinstance(value, list)]
    single = [value for value in values if value not in lists]
    return [[{}], *([{field: value} for value in family] for family in (single, lists) if family)]


def test_odd_values_in_every_field(form, asked):
    """Foreign ids, impossible dates, huge numbers, lists where one value belongs, and fields left out. In a form with
    many fields each value goes into some of them."""
    fields = form.fields()
    step = 4 if form.name in FIELDS_OF else ceil(len(fields) / 5)
    values = {
        field: odd_values(form.world, kind)[at % step :: step]
        for at, (field, kind) in enumerate(fields.items(), start=len(form.name))
    }
    for field in asked(fields, most=MOST_FIELDS, of=form.name):
        rest, told = (
            {name: value for name, value in form.base.items() if name != field},
            f"{form.name} {field}",
        )
        for family in asked(in_families(field, values[field]), most=1, of=told):
            for value in asked(family, most=1, of=told):
                form.judge(form.send({**rest, **value}), f"{field}={str(value)[:60]!r}")


def test_every_date_at_the_edge_of_the_calendar(form, asked):
    days = [name for name, kind in form.fields().items() if kind == "date"]
    for day in asked(EDGES if days else [], most=1, of=form.name):
        form.judge(form.send({**form.base, **dict.fromkeys(days, day)}), f"every date {day}")


def test_bodies_that_are_not_forms(form, asked):
    """Broken multipart, wrong encodings and kinds, too many fields, too much."""
    for sent, kind in asked(NO_FORMS, most=1, of=form.name):
        form.judge(form.send(sent, content_type=kind), f"{kind} {sent[:30]!r}")


# --- the lists ------------------------------------------------------------------------------------------


def random_query(dice: random.Random) -> dict[str, str]:
    values = [
        *STORABLE,
        *REFUSED,
        *DATES,
        *VERSIONS,
        str(uuid.UUID(int=dice.getrandbits(128))),
        "done",
        "planned",
    ]
    return {name: dice.choice(values) for name in dice.sample(ASKED, dice.randint(1, 4))}


@pytest.mark.parametrize("name", LISTS)
def test_queries_of_lists_never_crash(standing_world, name, asked):
    """50 random queries of each list and every naughty string in one parameter after another."""
    dice = random.Random(f"{SEED} {name}")
    instance = next(one for one in instances(name, standing_world) if one.seen_from)
    url = reverse(name, kwargs=instance.kwargs)
    client = standing_world.fresh("manager")
    before = content()

    queries = [random_query(dice) for _ in range(50)]
    queries += [
        {ASKED[at % len(ASKED)]: text} for at, text in enumerate([*STORABLE, *REFUSED, *DATES, *VERSIONS])
    ]
    for query in asked(queries, most=8, of=name):
        response = client.get(url, query)
        assert response.status_code in (200, 302), query
        for text in MARKUP:
            assert text not in response.content.decode(), (query, text)
    assert content() == before
