"""The conventions of docs/architecture.md that a test can hold: who imports whom, and how models and views are made."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django_scopes.exceptions import ScopeError

from homes.models import Record

ROOT = Path(settings.BASE_DIR)
APPS = ("homes", "children", "sessions_app", "compliance")
MODELS = [model for name in APPS for model in apps.get_app_config(name).get_models()]
OURS = [model for model in MODELS if not hasattr(model, "history_user")]


def named(path):
    return str(path.relative_to(ROOT))


SOURCES = sorted(
    path
    for name in (*APPS, "keywork")
    for path in (ROOT / name).rglob("*.py")
    if "migrations" not in path.parts
)
EVERY_SOURCE = [*SOURCES, *sorted(one for name in ("tests", "tools") for one in (ROOT / name).rglob("*.py"))]
REASON = re.compile(r"#(?! (?:noqa|type|fmt|pragma)[^-]*$)")  # after a dash a `noqa` says why too
VIEWS = [path for path in SOURCES if path.stem == "views" or path.parent.name == "views"]

# Read before a scope can exist (they decide it), or hold nothing about a child.
NOT_SCOPED = {
    "homes.User": "one person may work for two providers; found by who signs in",
    "homes.StaffRole": "read to find out what a person reaches",
    "homes.InspectionGrant": "read to find out what a person reaches",
    "homes.Provider": "names the scope",
    "homes.Home": "names the scope; pages start from visible_to",
    "homes.SentForm": "encrypted, and only ever read for the person who sent it",
    "compliance.ComplianceRun": "counts of a sweep, no names",
    "homes.BrowserSession": "read to find out who is signed in",
    "homes.PasswordTries": "counted before anybody is signed in",
    "homes.Seal": "hashes of rows, no word of a child",
    "homes.SealedColumns": "names of columns",
    "homes.SealCheck": "what reading the seal came to, no word of a child",
    "children.HomeSweep": "how far a home is swept, no word of a child",
}
# How a view starts: what this person sees, or the people at a home that was itself found that way.
SCOPES = {"visible_to", "working_at", "managing"}
LONGEST_VIEW = 40  # lines; the style guide asks for 25
# Make markup from numbers, their own class names and escaped text, each with a test of its escaping.
SPEAKS_PLAINLY = {"homes/words.py", "keywork/settings.py"}
MAY_MARK_SAFE = {
    "sessions_app/strip/drawing.py",
    "homes/templatetags/keywork_ui.py",
    "homes/templatetags/keywork_fields.py",
    "children/putting_right/changes.py",
    "homes/history.py",
}
# The sign-in page of the demo lists the made-up people.
UNSCOPED_VIEWS = {"keywork/views.py"}


def tree(path):
    return ast.parse(path.read_text())


def test_modules_import_downward_only():
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert run.returncode == 0, run.stdout


def hidden_imports(lines: list[str]) -> list[int]:
    """The lines of imports inside a function, or for the type checker alone, with no reason beside or above them."""

    def inside(node, condition=0):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.Import, ast.ImportFrom)):
                said = (child.lineno, child.lineno - 1, condition, condition - 1)
                if not any(line > 0 and REASON.search(lines[line - 1]) for line in said):
                    yield child.lineno
            yield from inside(child, condition)

    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from inside(node)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from inside(node, node.lineno)


def test_an_import_inside_a_function_or_for_types_alone_says_why():
    """It hides who needs whom, and a cycle with it."""
    silent = [
        f"{named(path)}:{line}"
        for path in EVERY_SOURCE
        for line in hidden_imports(path.read_text().splitlines())
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def one():\n    import os", [2]),
        ("def one():\n    import os  # needed late", []),
        ("def one():\n    # Needed late.\n    import os", []),
        ("def one():\n    import os  # noqa: F401", [2]),
        ("def one():\n    import os  # noqa: F401 - for what it registers", []),
        ("def one():\n    if two:\n        import os", [3]),
        ("if TYPE_CHECKING:\n    import os", [2]),
        ("if TYPE_CHECKING:  # os imports this\n    import os", []),
        ("if TYPE_CHECKING:\n    import os  # it imports this", []),
        ("import os", []),
    ],
)
def test_a_reason_stands_beside_an_import_or_above_it(text, found):
    assert list(hidden_imports(text.splitlines())) == found


def test_no_module_is_named_for_leftovers():
    leftovers = {"utils", "helpers", "services", "managers", "common", "misc", "core"}

    assert [named(path) for path in SOURCES if {path.stem, path.parent.name} & leftovers] == []


@pytest.mark.parametrize("path", [path for path in VIEWS if named(path) not in UNSCOPED_VIEWS], ids=named)
def test_a_view_reads_records_only_as_somebody_sees_them(path):
    unseen = []
    for statement in ast.walk(tree(path)):
        if not isinstance(statement, ast.stmt) or isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            continue
        names = {node.attr for node in ast.walk(statement) if isinstance(node, ast.Attribute)}
        if names & {"objects", "_base_manager", "_default_manager"} and not names & SCOPES:
            unseen.append(f"{named(path)}:{statement.lineno}")

    assert unseen == []


@pytest.mark.parametrize("path", VIEWS, ids=named)
def test_a_view_is_short(path):
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > LONGEST_VIEW
    ]

    assert long == []


@pytest.mark.parametrize("path", VIEWS, ids=named)
def test_a_view_does_not_read_the_clock(path):
    """`request.access.now` is the one reading of a request; the probes of keywork have no access."""
    if named(path) == "keywork/views.py":
        return
    calls = [
        f"{named(path)}:{node.lineno}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, (ast.Name, ast.Attribute))
        and (node.func.id if isinstance(node.func, ast.Name) else node.func.attr)
        in {"now", "today", "localdate"}
    ]

    assert calls == []


def test_the_engine_is_told_in_one_place():
    """Where records are written, so that no action can forget it."""
    telling = {named(path) for path in SOURCES if "case_changed.send(" in path.read_text()}

    # The importer writes thousands of rows in one transaction, and tells once a home.
    assert telling == {"homes/audit.py", "sessions_app/importing/plan.py"}


def test_a_row_is_held_in_one_place():
    holding = {named(path) for path in SOURCES if "refresh_from_db(from_queryset" in path.read_text()}

    assert holding == {"homes/acting.py"}


def test_what_an_action_refuses_is_answered_in_one_place():
    """`answer_form` and `answer_button` put it beside its field or on the next page. A record of a session has more
    answers than these two: a conflict, a wrong password, a draft that nobody presses a button for. How a record would
    read when put right is shown before anybody saves."""
    answering = {
        named(path)
        for path in VIEWS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and "Unable" in ast.unparse(node.type or node)
    }

    assert answering <= {
        "children/putting_right/views.py",
        "compliance/flags/views.py",
        "sessions_app/signed/views.py",
        "sessions_app/views.py",
    }


def test_a_password_is_looked_at_in_one_place():
    """Where it was counted first: a second look would be a second set of tries. Signing in goes through axes."""
    looking = {
        named(path)
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] in {"check_password", "authenticate", "reauthenticate"}
    }

    assert looking == {"homes/sign_in/again.py"}


def test_sentences_come_in_the_words_of_the_home():
    """`_` of Django alone would show braces, or another home's word (ADR 009)."""
    plain = [
        named(path)
        for path in SOURCES
        if "from django.utils.translation import" in path.read_text() and named(path) not in SPEAKS_PLAINLY
    ]

    assert plain == []


def test_nobody_yields_in_the_words_of_a_home():
    """What reads a generator would go on in the words it speaks in."""
    leaving = [
        f"{named(path)}:{node.lineno}"
        for path in SOURCES
        for block in ast.walk(tree(path))
        if isinstance(block, ast.With)
        and any("speaking" in ast.unparse(item.context_expr) for item in block.items)
        for node in ast.walk(block)
        if isinstance(node, (ast.Yield, ast.YieldFrom))
    ]

    assert leaving == []


def test_text_is_marked_safe_in_listed_modules_only():
    using = {
        named(path)
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name) and node.id in {"mark_safe", "SafeText"}
    }

    assert using <= MAY_MARK_SAFE


def test_templates_never_switch_escaping_off():
    off = [
        named(path)
        for path in (ROOT / "templates").rglob("*.html")
        if "|safe" in path.read_text() or "autoescape off" in path.read_text()
    ]

    assert off == []


def test_nothing_is_exempt_from_the_csrf_check():
    exempt = [named(path) for path in SOURCES if "csrf_exempt" in path.read_text()]

    assert exempt == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_protect(model):
    loose = [
        field.name
        for field in model._meta.concrete_fields
        if field.remote_field and field.remote_field.on_delete is not models.PROTECT
    ]

    assert loose == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_record_has_history_with_a_wide_key(model):
    if not issubclass(model, Record):
        return
    history = model.history.model

    assert isinstance(history._meta.pk, models.BigAutoField)
    missing = {field.name for field in model._meta.concrete_fields} - {
        field.name for field in history._meta.concrete_fields
    }
    assert missing <= {"created_at", "password"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_reading_outside_a_scope_raises(model, db):
    if model._meta.label in NOT_SCOPED:
        model.objects.count()
        return

    with pytest.raises(ScopeError):
        model.objects.count()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_constraints_and_indexes_are_named_by_us(model):
    meta = model._meta

    assert not meta.unique_together
    assert all(rule.name and rule.name.islower() for rule in [*meta.constraints, *meta.indexes])


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_dates_and_instants_are_told_apart_by_name(model):
    for field in model._meta.concrete_fields:
        if isinstance(field, models.DateTimeField):
            assert field.name.endswith("_at") or field.name == "at"
        elif isinstance(field, models.DateField):
            assert field.name.endswith(("_on", "_since", "_from", "date_of_birth", "as_of"))


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_models_do_nothing_when_saved(model):
    assert "save" not in vars(model)
