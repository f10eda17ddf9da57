"""The schedule names tasks that exist; a task run twice changes nothing; a save enqueues its home once."""

import json
import os
import socket
import subprocess
import sys
import textwrap
import time

import pytest
from django.conf import settings
from django.db import transaction

from children.models import Flag, HomeSweep
from compliance.models import ComplianceRun
from compliance.receivers import SweepTouched
from compliance.tasks import reconcile_estate, reconcile_home
from homes import dates
from homes.audit import case_changed
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

    assert Flag.objects.open().count() == 1
    assert list(ComplianceRun.objects.order_by("pk").values_list("raised", "open_flags")) == [(1, 1), (0, 1)]


@pytest.fixture
def home():
    """Its case was committed and answered for: no step waits for it."""
    made = make_case(dates.today().isoformat()).home
    transaction.get_connection().run_on_commit.clear()
    return made


def change(home_id: int) -> None:
    case_changed.send(sender=None, record=None, home_id=home_id, child_id=None)


def test_a_transaction_sweeps_each_home_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        for home_id in (1, 2, 1):
            case_changed.send(sender=None, record=None, home_id=home_id, child_id=None)

    assert waiting == [SweepTouched(1, None), SweepTouched(2, None)]


def test_what_is_rolled_back_is_not_swept_and_what_comes_after_is(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        with pytest.raises(ValueError, match="undone"), transaction.atomic():
            change(1)
            raise ValueError("undone")
        change(1)

    assert waiting == [SweepTouched(1, None)]


def test_a_commit_sweeps_the_home_and_asks_the_worker_too(home, django_capture_on_commit_callbacks):
    with app.connection_for_read() as broker:
        queue = broker.SimpleQueue("celery")
        queue.clear()
        with django_capture_on_commit_callbacks(execute=True):
            change(home.pk)
        message = queue.get(block=True, timeout=5)
        message.ack()
        queue.close()

    assert message.headers["task"] == "compliance.tasks.reconcile_home"
    assert message.payload[0] == [home.pk]
    assert [flag.rule_code for flag in Flag.objects.open()] == ["KS-FIRST"]


def test_while_the_broker_rests_the_home_is_swept_all_the_same(
    home, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(SweepTouched, "_broker_rests_until", time.monotonic() + 60)

    with django_capture_on_commit_callbacks(execute=True):
        change(home.pk)

    assert Flag.objects.open().get().rule_code == "KS-FIRST"
    assert HomeSweep.objects.get(home=home).swept_as_of == dates.today()


def test_a_sweep_that_fails_does_not_break_the_save(
    home, django_capture_on_commit_callbacks, monkeypatch, caplog
):

    def breaks(*args, **kwargs):
        raise ValueError("Rae")

    monkeypatch.setattr("compliance.receivers.run_reconcile", breaks)

    with django_capture_on_commit_callbacks(execute=True):
        change(home.pk)

    assert f"Sweep of home {home.pk} failed with ValueError" in caplog.text
    assert "Rae" not in caplog.text


BROKERLESS = """
    import json, time
    import django
    import kombu.transport.redis  # a web process has loaded it long before
    django.setup()
    from django.db import transaction
    from django_scopes import scopes_disabled
    from django.core.management import call_command
    call_command("migrate", verbosity=0)
    from homes.audit import case_changed
    from children.models import Flag, HomeSweep
    from homes import dates
    from tests.compliance.judging import make_case
    from compliance.receivers import sweeping_held_back
    with scopes_disabled():
        with sweeping_held_back():  # the first save that asks the broker is the one that is measured
            case = make_case(dates.today().isoformat())
        took = []
        for _ in range(3):
            start = time.perf_counter()
            with transaction.atomic():
                case_changed.send(sender=None, record=case.child, home_id=case.home.pk, child_id=case.child.pk)
            took.append(time.perf_counter() - start)
        print(json.dumps({"flags": Flag.objects.open().count(), "took": took}))
"""


@pytest.fixture(params=["refuses", "never answers"])
def broken_redis(request):
    """Its address. One that never answers takes every connection and says nothing, as a machine out of memory does."""
    if request.param == "refuses":
        yield "redis://127.0.0.1:1/0"
    else:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            yield f"redis://127.0.0.1:{silent.getsockname()[1]}/0"


def test_with_the_broker_down_a_save_goes_on_and_the_home_is_swept_at_once(tmp_path, broken_redis):
    """A process of its own: Celery's broker cannot be changed in one that has used it."""
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "keywork.settings",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'own.sqlite3'}",
        "REDIS_URL": broken_redis,
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
    # A worker's own connection waits 5 seconds for an answer, and kombu's retries take more than 2.
    assert max(said["took"]) < 2
    assert done.stderr.count("No broker (OperationalError)") == 1  # then the broker is left alone for a while
