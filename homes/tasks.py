"""What the worker runs for the floor. Safe to run twice."""

from celery import shared_task

from homes.dates import now
from homes.requests.sent import forget


@shared_task
def forget_sent_forms() -> None:
    """What was sent with forms is kept for a day."""
    forget(at=now())
