"""Fixtures every test may use: the cast at two homes of one provider and one of another, and the audit's doors."""

import contextlib
import datetime as dt
import hashlib
import os
import random
import shutil
import threading

import pytest
from django.conf import settings
from django.core.servers.basehttp import ServerHandler
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from django_scopes import scopes_disabled

from compliance.rules import key_workers, plans, staff
from compliance.rules.time_together import sessions
from homes import dates
from homes.database import triggers
from homes.permissions import Access, access_for
from keywork.celery import app as celery_app
from tests.kept import quoted, sizes
from tests.two_providers import two_providers

# Those whose tests count everything a home owes. Later topics prove themselves in tests of their own.
FIRST_RULES = {
    "KS-FIRST", "KS-WEEK", "KW-ASSIGN", "KW-GAP", "KW-COVER", "KW-TOLD", "KW-READY", "KW-SUPV", "PP-HOME", "HP-STALE",
}  # fmt: skip
MAKES_THE_TABLES = (
    "*/migrations/*.py",
    "[a-z]*/**/models.py",
    "[a-z]*/**/records.py",
    "*/models/*.py",
    "homes/database/*.py",
    "uv.lock",
)
os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # Playwright runs an event loop in the test's thread


def pytest_addoption(parser):
    parser.addoption("--no-skips", action="store_true", help="a skipped test fails (CI, where all is there)")


def pytest_configure():
    """The worker processes, which begin after this, take over the environment."""
    os.environ.setdefault("HISTORIES_SEED", str(random.randrange(2**32)))


def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line(
        f"HISTORIES_SEED={os.environ['HISTORIES_SEED']} draws the same again: histories and odd values"
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    return _skip_fails(report, item.config)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    return _skip_fails(report, collector.config)


def _skip_fails(report, config):
    """Where browser, PostgreSQL and Redis are all there, a skip means something is broken and nobody looks.

    A test of SQLite alone says so: its reason names SQLite.
    """
    if not config.getoption("no_skips") or not report.skipped or hasattr(report, "wasxfail"):
        return report
    *_, reason = report.longrepr if isinstance(report.longrepr, tuple) else (str(report.longrepr),)
    if "SQLite" not in reason:
        report.outcome = "failed"
        report.longrepr = f"skipped, and --no-skips is set: {reason}"
    return report


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """On SQLite migrating meets tables that are there already and finds nothing to do. Their file ends with the run."""
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(kept_tables, django_db_setup, django_db_blocker):
    """Without tables of an earlier run, pytest-django has just made them: keep them for the next one.

    Unless no test of this run asked for them.
    """
    names = connection.settings_dict
    if kept_tables and not kept_tables.exists() and names["NAME"] == names["TEST"]["NAME"]:
        ready = kept_tables.with_name(f"{kept_tables.name}.{os.getpid()}")  # two workers may be here at once
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("vacuum into %s", [str(ready)])
        for old in kept_tables.parent.glob("tables-*.sqlite3"):
            old.unlink(missing_ok=True)
        ready.rename(kept_tables)
    yield
    if connection.vendor == "postgresql":  # a thread of a browser test may have left a connection open
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where datname = current_database() and pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def kept_tables(django_db_modify_db_settings):
    """The empty tables of an earlier run with the same models, triggers and libraries, copied where tests read them."""
    if connection.vendor != "sqlite":
        return None
    digest = hashlib.sha256()
    for file in sorted(file for names in MAKES_THE_TABLES for file in settings.BASE_DIR.glob(names)):
        digest.update(file.read_bytes())
    kept = settings.BASE_DIR / ".pytest_cache" / f"tables-{digest.hexdigest()[:16]}.sqlite3"
    kept.parent.mkdir(exist_ok=True)
    if kept.exists():
        shutil.copyfile(kept, connection.settings_dict["TEST"]["NAME"])
    return kept


@pytest.fixture(scope="session", autouse=True)
def broker_in_memory():
    """Without a Redis, messages stay in this process: no test writes to the broker folder of `make run`."""
    if not settings.REDIS_URL:
        celery_app.conf.update(broker_url="memory://", broker_transport_options={})


class Answering(threading.Condition):
    """How many requests a live server is at. A page that was left may have asked for something nobody waits for."""

    LONGEST_SECONDS = 20

    def __init__(self):
        super().__init__()
        self.number = 0

    @contextlib.contextmanager
    def one(self):
        with self:
            self.number += 1
        try:
            yield
        finally:
            with self:
                self.number -= 1
                self.notify_all()

    def ended(self) -> bool:
        with self:
            return self.wait_for(lambda: not self.number, timeout=self.LONGEST_SECONDS)


@pytest.fixture(scope="session", autouse=True)
def answering():
    """The requests of live servers, counted: the tables are emptied when none is at work in them."""
    counted, plain = Answering(), ServerHandler.run

    def run(self, application):
        with counted.one():
            plain(self, application)

    ServerHandler.run = run
    yield counted
    ServerHandler.run = plain


@pytest.fixture(scope="session", autouse=True)
def flush_through_the_door(answering):
    """`transaction=True` tests empty their tables; the append-only triggers let only purge_open() do that.

    The tables that hold rows, row by row: TRUNCATE of all of them takes PostgreSQL seconds, and few hold any.
    """
    plain = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(self, sql_list):
        assert answering.ended(), "a live server is still at a request"
        with triggers.purge_open(self.connection.alias):
            plain(self, [f"delete from {quoted(table)}" for table, rows in sizes().items() if rows])

    BaseDatabaseOperations.execute_sql_flush = execute_sql_flush
    yield
    BaseDatabaseOperations.execute_sql_flush = plain


@pytest.fixture(autouse=True)
def fast_and_quiet(settings):
    """Tests hash passwords cheaply; nothing else differs from the product."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def unscoped():
    """For reads and writes outside a request."""
    with scopes_disabled():
        yield


@pytest.fixture
def today() -> dt.date:
    return dates.today()


@pytest.fixture
def world(db):
    """Maple House and Oak Lodge of one provider, Elm Row of another, with the people the docs name.

    Kai, Mia at Maple (moved in 200 days ago, Sam and Jo key workers of Kai, Sam of Mia); Noa at Oak; Una at Elm.
    """
    with scopes_disabled():
        return two_providers()


@pytest.fixture
def signed_in(db):
    """signed_in(user) -> a client signed in as that person."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def access_of():
    """access_of(user) -> their reach right now."""

    def access(user) -> Access:
        return access_for(user, now=dates.now())

    return access


@pytest.fixture
def rules_of_time_together(monkeypatch):
    """The rules about sessions, key workers, plans and adults alone, for tests that count what a home owes in all."""
    topics = (sessions, key_workers, plans, staff)
    rules = tuple(rule for topic in topics for rule in topic.RULES if rule.code in FIRST_RULES)
    for module in ("compliance.engine", "compliance.actions"):
        monkeypatch.setattr(f"{module}.RULES", rules)
