"""A real worker over a real Redis sweeps the home it is asked for."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django_scopes import scopes_disabled

from children.models import Flag
from compliance.tasks import reconcile_home
from homes import dates
from homes.database import triggers
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


def test_a_worker_raises_the_flags_of_a_home_it_is_asked_for(tmp_path):
    with scopes_disabled():
        case = make_case(dates.today().isoformat())
        with triggers.purge_open():
            Flag.objects.all().delete()  # each save has swept its home itself: leave it to the worker
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
        reconcile_home.delay(case.home.pk)
        until = time.monotonic() + 40
        while "KS-FIRST" not in (found := open_flags(environ)) and time.monotonic() < until:
            time.sleep(0.5)
    finally:
        worker.terminate()
        worker.wait(timeout=20)
        log.close()

    assert "KS-FIRST" in found, (tmp_path / "worker.log").read_text()
