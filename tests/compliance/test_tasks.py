"""The schedule names tasks that exist; a task run twice changes nothing; a save enqueues its home once."""

import json
import os
import subprocess
import sys
import textwrap
import time

import pytest
from django.conf import settings
from django.db import transaction

from compliance.models import ComplianceRun, Flag
from compliance.receivers import SweepHome
from compliance.tasks import reconcile_estate, reconcile_home
from homes import dates
from homes.signals import case_changed
from keywork.celery import app
from tests.compliance.judging import make_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped", "rules_of_time_together")]


def test_every_scheduled_name_is_a_registered_task():
    app.loader.import_default_modules()

    names = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert names
    assert names <= set(app.tasks)
    assert all(entry["options"]["expires"] for entry in settings.CELERY_BEAT_SCHEDULE.values())


def test_a_sweep_task_run_twice_changes_nothing():
    case = make_case(dates.today().isoformat())

    reconcile_estate()
    reconcile_estate()
    reconcile_home(case.home.pk)

    assert Flag.objects.count() == 1
    assert list(ComplianceRun.objects.order_by("pk").values_list("raised", "open_flags")) == [
        (1, 1),
        (0, 1),
        (0, 1),
    ]


def change(home_id: int) -> None:
    case_changed.send(sender=None, home_id=home_id, child_id=None)


def test_a_transaction_enqueues_each_home_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        for home_id in (1, 2, 1):
            change(home_id)

    assert waiting == [SweepHome(1), SweepHome(2)]


def test_what_is_rolled_back_is_not_swept_and_what_comes_after_is(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        with pytest.raises(ValueError, match="undone"), transaction.atomic():
            change(1)
            raise ValueError("undone")
        change(1)

    assert waiting == [SweepHome(1)]


def test_a_commit_puts_the_homes_sweep_on_the_queue(django_capture_on_commit_callbacks):
    with app.connection_for_read() as broker:
        queue = broker.SimpleQueue("celery")
        queue.clear()
        with django_capture_on_commit_callbacks(execute=True):
            change(7)
        message = queue.get(block=True, timeout=5)
        message.ack()
        queue.close()

    assert message.headers["task"] == "compliance.tasks.reconcile_home"
    assert message.payload[0] == [7]
    assert not ComplianceRun.objects.exists()  # the worker sweeps, not the request


def test_while_the_broker_rests_the_home_is_swept_in_process(django_capture_on_commit_callbacks, monkeypatch):
    case = make_case(dates.today().isoformat())
    monkeypatch.setattr(SweepHome, "_broker_rests_until", time.monotonic() + 60)

    with django_capture_on_commit_callbacks(execute=True):
        change(case.home.pk)

    assert Flag.objects.get().rule_code == "KS-FIRST"
    assert ComplianceRun.objects.get().home == case.home


def test_a_sweep_that_fails_does_not_break_the_save(django_capture_on_commit_callbacks, monkeypatch, caplog):
    monkeypatch.setattr(SweepHome, "_broker_rests_until", time.monotonic() + 60)

    with django_capture_on_commit_callbacks(execute=True):
        change("no home has this key")

    assert "Sweep of home no home has this key failed with ValueError" in caplog.text


BROKERLESS = """
    import json, time
    import django
    import kombu.transport.redis  # a web process has loaded it long before
    django.setup()
    from django.db import transaction
    from django_scopes import scopes_disabled
    from django.core.management import call_command
    call_command("migrate", verbosity=0)
    from homes.signals import case_changed
    from compliance.models import Flag
    from homes import dates
    from tests.compliance.judging import make_case
    with scopes_disabled():
        case = make_case(dates.today().isoformat())
        took = []
        for _ in range(3):
            start = time.perf_counter()
            with transaction.atomic():
                case_changed.send(sender=None, home_id=case.home.pk, child_id=case.child.pk)
            took.append(time.perf_counter() - start)
        print(json.dumps({"flags": Flag.objects.open().count(), "took": took}))
"""


def test_with_the_broker_down_a_save_goes_on_and_the_home_is_swept_at_once(tmp_path):
    """A process of its own: Celery's broker cannot be changed in one that has used it."""
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "keywork.settings",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'own.sqlite3'}",
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }

    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(BROKERLESS)],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["flags"] >= 1
    assert max(said["took"]) < 2  # kombu left to itself would try for more than 2 seconds each time
    assert done.stderr.count("No broker (OperationalError)") == 1  # then the broker is left alone for a while
