"""Four sweeping processes at once raise each flag once, and one of them reports it."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection
from django_scopes import scopes_disabled

from children.models import Flag
from homes import dates
from tests.compliance.databases import url_for_other_processes
from tests.compliance.judging import make_many
from tests.factories.homes import HomeFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("rules_of_time_together")]


def test_four_at_once_raise_each_flag_once(tmp_path):
    with scopes_disabled():
        make_many(HomeFactory(), 50, today=dates.today())
    environ = {**os.environ, "DATABASE_URL": url_for_other_processes(tmp_path), "DATA_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", "reconcile", "--json"]

    running = [
        subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    answers = [process.communicate(timeout=60) for process in running]

    assert [process.returncode for process in running] == [0, 0, 0, 0], answers
    said = [json.loads(out) for out, _err in answers]
    owed = said[0]["open"]  # the processes know every rule
    assert owed >= 150
    assert sorted(answer["raised"] for answer in said) == [0, 0, 0, owed]
    assert [answer["open"] for answer in said] == [owed] * 4
    if connection.vendor == "postgresql":  # on SQLite the others swept a copy
        with scopes_disabled():
            assert Flag.objects.open().count() == owed
