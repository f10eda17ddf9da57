"""The checkout itself: what it may hold, and what it must never name."""

import hashlib
import json
import re
import shutil
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR)
EXPECTED = {
    *(
        "manage.py",
        "keywork",
        "homes",
        "children",
        "sessions_app",
        "compliance",
        "templates",
        "static",
        "tests",
    ),
    *(
        "pyproject.toml",
        "docker-compose.yml",
        "README.md",
        "Makefile",
        "uv.lock",
        "Dockerfile",
        ".dockerignore",
    ),
    *(".ci", "docs", "tools", ".env.example", ".editorconfig", ".gitignore", ".gitattributes", "LICENSE"),
    *("CONTRIBUTING.md", ".github", ".pre-commit-config.yaml"),
}
LOCK_HOSTS = {"pypi.org", "files.pythonhosted.org"}
# Folders of one person's machine. Paths inside a container (/app, /data, /opt/venv) are ours to choose.
MACHINE_PATHS = re.compile(r"(?<![\w.:/$}\-*])/(?:work|root|home|Users|mnt|srv)/[\w.]+")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def tracked():
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.fail("this test reads the list of tracked files: run it in a git checkout")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def words_of(path):
    """The text of a file; nothing for pictures and fonts."""
    try:
        return path.read_text()
    except UnicodeDecodeError:
        return ""


def name(path):
    return str(path.relative_to(ROOT))


def test_the_lock_names_the_public_index_only():
    hosts = set(re.findall(r"https?://([^/\"\s]+)", (ROOT / "uv.lock").read_text()))

    assert hosts == LOCK_HOSTS


def test_the_lock_fits_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    locked = {package["name"] for package in lock["package"]}

    assert {re.match(r"[\w.-]+", line)[0].lower() for line in wanted} <= locked


def test_every_dependency_says_what_it_is_for():
    text = (ROOT / "pyproject.toml").read_text()
    lines = re.findall(r'^    "[a-z][\w.-]*(?:\[[\w,]+\])?[<>=~].*$', text, re.M)

    assert len(lines) > 20
    assert [line for line in lines if not re.search(r"#\s\w.{8,}", line)] == []


def test_the_top_level_holds_what_a_newcomer_expects():
    unexpected = {path.relative_to(ROOT).parts[0] for path in tracked()} - EXPECTED

    assert unexpected == set()


MOST_LINES, MOST_ENTRIES = 400, 24
READ_AS_CODE = (".py", ".html", ".css", ".js")
LONG_FOR_A_REASON = {"templates/gallery.html"}  # every component once, on one page


def product():
    """What Keywork is made of and somebody reads: neither tests nor what a command writes or somebody else wrote."""
    for path in tracked():
        named = name(path)
        is_ours = not any(part in named for part in ("tests/", "/migrations/", "/vendor/"))
        if path.suffix in READ_AS_CODE and is_ours:
            yield path


def test_a_file_is_short_enough_to_be_read():
    too_long = {name(path) for path in product() if len(words_of(path).splitlines()) > MOST_LINES}
    assert too_long == LONG_FOR_A_REASON


def test_a_folder_can_be_taken_in_at_a_glance():
    entries = {
        (str(folder), inside.parts[len(folder.parts)])
        for inside in (path.relative_to(ROOT) for path in tracked())
        for folder in inside.parents
    }
    crowded = Counter(folder for folder, _name in entries)
    assert {folder: found for folder, found in crowded.items() if found > MOST_ENTRIES} == {}


def test_no_file_names_a_folder_of_one_machine():
    naming = [
        f"{name(path)}: {found[0]}"
        for path in tracked()
        if path != Path(__file__).resolve() and (found := MACHINE_PATHS.search(words_of(path)))
    ]

    assert naming == []


def test_vendored_files_are_what_the_manifest_says():
    manifest = json.loads((ROOT / "static" / "vendor" / "manifest.json").read_text())
    wrong = [
        entry["file"]
        for entry in manifest
        if hashlib.sha256((ROOT / "static" / entry["file"]).read_bytes()).hexdigest() != entry["sha256"]
    ]
    known = {entry["file"] for entry in manifest}
    present = {
        str(path.relative_to(ROOT / "static"))
        for path in (ROOT / "static/vendor").rglob("*")
        if path.is_file()
    }

    assert wrong == []
    assert present - known == {"vendor/manifest.json"}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_can_be_read(path):
    """Also one that few pages include, or none in the tests."""
    get_template(str(path.relative_to(ROOT / "templates")))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_no_inline_style_or_script(path):
    """The Content-Security-Policy would block it, silently for the person at the screen."""
    text = path.read_text()

    assert not re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    assert not re.search(r"<script\b(?![^>]*\bsrc=)", text)


# What draws a field without its layout: by name, in a loop, by its widget, or as markup of its own.
BY_HAND = re.compile(
    r"(?<!\"){{\s*(?:\w+\.)*form(?:\.\w+)?\s*}}"
    r"|{{\s*(?:\w+\.)*form\.\w+\."
    r"|{%\s*field\b"
    r"|{%\s*for\s+\w+\s+in\s+(?:\w+\.)*form(?:\.(?:visible|hidden)_fields)?\s*%}"
    r"|as_crispy_field|\.as_widget"
    r"|<(?:input|select|textarea)\b(?![^>]*\b(?:type=\"hidden\"|hidden>|id=\"header-home\"))"
)
# The gallery shows parts without a form behind them.
DRAWN_BY_HAND = {"templates/gallery.html"}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_leaves_the_fields_of_a_form_to_its_layout(path):
    """`{% crispy form %}` draws a form as homes/forms/layout.py says; only the pack itself knows a field."""
    if path.is_relative_to(ROOT / "templates/keywork") or name(path) in DRAWN_BY_HAND:
        return

    assert BY_HAND.findall(path.read_text()) == []


def test_every_class_of_a_template_has_its_look():
    """What a page is made of is drawn by a style sheet: a rule that goes takes the look of every page with it."""
    sheets = [*(ROOT / "static/css").glob("*.css"), ROOT / "static/record.css"]
    drawn = set(re.findall(r"\.(kw-[\w-]+)", "".join(path.read_text() for path in sheets)))
    used = {
        found: name(path)
        for path in TEMPLATES
        for classes in re.findall(r'class="([^"]*)"', path.read_text())
        for found in re.sub(r"{%.*?%}|{{.*?}}", " ", classes).split()
        if re.fullmatch(r"kw-[\w-]*\w", found)
    }

    assert {found: where for found, where in used.items() if found not in drawn} == {}
    assert len(used) > 100


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_with_words_of_its_own_can_be_translated(path):
    """Words between tags that no translate tag surrounds. A cheap look: it asks for whole words, not signs."""
    text = re.sub(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->", "", path.read_text(), flags=re.S)
    text = re.sub(r"{% block \w*(class|attributes)\w* %}.*?{% endblock.*?%}", "", text, flags=re.S)
    text = re.sub(r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}", "", text, flags=re.S)
    text = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.S)
    visible = re.sub(r"<(script|title)\b.*?</\1>|<[^>]*>|&\w+;", "\n", text, flags=re.S)
    words = [line.strip() for line in visible.splitlines() if re.search(r"[A-Za-z]{3,}", line)]

    assert words == []


def test_translations_are_sound():
    for catalogue in ROOT.glob("keywork/locale/*/LC_MESSAGES/*.po"):
        if shutil.which("msgfmt") is None:
            pytest.skip("no gettext on this machine")
        check = subprocess.run(
            ["msgfmt", "--check", "-o", "/dev/null", catalogue], capture_output=True, text=True
        )
        assert check.returncode == 0, check.stderr


def test_every_setting_read_from_the_environment_is_in_the_example():
    code = (ROOT / "keywork" / "settings.py").read_text()
    read = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', code))

    missing = {
        setting for setting in read if not re.search(rf"\b{setting}\b", (ROOT / ".env.example").read_text())
    }
    assert missing == set()


def test_the_compose_file_passes_on_every_setting():
    """What it leaves out cannot be set for a container, whatever .env says."""
    read = set(
        re.findall(r'env(?:\.\w+)?\(\s*"([A-Z0-9_]+)"', (ROOT / "keywork" / "settings.py").read_text())
    )
    left_out = {
        *("PRIVATE_S3_BUCKET", "PRIVATE_S3_ENDPOINT", "PRIVATE_S3_REGION"),  # the image has no S3 client
        "CELERY_TASK_ALWAYS_EAGER",  # refused in production
    }

    passed = set(re.findall(r"^    ([A-Z0-9_]+): ", (ROOT / "docker-compose.yml").read_text(), re.M))
    assert {"TRUSTED_PROXIES", "SECRET_KEY"} <= read
    assert read - passed == left_out


def test_every_service_of_the_compose_file_has_its_command_on_one_line():
    """tools/native_services.sh reads them there."""
    text = (ROOT / "docker-compose.yml").read_text()
    commands = re.findall(r"^    command: (\[.*\])$", text, re.M)

    assert len(commands) == 5
    assert all(isinstance(json.loads(command), list) for command in commands)


def test_only_the_web_service_publishes_a_port():
    blocks = re.split(r"^  (\w+):$", (ROOT / "docker-compose.yml").read_text(), flags=re.M)
    publishing = [
        blocks[at] for at in range(1, len(blocks), 2) if re.search(r"^    ports:", blocks[at + 1], re.M)
    ]

    assert publishing == ["web"]


@pytest.mark.parametrize("document", sorted((ROOT / "docs").rglob("*.md")), ids=name)
def test_links_between_documents_lead_somewhere(document):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text())

    assert [link for link in links if not (document.parent / link).exists()] == []
