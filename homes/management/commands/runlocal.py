"""`make run`: the whole of Keywork on one machine, with demo people, until Ctrl-C.

The web server runs in this process. The worker and beat run in one child process with a session of its own, so
that one signal ends both; their log goes to var/log/celery.log and never over the sign-ins printed here.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import run
from django.core.wsgi import get_wsgi_application

from homes.models import User
from homes.words import gettext as _

HOST = "127.0.0.1"
DEMO_DOMAIN = "@demo.example"
SECONDS_TO_STOP = 10


class Command(BaseCommand):
    help = "Start Keywork with demo data: web server, worker and beat. Ctrl-C ends all three."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        if not settings.DEMO_MODE:
            raise CommandError(_("runlocal is for the demo. Production starts gunicorn, a worker and beat."))
        refuse_taken_port(port)
        leave_on_signals()
        self.say(_("Preparing the data…"))
        prepare()
        with worker_and_beat() as log_file:
            try:
                run(
                    HOST,
                    port,
                    get_wsgi_application(),
                    threading=True,
                    on_bind=lambda bound: self.welcome(bound, log_file),
                )
            except OSError as error:
                raise port_taken(port) if error.errno == errno.EADDRINUSE else error from None
            finally:
                ignore_signals()  # a second Ctrl-C must not interrupt the tidying up
                self.say(_("Stopping…"))

    def welcome(self, port: int, log_file: Path) -> None:
        self.say(_("\nKeywork is at http://%(host)s:%(port)s/") % {"host": HOST, "port": port})
        people = User.objects.filter(email__endswith=DEMO_DOMAIN, is_active=True).order_by("pk")
        if people:
            self.say(_("Sign in with the password %(word)s as:") % {"word": settings.DEMO_PASSWORD})
        for person in people:
            self.say(f"  {person.email:<32} {person.full_name}, {person.job_title}")
        self.say(_("The worker's log is in %(file)s. Ctrl-C stops everything.\n") % {"file": log_file})

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def port_taken(port: int) -> CommandError:
    return CommandError(
        _("Port %(port)s is in use. Stop what uses it, or choose another: make run PORT=%(other)s")
        % {"port": port, "other": port + 1}
    )


def refuse_taken_port(port: int) -> None:
    """Say so before any work is done, instead of after it."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            need = _("Port %(port)s needs more rights. Choose one above 1023.") % {"port": port}
            raise CommandError(need) from None
        except (OSError, OverflowError):
            raise port_taken(port) from None


def leave_on_signals() -> None:
    """Ctrl-C, `kill` and a closed terminal end everything the same way. Set by hand, because a shell that
    starts us in the background makes us ignore Ctrl-C."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)


def ignore_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _leave(number: int, frame: object) -> None:
    sys.exit(0)


def prepare() -> None:
    """Tables, demo people and a first sweep. Each step is safe to repeat."""
    call_command("migrate", verbosity=0, interactive=False)
    for command in ("seed_demo", "reconcile"):
        if command in get_commands():
            call_command(command, stdout=io.StringIO())
    if not settings.REDIS_URL:
        # Messages of an earlier run: the sweep above has already seen what they would tell, and a half-written
        # one would stop the worker.
        shutil.rmtree(settings.BROKER_DIR, ignore_errors=True)
        for folder in ("messages", "control"):
            (settings.BROKER_DIR / folder).mkdir(parents=True, exist_ok=True)


@contextlib.contextmanager
def worker_and_beat() -> Iterator[Path]:
    """Celery in a process group of its own; gone when the block ends, however it ends."""
    log_file = settings.DATA_DIR / "log" / "celery.log"
    log_file.parent.mkdir(parents=True, exist_ok=True)
    # Beat's notebook is new each time: one left by a killed run can be unreadable.
    with tempfile.TemporaryDirectory(prefix="keywork-beat-") as notebook, log_file.open("wb") as log:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter, fixed arguments
            [
                *(sys.executable, "-m", "celery", "-A", "keywork", "worker", "--beat"),
                *("--schedule", os.path.join(notebook, "schedule"), "--pool", "threads"),
                *("--concurrency", "2", "--loglevel", "INFO", "--without-gossip", "--without-mingle"),
            ],
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )
        try:
            yield log_file
        finally:
            _stop(child)


def _end_with_parent() -> None:
    """Ask Linux for a SIGTERM when we are killed outright and cannot tidy up (PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _stop(child: subprocess.Popen[bytes]) -> None:
    """Ask the group, wait, then insist: beat is a grandchild and would otherwise outlive us."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(timeout=SECONDS_TO_STOP)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
