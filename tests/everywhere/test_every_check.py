"""Each check of each view is taken away alone, and somebody must then get another answer than the policy says.

Where test_sabotage takes a control away everywhere, this takes one call of it out of one function: a view that forgot
its own line would stay unseen there. The calls are found in the code.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType

import pytest
from django.conf import settings

from homes.requests.seen import SeenMiddleware
from tests.everywhere.policy_walk import Instance, Report, expected, instances, routes, walk
from tests.everywhere.test_who_looked import READERS, open_page, wanted
from tests.sampled import some
from tests.world.scenes import World, standing

pytestmark = pytest.mark.django_db

APPS = ("children", "compliance", "homes", "sessions_app")
WRITES_WHO_LOOKED = ("record_access", "log_form")
ADDRESSES = 2  # of those that come through a function, so many are asked
# By whom: one of each kind that is refused somewhere, a manager too, who reads drafts and writes in none but their own.
# All others are the business of the whole walk.
ASKING = ("worker", "manager", "inspector", "ri", "other_home_manager", "other_provider_manager", "no_role")
# Checks that stand behind another one, which is taken away with them: alone, nobody could miss them. A row about a
# child is found in scope, and then its child is.
CHILD = "children.placements.page.child_and_placement visible_to"
BEHIND = dict.fromkeys(
    (
        "children.about_me.views.end_date visible_to",
        "children.about_me.views.end_goal visible_to",
        "children.placements.views.record_return visible_to",
        "children.people.contacts.views.contact visible_to",
        "children.people.contacts.views.contact_seen visible_to",
        "children.legal_status.views.end_order visible_to",
        "children.people.views.known_and_placement visible_to",
        "children.people.restrictions.views._restriction_and_placement visible_to",
    ),
    CHILD,
)
# Not taken away, and why.
ALL_MAY = "everybody within reach has this permission (HELD_BY_ALL of controls.py)"
NARROWED = "of a child or homes already found in scope"
STARTS = (
    "child_and_placement",
    "child_and_stay",
)  # where the views of a topic begin, though it stands in a page of its own
NOT_TAKEN = {
    "children.file.views.document check_may": "asked in tests/children/putting_right/test_pages.py",
    "children.putting_right.views._refiled record_access": "asked in tests/children/putting_right/test_pages.py",
    "children.about_me.views.add_about visible_to": NARROWED,
    "children.file.views.document_applies visible_to": NARROWED,
    "children.placements.page.child_and_placement visible_to (2)": NARROWED,
    "children.moving_on.views.move_on visible_to": "what a form offers: tests/everywhere/test_foreign.py",
    "compliance.boards.views.children check_may": ALL_MAY,
    "compliance.boards.views.children visible_to": "asked in tests/compliance/boards/test_boards.py",
    "children.people.contacts.views._stop record_access": "asked in tests/children/people/contacts/test_contacts.py",
    "children.people.contacts.views.log_with_somebody visible_to": NARROWED,
    "children.key_workers.views.who_is_here check_may": ALL_MAY,
    "sessions_app.plans.views.plan_card check_may": ALL_MAY,
    "sessions_app.plans.views.week check_may": ALL_MAY,
    "compliance.flags.views._done visible_to": "asked in tests/compliance/flags/test_flags_page.py",
    "compliance.flags.views.flags check_may": ALL_MAY,
    "compliance.history.views.child_history check_may": ALL_MAY,
    "compliance.history.views.child_looked check_may": "without it the page has no tab to stand under: a crash",
    "compliance.history.views.child_looked visible_to (2)": NARROWED,
    "compliance.history.views.home_looked visible_to": NARROWED,
    "sessions_app.key_workers.views._already_over log_form": "asked in tests/everywhere/test_who_looked.py",
    "children.people.restrictions.views.add_restriction visible_to": NARROWED,
    "sessions_app.views.choose_child visible_to": NARROWED,
}


@dataclass(frozen=True)
class Check:
    path: Path
    function: str
    number: int  # which of the function's checks
    call: str
    again: str = ""  # " (2)" for the second call of this name

    def __str__(self) -> str:
        return f"{self.module}.{self.function} {self.call}{self.again}"

    @property
    def module(self) -> str:
        return ".".join(self.path.relative_to(settings.BASE_DIR).with_suffix("").parts).removesuffix(
            ".__init__"
        )


# --- finding them -----------------------------------------------------------------------------------


def name_of(call: ast.AST) -> str:
    """The last name of what is called: `visible_to` of Child.objects.visible_to(...)."""
    function = call.func if isinstance(call, ast.Call) else None
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def checks_in(function: ast.FunctionDef) -> list[ast.Call]:
    return [
        call
        for call in ast.walk(function)
        if name_of(call).startswith(("check_may", "check_can_"))
        or name_of(call) in ("visible_to", *WRITES_WHO_LOOKED)
    ]


@cache
def functions() -> dict[str, list[tuple[Path, ast.FunctionDef]]]:
    """Every function of the product by its name."""
    found: dict[str, list[tuple[Path, ast.FunctionDef]]] = {}
    for path in sorted(path for app in APPS for path in (settings.BASE_DIR / app).rglob("*.py")):
        if {"demo", "migrations", "management", "importing"} & set(path.parts):
            continue
        for one in ast.parse(path.read_text()).body:
            if isinstance(one, ast.FunctionDef):
                found.setdefault(one.name, []).append((path, one))
    return found


@cache
def names_in(function: ast.FunctionDef) -> frozenset[str]:
    used = (
        node.id if isinstance(node, ast.Name) else getattr(node, "attr", "") for node in ast.walk(function)
    )
    return frozenset(used) & set(functions())


@cache
def addresses() -> dict[tuple[Path, str], list[str]]:
    """Function -> the addresses whose view is it or comes to it, the nearest first."""
    found: dict[tuple[Path, str], list[tuple[int, str]]] = {}
    for address, route in routes().items():
        view = inspect.unwrap(route.callback)
        step, seen = {(Path(inspect.getsourcefile(view) or ""), getattr(view, "__name__", ""))}, set()
        for depth in range(5):
            for key in step:
                found.setdefault(key, []).append((depth, address))
            seen |= step
            step = {other for path, name in step for other in comes_to(path, name)} - seen
    return {key: [address for _depth, address in sorted(near)] for key, near in found.items()}


def comes_to(path: Path, name: str) -> Iterator[tuple[Path, str]]:
    """The functions a function names: a private one is that of its own module."""
    for at, function in functions().get(name, ()):
        if at == path:
            for other in names_in(function):
                for there, _function in functions()[other]:
                    if there == path or not other.startswith("_"):
                        yield there, other


def every_check() -> Iterator[Check]:
    for name, those in functions().items():
        for path, function in those:
            if (path.stem == "views" or name in STARTS) and (path, name) in addresses():
                before: Counter[str] = Counter()
                for number, call in enumerate(map(name_of, checks_in(function))):
                    before[call] += 1
                    yield Check(path, name, number, call, f" ({before[call]})" if before[call] > 1 else "")


KNOWN = {str(check): check for check in sorted(every_check(), key=str)}
CHECKS = [check for name, check in KNOWN.items() if name not in NOT_TAKEN]


# --- taking one away --------------------------------------------------------------------------------


class Without(ast.NodeTransformer):
    def __init__(self, calls: list[ast.Call]) -> None:
        self.calls = calls

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if not any(node is call for call in self.calls):
            return self.generic_visit(node)
        if name_of(node) == "visible_to":
            return ast.Call(ast.Attribute(node.func.value, "all", ast.Load()), [], [])
        return ast.Constant(None)


def code_without(checks: list[Check]) -> CodeType:
    """The code of one function without these checks of it."""
    path, name = checks[0].path, checks[0].function
    tree = ast.parse(path.read_text())
    function = next(one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == name)
    calls = checks_in(function)
    Without([calls[check.number] for check in checks]).visit(function)
    made = compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)
    return next(one for one in made.co_consts if isinstance(one, CodeType) and one.co_name == name)


def take_away(patch: pytest.MonkeyPatch, checks: list[Check]) -> None:
    """Under every name and decorator: a function stays the same object and runs other code."""
    for module, name in {(check.module, check.function) for check in checks}:
        function = inspect.unwrap(getattr(sys.modules[module], name))
        patch.setattr(
            function,
            "__code__",
            code_without([one for one in checks if (one.module, one.function) == (module, name)]),
        )


# --- whether anybody notices ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole_world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as built:
        yield built


def noticed(report: Report) -> bool:
    """By another answer, not by a crash."""
    return any(": 500," not in wrong for wrong in report.wrong)


def answers_differ(world: World, check: Check) -> bool:
    names = addresses()[check.path, check.function][:ADDRESSES]
    asked = {"names": names, "personas": ASKING, "methods": ("GET", "POST"), "only": is_near}
    return noticed(walk(world, **asked, enough=noticed))


def is_near(instance: Instance) -> bool:
    """Of the readers' own home, or of the child who left it: other homes are as theirs is to other people."""
    return not instance.mismatch and instance.label.split(" ")[0] in ("", "maple", "moved")


def nobody_is_seen_looking(world: World, check: Check) -> bool:
    for name in addresses()[check.path, check.function]:
        for instance in instances(name, world):
            may = [one for one in READERS if expected(name, "GET", instance, one) == {"200"}]
            ours = instance.label.startswith("maple") or not instance.label
            if not ours or not may or instance.mismatch:
                continue
            if open_page(world, name, instance, may[0]) != wanted(name, world):
                return True
    return False


@pytest.mark.parametrize("check", some(CHECKS, one_in=24))
def test_somebody_notices_that_a_check_is_gone(whole_world, monkeypatch, check):
    notice: Callable[[World, Check], bool] = (
        nobody_is_seen_looking if check.call in WRITES_WHO_LOOKED else answers_differ
    )

    with monkeypatch.context() as patch:
        if check.call in WRITES_WHO_LOOKED:  # what is noted after any view would stand in for it
            patch.setattr(SeenMiddleware, "_note", lambda *anything: None)
        take_away(patch, [check, KNOWN[BEHIND[str(check)]]] if str(check) in BEHIND else [check])
        assert notice(whole_world, check), f"nobody noticed that this is gone: {check}"


def test_enough_checks_are_found():
    """Fewer would mean that the search has lost its way; a line about none, that it is out of date."""
    assert len(CHECKS) > 100
    assert {*BEHIND, *BEHIND.values(), *NOT_TAKEN} <= set(KNOWN)
    assert {"check_may", "visible_to", "record_access"} <= {check.call for check in CHECKS}
