"""Reads tests/policy.csv and asks every URL, as everybody, about everybody's records, whether it keeps to it."""

from __future__ import annotations

import csv
import re
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, get_resolver, reverse

from tests.reading import text_of
from tests.world.bodies import body_for
from tests.world.cast import HOMES, PERSONAS, SIGNED_OUT
from tests.world.content import changed, watching
from tests.world.parts import in_turn, merged
from tests.world.scenes import Scene, World

POLICY = Path(__file__).parents[1] / "policy.csv"
STANDINGS = ("worker", "key_worker", "senior", "deputy", "manager", "ri", "inspector")
COLUMNS = ("name", "method", "object", "anonymous", *STANDINGS, "nobody", "other")
LOGIN = "login"  # a redirect to the sign-in page
VERBS = ("PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
# Who tries the other verbs: one of each kind, for they are refused before anybody is looked at.
VERB_PERSONAS = ("anonymous", "key_worker", "manager", "ri", "inspector", "ex_staff", "other_home_manager")
REFUSED = (LOGIN, "403", "404", "405")
EMPTY = {"csrfmiddlewaretoken": "x"}  # what a browser sends for a form nobody has filled in
QUERIES = merged("QUERIES")  # pages that show something else for another query; each is walked as well
SETTINGS = merged("PARAMETERS")  # which setting an address is about
CANARY = re.compile(r"Zq-[a-z]+-qz")
UNIONS = {
    # works somewhere, so keeps colours of their own
    ("homes:colours", "POST", "", "worker_inspecting"): "302",
    **merged("UNIONS"),
}
CHANGES_NOTHING = merged("CHANGES_NOTHING")
SAVED_IN_PLACE = ("sessions:autosave",)  # answered 200: no other page follows
PER_REQUEST = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"')


# --- the policy and the resolver ----------------------------------------------------------------


@cache
def routes() -> dict[str, URLPattern]:
    """Every named address of the product."""

    def under(resolver: Any, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLPattern):
                yield f"{prefix}{pattern.name}", pattern
            else:
                yield from under(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)

    found = list(under(get_resolver()))
    assert len(dict(found)) == len(found), "two addresses with one name"
    return dict(found)


@cache
def policy() -> dict[tuple[str, str, str], dict[str, str]]:
    """The hand-kept table: (name, method, object) -> the answer for each standing."""
    lines = [line for line in POLICY.read_text().splitlines() if line.strip() and not line.startswith("#")]
    rows: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in csv.DictReader(lines, skipinitialspace=True):
        cells = {name: (value or "").strip() for name, value in row.items()}
        assert tuple(cells) == COLUMNS, f"columns of policy.csv: {tuple(cells)}"
        key = (cells["name"], cells["method"], cells["object"])
        assert key not in rows, f"twice in policy.csv: {key}"
        rows[key] = cells
    return rows


@cache
def _rows_by_address() -> dict[tuple[str, str], list[dict[str, str]]]:
    found = defaultdict(list)
    for (name, method, _object), row in policy().items():
        found[name, method].append(row)
    return dict(found)


def parameters(pattern: URLPattern) -> frozenset[str]:
    return frozenset(pattern.pattern.converters)


# --- what is asked about -------------------------------------------------------------------------


@dataclass(frozen=True)
class Instance:
    """One thing to ask about: its ids, and which row counts for somebody with a standing at which home."""

    label: str
    kwargs: dict[str, Any]
    seen_from: tuple[tuple[str, str], ...] = ()  # (home, object column), the first standing counts
    mismatch: bool = False  # ids of two families in one address
    scene: Scene | None = None

    def address(self, name: str) -> str:
        return reverse(name, kwargs=self.kwargs)


def instances(name: str, world: World) -> list[Instance]:
    """Every object worth asking this address about."""
    wanted = parameters(routes()[name])
    if not wanted:
        return [Instance("", {})]
    if name == "account_reset_password_from_key":
        return [Instance("forged", {"uidb36": "1", "key": "abc-def"})]
    if name == "account_invitation":
        return [Instance("forged", {"invitation": world.scenes["maple"].ids["invitation"], "key": "0" * 40})]
    return list(_objects(wanted, world))


def _objects(wanted: frozenset[str], world: World) -> Iterator[Instance]:
    for home in HOMES:
        scene = world.scenes[home]
        for variant, kwargs in _own(wanted, scene):
            yield Instance(f"{home} {variant}", kwargs, ((home, variant),), scene=scene)
    moved, missing = world.scenes["moved"], world.scenes["missing"]
    if "home" not in wanted:
        here = "living" if _main(wanted) == "child" else "before"
        for variant, kwargs in _own(wanted, moved):
            seen_from = (("oak", here), ("maple", "left")) if variant != "after" else (("oak", "signed"),)
            yield Instance(f"moved {variant}", kwargs, seen_from, scene=moved)
    if wanted <= {"child", "type"}:
        for _variant, kwargs in _own(wanted, world.scenes["expected"]):
            yield Instance("expected", kwargs, (("maple", "expected"),), scene=world.scenes["expected"])
    for _variant, kwargs in _own(wanted, missing):
        yield Instance("missing", kwargs)
    yield from _mismatches(wanted, world)


def _main(wanted: frozenset[str]) -> str:
    """The object an address is about: the innermost of its ids."""
    order = (*in_turn("OBJECTS"), "child", "home")
    return next(name for name in order if name in wanted)


def _own(wanted: frozenset[str], scene: Scene) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each variant of the scene's own object: a child lives here, a session is a draft, signed or void."""
    kwargs = {name: scene.ids.get(name, SETTINGS.get(name)) for name in wanted - {"session", "type"}}
    if "type" in wanted:
        kwargs["type"] = "home_plan"
    if None in kwargs.values():
        return
    if "session" not in wanted:
        variant = {"child": "living", "home": "home"}.get(_main(wanted), "own")
        yield variant, kwargs
        return
    for state, session in scene.sessions.items():
        yield state, {**kwargs, "session": session}
    if "child" in wanted and "draft" in scene.sessions:
        yield "fresh", {**kwargs, "session": uuid.uuid4()}


def _mismatches(wanted: frozenset[str], world: World) -> Iterator[Instance]:
    """Nested ids that do not belong together, in both directions."""
    inner = _main(wanted)
    for outer in ("home", "child"):
        if outer not in wanted or outer == inner:
            continue
        for ours, theirs in (("maple", "oak"), ("oak", "maple"), ("maple", "elm"), ("elm", "maple")):
            mine, other = world.scenes[ours], world.scenes[theirs]
            inside = other.sessions["draft"] if inner == "session" else other.ids[inner]
            kwargs = {name: mine.ids[name] for name in wanted & set(mine.ids)} | {inner: inside}
            seen_from = ((ours, "fresh" if inner == "session" else "own"),)
            yield Instance(f"{ours} with {theirs}'s {inner}", kwargs, seen_from, True, mine)


# --- what the policy says ------------------------------------------------------------------------


def expected(name: str, method: str, instance: Instance, persona: str) -> frozenset[str]:
    """The answers the policy allows for one cell. More than one only for ids that do not belong together."""
    if persona in SIGNED_OUT:
        return frozenset({_any_row(name, method)["anonymous"]})
    at = PERSONAS[persona]
    union = UNIONS.get((name, method, instance.label, persona))
    if union:
        return frozenset({union})
    answers = [_row(name, method, variant)[at[home]] for home, variant in instance.seen_from if home in at]
    if answers and instance.mismatch:
        other = _any_row(name, method)["other"]
        return frozenset({other, "403"} if "403" in answers else {other})
    if answers:
        return frozenset({min(answers, key=lambda one: ("404" in one, "403" in one))})  # one home is enough
    row = _any_row(name, method)
    if instance.kwargs:
        return frozenset({row["other"]})
    first = next((home for home in HOMES if home in at), None)  # homes go by name
    return frozenset({row[at[first]] if first else row["nobody"]})


def _row(name: str, method: str, variant: str) -> dict[str, str]:
    found = policy().get((name, method, variant)) or policy().get((name, method, "*"))
    if found is None and method in VERBS:
        return _by_rule(name)
    assert found is not None, f"policy.csv has no row {name},{method},{variant}"
    return found


def _any_row(name: str, method: str) -> dict[str, str]:
    """Any row of this address and method: those out of reach get one answer whatever the object is."""
    found = _rows_by_address().get((name, method), [])
    if not found and method in VERBS:
        return _by_rule(name)
    assert found, f"policy.csv has no row {name},{method}"
    assert len({(row["anonymous"], row["other"]) for row in found}) == 1, f"one answer out of reach: {name}"
    return found[0]


def _by_rule(name: str) -> dict[str, str]:
    """Verbs without a row: nobody may use them, and who is signed out is sent to sign in where that is needed."""
    anonymous = _any_row(name, "GET")["anonymous"]
    refused = dict.fromkeys((*STANDINGS, "nobody", "other"), "405")
    return {**refused, "anonymous": LOGIN if anonymous == LOGIN else "405"}


# --- asking ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """One question: who asks what of which address, and the answers the policy allows."""

    name: str
    method: str
    instance: Instance
    persona: str
    wanted: frozenset[str]
    queries: tuple[str, ...] = ()  # asked as well
    empty: bool = True  # those who may write send an empty form too

    @property
    def url(self) -> str:
        return self.instance.address(self.name)

    @property
    def label(self) -> str:
        return f"{self.name} {self.method} {self.instance.label} as {self.persona}"

    @property
    def refused(self) -> bool:
        return self.wanted <= set(REFUSED)

    @property
    def variant(self) -> str:
        """The object in the word of the policy, seen from the home of whoever asks."""
        at = PERSONAS[self.persona]
        return next((variant for home, variant in self.instance.seen_from if home in at), "")


@dataclass
class Report:
    cells: int = 0
    refused_writes: int = 0
    accepted_writes: int = 0
    wrong: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    not_found: dict[tuple[str, str, str], set[bytes]] = field(default_factory=lambda: defaultdict(set))

    def note(self, cell: str, problem: str) -> None:
        self.wrong.append(f"{cell}: {problem}")


def answer_of(response: HttpResponse) -> str:
    if response.status_code == 302 and response["Location"].startswith(reverse("account_login")):
        return LOGIN
    return str(response.status_code)


def walk(
    world: World,
    *,
    names: Iterable[str] | None = None,
    personas: Iterable[str] | None = None,
    methods: Iterable[str] = ("GET", "POST", *VERBS),
    only: Callable[[Instance], bool] = lambda instance: True,
    choose: Callable[[list[Cell]], Iterable[Cell]] = list,
    enough: Callable[[Report], bool] = lambda report: False,
) -> Report:
    """Ask every cell of the policy; the report says what was asked and which answers were wrong.

    `choose` says which cells of one address, method and object are asked, and how. `enough` ends a walk early, for the
    tests that only want to know whether it bites.

    Verbs other than GET and POST are asked of one own object each: they never reach a record.
    """
    report = Report()
    for name in sorted(names or routes()):
        asked = [one for one in instances(name, world) if only(one)]
        for method in methods:
            for instance in asked[:1] if method in VERBS else asked:
                queries = QUERIES.get(name, ()) if method == "GET" else ()
                cells = [
                    Cell(name, method, instance, persona, expected(name, method, instance, persona), queries)
                    for persona in _askers(personas or PERSONAS, method, instance)
                ]
                for cell in choose(cells):
                    if method in UNSAFE:
                        _ask_to_write(world, report, cell)
                    else:
                        _ask(world, report, cell)
                    if enough(report):
                        return report
    for key, bodies in report.not_found.items():
        if len(bodies) > 1:
            report.note(" ".join(key), "hidden and non-existent read differently")
    return report


def _askers(personas: Iterable[str], method: str, instance: Instance) -> list[str]:
    """Everybody; of those with no home at all, only `no_role` asks about homes none of them ever had."""
    if method in VERBS:
        return [persona for persona in personas if persona in VERB_PERSONAS]
    theirs = not instance.kwargs or any(home == "maple" for home, _variant in instance.seen_from)
    return [
        persona
        for persona in personas
        if PERSONAS[persona] or persona == "no_role" or (theirs and not instance.mismatch)
    ]


def _ask(world: World, report: Report, cell: Cell) -> None:
    client = world.fresh(cell.persona)
    for query in ("", *cell.queries):
        response = client.generic(cell.method, cell.url + query)
        _judge(world, report, cell, response, query)
        if cell.method == "GET" and response.status_code == 404:
            body = PER_REQUEST.sub(b"", response.content)
            report.not_found[cell.name, cell.method, cell.persona].add(body)


def _ask_to_write(world: World, report: Report, cell: Cell) -> None:
    """From those who may not, a form that would be accepted; from those who may, an empty one, and then that."""
    valid = body_for(cell.name, world, cell.instance, cell.persona)
    once = (
        cell.refused or cell.method != "POST" or ":" not in cell.name
    )  # the sign-in library's forms are its own
    if once or cell.empty:
        sent = send(world, cell, valid if cell.refused else EMPTY)
        _judge(world, report, cell, sent.response)
        report.refused_writes += cell.refused
        if sent.changed and answer_of(sent.response) in (*REFUSED, "409", "422"):
            report.note(cell.label, f"was refused and changed {sorted(sent.changed)}")
    if once:
        return
    sent = send(world, cell, valid)
    over = CHANGES_NOTHING.keys() & {(cell.name, cell.variant), (cell.name, "*")}
    answers = {"302", "422"} if over else {"200"} if cell.name in SAVED_IN_PLACE else {"302"}
    _judge(world, report, replace(cell, wanted=frozenset(answers)), sent.response, " with a form that holds")
    report.accepted_writes += not over
    if bool(sent.changed) == bool(over):
        report.note(cell.label, f"sent a form that holds and changed {sorted(sent.changed) or 'nothing'}")


@dataclass
class Sent:
    response: HttpResponse
    changed: set[str]  # the tables that held something else afterwards


def send(world: World, cell: Cell, body: dict[str, Any]) -> Sent:
    """Post, see what it changed, and take everything back."""
    client, before = world.fresh(cell.persona), world.content
    with transaction.atomic():
        with watching() as touched:
            if cell.method == "POST":
                response = client.post(cell.url, body)
            else:
                kind = "application/x-www-form-urlencoded"
                response = client.generic(cell.method, cell.url, "x=1", content_type=kind)
        found = changed(before, touched)
        transaction.set_rollback(True)
    return Sent(response, found)


def _judge(world: World, report: Report, cell: Cell, response: HttpResponse, how: str = "") -> None:
    """The status, and no word of somebody else's in the body, the address or a message."""
    report.cells += 1
    got = answer_of(response)
    if got not in cell.wanted:
        report.note(cell.label + how, f"{got}, the policy says {' or '.join(sorted(cell.wanted))}")
    text = text_of(response)
    text += response.get("Location", "") + str(response.cookies.get("messages", ""))
    for word in set(CANARY.findall(text)):
        readers = world.canaries.get(word)
        if readers is None or cell.persona not in readers:
            report.note(cell.label + how, f"shows {word}")
        else:
            report.seen.add(word)
