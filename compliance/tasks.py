"""What the worker runs. Ids in, one action, safe to run twice."""

from celery import shared_task
from django.conf import settings
from django_scopes import scopes_disabled

from compliance.actions import run_reconcile
from homes.database.sealing import anchor
from homes.database.sealing.seal import seal_pending
from homes.database.sealing.stored import key_now
from homes.database.sealing.verify import keep_check
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
def seal_ledger() -> None:
    """Every minute: put what was written since under the chain."""
    with scopes_disabled():
        seal_pending(now=now())


@shared_task
def anchor_ledger() -> None:
    """Every hour: say the end of the chain outside the database."""
    if settings.LEDGER_ANCHORS:
        anchor.write(settings.LEDGER_ANCHORS, key=key_now(), now=now())


@shared_task
def check_ledger() -> None:
    """Every night: read the whole chain back, keep what came of it, and send its end to who oversees."""
    with scopes_disabled():
        keep_check(now=now())
        anchor.tell_overseers(now=now())


@shared_task
def forget_sent_forms() -> None:
    """Throw away what was sent with forms a day ago."""
    forget(at=now())
