"""What the worker runs. Ids in, one action, safe to run twice."""

from celery import shared_task

from compliance.actions import run_reconcile
from homes.dates import now
from homes.requests.sent import forget


@shared_task
def reconcile_estate() -> None:
    """The hourly sweep of every home."""
    run_reconcile(now=now())


@shared_task
def reconcile_home(home_id: int) -> None:
    """The sweep of one home, after a change there."""
    run_reconcile(now=now(), home_id=home_id)


@shared_task
def forget_sent_forms() -> None:
    """Throw away what was sent with forms a day ago."""
    forget(at=now())
