"""A real worker over a real Redis raises the flag that a saved change brings about."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import transaction
from django_scopes import scopes_disabled

from homes import dates
from homes.audit import case_changed
from keywork.celery import app as celery_app
from tests.compliance.databases import url_for_other_processes
from tests.compliance.judging import make_case

pytestmark = [
    pytest.mark.redis,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not os.environ.get("REDIS_URL"), reason="no REDIS_URL"),
]


def open_flags(environ: dict[str, str]) -> list[str]:
    """Asked through list of stored rows in a process of its own: on SQLite the worker writes to a copy."""
    script = (
        "import django; django.setup()\n"
        "from django_scopes import scopes_disabled\n"
        "from children.models import Flag\n"
        "with scopes_disabled(): print(','.join(Flag.objects.open().values_list('rule_code', flat=True)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=True
    )
    return [code for code in done.stdout.strip().split(",") if code]


def test_a_worker_raises_the_flag_after_a_saved_change(tmp_path):
    with scopes_disabled():
        case = make_case(dates.today().isoformat())
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "keywork.settings",
        "DATABASE_URL": url_for_other_processes(tmp_path),
        "DATA_DIR": str(tmp_path),
        "REDIS_URL": settings.REDIS_URL,
    }
    assert open_flags(environ) == []
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "keywork",
        "worker",
        "--pool",
        "solo",
        "--loglevel",
        "INFO",
    ]
    celery_app.control.purge()  # what other tests left in the queue is about rows that were never kept
    log = (tmp_path / "worker.log").open("w")
    worker = subprocess.Popen(command, env=environ, stdout=log, stderr=log)
    try:
        with transaction.atomic():
            case_changed.send(sender=None, home_id=case.home.pk, child_id=case.child.pk)
        until = time.monotonic() + 40
        while "KS-FIRST" not in (found := open_flags(environ)) and time.monotonic() < until:
            time.sleep(0.5)
    finally:
        worker.terminate()
        worker.wait(timeout=20)
        log.close()

    assert "KS-FIRST" in found, (tmp_path / "worker.log").read_text()
