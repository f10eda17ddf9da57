"""`make run`: one command starts web, worker and beat, and one signal ends all three."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

START = 180  # when to give up, not how quick it is: the other tests keep the machine busy meanwhile


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """One data folder for every start: the first fills it, the next ones find the people there."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(port, folder):
    ours = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    return subprocess.Popen(
        [sys.executable, "manage.py", "runlocal", "--port", str(port)],
        cwd=settings.BASE_DIR,
        env={**environment, "DATA_DIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def wait_for(what, condition, seconds=START):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {what}")


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=5) as page:
            return page.status == 200
    except (urllib.error.URLError, OSError):
        return False


def log_says(folder, *words):
    log = folder / "log" / "celery.log"
    return log.exists() and all(word in log.read_text() for word in words)


def processes_with(text):
    """Command lines of live processes that name `text`."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if text.encode() in words:
            found.append(folder.name)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_everything_starts_and_one_signal_ends_it(data, port, number):
    broker = data / "broker" / "messages"
    broker.mkdir(parents=True, exist_ok=True)
    (broker / "1_stale.celery.msg").write_text("half a mess")
    (data / "celerybeat-schedule").write_text("not a schedule")
    run = start(port, data)
    try:
        wait_for("the sign-in page", lambda: run.poll() is not None or answers(port))
        wait_for("worker and beat", lambda: log_says(data, "ready.", "beat: Starting"))
        run.send_signal(number)
        output, _ = run.communicate(timeout=START)
    finally:
        run.terminate()
        run.communicate(timeout=START)

    assert run.returncode == 0
    assert f"Keywork is at http://127.0.0.1:{port}/" in output
    assert "Traceback" not in output
    assert not log_says(data, "Traceback")
    assert processes_with(str(data)) == []


def test_a_port_in_use_is_one_clear_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        run = start(number, tmp_path)
        output, _ = run.communicate(timeout=START)

    assert run.returncode == 1
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in output.strip().splitlines()]
    assert lines == [
        f"CommandError: Port {number} is in use. Stop what uses it, or choose another: make run PORT={number + 1}"
    ]


def test_it_is_for_the_demo_only(settings, port):
    settings.DEMO_MODE = False

    with pytest.raises(CommandError, match="runlocal is for the demo"):
        call_command("runlocal", port=port)
