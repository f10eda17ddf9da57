"""A production start refuses what would expose children's records, and each refusal says what to set."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from keywork.startup import refuse_unsafe_start

GOOD_KEY = "a-long-and-varied-key-0123456789-made-for-this-test-only"
LEDGER_KEY = "another-varied-key-9876543210-that-seals-what-is-written-here"
SAFE = {
    "mode": "production",
    "debug": False,
    "secret_key": GOOD_KEY,
    "ledger_key": LEDGER_KEY,
    "demo_secret_key": "demo",
    "allowed_hosts": ["keywork.example.org"],
    "eager_celery": False,
    "second_factor_for": ["registered_manager", "inspector", "senior"],
    "need_second_factor": ["registered_manager", "inspector"],
}
SAFE_ENVIRONMENT = {
    "KEYWORK_MODE": "production",
    "SECRET_KEY": GOOD_KEY,
    "LEDGER_KEY": LEDGER_KEY,
    "ALLOWED_HOSTS": "keywork.example.org",
    "DEBUG": "false",
    "CELERY_TASK_ALWAYS_EAGER": "false",
}


def manage(*command, **environment):
    """manage.py in a process of its own, with nothing of the test run's environment but the data folder."""
    kept = {name: os.environ[name] for name in ("PATH", "DATA_DIR", "DATABASE_URL")}
    return subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("unsafe", "sentence"),
    [
        ({"mode": "prodution"}, "Set KEYWORK_MODE=production or KEYWORK_MODE=demo."),
        ({"mode": ""}, "Set KEYWORK_MODE=production or KEYWORK_MODE=demo."),
        ({"debug": True}, "Set DEBUG=false."),
        ({"secret_key": "demo"}, "SECRET_KEY is the demo key."),
        ({"secret_key": "django-insecure-" + GOOD_KEY}, "SECRET_KEY is the demo key."),
        ({"secret_key": ""}, "SECRET_KEY is weak."),
        ({"secret_key": GOOD_KEY[:49]}, "SECRET_KEY is weak."),
        ({"secret_key": "abc" * 30}, "SECRET_KEY is weak."),
        ({"ledger_key": "demo"}, "LEDGER_KEY is the demo key"),
        ({"ledger_key": GOOD_KEY}, "LEDGER_KEY is the demo key, SECRET_KEY over again, or short."),
        ({"ledger_key": LEDGER_KEY[:49]}, "Set LEDGER_KEY to 50 or more random characters"),
        ({"ledger_key": ""}, "LEDGER_KEY"),
        ({"allowed_hosts": []}, "Set ALLOWED_HOSTS to the names people type."),
        ({"allowed_hosts": ["*"]}, "Set ALLOWED_HOSTS to the names people type."),
        ({"allowed_hosts": ["fine.example.org", "*.example.org"]}, "Set ALLOWED_HOSTS"),
        ({"second_factor_for": []}, "SECOND_FACTOR_FOR leaves out registered_manager, inspector,"),
        (
            {"second_factor_for": ["registered_manager", "inspektor"]},
            "SECOND_FACTOR_FOR leaves out inspector,",
        ),
        ({"eager_celery": True}, "Set CELERY_TASK_ALWAYS_EAGER=false and start a worker and beat."),
    ],
)
def test_each_unsafe_setting_is_refused_alone(unsafe, sentence):
    with pytest.raises(ImproperlyConfigured) as refusal:
        refuse_unsafe_start(**{**SAFE, **unsafe})

    assert sentence in str(refusal.value)
    assert str(refusal.value).count("\n  - ") == 1


def test_safe_settings_start():
    assert refuse_unsafe_start(**SAFE) is None


def test_every_problem_is_named_at_once():
    with pytest.raises(ImproperlyConfigured) as refusal:
        refuse_unsafe_start(**{**SAFE, "debug": True, "secret_key": "x", "allowed_hosts": ["*"]})

    assert str(refusal.value).count("\n  - ") == 3


@pytest.mark.parametrize(
    ("unsafe", "words"),
    [
        ({"DEBUG": "true"}, "DEBUG is on"),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"LEDGER_KEY": ""}, "LEDGER_KEY"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"CELERY_TASK_ALWAYS_EAGER": "true"}, "CELERY_TASK_ALWAYS_EAGER"),
        ({"KEYWORK_MODE": "staging"}, "KEYWORK_MODE is 'staging'"),
    ],
)
def test_the_product_itself_refuses(unsafe, words):
    run = manage("check", **{**SAFE_ENVIRONMENT, **unsafe})

    assert run.returncode != 0
    assert "Keywork refuses to start" in run.stderr
    assert words in run.stderr


def test_production_with_no_key_set_refuses_the_demo_key():
    run = manage("check", KEYWORK_MODE="production", ALLOWED_HOSTS="keywork.example.org")

    assert run.returncode != 0
    assert "SECRET_KEY is the demo key" in run.stderr


def test_check_deploy_has_no_warning_in_production():
    run = manage("check", "--deploy", "--fail-level", "WARNING", **SAFE_ENVIRONMENT)

    assert run.returncode == 0, run.stderr
    assert "security.W" not in run.stderr


def test_static_files_are_collected_hashed_and_compressed(settings, tmp_path):
    """Every file a style sheet names exists, or this fails here instead of at a release."""
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
    settings.STATIC_ROOT = tmp_path

    call_command("collectstatic", interactive=False, verbosity=0)

    named = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    sheets = [name for name in named if name.startswith("css/")]
    assert "css/tokens.css" in sheets
    for sheet in sheets:
        assert (tmp_path / named[sheet]).exists()
        assert (tmp_path / (named[sheet] + ".gz")).exists()
