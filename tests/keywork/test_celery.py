"""The queue: what beat sends is known to the worker, and the settings that keep a save safe are in place."""

import pytest
from django.conf import settings

from keywork.celery import app


def test_everything_beat_sends_is_a_task_the_worker_knows():
    app.loader.import_default_modules()
    sent = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert sent
    assert sent <= set(app.tasks)


def test_every_entry_expires_before_the_next_one_is_sent():
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert entry["options"]["expires"] < settings.SWEEP_EVERY_MINUTES * 60


def test_a_task_is_given_back_when_its_worker_is_killed():
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost


def test_tasks_do_not_run_inside_the_request():
    assert not app.conf.task_always_eager


@pytest.mark.redis
def test_a_redis_that_is_down_is_noticed_within_seconds():
    if not settings.REDIS_URL:
        pytest.skip("no REDIS_URL")
    assert app.conf.broker_transport_options["socket_connect_timeout"] <= 2
    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)
